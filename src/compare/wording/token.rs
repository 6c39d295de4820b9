//! Turns a stretch of text into the tokens that a diff may cut between: figures with their units, document numbers, Latin words, blanks, single characters.

use crate::compare::fingerprint;
use crate::report::Reading;
use crate::span::Span;
use crate::text::{is_blank, is_han};

/// A token; two of one `value` read the same but for blanks and the width of characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub value: u64,
    pub span: Span,
}

/// All blanks are one value: a line broken elsewhere is no change of the wording.
const BLANK: u64 = 1 << 62;
const ATOM: u64 = 1 << 63;

impl Token {
    /// Blanks stand between paragraphs.
    pub fn breaks(&self) -> bool {
        self.value == BLANK
    }
    /// Punctuation and blanks may stand alone between two changes; they hold the clauses apart.
    pub fn parts(&self) -> bool {
        self.value == BLANK || (self.value < BLANK && !self.character().is_alphanumeric())
    }
    /// The character of a token that is one.
    pub fn character(&self) -> char {
        u32::try_from(self.value).ok().and_then(char::from_u32).unwrap_or('\0')
    }
}

/// The tokens of a span, in order; together they are all of it.
pub fn tokens(reading: &Reading, span: Span) -> Vec<Token> {
    let source = &reading.source;
    let figures = &reading.report.indicators;
    let mut next = figures.partition_point(|figure| figure.span.start < span.start);
    let mut found = Vec::with_capacity(span.len());
    let mut at = span.start;
    while at < span.end {
        while figures.get(next).is_some_and(|figure| figure.span.start < at) {
            next += 1;
        }
        let end = match figures.get(next) {
            Some(figure) if figure.span.start == at && figure.span.end <= span.end && !figure.span.is_empty() => figure.span.end,
            _ => end_of(reading, at, span.end),
        };
        let value = match end - at {
            _ if is_blank(source.at(at)) => BLANK,
            1 => u64::from(u32::from(source.at(at))),
            _ => fingerprint(source.folded(Span::new(at, end))) | ATOM,
        };
        found.push(Token { value, span: Span::new(at, end) });
        at = end;
    }
    found
}

/// Where the token at `at` ends.
fn end_of(reading: &Reading, at: usize, upto: usize) -> usize {
    let source = &reading.source;
    let while_ = |from: usize, is: &dyn Fn(char) -> bool| (from..upto).find(|&i| !is(source.at(i))).unwrap_or(upto);
    let c = source.at(at);
    match c {
        _ if is_blank(c) => while_(at, &is_blank),
        // 〔2023〕6号 is one thing: another year and another number are one change.
        '〔' | '[' => {
            let year = while_(at + 1, &|c| c.is_ascii_digit());
            let serial = year + 1 + usize::from(source.at(year + 1) == '第');
            let end = while_(serial, &|c| c.is_ascii_digit());
            let whole = year - at == 5 && matches!(source.at(year), '〕' | ']') && end > serial && source.at(end) == '号' && end < upto;
            if whole {
                end + 1
            } else {
                at + 1
            }
        }
        _ if c.is_ascii_digit() => {
            let end = while_(at, &|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            let end = (at..end).rev().find(|&i| source.at(i).is_ascii_digit()).map_or(end, |i| i + 1);
            // A figure that was not read as a quantity: a year, a day, an issue.
            match source.at(end) {
                '年' if source.at(end + 1) == '度' && end + 1 < upto => end + 2,
                '%' | '年' | '月' | '日' | '号' if end < upto => end + 1,
                _ => end,
            }
        }
        _ if c.is_ascii_alphabetic() => while_(at, &|c| c.is_ascii_alphanumeric()),
        _ => at + 1,
    }
}

/// Does a token hold a Chinese character that may be half of a word?
pub fn is_ideograph(token: &Token) -> bool {
    is_han(token.character())
}
