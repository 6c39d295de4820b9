//! Turns two lists of admitted shortcomings into those that persist (word for word or reworded), new ones and those no longer named: one to one,
//! and then what was left over to the one that it was merged into, or split off.
//!
//! Two problems are one where they share rare pairs of characters, as wholes or in the clauses that name them, or where they are about the same subject in
//! other words ([`subject`]). What every problem says of itself (仍需加强, 时有发生) is taken out first.

mod subject;

use super::assign::{assign, Candidate};
use super::model::{ProblemPair, ProblemStatus};
use super::terms::{Index, Rarity, Vector};
use super::{fingerprint, twins};
use crate::extract::item::Item;
use crate::report::Reading;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{clauses, marker_at, sentences};
use std::sync::LazyLock;
use subject::Subject;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("problem_words.tsv")));

static COMMON: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "words"));

/// From here on two problems are one; measured on pairs whose answer is known.
const LEAST: f64 = 0.22;
/// Words that more problems than this hold bring no two together; a report has a dozen problems.
const MOST_HOLDERS: usize = 40;
/// Clauses that name a problem stand first; what follows are examples and consequences.
const CLAUSES: usize = 4;
/// A clause alone says less than the whole.
const CLAUSE: f64 = 0.85;
/// Added to what is asked for, in rare pairs: two short clauses are alike by chance.
const CHANCE: f64 = 1.0;
/// From this likeness in words on a clause names what another report says in a problem of its own.
const LEAST_PART: f64 = 0.2;
/// From this likeness of their subjects on two problems are one.
const LEAST_SUBJECT: f64 = 0.34;

/// In the order of the later report (a problem stands twice where two were merged into it); problems that only the earlier one names stand at the end.
pub fn pair(before: &Reading, after: &Reading, rarity: &Rarity) -> Vec<ProblemPair> {
    let (a, b) = (features(before, rarity), features(after, rarity));
    let rare = CHANCE * rarity.most();
    let index = Index::new(b.iter().map(|f| &f.whole), MOST_HOLDERS);
    let subjects = Index::new(b.iter().map(|f| &f.subject.fields), MOST_HOLDERS);
    let twins = twins(a.iter().map(|f| f.words), b.iter().map(|f| f.words));
    let mut candidates = Vec::new();
    for (i, x) in a.iter().enumerate() {
        let mut near = index.near(&x.whole);
        near.extend(subjects.near(&x.subject.fields));
        near.extend(twins.get(i).copied().flatten());
        crate::order::plain(&mut near);
        near.dedup();
        for (j, y) in near.into_iter().filter_map(|j| Some((j, b.get(j)?))) {
            let score = if x.words == y.words { 1.0 } else { likeness(x, y, rare).min(0.9999) };
            if score >= LEAST {
                // Of equals the one at the same place is meant.
                candidates.push(Candidate { before: i, after: j, score: score - 1e-6 * i.abs_diff(j) as f64 });
            }
        }
    }
    let (mut chosen, _) = assign(&candidates);
    let joined = joined(&candidates, &chosen, [&a, &b], rare);
    chosen.extend(joined);
    let persistent = |c: &Candidate| {
        let similarity = super::round(c.score + 1e-6 * c.before.abs_diff(c.after) as f64);
        ProblemPair { before: Some(c.before), after: Some(c.after), status: ProblemStatus::Persistent, similarity }
    };
    let mut pairs: Vec<ProblemPair> = chosen.iter().map(persistent).collect();
    let (mut of_a, mut of_b) = (vec![false; a.len()], vec![false; b.len()]);
    for c in &chosen {
        of_a[c.before] = true;
        of_b[c.after] = true;
    }
    let left = |paired: Vec<bool>| paired.into_iter().enumerate().filter(|(_, paired)| !paired).map(|(at, _)| at);
    pairs.extend(left(of_b).map(|j| ProblemPair { before: None, after: Some(j), status: ProblemStatus::New, similarity: 0.0 }));
    pairs.extend(left(of_a).map(|i| ProblemPair { before: Some(i), after: None, status: ProblemStatus::Gone, similarity: 0.0 }));
    // Those of the later report in its order; a merged one's first part first.
    let key = |pair: &ProblemPair| (pair.after.unwrap_or(usize::MAX), pair.before);
    crate::order::by(&mut pairs, |x, y| key(x).cmp(&key(y)));
    pairs
}

