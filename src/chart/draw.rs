//! Turns chart data into a drawing on any plotters backend: rectangles, lines, circles and level text, in CSS pixels.
//!
//! Labels stand on the left, at most two lines, never turned; values are printed at both ends; the earlier year is hollow, the later one filled, so that the
//! picture survives grey print. The height follows from the rows ([`height`]); every row gives a [`Mark`] for pointer and keys.

use super::model::{Chart, ChartId, Row, CAP};
use super::place::{cut, fit, plan, slots, wide, Plan, Scale, Slot, FOOTER};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use serde::{Deserialize, Serialize};

/// How a chart is to look. Lengths are CSS pixels; colours are `#rrggbb`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Style {
    pub width: u32,
    /// Device pixels for one CSS pixel.
    pub ratio: f64,
    pub font: String,
    #[serde(default = "default_size")]
    pub font_size: u32,
    /// Label and values above their bar.
    #[serde(default)]
    pub narrow: bool,
    /// Title, legend and source are drawn in, for pictures that leave the page.
    #[serde(default)]
    pub header: bool,
    /// Draw all rows, also those that are folded.
    #[serde(default)]
    pub all: bool,
    pub colors: Colors,
}

fn default_size() -> u32 {
    13
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Colors {
    pub paper: String,
    pub ink: String,
    pub ink2: String,
    pub line: String,
    pub fill: String,
    pub falling: String,
    pub earlier: String,
    pub later: String,
    pub notice: String,
    pub sunk: String,
}

/// Where a row was drawn, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mark {
    pub row: usize,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// `#rrggbb` as a colour; black where it is none.
fn color(hex: &str) -> RGBColor {
    let part = |from: usize| hex.get(from..from + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    RGBColor(part(1), part(3), part(5))
}

type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
type Area<DB> = DrawingArea<DB, plotters::coord::Shift>;

/// The pen: an area with the style's fonts and colours.
struct Pen<'s, DB: DrawingBackend> {
    area: &'s Area<DB>,
    style: &'s Style,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    /// `face`: colour, size in ems, bold; `anchor`: which point of the text stands at `at`.
    fn text(&self, words: &str, at: (i32, i32), (ink, size, bold): (&str, f64, bool), (h, v): (HPos, VPos)) -> Drawn<DB> {
        let size = f64::from(self.style.font_size) * size;
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(&self.style.font), size, weight);
        self.area.draw(&Text::new(words.to_string(), at, TextStyle::from(font).color(&color(ink)).pos(Pos::new(h, v))))
    }
    fn line(&self, from: (i32, i32), to: (i32, i32), ink: &str) -> Drawn<DB> {
        self.area.draw(&PathElement::new([from, to], color(ink)))
    }
    fn bar(&self, from: (i32, i32), to: (i32, i32), ink: &str, filled: bool) -> Drawn<DB> {
        let shape = if filled { color(ink).filled() } else { color(ink).stroke_width(1) };
        self.area.draw(&Rectangle::new([from, to], shape))
    }
    /// ● later, ○ earlier.
    fn dot(&self, at: (i32, i32), later: bool, radius: i32) -> Drawn<DB> {
        let colors = &self.style.colors;
        if later {
            return self.area.draw(&Circle::new(at, radius, color(&colors.later).filled()));
        }
        self.area.draw(&Circle::new(at, radius, color(&colors.paper).filled()))?;
        self.area.draw(&Circle::new(at, radius, color(&colors.earlier).stroke_width(2)))
    }
}

