//! Turns pairs of figures into charts: changes in percent, rates in 百分点, values of one unit from zero.

use super::model::{Band, Chart, ChartId, Fold, Pair, Row, CAP, DRAWN};
use super::words::{amount, grouped, named, rough, round, sign, signed, times, written};
use crate::compare::model::{Band as Sureness, IndicatorPair, PairStatus};
use crate::extract::indicator::{Indicator, Kind, Period};

/// A base smaller than this makes percentages that mislead.
const SMALLEST_BASE: f64 = 5.0;
const RISES: usize = 10;
/// So many are named under a chart; the rest is counted.
const NAMED: usize = 12;
/// Values that differ more than this are not drawn on one scale.
const ONE_SCALE: f64 = 50.0;
/// Units for which there is a chart of values.
const UNITS: usize = 12;

struct Paired<'r> {
    pair: &'r IndicatorPair,
    a: &'r Indicator,
    b: &'r Indicator,
}

/// Pairs that are sure enough to be drawn: levels of the years, no changes. What was planned neither rose nor fell; it has a place among the plans.
fn sure<'r>(of: &Pair<'r>) -> impl Iterator<Item = Paired<'r>> {
    let (before, after) = (of.before, of.after);
    let usable =
        |pair: &&IndicatorPair| pair.band == Sureness::High && matches!(pair.status, PairStatus::Up | PairStatus::Down | PairStatus::Same);
    of.comparison.indicators.iter().filter(usable).filter_map(|pair| {
        let (a, b) = (before.report.indicators.get(pair.before?)?, after.report.indicators.get(pair.after?)?);
        let level = |i: &Indicator| i.change.is_none() && !is_planned(i);
        (level(a) && level(b)).then_some(Paired { pair, a, b })
    })
}

fn is_planned(indicator: &Indicator) -> bool {
    indicator.period == Some(Period::Target)
}

fn row(Paired { a, b, .. }: &Paired, (from, to): (f64, f64), change_text: String, change_cell: String) -> Row {
    Row {
        label: b.label.clone(),
        before: Some(a.id),
        after: Some(b.id),
        before_text: written(a),
        after_text: written(b),
        from,
        to,
        cells: vec![b.label.clone(), written(a), written(b), change_cell],
        change_text,
        rough: rough(a, b),
    }
}

fn moved(paired: &Paired) -> bool {
    paired.pair.status != PairStatus::Same
}

pub(super) fn changes(of: &Pair) -> Chart {
    let frame = &of.frame;
    let (mut rows, mut small, mut capped) = (Vec::new(), Vec::new(), false);
    for paired in sure(of).filter(moved) {
        let (a, b) = (paired.a, paired.b);
        let Some(percent) = paired.pair.percent.filter(|p| p.is_finite()) else { continue };
        let sign = sign(a, b);
        if a.value < SMALLEST_BASE {
            let delta = paired.pair.delta.map_or(String::new(), |delta| format!("（{sign}{}）", amount(delta, a.kind == Kind::Money)));
            small.push(format!("{} {}→{}{delta}", b.label, written(a), written(b)));
            continue;
        }
        let per_cent = format!("{sign}{}%", signed(percent, 1));
        if percent > CAP {
            capped = true;
            let multiple = format!("{sign}{} 倍", times(a.value, b.value));
            let cell = format!("{per_cent}（为{}的 {multiple}）", frame.behind(0));
            rows.push(row(&paired, (0.0, percent), multiple, cell));
        } else {
            rows.push(row(&paired, (0.0, percent), per_cent.clone(), per_cent));
        }
    }
    crate::order::by(&mut rows, |x, y| y.to.total_cmp(&x.to).then(x.after.cmp(&y.after)));
    let ups = rows.iter().filter(|row| row.to > 0.0).count();
    let mut chart = frame.chart(ChartId::Changes, ["指标", if frame.other { "相差" } else { "幅度" }]);
    chart.title = format!("{} 项可算幅度的指标，{ups} 项{}，{} 项{}", rows.len(), frame.up(), rows.len() - ups, frame.down());
    let measured = if frame.other { "高出或低出的幅度" } else { "变化幅度" };
    chart.subtitle = format!("{}较{}{measured}，按幅度排序", frame.year(1), frame.behind(0));
    for (sign, words) in [('≈', "。≈ 表示原文有“余”“近”等限定词"), ('≥', "。≥ 表示原文说的是下限")] {
        if rows.iter().any(|row| row.change_text.starts_with(sign)) {
            chart.subtitle += words;
        }
    }
    if capped {
        chart.subtitle += &format!("。超过 200% 的条形截断，写明为{}的几倍", frame.behind(0));
    }
    chart.note = not_drawn(of, &small);
    chart.fold = fold(&rows, ups);
    chart.rows = rows;
    chart
}

