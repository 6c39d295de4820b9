//! Turns the words behind a quantity into the noun that it counts.

use super::phrase::{ends_clause, ends_in, is_word, starts_with, tokens, trim, trim_end};
use super::words::{self, ACT, AGENT, ATTR, BARE, BODY, DOWN, GENERIC, HELD, LINK, MANNER, NOMINAL, RATE, STOP, UP};
use crate::span::Span;
use crate::text::{is_blank, is_han, Source};

/// The longest noun that is taken from behind a quantity.
const LONGEST_NOUN: usize = 20;

/// The object of the first verb in the clause that starts at `from`: 农资补贴 in `向种粮农民发放农资补贴`.
pub fn object_after(source: &Source, from: usize, until: usize) -> Option<Span> {
    let mut quoted = false;
    let end = (from..until.min(from + 2 * LONGEST_NOUN))
        .find(|&at| {
            quoted = (quoted || source.at(at) == '“') && source.at(at) != '”';
            ends_clause(source.at(at)) || (source.at(at) == '、' && !quoted)
        })
        .unwrap_or(until.min(from + 2 * LONGEST_NOUN));
    let clause = Span::new(from, end);
    let verb = tokens(source, clause).into_iter().find(|token| token.classes & (HELD | ACT) != 0 && end - token.end >= 2)?;
    let object = trim(source, Span::new(verb.end, end));
    (2..=LONGEST_NOUN).contains(&object.len()).then_some(object)
}

/// A noun behind its quantity.
#[derive(Clone, Copy)]
pub struct Noun {
    pub span: Span,
    /// A verb or adverb follows: the noun is its subject.
    pub acts: bool,
    /// The next number, right behind it, has a noun of its own.
    pub own: bool,
}

