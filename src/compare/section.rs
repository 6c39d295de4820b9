//! Turns two outlines into aligned sections: by the words of title and text, within one role, level 1 with level 1 only.

use super::assign::{assign, Candidate};
use super::model::{SectionPair, SectionStatus};
use super::terms::{Index, Rarity, Vector};
use super::wording::{self, Part};
use crate::outline::{Role, Section};
use crate::report::Reading;
use crate::span::Span;
use crate::text::is_blank;

/// Weights and bounds measured on pairs of reports whose alignment is known.
const TITLE: f64 = 0.35;
const TEXT: f64 = 0.65;
const LEVEL_STEP: f64 = 0.06;
const ORDER: f64 = 0.05;
const PART_BONUS: f64 = 0.25;
/// 二是 under (三) is mostly about what 二是 under (三) was about the year before.
const SAME_PLACE: f64 = 0.08;
const LEAST: f64 = 0.18;
/// Terms of a section that are looked at, and holders of a term beyond which it tells nothing.
const MOST_TERMS: usize = 120;
const MOST_HOLDERS: usize = 60;

/// The aligned sections in order of the later report; those that only the earlier one has stand at the end. Ids are positions in both reports.
pub fn align(before: &Reading, after: &Reading, rarity: &Rarity) -> Vec<SectionPair> {
    let (a, b) = (&before.report.sections, &after.report.sections);
    let (of_a, of_b) = (features(before, rarity), features(after, rarity));
    let index = Index::new(of_b.iter().map(|f| &f.text), MOST_HOLDERS);
    let by_title = Index::new(of_b.iter().map(|f| &f.title), MOST_HOLDERS);
    let mut candidates = Vec::new();
    for (i, from) in of_a.iter().enumerate() {
        let mut near = index.near(&from.text);
        near.extend(by_title.near(&from.title));
        if a[i].level == 1 {
            near.extend((0..b.len()).filter(|&j| b[j].level == 1));
        }
        near.sort_unstable();
        near.dedup();
        for j in near {
            let score = score((&a[i], from), (&b[j], &of_b[j]));
            if score >= LEAST {
                candidates.push(Candidate { before: i, after: j, score });
            }
        }
    }
    let (mut chosen, _) = assign(&candidates);
    adopt(a, b, &mut chosen, |i, j| score((&a[i], &of_a[i]), (&b[j], &of_b[j])));
    pairs(before, after, &chosen, &candidates, rarity)
}

struct Features {
    title: Vector,
    text: Vector,
    /// Place among all sections, 0–1.
    order: f64,
    /// The markers from the outermost down: 一、(三)二是.
    place: String,
    own: String,
}

fn features(reading: &Reading, rarity: &Rarity) -> Vec<Features> {
    let sections = &reading.report.sections;
    let chars = |span: Span| reading.source.folded(span);
    sections
        .iter()
        .enumerate()
        .map(|(i, section)| Features {
            title: rarity.label(&section.title),
            text: rarity
                .vector(chars(Span::new(section.span.start, section.span.end.min(section.span.start + 20_000))))
                .trimmed(MOST_TERMS),
            order: i as f64 / sections.len() as f64,
            place: place(sections, i),
            own: chars(own_text(sections, i)).iter().filter(|c| !is_blank(**c)).collect(),
        })
        .collect()
}

