//! Turns totals with their parts in one sentence into sums: `审结98件,其中维持45件、驳回12件…`, `清理230件,决定保留、修改、废止的分别为…`.

use super::clause_before;
use super::list::{listed, next_sentence};
use super::sum::{figure, within, Findings};
use crate::extract::indicator::{Indicator, Kind, Qualifier, Range};
use crate::report::model::CheckKind;
use crate::report::partition::{self, Part};
use crate::report::stage::stage;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("wholes.tsv")));

pub(super) type Words = LazyLock<Lexicon<Told>>;

pub(super) static BEFORE: Words = LazyLock::new(|| lexicon("before"));
pub(super) static BEHIND: Words = LazyLock::new(|| lexicon("behind"));
/// 其他, 其余: the part of such a name is all that the others leave.
pub(super) static REST: Words = LazyLock::new(|| lexicon("part"));

fn lexicon(stands: &'static str) -> Lexicon<Told> {
    let told = |says: &str| match says {
        "all" => Told::All,
        "among" => Told::Among,
        _ => Told::Open,
    };
    Lexicon::of(&TABLE, "word", |row| (row.get("stands") == stands).then(|| told(row.get("says"))))
}

/// Words that lead to a total of what stands before them: they say so (合计) or may count anything (共).
pub(super) static TOTALS: Words = LazyLock::new(|| lexicon("total"));
/// Words of a share that do not name its whole: 总数, 全年, 达.
pub(super) static BESIDE: Words = LazyLock::new(|| lexicon("share"));
/// What a rate of settled cases is called by: 调解率, 败诉率.
pub(super) static OF_SETTLED: Words = LazyLock::new(|| lexicon("outcome"));

/// What the text says of a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// 主要, 等: more of them are not named.
    Open,
    /// They follow their total, and nothing is said: 分别为 may begin a list of its own.
    Bare,
    /// 其中, 包括.
    Among,
    /// 分为, 由…组成: they are all of it.
    All,
}

/// A sum that exceeds its total by more than this counts things twice on purpose (涉农 and 未成年人 of one case): silent.
const MOST_OVER: f64 = 1.2;
/// A sum of parts that make the whole may fall short by this; where more is missing a part was left out: silent.
const LEAST_UNDER: f64 = 0.92;
/// As [`MOST_OVER`], for three parts or more of unknown names.
const MOST_OVER_UNKNOWN: f64 = 1.15;
/// As [`MOST_OVER`], for parts of unknown names that may overlap.
const MOST_OVER_LOOSE: f64 = 1.1;
/// As [`MOST_OVER`], for two parts of unknown names.
const MOST_OVER_OF_TWO: f64 = 1.06;
/// As [`LEAST_UNDER`], for three parts or more of unknown names after 其中: so little is no part that was left out.
const LEAST_UNDER_UNKNOWN: f64 = 0.94;
/// As [`LEAST_UNDER_UNKNOWN`], for two parts.
const LEAST_UNDER_OF_TWO: f64 = 0.96;
/// Between two parts of one list stand at most so many characters.
const BETWEEN: usize = 24;

/// No list of parts is longer.
pub(super) const LONGEST: usize = 24;

