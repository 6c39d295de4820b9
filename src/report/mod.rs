//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod check;
pub mod correct;
#[cfg(feature = "canonical")]
mod coverage;
mod doubt;
pub mod earlier;
#[cfg(feature = "canonical")]
pub mod metric;
mod misfit;
pub mod model;
pub mod partition;
#[cfg(feature = "canonical")]
mod place;
#[cfg(feature = "canonical")]
mod required;
#[cfg(feature = "canonical")]
mod timeliness;

pub use build::{read, Reading};
pub use model::Report;
