//! Turns indicators into canonical ones: which of the figures that reports have in common is this (行政复议受理件数, 出庭应诉率 …)?
//!
//! A wrong name is worse than none. The label must hold all words of a pattern, the measure word must fit, the subject spoken of must be the
//! pattern's, no word may say that it is something else; of two metrics that fit equally well, neither is taken.

mod pattern;
mod series;

pub use series::{all_breaks, breaks, broken_series, SeriesBreak};

use crate::extract::indicator::{Indicator, Kind};
use crate::span::Span;
use crate::text::{fold, folded, is_han, Source};
use pattern::{Metric, Pattern, Patterns, Subject, Units, Use, Word, PATTERNS};
use serde::Serialize;

/// Below this nothing is linked.
const LEAST: f64 = 0.7;
/// A clause is read this far around the number.
const BEFORE: usize = 40;
const AFTER: usize = 14;

/// A canonical indicator, as the page names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MetricInfo {
    pub id: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    /// Measure words by what they measure: figures of two measures (412人, 98%) are two series, however alike their names.
    pub measures: Vec<Vec<&'static str>>,
    /// Field of the outline of 2021—2025.
    pub topic: &'static str,
    /// `↑` more is better, `↓` less is better, `=` a volume that says neither.
    pub direction: &'static str,
}

/// All canonical indicators, in the order of the table.
pub fn metrics() -> Vec<MetricInfo> {
    let table = pattern::metrics_table();
    let all = table.rows().map(|row| MetricInfo {
        id: row.get("metric"),
        name: row.get("name"),
        unit: row.get("unit"),
        measures: pattern::measures(&row).map(Iterator::collect).collect(),
        topic: row.get("topic"),
        direction: row.get("direction"),
    });
    all.collect()
}

/// The name of a canonical indicator.
pub fn name(id: &str) -> Option<&'static str> {
    PATTERNS.metrics.iter().find(|metric| metric.id == id).map(|metric| metric.name)
}

/// Links indicators to their metrics. Changes (同比增长…) are left alone, except where the metric is itself one, and
/// so are figures of other years than the one reported on.
pub fn link(source: &Source, indicators: &mut [Indicator], year: Option<u16>) {
    let patterns = &*PATTERNS;
    let mut sentence = Sentence::default();
    for id in 0..indicators.len() {
        let (done, rest) = indicators.split_at_mut(id);
        let Some((indicator, next)) = rest.split_first_mut() else { break };
        // 文件、合同各87件、156份: which is whose is not for a table to say.
        if source.before(indicator.span.start) == '各'
            || of_other_year(indicator, year)
            || next.first().is_some_and(|next| becomes(source, indicator, next))
        {
            continue;
        }
        // 承接事项由64项调整为71项: what is said of the earlier state is said of the later one.
        let skipped = usize::from(done.last().is_some_and(|before| becomes(source, before, indicator)));
        let left = done.iter().rev().nth(skipped).map_or(0, |before| before.span.end);
        let found = Asked::new(source, indicator, &mut sentence, left, patterns).and_then(|asked| asked.best(patterns));
        // A part of a whole is not the whole: 法律援助案件90件,其中刑事案件40件.
        let whole = indicator.part_of.and_then(|of| done.get(of)).and_then(|of| of.metric.as_deref());
        if let Some((metric, confidence)) = found.filter(|(metric, _)| whole != Some(metric)) {
            indicator.metric = Some(metric.to_string());
            indicator.metric_confidence = Some(confidence);
        }
    }
    repeated(source, indicators);
}

