//! Turns the first characters of a line into its numbering (层次序数): `壹、` `一、` `(一)` `1.` `(1)` `①` `第一章` `第一,` `一是` `首先,` `——`.

use super::source::{is_blank, Source};
use crate::span::Span;

/// The kinds of numbering. The first ones stand in the order that GB/T 9704 gives to levels; those from `Ordinal` on have no rank of
/// their own and appear under any heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerKind {
    /// None at all: a line that is a heading by its words alone, in a text whose outermost numbering was lost.
    Bare,
    /// 第一部分, 第一篇; 壹、, which stands above 一、 where a report has both
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Paragraph,
    /// 一、
    Han,
    /// (一), 〔一〕, 【一】, with its opening bracket lost: 一)
    HanBracket,
    /// 1. 1、
    Arabic,
    /// (1) 1) ⑴
    ArabicBracket,
    /// ①
    Circled,
    /// 第一,
    Ordinal,
    /// 其一,
    Among,
    /// 首先, 其次, 最后,
    First,
    /// 一是
    Is,
    /// 一要
    Must,
    /// ——
    Dash,
}

impl MarkerKind {
    /// Does this kind have a place among the levels of its own? The others take theirs from where they stand.
    pub fn ranked(self) -> bool {
        self < MarkerKind::Ordinal
    }
}

/// A numbering that was read: what it is, how far it reaches, where the words behind it begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    pub kind: MarkerKind,
    /// 一是 → 1; 0 for `——`, which has none.
    pub number: u32,
    pub span: Span,
    /// First character of the words after it, blanks skipped.
    pub words: usize,
}

/// How many characters a marker and the blanks inside it may take; keeps every lookup bounded.
const REACH: usize = 12;

/// The numbering that starts exactly at `at`. `None` where the characters are something else: `第十四次`, `1.5亿`, `一、二级`.
pub fn marker_at(source: &Source, at: usize) -> Option<Marker> {
    let (kind, number, end) = match source.at(at) {
        '第' => ordinal(source, at)?,
        '(' => bracketed(source, at, ')')?,
        '〔' => bracketed(source, at, '〕')?,
        '【' => bracketed(source, at, '】')?,
        '其' => among(source, at)?,
        '首' | '再' | '最' => first(source, at)?,
        '—' | '―' | '─' | '-' | '–' => dash(source, at)?,
        c if circled(c).is_some() => (MarkerKind::Circled, circled(c)?, at + 1),
        c if bracketed_sign(c).is_some() => {
            let (kind, number) = bracketed_sign(c)?;
            (kind, number, at + 1)
        }
        c if c.is_ascii_digit() => arabic(source, at)?,
        c if han_digit(c).is_some() => han(source, at)?,
        c if formal_digit(c).is_some() => formal(source, at)?,
        _ => return None,
    };
    let words = skip_breaks(source, end);
    // A marker with nothing behind it numbers nothing.
    let next = source.at(words);
    let empty = matches!(next, '\0' | '、' | ',' | '。' | ';' | ')');
    (!empty).then_some(Marker { kind, number, span: Span::new(at, end), words })
}

/// Where the words of a line begin once signs of emphasis and bullets (`##`, `**`, `- `, `●`) are skipped.
pub fn undecorated(source: &Source, line: Span) -> usize {
    let mut at = line.start;
    while at < line.end && at < line.start + REACH {
        match source.at(at) {
            '#' | '*' | ' ' | '\t' | '●' | '■' | '◆' | '▲' | '★' | '•' | '·' | '\u{f06c}' | '\u{f0d8}' => at += 1,
            '-' | '+' if is_blank(source.at(at + 1)) => at += 1,
            _ => break,
        }
    }
    at.min(line.end)
}

/// The numbering that opens a line, decoration skipped.
pub fn opening_marker(source: &Source, line: Span) -> Option<Marker> {
    marker_at(source, undecorated(source, line)).filter(|marker| marker.words < line.end)
}

/// Value of a Chinese numeral of up to three characters (一 … 九十九) at `at`, and where it ends.
fn han_number(source: &Source, at: usize) -> Option<(u32, usize)> {
    let (mut end, mut tens, mut ones, mut ten) = (at, 0, 0, false);
    while end < at + 3 {
        match source.at(end) {
            '十' if !ten => {
                tens = if end == at { 1 } else { ones };
                ones = 0;
                ten = true;
            }
            c => match han_digit(c) {
                Some(digit) if c != '十' && ones == 0 => ones = digit,
                _ => break,
            },
        }
        end += 1;
    }
    (end > at).then_some((tens * 10 + ones, end))
}

fn han_digit(c: char) -> Option<u32> {
    const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    DIGITS.iter().position(|&d| d == c).map(|i| i as u32 + 1)
}

