//! Turns words that part a field (民事, 刑事, 行政) into groups: one thing is never two of them, and some groups are a whole.

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("partitions.tsv")));

/// One word of a group, as a place in the table: the word is the same where `row` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub group: &'static str,
    /// All words of the group together are the whole.
    pub whole: bool,
    pub row: usize,
}

static WORDS: LazyLock<Lexicon<Part>> = LazyLock::new(|| {
    Lexicon::new(
        TABLE
            .rows()
            .enumerate()
            .map(|(row, cells)| (cells.get("word"), Part { group: cells.get("group"), whole: cells.get("whole") == "yes", row })),
    )
});

/// The group of each word.
static GROUPS: LazyLock<Vec<&'static str>> = LazyLock::new(|| TABLE.rows().map(|row| row.get("group")).collect());

/// How many words a group has; 0 where there is no such group.
pub fn size(group: &str) -> usize {
    GROUPS.iter().filter(|other| **other == group).count()
}

/// The words of the table that a name holds, in reading order, none inside another (政府 holds no 府).
pub fn parts(name: &[char]) -> Vec<Part> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < name.len() {
        match WORDS.starting(name, at) {
            Some((len, part)) => {
                found.push(*part);
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// Do two names hold different words of one group, and none in common of it? 城镇居民收入 and 农村居民收入 do.
pub fn apart(a: &[Part], b: &[Part]) -> bool {
    a.iter().any(|x| {
        let mut same_group = b.iter().filter(|y| y.group == x.group).peekable();
        same_group.peek().is_some() && !b.iter().any(|y| y.group == x.group && a.iter().any(|z| z.row == y.row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert_eq!(TABLE.fault(), None);
        assert!(TABLE.rows().all(|row| matches!(row.get("whole"), "yes" | "no")));
    }

    #[test]
    fn different_words_of_a_group_are_apart() {
        let of = |name: &str| parts(&name.chars().collect::<Vec<_>>());
        assert!(apart(&of("城镇居民收入"), &of("农村居民收入")) && !apart(&of("居民收入"), &of("农村居民收入")));
        assert!(!apart(&of("民事、行政案件"), &of("行政、民事案件")) && apart(&of("民事案件"), &of("刑事案件")));
    }
}
