//! Turns a chart and a width into places: lines of the picture, columns, values to pixels, labels to what fits.

use super::draw::Style;
use super::model::{axis_start, Chart, ChartId, Row, CAP};

/// One line of the picture: a row, or the line that stands for the folded ones.
pub(super) enum Slot<'c> {
    Row(usize, &'c Row),
    Fold(&'c str),
}

pub(super) fn slots<'c>(chart: &'c Chart, style: &Style) -> Vec<Slot<'c>> {
    let fold = chart.fold.as_ref().filter(|_| !style.all);
    let mut slots = Vec::new();
    for (i, row) in chart.rows.iter().enumerate() {
        match fold {
            Some(fold) if i == fold.first => slots.push(Slot::Fold(&fold.words)),
            Some(fold) if (fold.first..fold.last).contains(&i) => {}
            _ => slots.push(Slot::Row(i, row)),
        }
    }
    slots
}

/// Measures of a picture; everything is placed by them.
pub(super) struct Plan {
    pub(super) top: i32,
    pub(super) row: i32,
    pub(super) left: i32,
    pub(super) before: i32,
    pub(super) plot: (i32, i32),
    pub(super) after: i32,
    pub(super) right: i32,
    pub(super) height: i32,
}

pub(super) const HEADER: i32 = 66;
pub(super) const FOOTER: i32 = 30;

pub(super) fn plan(chart: &Chart, style: &Style, count: usize) -> Plan {
    let (width, size) = (style.width as i32, style.font_size as i32);
    let em = |n: f64| (n * f64::from(size)) as i32;
    let margin = if style.header { 20 } else { 0 };
    let top = if style.header { HEADER } else { 0 } + em(2.2);
    let foot = em(2.2) + if style.header { FOOTER } else { 0 };
    let narrow = style.narrow;
    let row = if narrow { em(4.4) } else { em(2.35).max(28) };
    let (left, right) = (margin, width - margin);
    let (before, plot, after) = if narrow {
        (left, (left + 6, right - em(5.6)), right)
    } else {
        let label = em(11.6).min(width / 4);
        let value = em(6.6);
        let before = left + label + value;
        let last = right - em(5.4);
        let after = last - em(1.0);
        (before, (before + em(1.2), after - value - em(0.4)), after)
    };
    let _ = chart;
    Plan { top, row, left, before, plot, after, right, height: top + row * count as i32 + foot }
}

/// The height that the picture needs for its rows.
pub fn height(chart: &Chart, style: &Style) -> u32 {
    plan(chart, style, slots(chart, style).len()).height.max(60) as u32
}

/// Values to pixels.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) plot: (i32, i32),
}

impl Scale {
    pub(super) fn of(chart: &Chart, plot: (i32, i32)) -> Self {
        let values = || chart.rows.iter().flat_map(|row| [row.from, row.to]);
        let high = values().fold(0.0, f64::max);
        let low = values().fold(f64::INFINITY, f64::min);
        let (low, high) = match chart.id {
            ChartId::Changes => (low.clamp(-CAP, 0.0), high.clamp(0.0, CAP)),
            ChartId::Rates => (axis_start(low), 100.0),
            ChartId::Lengths => (0.0, high),
        };
        Self { low, high: if high > low { high } else { low + 1.0 }, plot }
    }
    pub(super) fn x(&self, value: f64) -> i32 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.plot.0 + (share * f64::from(self.plot.1 - self.plot.0)) as i32
    }
    /// Zero (or the axis start) and up to three hairlines at round values.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let raw = (self.high - self.low) / 3.0;
        let power = libm::pow(10.0, libm::floor(libm::log10(raw.max(1e-9))));
        let step = [1.0, 2.0, 5.0, 10.0].iter().map(|n| n * power).find(|step| *step >= raw).unwrap_or(power * 10.0);
        let first = libm::ceil(self.low / step) as i64;
        let last = libm::floor(self.high / step) as i64;
        (first..=last).take(8).map(|n| n as f64 * step).collect()
    }
}

/// Width in ems: an ideograph is one.
pub(super) fn wide(words: &str) -> f64 {
    words.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum()
}

/// How many characters fit into `most` ems; at least one.
pub(super) fn fit(chars: &[char], most: f64) -> usize {
    let mut width = 0.0;
    chars
        .iter()
        .take_while(|c| {
            width += if c.is_ascii() { 0.56 } else { 1.0 };
            width <= most
        })
        .count()
        .max(1)
}

pub(super) fn cut(words: &str, most: i32) -> String {
    let most = f64::from(most.max(3));
    if wide(words) <= most {
        return words.to_string();
    }
    let chars: Vec<char> = words.chars().collect();
    let mut short: String = chars[..fit(&chars, most - 1.0)].iter().collect();
    short.push('…');
    short
}
