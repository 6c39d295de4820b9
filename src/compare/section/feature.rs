//! Turns the sections of a reading into what is compared of them, and two lists of sections into how alike their words are.

use crate::compare::terms::{Rarity, Vector};
use crate::compare::{fingerprint, twins};
use crate::outline::{Role, Section};
use crate::report::Reading;
use crate::span::Span;
use crate::text::folded;

/// Weights measured on pairs of reports whose alignment is known.
const TITLE: f64 = 0.35;
const TEXT: f64 = 0.65;
const LEVEL_STEP: f64 = 0.06;
const ORDER: f64 = 0.05;
const PART_BONUS: f64 = 0.25;
/// 二是 under (三) is mostly about what 二是 under (三) was about the year before.
const SAME_PLACE: f64 = 0.08;
/// Terms of a section that are looked at, and holders of a term beyond which it tells nothing.
const MOST_TERMS: usize = 120;
const MOST_HOLDERS: usize = 40;
/// Of many sections only rarer terms tell: so many pairs of sections are looked at for each term of all together, but for the rarest.
const MOST_MEETINGS: usize = 8_000;
const FEWEST_HOLDERS: usize = 10;
/// Characters of one section's own text that are looked at.
const MOST_CHARS: usize = 20_000;

pub struct Features {
    pub title: Vector,
    /// Of its own text and that of the sections under it.
    pub text: Vector,
    /// Place among all sections, 0–1.
    order: f64,
    /// The markers from the outermost down: 一、(三)二是.
    place: String,
    /// Identifies its own text, blanks aside.
    own: u64,
}

pub fn features(reading: &Reading, rarity: &Rarity) -> Vec<Features> {
    let sections = &reading.report.sections;
    // A section comes before those under it: from the last one on, each hands its words up.
    let mut under: Vec<Vec<Vector>> = sections.iter().map(|_| Vec::new()).collect();
    let mut texts: Vec<Vector> = vec![Vector::default(); sections.len()];
    for (id, section) in sections.iter().enumerate().rev() {
        let own = own_text(sections, id);
        let cut = Span::new(own.start, own.end.min(own.start + MOST_CHARS));
        let own = rarity.vector(reading.source.folded(cut));
        let mut all = std::mem::take(&mut under[id]);
        all.push(own);
        texts[id] = Vector::joined(all).trimmed(MOST_TERMS);
        if let Some(parent) = section.parent {
            under[parent].push(texts[id].clone());
        }
    }
    let of = |(id, (section, text)): (usize, (&Section, Vector))| Features {
        title: rarity.label(&folded(&section.title)),
        text,
        order: id as f64 / sections.len() as f64,
        place: place(sections, id),
        own: fingerprint(reading.source.folded(own_text(sections, id))),
    };
    sections.iter().zip(texts).enumerate().map(of).collect()
}

fn place(sections: &[Section], id: usize) -> String {
    let mut markers = Vec::new();
    let mut next = Some(id);
    while let Some(section) = next.and_then(|id| sections.get(id)) {
        markers.push(section.marker.as_str());
        next = section.parent;
    }
    markers.reverse();
    markers.concat()
}

/// A section without the sections under it.
pub fn own_text(sections: &[Section], id: usize) -> Span {
    let end = match sections.get(id + 1) {
        Some(next) if next.parent == Some(id) => next.span.start,
        _ => sections[id].span.end,
    };
    Span::new(sections[id].span.start, end)
}

/// How alike title and text are, 0–1.
pub fn likeness(a: &Section, of_a: &Features, b: &Section, of_b: &Features) -> f64 {
    mixed(a, b, of_a.title.cosine(&of_b.title), of_a.text.cosine(&of_b.text))
}

fn mixed(a: &Section, b: &Section, title: f64, text: f64) -> f64 {
    TITLE * if a.title == b.title { 1.0 } else { title } + TEXT * text
}

/// May the two be one section at all? Roles are kept, and an outermost part stays one.
fn comparable(a: &Section, b: &Section) -> bool {
    a.role == b.role && (a.level == 1) == (b.level == 1)
}

/// How well two sections go together, 0 where they can't; above 1 for the same words.
pub fn score((a, of_a): (&Section, &Features), (b, of_b): (&Section, &Features)) -> f64 {
    if !comparable(a, b) {
        return 0.0;
    }
    placed((a, of_a), (b, of_b), likeness(a, of_a, b, of_b))
}

