//! Turns a comparison into chart data: what a chart says in words, its rows, and the table that stands beneath it.
//!
//! Everything a picture shows is decided here and tested here; drawing only places it. Never two units on one axis: changes are drawn in percent,
//! rates in 百分点 in a chart of their own, section lengths in characters. What is not drawn is named in `note`.

use crate::compare::model::{Band, IndicatorPair, PairStatus};
use crate::compare::Comparison;
use crate::extract::indicator::{Indicator, Kind, Qualifier};
use crate::outline::Section;
use crate::report::Reading;
use crate::span::Span;
use crate::text::is_blank;
use serde::{Deserialize, Serialize};

/// All charts of a comparison; those without rows are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Charts {
    pub charts: Vec<Chart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartId {
    /// 变化幅度: change in percent, largest rise first.
    Changes,
    /// 比率: rates of both years, change in 百分点.
    Rates,
    /// 篇幅: characters for each section of both years.
    Lengths,
}

/// One chart: the finding in words, the rows to draw, and the real table beneath (`columns`, each row's `cells`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub id: ChartId,
    /// The finding: 35 项可算幅度的指标，31 项上升，4 项下降.
    pub title: String,
    pub subtitle: String,
    /// What is not in the picture, in words.
    pub note: Vec<String>,
    /// Places, years, 机器提取，未经人工核对.
    pub source: String,
    /// Names of the earlier and the later year.
    pub years: [String; 2],
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Rows `[first, last)` that the picture leaves out, and the words that stand for them.
    pub fold: Option<Fold>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    pub first: usize,
    pub last: usize,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    pub label: String,
    /// Ids of the indicators, or of the sections.
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// Values as written, with unit.
    pub before_text: String,
    pub after_text: String,
    /// What is drawn: the change in percent; both rates; both lengths.
    pub from: f64,
    pub to: f64,
    /// ＋42.8%, ＋1.7.
    pub change_text: String,
    /// One of the two values is only roughly stated.
    pub rough: bool,
    pub cells: Vec<String>,
}

/// Bars longer than this are cut, with the multiple in words.
pub const CAP: f64 = 200.0;
/// A base smaller than this makes percentages that mislead.
const SMALLEST_BASE: f64 = 5.0;
/// Rows drawn before the middle is folded.
const DRAWN: usize = 14;
const RISES: usize = 10;

/// The charts of a comparison, before its spans are finished.
pub fn charts(before: &Reading, after: &Reading, comparison: &Comparison) -> Charts {
    let frame = Frame::of(before, after);
    let all =
        [changes(before, after, comparison, &frame), rates(before, after, comparison, &frame), lengths(before, after, comparison, &frame)];
    Charts { charts: all.into_iter().filter(|chart| !chart.rows.is_empty()).collect() }
}

/// What all charts of a pair have in common.
struct Frame {
    years: [String; 2],
    source: String,
}

impl Frame {
    fn of(before: &Reading, after: &Reading) -> Self {
        let name = |reading: &Reading, other: &str| reading.report.meta.year.map_or(other.to_string(), |year| year.to_string());
        let years = [name(before, "较早一份"), name(after, "较晚一份")];
        let (a, b) = (before.report.meta.region.clone().unwrap_or_default(), after.report.meta.region.clone().unwrap_or_default());
        let places = if a == b { a } else { [a, b].iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("、") };
        let source = format!(
            "来源：{places}{}{}、{}年度报告。机器提取，未经人工核对。",
            if places.is_empty() { "" } else { " " },
            years[0],
            years[1]
        );
        Self { years, source }
    }
}

struct Paired<'r> {
    pair: &'r IndicatorPair,
    a: &'r Indicator,
    b: &'r Indicator,
}

/// Pairs that are sure enough to be drawn.
fn sure<'r>(before: &'r Reading, after: &'r Reading, comparison: &'r Comparison) -> impl Iterator<Item = Paired<'r>> {
    comparison
        .indicators
        .iter()
        .filter(|pair| pair.band == Band::High && matches!(pair.status, PairStatus::Up | PairStatus::Down))
        .filter_map(|pair| {
            let (a, b) = (before.report.indicators.get(pair.before?)?, after.report.indicators.get(pair.after?)?);
            (a.change.is_none() && b.change.is_none()).then_some(Paired { pair, a, b })
        })
}

