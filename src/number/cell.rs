//! Turns a bare numeral in a table cell, and the unit that its head states, into a quantity.

use super::decimal::Decimal;
use super::quantity::{self, Reading};
use super::unit::{self, Counts};
use super::{Kind, Quantity};
use crate::span::Span;
use crate::text::{is_blank, Source};

/// The unit that a head states for the bare numerals of its column or row: `罚没金额（万元）` states 元, times 10^4.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Where it stands, 万 left out.
    written: Span,
    name: String,
    kind: Kind,
    power: i32,
    /// What the head says besides: empty where the unit is all of it (人次).
    pub rest: Span,
}

/// The unit in a head: in brackets at its end (2023年（件）, 金额（单位：万元）), before 数 (办件数), or all of it (人次). `None` where it states none.
pub fn stated(source: &Source, head: Span) -> Option<Stated> {
    let head = source.trim(head);
    let chars = source.folded(Span::new(0, head.end));
    let whole = |span: Span, rest: Span| unit_in(chars, span).map(|unit| Stated { rest, ..unit });
    if source.before(head.end) == ')' {
        let open = (head.start..head.end).rev().find(|&at| source.at(at) == '(')?;
        return whole(Span::new(open + 1, head.end - 1), source.trim(Span::new(head.start, open)));
    }
    if let Some(found) = whole(head, Span::new(head.start, head.start)) {
        return Some(found);
    }
    if source.before(head.end) != '数' {
        return None;
    }
    // Only what counts behind every numeral: 部门数 and 单位数 count no 门 and no 位.
    (head.start..head.end).find_map(|at| {
        let unit = unit::at(chars, at).filter(|unit| unit.span.end + 1 == head.end && unit.span.start == at)?;
        let sure = unit.counts == Counts::One || (unit.counts == Counts::Any && unit.span.len() > 1) || unit.name == "天";
        sure.then(|| Stated { written: unit.written(), name: unit.name, kind: unit.kind, power: 0, rest: head })
    })
}

/// A span that is a unit and nothing else, with 万 or 亿 before it and 单位: in front of that.
fn unit_in(chars: &[char], span: Span) -> Option<Stated> {
    let colon = (span.start..span.end).rev().find(|&at| chars.get(at) == Some(&':')).map_or(span.start, |at| at + 1);
    let blank = |at: &usize| chars.get(*at).is_some_and(|&c| is_blank(c));
    let start = (colon..span.end).find(|at| !blank(at))?;
    let end = (start..span.end).rev().find(|at| !blank(at))? + 1;
    let chars = chars.get(..end)?;
    let (mut at, mut power) = (start, 0);
    loop {
        if let Some(unit) = unit::at(chars, at).filter(|unit| unit.span.end == end && unit.counts != Counts::Never && unit.name != "成") {
            let written = unit.written();
            return Some(Stated { written, name: unit.name, kind: unit.kind, power, rest: Span::new(start, start) });
        }
        power += match chars.get(at)? {
            '万' => 4,
            '亿' => 8,
            '千' => 3,
            '百' => 2,
            _ => return None,
        };
        at += 1;
    }
}

/// Is the cell a numeral and nothing else?
pub fn is_bare(source: &Source, cell: Span) -> bool {
    numeral(source, cell).is_some()
}

/// The quantity that a bare numeral is in the unit of its head; `None` where the cell holds anything else.
pub fn quantity(source: &Source, cell: Span, unit: &Stated) -> Option<Quantity> {
    let (bare, value) = numeral(source, cell)?;
    Some(Quantity {
        span: source.trim(cell),
        numeral: bare.numeral,
        unit_span: Span::new(bare.span.end, bare.span.end),
        written: unit.written,
        value: value.shift(unit.power)?.to_f64(),
        upper: None,
        unit: unit.name.clone(),
        kind: unit.kind,
        qualifier: bare.qualifier,
    })
}

/// The number that a cell is, with its sign.
fn numeral(source: &Source, cell: Span) -> Option<(quantity::Bare, Decimal)> {
    let cell = source.trim(cell);
    let chars = source.folded(Span::new(0, cell.end));
    let negative = matches!(chars.get(cell.start), Some('-' | '−'));
    let start = cell.start + usize::from(negative || chars.get(cell.start) == Some(&'+'));
    if !chars.get(start)?.is_ascii_digit() {
        return None;
    }
    let Reading::Bare(bare) = quantity::read(chars, start, start) else { return None };
    let value = if negative { bare.value.negate() } else { bare.value };
    (bare.span.end == cell.end).then_some((bare, value))
}
