//! Turns the body into how much it says on each field of the official outline (实施纲要) that was in force in its year.
//!
//! A passage is a sentence. It belongs to every field of which it holds a strong word or several weak ones, and to its heading's field where its own
//! words say nothing. Frames are data with the years that they hold for: a new outline is a new table.

use super::model::{Report, TopicShare};
use crate::outline::section_at;
use crate::rules::{Lexicon, Table, Text};
use crate::span::Span;
use crate::text::{is_han, sentences, Layout, Source};
use std::sync::LazyLock;

/// The tables of fields, by the id of their outline.
fn files() -> [(&'static str, Text); 2] {
    [("2015-2020", crate::rules::vocabulary!("frame_2015.tsv")), ("2021-2025", crate::rules::vocabulary!("frame_2021.tsv"))]
}

fn frames_table() -> Table {
    Table::new(crate::rules::vocabulary!("frames.tsv"))
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

/// Several topics, a bit for each; an outline has fewer than 64.
type Topics = u64;

struct Frame {
    id: &'static str,
    years: (u16, u16),
    topics: Vec<Topic>,
    terms: Vec<Term>,
    /// Positions in `terms`.
    words: Lexicon<usize>,
}

static FRAMES: LazyLock<Vec<Frame>> = LazyLock::new(|| {
    let table = frames_table();
    let known = table.rows().filter_map(|row| {
        let (id, text) = files().into_iter().find(|(id, _)| *id == row.get("frame"))?;
        let year = |column| row.get(column).parse::<u16>().unwrap_or(0);
        Some(Frame::load(id, (year("from"), year("to")), &Table::new(text)))
    });
    known.collect()
});

impl Frame {
    fn load(id: &'static str, years: (u16, u16), table: &Table) -> Self {
        let mut topics: Vec<Topic> = Vec::new();
        let mut terms: Vec<Term> = Vec::new();
        for row in table.rows() {
            let topic = topics.len();
            let parent = topics.iter().position(|topic| topic.id == row.get("parent"));
            topics.push(Topic { id: row.get("topic"), parent, name: row.get("name"), confirmed: row.get("confirmed") == "yes" });
            terms.extend(row.words("strong").map(|word| Term { topic, word, strong: true }));
            terms.extend(row.words("weak").map(|word| Term { topic, word, strong: false }));
        }
        let words = Lexicon::new(terms.iter().enumerate().map(|(id, term)| (term.word, id)));
        Self { id, years, topics, terms, words }
    }

    /// The outline in force in a year; `None` where none is known.
    fn of(year: Option<u16>) -> Option<&'static Self> {
        FRAMES.iter().find(|frame| year.is_some_and(|year| (frame.years.0..=frame.years.1).contains(&year)))
    }

    /// The terms in the body, the longest at each place, without those inside a longer one.
    fn hits(&self, source: &Source, layout: &Layout) -> Vec<Hit> {
        let chars = source.chars();
        // A term begins at about one of eight characters.
        let mut found = Vec::with_capacity(chars.len() / 8);
        for line in layout.body() {
            // Up to here a longer term reaches that starts further left.
            let mut covered = line.span.start;
            let (mut here, mut longest) = (line.span.start, 0);
            for (at, n, &term) in self.words.within(chars, line.span.start, line.span.end) {
                if at > here {
                    covered = covered.max(here + longest);
                    (here, longest) = (at, 0);
                }
                if at + n > covered && n >= longest && at + n <= line.span.end {
                    longest = n;
                    found.push(Hit { at, end: at + n, term });
                }
            }
        }
        found
    }

    /// The fields that terms decide for: those with a strong one, those with enough different weak ones. A measure stands for its field.
    fn decide<'h>(&self, hits: impl Iterator<Item = &'h Hit>, title: bool) -> Topics {
        /// More different weak words than these in one sentence change nothing.
        const MOST: usize = 24;
        let mut strong: Topics = 0;
        let (mut seen, mut count) = ([usize::MAX; MOST], 0);
        for hit in hits {
            let Some(term) = self.terms.get(hit.term) else { continue };
            if term.strong {
                strong |= 1 << term.topic;
            } else if !seen.iter().take(count).any(|&term| term == hit.term) {
                if let Some(free) = seen.get_mut(count) {
                    *free = hit.term;
                    count += 1;
                }
            }
        }
        // A sentence that is clearly of one field uses the common words of others.
        let enough = if strong == 0 { 2 } else { 3 };
        let topic = |&id: &usize| self.terms.get(id).map(|term| term.topic);
        let weak = seen.get(..count).unwrap_or(&[]);
        let mut topics = strong;
        for (i, id) in weak.iter().enumerate() {
            let same = weak.iter().skip(i).filter(|other| topic(other) == topic(id)).count();
            if let Some(topic) = topic(id).filter(|_| same >= enough) {
                topics |= 1 << topic;
            }
        }
        // A heading has few words: one will do where no other field has any.
        if let Some(only) = weak.first().and_then(topic).filter(|_| title && topics == 0) {
            if weak.iter().all(|other| topic(other) == Some(only)) {
                topics |= 1 << only;
            }
        }
        topics & !self.parents(topics)
    }

    /// The fields that measures belong to.
    fn parents(&self, topics: Topics) -> Topics {
        self.each(topics).filter_map(|topic| self.topics.get(topic)?.parent).fold(0, |all, parent| all | 1 << parent)
    }
    fn each(&self, mut topics: Topics) -> impl Iterator<Item = usize> {
        std::iter::from_fn(move || {
            let next = (topics != 0).then(|| topics.trailing_zeros() as usize);
            topics &= topics.wrapping_sub(1);
            next
        })
    }
    fn ids(&self, topics: Topics) -> Vec<String> {
        self.each(topics).filter_map(|topic| self.topics.get(topic)).map(|topic| topic.id.to_string()).collect()
    }
}

