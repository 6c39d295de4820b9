//! Turns the rows of a table into indicators: a cell is labelled by the head of its row and, where columns differ in what they count, of its column.
//!
//! A cell with a unit of its own (9期, 下降9.8%) is a figure by itself. A bare numeral takes the unit that the column's head states (2023年（件）),
//! else the row's (案件数（件）), else the one stated once for the table (单位：万元); without any it stays unread. A cell that holds sentences is
//! read as text.

use super::{change, read_text, select, Change, Indicator, Period};
use crate::number::{self, Kind, Quantity, Stated};
use crate::outline::{Role as SectionRole, Section};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{is_blank, is_han, opening_marker, Source};
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Number,
    Unit,
    Beside,
    Plain,
    Earlier,
    Total,
    Growth,
    Fall,
    Rate,
}

static WORDS: LazyLock<Lexicon<Role>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("table_heads.tsv"));
    Lexicon::of(&table, "word", |row| role(row.get("role")))
});

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "number" => Role::Number,
        "unit" => Role::Unit,
        "beside" => Role::Beside,
        "plain" => Role::Plain,
        "earlier" => Role::Earlier,
        "total" => Role::Total,
        "growth" => Role::Growth,
        "fall" => Role::Fall,
        "rate" => Role::Rate,
        _ => return None,
    })
}

/// A head is no longer than this, in characters; longer cells hold text.
const HEAD: usize = 24;
/// So many words may stand beside the figure of a cell (较上年同期下降9.8%).
const BESIDE: usize = 7;
/// How far before a table its unit may be stated.
const CAPTION: usize = 40;
/// No table has more columns; what stands behind is not read, so that one odd line costs no more than its length.
const COLUMNS: usize = 64;

/// The head of one column.
#[derive(Clone)]
struct Head {
    /// Without its unit.
    words: Span,
    /// The head above it, which may reach over several columns.
    over: Option<Span>,
    unit: Option<Stated>,
    role: Option<Role>,
}

/// What a column's numerals are, as far as the rows above say.
struct Reader<'s> {
    source: &'s Source<'s>,
    sections: &'s [Section],
    year: Option<u16>,
    heads: Vec<Head>,
    /// Stated once for the whole table.
    unit: Option<Stated>,
    /// Columns that count or measure something.
    measures: usize,
    /// The row before was a head.
    opened: bool,
}

/// Adds the indicators of one table or several, given by their rows in order.
///
/// Where an empty line stands before a row, another table begins if the row is a head or has another number of cells; a copy that sets an
/// empty line behind every row is still one table.
pub fn read(source: &Source, rows: &[Span], sections: &[Section], year: Option<u16>, found: &mut Vec<Indicator>) {
    let mut reader = Reader { source, sections, year, heads: Vec::new(), unit: None, measures: 0, opened: false };
    // A first cell that reaches down is empty in the rows below: what they count belongs to it.
    let parted = rows.iter().any(|&row| {
        matches!(cells(source, row).as_slice(), [first, second, _, ..] if first.is_empty() && named(source, *second))
            && source.folded(row).iter().any(char::is_ascii_digit)
    });
    let mut part: Option<Span> = None;
    let mut before: Option<(Span, usize)> = None;
    for &row in rows {
        let cells = cells(source, row);
        if cells.iter().all(|&cell| source.folded(cell).iter().all(|c| matches!(c, '-' | ':' | ' ' | '\t'))) {
            continue;
        }
        let quantities = select::quantities(source, row);
        let apart =
            before.is_none_or(|(above, _)| source.folded(Span::new(above.end, row.start)).iter().filter(|&&c| c == '\n').count() > 1);
        let head = reader.is_head(apart, &cells, &quantities);
        if apart && (head || before.is_none_or(|(_, width)| width != cells.len())) {
            (reader.heads, reader.measures, reader.opened) = (Vec::new(), 0, false);
            reader.unit = caption_unit(source, row.start);
            part = None;
        }
        if head {
            reader.take_head(&cells);
        } else {
            if let Some(&first) = cells.first().filter(|first| parted && !first.is_empty()) {
                part = Some(first).filter(|&first| named(source, first));
            }
            reader.row(row, &cells, &quantities, part, found);
        }
        reader.opened = head;
        before = Some((row, cells.len()));
    }
}

/// The cells of a row. An empty first cell was cut off with the blanks before the row; it is given back.
fn cells(source: &Source, row: Span) -> Vec<Span> {
    let mark = if source.folded(row).contains(&'\t') { '\t' } else { '|' };
    let mut start = row.start;
    if mark == '\t' {
        while start > 0 && is_blank(source.before(start)) && source.before(start) != '\n' {
            start -= 1;
        }
    }
    let piped = mark == '|' && source.at(start) == '|';
    start += usize::from(piped);
    let end = (if piped && source.before(row.end) == '|' { row.end - 1 } else { row.end }).max(start);
    let mut found = Vec::new();
    for cell in source.folded(Span::new(start, end)).split(|&c| c == mark).take(COLUMNS) {
        found.push(source.trim(Span::new(start, start + cell.len())));
        start += cell.len() + 1;
    }
    found
}

