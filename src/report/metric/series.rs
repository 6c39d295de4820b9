//! Turns changes of law into remarks: behind them a series does not measure what it measured before.

use crate::diagnostic::Diagnostic;
use crate::report::model::Report;
use crate::rules::Table;
use serde::Serialize;

/// What a change of law did to a series: two years on either side of it do not measure the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SeriesBreak {
    /// Beginning of the ids of the metrics that it concerns.
    pub metrics: &'static str,
    /// The first year under the new law.
    pub year: u16,
    pub note: &'static str,
    pub source: &'static str,
}

/// As it is, with the column `source`: people are shown which law it is.
fn breaks_table() -> Table {
    Table::new(crate::rules::vocabulary!("breaks.tsv"))
}

/// All breaks, in the order of the table.
pub fn all_breaks() -> Vec<SeriesBreak> {
    let table = breaks_table();
    let all = table.rows().map(|row| SeriesBreak {
        metrics: row.get("metrics"),
        year: row.get("year").parse().unwrap_or(0),
        note: row.get("note"),
        source: row.get("source"),
    });
    all.collect()
}

/// The breaks of a metric's series behind `before` and up to `after`, in the order of the table.
pub fn breaks(metric: &str, before: u16, after: u16) -> Vec<SeriesBreak> {
    all_breaks().into_iter().filter(|broken| metric.starts_with(broken.metrics) && before < broken.year && broken.year <= after).collect()
}

/// Remarks on the metrics that both reports have and whose series a change of law breaks between their years; each once.
pub fn broken_series(before: &Report, after: &Report) -> Vec<Diagnostic> {
    let (Some(from), Some(to)) = (before.meta.year, after.meta.year) else { return Vec::new() };
    let all = breaks_table();
    let mut found = Vec::new();
    for metrics in all.rows().map(|row| row.get("metrics")) {
        let has = |report: &Report| report.indicators.iter().filter_map(|i| i.metric.as_deref()).any(|metric| metric.starts_with(metrics));
        if has(before) && has(after) {
            found.extend(
                breaks(metrics, from, to)
                    .into_iter()
                    .map(|broken| Diagnostic::info("seriesBreak", format!("{}（{}）。", broken.note, broken.source), None)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(breaks_table().fault(), None);
        assert!(breaks_table().rows().all(|row| row.get("year").parse::<u16>().is_ok()));
    }

    #[test]
    fn a_change_of_law_breaks_a_series() {
        assert_eq!(breaks("recon.applied", 2023, 2024).len(), 1);
        assert_eq!(breaks("recon.applied", 2024, 2025).len(), 0);
        assert_eq!(breaks("recon.applied", 2021, 2022).len(), 0);
        assert_eq!(breaks("aid.cases", 2023, 2024).len(), 0);
    }

    #[test]
    fn two_years_around_a_break_are_told_so() {
        let read = |year: u16, words: &str| crate::parse(&format!("临溪县{year}年度法治政府建设情况报告\n一、主要成效\n{words}。"), None);
        let told = |a: &Report, b: &Report| broken_series(a, b).iter().map(|d| d.code).collect::<Vec<_>>();
        let (a, b, c) = (read(2023, "受理行政复议案件30件"), read(2024, "受理行政复议案件66件"), read(2024, "办理法律援助案件66件"));
        assert_eq!(told(&a, &b), ["seriesBreak"]);
        assert!(told(&a, &c).is_empty() && told(&b, &b).is_empty());
    }
}
