//! Turns positions in the text into evidence: one half-open range, and its final form for JavaScript.
//!
//! Inside the crate a [`Span`] counts **characters** (Unicode scalar values) of the [`Source`](crate::text::Source), so that every stage
//! can look at any position in constant time and no range can cut a character in two. In a finished [`Report`](crate::report::Report) or
//! [`Comparison`](crate::compare::Comparison) it counts **UTF-16 code units** of the text that was passed in, which is what JavaScript's
//! `slice` expects. [`Spans::map_spans`] is the one place where the change is made.

use crate::given::taken;
use serde::Serialize;

/// A half-open range `start..end`. See the module for what it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

taken!(Span { start: take, end: take });

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
    /// Number of characters (or code units) covered; 0 where `end` lies before `start`.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// Does `other` lie wholly inside?
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Everything that carries spans hands each of them to `map`, exactly once.
pub trait Spans {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span));
}

impl Spans for Span {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(self);
    }
}

impl<T: Spans> Spans for Option<T> {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        if let Some(inner) = self {
            inner.map_spans(map);
        }
    }
}

impl<T: Spans> Spans for Vec<T> {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        for item in self {
            item.map_spans(map);
        }
    }
}