/// The unit in `单位：万元` right before the table.
fn caption_unit(source: &Source, table: usize) -> Option<Stated> {
    let before = Span::new(table.saturating_sub(CAPTION), table);
    let at = (before.start..before.end).rev().find(|&at| source.reads(at, "单位:"))?;
    let end = (at + 3..table).find(|&i| matches!(source.at(i), ')' | '\n' | '\t' | '|')).unwrap_or(table);
    let closed = source.folded(Span::new(end, table)).iter().all(|&c| is_blank(c) || matches!(c, ')' | '|' | ':' | '。'));
    number::stated(source, Span::new(at + 3, end)).filter(|_| closed)
}

impl Reader<'_> {
    /// A row of words only, which may open a table (`first`) or states units.
    fn is_head(&self, first: bool, cells: &[Span], quantities: &[Quantity]) -> bool {
        let full: Vec<Span> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let states = |cell: &Span| number::stated(self.source, *cell).is_some();
        let words = |cell: &Span| {
            let figure = quantities.iter().any(|quantity| cell.contains(quantity.span));
            cell.len() <= HEAD && !figure && (!number::is_bare(self.source, *cell) || is_year(self.source, *cell))
        };
        // A second row of heads, below ones that reach over several columns.
        let wide = self.heads.len() < cells.len() || self.heads.iter().skip(1).any(|head| head.words.is_empty());
        let below = self.opened && wide && cells.first().is_some_and(|first| first.is_empty());
        full.len() >= 2 && full.iter().all(words) && (first || below || full.iter().any(states))
    }

    fn take_head(&mut self, cells: &[Span]) {
        let above = std::mem::take(&mut self.heads);
        self.heads = cells
            .iter()
            .enumerate()
            .map(|(i, &cell)| {
                let over = above.iter().take(i + 1).skip(1).rfind(|head| self.opened && !head.words.is_empty());
                let unit = number::stated(self.source, cell);
                let words = unit.as_ref().map_or(cell, |unit| unit.rest);
                let role = role_of(self.source, if words.is_empty() { cell } else { words });
                let unit = unit.or_else(|| over.and_then(|over| over.unit.clone()));
                let own = Head { words, over: over.map(|over| over.words), role, unit };
                // A second row of heads without a word of its own for this column leaves the first one's.
                above.get(i).filter(|_| cell.is_empty() && above.len() == cells.len()).cloned().unwrap_or(own)
            })
            .collect();
        let beside =
            |head: &&Head| matches!(head.role, Some(Role::Number | Role::Unit | Role::Beside | Role::Growth | Role::Fall | Role::Rate));
        // The first of the others names the rows.
        self.measures = self.heads.iter().filter(|head| !beside(head)).skip(1).count();
    }

    /// `part`: the first cell of this row, or of one above that reaches down to it, where it parts the table.
    fn row(&self, row: Span, cells: &[Span], quantities: &[Quantity], part: Option<Span>, found: &mut Vec<Indicator>) {
        let first = found.len();
        let heads: &[Head] = if cells.len() <= self.heads.len() { &self.heads } else { &[] };
        let row_unit =
            heads.iter().position(|head| head.role == Some(Role::Unit)).and_then(|i| number::stated(self.source, *cells.get(i)?));
        // Heads that reached over several columns were copied without them: which of several figures is which, nothing tells.
        let figures = || cells.iter().filter(|cell| self.source.folded(**cell).iter().any(char::is_ascii_digit)).count();
        let unfit = !self.heads.is_empty() && heads.is_empty() && figures() > 1;
        let mut name: Option<Span> = None;
        for (i, &cell) in cells.iter().enumerate() {
            let head = heads.get(i);
            let beside = head.is_some_and(|head| matches!(head.role, Some(Role::Unit | Role::Beside | Role::Number)));
            let own: Vec<Quantity> = quantities.iter().filter(|quantity| cell.contains(quantity.span)).cloned().collect();
            let quantity = match own.as_slice() {
                [] if number::is_bare(self.source, cell) => {
                    if head.is_some_and(|head| head.role == Some(Role::Number)) {
                        continue;
                    }
                    let of_row = name.and_then(|name| number::stated(self.source, name));
                    let plain = head.is_none_or(|head| may_count(self.source, head.words, head.role));
                    let plain = plain && name.is_none_or(|name| may_count(self.source, name, role_of(self.source, name)));
                    let of_table = self.unit.clone().filter(|_| plain);
                    let unit = head.and_then(|head| head.unit.clone()).or_else(|| row_unit.clone()).or(of_row).or(of_table);
                    unit.and_then(|unit| number::in_unit_of(self.source, cell, &unit))
                }
                [] => {
                    if named(self.source, cell) && (!beside || role_of(self.source, cell) == Some(Role::Total)) {
                        name = Some(cell);
                    }
                    None
                }
                // 12个部门 in a column of who is responsible measures nothing.
                [one] if is_figure(self.source, cell, one) => Some(one.clone()).filter(|_| !beside),
                _ => {
                    read_text(self.source, cell, &own, self.sections, self.year, found);
                    None
                }
            };
            let Some(quantity) = quantity else { continue };
            if unfit && own_words(self.source, Span::new(cell.start, quantity.span.start)).is_empty() {
                continue;
            }
            let mut indicator = Indicator::new(self.source, found.len(), row, &quantity, self.sections);
            let before = self.source.trim(Span::new(cell.start, quantity.span.start));
            let arrow = match self.source.before(quantity.span.start) {
                '↑' => Some(Change::Up),
                '↓' => Some(Change::Down),
                _ => None,
            };
            let said = arrow.or_else(|| change::direction_in(self.source, before));
            indicator.change = said.or_else(|| head.and_then(|head| growth(head, &quantity)));
            if indicator.change.is_some() {
                let level = found.get(first..).unwrap_or(&[]).iter().rfind(|level| level.change.is_none() && level.kind != Kind::Percent);
                indicator.change_of = level.map(|level| level.id);
            }
            (indicator.label, indicator.label_span) = self.label(name, head, Span::new(cell.start, quantity.span.start), &indicator);
            if let Some(part) = part.filter(|&part| name.is_some_and(|name| name != part)) {
                indicator.label.insert_str(0, &self.source.words(bare_name(self.source, part)));
            }
            let planned = indicator.section.and_then(|id| self.sections.get(id)).is_some_and(|s| s.role == SectionRole::Plans);
            indicator.period = planned.then_some(Period::Target);
            found.push(indicator);
        }
    }

    /// The row's name, and the column's where it adds to it: 简易程序案件罚没金额; 罚没金额合计.
    fn label(&self, name: Option<Span>, head: Option<&Head>, before: Span, indicator: &Indicator) -> (String, Span) {
        let name = name.map(|name| bare_name(self.source, name)).filter(|name| !name.is_empty());
        let words = |span: Span| self.source.words(span);
        let mut columns = head.map_or(Vec::new(), |head| self.columns(head, name.is_some()));
        // 行政执法 | 立案23件: what the cell itself says is counted.
        let own = own_words(self.source, before);
        if indicator.change.is_none() && own.len() >= 2 {
            return (name.map_or(String::new(), words) + &words(own), own);
        }
        if let Some(name) = name {
            let last = role_of(self.source, name) == Some(Role::Total);
            columns.insert(if last { columns.len() } else { 0 }, name);
        }
        columns
            .first()
            .map_or((indicator.unit.clone(), indicator.label_span), |&first| (columns.iter().map(|&span| words(span)).collect(), first))
    }

    /// The heads of a column that say something that the row's name does not, a year behind the others.
    fn columns(&self, head: &Head, named: bool) -> Vec<Span> {
        let over = head.over.filter(|&over| self.adds(over, role_of(self.source, over), named));
        let own = Some(head.words).filter(|&words| !words.is_empty() && self.adds(words, head.role, named));
        let late = over.is_some_and(|over| year_in(self.source, over).is_some());
        let heads = if late { [own, over] } else { [over, own] };
        heads.into_iter().flatten().collect()
    }

    fn adds(&self, words: Span, role: Option<Role>, named: bool) -> bool {
        match role {
            Some(Role::Earlier | Role::Total | Role::Rate) => named,
            Some(_) => false,
            None => match year_in(self.source, words) {
                // What stood at another time is told from what the report is about.
                Some(year) => named && self.year.is_some_and(|own| own != year),
                None => !named || self.measures > 1,
            },
        }
    }
}

