//! Turns a share that is told in two places (占36% here, 调解率达46% there; 82件 of 228件 here) into agreements and contradictions.

use super::bound::is_share;
use super::name::{unnumbered, without_openings, LONG_NAME};
use super::repeat::{judge, known, own_period, Of};
use super::same::{is_general, Alike};
use super::sum::{figure, rounded, within, Findings};
use crate::extract::indicator::{Indicator, Kind, Qualifier};
use crate::report::model::CheckKind;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("shares.tsv")));

static ENDINGS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "ending"));

/// What is left of a name without its ending is as long at least, or too general.
const LEAST_STEM: usize = 4;
/// A rate that is off by more rests on other figures.
const MOST_OFF: f64 = 15.0;

/// `told`: the figures that report what was done, to the unit.
pub fn check((source, ground): Of, all: &[Indicator], told: &[usize], found: &mut Findings) {
    let mut shares: Vec<(Vec<char>, &Indicator)> = Vec::new();
    for rate in told.iter().filter_map(|&id| all.get(id)).filter(|i| is_share(i)) {
        let label = folded(&rate.label);
        let Some((len, ())) = ENDINGS.ending(&label, label.len()) else { continue };
        let stem = &label[..label.len() - len];
        if stem.len() >= LEAST_STEM && !is_general(stem) {
            shares.push((stem.to_vec(), rate));
        }
    }
    crate::order::by(&mut shares, |a, b| a.0.cmp(&b.0));
    let whole = |rate: &Indicator| ground.places(source, rate.sentence).is_empty();
    for group in shares.chunk_by(|x, y| x.0 == y.0) {
        // Places are read of the few that another figure may answer.
        let wide: Vec<&(Vec<char>, &Indicator)> = group.iter().filter(|(_, rate)| group.len() == 1 || whole(rate)).collect();
        match *wide {
            [(stem, rate)] => against_parts((source, ground), all, (stem, rate), found),
            [(stem, a), (_, b)] => {
                let alike = if stem.len() >= LONG_NAME { Alike::LongNames } else { Alike::Clauses };
                let one = own_period(source, a) == own_period(source, b) && whose(source, a) == whose(source, b);
                if a.sentence != b.sentence && one && ground.is_one(source, a, b, alike) && !known(a, b, found) {
                    judge(a, b, found);
                }
            }
            _ => {}
        }
    }
}

/// What stands before a rate's name in its clause (县直部门 before 行政执法公示率); nothing where the name is given elsewhere.
pub(super) fn whose(source: &Source, rate: &Indicator) -> Vec<char> {
    let clause = super::clause_before(source, rate);
    let name = rate.label_span;
    if name.start < clause.start || name.start > clause.end {
        return Vec::new();
    }
    without_openings(source.folded(Span::new(unnumbered(source, clause.start).min(name.start), name.start)))
}

/// `审结228件,其中调解82件` here, `调解率达46%` there: where one part alone goes by the rate's name, the rate is its share.
fn against_parts((source, ground): Of, all: &[Indicator], (stem, rate): (&[char], &Indicator), found: &mut Findings) {
    let mut parts = all.iter().filter(|part| part.part_of.is_some() && part.sentence != rate.sentence && folded(&part.label) == *stem);
    let (Some(part), None) = (parts.next(), parts.next()) else { return };
    let Some(total) = part.part_of.and_then(|of| all.get(of)) else { return };
    let exact = |i: &Indicator| i.kind == Kind::Count && i.is_exact() && i.change.is_none();
    if !exact(part) || !exact(total) || total.value <= 0.0 || rate.recomputed.is_some() || rate.qualifier != Qualifier::Exact {
        return;
    }
    let share = |total: &Indicator| part.value / total.value * 100.0;
    let whole = |i: &Indicator| ground.places(source, i.sentence).is_empty();
    let step = rate.last_digit();
    let fits = |total: &Indicator| (share(total) - rate.value).abs() <= step * 1.001;
    let off = (share(total) - rate.value).abs();
    // Another count of that sentence may be what the rate is of.
    let other = all.iter().filter(|i| i.sentence == part.sentence && i.unit == part.unit && exact(i)).any(|i| i.id != total.id && fits(i));
    if other || off > MOST_OFF || !whole(part) || !whole(rate) || part.period != total.period {
        return;
    }
    let agrees = fits(total);
    let shown = rounded(share(total), step);
    let sign = match (agrees, shown == rate.value) {
        (true, true) => String::new(),
        (true, false) => format!(" ≈ {}%", figure(rate.value)),
        _ => format!(" ≠ {}%", figure(rate.value)),
    };
    let arithmetic = format!("{} ÷ {} = {}%{sign}", figure(part.value), figure(total.value), figure(shown));
    let message = if agrees {
        format!("“{}”{}与文中另一处的数值相符。", rate.label, rate.raw)
    } else {
        format!("“{}”写作{}，按文中另一处的数值计算为{}%，两者不符，请核对。", rate.label, rate.raw, figure(shown))
    };
    let check = within(CheckKind::RateOfParts, message, arithmetic, [rate.span, part.span, total.span], (rate.value, shown));
    found.tells(agrees, check);
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
