//! Turns title, page head and signature into the report's particulars.

mod head;
mod region;

use crate::outline::is_review;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{day_within, fold, opening_marker, organs, places, signature, year_at, Day, Layout, LineKind, Source};
use head::Head;
use serde::Serialize;
use std::sync::LazyLock;

/// What the report is: all null or empty where the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The report's own title; line breaks inside become one space.
    pub title: Option<String>,
    /// The place whose year it is, as its name stands in the text.
    pub region: Option<String>,
    /// Who issues it, as signed or as the title says.
    pub issuers: Vec<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The page's date line (发布日期), ISO.
    pub published: Option<String>,
    /// The date under the signature (成文日期), ISO.
    pub signed: Option<String>,
}

/// The particulars of a report. Everything is null or empty where the text does not say it.
pub fn meta(source: &Source, layout: &Layout) -> Meta {
    let head = Head::read(source, layout);
    let signed = Signed::read(source, layout);
    let title = Title::read(source, layout);
    let mut issuers = if signed.bodies.is_empty() { title.bodies.clone() } else { signed.bodies };
    if issuers.is_empty() {
        issuers = under_title(source, layout);
    }
    if issuers.is_empty() {
        issuers = head.bodies.clone();
    }
    if issuers.is_empty() {
        issuers = speaker(source, layout);
    }
    let region = region::region(source, layout, &issuers, &title);
    let issuers = issuers.iter().map(|&body| full_name(source, body, region)).collect();
    let published = head.published();
    // The day in brackets under the title of a speech is that of the session.
    let signed = signed.day.or(head.signed.filter(|_| !title.session));
    Meta {
        title: (!title.words.is_empty()).then_some(title.words),
        region: region.map(|span| name(source, span)),
        issuers,
        year: year(source, layout, title.session, published, signed),
        published: published.map(Day::iso),
        signed: signed.map(Day::iso),
    }
}

/// Words of a span without blanks and line breaks inside.
fn name(source: &Source, span: Span) -> String {
    source.words(span).split_whitespace().collect()
}

#[derive(Default)]
struct Signed {
    bodies: Vec<Span>,
    day: Option<Day>,
}

impl Signed {
    fn read(source: &Source, layout: &Layout) -> Self {
        let mut signed = Self::default();
        for line in layout.lines.iter().filter(|line| line.kind == LineKind::Signature) {
            if let Some((bodies, day)) = signature(source, line.span) {
                signed.bodies.extend(bodies);
                signed.day = signed.day.or(day);
            }
        }
        signed
    }
}

#[derive(Default)]
struct Title {
    words: String,
    bodies: Vec<Span>,
    place: Option<Span>,
    /// A 政府工作报告 is named after the year of the session, not after the year that it looks back on.
    session: bool,
}

impl Title {
    fn read(source: &Source, layout: &Layout) -> Self {
        let mut title = Self::default();
        let bare = |line: Span| -> String {
            source
                .words(line)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .trim_matches(|c| matches!(fold(c), '*' | '#' | ' '))
                .to_string()
        };
        title.words = layout.title.iter().map(|&line| bare(line)).collect::<Vec<_>>().join(" ");
        title.session = title.words.contains("政府工作") && !title.words.contains("法治") && !title.words.contains("依法");
        for &line in &layout.title {
            // A name may hold words that a subject begins with (全面依法治县委员会办公室), so the larger pieces are asked first.
            for piece in pieces(source, line, false) {
                if title.bodies.is_empty() {
                    title.bodies = organs(source, piece);
                }
            }
            for piece in pieces(source, line, true) {
                if title.bodies.is_empty() {
                    title.bodies = organs(source, piece);
                }
                // A place that the subject or a year follows at once: 某区2023年度…, 2020年某区法治政府….
                let chain = places(source, piece);
                if let Some(&last) = chain.last().filter(|last| title.place.is_none() && last.end == piece.end) {
                    title.place = Some(last);
                }
            }
        }
        title
    }
}

/// Where the name of a body or place in a title ends: 关于, or the words that its subject begins with.
static CUTS: LazyLock<Lexicon<Cut>> =
    LazyLock::new(|| Lexicon::of(&cuts(), "word", |row| Some(if row.get("role") == "about" { Cut::About } else { Cut::Subject })));

