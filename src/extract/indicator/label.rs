//! Turns the clause around a quantity into its label: the shortest words that say what is counted.
//!
//! Found: 专题学法 in `专题学法13次`; 政府部门 in `26个政府部门`; 行政复议审结 in `受理行政复议申请32件,审结23件`; 按时办结率 and 群众满意率 in
//! `按时办结率、群众满意率分别为99.2%和96.5%`. Words from two places are joined in the order noun, verb. A label is never invented: where the
//! clause names nothing, it is what the quantity before counted, and where there is none, the quantity's own unit.
//! [`row`] reads quantities that stand together (由18个减为11个, 3次、96人次, 占16%), [`Clause`] the words before one that stands for itself.

use super::change::{self, Change};
use super::clause::Clause;
use super::noun::{self, Noun};
use super::phrase;
use super::route;
use super::row;
use super::topic::{lend, Topic};
use super::wording::{clean, find};
use super::words::{self, ACT, AGENT, AMOUNT, BARE, GENERIC, HELD, LIGHT, NOMINAL, RATE, STOP};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{is_han, Source};

/// What a quantity counts, and how that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub text: String,
    /// Where the label, or its last part, stands.
    pub span: Span,
    pub change: Option<Change>,
    /// Position (in the sentence) of the quantity whose label this one took over.
    pub of: Option<usize>,
}

impl Label {
    pub(super) fn new(text: String, span: Span) -> Self {
        Self { text, span, change: None, of: None }
    }
}

/// The labels of all quantities of one sentence, in order.
///
/// `earlier` is what the sentence before speaks of, and then this one.
pub fn labels(source: &Source, sentence: Span, quantities: &[Quantity], earlier: &mut Option<Topic>) -> Vec<Label> {
    let found = Vec::with_capacity(quantities.len());
    let mut reader = Reader {
        source,
        sentence,
        quantities,
        found,
        topic: None,
        total: None,
        earlier: earlier.take(),
        parts: Vec::new(),
        cutting: false,
        from: sentence.start,
    };
    while reader.found.len() < quantities.len() {
        reader.read();
    }
    *earlier = reader.total.or(reader.topic).or(reader.earlier);
    reader.found
}

/// What is known of a sentence up to the quantity that is read next.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source<'s>,
    pub(super) sentence: Span,
    pub(super) quantities: &'s [Quantity],
    pub(super) found: Vec<Label>,
    pub(super) topic: Option<Topic>,
    /// What the parts of a total are called does not name what comes after them: 其中共性问题18个、个性问题39个,整改到位52个.
    total: Option<Topic>,
    /// What the sentence, or the part of it before a semicolon, spoke of.
    pub(super) earlier: Option<Topic>,
    /// Quantities that are parts of a total.
    pub(super) parts: Vec<usize>,
    /// Was the last quantity the object of a verb of cutting (压减材料5份)?
    cutting: bool,
    /// Words before this position belong to an earlier quantity.
    pub(super) from: usize,
}

