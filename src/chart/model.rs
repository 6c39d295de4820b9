//! Turns a comparison, or one report, into chart data: what a chart says in words, its rows, and the table that stands beneath it.
//!
//! Everything a picture shows is decided here and in the files beside it, and tested; drawing only places it. Never two units on one axis: changes are
//! drawn in percent, rates in 百分点 in a chart of their own, values for each unit, lengths in characters. What is not drawn is named in `note`.

use super::figures::{changes, rates, values};
use super::parts::{coverage, lengths, reuse};
use crate::compare::Comparison;
use crate::given::{named, taken};
use crate::report::Reading;
use serde::Serialize;

/// All charts of a comparison or of one report; those without rows are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Charts {
    pub charts: Vec<Chart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartId {
    /// 变化幅度: change in percent, largest rise first.
    Changes,
    /// 比率: rates of both years, change in 百分点.
    Rates,
    /// 数值: the values of one unit, from zero; one chart for each unit.
    Values,
    /// 各方面: the share of the body that speaks of each field of the official outline.
    Coverage,
    /// 篇幅: characters for each section.
    Lengths,
    /// 沿用: the share of each section of the later report that stands in the earlier one.
    Reuse,
}

/// One chart: the finding in words, the rows to draw, and the real table beneath (`columns`, each row's `cells`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    pub id: ChartId,
    /// The unit of `values`, as written; the unit of money is 元.
    pub unit: Option<String>,
    /// The finding: 35 项可算幅度的指标，31 项上升，4 项下降.
    pub title: String,
    pub subtitle: String,
    /// What is not in the picture, in words.
    pub note: Vec<String>,
    /// Places, years, 机器提取，未经人工核对.
    pub source: String,
    /// Names of the earlier and the later year. The earlier is empty where a chart shows one report only.
    pub years: [String; 2],
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Rows `[first, last)` that the picture leaves out, and the words that stand for them.
    pub fold: Option<Fold>,
    /// Where values differ more than 50-fold: bands of magnitude, largest first, each with a scale of its own. Else empty.
    pub bands: Vec<Band>,
}

/// Rows `[first, last)`, drawn from zero to their own largest value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    pub first: usize,
    pub last: usize,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fold {
    pub first: usize,
    pub last: usize,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    pub label: String,
    /// Ids of the indicators; of the sections (`lengths`, `reuse`); positions in `coverage`.
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// Values as written, with unit.
    pub before_text: String,
    pub after_text: String,
    /// What is drawn: 0 and the change in percent; both values. Without its side's id (and in `changes` for `from`) a number is drawn nowhere.
    pub from: f64,
    pub to: f64,
    /// ＋42.8%, ＋1.7, 4.5 倍.
    pub change_text: String,
    /// One of the two values is only roughly stated.
    pub rough: bool,
    pub cells: Vec<String>,
}

named!(ChartId {
    "changes" => Changes, "rates" => Rates, "values" => Values, "coverage" => Coverage, "lengths" => Lengths, "reuse" => Reuse,
});
taken!(Chart {
    id: take,
    unit: take,
    title: take,
    subtitle: take,
    note: take,
    source: take,
    years: take,
    columns: take,
    rows: take,
    fold: take,
    bands: take,
});
taken!(Band { first: take, last: take, words: take });
taken!(Fold { first: take, last: take, words: take });
taken!(Row {
    label: take, before: take, after: take, before_text = "beforeText": take, after_text = "afterText": take, from: take, to: take,
    change_text = "changeText": take, rough: take, cells: take,
});

/// Bars longer than this are cut, with the multiple in words.
pub const CAP: f64 = 200.0;

/// The charts of a comparison, before its spans are finished.
pub fn charts<'r>(before: &'r Reading<'r>, after: &'r Reading<'r>, comparison: &'r Comparison) -> Charts {
    let pair = Pair { before, after, comparison, frame: Frame::of(before, after, comparison) };
    let mut all = vec![changes(&pair), rates(&pair)];
    all.extend(values(&pair));
    all.extend([coverage(&pair), lengths(&pair), reuse(&pair)]);
    Charts { charts: all.into_iter().filter(|chart| !chart.rows.is_empty()).collect() }
}

/// Two reports, what changed between them, and how a chart calls them.
pub(super) struct Pair<'r> {
    pub(super) before: &'r Reading<'r>,
    pub(super) after: &'r Reading<'r>,
    pub(super) comparison: &'r Comparison,
    pub(super) frame: Frame,
}

/// What all charts of a pair have in common.
pub(super) struct Frame {
    pub(super) years: [String; 2],
    pub(super) source: String,
    /// Of two places nothing rises or falls.
    pub(super) other: bool,
}

impl Frame {
    fn of(before: &Reading, after: &Reading, comparison: &Comparison) -> Self {
        let other = comparison.diagnostics.iter().any(|d| d.code == "otherPlace");
        let place = |reading: &Reading| reading.report.meta.region.clone().unwrap_or_default();
        let year = |reading: &Reading| reading.report.meta.year.map(|year| year.to_string());
        let same = !other && year(before) == year(after);
        let name = |reading: &Reading, unknown: &str| match year(reading).filter(|_| !same) {
            Some(year) if other => format!("{} {year}", place(reading)).trim().to_string(),
            Some(year) => year,
            None => unknown.to_string(),
        };
        let years = [name(before, "前一份"), name(after, "后一份")];
        let (a, b) = (place(before), place(after));
        let places = if other || a.is_empty() || b.contains(&a) { b } else { a };
        let places = if other || places.is_empty() { String::new() } else { places + " " };
        let source = format!("来源：{places}{}、{}年度报告。机器提取，未经人工核对。", years[0], years[1]);
        Self { years, source, other }
    }
    /// 上升, or 较高 between two places.
    pub(super) fn up(&self) -> &'static str {
        if self.other {
            "较高"
        } else {
            "上升"
        }
    }
    pub(super) fn down(&self) -> &'static str {
        if self.other {
            "较低"
        } else {
            "下降"
        }
    }
    /// `2023 年` inside a sentence; a name without a year stands as it is.
    pub(super) fn year(&self, side: usize) -> String {
        let name = self.years.get(side).map_or("", String::as_str);
        let known = name.ends_with(|c: char| c.is_ascii_digit());
        format!("{name}{}", if known { " 年" } else { "" })
    }
    /// The same behind an ideograph: a figure is parted from it by a blank, a name is not.
    pub(super) fn behind(&self, side: usize) -> String {
        let words = self.year(side);
        if words.starts_with(|c: char| c.is_ascii_digit()) {
            format!(" {words}")
        } else {
            words
        }
    }
    /// A chart of these two without rows.
    pub(super) fn chart(&self, id: ChartId, columns: [&str; 2]) -> Chart {
        let [first, last] = columns.map(String::from);
        Chart {
            id,
            unit: None,
            title: String::new(),
            subtitle: String::new(),
            note: Vec::new(),
            source: self.source.clone(),
            years: self.years.clone(),
            columns: vec![first, self.years[0].clone(), self.years[1].clone(), last],
            rows: Vec::new(),
            fold: None,
            bands: Vec::new(),
        }
    }
}

/// Rows drawn before the middle is folded.
pub(super) const DRAWN: usize = 14;