/// Of what one side names and no pair holds: the pair of the other side that it became part of. That one names it in another clause than its partner.
fn joined(candidates: &[Candidate], chosen: &[Candidate], [a, b]: [&[Features]; 2], rare: f64) -> Vec<Candidate> {
    let (mut of_a, mut of_b) = (vec![None; a.len()], vec![None; b.len()]);
    for c in chosen {
        of_a[c.before] = Some(c.after);
        of_b[c.after] = Some(c.before);
    }
    // Which clause of `whole` a part stands in, and how surely.
    let place = |part: &Features, whole: &Features| {
        let likeness = |clause: &Vector| part.clauses.iter().map(|own| mix(own, clause, rare)).fold(0.0, f64::max);
        whole.clauses.iter().map(likeness).enumerate().fold((0, 0.0), |best, (at, like)| if like > best.1 { (at, like) } else { best })
    };
    let other_clause = |part: &Features, partner: &Features, whole: &Features| {
        let (at, like) = place(part, whole);
        like >= LEAST_PART && at != place(partner, whole).0
    };
    let mut best: Vec<Option<Candidate>> = vec![None; a.len() + b.len()];
    for c in candidates {
        let (i, j) = (c.before, c.after);
        let (left, fits) = match (of_a[i], of_b[j]) {
            (None, Some(partner)) => (i, other_clause(&a[i], &a[partner], &b[j])),
            (Some(partner), None) => (a.len() + j, other_clause(&b[j], &b[partner], &a[i])),
            _ => continue,
        };
        if fits && best[left].as_ref().is_none_or(|other| c.score > other.score) {
            best[left] = Some(*c);
        }
    }
    best.into_iter().flatten().collect()
}

struct Features {
    /// Identifies all of it, blanks, marks and numbering aside.
    words: u64,
    whole: Vector,
    clauses: Vec<Vector>,
    subject: Subject,
}

fn features(reading: &Reading, rarity: &Rarity) -> Vec<Features> {
    reading.report.problems.iter().map(|item| feature(reading, item, rarity)).collect()
}

fn feature(reading: &Reading, item: &Item, rarity: &Rarity) -> Features {
    let source = &reading.source;
    let start = marker_at(source, item.span.start).map_or(item.span.start, |marker| marker.span.end.min(item.span.end));
    let span = Span::new(start, item.span.end);
    // A cause inside the item says why, not what.
    let end = item.cause.filter(|cause| span.contains(*cause)).map_or(span.end, |cause| cause.start);
    let own = |span: Span| distinct(source.folded(span));
    let mut parts = Vec::new();
    // One sentence may name several problems, parted by 、 alone.
    let named: Vec<Span> = sentences(source, Span::new(start, end)).into_iter().flat_map(|sentence| clauses(source, sentence)).collect();
    for clause in named.iter().map(|&clause| own(clause)) {
        let vectors = clause.split(|&c| c == '、').map(|part| rarity.vector(part)).filter(|vector| !vector.is_empty());
        parts.extend(vectors.take(CLAUSES.saturating_sub(parts.len())));
    }
    Features {
        words: fingerprint(&source.folded(span).iter().copied().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>()),
        whole: rarity.vector(&own(Span::new(start, end))),
        clauses: parts,
        subject: Subject::of(named.iter().map(|&clause| source.folded(clause)), rarity),
    }
}

/// The characters with a blank for each one that belongs to words which every problem uses.
fn distinct(chars: &[char]) -> Vec<char> {
    let mut own = chars.to_vec();
    for at in 0..chars.len() {
        if let Some((length, ())) = COMMON.starting(chars, at) {
            own.iter_mut().skip(at).take(length).for_each(|c| *c = ' ');
        }
    }
    own
}

fn mix(a: &Vector, b: &Vector, rare: f64) -> f64 {
    let (common, of_a, of_b) = (a.common(b), a.mass(), b.mass());
    let contained = common / (of_a.min(of_b) + rare);
    let shared = common / (of_a + of_b - common + rare);
    0.5 * contained + 0.5 * shared
}

fn likeness(x: &Features, y: &Features, rare: f64) -> f64 {
    let clauses = x.clauses.iter().flat_map(|a| y.clauses.iter().map(move |b| (a, b)));
    let words = clauses.map(|(a, b)| CLAUSE * mix(a, b, rare)).fold(mix(&x.whole, &y.whole, rare), f64::max);
    (words * x.subject.doubt(&y.subject)).max(x.subject.likeness(&y.subject) * LEAST / LEAST_SUBJECT)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
