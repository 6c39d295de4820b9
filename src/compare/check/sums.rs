//! Turns this year's figure, last year's and a stated change into the sum that the two years' figures give.

use super::figure;
use crate::compare::likeness::signed;
use crate::compare::unit;
use crate::extract::indicator::{Change, Indicator, Kind, Range};

/// What follows from the two years' figures about a stated change.
pub(super) struct Sum {
    /// In the unit of the stated figure, with direction.
    pub expected: f64,
    pub range: Range,
    /// As `range`, where last year's figure may have been cut off instead of rounded.
    pub widest: Range,
    pub arithmetic: String,
    /// Last year's figure as the stated change implies it.
    pub implied: f64,
}

/// What the stated change allows, with its direction.
pub(super) fn stated_range(change: &Indicator) -> Range {
    let range = change.range();
    if change.change == Some(Change::Down) {
        Range::new(-range.high, -range.low)
    } else {
        range
    }
}

/// Last year's `a`, this year's `b` and what lies between, in the unit of the stated change. Two readings where the words allow two (增长1.5倍), none
/// where nothing can be worked out.
pub(super) fn sums(last: &Indicator, level: &Indicator, change: &Indicator) -> Vec<Sum> {
    let (a, b) = (last.range(), level.range());
    let cut = if a.is_point() { a } else { Range::new(a.low, a.high.max(last.value + last.last_digit())) };
    let stated = signed(change);
    let difference = || Sum {
        expected: level.value - last.value,
        range: b.minus(a),
        widest: b.minus(cut),
        arithmetic: format!("{} − {}", figure(level.value), figure(last.value)),
        implied: level.value - stated,
    };
    let growth = || {
        let percent = |range: Range| Range::new((range.low - 1.0) * 100.0, (range.high - 1.0) * 100.0);
        Some(Sum {
            expected: (level.value - last.value) / last.value * 100.0,
            range: percent(b.divide(a)?),
            widest: percent(b.divide(cut)?),
            arithmetic: format!("({} − {}) ÷ {}", figure(level.value), figure(last.value), figure(last.value)),
            implied: if stated > -100.0 { level.value / (1.0 + stated / 100.0) } else { f64::NAN },
        })
    };
    let same_unit = level.kind == last.kind && unit::likeness(level, last) >= unit::COMPARABLE;
    if !same_unit || last.change.is_some() || level.change.is_some() {
        return Vec::new();
    }
    match (change.kind, level.kind) {
        (Kind::PercentagePoint, Kind::Percent) => vec![difference()],
        // 率 that grew by 5 % may have grown by 5 % of itself or by 5 points.
        (Kind::Percent, Kind::Percent) => growth().into_iter().chain([difference()]).collect(),
        (Kind::Percent, _) => growth().into_iter().collect(),
        (kind, own) if kind == own && !level.is_rate() && kind != Kind::Ratio => {
            if unit::likeness(level, change) >= unit::COMPARABLE {
                vec![difference()]
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}
