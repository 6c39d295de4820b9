//! Turns a predicate whose noun stands further back (办结721件, 成功率98%) into the label of what it happened to.

use super::label::Reader;
use super::phrase;
use super::row::lately;
use super::topic::{lend, Topic};
use super::words::{self, ACT, BARE, GENERIC, HELD, NOMINAL, RATE, SHED};
use super::Kind;
use crate::span::Span;
use crate::text::folded;

impl Reader<'_> {
    /// 接到投诉730件,发放告知书210份,办结721件: the topic of a predicate where the thing counted last has another unit: the nearest one before it
    /// that has the same. `None` where the topic may stay.
    pub(super) fn nearest(&self, words: Span, i: usize) -> Option<Topic> {
        let quantity = self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count)?;
        if !phrase::is_word(self.source, words, BARE) {
            return None;
        }
        let topic = self.topic.as_ref()?;
        let level = |of: &usize| self.found.get(*of).is_some_and(|label| label.change.is_none());
        let unit = |of: usize| self.quantities.get(of).map(|other| other.unit.as_str());
        // Whose the topic is: of a quantity before, in other units.
        let of = lately(i).find(|&of| self.found.get(of).is_some_and(|label| label.text.contains(&topic.text)))?;
        if unit(of)? == quantity.unit {
            return None;
        }
        let nearest = lately(of).filter(level).find(|&of| unit(of) == Some(&quantity.unit))?;
        let text = thing_of(&self.found.get(nearest)?.text);
        (text.chars().count() >= 2).then(|| Topic { text: text.to_string() })
    }

    /// 调解纠纷328件,成功320件: the verb that succeeded stands before the noun; 调解成功3869件,成功率97.8%: what the rate is of right before it.
    pub(super) fn succeeded(&self, words: Span, i: usize) -> Option<String> {
        let (source, before) = (self.source, self.found.get(i.checked_sub(1)?)?);
        let own = source.words(words);
        if before.change.is_some() || !phrase::is_word(source, words, BARE | RATE) {
            return None;
        }
        if let Some(outcome) = own.strip_suffix('率').filter(|outcome| *outcome == "成功" && before.text.ends_with(outcome)) {
            let rate = before.text.clone() + own.strip_prefix(outcome).unwrap_or("");
            return Some(self.topic.as_ref().map_or_else(|| rate.clone(), |topic| lend(&topic.text, &rate)));
        }
        let chars = folded(&before.text);
        let (len, _) = words::starting(&chars, 0).filter(|(_, c)| c & ACT != 0 && c & NOMINAL != 0)?;
        let at = before.text.char_indices().nth(len)?.0;
        let (verb, noun) = before.text.split_at(at);
        (own == "成功" && noun.chars().count() >= 2 && !noun.contains('、')).then(|| noun.to_string() + verb + &own)
    }
}

/// 占道经营投诉 in 占道经营投诉办结, 合同 in 审查合同: without the verb that opens or ends a label.
fn thing_of(label: &str) -> &str {
    let chars = folded(label);
    let (mut start, mut end) = (0, chars.len());
    if let Some((len, classes)) = words::starting(&chars, 0) {
        start = if classes & (ACT | HELD) != 0 && chars.len() >= len + 2 { len } else { 0 };
    }
    while let Some((len, classes)) = words::ending(&chars, end) {
        let name = classes & (BARE | HELD | SHED) == 0 || classes & GENERIC != 0 || (classes & NOMINAL != 0 && classes & SHED == 0);
        if name || end < start + len + 2 {
            break;
        }
        end -= len;
    }
    let byte = |n: usize| label.char_indices().nth(n).map_or(label.len(), |(at, _)| at);
    &label[byte(start)..byte(end)]
}
