//! Turns a chart and a width into places: lines of the picture, columns, values to pixels, labels to what fits.

use super::draw::Style;
use super::figures::axis_start;
use super::model::{Band, Chart, ChartId, Row, CAP};

/// One line of the picture: a row, the head of a band, or the line that stands for the folded rows.
pub(super) enum Slot<'c> {
    Row(usize, &'c Row),
    Band(usize, &'c Band),
    Fold(&'c str),
}

pub(super) fn slots<'c>(chart: &'c Chart, style: &Style) -> Vec<Slot<'c>> {
    let fold = chart.fold.as_ref().filter(|_| !style.all);
    let mut slots = Vec::new();
    for (i, row) in chart.rows.iter().enumerate() {
        if let Some((n, band)) = chart.bands.iter().enumerate().find(|(_, band)| band.first == i) {
            slots.push(Slot::Band(n, band));
        }
        match fold {
            Some(fold) if i == fold.first => slots.push(Slot::Fold(&fold.words)),
            Some(fold) if (fold.first..fold.last).contains(&i) => {}
            _ => slots.push(Slot::Row(i, row)),
        }
    }
    slots
}

/// Does the chart show one report only?
pub(super) fn alone(chart: &Chart) -> bool {
    chart.years.first().is_none_or(|name| name.is_empty())
}

/// Measures of a picture; everything is placed by them.
pub(super) struct Plan {
    pub(super) top: i32,
    pub(super) row: i32,
    pub(super) left: i32,
    /// Width of the labels.
    pub(super) label: i32,
    pub(super) before: i32,
    pub(super) plot: (i32, i32),
    pub(super) after: i32,
    pub(super) right: i32,
    pub(super) height: i32,
    /// What stands above and below, in lines that fit. Empty on the page, which says it itself.
    pub(super) title: Vec<String>,
    pub(super) subtitle: Vec<String>,
    pub(super) foot: Vec<String>,
}

/// Lines of the title and of what is small.
pub(super) const LINE: (f64, f64) = (1.9, 1.55);
const MARGIN: i32 = 20;

pub(super) fn plan(chart: &Chart, style: &Style, count: usize) -> Plan {
    let (width, size) = (style.width as i32, style.font_size as i32);
    let em = |n: f64| (n * f64::from(size)) as i32;
    let margin = if style.header { MARGIN } else { 0 };
    let (left, right) = (margin, (width - margin).max(margin + 1));
    let ems = |scale: f64| f64::from(right - left) / (f64::from(size) * scale);
    let (mut title, mut subtitle, mut foot) = (Vec::new(), Vec::new(), Vec::new());
    if style.header {
        title = wrap(&chart.title, ems(1.3), 2);
        subtitle = wrap(&chart.subtitle, ems(0.95), 3);
        foot = chart.note.iter().flat_map(|words| wrap(words, ems(0.95), 3)).collect();
        foot.extend(wrap(&chart.source, ems(0.95), 2));
    }
    let head = em(LINE.0 * title.len() as f64 + LINE.1 * subtitle.len() as f64);
    let top = margin + head + em(2.2);
    let below = em(2.2 + LINE.1 * foot.len() as f64) + margin;
    let row = if style.narrow { em(4.4) } else { em(2.35).max(28) };
    let value = em(6.9);
    let (label, before, plot, after) = if style.narrow {
        let end = if alone(chart) { 2.0 } else { 5.6 };
        (right - left, left, (left + 6, right - em(end)), right)
    } else if alone(chart) {
        let label = em(20.0).min((right - left) * 2 / 5);
        (label, left + label, (left + label + em(0.8), right - value - em(0.6)), right)
    } else {
        let label = em(11.6).min(width / 4);
        let before = left + label + value;
        let after = right - em(6.4);
        (label, before, (before + em(1.2), after - value - em(0.4)), after)
    };
    Plan { top, row, left, label, before, plot, after, right, height: top + row * count as i32 + below, title, subtitle, foot }
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
    /// Of all rows, or of one band's.
    pub(super) fn of(chart: &Chart, band: Option<&Band>, plot: (i32, i32)) -> Self {
        let rows = band.map_or(chart.rows.as_slice(), |band| chart.rows.get(band.first..band.last).unwrap_or(&[]));
        let values = || rows.iter().flat_map(|row| [row.from, row.to]);
        let high = values().fold(0.0, f64::max);
        let low = values().fold(f64::INFINITY, f64::min);
        let (low, high) = match chart.id {
            ChartId::Changes => (low.clamp(-CAP, 0.0), high.clamp(0.0, CAP)),
            ChartId::Rates => (axis_start(low), 100.0),
            _ => (0.0, high),
        };
        Self { low, high: if high > low { high } else { low + 1.0 }, plot }
    }
    pub(super) fn x(&self, value: f64) -> i32 {
        let share = (value.max(self.low).min(self.high) - self.low) / (self.high - self.low);
        self.plot.0 + (share * f64::from(self.plot.1 - self.plot.0)) as i32
    }
    /// Zero (or the axis start) and up to three hairlines at round values.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let raw = (self.high - self.low) / if self.low < 0.0 { 4.0 } else { 3.0 };
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

/// No line begins with one of these, none ends with one of those.
const CLOSING: [char; 10] = ['、', '，', '。', '；', '：', '）', '”', '》', '％', '%'];
const OPENING: [char; 4] = ['（', '“', '《', '‘'];

/// Where a line of at most `most` ems ends, so that the next begins well.
pub(super) fn split(chars: &[char], most: f64) -> usize {
    let mut end = fit(chars, most);
    let last = |end: usize| chars.get(end - 1);
    let apart = |end: usize| {
        let figures = [chars.get(end), last(end)].iter().all(|c| c.is_some_and(char::is_ascii_digit));
        figures || chars.get(end).is_some_and(|c| CLOSING.contains(c)) || last(end).is_some_and(|c| OPENING.contains(c))
    };
    while end > 1 && apart(end) {
        end -= 1;
    }
    end
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

/// Words in lines of at most `most` ems; what does not fit into `lines` is cut.
pub(super) fn wrap(words: &str, most: f64, lines: usize) -> Vec<String> {
    let chars: Vec<char> = words.chars().collect();
    let (mut rest, mut found) = (chars.as_slice(), Vec::new());
    while !rest.is_empty() && found.len() < lines {
        if found.len() + 1 == lines {
            found.push(cut(&rest.iter().collect::<String>(), most as i32));
            break;
        }
        let end = if wide(&rest.iter().collect::<String>()) <= most { rest.len() } else { split(rest, most) };
        let (line, left) = rest.split_at(end.min(rest.len()));
        found.push(line.iter().collect());
        rest = left;
    }
    found
}
