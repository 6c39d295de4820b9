//! Turns the sources into the single page, and checks it.
fn main() {}
