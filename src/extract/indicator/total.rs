//! Turns a sum behind its parts (建议13件、提案7件,合计20件) into their common label.

use super::label::{Label, Reader};
use super::row::lately;
use super::words::{self, ACT, AGENT, BODY, WHOSE};
use super::Kind;
use crate::span::Span;
use crate::text::folded;

/// No list of parts is longer.
const LONGEST: usize = 12;
/// So many parts are sure to be those of a sum that they don't make.
const FEW: usize = 3;
/// A joined label that is longer says no more than the last part does.
const READABLE: usize = 20;

/// The label of quantity `i` where 共 or 合计 leads to it and it is the sum of those right before it: the verb of all of them (检查诊所42家、
/// 药店61家,共103家 → 检查), the noun that all end in, or their nouns side by side. `None` where it is no such sum.
pub(super) fn summed(reader: &Reader, words: Span, i: usize) -> Option<Label> {
    let (source, quantity) = (reader.source, reader.quantities.get(i)?);
    let led = words.is_empty() && quantity.kind == Kind::Count && matches!(source.before(quantity.span.start), '共' | '计');
    let first = if led { parts(reader, i)? } else { return None };
    let labels: Vec<&str> = reader.found.get(first..i)?.iter().map(|label| label.text.as_str()).collect();
    let text = together(&labels)?;
    reader.found.last().map(|label| Label::new(text, label.span))
}

/// The first of the quantities of the same unit, up to the one before `i`, that add up to it; where 合计 says that they should, all of them.
fn parts(reader: &Reader, i: usize) -> Option<usize> {
    let whole = reader.quantities.get(i)?;
    let (mut sum, mut first) = (0.0, i);
    for at in lately(i).take(LONGEST) {
        let level = reader.found.get(at).is_some_and(|label| label.change.is_none());
        let part = reader.quantities.get(at).filter(|part| level && part.unit == whole.unit && part.value < whole.value);
        let Some(part) = part.filter(|part| part.upper.is_none()) else { break };
        (sum, first) = (sum + part.value, at);
        if sum == whole.value {
            return (i - at >= 2).then_some(at);
        }
    }
    // 共 says so of a list.
    let told = reader.source.ends_with(whole.span.start, "合计");
    let listed = reader.source.before(whole.span.start) == '共' && i - first == FEW;
    ((told && (2..=FEW).contains(&(i - first))) || listed).then_some(first)
}

/// What several labels have in common, or their nouns in a row.
fn together(labels: &[&str]) -> Option<String> {
    let (first, others) = labels.split_first()?;
    let chars = folded(first);
    if let Some((len, _)) = words::starting(&chars, 0).filter(|(len, classes)| classes & ACT != 0 && chars.len() > *len) {
        let verb = &first[..first.char_indices().nth(len).map_or(first.len(), |(at, _)| at)];
        if others.iter().all(|other| other.starts_with(verb)) {
            return Some(verb.to_string());
        }
    }
    let tail = |at: &usize| others.iter().all(|other| other.ends_with(&first[*at..]));
    let shared = first.char_indices().map(|(at, _)| at).find(tail).map_or("", |at| &first[at..]);
    if shared.chars().count() >= 2 {
        return Some(shared.to_string());
    }
    let nouns: Vec<&str> = labels.iter().map(|label| noun(label)).collect();
    let joined = nouns.join("、");
    (joined.chars().count() <= READABLE).then_some(joined)
}

/// 建议 in 人大代表建议: whose it was goes.
fn noun(label: &str) -> &str {
    let chars = folded(label);
    let whose = |end: &usize| words::ending(&chars, *end).is_some_and(|(len, c)| len > 1 && c & (AGENT | BODY | WHOSE) != 0);
    let end = (2..chars.len().saturating_sub(1)).rev().find(whose).unwrap_or(0);
    label.char_indices().nth(end).map_or(label, |(at, _)| &label[at..])
}
