//! Turns the words around a quantity into phrases: the one before it in its clause, the noun after it.

use super::words::{self, ACT, AGENT, BODY, COMPARE, GENERIC, HELD, LEAD, LINK, MANNER, NOMINAL, RATE, STOP};
use crate::span::Span;
use crate::text::{is_blank, is_han, Source};

/// A phrase before its quantity is looked for this far back; no label is longer.
const REACH: usize = 64;
/// The longest noun that is taken from behind a quantity.
const LONGEST_NOUN: usize = 20;

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
    let floor = from.max(end.saturating_sub(REACH));
    let mut start = end;
    while start > floor {
        let c = source.at(start - 1);
        let open = match c {
            ')' => '(',
            '”' => '“',
            '》' => '《',
            _ if ends_clause(c) || matches!(c, '(' | '“') => break,
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
        && matches!(source.at(start), '中' | '后')
        && words::starting(source.chars(), start).is_none_or(|(len, _)| len == 1)
        && end > start + 1
    {
        start += 1;
    }
    // The title of a document ends a list of things; what is counted stands behind it.
    if let Some(title) = (start..end).rev().find(|&at| source.at(at) == '》') {
        if end - title > 3 {
            start = title + 1;
        }
    }
    Span::new(start, end)
}

/// The object of the first verb in the clause that starts at `from`: 农资补贴 in `向种粮农民发放农资补贴`.
pub fn object_after(source: &Source, from: usize, until: usize) -> Option<Span> {
    let end = (from..until.min(from + 2 * LONGEST_NOUN))
        .find(|&at| ends_clause(source.at(at)) || source.at(at) == '、')
        .unwrap_or(until.min(from + 2 * LONGEST_NOUN));
    let clause = Span::new(from, end);
    let verb = tokens(source, clause).into_iter().find(|token| token.classes & (HELD | ACT) != 0 && end - token.end >= 2)?;
    let object = trim(source, Span::new(verb.end, end));
    (2..=LONGEST_NOUN).contains(&object.len()).then_some(object)
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
            Some((len, classes)) if classes & LEAD != 0 && len <= rest.len() => len,
            Some((len, classes)) if classes & COMPARE != 0 && matches!(rest[0], '比' | '较' | '同' | '环' | '与') && length > len + 1 => {
                len
            }
            Some((1, _)) if matches!(rest[0], '比' | '较') => Some(compared(rest)).filter(|len| length > len + 1).unwrap_or(0),
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

/// Length of `省、市、县三级` at the start; 0 where there is none.
fn levels(rest: &[char]) -> usize {
    let names = rest.iter().take_while(|c| matches!(c, '省' | '市' | '州' | '县' | '区' | '乡' | '镇' | '街' | '村' | '和' | '、')).count();
    match rest.get(names..names + 2) {
        Some(['两' | '三' | '四' | '五', '级']) if names >= 2 && rest.len() > names + 3 => names + 2,
        _ => 0,
    }
}

/// Length of `比2015年` at the start; 0 where there is none.
fn compared(rest: &[char]) -> usize {
    let digits = rest[1..].iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
    match rest[1..].get(digits) {
        Some('年') if digits > 0 => {
            let tail = rest.get(digits + 2..).unwrap_or(&[]);
            digits
                + 2
                + if tail.starts_with(&['同', '期']) { 2 } else { usize::from(matches!(tail.first(), Some('底' | '末' | '初'))) }
        }
        _ => 0,
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

fn trim_end(source: &Source, span: Span) -> Span {
    let Span { start, mut end } = span;
    while start < end {
        let rest = source.folded(Span::new(start, end));
        let cut = match words::ending(rest, rest.len()) {
            _ if is_edge(rest[rest.len() - 1]) => 1,
            // A word that is a link at its end only by accident (行为, 审计) is longer than the link and stands in the table as itself.
            Some((len, classes)) if classes & LINK != 0 => len,
            // 在前几年下降的基础上.
            _ if rest.ends_with(&['基', '础', '上']) => {
                rest.iter().rposition(|&c| c == '在').filter(|&at| at >= 2).map_or(0, |at| rest.len() - at)
            }
            _ => years(rest),
        };
        if cut == 0 {
            break;
        }
        end -= cut;
    }
    Span::new(start, end)
}

/// Length of `连续三年` or `连续27个月` at the end; 0 where there is none.
fn years(rest: &[char]) -> usize {
    let unit = match rest {
        [.., '年'] => 1,
        [.., '个', '月'] => 2,
        _ => return 0,
    };
    let head = rest.get(..rest.len() - unit).unwrap_or(&[]);
    let digits = head.iter().rev().take_while(|c| c.is_ascii_digit() || crate::number::is_chinese_numeral(**c)).count();
    let before = head.get(..head.len() - digits).unwrap_or(&[]);
    match before {
        _ if digits == 0 => 0,
        [.., '连', '续'] => 2 + digits + unit,
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

/// A noun behind its quantity.
#[derive(Clone, Copy)]
pub struct Noun {
    pub span: Span,
    /// A verb or adverb follows: the noun is its subject.
    pub acts: bool,
}

/// The noun that follows a quantity which ends at `from`: up to a mark, a verb, an adverb or `until`. `None` where no noun follows.
pub fn noun_after(source: &Source, from: usize, until: usize, unit: &str) -> Option<Noun> {
    if !(is_han(source.at(from)) || source.at(from) == '“') {
        return None;
    }
    let limit = until.min(from + 2 * LONGEST_NOUN);
    let mut end = from;
    while end < limit {
        let c = source.at(end);
        if c == '(' || c == '“' {
            let close = if c == '(' { ')' } else { '”' };
            match (end..limit).find(|&at| source.at(at) == close) {
                Some(at) => end = at + 1,
                None => break,
            }
            continue;
        }
        // 18个省、市重点项目: one ideograph or two before 、 are no noun of their own where no number follows.
        let listed = c == '、' && end - from <= 2 && is_han(source.at(end + 1)) && is_han(source.at(end + 2)) && end + 3 < limit;
        // 可复制、可推广的经验: the list only describes.
        let able = || {
            source.at(from) == '可' && (end..limit).take(8).take_while(|&at| !ends_clause(source.at(at))).any(|at| source.at(at) == '的')
        };
        if c == '、' && able() {
            end += 1;
            continue;
        }
        if !listed && (ends_clause(c) || matches!(c, '、' | ')' | '”' | '《') || is_blank(c)) {
            break;
        }
        end += 1;
    }
    let mut noun = Span::new(from, end);
    let mut acts = false;
    // 名 and 位 count people: a verb behind them is what they do (97名镇机关干部学法考法), not part of their name.
    let people = unit.starts_with(['名', '位', '人']);
    let mut who = from;
    // 集中连片的永久基本农田, 获评五星的企业: what stands between number and 的 only describes.
    let of = super::clause::last_of(source, noun, '的').filter(|of| of - from <= 12);
    let describes = |classes: words::Classes| classes & (HELD | ACT | STOP | MANNER) != 0;
    let described =
        of.filter(|_| source.at(from) == '可' || words::starting(source.chars(), from).is_some_and(|(_, c)| describes(c))).unwrap_or(from);
    for token in tokens(source, noun) {
        if token.start < described {
            continue;
        }
        // 镇(街道)和部门主要负责人 is one name; 和 before another number, or a verb that leads to one, is not part of it.
        let next = || words::starting(source.chars(), token.end).is_some_and(|(len, c)| c & (HELD | ACT) != 0 && token.end + len == until);
        let joins = matches!(source.folded(Span::new(token.start, token.end)), ['和' | '与' | '及'])
            && is_han(source.at(token.end))
            && noun.end - token.end >= 2
            && !next();
        let stops = token.classes & STOP != 0 && token.classes & NOMINAL == 0 && !joins;
        // 赋权事项: a verb that opens a name with a general noun; 招引类项目: one that says of what kind.
        let named = (token.start == from && starts_with(source, Span::new(token.end, noun.end), GENERIC | BODY))
            || matches!(source.at(token.end), '类' | '型' | '性' | '式');
        let verb = token.classes & (HELD | ACT) != 0 && token.classes & (NOMINAL | BODY | GENERIC) == 0 && !named;
        // A verb inside a name (受理点) leaves too little behind it to be a verb with its object.
        let deed = people && who == token.start && token.classes & (HELD | ACT) != 0;
        if stops || deed || (verb && noun.end - token.end >= 2) {
            noun.end = token.start;
            acts = true;
            break;
        }
        if token.classes & (AGENT | BODY | GENERIC) != 0 {
            who = token.end;
        }
    }
    // 7个小区的320户住宅, 2个县的办结率: whose the next quantity is.
    if noun.end == until && source.before(noun.end) == '的' {
        noun.end -= 1;
    } else if let Some(of) = (noun.start..noun.end).rev().find(|&at| source.at(at) == '的').filter(|of| of - noun.start >= 1) {
        if ends_in(source, noun, RATE) {
            noun.end = of;
        }
    }
    let led = trim_end(source, Span::new(noun.start, until)).end <= noun.end && ends_in(source, noun, RATE);
    if (noun.end == until || led) && source.at(until).is_ascii_digit() {
        noun.end = split_before_next(source, noun).or(Some(noun.end).filter(|_| described > from))?;
    }
    // 500名企业退休人员养老保障的问题: people are counted.
    let of = (noun.start..noun.end).rev().find(|&at| source.at(at) == '的');
    if let Some(who) =
        of.filter(|_| people).and_then(|of| tokens(source, Span::new(from, of)).into_iter().rfind(|t| t.classes & (AGENT | GENERIC) != 0))
    {
        noun = Span::new(from, who.end);
    } else if let Some(of) = of {
        // 12个项目的推介: of what is done to them the things are counted.
        let deed = of - noun.start >= 2 && ends_in(source, noun, HELD | ACT);
        if noun.end - of > 2 && !deed {
            noun.start = of + 1;
        } else {
            noun.end = of;
        }
    }
    // 37名专职复议人员中: of those.
    if noun.len() > 3 && source.before(noun.end) == '中' && words::ending(source.chars(), noun.end).is_none_or(|(len, _)| len == 1) {
        noun.end -= 1;
    }
    (2..=LONGEST_NOUN).contains(&noun.len()).then_some(Noun { span: noun, acts })
}

/// 县, 村, 乡 counted without more: one ideograph that a verb or mark follows.
pub fn short_noun(source: &Source, at: usize) -> Option<Noun> {
    let span = Span::new(at, at + 1);
    let follows = source.folded(Span::new(at + 1, at + 6));
    let ends =
        follows.first().is_none_or(|&c| ends_clause(c) || c == '、') || words::starting(follows, 0).is_some_and(|(_, c)| c & STOP != 0);
    (matches!(source.at(at), '县' | '区' | '市' | '村' | '乡' | '镇' | '省' | '人') && ends).then_some(Noun { span, acts: true })
}

/// 政府部门权责清单事项216项: the noun of the quantity before ends with the name of an office or place, the rest belongs to the next one.
fn split_before_next(source: &Source, noun: Span) -> Option<usize> {
    let bodies = tokens(source, noun);
    let body = bodies.iter().find(|token| token.classes & (BODY | AGENT) != 0 && token.end >= noun.start + 2 && noun.end - token.end >= 2);
    // 17条支流消除15条: the noun ends where a verb begins.
    body.map(|token| token.end)
        .or_else(|| bodies.iter().find(|token| token.classes & (HELD | ACT) != 0 && token.start >= noun.start + 2).map(|token| token.start))
}
