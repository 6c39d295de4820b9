//! Turns dates and periods in the text into ISO dates.
//!
//! Found: `2023年1月19日`, `2022年12月`, `2022年以来`, `2021—2025年`, `2023-01-30`, `9月30日`, `今年`, `去年`, `上半年`, `第一季度`.
//! Not found: years inside 《…》 or 〔…〕 (they belong to a document), `24小时`, `12月` counted as a duration (`12个月`), `1912345年`.
//! What names no year counts from the year reported on; without that year it is left out.

use crate::span::{Span, Spans};
use crate::text::{Layout, Source};
use serde::Serialize;

/// A date or period named in the text, as first and last day (inclusive, ISO).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateMention {
    pub span: Span,
    pub start: String,
    pub end: String,
}

impl Spans for DateMention {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}

/// The dates and periods of body and tables, in order. `year` is the year reported on.
pub fn dates(source: &Source, layout: &Layout, year: Option<u16>) -> Vec<DateMention> {
    let mut found = Vec::new();
    for line in layout.body() {
        let (mut at, mut title) = (line.span.start, 0usize);
        while at < line.span.end {
            match source.at(at) {
                '《' | '〔' => title += 1,
                '》' | '〕' => title = title.saturating_sub(1),
                c if title == 0 && may_open(c) => {
                    if let Some((mention, end)) = mention_at(source, at, line.span.end, year) {
                        found.push(mention);
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
    found
}

/// Cheap test for the characters at which [`mention_at`] has something to do.
fn may_open(c: char) -> bool {
    matches!(c, '0'..='9' | '今' | '本' | '去' | '上' | '下' | '第' | '一' | '二' | '三' | '四')
}

/// First and last day of a period.
struct Period {
    from: (u16, u8, u8),
    to: (u16, u8, u8),
    end: usize,
}

fn mention_at(source: &Source, at: usize, limit: usize, year: Option<u16>) -> Option<(DateMention, usize)> {
    if source.before(at).is_ascii_alphanumeric() || source.before(at) == '.' {
        return None;
    }
    let period = match source.at(at) {
        '0'..='9' => numeric(source, at, year)?,
        '今' | '本' | '去' | '上' | '下' | '第' | '一' | '二' | '三' | '四' => relative(source, at, year?)?,
        _ => return None,
    };
    if period.end > limit {
        return None;
    }
    let text = |(y, m, d): (u16, u8, u8)| format!("{y:04}-{m:02}-{d:02}");
    let mention = DateMention { span: Span::new(at, period.end), start: text(period.from), end: text(period.to) };
    Some((mention, period.end))
}

/// Up to `most` digits at `at`, and where they end.
fn digits(source: &Source, at: usize, most: usize) -> Option<(u32, usize)> {
    let mut end = at;
    let mut value = 0;
    while let Some(digit) = source.at(end).to_digit(10) {
        if end - at == most {
            return None;
        }
        value = value * 10 + digit;
        end += 1;
    }
    (end > at).then_some((value, end))
}

fn skip_blanks(source: &Source, mut at: usize) -> usize {
    while source.at(at) == ' ' {
        at += 1;
    }
    at
}

/// A number followed by `mark`, blanks allowed in between (2023 年).
fn marked(source: &Source, at: usize, most: usize, mark: char) -> Option<(u32, usize)> {
    let (value, end) = digits(source, at, most)?;
    let end = skip_blanks(source, end);
    (source.at(end) == mark).then_some((value, end + 1))
}

fn plausible_year(value: u32) -> Option<u16> {
    (1900..=2100).contains(&value).then_some(value as u16)
}

fn numeric(source: &Source, at: usize, year: Option<u16>) -> Option<Period> {
    if let Some((first, end)) = digits(source, at, 4).filter(|(value, _)| plausible_year(*value).is_some()) {
        let first = plausible_year(first)?;
        let end = skip_blanks(source, end);
        match source.at(end) {
            '年' => return in_year(source, first, end + 1),
            '-' | '/' | '.' => {
                if let Some(period) = hyphenated(source, first, end) {
                    return Some(period);
                }
            }
            _ => {}
        }
        if matches!(source.at(end), '-' | '—' | '–' | '~' | '至' | '到') {
            let mut next = end + 1;
            while matches!(source.at(next), '-' | '—' | ' ') {
                next += 1;
            }
            let (last, end) = marked(source, next, 4, '年')?;
            let last = plausible_year(last)?;
            return (first <= last).then_some(Period { from: (first, 1, 1), to: (last, 12, 31), end });
        }
        return None;
    }
    let (month, end) = marked(source, at, 2, '月')?;
    month_in(source, year?, month, end)
}

/// What follows `2022年`: 12月, 12月31日, 以来, 度, 上半年, 第一季度 or nothing.
fn in_year(source: &Source, year: u16, end: usize) -> Option<Period> {
    let next = skip_blanks(source, end);
    if let Some((month, after)) = marked(source, next, 2, '月') {
        return month_in(source, year, month, after);
    }
    if let Some(part) = part_of_year(source, year, next) {
        return Some(part);
    }
    let end = if source.at(end) == '度' { end + 1 } else { end };
    let end = if source.reads(end, "以来") { end + 2 } else { end };
    Some(Period { from: (year, 1, 1), to: (year, 12, 31), end })
}

fn month_in(source: &Source, year: u16, month: u32, end: usize) -> Option<Period> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let month = month as u8;
    if let Some((day, end)) = marked(source, skip_blanks(source, end), 2, '日') {
        return ((1..=u32::from(days(year, month))).contains(&day)).then(|| {
            let day = (year, month, day as u8);
            Period { from: day, to: day, end }
        });
    }
    // 1—11月 was cut off at its end by the caller's start: the month alone is what is sure.
    let end = if source.at(end) == '份' { end + 1 } else { end };
    Some(Period { from: (year, month, 1), to: (year, month, days(year, month)), end })
}

/// 2023-01-30, 2023/1/30, 2023.1.30.
fn hyphenated(source: &Source, year: u16, at: usize) -> Option<Period> {
    let mark = source.at(at);
    let (month, end) = digits(source, skip_blanks(source, at + 1), 2)?;
    if source.at(end) != mark {
        return None;
    }
    let (day, end) = digits(source, skip_blanks(source, end + 1), 2)?;
    if !(1..=12).contains(&month) || !(1..=u32::from(days(year, month as u8))).contains(&day) {
        return None;
    }
    let day = (year, month as u8, day as u8);
    Some(Period { from: day, to: day, end })
}

/// 上半年, 下半年, 第一季度, 一季度.
fn part_of_year(source: &Source, year: u16, at: usize) -> Option<Period> {
    let months = |from: u8, to: u8, end: usize| Some(Period { from: (year, from, 1), to: (year, to, days(year, to)), end });
    if source.reads(at, "上半年") {
        return months(1, 6, at + 3);
    }
    if source.reads(at, "下半年") {
        return months(7, 12, at + 3);
    }
    let which = if source.at(at) == '第' { at + 1 } else { at };
    let quarter = "一二三四".chars().position(|c| c == source.at(which))? as u8;
    if !source.reads(which + 1, "季度") {
        return None;
    }
    months(quarter * 3 + 1, quarter * 3 + 3, which + 3)
}

fn relative(source: &Source, at: usize, year: u16) -> Option<Period> {
    for (words, year) in [
        ("今年", year),
        ("本年度", year),
        ("本年", year),
        ("去年", year.checked_sub(1)?),
        ("上年度", year.checked_sub(1)?),
        ("上年", year.checked_sub(1)?),
    ] {
        if source.reads(at, words) {
            return in_year(source, year, at + words.chars().count());
        }
    }
    // 每季度, 近一季度 and the like name no quarter of this year.
    if matches!(source.before(at), '每' | '近' | '前' | '后' | '逐') {
        return None;
    }
    part_of_year(source, year, at)
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