/// The change that the column's head says its figures are.
fn growth(head: &Head, quantity: &Quantity) -> Option<Change> {
    let share = matches!(quantity.kind, Kind::Percent | Kind::PercentagePoint);
    match head.role {
        Some(Role::Growth) if share || head.unit.is_some() => Some(Change::Up),
        Some(Role::Fall) => Some(Change::Down),
        _ => None,
    }
}

/// May a unit stated for the whole table be that of a column or row with this head?
fn may_count(source: &Source, words: Span, role: Option<Role>) -> bool {
    let rate = source.folded(words).iter().any(|c| matches!(c, '率' | '比' | '幅'));
    !rate && !matches!(role, Some(Role::Number | Role::Growth | Role::Fall | Role::Rate | Role::Beside))
}

/// A cell that may name a row.
fn named(source: &Source, cell: Span) -> bool {
    source.folded(cell).iter().filter(|&&c| is_han(c)).count() >= 2
}

/// What the words of a head, all of them, are known as.
fn role_of(source: &Source, words: Span) -> Option<Role> {
    let chars = source.folded(words);
    WORDS.starting(chars, 0).filter(|(n, _)| *n == chars.len()).map(|(_, role)| *role)
}

/// A figure with few words beside it, none of them a sentence's.
fn is_figure(source: &Source, cell: Span, quantity: &Quantity) -> bool {
    let outside = |at: &usize| !quantity.span.contains(Span::new(*at, *at + 1));
    let rest: Vec<char> = (cell.start..cell.end).filter(outside).map(|at| source.at(at)).filter(|c| !is_blank(*c)).collect();
    rest.len() <= BESIDE && !rest.iter().any(|c| matches!(c, ',' | '。' | ';' | '、'))
}

