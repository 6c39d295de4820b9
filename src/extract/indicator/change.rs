//! Turns 同比增长, 较上年减少, 提高 … right before a quantity into a change, and finds what changed.
//!
//! A change: `同比增长17.1%`, `较上年减少12件`, `提高3.5个百分点`, `比上年多5起`, `翻一番`, `压减申请材料112份`. A level, no change: `增长到95%`,
//! `降至13%`, `新增300件`, `增加执法人员30名` (what was newly made has no earlier level), `减少费用3万元` (so does what was given).

use super::phrase;
use super::words::{self, ACT, COMPARE, DOWN, HELD, NOMINAL, UP};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{is_han, Source};
use serde::Serialize;

/// Which way a number that is itself a difference points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Up,
    Down,
}

/// How far before its verb a comparison opens (比2022年同期).
const COMPARISON: usize = 14;

/// How far back the level stands that more was done of.
const LEVEL: usize = 30;

/// What stands before a quantity that is a change: its direction, and the words that name what changed (empty where the clause names nothing).
pub struct Changed {
    pub direction: Change,
    pub subject: Span,
    /// The subject stands behind the verb (压减申请材料).
    pub object: bool,
}

/// Reads the words before a quantity from behind: verb of change, then 实际/年均, then 同比/较上年. `None` where there is neither.
pub fn before_quantity(source: &Source, words: Span, quantity: &Quantity) -> Option<Changed> {
    let reach = Span::new(words.start, quantity.span.start);
    let chars = source.folded(reach);
    let mut end = chars.len();
    let each = |end: usize| words::ending(chars, end).is_some_and(|(_, classes)| classes & words::PER != 0);
    while end > 0 && !each(end) && matches!(chars[end - 1], '了' | ' ' | '约' | '近' | '超' | '仅' | '各' | '均') {
        end -= 1;
    }
    let mut direction = None;
    if let Some((len, classes)) = words::ending(chars, end) {
        // 改善12户住房 is none.
        let share = matches!(quantity.kind, Kind::Percent | Kind::PercentagePoint) || classes & BOTH != BOTH;
        direction = of(source, reach.start + end - len, classes).filter(|_| share);
        if direction.is_some() {
            end -= len;
        }
    }
    if direction.is_none() {
        direction = more_or_less(chars, end);
        if direction.is_some() {
            end -= 1;
        } else if let Some(more) = did_more(source, reach, end) {
            (direction, end) = (Some(more), end - 2);
        }
    }
    if direction.is_none() && quantity.unit.chars().any(|c| c == '番') && chars.get(end.wrapping_sub(1)) != Some(&'到') {
        direction = Some(Change::Up);
    }
    let Some(direction) = direction else {
        let subject = object_cut(source, words, quantity)?;
        return Some(Changed { direction: Change::Down, subject, object: true });
    };
    let subject = without_comparison(source, Span::new(reach.start, reach.start + end));
    Some(Changed { direction, subject, object: false })
}

/// 申请材料 in 压减申请材料112份: the object of a verb of cutting is what became less. Money that is no longer to be paid is none.
fn object_cut(source: &Source, words: Span, quantity: &Quantity) -> Option<Span> {
    let level = source.folded(Span::new(words.end, quantity.span.start)).iter().any(|c| matches!(c, '到' | '至' | '为' | '在' | '成'));
    if level || quantity.kind == Kind::Money {
        return None;
    }
    let tokens = phrase::tokens(source, words);
    let at = tokens.iter().rposition(|t| t.classes & ACT != 0 && t.classes & DOWN != 0)?;
    let verb = tokens.get(at)?;
    let other = tokens.get(at + 1..)?.iter().any(|t| {
        // 办理 in 压减办理环节 is part of the name.
        t.classes & (HELD | ACT | UP | DOWN) != 0 && t.classes & NOMINAL == 0 && words.end.saturating_sub(t.end) > 2
    });
    (!other && words.end - verb.end >= 2).then_some(Span::new(verb.end, words.end))
}

/// 比上年多12件, 较去年同期少3起.
fn more_or_less(chars: &[char], end: usize) -> Option<Change> {
    let direction = match chars.get(end.checked_sub(1)?)? {
        '多' | '增' | '升' | '涨' | '高' => Change::Up,
        '少' | '减' | '降' | '低' | '压' => Change::Down,
        _ => return None,
    };
    compares(chars, end - 1).then_some(direction)
}

/// Does a comparison with an earlier time end at `end`: 比上年, 比2022年, 比第一季度, 较整治前? 比全市 is one with another place.
fn compares(chars: &[char], end: usize) -> bool {
    let timed = || matches!(chars.get(end.wrapping_sub(1)), Some('年' | '期' | '度' | '月' | '季' | '前' | '初' | '末' | '底'));
    let opened = |at: usize| chars.get(at + 1).is_some_and(char::is_ascii_digit) || timed();
    words::ending(chars, end).is_some_and(|(_, classes)| classes & COMPARE != 0) || comparison(chars, end).is_some_and(opened)
}

