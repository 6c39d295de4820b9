//! Turns the indicators of two years into pairs that measure the same thing, one to one.
//!
//! score = (0.62 L + 0.16 C + 0.12 S + 0.10 M) · U · K. L: the labels' bigrams; C: the words around; S: do they stand in aligned sections; M: are the
//! values of one size; U: units ([`super::unit`]); K: is either a change. Weights were measured on pairs of reports with known answers.

use super::assign::{assign, Candidate};
use super::change;
use super::model::{Band, ForcedPair, IndicatorPair, PairStatus, RunnerUp, SectionPair, Suggestion, TargetPair};
use super::terms::{Index, Rarity, Vector};
use super::{round, unit};
use crate::extract::indicator::{Indicator, Kind, Period};
use crate::report::correct::Anchors;
use crate::report::Reading;
use crate::span::Span;

pub const HIGH: f64 = 0.70;
const MIDDLE: f64 = 0.42;
const WEAK: f64 = 0.30;
const LEAST_LABEL: f64 = 0.12;
/// A planned figure is paired with another plan only where hardly any doubt is left.
const PLAN: f64 = 0.70;
const AROUND: usize = 40;
const MOST_HOLDERS: usize = 160;

/// What was found, all in positions of the two reports' indicators.
pub struct Paired {
    pub pairs: Vec<IndicatorPair>,
    pub targets: Vec<TargetPair>,
    pub suggestions: Vec<Suggestion>,
    /// Some group was too large to be solved exactly.
    pub greedy: bool,
}

struct Side<'r, 't> {
    reading: &'r Reading<'t>,
    labels: Vec<Vector>,
    around: Vec<Vector>,
    /// The number that a thing came from (由76项调整为83项): never the figure of its year.
    from: Vec<bool>,
}

impl<'r, 't> Side<'r, 't> {
    fn new(reading: &'r Reading<'t>, rarity: &Rarity) -> Self {
        let all = &reading.report.indicators;
        let window = |i: &Indicator| {
            let sentence =
                Span::new(i.sentence.start.max(i.span.start.saturating_sub(AROUND)), i.sentence.end.min(i.span.end + AROUND / 2));
            rarity.vector(reading.source.folded(sentence))
        };
        Self {
            reading,
            labels: all.iter().map(|i| rarity.label(&i.label)).collect(),
            around: all.iter().map(window).collect(),
            from: (0..all.len()).map(|id| is_from(reading, id)).collect(),
        }
    }
    fn all(&self) -> &'r [Indicator] {
        &self.reading.report.indicators
    }
    fn planned(&self, id: usize) -> bool {
        self.all()[id].period == Some(Period::Target)
    }
}

/// Does the next number of the sentence say what this one became?
fn is_from(reading: &Reading, id: usize) -> bool {
    let all = &reading.report.indicators;
    let (this, Some(next)) = (&all[id], all.get(id + 1)) else { return false };
    if next.sentence != this.sentence || next.label != this.label || next.kind != this.kind || next.change.is_some() {
        return false;
    }
    let between = reading.source.folded(Span::new(this.span.end, next.span.start));
    between.len() <= 8 && !between.is_empty() && between.last().is_some_and(|c| matches!(c, '到' | '至' | '为'))
}

