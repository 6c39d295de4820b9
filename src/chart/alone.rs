//! Turns one report into charts of it alone: fields of the outline, lengths of its sections, its figures of one unit.

use super::figures::{by_unit, scaled};
use super::model::{Chart, ChartId, Charts, Row};
use super::parts::{body, characters, count, field_name, field_words, fields, heading, level, share_words};
use super::words::{grouped, rough, written};
use crate::extract::indicator::{Indicator, Kind, Period};
use crate::report::Reading;

/// Sections that a chart shows at most.
const SECTIONS: usize = 40;

/// The charts of one report, before its spans are finished; those without rows are left out.
pub fn alone(reading: &Reading) -> Charts {
    let mut all = values(reading);
    all.extend([coverage(reading), lengths(reading)]);
    Charts { charts: all.into_iter().filter(|chart| !chart.rows.is_empty()).collect() }
}

fn empty(reading: &Reading, id: ChartId, columns: [&str; 2]) -> Chart {
    let meta = &reading.report.meta;
    let place = meta.region.as_ref().map_or(String::new(), |place| format!("{place} "));
    let year = meta.year.map_or("本".to_string(), |year| format!("{year} "));
    Chart {
        id,
        unit: None,
        title: String::new(),
        subtitle: String::new(),
        note: Vec::new(),
        source: format!("来源：{place}{year}年度报告。机器提取，未经人工核对。").replace("本年度", "所粘贴的年度"),
        years: [String::new(), meta.year.map_or("本份".into(), |year| year.to_string())],
        columns: columns.map(String::from).to_vec(),
        rows: Vec::new(),
        fold: None,
        bands: Vec::new(),
    }
}

fn row(label: String, id: Option<usize>, words: String, value: f64) -> Row {
    Row {
        cells: vec![label.clone(), words.clone()],
        label,
        before: None,
        after: id,
        before_text: String::new(),
        after_text: words,
        from: 0.0,
        to: value,
        change_text: String::new(),
        rough: false,
    }
}

/// Levels of the year in one unit; no changes, plans or parts of a total.
fn values(reading: &Reading) -> Vec<Chart> {
    let level = |i: &&Indicator| {
        let counted = !matches!(i.kind, Kind::Percent | Kind::PercentagePoint | Kind::Ratio) && i.value.is_finite() && i.value >= 0.0;
        let own = i.change.is_none() && i.change_of.is_none() && i.part_of.is_none() && i.period != Some(Period::Target);
        counted && own && !i.unit.is_empty() && !i.label.is_empty()
    };
    let levels = reading.report.indicators.iter().filter(level);
    let rows = levels.map(|i| (i.unit.clone(), Row { rough: rough(i, i), ..row(i.label.clone(), Some(i.id), written(i), i.value) }));
    by_unit(rows.collect())
        .into_iter()
        .map(|(unit, rows)| {
            let mut chart = empty(reading, ChartId::Values, ["指标", "数值"]);
            let count = rows.len();
            scaled(&mut chart, rows, unit);
            let (unit, most) = (chart.unit.as_deref().unwrap_or(""), chart.rows.first());
            chart.title = format!(
                "以“{unit}”计的 {count} 项，最大的是{}",
                most.map_or(String::new(), |row| format!("{}（{}）", row.label, row.after_text))
            );
            chart.note = vec!["不列增减数、计划数和“其中”各项。".into()];
            chart
        })
        .collect()
}

pub(super) fn coverage(reading: &Reading) -> Chart {
    let mut chart = empty(reading, ChartId::Coverage, ["方面", "占正文"]);
    chart.rows = fields(reading)
        .map(|(id, share)| row(field_name(share), (share.characters > 0).then_some(id), share_words(share), share.share * 100.0))
        .collect();
    let found = chart.rows.iter().filter(|row| row.after.is_some()).count();
    chart.title = format!("纲要的 {} 个方面，写到 {found} 个", chart.rows.len());
    (chart.subtitle, chart.note) = field_words(reading);
    chart
}

fn lengths(reading: &Reading) -> Chart {
    let mut chart = empty(reading, ChartId::Lengths, ["部分", "字数"]);
    let level = level(&[reading]);
    let sections = reading.report.sections.iter().filter(|s| s.level == level).take(SECTIONS);
    chart.rows = sections
        .map(|s| {
            let n = count(reading, s.span);
            row(heading(s), Some(s.id), characters(Some(n)), n as f64)
        })
        .collect();
    chart.title = format!("正文 {} 字", grouped(body(reading) as f64, 0));
    chart.subtitle = "各部分字数，不计空白".into();
    chart
}
