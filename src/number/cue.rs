//! Turns the words around a figure into its qualifier: 近, 超过, 余, 以上, 左右.

use super::Qualifier;
use crate::rules::{Lexicon, Row, Table};
use std::sync::LazyLock;

struct Cue {
    qualifier: Qualifier,
    not_after: &'static str,
}

struct Cues {
    before: Lexicon<Cue>,
    after: Lexicon<Cue>,
    bare: Lexicon<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("cues.tsv"));
    let side = |name: &str| {
        let cue = |row: &Row| Cue { qualifier: qualifier(row.get("qualifier")), not_after: row.get("not_after") };
        Lexicon::of(&table, "cue", |row| (row.get("stands") == name).then(|| cue(row)))
    };
    Cues { before: side("before"), after: side("after"), bare: side("bare") }
});

fn qualifier(name: &str) -> Qualifier {
    match name {
        "over" => Qualifier::Over,
        "under" => Qualifier::Under,
        "about" => Qualifier::About,
        _ => Qualifier::Exact,
    }
}

static WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("not_numerals.tsv"));
    Lexicon::all(&table, "word")
});

/// The cue that ends at `end`, but starts no earlier than `from`: its start and what it says. `bare`: the numeral is a 百, 千, 万 or 亿
/// without a digit, before which 上 is a cue too. A blank may part cue and figure.
pub fn before(chars: &[char], from: usize, end: usize, bare: bool) -> Option<(usize, Qualifier)> {
    let end = if end > from && chars.get(end - 1) == Some(&' ') { end - 1 } else { end };
    let found = CUES.before.ending(chars, end).or_else(|| CUES.bare.ending(chars, end).filter(|_| bare));
    let (n, cue) = found?;
    let start = end.checked_sub(n).filter(|&start| start >= from)?;
    let other_word = start > from && chars.get(start - 1).is_some_and(|&c| cue.not_after.contains(c));
    // A longer word that ends like a cue says nothing of the figure (村规民约186份).
    (!other_word && cue.qualifier != Qualifier::Exact).then_some((start, cue.qualifier))
}

/// The cue that starts at `at`: its end and what it says.
pub fn after(chars: &[char], at: usize) -> Option<(usize, Qualifier)> {
    CUES.after.starting(chars, at).map(|(n, cue)| (at + n, cue.qualifier))
}

/// Longest word of the table, in characters.
const LONGEST: usize = 5;

/// The end of the word that covers `at` and counts nothing, though it holds a numeral's character (统一, 一般).
pub fn not_numeral(chars: &[char], from: usize, at: usize) -> Option<usize> {
    (at.saturating_sub(LONGEST - 1).max(from)..=at)
        .find_map(|start| WORDS.starting(chars, start).map(|(n, ())| start + n).filter(|&end| end > at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for text in [crate::rules::vocabulary!("cues.tsv"), crate::rules::vocabulary!("not_numerals.tsv")] {
            assert_eq!(Table::new(text).fault(), None);
        }
        for row in Table::new(crate::rules::vocabulary!("cues.tsv")).rows() {
            assert!(["before", "after", "bare"].contains(&row.get("stands")), "{row:?}");
            assert_eq!(qualifier(row.get("qualifier")) == Qualifier::Exact, row.get("qualifier") == "none", "{row:?}");
        }
        for row in Table::new(crate::rules::vocabulary!("not_numerals.tsv")).rows() {
            assert!(row.get("word").chars().count() <= LONGEST, "{row:?}");
        }
    }
}
