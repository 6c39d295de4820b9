//! Turns a case into what the report names by canonical terms: names for figures, required parts, deadlines, fields of the outline, places.

use super::support::{read, Case};
use super::{indicators, word};
use fazhi_lens::parse;
use fazhi_lens::report::metric::metrics;
use fazhi_lens::report::model::Timeliness;

/// As in cases.rs: what is compared, and whether a file must hold a text in which nothing may be found.
pub const KINDS: [(&str, super::Rendering, bool); 5] = [
    ("metric", |case| indicators(case, |_, i| format!("{} | {}", i.raw, i.metric.as_deref().unwrap_or("-"))), false),
    ("required", required, true),
    ("timeliness", timeliness, true),
    ("coverage", coverage, true),
    ("place", place, true),
];

/// Each part as section, passage or absent; 待核 where the rule is not confirmed for that year. `! code` for a remark on the form.
fn required(case: &Case) -> Vec<String> {
    const REMARKS: [&str; 4] = ["problemsWithoutCause", "planYear", "titleSubject", "titleKind"];
    let report = parse(&case.text, None);
    let parts = report.required.iter().map(|part| {
        let how = match (part.present, part.sections.is_empty()) {
            (true, false) => "section",
            (true, true) => "passage",
            (false, _) => "absent",
        };
        format!("{} | {how}{}", word(part.part), if part.confirmed { "" } else { " | 待核" })
    });
    // A case that shows no remark is about the parts alone.
    let asked = case.expected.iter().any(|line| line.starts_with('!'));
    let remarks = report.diagnostics.iter().filter(|d| asked && REMARKS.contains(&d.code)).map(|d| format!("! {}", d.code));
    parts.chain(remarks).collect()
}

fn timeliness(case: &Case) -> Vec<String> {
    let date = |judged: Option<_>| judged.map_or("-".to_string(), word);
    let found = parse(&case.text, None).timeliness;
    let line = |t: Timeliness| {
        format!("{} | {} | {} | {}", t.due, date(t.signed), date(t.published), if t.confirmed { "confirmed" } else { "待核" })
    };
    found.map(line).into_iter().collect()
}

/// The fields that the text is not silent on.
fn coverage(case: &Case) -> Vec<String> {
    let report = parse(&case.text, None);
    let spoken = report.coverage.iter().filter(|share| share.characters > 0);
    let terms = |terms: &[String]| if terms.is_empty() { "-".to_string() } else { terms.join(" ") };
    spoken.map(|share| format!("{} | {}", share.topic, terms(&share.terms))).collect()
}

fn place(case: &Case) -> Vec<String> {
    let report = parse(&case.text, None);
    let own = report.place.map(|p| format!("{} | {} | {} | {}", p.name, word(p.level), p.province, p.city.as_deref().unwrap_or("-")));
    let elsewhere = report.foreign_places.iter().map(|p| format!("elsewhere | {} | {}", p.name, word(p.level)));
    own.into_iter().chain(elsewhere).collect()
}

/// Each canonical indicator has a case with a figure that is it, and in that case one that is not.
#[test]
fn every_metric_has_its_cases() {
    let cases = read(include_str!("../cases/metric.txt")).expect("well formed");
    for metric in metrics() {
        let linked = format!("| {}", metric.id);
        let shown = cases.iter().any(|case| {
            case.expected.iter().any(|line| line.ends_with(&linked)) && case.expected.iter().any(|line| !line.ends_with(&linked))
        });
        assert!(shown, "{} has no case", metric.id);
    }
}
