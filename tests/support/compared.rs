//! Turns a case of two texts into what their comparison finds, apart from figures: copied passages, diffs, follow-ups, problems, sections, documents.

use super::support::Case;
use fazhi_lens::span::Span;
use fazhi_lens::{compare, parse, Comparison, Report};
use serde::Serialize;

type Kind = (&'static str, fn(&Case) -> Vec<String>, bool);

/// As in cases.rs: what is compared, and whether a file must hold a text in which nothing may be found.
pub const KINDS: [Kind; 6] = [
    ("reuse", reuse, true),
    ("wording", wording, true),
    ("follow", follow, false),
    ("problem", problems, false),
    ("section_pair", sections, false),
    ("citation_pair", citations, false),
];

struct Compared {
    a: Report,
    b: Report,
    units: [Vec<u16>; 2],
    comparison: Comparison,
}

impl Compared {
    fn of(case: &Case) -> Self {
        let (before, after) = case.text.split_once("\n<>\n").expect("two texts parted by <>");
        let units = [before, after].map(|text| text.encode_utf16().collect());
        Self { a: parse(before, None), b: parse(after, None), units, comparison: compare(before, after, &Default::default()) }
    }
    fn words(&self, side: usize, span: Span) -> String {
        String::from_utf16_lossy(&self.units[side][span.start..span.end]).replace('\n', "⏎")
    }
}

fn word<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

/// A line is cut to what the case writes where it begins so: long sentences need not be repeated.
fn as_far_as_written(case: &Case, lines: impl Iterator<Item = String>) -> Vec<String> {
    let cut = |(at, line): (usize, String)| match case.expected.get(at) {
        Some(want) if line.starts_with(want.as_str()) => want.clone(),
        _ => line,
    };
    lines.enumerate().map(cut).collect()
}

fn reuse(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let reuse = &c.comparison.reuse;
    if reuse.passages.is_empty() {
        return Vec::new();
    }
    let moved = |moved: bool| if moved { "moved" } else { "-" };
    let passages = reuse.passages.iter().map(|p| format!("{} | {} | {}", word(p.kind), moved(p.moved), c.words(1, p.after)));
    as_far_as_written(case, [format!("{} | {}", reuse.share, reuse.share_without_formulas)].into_iter().chain(passages))
}

/// The diffs of sections that are in both texts and differ, as text with [-what was taken out-] and {+what was put in+}.
fn wording(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let pieces = |pieces: &[fazhi_lens::compare::model::DiffPiece]| -> String {
        let shown = pieces.iter().map(|piece| match word(piece.kind).as_str() {
            "removed" => format!("[-{}-]", piece.text),
            "added" => format!("{{+{}+}}", piece.text),
            _ => piece.text.clone(),
        });
        shown.collect::<String>().replace('\n', "⏎")
    };
    c.comparison.sections.iter().filter(|s| s.diff.iter().any(|p| word(p.kind) != "same")).map(|s| pieces(&s.diff)).collect()
}

fn follow(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let again = |again: bool| if again { "again" } else { "-" };
    let line = |f: &fazhi_lens::compare::model::FollowUp| {
        format!("{} | {} | {}", word(f.status), again(f.planned_again), c.a.commitments[f.commitment].text)
    };
    as_far_as_written(case, c.comparison.follow_ups.iter().map(line))
}

fn problems(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let words = |report: &Report, id: Option<usize>| id.map_or("-".to_string(), |id| report.problems[id].text.chars().take(13).collect());
    c.comparison.problems.iter().map(|p| format!("{} | {} | {}", word(p.status), words(&c.a, p.before), words(&c.b, p.after))).collect()
}

fn sections(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let name = |report: &Report, id: Option<usize>| {
        id.map_or("-".to_string(), |id| format!("{}{}", report.sections[id].marker, report.sections[id].title))
    };
    let line = |s: &fazhi_lens::compare::model::SectionPair| {
        let related: Vec<String> = s.related.iter().map(|&id| name(&c.b, Some(id))).collect();
        let moved = if s.moved { " moved" } else { "" };
        let related = if related.is_empty() { String::new() } else { format!(" | {}", related.join("、")) };
        format!("{}{moved} | {} | {}{related}", word(s.status), name(&c.a, s.before), name(&c.b, s.after))
    };
    c.comparison.sections.iter().map(line).collect()
}

fn citations(case: &Case) -> Vec<String> {
    let c = Compared::of(case);
    let title = |report: &Report, at: Option<usize>| at.map_or("-".to_string(), |at| report.citations[at].title.clone());
    c.comparison.citations.iter().map(|p| format!("{} | {} | {}", word(p.status), title(&c.a, p.before), title(&c.b, p.after))).collect()
}
