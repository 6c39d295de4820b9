//! Turns lines that open with a numbering into headings with levels: which of them are headings, how deep each stands, where its words end.

use crate::span::Span;
use crate::text::{is_blank, opening_marker, Layout, LineKind, Marker, MarkerKind, Source};

/// A heading before it has a role.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub marker: Marker,
    /// Its words without marker and closing mark.
    pub title: Span,
    /// 1 for the outermost.
    pub level: u8,
    pub parent: Option<usize>,
    /// End of the last line under it.
    pub end: usize,
}

/// The headings of a text, in order, with their places in its own tree.
pub(super) fn headings(source: &Source, layout: &Layout) -> Vec<Heading> {
    let mut headings = candidates(source, layout);
    nest(&mut headings);
    // A parent ends where the last heading under it ends.
    for i in (0..headings.len()).rev() {
        let Some(&Heading { end, parent: Some(parent), .. }) = headings.get(i) else { continue };
        if let Some(above) = headings.get_mut(parent) {
            above.end = above.end.max(end);
        }
    }
    headings
}

/// Lines that open with a marker and are headings; each ends where the last line before the next one ends.
fn candidates(source: &Source, layout: &Layout) -> Vec<Heading> {
    let lines = layout.lines.get(..layout.outline_end).unwrap_or(&layout.lines);
    let markers: Vec<Option<Marker>> = lines
        .iter()
        .map(|line| {
            if line.kind == LineKind::Body {
                opening_marker(source, line.span).filter(|m| !enumerates(source, m, line.span))
            } else {
                None
            }
        })
        .collect();
    let count = |kind: MarkerKind| markers.iter().flatten().filter(|m| m.kind == kind).count();
    // A single dash is an attribution or an aside; 最后, without 首先, closes a speech.
    let (dashes, firsts) = (count(MarkerKind::Dash) > 1, count(MarkerKind::First) > 1);
    let mut headings: Vec<Heading> = Vec::new();
    for (line, marker) in lines.iter().zip(&markers) {
        let kept = marker.filter(|m| (m.kind != MarkerKind::Dash || dashes) && (m.kind != MarkerKind::First || firsts));
        match kept.map(|marker| (marker, title(source, &marker, line.span))) {
            Some((marker, title)) if !title.is_empty() => {
                headings.push(Heading { marker, title, level: 1, parent: None, end: line.span.end })
            }
            _ if matches!(line.kind, LineKind::Body | LineKind::Table) => {
                if let Some(last) = headings.last_mut() {
                    last.end = line.span.end;
                }
            }
            _ => {}
        }
    }
    headings
}

/// Does the line that a marker opens go on with the next number of its kind? Then it lists several things and is no heading.
fn enumerates(source: &Source, marker: &Marker, line: Span) -> bool {
    use MarkerKind::{Among, ArabicBracket, Circled, First, Is, Must, Ordinal};
    if !matches!(marker.kind, ArabicBracket | Circled | Ordinal | Among | First | Is | Must) {
        return false;
    }
    (marker.words..line.end).any(|at| {
        matches!(source.before(at), ';' | '。' | ',' | ':')
            && crate::text::marker_at(source, at).is_some_and(|next| next.kind == marker.kind && next.number == marker.number + 1)
    })
}

/// The words of a heading: to the end of its line, or, where the paragraph runs on, to its first `。` (`:` where that comes first).
fn title(source: &Source, marker: &Marker, line: Span) -> Span {
    let stop = (marker.words..line.end).find(|&at| matches!(source.at(at), '。' | '!' | '?') && !quoted(source, at, line.end));
    let upto = stop.unwrap_or(line.end);
    let colon = (marker.words..upto).find(|&at| source.at(at) == ':' && ends_phrase(source, at));
    let end = match (colon, stop) {
        // A colon inside a heading that stands alone is part of it: 一、抓基层:推进平台建设.
        (Some(colon), Some(_)) => colon,
        _ => upto,
    };
    let mut span = source.trim(Span::new(marker.words, end));
    while span.start < span.end && matches!(source.before(span.end), '*' | '#' | ':' | ';' | ',' | '。' | ' ') {
        span.end -= 1;
    }
    while span.start < span.end && matches!(source.at(span.start), '*' | ' ') {
        span.start += 1;
    }
    span
}

/// A stop before a closing mark that was opened in the heading: “…。”, or inside 《》.
fn quoted(source: &Source, at: usize, end: usize) -> bool {
    at + 1 < end && matches!(source.at(at + 1), '》' | '〉')
}

/// Does a colon end a phrase? Not between digits (1:2, 8:30).
fn ends_phrase(source: &Source, at: usize) -> bool {
    !(source.before(at).is_ascii_digit() && source.at(at + 1).is_ascii_digit()) && !is_blank(source.before(at))
}

/// Gives each heading its level and parent. Ranked kinds take their place by rank; the others go under whatever stands open.
fn nest(headings: &mut [Heading]) {
    let mut open: Vec<(MarkerKind, usize)> = Vec::new();
    for (i, heading) in headings.iter_mut().enumerate() {
        let kind = heading.marker.kind;
        if let Some(depth) = open.iter().position(|&(other, _)| other == kind) {
            open.truncate(depth);
        } else if kind.ranked() {
            // 一、 closes (一) and whatever unranked list stood open, unless that list holds the ranked one: —— … (1) … ——.
            let depth = open.iter().position(|&(other, _)| !other.ranked() || other > kind).unwrap_or(open.len());
            open.truncate(depth);
        }
        heading.parent = open.last().map(|&(_, id)| id);
        open.push((kind, i));
        heading.level = u8::try_from(open.len()).unwrap_or(u8::MAX);
    }
}
