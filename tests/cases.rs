//! Runs every table case in tests/cases/*.txt. What a file compares follows from its name; see tests/README.md.

#[path = "support/canonical.rs"]
mod canonical;
#[path = "support/compared.rs"]
mod compared;
#[path = "support/cases.rs"]
mod support;

use fazhi_lens::extract::indicator::{Change, Indicator, Period, Qualifier};
use fazhi_lens::{compare, parse, read_number, repairs, Report};
use serde::Serialize;
use support::{read, Case};

type Rendering = fn(&Case) -> Vec<String>;

/// What is compared, and whether a file must hold a text in which nothing may be found.
const KINDS: &[(&str, Rendering, bool)] = &[
    ("number", number, true),
    ("quantity", |case| indicators(case, quantity), true),
    ("label", |case| indicators(case, |_, i| format!("{} | {}", i.raw, i.label)), false),
    (
        "change",
        |case| indicators(case, |_, i| format!("{} | {}", i.raw, i.change.map_or("-", |c| if c == Change::Up { "up" } else { "down" }))),
        false,
    ),
    ("period", |case| indicators(case, |_, i| format!("{} | {}", i.raw, period(i))), false),
    ("parts", |case| indicators(case, relation), false),
    ("heading", headings, true),
    ("meta", meta, false),
    ("item", items, true),
    ("citation", citations, true),
    ("date", dates, true),
    ("honour", honours, true),
    ("repair", repaired, true),
    ("pair", pairs, false),
    ("difference", differences, false),
    ("target", targets, true),
    ("check", checks, true),
    ("contradiction", checks, true),
];

use canonical::KINDS as CANONICAL;

#[test]
fn all_cases() {
    let mut failures = Vec::new();
    let mut count = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for path in files {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_string();
        // metric-unseen.txt is a second file of the kind `metric`.
        let name = stem.split('-').next().unwrap_or_default();
        let (_, render, wants_none) = KINDS
            .iter()
            .chain(&compared::KINDS)
            .chain(&CANONICAL)
            .find(|(kind, ..)| *kind == name)
            .unwrap_or_else(|| panic!("no kind of case is called {name}"));
        let cases = read(&std::fs::read_to_string(&path).expect("readable")).unwrap_or_else(|e| panic!("{stem}.txt {e}"));
        assert!(!wants_none || cases.iter().any(|case| case.expected.is_empty()), "{stem}.txt has no text in which nothing may be found");
        for case in &cases {
            count += 1;
            let got = render(case);
            if got != case.expected {
                failures
                    .push(format!("tests/cases/{stem}.txt:{}\n  {}\n  want {:#?}\n  got  {:#?}", case.line, case.text, case.expected, got));
            }
        }
    }
    println!("{count} cases");
    assert!(failures.is_empty(), "{} of {count} cases fail\n\n{}", failures.len(), failures.join("\n\n"));
}

fn number(case: &Case) -> Vec<String> {
    read_number(&case.text).map(|value| value.to_string()).into_iter().collect()
}

fn indicators(case: &Case, line: fn(&Report, &Indicator) -> String) -> Vec<String> {
    let report = parse(&case.text, None);
    report.indicators.iter().map(|indicator| line(&report, indicator)).collect()
}

fn quantity(_: &Report, i: &Indicator) -> String {
    let value = i.upper.map_or(i.value.to_string(), |upper| format!("{}..{upper}", i.value));
    let qualifier = match i.qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Over => "over",
        Qualifier::Under => "under",
        Qualifier::About => "about",
    };
    format!("{} | {value} | {} | {qualifier}", i.raw, i.unit)
}

fn period(i: &Indicator) -> &'static str {
    match i.period {
        Some(Period::Year) => "year",
        Some(Period::Cumulative) => "cumulative",
        Some(Period::Stock) => "stock",
        Some(Period::Target) => "target",
        None => "-",
    }
}

fn relation(report: &Report, i: &Indicator) -> String {
    let raw = |id: usize| report.indicators[id].raw.as_str();
    match (i.part_of, i.change_of) {
        (Some(of), _) => format!("{} | part of {}", i.raw, raw(of)),
        (None, Some(of)) => format!("{} | change of {}", i.raw, raw(of)),
        (None, None) => format!("{} | -", i.raw),
    }
}

