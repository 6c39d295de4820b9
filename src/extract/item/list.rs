//! Turns paragraphs into the entries of the list that they hold: 一是…;二是…, (1)…(2)…, also over several paragraphs.

use crate::span::Span;
use crate::text::{is_blank, marker_at, sentences, undecorated, MarkerKind, Source};

/// A place where an entry of a list may begin.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// Position among the paragraphs.
    part: usize,
    at: usize,
    kind: MarkerKind,
    number: u32,
    /// A `;` or `,` stands before it: the entry before ended in mid-sentence.
    within: bool,
}

/// The entries of a list in these paragraphs, each from its marker to its end, the parting `;` left out. Empty where fewer than two
/// entries follow each other in number. `leaves` says of a sentence that it no longer belongs to an entry.
pub(super) fn entries(source: &Source, parts: &[Span], leaves: &dyn Fn(Span) -> bool) -> Vec<Span> {
    let starts = starts(source, parts);
    let Some(chosen) = sequence(&starts) else { return Vec::new() };
    let in_sentences = chosen.iter().any(|start| start.within);
    let mut found = Vec::new();
    for (i, start) in chosen.iter().enumerate() {
        let Some(part) = parts.get(start.part) else { continue };
        let next = chosen.get(i + 1).filter(|next| next.part == start.part);
        let end = match next {
            Some(next) => next.at,
            None => last_end(source, Span::new(start.at, part.end), in_sentences, leaves),
        };
        found.push(trimmed(source, Span::new(start.at, end)));
    }
    found
}

/// The marker that opens the last entry of a paragraph, where a list in it goes on behind it.
pub(super) fn last_number(source: &Source, part: Span, kind: MarkerKind) -> Option<(usize, u32)> {
    starts(source, &[part]).iter().rev().find(|start| start.kind == kind).map(|start| (start.at, start.number))
}

/// An entry ends before the mark that parts it from the next; its full stop is its own.
fn trimmed(source: &Source, span: Span) -> Span {
    let mut span = source.trim(span);
    while span.start < span.end && (matches!(source.before(span.end), ';' | ',' | ':') || is_blank(source.before(span.end))) {
        span.end -= 1;
    }
    span
}

/// The last entry of a paragraph: one sentence where the others are parts of sentences, else all that does not leave the list.
fn last_end(source: &Source, rest: Span, in_sentences: bool, leaves: &dyn Fn(Span) -> bool) -> usize {
    let mut end = rest.end;
    for (i, sentence) in sentences(source, rest).into_iter().enumerate() {
        if i > 0 && (in_sentences || leaves(sentence)) {
            break;
        }
        end = sentence.end;
    }
    end
}

/// Every marker at the start of a paragraph or behind a mark inside it.
fn starts(source: &Source, parts: &[Span]) -> Vec<Start> {
    let mut found = Vec::new();
    for (part, &span) in parts.iter().enumerate() {
        let first = undecorated(source, span);
        let mut at = first;
        while at < span.end {
            let before = source.before(at);
            let opens = at == first || matches!(before, ':' | ';' | '。' | ',' | '!' | '?' | '”') || is_blank(before);
            if let Some(marker) = opens.then(|| marker_at(source, at)).flatten() {
                let within = at != first && matches!(before, ';' | ',' | '、');
                // Behind a comma only 一是 and its like begin an entry; figures and dashes there are part of the sentence.
                let plain = at == first || before != ',' || !(marker.kind.ranked() || marker.kind == MarkerKind::Dash);
                if plain && (marker.kind != MarkerKind::Dash || at == first) {
                    found.push(Start { part, at, kind: marker.kind, number: marker.number, within });
                }
                at = marker.words.max(at + 1);
            } else {
                at += 1;
            }
        }
    }
    found
}

/// The first kind of marker that counts up at least once, and its markers that keep the count; a list may begin again at 1.
fn sequence(starts: &[Start]) -> Option<Vec<Start>> {
    let mut tried: Vec<MarkerKind> = Vec::new();
    for start in starts {
        if tried.contains(&start.kind) {
            continue;
        }
        tried.push(start.kind);
        let mut kept: Vec<Start> = Vec::new();
        for other in starts.iter().filter(|other| other.kind == start.kind) {
            let due = kept.last().map_or(other.number, |last| last.number + 1);
            let dash = other.kind == MarkerKind::Dash;
            // One number may be lost to a broken line.
            if dash
                || other.number == due
                || other.number == due + 1
                || other.number == 1
                || (other.kind == MarkerKind::First && other.number > due)
            {
                kept.push(*other);
            }
        }
        let counts = kept.windows(2).any(|pair| matches!(pair, [a, b] if b.number > a.number || b.kind == MarkerKind::Dash));
        if counts {
            return Some(kept);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let source = Source::new(text);
        let parts: Vec<Span> = {
            let mut parts = Vec::new();
            let mut start = 0;
            for end in 0..=source.len() {
                if end == source.len() || source.at(end) == '\n' {
                    parts.push(Span::new(start, end));
                    start = end + 1;
                }
            }
            parts
        };
        let leaves = |sentence: Span| source.reads(sentence.start, "究其原因");
        entries(&source, &parts, &leaves).iter().map(|&span| source.slice(span).to_string()).collect()
    }

    #[test]
    fn lists_inside_and_over_paragraphs() {
        assert_eq!(read("主要有：一是人手不足；二是经费不够。对此要改进。"), ["一是人手不足", "二是经费不够。"]);
        assert_eq!(
            read("一是人手不足。编制少。二是经费不够。投入低。究其原因，认识不够。"),
            ["一是人手不足。编制少。", "二是经费不够。投入低。"]
        );
        assert_eq!(read("重点做好：一是建机制。\n二是强队伍。全年培训。"), ["一是建机制。", "二是强队伍。全年培训。"]);
        assert_eq!(read("（1）建机制；（2）强队伍。"), ["（1）建机制", "（2）强队伍。"]);
        assert_eq!(read("建机制是一是一、二是二的事。"), [""; 0]);
        assert_eq!(read(""), [""; 0]);
    }
}
