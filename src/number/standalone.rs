//! Turns one numeral standing alone, in any of the shapes that people type, into its value.

use super::decimal::Decimal;
use super::numeral;
use crate::text::{fold, is_blank};

/// The value of one numeral standing alone: Arabic, Chinese (also capital and traditional characters), mixed, with 万/亿, thousands
/// separators, blanks inside, a sign, an exponent. A percentage gives its figure (98% and 百分之九十八 → 98, 9成 → 90, 八折 → 80,
/// 3个百分点 → 3), any other fraction its value (二分之一 and 1/2 → 0.5). `None` for what is no numeral, and for empty text.
pub fn read_number(numeral: &str) -> Option<f64> {
    let chars: Vec<char> = numeral.chars().take(LONGEST).map(|c| simplify(fold(c))).collect();
    let text: String = chars.iter().collect();
    let text = text.trim_matches(is_blank);
    if let Some((upper, lower)) = text.split_once('/') {
        // 1 4/3 is one and four thirds: the last blank before the stroke parts the whole number from the fraction.
        let (whole, upper) = upper.trim().rsplit_once(' ').map_or((0.0, upper), |(w, u)| (plain(&squeeze(w)).unwrap_or(f64::NAN), u));
        return finite(whole + plain(&squeeze(upper))? / plain(&squeeze(lower))?);
    }
    let squeezed = squeeze(text);
    finite(share(&squeezed).or_else(|| fraction(&squeezed)).or_else(|| plain(&squeezed))?)
}

/// Longer text is no numeral; the bound keeps odd input cheap.
const LONGEST: usize = 200;

/// What is a share of a hundred, as its figure.
fn share(chars: &[char]) -> Option<f64> {
    match chars {
        ['对', '折'] | ['半', '数'] | ['一', '半'] => Some(50.0),
        ['半', '成'] => Some(5.0),
        [figure @ .., '个', '百' | '千', '分', '点']
        | [figure @ .., '百', '分', '点']
        | ['百', '分', '之', figure @ ..]
        | [figure @ .., '%' | '‰'] => plain(figure),
        [figure @ .., '成'] => Some(exact(figure)?.shift(1)?.to_f64()),
        [figure @ .., '成', '多' | '余'] => Some(exact(figure)?.shift(1)?.to_f64()),
        // 九成五 is 95 of a hundred.
        [figure @ .., '成', digit] if numeral::digit(*digit).is_some_and(|digit| digit > 0) => {
            let part = Decimal::integer(i128::from(numeral::digit(*digit)?));
            Some(exact(figure)?.shift(1)?.add(part)?.to_f64())
        }
        [figure @ .., '成', '半'] => Some(exact(figure)?.shift(1)?.add(Decimal::integer(5))?.to_f64()),
        // 三八折 is 38 of a hundred, 八折 is 80.
        [a, b, '折'] if numeral::digit(*a).is_some() && numeral::digit(*b).is_some() => {
            Some(f64::from(numeral::digit(*a)?) * 10.0 + f64::from(numeral::digit(*b)?))
        }
        [figure @ .., '折'] => Some(exact(figure)?.shift(1)?.to_f64()),
        _ => None,
    }
}

/// 三分之二, 三百五十又三分之一, 负3分之负一百五十七.
fn fraction(chars: &[char]) -> Option<f64> {
    let at = chars.windows(2).position(|pair| pair == ['分', '之'])?;
    let (before, after) = (chars.get(..at)?, chars.get(at + 2..)?);
    let (whole, lower) = match before.iter().position(|&c| c == '又') {
        Some(at) => (plain(before.get(..at)?)?, before.get(at + 1..)?),
        None => (0.0, before),
    };
    let part = plain(after)? / plain(lower).or_else(|| bare_power(lower))?;
    // 负一又二分之一 is -1.5: the sign holds for both.
    Some(if whole < 0.0 { whole - part } else { whole + part })
}

/// 千 in 千分之, 万万 in 万万分之.
fn bare_power(chars: &[char]) -> Option<f64> {
    let numeral = numeral::read(chars, 0, false, &|_| false)?;
    (numeral.end == chars.len() && numeral.bare).then_some(numeral.value?.to_f64())
}

/// A number without percent sign or fraction line: 12, -3.5e2, 2^5, 40k, 五十打, 二十几万.
fn plain(chars: &[char]) -> Option<f64> {
    if let Some(at) = chars.iter().position(|&c| c == '^') {
        return power(plain(chars.get(..at)?)?, whole(chars.get(at + 1..)?)?);
    }
    match chars {
        ['百'] => Some(100.0),
        ['半', '百'] => Some(50.0),
        [dozens @ .., '打'] => Some(exact(dozens)?.multiply(Decimal::integer(12))?.to_f64()),
        _ => Some(exact(chars)?.to_f64()),
    }
}

/// The exact value of digits and units, with a sign, `k`, or an exponent of ten.
fn exact(chars: &[char]) -> Option<Decimal> {
    match chars {
        ['-' | '−' | '负', rest @ ..] => Some(exact(rest)?.negate()),
        ['+', rest @ ..] if rest.first()?.is_ascii_digit() => exact(rest),
        ['.', rest @ ..] if rest.first()?.is_ascii_digit() => {
            let digits = rest.iter().all(char::is_ascii_digit);
            digits.then(|| Decimal::from_digits(chars)).flatten()
        }
        [rest @ .., 'k' | 'K'] if rest.last()?.is_ascii_digit() => exact(rest)?.shift(3),
        [rest @ .., '余' | '多' | '几' | '来'] => {
            let numeral = numeral::read(rest, 0, false, &|_| false)?;
            (numeral.end == rest.len()).then_some(numeral.value).flatten()
        }
        _ => {
            let mantissa = numeral::read(chars, 0, false, &|_| false)?;
            let rest = chars.get(mantissa.end..)?;
            let value = mantissa.value.filter(|_| !mantissa.bare || mantissa.vague)?;
            match rest {
                [] => Some(value),
                ['e' | 'E', exponent @ ..] if !mantissa.chinese => value.shift(i32::try_from(whole(exponent)?).ok()?),
                _ => None,
            }
        }
    }
}

/// A whole number with an optional sign, of at most three digits: an exponent.
fn whole(chars: &[char]) -> Option<i64> {
    let (sign, digits) = match chars {
        ['-' | '−', digits @ ..] => (-1, digits),
        ['+', digits @ ..] => (1, digits),
        digits => (1, digits),
    };
    let short = (1..=3).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit);
    short.then(|| digits.iter().fold(0, |n, c| n * 10 + i64::from(c.to_digit(10).unwrap_or(0))) * sign)
}

/// Repeated multiplication: the same last bit on every machine.
fn power(base: f64, exponent: i64) -> Option<f64> {
    let product = (0..exponent.unsigned_abs()).fold(1.0, |product, _| product * base);
    Some(if exponent < 0 { 1.0 / product } else { product })
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn squeeze(text: &str) -> Vec<char> {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// Capital (大写) characters of numerals to the everyday ones; folding has simplified traditional ones (貳, 參).
fn simplify(c: char) -> char {
    match c {
        '壹' => '一',
        '贰' => '二',
        '叁' | '参' | '叄' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        _ => c,
    }
}