/// The word that serde writes for a value.
fn word<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

fn headings(case: &Case) -> Vec<String> {
    parse(&case.text, None).sections.iter().map(|s| format!("{} | {} | {} | {}", s.level, s.marker, s.title, word(s.role))).collect()
}

/// Only the fields that the case names; `-` for what the text does not say.
fn meta(case: &Case) -> Vec<String> {
    let meta = parse(&case.text, None).meta;
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".into());
    let field = |name: &str| match name {
        "title" => or_none(meta.title.clone()),
        "region" => or_none(meta.region.clone()),
        "issuers" => or_none((!meta.issuers.is_empty()).then(|| meta.issuers.join("、"))),
        "year" => or_none(meta.year.map(|year| year.to_string())),
        "published" => or_none(meta.published.clone()),
        "signed" => or_none(meta.signed.clone()),
        _ => "no such field".into(),
    };
    case.expected.iter().filter_map(|line| line.split_once(':')).map(|(name, _)| format!("{name}: {}", field(name))).collect()
}

/// An item is written as far as the case writes it.
fn items(case: &Case) -> Vec<String> {
    let report = parse(&case.text, None);
    let all = report
        .problems
        .iter()
        .map(|item| format!("problem | {}", item.text))
        .chain(report.commitments.iter().map(|item| format!("commitment | {}", item.text)));
    all.enumerate()
        .map(|(at, line)| match case.expected.get(at) {
            Some(want) if line.starts_with(want.as_str()) => want.clone(),
            _ => line,
        })
        .collect()
}

fn repaired(case: &Case) -> Vec<String> {
    let units: Vec<u16> = case.text.encode_utf16().collect();
    let words = |span: &fazhi_lens::span::Span| String::from_utf16_lossy(&units[span.start..span.end]).replace('\n', "⏎");
    let line = |repair: &fazhi_lens::report::Repair| {
        assert_eq!(repair.count, repair.spans.len(), "a case is short");
        std::iter::once(repair.kind.to_string()).chain(repair.spans.iter().map(words)).collect::<Vec<_>>().join(" | ")
    };
    repairs(&case.text).iter().map(line).collect()
}

fn citations(case: &Case) -> Vec<String> {
    let number = |c: &fazhi_lens::extract::citation::Citation| c.number.as_ref().map_or("-".to_string(), |n| n.text.clone());
    parse(&case.text, None).citations.iter().map(|c| format!("{} | {}", c.title, number(c))).collect()
}

fn dates(case: &Case) -> Vec<String> {
    let units: Vec<u16> = case.text.encode_utf16().collect();
    let words = |start: usize, end: usize| String::from_utf16_lossy(&units[start..end]);
    parse(&case.text, None).dates.iter().map(|d| format!("{} | {} | {}", words(d.span.start, d.span.end), d.start, d.end)).collect()
}

fn honours(case: &Case) -> Vec<String> {
    let level = |h: &fazhi_lens::extract::honour::Honour| h.level.map_or("-".to_string(), word);
    parse(&case.text, None).honours.iter().map(|h| format!("{} | {}", h.name, level(h))).collect()
}

/// Both years' figures of each pair, in the order of the later text.
fn pairs(case: &Case) -> Vec<String> {
    let (before, after) = case.text.split_once("\n<>\n").expect("two texts parted by <>");
    let (a, b) = (parse(before, None), parse(after, None));
    let raw = |report: &Report, id: Option<usize>| id.map_or("-".to_string(), |id| report.indicators[id].raw.clone());
    let mut pairs = compare(before, after, &Default::default()).indicators;
    pairs.sort_by_key(|pair| (pair.after.unwrap_or(usize::MAX), pair.before));
    pairs.iter().map(|pair| format!("{} | {} | {}", raw(&a, pair.before), raw(&b, pair.after), word(pair.status))).collect()
}

