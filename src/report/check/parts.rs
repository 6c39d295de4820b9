//! Turns totals with their parts in one sentence into sums: `审结98件,其中维持45件、驳回12件…`, `清理230件,决定保留、修改、废止的分别为…`.

use super::clause_before;
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

type Words = LazyLock<Lexicon<Told>>;

static BEFORE: Words = LazyLock::new(|| lexicon("before"));
static BEHIND: Words = LazyLock::new(|| lexicon("behind"));

fn lexicon(stands: &'static str) -> Lexicon<Told> {
    let told = |says: &str| match says {
        "all" => Told::All,
        "among" => Told::Among,
        _ => Told::Open,
    };
    Lexicon::of(&TABLE, "word", |row| (row.get("stands") == stands).then(|| told(row.get("says"))))
}

/// Words that lead to a total of what stands before them, and whether they say so (合计) or may count anything (共).
pub(super) static TOTALS: LazyLock<Lexicon<bool>> =
    LazyLock::new(|| Lexicon::of(&TABLE, "word", |row| (row.get("stands") == "total").then(|| row.get("says") == "all")));

/// What the text says of a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
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
/// A known division that nothing announces falls short by no more than this.
const LEAST_UNDER_UNTOLD: f64 = 0.95;
/// What 分别 gives out behind a total makes it up where it is off by no more than this.
const NEARLY: f64 = 0.02;
/// Between two parts of one list stand at most so many characters.
const BETWEEN: usize = 24;

