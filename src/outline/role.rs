//! Turns the words of a heading into the part that it opens (成效, 不足, 履职, 安排).

use super::Role;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{undecorated, year_at, Layout, LineKind, Source};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Weak,
    Top,
    Strong,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// `None`: the word only keeps shorter ones inside it from counting.
    role: Option<Role>,
    strength: Strength,
}

static WORDS: LazyLock<Lexicon<Word>> = LazyLock::new(|| {
    Lexicon::new(table().rows().map(|row| {
        let role = match row.get("role") {
            "measures" => Some(Role::Measures),
            "problems" => Some(Role::Problems),
            "leadership" => Some(Role::Leadership),
            "plans" => Some(Role::Plans),
            "other" => Some(Role::Other),
            _ => None,
        };
        let strength = match row.get("strength") {
            "strong" => Strength::Strong,
            "top" => Strength::Top,
            _ => Strength::Weak,
        };
        (row.get("words"), Word { role, strength })
    }))
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("headings.tsv"))
}

/// A heading of more characters is a sentence; only its start is asked.
const TITLE: usize = 60;

/// The first word of a heading that names a part, among those of at least this strength.
fn first(source: &Source, title: Span, least: Strength) -> Option<Role> {
    let end = title.end.min(title.start + TITLE);
    let mut at = title.start;
    while at < end {
        match WORDS.starting(source.chars(), at) {
            Some((n, word)) if word.strength >= least => {
                if word.role.is_some() && at + n <= end {
                    return word.role;
                }
                at += n;
            }
            _ => at += 1,
        }
    }
    None
}

/// What a heading at level 1 is for; `None` where its words do not say. `reported` is the year that the report is about.
pub(super) fn of_part(source: &Source, title: Span, reported: Option<u16>) -> Option<Role> {
    first(source, title, Strength::Top).or_else(|| {
        let years: Vec<u16> =
            (title.start..title.end.min(title.start + TITLE)).filter_map(|at| year_at(source, at)).map(|(year, _)| year).collect();
        let later = reported.is_some_and(|reported| years.iter().any(|&year| year == reported + 1) && !years.contains(&reported));
        let within = reported.is_some_and(|reported| years.contains(&reported));
        if later {
            Some(Role::Plans)
        } else if within {
            Some(Role::Measures)
        } else {
            first(source, title, Strength::Weak)
        }
    })
}

/// What a heading below level 1 is for, where its own words clearly say so.
pub(super) fn of_section(source: &Source, title: Span) -> Option<Role> {
    first(source, title, Strength::Strong)
}

/// What a heading inside the part on shortcomings or the one on plans is for. What it lists is often named after another part (一是工作计划性不强,
/// 四是第一责任人职责落实不到位): a heading that opens one says nothing behind the name.
pub(super) fn of_section_within(source: &Source, title: Span, part: Role) -> Option<Role> {
    let mut end = title.end;
    if source.before(end) == ')' {
        end = (title.start..end).rev().find(|&at| source.at(at) == '(').unwrap_or(end);
    }
    let (_, last) = WORDS.ending(source.chars(), end)?;
    // 压实第一责任人职责 is a plan; among the shortcomings it is the part.
    let opens = last.role.is_some() || part == Role::Problems;
    of_section(source, title).filter(|_| opens)
}

/// 存在的不足和2025年打算: does a section of such a part turn to plans? It is short and ends so, or it is named after the next year.
pub(super) fn of_second_half(source: &Source, title: Span, reported: Option<u16>) -> Option<Role> {
    const SHORT: usize = 16;
    let plans = |word: &Word| word.role == Some(Role::Plans) && word.strength >= Strength::Top;
    let ends = title.len() <= SHORT && WORDS.ending(source.chars(), title.end).is_some_and(|(_, word)| plans(word));
    let next = year_at(source, title.start).is_some_and(|(year, _)| reported.is_some_and(|reported| year == reported + 1));
    (ends || next).then_some(Role::Plans)
}

/// Does a heading say nothing but which part it opens (存在的问题, 2025年计划)? What stands under it is then told sentence by sentence.
pub fn is_part_name(source: &Source, title: Span) -> bool {
    let (mut at, mut named) = (title.start, false);
    while at < title.end {
        match WORDS.starting(source.chars(), at) {
            Some((n, word)) if word.role.is_some() && at + n <= title.end => {
                at += n;
                named = true;
            }
            _ if matches!(source.at(at), '的' | '和' | '及' | '与' | '、' | '主' | '要' | '年' | '度')
                || source.at(at).is_ascii_digit() =>
            {
                at += 1
            }
            _ => return false,
        }
    }
    named
}

/// Does a line without numbering name a part of such a report? It may also be called after the year before or the next one (2025年政府工作).
pub(super) fn names_part(source: &Source, line: Span, reported: Option<u16>) -> bool {
    let year = year_at(source, line.start).filter(|&(_, end)| source.at(end) == '年').map(|(year, _)| year);
    let named = reported.is_some_and(|reported| year.is_some_and(|year| year == reported || year == reported + 1));
    first(source, line, if named { Strength::Weak } else { Strength::Top }).is_some()
}

/// Does a part whose heading does not say what it is for speak of the year after the one reported on? Its first paragraph begins with that
/// year (2025年是…的收官之年,做好…).
pub(super) fn looks_ahead(source: &Source, layout: &Layout, title: Span, reported: Option<u16>) -> bool {
    let Some(reported) = reported else { return false };
    let behind = layout.lines.partition_point(|line| line.span.end < title.end);
    let paragraph =
        layout.lines.get(behind..).unwrap_or(&[]).iter().find(|line| line.kind == LineKind::Body && line.span.start >= title.end);
    paragraph
        .and_then(|line| year_at(source, undecorated(source, line.span)))
        .is_some_and(|(year, end)| year == reported + 1 && source.at(end) == '年')
}

/// Does a heading of a speech say that its part looks back (2024年工作回顾)?
pub fn is_review(source: &Source, title: Span) -> bool {
    first(source, title, Strength::Top) == Some(Role::Measures)
}

/// Does a paragraph look back on the whole time that is reported on, to begin a new list? Such words are few and begin it.
pub(super) fn looks_back(source: &Source, line: Span) -> bool {
    const SHORT: usize = 60;
    let words = &*REVIEW;
    line.len() <= SHORT && words.starting(source.chars(), undecorated(source, line)).is_some()
}

static REVIEW: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("passages.tsv"));
    Lexicon::some(&table, "words", "use", "review")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }
}
