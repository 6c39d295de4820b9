//! Turns what is odd about a pair of reports into remarks: other places, years the wrong way round, one text twice, an empty side, nothing in common.

use super::fingerprint;
use crate::diagnostic::Diagnostic;
use crate::report::Reading;
use crate::text::is_blank;

/// Two years of one place share more than this even where all was rewritten; two places that share less have nothing to do with each other.
const LITTLE: f64 = 0.02;
/// Shorter texts may well share nothing.
const LONG: usize = 1500;

/// `copied` is the share of the later text that stands in the earlier one, set phrases aside.
pub fn about(before: &Reading, after: &Reading, copied: f64, greedy: bool) -> Vec<Diagnostic> {
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
    for (name, reading) in [("上年", before), ("本年", after)] {
        if twice(reading) {
            found.push(Diagnostic::warning("pastedTwice", format!("{name}一边的正文出现了两遍，其中的数据也会算两遍。"), None));
        }
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
    found.extend(crate::report::metric::broken_series(&before.report, &after.report));
    let other = found.iter().any(|d| d.code == "otherPlace");
    if !other && copied < LITTLE && before.source.len().min(after.source.len()) >= LONG {
        found.push(Diagnostic::info("littleInCommon", "两份报告几乎没有相同的文字，可能不是同一个地方或同一种报告的两年。", None));
    }
    if greedy {
        found.push(Diagnostic::info("pairedGreedily", "指标很多，一部分按最相近者先配对，个别配对可能不是最佳。", None));
    }
    found
}

/// Does nearly every paragraph stand twice?
fn twice(reading: &Reading) -> bool {
    /// Headings and table rows may repeat in any report.
    const PARAGRAPH: usize = 20;
    let words = reading.layout.body().filter(|line| line.span.len() >= PARAGRAPH).map(|line| reading.source.folded(line.span));
    let mut lines: Vec<(u64, usize)> = words.map(|line| (fingerprint(line), line.len())).collect();
    crate::order::keyed(&mut lines);
    let (mut once, mut all, mut again) = (0, 0, 0);
    for group in lines.chunk_by(|x, y| x == y) {
        let length = group.first().map_or(0, |(_, length)| *length);
        once += 1;
        all += length * group.len();
        again += length * (group.len() - 1);
    }
    // Of one paragraph that stands twice nobody can say whether it is meant. Pasted twice, half of the text stands again.
    once >= 5 && 20 * again >= 9 * all
}
