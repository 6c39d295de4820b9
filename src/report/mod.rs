//! Turns findings into the report that programs get: the serialisable model and its making.

mod build;
pub mod check;
pub mod correct;
mod coverage;
mod doubt;
pub mod earlier;
pub mod metric;
mod misfit;
pub mod model;
pub mod partition;
mod place;
mod repair;
mod required;
pub mod scope;
pub mod stage;
mod timeliness;

pub use build::{read, Reading};
pub use model::Report;
pub use repair::{repairs, Repair};
