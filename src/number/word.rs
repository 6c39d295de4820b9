//! Turns words that hold value and unit at once (三分之二, 半数, 半天, 翻番, 零败诉, l00%) into quantities.

use super::cue;
use super::decimal::Decimal;
use super::numeral::{self, Numeral};
use super::quantity::{number, separator_end};
use super::unit::{self, Counts, Unit};
use super::{Kind, Qualifier, Quantity};
use crate::span::Span;
use crate::text::is_han;

/// 1/3 as a share: a small whole part of a small whole, with no unit, date or further stroke around it.
pub fn stroke(chars: &[char], from: usize, at: usize, upper: &Numeral, part: Decimal) -> Option<Quantity> {
    if upper.chinese || chars.get(upper.end) != Some(&'/') || !chars.get(upper.end + 1).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let lower = number(chars, upper.end + 1)?;
    let whole = lower.value?;
    let beside = |c: Option<&char>| c.is_some_and(|&c| c == '/' || c == '.' || c == '-' || c.is_ascii_alphanumeric());
    let apart = !beside(at.checked_sub(1).and_then(|i| chars.get(i))) && !beside(chars.get(lower.end));
    let small = part.less(whole) && whole.less(Decimal::integer(100)) && lower.end - at <= 5 && !part.is_zero();
    if !apart || !small || unit::at(chars, lower.end).is_some() {
        return None;
    }
    Some(percent(chars, from, at, lower.end, part.percent_of(whole)?, None, "%", Kind::Percent))
}

/// 三分之二: percent to two decimals; 百分之…, 千分之… have their own reading.
pub fn fraction(chars: &[char], from: usize, at: usize, lower: &Numeral, whole: Decimal) -> Option<Quantity> {
    if !(chars.get(lower.end) == Some(&'分') && chars.get(lower.end + 1) == Some(&'之')) {
        return None;
    }
    let upper = number(chars, lower.end + 2)?;
    // 十万分之一 would round to nothing.
    let tens = (1..16).find(|&power| Decimal::integer(1).shift(power) == Some(whole));
    let value = match tens {
        Some(power) => upper.value?.shift(2 - power)?,
        None => upper.value?.percent_of(whole)?,
    };
    Some(percent(chars, from, at, upper.end, value, None, "%", Kind::Percent))
}

/// 百分之九点五, 千分之三, 万分之一点五; 百分之六十至七十.
pub fn share(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
    // 满意率百分百; 百分百好评 is praise.
    if chars.get(at..at + 3) == Some(&['百', '分', '百']) && !chars.get(at + 3).is_some_and(|&c| is_han(c)) {
        return Some(percent(chars, from, at, at + 3, Decimal::integer(100), None, "%", Kind::Percent));
    }
    let of = |i: usize| chars.get(i + 1) == Some(&'分') && chars.get(i + 2) == Some(&'之');
    if !of(at) {
        return None;
    }
    let (unit, kind, power) = match chars.get(at)? {
        '百' => ("%", Kind::Percent, 0),
        '千' => ("‰", Kind::Ratio, 0),
        '万' => ("%", Kind::Percent, -2),
        _ => return None,
    };
    let figure = |i: usize| {
        let hundred = chars.get(i) == Some(&'百') && !chars.get(i + 1).is_some_and(|&c| numeral::starts(c));
        if hundred {
            Some((i + 1, Decimal::integer(100)))
        } else {
            number(chars, i).and_then(|n| Some((n.end, n.value?.shift(power)?)))
        }
    };
    let (mut end, value) = figure(at + 3)?;
    let mut upper = None;
    if let Some(next) = separator_end(chars, end) {
        let second = if chars.get(next) == chars.get(at) && of(next) { next + 3 } else { next };
        if let Some((second_end, high)) = figure(second).filter(|(_, high)| value.less(*high)) {
            (end, upper) = (second_end, Some(high));
        }
    }
    Some(percent(chars, from, at, end, value, upper, unit, kind))
}

/// 半数 and 一半: 50 %. 半年, 半径 and the like are none.
pub fn half(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
    let end = match (chars.get(at)?, chars.get(at + 1)?) {
        ('半', '数') | ('一', '半') => at + 2,
        _ => return None,
    };
    // 过半数 says more than half.
    let past = at > from && chars.get(at - 1) == Some(&'过') && !(at > from + 1 && chars.get(at - 2) == Some(&'超'));
    let mut found = percent(chars, from, at, end, Decimal::integer(50), None, "%", Kind::Percent);
    if past {
        found.span.start = at - 1;
        found.qualifier = Qualifier::Over;
    }
    Some(found)
}

/// 翻番, 翻一番, 翻了两番.
pub fn doubled(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
    let number_at = if chars.get(at + 1) == Some(&'了') { at + 2 } else { at + 1 };
    let (end, value) = if chars.get(number_at) == Some(&'番') {
        (number_at, Decimal::integer(1))
    } else {
        let times = number(chars, number_at)?;
        (times.end, times.value?)
    };
    if chars.get(end) != Some(&'番') {
        return None;
    }
    let mut found = percent(chars, from, at, end + 1, value, None, "番", Kind::Ratio);
    found.unit_span = Span::new(end, end + 1);
    found.written = found.unit_span;
    Some(found)
}

