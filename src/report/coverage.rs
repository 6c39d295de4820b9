//! Turns the body into how much it says on each field of the official outline (实施纲要) that was in force in its year.
//!
//! A passage is a sentence. It belongs to every field of which it holds a strong word or several weak ones, and to its heading's field where its own
//! words say nothing. Frames are data with the years that they hold for: a new outline is a new table.

use super::model::{Report, TopicShare};
use crate::outline::section_at;
use crate::rules::{Phrases, Table};
use crate::span::Span;
use crate::text::{is_han, sentences, Layout, Source};
use std::sync::LazyLock;

/// The tables of fields, by the id of their outline.
const FILES: [(&str, &str); 2] =
    [("2015-2020", include_str!("../rules/frame_2015.tsv")), ("2021-2025", include_str!("../rules/frame_2021.tsv"))];

fn frames_table() -> Table {
    Table::new(include_str!("../rules/frames.tsv"))
}

/// A field of an outline, or one of its measures.
struct Topic {
    id: &'static str,
    parent: Option<usize>,
    name: &'static str,
    confirmed: bool,
}

#[derive(Clone, Copy)]
struct Term {
    topic: usize,
    word: &'static str,
    strong: bool,
}

struct Frame {
    id: &'static str,
    years: (u16, u16),
    topics: Vec<Topic>,
    terms: Phrases<Term>,
}

static FRAMES: LazyLock<Vec<Frame>> = LazyLock::new(|| {
    let table = frames_table();
    let known = table.rows().filter_map(|row| {
        let (id, text) = FILES.into_iter().find(|(id, _)| *id == row.get("frame"))?;
        let year = |column| row.get(column).parse::<u16>().unwrap_or(0);
        Some(Frame::load(id, (year("from"), year("to")), &Table::new(text)))
    });
    known.collect()
});

impl Frame {
    fn load(id: &'static str, years: (u16, u16), table: &Table) -> Self {
        let mut topics: Vec<Topic> = Vec::new();
        let mut terms: Vec<(&'static str, Term)> = Vec::new();
        for row in table.rows() {
            let topic = topics.len();
            let parent = topics.iter().position(|topic| topic.id == row.get("parent"));
            topics.push(Topic { id: row.get("topic"), parent, name: row.get("name"), confirmed: row.get("confirmed") == "yes" });
            terms.extend(row.words("strong").map(|word| (word, Term { topic, word, strong: true })));
            terms.extend(row.words("weak").map(|word| (word, Term { topic, word, strong: false })));
        }
        Self { id, years, topics, terms: Phrases::new(terms) }
    }

    /// The outline in force in a year; `None` where none is known.
    fn of(year: Option<u16>) -> Option<&'static Self> {
        FRAMES.iter().find(|frame| year.is_some_and(|year| (frame.years.0..=frame.years.1).contains(&year)))
    }

    /// The terms in a span, the longest at each place, without those inside a longer one.
    fn terms_in(&self, source: &Source, span: Span) -> Vec<Term> {
        let mut found = Vec::new();
        let chars = source.folded(span);
        let mut covered = 0;
        for at in 0..chars.len() {
            let mut longest = 0;
            for (n, &term) in self.terms.all_starting(chars, at) {
                if at + n > covered && n >= longest {
                    longest = n;
                    found.push(term);
                }
            }
            covered = covered.max(at + longest);
        }
        found
    }

