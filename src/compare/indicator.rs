//! Turns the indicators of two years into pairs that measure the same thing, one to one; planned figures into targets with what was reached.
//!
//! Candidates are found by what their labels share, scored ([`super::likeness`]), and chosen within each group of candidates that can touch each other
//! ([`super::assign`]). The number of candidates for one figure is bounded, so that the cost grows with the text and no faster.

use super::assign::{assign, Candidate};
use super::change;
use super::likeness::{self, Features, HIGH, MIDDLE, WEAK};
use super::model::{Band, ForcedPair, IndicatorPair, PairStatus, RunnerUp, SectionPair, Suggestion, TargetPair};
use super::terms::{Index, Rarity};
use super::{neighbour, round, unit};
use crate::extract::indicator::{Indicator, Period};
use crate::report::correct::Anchors;
use crate::report::earlier::{self, Earlier};
use crate::report::Reading;
use crate::span::Span;

/// A planned figure is paired with another plan only where hardly any doubt is left.
const PLAN: f64 = 0.70;
/// By so much a plan must be likelier than an earlier result of another name.
const PLANNED: f64 = 0.08;
/// From here on a target is told as reached, and as missed.
const REACHED: f64 = 0.60;
const MISSED: f64 = 0.75;
/// So many later figures with rare words in common are looked at for each earlier one.
const MOST_NEAR: usize = 64;
/// A word that more later figures have in their names brings nobody near.
const MOST_HOLDERS: usize = 100;
/// Of later figures with the very same name, those at the same place among them, and so many on each side.
const MOST_TWINS: usize = 4;
/// So many suggestions for one earlier figure.
const MOST_SUGGESTED: usize = 3;
/// Order decides between figures that nothing else tells apart.
const ORDER: f64 = 1e-6;

/// What was found, all in positions of the two reports' indicators.
pub struct Paired {
    pub pairs: Vec<IndicatorPair>,
    pub targets: Vec<TargetPair>,
    pub suggestions: Vec<Suggestion>,
    /// Some group was too large to be solved exactly.
    pub greedy: bool,
}

impl Paired {
    /// Are the two incomparable for nothing but their units of time?
    pub fn timed(&self, pair: &IndicatorPair) -> bool {
        pair.reason.as_deref() == Some(change::OTHER_UNIT)
    }
}

/// One report's figures.
pub struct Side<'r> {
    all: &'r [Indicator],
    features: Vec<Features>,
    /// Figures of an earlier time (由76项调整为83项, 上年为214件): never the figure of their year.
    pub earlier: Vec<Option<Earlier>>,
}

impl<'r> Side<'r> {
    fn new(reading: &'r Reading, rarity: &Rarity) -> Self {
        let all = &reading.report.indicators;
        Self { all, features: Features::all(reading, rarity), earlier: earlier::of(reading) }
    }
    pub fn planned(&self, id: usize) -> bool {
        self.all[id].period == Some(Period::Target)
    }
    pub fn at(&self, id: usize) -> (&'r Indicator, &Features) {
        (&self.all[id], &self.features[id])
    }
}

/// Finds the later figures that an earlier one may be paired with.
struct Finder {
    index: Index,
    by_label: Vec<(u64, usize)>,
    by_metric: Vec<(u64, usize)>,
}

impl Finder {
    fn new(side: &Side) -> Self {
        Self {
            index: Index::new(side.features.iter().map(|f| &f.label), MOST_HOLDERS),
            by_label: by(side, |f| Some(f.name)),
            by_metric: by(side, |f| f.metric),
        }
    }

    /// Ascending, each once. `rank`: how many earlier figures before this one have its name.
    fn near(&self, features: &Features, rank: usize) -> Vec<usize> {
        let mut near = self.index.nearest(&features.label, MOST_NEAR);
        let twins = of_key(&self.by_label, features.name).iter().map(|&(_, at)| at);
        near.extend(twins.skip(rank.saturating_sub(MOST_TWINS)).take(2 * MOST_TWINS + 1));
        // One metric has few figures in a report.
        let same = features.metric.map_or(&[][..], |metric| of_key(&self.by_metric, metric));
        near.extend(same.iter().filter(|_| same.len() <= MOST_TWINS).map(|&(_, at)| at));
        crate::order::plain(&mut near);
        near.dedup();
        near
    }
}

/// The figures by their names or metrics, those of one ascending.
fn by(side: &Side, key: fn(&Features) -> Option<u64>) -> Vec<(u64, usize)> {
    let mut by_key: Vec<(u64, usize)> = side.features.iter().enumerate().filter_map(|(at, features)| Some((key(features)?, at))).collect();
    crate::order::keyed(&mut by_key);
    by_key
}

fn of_key(by_key: &[(u64, usize)], key: u64) -> &[(u64, usize)] {
    let from = by_key.partition_point(|&(other, _)| other < key);
    let rest = by_key.get(from..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|&(other, _)| other == key)).unwrap_or(&[])
}

