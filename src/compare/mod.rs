//! Turns two readings into what changed between the years.

mod assign;
mod change;
mod check;
mod citation;
mod follow;
mod indicator;
mod likeness;
pub mod model;
mod neighbour;
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
use crate::text::is_blank;

/// Compares an earlier reading with a later one. Spans count characters of each side's source. Of two empty readings all lists are empty.
pub fn compare(before: &Reading, after: &Reading, options: &CompareOptions) -> Comparison {
    let rarity = terms::Rarity::of([before, after]);
    let reuse = reuse::find(before, after);
    let sections = section::align(before, after, &rarity, &reuse.passages);
    let paired = indicator::pair(before, after, &sections, &rarity, &options.pairs);
    let checked = check::check(before, after, &paired);
    let diagnostics = notice::about(before, after, reuse.share_without_formulas, paired.greedy);
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
        diagnostics,
        ..Comparison::default()
    }
}

/// Scores are rounded to four decimals, so that they read the same everywhere.
fn round(score: f64) -> f64 {
    libm::round(score * 1e4) / 1e4
}

/// Identifies a run of characters, blanks aside.
fn fingerprint(chars: &[char]) -> u64 {
    let words = chars.iter().filter(|&&c| !is_blank(c));
    words.fold(0xcbf2_9ce4_8422_2325, |hash, &c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3))
}

/// For each earlier fingerprint the later one that equals it: the first for the first, the second for the second.
fn twins(before: impl Iterator<Item = u64>, after: impl Iterator<Item = u64>) -> Vec<Option<usize>> {
    fn sorted(fingerprints: impl Iterator<Item = u64>) -> Vec<(u64, usize)> {
        let mut all: Vec<(u64, usize)> = fingerprints.enumerate().map(|(at, fingerprint)| (fingerprint, at)).collect();
        crate::order::keyed(&mut all);
        all
    }
    let (from, to) = (sorted(before), sorted(after));
    let mut twins = vec![None; from.len()];
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (from.get(i), to.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                twins[x.1] = Some(y.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    twins
}
