//! Turns the bytes of a fuzzer into a text, and a reading into the question whether its spans are evidence.

use fazhi_lens::span::{Span, Spans};
use fazhi_lens::Report;
use std::sync::OnceLock;

/// The tokens of tests/tokens.txt.
fn tokens() -> &'static [String] {
    static TOKENS: OnceLock<Vec<String>> = OnceLock::new();
    TOKENS.get_or_init(|| {
        let lines = include_str!("../../tests/tokens.txt").lines().filter(|line| !line.starts_with("# "));
        lines.map(|line| line.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t").replace("\\0", "\0").replace("\\\\", "\\")).collect()
    })
}

/// An even first byte: the rest as UTF-8, as pasted text comes. An odd one: two bytes name a token, so that mutations stay within the grammar.
pub fn text(data: &[u8]) -> String {
    match data.split_first() {
        None => String::new(),
        Some((first, rest)) if first % 2 == 0 => String::from_utf8_lossy(rest).into_owned(),
        Some((_, rest)) => {
            let all = tokens();
            rest.chunks(2).map(|pair| all[(usize::from(pair[0]) | usize::from(*pair.get(1).unwrap_or(&0)) << 8) % all.len()].as_str()).collect()
        }
    }
}

/// Panics where a span leaves the text, cuts a character, or holds other words than the finding says.
pub fn check(text: &str, report: &Report) {
    let units: Vec<u16> = text.encode_utf16().collect();
    report.clone().map_spans(&mut |span: &mut Span| {
        assert!(span.start <= span.end && span.end <= units.len(), "{span:?} leaves the text");
        for at in [span.start, span.end] {
            assert!(!units.get(at).is_some_and(|unit| (0xdc00..0xe000).contains(unit)), "{span:?} cuts a character");
        }
    });
    for indicator in &report.indicators {
        assert_eq!(String::from_utf16_lossy(&units[indicator.span.start..indicator.span.end]), indicator.raw);
        assert!(indicator.value.is_finite() && indicator.upper.is_none_or(f64::is_finite));
    }
}
