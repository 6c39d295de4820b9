//! Turns a line into sentences, and a sentence into clauses.

use super::source::Source;
use crate::span::Span;

/// The sentences of a line: each ends behind `。`, `!`, `?` or `;`-free full stop, with the closing quotation mark or bracket that follows.
/// A stop inside 《》 or between digits ends none. Blanks at both ends are cut; an empty line gives none.
pub fn sentences(source: &Source, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut at, mut title) = (line.start, line.start, 0usize);
    while at < line.end {
        let c = source.at(at);
        at += 1;
        match c {
            '《' => title += 1,
            '》' => title = title.saturating_sub(1),
            '。' | '!' | '?' if title == 0 => {
                while at < line.end && matches!(source.at(at), '”' | '’' | ')' | '」' | '。' | '!' | '?') {
                    at += 1;
                }
                push(&mut found, source.trim(Span::new(start, at)));
                start = at;
            }
            _ => {}
        }
    }
    push(&mut found, source.trim(Span::new(start, line.end)));
    found
}

fn push(found: &mut Vec<Span>, span: Span) {
    if !span.is_empty() {
        found.push(span);
    }
}
