//! Reads Chinese annual reports on rule-of-law government (法治政府建设年度报告) and compares two years of them.
#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]

pub mod chart;
pub mod compare;
pub mod diagnostic;
pub mod extract;
pub mod given;
pub mod number;
mod order;
pub mod outline;
pub mod report;
pub mod rules;
pub mod span;
pub mod text;

#[cfg(target_arch = "wasm32")]
mod wasm;

pub use compare::{CompareOptions, Comparison};
pub use number::read_number;
pub use report::correct::Corrections;
pub use report::{repairs, Report};

/// Reads one report. Spans of the result count UTF-16 code units of `text`. Odd or empty text gives empty lists and diagnostics.
pub fn parse(text: &str, corrections: Option<&Corrections>) -> Report {
    report::read(text, corrections).finish()
}

/// Compares an earlier report with a later one. Ids in the result are those that [`parse`] gives for the same texts and corrections.
pub fn compare(before: &str, after: &str, options: &CompareOptions) -> Comparison {
    let earlier = report::read(before, options.before.as_ref());
    let later = report::read(after, options.after.as_ref());
    compare::compare(&earlier, &later, options).finish(&earlier.source, &later.source)
}

/// The charts of an earlier report and a later one, as data. Row ids are those that [`parse`] gives.
pub fn charts(before: &str, after: &str, options: &CompareOptions) -> chart::Charts {
    let earlier = report::read(before, options.before.as_ref());
    let later = report::read(after, options.after.as_ref());
    chart::charts(&earlier, &later, &compare::compare(&earlier, &later, options))
}

/// The charts of one report by itself, as data. Row ids are those that [`parse`] gives.
pub fn report_charts(text: &str, corrections: Option<&Corrections>) -> chart::Charts {
    chart::alone(&report::read(text, corrections))
}
