//! Turns a chart into an SVG document: a plotters backend that writes one element for each stroke, text as text in the reader's own fonts.

use super::draw::{draw, Style};
use super::model::Chart;
use super::place::height;
use plotters::prelude::*;
use plotters::style::text_anchor::{self, HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

/// The document. Sizes are CSS pixels; `ratio` of the style means nothing here.
pub fn svg(chart: &Chart, style: &Style) -> String {
    let pencil = Pencil::new(chart, style);
    let written = pencil.written();
    // Nothing in it can fail: writing into a string does not.
    let _ = draw(&pencil.into_drawing_area(), chart, style);
    let body = written.borrow();
    document(chart, style, &body)
}

/// The elements as a document with its size, its title and the fonts.
pub fn document(chart: &Chart, style: &Style, body: &str) -> String {
    let (width, height) = size(chart, style);
    let (family, title) = (escaped(&style.font), escaped(&chart.title));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{family}\" role=\"img\"><title>{title}</title>{body}</svg>"
    )
}

fn size(chart: &Chart, style: &Style) -> (u32, u32) {
    (style.width.clamp(120, 8000), height(chart, style))
}

/// For text and attributes. Characters that XML forbids are left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// How a stroke is drawn. Plain values, so that what draws is compiled once and not for each kind of style.
pub struct Ink {
    pub color: BackendColor,
    pub width: u32,
}

impl Ink {
    pub fn of(style: &impl BackendStyle) -> Self {
        Self { color: style.color(), width: style.stroke_width().max(1) }
    }
}

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        self.color
    }
    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How words are drawn; the family is that of the whole picture.
pub struct Face {
    pub color: BackendColor,
    pub size: f64,
    pub bold: bool,
    pub anchor: text_anchor::Pos,
}

impl Face {
    pub fn of(style: &impl BackendTextStyle) -> Self {
        Self { color: style.color(), size: style.size(), bold: style.style().as_str() == "bold", anchor: style.anchor() }
    }
}

/// The backend: what is written is shared, since the drawing area takes the backend itself.
pub struct Pencil {
    size: (u32, u32),
    written: Rc<RefCell<String>>,
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// `#1b3a57`
fn hex(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// `fill="#1b3a57"` of an area, or the stroke of a line.
fn paint(ink: &Ink, fill: bool) -> String {
    let color = hex(ink.color);
    if fill {
        format!("fill=\"{color}\"")
    } else {
        format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"{}\"", ink.width)
    }
}

impl Pencil {
    pub fn new(chart: &Chart, style: &Style) -> Self {
        Self { size: size(chart, style), written: Rc::default() }
    }
    /// What it writes, also once a drawing area holds it.
    pub fn written(&self) -> Rc<RefCell<String>> {
        self.written.clone()
    }
    /// One element; writing into a string can't fail.
    fn put(&self, element: std::fmt::Arguments) {
        let _ = self.written.borrow_mut().write_fmt(element);
    }
    /// On pixel centres, so that a hairline is one pixel wide.
    pub fn line(&self, from: BackendCoord, to: BackendCoord, ink: &Ink) {
        self.put(format_args!("<path d=\"M{}.5 {}.5L{}.5 {}.5\" {}/>", from.0, from.1, to.0, to.1, paint(ink, false)));
    }
    pub fn rect(&self, from: BackendCoord, to: BackendCoord, ink: &Ink, fill: bool) {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        let half = if fill { "" } else { ".5" };
        self.put(format_args!("<rect x=\"{x}{half}\" y=\"{y}{half}\" width=\"{width}\" height=\"{height}\" {}/>", paint(ink, fill)));
    }
    pub fn circle(&self, (x, y): BackendCoord, radius: u32, ink: &Ink, fill: bool) {
        self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {}/>", paint(ink, fill)));
    }
    pub fn text(&self, text: &str, face: &Face, at: BackendCoord) {
        if text.is_empty() {
            return;
        }
        let anchor = match face.anchor.h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "middle",
        };
        // Office programs know no dominant-baseline: the base line is placed by the size.
        let down = match face.anchor.v_pos {
            VPos::Top => 0.88,
            VPos::Center => 0.36,
            VPos::Bottom => -0.12,
        };
        let weight = if face.bold { " font-weight=\"bold\"" } else { "" };
        self.put(format_args!(
            "<text x=\"{}\" y=\"{:.1}\" font-size=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"{}\"{weight}>{}</text>",
            at.0,
            f64::from(at.1) + down * face.size,
            face.size,
            hex(face.color),
            escaped(text)
        ));
    }
}

impl DrawingBackend for Pencil {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }
    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }
    fn present(&mut self) -> Done {
        Ok(())
    }
    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Done {
        self.rect(at, (at.0 + 1, at.1 + 1), &Ink { color, width: 1 }, true);
        Ok(())
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.line(from, to, &Ink::of(style));
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        points.iter().zip(points.iter().skip(1)).for_each(|(from, to)| self.line(*from, *to, &Ink::of(style)));
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Done {
        self.rect(from, to, &Ink::of(style), fill);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Done {
        self.circle(at, radius, &Ink::of(style), fill);
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.text(text, &Face::of(style), at);
        Ok(())
    }
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok(((text.chars().count() as f64 * style.size()) as u32, (style.size() * 1.25) as u32))
    }
}
