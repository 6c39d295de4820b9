//! Turns what a reader corrected by hand into changes of the reading; corrections win over what was read.

use crate::diagnostic::Diagnostic;
use crate::extract::indicator::{Indicator, Qualifier};
use crate::extract::meta::Meta;
use crate::given::taken;
use crate::number::{kind_of, Quantity};
use crate::outline::{Role, Section};
use crate::span::Span;
use crate::text::{sentences, Source};
use std::cell::OnceCell;

/// Where a correction applies: a span (UTF-16 code units) and the words that stood there when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    pub span: Span,
    pub raw: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RoleCorrection {
    /// The section's title span.
    pub at: Anchor,
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorCorrection {
    pub at: Anchor,
    pub value: Option<f64>,
    /// Absent: left as read. Null: no range.
    pub upper: Option<Option<f64>>,
    pub unit: Option<String>,
    pub label: Option<String>,
    pub qualifier: Option<Qualifier>,
    pub wrong: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AddedIndicator {
    pub at: Anchor,
    pub value: f64,
    pub unit: String,
    pub label: String,
}

/// What a reader corrected by hand in one report. Empty lists change nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// Fields that are absent stay as read; see `MetaCorrection`.
    pub meta: Option<MetaCorrection>,
    pub roles: Vec<RoleCorrection>,
    pub indicators: Vec<IndicatorCorrection>,
    pub added: Vec<AddedIndicator>,
}

/// Each field: absent = as read, null = the text does not say, value = the reader's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetaCorrection {
    pub title: Option<Option<String>>,
    pub region: Option<Option<String>>,
    pub issuers: Option<Vec<String>>,
    pub year: Option<Option<u16>>,
    pub published: Option<Option<String>>,
    pub signed: Option<Option<String>>,
}

taken!(Anchor { span: take, raw: take });
taken!(RoleCorrection { at: take, role: take });
taken!(IndicatorCorrection { at: take, value: take, upper: stated, unit: take, label: take, qualifier: take, wrong: take });
taken!(AddedIndicator { at: take, value: take, unit: take, label: take });
taken!(Corrections { meta: take, roles: or_default, indicators: or_default, added: or_default });
taken!(MetaCorrection { title: stated, region: stated, issuers: take, year: stated, published: stated, signed: stated });

impl MetaCorrection {
    pub fn apply(&self, meta: &mut Meta) {
        set(&mut meta.title, self.title.clone());
        set(&mut meta.region, self.region.clone());
        set(&mut meta.year, self.year);
        set(&mut meta.published, self.published.clone());
        set(&mut meta.signed, self.signed.clone());
        set(&mut meta.issuers, self.issuers.clone());
    }
}

/// Finds anchors in a text. Holds the text's UTF-16 offsets, so that many anchors cost one pass.
pub struct Anchors<'s, 't> {
    source: &'s Source<'t>,
    /// Made when first asked for: most reports have no corrections.
    units: OnceCell<Vec<u32>>,
}

impl<'s, 't> Anchors<'s, 't> {
    pub fn new(source: &'s Source<'t>) -> Self {
        Self { source, units: OnceCell::new() }
    }

    /// The span in characters; `None` where other words stand there now.
    pub fn find(&self, anchor: &Anchor) -> Option<Span> {
        let span = self.source.chars_at_utf16(self.units.get_or_init(|| self.source.utf16()), anchor.span)?;
        (!span.is_empty() && self.source.slice(span) == anchor.raw).then_some(span)
    }

    /// As [`find`](Self::find), with a diagnostic where the anchor is lost.
    pub fn find_or_say(&self, anchor: &Anchor, diagnostics: &mut Vec<Diagnostic>) -> Option<Span> {
        let found = self.find(anchor);
        if found.is_none() {
            diagnostics.push(Diagnostic::warning(
                "correctionLost",
                format!("一处人工修订未能套用：原处已不是“{}”。", excerpt(&anchor.raw)),
                None,
            ));
        }
        found
    }
}