/// Draws a chart over the whole area and says where its rows are. An area of [`height`] fits; a chart without rows leaves the paper blank.
pub fn draw<DB: DrawingBackend>(area: &Area<DB>, chart: &Chart, style: &Style) -> Result<Vec<Mark>, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&color(&style.colors.paper))?;
    let lines = slots(chart, style);
    let plan = plan(chart, style, lines.len());
    let pen = Pen { area, style };
    if style.header {
        header(&pen, chart, &plan)?;
    }
    let scale = Scale::of(chart, plan.plot);
    heads(&pen, chart, &plan)?;
    grid(&pen, chart, &plan, &scale, lines.len())?;
    let mut marks = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let y = plan.top + plan.row * i as i32;
        match line {
            Slot::Fold(words) => {
                pen.bar((plan.left, y + 3), (plan.right, y + plan.row - 3), &style.colors.sunk, true)?;
                pen.text(
                    words,
                    ((plan.left + plan.right) / 2, y + plan.row / 2),
                    (&style.colors.ink2, 0.95, false),
                    (HPos::Center, VPos::Center),
                )?;
            }
            Slot::Row(index, row) => {
                draw_row(&pen, chart, row, &plan, &scale, y)?;
                marks.push(Mark { row: *index, x: plan.left, y, width: plan.right - plan.left, height: plan.row });
            }
        }
    }
    if style.header {
        pen.text(&chart.source, (plan.left, plan.height - FOOTER + 6), (&style.colors.ink2, 0.92, false), (HPos::Left, VPos::Top))?;
    }
    Ok(marks)
}

fn header<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, plan: &Plan) -> Drawn<DB> {
    let colors = &pen.style.colors;
    pen.text(&chart.title, (plan.left, 14), (&colors.ink, 1.3, true), (HPos::Left, VPos::Top))?;
    pen.text(&chart.subtitle, (plan.left, 42), (&colors.ink2, 0.95, false), (HPos::Left, VPos::Top))
}

/// ○ 2022 and ● 2023 over their columns: legend and column heads in one.
fn heads<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, plan: &Plan) -> Drawn<DB> {
    let (colors, size) = (&pen.style.colors, f64::from(pen.style.font_size));
    let y = plan.top - (size * 1.25) as i32;
    let width = |words: &str| (words.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum::<f64>() * size) as i32;
    if pen.style.narrow {
        let mut x = plan.left + 6;
        for (i, year) in chart.years.iter().enumerate() {
            pen.dot((x, y), i == 1, 4)?;
            pen.text(year, (x + 10, y), (&colors.ink2, 0.95, false), (HPos::Left, VPos::Center))?;
            x += width(year) + 34;
        }
        return Ok(());
    }
    pen.dot((plan.before - width(&chart.years[0]) - 9, y), false, 4)?;
    pen.text(&chart.years[0], (plan.before, y), (&colors.ink2, 0.95, false), (HPos::Right, VPos::Center))?;
    pen.dot((plan.after - width(&chart.years[1]) - 9, y), true, 4)?;
    pen.text(&chart.years[1], (plan.after, y), (&colors.ink2, 0.95, false), (HPos::Right, VPos::Center))?;
    if let Some(last) = chart.columns.last() {
        pen.text(last, (plan.right, y), (&colors.ink2, 0.95, false), (HPos::Right, VPos::Center))?;
    }
    Ok(())
}

fn grid<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, plan: &Plan, scale: &Scale, count: usize) -> Drawn<DB> {
    let (colors, bottom) = (&pen.style.colors, plan.top + plan.row * count as i32);
    for tick in scale.ticks() {
        let x = scale.x(tick);
        let zero = tick == 0.0 && chart.id == ChartId::Changes;
        if !pen.style.narrow {
            pen.line((x, plan.top), (x, bottom), if zero { &colors.ink2 } else { &colors.line })?;
        }
        let words = match chart.id {
            ChartId::Changes if tick > 0.0 => format!("＋{tick:.0}%"),
            ChartId::Changes if tick < 0.0 => format!("−{:.0}%", -tick),
            ChartId::Rates => format!("{tick:.0}%"),
            _ => format!("{tick:.0}"),
        };
        if !pen.style.narrow {
            pen.text(&words, (x, bottom + 5), (&colors.ink2, 0.9, false), (HPos::Center, VPos::Top))?;
        }
    }
    Ok(())
}