/// What a chart of changes leaves out, by name: small bases, what one year alone has, what stayed the same or can't be compared.
fn not_drawn(of: &Pair, small: &[String]) -> Vec<String> {
    let pairs = &of.comparison.indicators;
    let label = |pair: &IndicatorPair| {
        let (a, b) = (&of.before.report.indicators, &of.after.report.indicators);
        let shown = pair.after.and_then(|id| b.get(id)).or(pair.before.and_then(|id| a.get(id)))?;
        (!shown.label.is_empty()).then(|| shown.label.clone())
    };
    let labels = |status: PairStatus| -> Vec<String> {
        let mut found: Vec<String> = pairs.iter().filter(|p| p.status == status).filter_map(label).collect();
        // The same name for several figures tells nothing twice.
        let mut seen = std::collections::BTreeMap::new();
        found.retain(|name| seen.insert(name.clone(), 0usize).is_none());
        found
    };
    let count = |status: PairStatus| pairs.iter().filter(|p| p.status == status).count();
    let mut note = Vec::new();
    let mut say = |count: usize, words: &str, list: &[String], between: &str| {
        if count > 0 {
            note.push(format!("未入图，{words} {count} 项：{}。", named(list, NAMED, between)));
        }
    };
    say(small.len(), "基数小于 5、只列增减的", small, "；");
    let planned = |p: &&IndicatorPair| {
        let (a, b) =
            (p.before.and_then(|id| of.before.report.indicators.get(id)), p.after.and_then(|id| of.after.report.indicators.get(id)));
        matches!(p.status, PairStatus::Up | PairStatus::Down) && a.zip(b).is_some_and(|(a, b)| is_planned(a) || is_planned(b))
    };
    let plans: Vec<String> = pairs.iter().filter(planned).filter_map(label).collect();
    say(plans.len(), "计划数", &plans, "、");
    for (status, words) in [
        (PairStatus::New, format!("仅{}有的", of.frame.behind(1))),
        (PairStatus::Dropped, format!("仅{}有的", of.frame.behind(0))),
        (PairStatus::Same, "持平的".into()),
        (PairStatus::Incomparable, "口径待核的".into()),
    ] {
        say(count(status), &words, &labels(status), "、");
    }
    note
}

/// Ten largest rises, as many falls, one line for what lies between.
fn fold(rows: &[Row], ups: usize) -> Option<Fold> {
    if rows.len() <= DRAWN {
        return None;
    }
    let downs = rows.len() - ups;
    let first = ups.min(RISES.max(DRAWN.saturating_sub(downs)));
    let last = rows.len() - downs.min(RISES);
    let (most, least) = (rows.get(first)?, rows.get(last.checked_sub(1)?)?);
    (last > first + 1).then(|| Fold {
        first,
        last,
        words: format!("其余 {} 项，{} 至 {}", last - first, signed(least.to, 1) + "%", signed(most.to, 1) + "%"),
    })
}

pub(super) fn rates(of: &Pair) -> Chart {
    let frame = &of.frame;
    let rate = |p: &Paired| [p.a, p.b].iter().all(|i| i.kind == Kind::Percent && (0.0..=100.0).contains(&i.value));
    let mut rows: Vec<Row> = sure(of)
        .filter(moved)
        .filter(rate)
        .filter_map(|paired| {
            let change_text = format!("{}{}", sign(paired.a, paired.b), signed(paired.pair.delta?, 2));
            let cell = format!("{change_text} 个百分点");
            Some(row(&paired, (paired.a.value, paired.b.value), change_text, cell))
        })
        .collect();
    crate::order::by(&mut rows, |x, y| (y.to - y.from).total_cmp(&(x.to - x.from)).then(x.after.cmp(&y.after)));
    let ups = rows.iter().filter(|row| row.to > row.from).count();
    let least = rows.iter().flat_map(|row| [row.from, row.to]).fold(f64::INFINITY, f64::min);
    let cut = axis_start(least);
    let mut chart = frame.chart(ChartId::Rates, ["比率", "百分点"]);
    chart.title = format!("{} 项比率，{ups} 项{}，{} 项{}", rows.len(), frame.up(), rows.len() - ups, frame.down());
    chart.subtitle = if cut > 0.0 {
        format!("单位：%，{}为百分点。轴自 {cut:.0}% 起", if frame.other { "相差" } else { "变化" })
    } else {
        "单位：%，变化为百分点".into()
    };
    chart.rows = rows;
    chart
}

/// A multiple of 5 below the least rate; 0 where the rates are spread anyway.
pub fn axis_start(least: f64) -> f64 {
    if !least.is_finite() || least < 40.0 {
        return 0.0;
    }
    (libm::floor((least - 2.0) / 5.0) * 5.0).max(0.0)
}

