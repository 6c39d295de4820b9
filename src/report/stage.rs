//! Turns the verbs before a figure into how far the matter had come (受理 is received, 审结 is settled) on what basis it stands (新增 is added, 达 is held),
//! and whether its series is revised later.

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static STAGES: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("stages.tsv")));
pub static BASES: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("bases.tsv")));

pub static REVISED: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("revised_series.tsv")));

type Words = LazyLock<Lexicon<&'static str>>;

static STAGE_WORDS: Words = LazyLock::new(|| Lexicon::told(&STAGES, "word", "stage"));
static BASIS_WORDS: Words = LazyLock::new(|| Lexicon::told(&BASES, "word", "basis"));
static REVISED_WORDS: Words = LazyLock::new(|| Lexicon::told(&REVISED, "word", "word"));

/// How far the matter had come, by the last verb of these words that says it.
pub fn stage(chars: &[char]) -> Option<&'static str> {
    STAGE_WORDS.read(chars).copied().last()
}

/// The length of such a verb at the end of these words.
pub fn stage_at_end(chars: &[char]) -> Option<usize> {
    STAGE_WORDS.ending(chars, chars.len()).map(|(len, _)| len)
}

/// On what basis the figure behind these words stands: the last that they name. What was newly made stays so however its number is led to
/// (新建公园达5个).
pub fn basis(chars: &[char]) -> Option<&'static str> {
    let added = || BASIS_WORDS.read(chars).copied().find(|basis| *basis == "added");
    BASIS_WORDS.read(chars).copied().last().map(|last| if last == "held" { added().unwrap_or(last) } else { last })
}

/// Does the name hold a series that is revised later or stands in other prices? At its end only, where `at_end`.
pub fn is_revised(label: &[char], at_end: bool) -> bool {
    if at_end {
        REVISED_WORDS.ending(label, label.len()).is_some()
    } else {
        REVISED_WORDS.read(label).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        assert_eq!((STAGES.fault(), BASES.fault(), REVISED.fault()), (None, None, None));
        assert!(BASES.rows().all(|row| matches!(row.get("basis"), "average" | "mean" | "end" | "added" | "held" | "same_scope")));
    }
}
