//! Turns the physical lines of a paste into paragraphs: flattened pages are cut before headings, sentences broken across lines are joined.

use super::day::{day_at, year_at};
use super::furniture::{chrome, is_rule, Chrome};
use super::marker::{marker_at, opening_marker, undecorated, MarkerKind};
use super::organ::signature;
use super::source::{is_blank, is_han, Source};
use super::title::is_title;
use crate::span::Span;

/// One paragraph, table row or other line, before it is told what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paragraph {
    pub span: Span,
    /// Cells parted by TAB or `|`.
    pub table: bool,
}

#[derive(Clone, Copy, Debug)]
struct Physical {
    span: Span,
    table: bool,
    /// An empty line stands before it.
    apart: bool,
    /// Blanks stand before it.
    indented: bool,
    /// Its length with the blanks before it: how far it reaches across its page.
    reach: usize,
}

/// From this length on a line may hold several paragraphs.
const LONG: usize = 200;
/// From this length on it is a whole page whose line breaks were lost.
const PAGE: usize = 1500;
/// So far the path, the index table and the title of a flattened page may reach.
const HEAD: usize = 600;
/// A heading is not longer than this.
const HEADING: usize = 60;

/// The paragraphs, and the line breaks (with the blanks around them) that stand in the middle of one.
pub(crate) fn paragraphs(source: &Source) -> (Vec<Paragraph>, Vec<Span>) {
    let broken = physical(source);
    let mut lines = Vec::with_capacity(broken.len());
    for &line in &broken {
        if line.table {
            lines.push(line);
        } else {
            let flat = line.span.len() > LONG && (broken.len() <= 6 || line.span.len() > PAGE);
            split(source, line, flat, &mut lines);
        }
    }
    join(source, &lines)
}

fn physical(source: &Source) -> Vec<Physical> {
    let mut lines: Vec<Physical> = Vec::new();
    let (mut start, mut breaks) = (0, 0);
    for end in 0..=source.len() {
        if end < source.len() && source.at(end) != '\n' {
            continue;
        }
        let whole = Span::new(start, end);
        let span = source.trim(whole);
        if !span.is_empty() {
            let table = is_row(source, span);
            // One half-width blank parts words; it does not set a paragraph in.
            let indented = span.start > start + 1 || (span.start > start && source.slice(Span::new(start, start + 1)) != " ");
            lines.push(Physical { span, table, apart: breaks > 1, indented, reach: span.end - start });
            breaks = 0;
        }
        // CR LF is one break, though both characters read as a line break.
        if !(source.at(end) == '\n' && source.slice(Span::new(end, end + 2)) == "\r\n") {
            breaks += 1;
        }
        start = end + 1;
    }
    lines
}

/// A table row: two cells or more with a TAB between them, or a line that pipes cut into cells.
fn is_row(source: &Source, span: Span) -> bool {
    let chars = source.folded(span);
    chars.contains(&'\t') || (chars.first() == Some(&'|') && chars.iter().filter(|&&c| c == '|').count() > 1)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';' | ':' | '”' | '’' | ')' | '】' | '」' | '*' | '…')
}