/// Pairs headings that were reworded, by the sections under them: where those of one went to another that has no partner either, the two belong together.
/// From the innermost outwards, so that whole branches follow.
fn adopt(a: &[Section], b: &[Section], chosen: &mut Vec<Candidate>, score: impl Fn(usize, usize) -> f64) {
    let (mut of_a, mut of_b) = (vec![None; a.len()], vec![None; b.len()]);
    for c in chosen.iter() {
        of_a[c.before] = Some(c.after);
        of_b[c.after] = Some(c.before);
    }
    let mut under: Vec<Vec<usize>> = vec![Vec::new(); a.len()];
    for section in a {
        if let Some(parent) = section.parent {
            under[parent].push(section.id);
        }
    }
    for i in (0..a.len()).rev().filter(|&i| !under[i].is_empty()) {
        if of_a[i].is_some() {
            continue;
        }
        let mut parents: Vec<usize> = under[i].iter().filter_map(|&child| b[of_a[child]?].parent).collect();
        parents.sort_unstable();
        let most = parents.chunk_by(|x, y| x == y).max_by_key(|group| group.len());
        let Some(&[j, ..]) = most else { continue };
        let count = parents.iter().filter(|&&parent| parent == j).count();
        if of_b[j].is_none() && a[i].level == b[j].level && a[i].role == b[j].role && 2 * count >= parents.len() {
            of_a[i] = Some(j);
            of_b[j] = Some(i);
            chosen.push(Candidate { before: i, after: j, score: score(i, j).clamp(0.05, 1.0) });
        }
    }
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

fn part<'r, 't>(reading: &'r Reading<'t>, id: usize) -> Part<'r, 't> {
    let sections = &reading.report.sections;
    Part { reading, span: own_text(sections, id), heading_end: sections[id].title_span.end }
}

/// A section without the sections under it.
fn own_text(sections: &[Section], id: usize) -> Span {
    let end = match sections.get(id + 1) {
        Some(next) if next.parent == Some(id) => next.span.start,
        _ => sections[id].span.end,
    };
    Span::new(sections[id].span.start, end)
}

fn score((a, of_a): (&Section, &Features), (b, of_b): (&Section, &Features)) -> f64 {
    if a.role != b.role || (a.level == 1) != (b.level == 1) {
        return 0.0;
    }
    if of_a.own == of_b.own && a.level == b.level {
        // The same words at the same depth; place decides between several such.
        return 1.2 - ORDER * (of_a.order - of_b.order).abs();
    }
    let title = if a.title == b.title { 1.0 } else { of_a.title.cosine(&of_b.title) };
    let mut score = TITLE * title + TEXT * of_a.text.cosine(&of_b.text);
    score -= LEVEL_STEP * f64::from(a.level.abs_diff(b.level)) + ORDER * (of_a.order - of_b.order).abs();
    if of_a.place == of_b.place {
        score += SAME_PLACE;
    }
    if a.level == 1 && matches!(a.role, Role::Plans | Role::Problems | Role::Leadership) {
        score += PART_BONUS;
    }
    score
}

fn pairs(before: &Reading, after: &Reading, chosen: &[Candidate], candidates: &[Candidate], rarity: &Rarity) -> Vec<SectionPair> {
    let (a, b) = (&before.report.sections, &after.report.sections);
    let mut of_after: Vec<Option<usize>> = vec![None; b.len()];
    let mut of_before: Vec<Option<usize>> = vec![None; a.len()];
    let mut scores = vec![0.0; b.len()];
    for c in chosen {
        of_after[c.after] = Some(c.before);
        of_before[c.before] = Some(c.after);
        scores[c.after] = c.score;
    }
    let kept = in_order(&of_after);
    let words = |reading: &Reading, sections: &[Section], id: usize| -> String {
        reading.source.folded(own_text(sections, id)).iter().filter(|c| !is_blank(**c)).collect()
    };
    let mut found: Vec<SectionPair> = b
        .iter()
        .map(|section| {
            let Some(partner) = of_after[section.id] else {
                return SectionPair {
                    before: None,
                    after: Some(section.id),
                    status: SectionStatus::New,
                    moved: false,
                    similarity: 0.0,
                    related: Vec::new(),
                    diff: Vec::new(),
                };
            };
            let same = words(before, a, partner) == words(after, b, section.id);
            let parents = (a[partner].parent.and_then(|id| of_before[id]), section.parent);
            let moved = !kept[section.id] || (parents.0 != parents.1 && a[partner].parent.is_some());
            SectionPair {
                before: Some(partner),
                after: Some(section.id),
                status: if same { SectionStatus::Same } else { SectionStatus::Edited },
                moved,
                similarity: if same { 1.0 } else { super::round(scores[section.id].min(0.9999)) },
                related: Vec::new(),
                diff: if same {
                    wording::unchanged(part(before, partner), part(after, section.id))
                } else {
                    wording::diff(part(before, partner), part(after, section.id), rarity)
                },
            }
        })
        .collect();
    // A section that was split left part of its words in sections that found no partner of their own.
    for c in candidates {
        if of_after[c.after].is_none() && c.score >= 2.0 * LEAST && a[c.before].level == b[c.after].level {
            if let Some(partner) = of_before[c.before] {
                found[partner].related.push(c.after);
            }
        }
    }
    found.extend(a.iter().filter(|section| of_before[section.id].is_none()).map(|section| SectionPair {
        before: Some(section.id),
        after: None,
        status: SectionStatus::Dropped,
        moved: false,
        similarity: 0.0,
        related: Vec::new(),
        diff: Vec::new(),
    }));
    found
}

/// Which of the later sections keep the order of their partners: the longest rising run; the others moved.
pub(super) fn in_order(partner: &[Option<usize>]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut back: Vec<Option<usize>> = vec![None; partner.len()];
    for (at, of) in partner.iter().enumerate() {
        let Some(of) = *of else { continue };
        let place = tails.partition_point(|&t| partner[t].is_some_and(|p| p < of));
        back[at] = place.checked_sub(1).map(|i| tails[i]);
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut kept = vec![false; partner.len()];
    let mut next = tails.last().copied();
    while let Some(at) = next {
        kept[at] = true;
        next = back[at];
    }
    kept
}
