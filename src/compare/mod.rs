//! Turns two readings into what changed between the years.

pub mod model;

pub use model::{CompareOptions, Comparison};

use crate::report::Reading;

/// Compares an earlier reading with a later one. Spans count characters of each side's source.
pub fn compare(_before: &Reading, _after: &Reading, _options: &CompareOptions) -> Comparison {
    Comparison::default()
}
