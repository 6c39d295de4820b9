//! Turns two figures of one metric into up, down, same or incomparable, without claiming more than 余, 近 and 万 allow.

use super::model::PairStatus;
use super::{round, unit};
use crate::extract::indicator::{Indicator, Kind, Period, Qualifier};

pub struct Judged {
    pub status: PairStatus,
    pub delta: Option<f64>,
    pub percent: Option<f64>,
    /// Chinese, for people.
    pub reason: Option<&'static str>,
}

/// Holds `b` (later) against `a` (earlier).
pub fn judge(a: &Indicator, b: &Indicator, units: f64) -> Judged {
    let incomparable = |reason| Judged { status: PairStatus::Incomparable, delta: None, percent: None, reason: Some(reason) };
    if units < unit::COMPARABLE {
        return incomparable("单位不同");
    }
    if a.change.is_some() != b.change.is_some() {
        return incomparable("一年是总量，一年是增减幅度");
    }
    match (a.period, b.period) {
        (Some(Period::Cumulative), Some(Period::Year)) | (Some(Period::Year), Some(Period::Cumulative)) => {
            return incomparable("一年是累计数，一年是当年数")
        }
        (Some(Period::Stock), Some(Period::Year)) | (Some(Period::Year), Some(Period::Stock)) if a.kind == Kind::Count => {
            return incomparable("一年是存量，一年是当年数");
        }
        _ => {}
    }
    // A fall of 3 % after a rise of 2 % is a change from +2 to −3; figures stay as written where both point the same way.
    let signed = |i: &Indicator| if i.change == Some(crate::extract::indicator::Change::Down) { -i.value } else { i.value };
    let (from, to) = if a.change == b.change { (a.value, b.value) } else { (signed(a), signed(b)) };
    let delta = tidy(to - from);
    let rate = matches!(a.kind, Kind::Percent | Kind::PercentagePoint) || a.change.is_some();
    let percent = (!rate && from > 0.0).then(|| round((to - from) / from * 100.0));
    let status = if a.change == b.change && overlap(interval(a), interval(b)) || delta == 0.0 {
        PairStatus::Same
    } else if delta > 0.0 {
        PairStatus::Up
    } else {
        PairStatus::Down
    };
    let reason = match (percent, rate) {
        (None, false) => Some("上年为零，不算幅度"),
        _ if units < 1.0 => Some("两年单位不同，视为同类"),
        _ => None,
    };
    Judged { status, delta: Some(delta), percent, reason }
}

/// A difference of decimals without the last bits of binary arithmetic: 98.5 − 96.8 is 1.7.
fn tidy(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// The values that the words allow. An exact whole number without 万 is itself.
fn interval(indicator: &Indicator) -> (f64, f64) {
    let (value, upper) = (indicator.value, indicator.upper.unwrap_or(indicator.value));
    let step = step(indicator);
    match indicator.qualifier {
        Qualifier::Over => (value, upper + step.max(f64::from(u8::from(step == 0.0)))),
        Qualifier::Under => (value - step, upper),
        Qualifier::About => (value - step / 2.0, upper + step / 2.0),
        Qualifier::Exact if rounded(indicator) => (value - step / 2.0, upper + step / 2.0),
        Qualifier::Exact => (value, upper),
    }
}

/// Said in 万 or 亿: the figure is rounded to its last digit.
fn rounded(indicator: &Indicator) -> bool {
    indicator.kind != Kind::Money && indicator.raw.contains(['万', '亿'])
}

/// What one unit of the last digit that is written stands for: 6600余 → 100, 1.01万 → 100, 98.4% → 0.1.
fn step(indicator: &Indicator) -> f64 {
    let decimals = indicator.raw.split_once(['.', '．']).map_or(0, |(_, rest)| rest.chars().take_while(|c| c.is_ascii_digit()).count());
    let scale = if indicator.raw.contains("万亿") {
        1e12
    } else if indicator.raw.contains('亿') {
        1e8
    } else if indicator.raw.contains('万') {
        1e4
    } else {
        1.0
    };
    if decimals > 0 || scale > 1.0 {
        return (0..decimals).fold(scale, |step, _| step / 10.0);
    }
    let mut step = 1.0;
    while indicator.value != 0.0 && indicator.value % (step * 10.0) == 0.0 && step < 1e6 {
        step *= 10.0;
    }
    step
}

/// Do two intervals have more than a point in common, or are both the same point?
fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    if a.0 == a.1 && b.0 == b.1 {
        return a.0 == b.0;
    }
    let (low, high) = (a.0.max(b.0), a.1.min(b.1));
    low < high || (low == high && (a.0 == a.1 || b.0 == b.1) && (low == a.0 || low == b.0))
}

/// Was a planned figure reached? Only where the plan's words say which way to read it, or the two are equal.
pub fn met(planned: &Indicator, reached: &Indicator) -> Option<bool> {
    if planned.kind != reached.kind || unit::likeness(planned, reached) < unit::COMPARABLE {
        return None;
    }
    match (planned.qualifier, planned.upper) {
        (_, Some(upper)) => Some(reached.value >= planned.value && reached.value <= upper),
        (Qualifier::Over, None) => Some(reached.value >= planned.value),
        (Qualifier::Under, None) => Some(reached.value <= planned.value),
        (Qualifier::Exact, None) if reached.value == planned.value => Some(true),
        _ => None,
    }
}
