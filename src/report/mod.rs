//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod correct;
mod doubt;
pub mod metric;
pub mod model;

pub use build::{read, Reading};
pub use model::Report;