/// The words before a cell's figure, without those that only lead to it.
fn own_words(source: &Source, before: Span) -> Span {
    let mut span = source.trim(before);
    while !span.is_empty() && matches!(source.before(span.end), '达' | '为' | '共' | '占' | '约' | ':' | '(' | ' ' | '↑' | '↓' | '+')
    {
        span.end -= 1;
    }
    span
}

/// A row's name without its marker, 其中 and unit.
fn bare_name(source: &Source, cell: Span) -> Span {
    let start = opening_marker(source, cell).map_or(cell.start, |marker| marker.words);
    let start = if source.reads(start, "其中:") || source.reads(start, "其中,") { start + 3 } else { start };
    let end = number::stated(source, cell).filter(|_| source.before(cell.end) == ')').map_or(cell.end, |unit| unit.rest.end);
    source.trim(Span::new(start.min(end), end))
}

fn is_year(source: &Source, cell: Span) -> bool {
    cell.len() == 4 && year_in(source, cell).is_some()
}

/// The year that a head opens with: 2022年, 2022.
fn year_in(source: &Source, words: Span) -> Option<u16> {
    let digits = source.folded(Span::new(words.start, words.end.min(words.start + 4)));
    let year = digits.iter().try_fold(0u16, |year, c| Some(year * 10 + c.to_digit(10)? as u16))?;
    ((1949..2100).contains(&year) && !source.at(words.start + 4).is_ascii_digit()).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new(crate::rules::vocabulary!("table_heads.tsv"));
        assert_eq!(table.fault(), None);
        assert!(table.rows().all(|row| role(row.get("role")).is_some()));
    }

    /// Raw words, label and change of the figures of a table in a report on 2023.
    fn figures(rows: &str) -> Vec<String> {
        let text = format!(
            "苍麓县2023年法治政府建设年度报告\n\n一、工作开展情况\n\n全年执法和复议应诉的主要数据按类别汇总，如下表所示。\n{rows}\n"
        );
        let arrow = |change: Option<Change>| change.map_or("", |c| if c == Change::Up { " ↑" } else { " ↓" });
        let indicators = crate::parse(&text, None).indicators;
        indicators.iter().map(|i| format!("{} {}{}", i.raw, i.label, arrow(i.change))).collect()
    }

    #[test]
    fn rows_and_columns_name_a_figure() {
        let rows = "类别\t2022年（件）\t2023年（件）\t同比\t罚没金额（万元）\n\
                    一、普通程序案件\t120\t96\t下降20%\t4.5\n\
                    其中：听证案件\t10\t12\t↑20%\t—\n\
                    合计\t130\t108\t-16.9%\t4.5";
        let want = "120 普通程序案件2022年,96 普通程序案件,20% 普通程序案件 ↓,4.5 普通程序案件罚没金额,10 听证案件2022年,12 听证案件,20% 听证案件 ↑,\
                    130 2022年合计,108 合计,-16.9% 合计 ↑,4.5 罚没金额合计";
        assert_eq!(figures(rows).join(","), want);
        // One column that counts: its head adds nothing.
        assert_eq!(figures("序号\t结果\t案件数\n1\t维持\t42件\n2\t撤销\t3件"), ["42件 维持", "3件 撤销"]);
        assert_eq!(
            figures("行政复议\t收件23件\t审结20件\n行政应诉\t出庭率97%"),
            ["23件 行政复议收件", "20件 行政复议审结", "97% 行政应诉出庭率"]
        );
    }

    #[test]
    fn an_empty_line_parts_tables_of_another_width() {
        let rows = "事项\t数量（件）\n收件\t52\n\n办结\t50\n\n镇\t调解（件）\t培训（场）\n东溪镇\t31\t4";
        assert_eq!(figures(rows), ["52 收件", "50 办结", "31 东溪镇调解", "4 东溪镇培训"]);
    }
}
