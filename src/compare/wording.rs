//! Turns the own texts of two aligned sections into a readable diff: what stayed, what was taken out, what was put in.
//!
//! Compared are tokens, not characters: a figure with its unit, a document's number, a Latin word, a run of blanks, else one character. No segmenter is needed:
//! runs of tokens that stand once on either side hold the texts together, between them the shortest edit is looked for, and what little is the same inside an
//! edit becomes part of it.

mod edit;
mod tidy;
mod token;

use super::model::{DiffKind, DiffPiece};
use super::terms::Rarity;
use crate::report::Reading;
use crate::span::Span;
use edit::Run;
use token::{tokens, Token};

/// One side of a diff: the span of a section's own text, and where in it the heading ends.
#[derive(Clone, Copy)]
pub struct Part<'r, 't> {
    pub reading: &'r Reading<'t>,
    pub span: Span,
    pub heading_end: usize,
}

impl Part<'_, '_> {
    fn trimmed(self) -> Self {
        let span = self.reading.source.trim(self.span);
        Self { span, heading_end: self.heading_end.clamp(span.start, span.end), ..self }
    }
}

/// The pieces in order. Those that are `Same` or `Removed` make up the earlier text, those that are `Same` or `Added` the later one. What is the same may
/// differ in the width of its characters and in blanks; its words are the later text's, its spans show both. Nothing for two empty texts.
pub fn diff(before: Part, after: Part, rarity: &Rarity) -> Vec<DiffPiece> {
    let (of_a, of_b) = (before.trimmed(), after.trimmed());
    let (before, after) = (of_a.reading, of_b.reading);
    let (a, b) = (tokens(before, of_a.span), tokens(after, of_b.span));
    // Headings answer to each other, however little else does.
    let (x, y) = (heading(&a, of_a), heading(&b, of_b));
    let mut runs = edit::Runs::default();
    edit::find(&a, (0, x), &b, (0, y), &mut runs);
    edit::find(&a, (x, a.len()), &b, (y, b.len()), &mut runs);
    let runs = tidy::readable(&a, &b, runs.all, rarity);
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    for run in runs.into_iter().chain([Run { before: a.len(), after: b.len(), length: 0 }]) {
        push(&mut pieces, before, &a, (i, run.before), after, &b, (j, j), DiffKind::Removed);
        push(&mut pieces, before, &a, (i, i), after, &b, (j, run.after), DiffKind::Added);
        (i, j) = (run.before + run.length, run.after + run.length);
        push(&mut pieces, before, &a, (run.before, i), after, &b, (run.after, j), DiffKind::Same);
    }
    pieces
}

/// Number of tokens of the heading.
fn heading(tokens: &[Token], part: Part) -> usize {
    tokens.partition_point(|token| token.span.end <= part.heading_end)
}

/// The one piece of two texts that are the same but for blanks and the width of characters.
pub fn unchanged(before: Part, after: Part) -> Vec<DiffPiece> {
    let (before, after) = (before.trimmed(), after.trimmed());
    if after.span.is_empty() {
        return Vec::new();
    }
    let text = after.reading.source.slice(after.span).to_string();
    vec![DiffPiece { kind: DiffKind::Same, text, before: Some(before.span), after: Some(after.span) }]
}

type Range = (usize, usize);

#[allow(clippy::too_many_arguments)]
fn push(
    pieces: &mut Vec<DiffPiece>,
    before: &Reading,
    a: &[Token],
    of_a: Range,
    after: &Reading,
    b: &[Token],
    of_b: Range,
    kind: DiffKind,
) {
    let span = |tokens: &[Token], (from, to): Range| {
        let tokens = tokens.get(from..to)?;
        Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
    };
    let (x, y) = (span(a, of_a), span(b, of_b));
    let text = match (kind, x, y) {
        (DiffKind::Removed, Some(x), _) => before.source.slice(x),
        (DiffKind::Added, _, Some(y)) | (DiffKind::Same, Some(_), Some(y)) => after.source.slice(y),
        _ => return,
    };
    pieces.push(DiffPiece { kind, text: text.to_string(), before: x, after: y });
}
