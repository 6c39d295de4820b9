//! Turns a canvas element into a plotters backend that works in CSS pixels at any resolution.
//!
//! plotters-canvas draws; this wrapper adds what it lacks: a size in CSS pixels on a canvas of device pixels, text measured by the canvas itself (its own way
//! goes through the document's layout, which a strict policy forbids), and lines on pixel centres, so that a hairline is one pixel wide.

use crate::chart::svg::{document, Face, Ink, Pencil};
use crate::chart::trend::{self, Trends};
use crate::chart::{self, model::Chart, Mark, Style};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// What drawing gives back.
#[derive(Serialize)]
pub struct Drawn<M> {
    pub width: u32,
    pub height: u32,
    pub marks: Vec<M>,
}

/// Sizes the canvas and draws the chart on it.
pub fn draw(canvas: &HtmlCanvasElement, chart: &Chart, style: &Style) -> Result<Drawn<Mark>, String> {
    let (area, width, height) = sheet(canvas, chart::height(chart, style), style)?;
    let marks = chart::draw(&area, chart, style).map_err(|e| format!("{e:?}"))?;
    Ok(Drawn { width, height, marks })
}

/// Sizes the canvas and draws small multiples on it.
pub fn draw_trends(canvas: &HtmlCanvasElement, trends: &Trends, style: &Style) -> Result<Drawn<trend::Mark>, String> {
    let (area, width, height) = sheet(canvas, trend::height(trends, style), style)?;
    let marks = trend::draw(&area, trends, style).map_err(|e| format!("{e:?}"))?;
    Ok(Drawn { width, height, marks })
}

/// The canvas as an area of the style's width and the height given, in CSS pixels.
fn sheet(canvas: &HtmlCanvasElement, height: u32, style: &Style) -> Result<(DrawingArea<Surface, Shift>, u32, u32), String> {
    let (width, height) = (style.width.clamp(120, 8000), height.min(16000));
    let ratio = if style.ratio.is_finite() { style.ratio.clamp(0.5, 4.0) } else { 1.0 };
    canvas.set_width((f64::from(width) * ratio).round() as u32);
    canvas.set_height((f64::from(height) * ratio).round() as u32);
    // Through the CSSOM: a style attribute would break the page's policy.
    for (name, size) in [("width", width), ("height", height)] {
        canvas.style().set_property(name, &format!("{size}px")).map_err(|e| format!("{e:?}"))?;
    }
    let context = context(canvas)?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).map_err(|e| format!("{e:?}"))?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("no canvas context")?;
    let screen = Screen { inner, context, family: style.font.clone(), width, height, ratio };
    Ok((Surface::Screen(Box::new(screen)).into_drawing_area(), width, height))
}

/// The chart as an SVG document.
pub fn svg(chart: &Chart, style: &Style) -> Result<String, String> {
    let pencil = Pencil::new(chart, style);
    let written = pencil.written();
    chart::draw(&Surface::Paper(pencil).into_drawing_area(), chart, style).map_err(|e| format!("{e:?}"))?;
    let body = written.borrow();
    Ok(document(chart, style, &body))
}

/// Screen and paper are one backend, so that the drawing is compiled once.
enum Surface {
    Screen(Box<Screen>),
    Paper(Pencil),
}

fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, String> {
    let context = canvas.get_context("2d").map_err(|e| format!("{e:?}"))?.ok_or("no 2d context")?;
    context.dyn_into().map_err(|_| "not a 2d context".to_string())
}

struct Screen {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    family: String,
    width: u32,
    height: u32,
    ratio: f64,
}

#[derive(Debug)]
pub struct ScreenError(String);

impl std::fmt::Display for ScreenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScreenError {}

fn failed(error: impl std::fmt::Debug) -> DrawingErrorKind<ScreenError> {
    DrawingErrorKind::DrawingError(ScreenError(format!("{error:?}")))
}

fn css(color: BackendColor) -> JsValue {
    let (r, g, b) = color.rgb;
    JsValue::from_str(&format!("rgba({r},{g},{b},{})", color.alpha))
}

