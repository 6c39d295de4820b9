//! Turns the places that somebody went to (走进企业、渔村开展宣讲92场, 普法车开进菜场、工地36次) into the words of what is counted: what was done
//! there, else who came.

use super::phrase::{self, Token};
use super::words::{self, ACT, AGENT, BODY, GO, HELD, MANNER, NOMINAL, WHOM};
use crate::span::Span;
use crate::text::Source;

/// The words that count, where a list of places stands between a verb of going, or one that leads a team, and the number. `None` where no
/// places are listed, or where nothing but them is named.
///
/// `words` stand before the number, and reach back to `start` with what was cut from them (深入).
pub(super) fn deed_there(source: &Source, start: usize, words: Span) -> Option<Span> {
    const SUBJECT: usize = 3;
    let mark = (words.start..words.end).rev().find(|&at| source.at(at) == '、')?;
    let whole = Span::new(start.min(words.start), words.end);
    let tokens = phrase::tokens(source, whole);
    // 深入推进 goes nowhere.
    let verb = |t: &Token| t.classes & (HELD | ACT) != 0 && t.classes & AGENT == 0;
    let goes = |t: &&Token| t.classes & GO != 0 && t.end < mark && !tokens.iter().any(|next| next.start == t.end && verb(next));
    let go = tokens.iter().rfind(goes);
    // 带队夜查海鲜排档、烧烤夜市: who is led to places does the same at each.
    let Some(go) = go else {
        let led = tokens.iter().find(|t| t.classes & ACT != 0 && t.end - t.start > 2 && source.reads(t.start, "带队"))?;
        return (led.end < mark && led.start <= mark).then_some(Span::new(led.start, led.end));
    };
    let last: Vec<&Token> = tokens.iter().filter(|t| t.start >= mark + 3).collect();
    // 开展反诈宣传 opens with a verb that can only be one; 调研座谈 ends with verbs.
    if let Some(held) = last.iter().find(|t| verb(t) && (t.classes & NOMINAL == 0 || t.end - t.start > 2) && words.end - t.end >= 2) {
        return Some(Span::new(held.start, words.end));
    }
    let mut from = words.end;
    for t in last.iter().rev().take_while(|t| t.classes & (HELD | ACT | NOMINAL | MANNER) != 0) {
        from = if t.end == from { t.start } else { break };
    }
    if from < words.end {
        return Some(Span::new(from, words.end));
    }
    if let Some(t) = last.iter().find(|t| verb(t) && words.end - t.end >= 2) {
        return Some(Span::new(t.start, words.end));
    }
    let subject = phrase::trim(source, Span::new(whole.start, go.start));
    let person = words::ending(source.folded(subject), subject.len()).is_some_and(|(_, classes)| classes & AGENT != 0);
    (subject.len() >= SUBJECT && !person).then_some(subject)
}

/// 到14个渔村宣讲法律: the places right behind a number that a verb of going leads to, and what was done there, which opens the label.
pub(super) fn places_behind(source: &Source, quantity: Span, until: usize) -> Option<(Span, String)> {
    const LONGEST: usize = 12;
    let led = words::ending(source.chars(), quantity.start).filter(|(_, classes)| classes & GO != 0);
    let to = source.before(quantity.start) == '到' && words::ending(source.chars(), quantity.start).is_none_or(|(len, _)| len == 1);
    if led.is_none() && !to {
        return None;
    }
    let behind = Span::new(quantity.end, until.min(quantity.end + LONGEST));
    let closed = (behind.start..behind.end).find(|&at| phrase::ends_clause(source.at(at)) || source.at(at) == '的');
    let clause = Span::new(behind.start, closed.unwrap_or(behind.end));
    let verb = phrase::tokens(source, clause).into_iter().find(|t| t.classes & (HELD | ACT) != 0)?;
    let place = Span::new(clause.start, verb.start);
    let deed = if verb.classes & ACT != 0 { source.words(Span::new(verb.start, verb.end)) } else { String::new() };
    (place.len() >= 2).then_some((place, deed))
}

/// 选派40人到市局机关跟班轮训: what people were sent to do, behind the place that they were sent to.
pub(super) fn sent_to(source: &Source, quantity: Span, until: usize) -> Option<Span> {
    const LONGEST: usize = 18;
    if !matches!(source.at(quantity.end), '到' | '赴' | '去') {
        return None;
    }
    let reach = until.min(quantity.end + LONGEST);
    let close = (quantity.end..reach).find(|&at| phrase::ends_clause(source.at(at)))?;
    let tokens = phrase::tokens(source, Span::new(quantity.end + 1, close));
    let place = tokens.iter().rfind(|t| t.classes & (BODY | AGENT | WHOM) != 0 && t.end + 2 <= close)?;
    let did = Span::new(place.end, close);
    let verb = tokens.iter().any(|t| t.start >= did.start && t.classes & (HELD | ACT) != 0);
    (verb && did.len() <= LONGEST / 3).then_some(did)
}
