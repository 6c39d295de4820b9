//! Turns the body of a report into the stream of characters that copied text is looked for in: no blanks, no punctuation, every number alike.

use crate::report::Reading;
use crate::span::Span;
use crate::text::{fold, is_blank, is_han, LineKind};

/// Stands for any number, so that text in which only the numbers changed is still the same text.
const NUMBER: char = '0';
/// Stands for any heading's numbering: a paragraph that moved from (三) to (五) is the same paragraph.
const MARKER: char = '\u{e000}';
/// Ends a paragraph of the earlier and of the later text: two characters, so that nothing is the same across two paragraphs.
pub const BREAK_BEFORE: char = '\u{e001}';
pub const BREAK_AFTER: char = '\u{e002}';

/// The tokens of a body. A token is one character, one number, or one heading's numbering.
pub struct Stream {
    /// One character for each token, and a break behind each paragraph.
    pub chars: Vec<char>,
    /// Positions in the source.
    pub spans: Vec<Span>,
    /// Counted characters (neither blank nor punctuation) before each token; one more entry for the end.
    pub counted: Vec<u32>,
    /// Paragraphs as ranges of tokens, with their span. Those without a counted character are left out.
    pub lines: Vec<Line>,
}

pub struct Line {
    pub start: usize,
    pub end: usize,
    pub span: Span,
}

impl Stream {
    /// The body of a report: paragraphs and table rows up to its signature and annexes, without title, salutation and page furniture.
    pub fn new(reading: &Reading, paragraph_break: char) -> Self {
        let size = reading.source.len();
        let mut stream = Self {
            chars: Vec::with_capacity(size),
            spans: Vec::with_capacity(size),
            counted: Vec::with_capacity(size + 1),
            lines: Vec::new(),
        };
        stream.counted.push(0);
        let fixed = fixed_tokens(reading);
        let mut next = 0;
        let lines = reading.layout.lines.iter().take(reading.layout.outline_end);
        for line in lines.filter(|line| matches!(line.kind, LineKind::Body | LineKind::Table)) {
            let start = stream.chars.len();
            let mut at = line.span.start;
            while at < line.span.end {
                while fixed.get(next).is_some_and(|(_, span)| span.start < at) {
                    next += 1;
                }
                let (token, end) = match fixed.get(next) {
                    Some(&(token, span)) if span.start == at && span.end <= line.span.end => (token, span.end),
                    _ => token_at(reading, at, line.span.end),
                };
                if token != ' ' {
                    stream.push(reading, token, Span::new(at, end));
                }
                at = end;
            }
            if stream.chars.len() > start {
                stream.lines.push(Line { start, end: stream.chars.len(), span: line.span });
                stream.chars.push(paragraph_break);
                stream.spans.push(Span::new(line.span.end, line.span.end));
                stream.counted.push(stream.counted.last().copied().unwrap_or(0));
            }
        }
        stream
    }

    fn push(&mut self, reading: &Reading, token: char, span: Span) {
        let count = if span.len() == 1 { 1 } else { reading.source.folded(span).iter().filter(|&&c| counts(c)).count() };
        self.chars.push(token);
        self.spans.push(span);
        self.counted.push(self.counted.last().copied().unwrap_or(0) + count as u32);
    }

    /// Counted characters of a range of tokens.
    pub fn weight(&self, start: usize, end: usize) -> u32 {
        let at = |i: usize| self.counted.get(i).copied().unwrap_or(0);
        at(end).saturating_sub(at(start))
    }

    /// The tokens that begin inside a span.
    pub fn within(&self, span: Span) -> (usize, usize) {
        let from = self.spans.partition_point(|s| s.start < span.start);
        (from, self.spans.partition_point(|s| s.start < span.end).max(from))
    }

    pub fn token(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }
    pub fn span(&self, at: usize) -> Span {
        self.spans.get(at).copied().unwrap_or_default()
    }
    pub fn is_number(&self, at: usize) -> bool {
        self.token(at) == NUMBER
    }
}

/// Is a folded character part of the text's words and figures?
fn counts(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// Numberings of headings and figures that were read as quantities, in order: 三件 is a number too, 三农 is none.
fn fixed_tokens(reading: &Reading) -> Vec<(char, Span)> {
    let report = &reading.report;
    let mut markers = report.sections.iter().filter(|section| !section.marker.is_empty()).map(|section| {
        let start = section.title_span.start;
        (MARKER, Span::new(start, start + section.marker.chars().count()))
    });
    let mut numbers = report.indicators.iter().filter_map(|indicator| {
        let (all, unit) = (indicator.span.len(), indicator.unit.chars().count());
        let bare = if indicator.raw.ends_with(indicator.unit.as_str()) { all.saturating_sub(unit) } else { all };
        (bare > 0).then(|| (NUMBER, Span::new(indicator.span.start, indicator.span.start + bare)))
    });
    let mut fixed = Vec::with_capacity(report.sections.len() + report.indicators.len());
    let (mut marker, mut number) = (markers.next(), numbers.next());
    loop {
        match (marker, number) {
            (Some(first), other) if other.is_none_or(|other| first.1.start <= other.1.start) => {
                fixed.push(first);
                marker = markers.next();
            }
            (_, Some(first)) => {
                fixed.push(first);
                number = numbers.next();
            }
            _ => return fixed,
        }
    }
}

/// The token at `at`, with its end; a blank for what doesn't count.
fn token_at(reading: &Reading, at: usize, end: usize) -> (char, usize) {
    let source = &reading.source;
    let c = source.at(at);
    if !c.is_ascii_digit() {
        return (if counts(c) { fold(c) } else { ' ' }, at + 1);
    }
    let digit = |i: usize| i < end && source.at(i).is_ascii_digit();
    let mut upto = at + 1;
    loop {
        if digit(upto) {
            upto += 1;
        } else if matches!(source.at(upto), '.' | ',') && digit(upto + 1) {
            upto += 2;
        } else if is_blank(source.at(upto)) && (1..4).all(|i| digit(upto + i)) && !digit(upto + 4) {
            upto += 4;
        } else {
            return (NUMBER, upto);
        }
    }
}
