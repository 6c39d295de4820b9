//! Turns the clause around a quantity into its label: the shortest words that say what is counted.
//!
//! Found: 专题学法 in `专题学法13次`; 政府部门 in `26个政府部门`; 行政复议申请审结 in `受理行政复议申请32件,审结23件`; 按时办结率 and 群众满意率 in
//! `按时办结率、群众满意率分别为99.2%和96.5%`. Words from two places are joined in the order noun, verb. A label is never invented: where the
//! clause names nothing, it is what the quantity before counted, and where there is none, the quantity's own unit.

use super::change::{self, Change};
use super::clause::Clause;
use super::phrase;
use super::row;
use super::words::{HELD, LIGHT, NOMINAL, ACT};
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

/// A noun that later clauses of the sentence may leave out.
#[derive(Clone)]
pub(super) struct Topic {
    pub(super) text: String,
}

/// The labels of all quantities of one sentence, in order.
pub fn labels(source: &Source, sentence: Span, quantities: &[Quantity]) -> Vec<Label> {
    let found = Vec::with_capacity(quantities.len());
    let mut reader = Reader { source, sentence, quantities, found, topic: None, total: None, parts: Vec::new(), from: sentence.start };
    while reader.found.len() < quantities.len() {
        reader.read();
    }
    reader.found
}

/// What is known of a sentence up to the quantity that is read next.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source<'s>,
    sentence: Span,
    pub(super) quantities: &'s [Quantity],
    pub(super) found: Vec<Label>,
    pub(super) topic: Option<Topic>,
    /// What the parts of a total are called does not name what comes after them: 其中共性问题18个、个性问题39个,整改到位52个.
    total: Option<Topic>,
    /// Quantities that are parts of a total.
    pub(super) parts: Vec<usize>,
    /// Words before this position belong to an earlier quantity.
    from: usize,
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
            self.topic = object_before(source, words).map(|text| Topic { text });
        }
        if let Some(several) = row::read(self, words, i) {
            if let Some(last) = several.last().filter(|last| last.change.is_none() && last.of.is_none()) {
                self.topic = Some(Topic { text: last.text.clone() });
            }
            self.found.extend(several);
            self.from = self.quantities.get(self.found.len() - 1).map_or(quantity.span.end, |last| last.span.end);
            return;
        }
        let (label, used) = self.one(words, i);
        self.from = used.max(quantity.span.end);
        self.found.push(label);
    }

    /// Takes note of what stands between two quantities.
    fn pass(&mut self, between: Span) {
        if self.source.folded(between).contains(&';') {
            (self.topic, self.total) = (None, None);
        } else if find(self.source, between, "其中").is_some() {
            self.total = self.topic.clone();
            self.parts.push(self.found.len());
        } else if self.source.at(between.start) != '、' {
            self.topic = self.total.take().or(self.topic.take());
        } else if self.total.is_some() {
            self.parts.push(self.found.len());
        }
    }

    /// Where the words that belong to quantity `i` alone begin.
    pub(super) fn clause_start(&self, i: usize) -> usize {
        let start = self.quantities.get(i).map_or(0, |quantity| quantity.span.start);
        phrase::before_untrimmed(self.source, self.from.min(start), start).start
    }

    /// Where the clauses that belong to quantity `i` end.
    fn until(&self, i: usize) -> usize {
        self.quantities.get(i + 1).map_or(self.sentence.end, |next| next.span.start).min(self.sentence.end)
    }

    /// The label of one quantity, and the position up to which its words reach (its own end, or the end of the noun after it).
    fn one(&mut self, words: Span, i: usize) -> (Label, usize) {
        let source = self.source;
        let quantity = &self.quantities[i];
        let (end, until) = (quantity.span.end, self.until(i));
        let changed = change::before_quantity(source, words, quantity);
        let words = changed.as_ref().map_or(words, |c| phrase::trim(source, c.subject));
        let direction = changed.and_then(|c| c.direction);
        let event = is_event(&quantity.unit);
        let clause = Clause::of(source, words, event);
        let noun = if direction.is_none() { self.noun_behind(i) } else { None };
        let opens_noun = |noun: &phrase::Noun| match quantity.kind {
            Kind::Count => clause.wants_noun(source) || (noun.acts && clause.verb().is_none()),
            Kind::Money => clause.wants_noun(source) && !words.is_empty(),
            _ => false,
        };
        if let Some(noun) = noun.filter(opens_noun) {
            let text = clean(source, noun.span);
            self.topic = Some(Topic { text: text.clone() });
            let used = if noun.span.end <= until { noun.span.end } else { end };
            return (Label { change: direction, ..Label::new(text, noun.span) }, used);
        }
        if quantity.kind == Kind::Count && words.len() < 2 && is_noun(&quantity.unit) && !quantity.unit_span.is_empty() {
            let noun = quantity.unit_span;
            self.topic = Some(Topic { text: source.words(noun) });
            return (Label { change: direction, ..Label::new(clean(source, noun), noun) }, end);
        }
        if words.is_empty() {
            // 比上年增长8.3% after a level, 提高到94.2% after 由91.6%, the second of two values for one thing.
            let takes_over =
                |before: &Quantity| direction.is_some() || quantity.kind == Kind::PercentagePoint || before.unit == quantity.unit;
            if i > 0 && self.quantities.get(i - 1).is_some_and(takes_over) {
                return (Label { change: direction, ..row::same(&self.found, i - 1) }, end);
            }
            // 80%的行政村获评, 5个县被命名: the share or number of what stands behind.
            let from = if source.at(end) == '的' { end + 1 } else { end };
            if let Some(noun) = phrase::noun_after(source, from, until, &quantity.unit).or_else(|| phrase::short_noun(source, from)) {
                return (Label { change: direction, ..Label::new(clean(source, noun.span), noun.span) }, end);
            }
            if let Some(object) = phrase::object_after(source, end, until) {
                return (Label { change: direction, ..Label::new(clean(source, object), object) }, end);
            }
        }
        if let Some(label) = clause.label(source, &mut self.topic, event) {
            return (Label { change: direction, ..label }, end);
        }
        let behind = Span::new(end, until.min(end + 8));
        let behind = (behind.start..behind.end).find(|&at| !is_han(source.at(at))).map_or(behind, |at| Span::new(end, at));
        let span = if behind.len() >= 2 { behind } else { quantity.unit_span };
        let text = if span.is_empty() { quantity.unit.clone() } else { source.words(span) };
        (Label { change: direction, ..Label::new(text, span) }, end)
    }

    /// The noun behind a quantity; behind the last one of those that stand together without a word between them (5类32项任务).
    fn noun_behind(&self, i: usize) -> Option<phrase::Noun> {
        let last = i + row::together(self.source, self.quantities, i) - 1;
        let quantity = self.quantities.get(last)?;
        phrase::noun_after(self.source, quantity.span.end, self.until(last), &quantity.unit)
    }
}