/// Enough of the words to know them again.
fn excerpt(words: &str) -> String {
    let mut short: String = words.chars().take(24).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// Gives sections the roles that a reader chose. What stands under a section and had its role follows it.
pub fn correct_roles(sections: &mut [Section], roles: &[RoleCorrection], anchors: &Anchors, diagnostics: &mut Vec<Diagnostic>) {
    let mut chosen = vec![false; sections.len()];
    for correction in roles {
        let Some(span) = anchors.find_or_say(&correction.at, diagnostics) else { continue };
        if let Ok(id) = sections.binary_search_by_key(&span.start, |section| section.title_span.start) {
            let before = sections[id].role;
            sections[id].role = correction.role;
            chosen[id] = true;
            for below in id + 1..sections.len() {
                if sections[below].span.start >= sections[id].span.end {
                    break;
                }
                if sections[below].role == before && !chosen[below] {
                    sections[below].role = correction.role;
                }
            }
        }
    }
}

/// Applies what a reader said of indicators: changed ones carry `corrected`, wrong ones go, added ones are put in document order.
/// Positions (`id`, `part_of`, `change_of`) are made anew; a relation to an indicator that is gone is dropped.
pub fn correct_indicators(
    reading: &mut Vec<Indicator>,
    corrections: &Corrections,
    anchors: &Anchors,
    sections: &[Section],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if corrections.indicators.is_empty() && corrections.added.is_empty() {
        return;
    }
    let mut keep = vec![true; reading.len()];
    for correction in &corrections.indicators {
        let Some(span) = anchors.find_or_say(&correction.at, diagnostics) else { continue };
        let Ok(id) = reading.binary_search_by_key(&span.start, |indicator| indicator.span.start) else { continue };
        let indicator = &mut reading[id];
        keep[id] = !correction.wrong.unwrap_or(false);
        set(&mut indicator.value, correction.value);
        set(&mut indicator.upper, correction.upper);
        set(&mut indicator.label, correction.label.clone());
        set(&mut indicator.qualifier, correction.qualifier);
        if let Some(unit) = &correction.unit {
            indicator.kind = kind_of(unit);
            indicator.unit = unit.clone();
        }
        indicator.corrected = true;
    }
    let mut all: Vec<(Option<usize>, Indicator)> =
        std::mem::take(reading).into_iter().enumerate().filter(|(id, _)| keep[*id]).map(|(id, indicator)| (Some(id), indicator)).collect();
    for added in &corrections.added {
        let Some(span) = anchors.find_or_say(&added.at, diagnostics) else { continue };
        all.push((None, added_indicator(anchors.source, span, added, sections)));
    }
    crate::order::by_key(&mut all, |(_, indicator)| (indicator.span.start, indicator.span.end));
    let mut moved: Vec<Option<usize>> = vec![None; keep.len()];
    for (now, (before, _)) in all.iter().enumerate() {
        if let Some(before) = before {
            moved[*before] = Some(now);
        }
    }
    *reading = all.into_iter().map(|(_, indicator)| indicator).collect();
    for (id, indicator) in reading.iter_mut().enumerate() {
        let follow = |of: Option<usize>| of.and_then(|of| moved.get(of).copied().flatten());
        indicator.id = id;
        indicator.part_of = follow(indicator.part_of);
        indicator.change_of = follow(indicator.change_of);
    }
}

fn set<T>(field: &mut T, by: Option<T>) {
    if let Some(value) = by {
        *field = value;
    }
}

/// The sentence around an added indicator is found as the reading finds sentences: within its line.
fn added_indicator(source: &Source, span: Span, added: &AddedIndicator, sections: &[Section]) -> Indicator {
    let start = (0..span.start).rev().find(|&at| source.at(at) == '\n').map_or(0, |at| at + 1);
    let end = (span.end..source.len()).find(|&at| source.at(at) == '\n').unwrap_or(source.len());
    let line = Span::new(start, end);
    let sentence = sentences(source, line).into_iter().find(|sentence| sentence.overlaps(span)).unwrap_or(line);
    let quantity = Quantity {
        span,
        numeral: span,
        unit_span: Span::new(span.end, span.end),
        written: Span::new(span.end, span.end),
        value: added.value,
        upper: None,
        unit: added.unit.clone(),
        kind: kind_of(&added.unit),
        qualifier: Qualifier::Exact,
    };
    let mut indicator = Indicator::new(source, 0, sentence, &quantity, sections);
    indicator.label = added.label.clone();
    indicator.label_span = span;
    indicator.corrected = true;
    indicator
}
