//! Turns one planned item into its weighted pairs of characters, clause by clause, and sentences into how much of them they hold.

use super::clue;
use super::unit::Units;
use crate::compare::terms::{pair, Rarity};
use crate::report::Reading;
use crate::span::Span;
use crate::text::{clauses, is_han, marker_at, sentences};

/// Words that stand in every plan (进一步, 推进) count so much of what others do.
const GENERIC: f64 = 0.25;
/// A clause of few pairs is met by chance: this many rare pairs are added to what is asked for.
const CHANCE: f64 = 1.25;
/// What a sentence shares only in shreds counts less: the longest run of characters has three, or less than three.
const RUN_OF_THREE: f64 = 0.85;
const NO_RUN: f64 = 0.6;
/// What is planned is named last (法律明白人擂台赛): so many characters at the end of a clause, but for generic words and figures, are its head.
const HEAD: usize = 2;
/// Where a clause has no head to ask for, so much of it has to stand in the sentence.
const HALF: f64 = 0.5;

/// A planned item. Places count its pairs of characters, in order.
pub struct Plan {
    chars: Vec<char>,
    places: Vec<Place>,
    /// Sum of weights for each clause.
    clauses: Vec<f64>,
    /// Pairs with one of their places, sorted.
    pairs: Vec<(u64, usize)>,
}

struct Place {
    pair: u64,
    weight: f64,
    clause: usize,
    /// Where in `chars` the pair stands.
    at: usize,
    /// Is it of the clause's head?
    head: bool,
}

/// A sentence that holds some of a plan.
pub struct Answer {
    pub unit: usize,
    /// 0–1
    pub score: f64,
    /// How much of the whole plan it holds, 0–1.
    pub share: f64,
    /// Does the sentence hold the head of a clause? One that holds none speaks of something else in the plan's words.
    pub headed: bool,
    /// The places of the plan whose pairs it holds, ascending.
    pub places: Vec<usize>,
}

impl Plan {
    pub fn of(reading: &Reading, item: Span, rarity: &Rarity) -> Self {
        let source = &reading.source;
        let start = marker_at(source, item.start).map_or(item.start, |marker| marker.span.end.min(item.end));
        let mut plan =
            Self { chars: source.folded(Span::new(start, item.end)).to_vec(), places: Vec::new(), clauses: Vec::new(), pairs: Vec::new() };
        let region: Vec<char> = reading.report.meta.region.iter().flat_map(|region| region.chars()).collect();
        let generic = plan.generic(&region);
        for clause in sentences(source, Span::new(start, item.end)).into_iter().flat_map(|sentence| clauses(source, sentence)) {
            let mut sum = 0.0;
            let head = head(reading, clause);
            // What stands in a list is parted by marks; pairs reach over none.
            for at in clause.start - start..(clause.end - start).saturating_sub(1) {
                let (Some(&left), Some(&right)) = (plan.chars.get(at), plan.chars.get(at + 1)) else { continue };
                let Some(pair) = pair(left, right) else { continue };
                let weight = rarity.of_pair(pair) * rarity.of_pair(pair) / rarity.most()
                    * if generic.get(at) == Some(&true) { GENERIC } else { 1.0 };
                sum += weight;
                let of_head = head.start <= start + at && start + at + 2 <= head.end;
                plan.places.push(Place { pair, weight, clause: plan.clauses.len(), at, head: of_head });
                plan.pairs.push((pair, plan.places.len() - 1));
            }
            plan.clauses.push(sum);
        }
        crate::order::keyed(&mut plan.pairs);
        plan.pairs.dedup_by_key(|(pair, _)| *pair);
        plan
    }

    /// Which pairs say little: those inside generic words, and those of the place's own name.
    fn generic(&self, region: &[char]) -> Vec<bool> {
        let mut marks = vec![false; self.chars.len()];
        for at in 0..self.chars.len() {
            let word = clue::generic(&self.chars, at);
            let named =
                if !region.is_empty() && self.chars.get(at..).is_some_and(|rest| rest.starts_with(region)) { region.len() } else { 0 };
            marks.iter_mut().skip(at).take(word.max(named).saturating_sub(1)).for_each(|mark| *mark = true);
        }
        marks
    }