/// The digits of money (大写): 壹 … 拾.
fn formal_digit(c: char) -> Option<u32> {
    "壹贰叁肆伍陆柒捌玖拾".chars().position(|d| d == c).map(|i| i as u32 + 1)
}

/// Value of up to three Arabic digits at `at`, and where they end. Longer figures (years) are no numbering.
fn arabic_number(source: &Source, at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = (0, at);
    while let Some(digit) = source.at(end).to_digit(10) {
        value = value * 10 + digit;
        end += 1;
        if end > at + 3 {
            return None;
        }
    }
    (end > at && value > 0).then_some((value, end))
}

fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(c as u32 - '①' as u32 + 1),
        '❶'..='❿' => Some(c as u32 - '❶' as u32 + 1),
        '➀'..='➉' => Some(c as u32 - '➀' as u32 + 1),
        _ => None,
    }
}

fn bracketed_sign(c: char) -> Option<(MarkerKind, u32)> {
    match c {
        '㈠'..='㈩' => Some((MarkerKind::HanBracket, c as u32 - '㈠' as u32 + 1)),
        '⑴'..='⒇' => Some((MarkerKind::ArabicBracket, c as u32 - '⑴' as u32 + 1)),
        _ => None,
    }
}

fn skip_blanks(source: &Source, mut at: usize) -> usize {
    let limit = at + REACH;
    while at < limit && matches!(source.at(at), ' ' | '\t') {
        at += 1;
    }
    at
}

/// Blanks and line breaks: a narrow column may part a marker from its words.
fn skip_breaks(source: &Source, at: usize) -> usize {
    (at..at + REACH).find(|&i| !is_blank(source.at(i))).unwrap_or(at + REACH)
}

type Read = Option<(MarkerKind, u32, usize)>;

/// 第一部分, 第一章, 第一节; 第一, — but not 第一批, 第二十三条.
fn ordinal(source: &Source, at: usize) -> Read {
    let (number, end) = han_number(source, at + 1).or_else(|| arabic_number(source, at + 1))?;
    let end = skip_blanks(source, end);
    let kind = match source.at(end) {
        ',' | '、' | ':' | '.' => return Some((MarkerKind::Ordinal, number, end + 1)),
        '部' if source.at(end + 1) == '分' => MarkerKind::Part,
        '篇' => MarkerKind::Part,
        '章' => MarkerKind::Chapter,
        '节' => MarkerKind::Paragraph,
        _ => return None,
    };
    let mut end = end + if source.at(end) == '部' { 2 } else { 1 };
    // 第一章 opens a heading when its words follow a blank or a mark; 第一章规定 speaks about a chapter.
    if matches!(source.at(end), '、' | ':' | '.' | ',') {
        end += 1;
    } else if !is_blank(source.at(end)) {
        return None;
    }
    Some((kind, number, end))
}

/// 壹、 and its like; money (壹万元) has no mark behind its first digit.
fn formal(source: &Source, at: usize) -> Read {
    let number = formal_digit(source.at(at))?;
    let mark = skip_blanks(source, at + 1);
    let listed = formal_digit(source.at(skip_blanks(source, mark + 1))).is_some();
    (matches!(source.at(mark), '、' | '.') && !listed).then_some((MarkerKind::Part, number, mark + 1))
}

/// (一) and (1), also in other brackets, with a mark that stands needlessly behind the bracket.
fn bracketed(source: &Source, at: usize, close: char) -> Read {
    let inner = skip_blanks(source, at + 1);
    let (kind, number, end) = match han_number(source, inner) {
        Some((number, end)) => (MarkerKind::HanBracket, number, end),
        None => arabic_number(source, inner).map(|(number, end)| (MarkerKind::ArabicBracket, number, end))?,
    };
    let end = skip_blanks(source, end);
    (source.at(end) == close).then(|| (kind, number, past_mark(source, end + 1)))
}

/// Behind the needless mark that may follow a closing bracket: (一)、.
fn past_mark(source: &Source, end: usize) -> usize {
    if matches!(source.at(end), '、' | '.' | ',' | ':') {
        end + 1
    } else {
        end
    }
}

fn han(source: &Source, at: usize) -> Read {
    let (number, end) = han_number(source, at)?;
    match source.at(end) {
        '是' => return Some((MarkerKind::Is, number, end + 1)),
        '要' => return Some((MarkerKind::Must, number, end + 1)),
        ')' => return Some((MarkerKind::HanBracket, number, past_mark(source, end + 1))),
        _ => {}
    }
    let mark = skip_blanks(source, end);
    if !matches!(source.at(mark), '、' | '.') {
        return None;
    }
    // 一、二级, 三、四季度 count two things in a row; a heading never starts with the next number.
    let next = skip_blanks(source, mark + 1);
    if matches!(han_number(source, next), Some((other, after)) if other == number + 1 && source.at(after) != '是') {
        return None;
    }
    Some((MarkerKind::Han, number, mark + 1))
}

