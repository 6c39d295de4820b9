//! Turns the words for a part of a year (12月底, 上半年, 前三季度, 年底, “十四五”) into its first and last day.

use super::{marked, range, skip_blanks, Period};
use crate::text::{days, Source};

/// One day, where the calendar has it.
pub(super) fn day(year: u16, month: u32, day: u32, end: usize) -> Option<Period> {
    let month = u8::try_from(month).ok()?;
    let date = (year, month, u8::try_from(day).ok().filter(|&day| day > 0 && day <= days(year, month))?);
    Some(Period { from: date, to: date, end })
}

/// A whole month.
pub(super) fn month(source: &Source, year: u16, month: u32, end: usize) -> Option<Period> {
    let month = u8::try_from(month).ok().filter(|&month| days(year, month) > 0)?;
    let end = if source.at(end) == '份' { end + 1 } else { end };
    Some(Period { from: (year, month, 1), to: (year, month, days(year, month)), end })
}

/// What follows `5月`: 1日, 1—7日, 上旬, 底, or nothing. 3月内 is a duration.
pub(super) fn month_or_day(source: &Source, year: u16, which: u32, end: usize) -> Option<Period> {
    let whole = month(source, year, which, end)?;
    let next = skip_blanks(source, end);
    if let Some((first, last, end)) = range(source, next, '日') {
        let (from, to) = (day(year, which, first, end)?, day(year, which, last, end)?);
        return Some(Period { from: from.from, ..to });
    }
    if let Some((named, end)) = marked(source, next, 2, '日') {
        return day(year, which, named, end);
    }
    let (_, month, last) = whole.to;
    let within = |from: u8, to: u8, n: usize| Some(Period { from: (year, month, from), to: (year, month, to), end: end + n });
    match (source.at(end), source.at(end + 1)) {
        ('上', '旬') => within(1, 10, 2),
        ('中', '旬') => within(11, 20, 2),
        ('下', '旬') => within(21, last, 2),
        ('底' | '末', _) => within(last, last, 1),
        ('初', _) => within(1, 1, 1),
        ('内' | '以', _) => None,
        _ => Some(whole),
    }
}

/// 三月五日, 十二月: in Chinese figures; with `dated` only where a day follows, since 三月 alone is many things.
pub(super) fn han_month(source: &Source, at: usize, year: u16, dated: bool) -> Option<Period> {
    let (which, end) = han_figure(source, at)?;
    if source.at(end) != '月' {
        return None;
    }
    let named = han_figure(source, end + 1).filter(|&(_, end)| source.at(end) == '日');
    match named {
        Some((named, end)) => day(year, which, named, end + 1),
        None if dated => None,
        None => month(source, year, which, end + 1),
    }
}

/// 一 … 三十一, and where it ends.
fn han_figure(source: &Source, at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end, mut ten) = (0, at, false);
    while end < at + 3 {
        match source.at(end) {
            '十' if !ten => {
                value = if end == at { 10 } else { value * 10 };
                ten = true;
            }
            c => match "一二三四五六七八九".chars().position(|d| d == c) {
                Some(digit) if end == at || ten => value += digit as u32 + 1,
                _ => break,
            },
        }
        end += 1;
    }
    (end > at).then_some((value, end))
}

/// 底, 末, 初, 中 behind 年: 年底 is its last day, 年初 its first; 年中 is no day.
pub(super) fn edge(source: &Source, year: u16, at: usize) -> Option<Period> {
    let date = match source.at(at) {
        '底' | '末' => (year, 12, 31),
        '初' => (year, 1, 1),
        _ => return None,
    };
    Some(Period { from: date, to: date, end: at + 1 })
}

/// 上半年, 下半年, 第一季度, 一季度, 第1季度, 前三季度.
pub(super) fn of_year(source: &Source, at: usize, year: u16) -> Option<Period> {
    let months = |from: u8, to: u8, end: usize| Some(Period { from: (year, from, 1), to: (year, to, days(year, to)), end });
    if source.reads(at, "上半年") {
        return months(1, 6, at + 3);
    }
    if source.reads(at, "下半年") {
        return months(7, 12, at + 3);
    }
    // 每季度, 近一季度, 三、四季度 and the like name no quarter of this year.
    if matches!(source.before(at), '每' | '近' | '前' | '后' | '逐' | '、') {
        return None;
    }
    let first = source.at(at) == '前';
    let which = if first || source.at(at) == '第' { at + 1 } else { at };
    let quarter = match source.at(which) {
        c @ '1'..='4' if which > at => c as u8 - b'1',
        c => "一二三四".chars().position(|d| d == c)? as u8,
    };
    if !source.reads(which + 1, "季度") {
        return None;
    }
    months(if first { 1 } else { quarter * 3 + 1 }, quarter * 3 + 3, which + 3)
}

/// “十四五”期间, “十三五”时期: the five years of a plan. The first plan began in 1953, the tenth in 2001.
pub(super) fn plan(source: &Source, at: usize) -> Option<Period> {
    if !source.reads(at + 1, "十") || !source.reads(at + 3, "五”") {
        return None;
    }
    let number = "一二三四五六".chars().position(|c| c == source.at(at + 2))? as u16;
    let end = at + 5;
    if !source.reads(end, "期间") && !source.reads(end, "时期") {
        return None;
    }
    let from = 2006 + 5 * number;
    Some(Period { from: (from, 1, 1), to: (from + 4, 12, 31), end: end + 2 })
}
