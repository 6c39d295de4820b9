//! Turns raw text into lines told apart, and lines into sentences and clauses.

mod lines;
mod sentence;
mod source;

pub use lines::{Layout, Line, LineKind};
pub use sentence::sentences;
pub use source::{fold, is_blank, is_han, Source};
