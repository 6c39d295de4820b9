//! Turns a text into copies of itself in another writing, and two readings into what the one has and the other has not.

use fazhi_lens::rules::Table;
use fazhi_lens::text::fold;
use fazhi_lens::{parse, Report};
use std::collections::BTreeMap;

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
pub fn differing(original: &Report, twin: &Report) -> Vec<String> {
    let (a, b) = (findings(original), findings(twin));
    let lost = a.iter().filter(|line| !b.contains(line)).map(|line| format!("- {line}"));
    let made = b.iter().filter(|line| !a.contains(line)).map(|line| format!("+ {line}"));
    lost.chain(made).collect()
}

/// Fails where the twin reads differently.
pub fn holds(name: &str, what: &str, original: &str, twin: &str) {
    let differences = differing(&parse(original, None), &parse(twin, None));
    assert!(differences.is_empty(), "{name}, {what}:\n{}", differences.join("\n"));
}

pub fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

pub fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// Simplified characters to the Traditional ones that are read as they.
pub struct Traditional(BTreeMap<char, char>);

impl Traditional {
    pub fn new() -> Self {
        let table = Table::new(include_str!("../../src/rules/traditional.tsv"));
        let mut pairs = BTreeMap::new();
        for pair in table.rows().flat_map(|row| row.words("pairs").collect::<Vec<_>>()) {
            let chars: Vec<char> = pair.chars().collect();
            pairs.entry(chars[1]).or_insert(chars[0]);
        }
        Self(pairs)
    }

    pub fn of(&self, text: &str) -> String {
        text.chars().map(|c| *self.0.get(&c).unwrap_or(&c)).collect()
    }
}

/// The text as a page of this width breaks it, also inside a number. Rows of tables stay whole.
pub fn wrapped(text: &str, width: usize) -> String {
    let wrap = |line: &str| {
        if line.starts_with('|') || line.contains('\t') {
            return line.to_string();
        }
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(width).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    text.lines().map(wrap).collect::<Vec<_>>().join("\n")
}
