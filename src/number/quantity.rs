//! Turns one numeral and what stands around it into a quantity: value, unit, qualifier.

use super::decimal::Decimal;
use super::numeral::{self, Numeral};
use super::unit::{self, Counts, Rest, Unit};
use super::{cue, word, Quantity};
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
    if first == '一' && at > from && chars.get(at - 1) == Some(&'无') {
        if let Some(quantity) = word::not_one(chars, at) {
            return Reading::Quantity(quantity);
        }
    }
    if let Some(end) = cue::not_numeral(chars, from, at) {
        return Reading::Nothing(end);
    }
    let special = match first {
        '半' => word::half(chars, from, at).or_else(|| word::half_a_unit(chars, at)),
        '翻' => word::doubled(chars, from, at),
        '零' | '0' => word::zero(chars, at),
        'l' | 'I' | 'O' | 'o' => word::lost_shape(chars, from, at),
        '百' | '千' | '万' => word::share(chars, from, at),
        '一' if chars.get(at + 1) == Some(&'半') => word::half(chars, from, at),
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

pub fn number(chars: &[char], at: usize) -> Option<Numeral> {
    numeral::read(chars, at, true, &|i| unit::begins_with_numeral(chars, i))
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
    if let Some(quantity) = word::fraction(chars, from, at, &first, value).or_else(|| word::stroke(chars, from, at, &first, value)) {
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
    // 万余, 上百, 超过万亿: a bare power of ten is a number only beside such a word. 数十, 几百 give no number at all.
    let some =
        at > from && matches!(chars.get(at - 1), Some('数' | '几')) && matches!(chars.get(at), Some('十' | '百' | '千' | '万' | '亿'));
    if (first.bare && !vague && lead.is_none()) || some {
        return Reading::Nothing(numeral_end);
    }
    let mut start = at;
    let mut qualifier = if vague { Qualifier::Over } else { Qualifier::Exact };
    if let Some((cue_start, said)) = lead {
        (start, qualifier) = (cue_start, said);
    }
    let Some(mut unit) = found else {
        if let Some(quantity) = word::rate_of_zero(chars, from, at, end).filter(|_| value.is_zero()) {
            return Reading::Quantity(quantity);
        }
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
    let rest = unit::rest(chars, &mut unit);
    end = unit.span.end;
    match rest {
        Some(Rest::Tenths(tenths)) if upper.is_none() => {
            end += usize::from(chars.get(end).is_some_and(|&c| c == '半' || numeral::digit(c).is_some()));
            value = Decimal::integer(tenths).shift(-1).and_then(|part| value.add(part)).unwrap_or(value);
        }
        Some(Rest::Over) => {
            end += usize::from(matches!(chars.get(end), Some('多' | '余' | '强')));
            qualifier = if lead.is_some() { qualifier } else { Qualifier::Over };
        }
        _ => {}
    }
    if let Some((cue_end, said)) = after(chars, end, &unit) {
        end = cue_end;
        qualifier = if lead.is_some() { qualifier } else { said };
    }
    if let Some(sign) = minus(chars, from, start, &unit).filter(|_| upper.is_none()) {
        (start, value) = (sign, value.negate());
    }
    let (low, name) = in_unit(value, &unit);
    let high = upper.and_then(|upper| in_unit(upper, &unit).0);
    let Some(low) = low else { return Reading::Nothing(end) };
    Reading::Quantity(Quantity {
        span: Span::new(start, end),
        numeral: Span::new(at, numeral_end),
        unit_span: unit.span,
        written: if name == unit.name { unit.written() } else { Span::new(unit.span.end, unit.span.end) },
        value: low.to_f64(),
        upper: high.map(Decimal::to_f64),
        unit: name,
        kind: unit.kind,
        qualifier,
    })
}

/// The minus sign of a rate (增长-1.3%): behind a word, a blank or an opening mark, never behind another figure.
fn minus(chars: &[char], from: usize, start: usize, unit: &Unit) -> Option<usize> {
    let at = start.checked_sub(1).filter(|&at| at >= from && matches!(chars.get(at), Some('-' | '−')))?;
    let apart = at == from || chars.get(at - 1).is_some_and(|&c| is_han(c) || matches!(c, ' ' | '\t' | '(' | ':' | ','));
    (apart && matches!(unit.kind, Kind::Percent | Kind::PercentagePoint)).then_some(at)
}

/// 余 or 多 behind the numeral: end, and whether one stands there or inside.
fn vague_end(chars: &[char], end: usize, inside: bool) -> (usize, bool) {
    match chars.get(end) {
        Some('余' | '多' | '几') => (end + 1, true),
        // 1 300 余次: blanks around every figure.
        Some(' ') if matches!(chars.get(end + 1), Some('余' | '多')) && unit::at(chars, end + 2).is_some() => (end + 2, true),
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
pub fn separator_end(chars: &[char], at: usize) -> Option<usize> {
    let i = unit::past_blanks(chars, at);
    let end = match chars.get(i)? {
        '-' | '—' | '–' | '―' | '－' | '─' | '~' | '〜' | '∼' | '至' | '到' => i + 1,
        _ => return None,
    };
    let end = if matches!((chars.get(i), chars.get(end)), (Some('—'), Some('—')) | (Some('―'), Some('―'))) { end + 1 } else { end };
    Some(unit::past_blanks(chars, end))
}