pub fn check(source: &Source, all: &[Indicator], found: &mut Findings) {
    let mut parts_of: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (id, indicator) in all.iter().enumerate() {
        if let Some(parts) = indicator.part_of.and_then(|total| parts_of.get_mut(total)) {
            parts.push(id);
        }
    }
    beyond(source, all, found);
    // What no 其中 announces may be a list of its own; only a known division of the whole then contradicts its total.
    let listed: Vec<_> = listed(source, all).into_iter().filter(|(total, ..)| parts_of.get(*total).is_some_and(Vec::is_empty)).collect();
    let announced = parts_of.into_iter().enumerate().filter(|(_, parts)| !parts.is_empty());
    // Two parts of unknown names in the next sentence need not be all of them.
    let next =
        next_sentence(source, all).into_iter().map(|(total, parts)| (if parts.len() > 2 { Told::Among } else { Told::Bare }, total, parts));
    let next = next.map(|(told, total, parts)| (total, parts, told));
    let lists = announced.map(|(total, parts)| (total, parts, Told::Among)).chain(next).chain(listed);
    for (total, parts, told) in lists {
        let Some(total) = all.get(total) else { continue };
        let mut parts: Vec<&Indicator> = parts.iter().filter_map(|&id| all.get(id)).collect();
        parts.truncate(own(source, &parts));
        let told = if told == Told::Bare { told } else { open_or(told, source, total, &parts) };
        let told = if told != Told::Open && others(&parts) { Told::All } else { told };
        match judge(source, total, &parts, told) {
            Some(false) if told == Told::Bare && whole(&parts).0.is_none() => {}
            // 排查347件,调解成功339件;其中婚姻家庭88件…: the parts are those of the count that their sum comes nearest to.
            Some(false) => {
                let total = nearest(source, all, total, &parts);
                if let Some(agrees) = judge(source, total, &parts, told).filter(|agrees| !agrees) {
                    say(total, &parts, agrees, found);
                }
            }
            Some(true) => say(total, &parts, true, found),
            None => {}
        }
    }
}

/// 办理860件,其中农民工案件960件: a part that is more than the count right before it.
fn beyond(source: &Source, all: &[Indicator], found: &mut Findings) {
    for (total, part) in all.iter().zip(all.iter().skip(1)) {
        let like =
            total.sentence == part.sentence && total.unit == part.unit && [total, part].iter().all(|i| i.is_exact() && i.change.is_none());
        if !like || part.value <= total.value || part.value > total.value * MOST_OVER {
            continue;
        }
        let words = source.folded(Span::new(total.span.end.min(part.span.start), part.span.start));
        if words.len() <= BETWEEN && !closes(words) && among(words) && part.part_of.is_none() {
            say(total, &[part], false, found);
        }
    }
}

/// So many parts stand before one that has parts itself: 其中受理498件,审结455件,包括维持218件、驳回91件.
fn own(source: &Source, parts: &[&Indicator]) -> usize {
    let parted = |pair: &[&Indicator]| {
        let words = source.folded(Span::new(pair[0].span.end.min(pair[1].span.start), pair[1].span.start));
        said(&BEFORE, words).is_some_and(|told| told != Told::Open)
    };
    parts.windows(2).position(parted).map_or(parts.len(), |at| at + 1)
}

/// The count of the sentence, up to the total that the words give, that the sum of the parts comes nearest to.
/// Of those that came in none where the parts say how they ended (受理142件;审结136件,其中维持61件…).
fn nearest<'a>(source: &Source, all: &'a [Indicator], total: &'a Indicator, parts: &[&Indicator]) -> &'a Indicator {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let before = all.get(..total.id).unwrap_or(&[]).iter().rev().take(LONGEST).take_while(|other| other.sentence == total.sentence);
    let (group, _) = whole(parts);
    let like = before.filter(|other| other.unit == total.unit && other.change.is_none() && !pending(source, other, group));
    like.fold(total, |best, other| if (other.value - sum).abs() < (best.value - sum).abs() { other } else { best })
}

/// The few characters behind a figure, in its sentence.
pub(super) fn behind<'s>(source: &'s Source, part: &Indicator) -> &'s [char] {
    const FEW: usize = 4;
    source.folded(Span::new(part.span.end, (part.span.end + FEW).min(part.sentence.end).max(part.span.end)))
}

/// The most that any of the words says.
pub(super) fn said(words: &Lexicon<Told>, chars: &[char]) -> Option<Told> {
    (0..chars.len()).filter_map(|at| words.starting(chars, at)).map(|(_, told)| *told).max()
}