impl Reader<'_> {
    /// Adds the label of the next quantity, or those of a whole row.
    fn read(&mut self) {
        let i = self.found.len();
        let source = self.source;
        let quantity = &self.quantities[i];
        let from = self.from.min(quantity.span.start);
        if i > 0 {
            self.pass(Span::new(self.quantities[i - 1].span.end, quantity.span.start));
        }
        let words = phrase::before(source, from, quantity.span.start);
        if self.topic.is_none() {
            self.topic = object_before(source, words).or_else(|| self.worked_on(words, i)).map(|text| Topic { text });
        }
        if let Some(several) = row::read(self, words, i) {
            // A share (占16%) and what the topic was lent to (一审、二审分别为…) are not spoken of.
            let lent = |label: &Label| self.topic.as_ref().is_some_and(|topic| label.text.starts_with(&topic.text));
            let spoken = |label: &&Label| label.change.is_none() && label.of.is_none() && !lent(label);
            if let Some(last) = several.last().filter(|_| quantity.kind != Kind::Percent).filter(spoken) {
                self.topic = Some(Topic { text: last.text.clone() });
            }
            self.found.extend(several);
            self.from = self.quantities.get(self.found.len() - 1).map_or(quantity.span.end, |last| last.span.end);
            return;
        }
        let (mut label, used) = self.one(words, i);
        label.text = self.of_work(&label, i).or_else(|| self.of_neighbour(&label, i)).unwrap_or(label.text);
        self.from = used.max(quantity.span.end);
        self.found.push(label);
    }

    /// Takes note of what stands between two quantities.
    fn pass(&mut self, between: Span) {
        let chars = self.source.folded(between);
        let opens = chars.first() == Some(&'(') && !chars.contains(&')');
        if chars.contains(&';') {
            self.earlier = self.total.take().or(self.topic.take()).or(self.earlier.take());
        } else if opens || find(self.source, between, "其中").is_some() {
            self.total = self.topic.clone();
            self.parts.push(self.found.len());
        } else if chars.first() != Some(&'、') {
            self.topic = self.total.take().or(self.topic.take());
        } else if self.total.is_some() && !self.told_of_part() {
            self.topic = self.total.clone();
            self.parts.push(self.found.len());
        }
    }

    /// 其中技改项目40个、总投资9亿元: is the next quantity told of the part before it?
    fn told_of_part(&self) -> bool {
        let next = self.found.len();
        let kind = |at: usize| self.quantities.get(at).map(|quantity| quantity.kind);
        kind(next) == Some(Kind::Money) && next.checked_sub(1).and_then(kind) == Some(Kind::Count)
    }

    /// Where the words that belong to quantity `i` alone begin.
    pub(super) fn clause_start(&self, i: usize) -> usize {
        let start = self.quantities.get(i).map_or(0, |quantity| quantity.span.start);
        phrase::before_untrimmed(self.source, self.from.min(start), start).start
    }

    /// Where the clauses that belong to quantity `i` end.
    pub(super) fn until(&self, i: usize) -> usize {
        self.quantities.get(i + 1).map_or(self.sentence.end, |next| next.span.start).min(self.sentence.end)
    }

    /// The label of one quantity, and the position up to which its words reach (its own end, or the end of the noun after it).
    fn one(&mut self, words: Span, i: usize) -> (Label, usize) {
        let source = self.source;
        let quantity = &self.quantities[i];
        let (end, until) = (quantity.span.end, self.until(i));
        let changed = change::before_quantity(source, words, quantity);
        let made = changed.as_ref().is_some_and(|changed| self.improved(changed, i));
        let changed = changed.filter(|_| !made);
        let carried = self.carried(words, i);
        let words = self.own_item(changed.as_ref().map_or(words, |c| phrase::trim(source, c.subject)));
        self.cutting = changed.as_ref().is_some_and(|c| c.object);
        let direction = changed.map(|c| c.direction).or(carried);
        let named = |span: Span| Label { change: direction, ..Label::new(clean(source, span), span) };
        let event = is_event(&quantity.unit);
        let there = match direction {
            None if event => route::deed_there(source, self.clause_start(i), words),
            None => self.decided(words, i),
            _ => None,
        };
        let words = there.map_or(words, |there| phrase::trim(source, there));
        let clause = Clause::of(source, words, event);
        if let Some(label) = self.of_what_follows(words, i).filter(|_| direction.is_none()) {
            return (label, end);
        }
        if let Some(label) = self.modified(words, i).filter(|_| direction.is_none()) {
            self.topic = Some(Topic { text: source.words(label.span) });
            return (label.clone(), label.span.end);
        }
        let places = if direction.is_none() && !event { route::places_behind(source, quantity.span, until) } else { None };
        if let Some((place, deed)) = places.filter(|_| words.len() <= 2) {
            self.topic = Some(Topic { text: source.words(place) });
            return (Label::new(deed + &clean(source, place), place), place.end);
        }
        let sent = direction.is_none() && quantity.unit.starts_with(['人', '名', '位']) && phrase::is_word(source, words, HELD);
        if let Some(did) = if sent { route::sent_to(source, quantity.span, until) } else { None } {
            return (named(did), did.end);
        }
        if let Some(did) = if direction.is_none() { self.did_instead(i) } else { None } {
            return (named(did), did.end);
        }
        if let Some(label) = self.some_of(i).filter(|_| direction.is_none() && words.is_empty()) {
            return (label, end);
        }
        let noun = if direction.is_none() { self.noun_behind(i) } else { None };
        let names = self.names(words, quantity);
        let noun = noun.or_else(|| {
            // 5个县列入…范围.
            let one = noun::short_noun(source, end, STOP | HELD | ACT).filter(|_| direction.is_none() && words.is_empty())?;
            // 15个社区、40个村完成改造.
            let listed = matches!(source.before(quantity.span.start), '、' | '和' | '及' | '与');
            (listed || self.general(i, one.span, until).is_some()).then_some(one)
        });
        let noun = noun.or_else(|| if names { noun::short_noun(source, end, STOP | HELD | ACT) } else { None });
        // 41处已整改, 北桥等4处开工: no noun.
        let listed = source.at(words.end) == '等';
        let did = if listed { HELD | ACT | BARE } else { BARE };
        let noun = noun.filter(|noun| !(words.is_empty() || listed) || !phrase::is_word(source, noun.span, did));
        let opens_noun = |noun: &Noun| match quantity.kind {
            Kind::Count => {
                made || clause.wants_noun(source)
                    || clause.is_place(source)
                    || names
                    || (noun.acts && clause.verb().is_none())
                    || (!event && self.directly(i, noun))
            }
            Kind::Money => clause.wants_noun(source) && !words.is_empty(),
            // 推进80万亩蔬菜基地: an area, length or weight of what stands behind it.
            // 横穿北部的66公里公路: so does 的.
            Kind::Measure if source.at(words.end) == '的' && !words.is_empty() => true,
            // 甲公司15万吨铜箔、乙公司6万吨氧化铝: in a list of what is made.
            Kind::Measure
                if source.at(noun.span.end) == '、' && !phrase::ends_in(source, words, AMOUNT | RATE) && self.directly(i, noun) =>
            {
                !words.is_empty()
            }
            // 沿河建设85公里绿道.
            Kind::Measure if phrase::ends_in(source, words, HELD | ACT) && (source.at(end) == '的' || self.directly(i, noun)) => true,
            Kind::Percent | Kind::Measure => !words.is_empty() && clause.only_leads(),
            _ => false,
        };
        // 上亿市场主体承载就业: the unit is the noun.
        // 引导200万农村青年就业, 惠及900多万家庭: behind a verb as well, which stays where it says how they were reached.
        let reached = phrase::is_word(source, words, BARE);
        let listed = words::ending(source.chars(), quantity.span.start).is_none_or(|(len, _)| len == 1)
            && matches!(source.before(quantity.span.start), '、' | '和' | '及' | '与');
        let alone = words.len() < 2 || clause.only_leads() || listed || source.at(words.end) == '的';
        if quantity.kind == Kind::Count && alone && is_noun(&quantity.unit) && !quantity.unit_span.is_empty() {
            let noun = quantity.unit_span;
            let mut label = named(noun);
            let topic = self.topic.replace(Topic { text: source.words(noun) });
            if reached && !listed {
                label.text.insert_str(0, &source.words(words));
                // 新增3万农村居民 are new for themselves.
                let topic = topic.filter(|_| source.at(words.start) != '新');
                label.text = topic.map_or_else(|| label.text.clone(), |topic| lend(&topic.text, &label.text));
            }
            return (label, end);
        }
        if let Some(noun) = noun.filter(opens_noun) {
            // 参加考试 is what the next clause speaks of (合格率), not who took part.
            let object = if noun.acts { noun::object_after(source, noun.span.end, until) } else { None };
            let object = object.filter(|&object| object.end < until && !phrase::ends_in(source, object, RATE));
            self.topic = Some(Topic { text: clean(source, object.unwrap_or(noun.span)) });
            // A noun that the next number stands behind names that one as well.
            let used = if noun.span.end < until || noun.own { noun.span.end } else { end };
            if let Some(text) = self.graded(i, noun.span).or_else(|| self.general(i, noun.span, until)) {
                return (Label { text, ..named(noun.span) }, used);
            }
            if let Some(whole) =
                if event && noun.acts && clause.only_leads() && !words.is_empty() { self.event_behind(noun.span, until) } else { None }
            {
                return (named(whole), whole.end);
            }
            // 约谈5名负责人: a general noun takes the verb right before its number.
            let mut label = named(noun.span);
            if let Some(list) = self.list_behind(i, &noun) {
                return (named(list), list.end);
            }
            label.text = self.share_that(i, noun.span).unwrap_or(label.text);
            if let Some(name) = self.name_before(i, words, &noun, &clause) {
                label.text.insert_str(0, &name);
            }
            if !noun.acts
                && quantity.kind == Kind::Count
                && phrase::is_word(source, words, ACT)
                && (!reached || phrase::ends_in(source, noun.span, AGENT))
                && phrase::ends_in(source, noun.span, GENERIC)
                && noun.span.len() <= 4
            {
                label.text.insert_str(0, &source.words(words));
            }
            return (label, used);
        }
        if words.is_empty() {
            if let Some(label) = self.without_words(i, direction) {
                return (label, end);
            }
        } else if let Some(label) = self.each(words, i) {
            return (Label { change: direction, ..label }, end);
        }
        if let Some(label) = self.sized(words, i).or_else(|| self.announced(words, i)).filter(|_| direction.is_none()) {
            return (label, end);
        }
        // What became more or less is not what the next clause speaks of.
        let mut other = self.topic.clone();
        let topic = if direction.is_some() { &mut other } else { &mut self.topic };
        if self.cutting {
            return (named(words), end);
        }
        // 服务业增加值增长7%,占比提高1.5个百分点; 贷款余额增长9%,新增3亿元: of what grew.
        let more = || quantity.kind == Kind::Money && phrase::is_word(source, words, BARE);
        if topic.is_none() && (phrase::is_word(source, words, RATE) || more()) && source.before(words.start) == ',' {
            *topic = i
                .checked_sub(1)
                .and_then(|before| self.found.get(before))
                .filter(|label| label.change.is_some())
                .map(|label| Topic { text: label.text.clone() });
        }
        // 审结86件 may open a sentence where the one before told what of.
        // 惠及3万人次 speaks of others.
        let cases = quantity.kind == Kind::Count && !quantity.unit.starts_with(['人', '名', '户']);
        if topic.is_none() && phrase::is_word(source, words, BARE) && cases {
            topic.clone_from(&self.earlier);
        }
        let leans = || self.succeeded(words, i).or_else(|| self.made(words, i)).or_else(|| self.of_total(words, i));
        if let Some(text) = if direction.is_none() && !event { leans() } else { None } {
            return (Label::new(text, words), end);
        }
        if let Some(nearest) = self.nearest(words, i).filter(|_| direction.is_none()) {
            self.topic = Some(nearest);
        }
        let topic = if direction.is_some() { &mut other } else { &mut self.topic };
        if let Some(mut label) = clause.label(source, topic, event) {
            if let Some(verb) = self.governing(i, words, &clause).filter(|_| direction.is_none()) {
                label.text.insert_str(0, &verb);
            }
            return (Label { change: direction, ..label }, end);
        }
        let level = |of: &usize| self.quantities.get(*of).is_some_and(|before| before.unit == quantity.unit);
        if let Some(of) = row::lately(i).find(level) {
            return (Label { change: direction, ..row::same(&self.found, of) }, end);
        }
        if let Some(label) = self.subject_before(i).filter(|_| direction.is_none()) {
            return (label, end);
        }
        let behind = Span::new(end, until.min(end + 8));
        let behind = (behind.start..behind.end).find(|&at| !is_han(source.at(at))).map_or(behind, |at| Span::new(end, at));
        let span = if behind.len() >= 2 { behind } else { quantity.unit_span };
        let text = if span.is_empty() { quantity.unit.clone() } else { source.words(span) };
        (Label { change: direction, ..Label::new(text, span) }, end)
    }

    /// 首次公开发行、募资金额: how much, at the end of a list, is told of what the sentence speaks of.
    fn own_item(&self, words: Span) -> Span {
        let source = self.source;
        let Some(mark) = (words.start..words.end).rev().find(|&at| source.at(at) == '、') else { return words };
        let (list, item) = (Span::new(words.start, mark), Span::new(mark + 1, words.end));
        let alike = BARE | AMOUNT | RATE | if phrase::is_word(source, item, GENERIC) { GENERIC } else { 0 };
        let alone = phrase::is_word(source, item, BARE | AMOUNT) && !phrase::ends_in(source, list, alike);
        if alone {
            item
        } else {
            words
        }
    }

    /// 减少申请材料6份、跑动次数3次: the verb of cutting governs the whole list.
    fn carried(&self, words: Span, i: usize) -> Option<Change> {
        let before = i.checked_sub(1)?;
        if !self.cutting || self.source.at(self.quantities.get(before)?.span.end) != '、' {
            return None;
        }
        let own = phrase::tokens(self.source, words).iter().any(|t| t.classes & (HELD | ACT) != 0 && t.classes & NOMINAL == 0);
        self.found.get(before)?.change.filter(|_| !own)
    }
}