/// The noun that follows a quantity which ends at `from`: up to a mark, a verb, an adverb or `until`. `None` where no noun follows.
pub fn noun_after(source: &Source, from: usize, until: usize, unit: &str) -> Option<Noun> {
    // 4A级景区, but no number of its own.
    let letters = source.at(from + usize::from(source.at(from).is_ascii_digit())).is_ascii_uppercase();
    if !(is_han(source.at(from)) || source.at(from) == '“' || letters) || from >= until {
        return None;
    }
    // Where the text has blanks around its digits, they are no part of what stands between two numbers.
    let next = until;
    let until = (from..until).rev().find(|&at| !is_blank(source.at(at))).map_or(until, |at| at + 1);
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
        // 9处完工、北桥等4处开工: what became of them opens no list.
        let listed = listed && source.at(end + 1) != '一' && !is_word(source, Span::new(from, end), HELD | ACT | BARE);
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
    let mut head = from;
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
            // 28个码头和一批泊位.
            && source.at(token.end) != '一'
            && !next();
        // 省级以上试点, 亿元以上项目: of what grade or size.
        let graded = source.at(token.start) == '以'
            && matches!(source.before(token.start), '级' | '及' | '元' | '米' | '亩' | '岁' | '人')
            && noun.end - token.end >= 2;
        if graded {
            head = token.end;
        }
        let stops = token.classes & STOP != 0 && token.classes & NOMINAL == 0 && !joins && !graded;
        // 赋权事项: a verb that opens a name with a general noun; 招引类项目: one that says of what kind.
        let named = (token.start == head && starts_with(source, Span::new(token.end, noun.end), GENERIC | BODY))
            || matches!(source.at(token.end), '类' | '型' | '性' | '式')
            // 重点共享农庄: what stands before it only describes.
            || is_word(source, Span::new(from, token.start), ATTR);
        let verb = token.classes & (HELD | ACT) != 0 && token.classes & (NOMINAL | BODY | GENERIC) == 0 && !named;
        // A verb inside a name (受理点) leaves too little behind it to be a verb with its object.
        let deed = people && who == token.start && token.classes & (HELD | ACT) != 0;
        // 五类案件下降38%, 40个项目已有12个: what changed, or of what the next number is told; 8项指标提升到优良: what was reached.
        let reached = token.classes & LINK != 0 && token.end - token.start >= 3;
        let changes = (token.end == until || reached) && token.classes & (UP | DOWN | LINK) != 0;
        if stops || deed || changes || (verb && noun.end - token.end >= 2) {
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
    } else if let Some(of) = particle(source, noun).filter(|of| of - noun.start >= 1) {
        if ends_in(source, noun, RATE) {
            noun.end = of;
        }
    }
    let led = trim_end(source, Span::new(noun.start, until)).end <= noun.end && ends_in(source, noun, RATE);
    if (noun.end == until || led) && source.at(next).is_ascii_digit() {
        noun.end = split_before_next(source, noun).or(Some(noun.end).filter(|_| described > from))?;
    }
    // 500名企业退休人员养老保障的问题: people are counted.
    let of = particle(source, noun);
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
    // 22个村均达标, 31家企业首次入选: an adverb between noun and verb is part of neither.
    while let Some((len, classes)) = words::ending(source.folded(noun), noun.len()).filter(|_| acts) {
        if classes & LINK == 0 || (len == 1 && classes & STOP == 0) || noun.len() <= len {
            break;
        }
        noun.end -= len;
    }
    // 在全国15个同类城市中居前列: among those.
    let among = |&at: &usize| source.at(at) == '中' && words::starting(source.chars(), at).is_none_or(|(len, _)| len == 1);
    let ranks = |at: usize| {
        matches!(source.at(at + 1), '居' | '排')
            || words::starting(source.chars(), at + 1).is_some_and(|(_, c)| c & (STOP | LINK | ACT | HELD | UP | DOWN) != 0)
    };
    if let Some(at) = (noun.start + 4..noun.end.saturating_sub(1)).find(among).filter(|&at| ranks(at)) {
        noun.end = at;
        acts = true;
    }
    // 9条河道综合治理和河湖生态修复及岸线绿化: a name so long ends before the first 和.
    if noun.len() > LONGEST_NOUN {
        let joint = tokens(source, noun).into_iter().find(|t| matches!(source.folded(Span::new(t.start, t.end)), ['和' | '及' | '与']));
        noun.end = joint.map_or(noun.end, |t| t.start);
    }
    // 200项高频服务事项“省内通办、跨省通办”: a name so long ends before what is quoted of it.
    let quote = (noun.start + 2..noun.end).find(|&at| source.at(at) == '“').filter(|_| noun.len() > LONGEST_NOUN);
    noun.end = quote.unwrap_or(noun.end);
    // 37名专职复议人员中: of those.
    if noun.len() > 2 && source.before(noun.end) == '中' && words::ending(source.chars(), noun.end).is_none_or(|(len, _)| len == 1) {
        noun.end -= 1;
    }
    (2..=LONGEST_NOUN).contains(&noun.len()).then_some(Noun { span: noun, acts, own: false })
}

/// The last 的 that is no part of a word (目的地).
fn particle(source: &Source, noun: Span) -> Option<usize> {
    let word = |at: usize| source.reads(at.saturating_sub(1), "目的地");
    (noun.start..noun.end).rev().find(|&at| source.at(at) == '的' && !word(at))
}

/// 县, 村, 乡 counted without more: one ideograph that a word of the classes `before`, or a mark, follows.
pub fn short_noun(source: &Source, at: usize, before: words::Classes) -> Option<Noun> {
    let span = Span::new(at, at + 1);
    let follows = source.folded(Span::new(at + 1, at + 6));
    let ends =
        follows.first().is_none_or(|&c| ends_clause(c) || c == '、') || words::starting(follows, 0).is_some_and(|(_, c)| c & before != 0);
    (matches!(source.at(at), '县' | '区' | '市' | '村' | '乡' | '镇' | '省' | '人') && ends).then_some(Noun {
        span,
        acts: true,
        own: false,
    })
}

/// 政府部门权责清单事项216项: the noun of the quantity before ends with the name of an office or place, the rest belongs to the next one.
fn split_before_next(source: &Source, noun: Span) -> Option<usize> {
    let bodies = tokens(source, noun);
    let body = bodies.iter().find(|token| token.classes & (BODY | AGENT) != 0 && token.end >= noun.start + 2 && noun.end - token.end >= 2);
    // 17条支流消除15条: the noun ends where a verb begins.
    body.map(|token| token.end)
        .or_else(|| bodies.iter().find(|token| token.classes & (HELD | ACT) != 0 && token.start >= noun.start + 2).map(|token| token.start))
}