/// [`Told::Open`] where 主要 leads to the parts, or 等 or the rest (,其余6件) follows them.
fn open_or(told: Told, source: &Source, total: &Indicator, parts: &[&Indicator]) -> Told {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return told };
    let lead = source.folded(Span::new(total.span.end, first.span.start.max(total.span.end)));
    let open = (0..lead.len()).any(|at| BEFORE.starting(lead, at).is_some_and(|(_, told)| *told == Told::Open))
        || BEHIND.starting(behind(source, last), 0).is_some_and(|(_, told)| *told == Told::Open)
        || REST.starting(behind(source, last), 1).is_some();
    if open {
        Told::Open
    } else {
        told
    }
}

/// Another clause or matter begins here.
pub(super) fn closes(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, ';' | '。'))
}

/// Do these words open with 其中?
pub(super) fn among(chars: &[char]) -> bool {
    chars.iter().copied().filter(|c| *c != ',').take(2).eq(['其', '中'])
}

pub(super) fn may_be_part(total: &Indicator, part: &Indicator) -> bool {
    part.kind == total.kind
        && matches!(part.kind, Kind::Count | Kind::Money)
        && part.unit == total.unit
        && part.change.is_none()
        && total.change.is_none()
        && part.value <= total.value
}

/// What the sum says of the total; `None` where nothing follows from it.
fn judge(source: &Source, total: &Indicator, parts: &[&Indicator], told: Told) -> Option<bool> {
    let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none() && i.change.is_none();
    if parts.len() < 2 || !matches!(total.kind, Kind::Count | Kind::Money) || !plain(total) || !parts.iter().all(|part| plain(part)) {
        return None;
    }
    let sum = parts.iter().fold(Range::new(0.0, 0.0), |sum, part| sum.plus(part.range()));
    if sum.meets(total.range(), 0.0) {
        return Some(true);
    }
    let (sum, of) = (parts.iter().map(|part| part.value).sum::<f64>(), total.value);
    let (group, complete) = whole(parts);
    let whole = group.is_some();
    if sum > of {
        // 律师194名、女性72名: two ways to part one thing.
        if !whole && told != Told::All && mixed(parts) {
            return None;
        }
        // 受理120件、办结98件: one thing may have come as far as both.
        let mut stages = parts.iter().filter_map(|part| stage(source.folded(clause_before(source, part))));
        let first = stages.next();
        if !whole && stages.any(|other| Some(other) != first) {
            return None;
        }
        // 线上612件、线下248件、邮寄86件: some of them are the whole already.
        let mut so_far = 0.0;
        let made_up = parts.iter().any(|part| {
            so_far += part.value;
            so_far == of
        });
        if made_up {
            return None;
        }
        // One of a staff may be of two kinds that nobody knows to part it, and behind a comma may stand what is no part.
        let people = total.unit.chars().all(|c| matches!(c, '人' | '名' | '位'));
        let loose = told != Told::All && (people || parts.iter().rev().skip(1).any(|part| source.at(part.span.end) == ','));
        let most = match (whole, parts.len()) {
            (true, _) => MOST_OVER,
            (_, 3..) if loose => MOST_OVER_LOOSE,
            (_, 3..) => MOST_OVER_UNKNOWN,
            _ => MOST_OVER_OF_TWO,
        };
        return (sum <= of * most).then_some(false);
    }
    // What came in is not all decided: the rest is pending.
    if told == Told::Open || pending(source, total, group) {
        return None;
    }
    let least = if complete || (whole && parts.len() >= 3) || told == Told::All {
        LEAST_UNDER
    } else if parts.len() >= 3 {
        LEAST_UNDER_UNKNOWN
    } else {
        LEAST_UNDER_OF_TWO
    };
    ((complete || told >= Told::Among) && sum >= of * least).then_some(false)
}

/// Groups of the table that say how a case ended are called so.
const OUTCOME: &str = "_outcome";

/// Is it what came in, and do the parts say how it ended?
fn pending(source: &Source, total: &Indicator, group: Option<&str>) -> bool {
    group.is_some_and(|group| group.ends_with(OUTCOME))
        && matches!(stage(source.folded(clause_before(source, total))), Some("received" | "filed"))
}

