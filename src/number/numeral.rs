//! Turns a run of numeral characters (Arabic, Chinese, mixed) into one exact value.
//!
//! Chinese numerals follow GB/T 15835-2011: 十 百 千 multiply the digit before them, 万 亿 (兆) close a section and multiply all of it
//! (一万五千亿 is 15000 × 10^8), a last digit without a unit stands one place below the unit before it (四百五 is 450), unless 零 says
//! otherwise (四百零五).

use super::decimal::Decimal;
use crate::rules::CharSet;

/// One numeral in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Position behind its last character.
    pub end: usize,
    /// `None` for characters of numerals that write no number (十四五, 三五).
    pub value: Option<Decimal>,
    /// Holds no Arabic digit.
    pub chinese: bool,
    /// Holds 余, 多, 几 or 来 before a 万 or 亿, or at its end.
    pub vague: bool,
    /// A bare 百, 千, 万, 亿 stands where a digit is missing (万余, 上百): a number only where its neighbourhood says so.
    pub bare: bool,
    /// Power of ten of the 万 or 亿 at its end (0 without): the part that a range or a list may state once for all.
    pub magnitude: i32,
}

/// Value of a Chinese digit; 0 for 零 and 〇.
pub fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Power of ten of a unit within a section.
fn small_unit(c: char) -> Option<i32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        _ => return None,
    })
}

