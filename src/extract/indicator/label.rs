//! Turns the clause around a quantity into its label: the shortest words that say what is counted.
//!
//! Found: 专题学法 in `专题学法13次`; 政府部门 in `26个政府部门`; 行政复议申请审结 in `受理行政复议申请32件,审结23件`; 按时办结率 and 群众满意率 in
//! `按时办结率、群众满意率分别为99.2%和96.5%`. Words from two places are joined in the order noun, verb. A label is never invented: where the
//! clause names nothing, it is what the quantity before counted, and where there is none, the quantity's own unit.

use super::change::{self, Change};
use super::distribute::distributed;
use super::phrase::{self, Token};
use super::words::{self, ACT, BARE, BODY, GENERIC, HELD, LIGHT, NOMINAL, RATE};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{is_han, Source};

/// A phrase longer than this is cut where it can be.
const LONG: usize = 12;

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

/// A noun that later clauses of the sentence may leave out.
#[derive(Clone)]
pub(super) struct Topic {
    pub(super) text: String,
}

/// The labels of all quantities of one sentence, in order.
pub fn labels(source: &Source, sentence: Span, quantities: &[Quantity]) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::with_capacity(quantities.len());
    let mut topic: Option<Topic> = None;
    let mut from = sentence.start;
    // What the parts of a total are called does not name what comes after them: 其中共性问题18个、个性问题39个,整改到位52个.
    let mut total: Option<Topic> = None;
    for (i, quantity) in quantities.iter().enumerate() {
        if i > 0 {
            let between = Span::new(quantities[i - 1].span.end, quantity.span.start);
            if find(source, between, "其中").is_some() {
                total = topic.clone();
            } else if source.at(between.start) != '、' {
                topic = total.take().or(topic);
            }
        }
        if found.len() > i {
            // Given out by 分别 together with an earlier one.
            from = quantity.span.end;
            continue;
        }
        let until = quantities.get(i + 1).map_or(sentence.end, |next| next.span.start).min(sentence.end);
        let words = phrase::before(source, from.min(quantity.span.start), quantity.span.start);
        if topic.is_none() {
            topic = object_before(source, words).map(|text| Topic { text });
        }
        if let Some(several) = distributed(source, words, quantities, i, topic.as_ref()) {
            if let Some(last) = several.last() {
                topic = Some(Topic { text: last.text.clone() });
            }
            found.extend(several);
            from = quantity.span.end;
            continue;
        }
        let (label, used) = one(source, words, (i.checked_sub(1).and_then(|i| quantities.get(i)), quantity), until, &found, &mut topic);
        from = used.max(quantity.span.end);
        found.push(label);
    }
    found
}

/// The label of one quantity, and the position up to which its words reach (its own end, or the end of the noun after it).
fn one(
    source: &Source,
    words: Span,
    pair: (Option<&Quantity>, &Quantity),
    until: usize,
    found: &[Label],
    topic: &mut Option<Topic>,
) -> (Label, usize) {
    let (previous, quantity) = pair;
    let end = quantity.span.end;
    let changed = change::before_quantity(source, words, quantity);
    let words = changed.as_ref().map_or(words, |c| phrase::trim(source, c.subject));
    let direction = changed.and_then(|c| c.direction);
    let noun = if direction.is_none() { phrase::noun_after(source, end, until) } else { None };
    let core = Core::of(source, words);
    let opens_noun = |noun: &phrase::Noun| match quantity.kind {
        Kind::Count => core.wants_noun(source, words) || (noun.acts && core.verb.is_none()),
        Kind::Money => core.wants_noun(source, words) && !words.is_empty(),
        _ => false,
    };
    if let Some(noun) = noun.filter(opens_noun) {
        let text = clean(source, noun.span);
        *topic = Some(Topic { text: text.clone() });
        return (Label { text, span: noun.span, change: direction, of: None }, noun.span.end);
    }
    if quantity.kind == Kind::Count && words.len() < 2 && is_noun(&quantity.unit) && !quantity.unit_span.is_empty() {
        let noun = quantity.unit_span;
        *topic = Some(Topic { text: source.words(noun) });
        return (Label { text: clean(source, noun), span: noun, change: direction, of: None }, end);
    }
    if words.is_empty() {
        // 比上年增长8.3% after a level, 提高到94.2% after 由91.6%, the second of two values for one thing.
        // 纠纷同比增长15%,达到520件: the level behind its change is of the same thing.
        let reached = found.last().is_some_and(|before| before.change.is_some() && before.of.is_none()) && quantity.kind == Kind::Count;
        let takes_over =
            |before: &Quantity| reached || direction.is_some() || quantity.kind == Kind::PercentagePoint || before.unit == quantity.unit;
        if let Some((of, before)) = found.iter().enumerate().next_back().filter(|_| previous.is_some_and(takes_over)) {
            return (Label { text: before.text.clone(), span: before.span, change: direction, of: Some(before.of.unwrap_or(of)) }, end);
        }
        // 80%的行政村获评, 5个县被命名: the share or number of what stands behind.
        let from = if source.at(end) == '的' { end + 1 } else { end };
        if let Some(noun) = phrase::noun_after(source, from, until).or_else(|| phrase::short_noun(source, from)) {
            return (Label { text: clean(source, noun.span), span: noun.span, change: direction, of: None }, end);
        }
        if let Some(object) = phrase::object_after(source, end, until) {
            return (Label { text: clean(source, object), span: object, change: direction, of: None }, end);
        }
    }
    if let Some(label) = core.label(source, topic, is_event(&quantity.unit)) {
        return (Label { change: direction, ..label }, end);
    }
    let behind = Span::new(end, until.min(end + 8));
    let behind = (behind.start..behind.end).find(|&at| !is_han(source.at(at))).map_or(behind, |at| Span::new(end, at));
    let span = if behind.len() >= 2 { behind } else { quantity.unit_span };
    let text = if span.is_empty() { quantity.unit.clone() } else { source.words(span) };
    (Label { text, span, change: direction, of: None }, end)
}

