//! Turns the verbs before a figure into how far the matter had come: 受理 is received, 审结 is settled.

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("stages.tsv")));

static WORDS: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| Lexicon::new(TABLE.rows().map(|row| (row.get("word"), row.get("stage")))));

/// How far the matter had come, by the last verb of these words that says it; the longest word at each place counts, none inside another.
pub fn stage(chars: &[char]) -> Option<&'static str> {
    let (mut last, mut at) = (None, 0);
    while at < chars.len() {
        match WORDS.starting(chars, at) {
            Some((len, stage)) => {
                last = Some(*stage);
                at += len;
            }
            None => at += 1,
        }
    }
    last
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
