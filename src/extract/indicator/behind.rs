//! Turns what stands behind a quantity into the noun that it counts: right there, behind the next number, behind 的.

use super::change::{self, Change};
use super::clause::Clause;
use super::label::{Label, Reader};
use super::noun::{self, Noun};
use super::phrase;
use super::row;
use super::wording::clean;
use super::words::{
    self, ACT, AGENT, AMOUNT, BARE, BODY, DETAIL, DOWN, GENERIC, HELD, INSTEAD, LEAD, LINK, MANNER, NOMINAL, PIVOT, PREP, STOP, UP,
};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::is_han;

impl Reader<'_> {
    /// 220个重点项目: is it a noun that stands right behind its measure word and ends its clause? What opens with 等 or 作为, is a
    /// verb alone or ends in a predicate, is none; and 人 takes no noun behind it.
    pub(super) fn directly(&self, i: usize, noun: &Noun) -> bool {
        let source = self.source;
        let Some(quantity) = self.quantities.get(i) else { return false };
        let ends = |c: char| phrase::ends_clause(c) || matches!(c, '、' | '和' | '与' | '及' | '的' | '(' | '\0');
        !noun.acts
            && !quantity.unit.starts_with('人')
            && !matches!(source.at(quantity.span.end), '的' | '等')
            && ends(source.at(noun.span.end))
            && !phrase::starts_with(source, noun.span, PREP | STOP)
            && !phrase::is_word(source, noun.span, HELD | ACT)
            && (!phrase::ends_in(source, noun.span, BARE) || phrase::ends_in(source, noun.span, NOMINAL))
    }

    /// The noun behind a quantity; behind the last one of those that stand together without a word between them (5类32项任务).
    pub(super) fn noun_behind(&self, i: usize) -> Option<Noun> {
        let last = i + row::together(self.source, self.quantities, i) - 1;
        let quantity = self.quantities.get(last)?;
        let noun = noun::noun_after(self.source, quantity.span.end, self.until(last), &quantity.unit);
        noun.or_else(|| self.newly(last)).or_else(|| self.between(last)).or_else(|| self.described(last))
    }

    /// 另有8名作书面述法: what people did names them where nothing else does.
    pub(super) fn did_instead(&self, i: usize) -> Option<Span> {
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let end = quantity.span.end;
        // 作书面述法, 提交书面述法报告.
        let led =
            words::starting(source.chars(), end).filter(|(_, c)| c & (HELD | STOP) != 0 && c & INSTEAD == 0).map_or(0, |(len, _)| len);
        let from = end + led.max(usize::from(source.at(end) == '作'));
        let (len, _) = words::starting(source.chars(), from).filter(|(_, c)| c & INSTEAD != 0)?;
        quantity.unit.starts_with(['名', '位', '人']).then_some(Span::new(from, from + len))
    }

    /// 湿地公园三期12个项目全部开工, 出台稳外贸18条措施: a noun that is too general alone takes the name before its number.
    pub(super) fn name_before(&self, i: usize, words: Span, noun: &Noun, clause: &Clause) -> Option<String> {
        const SHORT: usize = 4;
        let source = self.source;
        self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count)?;
        let plain = |&c: &char| !matches!(c, '、' | '(' | '的') && !c.is_ascii_digit();
        let name = source.folded(words).iter().all(plain) && !matches!(source.at(words.end), '等' | '的');
        if !name || !(4..=18).contains(&words.len()) || phrase::ends_in(source, words, AGENT | BODY) {
            return None;
        }
        // What a document sets out is named by what the document is for.
        if phrase::ends_in(source, noun.span, DETAIL) && noun.span.len() <= SHORT && !clause.only_leads() {
            let made = |t: &phrase::Token| t.classes & HELD != 0 && t.classes & NOMINAL == 0 && t.start < words.start + SHORT;
            let verb = phrase::tokens(source, words).into_iter().rfind(made).map_or(words.start, |t| t.end);
            return (words.end > verb + 1).then(|| clean(source, Span::new(verb, words.end)));
        }
        let general = phrase::is_word(source, noun.span, GENERIC) && !phrase::is_word(source, noun.span, BODY);
        (general && words.len() <= 12 && clause.verb().is_none()).then(|| clean(source, words))
    }

    /// 40处步道、林荫道, 12条海岛游、古镇游等线路: one number for several things is of all of them, or of what sums them up.
    pub(super) fn list_behind(&self, i: usize, noun: &Noun) -> Option<Span> {
        const LONGEST: usize = 20;
        let (source, quantity) = (self.source, self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count)?);
        let deeds = super::label::is_event(&quantity.unit) || quantity.unit.starts_with(['名', '位', '人']);
        // …、居全省前列 tells something else, …、一批新园区 another thing.
        let next = source.at(noun.span.end + 1);
        let other = matches!(next, '居' | '列' | '占' | '达' | '增' | '一');
        let joined = source.folded(noun.span).iter().any(|c| matches!(c, '和' | '及'));
        if source.at(noun.span.end) != '、' || deeds || other || joined || noun.acts || noun.span.start != quantity.span.end {
            return None;
        }
        let until = self.until(i).min(noun.span.end + LONGEST);
        let rest = Span::new(noun.span.end, (noun.span.end..until).find(|&at| phrase::ends_clause(source.at(at)))?);
        let verb = |t: &phrase::Token| t.classes & (HELD | ACT | STOP) != 0 && t.classes & NOMINAL == 0;
        let ends = |span: Span| phrase::ends_in(source, span, HELD | ACT | BARE);
        let told = phrase::tokens(source, rest).iter().any(verb) || ends(rest) || ends(noun.span);
        if told || source.folded(rest).iter().any(char::is_ascii_digit) {
            return None;
        }
        let whole = Span::new(noun.span.start, rest.end);
        let sum = super::clause::last_of(source, rest, '等').map(|sum| Span::new(sum, rest.end));
        let sum = sum.filter(|sum| sum.len() >= 2 && !phrase::is_word(source, *sum, GENERIC));
        sum.or((whole.len() <= LONGEST).then_some(whole))
    }

    /// 甲公司等11家新建企业投产: behind a list of names, a verb right behind the measure word only describes.
    pub(super) fn newly(&self, i: usize) -> Option<Noun> {
        let (source, quantity) = (self.source, self.quantities.get(i).filter(|q| self.source.before(q.span.start) == '等')?);
        let from = quantity.span.end;
        let verb = words::starting(source.chars(), from).filter(|(_, classes)| classes & (HELD | ACT) != 0)?.0;
        let noun = noun::noun_after(source, from + verb, self.until(i), &quantity.unit)?;
        let named = phrase::ends_in(source, noun.span, GENERIC | BODY | NOMINAL);
        named.then_some(Noun { span: Span::new(from, noun.span.end), ..noun })
    }

    /// 海口等11个城市8条航线: the noun between two counts belongs to the first where 等 or a verb alone leads to it, and to
    /// the first alone where the second has its own.
    pub(super) fn between(&self, i: usize) -> Option<Noun> {
        const LONGEST: usize = 8;
        let (source, quantity, next) = (self.source, self.quantities.get(i)?, self.quantities.get(i + 1)?);
        let noun = Span::new(quantity.span.end, next.span.start.max(quantity.span.end));
        let named = (2..=LONGEST).contains(&noun.len())
            && source.folded(noun).iter().all(|&c| is_han(c))
            && !phrase::tokens(source, noun)
                .iter()
                .any(|t| t.classes & (HELD | ACT | STOP | BARE | UP | DOWN | LINK) != 0 && t.classes & NOMINAL == 0);
        let led = || {
            let before = self.clause_start(i);
            let words = Span::new(before, quantity.span.start);
            source.before(quantity.span.start) == '等' || (!words.is_empty() && Clause::of(source, words, false).only_leads())
        };
        let own = || noun::noun_after(source, next.span.end, self.until(i + 1), &next.unit).is_some_and(|noun| !noun.acts);
        let counts = quantity.kind == Kind::Count && next.kind == Kind::Count;
        // 整治提升三类企业3000家: without one it is of both.
        (counts && named && led()).then(|| Noun { span: noun, acts: false, own: own() })
    }

    /// 55个总投资14.6亿元的海绵城市项目: what the next number says of the things stands between them and their number.
    pub(super) fn described(&self, i: usize) -> Option<Noun> {
        const LONGEST: usize = 8;
        let (source, quantity, next) = (self.source, self.quantities.get(i)?, self.quantities.get(i + 1)?);
        let said = source.trim(Span::new(quantity.span.end, next.span.start.max(quantity.span.end)));
        let sized = matches!(next.kind, Kind::Money | Kind::Measure) && quantity.kind == Kind::Count && source.at(next.span.end) == '的';
        if !sized || said.len() > LONGEST || !phrase::ends_in(source, said, BARE | AMOUNT) {
            return None;
        }
        noun::noun_after(source, next.span.end + 1, self.until(i + 1), &quantity.unit)
    }

    /// 甲、乙、丙3个县: are the words before as many names as the quantity counts?
    pub(super) fn names(&self, words: Span, quantity: &Quantity) -> bool {
        (2.0..=20.0).contains(&quantity.value) && super::distribute::split(self.source, words).len() as f64 == quantity.value
    }

    /// 情节轻微的96件案件以教育代替处罚: a general noun takes what stands before 的, and what became of the things is no part of it.
    pub(super) fn modified(&self, words: Span, i: usize) -> Option<Label> {
        const LONGEST: usize = 10;
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let from = quantity.span.end;
        if source.before(quantity.span.start) != '的' || quantity.kind != Kind::Count || words.is_empty() {
            return None;
        }
        let noun = words::starting(source.chars(), from).filter(|(_, c)| c & GENERIC != 0)?.0;
        let ends = |at: usize| {
            let verb = HELD | ACT | STOP | BARE | MANNER | LEAD | PREP | LINK;
            let c = source.at(at);
            phrase::ends_clause(c) || matches!(c, '、' | '\0') || words::starting(source.chars(), at).is_some_and(|(_, c)| c & verb != 0)
        };
        // 督促拒不整改的12家企业.
        let leads = |t: &phrase::Token| {
            (t.end == t.start + 1 && matches!(source.at(t.start), '对' | '将' | '把' | '为' | '向'))
                || (t.classes & PIVOT != 0 && t.start == words.start)
        };
        let led = phrase::tokens(source, words).into_iter().rfind(leads).map_or(words.start, |t| t.end);
        let list = Span::new(led, words.end);
        let what = Span::new(super::clause::last_of(source, list, '等').unwrap_or(led), words.end);
        let said = (2..=LONGEST).contains(&what.len())
            && !phrase::is_word(source, what, HELD)
            && !source.folded(what).iter().any(|&c| c == '、' || c.is_ascii_digit())
            && !source.ends_with(what.end, "方面");
        (said && ends(from + noun)).then(|| {
            let noun = Span::new(from, from + noun);
            Label::new(clean(source, what) + &source.words(noun), noun)
        })
    }

    /// 改善提升4个传统村落: is what seems to have become more the verb of the noun behind the quantity, compared with nothing?
    pub(super) fn improved(&self, changed: &change::Changed, i: usize) -> bool {
        const VERB: usize = 2;
        let Some(quantity) = self.quantities.get(i).filter(|quantity| quantity.kind == Kind::Count) else { return false };
        changed.direction == Change::Up
            && !changed.object
            && quantity.span.start <= changed.subject.end + VERB
            && (phrase::is_word(self.source, changed.subject, HELD | ACT)
                // 实施路灯照明提升2000盏: what was carried out.
                || (phrase::starts_with(self.source, changed.subject, HELD)
                    && words::ending(self.source.chars(), quantity.span.start).is_some_and(|(_, c)| c & (UP | ACT) == UP))
                || self.noun_behind(i).is_some_and(|noun| self.directly(i, &noun) && !phrase::starts_with(self.source, noun.span, LINK)))
    }

    /// 总投资3亿元的渔港项目, 占地300亩的公园: how much is told of what stands behind 的.
    pub(super) fn sized(&self, words: Span, i: usize) -> Option<Label> {
        let (source, quantity) = (self.source, self.quantities.get(i)?);
        let measured = matches!(quantity.kind, Kind::Money | Kind::Measure) && source.at(quantity.span.end) == '的';
        if !measured || !phrase::is_word(source, words, BARE | AMOUNT) {
            return None;
        }
        let mut noun = noun::noun_after(source, quantity.span.end + 1, self.until(i), &quantity.unit)?.span;
        // …的林场项目开工建设: what became of it.
        for t in phrase::tokens(source, noun).iter().rev() {
            if t.end == noun.end && t.start >= noun.start + 2 && t.classes & (HELD | ACT | BARE) != 0 && t.classes & GENERIC == 0 {
                noun.end = t.start;
            }
        }
        Some(Label::new(clean(source, noun) + &source.words(words), words))
    }
}
