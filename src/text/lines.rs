//! Turns the text into lines told apart: page furniture, title, body, signature.

use super::source::Source;
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Navigation, date line, counters, print buttons, footer: around the report, not of it.
    Furniture,
    /// A line of the report's own title.
    Title,
    /// 主送机关, subtitle, salutation: of the report, but nothing is counted in it.
    Address,
    Body,
    /// A table row: cells parted by TAB.
    Table,
    /// Issuers and date under the report.
    Signature,
}

/// One line that is not blank, without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub span: Span,
    pub kind: LineKind,
}

/// The lines of a text, in order. Empty for empty text.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub lines: Vec<Line>,
}

impl Layout {
    pub fn new(source: &Source) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for end in 0..=source.len() {
            if end == source.len() || source.at(end) == '\n' {
                let span = source.trim(Span::new(start, end));
                if !span.is_empty() {
                    lines.push(Line { span, kind: LineKind::Body });
                }
                start = end + 1;
            }
        }
        Self { lines }
    }
    /// Body lines and table rows: where findings come from.
    pub fn body(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.kind, LineKind::Body | LineKind::Table))
    }
}