impl Screen {
    fn font(&self, face: &Face) {
        let weight = if face.bold { "bold" } else { "normal" };
        self.context.set_font(&format!("{weight} {}px {}", face.size, self.family));
    }
    /// A position on the centre of a device pixel, so that a line of one pixel covers one.
    fn crisp(&self, at: i32) -> f64 {
        ((f64::from(at) * self.ratio).floor() + 0.5) / self.ratio
    }
    fn line(&self, from: BackendCoord, to: BackendCoord, ink: &Ink) {
        let context = &self.context;
        context.set_stroke_style(&css(ink.color));
        context.set_line_width(f64::from(ink.width).max(1.0 / self.ratio));
        context.begin_path();
        context.move_to(self.crisp(from.0), self.crisp(from.1));
        context.line_to(self.crisp(to.0), self.crisp(to.1));
        context.stroke();
    }
    fn outline(&self, from: BackendCoord, to: BackendCoord, ink: &Ink) {
        let (x, y) = (self.crisp(from.0.min(to.0)), self.crisp(from.1.min(to.1)));
        self.context.set_stroke_style(&css(ink.color));
        self.context.set_line_width(f64::from(ink.width));
        self.context.stroke_rect(x, y, self.crisp(from.0.max(to.0)) - x, self.crisp(from.1.max(to.1)) - y);
    }
    fn text(&self, text: &str, face: &Face, at: BackendCoord) -> Done {
        let context = &self.context;
        self.font(face);
        context.set_fill_style(&css(face.color));
        context.set_text_align(match face.anchor.h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        });
        context.set_text_baseline(match face.anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        context.fill_text(text, f64::from(at.0), f64::from(at.1)).map_err(failed)
    }
}

impl Surface {
    fn line(&self, from: BackendCoord, to: BackendCoord, ink: &Ink) {
        match self {
            Self::Screen(screen) => screen.line(from, to, ink),
            Self::Paper(pencil) => pencil.line(from, to, ink),
        }
    }
    fn rect(&mut self, from: BackendCoord, to: BackendCoord, ink: &Ink, fill: bool) -> Done {
        match self {
            Self::Screen(screen) if fill => return screen.inner.draw_rect(from, to, ink, true).map_err(failed),
            Self::Screen(screen) => screen.outline(from, to, ink),
            Self::Paper(pencil) => pencil.rect(from, to, ink, fill),
        }
        Ok(())
    }
    fn circle(&mut self, center: BackendCoord, radius: u32, ink: &Ink, fill: bool) -> Done {
        match self {
            Self::Screen(screen) => return screen.inner.draw_circle(center, radius, ink, fill).map_err(failed),
            Self::Paper(pencil) => pencil.circle(center, radius, ink, fill),
        }
        Ok(())
    }
    fn text(&self, text: &str, face: &Face, at: BackendCoord) -> Done {
        match self {
            Self::Screen(screen) => return screen.text(text, face, at),
            Self::Paper(pencil) => pencil.text(text, face, at),
        }
        Ok(())
    }
    fn width(&self, text: &str, face: &Face) -> f64 {
        match self {
            Self::Screen(screen) => {
                screen.font(face);
                screen.context.measure_text(text).map_or(0.0, |measured| measured.width())
            }
            Self::Paper(_) => text.chars().count() as f64 * face.size,
        }
    }
}

type Done = Result<(), DrawingErrorKind<ScreenError>>;

impl DrawingBackend for Surface {
    type ErrorType = ScreenError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Screen(screen) => (screen.width, screen.height),
            Self::Paper(pencil) => pencil.get_size(),
        }
    }
    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }
    fn present(&mut self) -> Done {
        Ok(())
    }
    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Done {
        self.rect((x, y), (x + 1, y + 1), &Ink { color, width: 1 }, true)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.line(from, to, &Ink::of(style));
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let (ink, mut last) = (Ink::of(style), None);
        for point in path {
            if let Some(from) = last {
                self.line(from, point, &ink);
            }
            last = Some(point);
        }
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Done {
        self.rect(from, to, &Ink::of(style), fill)
    }
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Done {
        self.circle(center, radius, &Ink::of(style), fill)
    }
    /// No chart has one.
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Done {
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.text(text, &Face::of(style), at)
    }
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), DrawingErrorKind<ScreenError>> {
        Ok((self.width(text, &Face::of(style)).ceil() as u32, (style.size() * 1.25).ceil() as u32))
    }
}
