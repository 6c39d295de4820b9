//! Turns the cells of the metrics table into patterns: which words a label must hold to be that metric.

use crate::rules::{Lexicon, Row, Table};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Position of a word among those that the patterns ask for.
pub type Word = u16;
/// Several measure words, a bit for each; all metrics together have fewer than 64.
pub type Units = u64;
/// Position of a subject (复议, 应诉, 热线 …).
pub type Subject = u16;

/// One canonical indicator.
pub struct Metric {
    pub id: &'static str,
    pub name: &'static str,
    /// Measure words that it may have; `%` for shares, 元 for money.
    units: Units,
    /// Words that its label must not hold, and single characters.
    not: Vec<Word>,
    not_chars: Vec<char>,
}

impl Metric {
    /// May a number of this measure word be it?
    pub fn has_unit(&self, unit: Units) -> bool {
        self.units & unit != 0
    }
    /// Do the words of a label say that it is something else?
    pub fn excludes(&self, label: &[char], words: &[Word]) -> bool {
        words.iter().any(|word| self.not.contains(word)) || label.iter().any(|c| self.not_chars.contains(c))
    }
}

/// One way in which a text names a metric.
pub struct Pattern {
    pub metric: usize,
    /// All of these, each by one of its words. The first stands in the label.
    pub parts: Vec<Vec<Word>>,
    /// The subject spoken of, and whether a text that names none will do.
    pub subject: Option<(Subject, bool)>,
    /// The number is itself a change (压缩80%).
    pub change: bool,
    /// Only with these measure words; any of the metric's where there is none.
    pub units: Units,
    /// None of these in the clause around the number.
    pub not_near: Vec<Word>,
}

/// What a word of the vocabulary is good for; one word may be both.
#[derive(Clone, Copy, Debug)]
pub enum Use {
    Asked(Word),
    Subject(Subject),
    /// Holds the name of a subject and says none: 合法性审核率 is of the documents spoken of.
    NoSubject,
    /// A figure of another kind: a share of something, a figure for each.
    Other,
}

pub struct Patterns {
    pub metrics: Vec<Metric>,
    pub patterns: Vec<Pattern>,
    /// The measure words that some metric has.
    units: Lexicon<Units>,
    /// For each word the patterns that it may begin.
    pub by_first: Vec<Vec<u16>>,
    pub words: Lexicon<Use>,
    /// Subjects that are meant where a label in their sentence names another one: (meant, named).
    pub instead: Vec<(Subject, Subject)>,
}

pub static PATTERNS: LazyLock<Patterns> = LazyLock::new(Patterns::load);