/// Units of what takes place: 调研7次 counts 调研, whoever was visited before it.
fn is_event(unit: &str) -> bool {
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
    if let Some(of) = last_of(source, noun, '的') {
        noun.start = of;
    }
    (2..=12).contains(&noun.len()).then(|| clean(source, noun))
}

/// The words before a quantity, taken apart.
struct Core {
    /// From the verb that is kept, or the noun.
    span: Span,
    /// Behind the last verb.
    noun: Span,
    /// The last verb, where there is one.
    verb: Option<Token>,
}

impl Core {
    fn of(source: &Source, words: Span) -> Self {
        let mut tokens = phrase::tokens(source, words);
        let leaves = |token: &Token| words.end.saturating_sub(token.end) >= 2;
        // In 解决场地、编制等问题 the verb stands before the list; what looks like a verb inside it is a name.
        if let (Some(list), Some(first)) = (last_of(source, words, '等'), (words.start..words.end).find(|&at| source.at(at) == '、')) {
            tokens.retain(|token| token.end <= first || token.start >= list);
        }
        let is_verb = |t: &Token| {
            let governs = matches!(source.at(t.end), '各' | '了');
            t.classes & NOMINAL == 0 || governs
        };
        let held = tokens.iter().rfind(|t| t.classes & HELD != 0 && is_verb(t) && leaves(t)).copied();
        let mut start = held.map_or(words.start, |t| t.end);
        // A verb that says what was done to the thing opens the label; who did it goes.
        let act = tokens.iter().rfind(|t| t.start >= start && t.classes & ACT != 0 && is_verb(t) && leaves(t)).copied();
        if let Some(act) = act {
            start = act.start;
        }
        let mut verb = act.or(held);
        let mut noun = Span::new(verb.map_or(start, |t| t.end), words.end);
        if let Some(list) = last_of(source, noun, '等') {
            // 复议机构场所、编制等难题: the noun behind 等 sums the list up.
            noun.start = list;
        }
        if let Some(of) = last_of(source, noun, '的') {
            if !phrase::is_word(source, Span::new(of, noun.end), GENERIC | RATE) {
                noun.start = of;
            }
        }
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
        Core { span, noun, verb }
    }