fn rough(a: &Indicator, b: &Indicator) -> bool {
    [a, b].iter().any(|i| i.qualifier != Qualifier::Exact || i.upper.is_some())
}

fn changes(before: &Reading, after: &Reading, comparison: &Comparison, frame: &Frame) -> Chart {
    let (mut rows, mut small) = (Vec::new(), Vec::new());
    for Paired { pair, a, b } in sure(before, after, comparison) {
        let Some(percent) = pair.percent.filter(|p| p.is_finite()) else { continue };
        if a.value < SMALLEST_BASE {
            small.push(format!("{} {}→{}", b.label, written(a), written(b)));
            continue;
        }
        let rough = rough(a, b);
        let change_text = format!("{}{}%", if rough { "≈ " } else { "" }, signed(percent, 1));
        rows.push(Row {
            label: b.label.clone(),
            before: Some(a.id),
            after: Some(b.id),
            before_text: written(a),
            after_text: written(b),
            from: 0.0,
            to: percent,
            cells: vec![b.label.clone(), written(a), written(b), change_text.clone()],
            change_text,
            rough,
        });
    }
    crate::order::by(&mut rows, |x, y| y.to.total_cmp(&x.to).then(x.after.cmp(&y.after)));
    let ups = rows.iter().filter(|row| row.to > 0.0).count();
    let downs = rows.len() - ups;
    let mut note = Vec::new();
    if !small.is_empty() {
        let named = small.len().min(12);
        let more = if named < small.len() { format!("等 {} 项", small.len()) } else { String::new() };
        note.push(format!("未入图：基数小于 5，只列增减：{}{more}。", small[..named].join("；")));
    }
    let others = comparison.indicators.iter().filter(|p| matches!(p.status, PairStatus::New | PairStatus::Dropped)).count();
    note.push(format!("只在一年出现的 {others} 项、持平或口径待核的，见“指标对照”。"));
    Chart {
        id: ChartId::Changes,
        title: format!("{} 项可算幅度的指标，{ups} 项上升，{downs} 项下降", rows.len()),
        subtitle: format!("{} 年较 {} 年变化幅度，按幅度排序。≈ 表示原文有“余”“近”等限定词", frame.years[1], frame.years[0]),
        note,
        source: frame.source.clone(),
        years: frame.years.clone(),
        columns: vec!["指标".into(), frame.years[0].clone(), frame.years[1].clone(), "幅度".into()],
        fold: fold(&rows, ups),
        rows,
    }
}

/// Ten largest rises, as many falls, one line for what lies between.
fn fold(rows: &[Row], ups: usize) -> Option<Fold> {
    if rows.len() <= DRAWN {
        return None;
    }
    let downs = rows.len() - ups;
    let first = ups.min(RISES.max(DRAWN.saturating_sub(downs)));
    let last = rows.len() - downs.min(RISES);
    (last > first + 1).then(|| {
        let (most, least) = (&rows[first], &rows[last - 1]);
        Fold { first, last, words: format!("其余 {} 项，{} 至 {}", last - first, signed(least.to, 1) + "%", signed(most.to, 1) + "%") }
    })
}

fn rates(before: &Reading, after: &Reading, comparison: &Comparison, frame: &Frame) -> Chart {
    let mut rows: Vec<Row> = sure(before, after, comparison)
        .filter(|p| p.a.kind == Kind::Percent && p.b.kind == Kind::Percent && [p.a, p.b].iter().all(|i| (0.0..=100.0).contains(&i.value)))
        .filter_map(|Paired { pair, a, b }| {
            let delta = pair.delta?;
            let rough = rough(a, b);
            let change_text = format!("{}{}", if rough { "≈ " } else { "" }, signed(delta, 2));
            Some(Row {
                label: b.label.clone(),
                before: Some(a.id),
                after: Some(b.id),
                before_text: written(a),
                after_text: written(b),
                from: a.value,
                to: b.value,
                cells: vec![b.label.clone(), written(a), written(b), format!("{change_text} 个百分点")],
                change_text,
                rough,
            })
        })
        .collect();
    crate::order::by(&mut rows, |x, y| (y.to - y.from).total_cmp(&(x.to - x.from)).then(x.after.cmp(&y.after)));
    let ups = rows.iter().filter(|row| row.to > row.from).count();
    let least = rows.iter().flat_map(|row| [row.from, row.to]).fold(f64::INFINITY, f64::min);
    let cut = axis_start(least);
    Chart {
        id: ChartId::Rates,
        title: format!("{} 项比率，{ups} 项上升，{} 项下降", rows.len(), rows.len() - ups),
        subtitle: if cut > 0.0 {
            format!("单位：%，变化为百分点。轴自 {cut:.0}% 起")
        } else {
            "单位：%，变化为百分点".into()
        },
        note: Vec::new(),
        source: frame.source.clone(),
        years: frame.years.clone(),
        columns: vec!["比率".into(), frame.years[0].clone(), frame.years[1].clone(), "百分点".into()],
        fold: None,
        rows,
    }
}