pub fn pair(before: &Reading, after: &Reading, sections: &[SectionPair], rarity: &Rarity, forced: &[ForcedPair]) -> Paired {
    let (a, b) = (Side::new(before, rarity), Side::new(after, rarity));
    let partner = partners(sections, before.report.sections.len());
    let (bound, barred) = wishes(before, after, forced);
    let index = Index::new(b.labels.iter(), MOST_HOLDERS.max(b.labels.len() / 12));
    let mut candidates = Vec::new();
    for i in 0..a.all().len() {
        let mut near = index.near(&a.labels[i]);
        if a.labels[i].is_empty() {
            // A label of one character (人, 县) has no bigram to be found by.
            near = (0..b.all().len()).filter(|&j| b.labels[j].is_empty() && b.all()[j].label == a.all()[i].label).collect();
        }
        for j in near {
            let free = !barred.contains(&(i, j)) && !bound.iter().any(|&(x, y)| x == i || y == j);
            let score = if free { score(&a, i, &b, j, &partner) } else { 0.0 };
            if score >= WEAK {
                candidates.push(Candidate { before: i, after: j, score });
            }
        }
    }
    let of_role = |plans: (bool, bool), least: f64| -> Vec<Candidate> {
        candidates.iter().copied().filter(|c| (a.planned(c.before), b.planned(c.after)) == plans && c.score >= least).collect()
    };
    let (mut chosen, mut greedy) = assign(&of_role((false, false), MIDDLE));
    let (plans, more) = assign(&of_role((true, true), PLAN));
    greedy |= more;
    chosen.extend(plans);
    chosen.extend(bound.iter().map(|&(before, after)| Candidate { before, after, score: 1.0 }));

    let mut of_a: Vec<Option<usize>> = vec![None; a.all().len()];
    let mut of_b: Vec<Option<usize>> = vec![None; b.all().len()];
    for c in &chosen {
        of_a[c.before] = Some(c.after);
        of_b[c.after] = Some(c.before);
    }
    // A planned figure answers to a result that has no result of the year before.
    let open: Vec<Candidate> = of_role((true, false), MIDDLE).into_iter().filter(|c| of_b[c.after].is_none()).collect();
    let (reached, more) = assign(&open);
    greedy |= more;
    let targets = reached.iter().map(|c| target(&a.all()[c.before], &b.all()[c.after], c)).collect();
    let suggestions = candidates
        .iter()
        .filter(|c| c.score < MIDDLE && of_a[c.before].is_none() && of_b[c.after].is_none() && a.planned(c.before) == b.planned(c.after))
        .map(|c| Suggestion { before: c.before, after: c.after, score: round(c.score) })
        .collect();
    Paired { pairs: pairs(&a, &b, &chosen, &candidates, (&of_a, &of_b)), targets, suggestions, greedy }
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

fn score(a: &Side, i: usize, b: &Side, j: usize, partner: &[Option<usize>]) -> f64 {
    let (x, y) = (&a.all()[i], &b.all()[j]);
    if a.from[i] != b.from[j] {
        return 0.0;
    }
    let units = unit::likeness(x, y);
    if units == 0.0 {
        return 0.0;
    }
    let label = if x.label == y.label { 1.0 } else { a.labels[i].cosine(&b.labels[j]) };
    if label < LEAST_LABEL {
        return 0.0;
    }
    let aligned = match (x.section, y.section) {
        (Some(from), Some(to)) if partner.get(from).copied().flatten() == Some(to) => 1.0,
        (None, None) => 1.0,
        _ => 0.5,
    };
    let kind = match (x.change, y.change) {
        (None, None) | (Some(_), Some(_)) => 1.0,
        _ if x.kind == Kind::Percent => 0.55,
        _ => 0.3,
    };
    (0.62 * label + 0.16 * a.around[i].cosine(&b.around[j]) + 0.12 * aligned + 0.10 * magnitude(x.value, y.value)) * units * kind
}

/// 1 for equal sizes, 0 where one is thirty times the other.
fn magnitude(a: f64, b: f64) -> f64 {
    if a == b {
        return 1.0;
    }
    if a <= 0.0 || b <= 0.0 {
        return 0.3;
    }
    (1.0 - libm::log10(a / b).abs() / 1.5).max(0.0)
}

fn pairs(
    a: &Side,
    b: &Side,
    chosen: &[Candidate],
    candidates: &[Candidate],
    (of_a, of_b): (&[Option<usize>], &[Option<usize>]),
) -> Vec<IndicatorPair> {
    let mut best_other: Vec<Option<RunnerUp>> = vec![None; a.all().len()];
    for c in candidates {
        let better = best_other[c.before].as_ref().is_none_or(|r| r.score < c.score);
        if of_a[c.before] != Some(c.after) && better {
            best_other[c.before] = Some(RunnerUp { after: c.after, score: round(c.score) });
        }
    }
    let mut found: Vec<IndicatorPair> = chosen
        .iter()
        .map(|c| {
            let (x, y) = (&a.all()[c.before], &b.all()[c.after]);
            let judged = change::judge(x, y, unit::likeness(x, y));
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
    TargetPair { planned: c.before, reached: c.after, met: change::met(planned, reached), confidence: round(c.score) }
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
