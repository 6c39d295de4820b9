//! Turns a text into a reading: the stages in order, then everything composed into one report.

use super::correct::{correct_indicators, correct_roles, Anchors, Corrections};
use super::model::Report;
use super::{annex, check, doubt, misfit};
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
    annex::plans(&source, &layout, meta.year, &mut indicators);
    correct_indicators(&mut indicators, corrections, &anchors, &sections, &mut diagnostics);
    let problems = item::problems(&source, &layout, &sections, meta.year);
    let commitments = item::commitments(&source, &layout, &sections, meta.year);

    let mut report = Report {
        schema_version: 1,
        meta,
        sections,
        indicators,
        citations,
        problems,
        commitments,
        dates: dates.mentions,
        honours,
        // What follows is found below, in the report as it stands.
        place: None,
        foreign_places: Vec::new(),
        required: Vec::new(),
        timeliness: None,
        frame: None,
        coverage: Vec::new(),
        checks: Vec::new(),
        agreements: Vec::new(),
        diagnostics,
    };
    canonical(&source, &layout, &mut report);
    check::check(&source, &layout, &mut report);
    doubt::about(&source, &layout, &mut report);
    misfit::about(&source, &layout, &dates.impossible, &mut report);
    report.diagnostics.extend(super::required::remarks(&source, &layout, &report));
    Reading { source, layout, report }
}

/// What is found in the report as it stands: names for its figures, places, fields, required parts, the deadline.
fn canonical(source: &Source, layout: &Layout, report: &mut Report) {
    use super::{coverage, metric, place, required, timeliness};
    metric::link(source, &mut report.indicators, report.meta.year);
    (report.place, report.foreign_places) = place::places(source, layout, &report.meta);
    coverage::cover(source, layout, report);
    report.required = required::required(source, layout, report);
    report.timeliness = timeliness::timeliness(&report.meta);
}

impl Reading<'_> {
    /// The report with its spans in UTF-16 code units.
    pub fn finish(mut self) -> Report {
        self.source.finish(&mut self.report);
        self.report
    }
}
