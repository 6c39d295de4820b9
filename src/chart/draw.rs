//! Turns chart data into a drawing on any plotters backend: rectangles, lines, circles and level text, in CSS pixels.
//!
//! Labels stand on the left, at most two lines, never turned; values are printed at both ends; the earlier year is hollow, the later one filled, so that the
//! picture survives grey print. The height follows from the rows ([`height`]); every row gives a [`Mark`] for pointer and keys.

use super::model::{Chart, ChartId, Row, CAP};
use super::place::{alone, cut, plan, slots, split, wide, Plan, Scale, Slot, LINE};
use super::words::round;
use crate::given::taken;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use serde::Serialize;

/// How a chart is to look. Lengths are CSS pixels; colours are `#rrggbb`.
#[derive(Clone, Debug)]
pub struct Style {
    pub width: u32,
    /// Device pixels for one CSS pixel.
    pub ratio: f64,
    pub font: String,
    /// 13 where none is given.
    pub font_size: u32,
    /// Label and values above their bar.
    pub narrow: bool,
    /// Title, legend and source are drawn in, for pictures that leave the page.
    pub header: bool,
    /// Draw all rows, also those that are folded.
    pub all: bool,
    /// The year that is left out: 0 the earlier, 1 the later. Its values stay in words.
    pub hidden: Option<u8>,
    pub colors: Colors,
}

#[derive(Clone, Debug)]
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

taken!(Style {
    width: take, ratio: take, font: take, font_size = "fontSize": stated or 13, narrow: or_default, header: or_default, all: or_default,
    hidden: take, colors: take,
});
taken!(Colors {
    paper: take,
    ink: take,
    ink2: take,
    line: take,
    fill: take,
    falling: take,
    earlier: take,
    later: take,
    notice: take,
    sunk: take,
});

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
    around(&pen, &plan)?;
    heads(&pen, chart, &plan)?;
    let mut scale = Scale::of(chart, None, plan.plot);
    if chart.bands.is_empty() {
        grid(&pen, chart, &plan, &scale, (plan.top, lines.len(), plan.top + plan.row * lines.len() as i32 + 5))?;
    }
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
            Slot::Band(n, band) => {
                scale = Scale::of(chart, chart.bands.get(*n), plan.plot);
                let y = y + plan.row - 6;
                grid(&pen, chart, &plan, &scale, (y + 6, band.last - band.first, y - style.font_size as i32))?;
                pen.text(&band.words, (plan.left, y), (&style.colors.ink2, 0.95, true), (HPos::Left, VPos::Bottom))?;
                pen.line((plan.left, y + 4), (plan.right, y + 4), &style.colors.line)?;
            }
            Slot::Row(index, row) => {
                draw_row(&pen, chart, row, &plan, &scale, y)?;
                marks.push(Mark { row: *index, x: plan.left, y, width: plan.right - plan.left, height: plan.row });
            }
        }
    }
    Ok(marks)
}

/// Title, subtitle and foot, where the picture carries them itself.
fn around<DB: DrawingBackend>(pen: &Pen<DB>, plan: &Plan) -> Drawn<DB> {
    let (colors, size) = (&pen.style.colors, f64::from(pen.style.font_size));
    let mut y = f64::from(plan.left);
    let set = |lines: &[String], face: (&str, f64, bool), step: f64, y: &mut f64| -> Drawn<DB> {
        for words in lines {
            pen.text(words, (plan.left, *y as i32), face, (HPos::Left, VPos::Top))?;
            *y += step * size;
        }
        Ok(())
    };
    set(&plan.title, (&colors.ink, 1.3, true), LINE.0, &mut y)?;
    set(&plan.subtitle, (&colors.ink2, 0.95, false), LINE.1, &mut y)?;
    y = f64::from(plan.height - plan.left) - LINE.1 * size * plan.foot.len() as f64;
    set(&plan.foot, (&colors.ink2, 0.95, false), LINE.1, &mut y)
}

