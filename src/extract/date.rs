//! Turns dates and periods in the text into ISO dates.

use crate::span::{Span, Spans};
use serde::Serialize;

/// A date or period named in the text, as first and last day (inclusive, ISO).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateMention {
    pub span: Span,
    pub start: String,
    pub end: String,
}

impl Spans for DateMention {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}
