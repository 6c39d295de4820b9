//! Turns raw text into lines told apart, and lines into sentences and clauses.

mod day;
mod furniture;
mod lines;
mod marker;
mod organ;
mod paragraph;
mod place;
mod sentence;
mod source;
mod title;
mod traditional;

pub use day::{day_at, day_within, days, year_at, Day};
pub use lines::{Layout, Line, LineKind};
pub use marker::{marker_at, opening_marker, undecorated, Marker, MarkerKind};
pub use organ::{organ_ending, organs, signature, OrganKind};
pub(crate) use paragraph::paragraphs;
pub use place::{next_place, places};
pub use sentence::{clauses, first_sentence, sentences};
pub use source::{fold, folded, is_blank, is_han, written, Source};
