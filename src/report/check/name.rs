//! Turns the words before a figure into the name of its fact: `全年共审查行政规范性文件草案86件` is 审查行政规范性文件草案.

use super::repeat::Of;
use crate::extract::indicator::Indicator;
use crate::report::partition;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{is_blank, is_han, marker_at, written, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("openings.tsv")));

/// Where a word leads to its fact.
#[derive(Clone, Copy, PartialEq)]
enum Opening {
    /// Anywhere in the clause.
    Any,
    /// Where the clause begins with it, or a leader stands before it.
    First,
    /// At its end: 满意度为.
    Last,
    /// It is no opening, but who did what follows.
    Leader,
}

static OPENINGS: LazyLock<Lexicon<Opening>> = LazyLock::new(|| {
    let stands = |row: &crate::rules::Row| match row.get("stands") {
        "first" => Opening::First,
        "last" => Opening::Last,
        "leader" => Opening::Leader,
        _ => Opening::Any,
    };
    Lexicon::of(&TABLE, "word", |row| Some(stands(row)))
});

/// Shorter names are too general, unless their sentence says more.
const LEAST_NAME: usize = 5;
/// No name is shorter.
pub const SHORTEST: usize = 4;
/// A name that two facts hardly share has so many characters.
pub const LONG_NAME: usize = 8;

/// The words of a figure's own clause that lead to it, without openings (全年, 全区, 共). `None` where they are too few to be one fact.
pub fn name((source, ground): Of, all: &[Indicator], id: usize) -> Option<String> {
    let indicator = all.get(id)?;
    let from = id.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |previous| previous.span.end).max(indicator.sentence.start);
    let words = Span::new(from.min(indicator.span.start), indicator.span.start);
    let clause =
        source.folded(words).iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。')).map_or(words.start, |mark| words.start + mark + 1);
    let words = Span::new(unnumbered(source, clause).min(words.end), words.end);
    let mut chars = Vec::with_capacity(words.len());
    chars.extend(source.folded(words).iter().copied().filter(|c| !is_blank(*c)));
    let mut name = Vec::with_capacity(chars.len());
    // 县政府主要负责人组织…会议 is what the county's government held.
    let mut led = false;
    let mut at = ground.own_name(&chars);
    while at < chars.len() {
        match OPENINGS.starting(&chars, at) {
            Some((len, Opening::First)) if led => {
                name.clear();
                at += len;
            }
            Some((len, Opening::Any)) => at += len,
            Some((len, Opening::First)) if name.is_empty() => at += len,
            Some((len, Opening::Leader)) => {
                name.extend_from_slice(&chars[at..at + len]);
                at += len;
                led = !name.iter().any(|c| matches!(c, '各' | '乡' | '镇' | '街' | '村' | '部'));
                continue;
            }
            _ => {
                led = false;
                name.push(chars[at]);
                at += 1;
            }
        }
    }
    let name = named_by_last(name);
    let enough = name.iter().filter(|c| is_han(**c)).count() >= SHORTEST;
    let whole_words = name.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '、' | '“' | '”' | '(' | ')'));
    let partial = || partition::parts(&name).iter().any(|part| matches!(part.group, "half" | "quarter"));
    (enough && whole_words && name.len() <= 24 && !partial()).then(|| written(&name))
}

/// A name without the words that lead to a figure at its end.
pub fn named_by_last(mut name: Vec<char>) -> Vec<char> {
    while let Some((len, Opening::Last)) = OPENINGS.ending(&name, name.len()) {
        name.truncate(name.len() - len);
    }
    name
}

/// The length of a word that leads to a fact, or of a leader, at the end of these words.
pub fn opening_at_end(words: &[char]) -> Option<usize> {
    OPENINGS.ending(words, words.len()).map(|(len, _)| len)
}

/// Where the words begin behind a numbering: （四）全市….
pub fn unnumbered(source: &Source, at: usize) -> usize {
    marker_at(source, at).map_or(at, |marker| marker.words)
}

/// Words without those that only lead on (全年, 全区, 共).
pub fn without_openings(words: &[char]) -> Vec<char> {
    let (mut at, mut left) = (0, Vec::new());
    while let Some(&c) = words.get(at) {
        match OPENINGS.starting(words, at) {
            Some((len, Opening::Any)) => at += len,
            Some((len, Opening::First)) if left.is_empty() => at += len,
            _ => {
                left.push(c);
                at += 1;
            }
        }
    }
    left
}

/// Does the name stand beside the figure, as the thing counted, and not as what something was done with?
pub fn is_thing(source: &Source, indicator: &Indicator) -> bool {
    let (name, figure) = (indicator.label_span, indicator.span);
    let between =
        if name.end <= figure.start { Span::new(name.end, figure.start) } else { Span::new(figure.end, name.start.max(figure.end)) };
    let mark = |c: Option<&char>| matches!(c, Some('“' | '”'));
    let chars = source.folded(between);
    let chars = if mark(chars.first()) { &chars[1..] } else { chars };
    let chars = if mark(chars.last()) { &chars[..chars.len() - 1] } else { chars };
    let mut at = 0;
    while at < chars.len() {
        let Some((len, Opening::Any)) = OPENINGS.starting(chars, at) else { return false };
        at += len;
    }
    true
}

/// A name that two facts hardly share.
pub fn is_long(name: &str) -> bool {
    han(name) >= LONG_NAME
}

/// A name that many facts share, unless its sentence says more.
pub fn is_short(name: &str) -> bool {
    han(name) < LEAST_NAME
}

fn han(name: &str) -> usize {
    name.chars().filter(|c| is_han(*c)).count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
        assert!(super::TABLE.rows().all(|row| matches!(row.get("stands"), "any" | "first" | "last" | "leader")));
    }
}
