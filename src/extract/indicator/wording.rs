//! Turns the words of a span into how a label writes them: without breaks, marks at the ends and marks of footnotes.

use super::phrase;
use super::words::WHOLE;
use crate::span::Span;
use crate::text::{fold, is_han, Source};

/// The words of a span without line breaks and without marks at its ends; one pair of quotation marks around everything goes.
pub(super) fn clean(source: &Source, span: Span) -> String {
    let source_words = source.words(span);
    let chars = source.folded(span);
    let of = |c: Option<&char>| c == Some(&'的');
    if chars.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric()) && !of(chars.first()) && !of(chars.last()) {
        return source_words;
    }
    let words = source_words.as_str();
    let edge = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',');
    let words = words.trim_matches(|c: char| edge(c) || c == '的');
    // 标的 is a word of its own.
    let words = if phrase::ends_in(source, span, WHOLE) { source_words.trim_matches(edge) } else { words };
    let inner = words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).filter(|inner| !inner.contains('”'));
    let words = inner.unwrap_or(words);
    let words = if words.contains(['(', '（']) { words } else { words.trim_start_matches([')', '）']) };
    let mut cleaned = without_notes(words);
    cleaned.retain(|c| !matches!(c, '\n' | '\r'));
    cleaned
}

/// Where `words` stand in a span.
pub(super) fn find(source: &Source, span: Span, words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    (span.start..span.end).find(|&at| source.at(at) == first && source.reads(at, words))
}

/// The words without marks of footnotes: `小巨人企业[33]`, `镇街[^2]`, also in full width.
fn without_notes(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(open) = rest.find(['[', '［']) {
        let (before, mark) = rest.split_at(open);
        kept.push_str(before);
        let inner = mark.char_indices().skip(1).find(|&(_, c)| !matches!(fold(c), '^' | '0'..='9'));
        match inner.filter(|&(at, c)| fold(c) == ']' && mark.get(..at).is_some_and(|mark| mark.chars().any(|c| fold(c).is_ascii_digit()))) {
            Some((at, c)) => rest = mark.get(at + c.len_utf8()..).unwrap_or(""),
            None => {
                let bracket = mark.chars().next().map_or(0, char::len_utf8);
                kept.push_str(&mark[..bracket]);
                rest = &mark[bracket..];
            }
        }
    }
    kept + rest
}