    /// The sentences that share anything with the plan, with their scores.
    pub fn answers(&self, units: &Units, rare: f64) -> Vec<Answer> {
        let mut hits: Vec<(usize, usize)> = Vec::new();
        // Which clauses have a head to ask for: one that stands everywhere in the later report tells nothing.
        let mut heads = vec![false; self.clauses.len()];
        for (place, this) in self.places.iter().enumerate() {
            let holders = units.holders(this.pair);
            if let Some(head) = heads.get_mut(this.clause).filter(|_| this.head) {
                *head |= holders.is_some();
            }
            hits.extend(holders.into_iter().flatten().map(|(_, clause)| (*clause, place)));
        }
        crate::order::plain(&mut hits);
        hits.chunk_by(|a, b| units.of_clause(a.0) == units.of_clause(b.0)).map(|hits| self.answer(units, hits, &heads, rare)).collect()
    }

    /// `hits` are the clauses of one sentence with the places that they hold.
    fn answer(&self, units: &Units, hits: &[(usize, usize)], heads: &[bool], rare: f64) -> Answer {
        // How much of each clause of the plan stands in the clause of the sentence that holds most of it, and whether that clause names what is planned:
        // words gathered from all over a sentence say something else.
        let mut closest = vec![(0.0f64, false); self.clauses.len()];
        let mut places: Vec<usize> = Vec::with_capacity(hits.len());
        for clause in hits.chunk_by(|a, b| a.0 == b.0) {
            let from = places.len();
            places.extend(clause.iter().map(|(_, place)| *place));
            for part in self.by_clause(places.get(from..).unwrap_or(&[])) {
                let at = part.first().and_then(|&place| self.places.get(place)).map_or(0, |place| place.clause);
                let held = self.measure(part);
                let (Some(most), Some(weight)) = (closest.get_mut(at), self.clauses.get(at)) else { continue };
                if held > most.0 {
                    let head = |&place: &usize| self.places.get(place).is_some_and(|place| place.head);
                    *most = (held, if heads.get(at) == Some(&true) { part.iter().any(head) } else { held >= HALF * weight });
                }
            }
        }
        crate::order::plain(&mut places);
        places.dedup();
        let chance = CHANCE * rare;
        let share = closest.iter().map(|(held, _)| held).sum::<f64>() / (self.clauses.iter().sum::<f64>() + chance);
        let best = closest.iter().zip(&self.clauses).map(|((held, _), weight)| held / (weight + chance)).fold(0.0, f64::max);
        let score = 0.5 * best + 0.5 * (2.0 * share).min(1.0);
        let headed = closest.iter().any(|(_, headed)| *headed);
        Answer { unit: hits.first().map_or(0, |(clause, _)| units.of_clause(*clause)), score, share, headed, places }
    }

