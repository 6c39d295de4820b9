//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod correct;
mod doubt;
mod misfit;
pub mod model;

pub use build::{read, Reading};
pub use model::Report;