fn cuts() -> Table {
    Table::new(crate::rules::vocabulary!("title_cuts.tsv"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    About,
    Subject,
}

/// The pieces of a title that may name a body or a place: it is cut at 关于, at years, and, where `at_subject` says so, before the subject.
fn pieces(source: &Source, line: Span, at_subject: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut at) = (line.start, line.start);
    while at < line.end {
        let cut = match year_at(source, at) {
            Some((_, end)) => Some(end + usize::from(source.at(end) == '年') + usize::from(source.reads(end, "年度"))),
            None if matches!(source.at(at), '*' | '#' | '《' | '》' | '(' | ')') => Some(at + 1),
            None => CUTS.starting(source.chars(), at).filter(|(_, cut)| at_subject || **cut == Cut::About).map(|(len, _)| at + len),
        };
        match cut {
            Some(after) => {
                found.push(source.trim(Span::new(start, at)));
                start = after;
                at = after;
            }
            None => at += 1,
        }
    }
    found.push(source.trim(Span::new(start.min(line.end), line.end)));
    found.retain(|piece| !piece.is_empty());
    found
}

/// The bodies that a line under the title names, and nothing else.
fn under_title(source: &Source, layout: &Layout) -> Vec<Span> {
    let addresses = layout.lines.iter().filter(|line| line.kind == LineKind::Address);
    addresses.map(|line| organs(source, line.span)).find(|bodies| !bodies.is_empty()).unwrap_or_default()
}

/// 我代表市人民政府,向大会报告工作.
fn speaker(source: &Source, layout: &Layout) -> Vec<Span> {
    const LINES: usize = 4;
    for line in layout.body().take(LINES) {
        let end = line.span.end.min(line.span.start + 200);
        for at in (line.span.start..end).filter(|&at| source.reads(at, "我代表")) {
            let to = (at..end).find(|&i| matches!(source.at(i), ',' | '向' | '。')).unwrap_or(end);
            let bodies = organs(source, Span::new(at + 3, to));
            if !bodies.is_empty() {
                return bodies;
            }
        }
    }
    Vec::new()
}

/// 市人民政府 of 某市 is 某市人民政府.
fn full_name(source: &Source, body: Span, region: Option<Span>) -> String {
    let words = name(source, body);
    let Some(region) = region else { return words };
    let place = name(source, region);
    match (words.chars().next(), place.chars().last()) {
        (Some(first), Some(last)) if first == last && !words.starts_with(&place) => format!("{place}{}", &words[first.len_utf8()..]),
        _ => words,
    }
}

/// The year reported on: the title's. A speech names the session's year instead and looks back on the one before; an undated title leaves
/// it to the first year that the text names, or to the year before it was signed.
fn year(source: &Source, layout: &Layout, session: bool, published: Option<Day>, signed: Option<Day>) -> Option<u16> {
    const LINES: usize = 12;
    let stated = layout.year(source);
    if session {
        let held = |line: Span| day_within(source, line.start, line.end.min(line.start + 100));
        let addresses = layout.lines.iter().filter(|line| line.kind == LineKind::Address).map(|line| line.span);
        // A session held in the last months of a year looks back on that year.
        if let Some(day) = addresses.chain(layout.title.iter().copied()).find_map(held) {
            return Some(if day.month <= 6 { day.year - 1 } else { day.year });
        }
        if let Some(year) = stated {
            return Some(year - 1);
        }
    } else if stated.is_some() {
        return stated;
    }
    if stated.is_none() && (session || (layout.title.is_empty() && !speaker(source, layout).is_empty())) {
        if let Some(year) = spoken(source, layout) {
            return Some(year);
        }
    }
    let dated = signed.or(published).map(|day| day.year);
    let mut named = layout.body().take(LINES).flat_map(|line| {
        let end = line.span.end.min(line.span.start + 300);
        let cited = |at: usize| {
            let mark = (line.span.start..at).rev().find(|&i| matches!(source.at(i), '《' | '》'));
            mark.is_some_and(|i| source.at(i) == '《')
        };
        let years = (line.span.start..end).filter_map(move |at| year_at(source, at).filter(|_| !cited(at)));
        years.filter(|&(_, end)| source.at(end) == '年').map(|(year, _)| year)
    });
    let first = named.find(|&year| dated.is_none_or(|latest| year <= latest && year + 2 >= latest));
    first.or(dated.map(|year| year - 1))
}

/// The year that a speech without a date looks back on: its headings say it (2010年工作回顾, 2011年的工作), else the year named most often,
/// of several the last.
fn spoken(source: &Source, layout: &Layout) -> Option<u16> {
    const HEADING: usize = 40;
    let years = |span: Span| (span.start..span.end).filter_map(|at| year_at(source, at)).filter(|&(_, end)| source.at(end) == '年');
    let heading = layout.body().filter(|line| line.span.len() <= HEADING && opening_marker(source, line.span).is_some());
    let mut headed = heading.filter_map(|line| years(line.span).next().map(|(year, _)| (line.span, year)));
    if let Some((line, year)) = headed.next() {
        return Some(if is_review(source, line) { year } else { year - 1 });
    }
    let mut named: Vec<(u16, usize)> = Vec::new();
    for (year, _) in layout.body().flat_map(|line| years(line.span)) {
        match named.iter_mut().find(|(other, _)| *other == year) {
            Some((_, times)) => *times += 1,
            None => named.push((year, 1)),
        }
    }
    named.into_iter().max_by_key(|&(year, times)| (times, year)).map(|(year, _)| year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(cuts().fault(), None);
    }

    #[test]
    fn a_text_that_says_nothing_gives_nothing() {
        for text in ["", "一", "\n\n", "Hello, world."] {
            let mut source = Source::new(text);
            let layout = Layout::new(&mut source);
            assert_eq!(meta(&source, &layout), Meta::default());
        }
    }
}
