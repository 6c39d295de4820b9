//! Turns numbers held against each other into checks with their arithmetic, as on paper: `(132 − 86) ÷ 86 = 53.5%`.

use crate::report::model::{Check, CheckKind, CheckSpan, Side};
use crate::span::Span;

/// What was found, contradictions and agreements apart.
#[derive(Debug, Default)]
pub struct Findings {
    pub checks: Vec<Check>,
    pub agreements: Vec<Check>,
}

impl Findings {
    pub fn contradicts(&mut self, check: Check) {
        self.checks.push(check);
    }
    pub fn agrees(&mut self, check: Check) {
        self.agreements.push(check);
    }
    /// Either of the two.
    pub fn tells(&mut self, agrees: bool, check: Check) {
        let of = if agrees { &mut self.agreements } else { &mut self.checks };
        of.push(check);
    }
}

/// A check whose evidence stands in one report alone.
pub fn within(
    kind: CheckKind,
    message: String,
    arithmetic: String,
    spans: impl IntoIterator<Item = Span>,
    (stated, expected): (f64, f64),
) -> Check {
    let spans = spans.into_iter().map(|span| CheckSpan { report: Side::This, span }).collect();
    Check { kind, message, arithmetic, spans, stated: tidy(stated), expected: tidy(expected) }
}

/// Without the last bits of binary arithmetic; six decimals are more than any report writes.
pub fn tidy(value: f64) -> f64 {
    let rounded = libm::round(value * 1e6) / 1e6;
    if rounded.is_finite() {
        rounded
    } else {
        value
    }
}

/// Rounded to what one unit of the last digit stands for: 53.488 by 0.1 → 53.5.
pub fn rounded(value: f64, step: f64) -> f64 {
    if step > 0.0 {
        tidy(libm::round(value / step) * step)
    } else {
        tidy(value)
    }
}

/// A number as people write it: no needless zeros, 亿 and 万 from a hundred million on.
pub fn figure(value: f64) -> String {
    let (scaled, unit) = if value.abs() >= 1e12 {
        (value / 1e12, "万亿")
    } else if value.abs() >= 1e8 {
        (value / 1e8, "亿")
    } else {
        (value, "")
    };
    // Writing decimals is slow, and counts have none.
    let whole = scaled as u32;
    let text = if whole > 0 && f64::from(whole) == scaled { whole.to_string() } else { format!("{scaled:.4}") };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let sign = text.replacen('-', "−", 1);
    format!("{sign}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_on_paper() {
        assert_eq!([figure(46.0), figure(98.5), figure(-2.25), figure(1.2e8), figure(0.0)], ["46", "98.5", "−2.25", "1.2亿", "0"]);
        assert_eq!(rounded(53.488, 0.1), 53.5);
        assert_eq!(tidy(98.5 - 96.8), 1.7);
    }
}
