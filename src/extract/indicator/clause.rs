//! Turns the words before a quantity into verb and noun: who did it and to whom it was said go, what was done or counted stays.

use super::deed::deed;
use super::label::Label;
use super::phrase::{self, Token};
use super::topic::{lend, part, short, thing, Topic};
use super::wording::clean;
use super::words::{
    self, ACT, AGENT, AMOUNT, BARE, BODY, COMPARE, GENERIC, HELD, LEAD, LINK, MANNER, NOMINAL, PER, PREP, RATE, STOP, UP, WHOLE, WHOM,
};
use crate::span::Span;
use crate::text::{folded, Source};

/// A phrase longer than this is cut where it can be.
const LONG: usize = 12;

/// The words before a quantity, taken apart.
pub(super) struct Clause {
    /// The words with who did it cut off.
    words: Span,
    /// The vocabulary's words in them.
    tokens: Vec<Token>,
    /// Who did it, where the noun needs it.
    who: Option<Span>,
    /// From the verb that is kept, or the noun.
    span: Span,
    /// Behind the last verb.
    noun: Span,
    /// The last verb, where there is one.
    verb: Option<Token>,
}

impl Clause {
    pub(super) fn of(source: &Source, words: Span, event: bool) -> Self {
        let whole = phrase::tokens(source, words);
        let (start, opened) = deed(source, words, &whole, event);
        let who = Span::new(words.start, start);
        let mut words = phrase::trim_start(source, Span::new(start, words.end));
        // 常务会议全年召开24次: that it was held is no part of its name.
        let only_held = |t: &&Token| t.classes & HELD != 0 && t.classes & (ACT | BARE | NOMINAL) == 0;
        if let Some(last) = whole.last().filter(only_held).filter(|t| event && t.end == words.end && t.start >= words.start + 4) {
            words = phrase::trim(source, Span::new(words.start, last.start));
        }
        let all: Vec<Token> = whole.into_iter().filter(|t| t.start >= words.start).collect();
        let mut tokens = all.clone();
        // 审查率, 投诉办理时限: a verb in front of 率, or between a thing and one short word, is part of a name.
        let known = HELD | ACT | MANNER | LEAD | LINK | PREP | AGENT;
        let mut bare_start = words.start;
        for t in tokens.iter().take_while(|t| t.classes & known != 0) {
            if t.start != bare_start {
                break;
            }
            bare_start = t.end;
        }
        let rated = phrase::ends_in(source, words, RATE);
        let named = |t: &Token| {
            matches!(source.at(t.end), '率' | '量' | '数')
                || (rated && t.classes & HELD != 0 && words.end - t.end <= 9)
                || (t.classes & HELD != 0 && t.start > bare_start && words.end - t.end <= 2 && !opened)
        };
        let leaves = |token: &Token| words.end.saturating_sub(token.end) >= 2 && !named(token);
        // In 解决场地、编制等问题 the verb stands before the list; what looks like a verb inside it is a name.
        if let (Some(list), Some(first)) = (last_of(source, words, '等'), (words.start..words.end).find(|&at| source.at(at) == '、')) {
            tokens.retain(|token| token.end < first || token.start >= list);
        }
        // A verb before 的 only describes the thing (涉及企业的政策), unless it opens the words: then it governs all of it.
        let of = last_of(source, words, '的').filter(|&of| !phrase::is_word(source, Span::new(of, words.end), RATE));
        let is_verb = |t: &Token| {
            let governs = matches!(source.at(t.end), '各' | '了')
                || (t.start == words.start && (opened || (t.classes & HELD != 0 && words.end - t.end >= 4)));
            let describes = of.is_some_and(|of| t.start < of) && t.start > words.start;
            // 开发性, 保障性 say of what kind.
            (t.classes & NOMINAL == 0 || governs) && !describes && !matches!(source.at(t.end), '性' | '式')
        };
        let held = tokens.iter().rfind(|t| t.classes & HELD != 0 && is_verb(t) && leaves(t)).copied();
        let from = held.map_or(words.start, |t| t.end);
        // A verb that says what was done to the thing opens the label; who did it goes.
        let act = tokens.iter().rfind(|t| t.start >= from && t.classes & ACT != 0 && is_verb(t) && leaves(t)).copied();
        let mut verb = act.or(held);
        let mut noun = Span::new(verb.map_or(from, |t| t.end), words.end);
        if let Some(list) = last_of(source, noun, '等') {
            // 复议机构场所、编制等难题: the noun behind 等 sums the list up.
            noun.start = list;
        }
        if let Some(of) = last_of(source, noun, '的') {
            let needed = phrase::is_word(source, Span::new(of, noun.end), if verb.is_some() { RATE } else { GENERIC | RATE | AMOUNT });
            if !needed {
                noun.start = of;
            }
        }
        noun = phrase::trim_start(source, noun);
        // A verb that stands in names as well (评查, 审查) opens the label where it comes first; the noun behind it is the topic.
        let opens = noun.start;
        if verb.is_none() {
            verb = tokens.first().filter(|t| t.start == words.start && t.classes & ACT != 0).copied();
            if let Some(verb) = verb.filter(|t| leaves(t) && noun.start < t.end) {
                noun.start = verb.end;
            }
        }
        let generic = phrase::is_word(source, noun, GENERIC);
        let span = match (act, held) {
            (Some(act), _) => Span::new(act.start, words.end),
            (None, Some(held)) if generic => Span::new(held.start, words.end),
            _ => Span::new(opens, words.end),
        };
        // 委员会召开会议3次 counts that body's meetings: the general noun alone would say nothing.
        let who = (opened && event && generic && act.is_none() && who.len() >= 2 && phrase::ends_in(source, who, AGENT)).then_some(who);
        Clause { words, tokens: all, who, span, noun, verb }
    }

