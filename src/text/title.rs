//! Turns the first lines into the report's own title: one to three of them, told from paths, column names and salutations.

use super::day::{day_at, year_at};
use super::furniture::squeeze;
use super::organ::organs;
use super::source::Source;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use std::sync::LazyLock;

struct Words {
    kinds: Lexicon<()>,
    topics: Lexicon<()>,
    others: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = table();
    let of = |sort: &str| Lexicon::some(&table, "words", "use", sort);
    Words { kinds: of("kind"), topics: of("topic"), others: of("other") }
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("titles.tsv"))
}

/// A title is not longer than this.
pub(super) const TITLE: usize = 90;
/// Nor does it run over more lines.
const LINES: usize = 3;

/// How much the joined lines look like a title: `None` where they are none, else the more the better.
fn looks(source: &Source, lines: &[Span]) -> Option<u32> {
    let mut chars: Vec<char> = lines.iter().flat_map(|&line| squeeze(source, line)).filter(|c| !matches!(c, '*' | '#')).collect();
    if chars.len() > TITLE || chars.len() < 4 || chars.iter().any(|c| matches!(c, '。' | ';' | '>' | '|' | '!' | '?')) {
        return None;
    }
    // 某某作《政府工作报告》 tells of a report.
    if chars.last() == Some(&'》') && chars.iter().rposition(|&c| c == '《').is_some_and(|open| open > 0) {
        return None;
    }
    // 2023年,我局…: a year before a comma begins a sentence.
    if chars.windows(2).any(|pair| pair == ['年', ',']) {
        return None;
    }
    // (2021版), (全文), (公开稿) and closing marks stand behind the last word of a title.
    if chars.last() == Some(&')') {
        // The day of the signature in brackets is a line of its own.
        if lines.last().is_some_and(|line| source.at(line.start) == '(' && day_at(source, line.start + 1).is_some()) {
            return None;
        }
        let open = chars.iter().rposition(|&c| c == '(')?;
        chars.truncate(open);
    }
    while matches!(chars.last(), Some('》' | '”' | ':')) {
        chars.pop();
    }
    WORDS.kinds.ending(&chars, chars.len())?;
    (0..chars.len()).find(|&at| WORDS.topics.starting(&chars, at).is_some())?;
    let text: String = chars.iter().collect();
    let year = lines.iter().any(|&line| (line.start..line.end).any(|at| year_at(source, at).is_some()));
    let points = [
        (year, 3),
        (text.contains("关于"), 2),
        (text.contains("报告") || text.contains("总结") || text.contains("白皮书"), 2),
        (text.contains("人民政府") || text.contains('局') || text.contains('委'), 1),
        (chars.len() >= 10, 1),
    ];
    Some(points.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum())
}

/// Is a line by itself the title of a report, with its year?
pub(super) fn is_title(source: &Source, line: Span) -> bool {
    /// A year, a kind and a subject.
    const SURE: u32 = 5;
    line.len() <= TITLE && !source.folded(line).contains(&',') && looks(source, &[line]).is_some_and(|score| score >= SURE)
}

/// Positions in `lines` (the lines of the head that are no furniture) of the title's lines; empty where none scores at least `least`.
pub(super) fn find(source: &Source, lines: &[Span], least: u32) -> Vec<usize> {
    let mut best: Option<(u32, usize, usize)> = None;
    for last in 0..lines.len() {
        for count in 1..=LINES.min(last + 1) {
            let first = last + 1 - count;
            if let Some(score) = lines.get(first..=last).and_then(|window| looks(source, window)) {
                // …工作总结 is a title by itself, and may go on in the next line: 及2024年工作计划.
                let better = best.is_none_or(|(most, other, _)| score > most || (score == most && other == first));
                if score >= least && better {
                    best = Some((score, first, last));
                }
                break;
            }
        }
    }
    let Some((_, first, last)) = best else { return Vec::new() };
    // Printed twice, it may name its issuer the second time only.
    let words =
        |at: usize| lines.get(at..=at + last - first).map(|same| same.iter().flat_map(|&line| squeeze(source, line)).collect::<Vec<_>>());
    let printed = (first..lines.len() + first - last).filter(|&at| words(at) == words(first));
    let extended = printed.map(|at| (upward(source, lines, at, at + last - first), at + last - first));
    extended.min_by_key(|&(above, last)| (above + LINES - last, last)).map_or(Vec::new(), |(above, last)| (above..=last).collect())
}

/// The first of the title's lines: those above that belong to it are taken in.
fn upward(source: &Source, lines: &[Span], mut first: usize, last: usize) -> usize {
    while first > 0 && last + 1 - first < LINES && lines.get(first - 1..=last).is_some_and(|window| belongs(source, window)) {
        first -= 1;
    }
    first
}

/// A line without the tag that a page sets before a title: [权威发布], 【公示】.
pub(super) fn untagged(source: &Source, line: Span) -> Span {
    const TAG: usize = 10;
    let close = match source.at(line.start) {
        '[' => ']',
        '【' => '】',
        _ => return line,
    };
    let end = (line.start..line.end.min(line.start + TAG)).find(|&at| source.at(at) == close);
    end.map_or(line, |end| source.trim(Span::new(end + 1, line.end)))
}

/// Does the first of these lines belong to the title that the others make? It names the body that issues it, holds the 关于 or the year
/// that the others lack, or what the report is about. It is not when it ends as the title of another document (…的通知).
fn belongs(source: &Source, window: &[Span]) -> bool {
    let Some((&upper, rest)) = window.split_first() else { return false };
    let short = upper.len() <= 40 && !source.folded(upper).iter().any(|c| matches!(c, '。' | ',' | ':' | ';' | '>' | '|'));
    let chars = squeeze(source, upper);
    if !short || looks(source, &[upper]).is_some() || WORDS.others.ending(&chars, chars.len()).is_some() {
        return false;
    }
    let title: String = rest.iter().flat_map(|&line| squeeze(source, line)).collect();
    let line: String = chars.iter().collect();
    let topical = (0..chars.len()).any(|at| WORDS.topics.starting(&chars, at).is_some());
    let dated = |text: &str| {
        let source = Source::new(text);
        (0..source.len()).any(|at| year_at(&source, at).is_some())
    };
    let named = !organs(source, upper).is_empty() && !title.contains(line.as_str());
    named
        || (topical && dated(&line))
        || (!title.contains("关于") && line.contains("关于"))
        || (!dated(&title) && dated(&line) && !line.contains('月'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }
}