/// Cuts a line where a run of blanks parts two headings, or a heading from its text. Ordinary lines come out whole.
/// `flat`: the line is (nearly) the whole text, so single blanks may stand for lost line breaks too.
fn split(source: &Source, line: Physical, flat: bool, out: &mut Vec<Physical>) {
    let Span { mut start, end } = line.span;
    let long = line.span.len() > LONG;
    // Behind the last full stop of a flattened page stand signature, date and buttons; before its first sentence, path and title.
    let tail = if flat { (start..end).rev().find(|&i| source.at(i) == '。').map_or(end, |i| i + 1) } else { end };
    let head = if flat { start + HEAD } else { start };
    let piece = |start: usize, end: usize| {
        let first = start == line.span.start;
        let reach = if first { line.reach + end - line.span.end } else { end - start };
        Physical { span: Span::new(start, end), apart: line.apart || !first, indented: line.indented && first, reach, ..line }
    };
    let (mut at, mut stopped, mut opening) = (start, false, true);
    while at < end {
        if !is_blank(source.at(at)) {
            stopped |= source.at(at) == '。';
            at += 1;
            continue;
        }
        let next = (at..end).find(|&i| !is_blank(source.at(i))).unwrap_or(end);
        let wide = next - at > 1;
        let before = source.before(at);
        let figures = before.is_ascii_alphanumeric() || source.at(next).is_ascii_alphanumeric();
        let marker = marker_at(source, next).map(|m| m.kind);
        let level = matches!(marker, Some(MarkerKind::Han | MarkerKind::HanBracket | MarkerKind::Chapter | MarkerKind::Part));
        let in_heading = !stopped && at - start <= HEADING && opening_marker(source, Span::new(start, at)).is_some();
        let cut = if wide {
            let heading = marker.is_some_and(|kind| kind != MarkerKind::Dash || ends_sentence(before));
            heading || (long && (ends_sentence(before) || in_heading))
        } else {
            long && level && (ends_sentence(before) || in_heading)
        };
        let cut_flat = flat
            && ((level && (opening || before == '|'))
                || (marker.is_some() && (ends_sentence(before) || in_heading))
                || (in_heading && heading_ends(source, Span::new(start, at), next))
                || (at >= tail && !(before.is_ascii_digit() && source.at(next).is_ascii_digit()))
                || ((wide || !figures) && opening && next < head && !stopped));
        if cut || cut_flat {
            // A path with its date line may be long.
            opening &= at - start <= HEADING || (opening && around(source, Span::new(start, at)));
            out.push(piece(start, at));
            start = next;
            stopped = false;
        }
        at = next;
    }
    out.push(piece(start, end));
}

/// Does a heading of a flattened page end before a single blank? The outermost ones stand alone; others do where no full stop comes soon.
fn heading_ends(source: &Source, heading: Span, next: usize) -> bool {
    let (before, first) = (source.before(heading.end), source.at(next));
    // 2023 年 is one word; a text that sets its figures apart does so on both sides.
    let digits = (next..next + 8).find(|&i| !source.at(i).is_ascii_digit()).unwrap_or(next);
    if before.is_ascii_alphanumeric() || (digits > next && is_blank(source.at(digits))) {
        return false;
    }
    let outermost = opening_marker(source, heading).is_some_and(|m| m.kind <= MarkerKind::Han && heading.end > m.words + 3);
    outermost || (!first.is_ascii_alphanumeric() && !stop_within(source, next, heading.start + HEADING))
}

fn stop_within(source: &Source, from: usize, to: usize) -> bool {
    (from..to).any(|i| matches!(source.at(i), '。' | '\n' | '\0'))
}

/// Joins lines that a page broke in mid-sentence.
fn join(source: &Source, lines: &[Physical]) -> (Vec<Paragraph>, Vec<Span>) {
    let style = Style::of(source, lines);
    let finishes = style.finishes(source, lines);
    let mut out: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut breaks = Vec::new();
    // Whether the paragraph under way has an unclosed 《 or “ is asked of its last line only, so that one lost mark joins two lines at most.
    for (i, line) in lines.iter().enumerate() {
        let joins = i > 0
            && lines.get(i - 1).is_some_and(|before| {
                style.joins(
                    source,
                    out.last().map_or(before.span, |last| last.span),
                    before,
                    line,
                    finishes.get(i).copied().unwrap_or(false),
                )
            });
        match out.last_mut() {
            Some(last) if joins && !last.table => {
                let between = Span::new(last.span.end, line.span.start);
                if source.folded(between).contains(&'\n') {
                    breaks.push(between);
                }
                last.span.end = line.span.end;
            }
            _ => out.push(Paragraph { span: line.span, table: line.table }),
        }
    }
    (out, breaks)
}

