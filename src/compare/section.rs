//! Turns two outlines into aligned sections: by the words of title and text, within one role, level 1 with level 1 only.

mod feature;
mod kin;

use super::assign::{assign, Candidate};
use super::model::{ReusePassage, SectionPair, SectionStatus};
use super::terms::Rarity;
use super::wording::{self, Part};
use crate::outline::Section;
use crate::report::Reading;
use crate::text::is_blank;
use feature::{features, likeness, own_text, score, scores};
use kin::{continuations, links, Evidence, Families};

/// Below this score two sections are not one; measured on pairs of reports whose alignment is known.
const LEAST: f64 = 0.18;

/// The aligned sections in order of the later report; those that only the earlier one has stand at the end. Ids are positions in both reports.
/// `passages` are what was copied: they tell where the words of a section went that was split or merged.
pub fn align(before: &Reading, after: &Reading, rarity: &Rarity, passages: &[ReusePassage]) -> Vec<SectionPair> {
    let (a, b) = (&before.report.sections, &after.report.sections);
    let (of_a, of_b) = (features(before, rarity), features(after, rarity));
    let candidate = |(before, after, score)| Candidate { before, after, score };
    let mut candidates: Vec<Candidate> = scores(a, &of_a, b, &of_b).into_iter().map(candidate).collect();
    let sure = |candidates: &[Candidate]| assign(&candidates.iter().copied().filter(|c| c.score >= LEAST).collect::<Vec<_>>()).0;
    let families = Families::new(a, b, &sure(&candidates));
    // Parts whose sections went to each other are held against each other, however little their words show it.
    let count = candidates.len();
    for (i, j, _) in families.votes.all() {
        let known = candidates.get(..count).is_some_and(|all| all.binary_search_by(|c| (c.before, c.after).cmp(&(i, j))).is_ok());
        if !known && a[i].role == b[j].role && a[i].level == b[j].level {
            candidates.push(Candidate { before: i, after: j, score: score((&a[i], &of_a[i]), (&b[j], &of_b[j])) });
        }
    }
    let near: Vec<Candidate> = candidates.iter().map(|c| Candidate { score: c.score + families.bonus(c.before, c.after), ..*c }).collect();
    let mut chosen = sure(&near);
    adopt(a, b, &mut chosen, |i, j| score((&a[i], &of_a[i]), (&b[j], &of_b[j])));
    for c in &mut chosen {
        c.score = likeness(&a[c.before], &of_a[c.before], &b[c.after], &of_b[c.after]);
    }
    let evidence = Evidence { candidates: &candidates, links: links(before, after, passages), families: Families::new(a, b, &chosen) };
    pairs(before, after, &chosen, &evidence, rarity)
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
        crate::order::plain(&mut parents);
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

fn part<'r, 't>(reading: &'r Reading<'t>, id: usize) -> Part<'r, 't> {
    let sections = &reading.report.sections;
    Part { reading, span: own_text(sections, id), heading_end: sections[id].title_span.end }
}

fn pairs(before: &Reading, after: &Reading, chosen: &[Candidate], evidence: &Evidence, rarity: &Rarity) -> Vec<SectionPair> {
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
    let continues = continuations(a, b, (&of_before, &of_after), evidence);
    for &(from, to) in &continues {
        if let (Some(partner), None) = (of_before[from], of_after[to]) {
            found[partner].related.push(to);
        }
    }
    found.extend(a.iter().filter(|section| of_before[section.id].is_none()).map(|section| SectionPair {
        before: Some(section.id),
        after: None,
        status: SectionStatus::Dropped,
        moved: false,
        similarity: 0.0,
        related: continues.iter().filter(|(from, _)| *from == section.id).map(|(_, to)| *to).collect(),
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
