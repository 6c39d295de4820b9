//! Turns a text into a reading: the stages in order, then everything composed into one report.

use super::correct::Corrections;
use super::model::Report;
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
pub fn read<'t>(text: &'t str, _corrections: Option<&Corrections>) -> Reading<'t> {
    let source = Source::new(text);
    let layout = Layout::new(&source);
    let sections = outline(&source, &layout);
    let problems = item::problems(&source, &layout, &sections);
    let commitments = item::commitments(&source, &layout, &sections);
    let report = Report {
        schema_version: 1,
        meta: meta(&source, &layout),
        sections,
        indicators: Vec::new(),
        citations: Vec::new(),
        problems,
        commitments,
        dates: Vec::new(),
        honours: Vec::new(),
        required: Vec::new(),
        timeliness: None,
        frame: None,
        coverage: Vec::new(),
        checks: Vec::new(),
        agreements: Vec::new(),
        diagnostics: Vec::new(),
    };
    Reading { source, layout, report }
}

impl Reading<'_> {
    /// The report with its spans in UTF-16 code units.
    pub fn finish(mut self) -> Report {
        self.source.finish(&mut self.report);
        self.report
    }
}
