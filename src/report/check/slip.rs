//! Turns two figures whose names end alike, and that differ by a slip of the pen (236件 and 263件, 4951件 and 4751件) or a little, into contradictions.
//!
//! One fact is hardly worded twice alike, so that the names of two figures need only end alike here; that their digits are the same in another order, or
//! all but one, is no chance. Two digits may be, unless one long name stands with both. Where figures are only near each other (五次, 7次), no third may
//! go by the name, and what one clause says more than the other has to be a verb, a leader or a meeting, or stand in the other's sentence.

use super::name::{named_by_last, LONG_NAME};
use super::repeat::{known, own_period, say, several, Of};
use super::same::{around, is_general, is_one_stage, is_own, levels_in, marked, meetings, one_if_both, presides, wholes, Alike};
use super::sum::Findings;
use crate::extract::indicator::{words, Indicator, Kind};
use crate::outline::{Role, Section};
use crate::report::partition;
use crate::report::stage::{basis, stage, stage_at_end};
use crate::span::Span;
use crate::text::{fold, folded, is_han, Source};

/// So many characters of two names are the same at their ends at least, and no name is shorter.
const TAIL: usize = 4;
/// A name that two parts of one report's main section hardly give to one fact is shorter.
const SPECIFIC: usize = 5;
/// A name that more figures end with is a general one.
const MOST: usize = 8;
/// Digits in another order, and all digits but one: the figures have so many at least.
const TURNED: usize = 3;
const CHANGED: usize = 4;
/// One figure is not more than so many times the other: below ten, from ten on, and where it stands before its noun, so that it may be of some of them
/// (16个工作站接待咨询).
const NEAR_BELOW_TEN: f64 = 1.7;
const NEAR: f64 = 1.4;
const NEAR_OF_SOME: f64 = 1.2;
/// What is told once is an occasion.
const LEAST: f64 = 2.0;
/// A verb before a name has so many characters.
const VERB: usize = 2;

/// A figure and its name, from behind.
type Named<'a> = (&'a Indicator, &'a [char]);

/// `told`: the figures that report what was done, to the unit.
pub fn check((source, ground): Of, all: &[Indicator], told: &[usize], sections: &[Section], found: &mut Findings) {
    let mut named: Vec<(Vec<char>, usize)> = Vec::new();
    for figure in told.iter().filter_map(|&id| all.get(id)).filter(|i| i.kind == Kind::Count && i.value >= LEAST) {
        let name = core(source, figure);
        if name.len() >= TAIL && name.iter().take(TAIL).all(|c| is_han(*c)) {
            named.push((name, figure.id));
        }
    }
    crate::order::by(&mut named, |a, b| a.cmp(b));
    let one_tail = |x: &[char], y: &[char]| x.iter().take(TAIL).eq(y.iter().take(TAIL));
    let leads = |i: &Indicator| i.section.and_then(|id| sections.get(id)).is_some_and(|section| section.role == Role::Leadership);
    for group in named.chunk_by(|x, y| one_tail(&x.0, &y.0)).filter(|group| group.len() <= MOST) {
        // Most names have no two figures that could be one: no words are looked at for them.
        let figures = || group.iter().filter_map(|(_, id)| all.get(*id));
        let may_be = |a: &Indicator, b: &Indicator| a.unit == b.unit && (are_near(a, b, true) || slip(a.value, b.value));
        if !figures().any(|a| figures().any(|b| a.id < b.id && may_be(a, b))) {
            continue;
        }
        let mut near: Vec<(usize, usize)> = Vec::new();
        for (at, (x, i)) in group.iter().enumerate() {
            for (y, j) in group.iter().skip(at + 1) {
                let (Some(a), Some(b)) = (all.get((*i).min(*j)), all.get((*i).max(*j))) else { continue };
                if !is_one((source, ground), a, b) || known(a, b, found) {
                    continue;
                }
                let (of_a, of_b) = if a.id == *i { (x, y) } else { (y, x) };
                let large = |i: &Indicator, name: &[char]| i.value >= 100.0 || name.len() >= LONG_NAME;
                let slips = ((x == y && turned(a.value, b.value)) || slip(a.value, b.value)) && !two_subjects(source, a, b);
                if slips && (x.starts_with(y) || y.starts_with(x)) && large(a, of_a) && large(b, of_b) {
                    say(a, b, false, found);
                    continue;
                }
                let ends: Vec<char> = x.iter().zip(y).take_while(|(x, y)| x == y).map(|(x, _)| *x).collect();
                if is_one_near(source, (a, of_a), (b, of_b), &ends, [leads(a), leads(b)]) {
                    near.push((a.id, b.id));
                }
            }
        }
        let places = |id: usize| near.iter().filter(|(a, b)| *a == id || *b == id).count();
        for (a, b) in near.iter().filter(|(a, b)| places(*a) == 1 && places(*b) == 1) {
            if let (Some(a), Some(b)) = (all.get(*a), all.get(*b)) {
                if are_near(a, b, leads(a) != leads(b)) {
                    say(a, b, false, found);
                }
            }
        }
    }
}

