//! Turns a line into sentences, and a sentence into clauses.

use super::source::Source;
use crate::span::Span;

/// A title in 《》 is not longer than this; an opening mark without its partner holds nothing together beyond it.
const TITLE: usize = 80;

/// The sentences of a line: each ends behind `。`, `!` or `?`, with the closing quotation mark or bracket that follows.
/// A stop inside 《》 ends none. Blanks at both ends are cut; an empty line gives none.
pub fn sentences(source: &Source, line: Span) -> Vec<Span> {
    cut(source, line, |_, c| matches!(c, '。' | '!' | '?'))
}

/// The clauses of a sentence: each ends behind `,`, `;`, `:` or a full stop. A mark inside 《》 or “”, or between digits, ends none.
pub fn clauses(source: &Source, sentence: Span) -> Vec<Span> {
    cut(source, sentence, |at, c| match c {
        '。' | '!' | '?' | ';' => true,
        ',' | ':' => !(source.before(at).is_ascii_digit() && source.at(at + 1).is_ascii_digit()),
        _ => false,
    })
}

fn cut(source: &Source, span: Span, ends: impl Fn(usize, char) -> bool) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut at) = (span.start, span.start);
    // Where the last 《 opened that is not closed yet.
    let mut title: Option<usize> = None;
    while at < span.end {
        let c = source.at(at);
        match c {
            '《' if title.is_none() => title = Some(at),
            '》' => title = None,
            _ => {}
        }
        let inside = title.is_some_and(|open| at < open + TITLE);
        at += 1;
        if !inside && ends(at - 1, c) {
            while at < span.end && matches!(source.at(at), '”' | '’' | ')' | '」' | '。' | '!' | '?') {
                at += 1;
            }
            push(&mut found, source.trim(Span::new(start, at)));
            start = at;
            title = None;
        }
    }
    push(&mut found, source.trim(Span::new(start, span.end)));
    found
}

fn push(found: &mut Vec<Span>, span: Span) {
    if !span.is_empty() {
        found.push(span);
    }
}

#[cfg(test)]
fn words(source: &Source, spans: &[Span]) -> Vec<String> {
    spans.iter().map(|&span| source.slice(span).chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_end_sentences_but_not_in_titles() {
        let source = Source::new("印发《问答。续》12份。“完成了！” 全年3,420人次，合格率96%；其余为零");
        assert_eq!(
            words(&source, &sentences(&source, source.span())),
            ["印发《问答。续》12份。", "“完成了！”", "全年3,420人次，合格率96%；其余为零"]
        );
        let last = sentences(&source, source.span())[2];
        assert_eq!(words(&source, &clauses(&source, last)), ["全年3,420人次，", "合格率96%；", "其余为零"]);
    }

    #[test]
    fn a_lost_closing_mark_holds_nothing_together_for_long() {
        let text = format!("印发《方案。{}。完成。", "一".repeat(100));
        let source = Source::new(&text);
        assert_eq!(sentences(&source, source.span()).len(), 2);
    }
}
