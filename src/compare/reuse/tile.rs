//! Turns two streams into the passages that both hold: whole paragraphs first, then the longest runs from each place, grown over small edits.
//!
//! Every place of the later text is looked up once among the runs of eight tokens of the earlier text, at most sixteen of them, and every match moves the
//! reading on: time grows with the length, for repeated text too.

use super::stream::{Stream, BREAK_BEFORE};

/// Length of the runs that are looked up, and how many places of one are tried.
const RUN: usize = 8;
const MOST_PLACES: usize = 16;
/// A passage that begins anew holds at least one run of this length; one that goes on where the last one ended may be as short as `RUN`.
const LEAST: usize = 12;
/// Edits between two runs of one passage are no longer than this on either side, nor than what was the same before them.
const GAP: usize = 18;

/// Ranges of tokens that say the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    pub before: (usize, usize),
    pub after: (usize, usize),
    /// Tokens that are the same on both sides.
    pub same: usize,
}

impl Tile {
    /// Nothing was put in, taken out or replaced.
    pub fn whole(&self) -> bool {
        self.same == self.after.1 - self.after.0 && self.same == self.before.1 - self.before.0
    }
}

/// The passages in order of the later text, where they don't overlap; in the earlier text they may. Paragraph by paragraph: none spans two.
pub fn tiles(before: &Stream, after: &Stream) -> Vec<Tile> {
    let equal = equal_lines(before, after);
    let mut matcher = Matcher::new(before, after);
    for (line, partner) in after.lines.iter().zip(equal) {
        match partner.and_then(|i| before.lines.get(i)) {
            Some(of) => {
                let tile = Tile { before: (of.start, of.end), after: (line.start, line.end), same: line.end - line.start };
                matcher.found.push(tile);
            }
            None => matcher.line(line.start, line.end),
        }
    }
    matcher.found
}

/// For each later paragraph an earlier one with the same tokens: the first for the first, the second for the second, the last for all that follow.
fn equal_lines(before: &Stream, after: &Stream) -> Vec<Option<usize>> {
    let hashed = |stream: &Stream| {
        let mut all: Vec<(u64, usize)> =
            stream.lines.iter().enumerate().map(|(i, line)| (hash(stream.chars.get(line.start..line.end).unwrap_or(&[])), i)).collect();
        crate::order::keyed(&mut all);
        all
    };
    let (from, to) = (hashed(before), hashed(after));
    let mut partners = vec![None; after.lines.len()];
    let mut i = 0;
    for group in to.chunk_by(|x, y| x.0 == y.0) {
        let Some(&(key, _)) = group.first() else { continue };
        while from.get(i).is_some_and(|(other, _)| *other < key) {
            i += 1;
        }
        let same = from.iter().skip(i).take_while(|(other, _)| *other == key).count();
        for (number, &(_, j)) in group.iter().enumerate().take_while(|_| same > 0) {
            let Some(&(_, of)) = from.get(i + number.min(same - 1)) else { continue };
            // Two paragraphs with one hash are hardly ever two, but what is said to be copied must be.
            if let (Some(x), Some(y)) = (before.lines.get(of), after.lines.get(j)) {
                partners[j] = (before.chars.get(x.start..x.end) == after.chars.get(y.start..y.end)).then_some(of);
            }
        }
    }
    partners
}

fn hash(run: &[char]) -> u64 {
    run.iter().fold(0u64, |hash, &c| (hash.rotate_left(5) ^ u64::from(u32::from(c))).wrapping_mul(0x517c_c1b7_2722_0a95))
}

struct Matcher<'s> {
    before: &'s [char],
    after: &'s [char],
    index: Index,
    found: Vec<Tile>,
}

impl<'s> Matcher<'s> {
    fn new(before: &'s Stream, after: &'s Stream) -> Self {
        Self { before: &before.chars, after: &after.chars, index: Index::new(before), found: Vec::new() }
    }

    /// Are the tokens `p` of the later and `q` of the earlier text the same? Breaks never are, nor is anything past the ends.
    fn same(&self, p: usize, q: usize) -> bool {
        matches!((self.after.get(p), self.before.get(q)), (Some(x), Some(y)) if x == y)
    }
    fn same_for(&self, p: usize, q: usize, count: usize) -> bool {
        (0..count).all(|i| self.same(p + i, q + i))
    }
    fn run(&self, p: usize, q: usize) -> usize {
        (0..).take_while(|i| self.same(p + i, q + i)).count()
    }

    /// Finds the passages of one paragraph of the later text.
    fn line(&mut self, start: usize, end: usize) {
        let first = self.found.len();
        let mut p = start;
        while p + RUN <= end {
            let last = self.found.get(first..).and_then(|f| f.last()).copied();
            let Some((q, length)) = self.longest(p, end, last) else {
                p += 1;
                continue;
            };
            let goes_on = last.is_some_and(|last| q >= last.before.1 && q < last.before.1 + 2 * GAP && p < last.after.1 + 2 * GAP);
            if length < LEAST && !goes_on {
                p += 1;
                continue;
            }
            let (p0, q0) = self.back(p, q, length, start, first);
            let mut tile = Tile { before: (q0, q + length), after: (p0, p + length), same: p + length - p0 };
            self.grow(&mut tile, self.found.get(first..).and_then(|f| f.last()).map_or(start, |last| last.after.1), end);
            p = tile.after.1;
            self.found.push(tile);
        }
    }