/// The name of a figure from behind, so that names with one ending stand together: without what happened to the thing (涉企收费问题整改见底), and with the
/// name in marks where it says little alone (“一业一证”改革扩展到38个行业).
fn core(source: &Source, figure: &Indicator) -> Vec<char> {
    let mut name = named_by_last(folded(&figure.label));
    if is_behind(figure) {
        let cut = (TAIL..name.len()).find(|at| stage(&name[*at..(at + VERB).min(name.len())]).is_some());
        name.truncate(cut.unwrap_or(name.len()));
    }
    if name.len() < TAIL {
        let names = marked(source, Span::new(figure.sentence.start, clause_end(source, figure)));
        if let [one] = names[..] {
            let mut whole: Vec<char> = one.iter().copied().filter(|c| *c != '“' && *c != '《').collect();
            whole.append(&mut name);
            name = whole;
        }
    }
    name.retain(|c| !matches!(c, '“' | '”'));
    name.reverse();
    name
}

/// Does a figure stand before its noun (16个工作站)?
fn is_behind(figure: &Indicator) -> bool {
    figure.label_span.start >= figure.span.end
}

fn clause_end(source: &Source, figure: &Indicator) -> usize {
    let from = figure.span.end;
    let words = source.folded(Span::new(from, if is_behind(figure) { figure.sentence.end.max(from) } else { from }));
    from + words.iter().position(|c| matches!(c, ',' | ';' | ':' | '。' | '、')).unwrap_or(words.len())
}

fn are_near(a: &Indicator, b: &Indicator, apart: bool) -> bool {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let most = match is_behind(a) || is_behind(b) {
        true => NEAR_OF_SOME,
        false if high <= 10.0 => NEAR_BELOW_TEN,
        false => NEAR,
    };
    low != high && (high <= most * low || ((apart || low >= 100.0) && turned(low, high)))
}

