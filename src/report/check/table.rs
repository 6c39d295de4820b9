//! Turns tables with a row of totals (合计) into sums, column by column, and holds the total against the sentence that points to the table.

use super::sum::{figure, within, Findings};
use crate::extract::indicator::Indicator;
use crate::report::model::CheckKind;
use crate::text::{Layout, LineKind, Source};

/// A table that is off by more than this has columns of another kind.
const MOST_OFF: f64 = 0.2;
/// So near a figure of the text is meant to be the table's total.
const NEAR: f64 = 0.03;
/// So many figures before a table are looked at.
const LOOK: usize = 16;

pub fn check(source: &Source, layout: &Layout, all: &[Indicator], found: &mut Findings) {
    let mut rows: Vec<&[Indicator]> = Vec::new();
    let mut rest = all;
    for line in layout.body() {
        let skip = rest.partition_point(|i| i.span.start < line.span.start);
        rest = &rest[skip..];
        if line.kind == LineKind::Table || source.at(line.span.start) == '|' {
            let (row, later) = rest.split_at(rest.partition_point(|i| i.span.start < line.span.end));
            rest = later;
            // Lines without figures head a table or part it.
            if !row.is_empty() {
                rows.push(row);
            }
            continue;
        }
        one(source, all, &rows, found);
        rows.clear();
    }
    one(source, all, &rows, found);
}

/// One table. Where several rows hold totals, or parts of rows are told of, nothing is claimed.
fn one(source: &Source, all: &[Indicator], rows: &[&[Indicator]], found: &mut Findings) {
    let words = |row: &[Indicator]| row.first().map_or(String::new(), |first| source.slice(first.sentence).to_string());
    let totals: Vec<usize> = (0..rows.len()).filter(|&at| is_total(&words(rows[at]))).collect();
    let &[at] = totals.as_slice() else { return };
    let total = rows[at];
    let parts: Vec<&[Indicator]> = rows.iter().enumerate().filter(|(row, _)| *row != at).map(|(_, row)| *row).collect();
    let plain = |i: &Indicator| i.is_exact() && i.change.is_none();
    let even = parts.iter().all(|row| row.len() == total.len() && row.iter().zip(total).all(|(x, y)| x.unit == y.unit && x.kind == y.kind));
    if parts.len() < 2 || !even || parts.iter().any(|row| words(row).contains("其中")) {
        return;
    }
    for (column, total) in total.iter().enumerate() {
        let cells: Vec<&Indicator> = parts.iter().filter_map(|row| row.get(column)).collect();
        if !plain(total) || !cells.iter().all(|cell| plain(cell)) {
            continue;
        }
        let sum: f64 = cells.iter().map(|cell| cell.value).sum();
        if (sum - total.value).abs() > MOST_OFF * total.value {
            continue;
        }
        let terms: Vec<String> = cells.iter().map(|cell| figure(cell.value)).collect();
        let spans = std::iter::once(total.span).chain(cells.iter().map(|cell| cell.span));
        let agrees = sum == total.value;
        let (message, arithmetic) = if agrees {
            (format!("表中各行相加与合计{}相符。", total.raw), format!("{} = {}", terms.join(" + "), figure(sum)))
        } else {
            (
                format!("表中各行相加为{}，与合计{}不符，请核对。", figure(sum), total.raw),
                format!("{} = {} ≠ {}", terms.join(" + "), figure(sum), figure(total.value)),
            )
        };
        let check = within(CheckKind::PartsTotal, message, arithmetic, spans, (total.value, sum));
        if agrees {
            found.agrees(check);
            let first = rows.first().and_then(|row| row.first()).map_or(0, |cell| cell.id);
            told(source, all.get(first.saturating_sub(LOOK)..first).unwrap_or_default(), total, found);
        } else {
            found.contradicts(check);
        }
    }
}

/// 审结2698件,结案方式见附表: the sentence that points to the table gives its total as well. Where another figure lies near and none is equal, the two
/// differ.
fn told(source: &Source, text: &[Indicator], total: &Indicator, found: &mut Findings) {
    let points = |i: &&Indicator| {
        let words = source.folded(i.sentence);
        words.windows(2).any(|pair| matches!(pair, ['下' | '附' | '见', '表']))
    };
    let like = text.iter().filter(points).filter(|i| i.unit == total.unit && i.is_exact() && i.change.is_none());
    let like: Vec<&Indicator> = like.collect();
    let near = |i: &&&Indicator| (i.value - total.value).abs() <= NEAR * total.value;
    if like.iter().any(|i| i.value == total.value) {
        return;
    }
    let mut near = like.iter().filter(near);
    let (Some(one), None) = (near.next(), near.next()) else { return };
    found.contradicts(within(
        CheckKind::RepeatedValue,
        format!("“{}”写作{}，所附表中合计为{}，请核对。", one.label, one.raw, total.raw),
        format!("{} ≠ {}", figure(one.value), figure(total.value)),
        [one.span, total.span],
        (one.value, total.value),
    ));
}

/// A cell that reads 合计 or 总计 and nothing else.
fn is_total(row: &str) -> bool {
    let cells = row.split(['|', '\t']).map(|cell| cell.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    cells.into_iter().any(|cell| matches!(cell.as_str(), "合计" | "总计" | "共计" | "总数"))
}