/// 比上年多抽500批次, 拆除4700平方米,多拆500平方米: the verb of the level again, behind 多 or 少. Without a comparison the clause before says
/// that verb as well; 最多跑1次 and 不少于 are none.
fn did_more(source: &Source, reach: Span, end: usize) -> Option<Change> {
    let chars = source.folded(reach);
    let (more, verb) = (chars.get(end.checked_sub(2)?)?, *chars.get(end - 1)?);
    let direction = match more {
        '多' => Change::Up,
        '少' => Change::Down,
        _ => return None,
    };
    let alone = is_han(verb) && !matches!(verb, '于' | '达' | '出' | '至' | '有' | '为' | '个' | '种' | '数' | '了');
    // The comparison may have been cut from the words.
    let start = reach.start.saturating_sub(COMPARISON);
    let compared = || compares(source.folded(Span::new(start, reach.start + end)), reach.start + end - 2 - start);
    let opens = end == 2 && phrase::ends_clause(source.before(reach.start));
    // 拆除违建4700平方米: the clause before, with its number.
    let floor = reach.start.saturating_sub(LEVEL);
    let said =
        || source.folded(Span::new(floor, reach.start)).split(|c| matches!(c, '。' | ';')).next_back().is_some_and(|c| c.contains(&verb));
    (alone && (compared() || opens && said())).then_some(direction)
}

/// Where 比, 较 or 与…相比 opens that ends at `end`.
fn comparison(chars: &[char], end: usize) -> Option<usize> {
    let opening = |at: usize| {
        let alone =
            words::starting(chars, at).is_none_or(|(len, _)| len == 1) && words::ending(chars, at + 1).is_none_or(|(len, _)| len == 1);
        matches!(chars.get(at), Some('比' | '较')) && alone
    };
    let floor = end.saturating_sub(COMPARISON);
    let clause = (floor..end).rev().take_while(|&at| !matches!(chars.get(at), Some('、' | ',' | ';' | '。')));
    let mut candidates = clause.filter(|&at| end - at > 2);
    if chars.get(..end)?.ends_with(&['相', '比']) {
        return candidates.find(|&at| matches!(chars.get(at), Some('与' | '同' | '和')));
    }
    candidates.find(|&at| opening(at))
}

/// Cuts 同比, 较上年, 比法定时限平均 and the like from the end, and what only links to them.
pub(super) fn without_comparison(source: &Source, span: Span) -> Span {
    let mut span = span;
    loop {
        let chars = source.folded(span);
        let Some(&last) = chars.last() else { return span };
        match words::ending(chars, chars.len()) {
            Some((len, classes)) if classes & COMPARE != 0 => span.end -= len,
            // 行政许可 is a word.
            Some((len, _)) if len > 1 && last == '可' => break,
            _ if chars.ends_with(&['分', '别']) || chars.ends_with(&['平', '均']) => span.end -= 2,
            _ if matches!(last, ' ' | '、' | ',' | '可' | '将' | '也' | '均' | '各') => span.end -= 1,
            _ => match comparison(chars, chars.len()) {
                Some(at) => span.end = span.start + at,
                None => break,
            },
        }
    }
    // 剔除退税因素后增长5.8% says under what condition, not of what.
    if source.before(span.end) == '后' {
        return Span::new(span.end, span.end);
    }
    let trimmed = phrase::trim(source, span);
    // 其中较上年 leaves nothing behind; a comparison in front of the subject (同比…量增长) goes as well.
    let chars = source.folded(trimmed);
    match words::starting(chars, 0) {
        Some((len, classes)) if classes & COMPARE != 0 => phrase::trim(source, Span::new(trimmed.start + len, trimmed.end)),
        _ => trimmed,
    }
}

/// The direction that the words of a span end with: 分别增长 → up.
pub fn direction_in(source: &Source, span: Span) -> Option<Change> {
    let chars = source.folded(source.trim(span));
    let (len, classes) = words::ending(chars, chars.len())?;
    of(source, source.trim(span).end - len, classes)
}

/// The direction that a phrase opens with, and where its object starts: 压减办理环节、申请材料 → down.
pub fn opening_direction(source: &Source, span: Span) -> Option<(Change, usize)> {
    let chars = source.folded(span);
    let (len, classes) = words::starting(chars, 0)?;
    of(source, span.start, classes).map(|change| (change, span.start + len))
}

/// 改善 says that something became better, be it more or less.
const BOTH: words::Classes = UP | DOWN;

/// The direction of a verb of these classes that stands at `at`.
fn of(source: &Source, at: usize, classes: words::Classes) -> Option<Change> {
    if classes & BOTH == BOTH {
        // 浓度、指数分别改善12%: a measure that is the better the lower it is.
        let clause = (at.saturating_sub(LEVEL)..at).rev().take_while(|&at| !phrase::ends_clause(source.at(at))).last()?;
        let worse = phrase::tokens(source, Span::new(clause, at)).iter().any(|t| t.classes & words::WORSE != 0);
        return Some(if worse { Change::Down } else { Change::Up });
    }
    if classes & UP != 0 {
        Some(Change::Up)
    } else if classes & DOWN != 0 {
        Some(Change::Down)
    } else {
        None
    }
}
