//! Turns the words before a quantity into the phrase of its clause: without dates, adverbs and what only links to the number.

use super::words::{self, COMPARE, LEAD, LINK, PER, RATE};
use crate::span::Span;
use crate::text::{is_blank, is_han, Source};

/// A phrase before its quantity is looked for this far back; no label is longer.
const REACH: usize = 64;

/// Does the mark end a clause?
pub fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '。' | ';' | ':' | '!' | '?' | '\n' | '\t' | '|')
}

/// The words before a quantity that starts at `end`: back to the last clause mark, an opening bracket or quotation mark that is still open,
/// or `from` (the end of the quantity before it), whichever is nearest. Brackets and quotations that are closed belong to it.
pub fn before(source: &Source, from: usize, end: usize) -> Span {
    trim(source, before_untrimmed(source, from, end))
}

/// The same with its adverbs and links.
pub fn before_untrimmed(source: &Source, from: usize, end: usize) -> Span {
    let mut end = end;
    let floor = from.max(end.saturating_sub(REACH));
    let mut start = end;
    while start > floor {
        let c = source.at(start - 1);
        let open = match c {
            ')' => '(',
            '”' => '“',
            '》' => '《',
            _ if ends_clause(c) || matches!(c, '(' | '“') => break,
            // 指数为89.1、渔业产值占比: a number that is no figure ends what was told of it.
            '、' if number_ends(source, floor, start - 1) => break,
            _ => {
                start -= 1;
                continue;
            }
        };
        match (floor..start - 1).rev().find(|&at| source.at(at) == open) {
            Some(at) => start = at,
            None => break,
        }
    }
    // A bracket behind the quantity before belongs to that one.
    if start == from && source.at(start) == '(' {
        start = (start..end).find(|&at| source.at(at) == ')').map_or(start, |at| at + 1);
    }
    // 已审结的66件中胜诉59件: of those before; 走访60户后回访12户.
    if start == from
        && start > 0
        && !ends_clause(source.before(start))
        && matches!(source.at(start), '中' | '后')
        && words::starting(source.chars(), start).is_none_or(|(len, _)| len == 1)
        && end > start + 1
    {
        start += 1;
    }
    // 9条街道完工、北桥等4条开工: what became of those before.
    if start == from && start > 0 && !ends_clause(source.before(start)) {
        // 8所学校进入前十、3所学校…: so is all that leads to 、.
        let did = start + usize::from(matches!(source.at(start), '县' | '区' | '市' | '村' | '乡' | '镇'));
        if end > did + 1 && source.at(end - 1) == '、' && starts_with(source, Span::new(did, end), words::HELD | words::STOP) {
            start = end;
        }
        let mark = (start..end).find(|&at| source.at(at) == '、').filter(|mark| end - mark > 2);
        if let Some(mark) = mark.filter(|&mark| is_word(source, Span::new(start, mark), words::HELD | words::ACT | words::BARE)) {
            start = mark + 1;
        }
    }
    // 26项指标中21项达标: of those before.
    let within = start == from && end > start + 2 && source.at(end - 1) == '中';
    if within && words::ending(source.chars(), end).is_none_or(|(len, _)| len == 1) && source.before(start).is_alphanumeric() {
        end -= 1;
    }
    // The title of a document ends a list of things; what is counted stands behind it.
    if let Some(title) = (start..end).rev().find(|&at| source.at(at) == '》') {
        if end - title > 3 {
            start = title + 1;
        }
    }
    Span::new(start, end)
}

/// Does a number end at `end` that is no part of a name (PM10)?
fn number_ends(source: &Source, floor: usize, end: usize) -> bool {
    let digits = (floor..end).rev().take_while(|&at| source.at(at).is_ascii_digit() || source.at(at) == '.').count();
    digits > 0 && is_han(source.before(end - digits))
}

/// Cuts words that say when, how or how often in front, and words that only lead to the number behind.
pub fn trim(source: &Source, span: Span) -> Span {
    trim_end(source, trim_start(source, span))
}

fn is_edge(c: char) -> bool {
    is_blank(c) || matches!(c, '、' | ',' | '。' | ';' | ':' | '.' | '-' | '—' | '*' | '#' | '·')
}

