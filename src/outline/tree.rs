//! Turns lines that open with a numbering into headings with levels: which of them are headings, how deep each stands, where its words end.

use super::role;
use crate::span::Span;
use crate::text::{first_sentence, is_blank, opening_marker, undecorated, Layout, Line, LineKind, Marker, MarkerKind, Source};

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
    /// The paragraph before it looks back on a whole time (一年来,主要做了以下工作:), so a list that begins here is not under the last heading.
    anew: bool,
}

/// The headings of a text, in order, with their places in its own tree.
pub(super) fn headings(source: &Source, layout: &Layout, reported: Option<u16>) -> Vec<Heading> {
    let mut headings = candidates(source, layout, reported);
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
fn candidates(source: &Source, layout: &Layout, reported: Option<u16>) -> Vec<Heading> {
    let lines = layout.lines.get(..layout.outline_end).unwrap_or(&layout.lines);
    let mut markers: Vec<Option<Marker>> = lines
        .iter()
        .map(|line| {
            if line.kind == LineKind::Body {
                // 首先, 其次 begin sentences, not headings.
                opening_marker(source, line.span).filter(|m| m.kind != MarkerKind::First && !enumerates(source, m, line.span))
            } else {
                None
            }
        })
        .collect();
    bare_headings(source, lines, &mut markers, reported);
    let count = |kind: MarkerKind| markers.iter().flatten().filter(|m| m.kind == kind).count();
    // A single dash is an attribution or an aside.
    let dashes = count(MarkerKind::Dash) > 1;
    let mut headings: Vec<Heading> = Vec::new();
    let mut anew = false;
    for (line, marker) in lines.iter().zip(&markers) {
        let kept = marker.filter(|m| m.kind != MarkerKind::Dash || dashes);
        match kept.map(|marker| (marker, title(source, &marker, line.span))) {
            Some((marker, title)) if !title.is_empty() => {
                headings.push(Heading { marker, title, level: 1, parent: None, end: line.span.end, anew });
                anew = false;
            }
            _ if matches!(line.kind, LineKind::Body | LineKind::Table) => {
                anew = role::looks_back(source, line.span);
                if let Some(last) = headings.last_mut() {
                    last.end = line.span.end;
                }
            }
            _ => {}
        }
    }
    headings
}

/// Where the outermost numbering was lost (no 一、 in the whole text, or none before an annex that follows sections of lower rank), short
/// lines that name a part of such a report open it all the same.
fn bare_headings(source: &Source, lines: &[Line], markers: &mut [Option<Marker>], reported: Option<u16>) {
    /// One such line may be a caption; two make an outline.
    const FEW: usize = 2;
    const LONGEST: usize = 40;
    let first = |outer: bool| {
        let ranked = |m: &Marker| if outer { m.kind < MarkerKind::HanBracket } else { m.kind.ranked() };
        markers.iter().position(|marker| marker.as_ref().is_some_and(ranked)).unwrap_or(lines.len())
    };
    let upto = first(true);
    if upto < lines.len() && upto == first(false) {
        return;
    }
    let names_part = |line: &Line| {
        let start = undecorated(source, line.span);
        let words = Span::new(start, line.span.end);
        let ends = |c: char| matches!(c, '。' | ',' | ';' | ':' | '!' | '?' | '、');
        let short = line.kind == LineKind::Body && (4..=LONGEST).contains(&words.len());
        (short && !source.folded(words).iter().any(|&c| ends(c)) && role::names_part(source, words, reported)).then_some(start)
    };
    let found: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .take(upto)
        .filter(|&(i, _)| markers.get(i) == Some(&None) && lines.get(i + 1).is_some_and(|next| next.kind == LineKind::Body))
        .filter_map(|(i, line)| names_part(line).map(|start| (i, start)))
        .collect();
    if found.len() < FEW {
        return;
    }
    for (i, start) in found {
        if let Some(slot) = markers.get_mut(i) {
            *slot = Some(Marker { kind: MarkerKind::Bare, number: 0, span: Span::new(start, start), words: start });
        }
    }
}

/// Does the line that a marker opens go on with the next number of its kind? Then it lists several things and is no heading.
fn enumerates(source: &Source, marker: &Marker, line: Span) -> bool {
    use MarkerKind::{Among, ArabicBracket, Circled, Is, Must, Ordinal};
    if !matches!(marker.kind, ArabicBracket | Circled | Ordinal | Among | Is | Must) {
        return false;
    }
    (marker.words..line.end).any(|at| {
        matches!(source.before(at), ';' | '。' | ',' | ':')
            && crate::text::marker_at(source, at).is_some_and(|next| next.kind == marker.kind && next.number == marker.number + 1)
    })
}

/// The words of a heading: to the end of its line, or, where the paragraph runs on, to its first `。` (`:` where that comes first).
fn title(source: &Source, marker: &Marker, line: Span) -> Span {
    let rest = Span::new(marker.words, line.end);
    let sentence = first_sentence(source, rest).map_or(rest.end, |first| first.end);
    let stop = (marker.words..sentence).rev().take(4).find(|&at| matches!(source.at(at), '。' | '!' | '?'));
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

/// Does a colon end a phrase? Not between digits (1:2, 8:30).
fn ends_phrase(source: &Source, at: usize) -> bool {
    let ratio = source.before(at).is_ascii_digit() && source.at(at + 1).is_ascii_digit();
    !ratio && !is_blank(source.before(at))
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
        } else if heading.anew && heading.marker.number <= 1 && open.len() > 1 {
            open.pop();
        }
        heading.parent = open.last().map(|&(_, id)| id);
        open.push((kind, i));
        heading.level = u8::try_from(open.len()).unwrap_or(u8::MAX);
    }
}
