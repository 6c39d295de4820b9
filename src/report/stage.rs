//! Turns the verbs before a figure into how far the matter had come (受理 is received, 审结 is settled) and on what basis it stands (新增 is added, 达 is held).

use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static STAGES: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("stages.tsv")));
pub static BASES: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("bases.tsv")));

type Words = LazyLock<Lexicon<&'static str>>;

static STAGE_WORDS: Words = LazyLock::new(|| Lexicon::new(STAGES.rows().map(|row| (row.get("word"), row.get("stage")))));
static BASIS_WORDS: Words = LazyLock::new(|| Lexicon::new(BASES.rows().map(|row| (row.get("word"), row.get("basis")))));

/// How far the matter had come, by the last verb of these words that says it.
pub fn stage(chars: &[char]) -> Option<&'static str> {
    STAGE_WORDS.read(chars).copied().last()
}

/// On what basis the figure behind these words stands: the last that they name. What was newly made stays so however its number is led to
/// (新建公园达5个).
pub fn basis(chars: &[char]) -> Option<&'static str> {
    let added = || BASIS_WORDS.read(chars).copied().find(|basis| *basis == "added");
    BASIS_WORDS.read(chars).copied().last().map(|last| if last == "held" { added().unwrap_or(last) } else { last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        assert_eq!((STAGES.fault(), BASES.fault()), (None, None));
        assert!(BASES.rows().all(|row| matches!(row.get("basis"), "average" | "mean" | "end" | "added" | "held" | "same_scope")));
    }
}
