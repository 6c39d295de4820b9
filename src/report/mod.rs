//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod correct;
mod coverage;
mod doubt;
pub mod metric;
pub mod model;
mod place;
mod required;
mod timeliness;

pub use build::{read, Reading};
pub use model::Report;