/// A term in the text; `term` is a position in the frame's list.
struct Hit {
    at: usize,
    end: usize,
    term: usize,
}

/// Those of the hits, which are in order, that stand within a span.
fn within(hits: &[Hit], span: Span) -> impl Iterator<Item = &Hit> {
    let from = hits.partition_point(|hit| hit.at < span.start);
    hits.iter().skip(from).take_while(move |hit| hit.at < span.end).filter(move |hit| hit.end <= span.end)
}

/// One sentence with what it speaks of.
struct Passage {
    span: Span,
    section: Option<usize>,
    characters: usize,
    topics: Topics,
    /// The heading whose words decided, where its own did not.
    heading: Option<Span>,
}

/// Fills `frame`, `coverage` and the topics of sections and items. Leaves all empty where no outline is known for the year.
pub fn cover(source: &Source, layout: &Layout, report: &mut Report) {
    let Some(frame) = Frame::of(report.meta.year) else { return };
    report.frame = Some(frame.id.to_string());
    let hits = frame.hits(source, layout);
    let titles: Vec<Topics> = report.sections.iter().map(|section| frame.decide(within(&hits, section.title_span), true)).collect();
    let mut passages = Vec::with_capacity(source.len() / 32);
    for line in layout.body() {
        for span in sentences(source, line.span) {
            let section = section_at(&report.sections, span.start);
            let mut topics = frame.decide(within(&hits, span), false);
            let heading = if topics == 0 { heading(section, report, &titles) } else { None };
            if let Some((spoken, _)) = heading {
                topics = spoken;
            }
            let characters = source.folded(span).iter().filter(|&&c| is_han(c) || c.is_ascii_alphanumeric()).count();
            passages.push(Passage { span, section, characters, topics, heading: heading.map(|(_, span)| span) });
        }
    }
    report.coverage = shares(frame, &passages, &hits);
    for (section, &topics) in report.sections.iter_mut().zip(&titles) {
        section.topics = frame.ids(topics);
    }
    untitled(frame, &passages, report);
    for item in report.problems.iter_mut().chain(&mut report.commitments) {
        let own = frame.decide(within(&hits, item.span), false);
        let above = item.section.and_then(|id| titles.get(id)).copied().unwrap_or(0);
        item.topics = frame.ids(if own == 0 { above } else { own });
    }
}