    /// The place of the earlier text from which most is the same; of equals the one nearest to where the last passage leads.
    fn longest(&self, p: usize, end: usize, last: Option<Tile>) -> Option<(usize, usize)> {
        let expected = last.or(self.found.last().copied()).map_or(0, |tile| tile.before.1);
        let mut best: Option<(usize, usize)> = None;
        for q in self.index.places(self.after.get(p..p + RUN)?) {
            if !self.same_for(p, q, RUN) {
                continue;
            }
            let length = self.run(p, q);
            let nearer = |other: usize| q.abs_diff(expected) < other.abs_diff(expected);
            if best.is_none_or(|(other, most)| length > most || (length == most && nearer(other))) {
                best = Some((q, length));
            }
            if p + length == end && q >= expected {
                break;
            }
        }
        best
    }

    /// How far what is the same reaches back. It may take over from the last passage of the paragraph where that is the shorter one, and all of a piece.
    fn back(&mut self, p: usize, q: usize, length: usize, start: usize, first: usize) -> (usize, usize) {
        let last = if self.found.len() > first { self.found.last().copied() } else { None };
        let weak = last.is_some_and(|last| last.whole() && last.same < length);
        let bound = last.map_or(start, |last| if weak { last.after.0 } else { last.after.1 });
        let (mut p, mut q) = (p, q);
        while p > bound && q > 0 && self.same(p - 1, q - 1) {
            (p, q) = (p - 1, q - 1);
        }
        if let Some(last) = self.found.last_mut().filter(|last| weak && p < last.after.1) {
            let left = p.saturating_sub(last.after.0);
            last.after.1 = p;
            last.before.1 = last.before.0 + left;
            last.same = left;
            if left < RUN {
                self.found.pop();
            }
        }
        (p, q)
    }

    /// Takes in what stands behind and before a small edit, as long as both sides stay in their paragraphs.
    fn grow(&self, tile: &mut Tile, start: usize, end: usize) {
        while let Some((i, j)) = gaps(tile.same).find(|&(i, j)| {
            let (p, q, need) = (tile.after.1 + i, tile.before.1 + j, needed(i + j));
            self.same_for(p, q, need) && self.unbroken(tile.before.1, q)
        }) {
            let (p, q) = (tile.after.1 + i, tile.before.1 + j);
            if p > end {
                break;
            }
            let run = self.run(p, q);
            tile.after.1 = p + run;
            tile.before.1 = q + run;
            tile.same += run;
        }
        while let Some((i, j)) = gaps(tile.same).find(|&(i, j)| {
            let need = needed(i + j);
            let (Some(p), Some(q)) = (tile.after.0.checked_sub(i + need), tile.before.0.checked_sub(j + need)) else { return false };
            p >= start && self.same_for(p, q, need) && self.unbroken(q, tile.before.0)
        }) {
            let (mut p, mut q) = (tile.after.0 - i, tile.before.0 - j);
            while p > start && q > 0 && self.same(p - 1, q - 1) {
                (p, q) = (p - 1, q - 1);
                tile.same += 1;
            }
            tile.after.0 = p;
            tile.before.0 = q;
        }
    }

    /// No paragraph of the earlier text ends between the two places.
    fn unbroken(&self, from: usize, to: usize) -> bool {
        self.before.get(from..to).is_some_and(|tokens| tokens.iter().all(|&c| c != BREAK_BEFORE))
    }
}

/// Edits that may part two runs of one passage, as tokens of the later and of the earlier text, the smallest first.
fn gaps(same: usize) -> impl Iterator<Item = (usize, usize)> {
    let most = GAP.min(same);
    (1..=2 * most).flat_map(move |sum| (sum.saturating_sub(most)..=sum.min(most)).map(move |i| (i, sum - i)))
}

/// How many tokens must be the same behind an edit: the larger it is, the more.
fn needed(edit: usize) -> usize {
    match edit {
        0..=4 => 4,
        5..=16 => 5,
        _ => 8,
    }
}

/// Where each run of `RUN` tokens stands in the earlier text, in order.
struct Index {
    heads: Vec<u32>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Index {
    fn new(stream: &Stream) -> Self {
        let size = (2 * stream.chars.len()).next_power_of_two();
        let mut index = Self { heads: vec![NONE; size], next: vec![NONE; stream.chars.len()] };
        for line in stream.lines.iter().rev() {
            for at in (line.start..(line.end + 1).saturating_sub(RUN)).rev() {
                let Some(run) = stream.chars.get(at..at + RUN) else { continue };
                let slot = index.slot(run);
                if let (Some(head), Some(next)) = (index.heads.get_mut(slot), index.next.get_mut(at)) {
                    *next = *head;
                    *head = at as u32;
                }
            }
        }
        index
    }

    fn slot(&self, run: &[char]) -> usize {
        (hash(run) >> 32) as usize & (self.heads.len() - 1)
    }

    /// Places that may hold the run, the earliest first; others with the same hash are among them.
    fn places<'i>(&'i self, run: &[char]) -> impl Iterator<Item = usize> + 'i {
        let mut at = self.heads.get(self.slot(run)).copied().unwrap_or(NONE);
        let step = move || {
            let here = (at != NONE).then_some(at as usize)?;
            at = self.next.get(here).copied().unwrap_or(NONE);
            Some(here)
        };
        std::iter::from_fn(step).take(MOST_PLACES)
    }
}
