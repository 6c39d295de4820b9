//! Turns figures of an earlier time that a report names beside its own into marks: 由76项调整为83项, 上年为214件.

use super::Reading;
use crate::extract::indicator::Indicator;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::Source;
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("restated.tsv")));

static WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "word"));

/// Between 上年 and its figure stand at most this many characters: 上年同期受理案件214件.
const REACH: usize = 12;
/// Between a figure and what it became: 项调整为.
const TURN: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Position of the indicator that says what this one became.
    pub became: Option<usize>,
    /// The text says that it is last year's, or of a year that it names.
    pub last_year: bool,
}

/// For each indicator, whether it is the figure of an earlier time; `None` for the report's own figures.
pub fn earlier(source: &Source, all: &[Indicator]) -> Vec<Option<Earlier>> {
    (0..all.len())
        .map(|id| {
            let became = became(source, all, id);
            let last_year = is_last_year(source, all, id);
            (became.is_some() || last_year).then_some(Earlier { became, last_year })
        })
        .collect()
}

/// As [`earlier`], of a whole reading.
pub fn of(reading: &Reading) -> Vec<Option<Earlier>> {
    earlier(&reading.source, &reading.report.indicators)
}

/// Do these words name the year before (上年同期甲、乙两类)?
pub fn is_told(words: &[char]) -> bool {
    WORDS.read(words).next().is_some()
}

/// The next number of the sentence, where it says what this one became.
fn became(source: &Source, all: &[Indicator], id: usize) -> Option<usize> {
    let (this, next) = (all.get(id)?, all.get(id + 1)?);
    if next.sentence != this.sentence
        || next.label != this.label
        || next.kind != this.kind
        || next.change.is_some()
        || this.change.is_some()
    {
        return None;
    }
    if is_last_year(source, all, id + 1) {
        return None;
    }
    let between = source.folded(Span::new(this.span.end, next.span.start));
    // 新增12家,总数达到90家 tells of two things.
    let turns =
        (1..=TURN).contains(&between.len()) && !between.contains(&',') && between.last().is_some_and(|c| matches!(c, '到' | '至' | '为'));
    turns.then_some(id + 1)
}

/// 上年为214件, 由上年的96.8%; not 较上年增加38件 (a change), not 较上年提高到98.5% (a level of this year).
fn is_last_year(source: &Source, all: &[Indicator], id: usize) -> bool {
    let Some(this) = all.get(id).filter(|i| i.change.is_none()) else { return false };
    let floor = id.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |i| i.span.end).max(this.sentence.start);
    let from = floor.max(this.span.start.saturating_sub(REACH)).min(this.span.start);
    let words = source.folded(Span::new(from, this.span.start));
    let start = words.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。' | '(')).map_or(0, |mark| mark + 1);
    if names_year(&words[start..]) || is_of_year_before(&words[start..], start.checked_sub(1).and_then(|at| words.get(at)).copied()) {
        return true;
    }
    (start..words.len()).any(|at| {
        let Some((len, ())) = WORDS.starting(words, at) else { return false };
        let behind = words.get(at + len).copied().unwrap_or('\0');
        let compared = at > 0 && matches!(words[at - 1], '比' | '较' | '同' | '与' | '于');
        let end = words.last().copied().unwrap_or('\0');
        // 比上年的214件增加, 较上年同期214件增加 name last year's figure though they compare; 上年末 and 上年以来 are other times.
        (!compared || behind == '的' || at + len == words.len()) && !matches!(behind, '末' | '底' | '以') && !matches!(end, '到' | '至')
    })
}

/// 较去年98起, 在去年98起基础上, 71起(去年98起): where what is compared stands right before the figure, 去年 is not the year reported on.
fn is_of_year_before(words: &[char], opening: Option<char>) -> bool {
    let words = words.strip_suffix(&['的']).unwrap_or(words);
    let words = words.strip_suffix(&['为']).unwrap_or(words);
    match words {
        [.., compared, '去', '年'] => matches!(compared, '比' | '较' | '在' | '从' | '由'),
        ['去', '年'] => matches!(opening, Some('(' | ',')),
        _ => false,
    }
}

/// 比2022年的214件 and 较2022年的214件 name the figure of that year; whether it is the year before the report's own is for the reader of the mark.
fn names_year(words: &[char]) -> bool {
    let words = words.strip_suffix(&['的']).unwrap_or(words);
    let [.., compared, a, b, c, d, '年'] = words else { return false };
    matches!(compared, '比' | '较' | '从' | '由') && [a, b, c, d].iter().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert_eq!(TABLE.fault(), None);
    }

    #[test]
    fn last_years_figures_are_known() {
        let marked = |text: &str| -> Vec<String> {
            let reading = crate::report::read(text, None);
            of(&reading).iter().zip(&reading.report.indicators).filter(|(mark, _)| mark.is_some()).map(|(_, i)| i.raw.clone()).collect()
        };
        assert_eq!(marked("受理行政复议案件263件，上年为214件。"), ["214件"]);
        assert_eq!(marked("办结率由上年的96.8%提高到98.5%。"), ["96.8%"]);
        assert_eq!(marked("受理案件263件，上年为214件，办结251件。"), ["214件"]);
        assert_eq!(marked("事项由76项调整为83项。"), ["76项"]);
        assert_eq!(marked("受理案件263件，较去年214件增加49件；查处71起（去年98起）。"), ["214件", "98起"]);
        assert!(marked("去年受理案件263件，比去年增加49件。").is_empty());
        assert!(marked("受理案件263件，较上年增加49件。办结率较上年提高到98.5%。").is_empty());
    }
}
