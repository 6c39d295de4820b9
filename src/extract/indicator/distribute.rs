//! Turns 分别 into labels for a whole row of quantities: as many subjects as values, in order.

use super::change;
use super::label::{clean, find, short, Label, Topic};
use super::phrase;
use super::words::{BARE, HELD, NOMINAL};
use crate::number::Quantity;
use crate::span::Span;
use crate::text::Source;

/// No sentence hands out more values than this by 分别.
const LONGEST_ROW: usize = 40;

/// 甲、乙分别达到1和2: the labels of all the quantities in the row, where there are as many subjects as quantities.
pub(super) fn distributed(
    source: &Source,
    words: Span,
    quantities: &[Quantity],
    first: usize,
    topic: Option<&Topic>,
) -> Option<Vec<Label>> {
    let untrimmed = Span::new(words.start, quantities[first].span.start);
    let (at, mark) = ["分别", "依次"].iter().find_map(|mark| find(source, untrimmed, mark).map(|at| (at, mark.chars().count())))?;
    let row = row_of(source, quantities, first);
    let verb = change::direction_in(source, Span::new(at + mark, untrimmed.end));
    let mut subjects = phrase::trim(source, Span::new(words.start, at));
    let leading = change::opening_direction(source, subjects);
    if let Some((_, after)) = leading {
        subjects.start = after;
    } else if let Some(held) =
        phrase::tokens(source, subjects).iter().rfind(|t| t.classes & HELD != 0 && t.classes & NOMINAL == 0 && subjects.end - t.end >= 4)
    {
        if !(subjects.start..held.start).any(|at| source.at(at) == '、') {
            subjects.start = held.end;
        }
    }
    let parts = split(source, subjects);
    let change = verb.or(leading.map(|(change, _)| change));
    if row < 2 {
        return None;
    }
    if parts.len() != row {
        // Who the values go to can't be told apart; that they are changes of one thing still stands.
        let label = Label { text: clean(source, subjects), span: subjects, change, of: None };
        return (change.is_some() && !subjects.is_empty()).then(|| vec![label; row]);
    }
    let tail = shared_tail(source, &parts);
    let last = parts.len() - 1;
    Some(
        parts
            .iter()
            .enumerate()
            .map(|(i, &part)| {
                let part = phrase::trim_start(source, part);
                let mut text = clean(source, part);
                if let Some(topic) = topic.filter(|_| phrase::is_word(source, part, BARE)) {
                    text.insert_str(0, short(&topic.text));
                }
                if i < last {
                    text.push_str(&tail);
                }
                Label { text, span: part, change, of: None }
            })
            .collect(),
    )
}

/// How many quantities from `first` on stand in one row, with nothing but 、 和 及 与 or a comma between them.
fn row_of(source: &Source, quantities: &[Quantity], first: usize) -> usize {
    let joined = |pair: &[Quantity]| {
        let between = source.folded(Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end)));
        between.len() <= 3 && between.iter().all(|c| matches!(c, '、' | '和' | '及' | '与' | ',' | ' ' | '以' | '/' | '月' | '年' | '日'))
    };
    1 + quantities[first..].windows(2).take(LONGEST_ROW).take_while(|pair| joined(pair)).count()
}

/// The parts of a list joined by 、 和 及 与, brackets and quotations kept whole.
fn split(source: &Source, list: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (list.start, 0usize);
    for at in list.start..list.end {
        match source.at(at) {
            '(' | '“' => depth += 1,
            ')' | '”' => depth = depth.saturating_sub(1),
            '、' | '和' | '及' | '与' if depth == 0 && at > start && !(source.at(at) == '及' && source.at(at + 1) == '时') => {
                parts.push(Span::new(start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < list.end {
        parts.push(Span::new(start, list.end));
    }
    parts
}

/// 行政许可、行政处罚、行政强制决定: what the last part has beyond the shape of the others belongs to all of them.
fn shared_tail(source: &Source, parts: &[Span]) -> String {
    let Some((&last, others)) = parts.split_last() else { return String::new() };
    let Some(len) = others.first().map(|part| part.len()) else { return String::new() };
    let last_char = source.at(last.end.saturating_sub(1));
    let alike = others.iter().all(|part| part.len() == len && source.at(part.end.saturating_sub(1)) != last_char);
    if alike && (len + 2..=len + 4).contains(&last.len()) {
        source.words(Span::new(last.start + len, last.end))
    } else {
        String::new()
    }
}