/// Both values of the figures of one unit, a chart for each unit of two figures or more. Parts of a total are left out: a scale of both would set the part
/// beside its whole.
pub(super) fn values(of: &Pair) -> Vec<Chart> {
    let frame = &of.frame;
    let level = |p: &Paired| {
        let counted = |i: &Indicator| !matches!(i.kind, Kind::Percent | Kind::PercentagePoint) && i.value.is_finite() && i.value >= 0.0;
        [p.a, p.b].iter().all(|i| counted(i)) && p.a.unit == p.b.unit && !p.b.unit.is_empty() && p.b.part_of.is_none()
    };
    let all: Vec<(String, Row)> = sure(of)
        .filter(level)
        .filter_map(|paired| {
            let delta = amount(paired.pair.delta?, paired.b.kind == Kind::Money);
            let change = if moved(&paired) { format!("{}{delta}", sign(paired.a, paired.b)) } else { "持平".into() };
            Some((paired.b.unit.clone(), row(&paired, (paired.a.value, paired.b.value), change.clone(), change)))
        })
        .collect();
    by_unit(all)
        .into_iter()
        .map(|(unit, rows)| {
            let count = |test: fn(&Row) -> bool| rows.iter().filter(|row| test(row)).count();
            let (ups, downs) = (count(|row| row.to > row.from), count(|row| row.to < row.from));
            let same = rows.len() - ups - downs;
            let mut chart = frame.chart(ChartId::Values, ["指标", if frame.other { "相差" } else { "增减" }]);
            chart.title = format!("以“{unit}”计的 {} 项，{ups} 项{}，{downs} 项{}", rows.len(), frame.up(), frame.down());
            if same > 0 {
                chart.title += &format!("，{same} 项持平");
            }
            scaled(&mut chart, rows, unit);
            chart
        })
        .collect()
}

/// Rows by unit, units with more rows first, those with one row left out.
pub(super) fn by_unit(all: Vec<(String, Row)>) -> Vec<(String, Vec<Row>)> {
    let mut units: Vec<(String, Vec<Row>)> = Vec::new();
    // Reports have some dozens of units at most.
    for (unit, row) in all {
        match units.iter_mut().find(|(name, _)| *name == unit) {
            Some((_, rows)) => rows.push(row),
            None => units.push((unit, vec![row])),
        }
    }
    units.retain(|(_, rows)| rows.len() > 1);
    crate::order::by(&mut units, |x, y| y.1.len().cmp(&x.1.len()).then(x.0.cmp(&y.0)));
    units.truncate(UNITS);
    units
}

/// Sorts the rows of one unit by size and gives them one scale from zero, or bands of magnitude with a scale each.
pub(super) fn scaled(chart: &mut Chart, mut rows: Vec<Row>, unit: String) {
    let size = |row: &Row| row.from.max(row.to);
    crate::order::by(&mut rows, |x, y| size(y).total_cmp(&size(x)).then(x.after.cmp(&y.after)));
    let most = rows.first().map_or(0.0, size);
    let least = rows.iter().flat_map(|row| [row.from, row.to]).filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
    chart.subtitle = format!("单位：{unit}，自 0 起");
    if least.is_finite() && most > ONE_SCALE * least {
        chart.bands = bands(&rows.iter().map(size).collect::<Vec<_>>(), &unit);
        chart.subtitle = format!("单位：{unit}。大小相差 50 倍以上，分成 {} 段，各段自 0 起，比例尺不同", chart.bands.len());
    }
    if chart.bands.is_empty() && rows.len() > DRAWN {
        let (first, last) = (DRAWN - 1, rows.len());
        chart.fold = Some(Fold {
            first,
            last,
            words: format!("其余 {} 项，都在 {}以下", last - first, rows.get(first - 1).map_or("", |row| &row.after_text)),
        });
    }
    chart.rows = rows;
    chart.unit = Some(unit);
}

/// Bands of ten-fold magnitude over sizes that fall; those below a hundred are one.
fn bands(sizes: &[f64], unit: &str) -> Vec<Band> {
    let bound = |size: f64| if size < 100.0 { 0.0 } else { libm::pow(10.0, libm::floor(libm::log10(size) + 1e-9)) };
    let mut bands: Vec<(f64, Band)> = Vec::new();
    for (i, size) in sizes.iter().enumerate() {
        match bands.last_mut().filter(|(low, _)| *low == bound(*size)) {
            Some((_, band)) => band.last = i + 1,
            None => bands.push((bound(*size), Band { first: i, last: i + 1, words: String::new() })),
        }
    }
    let lows: Vec<f64> = bands.iter().map(|(low, _)| *low).collect();
    let words = |i: usize, low: f64| match i.checked_sub(1).and_then(|i| lows.get(i)) {
        Some(above) if low == 0.0 => format!("{}{unit}以下", round(*above)),
        Some(above) => format!("{}—{}{unit}", round(low), round(*above)),
        None if low == 0.0 => format!("{}{unit}以下", grouped(100.0, 0)),
        None => format!("{}{unit}以上", round(low)),
    };
    bands.into_iter().enumerate().map(|(i, (low, band))| Band { words: words(i, low), ..band }).collect()
}