    /// The fields that terms decide for, ascending: those with a strong one, those with `enough` different weak ones. A measure stands for its field.
    fn decide(&self, terms: &[Term], title: bool) -> Vec<usize> {
        let any = terms.iter().any(|term| term.strong);
        // A sentence that is clearly of one field uses the common words of others.
        let enough = if any { 3 } else { 2 };
        let mut topics: Vec<usize> = terms.iter().filter(|term| term.strong).map(|term| term.topic).collect();
        let mut weak: Vec<(usize, &str)> = terms.iter().filter(|term| !term.strong).map(|term| (term.topic, term.word)).collect();
        weak.sort_unstable();
        weak.dedup();
        for same in weak.chunk_by(|a, b| a.0 == b.0) {
            if let Some(&(topic, _)) = same.first().filter(|_| same.len() >= enough) {
                topics.push(topic);
            }
        }
        // A heading has few words: one will do where no other field has any.
        if let Some(&(topic, _)) = weak.first().filter(|first| title && topics.is_empty() && weak.iter().all(|other| other.0 == first.0)) {
            topics.push(topic);
        }
        topics.sort_unstable();
        topics.dedup();
        let parents: Vec<usize> = topics.iter().filter_map(|&topic| self.topics.get(topic)?.parent).collect();
        topics.retain(|topic| !parents.contains(topic));
        topics
    }

    fn ids(&self, topics: &[usize]) -> Vec<String> {
        topics.iter().filter_map(|&topic| self.topics.get(topic)).map(|topic| topic.id.to_string()).collect()
    }
}

/// One sentence with what it speaks of.
struct Passage {
    span: Span,
    section: Option<usize>,
    characters: usize,
    topics: Vec<usize>,
    terms: Vec<Term>,
}

/// Fills `frame`, `coverage` and the topics of sections and items. Leaves all empty where no outline is known for the year.
pub fn cover(source: &Source, layout: &Layout, report: &mut Report) {
    let Some(frame) = Frame::of(report.meta.year) else { return };
    report.frame = Some(frame.id.to_string());
    let titles: Vec<(Vec<usize>, Vec<Term>)> = report
        .sections
        .iter()
        .map(|section| {
            let terms = frame.terms_in(source, section.title_span);
            (frame.decide(&terms, true), terms)
        })
        .collect();
    let mut passages = Vec::new();
    for line in layout.body() {
        for span in sentences(source, line.span) {
            let section = section_at(&report.sections, span.start);
            let mut terms = frame.terms_in(source, span);
            let mut topics = frame.decide(&terms, false);
            if topics.is_empty() {
                if let Some((heading, words)) = heading(section, report, &titles) {
                    topics = heading.clone();
                    terms.extend(words.iter().filter(|term| heading.contains(&term.topic)));
                }
            }
            let characters = source.folded(span).iter().filter(|&&c| is_han(c) || c.is_ascii_alphanumeric()).count();
            passages.push(Passage { span, section, characters, topics, terms });
        }
    }
    report.coverage = shares(frame, &passages);
    for (section, (topics, _)) in report.sections.iter_mut().zip(&titles) {
        section.topics = frame.ids(topics);
    }
    untitled(frame, &passages, report);
    for item in report.problems.iter_mut().chain(&mut report.commitments) {
        let own = frame.decide(&frame.terms_in(source, item.span), false);
        let above = item.section.and_then(|id| titles.get(id)).map(|(topics, _)| topics);
        item.topics = frame.ids(if own.is_empty() { above.unwrap_or(&own) } else { &own });
    }
}

/// What the nearest heading speaks of that speaks of something.
fn heading<'t>(section: Option<usize>, report: &Report, titles: &'t [(Vec<usize>, Vec<Term>)]) -> Option<(&'t Vec<usize>, &'t Vec<Term>)> {
    let mut at = section;
    while let Some(id) = at {
        if let Some((topics, terms)) = titles.get(id).filter(|(topics, _)| !topics.is_empty()) {
            return Some((topics, terms));
        }
        at = report.sections.get(id)?.parent;
    }
    None
}

/// Sections whose headings name no field get those that a third of their own words or more are on.
fn untitled(frame: &Frame, passages: &[Passage], report: &mut Report) {
    for own in passages.chunk_by(|a, b| a.section == b.section) {
        let Some(section) = own.first().and_then(|passage| report.sections.get_mut(passage.section?)) else { continue };
        if !section.topics.is_empty() {
            continue;
        }
        let all: usize = own.iter().map(|passage| passage.characters).sum();
        let mut on = vec![0; frame.topics.len()];
        for passage in own {
            for &topic in &passage.topics {
                if let Some(sum) = on.get_mut(topic) {
                    *sum += passage.characters;
                }
            }
        }
        let most: Vec<usize> = (0..on.len()).filter(|&topic| on.get(topic).is_some_and(|&sum| sum > 0 && sum * 3 >= all)).collect();
        section.topics = frame.ids(&most);
    }
}

