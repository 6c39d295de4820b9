//! Turns sections and passages about shortcomings and plans into single problems (不足) and commitments (安排).

use crate::span::{Span, Spans};
use serde::Serialize;

/// One problem that the report admits, or one thing that it plans.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Position in its list.
    pub id: usize,
    /// The section that it stands in.
    pub section: Option<usize>,
    pub span: Span,
    /// The words of `span`, blanks at the ends cut.
    pub text: String,
    pub topics: Vec<String>,
    /// Of a problem: the words that give its cause, where the text does.
    pub cause: Option<Span>,
}

impl Spans for Item {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
        self.cause.map_spans(map);
    }
}