/// Cuts only in front: dates, adverbs, 其中, 共.
pub fn trim_start(source: &Source, span: Span) -> Span {
    let Span { mut start, end } = span;
    while start < end {
        let rest = source.folded(Span::new(start, end));
        // 比上年多了 holds one word behind the comparison, as 比上年多 does.
        let length = rest.len() - usize::from(rest.last() == Some(&'了'));
        let cut = match words::starting(rest, 0) {
            _ if is_edge(rest[0]) => 1,
            _ if marker(rest) > 0 => marker(rest),
            _ if ranked(rest) > 0 => ranked(rest),
            // 按河长计算水体优良比例: how it was worked out.
            Some((1, _)) if rest[0] == '按' && worked_out(rest) > 0 => worked_out(rest),
            Some((1, _)) if matches!(rest[0], '比' | '较' | '与') && compared(rest) > 0 => {
                Some(compared(rest)).filter(|len| length > len + 1).unwrap_or(0)
            }
            Some((len, classes)) if classes & LEAD != 0 && len <= rest.len() => len,
            Some((len, classes)) if classes & COMPARE != 0 && matches!(rest[0], '比' | '较' | '同' | '环' | '与') && length > len + 1 => {
                len
            }
            Some((1, _)) if matches!(rest[0], '到' | '至') => until_day(rest),
            _ if levels(rest) > 0 => levels(rest),
            // 平均每村, 平均压减: the mean of a name (平均办理时限) belongs to it.
            Some((2, _)) if rest.starts_with(&['平', '均']) => {
                let moves = words::starting(rest, 2).is_some_and(|(_, classes)| classes & (words::UP | words::DOWN) != 0);
                if moves || rest.get(2) == Some(&'每') {
                    2
                } else {
                    0
                }
            }
            // 五年累计办理: the years are a comparison only where a change follows.
            Some((2, _)) if rest[1] == '年' => time_phrase(rest),
            Some(_) => 0,
            None => time_phrase(rest),
        };
        if cut == 0 {
            break;
        }
        start += cut;
    }
    Span::new(start, end)
}

/// Length of `八是` or `44.` at the start, which numbers the clause; 0 where there is none.
fn marker(rest: &[char]) -> usize {
    let digits = rest.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    match rest {
        [n, '是', _, ..] if crate::number::is_chinese_numeral(*n) => 2,
        _ if digits > 0 && matches!(rest.get(digits), Some('.' | '、')) && rest.get(digits + 1).copied().is_some_and(is_han) => digits + 1,
        _ => 0,
    }
}

/// Length of `居全省第三、` or `总量居全省第三、` at the start, which tells a rank; 0 where there is none.
fn ranked(rest: &[char]) -> usize {
    const REACH: usize = 16;
    let Some(at) = rest.iter().take(REACH).position(|&c| c == '第').filter(|&at| at > 1) else { return 0 };
    let figures = rest[at + 1..].iter().take_while(|&&c| c.is_ascii_digit() || crate::number::is_chinese_numeral(c)).count();
    let close = at + 1 + figures + usize::from(matches!(rest.get(at + 1 + figures), Some('位' | '名')));
    let verb = rest[..at].iter().position(|c| matches!(c, '居' | '列' | '排')).filter(|_| !rest[..at].contains(&'、'));
    // 出口规模居全国第二、占全国15%: of what holds the rank.
    let says = verb.is_some_and(|verb| verb < 3 || rest.get(close + 1) != Some(&'占'));
    let leads = matches!(rest.get(close), Some('、' | ','));
    if says && figures > 0 && leads && rest.len() > close + 2 {
        close + 1
    } else {
        0
    }
}

/// Length of `按河长计算` at the start where words follow; 0 where there is none.
fn worked_out(rest: &[char]) -> usize {
    const REACH: usize = 12;
    let close = rest.windows(2).take(REACH).position(|pair| pair == ['计', '算']);
    close.map_or(0, |at| at + 2).min(rest.len().saturating_sub(2))
}

