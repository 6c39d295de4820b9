//! Turns the later report into the sentences that may answer a plan, and an index of the pairs of characters in their clauses.

use crate::compare::terms::pair;
use crate::outline::{section_at, Role};
use crate::report::Reading;
use crate::span::Span;
use crate::text::{clauses, sentences, LineKind};

/// What a sentence can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It tells what was done.
    Result,
    /// It admits a shortcoming.
    Shortcoming,
    /// It tells what is planned next.
    Plan,
}

pub struct Units {
    units: Vec<(Span, Kind)>,
    /// The sentence of each clause.
    clauses: Vec<usize>,
    /// Where headings end, ascending.
    headings: Vec<usize>,
    /// Every pair of characters with the clauses that hold it, sorted.
    index: Vec<(u64, usize)>,
}

/// A pair that more clauses than this hold says nothing of one of them; half of a short report's sentences do.
const MOST_HOLDERS: usize = 40;

impl Units {
    /// The sentences of the body, and the items of lists of plans and shortcomings, but for the opening, which tells no results where sections follow.
    pub fn of(reading: &Reading) -> Self {
        let report = &reading.report;
        let sections = &report.sections;
        let spans = |items: &[crate::extract::item::Item]| {
            let mut spans: Vec<(usize, usize)> = items.iter().map(|item| (item.span.start, item.span.end)).collect();
            crate::order::plain(&mut spans);
            spans
        };
        let (plans, problems) = (spans(&report.commitments), spans(&report.problems));
        let inside = |spans: &[(usize, usize)], at: usize| {
            let next = spans.partition_point(|(start, _)| *start <= at);
            next.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|(_, end)| at < *end)
        };
        let first = sections.iter().find(|section| section.role == Role::Measures).map_or(0, |section| section.span.start);
        let mut units = Vec::new();
        let mut parts = Vec::new();
        let mut index = Vec::new();
        let lines = reading.layout.lines.iter().take(reading.layout.outline_end).filter(|line| line.kind == LineKind::Body);
        for sentence in lines.flat_map(|line| sentences(&reading.source, line.span)) {
            let section = section_at(sections, sentence.start).and_then(|id| sections.get(id));
            // Where one sentence holds all plans, it belongs to them though it begins before the first.
            let role = section.map(|section| section.role);
            let kind = if role == Some(Role::Plans) || inside(&plans, sentence.start) || inside(&plans, sentence.end.saturating_sub(1)) {
                Kind::Plan
            } else if role == Some(Role::Problems) || inside(&problems, sentence.start) {
                Kind::Shortcoming
            } else if section.is_none() && sentence.start < first {
                continue;
            } else {
                Kind::Result
            };
            let items = match kind {
                Kind::Result => &[],
                Kind::Plan => plans.as_slice(),
                Kind::Shortcoming => problems.as_slice(),
            };
            let from = items.partition_point(|(start, _)| *start <= sentence.start);
            let starts = items.iter().skip(from).map(|(start, _)| *start).take_while(|start| *start < sentence.end);
            let mut start = sentence.start;
            // Where one sentence lists them all, each item is a unit of its own: it is what a reader is shown.
            for end in starts.chain([sentence.end]) {
                let unit = reading.source.trim(Span::new(start, end));
                start = end;
                for clause in clauses(&reading.source, unit) {
                    let chars = reading.source.folded(clause);
                    index.extend(chars.windows(2).filter_map(|w| Some((pair(*w.first()?, *w.last()?)?, parts.len()))));
                    parts.push(units.len());
                }
                units.push((unit, kind));
            }
        }
        crate::order::keyed(&mut index);
        index.dedup();
        let mut headings: Vec<usize> = sections.iter().map(|section| section.title_span.end).collect();
        crate::order::plain(&mut headings);
        Self { units, clauses: parts, headings, index }
    }

    /// The sentence that a clause is part of.
    pub fn of_clause(&self, clause: usize) -> usize {
        self.clauses.get(clause).copied().unwrap_or(0)
    }
    pub fn span(&self, unit: usize) -> Span {
        self.units.get(unit).map_or(Span::default(), |(span, _)| *span)
    }
    pub fn kind(&self, unit: usize) -> Kind {
        self.units.get(unit).map_or(Kind::Plan, |(_, kind)| *kind)
    }

    /// Is a sentence nothing but a heading, with its closing mark at most?
    pub fn heading(&self, unit: usize) -> bool {
        let span = self.span(unit);
        let next = self.headings.partition_point(|end| *end <= span.start);
        self.headings.get(next).is_some_and(|end| *end <= span.end && span.end <= end + 1)
    }

    /// The clauses that hold a pair, ascending, each beside the pair; `None` where too many do.
    pub fn holders(&self, pair: u64) -> Option<&[(u64, usize)]> {
        let from = self.index.partition_point(|(other, _)| *other < pair);
        let rest = self.index.get(from..).unwrap_or(&[]);
        let count = rest.iter().take(MOST_HOLDERS + 1).take_while(|(other, _)| *other == pair).count();
        rest.get(..count).filter(|holders| holders.len() <= MOST_HOLDERS)
    }
}
