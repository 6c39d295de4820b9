//! Turns the words between a count and its share (`占立案总数的57.5%`, `占比91%`) into the count that it is the share of.

use super::clause_before;
use super::parts::{among, BESIDE};
use super::rate::{counted, fits, follows, Base};
use super::same::{levels, LEAD};
use crate::extract::indicator::{Indicator, Period};
use crate::report::earlier::Earlier;
use crate::report::scope::scopes;
use crate::report::stage::stage;
use crate::span::Span;
use crate::text::{folded, Source};

/// Words between a part and its share: `,占案件总数的`.
const LONGEST: usize = 18;
/// So many figures before the part may name its whole.
const LOOK: usize = 12;

/// How surely a count is the one that the share names, in rising order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    /// By another verb of its stage: 占受理总数 of what 收到 leads to.
    Stage,
    /// Its clause holds the word: 占立案总数 of 立案查处案件412件.
    Word,
    /// It is its name.
    Name,
}

/// `earlier`: the figures of other years. The share of the count right before it in the whole that its words name, or that stands before it alone.
pub(super) fn share(source: &Source, all: &[Indicator], earlier: &[Option<Earlier>], id: usize) -> Option<Base> {
    let numerator = id.checked_sub(1)?;
    let (part, rate) = (all.get(numerator)?, all.get(id)?);
    let Some(of) = told_of(source, part, rate) else { return inside(source, all, id) };
    if part.sentence != rate.sentence || !counted(part) || of.len() > LONGEST || of.iter().any(|c| matches!(c, ',' | ';' | '增')) {
        return None;
    }
    let holds = |whole: &Indicator| {
        let other = earlier.get(whole.id).is_some_and(Option::is_some);
        let since = whole.period == Some(Period::Cumulative) && part.period != whole.period;
        counted(whole) && whole.unit == part.unit && whole.value >= part.value && whole.value > 0.0 && !other && !since
    };
    let told = part.part_of.and_then(|of| all.get(of)).filter(|total| holds(total));
    let wide = wide(of);
    let mut stem = BESIDE.left(of);
    // 占全省的4.2% leaves open of what.
    let open = wide.is_some_and(|wide| stem == wide);
    if !open && wide.is_some_and(|wide| stem.starts_with(wide)) {
        stem.drain(..2);
    }
    // 占受理案件: the verb alone says which of the counts it is.
    let verb = stem.get(..2).filter(|verb| stem.len() > 2 && stage(verb).is_some());
    let before = paragraph(source, all, numerator).filter(|whole| holds(whole));
    if stem.is_empty() && wide.is_none() {
        let denominator =
            told.map(|total| total.id).or_else(|| alone(source, all, numerator).filter(|&at| all.get(at).is_some_and(holds)))?;
        return Some(Base { numerator, denominator, sure: true });
    }
    let named = |whole: &Indicator| {
        let clause = source.folded(clause_before(source, whole));
        let label = folded(&whole.label);
        let holds = |words: &[char]| stem.len() > 1 && words.windows(stem.len()).any(|window| window == stem);
        let within = wide.is_none_or(|wide| lead(source, whole, whole).windows(2).any(|pair| pair == wide));
        if label == stem || label == of {
            Some(Named::Name)
        } else if !within {
            None
        } else if holds(clause) || holds(&label) || verb.is_some_and(|verb| clause.windows(2).any(|pair| pair == verb)) {
            Some(Named::Word)
        } else {
            stage(&stem).filter(|of| stage(clause) == Some(of)).map(|_| Named::Stage)
        }
    };
    let wholes: Vec<(Named, &Indicator)> = before.filter_map(|whole| Some((named(whole)?, whole))).collect();
    let Some(best) = wholes.iter().map(|(named, _)| *named).max() else {
        // 其中食品类302件,占办案总量: the list says of what it is a part. 占司法所总数的57.6%;现有司法所118个: the total may follow.
        let behind = all.get(id + 1..).unwrap_or(&[]).iter().take_while(|whole| whole.sentence == rate.sentence);
        let follows = |whole: &&Indicator| holds(whole) && named(whole) > Some(Named::Stage);
        let whole = told.filter(|_| wide.is_none()).or_else(|| behind.take(LOOK).find(follows))?;
        return Some(Base { numerator, denominator: whole.id, sure: !open });
    };
    // Several that go by the name: the list's own, or what the share fits, is the one, and else nobody knows.
    let mut wholes = wholes.into_iter().filter(|(named, _)| *named == best).map(|(_, whole)| whole);
    let first = wholes.next()?;
    let (mut whole, mut one) = (first, true);
    for other in wholes {
        let own = told.is_some_and(|total| total.id == other.id);
        if own || (told.is_none_or(|total| total.id != whole.id) && fits(part, other, rate)) {
            whole = other;
        }
        one = one && other.value == first.value;
    }
    let one = one || told.is_some_and(|total| total.id == whole.id);
    Some(Base { numerator, denominator: whole.id, sure: one && !open && is_of(source, part, whole) })
}

