//! Turns a date written out in full into year, month and day.

use super::source::Source;

/// A calendar day as a report writes it; month and day lie within their bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// `2024-01-26`
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
    /// Does the calendar have it? A report may be signed on 31 April.
    pub fn exists(self) -> bool {
        (1..=days(self.year, self.month)).contains(&self.day)
    }
}

/// The day that starts at `at` and where it ends: `2023年1月19日`, `2023-01-30`, `2023/1/30`, `2023.1.30`, `2023- 02- 28`,
/// `二〇二四年二月二十六日`, `30.01.2023`. Blanks between its parts do not matter.
pub fn day_at(source: &Source, at: usize) -> Option<(Day, usize)> {
    // At most places of a text no figure starts.
    if !matches!(source.at(at), '0'..='9' | 'O' | 'o') && !DIGITS.contains(&source.at(at)) {
        return None;
    }
    year_first(source, at).or_else(|| year_last(source, at))
}

/// `30.01.2023`: with dots the day comes first.
fn year_last(source: &Source, at: usize) -> Option<(Day, usize)> {
    if !source.at(at).is_ascii_digit() || source.before(at).is_ascii_digit() || source.before(at) == '.' {
        return None;
    }
    let (day, end) = figure(source, at, 2).filter(|&(_, end)| source.at(end) == '.')?;
    let (month, end) = figure(source, end + 1, 2).filter(|&(_, end)| source.at(end) == '.')?;
    let (year, end) = figure(source, end + 1, 4)?;
    let holds = (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (holds && !source.at(end).is_ascii_digit()).then_some((Day { year: year as u16, month: month as u8, day: day as u8 }, end))
}

fn year_first(source: &Source, at: usize) -> Option<(Day, usize)> {
    let (year, end) = figure(source, at, 4)?;
    if !(1900..=2200).contains(&year) || source.before(at).is_ascii_digit() {
        return None;
    }
    let (mark, end) = sign(source, end)?;
    let (month, end) = figure(source, end, 2)?;
    let (next, end) = sign(source, end)?;
    let (day, mut end) = figure(source, end, 2)?;
    let matching = match mark {
        '年' => next == '月',
        '-' | '/' | '.' => next == mark,
        _ => false,
    };
    if !matching || !(1..=12).contains(&month) || !(1..=31).contains(&day) || source.at(end).is_ascii_digit() && mark != '-' {
        return None;
    }
    let after = blanks(source, end);
    if mark == '年' && matches!(source.at(after), '日' | '号') {
        end = after + 1;
    }
    Some((Day { year: year as u16, month: month as u8, day: day as u8 }, end))
}

/// The first day within `reach` characters from `at`.
pub fn day_within(source: &Source, at: usize, end: usize) -> Option<Day> {
    (at..end).find_map(|i| day_at(source, i)).map(|(day, _)| day)
}

/// A year at `at`, of four Arabic or Chinese digits (`2023`, `二〇二三`, `二零二三`), and where it ends; 年 is not asked for.
pub fn year_at(source: &Source, at: usize) -> Option<(u16, usize)> {
    if source.before(at).is_ascii_digit() {
        return None;
    }
    let (year, end) = figure(source, at, 4)?;
    ((1900..=2200).contains(&year) && end >= at + 4 && !source.at(end).is_ascii_digit()).then_some((year as u16, end))
}

fn blanks(source: &Source, at: usize) -> usize {
    // Wide blanks stand between the parts of a signature's date; more than a dozen are a gap.
    (at..at + 12).find(|&i| !matches!(source.at(i), ' ' | '\t')).unwrap_or(at)
}

fn sign(source: &Source, at: usize) -> Option<(char, usize)> {
    let at = blanks(source, at);
    let mark = match source.at(at) {
        '—' | '–' => '-',
        c @ ('年' | '月' | '-' | '/' | '.') => c,
        _ => return None,
    };
    Some((mark, blanks(source, at + 1)))
}

const DIGITS: [char; 11] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '零'];

/// A figure of at most `width` Arabic digits, or of Chinese ones (digit by digit, or with 十).
fn figure(source: &Source, at: usize, width: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = (0u32, at);
    while let Some(digit) = source.at(end).to_digit(10) {
        if end == at + width {
            break;
        }
        value = value * 10 + digit;
        end += 1;
    }
    if end > at {
        return (width < 4 || end == at + 4).then_some((value, end));
    }
    let mut tens = None;
    while end < at + width.max(3) {
        match source.at(end) {
            '十' if width < 4 && tens.is_none() => {
                tens = Some(if end == at { 1 } else { value });
                value = 0;
            }
            c => match DIGITS.iter().position(|&d| d == c) {
                Some(digit) => value = value * 10 + (digit % 10) as u32,
                None if c == 'O' || c == 'o' => value *= 10,
                None => break,
            },
        }
        end += 1;
    }
    (end > at && (width < 4 || end == at + 4)).then_some((tens.unwrap_or(0) * 10 + value, end))
}

/// Number of days in a month; 0 for a month that there is not.
pub fn days(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_shapes() {
        for (text, iso) in [
            ("2023年1月19日", "2023-01-19"),
            ("2023-01-30 15:50:19", "2023-01-30"),
            ("2023-01-3015:50", "2023-01-30"),
            ("2022/04/11 10:20", "2022-04-11"),
            ("2018/1/23", "2018-01-23"),
            ("2023.1.30", "2023-01-30"),
            ("2023- 02- 28", "2023-02-28"),
            ("28.02.2023 09:30", "2023-02-28"),
            ("二〇二四年二月二十六日", "2024-02-26"),
            ("二○二三年十二月十日", "2023-12-10"),
            ("二零二三年十月三十一日", "2023-10-31"),
            ("2024 年 1 月 26 日", "2024-01-26"),
            ("２０２４年１月２６日", "2024-01-26"),
        ] {
            let source = Source::new(text);
            assert_eq!(day_at(&source, 0).map(|(day, _)| day.iso()), Some(iso.to_string()), "{text}");
        }
        for text in ["2023年1月", "2023年13月1日", "23-1-1", "12345-01-02", "2023年", "二〇二三年度", "2023-1/3"] {
            let source = Source::new(text);
            assert_eq!(day_at(&source, 0).map(|(day, _)| day.iso()), None, "{text}");
        }
    }
}
