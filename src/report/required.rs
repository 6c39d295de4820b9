//! Turns sections and findings into the parts that the rules ask of such a report: which of them the text has, and where.
//!
//! Judged is the presence of words, never what was done. A part counts at any depth of headings, and as a passage without heading.

use super::model::{Report, RequiredPart};
use crate::diagnostic::Diagnostic;
use crate::extract::indicator::Period;
use crate::outline::{section_at, Role};
use crate::rules::{Lexicon, Row, Table};
use crate::span::Span;
use crate::text::{sentences, year_at, Layout, LineKind, Source};
use std::sync::LazyLock;

/// As it is, with the column `source`: people are shown where a rule stands.
fn table() -> Table {
    Table::new(crate::rules::vocabulary!("required.tsv"))
}

/// One of the parts that the rules ask of a report.
struct Asked {
    part: Role,
    /// The first year that the rule applies to.
    since: u16,
    rule: &'static str,
    source: &'static str,
    confirmed: bool,
}

static ASKED: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let table = table();
    let asked = table.rows().filter_map(|row| {
        Some(Asked {
            part: role(&row)?,
            since: row.get("since").parse().unwrap_or(0),
            rule: row.get("rule"),
            source: row.get("source"),
            confirmed: row.get("confirmed") == "yes",
        })
    });
    asked.collect()
});

fn form_table() -> Table {
    Table::new(crate::rules::vocabulary!("form.tsv"))
}

/// A speech says within so many characters what it reports.
const OPENING: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Subject,
    /// A title of another kind of report, for which these rules were not made.
    Other,
    /// A speech that says so where it opens.
    Spoken,
    Kind,
    Next,
    Plans,
    Problems,
}

static FORM: LazyLock<Lexicon<Form>> = LazyLock::new(|| {
    Lexicon::of(&form_table(), "words", |row| {
        Some(match row.get("use") {
            "subject" => Form::Subject,
            "other" => Form::Other,
            "spoken" => Form::Spoken,
            "kind" => Form::Kind,
            "plans" => Form::Plans,
            "problems" => Form::Problems,
            _ => Form::Next,
        })
    })
});

/// Words by which a sentence without heading is known to be of the leadership part.
static LEADERSHIP: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let table = table();
    let words: Vec<_> = table.rows().flat_map(|row| row.words("passages").map(|word| (word, ())).collect::<Vec<_>>()).collect();
    Lexicon::new(words)
});

fn role(row: &Row) -> Option<Role> {
    match row.get("part") {
        "measures" => Some(Role::Measures),
        "problems" => Some(Role::Problems),
        "leadership" => Some(Role::Leadership),
        "plans" => Some(Role::Plans),
        _ => None,
    }
}

/// The required parts, in the order of the rules. Empty for a text without body.
pub fn required(source: &Source, layout: &Layout, report: &Report) -> Vec<RequiredPart> {
    if layout.body().next().is_none() {
        return Vec::new();
    }
    let parts = ASKED.iter().map(|asked| {
        let part = asked.part;
        let mut sections: Vec<usize> = outermost(report, part).collect();
        if sections.is_empty() {
            sections.extend(merged(source, report, part));
        }
        let mut spans: Vec<Span> = sections.iter().filter_map(|&id| report.sections.get(id)).map(|section| section.span).collect();
        if spans.is_empty() {
            spans = passages(source, layout, report, part);
        }
        let since = asked.since;
        // A rule that was not in force yet is there to compare with, not to hold the report to.
        let applies = report.meta.year.is_none_or(|year| year >= since);
        let later = if applies { String::new() } else { format!("（{since}年度起适用，对本年度报告仅供对照）") };
        RequiredPart {
            part,
            present: !spans.is_empty(),
            sections,
            spans,
            rule: asked.rule.to_string(),
            source: format!("{}{later}", asked.source),
            confirmed: applies && asked.confirmed,
        }
    });
    parts.collect()
}

/// Sections of a role that do not stand under one of the same role.
fn outermost(report: &Report, role: Role) -> impl Iterator<Item = usize> + '_ {
    let of = move |id: Option<usize>| id.and_then(|id| report.sections.get(id)).map(|section| section.role);
    report.sections.iter().filter(move |section| section.role == role && of(section.parent) != Some(role)).map(|section| section.id)
}

/// The innermost section that announces a part together with another one (存在的问题和下步打算), or stands under one that does.
fn merged(source: &Source, report: &Report, part: Role) -> Option<usize> {
    let (other, form) = match part {
        Role::Plans => (Role::Problems, Form::Plans),
        Role::Problems => (Role::Plans, Form::Problems),
        _ => return None,
    };
    let all = report.sections.iter().filter(|section| section.role == other && holds(source, section.title_span, form));
    all.max_by_key(|section| section.level).map(|section| section.id)
}