/// Length of `省、市、县三级` at the start; 0 where there is none.
fn levels(rest: &[char]) -> usize {
    let names = rest.iter().take_while(|c| matches!(c, '省' | '市' | '州' | '县' | '区' | '乡' | '镇' | '街' | '村' | '和' | '、')).count();
    match rest.get(names..names + 2) {
        Some(['两' | '三' | '四' | '五', '级']) if names >= 2 && rest.len() > names + 3 => names + 2,
        _ => 0,
    }
}

/// Length of `比2015年` or `与2015年相比` at the start; 0 where there is none.
fn compared(rest: &[char]) -> usize {
    let digits = rest[1..].iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
    let Some('年') = rest[1..].get(digits).filter(|_| digits > 0) else { return 0 };
    let tail = rest.get(digits + 2..).unwrap_or(&[]);
    let when = if tail.starts_with(&['同', '期']) { 2 } else { usize::from(matches!(tail.first(), Some('底' | '末' | '初'))) };
    match tail.get(when..) {
        Some(['相', '比', ..]) => digits + 4 + when,
        _ if rest[0] == '与' => 0,
        _ => digits + 2 + when,
    }
}

/// Length of `到12月中旬` at the start; 0 where there is none.
fn until_day(rest: &[char]) -> usize {
    let digits = rest[1..].iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
    let marks = ['年', '月', '日', '底', '末', '初', '中', '上', '下', '旬', '份'];
    let tail = rest[1 + digits..].iter().take_while(|c| marks.contains(c) || c.is_ascii_digit()).count();
    if tail == 0 || (digits == 0 && tail < 2) {
        0
    } else {
        1 + digits + tail
    }
}

/// Length of a date, year or `截至…` at the start; 0 where there is none.
fn time_phrase(rest: &[char]) -> usize {
    // 近三年淘汰产能.
    if let ['近', n, '年', ..] = rest {
        return if crate::number::is_chinese_numeral(*n) || n.is_ascii_digit() { 3 } else { 0 };
    }
    let found = |mark: char| rest.iter().take(16).position(|&c| c == mark);
    if rest[0] == '截' || rest[0] == '自' {
        return ['底', '末', '日', '来', '月', '年'].iter().find_map(|&mark| found(mark)).map_or(0, |at| at + 1);
    }
    let digits = rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, '〇' | '-' | '—' | ' ')).count();
    if digits == 0 {
        // 连续六年.
        // 五年间 as 五年来.
        let years = crate::number::is_chinese_numeral(rest[0]) && rest.get(1) == Some(&'年');
        return if years { 2 + usize::from(rest.get(2) == Some(&'间')) } else { 0 };
    }
    match rest.get(digits) {
        Some('年' | '月' | '日') => {
            let mut len = digits + 1;
            for tail in ["度", "份", "以来", "底", "末"] {
                if rest[len..].starts_with(&tail.chars().collect::<Vec<_>>()) {
                    len += tail.chars().count();
                }
            }
            len
        }
        _ => 0,
    }
}

pub(super) fn trim_end(source: &Source, span: Span) -> Span {
    let Span { start, mut end } = span;
    while start < end {
        let rest = source.folded(Span::new(start, end));
        let cut = match words::ending(rest, rest.len()) {
            _ if is_edge(rest[rest.len() - 1]) => 1,
            // A word that is a link at its end only by accident (行为, 审计) is longer than the link and stands in the table as itself.
            // 人均达 is 人均 and 达.
            Some((len, classes)) if classes & LINK != 0 => {
                let each = len > 1 && words::ending(rest, rest.len() - len + 1).is_some_and(|(n, c)| n > 1 && c & PER != 0);
                len - usize::from(each)
            }
            // 提高到年人均, 保持每立方米: for each of what the level is.
            Some((len, classes)) if classes & PER != 0 && leads_to(rest, rest.len() - len) => {
                len + usize::from(rest[..rest.len() - len].last() == Some(&'年'))
            }
            // 在前几年下降的基础上.
            _ if rest.ends_with(&['基', '础', '上']) => {
                rest.iter().rposition(|&c| c == '在').filter(|&at| at >= 2).map_or(0, |at| rest.len() - at)
            }
            // 按原核算方法计算增长6%.
            _ if rest.ends_with(&['计', '算']) && source.before(start) == '按' => rest.len(),
            // 口罩日产量从疫情之初的15万只.
            _ if matches!(rest, [.., '初' | '末' | '底']) => {
                rest.iter().rposition(|&c| c == '从').filter(|&at| at >= 4).map_or(0, |at| rest.len() - at)
            }
            _ if excepted(rest) > 0 => excepted(rest),
            _ => years(rest),
        };
        if cut == 0 {
            break;
        }
        end -= cut;
    }
    Span::new(start, end)
}

