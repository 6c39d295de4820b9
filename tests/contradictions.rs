//! Holds the checks to what was planted: the labelled pairs of tests/gold name every number that contradicts another, and those that agree.

use fazhi_lens::report::model::{Check, Side};
use fazhi_lens::{compare, parse};
use serde_json::Value;
use std::path::Path;

struct Pair {
    name: String,
    gold: Value,
    before: String,
    after: String,
}

/// The labelled pairs of tests/gold and tests/gold/years.
fn pairs() -> Vec<Pair> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    [gold.clone(), gold.join("years")].iter().flat_map(|folder| pairs_in(folder)).collect()
}

fn pairs_in(folder: &Path) -> Vec<Pair> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("readable");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder of labelled reports")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".pair.json"))
        .collect();
    names.sort();
    let pair = |name: String| {
        let gold: Value = serde_json::from_str(&read(&name)).expect("json");
        let text = |side: &str| read(&format!("{}.txt", gold[side].as_str().expect("a name")));
        Pair { before: text("before"), after: text("after"), gold, name }
    };
    names.into_iter().map(pair).collect()
}

/// The words that a check rests on. `own` is the text of a report's own check.
fn words(check: &Check, pair: &Pair, own: &str) -> Vec<String> {
    let text = |side: Side| match side {
        Side::Before => pair.before.as_str(),
        Side::After => pair.after.as_str(),
        Side::This => own,
    };
    let cut = |side, start: usize, end: usize| String::from_utf16_lossy(&text(side).encode_utf16().collect::<Vec<_>>()[start..end]);
    check.spans.iter().map(|evidence| cut(evidence.report, evidence.span.start, evidence.span.end)).collect()
}

/// Kind and words of all contradictions, and of all agreements, of a pair and its two reports.
fn all(pair: &Pair) -> [Vec<(String, Vec<String>)>; 2] {
    let comparison = compare(&pair.before, &pair.after, &Default::default());
    let (a, b) = (parse(&pair.before, None), parse(&pair.after, None));
    let kind = |check: &Check| serde_json::to_value(check.kind).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default();
    let told = |sources: [(&[Check], &str); 3]| {
        sources.iter().flat_map(|(checks, own)| checks.iter().map(|check| (kind(check), words(check, pair, own)))).collect()
    };
    [
        told([(&comparison.checks, &pair.after), (&a.checks, &pair.before), (&b.checks, &pair.after)]),
        told([(&comparison.agreements, &pair.after), (&a.agreements, &pair.before), (&b.agreements, &pair.after)]),
    ]
}

fn names(found: &(String, Vec<String>), want: &Value) -> bool {
    let raw = want["raw"].as_str().unwrap_or_default();
    Some(found.0.as_str()) == want["kind"].as_str() && found.1.iter().any(|words| raw.contains(words.as_str()) || words.contains(raw))
}

#[test]
fn planted_contradictions_are_found_and_nothing_else() {
    let mut planted = 0;
    for pair in pairs() {
        let [checks, agreements] = all(&pair);
        let wanted = pair.gold["checks"].as_array().cloned().unwrap_or_default();
        planted += wanted.len();
        for want in &wanted {
            assert!(checks.iter().any(|found| names(found, want)), "{}: not found: {want}\n{checks:#?}", pair.name);
        }
        let alarms: Vec<_> = checks.iter().filter(|found| !wanted.iter().any(|want| names(found, want))).collect();
        assert!(alarms.is_empty(), "{}: {alarms:#?}", pair.name);
        // What has a note stands on another base, or is no check: silence is right there.
        let told = |want: &&Value| want["note"].is_null();
        for want in pair.gold["consistent"].as_array().into_iter().flatten().filter(told) {
            assert!(agreements.iter().any(|found| names(found, want)), "{}: does not agree: {want}\n{agreements:#?}", pair.name);
        }
    }
    assert!(planted >= 20, "the labelled pairs hold planted contradictions");
}
