//! Turns a text into the list of what the reading repaired or left out in it, for those who ask how it was read.

use crate::extract::citation::{citations, Citation};
use crate::span::Span;
use crate::text::{fold, is_han, opening_marker, paragraphs, Layout, LineKind, Marker, MarkerKind, Source};
use serde::Serialize;

/// What was read otherwise than it stands, of one kind: `furniture` (lines around the report, left out), `joined` (line breaks in the middle
/// of a sentence, with a few characters at both sides), `cut` (headings and paragraphs in the middle of a line), `bracket` (numberings of
/// headings without their opening bracket), `number` (the year of a 发文字号 in other brackets than the 〔〕 of GB/T 9704-2012, 7.2.5), `wide`
/// (full-width digits and letters), `traditional` (Traditional characters).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    pub kind: &'static str,
    pub count: usize,
    /// The first places, at most [`MOST`], in the order of the text; UTF-16 code units.
    pub spans: Vec<Span>,
}

/// So many places of a kind are listed: who wants to see more looks into the text.
pub const MOST: usize = 200;

/// What the reading of a text repaired or left out, one entry for each kind that occurs. Empty for empty text.
pub fn repairs(text: &str) -> Vec<Repair> {
    /// So much of the words on both sides shows which line was joined to which.
    const AROUND: usize = 6;
    let mut source = Source::new(text);
    let (_, breaks) = paragraphs(&source);
    // Short lines have fewer: what stands in the next paragraph was not joined.
    let reach = |near: &mut dyn Iterator<Item = usize>| near.take(AROUND).take_while(|&i| source.at(i) != '\n').count();
    let around = |at: &Span| Span::new(at.start - reach(&mut (0..at.start).rev()), at.end + reach(&mut (at.end..source.len())));
    let wide = |raw: char| matches!(raw, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let traditional = |raw, folded| is_han(raw) && raw != folded;
    let mut folded = [
        ("joined", breaks.iter().map(around).collect()),
        ("wide", runs(&source, |raw, _| wide(raw), |raw| wide(raw) || matches!(raw, '．' | '％'))),
        ("traditional", runs(&source, traditional, is_han)),
    ];
    // The layout closes breaks, which moves positions: what was found so far is finished before.
    folded.iter_mut().for_each(|(_, spans)| source.finish(spans));

    let layout = Layout::new(&mut source);
    let (mut furniture, mut cut, mut bracket) = (Vec::new(), Vec::new(), Vec::new());
    for line in &layout.lines {
        if line.kind == LineKind::Furniture {
            furniture.push(line.span);
            continue;
        }
        let marker = opening_marker(&source, line.span);
        if (0..line.span.start).rev().map(|at| source.at(at)).find(|c| !matches!(c, ' ' | '\t')).is_some_and(|c| c != '\n') {
            cut.push(marker.map_or(line.span, |marker| marker.span));
        }
        let lost = |m: &Marker| m.kind == MarkerKind::HanBracket && is_han(source.at(m.span.start));
        bracket.extend(marker.filter(lost).map(|marker| marker.span));
    }
    let numbers = citations(&source, &layout).iter().filter_map(rebracketed).collect();
    let mut laid = [("furniture", furniture), ("cut", cut), ("bracket", bracket), ("number", numbers)];
    laid.iter_mut().for_each(|(_, spans)| source.finish(spans));
    let all = laid.into_iter().chain(folded).filter(|(_, spans)| !spans.is_empty());
    all.map(|(kind, mut spans)| {
        let count = spans.len();
        spans.truncate(MOST);
        Repair { kind, count, spans }
    })
    .collect()
}

/// The 发文字号 of a cited document, where its year stands in other brackets than 〔〕; [`crate::compare`] reads them as one.
fn rebracketed(citation: &Citation) -> Option<Span> {
    let number = citation.number.as_ref().filter(|number| number.year.is_some())?;
    let other = |c: char| matches!(fold(c), '[' | ']' | '(' | ')' | '【' | '】' | '﹝' | '﹞');
    let long = number.text.chars().count();
    number.text.contains(other).then(|| Span::new(citation.span.end.saturating_sub(long), citation.span.end))
}

/// Each run of characters that `begins` opens and `goes_on` continues; both are asked about the character as it stands.
fn runs(source: &Source, begins: impl Fn(char, char) -> bool, goes_on: impl Fn(char) -> bool) -> Vec<Span> {
    let (mut found, mut open) = (Vec::new(), None::<Span>);
    for (at, raw) in source.raw().chars().enumerate() {
        let here = begins(raw, source.at(at));
        open = match open {
            // Words that stand beside belong to the run up to its last character of the kind.
            Some(run) if goes_on(raw) => Some(if here { Span::new(run.start, at + 1) } else { run }),
            before => {
                found.extend(before);
                here.then(|| Span::new(at, at + 1))
            }
        };
    }
    found.extend(open);
    found
}
