//! Turns what a clause speaks of into the noun that later clauses leave out, and that into a part of their labels.

use super::words::{self, GENERIC, HELD, NOMINAL, SHED};
use crate::text::folded;

/// A noun that later clauses of the sentence may leave out.
#[derive(Clone)]
pub struct Topic {
    pub(super) text: String,
}

/// The thing in 行政复议受案, 行政复议申请: a verb at its end is not what the next clause is about.
pub(super) fn thing(noun: &str) -> Option<&str> {
    let chars = folded(noun);
    match words::ending(&chars, chars.len()) {
        Some((len, classes)) if classes & SHED != 0 || (classes & HELD != 0 && classes & NOMINAL == 0) => {
            let end = noun.char_indices().nth(chars.len() - len).map_or(0, |(at, _)| at);
            // 医调委受理 names nobody's thing, 信访接访 that of 信访.
            let work = || words::ending(&chars, chars.len() - len).is_some_and(|(_, c)| c & NOMINAL != 0);
            let least = if classes & SHED != 0 || work() { 2 } else { 4 };
            noun.get(..end).filter(|_| chars.len() >= len + least).or(if classes & SHED != 0 { Some(noun) } else { None })
        }
        _ => Some(noun),
    }
}

/// What a topic lends to a predicate or rate: itself where it is short and one thing or two (建议、提案), the general noun that it ends in where
/// it is long or a list (行政处罚、行政许可案卷), nothing where that can't be told.
pub(super) fn short(topic: &str) -> &str {
    const TWO: usize = 6;
    let count = topic.chars().count();
    if count <= 12 && (count <= TWO || !topic.contains('、')) {
        return topic;
    }
    let chars = folded(topic);
    let noun = words::ending(&chars, chars.len()).filter(|(_, classes)| classes & GENERIC != 0).map_or(0, |(len, _)| len);
    topic.char_indices().nth(count - noun.min(count)).map_or("", |(at, _)| &topic[at..])
}

/// 其中食品类32件, 城市管理领域9件, 县级64项: the part of a topic that a field, a level or (of what is too general to stand alone) a kind is.
pub(super) fn part(topic: &str, own: &str) -> Option<String> {
    const LONGEST: usize = 10;
    let chars = folded(own);
    let led = if chars.starts_with(&['涉', '及']) { 2 } else { 0 };
    let (chars, own) = (chars.get(led..)?, own.get(own.char_indices().nth(led)?.0..)?);
    let ends = |chars: &[char], class| words::ending(chars, chars.len()).is_some_and(|(_, c)| c & class != 0);
    let named = match chars.last()? {
        '域' => chars.ends_with(&['领', '域']),
        '类' => ends(&folded(topic), GENERIC),
        '级' => !ends(chars, HELD),
        _ => false,
    };
    (named && chars.len() <= LONGEST && !topic.starts_with(own)).then(|| own.to_string() + short(super::lean::ungraded(topic)))
}

/// A predicate or rate with the topic in front that it takes: 年终述法 and 述法率 are 年终述法率.
pub(super) fn lend(topic: &str, own: &str) -> String {
    if topic.ends_with(own) || own.contains(topic) {
        return own.to_string();
    }
    let topic = short(topic);
    let stem = own.char_indices().nth(2).map_or(own, |(at, _)| &own[..at]);
    let general = |at: usize| matches!(words::ending(&folded(&topic[at..]), topic[at..].chars().count()), Some((_, c)) if c & GENERIC != 0);
    let topic = topic.rfind(stem).filter(|&at| at > 0 && !general(at)).map_or(topic, |at| &topic[..at]);
    format!("{topic}{own}")
}
