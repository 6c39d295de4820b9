//! Turns the sentence that answers a plan into what it tells: a result, by a figure or a word like 建成 in the clause that answers, or that there is none yet.

use crate::extract::indicator::Period;
use crate::report::Reading;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{clauses, is_han};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("follow_words.tsv")));

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Generic,
    Done,
    Ongoing,
    /// As `Ongoing`, at the end of a clause.
    Pending,
    Scheme,
    Tail,
}

static WORDS: LazyLock<Lexicon<Use>> = LazyLock::new(|| {
    let of = |name: &str| match name {
        "done" => Use::Done,
        "ongoing" => Use::Ongoing,
        "pending" => Use::Pending,
        "scheme" => Use::Scheme,
        "tail" => Use::Tail,
        _ => Use::Generic,
    };
    Lexicon::of(&TABLE, "words", |row| Some(of(row.get("use"))))
});

/// The length of the generic word that begins at `at`, 0 for none.
pub fn generic(chars: &[char], at: usize) -> usize {
    WORDS.all_starting(chars, at).find(|(_, is)| !matches!(is, Use::Scheme | Use::Tail)).map_or(0, |(length, _)| length)
}

/// The length of the word at the end of some characters that any plan may end with, 0 for none.
pub fn tail(chars: &[char]) -> usize {
    WORDS.ending(chars, chars.len()).map_or(0, |(length, _)| length)
}

/// Does a word of that use stand in some characters, which does not stand in others?
fn has(chars: &[char], wanted: Use, but_not_in: &[char]) -> bool {
    let elsewhere =
        |at: usize, length: usize| chars.get(at..at + length).is_some_and(|word| but_not_in.windows(length).any(|other| other == word));
    (0..chars.len()).any(|at| WORDS.all_starting(chars, at).any(|(length, is)| *is == wanted && !elsewhere(at, length)))
}

/// Clauses that hold so much of the plan, beside the one that holds most, answer it too.
const ANSWERS: f64 = 0.4;

/// What a sentence tells of a plan.
#[derive(Clone, Copy, PartialEq)]
pub enum Told {
    Result,
    /// There is none yet.
    Progress,
    Neither,
}

/// What the sentence tells where it speaks of the plan. Looked at are the clauses that hold most of the plan, the one in front of each where it names a
/// document (出台《…规则》, 对退出作出规定), and the one behind, unless a semicolon parts them, or the first tells of a scheme or says that it goes on (稳步推进). 正在 or 尚未
/// there means that there is no result yet, and that a scheme was issued is none, unless the plan itself (`planned`) says so: 起草 answers a plan to draft.
pub fn told(reading: &Reading, sentence: Span, planned: &[char], weight: impl Fn(&[char]) -> f64) -> Told {
    let source = &reading.source;
    let parts = clauses(source, sentence);
    let weights: Vec<f64> = parts.iter().map(|&part| weight(source.folded(part))).collect();
    let most = weights.iter().copied().fold(0.0, f64::max);
    let mut looked = vec![false; parts.len()];
    let mut goes_on = false;
    for (at, part) in
        parts.iter().enumerate().filter(|(at, _)| weights.get(*at).is_some_and(|&weight| most > 0.0 && weight >= ANSWERS * most))
    {
        if pending(source.folded(*part)) {
            goes_on = true;
            continue;
        }
        let titled = |at: &usize| {
            let named = parts.get(*at).is_some_and(|part| source.before(part.end) == ',' && source.folded(*part).contains(&'》'));
            named && weights.get(*at).is_some_and(|&weight| weight > 0.0)
        };
        let front = at.checked_sub(1).filter(titled).unwrap_or(at);
        let apart = matches!(source.before(part.end), ';' | '。') || has(source.folded(*part), Use::Scheme, planned);
        let behind = at + usize::from(!apart);
        looked.iter_mut().take(behind + 1).skip(front).for_each(|slot| *slot = true);
    }
    let mut result = false;
    for ((part, weight), _) in parts.iter().zip(&weights).zip(&looked).filter(|(_, looked)| **looked) {
        let chars = source.folded(*part);
        if has(chars, Use::Ongoing, planned) {
            return Told::Progress;
        }
        // A figure beside the answer counts something else: 统稿, 收到素材390份.
        result |=
            (*weight >= ANSWERS * most && counted(reading, *part)) || (has(chars, Use::Done, &[]) && !has(chars, Use::Scheme, planned));
    }
    match (result, goes_on) {
        (true, _) => Told::Result,
        (false, true) => Told::Progress,
        (false, false) => Told::Neither,
    }
}

/// Does a clause end by saying that something goes on?
fn pending(clause: &[char]) -> bool {
    let marks = clause.iter().rev().take_while(|&&c| !is_han(c)).count();
    WORDS.ending(clause, clause.len() - marks).is_some_and(|(_, is)| *is == Use::Pending)
}

/// Does a figure that was reached stand in a clause?
fn counted(reading: &Reading, clause: Span) -> bool {
    let all = &reading.report.indicators;
    let from = all.partition_point(|indicator| indicator.span.start < clause.start);
    all.iter()
        .skip(from)
        .take_while(|indicator| indicator.span.start < clause.end)
        .any(|indicator| indicator.period != Some(Period::Target))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
