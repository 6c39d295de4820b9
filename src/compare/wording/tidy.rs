//! Turns the runs that stay into those that a reader would keep: no islands of a character or two inside a change, no cut through a word, cuts at clauses.

use super::edit::Run;
use super::token::{is_ideograph, Token};
use crate::compare::terms::Rarity;

/// Up to this many tokens between two changes are part of the change; up to `LONG_ISLAND` where the changes around are twice as long.
const ISLAND: usize = 2;
const LONG_ISLAND: usize = 6;
/// Between changes of this length a mark that stands alone holds nothing apart.
const REWRITTEN: usize = 8;
/// A word is known as one from three sentences on.
const KNOWN: f64 = 1.9;
/// So far a change is moved to begin and end with a clause.
const SLIDE: usize = 30;

pub fn readable(a: &[Token], b: &[Token], mut runs: Vec<Run>, rarity: &Rarity) -> Vec<Run> {
    for run in &mut runs {
        snap(a, b, run, rarity);
    }
    runs.retain(|run| run.length > 0);
    // What joins two changes makes the next island look smaller; more than a few rounds are never needed.
    for _ in 0..4 {
        let count = runs.len();
        merge(a, b, &mut runs);
        if runs.len() == count {
            break;
        }
    }
    slide(a, b, &mut runs);
    runs
}

/// Leaves out what is too little to part two changes.
fn merge(a: &[Token], b: &[Token], runs: &mut Vec<Run>) {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for (at, &run) in runs.iter().enumerate() {
        let (i, j) = kept.last().map_or((0, 0), |last| (last.before + last.length, last.after + last.length));
        let (left_a, left_b) = (run.before - i, run.after - j);
        let (next_a, next_b) = runs.get(at + 1).map_or((a.len(), b.len()), |next| (next.before, next.after));
        let (right_a, right_b) = (next_a - run.before - run.length, next_b - run.after - run.length);
        let (left, right) = (left_a.max(left_b), right_a.max(right_b));
        if left == 0 || right == 0 {
            kept.push(run);
            continue;
        }
        let least = left.min(right);
        let tokens = a.get(run.before..run.before + run.length).unwrap_or(&[]);
        let island = if tokens.iter().any(Token::breaks) {
            false
        } else if tokens.iter().any(Token::parts) {
            run.length <= ISLAND && left_a.min(left_b).min(right_a).min(right_b) >= REWRITTEN
        } else {
            run.length <= ISLAND || (run.length <= LONG_ISLAND && 2 * run.length <= least)
        };
        if !island {
            kept.push(run);
        }
    }
    *runs = kept;
}

/// Gives a character at the edge of a run to the change beside it, where it makes a known word with what changed on either side and belongs less to what
/// follows: 受[理] → 办[理] becomes 受理 → 办理.
fn snap(a: &[Token], b: &[Token], run: &mut Run, rarity: &Rarity) {
    let ideograph =
        |tokens: &[Token], at: Option<usize>| at.and_then(|at| tokens.get(at)).filter(|token| is_ideograph(token)).map(Token::character);
    let bond = |left: Option<char>, right: Option<char>| match (left, right) {
        (Some(left), Some(right)) => rarity.bond(left, right),
        _ => 0.0,
    };
    let start = ideograph(a, Some(run.before));
    let inner = if run.length > 1 { bond(start, ideograph(a, Some(run.before + 1))) } else { 0.0 };
    let outer = bond(ideograph(a, run.before.checked_sub(1)), start).min(bond(ideograph(b, run.after.checked_sub(1)), start));
    if outer > inner && outer >= KNOWN && run.length > 0 {
        *run = Run { before: run.before + 1, after: run.after + 1, length: run.length - 1 };
    }
    // One character before a mark is the end of a word that changed: 力量配[备、] → 装[备、].
    let replaced = |at: usize, of: &[Token]| at > 1 && of.get(at - 1).is_some_and(is_ideograph) && of.get(at - 2).is_some_and(is_ideograph);
    let mark = a.get(run.before + 1).is_some_and(Token::parts);
    if run.length == 2 && mark && start.is_some() && replaced(run.before, a) && replaced(run.after, b) {
        *run = Run { before: run.before + 1, after: run.after + 1, length: 1 };
    }
    let Some(last) = run.length.checked_sub(1) else { return };
    let end = ideograph(a, Some(run.before + last));
    let inner = if last > 0 { bond(ideograph(a, Some(run.before + last - 1)), end) } else { 0.0 };
    let outer = bond(end, ideograph(a, Some(run.before + run.length))).min(bond(end, ideograph(b, Some(run.after + run.length))));
    if outer > inner && outer >= KNOWN {
        run.length -= 1;
    }
}

/// Moves what was only put in or only taken out so that it begins or ends where a clause does: 推进甲，{推进乙，} and not 推进{甲，推进}乙，.
fn slide(a: &[Token], b: &[Token], runs: &mut [Run]) {
    for at in 1..runs.len() {
        let (Some(&left), Some(&right)) = (runs.get(at - 1), runs.get(at)) else { continue };
        let (i, j) = (left.before + left.length, left.after + left.length);
        let (tokens, from, to) = match (right.before - i, right.after - j) {
            (0, 1..) => (b, j, right.after),
            (1.., 0) => (a, i, right.before),
            _ => continue,
        };
        let value = |at: usize| tokens.get(at).map(|token| token.value);
        let parts = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_none_or(Token::parts);
        let worth = |by: usize| u8::from(parts((from - by).checked_sub(1))) + u8::from(parts((to - by).checked_sub(1)));
        let mut best = (worth(0), 0);
        for by in 1..=SLIDE.min(left.length.saturating_sub(1)) {
            if value(from - by) != value(to - by) {
                break;
            }
            if worth(by) > best.0 {
                best = (worth(by), by);
            }
        }
        let by = best.1;
        if let Some(run) = runs.get_mut(at - 1) {
            run.length -= by;
        }
        if let Some(run) = runs.get_mut(at) {
            *run = Run { before: run.before - by, after: run.after - by, length: run.length + by };
        }
    }
}
