//! Turns what is odd about a pair of reports into remarks: other places, years the wrong way round, one text twice, an empty side.

use crate::diagnostic::Diagnostic;
use crate::report::metric::broken_series;
use crate::report::Reading;
use crate::text::is_blank;

pub fn about(before: &Reading, after: &Reading, greedy: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let empty = |reading: &Reading| reading.source.chars().iter().all(|&c| is_blank(c));
    for (name, reading) in [("上年", before), ("本年", after)] {
        if empty(reading) {
            found.push(Diagnostic::warning("emptySide", format!("{name}一边没有文字，无从对比。"), None));
        }
    }
    if !found.is_empty() {
        return found;
    }
    if before.source.raw() == after.source.raw() {
        found.push(Diagnostic::warning("sameText", "两边是同一份文字。", None));
        return found;
    }
    let (a, b) = (&before.report.meta, &after.report.meta);
    match (a.year, b.year) {
        (Some(x), Some(y)) if x > y => found.push(Diagnostic::warning(
            "yearsSwapped",
            format!("作为上年的是 {x} 年报告，作为本年的是 {y} 年报告，先后可能颠倒。"),
            None,
        )),
        (Some(x), Some(y)) if x == y => found.push(Diagnostic::warning("sameYear", format!("两份都是 {x} 年的报告。"), None)),
        (Some(x), Some(y)) if y - x > 1 => {
            found.push(Diagnostic::info("yearsApart", format!("两份报告相隔 {} 年，中间的变化看不到。", y - x), None))
        }
        _ => {}
    }
    if let (Some(x), Some(y)) = (&a.region, &b.region) {
        if !x.contains(y.as_str()) && !y.contains(x.as_str()) {
            found.push(Diagnostic::warning("otherPlace", format!("两份报告不是同一个地方：{x}、{y}。“上升”“下降”只是数值高低。"), None));
        }
    }
    found.extend(broken_series(&before.report, &after.report));
    if greedy {
        found.push(Diagnostic::info("pairedGreedily", "指标很多，一部分按最相近者先配对，个别配对可能不是最佳。", None));
    }
    found
}
