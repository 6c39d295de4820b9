//! Turns the sentence that answers a plan into whether it tells of a result: a figure, or a word like 建成, in the clause that answers.

use crate::extract::indicator::Period;
use crate::report::Reading;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::clauses;
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("follow_words.tsv")));

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Generic,
    Done,
    Ongoing,
}

static WORDS: LazyLock<Lexicon<Use>> = LazyLock::new(|| {
    let of = |name: &str| match name {
        "done" => Use::Done,
        "ongoing" => Use::Ongoing,
        _ => Use::Generic,
    };
    Lexicon::new(TABLE.rows().map(|row| (row.get("words"), of(row.get("use")))))
});

/// The length of the generic word that begins at `at`, 0 for none.
pub fn generic(chars: &[char], at: usize) -> usize {
    WORDS.all_starting(chars, at).map(|(length, _)| length).next().unwrap_or(0)
}

/// Does a word of that use stand in some characters, which does not stand in others?
fn has(chars: &[char], wanted: Use, but_not_in: &[char]) -> bool {
    let elsewhere =
        |at: usize, length: usize| chars.get(at..at + length).is_some_and(|word| but_not_in.windows(length).any(|other| other == word));
    (0..chars.len()).any(|at| WORDS.all_starting(chars, at).any(|(length, is)| *is == wanted && !elsewhere(at, length)))
}

/// Clauses that hold so much of the plan, beside the one that holds most, answer it too.
const ANSWERS: f64 = 0.4;

/// Does the sentence tell of a result where it speaks of the plan? Looked at are the clauses that hold most of the plan and the one behind each, unless a
/// semicolon parts them; 正在 or 尚未 there means that there is none yet, unless the plan itself (`planned`) says it: 起草 answers a plan to draft.
pub fn tells_result(reading: &Reading, sentence: Span, planned: &[char], weight: impl Fn(&[char]) -> f64) -> bool {
    let source = &reading.source;
    let parts = clauses(source, sentence);
    let weights: Vec<f64> = parts.iter().map(|&part| weight(source.folded(part))).collect();
    let most = weights.iter().copied().fold(0.0, f64::max);
    let mut looked = vec![false; parts.len()];
    for (at, _) in weights.iter().enumerate().filter(|(_, weight)| most > 0.0 && **weight >= ANSWERS * most) {
        let goes_on = parts.get(at).is_some_and(|part| !matches!(source.before(part.end), ';' | '。'));
        looked.iter_mut().skip(at).take(1 + usize::from(goes_on)).for_each(|slot| *slot = true);
    }
    let of = |wanted: Use, not: &[char]| parts.iter().zip(&looked).any(|(part, looked)| *looked && has(source.folded(*part), wanted, not));
    if of(Use::Ongoing, planned) {
        return false;
    }
    of(Use::Done, &[]) || parts.iter().zip(&looked).any(|(part, looked)| *looked && counted(reading, *part))
}

/// Does a figure that was reached stand in a clause?
fn counted(reading: &Reading, clause: Span) -> bool {
    let all = &reading.report.indicators;
    let from = all.partition_point(|indicator| indicator.span.start < clause.start);
    all.iter()
        .skip(from)
        .take_while(|indicator| indicator.span.start < clause.end)
        .any(|indicator| indicator.period != Some(Period::Target))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
