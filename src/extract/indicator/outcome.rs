//! Turns a predicate whose noun stands further back (办结721件, 成功率98%) into the label of what it happened to.

use super::clause::Clause;
use super::label::Reader;
use super::phrase;
use super::row::lately;
use super::topic::{lend, short, Topic};
use super::words::{self, ACT, AGENT, AMOUNT, BARE, BODY, GENERIC, HELD, NOMINAL, RATE, SHED};
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

    /// 被申请复议5件,复议机关维持3件: who decided goes where the case has been told, unless the parts of a list are told apart by it.
    pub(super) fn decided(&self, words: Span, i: usize) -> Option<Span> {
        const LONGEST: usize = 8;
        let (source, quantity) = (self.source, self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count)?);
        let before = self.quantities.get(i.checked_sub(1)?).filter(|before| before.unit == quantity.unit)?;
        let listed = source.at(quantity.span.end) == '、' || source.at(before.span.end) == '、';
        self.topic.as_ref().filter(|_| !listed && words.len() <= LONGEST)?;
        let chars = source.folded(words);
        let idle = |c: words::Classes| c & BARE != 0 && c & (GENERIC | NOMINAL) == 0;
        let (len, _) = words::ending(chars, chars.len()).filter(|(len, c)| *len > 1 && idle(*c))?;
        let who = Span::new(words.start, words.end - len);
        // 行政机关败诉 is not the same as 败诉.
        (who.len() >= 2 && source.before(words.end) != '诉' && source.before(who.end) != '级' && phrase::ends_in(source, who, AGENT | BODY))
            .then_some(Span::new(who.end, words.end))
    }

    /// 认领实事40件,年底办成38件; 县直部门制定6件: a verb that says only that things were made or dealt with is of the thing counted right before
    /// it in the same unit, 新设31个 of new ones. `None` where a verb of weight or a noun stands there.
    pub(super) fn made(&self, words: Span, i: usize) -> Option<String> {
        const LONGEST: usize = 8;
        let (source, quantity) = (self.source, self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count)?);
        let chars = source.folded(words);
        let last = words::ending(chars, chars.len()).filter(|(len, _)| *len > 1);
        let who = Span::new(words.start, words.end - last.map_or(0, |(len, _)| len));
        // 市本级受理612件, 市本级审结571件: those of one level.
        let level = source.before(who.end) == '级'
            && phrase::ends_in(source, who, BODY)
            && last.is_some_and(|(_, c)| c & BARE != 0 && c & (GENERIC | NOMINAL) == 0);
        let told = if level { self.topic.as_ref().or(self.earlier.as_ref()) } else { self.topic.as_ref() };
        let thing = short(&told.filter(|_| words.len() <= LONGEST)?.text);
        // 推进办案区建设,建成3个: what the clause before spoke of.
        let worked = i == 0 && Clause::of(source, words, false).only_leads() && !phrase::ends_in(source, words, ACT | NOMINAL);
        if level || worked {
            let who = if level { who } else { Span::new(words.start, words.start) };
            return Some(source.words(who) + &lend(thing, &source.words(Span::new(who.end, words.end))));
        }
        let before = self.quantities.get(i.checked_sub(1)?).filter(|before| before.unit == quantity.unit)?;
        // 检查渔船30艘、劝返4艘: in a list, so does a verb of weight that stands alone.
        let said = folded(thing);
        let name = words::ending(&said, said.len()).is_none_or(|(_, c)| c & (ACT | HELD | BARE | NOMINAL | GENERIC) == 0);
        // 从轻处罚3起、减轻处罚2起: cases are named by what was done.
        let listed = name && source.at(before.span.end) == '、' && !crate::number::is_case(&quantity.unit);
        last.filter(|&(len, c)| {
            (c & HELD != 0 && c & (ACT | NOMINAL | BARE) == 0) || (listed && len == chars.len() && c & ACT != 0 && c & BARE == 0)
        })?;
        let own = source.words(words);
        let place = || words::ending(&said, said.len()).is_some_and(|(_, c)| c & BODY != 0);
        if thing.is_empty() || thing.contains(&own) || place() {
            return None;
        }
        // 县直部门制定: who did it stays, where the parts of a whole are told apart by that.
        if !who.is_empty() {
            let named = phrase::ends_in(source, who, BODY | AGENT) && phrase::tokens(source, who).iter().all(|t| t.classes & ACT == 0);
            return (named && who.len() >= 2).then(|| own + thing);
        }
        Some(if chars.first() == Some(&'新') { own + thing } else { thing.to_string() + &own })
    }

    /// 其中婚姻家庭1306件、邻里1124件: names in a list of parts take the general noun that their total ends in (矛盾纠纷), or the short predicate
    /// that it is (立案). People and bodies are nouns of their own.
    pub(super) fn of_total(&self, words: Span, i: usize) -> Option<String> {
        const LONGEST: usize = 8;
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let unit = quantity.unit.as_str();
        let part = self.parts.last() == Some(&i) && crate::number::is_case(unit) && self.quantities.get(i.checked_sub(1)?)?.unit == unit;
        // 食品类, 简易程序 say enough.
        if !part || !(2..=LONGEST).contains(&words.len()) || matches!(source.before(words.end), '类' | '序') {
            return None;
        }
        let listed = source.at(quantity.span.end) == '、' || source.before(words.start) == '、';
        let topic = self.topic.as_ref().filter(|_| listed)?;
        let chars = folded(&topic.text);
        let (len, classes) = words::ending(&chars, chars.len())?;
        let general = classes & GENERIC != 0 && classes & (BODY | AGENT) == 0;
        let deed = classes & ACT != 0 && len == chars.len();
        let verbal = HELD | ACT | BARE | RATE | NOMINAL | GENERIC | BODY | AGENT | AMOUNT;
        let name = phrase::tokens(source, words).iter().all(|t| t.classes & verbal == 0);
        let noun = &topic.text[topic.text.char_indices().nth(chars.len() - len)?.0..];
        // The total, and the parts before, end in it.
        let goes_on = self.found.get(i.checked_sub(1)?)?.text.ends_with(noun);
        ((general || deed) && name && goes_on).then(|| source.words(words) + noun)
    }

    /// 查封作坊12处、仓库3间: the verb that opens the first label of a list governs the others, where they have none.
    pub(super) fn governing(&self, i: usize, words: Span, clause: &Clause) -> Option<String> {
        let before = i.checked_sub(1)?;
        if self.source.at(self.quantities.get(before)?.span.end) != '、' || clause.verb().is_some() {
            return None;
        }
        let label = &self.found.get(before)?.text;
        let chars = folded(label);
        let (len, classes) = words::starting(&chars, 0)?;
        let opens = classes & ACT != 0 && classes & BARE == 0 && chars.len() >= len + 2 && words.len() >= 2;
        let none = !phrase::tokens(self.source, words).iter().any(|t| t.classes & (HELD | ACT | RATE | BARE) != 0);
        (opens && none).then(|| label.chars().take(len).collect())
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
        let (len, _) = words::starting(&chars, 0).filter(|(_, c)| c & ACT != 0)?;
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