/// The words between a count and what follows it, behind `,占`. Its noun may stand before: 对1286户次纳税人免罚,占.
fn told_of<'s>(source: &'s Source, part: &Indicator, next: &Indicator) -> Option<&'s [char]> {
    let words = source.folded(Span::new(part.span.end.min(next.span.start), next.span.start));
    let mark = words.iter().position(|c| matches!(c, ',' | '(')).map_or(0, |mark| mark + 1);
    words.get(mark..)?.strip_prefix(&['占'])
}

/// `免罚1286户次,占符合条件者1342户次的95.8%`: the whole stands in the share's own clause.
fn inside(source: &Source, all: &[Indicator], id: usize) -> Option<Base> {
    let (numerator, denominator) = (id.checked_sub(2)?, id - 1);
    let (part, whole, rate) = (all.get(numerator)?, all.get(denominator)?, all.get(id)?);
    let between = source.folded(Span::new(whole.span.end.min(rate.span.start), rate.span.start));
    let clause = told_of(source, part, whole)?;
    let own = matches!(between, ['的', ..] | [')', '的', ..]) && !clause.iter().chain(between).any(|c| matches!(c, ',' | ';' | '。'));
    let like = part.sentence == rate.sentence && part.unit == whole.unit && whole.value >= part.value && counted(part) && counted(whole);
    (own && like).then_some(Base { numerator, denominator, sure: true })
}

/// The figures before one in its paragraph, the nearest first.
fn paragraph<'a>(source: &'a Source, all: &'a [Indicator], id: usize) -> impl Iterator<Item = &'a Indicator> {
    let mut sentence = all.get(id).map(|i| i.sentence);
    all.get(..id).unwrap_or(&[]).iter().rev().take(LOOK).take_while(move |whole| {
        let goes_on = sentence.is_some_and(|later| later == whole.sentence || follows(source, later, whole.sentence));
        sentence = Some(whole.sentence);
        goes_on
    })
}

/// What stands before one figure in the sentence of another that comes no later.
pub(super) fn lead<'s>(source: &'s Source, first: &Indicator, last: &Indicator) -> &'s [char] {
    let start = first.sentence.start.max(last.span.start.saturating_sub(LEAD));
    source.folded(Span::new(start.min(last.span.start), last.span.start))
}

/// 全市, 全国: the place that these words speak of.
pub(super) fn wide(words: &[char]) -> Option<&[char]> {
    words.windows(2).find(|pair| is_wide(pair))
}

/// Are two characters 全 and the rank of a place?
pub(super) fn is_wide(pair: &[char]) -> bool {
    matches!(pair, ['全', '市' | '省' | '县' | '区' | '州' | '旗' | '国'])
}

/// Does the clause of a part name no place or level of its own?
fn is_of(source: &Source, part: &Indicator, whole: &Indicator) -> bool {
    let clause = clause_before(source, part);
    let there = lead(source, whole, whole);
    let known = |name: &&[char]| there.windows(name.len().max(1)).any(|window| window == *name);
    scopes(source, clause).iter().chain(&levels(source, clause)).all(known)
}

/// The whole of a share that names none: `律师1680名。其中,专职律师1310名,占总数的78%`, `6240人,专职1560人(占比25%)`.
fn alone(source: &Source, all: &[Indicator], numerator: usize) -> Option<usize> {
    let denominator = numerator.checked_sub(1)?;
    let (total, part) = (all.get(denominator)?, all.get(numerator)?);
    if total.sentence == part.sentence {
        // One count alone stands before, in a clause of its own.
        let clause = source.folded(Span::new(total.span.end.min(part.span.start), part.span.start));
        let other = denominator.checked_sub(1).and_then(|at| all.get(at));
        let alone = other.is_none_or(|other| other.sentence != total.sentence || other.unit != total.unit || other.value < part.value);
        // 2680名干部参加测试,合格的2251名: 的 without a noun speaks of the one named before.
        let own = total.value > part.value
            && !clause.contains(&';')
            && (clause.first() == Some(&',') || (clause.contains(&',') && matches!(clause, [.., '的'] | [.., '的', _])));
        return (alone && own).then_some(denominator);
    }
    let lead = source.folded(Span::new(part.sentence.start.min(part.span.start), part.span.start));
    (follows(source, part.sentence, total.sentence) && among(lead)).then_some(denominator)
}