/// The pairs with what is worked out of them.
fn differences(case: &Case) -> Vec<String> {
    let (before, after) = case.text.split_once("\n<>\n").expect("two texts parted by <>");
    let (a, b) = (parse(before, None), parse(after, None));
    let number = |value: Option<f64>| value.map_or("-".to_string(), |value| value.to_string());
    let mut lines = Vec::new();
    for pair in compare(before, after, &Default::default()).indicators {
        if let (Some(from), Some(to)) = (pair.before, pair.after) {
            let (from, to) = (&a.indicators[from].raw, &b.indicators[to].raw);
            let reason = pair.reason.as_deref().unwrap_or("-");
            lines.push(format!("{from} | {to} | {} | {} | {} | {reason}", word(pair.status), number(pair.delta), number(pair.percent)));
        }
    }
    lines
}

fn targets(case: &Case) -> Vec<String> {
    let (before, after) = case.text.split_once("\n<>\n").expect("two texts parted by <>");
    let (a, b) = (parse(before, None), parse(after, None));
    let met = |met: Option<bool>| met.map_or("open", |met| if met { "met" } else { "missed" });
    let targets = compare(before, after, &Default::default()).targets;
    targets.iter().map(|t| format!("{} | {} | {}", a.indicators[t.planned].raw, b.indicators[t.reached].raw, met(t.met))).collect()
}

/// Of one report its own checks, of two those between them, in the order of the words that are checked.
fn checks(case: &Case) -> Vec<String> {
    let (text, checks, agreements) = match case.text.split_once("\n<>\n") {
        Some((before, after)) => {
            let comparison = compare(before, after, &Default::default());
            (after, comparison.checks, comparison.agreements)
        }
        None => {
            let report = parse(&case.text, None);
            (case.text.as_str(), report.checks, report.agreements)
        }
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let all = checks.iter().map(|check| ("contradicts", check)).chain(agreements.iter().map(|check| ("agrees", check)));
    let mut lines: Vec<(usize, String)> = all
        .map(|(verdict, check)| {
            let span = check.spans[0].span;
            let words = String::from_utf16_lossy(&units[span.start..span.end]);
            (span.start, format!("{verdict} | {} | {words} | {}", word(check.kind), check.arithmetic))
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn the_runner_tells_cases_apart() {
    let cases = read("# prose\n-- remark\none\ntwo\n=>\n1 | a\n2 | b\n\nthree\n=>\n(none)\n").expect("well formed");
    let first = Case { line: 3, text: "one\ntwo".into(), expected: vec!["1 | a".into(), "2 | b".into()] };
    assert_eq!(cases, [first, Case { line: 9, text: "three".into(), expected: vec![] }]);
    for bad in ["", "text without mark\n", "text\n=>\n", "=>\nexpected\n", "text\n=>\n(none)\n1\n"] {
        assert!(read(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_wrong_expectation_is_noticed() {
    let case = Case { line: 1, text: "开展检查12次。".into(), expected: vec!["13次 | 13 | 次 | exact".into()] };
    assert_ne!(indicators(&case, quantity), case.expected);
}

/// Ways in which comparing two years of real reports went wrong, numbered as they were collected; the remark of a case names the number that it shows.
const FAILURE_MODES: std::ops::RangeInclusive<usize> = 1..=25;

/// The numbers in `failure mode 9` and `failure modes 7 and 8` of a remark.
fn failure_modes(remark: &str) -> Vec<usize> {
    let named = remark.split("failure mode").skip(1);
    let numbers = |words: &str| -> Vec<usize> {
        let list = words.trim_start_matches('s').split([')', ':', ';', ',', '.']).next().unwrap_or_default();
        list.split_whitespace().filter_map(|word| word.parse().ok()).collect()
    };
    named.flat_map(numbers).collect()
}

#[test]
fn every_failure_mode_has_a_case() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let files = std::fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path());
    let texts: Vec<String> = files.map(|path| std::fs::read_to_string(path).expect("readable")).collect();
    let remarks = texts.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with('#') || line.starts_with("-- "));
    let found: std::collections::BTreeSet<usize> = remarks.flat_map(failure_modes).collect();
    let lacking: Vec<usize> = FAILURE_MODES.filter(|mode| !found.contains(mode)).collect();
    assert!(lacking.is_empty(), "no case shows failure modes {lacking:?}");
    assert_eq!(failure_modes("# a (failure modes 10 and 19), b (failure mode 3)."), [10, 19, 3]);
    assert!(failure_modes("# 25 cases").is_empty());
}
