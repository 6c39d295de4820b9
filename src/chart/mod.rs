//! Turns a comparison into chart data, and chart data into drawings on any plotters backend.

pub mod draw;
pub mod model;
mod place;
pub mod trend;

pub use draw::{draw, Mark, Style};
pub use model::{charts, Charts};
pub use place::height;