/// One name for two figures of a sentence is one too many: the second is a part (其中3项已完成), or they are shared out among several
/// (常委会、常务会学法5次、11次), and then neither is the metric.
fn repeated(source: &Source, indicators: &mut [Indicator]) {
    let mut neither = Vec::new();
    for id in 1..indicators.len() {
        let (done, rest) = indicators.split_at_mut(id);
        let Some(this) = rest.first_mut().filter(|this| this.metric.is_some()) else { continue };
        let same = |other: &&Indicator| {
            other.sentence == this.sentence && other.metric == this.metric && other.unit == this.unit && other.kind == this.kind
        };
        let Some(before) = done.iter().rev().take(FEW).find(same) else { continue };
        // Between shared out figures stands nothing else: 罚款分别为12万元、9万元.
        let between = source.folded(Span::new(before.span.end, this.span.start));
        if matches!(between, ['、' | '和' | '及'] | ['以', '及']) {
            neither.extend([before.id, id]);
            continue;
        }
        if before.label != this.label {
            // 制定地方性法规6件、修订政府规章4件: both are, but neither is all of it.
            this.metric_confidence = this.metric_confidence.map(|confidence| confidence.min(SECOND));
            continue;
        }
        neither.push(id);
    }
    for id in neither {
        if let Some(indicator) = indicators.get_mut(id) {
            indicator.metric = None;
            indicator.metric_confidence = None;
        }
    }
}

/// Does the label name another year than the one reported on (a column of last year's figures)?
fn of_other_year(indicator: &Indicator, year: Option<u16>) -> bool {
    let Some(year) = year.filter(|_| indicator.label.chars().any(|c| c == '年')) else { return false };
    let own = year.to_string();
    let years = indicator.label.split('年').filter_map(|before| before.get(before.len().checked_sub(own.len())?..));
    years.filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())).any(|digits| digits != own)
}

/// Is a number the earlier state of the next one (由4386次压减至2517次, 从一季度的88.9%升至四季度的95.4%)?
fn becomes(source: &Source, this: &Indicator, next: &Indicator) -> bool {
    const VERB: usize = 6;
    const LONG: usize = 12;
    let (mut length, mut last, mut reached) = (0, false, false);
    for &c in source.folded(Span::new(this.span.end, next.span.start)).iter().filter(|&&c| c != ' ') {
        if length == LONG || !is_han(c) {
            return false;
        }
        length += 1;
        last = matches!(c, '到' | '至' | '为' | '成');
        reached |= last;
    }
    let before = source.folded(Span::new(this.span.start.saturating_sub(LONG), this.span.start));
    last && (2..=VERB).contains(&length) || reached && before.iter().any(|c| matches!(c, '由' | '从'))
}

/// Of two figures with one name in a sentence the second is this sure at most.
const SECOND: f64 = 0.75;
/// So many indicators back a name is looked for again.
const FEW: usize = 6;

/// The words of the vocabulary in one sentence, in order.
#[derive(Default)]
struct Sentence {
    span: Span,
    words: Vec<(usize, usize, Word)>,
    /// Where a subject ends, without those inside longer ones.
    subjects: Vec<(usize, Subject)>,
    other: Vec<(usize, usize)>,
}

impl Sentence {
    fn read(&mut self, source: &Source, span: Span, patterns: &Patterns) {
        self.span = span;
        self.words.clear();
        self.subjects.clear();
        self.other.clear();
        let mut free = span.start;
        for (at, n, what) in patterns.words.within(source.chars(), span.start, span.end) {
            match *what {
                Use::Asked(word) => self.words.push((at, at + n, word)),
                Use::Subject(subject) if at >= free => {
                    self.subjects.push((at + n, subject));
                    free = at + n;
                }
                Use::NoSubject => free = free.max(at + n),
                Use::Subject(_) => {}
                Use::Other => self.other.push((at, at + n)),
            }
        }
    }
    /// The words that stand within a span.
    fn within(&self, span: Span) -> impl Iterator<Item = Word> + '_ {
        let from = self.words.partition_point(|&(at, ..)| at < span.start);
        let words = self.words.get(from..).unwrap_or(&[]);
        words.iter().take_while(move |&&(at, ..)| at < span.end).filter(move |&&(_, end, _)| end <= span.end).map(|&(.., word)| word)
    }
    /// The subject spoken of last before `at`; a `;` ends it, unless its clause goes on at once with a figure (…36件;办结30件).
    fn subject(&self, source: &Source, at: usize) -> Option<Subject> {
        let upto = self.subjects.partition_point(|&(end, _)| end <= at);
        let &(end, subject) = self.subjects.get(upto.checked_sub(1)?)?;
        const AT_ONCE: usize = 4;
        let between = source.folded(Span::new(end, at));
        let elliptical = |mark: usize| {
            let clause = between.get(mark + 1..).unwrap_or(&[]);
            clause.iter().position(char::is_ascii_digit).unwrap_or(clause.len()) <= AT_ONCE
        };
        between.iter().rposition(|&c| c == ';').is_none_or(elliptical).then_some(subject)
    }
}

