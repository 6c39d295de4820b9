//! Turns trends into a drawing: dots, lines between neighbouring years, values at the points that tell, years beneath.

use super::{Trend, Trends};
use crate::chart::place::{cut, wide};
use crate::chart::Style;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use serde::Serialize;

/// Where a point was drawn, in CSS pixels: the whole strip of its year, so that it is easy to hit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Position of the trend.
    pub row: usize,
    pub point: usize,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

type Area<DB> = DrawingArea<DB, Shift>;
type Done<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

const HEADER: i32 = 70;
const FOOTER: i32 = 30;
const GAP: i32 = 32;
/// A multiple narrower than this has no room for its labels.
const NARROWEST: i32 = 230;

struct Plan {
    columns: i32,
    margin: i32,
    top: i32,
    cell: (i32, i32),
    /// Room above the plot for the caption of a multiple; on the page the caption stands outside the picture.
    caption: i32,
    height: i32,
}

fn plan(trends: &Trends, style: &Style) -> Plan {
    let (count, width, em) = (trends.trends.len().max(1) as i32, style.width as i32, style.font_size as i32);
    let (margin, top, foot, caption) = if style.header { (20, HEADER, FOOTER, em * 3) } else { (0, 0, 0, 0) };
    let columns = ((width - 2 * margin + GAP) / (NARROWEST + GAP)).clamp(1, 4).min(count);
    let cell = ((width - 2 * margin - GAP * (columns - 1)) / columns, caption + em * 10);
    let rows = (count + columns - 1) / columns;
    Plan { columns, margin, top, cell, caption, height: top + rows * (cell.1 + if style.header { 18 } else { 0 }) + foot }
}

/// The height that the picture needs.
pub fn height(trends: &Trends, style: &Style) -> u32 {
    plan(trends, style).height.max(60) as u32
}

fn color(hex: &str) -> RGBColor {
    let part = |from: usize| hex.get(from..from + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    RGBColor(part(1), part(3), part(5))
}

struct Pen<'s, DB: DrawingBackend> {
    area: &'s Area<DB>,
    style: &'s Style,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn text(&self, words: &str, at: (i32, i32), (ink, size, bold): (&str, f64, bool), (h, v): (HPos, VPos)) -> Done<DB> {
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(&self.style.font), f64::from(self.style.font_size) * size, weight);
        self.area.draw(&Text::new(words.to_string(), at, TextStyle::from(font).color(&color(ink)).pos(Pos::new(h, v))))
    }
    fn line(&self, from: (i32, i32), to: (i32, i32), ink: &str, width: u32) -> Done<DB> {
        self.area.draw(&PathElement::new([from, to], color(ink).stroke_width(width)))
    }
    fn dot(&self, at: (i32, i32), last: bool) -> Done<DB> {
        let colors = &self.style.colors;
        if last {
            return self.area.draw(&Circle::new(at, 4, color(&colors.later).filled()));
        }
        self.area.draw(&Circle::new(at, 3, color(&colors.paper).filled()))?;
        self.area.draw(&Circle::new(at, 3, color(&colors.earlier).stroke_width(2)))
    }
}

/// Draws all trends, as many beside each other as the width holds, and says where their points are.
pub fn draw<DB: DrawingBackend>(area: &Area<DB>, trends: &Trends, style: &Style) -> Result<Vec<Mark>, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&color(&style.colors.paper))?;
    let (plan, pen, colors) = (plan(trends, style), Pen { area, style }, &style.colors);
    if style.header {
        pen.text(&trends.title, (plan.margin, 14), (&colors.ink, 1.3, true), (HPos::Left, VPos::Top))?;
        pen.text(&trends.subtitle, (plan.margin, 42), (&colors.ink2, 0.95, false), (HPos::Left, VPos::Top))?;
        pen.text(&trends.source, (plan.margin, plan.height - FOOTER + 6), (&colors.ink2, 0.92, false), (HPos::Left, VPos::Top))?;
    }
    let mut marks = Vec::new();
    for (row, trend) in trends.trends.iter().enumerate() {
        let (column, line) = (row as i32 % plan.columns, row as i32 / plan.columns);
        let left = plan.margin + column * (plan.cell.0 + GAP);
        let top = plan.top + line * (plan.cell.1 + if style.header { 18 } else { 0 });
        if style.header {
            pen.line((left, top), (left + plan.cell.0, top), &colors.ink2, 1)?;
            let most = plan.cell.0 / style.font_size as i32 - 4;
            pen.text(&cut(&trend.title, most), (left, top + 8), (&colors.ink, 1.0, true), (HPos::Left, VPos::Top))?;
            pen.text(&trend.unit, (left + plan.cell.0, top + 8), (&colors.ink2, 0.92, false), (HPos::Right, VPos::Top))?;
        }
        one(&pen, trend, row, (left, top + plan.caption), (plan.cell.0, plan.cell.1 - plan.caption), &mut marks)?;
    }
    Ok(marks)
}

