//! Turns two readings into what changed between the years.

mod assign;
mod change;
mod check;
mod citation;
mod follow;
mod indicator;
mod likeness;
pub mod model;
mod notice;
mod problem;
mod reuse;
mod section;
mod terms;
pub mod unit;
mod wording;
mod wordlists;

pub use model::{CompareOptions, Comparison};

use crate::report::Reading;

/// Compares an earlier reading with a later one. Spans count characters of each side's source. Of two empty readings all lists are empty.
pub fn compare(before: &Reading, after: &Reading, options: &CompareOptions) -> Comparison {
    let rarity = terms::Rarity::of([before, after]);
    let reuse = reuse::find(before, after);
    let sections = section::align(before, after, &rarity, &reuse.passages);
    let paired = indicator::pair(before, after, &sections, &rarity, &options.pairs);
    let checked = check::check(before, after, &paired);
    Comparison {
        sections,
        indicators: paired.pairs,
        targets: paired.targets,
        suggestions: paired.suggestions,
        reuse,
        follow_ups: follow::follow(before, after, &rarity),
        problems: problem::pair(before, after, &rarity),
        citations: citation::pair(before, after),
        checks: checked.checks,
        agreements: checked.agreements,
        diagnostics: notice::about(before, after, paired.greedy),
        ..Comparison::default()
    }
}

/// Scores are rounded to four decimals, so that they read the same everywhere.
fn round(score: f64) -> f64 {
    libm::round(score * 1e4) / 1e4
}
