//! Turns tables with a row of totals (合计) into sums, column by column.

use super::sum::{figure, within, Findings};
use crate::extract::indicator::Indicator;
use crate::report::model::CheckKind;
use crate::text::{Layout, LineKind, Source};

/// A table that is off by more than this has columns of another kind.
const MOST_OFF: f64 = 0.2;

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
        one(source, &rows, found);
        rows.clear();
    }
    one(source, &rows, found);
}

/// One table. Where several rows hold totals, or parts of rows are told of, nothing is claimed.
fn one(source: &Source, rows: &[&[Indicator]], found: &mut Findings) {
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
        } else {
            found.contradicts(check);
        }
    }
}

/// A cell that reads 合计 or 总计 and nothing else.
fn is_total(row: &str) -> bool {
    let cells = row.split(['|', '\t']).map(|cell| cell.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    cells.into_iter().any(|cell| matches!(cell.as_str(), "合计" | "总计" | "共计" | "总数"))
}