    /// Do the words before leave room for a noun behind the quantity: nothing, a verb without object, 区级, a list that the noun sums up?
    pub(super) fn wants_noun(&self, source: &Source) -> bool {
        let words = self.words;
        if words.len() <= 2 {
            return !phrase::is_word(source, words, BARE) || phrase::is_word(source, words, HELD | ACT);
        }
        let tokens = &self.tokens;
        let verb_last = tokens.last().is_some_and(|t| t.end == words.end && t.classes & (HELD | ACT) != 0 && t.classes & NOMINAL == 0);
        let only_verbs = tokens.first().is_some_and(|t| t.start == words.start)
            && tokens.windows(2).all(|pair| pair[0].end == pair[1].start)
            && tokens.last().is_some_and(|t| t.end == words.end)
            && tokens.iter().all(|t| t.classes & (HELD | ACT | MANNER | AGENT) != 0);
        let listed = (words.start..words.end).any(|at| source.at(at) == '、') && self.verb.is_some_and(|v| v.classes & HELD != 0);
        let cut_off = matches!(source.before(words.start), '将' | '把' | '与' | '向')
            || matches!(
                source.at(words.end),
                '和' | '及' | '等' | '的' | '将' | '把' | '对' | '与' | '由' | '为' | '在' | '向' | '到' | '至'
            );
        let quoted = source.at(words.start) == '“' && (words.start..words.end).find(|&at| source.at(at) == '”') == words.end.checked_sub(1);
        verb_last || only_verbs || listed || cut_off || quoted
    }

    /// Nothing but 各类, 了 between verb and noun.
    fn gap_is_idle(&self, source: &Source, verb: Token) -> bool {
        phrase::trim_start(source, Span::new(verb.end, self.noun.end)).start == self.noun.start
    }

    /// A place that a verb without weight leads to (分解到局机关): what is counted there stands behind the quantity.
    pub(super) fn is_place(&self, source: &Source) -> bool {
        self.verb.is_some_and(|verb| verb.classes & HELD != 0) && self.span.len() <= 6 && phrase::ends_in(source, self.span, BODY)
    }

