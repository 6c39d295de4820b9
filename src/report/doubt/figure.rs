//! Turns figures that were not read, or that can't be as they are written, into remarks.

use crate::diagnostic::Diagnostic;
use crate::extract::indicator::{Indicator, Qualifier};
use crate::number::without_unit;
use crate::span::Span;
use crate::text::{Layout, Source};

/// So many remarks of one kind are made; a text with more has another fault than these.
const MOST: usize = 20;

/// The remarks on the figures of a text, in document order within each kind.
pub fn doubts(source: &Source, layout: &Layout, indicators: &[Indicator], say: &mut dyn FnMut(Diagnostic)) {
    let mut read = indicators.iter().map(|indicator| indicator.span).peekable();
    let unread = layout.body().flat_map(|line| without_unit(source, line.span)).filter(|span| {
        while read.next_if(|known| known.end <= span.start).is_some() {}
        !read.peek().is_some_and(|known| known.overlaps(*span))
    });
    for span in unread.take(MOST) {
        let words = source.slice(Span::new(span.start, (span.end + 2).min(source.len())));
        say(Diagnostic::info("unknownUnit", format!("“{words}”：没有认出数字后面的单位，这个数没有列入。"), Some(span)));
    }
    for indicator in indicators.iter().filter(|indicator| exact_with_over(source, indicator)).take(MOST) {
        let message = format!("“{}”：数字已精确到个位，又带“余”或“多”；按“超过”列出。", indicator.raw);
        say(Diagnostic::info("exactWithOver", message, Some(indicator.span)));
    }
    for span in impossible_dates(source).into_iter().take(MOST) {
        let message = format!("“{}”：历法上没有这一天。", source.slice(span));
        say(Diagnostic::info("impossibleDate", message, Some(span)));
    }
}

/// 1167余件: down to the last digit, and yet more than that. 1167余万元 and 20余件 are rounded as they should be.
fn exact_with_over(source: &Source, indicator: &Indicator) -> bool {
    if indicator.qualifier != Qualifier::Over || indicator.value < 11.0 {
        return false;
    }
    let Span { start, end } = indicator.span;
    (start..end).any(|at| {
        let great = matches!(source.at(at + 1), '万' | '亿') || (source.at(at + 1) == ' ' && matches!(source.at(at + 2), '万' | '亿'));
        let last = if source.before(at) == ' ' && at > start { source.before(at - 1) } else { source.before(at) };
        matches!(source.at(at), '余' | '多') && !great && matches!(last, '1'..='9')
    })
}

/// Dates in digits that no calendar has: 2月30日, 13月5日, 2023-02-29.
fn impossible_dates(source: &Source) -> Vec<Span> {
    let chars = source.chars();
    let mut found = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let date = match c {
            '月' => spelled(source, at),
            '-' => dashed(source, at),
            _ => None,
        };
        if let Some((span, year, month, day)) = date {
            if !exists(year, month, day) {
                found.push(span);
            }
        }
    }
    found
}

type Date = (Span, Option<u32>, u32, u32);

/// The date around the 月 at `at`, where a day follows it.
fn spelled(source: &Source, at: usize) -> Option<Date> {
    let (start, month) = digits_before(source, at, 2)?;
    let (end, day) = digits_after(source, at + 1, 2)?;
    if !matches!(source.at(end), '日' | '号') {
        return None;
    }
    let year = if source.before(start) == '年' { digits_before(source, start - 1, 4) } else { None };
    Some((Span::new(year.map_or(start, |(start, _)| start), end + 1), year.map(|(_, year)| year), month, day))
}

/// The date around the first dash, at `at`, of 2023-02-29.
fn dashed(source: &Source, at: usize) -> Option<Date> {
    let (start, year) = digits_before(source, at, 4).filter(|(start, year)| at - start == 4 && (1949..2100).contains(year))?;
    let (dash, month) = digits_after(source, at + 1, 2).filter(|(dash, _)| dash - at == 3 && source.at(*dash) == '-')?;
    let (end, day) = digits_after(source, dash + 1, 2).filter(|(end, _)| end - dash == 3 && source.at(*end) != '-')?;
    Some((Span::new(start, end), Some(year), month, day))
}

/// The number of at most `most` digits that ends at `end`, and where it starts.
fn digits_before(source: &Source, end: usize, most: usize) -> Option<(usize, u32)> {
    let mut start = end;
    while start > 0 && source.before(start).is_ascii_digit() && end - start <= most {
        start -= 1;
    }
    (start < end && end - start <= most).then(|| (start, value(source.folded(Span::new(start, end)))))
}

/// The number of at most `most` digits that starts at `start`, and where it ends.
fn digits_after(source: &Source, start: usize, most: usize) -> Option<(usize, u32)> {
    let mut end = start;
    while source.at(end).is_ascii_digit() && end - start <= most {
        end += 1;
    }
    (start < end && end - start <= most).then(|| (end, value(source.folded(Span::new(start, end)))))
}

fn value(digits: &[char]) -> u32 {
    digits.iter().filter_map(|c| c.to_digit(10)).fold(0, |all, digit| all * 10 + digit)
}

fn exists(year: Option<u32>, month: u32, day: u32) -> bool {
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// Code and words of the remarks that have a place, of a report with one paragraph.
    fn remarks(sentence: &str) -> Vec<(&'static str, String)> {
        let text = format!("丰泽县2023年法治政府建设年度报告\n\n一、工作开展情况\n\n{sentence}\n");
        let units: Vec<u16> = text.encode_utf16().collect();
        let words = |span: crate::span::Span| String::from_utf16_lossy(&units[span.start..span.end]);
        parse(&text, None).diagnostics.into_iter().filter_map(|d| Some((d.code, words(d.span?)))).collect()
    }

    #[test]
    fn unknown_units_are_named() {
        assert_eq!(remarks("全年生产平板玻璃7600多万玻箱。"), [("unknownUnit", "7600多万".to_string())]);
        assert_eq!(remarks("为80万重点群体提供服务，发放手册7600多万份。"), [("unknownUnit", "80万".to_string())]);
        assert!(remarks("健全12345热线机制，惠及3000多万农村居民，城乡倍差由2.65下降到2.47。").is_empty());
    }

    #[test]
    fn an_exact_figure_has_no_more() {
        assert_eq!(remarks("开展巡回宣讲1167余场。"), [("exactWithOver", "1167余场".to_string())]);
        assert!(remarks("开展宣讲1160余场，投入1167余万元，超过1167人，受众12.6万余人次。").is_empty());
    }

    #[test]
    fn days_that_no_calendar_has_are_named() {
        assert_eq!(remarks("2月30日召开会议1次。"), [("impossibleDate", "2月30日".to_string())]);
        assert_eq!(remarks("2023年2月29日印发，13月5日施行。").len(), 2);
        assert_eq!(remarks("自2023-04-31起施行。"), [("impossibleDate", "2023-04-31".to_string())]);
        assert!(remarks("2024年2月29日至3月31日，2月29日，为期3个月15日，2023-04-30。").is_empty());
    }
}