/// Power of ten of a unit that closes a section.
fn great_unit(c: char) -> Option<i32> {
    Some(match c {
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Marks of a rounded-down figure inside a numeral.
fn is_vague(c: char) -> bool {
    matches!(c, '余' | '多' | '几' | '来')
}

/// Can a numeral start with this character?
#[inline]
pub fn starts(c: char) -> bool {
    c.is_ascii_digit() || is_chinese(c)
}

/// A character that Chinese numerals are written with.
#[inline]
pub fn is_chinese(c: char) -> bool {
    const ALL: CharSet = CharSet::new(&[
        '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '兆', '廿', '卅',
    ]);
    ALL.contains(c)
}

/// End of the Arabic number at `at`: digits, thousands parted by `,` or one blank in groups of three, a decimal part.
pub fn arabic_end(chars: &[char], at: usize) -> usize {
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let digits = |from: usize| {
        let mut i = from;
        while is_digit(i) {
            i += 1;
        }
        i
    };
    let mut end = digits(at);
    if let Some(spaced) = spaced_end(chars, at) {
        return spaced;
    }
    if (1..=3).contains(&(end - at)) {
        let separator = chars.get(end).copied().unwrap_or('\0');
        // A group after the first blank must not be followed by a further number: columns of a flattened table are no thousands.
        if matches!(separator, ',' | ' ') {
            let mut grouped = end;
            while chars.get(grouped) == Some(&separator) && digits(grouped + 1) == grouped + 4 {
                grouped += 4;
            }
            let column = separator == ' ' && (chars.get(grouped) == Some(&' ') && is_digit(grouped + 1));
            let second = separator == ' ' && at.checked_sub(2).is_some_and(is_digit) && chars.get(at - 1) == Some(&' ');
            if !column && !second {
                end = grouped;
            }
        }
    }
    if chars.get(end) == Some(&'.') && is_digit(end + 1) {
        end = digits(end + 1);
    }
    end
}

/// How far around a figure a text shows that it sets digits apart, in characters.
const AROUND: usize = 400;

/// End of a number whose digits stand apart (2 1 8 个): a row of three single digits or more. Two of them are one number only where the
/// text around does that to others, since 2 1个 may be two cells of a table.
fn spaced_end(chars: &[char], at: usize) -> Option<usize> {
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let next = |i: usize| chars.get(i + 1) == Some(&' ') && digit(i + 2) && !digit(i + 3);
    let row = |from: usize| {
        let alone = digit(from)
            && !digit(from + 1)
            && !(from > 0 && digit(from - 1))
            && !(from > 1 && chars.get(from - 1) == Some(&' ') && digit(from - 2));
        let mut last = from;
        while alone && next(last) {
            last += 2;
        }
        last
    };
    if digit(at + 1) || !next(at) {
        return None;
    }
    let last = row(at);
    let open = matches!(chars.get(last + 1), Some('.' | ','));
    let elsewhere = || (at.saturating_sub(AROUND)..at + AROUND).any(|i| row(i) >= i + 4);
    (!open && (last >= at + 4 || (last > at && elsewhere()))).then_some(last + 1)
}

/// Reads the numeral that starts at `at`; `None` where none does. `prose`: it stands in a text, where a last digit without a unit belongs to
/// something else (五千亿、七千亿三个关口 is neither 7000.3亿 nor 3). `stops` tells where a further 百, 千, 兆 belongs to a unit
/// (千瓦, 百分点) instead. The whole run is read also where it makes no number, so that no second reading starts in its middle.
pub fn read(chars: &[char], at: usize, prose: bool, stops: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let first = *chars.get(at)?;
    if !starts(first) {
        return None;
    }
    let mut sum = Sum::default();
    let mut i = at;
    while let Some(&c) = chars.get(i) {
        if c.is_ascii_digit() {
            let end = arabic_end(chars, i);
            // 3万4000 and 1万6千 are one number; 680万65岁以上老人 holds two.
            let continues = end - i == 4 || matches!(chars.get(end), Some('千' | '百' | '十')) || sum.zero;
            if !sum.takes_arabic() || (prose && i > at && !continues) {
                break;
            }
            sum.arabic(Decimal::from_digits(chars.get(i..end).unwrap_or(&[])));
            i = end;
        } else if let Some(value) = digit(c) {
            if sum.arabic_last {
                break;
            }
            sum.digit(value);
            i += 1;
        } else if let Some(value) = tens(c) {
            sum.digit(value);
            sum.small(1);
            i += 1;
        } else if let Some(next) = if c == ' ' && sum.arabic_last { great_behind_blank(chars, i) } else { None } {
            // 145 亿元: a blank set between Arabic and Chinese characters.
            i = next;
        } else if let Some(power) = small_unit(c).or(great_unit(c)) {
            if i > at && stops(i) {
                break;
            }
            if power < 4 {
                sum.small(power);
            } else {
                sum.great(power);
            }
            i += 1;
        } else if c == '点' && i > at && sum.pending_or_section() && chars.get(i + 1).copied().and_then(digit).is_some() {
            let mut places = 0;
            i += 1;
            while let Some(value) = chars.get(i).copied().and_then(digit) {
                places += 1;
                sum.decimal(value, places);
                i += 1;
            }
        } else if is_vague(c) && i > at && chars.get(i + 1).copied().is_some_and(|next| next == '万' || next == '亿') && !stops(i + 1) {
            sum.vague = true;
            i += 1;
        } else {
            break;
        }
    }
    sum.broken |= prose && sum.ends_in_shorthand();
    let value = sum.total();
    Some(Numeral { end: i, value, chinese: !sum.arabic_seen, vague: sum.vague, bare: sum.bare, magnitude: sum.magnitude })
}

/// Position of the 万 or 亿 behind one or two blanks.
fn great_behind_blank(chars: &[char], at: usize) -> Option<usize> {
    let next = if chars.get(at + 1) == Some(&' ') { at + 2 } else { at + 1 };
    matches!(chars.get(next), Some('万' | '亿')).then_some(next)
}

fn tens(c: char) -> Option<u8> {
    match c {
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// A numeral as it is read, from left to right.
#[derive(Default)]
struct Sum {
    /// Closed sections with the power of ten that closed them, none smaller than the next.
    closed: Vec<(i32, Decimal)>,
    /// What 十, 百, 千 have multiplied since the last closed section.
    section: Option<Decimal>,
    /// A number that nothing has multiplied yet, and how many Chinese digits it holds (0: Arabic).
    pending: Option<(Decimal, u32)>,
    fraction: Option<Decimal>,
    /// Power of the last unit read, for the digit that follows without one.
    last_unit: i32,
    zero: bool,
    arabic_last: bool,
    arabic_seen: bool,
    broken: bool,
    vague: bool,
    bare: bool,
    magnitude: i32,
}

impl Sum {
    fn takes_arabic(&self) -> bool {
        self.pending.is_none() && !self.broken && self.fraction.is_none()
    }
    fn pending_or_section(&self) -> bool {
        self.fraction.is_none() && (self.pending.is_some() || self.section.is_some() || !self.closed.is_empty())
    }
    fn arabic(&mut self, value: Option<Decimal>) {
        self.pending = value.map(|v| (v, 0));
        self.broken |= value.is_none();
        (self.arabic_last, self.arabic_seen, self.magnitude) = (true, true, 0);
    }
    fn digit(&mut self, value: u8) {
        self.magnitude = 0;
        if value == 0 && self.pending.is_none() && (self.section.is_some() || !self.closed.is_empty()) {
            self.zero = true;
            return;
        }
        let digit = Decimal::integer(i128::from(value));
        self.pending = match self.pending {
            None => Some((digit, 1)),
            // Digits side by side write a number place by place (二〇二三), and then nothing else.
            Some((before, n)) => {
                self.broken |= self.section.is_some() || !self.closed.is_empty() || n == 0;
                let joined = before.shift(1).and_then(|v| v.add(digit));
                self.broken |= joined.is_none();
                joined.map(|v| (v, n + 1))
            }
        };
    }
    fn decimal(&mut self, value: u8, places: i32) {
        let digit = Decimal::integer(i128::from(value)).shift(-places);
        self.fraction = digit.and_then(|d| d.add(self.fraction.unwrap_or(Decimal::ZERO)));
        self.broken |= self.fraction.is_none();
        // 两千三点一 is 2300.1: the point settles the place of the digit before it.
        self.settle();
    }
    /// 四百五, 一万三: does the numeral end with a digit one place below the last unit?
    fn ends_in_shorthand(&self) -> bool {
        self.pending.is_some_and(|(value, digits)| digits == 1 && !self.zero && self.last_unit > 1 && !value.is_zero())
    }
    /// Adds the pending number to the section, at the place it has where no unit follows.
    fn settle(&mut self) {
        let below = self.ends_in_shorthand();
        if let Some((value, digits)) = self.pending.take() {
            let placed = if below { value.shift(self.last_unit - 1) } else { Some(value) };
            self.broken |= digits > 1 && (self.section.is_some() || !self.closed.is_empty());
            self.section = placed.and_then(|v| v.add(self.section.unwrap_or(Decimal::ZERO)));
            self.broken |= self.section.is_none();
        }
    }
    fn small(&mut self, power: i32) {
        let digits = self.pending.map_or(1, |(_, n)| n);
        // 三五十, 二三百: neighbouring digits are a guess, not a number. A unit never outgrows the one before it.
        self.broken |= digits > 1 || self.fraction.is_some();
        let in_order = self.section.is_none() || power < self.last_unit;
        let value = match self.pending.take() {
            Some((value, _)) if in_order => value.shift(power),
            // 百十, 千百: the bare unit multiplies what stands before it; only 十 may open a numeral.
            Some(_) => None,
            // 一千零十二: 十 may leave its 一 out also behind 零.
            None if self.section.is_some() && !(self.zero && power == 1 && in_order) => None,
            None => {
                self.bare |= power > 1 && self.closed.is_empty();
                Decimal::integer(1).shift(power)
            }
        };
        self.broken |= value.is_none();
        self.section = value.and_then(|v| v.add(self.section.unwrap_or(Decimal::ZERO)));
        (self.last_unit, self.zero, self.arabic_last, self.magnitude) = (power, false, false, 0);
    }
    fn great(&mut self, power: i32) {
        let digits = self.pending.map_or(1, |(_, n)| n);
        self.broken |= digits > 1 && !self.pending.is_some_and(|(v, _)| v.is_zero());
        if let Some((value, _)) = self.pending.take() {
            // A digit before 万 counts as it stands (一百零五万); the place rule is for a numeral's end only.
            self.section = value.add(self.section.unwrap_or(Decimal::ZERO));
            self.broken |= self.section.is_none();
        }
        if let Some(fraction) = self.fraction.take() {
            self.section = fraction.add(self.section.unwrap_or(Decimal::ZERO));
        }
        let mut value = self.section.take();
        while let Some(&(closed, sum)) = self.closed.last() {
            if closed >= power && value.is_some() {
                break;
            }
            self.closed.pop();
            value = sum.add(value.unwrap_or(Decimal::ZERO));
            if closed >= power {
                break;
            }
        }
        if value.is_none() {
            self.bare = true;
            value = Some(Decimal::integer(1));
        }
        match value.and_then(|v| v.shift(power)) {
            Some(value) => self.closed.push((power, value)),
            None => self.broken = true,
        }
        // 万亿: the second unit multiplies the first, and the numeral ends with both.
        self.magnitude = if self.arabic_last || self.magnitude == 0 { power } else { self.magnitude + power };
        (self.last_unit, self.zero, self.arabic_last) = (power, false, false);
    }
    fn total(&mut self) -> Option<Decimal> {
        let positional = self.pending.is_some_and(|(_, n)| n > 1);
        self.settle();
        let mut sum = self.section.unwrap_or(Decimal::ZERO).add(self.fraction.unwrap_or(Decimal::ZERO))?;
        for &(_, value) in &self.closed {
            sum = sum.add(value)?;
        }
        // Two or three digits side by side are names and guesses (八五, 三五, 一二三产业); a place-by-place number has more, or a zero.
        let guess = positional && sum.less(Decimal::integer(1000));
        (!self.broken && !guess).then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        let chars: Vec<char> = text.chars().collect();
        let numeral = read(&chars, 0, false, &|_| false)?;
        (numeral.end == chars.len()).then_some(numeral.value?.to_f64())
    }

    #[test]
    fn sections_multiply() {
        for (text, want) in [
            ("一万五千亿", 1.5e12),
            ("4.78万亿", 4.78e12),
            ("10万万", 1e9),
            ("五亿零六", 500_000_006.0),
            ("一百零一万一千", 1_011_000.0),
            ("1万6千", 16_000.0),
            ("3万4000", 34_000.0),
            ("500余万", 5e6),
            ("廿三", 23.0),
            ("两千三点一", 2300.1),
            ("三点五万", 35_000.0),
            ("一百零五万", 1_050_000.0),
            ("二〇二三", 2023.0),
            ("四百五", 450.0),
            ("1 092", 1092.0),
            ("10,438", 10_438.0),
        ] {
            assert_eq!(value(text), Some(want), "{text}");
        }
    }

    #[test]
    fn names_are_no_numbers() {
        for text in ["十四五", "八五", "三五", "二三十", "千百", "一二三"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
