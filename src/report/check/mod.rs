//! Turns the figures of one report into checks of each other: parts against totals, rates against what they rest on, one fact said twice.
//!
//! `checks` gets contradictions alone, `agreements` what adds up, also within the rounding that the words allow. What can't be judged gets neither:
//! a list after 其中 need not be complete, a rate may rest on other figures than those beside it.

mod bound;
mod parts;
mod rate;
mod repeat;
pub mod sum;
mod table;

use super::earlier::earlier;
use super::model::Report;
use crate::text::{Layout, Source};

/// Fills `checks` and `agreements` of a report, and `recomputed` of its indicators. A report without figures gets none.
pub fn check(source: &Source, layout: &Layout, report: &mut Report) {
    let mut found = sum::Findings::default();
    bound::check(&report.indicators, &mut found);
    parts::check(source, &report.indicators, &mut found);
    table::check(source, layout, &report.indicators, &mut found);
    let rates = rate::check(source, &report.indicators, &mut found);
    let earlier = earlier(source, &report.indicators);
    repeat::check(source, &report.indicators, &earlier, &report.sections, &mut found);
    for (id, recomputed) in rates {
        if let Some(indicator) = report.indicators.get_mut(id) {
            indicator.recomputed = Some(recomputed);
        }
    }
    let place = |check: &super::model::Check| check.spans.iter().map(|s| s.span.start).min();
    found.checks.sort_by_key(place);
    found.agreements.sort_by_key(place);
    (report.checks, report.agreements) = (found.checks, found.agreements);
}
