//! Turns a line into sentences, and a sentence into clauses.

use super::source::Source;
use crate::rules::CharSet;
use crate::span::Span;

/// A title in 《》 is not longer than this; an opening mark without its partner holds nothing together beyond it.
const TITLE: usize = 80;

/// The sentences of a line: each ends behind `。`, `!` or `?`, with the closing quotation mark or bracket that follows.
/// A stop inside 《》 ends none. Blanks at both ends are cut; an empty line gives none.
pub fn sentences(source: &Source, line: Span) -> Vec<Span> {
    Pieces::sentences(source, line).collect()
}

/// The first of the [`sentences`] of a line.
pub fn first_sentence(source: &Source, line: Span) -> Option<Span> {
    Pieces::sentences(source, line).next()
}

/// The clauses of a sentence: each ends behind `,`, `;`, `:` or a full stop. A mark inside 《》 or “”, or between digits, ends none.
pub fn clauses(source: &Source, sentence: Span) -> Vec<Span> {
    Pieces { source, rest: sentence, clauses: true }.collect()
}

/// The characters at which sentences and clauses may end, and those that hold them together.
const MARKS: CharSet = CharSet::new(&['《', '》', '。', '!', '?', ';', ',', ':']);

/// What of a line is not cut into pieces yet.
struct Pieces<'s, 't> {
    source: &'s Source<'t>,
    rest: Span,
    clauses: bool,
}

impl<'s, 't> Pieces<'s, 't> {
    fn sentences(source: &'s Source<'t>, line: Span) -> Self {
        Self { source, rest: line, clauses: false }
    }
    fn ends(&self, at: usize, c: char) -> bool {
        match c {
            '。' | '!' | '?' => true,
            ';' => self.clauses,
            ',' | ':' => self.clauses && !(self.source.before(at).is_ascii_digit() && self.source.at(at + 1).is_ascii_digit()),
            _ => false,
        }
    }
    /// Where the next piece ends.
    fn end(&self) -> usize {
        let chars = self.source.folded(Span::new(0, self.rest.end));
        // Where the last 《 opened that is not closed yet.
        let mut title: Option<usize> = None;
        let mut at = self.rest.start;
        while let Some(&c) = chars.get(at) {
            at += 1;
            if !MARKS.contains(c) {
                continue;
            }
            match c {
                '《' if title.is_none() => title = Some(at - 1),
                '》' => title = None,
                _ => {}
            }
            if self.ends(at - 1, c) && title.is_none_or(|open| at > open + TITLE) {
                while chars.get(at).is_some_and(|c| matches!(c, '”' | '’' | ')' | '」' | '。' | '!' | '?')) {
                    at += 1;
                }
                return at;
            }
        }
        self.rest.end
    }
}

impl Iterator for Pieces<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while !self.rest.is_empty() {
            let end = self.end();
            let piece = self.source.trim(Span::new(self.rest.start, end));
            self.rest.start = end;
            if !piece.is_empty() {
                return Some(piece);
            }
        }
        None
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
