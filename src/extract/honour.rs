//! Turns 获评, 被命名为 … into honours with their level.

use crate::span::{Span, Spans};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HonourLevel {
    National,
    Province,
    City,
    County,
}

/// A title or distinction that the report says was received.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Honour {
    pub name: String,
    pub level: Option<HonourLevel>,
    pub span: Span,
}

impl Spans for Honour {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}
