//! Turns a quantity without a noun of its own into the label it leans on: what stands behind it, in the clause before, in its neighbour.

use super::change::{self, Change};
use super::clause::Clause;
use super::label::{Label, Reader};
use super::noun;
use super::phrase::{self, Token};
use super::row;
use super::topic::{lend, short};
use super::wording::{clean, find};
use super::words::{
    self, ACT, AGENT, AMOUNT, BARE, BODY, COMPARE, DOWN, GENERIC, HELD, LEAD, LIGHT, LINK, MANNER, NOMINAL, PER, PIVOT, PREP, RATE, STOP,
    UP, WHOLE,
};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{folded, is_blank};

impl Reader<'_> {
    /// The label of a quantity without words before it.
    pub(super) fn without_words(&self, i: usize, direction: Option<Change>) -> Option<Label> {
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let (end, until) = (quantity.span.end, self.until(i));
        // 县级64项: those of that level.
        let level = phrase::before_untrimmed(source, self.from, quantity.span.start);
        let level = Span::new(level.end.saturating_sub(2).max(level.start), level.end);
        if let Some(topic) = self.topic.as_ref().filter(|_| level.len() == 2 && source.before(level.end) == '级') {
            let text = source.words(level) + short(ungraded(&topic.text));
            return Some(Label { change: direction, ..Label::new(text, level) });
        }
        // 诉讼收案(74件): what stands before the bracket.
        if source.before(quantity.span.start) == '(' {
            let words = phrase::before(source, self.from, quantity.span.start - 1);
            let label = Clause::of(source, words, false).label(source, &mut self.topic.clone(), false);
            if let Some(label) = label.filter(|_| words.len() >= 2) {
                return Some(label);
            }
        }
        // 80%的行政村获评, 5个县被命名: the share or number of what stands behind.
        let from = if source.at(end) == '的' { end + 1 } else { end };
        let noun =
            || noun::noun_after(source, from, until, &quantity.unit).or_else(|| noun::short_noun(source, from, STOP)).map(|noun| noun.span);
        let behind = || noun().or_else(|| noun::object_after(source, end, until));
        let named = |span: Span| Label { change: direction, ..Label::new(clean(source, span), span) };
        // Where the number opens its clause, the clause is about what stands behind it.
        // 另有11项实现“跨省通办”: another kind of thing.
        let other = || {
            let before = i.checked_sub(1).and_then(|before| self.quantities.get(before));
            source.ends_with(quantity.span.start, "另有") && before.is_some_and(|before| before.unit != quantity.unit)
        };
        let opens = from > end || phrase::ends_clause(source.before(quantity.span.start)) || other();
        if let Some(span) = if opens && direction.is_none() { behind() } else { None } {
            // 75件已办结: a predicate takes the noun here as well.
            let mut did = phrase::trim_start(source, span);
            did.start += usize::from(source.at(did.start) == '已');
            let lent = self.topic.as_ref().filter(|_| phrase::is_word(source, did, BARE));
            return Some(lent.map_or_else(
                || self.share_that(i, span).map_or_else(|| named(span), |text| Label::new(text, span)),
                |topic| Label { change: direction, ..Label::new(lend(&topic.text, &clean(source, did)), did) },
            ));
        }
        // 比上年增长8.3% after a level, 提高到94.2% after 由91.6%, the second of two values for one thing.
        let Some(before) = i.checked_sub(1) else { return behind().map(named) };
        let changed = self.found.get(before).is_some_and(|label| label.change.is_some());
        let takes_over = changed
            || direction.is_some()
            || quantity.kind == Kind::PercentagePoint
            || self.quantities.get(before).is_some_and(|before| before.unit == quantity.unit);
        // …80亿元;税收收入过千亿,达到1200亿元: the clause between speaks of something else.
        let parted = || {
            let gap = Span::new(self.quantities.get(before)?.span.end, quantity.span.start);
            self.subject_before(i).filter(|_| source.folded(gap).contains(&';'))
        };
        if let Some(other) = if takes_over { parted() } else { None } {
            return Some(Label { change: direction, ..other });
        }
        if takes_over {
            // 新设市场主体3万户,日均新设80户,总量突破20万户: of the thing, not of its mean.
            let mean = |of: &usize| {
                self.found.get(*of).is_some_and(|label| words::starting(&folded(&label.text), 0).is_some_and(|(_, c)| c & PER != 0))
            };
            let unit = |of: &usize| self.quantities.get(*of).is_some_and(|other| other.unit == quantity.unit);
            let whole = row::lately(i).find(|of| unit(of) && !mean(of)).filter(|_| direction.is_none() && mean(&before));
            let same = row::same(&self.found, whole.unwrap_or(before));
            // 新增全职院士20人,总数达74人: all of them, not the new ones.
            let total = direction.is_none()
                && source.folded(phrase::before_untrimmed(source, self.from, quantity.span.start)).iter().any(|c| matches!(c, '总' | '累'));
            let chars = folded(&same.text);
            let new = |at: usize, len: usize| if total && len > 1 && matches!(chars.get(at), Some('新' | '净')) { len } else { 0 };
            let first = words::starting(&chars, 0).map_or(0, |(len, _)| new(0, len));
            let last = words::ending(&chars, chars.len()).map_or(0, |(len, _)| new(chars.len() - len, len));
            let rest = chars.len().saturating_sub(first + last);
            let text = if rest < 2 { same.text.clone() } else { same.text.chars().skip(first).take(rest).collect() };
            return Some(Label { text, change: direction, ..same });
        }
        behind().map(named)
    }

    /// 常务会议26次,其中8次研究了法治议题: what took place those times, at what was held.
    pub(super) fn some_of(&self, i: usize) -> Option<Label> {
        const LONGEST: usize = 12;
        const SHORT: usize = 8;
        let (source, quantity, before) = (self.source, self.quantities.get(i)?, self.found.get(i.checked_sub(1)?)?);
        let part = self.parts.last() == Some(&i) && self.quantities.get(i - 1)?.unit == quantity.unit;
        if !part || !super::label::is_event(&quantity.unit) || before.text.chars().count() > SHORT {
            return None;
        }
        let end = quantity.span.end;
        let close = (end..self.until(i).min(end + LONGEST)).find(|&at| phrase::ends_clause(source.at(at)))?;
        let verb = words::starting(source.chars(), end).filter(|(_, c)| c & (HELD | ACT) != 0)?.0;
        let object = end + verb + usize::from(source.at(end + verb) == '了');
        let did = source.words(Span::new(end, end + verb)) + &clean(source, Span::new(object, close));
        (close >= object + 2).then(|| Label::new(before.text.clone() + &did, Span::new(end, close)))
    }

    /// 每村不少于5名, 日均236户: of what was counted before, for each.
    pub(super) fn each(&self, words: Span, i: usize) -> Option<Label> {
        const LONGEST: usize = 9;
        let (source, before, quantity) = (self.source, i.checked_sub(1)?, self.quantities.get(i)?);
        let same = self.quantities.get(before)?.unit == quantity.unit;
        // 平均每所学校3场: so does a longer name of whom each is for, where nothing is said to be done.
        let one = matches!(source.at(words.start + 1), '个' | '所' | '家' | '名' | '位' | '户' | '支');
        let counted = one && quantity.kind == Kind::Count && source.before(words.end) != '数';
        let named = || {
            counted && words.len() <= LONGEST && !phrase::tokens(source, words).iter().any(|t| t.classes & (HELD | ACT | RATE | BARE) != 0)
        };
        let each = (source.at(words.start) == '每' && (words.len() <= 3 || named())) || phrase::is_word(source, words, PER);
        // 生产总值增长7%,人均突破2万元: what grew, for each.
        let mean = phrase::is_word(source, words, PER) && quantity.kind == Kind::Money;
        let label = self.found.get(before).filter(|_| (same && each) || mean)?;
        Some(Label::new(clean(source, words) + &label.text, words))
    }

    /// (1)招录年轻执法队员。招4人: what the heading or the sentence right before announces, where the first number of a sentence has no words,
    /// that verb alone, or 每个社区 before it. A heading that opens with no verb (执法有力) announces nothing.
    pub(super) fn announced(&self, words: Span, i: usize) -> Option<Label> {
        const LONGEST: usize = 16;
        let (source, quantity) = (self.source, self.quantities.first().filter(|_| i == 0)?);
        let each = source.at(words.start) == '每' && words.len() <= LONGEST / 2;
        if quantity.kind != Kind::Count || words.len() > 2 && !each {
            return None;
        }
        let mut end = self.sentence.start;
        while end > 0 && (is_blank(source.before(end)) || matches!(source.before(end), '\n' | '。' | ':')) {
            end -= 1;
        }
        let told = Span::new(end.saturating_sub(2 * LONGEST), end);
        let opens = (told.start..end).rev().find(|&at| matches!(source.at(at), '\n' | '。' | ')' | '.' | ':' | ',' | ';'));
        let mut told = phrase::trim(source, Span::new(opens.map_or(told.start, |at| at + 1), end));
        if crate::number::is_chinese_numeral(source.at(told.start)) && source.at(told.start + 1) == '、' {
            told.start += 2;
        }
        let chars = source.folded(told);
        let verb = words::starting(chars, 0).filter(|(len, c)| c & (HELD | ACT) != 0 && told.len() >= len + 2)?.0;
        let again = words.is_empty() || each || find(source, Span::new(told.start, told.start + verb), &source.words(words)).is_some();
        if !again || told.len() > LONGEST || opens.is_some_and(|at| source.at(at) == ',') || chars.iter().any(char::is_ascii_digit) {
            return None;
        }
        let label = Clause::of(source, told, false).label(source, &mut None, false)?;
        Some(if each { Label::new(label.text + &clean(source, words), words) } else { label })
    }

    /// 推进标准化办案区建设,年内建成3个: what the clause before is about, where it has no number of its own and a verb alone follows it.
    pub(super) fn worked_on(&self, words: Span, i: usize) -> Option<String> {
        let source = self.source;
        let counted = |q: &&Quantity| q.kind == Kind::Count && !q.unit.starts_with(['人', '名', '户']) && !crate::number::is_noun(&q.unit);
        self.quantities.get(i).filter(counted)?;
        let (told, _) = self.clause_told(i).filter(|_| !words.is_empty() && Clause::of(source, words, false).only_leads())?;
        let tokens = phrase::tokens(source, told);
        let opens = tokens.first().filter(|t| t.start == told.start && t.classes & (HELD | ACT) != 0)?;
        let mut noun = Span::new(opens.end, told.end);
        for t in tokens.iter().rev().take_while(|t| t.start > noun.start + 1 && t.classes & (HELD | ACT | STOP | MANNER) != 0) {
            noun.end = if t.end == noun.end { t.start } else { break };
        }
        let plain = !source.folded(noun).iter().any(|c| matches!(c, '、' | '的') || c.is_ascii_digit());
        (plain && (3..=12).contains(&noun.len())).then(|| clean(source, noun))
    }

    /// 高新技术企业培育成效显著,总数达648家: what the clause before speaks of, where it has no number of its own.
    pub(super) fn subject_before(&self, i: usize) -> Option<Label> {
        const SUBJECT: std::ops::RangeInclusive<usize> = 3..=14;
        const OBJECT: std::ops::RangeInclusive<usize> = 3..=20;
        let source = self.source;
        // 下调缴费比例,各地可降至16%: what went up or down.
        let (told, _) = self.clause_told(i)?;
        if let Some((_, object)) = change::opening_direction(source, told) {
            let object = Span::new(object, told.end);
            return (OBJECT.contains(&object.len()) && phrase::ends_in(source, object, RATE | AMOUNT))
                .then(|| Label::new(clean(source, object), object));
        }
        let subject = self.clause_before(i)?;
        let text = clean(source, subject);
        (SUBJECT.contains(&subject.len()) && !text.contains('、')).then(|| Label::new(text, subject))
    }

    /// The clause before, where it has no number of its own, and where it ends.
    fn clause_told(&self, i: usize) -> Option<(Span, usize)> {
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let own = phrase::before_untrimmed(source, self.from.min(quantity.span.start), quantity.span.start).start;
        let floor = self.from.max(self.sentence.start);
        let comma = own.checked_sub(1).filter(|&at| at > floor && source.at(at) == ',')?;
        Some((phrase::before(source, floor, comma), own))
    }

    /// 农村污水治理工作加快推进,开工建设44个项目: a general noun alone takes the work that the clause before names.
    pub(super) fn of_work(&self, label: &Label, i: usize) -> Option<String> {
        const WORK: std::ops::RangeInclusive<usize> = 3..=10;
        let source = self.source;
        let chars = folded(&label.text);
        // 办理案件.
        let verb = words::starting(&chars, 0).filter(|(_, c)| c & HELD != 0 && c & (ACT | NOMINAL) == 0).map_or(0, |(len, _)| len);
        let general =
            words::starting(&chars, verb).is_some_and(|(len, c)| verb + len == chars.len() && c & GENERIC != 0 && c & (BODY | AGENT) == 0);
        let word = words::starting(&chars, 0).filter(|(len, _)| *len == chars.len()).map_or(0, |(_, c)| c);
        let rate = word & RATE != 0;
        let deed = word & ACT != 0 && word & (BARE | HELD) == 0;
        let (told, _) = self.clause_told(i).filter(|_| (general || rate || deed) && label.change.is_none())?;
        // 实施桥梁改造工程,完成改造19座: what was done is named before. 开展隐患整改,完成率98%: of what it is the rate.
        if !general {
            let tokens = phrase::tokens(source, told);
            let said = |t: &&Token| t.classes & NOMINAL != 0 && t.classes & (BODY | AGENT) == 0;
            let at = if rate {
                tokens.last().filter(|t| t.end == told.end).filter(said)?
            } else {
                tokens.iter().rfind(|t| source.words(Span::new(t.start, t.end)) == label.text)?
            };
            let verb =
                tokens.iter().take_while(|t| t.end <= at.start).filter(|t| t.classes & HELD != 0).last().map_or(told.start, |t| t.end);
            let named = Span::new(verb, at.end);
            let plain = WORK.contains(&named.len()) && !source.folded(named).iter().any(|c| matches!(c, '、' | '的' | '“'));
            return plain.then(|| clean(source, named) + if rate { &label.text } else { "" });
        }
        let mut work = Span::new(told.start, find(source, told, "工作")?);
        if let Some((len, _)) = words::starting(source.folded(work), 0).filter(|(_, c)| c & HELD != 0 && c & NOMINAL == 0) {
            work.start += len;
        }
        let general: String = chars.get(verb..)?.iter().collect();
        let named = WORK.contains(&work.len()) && !source.folded(work).contains(&'的') && !source.ends_with(work.end, &general);
        named.then(|| clean(source, work) + &general)
    }

    /// 粮食播种面积3万亩、总产2亿斤: how much, alone in a list, is told of what the amount before it is of.
    pub(super) fn of_neighbour(&self, label: &Label, i: usize) -> Option<String> {
        let before = i.checked_sub(1)?;
        let (other, end) = (self.found.get(before)?, self.quantities.get(before)?.span.end);
        let (own, said) = (folded(&label.text), folded(&other.text));
        let amount =
            |chars: &[char]| words::ending(chars, chars.len()).filter(|(_, c)| c & AMOUNT != 0 && c & (BARE | WHOLE | NOMINAL) == 0);
        let alone = amount(&own).is_some_and(|(len, _)| len == own.len()) && self.source.at(end) == '、';
        let (len, _) = if alone { amount(&said)? } else { return None };
        let whose: String = said.get(..said.len() - len).filter(|whose| whose.len() >= 2 && !whose.contains(&'、'))?.iter().collect();
        Some(whose + &label.text)
    }

    /// The words of the clause before up to its verb or adverb, where that clause has no number of its own.
    pub(super) fn clause_before(&self, i: usize) -> Option<Span> {
        let source = self.source;
        let (clause, own) = self.clause_told(i)?;
        let clause = Some(clause).filter(|_| self.quantities.get(i).is_some_and(|quantity| own < quantity.span.start))?;
        let joins = |t: &Token| t.classes & WHOLE != 0 || matches!(source.at(t.start), '和' | '及' | '与' | '的');
        let verb = phrase::tokens(source, clause).into_iter().find(|t| {
            let says = t.classes & (HELD | ACT | STOP) != 0 && t.classes & RATE == 0 && source.at(t.end) != '率';
            let leads = t.classes & (LEAD | LINK | MANNER | UP | DOWN | COMPARE) != 0 && t.end - t.start > 1;
            // 收入过千亿.
            let reaches = t.classes & LINK != 0 && crate::number::is_chinese_numeral(source.at(t.end));
            (says || leads || reaches) && !joins(t) && t.start > clause.start
        })?;
        Some(phrase::trim(source, Span::new(clause.start, verb.start)))
    }

    /// 4家国家级和21家省级企业技术中心: a grade takes the noun behind that of the next number.
    pub(super) fn graded(&self, i: usize, noun: Span) -> Option<String> {
        let source = self.source;
        let (quantity, next) = (self.quantities.get(i)?, self.quantities.get(i + 1)?);
        let joined = matches!(source.folded(Span::new(noun.end, next.span.start.max(noun.end))), ['和' | '及' | '与' | '、']);
        if source.before(noun.end) != '级' || !joined || next.unit != quantity.unit {
            return None;
        }
        let other = clean(source, self.noun_behind(i + 1)?.span);
        let rest = ungraded(&other);
        (rest.len() < other.len() && !rest.is_empty()).then(|| source.words(noun) + rest)
    }

    /// 甲公司等3家企业入选绿色工厂: a general noun alone says little; it takes what these did, or the last one of the list before.
    pub(super) fn general(&self, i: usize, noun: Span, until: usize) -> Option<String> {
        const LONGEST: usize = 22;
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let before = source.before(quantity.span.start);
        // 全县3家企业入选: whose they are has been cut.
        let led = matches!(before, '、' | '和' | '及' | '与' | '将' | '把' | '为' | '向' | '在' | '对');
        // 争取3个项目纳入计划: so has a verb that says only that they are wanted.
        let opens = || {
            let words = phrase::before(source, self.from.min(quantity.span.start), quantity.span.start);
            !led && (words.is_empty() || (phrase::is_word(source, words, HELD | PIVOT) && !phrase::is_word(source, words, NOMINAL)))
        };
        if !(before == '等' || phrase::ends_clause(before) || opens()) || !(phrase::is_word(source, noun, GENERIC) || noun.len() == 1) {
            return None;
        }
        let end = (noun.end..until.min(noun.end + LONGEST)).find(|&at| phrase::ends_clause(source.at(at)))?;
        // 获奖、居全省第一: what is listed behind another deed is no part of it, but a second name is (入选示范企业、优势企业).
        let alike = |at: usize| source.folded(Span::new(at - 2, at)) == source.folded(Span::new(end - 2, end));
        let numbered = |at: usize| crate::number::is_chinese_numeral(source.before(at));
        let end = (noun.end + 3..end).find(|&at| source.at(at) == '、' && !alike(at) && !numbered(at)).unwrap_or(end);
        let did = Span::new(noun.end + usize::from(source.at(noun.end) == '被'), end);
        let verb =
            words::starting(source.folded(did), 0).filter(|(len, c)| c & (HELD | ACT | BARE) != 0 && c & RATE == 0 && did.len() >= len + 2);
        if verb.is_some() {
            let (did, noun) = (clean(source, did), source.words(noun));
            return Some(if did.ends_with(&noun) { did } else { did + &noun });
        }
        None
    }

    /// 60%的行政村 behind 所有镇和, 16%的税率: the words before it are not of what it is a share or rate of.
    pub(super) fn of_what_follows(&self, words: Span, i: usize) -> Option<Label> {
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        if quantity.kind != Kind::Percent || source.at(quantity.span.end) != '的' {
            return None;
        }
        // 惠及80%以上的农户, 省级86%的许可事项: nor do they name it where they are a verb or a grade alone.
        let before = source.before(quantity.span.start);
        let idle = || Clause::of(source, words, false).only_leads() || (before == '级' && words.len() <= 3);
        let joined = (matches!(before, '和' | '及' | '与' | '、') && !words.is_empty()) || idle();
        let from = quantity.span.end + 1;
        let until = self.until(i);
        let rate = (from..until.min(from + 6)).find(|&at| source.at(at) == '率').map(|at| Span::new(from, at + 1));
        let noun = || noun::noun_after(source, from, until, &quantity.unit).map(|noun| noun.span).filter(|_| joined);
        let span = rate.filter(|rate| rate.len() >= 2).or_else(noun)?;
        Some(Label::new(self.share_that(i, span).unwrap_or_else(|| clean(source, span)), span))
    }

    /// 60%的学校建成食堂: a share is of those that did it, so what they did belongs to its name.
    pub(super) fn share_that(&self, i: usize, noun: Span) -> Option<String> {
        const LONGEST: usize = 16;
        let (source, quantity) = (self.source, self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Percent)?);
        if noun.start < quantity.span.end || phrase::ends_in(source, noun, RATE) {
            return None;
        }
        let end = (noun.end..self.until(i).min(noun.end + LONGEST)).find(|&at| phrase::ends_clause(source.at(at)))?;
        let mut did = Span::new(noun.end, end);
        // 通过考试 opens with the verb.
        if !phrase::starts_with(source, did, PREP) {
            did = phrase::trim_start(source, did);
        }
        // 实现网上可办, 完成改造: what was reached.
        while let Some((len, classes)) = words::starting(source.folded(did), 0) {
            let idle = classes & LIGHT != 0 || (classes & HELD != 0 && classes & LINK != 0);
            if !idle || did.len() < len + 2 {
                break;
            }
            did.start += len;
        }
        // 7%的增速可以实现充分就业 is what follows from it.
        let follows = matches!(source.at(did.start), '可' | '能' | '就' | '将');
        (did.len() >= 2 && !follows && !source.folded(did).iter().any(char::is_ascii_digit))
            .then(|| clean(source, noun) + &clean(source, did))
    }

    /// 组织2次重大项目集中开工: what takes place is named up to its verb, which ends the clause.
    pub(super) fn event_behind(&self, noun: Span, until: usize) -> Option<Span> {
        let source = self.source;
        let end = (noun.end..until).find(|&at| phrase::ends_clause(source.at(at)))?;
        let did = phrase::tokens(source, Span::new(noun.end, end));
        let covered: usize = did.iter().map(|t| t.end - t.start).sum();
        let held = did.last().is_some_and(|t| t.classes & (HELD | ACT | NOMINAL) != 0) && covered == end - noun.end;
        held.then_some(Span::new(noun.start, end))
    }
}

/// 农业龙头企业 in 国家级农业龙头企业.
pub(super) fn ungraded(text: &str) -> &str {
    let grade = text.char_indices().take(4).find(|(_, c)| *c == '级').filter(|(at, _)| *at > 0);
    grade.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}