    /// Verbs alone, or nothing: 推动, 覆盖.
    pub(super) fn only_leads(&self) -> bool {
        let covered: usize =
            self.tokens.iter().filter(|t| t.classes & (HELD | ACT | MANNER | COMPARE | UP) != 0).map(|t| t.end - t.start).sum();
        covered >= self.words.len()
    }

    pub(super) fn verb(&self) -> Option<Token> {
        self.verb
    }

    /// The label from the words before; `None` where they name nothing. Keeps `topic` up to date.
    pub(super) fn label(&self, source: &Source, topic: &mut Option<Topic>, event: bool) -> Option<Label> {
        let mut span = self.span;
        if span.len() > LONG {
            // 区委常委会会议、区政府常务会议专题学法: whose meeting it was goes.
            let body = self.tokens.iter().rfind(|t| t.start >= span.start && t.classes & BODY != 0 && t.end + 2 <= span.end);
            let rated = phrase::ends_in(source, span, RATE);
            let names = |from: usize| {
                (span.end - from >= 4 || phrase::is_word(source, Span::new(from, span.end), HELD | ACT))
                    && !phrase::is_word(source, Span::new(from, span.end), RATE | GENERIC | BARE)
                    && (!rated || span.end - from >= 6)
            };
            let listed = |body: &Token| matches!(source.at(body.end), '和' | '及' | '与' | '、');
            if let Some(body) = body.filter(|body| (self.verb.is_none() || event) && names(body.end) && !listed(body)) {
                span.start = body.end;
            }
        }
        let own = clean(source, span);
        if own.is_empty() {
            return None;
        }
        if let Some(who) = self.who {
            return Some(Label::new(clean(source, who) + &clean(source, self.noun), self.noun));
        }
        if let Some(verb) = self.verb.filter(|_| source.at(self.span.end) == '等') {
            // 封停电梯、叉车等11台, 吸纳退伍军人、医生等68人: the list names examples; what was done counts.
            if verb.classes & ACT != 0 && self.span.len() <= LONG {
                return Some(Label::new(own, self.span));
            }
            let Some(topic) = topic.as_ref() else { return Some(Label::new(own, self.span)) };
            let text = short(&topic.text).to_string() + &source.words(Span::new(verb.start, verb.end));
            return Some(Label::new(text, Span::new(verb.start, self.span.end)));
        }
        let rate = phrase::is_word(source, self.span, RATE);
        let predicate = self.predicate(source);
        if predicate.is_some() && (event || predicate == Some(false)) {
            // 约谈9人, 跟踪督办4轮 stand alone, whatever the clause before speaks of.
            return Some(Label::new(own, self.span));
        }
        if rate || predicate.is_some() {
            // 案件平均办理时间缩短,调撤率达到35%: no rate of a time.
            let time = |topic: &&mut Topic| {
                let chars = folded(&topic.text);
                words::ending(&chars, chars.len()).is_some_and(|(_, c)| c & (AMOUNT | WHOLE) == AMOUNT | WHOLE)
            };
            let cut = matches!(own.chars().next(), Some('压' | '缩' | '精' | '减'));
            let text = match topic.as_mut().filter(|topic| !rate || cut || !time(topic)) {
                // 问题线索43条,已整改41条.
                Some(topic) => lend(&topic.text, own.strip_prefix('已').filter(|own| own.chars().count() >= 2).unwrap_or(&own)),
                _ => own,
            };
            return Some(Label::new(text, self.span));
        }
        if let Some(text) = topic.as_ref().and_then(|topic| part(&topic.text, &own)) {
            return Some(Label::new(text, span));
        }
        let noun = clean(source, self.noun);
        // 日均办件 is a mean, nothing that has a rate.
        let mean = words::starting(source.folded(span), 0).is_some_and(|(_, classes)| classes & PER != 0);
        // 涉案金额 says how much of the thing, not which.
        let sum = words::ending(source.folded(self.noun), self.noun.len()).is_some_and(|(_, c)| c & (BARE | GENERIC) == BARE | GENERIC);
        if !rate && !mean && !sum && noun.chars().count() >= 2 && !phrase::ends_in(source, self.noun, RATE) {
            if let Some(thing) = thing(&noun) {
                *topic = Some(Topic { text: thing.to_string() });
            }
        }
        // 研究解决复议体制改革、执法经费保障等重点难点问题: verb and summing noun without the list between them.
        let words_end = self.words.end;
        let joined = |verb: Token, noun: &str| source.words(Span::new(verb.start, verb.end)) + noun;
        let text = match self.verb {
            // 采纳物业、住户建议, 征集各族群众意见: whose opinion it is goes.
            Some(verb) if opinion(source, Span::new(verb.end, words_end)) => {
                joined(verb, &source.words(Span::new(words_end - 2, words_end)))
            }
            Some(verb)
                if self.noun.start > verb.end
                    && span.start <= verb.start
                    && ((verb.classes & ACT != 0 && span.len() > LONG) || self.gap_is_idle(source, verb)) =>
            {
                joined(verb, &noun)
            }
            Some(verb) if verb.classes & ACT != 0 && verb.classes & BARE == 0 && span.start <= verb.start => own,
            _ if self.noun.start > span.start && span.len() > LONG => noun,
            _ => own,
        };
        Some(Label::new(text, span))
    }

