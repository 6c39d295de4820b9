//! Turns totals with their parts in one sentence into sums: `审结98件,其中维持45件、驳回12件…`, `清理230件,决定保留、修改、废止的分别为…`.

use super::sum::{figure, within, Findings};
use crate::extract::indicator::{Indicator, Kind, Qualifier, Range};
use crate::report::model::CheckKind;
use crate::report::partition::{self, Part};
use crate::span::Span;
use crate::text::{fold, Source};

/// A sum that exceeds its total by more than this counts things twice on purpose (涉农 and 未成年人 of one case): silent.
const MOST_OVER: f64 = 1.2;
/// A sum of parts that make the whole may fall short by this; where more is missing a part was left out: silent.
const LEAST_UNDER: f64 = 0.92;
/// As [`MOST_OVER`], for two parts of unknown names.
const MOST_OVER_OF_TWO: f64 = 1.06;
/// As [`LEAST_UNDER`], for parts of unknown names after 其中: so little is no part that was left out.
const LEAST_UNDER_UNKNOWN: f64 = 0.97;
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
    // What no 其中 announces may be a list of its own; only a known division of the whole then contradicts its total.
    let listed: Vec<_> = listed(source, all).into_iter().filter(|(total, _)| parts_of.get(*total).is_some_and(Vec::is_empty)).collect();
    let announced = parts_of.into_iter().enumerate().filter(|(_, parts)| !parts.is_empty());
    let lists = announced.map(|list| (list, true)).chain(listed.into_iter().map(|list| (list, false)));
    for ((total, parts), announced) in lists {
        let Some(total) = all.get(total) else { continue };
        let parts: Vec<&Indicator> = parts.iter().filter_map(|&id| all.get(id)).collect();
        match judge(total, &parts, announced) {
            Some(false) if !announced && !whole(&parts).0 => {}
            Some(agrees) => say(total, &parts, agrees, found),
            None => {}
        }
    }
}

/// Lists that follow their total without 其中: two parts or more in a row, parted by 、 or 和, given out by 分别, or after a colon.
fn listed(source: &Source, all: &[Indicator]) -> Vec<(usize, Vec<usize>)> {
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
        let announced = words.first().is_some_and(|c| matches!(c, ':' | '(')) || has(words, ['分', '别']);
        if end - at > 2 && announced {
            found.push((at, (at + 1..end).collect()));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Another clause or matter begins here.
fn closes(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, ';' | '。'))
}

fn has(chars: &[char], word: [char; 2]) -> bool {
    chars.windows(2).any(|pair| pair == word)
}

fn may_be_part(total: &Indicator, part: &Indicator) -> bool {
    part.kind == Kind::Count && part.unit == total.unit && part.change.is_none() && total.change.is_none() && part.value <= total.value
}

/// What the sum says of the total; `None` where nothing follows from it.
fn judge(total: &Indicator, parts: &[&Indicator], announced: bool) -> Option<bool> {
    let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none() && i.change.is_none();
    if parts.len() < 2 || total.kind != Kind::Count || !plain(total) || !parts.iter().all(|part| plain(part)) {
        return None;
    }
    let sum = parts.iter().fold(Range::new(0.0, 0.0), |sum, part| sum.plus(part.range()));
    if sum.meets(total.range(), 0.0) {
        return Some(true);
    }
    let (sum, of) = (parts.iter().map(|part| part.value).sum::<f64>(), total.value);
    if sum > of {
        let (whole, _) = whole(parts);
        let most = if parts.len() >= 3 || whole { MOST_OVER } else { MOST_OVER_OF_TWO };
        return (sum <= of * most).then_some(false);
    }
    let (whole, complete) = whole(parts);
    let least = if complete || (whole && parts.len() >= 3) { LEAST_UNDER } else { LEAST_UNDER_UNKNOWN };
    ((complete || announced) && sum >= of * least).then_some(false)
}

/// Do the names of the parts, all of them, come from one group whose words never overlap; and are they so many of it that nothing is left out?
pub(super) fn whole(parts: &[&Indicator]) -> (bool, bool) {
    let named: Vec<Vec<Part>> = parts.iter().map(|part| partition::parts(&part.label.chars().map(fold).collect::<Vec<_>>())).collect();
    let Some(first) = named.first() else { return (false, false) };
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
            let size = partition::TABLE.rows().filter(|row| row.get("group") == group).count();
            let enough = size.min((size.saturating_sub(1) / 2).max(3));
            return (true, rows.len() >= enough);
        }
    }
    (false, false)
}

fn say(total: &Indicator, parts: &[&Indicator], agrees: bool, found: &mut Findings) {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let terms: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let sign = if sum == total.value {
        "="
    } else if agrees {
        "≈"
    } else {
        "≠"
    };
    let arithmetic = if sign == "=" {
        format!("{} = {}", terms.join(" + "), figure(sum))
    } else {
        format!("{} = {} {sign} {}", terms.join(" + "), figure(sum), figure(total.value))
    };
    let message = if agrees {
        format!("“{}”各部分相加与总数{}相符。", total.label, total.raw)
    } else {
        format!("“{}”各部分相加为{}，与总数{}不符，请核对。", total.label, figure(sum), total.raw)
    };
    let spans = std::iter::once(total.span).chain(parts.iter().map(|part| part.span));
    let check = within(CheckKind::PartsTotal, message, arithmetic, spans, (total.value, sum));
    if agrees {
        found.agrees(check);
    } else {
        found.contradicts(check);
    }
}
