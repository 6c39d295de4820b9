//! Turns 由A到B with the change that stands beside it (由5天缩短至2天,压缩60%) into a sum within one report.

use super::super::earlier::Earlier;
use super::sum::{figure, rounded, within, Findings};
use crate::extract::indicator::{Change, Indicator, Kind, Qualifier};
use crate::report::model::CheckKind;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("times.tsv")));

/// How many minutes a unit of time may mean: a working day is eight hours to one reader and twenty-four to another.
static MINUTES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| Lexicon::told(&TABLE, "unit", "minutes"));

/// A change that is off by more is of something else.
const MOST_OFF: f64 = 30.0;
/// Between B and its change stand so many characters at most.
const BETWEEN: usize = 16;
/// A change of rounded figures, in its last digits.
const SLACK: f64 = 1.001;

pub fn check(source: &Source, all: &[Indicator], earlier: &[Option<Earlier>], found: &mut Findings) {
    for (id, mark) in earlier.iter().enumerate() {
        let Some(mark) = mark else { continue };
        // 4160项,较去年4230项减少70项: what it became stands before it.
        let (to, change) = match mark.became {
            Some(became) => (Some(became), became + 1),
            None => (id.checked_sub(1), id + 1),
        };
        if let (Some(from), Some(to), Some(change)) = (all.get(id), to.and_then(|to| all.get(to)), all.get(change)) {
            let own = mark.became.is_some() || (from.sentence == to.sentence && from.unit == to.unit && to.change.is_none());
            if own {
                one(source, (from, to, change), found);
            }
        }
    }
}

fn one(source: &Source, (from, to, change): (&Indicator, &Indicator, &Indicator), found: &mut Findings) {
    let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none();
    let words = source.folded(Span::new(to.span.end.max(from.span.end).min(change.span.start), change.span.start));
    let behind = from.span.start > to.span.start;
    let beside = change.sentence == to.sentence
        && words.len() <= BETWEEN
        && (behind || words.first().is_some_and(|c| matches!(c, ',' | '(' | '、')))
        && words.iter().filter(|c| matches!(c, ',' | ';' | '(')).count() <= 1;
    // 年均增长5.3% is another change, and 分别 gives out those of several things.
    let other = words.contains(&'均') || words.windows(2).any(|pair| pair == ['分', '别']);
    // 由2018年的860件下降到520件,同比下降12%: the two have bases of their own.
    let lead = source.folded(Span::new(from.sentence.start.min(from.span.start), from.span.start));
    let dated = lead.windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == '年' || pair == ['以', '来'] || pair == ['年', '来']);
    if other || (dated && words.iter().any(|c| matches!(c, '比' | '较' | '年'))) {
        return;
    }
    let Some(direction) = change.change.filter(|_| beside && [from, to, change].into_iter().all(plain)) else { return };
    let pairs = values(from, to);
    let points = change.kind == Kind::PercentagePoint || (change.kind == from.kind && change.unit == from.unit && from.unit == to.unit);
    let sign = if direction == Change::Down { -1.0 } else { 1.0 };
    let stated = sign * change.value;
    let step = change.last_digit() * SLACK;
    let worked = |(a, b): (f64, f64)| if points { b - a } else { (b - a) / a * 100.0 };
    let fits = points == (change.kind == Kind::PercentagePoint || !change.is_rate()) && (points || change.kind == Kind::Percent);
    let rate = from.kind == Kind::Percent;
    // 率 that grew by 5 % may have grown by 5 % of itself or by 5 points.
    if !fits || from.value <= 0.0 || (points && change.kind == Kind::PercentagePoint && !rate) {
        return;
    }
    // What was rounded before allows more.
    let slack = if rate || from.last_digit() < 1.0 {
        step + if points { from.last_digit() } else { 100.0 * from.last_digit() / from.value }
    } else {
        step
    };
    let own_name = behind || folded(&change.label) == folded(&to.label);
    let sums: Vec<((f64, f64), f64)> = pairs.into_iter().map(|pair| (pair, worked(pair))).collect();
    let agrees = sums.iter().find(|(_, worked)| own_name && (worked - stated).abs() <= slack);
    let either = rate && !points && (to.value - from.value - stated).abs() <= slack;
    let revised = crate::report::stage::is_revised(&folded(&to.label), to.kind == Kind::Count);
    // Growth may be in other prices; the difference of two values that stand here is what it is.
    let sure = from.unit == to.unit && own_name && !either && (points || !revised);
    let Some(&(pair, value)) =
        agrees.or_else(|| sums.first().filter(|(_, worked)| sure && (points || (worked - stated).abs() <= MOST_OFF)))
    else {
        return;
    };
    let shown = rounded(value, if change.is_rate() { change.last_digit() } else { 0.0 });
    let unit = if change.is_rate() {
        if points {
            "个百分点"
        } else {
            "%"
        }
    } else {
        change.unit.as_str()
    };
    let equal =
        if shown == stated { String::new() } else { format!(" {} {}{unit}", if agrees.is_some() { "≈" } else { "≠" }, figure(stated)) };
    let (a, b) = (figure(pair.0), figure(pair.1));
    let arithmetic = if points {
        format!("{b} − {a} = {}{unit}{equal}", figure(shown))
    } else {
        format!("({b} − {a}) ÷ {a} = {}{unit}{equal}", figure(shown))
    };
    let message = if agrees.is_some() {
        format!("“{}”由{}变为{}，与所写变动{}相符。", to.label, from.raw, to.raw, change.raw)
    } else {
        format!("“{}”由{}变为{}，与所写变动{}不符，请核对。", to.label, from.raw, to.raw, change.raw)
    };
    let check = within(CheckKind::StatedChange, message, arithmetic, [change.span, from.span, to.span], (change.value, sign * shown));
    found.tells(agrees.is_some(), check);
}

/// The two values in one unit: as written, or for two units of time in the minutes that they may mean.
fn values(from: &Indicator, to: &Indicator) -> Vec<(f64, f64)> {
    if from.unit == to.unit {
        return vec![(from.value, to.value)];
    }
    let minutes = |i: &Indicator| -> Vec<f64> {
        let unit = folded(&i.unit);
        let known = MINUTES.starting(&unit, 0).filter(|(len, _)| *len == unit.len());
        known.map_or(Vec::new(), |(_, means)| {
            means.split(' ').filter_map(|one| one.parse::<u32>().ok()).map(|one| f64::from(one) * i.value).collect()
        })
    };
    let later = minutes(to);
    minutes(from).into_iter().flat_map(|a| later.iter().map(move |&b| (a, b))).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
        assert!(super::TABLE.rows().all(|row| row.get("minutes").split(' ').all(|one| one.parse::<u32>().is_ok())));
    }
}
