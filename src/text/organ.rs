//! Turns the words of a title or signature into the bodies (机关) that they name.

use super::day::{day_at, Day};
use super::source::{is_blank, is_han, Source};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganKind {
    Party,
    Government,
    Department,
}

static ENDINGS: LazyLock<Lexicon<OrganKind>> = LazyLock::new(|| {
    Lexicon::of(&table(), "words", |row| {
        Some(match row.get("kind") {
            "party" => OrganKind::Party,
            "government" => OrganKind::Government,
            _ => OrganKind::Department,
        })
    })
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("issuers.tsv"))
}

/// The longest name of a body that is believed.
const NAME: usize = 30;

/// The ending of a body's name (人民政府, 局, 区委) that ends at `end`: its length and kind.
pub fn organ_ending(source: &Source, end: usize) -> Option<(usize, OrganKind)> {
    ENDINGS.ending(source.chars(), end).map(|(n, &kind)| (n, kind))
}

/// The bodies that a span names, where it names nothing else: names parted by blanks, `、` or 和, or run together as 中共…委…人民政府.
/// Empty where other words stand between.
pub fn organs(source: &Source, span: Span) -> Vec<Span> {
    let mut names = Vec::new();
    let mut start = span.start;
    for at in span.start..=span.end {
        let parts = at == span.end || is_blank(source.at(at)) || matches!(source.at(at), '、' | ',' | '/' | ';');
        if !parts {
            continue;
        }
        let word = Span::new(start, at);
        start = at + 1;
        if word.is_empty() {
            continue;
        }
        let plain = word.len() <= 2 * NAME && source.folded(word).iter().all(|&c| is_han(c) || matches!(c, '(' | ')'));
        if !plain || organ_ending(source, word.end).is_none_or(|(n, _)| n == word.len() && !source.reads(word.start, "国务院")) {
            return Vec::new();
        }
        names.extend(run_together(source, word));
    }
    if names.iter().any(|name| name.len() > NAME) {
        return Vec::new();
    }
    names
}

/// 中共某县委某县人民政府: the committee ends where a government's name follows.
fn run_together(source: &Source, word: Span) -> Vec<Span> {
    let government = organ_ending(source, word.end).is_some_and(|(_, kind)| kind == OrganKind::Government);
    if government && source.reads(word.start, "中共") {
        for cut in word.start + 4..word.end.saturating_sub(4) {
            let party = matches!(organ_ending(source, cut), Some((_, OrganKind::Party))) || source.ends_with(cut, "委员会");
            if party && source.at(cut) != '员' && source.at(cut) != '和' {
                return vec![Span::new(word.start, cut), Span::new(cut, word.end)];
            }
        }
    }
    vec![word]
}

/// A line of a signature: the bodies and the day that it names, where it names nothing else. At least one of both is there.
pub fn signature(source: &Source, line: Span) -> Option<(Vec<Span>, Option<Day>)> {
    if line.len() > 2 * NAME + 60 {
        return None;
    }
    let inner = source.trim(line);
    let date = (inner.start..inner.end).find_map(|at| {
        let (day, end) = day_at(source, at)?;
        let rest = source.trim(Span::new(end, inner.end));
        (rest.is_empty() || source.folded(rest).iter().all(|c| matches!(c, ')' | '*'))).then_some((at, day))
    });
    let upto = date.map_or(inner.end, |(at, _)| at);
    let mut names = source.trim(Span::new(inner.start, upto));
    while names.start < names.end && matches!(source.at(names.start), '(' | '*') {
        names.start += 1;
    }
    while names.start < names.end && matches!(source.before(names.end), '(' | '*' | ',' | ' ') {
        names.end -= 1;
    }
    let bodies = organs(source, names);
    match date {
        Some((_, day)) if names.is_empty() || !bodies.is_empty() => Some((bodies, Some(day))),
        None if !bodies.is_empty() => Some((bodies, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }

    #[test]
    fn bodies_are_cut_apart() {
        for (text, names) in [
            ("中共云岭县委    云岭县人民政府", vec!["中共云岭县委", "云岭县人民政府"]),
            ("中共云岭县委云岭县人民政府", vec!["中共云岭县委", "云岭县人民政府"]),
            ("中共云岭县委员会云岭县人民政府", vec!["中共云岭县委员会", "云岭县人民政府"]),
            ("中共云岭市委全面依法治市委员会办公室", vec!["中共云岭市委全面依法治市委员会办公室"]),
            ("云岭市生态环境局河口分局", vec!["云岭市生态环境局河口分局"]),
            ("国务院", vec!["国务院"]),
            ("政府", vec![]),
            ("一、完善机制", vec![]),
            ("全县共建成公共法律服务中心。", vec![]),
        ] {
            let source = Source::new(text);
            let found: Vec<_> = organs(&source, source.span()).iter().map(|&span| source.slice(span)).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}