pub fn pair(before: &Reading, after: &Reading, sections: &[SectionPair], rarity: &Rarity, forced: &[ForcedPair]) -> Paired {
    let (a, b) = (Side::new(before, rarity), Side::new(after, rarity));
    let partner = partners(sections, before.report.sections.len());
    let (bound, barred) = wishes(before, after, forced);
    let finder = Finder::new(&b);
    let names = by(&a, |f| Some(f.name));
    let mut candidates = Vec::new();
    for i in 0..a.all.len() {
        let rank = of_key(&names, a.features[i].name).binary_search_by_key(&i, |&(_, at)| at).unwrap_or(0);
        for j in finder.near(&a.features[i], rank) {
            let free = !barred.contains(&(i, j)) && !bound.iter().any(|&(x, y)| x == i || y == j);
            let score =
                if free && may_meet(&a, i, &b, j) { likeness::score(a.at(i), b.at(j), aligned(&a, i, &b, j, &partner)) } else { 0.0 };
            if score >= WEAK {
                let apart = (i as f64 / a.all.len() as f64 - j as f64 / b.all.len() as f64).abs();
                candidates.push(Candidate { before: i, after: j, score: score + ORDER * (1.0 - apart) });
            }
        }
    }
    let of_role = |plans: (bool, bool), least: f64| -> Vec<Candidate> {
        candidates.iter().copied().filter(|c| (a.planned(c.before), b.planned(c.after)) == plans && c.score >= least).collect()
    };
    // A result that answers a plan far better than any earlier result is left to the plan.
    let mut by_plan = vec![0.0; b.all.len()];
    for c in of_role((true, false), MIDDLE) {
        by_plan[c.after] = c.score.max(by_plan[c.after]);
    }
    let mut results = of_role((false, false), MIDDLE);
    results.retain(|c| a.all[c.before].label == b.all[c.after].label || c.score + PLANNED >= by_plan[c.after]);
    let (mut chosen, mut greedy) = assign(&results);
    let (plans, more) = assign(&of_role((true, true), PLAN));
    greedy |= more;
    chosen.extend(plans);
    chosen.extend(bound.iter().map(|&(before, after)| Candidate { before, after, score: 1.0 }));

    let mut of_a: Vec<Option<usize>> = vec![None; a.all.len()];
    let mut of_b: Vec<Option<usize>> = vec![None; b.all.len()];
    for c in &chosen {
        of_a[c.before] = Some(c.after);
        of_b[c.after] = Some(c.before);
    }
    chosen.extend(neighbour::pair(&a, &b, rarity, &barred, (&mut of_a, &mut of_b)));
    // A planned figure answers to a result that has no result of the year before.
    let open: Vec<Candidate> = of_role((true, false), MIDDLE).into_iter().filter(|c| of_b[c.after].is_none()).collect();
    let (reached, more) = assign(&open);
    greedy |= more;
    let targets = reached.iter().map(|c| target(&a.all[c.before], &b.all[c.after], c)).collect();
    let suggestions = suggestions(&a, &b, &candidates, (&of_a, &of_b));
    Paired { pairs: pairs(&a, &b, &chosen, &candidates, (&of_a, &of_b)), targets, suggestions, greedy }
}

/// A figure of an earlier time answers to another one only where the whole sentence stands in both years.
fn may_meet(a: &Side, i: usize, b: &Side, j: usize) -> bool {
    match (a.earlier[i], b.earlier[j]) {
        (None, None) => true,
        (Some(_), Some(_)) => a.features[i].same_words(&b.features[j]),
        _ => false,
    }
}

/// Do both stand in sections that belong together, or neither in one?
fn aligned(a: &Side, i: usize, b: &Side, j: usize, partner: &[Option<usize>]) -> bool {
    match (a.all[i].section, b.all[j].section) {
        (Some(from), Some(to)) => partner.get(from).copied().flatten() == Some(to),
        (None, None) => true,
        _ => false,
    }
}

/// What is too weak for a pair, between figures that found no partner.
fn suggestions(a: &Side, b: &Side, candidates: &[Candidate], (of_a, of_b): (&[Option<usize>], &[Option<usize>])) -> Vec<Suggestion> {
    let open = |c: &&Candidate| of_a[c.before].is_none() && of_b[c.after].is_none() && a.planned(c.before) == b.planned(c.after);
    let weak: Vec<&Candidate> = candidates.iter().filter(|c| c.score < MIDDLE).filter(open).collect();
    let mut found = Vec::new();
    // Candidates come in the order of the earlier figures; of each the few best are kept.
    for group in weak.chunk_by(|x, y| x.before == y.before) {
        let better =
            |c: &Candidate| group.iter().filter(|other| other.score > c.score || (other.score == c.score && other.after < c.after)).count();
        let best = group.iter().filter(|c| better(c) < MOST_SUGGESTED);
        found.extend(best.map(|c| Suggestion { before: c.before, after: c.after, score: round(c.score) }));
    }
    found
}