/// ○ 2022 and ● 2023 over their columns: legend and column heads in one.
fn heads<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, plan: &Plan) -> Drawn<DB> {
    let (ink, size) = (&pen.style.colors.ink2, f64::from(pen.style.font_size));
    let y = plan.top - (size * 1.25) as i32;
    let width = |words: &str| (wide(words) * size) as i32;
    let names = chart.years.iter().enumerate().filter(|(_, name)| !name.is_empty());
    if pen.style.narrow {
        let mut x = plan.left + 6;
        for (i, name) in names {
            pen.dot((x, y), i == 1, 4)?;
            pen.text(name, (x + 10, y), (ink, 0.95, false), (HPos::Left, VPos::Center))?;
            x += width(name) + 34;
        }
        return Ok(());
    }
    for (i, name) in names {
        let (at, room) = if i == 0 { (plan.before, plan.before - plan.left) } else { (plan.after, plan.after - plan.plot.0) };
        let name = cut(name, room / size as i32 - 2);
        pen.dot((at - width(&name) - 9, y), i == 1, 4)?;
        pen.text(&name, (at, y), (ink, 0.95, false), (HPos::Right, VPos::Center))?;
    }
    match chart.columns.last() {
        Some(last) if !alone(chart) => pen.text(last, (plan.right, y), (ink, 0.95, false), (HPos::Right, VPos::Center)),
        _ => Ok(()),
    }
}

/// Hairlines over `count` rows from `top` on, their values at `foot`.
fn grid<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, plan: &Plan, scale: &Scale, (top, count, foot): (i32, usize, i32)) -> Drawn<DB> {
    if pen.style.narrow || chart.rows.is_empty() {
        return Ok(());
    }
    let (colors, bottom) = (&pen.style.colors, top + plan.row * count as i32);
    let small = scale.high < 10.0;
    for tick in scale.ticks() {
        let x = scale.x(tick);
        pen.line((x, top), (x, bottom), if tick == 0.0 { &colors.ink2 } else { &colors.line })?;
        let words = match chart.id {
            ChartId::Changes if tick > 0.0 => format!("＋{tick:.0}%"),
            ChartId::Changes if tick < 0.0 => format!("−{:.0}%", -tick),
            ChartId::Rates => format!("{tick:.0}%"),
            ChartId::Coverage | ChartId::Reuse if tick > 0.0 => format!("{tick:.*}%", usize::from(small && tick.fract() != 0.0)),
            ChartId::Changes | ChartId::Coverage | ChartId::Reuse => "0".into(),
            ChartId::Values | ChartId::Lengths => round(tick),
        };
        pen.text(&words, (x, foot), (&colors.ink2, 0.9, false), (HPos::Center, VPos::Top))?;
    }
    Ok(())
}

fn draw_row<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, row: &Row, plan: &Plan, scale: &Scale, y: i32) -> Drawn<DB> {
    let colors = &pen.style.colors;
    let size = pen.style.font_size as i32;
    let falls = row.to < row.from;
    let level = matches!(chart.id, ChartId::Lengths | ChartId::Coverage | ChartId::Reuse);
    let ink = if level || row.to == row.from {
        &colors.ink2
    } else if falls {
        &colors.notice
    } else {
        &colors.later
    };
    let (single, values) = (alone(chart), (colors.ink2.as_str(), 0.97, false));
    let middle = if pen.style.narrow {
        let line = y + size;
        let words = if single { row.after_text.clone() } else { format!("{} → {}", row.before_text, row.after_text) };
        let room = (plan.right - plan.left) / size - (wide(&words) * 0.92) as i32 - 1;
        pen.text(&cut(&row.label, room), (plan.left, line), (&colors.ink, 1.0, false), (HPos::Left, VPos::Center))?;
        pen.text(&words, (plan.right, line), (&colors.ink2, 0.92, false), (HPos::Right, VPos::Center))?;
        y + size * 3
    } else {
        label(pen, &row.label, (plan.left, y), plan)?;
        let middle = y + plan.row / 2;
        pen.text(&row.before_text, (plan.before, middle), values, (HPos::Right, VPos::Center))?;
        pen.text(&row.after_text, (plan.after, middle), values, (HPos::Right, VPos::Center))?;
        middle
    };
    pen.text(&row.change_text, (plan.right, middle), (ink, 0.97, !level), (HPos::Right, VPos::Center))?;
    shape(pen, chart, row, scale, middle, if falls { &colors.falling } else { &colors.fill })
}