/// Length of `扣除减税因素影响` at the end, the condition of a change; 0 where there is none.
fn excepted(rest: &[char]) -> usize {
    let ends = rest.ends_with(&['因', '素']) || rest.ends_with(&['影', '响']);
    let opens = |pair: &[char]| matches!(pair, ['扣' | '剔', '除']);
    rest.windows(2).position(opens).filter(|_| ends).map_or(0, |at| rest.len() - at)
}

/// Does a word that leads to a level (达到, 提高到) end at `end`?
fn leads_to(rest: &[char], end: usize) -> bool {
    let end = end - usize::from(end > 0 && rest[end - 1] == '年');
    words::ending(rest, end).is_some_and(|(len, classes)| len >= 2 && classes & LINK != 0 && classes & LEAD == 0)
}

/// Length of `连续三年` or `连续27个月` at the end; 0 where there is none.
fn years(rest: &[char]) -> usize {
    let unit = match rest {
        [.., '年'] => 1,
        [.., '个', '月'] => 2,
        _ => return 0,
    };
    let head = rest.get(..rest.len() - unit).unwrap_or(&[]);
    // 运营里程2025年达到.
    if unit == 1 && head.len() >= 6 && head[head.len() - 4..].iter().all(char::is_ascii_digit) {
        return 5 + usize::from(head.len() > 6 && matches!(head[head.len() - 5], '比' | '较'));
    }
    let digits = head.iter().rev().take_while(|c| c.is_ascii_digit() || crate::number::is_chinese_numeral(**c)).count();
    let before = head.get(..head.len() - digits).unwrap_or(&[]);
    match before {
        _ if digits == 0 => 0,
        [.., '连', '续'] | [.., '提', '前'] => 2 + digits + unit,
        // 固定资产投资五年累计完成.
        _ if unit == 1 && before.len() >= 3 && head.last().is_some_and(|c| !c.is_ascii_digit()) => digits + unit,
        _ => 0,
    }
}

/// One word of the vocabulary inside a phrase.
#[derive(Clone, Copy)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub classes: words::Classes,
}

/// The vocabulary's words in a phrase, longest first at each place, not overlapping; quotations are skipped, since what stands in them is a name.
pub fn tokens(source: &Source, span: Span) -> Vec<Token> {
    // Words mostly have two characters.
    let mut found = Vec::with_capacity(span.len() / 2 + 1);
    let mut at = span.start;
    while at < span.end {
        let rest = source.folded(Span::new(at, span.end));
        if rest[0] == '“' {
            at += rest.iter().position(|&c| c == '”').map_or(1, |len| len + 1);
            continue;
        }
        match words::starting(rest, 0) {
            Some((len, classes)) => {
                found.push(Token { start: at, end: at + len, classes });
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// Is the whole phrase one word of these classes?
pub fn is_word(source: &Source, span: Span, classes: words::Classes) -> bool {
    let chars = source.folded(span);
    match words::starting(chars, 0) {
        Some((len, known)) if len == chars.len() => known & classes != 0,
        // 授权率, 清零率: so short a rate does not say of what.
        _ => classes & RATE != 0 && chars.len() == 3 && chars[2] == '率',
    }
}

/// Does the phrase open with a word of these classes?
pub fn starts_with(source: &Source, span: Span, classes: words::Classes) -> bool {
    words::starting(source.folded(span), 0).is_some_and(|(_, known)| known & classes != 0)
}

/// Does the phrase end in a word of these classes?
pub fn ends_in(source: &Source, span: Span, classes: words::Classes) -> bool {
    let chars = source.folded(span);
    words::ending(chars, chars.len()).is_some_and(|(_, known)| known & classes != 0)
}