/// Does one name alone tell men or women (律师194名, 女性72名)? It parts the thing in another way than the others.
fn mixed(parts: &[&Indicator]) -> bool {
    let names: Vec<Vec<char>> = parts.iter().map(|part| folded(&part.label)).collect();
    let groups: Vec<Vec<Part>> = names.iter().map(|name| partition::parts(name)).collect();
    let has = |groups: &[Part], group: &str| groups.iter().any(|part| part.group == group);
    groups
        .iter()
        .flatten()
        .filter(|part| part.group == "sex")
        .any(|part| groups.iter().filter(|groups| has(groups, part.group)).count() == 1)
}

/// Is the last of the parts what the others leave?
pub(super) fn others(parts: &[&Indicator]) -> bool {
    parts.len() > 2 && parts.last().is_some_and(|last| REST.read(&folded(&last.label)).next().is_some())
}

/// Are the names of the parts a known division of their total, with none left out?
pub(super) fn judge_whole(parts: &[&Indicator]) -> bool {
    let (group, complete) = whole(parts);
    group.is_some() && (complete || parts.len() >= 2)
}

/// Do the names of the parts, all of them, come from one group whose words never overlap; and are they so many of it that nothing is left out?
pub(super) fn whole(parts: &[&Indicator]) -> (Option<&'static str>, bool) {
    let named: Vec<Vec<Part>> = parts.iter().map(|part| partition::parts(&folded(&part.label))).collect();
    let Some(first) = named.first() else { return (None, false) };
    for group in first.iter().filter(|part| part.whole).map(|part| part.group) {
        let of_group = |names: &[Part]| -> Vec<usize> { names.iter().filter(|part| part.group == group).map(|part| part.row).collect() };
        // 保留、修改、宣布失效的分别为…: the word that all names end with tells them no more apart than none.
        let shared: Vec<usize> =
            of_group(first).into_iter().filter(|row| named.iter().all(|names| of_group(names).contains(row))).collect();
        let (mut rows, mut bare): (Vec<usize>, usize) = (shared.clone(), 0);
        let fits = named.iter().all(|names| {
            let all = of_group(names);
            let own: Vec<usize> = all.iter().copied().filter(|row| !shared.contains(row)).collect();
            bare += usize::from(own.is_empty());
            let new = !all.is_empty() && bare <= 1 && !own.iter().any(|row| rows.contains(row));
            rows.extend(own);
            new
        });
        if fits {
            let size = partition::size(group);
            let enough = size.min((size.saturating_sub(1) / 2).max(3));
            return (Some(group), rows.len() >= enough);
        }
    }
    (None, false)
}

pub(super) fn say(total: &Indicator, parts: &[&Indicator], agrees: bool, found: &mut Findings) {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let terms: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let sign = if sum == total.value {
        "="
    } else if agrees {
        "≈"
    } else {
        "≠"
    };
    let arithmetic = if parts.len() == 1 {
        format!("{} > {}", figure(sum), figure(total.value))
    } else if sign == "=" {
        format!("{} = {}", terms.join(" + "), figure(sum))
    } else {
        format!("{} = {} {sign} {}", terms.join(" + "), figure(sum), figure(total.value))
    };
    let message = if let ([part], false) = (parts, agrees) {
        format!("“{}”写作{}，超过总数{}，请核对。", part.label, part.raw, total.raw)
    } else if agrees {
        format!("“{}”各部分相加与总数{}相符。", total.label, total.raw)
    } else {
        format!("“{}”各部分相加为{}，与总数{}不符，请核对。", total.label, figure(sum), total.raw)
    };
    let spans = std::iter::once(total.span).chain(parts.iter().map(|part| part.span));
    let check = within(CheckKind::PartsTotal, message, arithmetic, spans, (total.value, sum));
    found.tells(agrees, check);
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
        let known = |row: &crate::rules::Row| {
            matches!(row.get("stands"), "before" | "behind" | "outcome" | "part" | "share" | "total")
                && matches!(row.get("says"), "all" | "among" | "open")
        };
        assert!(super::TABLE.rows().all(|row| known(&row)));
    }
}
