//! Turns nothing: the shape of a finished comparison, as `contract.d.ts` names it.
//!
//! Spans that belong to the earlier text and those that belong to the later one are finished separately ([`Comparison::before_spans`],
//! [`Comparison::after_spans`]), since each counts in its own text.

use crate::diagnostic::Diagnostic;
use crate::given::taken;
use crate::report::correct::{Anchor, Corrections};
use crate::report::model::{Check, Side};
use crate::span::{Span, Spans};
use crate::text::Source;
use serde::Serialize;

#[derive(Clone, Debug, Default)]
pub struct CompareOptions {
    pub before: Option<Corrections>,
    pub after: Option<Corrections>,
    /// Pairs of indicators that the reader forces (`same`) or forbids.
    pub pairs: Vec<ForcedPair>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ForcedPair {
    pub before: Anchor,
    pub after: Anchor,
    pub same: bool,
}

taken!(CompareOptions { before: take, after: take, pairs: or_default });
taken!(ForcedPair { before: take, after: take, same: take });

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    pub schema_version: u8,
    pub sections: Vec<SectionPair>,
    pub indicators: Vec<IndicatorPair>,
    pub targets: Vec<TargetPair>,
    pub suggestions: Vec<Suggestion>,
    pub reuse: Reuse,
    pub follow_ups: Vec<FollowUp>,
    pub problems: Vec<ProblemPair>,
    pub citations: Vec<CitationPair>,
    pub checks: Vec<Check>,
    pub agreements: Vec<Check>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            schema_version: 1,
            sections: Vec::new(),
            indicators: Vec::new(),
            targets: Vec::new(),
            suggestions: Vec::new(),
            reuse: Reuse::default(),
            follow_ups: Vec::new(),
            problems: Vec::new(),
            citations: Vec::new(),
            checks: Vec::new(),
            agreements: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionStatus {
    Same,
    Edited,
    New,
    Dropped,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionPair {
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub status: SectionStatus,
    pub moved: bool,
    /// 0–1; 0 for a section without a partner.
    pub similarity: f64,
    /// Further sections of the later report that a split one went to.
    pub related: Vec<usize>,
    pub diff: Vec<DiffPiece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffKind {
    Same,
    Removed,
    Added,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiffPiece {
    pub kind: DiffKind,
    pub text: String,
    pub before: Option<Span>,
    pub after: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PairStatus {
    Up,
    Down,
    Same,
    New,
    Dropped,
    Incomparable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    High,
    Middle,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunnerUp {
    pub after: usize,
    pub score: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorPair {
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub status: PairStatus,
    /// In base units; for rates in percentage points, and then `percent` is null.
    pub delta: Option<f64>,
    pub percent: Option<f64>,
    pub confidence: f64,
    pub band: Band,
    /// Chinese, for people: why the two can't be compared, or why there is no percent.
    pub reason: Option<String>,
    /// Words that both labels share.
    pub shared: Vec<String>,
    pub runner_up: Option<RunnerUp>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TargetPair {
    pub planned: usize,
    pub reached: usize,
    pub met: Option<bool>,
    pub confidence: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    pub before: usize,
    pub after: usize,
    pub score: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReuseKind {
    Verbatim,
    Numbers,
    Edited,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReusePassage {
    pub before: Span,
    pub after: Span,
    pub similarity: f64,
    pub kind: ReuseKind,
    pub moved: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionReuse {
    pub after: usize,
    pub share: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reuse {
    /// Counted characters of the later body that stand in passages, and all of them: `share` is the one divided by the other.
    pub copied: u32,
    pub of: u32,
    pub share: f64,
    pub share_without_formulas: f64,
    pub passages: Vec<ReusePassage>,
    pub by_section: Vec<SectionReuse>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FollowUpStatus {
    Done,
    Mentioned,
    Absent,
}

/// Evidence stands in the later text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FollowUpEvidence {
    pub span: Span,
    pub score: f64,
    pub shared: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FollowUp {
    pub commitment: usize,
    pub status: FollowUpStatus,
    pub planned_again: bool,
    pub evidence: Vec<FollowUpEvidence>,
    pub unmatched: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemStatus {
    Persistent,
    New,
    Gone,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemPair {
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub status: ProblemStatus,
    pub similarity: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CitationStatus {
    Kept,
    Renewed,
    New,
    Dropped,
}

/// Positions in the reports' lists of citations.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CitationPair {
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub status: CitationStatus,
}

impl Comparison {
    /// Turns all spans from characters into UTF-16 code units of the side that they belong to.
    pub fn finish(mut self, before: &Source, after: &Source) -> Self {
        before.finish(&mut BeforeSide(&mut self));
        after.finish(&mut AfterSide(&mut self));
        self
    }
    /// Hands every span into the earlier text to `map`.
    pub fn before_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.sections.iter_mut().flat_map(|s| &mut s.diff).for_each(|piece| piece.before.map_spans(map));
        self.reuse.passages.iter_mut().for_each(|passage| map(&mut passage.before));
        self.check_spans(Side::Before, map);
    }
    /// Hands every span into the later text to `map`.
    pub fn after_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.sections.iter_mut().flat_map(|s| &mut s.diff).for_each(|piece| piece.after.map_spans(map));
        self.reuse.passages.iter_mut().for_each(|passage| map(&mut passage.after));
        self.follow_ups.iter_mut().flat_map(|f| &mut f.evidence).for_each(|evidence| map(&mut evidence.span));
        self.check_spans(Side::After, map);
    }
    fn check_spans(&mut self, side: Side, map: &mut dyn FnMut(&mut Span)) {
        let checks = self.checks.iter_mut().chain(&mut self.agreements);
        checks.flat_map(|check| &mut check.spans).filter(|evidence| evidence.report == side).for_each(|evidence| map(&mut evidence.span));
    }
}

struct BeforeSide<'c>(&'c mut Comparison);
struct AfterSide<'c>(&'c mut Comparison);

impl Spans for BeforeSide<'_> {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.0.before_spans(map);
    }
}

impl Spans for AfterSide<'_> {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.0.after_spans(map);
    }
}
