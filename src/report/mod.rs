//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod check;
pub mod correct;
mod doubt;
pub mod earlier;
pub mod model;
pub mod partition;

pub use build::{read, Reading};
pub use model::Report;
