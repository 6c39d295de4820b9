//! Turns headings that do not count up and days that do not fit together into remarks for the reader.
//!
//! Remarked: a number left out or given twice among headings that stand side by side, a day that no calendar has, a report signed long before
//! its year is over or after it was published. Not remarked: numbers that go on or begin again under the next heading, numbers whose heading
//! stands inside a paragraph, a report signed in the last weeks of its year.

use super::model::Report;
use crate::diagnostic::Diagnostic;
use crate::outline::Section;
use crate::span::Span;
use crate::text::{day_at, marker_at, Day, Layout, LineKind, Marker, MarkerKind, Source};

/// Adds the remarks to `report.diagnostics`. `impossible` are the days of the text that no calendar has.
pub fn about(source: &Source, layout: &Layout, impossible: &[Span], report: &mut Report) {
    let mut remarks = numbering(source, &report.sections);
    for &span in impossible {
        remarks.push(Diagnostic::warning("dateImpossible", format!("日历上没有“{}”这一天。", source.words(span)), Some(span)));
    }
    days(source, layout, report, &mut remarks);
    report.diagnostics.append(&mut remarks);
}

/// Numbers of the kinds that count through a text; 一是 and the like often begin inside a paragraph.
fn counts(kind: MarkerKind) -> bool {
    matches!(
        kind,
        MarkerKind::Part | MarkerKind::Chapter | MarkerKind::Paragraph | MarkerKind::Han | MarkerKind::HanBracket | MarkerKind::Arabic
    )
}

/// A number left out or given twice between two headings of one kind under one heading.
fn numbering(source: &Source, sections: &[Section]) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    // The last heading under each parent, by the parent's position behind 1; 0 for none.
    let mut last: Vec<Option<(Marker, usize)>> = vec![None; sections.len() + 1];
    for section in sections {
        let Some(marker) = marker_at(source, section.span.start).filter(|marker| counts(marker.kind)) else { continue };
        let Some(slot) = last.get_mut(section.parent.map_or(0, |parent| parent + 1)) else { continue };
        if let Some((before, start)) = slot.filter(|(before, _)| before.kind == marker.kind) {
            let due = before.number + 1;
            let words = |span: Span| source.words(span);
            if marker.number == before.number {
                let message = format!("序号“{}”出现了两次。", words(marker.span));
                remarks.push(Diagnostic::warning("numberingRepeated", message, Some(section.title_span)));
            } else if marker.number > due && !inside(source, Span::new(start, section.span.start), marker.kind, due) {
                let message = format!("序号从“{}”跳到“{}”，中间的标题没有找到。", words(before.span), words(marker.span));
                remarks.push(Diagnostic::warning("numberingGap", message, Some(section.title_span)));
            }
        }
        *slot = Some((marker, section.span.start));
    }
    remarks
}

/// Does the heading that is due stand inside a paragraph, or without its mark?
fn inside(source: &Source, between: Span, kind: MarkerKind, due: u32) -> bool {
    (between.start + 1..between.end).any(|at| marker_at(source, at).is_some_and(|marker| marker.kind == kind && marker.number == due))
}

/// The days of signature and page against the year reported on and against each other.
fn days(source: &Source, layout: &Layout, report: &Report, remarks: &mut Vec<Diagnostic>) {
    /// Reports are signed from the last weeks of their year on.
    const FIRST: u8 = 11;
    let around = |day: Day| day_in(source, layout, day);
    let (signed, published) = (iso(report.meta.signed.as_deref()), iso(report.meta.published.as_deref()));
    for day in [signed, published].into_iter().flatten().filter(|day| !day.exists()) {
        remarks.push(Diagnostic::warning("dateImpossible", format!("日历上没有 {} 这一天。", day.iso()), around(day)));
    }
    let early = |day: Day| report.meta.year.is_some_and(|year| day.year < year || (day.year == year && day.month < FIRST));
    if let Some(day) = signed.filter(|&day| early(day)) {
        remarks.push(Diagnostic::warning("signedEarly", format!("落款日期 {} 早于所报告年度的年末。", day.iso()), around(day)));
    }
    if let Some(day) = published.filter(|&day| early(day)) {
        remarks.push(Diagnostic::warning("publishedEarly", format!("发布日期 {} 早于所报告年度的年末。", day.iso()), around(day)));
    }
    if let (Some(signed), Some(published)) = (signed, published) {
        if signed > published {
            let message = format!("落款日期 {} 晚于发布日期 {}。", signed.iso(), published.iso());
            remarks.push(Diagnostic::warning("signedAfterPublished", message, around(signed)));
        }
    }
}

/// The day that an ISO date names.
fn iso(date: Option<&str>) -> Option<Day> {
    day_at(&Source::new(date?), 0).map(|(day, _)| day)
}

/// Where around the body a day stands.
fn day_in(source: &Source, layout: &Layout, day: Day) -> Option<Span> {
    let lines = layout.lines.iter().filter(|line| matches!(line.kind, LineKind::Furniture | LineKind::Address | LineKind::Signature));
    lines.flat_map(|line| line.span.start..line.span.end).find_map(|at| {
        let (found, end) = day_at(source, at)?;
        (found == day).then(|| Span::new(at, end))
    })
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn days_that_no_calendar_has_are_named() {
        let remarks = |sentence: &str| -> Vec<String> {
            let text = format!("丰泽县2023年法治政府建设年度报告\n\n一、工作开展情况\n\n{sentence}\n");
            let units: Vec<u16> = text.encode_utf16().collect();
            let found = parse(&text, None).diagnostics.into_iter().filter(|d| d.code == "dateImpossible");
            found.filter_map(|d| Some(String::from_utf16_lossy(&units[d.span?.start..d.span?.end]))).collect()
        };
        assert_eq!(remarks("2月30日召开会议1次。"), ["2月30日"]);
        assert_eq!(remarks("2023年2月29日印发，13月5日施行。").len(), 2);
        assert_eq!(remarks("自2023-04-31起施行。"), ["2023-04-31"]);
        assert!(remarks("2024年2月29日至3月31日，2月29日，为期3个月15日，2023-04-30。").is_empty());
    }
}
