//! Turns numerals with their units into quantities: exact decimals, ranges, qualifiers.

mod decimal;
mod kind;
mod numeral;
mod standalone;

pub use kind::{Kind, Qualifier};
pub use standalone::read_number;

use crate::span::Span;

/// A numeral with its unit, as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What belongs to the value: leading 约/近/超过, numeral, 余, unit, trailing 以上/左右.
    pub span: Span,
    /// The numeral alone (both ends of a range).
    pub numeral: Span,
    /// The unit's words in the text; empty span at `numeral.end` where the unit stands elsewhere (shared by a list).
    pub unit_span: Span,
    /// In base units.
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub kind: Kind,
    pub qualifier: Qualifier,
}

/// The kind that a unit's words say; what is not known counts things. Stand-in until the table of units is there.
pub fn kind_of(_unit: &str) -> Kind {
    Kind::Count
}
