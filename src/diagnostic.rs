//! Turns doubt into something a reader can see: nothing in the crate fails on odd text, it says what it could not read.

use crate::span::{Span, Spans};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the findings stand.
    Info,
    /// Findings may be missing or belong to another kind of text.
    Warning,
}

/// One remark about the reading. `code` is stable; `message` is Chinese and speaks about the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diagnostic {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub span: Option<Span>,
}

impl Diagnostic {
    pub fn info(code: &'static str, message: impl Into<String>, span: Option<Span>) -> Self {
        Self { code, severity: Severity::Info, message: message.into(), span }
    }
    pub fn warning(code: &'static str, message: impl Into<String>, span: Option<Span>) -> Self {
        Self { code, severity: Severity::Warning, message: message.into(), span }
    }
}

impl Spans for Diagnostic {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.span.map_spans(map);
    }
}