fn draw_row<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, row: &Row, plan: &Plan, scale: &Scale, y: i32) -> Drawn<DB> {
    let colors = &pen.style.colors;
    let size = pen.style.font_size as i32;
    let falls = row.to < row.from;
    let ink = if chart.id == ChartId::Lengths {
        &colors.ink2
    } else if falls {
        &colors.notice
    } else {
        &colors.later
    };
    let bold = chart.id != ChartId::Lengths;
    let middle = if pen.style.narrow {
        let line = y + size;
        pen.text(
            &cut(&row.label, (plan.right - plan.left) / size - 9),
            (plan.left, line),
            (&colors.ink, 1.0, false),
            (HPos::Left, VPos::Center),
        )?;
        let values = format!("{} → {}", row.before_text, row.after_text);
        pen.text(&values, (plan.right, line), (&colors.ink2, 0.92, false), (HPos::Right, VPos::Center))?;
        y + size * 3
    } else {
        label(pen, &row.label, (plan.left, y), plan)?;
        let middle = y + plan.row / 2;
        pen.text(&row.before_text, (plan.before, middle), (&colors.ink2, 0.97, false), (HPos::Right, VPos::Center))?;
        pen.text(&row.after_text, (plan.after, middle), (&colors.ink2, 0.97, false), (HPos::Right, VPos::Center))?;
        middle
    };
    pen.text(&row.change_text, (plan.right, middle), (ink, 0.97, bold), (HPos::Right, VPos::Center))?;
    shape(pen, chart, row, scale, middle, if falls { &colors.falling } else { &colors.fill })
}

fn shape<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, row: &Row, scale: &Scale, y: i32, fill: &str) -> Drawn<DB> {
    let colors = &pen.style.colors;
    match chart.id {
        ChartId::Changes => {
            let (zero, end) = (scale.x(0.0), scale.x(row.to));
            // A change too small for a pixel still has a bar.
            let end = if end == zero { zero + if row.to < 0.0 { -1 } else { 1 } } else { end };
            pen.bar((zero.min(end), y - 6), (zero.max(end), y + 6), fill, true)?;
            if pen.style.narrow {
                // The zero line would cross the labels above the bars: each bar has its own piece of it.
                pen.line((zero, y - 10), (zero, y + 10), &colors.ink2)?;
            }
            if row.to.abs() > CAP {
                // The bar is broken: two slanting cuts in paper colour near its end.
                for shift in [8, 13] {
                    let x = if row.to > 0.0 { end - shift } else { end + shift };
                    pen.line((x - 2, y + 7), (x + 2, y - 7), &colors.paper)?;
                    pen.line((x - 1, y + 7), (x + 3, y - 7), &colors.paper)?;
                }
            }
            Ok(())
        }
        ChartId::Rates => {
            let (from, to) = (scale.x(row.from), scale.x(row.to));
            pen.bar((from.min(to), y - 1), (from.max(to), y + 1), fill, true)?;
            pen.dot((from, y), false, 5)?;
            pen.dot((to, y), true, 5)
        }
        ChartId::Lengths => {
            let zero = scale.x(0.0);
            if row.before.is_some() {
                pen.bar((zero, y - 8), (scale.x(row.from), y - 1), &colors.earlier, false)?;
            }
            if row.after.is_some() {
                pen.bar((zero, y + 1), (scale.x(row.to), y + 8), &colors.later, true)?;
            }
            Ok(())
        }
    }
}

/// A label on one or two lines, cut where it is longer.
fn label<DB: DrawingBackend>(pen: &Pen<DB>, words: &str, at: (i32, i32), plan: &Plan) -> Drawn<DB> {
    let colors = &pen.style.colors;
    let size = pen.style.font_size as i32;
    let most = ((plan.before - plan.left - size * 13 / 2) / size).max(4);
    let middle = at.1 + plan.row / 2;
    let chars: Vec<char> = words.chars().collect();
    if wide(words) <= f64::from(most) {
        return pen.text(words, (at.0, middle), (&colors.ink, 1.0, false), (HPos::Left, VPos::Center));
    }
    let split = fit(&chars, f64::from(most));
    let (first, rest): (String, String) = (chars[..split].iter().collect(), chars[split..].iter().collect());
    pen.text(&first, (at.0, middle - size / 2 - 1), (&colors.ink, 0.9, false), (HPos::Left, VPos::Center))?;
    pen.text(&cut(&rest, most), (at.0, middle + size / 2 + 1), (&colors.ink, 0.9, false), (HPos::Left, VPos::Center))
}
