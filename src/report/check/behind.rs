//! Turns parts whose total follows them (`培训12场、旁听8场、研讨6场,合计26场`) into sums.

use super::parts::{judge_whole, may_be_part, say, Told, TOTALS};
use super::rate::counted;
use super::sum::Findings;
use crate::extract::indicator::{Indicator, Range};
use crate::report::stage::basis;
use crate::span::Span;
use crate::text::Source;

/// No list of parts is longer.
const LONGEST: usize = 12;
/// Between two parts of one list stand at most so many characters.
const BETWEEN: usize = 24;
/// A sum that is off by more is of something else: as a share of the total, up and down.
const MOST_OFF: f64 = 0.2;

pub fn check(source: &Source, all: &[Indicator], found: &mut Findings) {
    for (id, total) in all.iter().enumerate().skip(2) {
        if total.part_of.is_none() && counted(total) {
            one(source, all, id, found);
        }
    }
}

fn one(source: &Source, all: &[Indicator], id: usize, found: &mut Findings) {
    let Some((total, last)) = all.get(id).zip(id.checked_sub(1).and_then(|at| all.get(at))) else { return };
    if last.sentence != total.sentence || last.unit != total.unit {
        return;
    }
    let lead = source.folded(Span::new(last.span.end.min(total.span.start), total.span.start));
    let Some((bare, told)) = leads(lead) else { return };
    // The list that 、 joins, and what stands before it in the sentence with the same unit.
    let before = all.get(..id).unwrap_or(&[]);
    let list = before.iter().rev().take(LONGEST).take_while(|part| part.sentence == total.sentence);
    let list: Vec<&Indicator> = list.take_while(|part| may_be_part(total, part) && part.part_of.is_none() && counted(part)).collect();
    let joined = |at: usize| {
        let Some((later, part)) = list.get(at).zip(list.get(at + 1)) else { return false };
        let between = source.folded(Span::new(part.span.end.min(later.span.start), later.span.start));
        between.len() <= BETWEEN && between.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与' | ','))
    };
    let run = (0..list.len()).take_while(|&at| at == 0 || joined(at - 1)).count();
    let Some(list) = list.get(..run) else { return };
    let sum_of = |count: usize| list.iter().take(count).map(|part| part.value).sum::<f64>();
    // Rounded counts make up their total where they may.
    let range_of = |count: usize| list.iter().take(count).fold(Range::new(0.0, 0.0), |sum, part| sum.plus(part.range()));
    if let Some(count) = (2..=run).find(|&count| range_of(count).meets(total.range(), 0.0)) {
        let mut parts: Vec<&Indicator> = list.iter().take(count).copied().collect();
        parts.reverse();
        say(total, &parts, true, found);
        return;
    }
    let listed = (1..run).all(|at| list.get(at).is_some_and(|part| matches!(source.at(part.span.end), '、' | '和' | '及' | '与')));
    let added = list.iter().any(|part| basis(source.folded(super::clause_before(source, part))) == Some("added"));
    let mut parts: Vec<&Indicator> = list.to_vec();
    parts.reverse();
    // 案卷60卷、案卷90卷,共计抽查案卷160卷: all of them are what the total counts.
    let noun: Vec<char> = crate::text::folded(&total.label).into_iter().rev().take(2).collect();
    let alike = noun.len() == 2 && list.iter().all(|part| crate::text::folded(&part.label).iter().rev().take(2).eq(noun.iter()));
    let sure = (bare && (told || !added)) || ((told || lead.contains(&'共')) && alike && !added) || judge_whole(&parts);
    let near = run >= 2 && (sum_of(run) - total.value).abs() <= MOST_OFF * total.value;
    // A row of 、 alone is one list; commas may open matters of their own.
    let alone = before.len() == run
        || before.iter().rev().nth(run).is_none_or(|other| other.sentence != total.sentence || other.unit != total.unit);
    if sure && near && alone && (listed || run == 2 && joined(0) || told) {
        say(total, &parts, false, found);
    }
}

/// Do these words lead to a total, and does nothing but them stand there; do they say that it is one of what came before (合计, not 共)?
fn leads(words: &[char]) -> Option<(bool, bool)> {
    let [',' | '(', rest @ ..] = words else { return None };
    let (len, strong) = TOTALS.starting(rest, 0)?;
    let rest = &rest[len..];
    (rest.len() <= BETWEEN && !rest.iter().any(|c| matches!(c, ',' | ';' | '、'))).then_some((rest.is_empty(), *strong == Told::All))
}
