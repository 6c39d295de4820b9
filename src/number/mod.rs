//! Turns numerals with their units into quantities: exact decimals, ranges, qualifiers.
//!
//! [`read_number`] reads one numeral standing alone. [`scan`] finds every numeral of a line that has a unit. Which of them are figures of
//! the report, and which are names and slogans, is decided by [`select`](crate::extract::indicator::select).

mod cell;
mod cue;
mod decimal;
mod kind;
mod numeral;
mod quantity;
mod scan;
mod standalone;
mod unit;
mod unread;
mod word;

pub use cell::{is_bare, quantity as in_unit_of, stated, Stated};
pub use kind::{Kind, Qualifier};
pub use numeral::{digit, is_chinese as is_chinese_numeral, starts as is_numeral};
pub use scan::scan;
pub use standalone::read_number;
pub use unit::{counts_one, is_case, is_length, is_noun, is_noun_itself};

pub use unread::without_unit;

use crate::span::Span;

/// A numeral with its unit, as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What belongs to the value: leading 约/近/超过, numeral, 余, unit, trailing 以上/左右.
    pub span: Span,
    /// The numeral alone (both ends of a range).
    pub numeral: Span,
    /// The unit's words in the text; empty span at the numeral's end where the unit stands elsewhere (shared by a list) or is part of the
    /// numeral (百分之九).
    pub unit_span: Span,
    /// Where the words of `unit` stand, also where a list states them once, further on; empty where nothing writes them (百分之九, 八成).
    pub written: Span,
    /// In base units.
    pub value: f64,
    /// The upper end of a range, in base units.
    pub upper: Option<f64>,
    /// The measure word as written, folded, without 万/亿/余 and without 个 before 百分点, 工作日, 月.
    pub unit: String,
    /// What kind of unit it is.
    pub kind: Kind,
    /// How exact the text says the figure is.
    pub qualifier: Qualifier,
}

/// The kind that a unit's words say, as a reader may write them; what is not known counts things.
pub fn kind_of(unit: &str) -> Kind {
    let chars: Vec<char> = unit.chars().map(crate::text::fold).collect();
    match unit::at(&chars, 0) {
        Some(known) if known.span.end == chars.len() => known.kind,
        _ => Kind::Count,
    }
}
