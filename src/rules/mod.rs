//! Turns tables (`*.tsv`, with a source column) into the vocabularies that the stages use.
//!
//! A table is a text file: lines that start with `#` and blank lines are remarks, the first other line names the columns, every further line
//! is a row. Cells are parted by one TAB. Each table that holds words has a column `source`: where the word comes from, so that the next
//! editor can tell a rule from a guess. [`Table`] reads such a file, [`Lexicon`] finds its words in a text.

mod charset;
mod lexicon;
mod links;
mod packed;
mod table;

pub use charset::CharSet;
pub use lexicon::Lexicon;
pub use table::{Row, Table, Text};

/// The text of a table of this folder, for [`Table::new`]. What the program carries is packed, without remarks and sources (see `build.rs`); unit tests,
/// which ask that every row has a source, get the file as it is.
macro_rules! vocabulary {
    ($name:literal) => {
        if cfg!(test) {
            $crate::rules::Text::Rows(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/", $name)))
        } else {
            $crate::rules::Text::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
        }
    };
}
pub(crate) use vocabulary;
