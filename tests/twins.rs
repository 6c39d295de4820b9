//! Holds that one report written in another way gives the same findings: full-width, half-width, in Traditional characters, with its lines wrapped.

#[path = "support/twin.rs"]
mod twin;

use fazhi_lens::parse;
use twin::{differing, full_width, half_width, holds, wrapped, Traditional};

/// The texts of tests/gold, or of the folder that FAZHI_GOLD names.
fn gold() -> Vec<(String, String)> {
    let folder = std::env::var("FAZHI_GOLD").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold").into());
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder of texts").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.map(|p| (p.display().to_string(), std::fs::read_to_string(p).expect("readable"))).collect()
}

#[test]
fn full_width_and_half_width_twins_read_the_same() {
    for (name, text) in gold() {
        holds(&name, "full-width", &text, &full_width(&text));
        holds(&name, "half-width", &text, &half_width(&text));
    }
}

#[test]
fn traditional_twins_read_the_same() {
    let traditional = Traditional::new();
    for (name, text) in gold() {
        let twin = traditional.of(&text);
        assert_ne!(text, twin);
        holds(&name, "traditional", &text, &twin);
    }
}

/// A copy from a PDF or a letter breaks each paragraph at the width of its page.
#[test]
fn wrapped_twins_read_the_same() {
    let mut all = Vec::new();
    for (name, text) in gold() {
        let original = parse(&text, None);
        for width in (18..64).step_by(3) {
            let lines = differing(&original, &parse(&wrapped(&text, width), None));
            all.extend(lines.iter().map(|line| format!("{name} {width}: {line}")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
