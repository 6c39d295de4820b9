//! Turns two readings into what of the later text stands in the earlier one: passages copied, with other numbers, or slightly edited, and their share.
//!
//! Compared are the characters of both bodies without blanks and punctuation, every number alike, so that full-width and half-width punctuation, line breaks and
//! this year's figures part nothing. The share is what stands in passages, also with set phrases and titles taken out: those of the genre say nothing.

mod formula;
mod stream;
mod tile;

use super::model::{Reuse, ReuseKind, ReusePassage, SectionReuse};
use super::section::in_order;
use crate::report::Reading;
use crate::span::Span;
use crate::text::is_blank;
use stream::{Stream, BREAK_AFTER, BREAK_BEFORE};
use tile::{tiles, Tile};

/// Passages in order of the later text. All is empty, and each share 0, where the later report has no body.
pub fn find(before: &Reading, after: &Reading) -> Reuse {
    let (a, b) = (Stream::new(before, BREAK_BEFORE), Stream::new(after, BREAK_AFTER));
    let found = tiles(&a, &b);
    let mut covered = vec![false; b.chars.len()];
    for tile in &found {
        covered.iter_mut().take(tile.after.1).skip(tile.after.0).for_each(|c| *c = true);
    }
    let formulas = formula::marks(after, &b);
    let shares = Shares { standing: sums(&b, |i| covered.get(i) == Some(&true)), all: sums(&b, |_| true) };
    let own = |i: usize| formulas.get(i) != Some(&true);
    let without = Shares { standing: sums(&b, |i| own(i) && covered.get(i) == Some(&true)), all: sums(&b, own) };
    let whole = (0, b.chars.len());
    let moved = moved(&found, &formulas);
    let passage = |(tile, moved): (&Tile, bool)| passage(before, &a, after, &b, tile, moved);
    Reuse {
        copied: shares.standing.last().copied().unwrap_or(0),
        of: shares.all.last().copied().unwrap_or(0),
        share: shares.of(whole),
        share_without_formulas: without.of(whole),
        passages: found.iter().zip(moved.iter().copied()).map(passage).collect(),
        by_section: after.report.sections.iter().map(|s| SectionReuse { after: s.id, share: shares.of(b.within(s.span)) }).collect(),
    }
}

/// Which passages stand in another order than the rest, or a second time. Set phrases stand everywhere: where they stood tells nothing of a move.
fn moved(found: &[Tile], formulas: &[bool]) -> Vec<bool> {
    let set = |tile: &Tile| formulas.get(tile.after.0..tile.after.1).is_some_and(|marks| marks.iter().all(|&mark| mark));
    let mut taken = vec![false; found.iter().map(|tile| tile.before.0 + 1).max().unwrap_or(0)];
    let again: Vec<bool> = found.iter().map(|tile| !set(tile) && std::mem::replace(&mut taken[tile.before.0], true)).collect();
    let places: Vec<Option<usize>> =
        found.iter().zip(&again).map(|(tile, again)| (!again && !set(tile)).then_some(tile.before.0)).collect();
    let kept = in_order(&places);
    let stays = |i: usize| places.get(i).is_none_or(Option::is_none) || kept.get(i) == Some(&true);
    again.iter().enumerate().map(|(i, again)| *again || !stays(i)).collect()
}

/// Counted characters before each token: of those that stand in passages, and of all.
struct Shares {
    standing: Vec<u32>,
    all: Vec<u32>,
}

impl Shares {
    fn of(&self, (from, to): (usize, usize)) -> f64 {
        let between = |sums: &[u32]| match (sums.get(from), sums.get(to)) {
            (Some(low), Some(high)) => f64::from(high - low),
            _ => 0.0,
        };
        let all = between(&self.all);
        if all > 0.0 {
            super::round(between(&self.standing) / all)
        } else {
            0.0
        }
    }
}

fn sums(stream: &Stream, counts: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(stream.chars.len() + 1);
    sums.push(0);
    for i in 0..stream.chars.len() {
        if counts(i) {
            sum += stream.weight(i, i + 1);
        }
        sums.push(sum);
    }
    sums
}

fn passage(before: &Reading, a: &Stream, after: &Reading, b: &Stream, tile: &Tile, moved: bool) -> ReusePassage {
    let (lengths, same) = (tile.before.1 - tile.before.0 + tile.after.1 - tile.after.0, tile.same);
    let (kind, similarity) = if tile.whole() {
        let other = |i: usize| {
            let (p, q) = (tile.after.0 + i, tile.before.0 + i);
            if b.is_number(p) && figure(before, a.span(q)) != figure(after, b.span(p)) {
                b.weight(p, p + 1)
            } else {
                0
            }
        };
        match (0..same).map(other).sum::<u32>() {
            0 => (ReuseKind::Verbatim, 1.0),
            changed => (ReuseKind::Numbers, 1.0 - f64::from(changed) / f64::from(b.weight(tile.after.0, tile.after.1).max(1))),
        }
    } else {
        (ReuseKind::Edited, 2.0 * same as f64 / lengths.max(1) as f64)
    };
    let (before, after) = with_marks((before, a, tile.before), (after, b, tile.after));
    ReusePassage { before, after, similarity: super::round(similarity), kind, moved }
}

/// The figure that a number token writes, without blanks inside.
fn figure(reading: &Reading, span: Span) -> Vec<char> {
    reading.source.folded(span).iter().copied().filter(|&c| !is_blank(c)).collect()
}

/// The spans of a passage with the mark that opens it and the punctuation behind it where both sides share them, so that a copied sentence comes with its full
/// stop; a whole paragraph comes whole.
fn with_marks(
    (before, a, of_a): (&Reading, &Stream, (usize, usize)),
    (after, b, of_b): (&Reading, &Stream, (usize, usize)),
) -> (Span, Span) {
    let bounds = |stream: &Stream, (from, to): (usize, usize)| {
        let span = Span::new(stream.span(from).start, stream.span(to.saturating_sub(1)).end);
        // The next token, or the break, begins where the marks end.
        let line = stream.lines.partition_point(|line| line.end <= from);
        let line = stream.lines.get(line).filter(|line| line.start == from && line.end == to).map(|line| line.span);
        (span, stream.span(to).start, line)
    };
    let ((mut x, x_end, x_line), (mut y, y_end, y_line)) = (bounds(a, of_a), bounds(b, of_b));
    if let (Some(x), Some(y)) = (x_line, y_line) {
        return (x, y);
    }
    let opens = |c: char| matches!(c, '“' | '‘' | '《' | '〈' | '(' | '〔' | '「' | '【');
    let (c, d) = (before.source.before(x.start), after.source.before(y.start));
    if c == d && opens(c) {
        x.start -= 1;
        y.start -= 1;
    }
    while x.end < x_end && y.end < y_end {
        let (c, d) = (before.source.at(x.end), after.source.at(y.end));
        if c != d || is_blank(c) || opens(c) {
            break;
        }
        x.end += 1;
        y.end += 1;
    }
    (x, y)
}
