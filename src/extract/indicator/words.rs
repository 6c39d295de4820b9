//! Turns `rules/label_words.tsv` into the vocabulary that labels, changes and periods are found with.

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

/// What a word does in a sentence that reports a quantity; a word may do several things, so classes are bits.
pub type Classes = u32;
pub const LEAD: Classes = 1;
pub const LINK: Classes = 1 << 1;
pub const COMPARE: Classes = 1 << 2;
pub const UP: Classes = 1 << 3;
pub const DOWN: Classes = 1 << 4;
pub const HELD: Classes = 1 << 5;
pub const ACT: Classes = 1 << 6;
pub const NOMINAL: Classes = 1 << 7;
pub const BARE: Classes = 1 << 8;
pub const RATE: Classes = 1 << 9;
pub const GENERIC: Classes = 1 << 10;
pub const BODY: Classes = 1 << 11;
pub const WHOLE: Classes = 1 << 12;
pub const STOP: Classes = 1 << 13;
pub const LIGHT: Classes = 1 << 14;
pub const AGENT: Classes = 1 << 15;
pub const PREP: Classes = 1 << 16;
pub const MANNER: Classes = 1 << 17;
pub const PIVOT: Classes = 1 << 18;
pub const PER: Classes = 1 << 19;
pub const TAUGHT: Classes = 1 << 20;
pub const SHED: Classes = 1 << 21;
pub const REST: Classes = 1 << 22;
pub const ATTR: Classes = 1 << 23;
pub const AMOUNT: Classes = 1 << 24;
pub const WHEN: Classes = 1 << 25;
pub const WHOSE: Classes = 1 << 26;
pub const WHOM: Classes = 1 << 27;
pub const GO: Classes = 1 << 28;
pub const INSTEAD: Classes = 1 << 29;
pub const WORSE: Classes = 1 << 30;
pub const DETAIL: Classes = 1 << 31;

const NAMES: [(&str, Classes); 32] = [
    ("lead", LEAD),
    ("link", LINK),
    ("compare", COMPARE),
    ("up", UP),
    ("down", DOWN),
    ("held", HELD),
    ("act", ACT),
    ("nominal", NOMINAL),
    ("bare", BARE),
    ("rate", RATE),
    ("generic", GENERIC),
    ("body", BODY),
    ("whole", WHOLE),
    ("stop", STOP),
    ("light", LIGHT),
    ("agent", AGENT),
    ("prep", PREP),
    ("manner", MANNER),
    ("pivot", PIVOT),
    ("per", PER),
    ("taught", TAUGHT),
    ("shed", SHED),
    ("rest", REST),
    ("attr", ATTR),
    ("amount", AMOUNT),
    ("when", WHEN),
    ("whose", WHOSE),
    ("whom", WHOM),
    ("go", GO),
    ("instead", INSTEAD),
    ("worse", WORSE),
    ("detail", DETAIL),
];

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("label_words.tsv")));

static WORDS: LazyLock<Lexicon<Classes>> = LazyLock::new(|| {
    Lexicon::new(TABLE.rows().flat_map(|row| {
        let classes = row.words("classes").filter_map(class).fold(0, |all, one| all | one);
        row.words("words").map(move |word| (word, classes))
    }))
});

fn class(name: &str) -> Option<Classes> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
}

/// The longest word at `at`: its length and classes.
pub fn starting(chars: &[char], at: usize) -> Option<(usize, Classes)> {
    WORDS.starting(chars, at).map(|(len, classes)| (len, *classes))
}

/// The longest word that ends at `end`: its length and classes.
pub fn ending(chars: &[char], end: usize) -> Option<(usize, Classes)> {
    WORDS.ending(chars, end).map(|(len, classes)| (len, *classes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert_eq!(TABLE.fault(), None);
        let mut seen = std::collections::BTreeSet::new();
        for row in TABLE.rows() {
            assert!(row.words("classes").count() > 0 && row.words("classes").all(|name| class(name).is_some()), "{}", row.get("words"));
            assert!(row.words("words").all(|word| seen.insert(word)), "a word stands twice: {}", row.get("words"));
        }
    }
}