    /// Ascending places, parted by the clause that they stand in.
    fn by_clause<'p>(&'p self, places: &'p [usize]) -> impl Iterator<Item = &'p [usize]> + 'p {
        let clause = |place: &usize| self.places.get(*place).map(|place| place.clause);
        places.chunk_by(move |a, b| clause(a) == clause(b))
    }

    /// The weight of some places; less where they make up no longer run of characters.
    fn measure(&self, places: &[usize]) -> f64 {
        let (mut weight, mut run, mut longest, mut last) = (0.0, 0, 0, None);
        for place in places.iter().filter_map(|&place| self.places.get(place)) {
            weight += place.weight;
            run = if last.is_some_and(|last| last + 1 == place.at) { run + 1 } else { 2 };
            longest = longest.max(run);
            last = Some(place.at);
        }
        let runs = match longest {
            4.. => 1.0,
            3 => RUN_OF_THREE,
            _ => NO_RUN,
        };
        runs * weight
    }

    /// The characters of the item.
    pub fn words(&self) -> &[char] {
        &self.chars
    }

    /// How much of the plan some characters hold.
    pub fn weight_in(&self, chars: &[char]) -> f64 {
        let weight = |w: &[char]| {
            let pair = pair(*w.first()?, *w.last()?)?;
            let at = self.pairs.binary_search_by(|(other, _)| other.cmp(&pair)).ok()?;
            self.pairs.get(at).and_then(|(_, place)| self.places.get(*place)).map(|place| place.weight)
        };
        chars.windows(2).filter_map(weight).sum()
    }

    /// The weightiest words of the plan that stand in a sentence, in the plan's order, each once and none inside another.
    pub fn shared(&self, places: &[usize], sentence: &[char]) -> Vec<String> {
        const MOST: usize = 6;
        let stands = |words: &[char]| sentence.windows(words.len()).any(|window| window == words);
        let mut all = self.stretches(|place| places.binary_search(&place).is_ok());
        all.retain(|&(from, to, weight)| weight >= 1.0 && self.chars.get(from..to).is_some_and(stands));
        let mut found: Vec<String> = Vec::new();
        for (from, to) in heaviest(all, 2 * MOST) {
            let word: String = self.chars.get(from..to).unwrap_or(&[]).iter().collect();
            if found.len() < MOST && !found.iter().any(|known| known.contains(&word)) {
                found.push(word);
            }
        }
        found
    }

    /// The weightiest stretches of the plan that were not found, in the plan's order. A character is found with any pair that it is part of.
    pub fn missing(&self, found: impl Fn(usize) -> bool, most: usize) -> Vec<String> {
        /// A stretch worth naming has about two rare pairs.
        const LEAST: f64 = 6.0;
        const LONGEST: usize = 16;
        let mut seen = vec![false; self.chars.len()];
        for (_, place) in self.places.iter().enumerate().filter(|(number, _)| found(*number)) {
            seen.iter_mut().skip(place.at).take(2).for_each(|slot| *slot = true);
        }
        let unseen = |place: &Place| seen.get(place.at..place.at + 2).is_some_and(|both| both.iter().all(|seen| !seen));
        let mut all = self.stretches(|number| self.places.get(number).is_some_and(unseen));
        all.retain(|&(_, _, weight)| weight >= LEAST);
        heaviest(all, most).into_iter().map(|(from, to)| self.chars.iter().skip(from).take((to - from).min(LONGEST)).collect()).collect()
    }

    /// Runs of places for which `is` holds, as ranges of `chars` with their weight. A run ends with its clause and with a run of words.
    fn stretches(&self, is: impl Fn(usize) -> bool) -> Vec<(usize, usize, f64)> {
        let mut found: Vec<(usize, usize, f64)> = Vec::new();
        for (_, place) in self.places.iter().enumerate().filter(|(number, _)| is(*number)) {
            match found.last_mut() {
                Some(last) if last.1 == place.at + 1 => *last = (last.0, place.at + 2, last.2 + place.weight),
                _ => found.push((place.at, place.at + 2, place.weight)),
            }
        }
        found.retain(|&(from, to, _)| self.chars.get(from..to).is_some_and(|chars| chars.iter().any(|&c| is_han(c))));
        found
    }
}

/// The last characters of a clause that say what it is about: no figures (8个), no words that any plan may end with (建设, 机制, 改革).
fn head(reading: &Reading, clause: Span) -> Span {
    let (source, figures) = (&reading.source, &reading.report.indicators);
    let mut end = clause.end;
    while clause.start < end {
        let next = figures.partition_point(|figure| figure.span.start < end);
        let figure = next.checked_sub(1).and_then(|last| figures.get(last)).filter(|figure| figure.span.end >= end);
        end = match figure {
            Some(figure) => figure.span.start,
            None if !is_han(source.before(end)) && !source.before(end).is_ascii_alphabetic() => end - 1,
            None => match clue::tail(source.folded(Span::new(clause.start, end))) {
                0 => break,
                length => end - length,
            },
        };
    }
    let end = end.max(clause.start);
    let start = end.saturating_sub(HEAD).max(clause.start);
    // One character alone is no pair, and names nothing.
    if end < start + 2 {
        Span::new(start, start)
    } else {
        Span::new(start, end)
    }
}

/// So many of the weightiest stretches, in order of their place.
fn heaviest(all: Vec<(usize, usize, f64)>, most: usize) -> Vec<(usize, usize)> {
    let mut order: Vec<(u64, usize)> = all.iter().enumerate().map(|(i, &(.., weight))| (heavier_first(weight), i)).collect();
    crate::order::keyed(&mut order);
    let mut places: Vec<(usize, usize)> =
        order.iter().take(most).filter_map(|&(_, i)| all.get(i)).map(|&(from, to, _)| (from, to)).collect();
    crate::order::plain(&mut places);
    places
}

/// A key that puts larger weights first: the bits of positive numbers keep their order.
pub fn heavier_first(weight: f64) -> u64 {
    u64::MAX - weight.max(0.0).to_bits()
}
