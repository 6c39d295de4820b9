//! Holds that one report written in another way gives the same findings: full-width, half-width, in Traditional characters, with its lines wrapped.

use fazhi_lens::rules::Table;
use fazhi_lens::text::fold;
use fazhi_lens::{parse, Report};
use std::collections::BTreeMap;

/// The texts of tests/gold, or of the folder that FAZHI_GOLD names.
fn gold() -> Vec<(String, String)> {
    let folder = std::env::var("FAZHI_GOLD").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold").into());
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder of texts").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.map(|p| (p.display().to_string(), std::fs::read_to_string(p).expect("readable"))).collect()
}

fn plain(words: &str) -> String {
    words.chars().map(fold).filter(|c| !c.is_whitespace()).collect()
}

/// What a reader would call the findings, a line each, without positions.
fn findings(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    let meta = &report.meta;
    lines.push(format!(
        "meta {} | {} | {:?} | {:?} {:?} {:?}",
        plain(meta.title.as_deref().unwrap_or("-")),
        plain(meta.region.as_deref().unwrap_or("-")),
        meta.issuers.iter().map(|i| plain(i)).collect::<Vec<_>>(),
        meta.year,
        meta.published,
        meta.signed
    ));
    lines.extend(report.sections.iter().map(|s| format!("{} {} {} {:?}", s.level, plain(&s.marker), plain(&s.title), s.role)));
    lines.extend(report.indicators.iter().map(|i| {
        format!(
            "{} = {} {:?} {} {:?} {:?} {:?} {}",
            plain(&i.raw),
            i.value,
            i.upper,
            plain(&i.unit),
            i.qualifier,
            i.change,
            i.period,
            plain(&i.label)
        )
    }));
    lines.extend(report.citations.iter().map(|c| {
        let number =
            c.number.as_ref().map_or("-".into(), |n| format!("{} {} {:?} {:?}", plain(&n.text), plain(&n.issuer), n.year, n.serial));
        format!("《{}》 {:?} {number}", plain(&c.title), c.alias)
    }));
    lines.extend(report.problems.iter().map(|p| format!("problem {}", plain(&p.text))));
    lines.extend(report.commitments.iter().map(|p| format!("commitment {}", plain(&p.text))));
    lines.extend(report.honours.iter().map(|h| format!("honour {} {:?}", plain(&h.name), h.level)));
    lines.extend(report.dates.iter().map(|d| format!("date {} {}", d.start, d.end)));
    lines
}

/// Lines that one reading has and the other has not.
fn differing(original: &Report, twin: &Report) -> Vec<String> {
    let (a, b) = (findings(original), findings(twin));
    let lost = a.iter().filter(|line| !b.contains(line)).map(|line| format!("- {line}"));
    let made = b.iter().filter(|line| !a.contains(line)).map(|line| format!("+ {line}"));
    lost.chain(made).collect()
}

fn holds(name: &str, what: &str, original: &str, twin: &str) {
    let differences = differing(&parse(original, None), &parse(twin, None));
    assert!(differences.is_empty(), "{name}, {what}:\n{}", differences.join("\n"));
}

#[test]
fn full_width_and_half_width_twins_read_the_same() {
    for (name, text) in gold() {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            _ => c,
        };
        holds(&name, "full-width", &text, &text.chars().map(wide).collect::<String>());
        let narrow = |c: char| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => c,
        };
        holds(&name, "half-width", &text, &text.chars().map(narrow).collect::<String>());
    }
}

#[test]
fn traditional_twins_read_the_same() {
    let table = Table::new(include_str!("../src/rules/traditional.tsv"));
    let mut traditional = BTreeMap::new();
    for pair in table.rows().flat_map(|row| row.words("pairs").collect::<Vec<_>>()) {
        let chars: Vec<char> = pair.chars().collect();
        traditional.entry(chars[1]).or_insert(chars[0]);
    }
    for (name, text) in gold() {
        let twin: String = text.chars().map(|c| *traditional.get(&c).unwrap_or(&c)).collect();
        assert_ne!(text, twin);
        holds(&name, "traditional", &text, &twin);
    }
}

/// A copy from a PDF or a letter breaks each paragraph at the width of its page, also inside a number. Rows of tables stay whole.
#[test]
fn wrapped_twins_read_the_same() {
    let mut all = Vec::new();
    for (name, text) in gold() {
        for width in (18..64).step_by(3) {
            let wrapped: Vec<String> = text
                .lines()
                .map(|line| {
                    if line.starts_with('|') || line.contains('\t') {
                        return line.to_string();
                    }
                    let chars: Vec<char> = line.chars().collect();
                    chars.chunks(width).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
                })
                .collect();
            let lines = differing(&parse(&text, None), &parse(&wrapped.join("\n"), None));
            all.extend(lines.iter().map(|line| format!("{name} {width}: {line}")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
