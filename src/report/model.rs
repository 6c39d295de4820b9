//! Turns nothing: the shape of a finished report, as `contract.d.ts` names it.

use super::place::{ForeignPlace, Place};
use crate::diagnostic::Diagnostic;
use crate::extract::citation::Citation;
use crate::extract::date::DateMention;
use crate::extract::honour::Honour;
use crate::extract::indicator::Indicator;
use crate::extract::item::Item;
use crate::extract::meta::Meta;
use crate::outline::{Role, Section};
use crate::span::{Span, Spans};
use serde::Serialize;

/// Everything that was read from one text. Spans count characters while it is made, UTF-16 code units once it is finished.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub schema_version: u8,
    pub meta: Meta,
    pub sections: Vec<Section>,
    pub indicators: Vec<Indicator>,
    pub citations: Vec<Citation>,
    pub problems: Vec<Item>,
    pub commitments: Vec<Item>,
    pub dates: Vec<DateMention>,
    pub honours: Vec<Honour>,
    /// Where it is from, as the official divisions have it.
    pub place: Option<Place>,
    /// Places elsewhere that the body names; a remark, not a reproach.
    pub foreign_places: Vec<ForeignPlace>,
    pub required: Vec<RequiredPart>,
    pub timeliness: Option<Timeliness>,
    pub frame: Option<String>,
    pub coverage: Vec<TopicShare>,
    pub checks: Vec<Check>,
    pub agreements: Vec<Check>,
    pub diagnostics: Vec<Diagnostic>,
}

/// One of the four parts that the 督察工作规定 asks of such a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequiredPart {
    pub part: Role,
    pub present: bool,
    pub sections: Vec<usize>,
    pub spans: Vec<Span>,
    pub rule: String,
    pub source: String,
    /// `false` is shown as 待核.
    pub confirmed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum InTime {
    InTime,
    Late,
}

/// The dates held against the deadline that applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Timeliness {
    /// ISO date.
    pub due: String,
    pub rule: String,
    pub source: String,
    pub confirmed: bool,
    pub signed: Option<InTime>,
    pub published: Option<InTime>,
}

/// How much the report says on one field of the official outline, or on one of its measures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TopicShare {
    pub topic: String,
    /// The field that this measure belongs to; a field has none.
    pub parent: Option<String>,
    pub name: String,
    /// `false` is shown as 待核.
    pub confirmed: bool,
    pub characters: usize,
    /// Characters of the whole body, counted alike: `share` is the one divided by the other.
    pub of: usize,
    pub share: f64,
    pub sections: Vec<usize>,
    pub spans: Vec<Span>,
    pub terms: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CheckKind {
    StatedChange,
    PartsTotal,
    RepeatedValue,
    PercentOutOfRange,
    RateOfParts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    Before,
    After,
    This,
}

/// Evidence of a check: which text, and where in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CheckSpan {
    pub report: Side,
    pub span: Span,
}

/// Numbers held against each other, with the sum as on paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    pub kind: CheckKind,
    pub message: String,
    pub arithmetic: String,
    pub spans: Vec<CheckSpan>,
    pub stated: f64,
    pub expected: f64,
}

impl Spans for RequiredPart {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.spans.map_spans(map);
    }
}

impl Spans for TopicShare {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.spans.map_spans(map);
    }
}

impl Spans for Check {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        for evidence in &mut self.spans {
            map(&mut evidence.span);
        }
    }
}

impl Spans for Report {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.sections.map_spans(map);
        self.indicators.map_spans(map);
        self.citations.map_spans(map);
        self.problems.map_spans(map);
        self.commitments.map_spans(map);
        self.dates.map_spans(map);
        self.honours.map_spans(map);
        self.foreign_places.map_spans(map);
        self.required.map_spans(map);
        self.coverage.map_spans(map);
        self.checks.map_spans(map);
        self.agreements.map_spans(map);
        self.diagnostics.map_spans(map);
    }
}
