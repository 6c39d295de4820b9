//! Turns two figures of one name that differ by a slip of the pen (236件 and 263件, 4951件 and 4751件) into contradictions.
//!
//! One fact is hardly worded twice alike, so that the names of two figures need only end alike here; that their digits are the same in another order, or
//! all but one, is no chance. Two digits may be, unless one long name stands with both.

use super::name::LONG_NAME;
use super::repeat::{known, own_period, say, Of};
use super::same::Alike;
use super::sum::Findings;
use crate::extract::indicator::{Indicator, Kind};
use crate::report::stage::{basis, stage};
use crate::text::{folded, is_han, Source};

/// So many characters of two names are the same at their ends at least, and no name is shorter.
const TAIL: usize = 4;
/// A name that more figures end with is a general one.
const MOST: usize = 8;
/// Digits in another order, and all digits but one: the figures have so many at least.
const TURNED: usize = 3;
const CHANGED: usize = 4;

/// `told`: the figures that report what was done, to the unit.
pub fn check((source, ground): Of, all: &[Indicator], told: &[usize], found: &mut Findings) {
    let mut named: Vec<(Vec<char>, usize)> = Vec::new();
    for figure in told.iter().filter_map(|&id| all.get(id)).filter(|i| i.kind == Kind::Count && i.value >= 10.0) {
        // From behind, so that names with one ending stand together.
        let name: Vec<char> = folded(&figure.label).iter().rev().copied().collect();
        let large = figure.value >= 100.0 || name.len() >= LONG_NAME;
        if large && name.len() >= TAIL && name.iter().take(TAIL).all(|c| is_han(*c)) {
            named.push((name, figure.id));
        }
    }
    crate::order::by(&mut named, |a, b| a.cmp(b));
    let tail = |name: &[char]| name.iter().take(TAIL).copied().collect::<Vec<char>>();
    for group in named.chunk_by(|x, y| tail(&x.0) == tail(&y.0)).filter(|group| group.len() <= MOST) {
        for (at, (x, i)) in group.iter().enumerate() {
            for (y, j) in group.iter().skip(at + 1) {
                if let (true, Some(a), Some(b)) = (x.starts_with(y) || y.starts_with(x), all.get((*i).min(*j)), all.get((*i).max(*j))) {
                    let turned = x == y && turned(a.value, b.value);
                    if (turned || slip(a.value, b.value)) && is_one((source, ground), a, b) && !known(a, b, found) {
                        say(a, b, false, found);
                    }
                }
            }
        }
    }
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
        && !two_subjects(source, a, b)
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