fn one<DB: DrawingBackend>(
    pen: &Pen<DB>,
    trend: &Trend,
    row: usize,
    (left, top): (i32, i32),
    (width, height): (i32, i32),
    marks: &mut Vec<Mark>,
) -> Done<DB> {
    let (colors, em) = (&pen.style.colors, pen.style.font_size as i32);
    let count = trend.points.len().max(1) as i32;
    let (base, high) = (top + height - em * 2, top + em * 2);
    let inset = em * 2;
    let x = |at: usize| if count < 2 { left + width / 2 } else { left + inset + at as i32 * (width - 2 * inset) / (count - 1) };
    let (low, most) = trend.bounds();
    let floor = base - em * 8 / 5; // room for a value beneath the lowest dot
    let y = |value: f64| floor - ((value - low) / (most - low) * f64::from(floor - high)) as i32;
    let place = |at: usize| trend.points.get(at).and_then(|p| p.value).filter(|v| v.is_finite()).map(|v| (x(at), y(v)));

    pen.line((left, base), (left + width, base), &colors.line, 1)?;
    // So many years that their names would touch: every second, or third, the ends always.
    let step = (em * 5 / 2 * count / (width - inset).max(1) + 1).max(1) as usize;
    let last_point = trend.points.len().saturating_sub(1);
    for (at, point) in trend.points.iter().enumerate() {
        let end = at == 0 || at == last_point;
        if end || (at % step == 0 && at + step <= last_point) {
            let year = point.year.to_string();
            let words = if end || year.len() != 4 { year.as_str() } else { year.get(2..).unwrap_or("") };
            pen.text(words, (x(at), base + em / 2), (&colors.ink2, 0.9, false), (HPos::Center, VPos::Top))?;
        }
        let strip = (width / count).max(8);
        marks.push(Mark { row, point: at, x: x(at) - strip / 2, y: top, width: strip, height: base - top });
        if trend.breaks.contains(&point.year) && at > 0 {
            let middle = (x(at) + x(at - 1)) / 2;
            for dash in (high..base).step_by(6) {
                pen.line((middle, dash), (middle, (dash + 3).min(base)), &colors.notice, 1)?;
            }
        }
        if let (true, Some(from), Some(to)) = (trend.joined(at), at.checked_sub(1).and_then(place), place(at)) {
            pen.line(from, to, &colors.ink2, 2)?;
        }
    }
    let labelled = trend.labelled();
    let last = labelled.last().copied();
    let mut used: Vec<(i32, i32, i32)> = Vec::new();
    for at in 0..trend.points.len() {
        if let Some(dot) = place(at) {
            pen.dot(dot, Some(at) == last)?;
            used.push((dot.0 - 5, dot.0 + 5, dot.1));
        }
    }
    // The last value is placed first: it matters most, and labels that would lie on another are left to the table.
    for at in last.into_iter().chain(labelled.iter().copied().filter(|at| Some(*at) != last)) {
        let (Some((px, py)), Some(point)) = (place(at), trend.points.get(at)) else { continue };
        let half = (wide(&point.text) * f64::from(em) / 2.0) as i32 + 3;
        let middle = px.clamp(left + half, (left + width - half).max(left + half));
        // Beneath the dot where all lines rise from it, else above.
        let ends = [(trend.joined(at), at.checked_sub(1).and_then(place)), (trend.joined(at + 1), place(at + 1))];
        let mut lines = ends.into_iter().filter(|(joined, _)| *joined).filter_map(|(_, end)| end).peekable();
        let valley = lines.peek().is_some() && lines.all(|(_, other)| other < py);
        let tries = if valley { [py + em, py - em] } else { [py - em, py + em] };
        let free = |line: i32| used.iter().all(|(a, b, l)| middle + half <= *a || middle - half >= *b || (line - l).abs() >= em);
        let Some(line) = tries.into_iter().find(|line| free(*line) && *line < base - em / 3) else { continue };
        used.push((middle - half, middle + half, line));
        let ink = if Some(at) == last { &colors.ink } else { &colors.ink2 };
        pen.text(&point.text, (middle, line), (ink, 0.97, Some(at) == last), (HPos::Center, VPos::Center))?;
    }
    // One word for a gap of any length, last of all and only where there is room: the table beneath has them all.
    let mut from = None;
    for at in 0..trend.points.len() {
        let Some(end) = place(at) else { continue };
        if let Some((before, start)) = from.replace((at, end)).filter(|(before, _): &(usize, (i32, i32))| at - before > 1) {
            let words = trend.points.get(before + 1).map_or("", |gap| gap.text.as_str());
            let (middle, half) = ((start.0 + end.0) / 2, (wide(words) * f64::from(em) * 0.44) as i32 + 2);
            let line = base - em * 2;
            let free = used.iter().all(|(a, b, l)| middle + half <= *a || middle - half >= *b || (line - l).abs() >= em);
            let clear = [start, end].iter().all(|dot| (dot.0 - middle).abs() > half + 2 || (dot.1 - line).abs() > em);
            if free && clear && end.0 - start.0 >= half * 2 {
                pen.text(words, (middle, line), (&colors.ink2, 0.88, false), (HPos::Center, VPos::Center))?;
            }
        }
    }
    Ok(())
}