    /// Do the words before leave room for a noun behind the quantity: nothing, a verb without object, 区级, a list that the noun sums up?
    fn wants_noun(&self, source: &Source, words: Span) -> bool {
        if words.len() <= 2 {
            return true;
        }
        let tokens = phrase::tokens(source, words);
        let verb_last = tokens.last().is_some_and(|t| t.end == words.end && t.classes & (HELD | ACT) != 0 && t.classes & NOMINAL == 0);
        let only_verbs = tokens.first().is_some_and(|t| t.start == words.start)
            && tokens.windows(2).all(|pair| pair[0].end == pair[1].start)
            && tokens.last().is_some_and(|t| t.end == words.end)
            && tokens.iter().all(|t| t.classes & (HELD | ACT) != 0);
        let listed = (words.start..words.end).any(|at| source.at(at) == '、') && self.verb.is_some_and(|v| v.classes & HELD != 0);
        let cut_off = matches!(source.before(words.start), '将' | '把' | '与' | '向')
            || matches!(
                source.at(words.end),
                '和' | '及' | '等' | '的' | '将' | '把' | '对' | '与' | '由' | '为' | '在' | '向' | '到' | '至'
            );
        verb_last || only_verbs || listed || cut_off
    }

    /// The label from the words before; `None` where they name nothing. Keeps `topic` up to date.
    fn label(&self, source: &Source, topic: &mut Option<Topic>, event: bool) -> Option<Label> {
        let mut span = self.span;
        if span.len() > LONG {
            // 区委常委会会议、区政府常务会议专题学法: whose meeting it was goes.
            let body = phrase::tokens(source, span).into_iter().rfind(|t| t.classes & BODY != 0 && span.end - t.end >= 2);
            let names = |from: usize| !phrase::is_word(source, Span::new(from, span.end), RATE | GENERIC);
            if let Some(body) = body.filter(|body| (self.verb.is_none() || event) && names(body.end)) {
                span.start = body.end;
            }
        }
        let own = clean(source, span);
        if own.is_empty() {
            return None;
        }
        if let Some(verb) = self.verb.filter(|_| source.at(self.span.end) == '等') {
            // 吸纳退伍军人、医生等68人: the list names examples; what was done counts.
            let text = topic.as_ref().map_or("", |topic| short(&topic.text)).to_string() + &source.words(Span::new(verb.start, verb.end));
            return Some(Label { text, span: Span::new(verb.start, self.span.end), change: None, of: None });
        }
        let rate = phrase::is_word(source, self.span, RATE);
        let bare = rate || (!event && (phrase::is_word(source, self.span, BARE) || self.is_predicate(source)));
        if bare {
            let text = match topic {
                Some(topic) if !topic.text.ends_with(&own) && !own.starts_with(&topic.text) => format!("{}{own}", short(&topic.text)),
                _ => own,
            };
            return Some(Label { text, span: self.span, change: None, of: None });
        }
        let noun = clean(source, self.noun);
        let general = phrase::is_word(source, self.noun, GENERIC);
        if !rate && noun.chars().count() >= 2 && !noun.ends_with('率') {
            *topic = Some(Topic { text: noun.clone() });
        }
        // 研究解决复议体制改革、执法经费保障等重点难点问题: verb and summing noun without the list between them.
        let text = match self.verb {
            Some(verb) if self.noun.start > verb.end && verb.classes & ACT != 0 && (general || self.noun.len() <= 4) => {
                source.words(Span::new(verb.start, verb.end)) + &noun
            }
            _ if self.noun.start > span.start && span.len() > LONG => noun,
            _ => own,
        };
        Some(Label { text, span, change: None, of: None })
    }

    /// Only verbs, no thing: 整改到位, 撤销或者确认违法.
    fn is_predicate(&self, source: &Source) -> bool {
        let tokens = phrase::tokens(source, self.span);
        let covered: usize = tokens.iter().filter(|t| t.classes & (BARE | HELD | ACT) != 0).map(|t| t.end - t.start).sum();
        let marks = source.folded(self.span).iter().filter(|c| matches!(c, '、' | '或' | '者' | '和' | '及' | '并' | '已')).count();
        covered > 0 && covered + marks >= self.span.len()
    }
}

/// A topic that ends in a general noun behind a long list of words is known by that noun.
pub(super) fn short(topic: &str) -> &str {
    let count = topic.chars().count();
    if count <= 8 {
        return topic;
    }
    let chars: Vec<char> = topic.chars().collect();
    let noun = words::ending(&chars, chars.len()).filter(|(_, classes)| classes & GENERIC != 0).map_or(count, |(len, _)| len);
    topic.char_indices().nth(count - noun.min(count)).map_or(topic, |(at, _)| &topic[at..])
}

/// Behind the last `mark` of the span, where two characters at least stand behind it.
fn last_of(source: &Source, span: Span, mark: char) -> Option<usize> {
    let at = (span.start..span.end).rev().find(|&at| source.at(at) == mark)?;
    (span.end - at > 2 && at > span.start).then_some(at + 1)
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