/// As [`is_one`], where the figures are only near each other. `leads`: do they stand in the leaders' part, which tells again what others tell?
fn is_one_near(source: &Source, (a, of_a): Named, (b, of_b): Named, ends: &[char], leads: [bool; 2]) -> bool {
    let apart = leads[0] != leads[1];
    let (words_a, words_b) = (around(source, a, clause_end(source, a)), around(source, b, clause_end(source, b)));
    let (met_a, met_b) = (meetings(words_a), meetings(words_b));
    let meets = !met_a.is_empty() || !met_b.is_empty();
    let name: Vec<char> = ends.iter().rev().copied().collect();
    // What leaders had a part in is not more than the whole; what they did themselves (走访渔户) is another thing.
    let more_led = if a.value > b.value { leads[0] } else { leads[1] };
    let acts = words::starting(&name, 0).is_some_and(|(_, classes)| classes & words::ACT != 0);
    let long = of_a.len().max(of_b.len()) >= SPECIFIC;
    let specific = match is_general(&name) {
        true => ends.len() >= LONG_NAME && (apart || is_own(&name)),
        false => ends.len() >= TAIL && (long || (apart && (meets || a.value.min(b.value) >= 10.0 || (more_led && !acts)))),
    };
    // Who presides may have done so now and then; in a body's own meetings it is the body that is told of.
    let fewer = if a.value < b.value { words_a } else { words_b };
    let turned = turned(a.value, b.value);
    let stages = match (stage(words_a), stage(words_b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let (parts_a, parts_b) = (partition::parts(words_a), partition::parts(words_b));
    let grades = |parts: &[partition::Part]| parts.iter().filter(|part| part.group == "grade").map(|part| part.row).collect::<Vec<usize>>();
    specific
        && (meets || !presides(fewer))
        && (a.metric.is_none() || b.metric.is_none() || a.metric == b.metric)
        && (turned || (stages && is_one_stage(source, a, b) && several(a) == several(b) && says_all(source, a) && says_all(source, b)))
        && levels_in(words_a) == levels_in(words_b)
        && !partition::apart(&parts_a, &parts_b)
        && grades(&parts_a) == grades(&parts_b)
        && one_if_both(&met_a, &met_b)
        && one_if_both(&wholes(words_a), &wholes(words_b))
        && match (unexplained(source, (a, of_a), b, ends), unexplained(source, (b, of_b), a, ends)) {
            (Some(verb_a), Some(verb_b)) => verb_a == verb_b || verb_a.is_empty() || verb_b.is_empty(),
            _ => turned && !two_subjects(source, a, b),
        }
}

/// Does a figure's own clause say the whole name? Behind 组织执法人员培训6期, 参训人员1120人次 is named by what stands further back.
fn says_all(source: &Source, figure: &Indicator) -> bool {
    let start = named_from(source, figure);
    let mut words = source.folded(Span::new(start, figure.label_span.end.max(start))).iter().take_while(|c| **c != ',');
    figure.label.chars().all(|c| words.any(|other| fold(c) == *other))
}

/// Where the clause begins in which a figure's name begins, or the figure where that stands first.
fn named_from(source: &Source, figure: &Indicator) -> usize {
    let end = figure.label_span.start.min(figure.span.start);
    let start = figure.sentence.start.min(end);
    let mark = source.folded(Span::new(start, end)).iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。'));
    mark.map_or(start, |mark| start + mark + 1)
}

/// Is what a clause says before the common end of two names a verb, a leader or a meeting, or does it stand in the other's sentence? Then the verb that
/// says what was done, if there is one.
fn unexplained(source: &Source, (figure, name): Named, other: &Indicator, ends: &[char]) -> Option<Vec<char>> {
    let from = named_from(source, figure);
    let mut more = super::name::without_openings(source.folded(Span::new(from, figure.label_span.start.min(figure.span.start).max(from))));
    let lead = more.len();
    more.extend(name.iter().skip(ends.len()).rev());
    let mut act = Vec::new();
    while let Some((len, acts)) = leading(&more) {
        let word = more.split_off(more.len() - len);
        if acts && act.is_empty() {
            act = word;
        }
    }
    let last = &more[more.len().saturating_sub(LONG_NAME)..];
    let known = last.is_empty()
        || !meetings(last).is_empty()
        || (more.len() <= lead && more.len() == VERB)
        || source.folded(other.sentence).windows(last.len()).any(|words| words == last);
    (known && !last.iter().any(char::is_ascii_digit)).then_some(act)
}

/// The length of a verb or a word that only leads on, at the end; and whether it says what was done.
fn leading(chars: &[char]) -> Option<(usize, bool)> {
    let verb = words::HELD | words::ACT | words::LEAD | words::LINK | words::LIGHT;
    // What is a verb or part of a name (审查) is a verb where the clause begins with it.
    let is_verb = |&(len, classes): &(usize, words::Classes)| classes & verb != 0 && (classes & words::NOMINAL == 0 || len == chars.len());
    let held = words::ending(chars, chars.len()).filter(is_verb).map(|(len, classes)| (len, classes & words::ACT != 0));
    held.or_else(|| super::name::opening_at_end(chars).map(|len| (len, false))).or_else(|| stage_at_end(chars).map(|len| (len, true)))
}

/// Does nothing tell the two apart: measure word, verb, time, place?
fn is_one((source, ground): Of, a: &Indicator, b: &Indicator) -> bool {
    let clause = |i: &Indicator| source.folded(super::clause_before(source, i));
    let (of_a, of_b) = (stage(clause(a)), stage(clause(b)));
    a.unit == b.unit
        && a.sentence != b.sentence
        && (of_a == of_b || of_a.is_none() || of_b.is_none())
        && basis(clause(a)) == basis(clause(b))
        && own_period(source, a) == own_period(source, b)
        && ground.is_one(source, a, b, Alike::Ends)
}

/// 12348平台提供咨询8600人次, 实体平台提供咨询8060人次: do both clauses say of whom it is, and say another?
fn two_subjects(source: &Source, a: &Indicator, b: &Indicator) -> bool {
    let (of_a, of_b) = (super::share::whose(source, a), super::share::whose(source, b));
    of_a.len().min(of_b.len()) >= TAIL && !of_a.ends_with(&of_b) && !of_b.ends_with(&of_a)
}

/// Are the digits of two whole numbers the same in another order, or all the same but one behind the first?
fn slip(a: f64, b: f64) -> bool {
    let (x, y) = (format!("{a:.0}"), format!("{b:.0}"));
    if a == b || x.len() != y.len() {
        return false;
    }
    let others = x.bytes().zip(y.bytes()).filter(|(x, y)| x != y).count();
    let first = x.bytes().next() == y.bytes().next();
    first && ((x.len() >= TURNED && turned(a, b)) || (x.len() >= CHANGED && others == 1))
}

/// Are the digits of two whole numbers, two at least, the same in another order?
pub(super) fn turned(a: f64, b: f64) -> bool {
    let sorted = |value: f64| {
        let mut digits: Vec<u64> = format!("{value:.0}").bytes().map(u64::from).collect();
        crate::order::plain(&mut digits);
        digits
    };
    a.min(b) >= 10.0 && a != b && sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    #[test]
    fn slips_are_known() {
        assert!(super::slip(236.0, 263.0) && super::slip(4951.0, 4751.0) && super::slip(4951.0, 4915.0));
        assert!(!super::slip(236.0, 246.0) && !super::slip(36.0, 63.0) && !super::slip(236.0, 236.0) && !super::slip(236.0, 632.0));
    }
}
