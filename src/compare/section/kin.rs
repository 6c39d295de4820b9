//! Turns a first alignment and what was copied into where else the words of a section went: to its parent's new place, into two sections, into another one.

use crate::compare::assign::Candidate;
use crate::compare::model::ReusePassage;
use crate::outline::{section_at, Section};
use crate::report::Reading;

/// A part whose sections went to sections of another belongs with it: so much is added where all of them did.
const FAMILY: f64 = 0.5;
/// A section whose surroundings are aligned is sought in them first.
const SAME_PARENT: f64 = 0.06;
/// From this share on, words copied from a section make another one its continuation; from this score on, likeness alone does.
const COPIED: f64 = 0.3;
const CONTINUES: f64 = 0.3;

/// What tells where the words of a section went beside its partner.
pub struct Evidence<'c> {
    pub candidates: &'c [Candidate],
    /// Copied characters between the innermost sections.
    pub links: Counts,
    pub families: Families,
}

/// Sums by (earlier, later) section, in order: both in one key.
#[derive(Default)]
pub struct Counts(Vec<(u64, usize)>);

impl Counts {
    fn of(all: impl Iterator<Item = (usize, usize, usize)>) -> Self {
        let mut all: Vec<(u64, usize)> = all.map(|(from, to, sum)| (key(from, to), sum)).collect();
        crate::order::keyed(&mut all);
        all.dedup_by(|next, sum| {
            let same = next.0 == sum.0;
            sum.1 += if same { next.1 } else { 0 };
            same
        });
        Self(all)
    }
    fn get(&self, from: usize, to: usize) -> usize {
        let at = self.0.binary_search_by(|(other, _)| other.cmp(&key(from, to)));
        at.ok().and_then(|at| self.0.get(at)).map_or(0, |(_, sum)| *sum)
    }
    pub fn all(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.0.iter().map(|&(key, sum)| ((key >> 32) as usize, (key & 0xffff_ffff) as usize, sum))
    }
}

fn key(from: usize, to: usize) -> u64 {
    (from as u64) << 32 | to as u64
}

/// What a first alignment tells of the next: where the sections under a section went.
pub struct Families {
    parents: [Vec<Option<usize>>; 2],
    partner: Vec<Option<usize>>,
    /// Sizes of the paired sections under (i, j), and of all paired ones under i and under j.
    pub votes: Counts,
    sizes: [Vec<usize>; 2],
}

impl Families {
    pub fn new(a: &[Section], b: &[Section], chosen: &[Candidate]) -> Self {
        let parents = [a.iter().map(|s| s.parent).collect(), b.iter().map(|s| s.parent).collect()];
        let mut families =
            Self { parents, partner: vec![None; a.len()], votes: Counts::default(), sizes: [vec![0; a.len()], vec![0; b.len()]] };
        let mut votes = Vec::new();
        for c in chosen {
            families.partner[c.before] = Some(c.after);
            let size = a[c.before].span.len().min(b[c.after].span.len());
            if let (Some(i), Some(j)) = (a[c.before].parent, b[c.after].parent) {
                votes.push((i, j, size));
                families.sizes[0][i] += size;
                families.sizes[1][j] += size;
            }
        }
        families.votes = Counts::of(votes.into_iter());
        families
    }

    pub fn bonus(&self, i: usize, j: usize) -> f64 {
        let votes = self.votes.get(i, j);
        let of_all = self.sizes[0][i].max(self.sizes[1][j]).max(1);
        let at_home = self.parents[0][i].is_some_and(|parent| self.partner[parent].is_some() && self.partner[parent] == self.parents[1][j]);
        FAMILY * votes as f64 / of_all as f64 + if at_home { SAME_PARENT } else { 0.0 }
    }
}

/// Copied characters between the innermost sections.
pub fn links(before: &Reading, after: &Reading, passages: &[ReusePassage]) -> Counts {
    let link = |passage: &ReusePassage| {
        let from = section_at(&before.report.sections, passage.before.start)?;
        let to = section_at(&after.report.sections, passage.after.start)?;
        Some((from, to, passage.after.len()))
    };
    Counts::of(passages.iter().filter_map(link))
}

/// Where else the words of sections went: (earlier, later), for later sections without a partner (a section was split) and for earlier ones without (some were
/// merged). Each goes to the one from or to which most was copied, else to the most alike.
pub fn continuations(
    a: &[Section],
    b: &[Section],
    (of_before, of_after): (&[Option<usize>], &[Option<usize>]),
    evidence: &Evidence,
) -> Vec<(usize, usize)> {
    // The best of each side so far: (worth, other section). What was copied is worth more than what is alike.
    let mut of_new: Vec<Option<(f64, usize)>> = vec![None; b.len()];
    let mut of_dropped: Vec<Option<(f64, usize)>> = vec![None; a.len()];
    let mut offer = |from: usize, to: usize, worth: f64| {
        let kin = of_before[from].is_some_and(|partner| above(b, partner, to) || (above(b, to, partner) && worth <= 1.0));
        if a[from].role != b[to].role || kin {
            return;
        }
        let better = |known: Option<(f64, usize)>| known.is_none_or(|known| worth > known.0);
        if of_after[to].is_none() && of_before[from].is_some() && better(of_new[to]) {
            of_new[to] = Some((worth, from));
        }
        if of_before[from].is_none() && of_after[to].is_some() && better(of_dropped[from]) {
            of_dropped[from] = Some((worth, to));
        }
    };
    for (from, to, count) in evidence.links.all() {
        let least = a[from].span.len().min(b[to].span.len()).max(1);
        let share = count as f64 / least as f64;
        if share >= COPIED {
            offer(from, to, 1.0 + share);
        }
    }
    let families = &evidence.families;
    for (from, to, votes) in families.votes.all() {
        // Most of the sections under one went to sections under the other.
        let least = families.sizes[0][from].min(families.sizes[1][to]).max(1);
        if 2 * votes >= least && a[from].level == b[to].level {
            offer(from, to, 1.0 + votes as f64 / least as f64);
        }
    }
    for c in evidence
        .candidates
        .iter()
        .filter(|c| c.score >= CONTINUES && a[c.before].level.abs_diff(b[c.after].level) <= 1 && b[c.after].level > 1)
    {
        offer(c.before, c.after, c.score.min(1.0));
    }
    let mut found: Vec<(usize, usize)> = of_new.iter().enumerate().filter_map(|(to, best)| Some((best.as_ref()?.1, to))).collect();
    found.extend(of_dropped.iter().enumerate().filter_map(|(from, best)| Some((from, best.as_ref()?.1))));
    crate::order::plain(&mut found);
    found
}

/// Does a section stand under another?
fn above(sections: &[Section], id: usize, ancestor: usize) -> bool {
    std::iter::successors(sections[id].parent, |&parent| sections[parent].parent).any(|parent| parent == ancestor)
}