pub fn metrics_table() -> Table {
    Table::new(crate::rules::vocabulary!("metrics.tsv"))
}
/// The measures that a metric may have, each with its measure words, the usual one first: a figure in 人 and one in % never share a series.
pub fn measures(row: &Row<'_>) -> impl Iterator<Item = std::str::Split<'static, char>> {
    row.words("units").map(|measure| measure.split('/'))
}
pub fn subjects_table() -> Table {
    Table::new(crate::rules::vocabulary!("metric_subjects.tsv"))
}
pub fn context_table() -> Table {
    Table::new(crate::rules::vocabulary!("metric_context.tsv"))
}

/// Words and subjects as they are met, each with a number of its own.
#[derive(Default)]
struct Numbers {
    words: BTreeMap<&'static str, Word>,
    subjects: BTreeMap<&'static str, Subject>,
    units: Vec<&'static str>,
}

impl Numbers {
    fn word(&mut self, word: &'static str) -> Word {
        let next = self.words.len() as Word;
        *self.words.entry(word).or_insert(next)
    }
    fn subject(&mut self, subject: &'static str) -> Subject {
        let next = self.subjects.len() as Subject;
        *self.subjects.entry(subject).or_insert(next)
    }

    fn units(&mut self, units: impl Iterator<Item = &'static str>) -> Units {
        units.fold(0, |all, unit| {
            let at = self.units.iter().position(|&known| known == unit).unwrap_or(self.units.len());
            if at == self.units.len() {
                self.units.push(unit);
            }
            all | 1 << at
        })
    }

    fn metric(&mut self, row: &Row<'_>) -> Metric {
        let long = |word: &&str| word.chars().nth(1).is_some();
        let not = row.words("not").filter(long).map(|word| self.word(word)).collect();
        Metric {
            id: row.get("metric"),
            name: row.get("name"),
            units: self.units(measures(row).flatten()),
            not,
            not_chars: row.words("not").filter(|word| !long(word)).filter_map(|word| word.chars().next()).collect(),
        }
    }

    fn pattern(&mut self, metric: usize, written: &'static str) -> Pattern {
        let mut pattern = Pattern { metric, parts: Vec::new(), subject: None, change: false, units: 0, not_near: Vec::new() };
        for part in written.split('+') {
            if part == "#" {
                pattern.change = true;
            } else if let Some(subject) = part.strip_prefix('@') {
                let bare = subject.trim_end_matches('?');
                pattern.subject = Some((self.subject(bare), bare != subject));
            } else if let Some(units) = part.strip_prefix('=') {
                pattern.units |= self.units(units.split('/'));
            } else if let Some(words) = part.strip_prefix('!') {
                pattern.not_near.extend(words.split('/').map(|word| self.word(word)));
            } else {
                pattern.parts.push(part.split('/').map(|word| self.word(word)).collect());
            }
        }
        pattern
    }
}

impl Patterns {
    /// The bit of a measure word, folded and without brackets; `None` where no metric has it.
    pub fn unit(&self, word: &[char]) -> Option<Units> {
        self.units.starting(word, 0).filter(|(len, _)| *len == word.len()).map(|(_, unit)| *unit)
    }

    fn load() -> Self {
        let mut numbers = Numbers::default();
        let (mut metrics, mut patterns) = (Vec::new(), Vec::new());
        for row in metrics_table().rows() {
            patterns.extend(row.words("patterns").map(|written| numbers.pattern(metrics.len(), written)));
            metrics.push(numbers.metric(&row));
        }
        let mut words: Vec<(&'static str, Use)> = Vec::new();
        let mut instead = Vec::new();
        for row in subjects_table().rows() {
            if row.get("subject") == "-" {
                words.push((row.get("word"), Use::NoSubject));
                continue;
            }
            let subject = numbers.subject(row.get("subject"));
            words.push((row.get("word"), Use::Subject(subject)));
            instead.extend(row.words("instead").map(|named| (subject, numbers.subject(named))));
        }
        for row in context_table().rows() {
            words.push((row.get("word"), Use::Other));
        }
        words.extend(numbers.words.iter().map(|(&word, &number)| (word, Use::Asked(number))));
        let mut by_first = vec![Vec::new(); numbers.words.len()];
        for (i, pattern) in patterns.iter().enumerate() {
            for &word in pattern.parts.first().into_iter().flatten() {
                if let Some(list) = by_first.get_mut(usize::from(word)) {
                    list.push(i as u16);
                }
            }
        }
        let units = Lexicon::new(numbers.units.iter().enumerate().map(|(at, unit)| (unit, 1 << at)));
        Self { metrics, patterns, units, by_first, words: Lexicon::new(words), instead }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!((metrics_table().fault(), subjects_table().fault(), context_table().fault()), (None, None, None));
    }

    #[test]
    fn every_row_can_be_found() {
        assert!(PATTERNS.units.len() < 64, "measure words are bits of one number");
        let known: Vec<_> = subjects_table().rows().map(|row| row.get("subject")).collect();
        for row in metrics_table().rows() {
            let id = row.get("metric");
            assert!(["↑", "↓", "="].contains(&row.get("direction")), "{id}");
            assert_eq!(measures(&row).next().and_then(|mut first| first.next()), Some(row.get("unit")), "{id}: its unit comes first");
            let mut seen: Vec<_> = measures(&row).flatten().collect();
            seen.sort_unstable();
            let count = seen.len();
            seen.dedup();
            assert_eq!(seen.len(), count, "{id}: a measure word of two measures");
            assert!(row.words("patterns").next().is_some(), "{id} has no pattern");
            for written in row.words("patterns") {
                let words = written
                    .split('+')
                    .filter(|part| !part.starts_with(['@', '#', '=']))
                    .flat_map(|part| part.trim_start_matches('!').split('/'));
                assert!(words.clone().next().is_some_and(|word| !word.is_empty()), "{id}: {written} asks for no word");
                assert!(words.clone().all(|word| word.chars().nth(1).is_some()), "{id}: {written} holds a word of one character");
                for subject in written.split('+').filter_map(|part| part.strip_prefix('@')) {
                    assert!(known.contains(&subject.trim_end_matches('?')), "{id}: no subject {subject}");
                }
            }
        }
    }
}