/// Units of what takes place: 调研7次 counts 调研, whoever was visited before it.
pub(super) fn is_event(unit: &str) -> bool {
    unit.starts_with(['次', '场', '轮', '期', '堂', '讲', '回', '趟', '遍'])
}

/// A noun without a measure word in front (3700多万学生), or a unit of three characters or more, is what is counted.
fn is_noun(unit: &str) -> bool {
    crate::number::is_noun(unit) || (unit.chars().count() >= 3 && unit.chars().all(is_han))
}

/// What the clause before speaks of: 文件 in `对制发的文件进行全面清理,共清理230件`. `None` where it is not said that way.
fn object_before(source: &Source, words: Span) -> Option<String> {
    let floor = words.start.saturating_sub(40);
    // 在已审结的复议案件中,维持12件.
    let before = source.trim(Span::new(floor, words.start));
    if source.at(before.end.saturating_sub(1)) == ',' && source.at(before.end.saturating_sub(2)) == '中' {
        let end = before.end - 2;
        let start = (floor..end).rev().find(|&at| !is_han(source.at(at)) || source.at(at) == '在').map_or(floor, |at| at + 1);
        let clause = Span::new(start, end);
        let noun = Span::new(super::clause::last_of(source, clause, '的').unwrap_or(start), end);
        if (4..=12).contains(&noun.len()) {
            return Some(clean(source, noun));
        }
    }
    let object = (floor..words.start).rev().find(|&at| source.at(at) == '对')?;
    let clause = Span::new(object + 1, words.start);
    let end = phrase::tokens(source, clause).into_iter().find(|token| token.classes & LIGHT != 0)?.start;
    let mut noun = phrase::trim(source, Span::new(object + 1, end));
    if let Some(of) = super::clause::last_of(source, noun, '的') {
        noun.start = of;
    }
    (2..=12).contains(&noun.len()).then(|| clean(source, noun))
}