/// No list of parts is longer.
const LONGEST: usize = 24;

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
    let lists = announced.map(|(total, parts)| (total, parts, Told::Among)).chain(listed);
    for (total, parts, told) in lists {
        let Some(total) = all.get(total) else { continue };
        let parts: Vec<&Indicator> = parts.iter().filter_map(|&id| all.get(id)).collect();
        let told = if told == Told::Bare { told } else { open_or(told, source, total, &parts) };
        match judge(source, total, &parts, told) {
            Some(false) if told == Told::Bare && whole(&parts).0.is_none() => {}
            // 排查347件,调解成功339件;其中婚姻家庭88件…: the parts are those of the count that their sum comes nearest to.
            Some(false) => {
                let total = nearest(all, total, &parts);
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

/// The count of the sentence, up to the total that the words give, that the sum of the parts comes nearest to.
fn nearest<'a>(all: &'a [Indicator], total: &'a Indicator, parts: &[&Indicator]) -> &'a Indicator {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let before = all.get(..total.id).unwrap_or(&[]).iter().rev().take(LONGEST).take_while(|other| other.sentence == total.sentence);
    let like = before.filter(|other| other.unit == total.unit && other.change.is_none());
    like.fold(total, |best, other| if (other.value - sum).abs() < (best.value - sum).abs() { other } else { best })
}

/// Lists that follow their total without 其中: two parts or more in a row, parted by 、 or 和, given out by 分别, or after a colon.
fn listed(source: &Source, all: &[Indicator]) -> Vec<(usize, Vec<usize>, Told)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 2 < all.len() {
        let total = &all[at];
        let mut end = at + 1;
        while end < all.len().min(at + LONGEST) && all[end].sentence == total.sentence && may_be_part(total, &all[end]) {
            let between = Span::new(all[end - 1].span.end, all[end].span.start);
            let chars = source.folded(between);
            let first = end == at + 1;
            let opens = first && chars.iter().any(|c| matches!(c, ',' | ':' | '(' | '—')) && between.len() <= 2 * BETWEEN && !closes(chars);
            let goes_on = !first
                && chars.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与' | ','))
                && between.len() <= BETWEEN
                && !closes(chars);
            if !(opens || goes_on) {
                break;
            }
            end += 1;
        }
        let told = Span::new(total.span.end, all.get(at + 1).map_or(total.span.end, |next| next.span.start));
        let words = source.folded(told);
        let behind = all.get(end - 1).map_or(&[][..], |last| behind(source, last));
        let told = said(&BEFORE, words).max(divides(words).then_some(Told::All)).max(BEHIND.starting(behind, 0).map(|(_, told)| *told));
        let opened = words.first().is_some_and(|c| matches!(c, ':' | '(')) || has(words, ['分', '别']);
        let told = told.filter(|told| *told != Told::Open || opened).or(opened.then_some(Told::Bare));
        // 68件(规范性文件21件、决策9件、合同38件), 甲、乙、丙共26场,分别为… and 样品96批次,甲和乙分别为…: the brackets, or as many names as parts, say that
        // the list is the total's own.
        let last = all.get(end - 1).map_or(total.span.end, |last| last.span.end);
        let count = end - at - 1;
        let sum: f64 = all.iter().take(end).skip(at + 1).map(|part| part.value).sum();
        // Names that only follow the total may begin a list of their own: that their sum is all but the total says that it is not.
        let nearly = || (sum - total.value).abs() <= NEARLY * total.value && names_behind(words) == count;
        let own = (words.first() == Some(&'(') && source.at(last) == ')')
            || (words.first() == Some(&':') && matches!(source.at(last), '。' | ';'))
            || (has(words, ['分', '别']) && (names(source, total) == count || nearly()));
        let told = if told == Some(Told::Bare) && own { Some(Told::Among) } else { told };
        // 文件76件,继续有效58件、修改7件、废止11件: where all of a known division stands there and adds up, nothing need announce it.
        let adds_up = || {
            let parts: Vec<&Indicator> = all.iter().take(end).skip(at + 1).collect();
            let sum = parts.iter().map(|part| part.value).sum::<f64>();
            // Near enough it is meant to: more may be undecided, hardly so little.
            whole(&parts).1 && sum <= total.value * MOST_OVER_OF_TWO && sum >= total.value * LEAST_UNDER_UNTOLD
        };
        let told = told.or_else(|| (end - at > 2 && adds_up()).then_some(Told::Bare));
        let admitted = || admitted(source, total, all.get(at + 1..).unwrap_or(&[]));
        let (told, end) = match told {
            Some(told) => (Some(told), end),
            None => admitted().map_or((None, end), |count| (Some(Told::Among), at + 1 + count)),
        };
        if let Some(told) = told.filter(|_| end - at > 2) {
            found.push((at, (at + 1..end).collect(), told));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// `收到申请214件,受理189件,不予受理25件`: what was received was admitted or not, where the sentence tells of nothing else. How many parts that are.
fn admitted(source: &Source, total: &Indicator, next: &[Indicator]) -> Option<usize> {
    let clause = |i: &Indicator| source.folded(clause_before(source, i));
    let refused = |i: &Indicator| clause(i).ends_with(&['不', '予', '受', '理']);
    let own = |i: &&Indicator| i.sentence == total.sentence && may_be_part(total, i);
    let count = next.iter().take(LONGEST).take_while(own).count();
    let parts = next.get(..count)?;
    let last = parts.last()?;
    let closed = matches!(source.at(last.span.end), '。' | ';' | '\n');
    let known = stage(clause(total)) == Some("received")
        && parts.first().is_some_and(|first| clause(first).ends_with(&['受', '理']) && !refused(first))
        && parts.iter().any(refused)
        && parts.iter().skip(1).all(|part| !matches!(stage(clause(part)), Some("settled" | "fixed" | "filed")));
    (closed && known).then_some(count)
}

/// 按类型分, 从层级看: does a clause say by what the whole is parted?
fn divides(words: &[char]) -> bool {
    let clauses = words.split(|c| matches!(c, ',' | ':' | '('));
    clauses.into_iter().any(|clause| matches!(clause, ['按' | '从' | '以', .., '分' | '看']))
}

/// How many names parted by 、 and 和 stand in the clause that 共 ends before a total.
fn names(source: &Source, total: &Indicator) -> usize {
    let clause = source.folded(clause_before(source, total));
    match clause.split_last() {
        Some(('共', names)) => 1 + names.iter().filter(|c| matches!(c, '、' | '和' | '及')).count(),
        _ => 0,
    }
}

/// How many names parted by 、 and 和 stand in the clause between a total and its parts that 分别 ends.
fn names_behind(words: &[char]) -> usize {
    let clause = words.rsplit(|c| *c == ',').next().unwrap_or(&[]);
    match clause.windows(2).position(|pair| pair == ['分', '别']) {
        Some(end) if end > 0 => 1 + clause.iter().take(end).filter(|c| matches!(c, '、' | '和' | '及' | '与')).count(),
        _ => 0,
    }
}

/// The few characters behind a figure, in its sentence.
fn behind<'s>(source: &'s Source, part: &Indicator) -> &'s [char] {
    const FEW: usize = 4;
    source.folded(Span::new(part.span.end, (part.span.end + FEW).min(part.sentence.end).max(part.span.end)))
}

/// The most that any of the words says.
fn said(words: &Lexicon<Told>, chars: &[char]) -> Option<Told> {
    (0..chars.len()).filter_map(|at| words.starting(chars, at)).map(|(_, told)| *told).max()
}

/// [`Told::Open`] where 主要 leads to the parts or 等 follows them.
fn open_or(told: Told, source: &Source, total: &Indicator, parts: &[&Indicator]) -> Told {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return told };
    let lead = source.folded(Span::new(total.span.end, first.span.start.max(total.span.end)));
    let open = (0..lead.len()).any(|at| BEFORE.starting(lead, at).is_some_and(|(_, told)| *told == Told::Open))
        || BEHIND.starting(behind(source, last), 0).is_some_and(|(_, told)| *told == Told::Open);
    if open {
        Told::Open
    } else {
        told
    }
}

/// Another clause or matter begins here.
fn closes(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, ';' | '。'))
}

/// Do these words open with 其中?
pub(super) fn among(chars: &[char]) -> bool {
    chars.iter().copied().filter(|c| *c != ',').take(2).eq(['其', '中'])
}

fn has(chars: &[char], word: [char; 2]) -> bool {
    chars.windows(2).any(|pair| pair == word)
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
    if told == Told::Open
        || (group.is_some_and(|group| group.ends_with(OUTCOME)) && stage(source.folded(clause_before(source, total))) == Some("received"))
    {
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

/// Are the names of the parts a known division of their total, with none left out?
pub(super) fn judge_whole(parts: &[&Indicator]) -> bool {
    let (group, complete) = whole(parts);
    group.is_some() && (complete || parts.len() >= 2)
}

/// Do the names of the parts, all of them, come from one group whose words never overlap; and are they so many of it that nothing is left out?
fn whole(parts: &[&Indicator]) -> (Option<&'static str>, bool) {
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
            matches!(row.get("stands"), "before" | "behind" | "total") && matches!(row.get("says"), "all" | "among" | "open")
        };
        assert!(super::TABLE.rows().all(|row| known(&row)));
    }
}
