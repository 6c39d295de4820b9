//! Turns a comparison, or one report, into chart data, and chart data into drawings on any plotters backend.

mod alone;
pub mod draw;
mod figures;
pub mod model;
mod parts;
mod place;
pub mod svg;
pub mod trend;
mod words;

pub use alone::alone;
pub use draw::{draw, Mark, Style};
pub use model::{charts, Charts};
pub use place::height;
pub use svg::svg;
