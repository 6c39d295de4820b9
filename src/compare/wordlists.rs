//! Turns the tables that comparing needs into vocabularies: bases, stages, words that part a field, names too general to stand alone.

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static GENERAL: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("general_names.tsv")));
pub static CHANGE_BASES: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("change_bases.tsv")));

pub static MANY_YEARS: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("many_years.tsv")));

pub static RENAMED: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("renamed.tsv")));

pub static SAME_WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("same_words.tsv")));

type Words = LazyLock<Lexicon<&'static str>>;

static GENERAL_WORDS: Words = LazyLock::new(|| lexicon(&GENERAL, "word", "word"));
static CHANGE_WORDS: Words = LazyLock::new(|| lexicon(&CHANGE_BASES, "word", "base"));
static NEW_NAMES: Words = LazyLock::new(|| {
    let renamed = RENAMED.rows().map(|row| (row.get("old"), row.get("new")));
    Lexicon::new(renamed.chain(SAME_WORDS.rows().map(|row| (row.get("word"), row.get("same")))))
});
static MANY_YEARS_WORDS: Words = LazyLock::new(|| lexicon(&MANY_YEARS, "word", "word"));

#[inline(never)]
fn lexicon(table: &'static Table, word: &'static str, value: &'static str) -> Lexicon<&'static str> {
    Lexicon::told(table, word, value)
}

/// A name in the words that are in use now, and in one of several words for one thing: 新登记市场主体 → 新登记经营主体, 法治宣传 → 普法.
pub fn renamed(label: &[char]) -> Vec<char> {
    let (mut name, mut at) = (Vec::with_capacity(label.len()), 0);
    while let Some(c) = label.get(at) {
        match NEW_NAMES.starting(label, at) {
            Some((len, new)) => {
                name.extend(new.chars());
                at += len;
            }
            None => {
                name.push(*c);
                at += 1;
            }
        }
    }
    name
}

/// Does a heading say that it reports on several years?
pub fn is_of_many_years(title: &[char]) -> bool {
    MANY_YEARS_WORDS.read(title).next().is_some()
}

pub use crate::report::stage::{basis, is_revised, stage};

/// Is the name made of general words alone, or too short to say anything?
pub fn is_general(label: &[char]) -> bool {
    let mut at = 0;
    while at < label.len() {
        match GENERAL_WORDS.starting(label, at) {
            Some((len, _)) => at += len,
            None if matches!(label[at], '、' | '和' | '及' | '的') => at += 1,
            None => return label.len() < 2,
        }
    }
    true
}

/// What the words before a change say it is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// 同比, 较上年.
    LastYear,
    /// Nothing is said: `1284件,增长5.6%`.
    Unsaid,
    /// 比2015年, 环比, 高于全省.
    Other,
}

/// `year` is the year reported on: a number of four digits before 年 is the year before it, or something else.
pub fn against(chars: &[char], year: Option<u16>) -> Against {
    let mut found = Against::Unsaid;
    for base in CHANGE_WORDS.read(chars).copied() {
        match base {
            "last_year" if found == Against::Unsaid => found = Against::LastYear,
            "last_year" => {}
            _ => return Against::Other,
        }
    }
    let digits: String = chars.iter().filter(|c| c.is_ascii_digit()).collect();
    match (digits.is_empty(), digits.parse::<u16>(), year) {
        (true, ..) => found,
        (_, Ok(named), Some(year)) if named + 1 == year => Against::LastYear,
        _ => Against::Other,
    }
}

/// How many characters the word at the start takes that says 较上年; `None` where there is none.
pub fn last_year(chars: &[char]) -> Option<usize> {
    CHANGE_WORDS.starting(chars, 0).filter(|(_, base)| **base == "last_year").map(|(len, _)| len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        for table in [&GENERAL, &CHANGE_BASES, &MANY_YEARS, &RENAMED, &SAME_WORDS] {
            assert_eq!(table.fault(), None);
        }
        assert!(CHANGE_BASES.rows().all(|row| matches!(row.get("base"), "last_year" | "other")));
    }

    #[test]
    fn words_are_told_apart() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert!(is_general(&chars("总投资")) && is_general(&chars("项目投资")) && !is_general(&chars("水库除险加固项目")));
        assert_eq!(against(&chars("，较上年"), Some(2023)), Against::LastYear);
        assert_eq!(against(&chars("，比2022年"), Some(2023)), Against::LastYear);
        assert_eq!(against(&chars("，比2015年"), Some(2023)), Against::Other);
        assert_eq!(against(&chars("，"), None), Against::Unsaid);
    }
}