/// Units of what takes place: 调研7次 counts 调研, whoever was visited before it.
pub(super) fn is_event(unit: &str) -> bool {
    unit.starts_with(['次', '场', '轮', '期', '堂', '讲', '回', '趟', '遍'])
}

/// A unit of three characters or more without a measure word in front is the noun that is counted (3700多万学生).
fn is_noun(unit: &str) -> bool {
    unit.chars().count() >= 3 && unit.chars().all(is_han)
}

/// What the clause before speaks of: 文件 in `对制发的文件进行全面清理,共清理230件`. `None` where it is not said that way.
fn object_before(source: &Source, words: Span) -> Option<String> {
    let floor = words.start.saturating_sub(40);
    let object = (floor..words.start).rev().find(|&at| source.at(at) == '对')?;
    let clause = Span::new(object + 1, words.start);
    let end = phrase::tokens(source, clause).into_iter().find(|token| token.classes & LIGHT != 0)?.start;
    let mut noun = phrase::trim(source, Span::new(object + 1, end));
    if let Some(of) = super::clause::last_of(source, noun, '的') {
        noun.start = of;
    }
    (2..=12).contains(&noun.len()).then(|| clean(source, noun))
}

/// The words of a span without line breaks and without marks at its ends; one pair of quotation marks around everything goes.
pub(super) fn clean(source: &Source, span: Span) -> String {
    let words = source.words(span);
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '的'));
    let inner = words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).filter(|inner| !inner.contains('”'));
    inner.unwrap_or(words).chars().filter(|c| !matches!(c, '\n' | '\r')).collect()
}

/// Where `words` stand in a span.
pub(super) fn find(source: &Source, span: Span, words: &str) -> Option<usize> {
    (span.start..span.end).find(|&at| source.reads(at, words))
}