/// 半天, 半个工作日以内: half a length of time.
pub fn half_a_unit(chars: &[char], at: usize) -> Option<Quantity> {
    let unit = unit::at(chars, at + 1).filter(|unit| unit.span.start == at + 1 && unit.kind == Kind::Measure && unit.name != "年")?;
    if unit.counts != Counts::Length {
        return None;
    }
    let numeral = Span::new(at, at + 1);
    let (end, qualifier) = cue::after(chars, unit.span.end).unwrap_or((unit.span.end, Qualifier::Exact));
    Some(Quantity {
        span: Span::new(at, end),
        numeral,
        unit_span: unit.span,
        written: unit.written(),
        value: 0.5,
        upper: None,
        unit: unit.name,
        kind: unit.kind,
        qualifier,
    })
}

/// 零败诉, 0败诉: the noun is the unit.
pub fn zero(chars: &[char], at: usize) -> Option<Quantity> {
    let unit = unit::counted_by_zero(chars, at + 1).or_else(|| none_happened(chars, at))?;
    let before = |n: usize| at.checked_sub(n).and_then(|i| chars.get(i)).copied().unwrap_or('\0');
    let joint = matches!(before(1), '.' | ',' | '-') && before(2).is_ascii_alphanumeric();
    let inside = before(1).is_ascii_alphanumeric() || joint;
    let (span, numeral) = (Span::new(at, unit.span.end), Span::new(at, at + 1));
    let (unit_span, kind, qualifier) = (unit.span, Kind::Count, Qualifier::Exact);
    (!inside).then_some(Quantity {
        span,
        numeral,
        unit_span,
        written: unit_span,
        value: 0.0,
        upper: None,
        unit: unit.name,
        kind,
        qualifier,
    })
}

/// 行政诉讼零起: cases, at a clause's end. 从零起 is no count, and 零件 is a word.
fn none_happened(chars: &[char], at: usize) -> Option<Unit> {
    let unit = unit::at(chars, at + 1).filter(|unit| unit::is_case(&unit.name) && unit.name != "件" && chars.get(at) == Some(&'零'))?;
    let of = at.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|&c| is_han(c) && !matches!(c, '从' | '由' | '归' | '清' | '自'));
    let closed = chars.get(unit.span.end).is_none_or(|&c| !is_han(c) && !c.is_ascii_alphanumeric());
    (of && closed).then_some(unit)
}

/// 无一例败诉案件, 无一起事故: none at all. 无一例外 is a word.
pub fn not_one(chars: &[char], at: usize) -> Option<Quantity> {
    let unit = unit::at(chars, at + 1).filter(|unit| unit::is_case(&unit.name))?;
    let numeral = Span::new(at - 1, at + 1);
    let span = Span::new(at - 1, unit.span.end);
    let (unit_span, kind) = (unit.span, unit.kind);
    let word = chars.get(unit_span.end) == Some(&'外');
    let qualifier = Qualifier::Exact;
    (!word).then_some(Quantity { span, numeral, unit_span, written: unit_span, value: 0.0, upper: None, unit: unit.name, kind, qualifier })
}

/// 败诉率为0: a rate needs no sign to be nought percent.
pub fn rate_of_zero(chars: &[char], from: usize, at: usize, end: usize) -> Option<Quantity> {
    let clause = chars.get(at.saturating_sub(8).max(from)..at)?;
    let rate = clause.iter().rposition(|&c| c == '率')?;
    let between = clause.get(rate + 1..)?;
    let verb = between.last().is_some_and(|c| matches!(c, '为' | '是' | '至' | '到' | '持' | '现'));
    let closed = chars.get(end).is_none_or(|&c| !is_han(c) && !c.is_ascii_alphanumeric() && !matches!(c, '.' | '%' | '-' | '~'));
    (verb && closed && between.iter().all(|&c| is_han(c))).then(|| percent(chars, from, at, end, Decimal::ZERO, None, "%", Kind::Percent))
}

/// l00%: letters that a copy machine put for digits, believed only before a percent sign.
pub fn lost_shape(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
    let shape = |c: char| match c {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        _ => c,
    };
    let mut digits = Vec::new();
    while let Some(c) = chars.get(at + digits.len()).map(|&c| shape(c)).filter(|c| c.is_ascii_digit() && digits.len() < 4) {
        digits.push(c);
    }
    let end = at + digits.len();
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or('\0');
    if digits.len() < 2 || chars.get(end) != Some(&'%') || before.is_ascii_alphanumeric() {
        return None;
    }
    let value = Decimal::from_digits(&digits)?;
    let mut found = percent(chars, from, at, end + 1, value, None, "%", Kind::Percent);
    found.numeral.end = end;
    found.unit_span = Span::new(end, end + 1);
    found.written = found.unit_span;
    Some(found)
}

/// A quantity whose unit is part of its words.
#[allow(clippy::too_many_arguments)]
fn percent(chars: &[char], from: usize, at: usize, end: usize, value: Decimal, upper: Option<Decimal>, unit: &str, kind: Kind) -> Quantity {
    let numeral = Span::new(at, end);
    let (mut span, mut qualifier) = (numeral, Qualifier::Exact);
    if matches!(chars.get(end), Some('多' | '强')) && !chars.get(end + 1).is_some_and(|&c| is_han(c)) {
        (span.end, qualifier) = (end + 1, Qualifier::Over);
    }
    if let Some((cue_end, said)) = cue::after(chars, span.end) {
        (span.end, qualifier) = (cue_end, said);
    }
    if let Some((cue_start, said)) = cue::before(chars, from, at, false) {
        (span.start, qualifier) = (cue_start, said);
    }
    Quantity {
        span,
        numeral,
        unit_span: Span::new(end, end),
        written: Span::new(end, end),
        value: value.to_f64(),
        upper: upper.map(Decimal::to_f64),
        unit: unit.to_string(),
        kind,
        qualifier,
    }
}
