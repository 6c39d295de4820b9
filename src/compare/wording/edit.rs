//! Turns two lists of tokens into the runs that stay: anchors that stand once on either side, the shortest edit in between, both within bounds.
//!
//! Time grows with the length: anchors are sorted runs, and an edit that would take more than `MOST_EDITS` steps is given up for one that replaces the whole.

use super::token::Token;
use crate::compare::section::in_order;

/// Tokens that stay: so many from `before` on and from `after` on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    pub before: usize,
    pub after: usize,
    pub length: usize,
}

/// Tokens of an anchor.
const ANCHOR: usize = 4;
/// Tokens put in and taken out between two anchors beyond which no shortest edit is looked for.
const MOST_EDITS: usize = 60;

/// Finds the runs of two ranges of tokens, in order on both sides.
pub fn find(a: &[Token], (a_start, mut a_end): Range, b: &[Token], (b_start, mut b_end): Range, runs: &mut Runs) {
    let same = |i: usize, j: usize| matches!((a.get(i), b.get(j)), (Some(x), Some(y)) if x.value == y.value);
    let most = (a_end - a_start).min(b_end - b_start);
    let head = (0..most).take_while(|&n| same(a_start + n, b_start + n)).count();
    let tail = (0..most - head).take_while(|&n| same(a_end - 1 - n, b_end - 1 - n)).count();
    (a_end, b_end) = (a_end - tail, b_end - tail);
    runs.push(a_start, b_start, head);
    let (mut i, mut j) = (a_start + head, b_start + head);
    let (inner_a, inner_b) = ((i, a_end), (j, b_end));
    for (mut x, mut y) in anchors(a, inner_a, b, inner_b) {
        if x < i || y < j {
            continue;
        }
        while x > i && y > j && same(x - 1, y - 1) {
            (x, y) = (x - 1, y - 1);
        }
        shortest(a, (i, x), b, (j, y), runs);
        let length = (0..a_end.saturating_sub(x).min(b_end.saturating_sub(y))).take_while(|&n| same(x + n, y + n)).count();
        runs.push(x, y, length);
        (i, j) = (x + length, y + length);
    }
    shortest(a, (i, a_end), b, (j, b_end), runs);
    runs.push(a_end, b_end, tail);
}

type Range = (usize, usize);

/// Runs that were found so far; those that touch are joined.
#[derive(Default)]
pub struct Runs {
    pub all: Vec<Run>,
}

impl Runs {
    fn push(&mut self, before: usize, after: usize, length: usize) {
        match self.all.last_mut() {
            _ if length == 0 => {}
            Some(last) if last.before + last.length == before && last.after + last.length == after => last.length += length,
            _ => self.all.push(Run { before, after, length }),
        }
    }
}