/// A multiple of 5 below the least rate; 0 where the rates are spread anyway.
pub fn axis_start(least: f64) -> f64 {
    if !least.is_finite() || least < 40.0 {
        return 0.0;
    }
    (libm::floor((least - 2.0) / 5.0) * 5.0).max(0.0)
}

fn lengths(before: &Reading, after: &Reading, comparison: &Comparison, frame: &Frame) -> Chart {
    let level = if [before, after].iter().all(|r| r.report.sections.iter().filter(|s| s.level == 1).count() < 3) { 2 } else { 1 };
    let count = |reading: &Reading, span: Span| reading.source.folded(span).iter().filter(|c| !is_blank(**c)).count();
    let at = |reading: &Reading, id: Option<usize>| {
        id.and_then(|id| reading.report.sections.get(id).cloned()).filter(|s: &Section| s.level == level)
    };
    let rows: Vec<Row> = comparison
        .sections
        .iter()
        .filter_map(|pair| {
            let (a, b) = (at(before, pair.before), at(after, pair.after));
            let shown = b.as_ref().or(a.as_ref())?;
            let (from, to) = (a.as_ref().map(|s| count(before, s.span)), b.as_ref().map(|s| count(after, s.span)));
            let words = |n: Option<usize>| n.map_or("未找到".to_string(), |n| format!("{} 字", grouped(n as f64, 0)));
            let change_text = match (from, to) {
                (Some(x), Some(y)) => format!("{} 字", signed(y as f64 - x as f64, 0)),
                (None, _) => "仅本年".to_string(),
                _ => "仅上年".to_string(),
            };
            let label = format!("{}{}", shown.marker, shown.title);
            Some(Row {
                cells: vec![label.clone(), words(from), words(to), change_text.clone()],
                label,
                before: a.as_ref().map(|s| s.id),
                after: b.as_ref().map(|s| s.id),
                before_text: words(from),
                after_text: words(to),
                from: from.unwrap_or(0) as f64,
                to: to.unwrap_or(0) as f64,
                change_text,
                rough: false,
            })
        })
        .take(40)
        .collect();
    let body = |reading: &Reading| reading.layout.body().map(|line| count(reading, line.span)).sum::<usize>();
    Chart {
        id: ChartId::Lengths,
        title: format!("正文由 {} 字到 {} 字", grouped(body(before) as f64, 0), grouped(body(after) as f64, 0)),
        subtitle: "各部分字数，不计空白".into(),
        note: Vec::new(),
        source: frame.source.clone(),
        years: frame.years.clone(),
        columns: vec!["部分".into(), frame.years[0].clone(), frame.years[1].clone(), "增减".into()],
        fold: None,
        rows,
    }
}

/// A quantity as written, thousands parted where it is a plain number: 1,124 名, 213.6万元.
fn written(indicator: &Indicator) -> String {
    let raw: String = indicator.raw.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = raw.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = raw.split_at(digits);
    match number.parse::<f64>() {
        Ok(value) if digits >= 4 && !unit.starts_with(['.', ',', '，']) => format!("{}{unit}", grouped(value, 0)),
        _ => raw,
    }
}

/// With thousands parted and `decimals` at most.
fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, part) = text.split_once('.').map_or((text.as_str(), ""), |(whole, part)| (whole, part.trim_end_matches('0')));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// With a full-width sign, as the page writes it.
fn signed(value: f64, decimals: usize) -> String {
    let text = if decimals == 1 { format!("{:.1}", value.abs()) } else { grouped(value, decimals) };
    let sign = if value > 0.0 {
        "＋"
    } else if value < 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{text}")
}