fn placed((a, of_a): (&Section, &Features), (b, of_b): (&Section, &Features), likeness: f64) -> f64 {
    let apart = ORDER * (of_a.order - of_b.order).abs();
    if of_a.own == of_b.own && a.level == b.level {
        // The same words at the same depth; place decides between several such.
        return 1.2 - apart;
    }
    let mut score = likeness - LEVEL_STEP * f64::from(a.level.abs_diff(b.level)) - apart;
    if of_a.place == of_b.place {
        score += SAME_PLACE;
    }
    if a.level == 1 && matches!(a.role, Role::Plans | Role::Problems | Role::Leadership) {
        score += PART_BONUS;
    }
    score
}

/// Outermost parts are held against so many around the same place; reports have fewer.
const MOST_PARTS: usize = 24;

/// All pairs that share a term or have the same words, and the outermost parts, with their scores: (earlier, later, score), in order.
pub fn scores(a: &[Section], of_a: &[Features], b: &[Section], of_b: &[Features]) -> Vec<(usize, usize, f64)> {
    let (by_title, by_text) = (Postings::of(of_b.iter().map(|f| &f.title)), Postings::of(of_b.iter().map(|f| &f.text)));
    let (mut titles, mut texts) = (vec![0.0; b.len()], vec![0.0; b.len()]);
    let outermost: Vec<usize> = (0..b.len()).filter(|&j| b[j].level == 1).collect();
    let twins = twins(of_a.iter().map(|f| f.own), of_b.iter().map(|f| f.own));
    let mut found = Vec::new();
    for (i, (section, from)) in a.iter().zip(of_a).enumerate() {
        let mut near = Vec::new();
        by_title.meet(&from.title, &mut titles, &mut near);
        by_text.meet(&from.text, &mut texts, &mut near);
        if section.level == 1 {
            let around = (from.order * outermost.len() as f64) as usize;
            near.extend(outermost.iter().skip(around.saturating_sub(MOST_PARTS / 2)).take(MOST_PARTS));
        }
        near.extend(twins[i]);
        crate::order::plain(&mut near);
        near.dedup();
        for j in near {
            let cosine = |sum: &mut f64, x: &Vector, y: &Vector| {
                let length = x.length() * y.length();
                let sum = std::mem::take(sum);
                if length > 0.0 {
                    (sum / length).min(1.0)
                } else {
                    0.0
                }
            };
            let title = cosine(&mut titles[j], &from.title, &of_b[j].title);
            let text = cosine(&mut texts[j], &from.text, &of_b[j].text);
            if comparable(section, &b[j]) {
                let score = placed((section, from), (&b[j], &of_b[j]), mixed(section, &b[j], title, text));
                if score > 0.0 {
                    found.push((i, j, score));
                }
            }
        }
    }
    found
}

/// Which vectors hold a term, with its weight there: sorted, so that one vector is held against all others by looking up its terms.
struct Postings {
    /// Terms with positions in `holders`.
    terms: Vec<(u64, usize)>,
    holders: Vec<(usize, f64)>,
    /// Terms that more vectors hold are left out.
    most: usize,
}

impl Postings {
    fn of<'v>(vectors: impl Iterator<Item = &'v Vector>) -> Self {
        let (mut terms, mut holders, mut count) = (Vec::new(), Vec::new(), 0);
        for (at, vector) in vectors.enumerate() {
            for &(term, weight) in vector.terms() {
                terms.push((term, holders.len()));
                holders.push((at, weight));
            }
            count = at + 1;
        }
        crate::order::keyed(&mut terms);
        Self { terms, holders, most: (MOST_MEETINGS / count.max(1)).clamp(FEWEST_HOLDERS, MOST_HOLDERS) }
    }

    /// Adds the products of shared terms to `sums`, and the vectors that share any to `near`. Terms that too many hold are left out.
    fn meet(&self, vector: &Vector, sums: &mut [f64], near: &mut Vec<usize>) {
        let mut rest = self.terms.as_slice();
        for &(term, weight) in vector.terms() {
            rest = rest.get(rest.partition_point(|(other, _)| *other < term)..).unwrap_or(&[]);
            let count = rest.iter().take(self.most + 1).take_while(|(other, _)| *other == term).count();
            if count > self.most {
                continue;
            }
            for &(at, other) in rest.iter().take(count).filter_map(|(_, place)| self.holders.get(*place)) {
                if sums[at] == 0.0 {
                    near.push(at);
                }
                sums[at] += weight * other;
            }
        }
    }
}
