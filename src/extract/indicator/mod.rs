//! Turns quantities into indicators: what is counted, how many, of what unit, and whether it is a level or a change.

mod behind;
mod change;
mod clause;
mod deed;
mod distribute;
mod label;
mod lean;
mod noun;
mod outcome;
mod parts;
pub(crate) mod period;
mod phrase;
mod range;
mod route;
mod row;
pub mod select;
mod table;
mod topic;
mod total;
mod wording;
pub mod words;

pub use crate::number::{Kind, Qualifier};
pub use change::Change;
pub use range::Range;

use crate::number::Quantity;
use crate::outline::{section_at, Role, Section};
use crate::span::{Span, Spans};
use crate::text::{fold, is_han, sentences, Layout, LineKind, Source};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// Over the year reported on.
    Year,
    /// Since a start further back (累计, 自2021年以来).
    Cumulative,
    /// At a date (现有, 截至…共有).
    Stock,
    /// Planned.
    Target,
}

/// A rate worked out again from the two indicators it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Recomputed {
    pub value: f64,
    pub numerator: usize,
    pub denominator: usize,
}

/// One quantity that measures something done, reached, held or planned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Indicator {
    /// Position in the list of indicators.
    pub id: usize,
    /// The innermost section that it stands in.
    pub section: Option<usize>,
    /// Numeral with what belongs to its value: `230余场次`.
    pub raw: String,
    pub span: Span,
    /// In base units: 1.01万余件 → 10100.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The measure word as written, without 万/亿/余.
    pub unit: String,
    pub kind: Kind,
    pub qualifier: Qualifier,
    /// The shortest words of the text that say what is counted; several places are joined in reading order of sense.
    pub label: String,
    /// Where the label, or its last part, stands.
    pub label_span: Span,
    /// Id of the canonical metric.
    pub metric: Option<String>,
    pub metric_confidence: Option<f64>,
    /// Id of its total (其中…).
    pub part_of: Option<usize>,
    /// Id of the level that this change belongs to.
    pub change_of: Option<usize>,
    pub recomputed: Option<Recomputed>,
    /// The number is itself the difference against an earlier time.
    pub change: Option<Change>,
    pub period: Option<Period>,
    pub sentence: Span,
    /// A reader changed or added it.
    pub corrected: bool,
}

impl Spans for Indicator {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
        map(&mut self.label_span);
        map(&mut self.sentence);
    }
}

/// The indicators of body and tables, in document order. Empty text has none.
pub fn indicators(source: &Source, layout: &Layout, sections: &[Section], year: Option<u16>) -> Vec<Indicator> {
    let mut found = Vec::new();
    let mut rows = Vec::new();
    for line in layout.body() {
        if line.kind == LineKind::Table || source.at(line.span.start) == '|' {
            rows.push(line.span);
            continue;
        }
        table::read(source, &rows, sections, year, &mut found);
        rows.clear();
        let quantities = select::quantities(source, line.span);
        read_text(source, line.span, &quantities, sections, year, &mut found);
    }
    table::read(source, &rows, sections, year, &mut found);
    found
}

/// Reads the sentences of a paragraph or a cell, each with its own quantities.
fn read_text(source: &Source, text: Span, quantities: &[Quantity], sections: &[Section], year: Option<u16>, found: &mut Vec<Indicator>) {
    let mut rest = quantities;
    let mut topic = None;
    for sentence in sentences(source, text) {
        let here = rest.partition_point(|quantity| quantity.span.start < sentence.end);
        let (mine, later) = rest.split_at(here);
        rest = later;
        if !mine.is_empty() {
            read_sentence(source, sentence, mine, sections, year, &mut topic, found);
        }
    }
}

fn read_sentence(
    source: &Source,
    sentence: Span,
    quantities: &[Quantity],
    sections: &[Section],
    year: Option<u16>,
    topic: &mut Option<topic::Topic>,
    found: &mut Vec<Indicator>,
) {
    let first = found.len();
    let labels = label::labels(source, sentence, quantities, topic);
    for (quantity, label) in quantities.iter().zip(labels) {
        let mut indicator = Indicator::new(source, found.len(), sentence, quantity, sections);
        indicator.change_of = label.of.filter(|_| label.change.is_some()).map(|of| first + of);
        indicator.change = label.change;
        indicator.label = label.text;
        indicator.label_span = label.span;
        found.push(indicator);
    }
    let Some(mine) = found.get_mut(first..) else { return };
    parts::relate(source, first, mine);
    for indicator in mine {
        let planned = indicator.section.and_then(|id| sections.get(id)).is_some_and(|section| section.role == Role::Plans);
        indicator.period = if planned { Some(Period::Target) } else { period::of(source, sentence, indicator, year) };
    }
}

/// The unit in the characters of the text (項 in a Traditional one), widths apart.
fn unit_as_written(source: &Source, quantity: &Quantity) -> String {
    if quantity.written.is_empty() {
        return quantity.unit.clone();
    }
    source.words(quantity.written).chars().map(|c| if is_han(c) { c } else { fold(c) }).filter(|&c| c != ' ').collect()
}

impl Indicator {
    /// An indicator with what its quantity and place say; label, change and relations are still to come.
    pub fn new(source: &Source, id: usize, sentence: Span, quantity: &Quantity, sections: &[Section]) -> Self {
        Self {
            id,
            section: section_at(sections, quantity.span.start),
            raw: source.slice(quantity.span).to_string(),
            span: quantity.span,
            value: quantity.value,
            upper: quantity.upper,
            unit: unit_as_written(source, quantity),
            kind: quantity.kind,
            qualifier: quantity.qualifier,
            label: String::new(),
            label_span: Span::new(quantity.span.start, quantity.span.start),
            metric: None,
            metric_confidence: None,
            part_of: None,
            change_of: None,
            recomputed: None,
            change: None,
            period: None,
            sentence,
            corrected: false,
        }
    }
}