    /// Only verbs, no thing (整改到位, 撤销或者确认违法): whether one of them needs the noun of the clause before. `None` where there is a thing.
    fn predicate(&self, source: &Source) -> Option<bool> {
        if phrase::is_word(source, self.span, BARE) {
            return Some(true);
        }
        if phrase::ends_in(source, self.span, RATE) {
            return None;
        }
        let tokens = || self.tokens.iter().filter(|t| t.start >= self.span.start && t.end <= self.span.end);
        let verbs = tokens().filter(|t| t.classes & (BARE | HELD | ACT) != 0 && t.classes & GENERIC == 0);
        let (mut covered, mut bare) = (0, false);
        for t in verbs {
            covered += t.end - t.start;
            bare |= t.classes & BARE != 0;
        }
        let adverbs = tokens().filter(|t| t.classes & (BARE | HELD | ACT) == 0 && t.classes & (MANNER | STOP) != 0 && t.end - t.start > 1);
        let adverbs: usize = adverbs.map(|t| t.end - t.start).sum();
        let marks = source.folded(self.span).iter().filter(|c| matches!(c, '、' | '或' | '者' | '和' | '及' | '并' | '已' | '被')).count();
        (covered > 0 && covered + adverbs + marks >= self.span.len()).then_some(bare)
    }
}

/// 物业、住户建议: an opinion behind several people, or people in general.
fn opinion(source: &Source, words: Span) -> bool {
    let whose = Span::new(words.start, words.end.saturating_sub(2));
    matches!(source.folded(Span::new(whose.end, words.end)), ['意', '见'] | ['建', '议'])
        && whose.len() >= 3
        && source.before(whose.end) != '、'
        && (phrase::ends_in(source, whose, WHOM | GENERIC)
            || (source.folded(whose).contains(&'、') && !phrase::ends_in(source, whose, AGENT)))
}

/// Behind the last `mark` of the span outside a quotation, where two characters at least stand behind it.
pub(super) fn last_of(source: &Source, span: Span, mark: char) -> Option<usize> {
    if !source.folded(span).contains(&mark) {
        return None;
    }
    let mut quoted = 0;
    let at = (span.start..span.end).rev().find(|&at| {
        match source.at(at) {
            '”' => quoted += 1,
            '“' => quoted -= 1,
            _ => {}
        }
        // 等候 and 的士 are words, and so is 高等.
        let own = || words::ending(source.chars(), at + 1).is_none_or(|(len, classes)| len == 1 || classes & WHOLE == 0);
        quoted <= 0 && source.at(at) == mark && words::starting(source.chars(), at).is_none_or(|(len, _)| len == 1) && own()
    })?;
    (span.end - at > 2 && at > span.start).then_some(at + 1)
}
