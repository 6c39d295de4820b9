//! Turns two figures of one metric into up, down, same or incomparable, without claiming more than 余, 近 and 万 allow.

use super::likeness::{flow_against_stock, signed, Features};
use super::model::PairStatus;
use super::{round, unit};
use crate::extract::indicator::{Change, Indicator, Kind, Period, Qualifier, Range};

/// A cumulative figure that is more than so many times the other year's is surely no figure of one year.
const CUMULATED: f64 = 1.8;
/// A result below this part of what was planned 左右 is no longer about it.
const FAR: f64 = 0.75;

/// Why two figures in different units are not held against each other.
pub const OTHER_UNIT: &str = "单位不同";

pub struct Judged {
    pub status: PairStatus,
    pub delta: Option<f64>,
    pub percent: Option<f64>,
    /// Chinese, for people.
    pub reason: Option<&'static str>,
}

/// Holds the later figure `y` against the earlier one `x`.
pub fn judge((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features), units: f64) -> Judged {
    if let Some(reason) = incomparable((x, f), (y, g), units) {
        return Judged { status: PairStatus::Incomparable, delta: None, percent: None, reason: Some(reason) };
    }
    // A fall of 3 % after a rise of 2 % is a change from +2 to −3; figures stay as written where both point the same way.
    let (from, to) = if x.change == y.change { (x.value, y.value) } else { (signed(x), signed(y)) };
    let delta = tidy(to - from);
    let rate = x.is_rate() || x.change.is_some();
    let doubtful = cumulative((x, f)) != cumulative((y, g));
    let percent = (!rate && !doubtful && from > 0.0).then(|| round((to - from) / from * 100.0));
    // 左右 and 以上 are how plans are worded: 1000亿元以上 and 1150亿元以上 are two plans.
    let planned = x.period == Some(Period::Target) && y.period == Some(Period::Target);
    let meets = !planned && x.change == y.change && same(x.likely_range(), y.likely_range());
    let status = if meets || delta == 0.0 {
        PairStatus::Same
    } else if delta > 0.0 {
        PairStatus::Up
    } else {
        PairStatus::Down
    };
    let reason = match (percent, rate) {
        (None, false) if doubtful => Some("一年可能是多年累计数，口径可能不同，不算幅度"),
        (None, false) => Some("上年为零，不算幅度"),
        _ if units < 1.0 => Some("两年单位不同，视为同类"),
        _ if planned => Some("两年都是计划数，不是结果"),
        _ => None,
    };
    Judged { status, delta: Some(delta), percent, reason }
}

/// Why two figures of one name can't be held against each other, in the reader's words.
fn incomparable((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features), units: f64) -> Option<&'static str> {
    let one = |is: &dyn Fn(&Indicator, &Features) -> bool| is(x, f) != is(y, g);
    if units < unit::COMPARABLE {
        return Some(OTHER_UNIT);
    }
    if x.change.is_some() != y.change.is_some() {
        return Some("一年是总量，一年是增减幅度");
    }
    if one(&|_, f| f.basis == Some("average")) {
        return Some("一年是年均数，一年是当年数");
    }
    if matches!((f.basis, g.basis), (Some("mean"), Some("end")) | (Some("end"), Some("mean"))) {
        return Some("一年是期末数，一年是平均数");
    }
    if one(&|_, f| f.basis == Some("same_scope")) {
        return Some("一年按调整后的口径计算，口径不同");
    }
    if flow_against_stock((x, f), (y, g)) {
        return Some("一年是新增数，一年是总数");
    }
    match (x.period, y.period) {
        (Some(Period::Cumulative), Some(Period::Year)) | (Some(Period::Year), Some(Period::Cumulative)) => {
            Some("一年是累计数，一年是当年数")
        }
        (Some(Period::Stock), Some(Period::Year)) | (Some(Period::Year), Some(Period::Stock)) if x.kind == Kind::Count => {
            Some("一年是存量，一年是当年数")
        }
        _ if x.is_rate() => None,
        _ if cumulative((x, f)) && !cumulative((y, g)) && x.value > y.value * CUMULATED => Some(over_years(x)),
        _ if cumulative((y, g)) && !cumulative((x, f)) && y.value > x.value * CUMULATED => Some(over_years(y)),
        _ => None,
    }
}

/// A heading alone (过去一年和五年工作) does not say which of its figures are of one year.
fn over_years(indicator: &Indicator) -> &'static str {
    if indicator.period == Some(Period::Cumulative) {
        "一年写明是累计数，一年没有写明"
    } else {
        "一年可能是多年累计数，一年没有写明"
    }
}

/// Since a start further back, as the sentence or the heading above says.
fn cumulative((indicator, features): (&Indicator, &Features)) -> bool {
    !indicator.is_rate() && (indicator.period == Some(Period::Cumulative) || features.of_many_years)
}

/// A difference of decimals without the last bits of binary arithmetic: 98.5 − 96.8 is 1.7.
fn tidy(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// Do two ranges have more than a point in common, or are both the same point?
fn same(a: Range, b: Range) -> bool {
    if a.is_point() && b.is_point() {
        return a == b;
    }
    let (low, high) = (a.low.max(b.low), a.high.min(b.high));
    low < high || (low == high && (a.is_point() || b.is_point()))
}

/// Was a planned figure reached? `None` where the words don't say which way to read it. 左右 is left open unless the result is far below;
/// of a plain number of things to do, more is also reached.
pub fn met(planned: &Indicator, reached: &Indicator) -> Option<bool> {
    if planned.kind != reached.kind || unit::likeness(planned, reached) < unit::COMPARABLE {
        return None;
    }
    if planned.change.is_some() != reached.change.is_some() || planned.change == Some(Change::Down) {
        return (planned.change == reached.change && planned.value == reached.value).then_some(true);
    }
    if reached.period == Some(Period::Cumulative) {
        return None;
    }
    let (plan, got) = (signed(planned), signed(reached));
    match (planned.qualifier, planned.upper) {
        (_, Some(upper)) if got >= plan && got <= upper => Some(true),
        (_, Some(upper)) if got > upper => None,
        (Qualifier::Over, _) | (_, Some(_)) => Some(got >= plan),
        (Qualifier::Under, None) => Some(got <= plan),
        (Qualifier::About, None) if got < plan * FAR => Some(false),
        (Qualifier::About, None) => None,
        (Qualifier::Exact, None) if got == plan => Some(true),
        (Qualifier::Exact, None) if planned.kind == Kind::Count && planned.change.is_none() => Some(got >= plan),
        (Qualifier::Exact, None) => None,
    }
}