/// What the nearest heading speaks of that speaks of something, and where it stands.
fn heading(section: Option<usize>, report: &Report, titles: &[Topics]) -> Option<(Topics, Span)> {
    let mut at = section;
    while let Some(id) = at {
        let section = report.sections.get(id)?;
        if let Some(&topics) = titles.get(id).filter(|&&topics| topics != 0) {
            let Span { start, end } = section.title_span;
            return Some((topics, Span::new(start, end.min(start + TITLE))));
        }
        at = section.parent;
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
        let on = |topic: usize| -> usize { own.iter().filter(|p| p.topics >> topic & 1 == 1).map(|p| p.characters).sum() };
        let any = own.iter().fold(0, |any, passage| any | passage.topics);
        section.topics = frame.ids(frame.each(any).filter(|&topic| on(topic) * 3 >= all).fold(0, |most, topic| most | 1 << topic));
    }
}

/// The share of each field and measure, silent ones too, in the order of the outline.
fn shares(frame: &Frame, passages: &[Passage], hits: &[Hit]) -> Vec<TopicShare> {
    let all: usize = passages.iter().map(|passage| passage.characters).sum();
    let mut found: Vec<TopicShare> = frame.topics.iter().map(|topic| silent(frame, topic)).collect();
    // For each term how often it decided, and when first.
    let mut decided: Vec<(usize, usize)> = vec![(0, 0); frame.terms.len()];
    let mut clock = 0;
    for passage in passages {
        for topic in frame.each(passage.topics | frame.parents(passage.topics)) {
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
        for hit in within(hits, passage.heading.unwrap_or(passage.span)) {
            let ours = frame.terms.get(hit.term).is_some_and(|term| passage.topics >> term.topic & 1 == 1);
            if let Some((times, first)) = decided.get_mut(hit.term).filter(|_| ours) {
                clock += 1;
                *times += 1;
                if *times == 1 {
                    *first = clock;
                }
            }
        }
    }
    let mut left: Vec<usize> = (0..decided.len()).filter(|&id| decided.get(id).is_some_and(|&(times, _)| times > 0)).collect();
    // As often as they decided; of those equally often the one that did first.
    for _ in 0..TERMS {
        let mut best: Vec<Option<usize>> = vec![None; found.len()];
        let rank = |id: usize| decided.get(id).map_or((0, 0), |&(times, first)| (times, usize::MAX - first));
        for (id, term) in left.iter().filter_map(|&id| Some((id, frame.terms.get(id)?))) {
            if let Some(best) = best.get_mut(term.topic).filter(|best| best.is_none_or(|other| rank(id) > rank(other))) {
                *best = Some(id);
            }
        }
        if left.is_empty() {
            break;
        }
        for (share, term) in found.iter_mut().zip(&best) {
            share.terms.extend(term.and_then(|id| frame.terms.get(id)).map(|term| term.word.to_string()));
        }
        left.retain(|&id| frame.terms.get(id).and_then(|term| *best.get(term.topic)?) != Some(id));
    }
    for share in &mut found {
        share.of = all;
        share.share = if all == 0 { 0.0 } else { (share.characters as f64 / all as f64 * 10_000.0).round() / 10_000.0 };
    }
    found
}

/// A field on which nothing was found yet.
fn silent(frame: &Frame, topic: &Topic) -> TopicShare {
    TopicShare {
        topic: topic.id.to_string(),
        parent: topic.parent.and_then(|parent| frame.topics.get(parent)).map(|parent| parent.id.to_string()),
        name: topic.name.to_string(),
        confirmed: topic.confirmed,
        characters: 0,
        of: 0,
        share: 0.0,
        sections: Vec::new(),
        spans: Vec::new(),
        terms: Vec::new(),
    }
}

/// The terms of a heading are looked for in so many of its characters.
const TITLE: usize = 80;
/// So many of the terms that decided are named.
const TERMS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(frames_table().fault(), None);
        assert_eq!(FRAMES.len(), files().len());
        for (id, text) in files() {
            let table = Table::new(text);
            assert_eq!(table.fault(), None, "{id}");
            assert!(table.rows().count() < 64, "{id}: topics are bits of one number");
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
