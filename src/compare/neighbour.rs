//! Turns figures that their names alone left over into pairs, by what stands around them: reworded names of one thing keep their place in the text.
//!
//! 讨回账款3215万元 became 清偿拖欠账款2870万元 between two figures that did find each other. Such a pair needs the same unit, a value of like size,
//! nothing that speaks against it, and words in common; it is never more than likely ([`MIDDLE`]). Only what stands beside a pair is looked at, so
//! that the cost grows with the text and no faster.

use super::assign::{assign, Candidate};
use super::indicator::Side;
use super::likeness::{self, MIDDLE};
use super::terms::Rarity;
use crate::text::is_han;

/// So far from a figure a pair still tells where its partner stands.
const REACH: usize = 4;
/// Least agreement of place and words for a pair.
const LEAST: f64 = 0.5;
/// As [`LEAST`], where nothing else comes into question on either side.
const LEAST_ALONE: f64 = 0.425;
/// Units of one family count the same thing.
const CLOSE: f64 = 0.9;
/// One value is not more than four times the other.
const LIKE_SIZE: f64 = 0.6;
/// Without a word in common, characters and size must say more.
const SAME_NAME: f64 = 0.4;
const SAME_SIZE: f64 = 0.9;
/// Taken from the agreement of two changes.
const GROWTH: f64 = 0.15;
/// Pairs found so are what the next round looks beside.
const ROUNDS: usize = 2;
/// Longer words than these do not make two figures more alike.
const LONGEST: usize = 40;

type Partners<'p> = (&'p mut [Option<usize>], &'p mut [Option<usize>]);

/// Further pairs between what `of_a` and `of_b` left open; both are filled. `barred`: pairs that the reader does not want.
pub fn pair(a: &Side, b: &Side, rarity: &Rarity, barred: &[(usize, usize)], (of_a, of_b): Partners) -> Vec<Candidate> {
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        let mut candidates = Vec::new();
        for i in (0..of_a.len()).filter(|&i| of_a[i].is_none() && open(a, i)) {
            let anchors = [anchor(of_a, i, false), anchor(of_a, i, true)];
            let mut near: Vec<usize> = Vec::new();
            anchors.iter().flatten().for_each(|&(_, to)| near.extend(to.saturating_sub(REACH)..=to + REACH));
            crate::order::plain(&mut near);
            near.dedup();
            for j in near.into_iter().filter(|&j| of_b.get(j) == Some(&None) && open(b, j) && !barred.contains(&(i, j))) {
                let place = 0.5 * anchors.iter().flatten().map(|&anchor| place(anchor, i, j)).sum::<f64>();
                let score =
                    score((a, i), (b, j), rarity, place, level(a, i).is_some_and(|of| of_a[of].is_some() && of_a[of] == level(b, j)));
                if score >= LEAST_ALONE {
                    candidates.push(Candidate { before: i, after: j, score });
                }
            }
        }
        // Weak words do where neither figure has another that it might belong to.
        let rivals = |c: &Candidate| candidates.iter().filter(|other| other.before == c.before || other.after == c.after).count() > 1;
        let mut candidates: Vec<Candidate> = candidates.iter().copied().filter(|c| c.score >= LEAST || !rivals(c)).collect();
        // Between the least of a pair and a sure one.
        candidates.iter_mut().for_each(|c| c.score = MIDDLE + 0.25 * (c.score - LEAST_ALONE));
        let (chosen, _) = assign(&candidates);
        if chosen.is_empty() {
            break;
        }
        for c in &chosen {
            (of_a[c.before], of_b[c.after]) = (Some(c.after), Some(c.before));
        }
        found.extend(chosen);
    }
    found
}

/// A result of its own year.
fn open(side: &Side, id: usize) -> bool {
    !side.planned(id) && side.earlier[id].is_none()
}

/// The nearest figure before (or behind) that has a partner, and the partner.
fn anchor(of: &[Option<usize>], id: usize, behind: bool) -> Option<(usize, usize)> {
    let at = |step: usize| if behind { id.checked_add(step) } else { id.checked_sub(step) };
    (1..=REACH).filter_map(at).find_map(|at| Some((at, (*of.get(at)?)?)))
}

/// How well two figures stand at the same place beside a pair of figures.
fn place((from, to): (usize, usize), i: usize, j: usize) -> f64 {
    let (steps, other) = (i as f64 - from as f64, j as f64 - to as f64);
    (1.0 - 0.2 * (steps - other).abs() - 0.1 * (steps.abs() - 1.0)).max(0.0)
}

/// What a change is the change of.
fn level(side: &Side, id: usize) -> Option<usize> {
    let change = side.at(id).0;
    let beside = id.checked_sub(1).filter(|&at| side.at(at).0.change.is_none() && side.at(at).0.sentence == change.sentence);
    change.change.and(change.change_of.or(beside))
}

/// `levels`: both are changes, of two figures that are a pair.
fn score((a, i): (&Side, usize), (b, j): (&Side, usize), rarity: &Rarity, place: f64, levels: bool) -> f64 {
    let ((x, f), (y, g)) = (a.at(i), b.at(j));
    if x.change.is_some() != y.change.is_some() || f.unit.likeness(&g.unit) < CLOSE || likeness::doubts((x, f), (y, g)) < 1.0 {
        return 0.0;
    }
    let size = likeness::magnitude(x.value, y.value);
    if levels {
        return 0.5 + 0.5 * size;
    }
    let words = rarity.vector(&f.own).cosine(&rarity.vector(&g.own));
    let name = 0.5 * (held(&f.chars, &g.chars, &g.own) + held(&g.chars, &f.chars, &f.own));
    if size < LIKE_SIZE || (words == 0.0 && (name < SAME_NAME || size < SAME_SIZE)) {
        return 0.0;
    }
    // How much a thing grew says little of which thing it was.
    let growth = if x.change.is_some() { GROWTH } else { 0.0 };
    0.3 * words + 0.35 * name + 0.15 * size + 0.2 * place - growth
}

/// How much of a name its characters, in their order, stand in the other's name or the words before it: 即办件 in 即时办结事项.
fn held(name: &[char], other: &[char], own: &[char]) -> f64 {
    let name: Vec<char> = name.iter().copied().filter(|c| is_han(*c)).take(LONGEST).collect();
    let most = common(&name, other).max(common(&name, own));
    most as f64 / name.len().max(3) as f64
}

/// The length of the longest row of characters that both hold in this order.
fn common(a: &[char], b: &[char]) -> usize {
    let b = &b[b.len().saturating_sub(LONGEST)..];
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[b.len()]
}
