//! Turns one line into its quantities, in order.

use super::quantity::{self, Bare, Reading};
use super::{numeral, Quantity};
use crate::rules::CharSet;
use crate::span::Span;
use crate::text::Source;

/// Every numeral of a line that has a unit, in order, not overlapping: also what no report means as a figure (ordinals, names, slogans; see
/// [`select`](crate::extract::indicator::select)), but no dates, document numbers, ages and versions. Values are in base units. Numbers of a
/// list take the unit that is stated once at its end. An empty line gives none.
pub fn scan(source: &Source, line: Span) -> Vec<Quantity> {
    let chars = source.folded(Span::new(0, line.end));
    let mut found: Vec<Quantity> = Vec::new();
    let mut waiting: Vec<Bare> = Vec::new();
    let mut at = line.start;
    let mut from = line.start;
    while let Some(&c) = chars.get(at) {
        if !may_start(c) {
            at += 1;
            continue;
        }
        at = match quantity::read(chars, from, at) {
            Reading::Quantity(quantity) => {
                complete_units(chars, &quantity, &mut found);
                lend_unit(chars, &mut waiting, &quantity, &mut found);
                from = quantity.span.end;
                found.push(quantity);
                from
            }
            Reading::Bare(bare) => {
                if waiting.last().is_some_and(|last| !linked(chars, last, bare.span.start)) {
                    waiting.clear();
                }
                let end = bare.span.end;
                waiting.push(bare);
                end
            }
            Reading::Nothing(end) => end.max(at + 1),
        };
    }
    found
}

/// Cheap test for the characters at which [`quantity::read`] has something to do.
#[inline]
fn may_start(c: char) -> bool {
    const OTHERS: CharSet = CharSet::new(&['半', '翻', 'l', 'I', 'O', 'o']);
    numeral::starts(c) || OTHERS.contains(c)
}

/// Gives the unit of `last` to the numbers before it in the same list (10.6万、3.8万平方公里), and adds them to `found`.
fn lend_unit(chars: &[char], waiting: &mut Vec<Bare>, last: &Quantity, found: &mut Vec<Quantity>) {
    let mut next = last.span.start;
    let mut first = waiting.len();
    for (i, bare) in waiting.iter().enumerate().rev() {
        if !linked(chars, bare, next) || last.upper.is_some() {
            break;
        }
        (first, next) = (i, bare.span.start);
    }
    for bare in waiting.drain(..).skip(first) {
        found.push(Quantity {
            span: bare.span,
            numeral: bare.numeral,
            unit_span: Span::new(bare.span.end, bare.span.end),
            written: last.written,
            value: bare.value.to_f64(),
            upper: None,
            unit: last.unit.clone(),
            kind: last.kind,
            qualifier: bare.qualifier,
        });
    }
}

/// 60个、30个工作日: what 个 counts is stated once, behind the last number.
fn complete_units(chars: &[char], last: &Quantity, found: &mut [Quantity]) {
    let whole = last.unit_span.len() == last.unit.chars().count() + 1 && chars.get(last.unit_span.start) == Some(&'个');
    if !whole {
        return;
    }
    let mut next = last.span.start;
    for quantity in found.iter_mut().rev() {
        if quantity.unit != "个" || !listed(chars, quantity.span.end, next, 0) {
            break;
        }
        (quantity.unit, quantity.kind, quantity.written) = (last.unit.clone(), last.kind, last.written);
        next = quantity.span.start;
    }
}

/// Do only list marks stand between a number without unit and the next figure? Behind 万 and 亿, a few words may (1.4亿、覆盖10.5亿人).
fn linked(chars: &[char], bare: &Bare, next: usize) -> bool {
    listed(chars, bare.span.end, next, if bare.large { 6 } else { 0 })
}

/// Does a list mark, with at most `words` ideographs behind it, stand between `end` and `next`?
fn listed(chars: &[char], end: usize, next: usize, words: usize) -> bool {
    let gap = chars.get(end..next).unwrap_or(&[]);
    let mut gap = gap.iter().filter(|&&c| c != ' ');
    let mark = gap.next().is_some_and(|&c| matches!(c, '、' | '和' | '与' | '及' | ',' | '或'));
    let rest: Vec<&char> = gap.take(words + 2).collect();
    mark && rest.len() <= words && rest.iter().all(|&&c| crate::text::is_han(c))
}