/// Where runs of tokens that stand once in either range begin, as many as keep their order.
fn anchors(a: &[Token], of_a: Range, b: &[Token], of_b: Range) -> Vec<(usize, usize)> {
    let (x, y) = (single(a, of_a), single(b, of_b));
    let mut both: Vec<(usize, usize)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        match p.0.cmp(&q.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let same = (0..ANCHOR).all(|n| matches!((a.get(p.1 + n), b.get(q.1 + n)), (Some(s), Some(t)) if s.value == t.value));
                if same {
                    both.push((q.1, p.1));
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    crate::order::plain(&mut both);
    let kept = in_order(&both.iter().map(|&(_, before)| Some(before)).collect::<Vec<_>>());
    both.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|((after, before), _)| (before, after)).collect()
}

/// Runs of `ANCHOR` tokens that stand once in a range, by their hash, with their place.
fn single(tokens: &[Token], (from, to): Range) -> Vec<(u64, usize)> {
    let hash = |run: &[Token]| run.iter().fold(0u64, |hash, token| (hash.rotate_left(7) ^ token.value).wrapping_mul(0x517c_c1b7_2722_0a95));
    let tokens = tokens.get(from..to).unwrap_or(&[]);
    let mut all: Vec<(u64, usize)> = tokens.windows(ANCHOR).enumerate().map(|(at, run)| (hash(run), from + at)).collect();
    crate::order::keyed(&mut all);
    let alone = |group: &[(u64, usize)]| (group.len() == 1).then(|| group.first().copied()).flatten();
    all.chunk_by(|x, y| x.0 == y.0).filter_map(alone).collect()
}

/// Myers' shortest edit of two ranges, forwards; where it would be longer than `MOST_EDITS`, nothing stays.
fn shortest(a: &[Token], (a0, a1): (usize, usize), b: &[Token], (b0, b1): (usize, usize), runs: &mut Runs) {
    let (a, b) = (a.get(a0..a1).unwrap_or(&[]), b.get(b0..b1).unwrap_or(&[]));
    let (n, m) = (a.len(), b.len());
    if n == 0 || m == 0 {
        return;
    }
    let most = MOST_EDITS.min(n + m);
    if fewest_edits(a, b) > most {
        return;
    }
    let same = |x: usize, y: usize| matches!((a.get(x), b.get(y)), (Some(s), Some(t)) if s.value == t.value);
    // The furthest x on each diagonal k = x − y, kept at k + most + 1.
    let mut furthest = vec![0usize; 2 * most + 3];
    // For each number of edits d, what the diagonals −d … d held before it: row d begins at d².
    let mut rows: Vec<usize> = Vec::new();
    for d in 0..=most {
        rows.extend_from_slice(furthest.get(most + 1 - d..=most + 1 + d).unwrap_or(&[]));
        for step in 0..=d {
            let k = most + 1 + 2 * step - d;
            let at = |k: usize| furthest.get(k).copied().unwrap_or(0);
            let mut x = match step {
                _ if d == 0 => 0,
                _ if step == 0 || (step != d && at(k - 1) < at(k + 1)) => at(k + 1),
                _ => at(k - 1) + 1,
            };
            let Some(mut y) = (x + most + 1).checked_sub(k) else { continue };
            while same(x, y) {
                (x, y) = (x + 1, y + 1);
            }
            if let Some(slot) = furthest.get_mut(k) {
                *slot = x;
            }
            if x == n && y == m {
                return back(&rows, d, (n, m), (a0, b0), runs);
            }
        }
    }
}

/// So many tokens one side has more of than the other: no edit does with less. Different tokens may be counted as one, which makes it fewer.
fn fewest_edits(a: &[Token], b: &[Token]) -> usize {
    let mut more = [0i32; 256];
    for (tokens, step) in [(a, 1), (b, -1)] {
        tokens.iter().for_each(|token| more[(token.value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize] += step);
    }
    more.iter().map(|more| more.unsigned_abs() as usize).sum()
}

/// Walks an edit of `edits` steps back from its end and adds what stays.
fn back(rows: &[usize], edits: usize, (n, m): (usize, usize), (a0, b0): (usize, usize), runs: &mut Runs) {
    let (mut x, mut y) = (n as isize, m as isize);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for d in (0..=edits as isize).rev() {
        let at = |k: isize| rows.get((d * d + k + d) as usize).map_or(0, |&x| x as isize);
        let k = x - y;
        let from = if k == -d || (k != d && at(k - 1) < at(k + 1)) { k + 1 } else { k - 1 };
        let (from_x, from_y) = if d == 0 { (0, 0) } else { (at(from), at(from) - from) };
        // Where the snake of equal tokens begins: behind the one token put in or taken out.
        let (start_x, start_y) = match d {
            0 => (0, 0),
            _ if from > k => (from_x, from_y + 1),
            _ => (from_x + 1, from_y),
        };
        if x > start_x && start_x >= 0 && start_y >= 0 {
            found.push((start_x as usize, start_y as usize, (x - start_x) as usize));
        }
        (x, y) = (from_x, from_y);
    }
    found.iter().rev().for_each(|&(x, y, length)| runs.push(a0 + x, b0 + y, length));
}
