//! Turns 累计, 现有, 全年 and the like into the time that a quantity covers.

use super::{Indicator, Period};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::Source;
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("periods.tsv")));

static WORDS: LazyLock<Lexicon<Period>> = LazyLock::new(|| {
    Lexicon::of(&TABLE, "word", |row| {
        Some(match row.get("period") {
            "year" => Period::Year,
            "cumulative" => Period::Cumulative,
            "stock" => Period::Stock,
            "target" => Period::Target,
            _ => return None,
        })
    })
});

/// What opens a list of targets; it goes on to the end of the sentence.
static TARGET_LISTS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::some(&TABLE, "word", "period", "targets"));

/// A sentence with a list of targets opens with it: 今年经济社会发展的主要预期目标是.
const OPENING: usize = 48;

/// Far enough back for the clause before; a cue further away speaks of something else.
const REACH: usize = 48;

/// The period that the sentence gives for a quantity: the nearest cue before it. `None` where it gives none. `year` is the year reported on:
/// 自 and 以来 with an earlier year make a quantity cumulative.
pub fn of(source: &Source, sentence: Span, indicator: &Indicator, year: Option<u16>) -> Option<Period> {
    let opening = Span::new(sentence.start, indicator.span.start.min(sentence.start + OPENING));
    if TARGET_LISTS.within(source.chars(), opening.start, opening.end).next().is_some() {
        return Some(Period::Target);
    }
    let floor = sentence.start.max(indicator.span.start.saturating_sub(REACH));
    let chars = source.chars();
    let mut at = indicator.span.start;
    while at > floor {
        at -= 1;
        if let Some((len, period)) = WORDS.starting(chars, at) {
            if at + len <= indicator.span.start && !(*period == Period::Stock && passed_clause(source, at + len, indicator.span.start)) {
                return Some(*period);
            }
        }
        if let Some(since) = since_year(source, at) {
            return Some(if year.is_some_and(|year| since < year) { Period::Cumulative } else { Period::Year });
        }
    }
    None
}

/// 现有 and 共有 speak of their own clause only.
fn passed_clause(source: &Source, from: usize, to: usize) -> bool {
    source.folded(Span::new(from, to)).iter().any(|c| matches!(c, ',' | ';' | '。'))
}

/// The year in `2021年以来` at `at`.
fn since_year(source: &Source, at: usize) -> Option<u16> {
    if !source.at(at).is_ascii_digit()
        || source.before(at).is_ascii_digit()
        || !(source.reads(at + 4, "年以来") || source.reads(at + 4, "年至今"))
    {
        return None;
    }
    source.folded(Span::new(at, at + 4)).iter().try_fold(0u16, |year, c| Some(year * 10 + c.to_digit(10)? as u16))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