/// How a text sets its paragraphs apart.
struct Style {
    /// Empty lines stand between most of them: lines without one between are one paragraph.
    spaced: bool,
    /// Lines are broken at this width, and most of them are full.
    width: Option<usize>,
    /// Nearly all that are full end exactly there.
    exact: bool,
    /// Paragraphs start with blanks.
    indents: bool,
}

impl Style {
    fn of(source: &Source, lines: &[Physical]) -> Self {
        let plain: Vec<&Physical> = lines.iter().filter(|line| !line.table).collect();
        let many = plain.len() >= 8;
        let apart = plain.iter().filter(|line| line.apart).count();
        let indents = plain.iter().filter(|line| line.indented).count() * 8 > plain.len();
        let mut lengths: Vec<usize> = plain.iter().map(|line| line.reach).filter(|&n| n >= 12).collect();
        crate::order::plain(&mut lengths);
        let width = lengths.get(lengths.len() * 9 / 10).copied().filter(|&width| many && lengths.len() >= 8 && width <= 80);
        // A narrow column: many lines end at its edge, nearly none beyond, and those that do end there end in mid-sentence.
        let width = width.filter(|&width| {
            let full: Vec<_> = plain.iter().filter(|line| line.reach * 10 >= width * 9).collect();
            let beyond = plain.iter().filter(|line| line.reach > width + 6).count();
            let open = full.iter().filter(|line| !ends_sentence(source.before(line.span.end))).count();
            full.len() * 10 >= lengths.len() * 3 && beyond * 30 <= lengths.len() && open * 2 >= full.len()
        });
        // A machine breaks lines at the character; a printer leaves some of them shorter.
        let near = |width: usize| plain.iter().filter(|line| line.reach * 10 >= width * 9).count();
        let at = |width: usize| plain.iter().filter(|line| line.reach + 1 >= width).count();
        let exact = width.is_some_and(|width| at(width) * 10 >= near(width) * 8);
        let edge = Self::edge(source, &plain).filter(|_| width.is_none() || !exact);
        let (width, exact) = (edge.or(width), exact || edge.is_some());
        Self { exact, spaced: many && apart * 10 >= plain.len() * 6, width, indents }
    }

    /// Where few lines are full: the length of the longest ones, if several end at the very same place and in mid-sentence, nothing apart
    /// behind them. Paragraphs that end by themselves do not.
    fn edge(source: &Source, plain: &[&Physical]) -> Option<usize> {
        const SEVERAL: usize = 3;
        const NARROW: usize = 16;
        let edge = plain.iter().map(|line| line.reach).max().filter(|&edge| edge >= NARROW)?;
        let (mut full, mut open) = (0, 0);
        for (i, line) in plain.iter().enumerate().filter(|(_, line)| line.reach == edge) {
            let prose = source.folded(line.span).iter().any(|c| matches!(c, ',' | '、' | '。' | ';'));
            let goes_on = plain.get(i + 1).is_some_and(|next| !next.apart && !next.indented);
            full += 1;
            open += usize::from(prose && goes_on && !ends_sentence(source.before(line.span.end)));
        }
        (open >= SEVERAL && open * 10 >= full * 8).then_some(edge)
    }

    /// For each line: does the run of lines without an empty line between, from here on, come to the end of a sentence?
    fn finishes(&self, source: &Source, lines: &[Physical]) -> Vec<bool> {
        let mut finishes = vec![false; lines.len()];
        for (i, line) in lines.iter().enumerate().rev() {
            let next =
                lines.get(i + 1).is_some_and(|next| !next.apart && !next.indented && !next.table && finishes.get(i + 1) == Some(&true));
            finishes[i] = next || ends_sentence(source.before(line.span.end));
        }
        finishes
    }

    /// Does `line` go on with the sentence of the line before it?
    fn joins(&self, source: &Source, paragraph: Span, before: &Physical, line: &Physical, finishes: bool) -> bool {
        if cuts_figure(source, before.span, line.span) {
            return !before.table && !line.table;
        }
        // The last question costs most.
        self.goes_on(source, paragraph, before, line, finishes)
            && (leaves_open(source, before.span) || (!around(source, before.span) && !around(source, line.span)))
    }

