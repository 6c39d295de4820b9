//! Turns the figures of one report into checks of each other: parts against totals, rates against what they rest on, one fact said twice.
//!
//! `checks` gets contradictions alone, `agreements` what adds up, also within the rounding that the words allow. What can't be judged gets neither:
//! a list after 其中 need not be complete, a rate may rest on other figures than those beside it.

mod behind;
mod bound;
mod list;
mod name;
mod parts;
mod rate;
mod repeat;
pub mod same;
mod share;
mod slip;
pub mod sum;
mod table;
pub mod turn;
mod whole;

use super::earlier::earlier;
use super::model::{Check, Report};
use crate::extract::indicator::Indicator;
use crate::span::Span;
use crate::text::{Layout, Source};

/// Fills `checks` and `agreements` of a report, and `recomputed` of its indicators. A report without figures gets none.
pub fn check(source: &Source, layout: &Layout, report: &mut Report) {
    let mut found = sum::Findings::default();
    bound::check(&report.indicators, &mut found);
    parts::check(source, &report.indicators, &mut found);
    behind::check(source, &report.indicators, &mut found);
    table::check(source, layout, &report.indicators, &mut found);
    let earlier = earlier(source, &report.indicators);
    turn::check(source, &report.indicators, &earlier, &mut found);
    let rates = rate::check(source, &report.indicators, &earlier, &mut found);
    repeat::check((source, &same::Ground::of(&report.meta)), &report.indicators, &earlier, &report.sections, &mut found);
    for (id, recomputed) in rates {
        if let Some(indicator) = report.indicators.get_mut(id) {
            indicator.recomputed = Some(recomputed);
        }
    }
    (report.checks, report.agreements) = (in_order(found.checks), in_order(found.agreements));
}

/// A clause is read this far back.
const CLAUSE: usize = 24;

/// The words of a figure's own clause that stand before it.
pub fn clause_before(source: &Source, indicator: &Indicator) -> Span {
    let end = indicator.span.start;
    let start = end.saturating_sub(CLAUSE).max(indicator.sentence.start).min(end);
    let lead = source.folded(Span::new(start, end));
    let mark = lead.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。')).map_or(0, |mark| mark + 1);
    Span::new(start + mark, end)
}

/// In the order of the first word that each speaks of.
fn in_order(checks: Vec<Check>) -> Vec<Check> {
    let start = |check: &Check| check.spans.iter().map(|evidence| evidence.span.start).min().unwrap_or(0) as u64;
    let mut order: Vec<u64> = checks.iter().enumerate().map(|(at, check)| (start(check) << 32) | at as u64).collect();
    crate::order::plain(&mut order);
    let mut checks: Vec<Option<Check>> = checks.into_iter().map(Some).collect();
    order.into_iter().filter_map(|key| checks.get_mut((key & 0xffff_ffff) as usize)?.take()).collect()
}