/// The share of each field and measure, silent ones too, in the order of the outline.
fn shares(frame: &Frame, passages: &[Passage]) -> Vec<TopicShare> {
    let all: usize = passages.iter().map(|passage| passage.characters).sum();
    let mut found: Vec<TopicShare> = frame
        .topics
        .iter()
        .map(|topic| TopicShare {
            topic: topic.id.to_string(),
            parent: topic.parent.and_then(|parent| frame.topics.get(parent)).map(|parent| parent.id.to_string()),
            name: topic.name.to_string(),
            confirmed: topic.confirmed,
            characters: 0,
            share: 0.0,
            sections: Vec::new(),
            spans: Vec::new(),
            terms: Vec::new(),
        })
        .collect();
    let mut words: Vec<Vec<(&'static str, usize)>> = vec![Vec::new(); found.len()];
    for passage in passages {
        let mut topics = passage.topics.clone();
        topics.extend(passage.topics.iter().filter_map(|&topic| frame.topics.get(topic)?.parent));
        topics.sort_unstable();
        topics.dedup();
        for &topic in &topics {
            let Some(share) = found.get_mut(topic) else { continue };
            share.characters += passage.characters;
            if let Some(section) = passage.section.filter(|section| share.sections.last() != Some(section)) {
                share.sections.push(section);
            }
            match share.spans.last_mut().filter(|last| last.end == passage.span.start) {
                Some(last) => last.end = passage.span.end,
                None => share.spans.push(passage.span),
            }
        }
        for term in passage.terms.iter().filter(|term| passage.topics.contains(&term.topic)) {
            let Some(list) = words.get_mut(term.topic) else { continue };
            match list.iter_mut().find(|(word, _)| *word == term.word) {
                Some((_, times)) => *times += 1,
                None => list.push((term.word, 1)),
            }
        }
    }
    for (share, mut words) in found.iter_mut().zip(words) {
        // As often as they stand there; those that stand there equally often as they come.
        words.sort_by_key(|&(_, times)| usize::MAX - times);
        share.terms = words.into_iter().take(TERMS).map(|(word, _)| word.to_string()).collect();
        share.share = if all == 0 { 0.0 } else { (share.characters as f64 / all as f64 * 10_000.0).round() / 10_000.0 };
    }
    found
}

/// So many of the terms that decided are named.
const TERMS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(frames_table().fault(), None);
        assert_eq!(FRAMES.len(), FILES.len());
        for (id, text) in FILES {
            let table = Table::new(text);
            assert_eq!(table.fault(), None, "{id}");
            let ids: Vec<_> = table.rows().map(|row| row.get("topic")).collect();
            for row in table.rows() {
                let parent = row.get("parent");
                assert!(parent.is_empty() || ids.contains(&parent), "{id}: no field {parent}");
                assert!(row.words("strong").next().is_some(), "{id}: {} can't be found", row.get("topic"));
                assert!(["yes", "no"].contains(&row.get("confirmed")), "{id}: {}", row.get("topic"));
            }
        }
    }

    #[test]
    fn outlines_hold_for_their_years() {
        let of = |year| Frame::of(Some(year)).map(|frame| frame.id);
        assert_eq!([of(2014), of(2015), of(2020)], [None, Some("2015-2020"), Some("2015-2020")]);
        assert_eq!([of(2021), of(2025), of(2026)], [Some("2021-2025"), Some("2021-2025"), None]);
        assert!(Frame::of(None).is_none());
        let measures = |id: &str| FRAMES.iter().find(|f| f.id == id).map(|f| f.topics.iter().filter(|t| t.parent.is_some()).count());
        assert_eq!(measures("2021-2025"), Some(32));
    }
}