fn arabic(source: &Source, at: usize) -> Read {
    let (number, end) = arabic_number(source, at)?;
    if source.at(end) == ')' {
        return Some((MarkerKind::ArabicBracket, number, past_mark(source, end + 1)));
    }
    let mark = skip_blanks(source, end);
    let next = source.at(mark + 1);
    match source.at(mark) {
        // 1.5亿元, 12.4宪法日, 3、5号: the figure goes on.
        '.' | '、' if next.is_ascii_digit() => date_follows(source, mark + 1).then_some((MarkerKind::Arabic, number, mark + 1)),
        '.' | '、' | '·' => Some((MarkerKind::Arabic, number, mark + 1)),
        _ => None,
    }
}

/// `1.2023年…`: a year of four digits behind the dot is the first word of a heading.
fn date_follows(source: &Source, at: usize) -> bool {
    (at..at + 4).all(|i| source.at(i).is_ascii_digit()) && source.at(at + 4) == '年'
}

fn among(source: &Source, at: usize) -> Read {
    if source.at(at + 1) == '次' {
        return matches!(source.at(at + 2), ',' | '是').then_some((MarkerKind::First, 2, at + 3));
    }
    let (number, end) = han_number(source, at + 1)?;
    matches!(source.at(end), ',' | '、' | ':').then_some((MarkerKind::Among, number, end + 1))
}

fn first(source: &Source, at: usize) -> Read {
    let number = [("首先", 1), ("再次", 3), ("最后", 4)].iter().find(|(word, _)| source.reads(at, word))?.1;
    matches!(source.at(at + 2), ',' | '是').then_some((MarkerKind::First, number, at + 3))
}

fn dash(source: &Source, at: usize) -> Read {
    let long = |c: char| matches!(c, '—' | '―' | '─' | '–');
    let mut end = at;
    while end < at + 4 && (long(source.at(end)) || source.at(end) == '-') {
        end += 1;
    }
    let one_sign = end == at + 1;
    (!one_sign || matches!(source.at(at), '—' | '―' | '─')).then_some((MarkerKind::Dash, 0, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(MarkerKind, u32, String)> {
        let source = Source::new(text);
        opening_marker(&source, source.span()).map(|m| (m.kind, m.number, source.slice(m.span).to_string()))
    }

    #[test]
    fn numberings_are_told_apart() {
        use MarkerKind::*;
        for (text, kind, number, marker) in [
            ("一、总体情况", Han, 1, "一、"),
            ("十二、其他", Han, 12, "十二、"),
            ("二十、其他", Han, 20, "二十、"),
            ("一、 2023年工作", Han, 1, "一、"),
            ("（三）健全机制", HanBracket, 3, "（三）"),
            ("三）健全机制", HanBracket, 3, "三）"),
            ("〔四〕健全机制", HanBracket, 4, "〔四〕"),
            ("【二】健全机制", HanBracket, 2, "【二】"),
            ("叁、存在不足", Part, 3, "叁、"),
            ("㈡健全机制", HanBracket, 2, "㈡"),
            ("1.强化学习", Arabic, 1, "1."),
            ("１２、强化学习", Arabic, 12, "１２、"),
            ("3.2024年计划", Arabic, 3, "3."),
            ("（1）强化学习", ArabicBracket, 1, "（1）"),
            ("2）强化学习", ArabicBracket, 2, "2）"),
            ("④强化学习", Circled, 4, "④"),
            ("第一章 总则", Chapter, 1, "第一章"),
            ("第二部分：安排", Part, 2, "第二部分："),
            ("第三，强化学习", Ordinal, 3, "第三，"),
            ("其二，强化学习", Among, 2, "其二，"),
            ("其次，强化学习", First, 2, "其次，"),
            ("四是强化学习", Is, 4, "四是"),
            ("十一要强化学习", Must, 11, "十一要"),
            ("——强化学习", Dash, 0, "——"),
            ("**（一）强化学习。**全年", HanBracket, 1, "（一）"),
            ("- 一、打通", Han, 1, "一、"),
        ] {
            assert_eq!(read(text), Some((kind, number, marker.to_string())), "{text}");
        }
    }

    #[test]
    fn other_figures_are_none() {
        for text in [
            "第二十三条规定",
            "第14次会议",
            "1.5亿元",
            "12.4宪法日",
            "一、二级单位",
            "三、四季度",
            "2023.1.4",
            "2023年",
            "一次",
            "第一批",
            "第一章规定",
            "(RCEP)生效",
            "一、",
            "百分之",
            "壹万元",
            "〔2023〕8号文件",
            "【打印本页】",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
