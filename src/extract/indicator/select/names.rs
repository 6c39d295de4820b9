//! Turns the marks of a line (《》, quotation marks) into the stretches that are names and slogans.

use crate::rules::CharSet;
use crate::span::Span;
use crate::text::Source;

/// Longest quotation, in characters, that is taken for a name or slogan; a longer one quotes what somebody said, figures and all.
const NAME: usize = 24;
/// Longest title in 《》; an unclosed mark hides no more than the text before the next one.
const TITLE: usize = 120;

const MARKS: CharSet = CharSet::new(&['《', '》', '“', '”', '‘', '’', '"']);

/// The stretches of a line that are names: in 《》, and in quotation marks.
pub fn names(source: &Source, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut title, mut depth) = (None, 0usize);
    let mut quote: Option<(usize, char)> = None;
    for at in line.start..line.end {
        let c = source.at(at);
        if !MARKS.contains(c) {
            continue;
        }
        if title.is_some_and(|start| at - start > TITLE + 1) {
            (title, depth) = (None, 0);
        }
        match c {
            '《' => {
                depth += 1;
                title.get_or_insert(at);
            }
            '》' => {
                depth = depth.saturating_sub(1);
                if let (0, Some(start)) = (depth, title) {
                    push(&mut found, Span::new(start, at + 1), TITLE);
                    title = None;
                }
            }
            _ => {}
        }
        if title.is_some_and(|start| at - start > TITLE) {
            (title, depth) = (None, 0);
        }
        match quote {
            Some((start, close)) if c == close => {
                push(&mut found, Span::new(start, at + 1), NAME + 2);
                quote = None;
            }
            // A second opening mark: the first one was never closed.
            _ => {
                if let Some(close) = closing(c, quote.is_some()) {
                    quote = Some((at, close));
                }
            }
        }
    }
    crate::order::plain(&mut found);
    found
}

fn push(found: &mut Vec<Span>, span: Span, longest: usize) {
    if span.len() <= longest && !found.last().is_some_and(|last| last.contains(span)) {
        found.push(span);
    }
}

/// The mark that closes a quotation opened by `c`. Inside one, only the marks that can't close are taken for a new opening.
fn closing(c: char, inside: bool) -> Option<char> {
    match c {
        '“' => Some('”'),
        '‘' if !inside => Some('’'),
        '"' if !inside => Some('"'),
        _ => None,
    }
}