/// Where each earlier section went.
fn partners(sections: &[SectionPair], count: usize) -> Vec<Option<usize>> {
    let mut partner = vec![None; count];
    for pair in sections {
        if let (Some(before), Some(after)) = (pair.before, pair.after) {
            partner[before] = Some(after);
        }
    }
    partner
}

type Pairs = Vec<(usize, usize)>;

/// The pairs that the reader wants and those that he does not, as positions; an anchor that is lost is left out.
fn wishes(before: &Reading, after: &Reading, forced: &[ForcedPair]) -> (Pairs, Pairs) {
    let (mut bound, mut barred): (Pairs, Pairs) = (Vec::new(), Vec::new());
    if forced.is_empty() {
        return (bound, barred);
    }
    let (in_before, in_after) = (Anchors::new(&before.source), Anchors::new(&after.source));
    let position = |reading: &Reading, span: Span| reading.report.indicators.binary_search_by_key(&span.start, |i| i.span.start).ok();
    for wish in forced {
        let i = in_before.find(&wish.before).and_then(|span| position(before, span));
        let j = in_after.find(&wish.after).and_then(|span| position(after, span));
        if let (Some(i), Some(j)) = (i, j) {
            if !wish.same {
                barred.push((i, j));
            } else if !bound.iter().any(|&(x, y)| x == i || y == j) {
                bound.push((i, j));
            }
        }
    }
    (bound, barred)
}

fn pairs(
    a: &Side,
    b: &Side,
    chosen: &[Candidate],
    candidates: &[Candidate],
    (of_a, of_b): (&[Option<usize>], &[Option<usize>]),
) -> Vec<IndicatorPair> {
    let mut best_other: Vec<Option<RunnerUp>> = vec![None; a.all.len()];
    for c in candidates {
        let better = best_other[c.before].as_ref().is_none_or(|r| r.score < c.score);
        if of_a[c.before] != Some(c.after) && better {
            best_other[c.before] = Some(RunnerUp { after: c.after, score: round(c.score) });
        }
    }
    let mut found: Vec<IndicatorPair> = chosen
        .iter()
        .map(|c| {
            let (x, y) = (&a.all[c.before], &b.all[c.after]);
            let judged = change::judge(a.at(c.before), b.at(c.after), unit::likeness(x, y));
            IndicatorPair {
                before: Some(c.before),
                after: Some(c.after),
                status: judged.status,
                delta: judged.delta,
                percent: judged.percent,
                confidence: round(c.score.min(1.0)),
                band: if c.score >= HIGH { Band::High } else { Band::Middle },
                reason: judged.reason.map(str::to_string),
                shared: shared(&x.label, &y.label),
                runner_up: best_other[c.before].clone(),
            }
        })
        .collect();
    let alone = |before: Option<usize>, after: Option<usize>, status: PairStatus| IndicatorPair {
        before,
        after,
        status,
        delta: None,
        percent: None,
        confidence: 0.0,
        band: Band::Middle,
        reason: None,
        shared: Vec::new(),
        runner_up: None,
    };
    found.extend((0..of_a.len()).filter(|&i| of_a[i].is_none()).map(|i| alone(Some(i), None, PairStatus::Dropped)));
    found.extend((0..of_b.len()).filter(|&j| of_b[j].is_none()).map(|j| alone(None, Some(j), PairStatus::New)));
    found
}

fn target(planned: &Indicator, reached: &Indicator, c: &Candidate) -> TargetPair {
    // Whether a plan was reached is said only of a pair that is rather sure; that it was not, of one that is surely so.
    let met = change::met(planned, reached).filter(|met| c.score >= if *met { REACHED } else { MISSED });
    TargetPair { planned: c.before, reached: c.after, met, confidence: round(c.score) }
}

/// The words of two characters or more that both labels have, longest first, not overlapping.
fn shared(a: &str, b: &str) -> Vec<String> {
    let (a, mut b): (Vec<char>, Vec<char>) = (a.chars().take(60).collect(), b.chars().take(60).collect());
    let mut left = a.clone();
    let mut words = Vec::new();
    while words.len() < 4 {
        let mut best = (0, 0, 0);
        for i in 0..left.len() {
            for j in 0..b.len() {
                let len = left[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y && **x != '\0').count();
                if len > best.0 {
                    best = (len, i, j);
                }
            }
        }
        let (len, i, j) = best;
        if len < 2 {
            break;
        }
        words.push(left[i..i + len].iter().collect());
        left[i..i + len].fill('\0');
        b[j..j + len].fill('\u{1}');
    }
    words
}
