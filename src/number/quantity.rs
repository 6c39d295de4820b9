//! Turns one numeral and what stands around it into a quantity: value, unit, qualifier.

use super::decimal::Decimal;
use super::numeral::{self, Numeral};
use super::unit::{self, Counts, Unit};
use super::{cue, Quantity};
use super::{Kind, Qualifier};
use crate::span::Span;
use crate::text::is_han;

/// What stands at a numeral.
pub enum Reading {
    Quantity(Quantity),
    /// A number without a unit of its own; a list may lend it one (164、21 和 37 件).
    Bare(Bare),
    /// Nothing that counts; go on at this position.
    Nothing(usize),
}

/// A number that waits for its unit.
pub struct Bare {
    pub span: Span,
    pub numeral: Span,
    pub value: Decimal,
    pub large: bool,
    pub qualifier: Qualifier,
}

/// Reads what starts at `at` (a numeral's first character, or 半, 零, 翻, or a letter that stands for a digit). A leading cue reaches back
/// no further than `from`, a unit no further than `end`.
pub fn read(chars: &[char], from: usize, at: usize) -> Reading {
    let first = chars.get(at).copied().unwrap_or('\0');
    if let Some(end) = cue::not_numeral(chars, from, at) {
        return Reading::Nothing(end);
    }
    let special = match first {
        '半' => half(chars, from, at),
        '翻' => doubled(chars, from, at),
        '零' => zero(chars, at),
        'l' | 'I' | 'O' | 'o' => lost_shape(chars, from, at),
        '百' | '千' | '万' => share(chars, from, at),
        '一' if chars.get(at + 1) == Some(&'半') => half(chars, from, at),
        _ => None,
    };
    if let Some(quantity) = special {
        return Reading::Quantity(quantity);
    }
    match number(chars, at) {
        Some(numeral) => counted(chars, from, at, numeral),
        None => Reading::Nothing(at + 1),
    }
}

fn number(chars: &[char], at: usize) -> Option<Numeral> {
    numeral::read(chars, at, &|i| unit::begins_with_numeral(chars, i))
}

/// The value to put out, and the unit; 成 are tens of percent.
fn in_unit(value: Decimal, unit: &Unit) -> (Option<Decimal>, String) {
    match unit.name.as_str() {
        "成" => (value.shift(1), "%".to_string()),
        name => (Some(value), name.to_string()),
    }
}

fn counted(chars: &[char], from: usize, at: usize, first: Numeral) -> Reading {
    let Some(mut value) = first.value else { return Reading::Nothing(first.end) };
    if let Some(quantity) = fraction(chars, from, at, &first, value).or_else(|| stroke(chars, from, at, &first, value)) {
        return Reading::Quantity(quantity);
    }
    let mut numeral_end = first.end;
    let (mut end, mut vague) = vague_end(chars, first.end, first.vague);
    let mut large = first.magnitude > 0 || vague;
    let mut upper = None;
    let mut found = unit_at(chars, end, large, &first);
    if let Some((second, low)) = range(chars, at, &first, value, end, found.as_ref()) {
        value = low;
        upper = second.value;
        numeral_end = second.end;
        (end, vague) = vague_end(chars, second.end, second.vague);
        large = second.magnitude > 0 || vague;
        found = unit_at(chars, end, large, &second);
    }
    let lead = cue::before(chars, from, at, first.bare);
    // 万余, 上百, 超过万亿: a bare power of ten is a number only beside such a word.
    if first.bare && !vague && lead.is_none() {
        return Reading::Nothing(numeral_end);
    }
    let mut start = at;
    let mut qualifier = if vague { Qualifier::Over } else { Qualifier::Exact };
    if let Some((cue_start, said)) = lead {
        (start, qualifier) = (cue_start, said);
    }
    let Some(unit) = found else {
        let span = Span::new(start, end);
        let large = first.magnitude > 0;
        return match upper {
            // A small Chinese numeral without unit is part of a word.
            None if first.chinese && !large && value.less(Decimal::integer(10)) => Reading::Nothing(end),
            None => Reading::Bare(Bare { span, numeral: Span::new(at, numeral_end), value, large, qualifier }),
            Some(_) => Reading::Nothing(end),
        };
    };
    if unit.counts == Counts::Never {
        return Reading::Nothing(unit.span.end);
    }
    let small = first.chinese && value.less(Decimal::integer(100));
    // 零 counts only what it is a word with (零败诉); 零次, 零元 are slogans.
    if (unit.counts == Counts::Digits && small && !large) || (first.chinese && value.is_zero()) {
        return Reading::Nothing(unit.span.end);
    }
    end = unit.span.end;
    if let Some((cue_end, said)) = after(chars, end, &unit) {
        end = cue_end;
        qualifier = if lead.is_some() { qualifier } else { said };
    }
    let (low, name) = in_unit(value, &unit);
    let high = upper.and_then(|upper| in_unit(upper, &unit).0);
    let Some(low) = low else { return Reading::Nothing(end) };
    Reading::Quantity(Quantity {
        span: Span::new(start, end),
        numeral: Span::new(at, numeral_end),
        unit_span: unit.span,
        value: low.to_f64(),
        upper: high.map(Decimal::to_f64),
        unit: name,
        kind: unit.kind,
        qualifier,
    })
}