/// Where a text without a heading for a part speaks of it all the same.
fn passages(source: &Source, layout: &Layout, report: &Report, part: Role) -> Vec<Span> {
    match part {
        Role::Problems => report.problems.iter().map(|item| item.span).collect(),
        Role::Plans => report.commitments.iter().map(|item| item.span).collect(),
        Role::Leadership => leadership(source, layout, report),
        _ => measures(layout, report),
    }
}

/// Does a place belong to what is wanting or planned?
fn ahead(report: &Report, at: usize) -> bool {
    let section = section_at(&report.sections, at).and_then(|id| report.sections.get(id)).map(|section| section.role);
    let within = |items: &[crate::extract::item::Item]| {
        let upto = items.partition_point(|item| item.span.start <= at);
        upto.checked_sub(1).and_then(|i| items.get(i)).is_some_and(|item| at < item.span.end)
    };
    matches!(section, Some(Role::Problems | Role::Plans)) || within(&report.problems) || within(&report.commitments)
}

/// Sentences that name the duty of the first person responsible, outside of what is wanting or planned.
fn leadership(source: &Source, layout: &Layout, report: &Report) -> Vec<Span> {
    let names = |words: &Span| LEADERSHIP.within(source.chars(), words.start, words.end).next().is_some();
    let all = layout.body().filter(|line| names(&line.span)).flat_map(|line| sentences(source, line.span));
    all.filter(|sentence| names(sentence) && !ahead(report, sentence.start)).collect()
}

/// Paragraphs that count something done, outside of what is wanting or planned.
fn measures(layout: &Layout, report: &Report) -> Vec<Span> {
    let mut found = Vec::new();
    let mut indicators = report.indicators.iter().filter(|i| i.period != Some(Period::Target)).peekable();
    for line in layout.lines.iter().filter(|line| line.kind == LineKind::Body) {
        while indicators.next_if(|indicator| indicator.span.start < line.span.start).is_some() {}
        if indicators.peek().is_some_and(|indicator| indicator.span.start < line.span.end && !ahead(report, indicator.span.start)) {
            found.push(line.span);
        }
    }
    found
}

/// Remarks on the form: shortcomings without a cause, plans for a year that is over, a title of another kind. The first and the last are not
/// made of a text whose title says that it is another kind of report (政府工作报告), or of a speech that opens with it.
pub fn remarks(source: &Source, layout: &Layout, report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let title = layout.title.first().zip(layout.title.last()).map(|(first, last)| Span::new(first.start, last.end));
    let named = |form: Form| title.is_some_and(|title| holds(source, title, form));
    let spoken = || holds(source, Span::new(0, source.chars().len().min(OPENING)), Form::Spoken);
    let other = !named(Form::Subject) && (named(Form::Other) || spoken());
    if let Some(first) = report.problems.first().filter(|_| !other && report.problems.iter().all(|item| item.cause.is_none())) {
        let words = "写了不足，未找到说明原因的表述（规定要求报告“不足和原因”）。";
        found.push(Diagnostic::info("problemsWithoutCause", words, Some(first.span)));
    }
    if let Some(year) = report.meta.year {
        for span in outermost(report, Role::Plans).filter_map(|id| report.sections.get(id)).map(|section| section.title_span) {
            if let Some(named) = past_year(source, span, year) {
                let words = format!("安排部分的标题写的是{named}年，而所报告的年度是{year}年，下一年度应为{}年。", year + 1);
                found.push(Diagnostic::warning("planYear", words, Some(span)));
            }
        }
    }
    if let Some(title) = title.filter(|_| !other) {
        if !holds(source, title, Form::Subject) {
            found.push(Diagnostic::info("titleSubject", "标题中没有“法治政府”或“依法行政”，可能不是法治政府建设年度报告。", Some(title)));
        } else if !holds(source, title, Form::Kind) {
            found.push(Diagnostic::info("titleKind", "标题没有写明是报告。", Some(title)));
        }
    }
    found
}

fn holds(source: &Source, span: Span, form: Form) -> bool {
    FORM.within(source.chars(), span.start, span.end).any(|(at, n, &found)| found == form && at + n <= span.end)
}

/// The year that a heading of plans names, where it is over: the year reported on or an earlier one, and none after it. A heading that also
/// speaks of what is to come, or of shortcomings, means that by its year.
fn past_year(source: &Source, title: Span, reported: u16) -> Option<u16> {
    let years: Vec<u16> = (title.start..title.end)
        .filter_map(|at| year_at(source, at))
        .filter(|&(_, end)| source.at(end) == '年')
        .map(|(year, _)| year)
        .collect();
    let latest = years.iter().copied().max()?;
    let merged = holds(source, title, Form::Next) || holds(source, title, Form::Problems);
    (latest <= reported && !merged).then_some(latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!((table().fault(), form_table().fault()), (None, None));
        assert_eq!(table().rows().filter_map(|row| role(&row)).count(), 4);
        // The numbers of these articles were not seen in print.
        assert!(table().rows().all(|row| !row.get("source").contains('条')));
    }
}
