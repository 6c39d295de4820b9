//! Turns figures and lists into the words of a chart: thousands parted, signs full-width, ≈ and ≥ where the report says so.

use crate::extract::indicator::{Indicator, Qualifier};

/// A quantity as written, thousands parted where it is a plain number: 1,124 名, 213.6万元, 超过300件. What says how exact it is is part of it.
pub(super) fn written(indicator: &Indicator) -> String {
    let raw: String = indicator.raw.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = raw.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = raw.split_at(digits);
    match number.parse::<u64>() {
        Ok(value) if digits >= 4 && !unit.starts_with(['.', ',', '，']) => format!("{}{unit}", grouped(value as f64, 0)),
        _ => raw,
    }
}

/// One of the two is only roughly stated.
pub(super) fn rough(a: &Indicator, b: &Indicator) -> bool {
    [a, b].iter().any(|i| i.qualifier != Qualifier::Exact || i.upper.is_some())
}

/// The sign before a change: ≥ for a rise where the later figure is a lower limit and the earlier exact, ≈ where either is rough. 余 and 多 round off.
pub(super) fn sign(a: &Indicator, b: &Indicator) -> &'static str {
    let limit = a.qualifier == Qualifier::Exact && b.qualifier == Qualifier::Over && b.value > a.value && !b.raw.contains(['余', '多']);
    match rough(a, b) {
        true if limit && a.upper.is_none() && b.upper.is_none() => "≥ ",
        true => "≈ ",
        false => "",
    }
}

/// With thousands parted and `decimals` at most.
pub(super) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, part) = text.split_once('.').map_or((text.as_str(), ""), |(whole, part)| (whole, part.trim_end_matches('0')));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// With a full-width sign, as the page writes it. One decimal always stands, so that a column of percentages lines up.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = if decimals == 1 { format!("{:.1}", value.abs()) } else { grouped(value, decimals) };
    let sign = if value > 0.0 {
        "＋"
    } else if value < 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{text}")
}

/// Large sums in 万 and 亿, as the page writes them: 91.4万. Counts stay whole where 万 would need many decimals.
pub(super) fn amount(value: f64, money: bool) -> String {
    let size = value.abs();
    if size >= 1e8 {
        return signed(value / 1e8, 2) + "亿";
    }
    if size >= 1e4 && (money || size % 100.0 == 0.0) {
        return signed(value / 1e4, 2) + "万";
    }
    signed(value, 2)
}

/// Round numbers of a scale: 2万, 1,000.
pub(super) fn round(value: f64) -> String {
    if value >= 1e8 {
        format!("{}亿", grouped(value / 1e8, 1))
    } else if value >= 1e4 {
        format!("{}万", grouped(value / 1e4, 1))
    } else {
        grouped(value, 2)
    }
}

/// How many times a value is of another: 4.5, 23.
pub(super) fn times(from: f64, to: f64) -> String {
    let times = to / from;
    grouped(times, if times < 20.0 { 1 } else { 0 })
}

/// 甲、乙、丙等: no more than `most` by name.
pub(super) fn named(list: &[String], most: usize, between: &str) -> String {
    let shown: Vec<&str> = list.iter().take(most).map(String::as_str).collect();
    shown.join(between) + if list.len() > most { "等" } else { "" }
}
