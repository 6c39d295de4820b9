//! Turns dates and periods in the text into ISO dates.
//!
//! Found: `2023年1月19日`, `二〇二三年`, `2022年12月底`, `2022年以来`, `2021—2025年`, `1—11月`, `5月1日至7日`, `2023-01-30`, `今年`, `去年下半年`,
//! `前三季度`, `年底`, `“十四五”期间`.
//! Not found: years inside 《…》 or 〔…〕 (they belong to a document), `24小时`, `12个月` and `3月内` (durations), `1912345年`.
//! What names no year counts from the year reported on; without that year it is left out.

mod part;

use crate::rules::CharSet;
use crate::span::{Span, Spans};
use crate::text::{days, year_at, Layout, Source};
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

/// What was read: the mentions, in order, and the days that no calendar has (4月31日).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    pub mentions: Vec<DateMention>,
    pub impossible: Vec<Span>,
}

/// The dates and periods of body and tables. `year` is the year reported on.
pub fn dates(source: &Source, layout: &Layout, year: Option<u16>) -> Dates {
    let mut found = Dates::default();
    for line in layout.body() {
        let (mut at, mut title) = (line.span.start, 0usize);
        while at < line.span.end {
            let c = source.at(at);
            if !MAY_OPEN.contains(c) {
                at += 1;
                continue;
            }
            match c {
                '《' | '〔' => title += 1,
                '》' | '〕' => title = title.saturating_sub(1),
                _ if title == 0 => {
                    if let Some(end) = impossible_at(source, at).filter(|&end| end <= line.span.end) {
                        found.impossible.push(Span::new(at, end));
                        at = end;
                        continue;
                    }
                    if let Some(period) = period_at(source, at, year).filter(|period| period.end <= line.span.end) {
                        found.mentions.push(mention(at, &period));
                        at = period.end;
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

/// The characters at which [`period_at`] has something to do, and the brackets inside of which it has nothing to do.
const MAY_OPEN: CharSet = CharSet::new(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '今', '本', '去', '上', '下', '明', '次', '第', '前', '年', '“', '一', '二', '三',
    '四', '五', '六', '七', '八', '九', '十', '《', '》', '〔', '〕',
]);

/// First and last day of a period, and where its words end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Period {
    from: Date,
    to: Date,
    end: usize,
}

type Date = (u16, u8, u8);

fn mention(start: usize, period: &Period) -> DateMention {
    let text = |(y, m, d): Date| format!("{y:04}-{m:02}-{d:02}");
    DateMention { span: Span::new(start, period.end), start: text(period.from), end: text(period.to) }
}

/// The date or period that starts at `at`, drawn out to its second half where it has one: 3月至10月, 5月1日至7日.
fn period_at(source: &Source, at: usize, year: Option<u16>) -> Option<Period> {
    let before = source.before(at);
    if before.is_ascii_alphanumeric() || before == '.' || (before == '〇' && source.at(at) != '“') {
        return None;
    }
    let first = point_at(source, at, year)?;
    Some(through(source, first).unwrap_or(first))
}

/// Where a range goes on behind a dash or 至.
fn joined(source: &Source, at: usize) -> Option<usize> {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '~');
    let mut next = skip_blanks(source, at);
    match source.at(next) {
        '至' | '到' => next += 1,
        c if dash(c) => {
            while dash(source.at(next)) {
                next += 1;
            }
        }
        _ => return None,
    }
    Some(skip_blanks(source, next))
}

/// The range that begins with `first`; what its second half leaves out, it shares with the first.
fn through(source: &Source, first: Period) -> Option<Period> {
    let next = joined(source, first.end)?;
    let day = (first.from == first.to).then(|| marked(source, next, 2, '日')).flatten();
    let last = match day {
        Some((day, end)) => part::day(first.from.0, u32::from(first.from.1), day, end)?,
        None => point_at(source, next, Some(first.from.0))?,
    };
    (first.from <= last.from).then_some(Period { from: first.from, to: last.to, end: last.end })
}

/// One date or period by itself.
fn point_at(source: &Source, at: usize, year: Option<u16>) -> Option<Period> {
    match source.at(at) {
        '0'..='9' => numeric(source, at, year),
        '“' => part::plan(source, at),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            han_year(source, at, year).or_else(|| part::han_month(source, at, year?, true)).or_else(|| part::of_year(source, at, year?))
        }
        '今' | '本' | '去' | '上' | '下' | '明' | '次' | '第' | '前' | '年' => relative(source, at, year?),
        _ => None,
    }
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

/// Two numbers joined by a dash before `mark`: 1—11月.
fn range(source: &Source, at: usize, mark: char) -> Option<(u32, u32, usize)> {
    let (first, end) = digits(source, at, 2)?;
    let (last, end) = marked(source, joined(source, end)?, 2, mark)?;
    (first <= last).then_some((first, last, end))
}

fn plausible_year(value: u32) -> Option<u16> {
    (1900..=2100).contains(&value).then_some(value as u16)
}

fn numeric(source: &Source, at: usize, year: Option<u16>) -> Option<Period> {
    if let Some((first, end)) = digits(source, at, 4).filter(|(value, _)| plausible_year(*value).is_some()) {
        let first = plausible_year(first)?;
        let end = skip_blanks(source, end);
        if source.at(end) == '年' {
            return in_year(source, first, end + 1, year);
        }
        if let Some((month, day, end)) = hyphenated(source, end) {
            return part::day(first, month, day, end);
        }
        let (last, end) = marked(source, joined(source, end)?, 4, '年')?;
        let last = plausible_year(last)?;
        return (first <= last).then_some(Period { from: (first, 1, 1), to: (last, 12, 31), end });
    }
    months(source, year?, at)
}

/// 1—11月, 5月1—7日, 5月1日, 5月.
fn months(source: &Source, year: u16, at: usize) -> Option<Period> {
    if let Some((first, last, end)) = range(source, at, '月') {
        let from = part::month(source, year, first, end)?;
        let to = part::month(source, year, last, end)?;
        return Some(Period { from: from.from, ..to });
    }
    let (month, end) = marked(source, at, 2, '月')?;
    part::month_or_day(source, year, month, end)
}

/// A year in Chinese digits, with what follows it.
fn han_year(source: &Source, at: usize, reported: Option<u16>) -> Option<Period> {
    let (year, end) = year_at(source, at)?;
    if source.at(end) != '年' {
        return None;
    }
    part::han_month(source, end + 1, year, false).or_else(|| in_year(source, year, end + 1, reported))
}

/// What follows `2022年`: 12月, 12月31日, 底, 以来, 度, 上半年, 第一季度 or nothing. 以来 lasts to the end of the year reported on.
fn in_year(source: &Source, year: u16, end: usize, reported: Option<u16>) -> Option<Period> {
    let next = skip_blanks(source, end);
    if let Some(period) = months(source, year, next) {
        return Some(period);
    }
    if let Some(part) = part::of_year(source, next, year) {
        return Some(part);
    }
    if let Some(day) = part::edge(source, year, end) {
        return Some(day);
    }
    let end = if source.at(end) == '度' { end + 1 } else { end };
    let since = source.reads(end, "以来");
    let last = if since { reported.map_or(year, |reported| reported.max(year)) } else { year };
    Some(Period { from: (year, 1, 1), to: (last, 12, 31), end: if since { end + 2 } else { end } })
}

/// -01-30, /1/30, .1.30 behind a year: month and day, and where they end.
fn hyphenated(source: &Source, at: usize) -> Option<(u32, u32, usize)> {
    let mark = source.at(at);
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let (month, end) = digits(source, skip_blanks(source, at + 1), 2)?;
    if source.at(end) != mark {
        return None;
    }
    let (day, end) = digits(source, skip_blanks(source, end + 1), 2)?;
    Some((month, day, end))
}

fn relative(source: &Source, at: usize, year: u16) -> Option<Period> {
    let words = [
        ("今年", Some(year)),
        ("本年度", Some(year)),
        ("本年", Some(year)),
        ("去年", year.checked_sub(1)),
        ("上年度", year.checked_sub(1)),
        ("上年", year.checked_sub(1)),
        ("明年", year.checked_add(1)),
        ("次年", year.checked_add(1)),
    ];
    for (words, named) in words {
        if source.reads(at, words) {
            let named = named?;
            let end = at + words.chars().count();
            let end = if source.reads(end, "同期") { end + 2 } else { end };
            return in_year(source, named, end, Some(year));
        }
    }
    // 年底前; 每年底 and 近年初 name no day.
    if source.at(at) == '年' {
        let alone = !matches!(source.before(at), '每' | '近' | '逐' | '往' | '历' | '常' | '来' | '周' | '跨')
            && !source.before(at).is_ascii_digit();
        return alone.then(|| part::edge(source, year, at + 1)).flatten();
    }
    part::of_year(source, at, year)
}

/// The end of a day at `at` that no calendar has: 4月31日, 2023-02-30. Without its year, 29 February may be.
fn impossible_at(source: &Source, at: usize) -> Option<usize> {
    if !source.at(at).is_ascii_digit() || source.before(at).is_ascii_digit() || source.before(at) == '.' {
        return None;
    }
    let dated = digits(source, at, 4).filter(|(value, _)| plausible_year(*value).is_some());
    let (year, (month, day, end)) = match dated {
        Some((named, end)) => {
            let next = skip_blanks(source, end);
            let day = match source.at(next) {
                '年' => spelled(source, skip_blanks(source, next + 1))?,
                _ => hyphenated(source, next)?,
            };
            (Some(named as u16), day)
        }
        None => (None, spelled(source, at)?),
    };
    let most = days(year.unwrap_or(2024), u8::try_from(month).ok()?);
    let none = if most == 0 { (13..=31).contains(&month) } else { (u32::from(most) + 1..=31).contains(&day) };
    (none && !source.at(end).is_ascii_digit()).then_some(end)
}

/// 4月31日: month and day, and where they end.
fn spelled(source: &Source, at: usize) -> Option<(u32, u32, usize)> {
    let (month, end) = marked(source, at, 2, '月')?;
    let (day, end) = marked(source, skip_blanks(source, end), 2, '日')?;
    Some((month, day, end))
}
