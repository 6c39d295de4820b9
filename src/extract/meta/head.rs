//! Turns the lines around the title into the days and bodies that a page gives: date line, index table, date in brackets.

use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{day_at, day_within, is_blank, organs, Day, Layout, Line, LineKind, Source};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Published,
    Page,
    Updated,
    Signed,
    Issuer,
    None,
}

static LABELS: LazyLock<Lexicon<Label>> = LazyLock::new(|| {
    Lexicon::of(&table(), "words", |row| {
        Some(match row.get("gives") {
            "published" => Label::Published,
            "page" => Label::Page,
            "updated" => Label::Updated,
            "signed" => Label::Signed,
            "issuer" => Label::Issuer,
            _ => Label::None,
        })
    })
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("particulars.tsv"))
}

/// What the head's labels give.
#[derive(Default)]
pub(super) struct Head {
    published: Option<Day>,
    page: Option<Day>,
    updated: Option<Day>,
    pub signed: Option<Day>,
    pub bodies: Vec<Span>,
}

impl Head {
    pub fn read(source: &Source, layout: &Layout) -> Self {
        /// The date or name stands this near behind its label.
        const NEAR: usize = 40;
        /// A page's head and foot together have no more lines; a long text of furniture is not searched on.
        const LINES: usize = 200;
        let mut head = Self::default();
        for line in layout.lines.iter().filter(|line| line.kind == LineKind::Furniture).take(LINES) {
            let (start, end) = (line.span.start, line.span.end.min(line.span.start + 300));
            let mut labelled = false;
            let mut at = start;
            while at < end {
                let Some((label, after)) = label_at(source, at) else {
                    at += 1;
                    continue;
                };
                labelled = true;
                let value = Span::new(after, next_label(source, after, end.min(after + NEAR)));
                let day = || day_within(source, value.start, value.end);
                match label {
                    Label::Published => head.published = head.published.or_else(day),
                    Label::Page => head.page = head.page.or_else(day),
                    Label::Updated => head.updated = head.updated.or_else(day),
                    Label::Signed => head.signed = head.signed.or_else(day),
                    Label::Issuer if head.bodies.is_empty() => head.bodies = organs(source, cell(source, value)),
                    Label::Issuer | Label::None => {}
                }
                at = after;
            }
            if !labelled {
                head.plain(source, line);
            }
        }
        for line in layout.lines.iter().filter(|line| line.kind == LineKind::Address).take(LINES) {
            head.plain(source, line);
        }
        head
    }

    /// A date line without a label: `2023-01-30 来源:…`, `县司法局 2023-01-30`. In brackets it is the day that the report was signed.
    fn plain(&mut self, source: &Source, line: &Line) {
        let (start, end) = (line.span.start, line.span.end.min(line.span.start + 60));
        let Some((at, day, after)) = (start..end).find_map(|at| day_at(source, at).map(|(day, after)| (at, day, after))) else { return };
        let opening = source.trim(Span::new(start, at));
        let bracket = source.before(at) == '(' && source.at(after) == ')';
        // 2024年1月23日在…会议上 is the day of a speech; …/2024/1/23/art_1.html an address.
        let alone = line.kind == LineKind::Furniture || after == line.span.end || is_blank(source.at(after));
        if bracket && opening.len() == 1 && after + 1 == line.span.end {
            self.signed = self.signed.or(Some(day));
        } else if alone && (opening.is_empty() || (source.at(at + 4) != '年' && source.before(at) != '/')) {
            self.page = self.page.or(Some(day));
        }
    }

    /// The day that the page says it went online; where it does not, the day of its date line, then that of its last change.
    pub fn published(&self) -> Option<Day> {
        self.published.or(self.page).or(self.updated)
    }
}

/// The label that starts at `at`, blanks inside it skipped (索 引 号), and where it ends.
fn label_at(source: &Source, at: usize) -> Option<(Label, usize)> {
    const LONGEST: usize = 12;
    if is_blank(source.at(at)) || !LABELS.begins(source.at(at)) {
        return None;
    }
    let word: Vec<(usize, char)> = (at..at + LONGEST).map(|i| (i, source.at(i))).filter(|&(_, c)| !is_blank(c)).collect();
    let chars: Vec<char> = word.iter().map(|&(_, c)| c).collect();
    let (n, &label) = LABELS.starting(&chars, 0)?;
    word.get(n - 1).map(|&(last, _)| (label, last + 1))
}

fn next_label(source: &Source, from: usize, end: usize) -> usize {
    (from..end).find(|&at| label_at(source, at).is_some()).unwrap_or(end)
}

/// The value of a label without the marks around it: `| 某县人民政府 |`.
fn cell(source: &Source, value: Span) -> Span {
    let mark = |c: char| is_blank(c) || matches!(c, '|' | ':' | '[' | ']' | '【' | '】');
    let start = (value.start..value.end).find(|&i| !mark(source.at(i))).unwrap_or(value.end);
    let end = (start..value.end).find(|&i| matches!(source.at(i), '|' | '\t' | '[' | '【') || is_blank(source.at(i))).unwrap_or(value.end);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }
}