/// 余 or 多 behind the numeral: end, and whether one stands there or inside.
fn vague_end(chars: &[char], end: usize, inside: bool) -> (usize, bool) {
    match chars.get(end) {
        Some('余' | '多' | '几') => (end + 1, true),
        Some('来') if end > 0 && matches!(chars.get(end - 1), Some('十' | '百')) => (end + 1, true),
        _ => (end, inside),
    }
}

/// The unit behind a numeral: a measure word, else a noun that it counts.
fn unit_at(chars: &[char], at: usize, large: bool, numeral: &Numeral) -> Option<Unit> {
    let measure = unit::at(chars, at);
    // 2900多万家庭: the longer word wins over the measure word that it begins with.
    if measure.is_some() && !unit::begins_noun(chars, at, measure.as_ref()) {
        return measure;
    }
    // 1000万以上农村贫困人口: the cue may stand between numeral and noun.
    let noun_at = if large { cue::after(chars, at).map_or(at, |(end, _)| end) } else { at };
    let countable = large || (!numeral.chinese && numeral.value.is_some_and(|v| v.less(Decimal::integer(1000))));
    if countable && (large || numeral.end == at) {
        unit::noun(chars, noun_at, large).or(measure)
    } else {
        measure
    }
}

/// The cue behind a unit; 内 stands for 以内 behind a length of time.
fn after(chars: &[char], at: usize, unit: &Unit) -> Option<(usize, Qualifier)> {
    cue::after(chars, at).or_else(|| {
        let within = chars.get(at) == Some(&'内') && (unit.counts == Counts::Length || unit.name == "工作日");
        within.then_some((at + 1, Qualifier::Under))
    })
}

/// The second number of a range whose first one ends (with 余, 多) at `end`, and the first one's value: 9~16亿 is 9亿 to 16亿.
fn range(chars: &[char], at: usize, first: &Numeral, value: Decimal, end: usize, unit: Option<&Unit>) -> Option<(Numeral, Decimal)> {
    let behind = unit.map_or(end, |unit| unit.span.end);
    let second_at = [behind, end].into_iter().find_map(|i| separator_end(chars, i))?;
    // 从 60 件到 70 件, 由 76 项至 83 项 are two levels, not one range.
    let leads = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or('\0');
    if matches!(leads, '从' | '由' | '自') {
        return None;
    }
    let second = number(chars, second_at)?;
    let upper = second.value?;
    if unit.is_some() {
        let same = unit::at(chars, vague_end(chars, second.end, false).0);
        if same.as_ref().map(|u| &u.name) != unit.map(|u| &u.name) {
            return None;
        }
    }
    let low = if first.magnitude == 0 && second.magnitude > 0 {
        let shifted = value.shift(second.magnitude)?;
        if shifted.less(upper) {
            shifted
        } else {
            value
        }
    } else {
        value
    };
    (low.less(upper) && first.chinese == second.chinese).then_some((second, low))
}

/// The position behind the mark or word that joins the two ends of a range.
fn separator_end(chars: &[char], at: usize) -> Option<usize> {
    let i = unit::past_blanks(chars, at);
    let end = match chars.get(i)? {
        '-' | '—' | '–' | '―' | '－' | '─' | '~' | '〜' | '∼' | '至' | '到' => i + 1,
        _ => return None,
    };
    let end = if matches!((chars.get(i), chars.get(end)), (Some('—'), Some('—')) | (Some('―'), Some('―'))) { end + 1 } else { end };
    Some(unit::past_blanks(chars, end))
}

/// 1/3 as a share: a small whole part of a small whole, with no unit, date or further stroke around it.
fn stroke(chars: &[char], from: usize, at: usize, upper: &Numeral, part: Decimal) -> Option<Quantity> {
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
fn fraction(chars: &[char], from: usize, at: usize, lower: &Numeral, whole: Decimal) -> Option<Quantity> {
    if !(chars.get(lower.end) == Some(&'分') && chars.get(lower.end + 1) == Some(&'之')) {
        return None;
    }
    let upper = number(chars, lower.end + 2)?;
    let value = upper.value?.percent_of(whole)?;
    Some(percent(chars, from, at, upper.end, value, None, "%", Kind::Percent))
}

/// 百分之九点五, 千分之三, 万分之一点五; 百分之六十至七十.
fn share(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
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
fn half(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
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
fn doubled(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
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
    Some(found)
}

/// 零败诉: the noun is the unit.
fn zero(chars: &[char], at: usize) -> Option<Quantity> {
    let unit = unit::counted_by_zero(chars, at + 1)?;
    Some(Quantity {
        span: Span::new(at, unit.span.end),
        numeral: Span::new(at, at + 1),
        unit_span: unit.span,
        value: 0.0,
        upper: None,
        unit: unit.name,
        kind: Kind::Count,
        qualifier: Qualifier::Exact,
    })
}

/// l00%: letters that a copy machine put for digits, believed only before a percent sign.
fn lost_shape(chars: &[char], from: usize, at: usize) -> Option<Quantity> {
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
        value: value.to_f64(),
        upper: upper.map(Decimal::to_f64),
        unit: unit.to_string(),
        kind,
        qualifier,
    }
}
