//! Turns scored candidates into pairs, one to one: the best in sum within each group of candidates that can touch each other.

/// A candidate pair of positions with its score (higher is better, above 0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub before: usize,
    pub after: usize,
    pub score: f64,
}

/// Up to this many on the smaller side a group is solved exactly; its time grows with the third power.
const EXACT: usize = 140;

/// The chosen pairs in order of `before`, and whether any group was too large to be solved exactly (best first instead).
pub fn assign(candidates: &[Candidate]) -> (Vec<Candidate>, bool) {
    let mut chosen = Vec::new();
    let mut greedy = false;
    for group in groups(candidates) {
        let before: Vec<usize> = distinct(group.iter().map(|c| c.before));
        let after: Vec<usize> = distinct(group.iter().map(|c| c.after));
        if before.len().min(after.len()) <= EXACT && before.len().max(after.len()) <= 8 * EXACT {
            chosen.extend(exact(&group, &before, &after));
        } else {
            greedy = true;
            chosen.extend(best_first(group));
        }
    }
    (sorted(chosen, |c| c.before as u64), greedy)
}

fn distinct(positions: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all: Vec<usize> = positions.collect();
    crate::order::plain(&mut all);
    all.dedup();
    all
}

/// Groups of candidates joined by a shared position.
fn groups(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let first = side(candidates, |c| c.before);
    let all = first + side(candidates, |c| c.after);
    let mut root: Vec<usize> = (0..all).collect();
    fn top(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for c in candidates {
        let (a, b) = (top(&mut root, c.before), top(&mut root, first + c.after));
        root[a.max(b)] = a.min(b);
    }
    let mut order: Vec<(u64, usize)> = candidates.iter().enumerate().map(|(at, c)| (top(&mut root, c.before) as u64, at)).collect();
    crate::order::keyed(&mut order);
    let group = |places: &[(u64, usize)]| places.iter().map(|&(_, at)| candidates[at]).collect();
    order.chunk_by(|a, b| a.0 == b.0).map(group).collect()
}

/// The best first, each position once. Linear but for the sort, since a group may hold every figure of a long table.
fn best_first(group: Vec<Candidate>) -> Vec<Candidate> {
    // Scores are above 0, where the bits of a float rise with it.
    let mut best = sorted(group, |c| !c.score.to_bits());
    let (mut before, mut after) = (vec![true; side(&best, |c| c.before)], vec![true; side(&best, |c| c.after)]);
    best.retain(|c| {
        let free = before[c.before] && after[c.after];
        if free {
            (before[c.before], after[c.after]) = (false, false);
        }
        free
    });
    best
}

/// How many positions a side has, up to the last that a candidate names.
fn side(candidates: &[Candidate], position: impl Fn(&Candidate) -> usize) -> usize {
    candidates.iter().map(|c| position(c) + 1).max().unwrap_or(0)
}

/// In the order of a number; those of one number stay in theirs.
fn sorted(candidates: Vec<Candidate>, number: impl Fn(&Candidate) -> u64) -> Vec<Candidate> {
    let mut order: Vec<(u64, usize)> = candidates.iter().enumerate().map(|(at, c)| (number(c), at)).collect();
    crate::order::keyed(&mut order);
    order.into_iter().map(|(_, at)| candidates[at]).collect()
}

/// The Hungarian method with potentials; rows are the smaller side. What is not a candidate scores 0 and is no pair.
fn exact(group: &[Candidate], before: &[usize], after: &[usize]) -> Vec<Candidate> {
    let turned = before.len() > after.len();
    let (rows, columns) = if turned { (after, before) } else { (before, after) };
    let (n, m) = (rows.len(), columns.len());
    let mut score = vec![0.0; n * m];
    for c in group {
        let (row, column) = if turned { (c.after, c.before) } else { (c.before, c.after) };
        if let (Ok(r), Ok(k)) = (rows.binary_search(&row), columns.binary_search(&column)) {
            score[r * m + k] = c.score;
        }
    }
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; m + 1]);
    let mut row_of = vec![0usize; m + 1];
    for row in 1..=n {
        row_of[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; m + 1];
        let mut way = vec![0usize; m + 1];
        let mut used = vec![false; m + 1];
        loop {
            used[column] = true;
            let (current, mut delta, mut next) = (row_of[column], f64::INFINITY, 0);
            for k in 1..=m {
                if used[k] {
                    continue;
                }
                let cost = -score[(current - 1) * m + k - 1] - u[current] - v[k];
                if cost < least[k] {
                    least[k] = cost;
                    way[k] = column;
                }
                if least[k] < delta {
                    delta = least[k];
                    next = k;
                }
            }
            for k in 0..=m {
                if used[k] {
                    u[row_of[k]] += delta;
                    v[k] -= delta;
                } else {
                    least[k] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            let previous = way[column];
            row_of[column] = row_of[previous];
            column = previous;
        }
    }
    let mut chosen = Vec::new();
    for k in 1..=m {
        let Some(r) = row_of[k].checked_sub(1) else { continue };
        let score = score[r * m + k - 1];
        if score > 0.0 {
            let (before, after) = if turned { (columns[k - 1], rows[r]) } else { (rows[r], columns[k - 1]) };
            chosen.push(Candidate { before, after, score });
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(candidates: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        let all: Vec<_> = candidates.iter().map(|&(before, after, score)| Candidate { before, after, score }).collect();
        assign(&all).0.iter().map(|c| (c.before, c.after)).collect()
    }

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        assert_eq!(pairs(&[(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.8), (1, 1, 0.1)]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn sides_of_different_size_leave_some_alone() {
        assert_eq!(pairs(&[(0, 3, 0.5), (1, 3, 0.6), (2, 3, 0.4), (5, 0, 0.7)]), [(1, 3), (5, 0)]);
        assert!(pairs(&[]).is_empty());
    }
}