/// What is asked of the patterns for one indicator.
struct Asked {
    label: Vec<char>,
    /// Words of the label, and how long each is.
    words: Vec<Word>,
    lengths: Vec<usize>,
    near: Vec<Word>,
    /// Of the label; `Err` where it names several.
    own_subject: Result<Option<Subject>, ()>,
    subject: Option<Subject>,
    unit: Units,
    change: bool,
}

impl Asked {
    /// `left`: where the number before ends. `None` where the figure is of another kind.
    fn new(source: &Source, indicator: &Indicator, sentence: &mut Sentence, left: usize, patterns: &Patterns) -> Option<Self> {
        if indicator.label.is_empty() {
            return None;
        }
        let mut label = folded(&indicator.label);
        // “全程网办”率 is 全程网办率.
        label.retain(|&c| !matches!(c, '“' | '”'));
        let mut asked = Self {
            // As many as most labels and clauses hold.
            words: Vec::with_capacity(8),
            lengths: Vec::with_capacity(8),
            near: Vec::with_capacity(16),
            own_subject: Ok(None),
            subject: None,
            unit: patterns.unit(&unit(indicator)?)?,
            change: indicator.change.is_some(),
            label,
        };
        let mut free = 0;
        for (at, n, what) in patterns.words.within(&asked.label, 0, asked.label.len()) {
            match *what {
                Use::Asked(word) => {
                    asked.words.push(word);
                    asked.lengths.push(n);
                }
                Use::Subject(subject) if at >= free => {
                    free = at + n;
                    asked.own_subject = match asked.own_subject {
                        Ok(None) => Ok(Some(subject)),
                        Ok(Some(other)) if other == subject => Ok(Some(subject)),
                        _ => Err(()),
                    };
                }
                Use::Other => return None,
                Use::NoSubject => free = free.max(at + n),
                Use::Subject(_) => {}
            }
        }
        // Where no pattern is in question, nobody asks for the sentence.
        asked.words.iter().find(|&&word| asked.candidates(word, patterns).next().is_some())?;
        if sentence.span != indicator.sentence {
            sentence.read(source, indicator.sentence, patterns);
        }
        asked.subject = sentence.subject(source, indicator.span.start);
        if let (Ok(Some(own)), Some(spoken)) = (asked.own_subject, asked.subject) {
            if patterns.instead.contains(&(spoken, own)) {
                asked.own_subject = Ok(Some(spoken));
            }
        }
        let clause = clause(source, indicator, left);
        if sentence.other.iter().any(|&(at, end)| at >= clause.start && end <= clause.end) {
            return None;
        }
        asked.near.extend(sentence.within(clause));
        Some(asked)
    }