    fn goes_on(&self, source: &Source, paragraph: Span, before: &Physical, line: &Physical, finishes: bool) -> bool {
        if before.table || line.table || is_rule(source, before.span) || is_rule(source, line.span) {
            return false;
        }
        let (last, first) = (source.before(before.span.end), source.at(line.span.start));
        // A remark in brackets under the date of the signature.
        if first == '(' && signature(source, before.span).is_some_and(|(_, day)| day.is_some()) {
            return false;
        }
        let full = self.width.is_some_and(|width| if self.exact { before.reach + 1 >= width } else { before.reach * 20 >= width * 17 })
            && !line.apart
            && !line.indented;
        // A marker alone on its line belongs to the words of the next one.
        let alone = marker_at(source, undecorated(source, before.span)).is_some_and(|m| m.span.end == before.span.end);
        if alone && opening_marker(source, line.span).is_none() {
            return true;
        }
        if let Some(marker) = opening_marker(source, line.span) {
            // Where every line is full, 二是 may come to stand at the start of one in mid-sentence, and even 不统⏎一、 or “12⏎·4”.
            let open = is_han(last) || matches!(last, ',' | '、' | ';' | '“' | '《');
            let running = self.indents || stop_within(source, paragraph.start, paragraph.end) || leaves_open(source, before.span);
            return full && open && (running && (marker.kind.ranked() || self.indents));
        }
        if matches!(last, ',' | '、' | '《' | '“' | '(' | '〔')
            || matches!(first, ',' | '、' | ';' | '。' | '》' | '”' | ')' | '%' | '〔' | '〕')
        {
            return true;
        }
        if leaves_open(source, before.span) {
            return true;
        }
        let heading = opening_marker(source, before.span).is_some() && !source.folded(before.span).contains(&'。');
        if self.spaced && !line.apart && !line.indented && finishes && !heading && is_han(last) {
            return before.span.len() > 1;
        }
        full && (!matches!(last, '。' | '!' | '?' | ':' | ';') || self.indents)
    }
}

/// 3⏎—5名, 2⏎.5%, 2022-01-⏎14: does a line break cut a figure or a date?
fn cuts_figure(source: &Source, before: Span, line: Span) -> bool {
    let joint = |c: char| matches!(c, '—' | '-' | '–' | '~' | '.' | '‰' | '/' | ':');
    let (last, first) = (source.before(before.end), source.at(line.start));
    let from = last.is_ascii_digit() && joint(first) && source.at(line.start + 1).is_ascii_digit();
    let to = joint(last) && source.before(before.end - 1).is_ascii_digit() && first.is_ascii_digit();
    // 12⏎34件 is one figure, 2023⏎2024-01-05 two.
    let within = last.is_ascii_digit() && first.is_ascii_digit() && before.len() >= 12 && day_at(source, line.start).is_none();
    let counted = within
        && opening_marker(source, line).is_none()
        && source.folded(Span::new(line.start, line.end.min(line.start + 8))).iter().any(|&c| is_han(c));
    let year = year_at(source, line.start).is_some_and(|(_, end)| source.at(end) == '年');
    from || (counted && !year) || (to && opening_marker(source, before).is_none_or(|marker| marker.span.end < before.end))
}

/// Does a line stand around the text, or is it a title? Neither goes on in the next line as a sentence does.
fn around(source: &Source, span: Span) -> bool {
    matches!(chrome(source, span), Some(Chrome::Line | Chrome::Index | Chrome::Path)) || is_title(source, span)
}

/// Does a line end inside 《…》 or “…”? Only its last characters are asked.
fn leaves_open(source: &Source, span: Span) -> bool {
    let from = span.end.saturating_sub(HEADING).max(span.start);
    let last = (from..span.end).rev().find(|&i| matches!(source.at(i), '《' | '》' | '“' | '”' | '。'));
    last.is_some_and(|i| matches!(source.at(i), '《' | '“'))
}
