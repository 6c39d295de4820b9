//! Turns the body of a report into findings, one file for each kind.

pub mod citation;
pub mod date;
pub mod honour;
pub mod indicator;
pub mod item;
pub mod meta;
