//! Turns what a reading did not find into remarks for the reader.

mod figure;

use super::model::Report;
use crate::diagnostic::Diagnostic;
use crate::outline::Role;
use crate::text::{is_blank, is_han, Layout, Source};

/// Adds to `report.diagnostics` what the text does not have. An empty text gets one remark, a text of another kind one for each thing missing.
pub fn about(source: &Source, layout: &Layout, report: &mut Report) {
    let Report { diagnostics, indicators, .. } = report;
    let mut say = |diagnostic| diagnostics.push(diagnostic);
    let (words, han) =
        source.chars().iter().fold((0usize, 0usize), |(words, han), &c| (words + usize::from(!is_blank(c)), han + usize::from(is_han(c))));
    if words == 0 {
        say(Diagnostic::warning("emptyText", "没有文字可读。", None));
        return;
    }
    if han * 5 < words {
        say(Diagnostic::warning("notChinese", "这段文字的汉字很少，不像中文报告；只列出读得出的内容。", None));
    }
    if report.meta.title.is_none() {
        say(Diagnostic::info("noTitle", "没有找到报告标题。", None));
    }
    if report.meta.year.is_none() {
        say(Diagnostic::info("noYear", "没有找到所报告的年度。", None));
    }
    if report.sections.is_empty() {
        say(Diagnostic::info("noHeadings", "没有找到带序号的标题。", None));
    }
    if indicators.is_empty() {
        say(Diagnostic::info("noIndicators", "没有找到可列成指标的数字。", None));
    }
    if report.citations.is_empty() {
        say(Diagnostic::info("noCitations", "没有找到用《》引用的文件。", None));
    }
    if report.problems.is_empty() && !report.sections.iter().any(|section| section.role == Role::Problems) {
        say(Diagnostic::info("noProblems", "没有找到讲不足的段落。", None));
    }
    if report.commitments.is_empty() && !report.sections.iter().any(|section| section.role == Role::Plans) {
        say(Diagnostic::info("noCommitments", "没有找到讲下一年安排的段落。", None));
    }
    figure::doubts(source, layout, indicators, &mut say);
    let lost = source.chars().iter().filter(|&&c| c == '\u{fffd}').count();
    if lost > 0 {
        say(Diagnostic::warning("lostCharacters", format!("有 {lost} 个字读不出（显示为“\u{fffd}”），可能是编码不对。"), None));
    }
}