    /// The patterns that begin with a word and take the measure word.
    fn candidates<'p>(&self, first: Word, patterns: &'p Patterns) -> impl Iterator<Item = (&'p Pattern, &'p Metric)> {
        let (unit, change) = (self.unit, self.change);
        patterns.by_first.get(usize::from(first)).map_or(&[][..], Vec::as_slice).iter().filter_map(move |&candidate| {
            let pattern = patterns.patterns.get(usize::from(candidate))?;
            let metric = patterns.metrics.get(pattern.metric)?;
            let takes = pattern.change == change && metric.has_unit(unit) && (pattern.units == 0 || pattern.units & unit != 0);
            takes.then_some((pattern, metric))
        })
    }

    /// The metric that fits, with a confidence.
    fn best(&self, patterns: &Patterns) -> Option<(&'static str, f64)> {
        // Explained characters of label and clause, confidence, metric, explained characters of the label.
        let mut best: Option<(usize, f64, usize, usize)> = None;
        let mut tied = false;
        for &first in &self.words {
            for (pattern, metric) in self.candidates(first, patterns) {
                let Some((weight, near, confidence)) = self.fits(pattern) else { continue };
                let rank = weight + near;
                if metric.excludes(&self.label, &self.words) {
                    continue;
                }
                let better = best.is_none_or(|(r, c, ..)| (rank, confidence) > (r, c));
                let same = best.is_some_and(|(r, c, m, _)| (rank, confidence) == (r, c) && m != pattern.metric);
                if better {
                    best = Some((rank, confidence, pattern.metric, weight));
                    tied = false;
                }
                tied |= same;
            }
        }
        let (_, confidence, metric, weight) = best.filter(|_| !tied)?;
        // A long label says more than the pattern knows.
        let rest = self.label.iter().filter(|&&c| is_han(c)).count().saturating_sub(weight);
        let confidence = confidence
            - if rest > 16 {
                0.2
            } else if rest > 9 {
                0.1
            } else {
                0.0
            };
        let confidence = (confidence * 100.0).round() / 100.0;
        (confidence >= LEAST).then(|| patterns.metrics.get(metric).map(|metric| (metric.id, confidence)))?
    }

    /// How many characters of the label a pattern explains, how many words of the clause, and how sure it is.
    fn fits(&self, pattern: &Pattern) -> Option<(usize, usize, f64)> {
        let (mut weight, mut near, mut confidence) = (0, 0, 0.95);
        match (pattern.subject, self.own_subject, self.subject) {
            (None, ..) => {}
            (Some((asked, _)), Ok(Some(own)), _) if own == asked => weight += 2,
            (Some((asked, _)), Ok(None), Some(spoken)) if spoken == asked => confidence -= 0.1,
            (Some((_, true)), Ok(None), None) => confidence -= 0.05,
            _ => return None,
        }
        if self.near.iter().any(|word| pattern.not_near.contains(word)) {
            return None;
        }
        for (i, part) in pattern.parts.iter().enumerate() {
            let longest = self.words.iter().zip(&self.lengths).filter(|(word, _)| part.contains(word)).map(|(_, &n)| n).max();
            match longest {
                Some(n) => weight += n,
                None if i > 0 && part.iter().any(|word| self.near.contains(word)) => {
                    near += 1;
                    confidence -= 0.05;
                }
                None => return None,
            }
        }
        Some((weight, near, confidence))
    }
}

/// The measure word, folded and without what stands in brackets behind it: 件(次) is 件.
fn unit(indicator: &Indicator) -> Option<Vec<char>> {
    match indicator.kind {
        Kind::Percent => Some(vec!['%']),
        Kind::Money => Some(vec!['元']),
        Kind::Count => Some(indicator.unit.chars().map(fold).take_while(|&c| !matches!(c, '(' | '/')).collect()),
        Kind::PercentagePoint | Kind::Ratio | Kind::Measure => None,
    }
}

/// The words around a number that belong to it: from the last mark or number to the next mark.
fn clause(source: &Source, indicator: &Indicator, left: usize) -> Span {
    let ends = |c: char| matches!(c, ',' | ';' | '。' | ':' | '!' | '?' | '\n' | '\t' | '|');
    let Span { start, end } = indicator.span;
    let least = indicator.sentence.start.max(left).max(start.saturating_sub(BEFORE)).min(start);
    let from = (least..start).rev().find(|&at| ends(source.at(at))).map_or(least, |at| at + 1);
    let most = indicator.sentence.end.min(end + AFTER).max(end);
    let to = (end..most).find(|&at| ends(source.at(at)) || source.at(at) == '、' || source.at(at).is_ascii_digit()).unwrap_or(most);
    Span::new(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_page_names() {
        assert_eq!(metrics().len(), 115);
        assert!(metrics().iter().all(|metric| !metric.name.is_empty() && !metric.unit.is_empty() && !metric.topic.is_empty()));
    }
}