fn shape<DB: DrawingBackend>(pen: &Pen<DB>, chart: &Chart, row: &Row, scale: &Scale, y: i32, fill: &str) -> Drawn<DB> {
    let colors = &pen.style.colors;
    let shown = [row.before.is_some() && pen.style.hidden != Some(0), row.after.is_some() && pen.style.hidden != Some(1)];
    let zero = scale.x(0.0);
    match chart.id {
        ChartId::Changes => {
            let end = scale.x(row.to);
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
        _ if alone(chart) => {
            if shown[1] && row.to > 0.0 {
                pen.bar((zero, y - 6), (scale.x(row.to).max(zero + 1), y + 6), &colors.later, true)?;
            }
            Ok(())
        }
        ChartId::Rates | ChartId::Values => {
            let (from, to) = (scale.x(row.from), scale.x(row.to));
            if shown == [true, true] {
                pen.bar((from.min(to), y - 1), (from.max(to), y + 1), fill, true)?;
            }
            if shown[0] {
                pen.dot((from, y), false, if shown[1] && (from - to).abs() < 6 { 7 } else { 5 })?;
            }
            if shown[1] {
                // Where both years fall together the later one lies inside the ring of the earlier.
                pen.dot((to, y), true, if shown[0] && (from - to).abs() < 6 { 4 } else { 5 })?;
            }
            Ok(())
        }
        ChartId::Lengths | ChartId::Coverage | ChartId::Reuse => {
            if shown[0] {
                pen.bar((zero, y - 8), (scale.x(row.from).max(zero + 1), y - 1), &colors.earlier, false)?;
            }
            if shown[1] {
                pen.bar((zero, y + 1), (scale.x(row.to).max(zero + 1), y + 8), &colors.later, true)?;
            }
            Ok(())
        }
    }
}

/// A label on one or two lines, cut where it is longer.
fn label<DB: DrawingBackend>(pen: &Pen<DB>, words: &str, at: (i32, i32), plan: &Plan) -> Drawn<DB> {
    let ink = &pen.style.colors.ink;
    let size = pen.style.font_size as i32;
    let most = (plan.label / size).max(4);
    let middle = at.1 + plan.row / 2;
    if wide(words) <= f64::from(most) {
        return pen.text(words, (at.0, middle), (ink, 1.0, false), (HPos::Left, VPos::Center));
    }
    if wide(words) * 0.9 <= f64::from(most) {
        return pen.text(words, (at.0, middle), (ink, 0.9, false), (HPos::Left, VPos::Center));
    }
    // Two lines of about one length, where they hold all.
    let room = (f64::from(most) / 0.9).min((wide(words) / 2.0 + 1.5).max(f64::from(most) / 1.8));
    let chars: Vec<char> = words.chars().collect();
    let (first, rest) = chars.split_at(split(&chars, room).min(chars.len()));
    let (first, rest): (String, String) = (first.iter().collect(), rest.iter().collect());
    pen.text(&first, (at.0, middle - size / 2 - 1), (ink, 0.9, false), (HPos::Left, VPos::Center))?;
    pen.text(&cut(&rest, most * 10 / 9), (at.0, middle + size / 2 + 1), (ink, 0.9, false), (HPos::Left, VPos::Center))
}
