//! Turns a stream into which of its tokens are set phrases of the genre or titles of documents, which say nothing about what was copied.

use super::stream::{Stream, BREAK_AFTER};
use crate::report::Reading;
use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("formulas.tsv")));

static FORMULAS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "words"));

/// For each token, whether it belongs to a set phrase, to a title in 《》, or to a clause of which these are at least half.
pub fn marks(reading: &Reading, stream: &Stream) -> Vec<bool> {
    let mut marks = vec![false; stream.chars.len()];
    let mut from = 0;
    while from < marks.len() {
        let end = clause_end(reading, stream, from);
        for i in from..end {
            if let Some((length, ())) = FORMULAS.starting(&stream.chars, i) {
                marks.iter_mut().take(end).skip(i).take(length).for_each(|mark| *mark = true);
            }
        }
        from = end;
    }
    for citation in &reading.report.citations {
        let (start, end) = stream.within(citation.span);
        marks.iter_mut().take(end).skip(start).for_each(|mark| *mark = true);
    }
    let mut from = 0;
    while from < marks.len() {
        let end = clause_end(reading, stream, from);
        let set = marks.get(from..end).map_or(0, |clause| clause.iter().filter(|&&mark| mark).count());
        if 2 * set >= end - from && set > 0 {
            marks.iter_mut().take(end).skip(from).for_each(|mark| *mark = true);
        }
        from = end;
    }
    marks
}

/// Behind the last token of the clause that begins at `from`.
fn clause_end(reading: &Reading, stream: &Stream, from: usize) -> usize {
    let ends = |i: usize| {
        let (end, next) = (stream.span(i).end, stream.span(i + 1).start);
        stream.token(i) == BREAK_AFTER
            || (end..next).any(|at| matches!(reading.source.at(at), ',' | '。' | ';' | ':' | '!' | '?' | '\t' | '|'))
    };
    (from..stream.chars.len()).find(|&i| ends(i)).map_or(stream.chars.len(), |i| i + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
