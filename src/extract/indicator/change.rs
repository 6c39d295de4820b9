//! Turns 同比增长, 较上年减少, 提高 … right before a quantity into a change, and finds what changed.
//!
//! A change: `同比增长17.1%`, `较上年减少12件`, `提高3.5个百分点`, `比上年多5起`, `翻一番`. A level, no change: `增长到95%`, `降至13%`, `新增300件`,
//! `增加执法人员30名` (the verb has an object of its own).

use super::phrase;
use super::words::{self, COMPARE, DOWN, UP};
use crate::number::Quantity;
use crate::span::Span;
use crate::text::Source;
use serde::Serialize;

/// Which way a number that is itself a difference points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Up,
    Down,
}

/// What stands before a quantity that is a change: its direction, and the words that name what changed (empty where the clause names nothing).
pub struct Changed {
    pub direction: Option<Change>,
    pub subject: Span,
}

/// Reads the words before a quantity from behind: verb of change, then 实际/年均, then 同比/较上年. `None` where there is neither.
pub fn before_quantity(source: &Source, words: Span, quantity: &Quantity) -> Option<Changed> {
    let reach = Span::new(words.start, quantity.span.start);
    let chars = source.folded(reach);
    let mut end = chars.len();
    while end > 0 && matches!(chars[end - 1], '了' | ' ' | '约' | '近' | '超' | '仅' | '各' | '均') {
        end -= 1;
    }
    let mut direction = None;
    if let Some((len, classes)) = words::ending(chars, end) {
        if classes & (UP | DOWN) != 0 {
            direction = Some(if classes & UP != 0 { Change::Up } else { Change::Down });
            end -= len;
        }
    }
    if direction.is_none() {
        direction = more_or_less(chars, end);
        if direction.is_some() {
            end -= 1;
        }
    }
    if direction.is_none() && quantity.unit.contains('番') && chars.get(end.wrapping_sub(1)) != Some(&'到') {
        direction = Some(Change::Up);
        if end > 0 && chars[end - 1] == '翻' {
            end -= 1;
        }
    }
    let direction = direction?;
    let subject = without_comparison(source, Span::new(reach.start, reach.start + end));
    Some(Changed { direction: Some(direction), subject })
}

/// 比上年多12件, 较去年同期少3起.
fn more_or_less(chars: &[char], end: usize) -> Option<Change> {
    let direction = match chars.get(end.checked_sub(1)?)? {
        '多' | '增' | '升' | '涨' => Change::Up,
        '少' | '减' | '降' | '低' => Change::Down,
        _ => return None,
    };
    words::ending(chars, end - 1).is_some_and(|(_, classes)| classes & COMPARE != 0).then_some(direction)
}

/// Cuts 同比, 较上年, 年均 and the like from the end, and what only links to them.
fn without_comparison(source: &Source, span: Span) -> Span {
    let mut span = Span::new(span.start, span.end);
    loop {
        let chars = source.folded(span);
        let Some(&last) = chars.last() else { return span };
        match words::ending(chars, chars.len()) {
            Some((len, classes)) if classes & COMPARE != 0 => span.end -= len,
            _ if matches!(last, ' ' | '、' | ',' | '可' | '将' | '也' | '均' | '平') => span.end -= 1,
            _ => break,
        }
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
    let chars = source.folded(span);
    let (_, classes) = words::ending(chars, chars.len())?;
    of(classes)
}

/// The direction that a phrase opens with, and where its object starts: 压减办理环节、申请材料 → down.
pub fn opening_direction(source: &Source, span: Span) -> Option<(Change, usize)> {
    let chars = source.folded(span);
    let (len, classes) = words::starting(chars, 0)?;
    of(classes).map(|change| (change, span.start + len))
}

fn of(classes: words::Classes) -> Option<Change> {
    if classes & UP != 0 {
        Some(Change::Up)
    } else if classes & DOWN != 0 {
        Some(Change::Down)
    } else {
        None
    }
}
