//! Turns a text into a reading: the stages in order, then everything composed into one report.

use super::correct::{correct_indicators, correct_roles, Anchors, Corrections};
use super::model::Report;
use super::{check, coverage, doubt, metric, misfit, place, required, timeliness};
use crate::extract::citation::citations;
use crate::extract::date::dates;
use crate::extract::honour::honours;
use crate::extract::indicator::indicators;
use crate::extract::item;
use crate::extract::meta::meta;
use crate::outline::outline;
use crate::text::{Layout, Source};

/// A text and what was read in it. Spans count characters of `source`.
pub struct Reading<'t> {
    pub source: Source<'t>,
    pub layout: Layout,
    pub report: Report,
}

/// Reads a text. Never fails; empty text gives empty lists and a diagnostic.
pub fn read<'t>(text: &'t str, corrections: Option<&Corrections>) -> Reading<'t> {
    let mut source = Source::new(text);
    let layout = Layout::new(&mut source);
    let mut diagnostics = Vec::new();
    let none = Corrections::default();
    let corrections = corrections.unwrap_or(&none);
    let anchors = Anchors::new(&source);

    let mut meta = meta(&source, &layout);
    if let Some(by) = &corrections.meta {
        by.apply(&mut meta);
    }
    let mut sections = outline(&source, &layout, meta.year);
    correct_roles(&mut sections, &corrections.roles, &anchors, &mut diagnostics);
    let citations = citations(&source, &layout);
    let honours = honours(&source, &layout, &sections);
    let dates = dates(&source, &layout, meta.year);
    let mut indicators = indicators(&source, &layout, &sections, meta.year);
    correct_indicators(&mut indicators, corrections, &anchors, &sections, &mut diagnostics);
    metric::link(&source, &mut indicators, meta.year);
    let problems = item::problems(&source, &layout, &sections, meta.year);
    let commitments = item::commitments(&source, &layout, &sections, meta.year);

    let (place, foreign_places) = place::places(&source, &layout, &meta);

    let mut report = Report {
        schema_version: 1,
        meta,
        sections,
        indicators,
        citations,
        problems,
        commitments,
        dates: dates.mentions,
        place,
        foreign_places,
        honours,
        // What follows is found in the report as it stands, below.
        required: Vec::new(),
        timeliness: None,
        frame: None,
        coverage: Vec::new(),
        checks: Vec::new(),
        agreements: Vec::new(),
        diagnostics,
    };
    coverage::cover(&source, &layout, &mut report);
    report.required = required::required(&source, &layout, &report);
    report.timeliness = timeliness::timeliness(&report.meta);
    check::check(&source, &layout, &mut report);
    doubt::about(&source, &layout, &mut report);
    misfit::about(&source, &layout, &dates.impossible, &mut report);
    let remarks = required::remarks(&source, &layout, &report);
    report.diagnostics.extend(remarks);
    Reading { source, layout, report }
}

impl Reading<'_> {
    /// The report with its spans in UTF-16 code units.
    pub fn finish(mut self) -> Report {
        self.source.finish(&mut self.report);
        self.report
    }
}
