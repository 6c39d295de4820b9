//! Turns the crate into a JavaScript module: exports, no logic.

mod canvas;
mod objects;
mod types;
mod values;

use crate::chart::{model::Chart, Style};
use crate::compare::CompareOptions;
use crate::given::{whole_of, Given, Take};
use crate::report::correct::Corrections;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: fazhi_lens_memory::Blocks = fazhi_lens_memory::Blocks::new();

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Corrections | null")]
    pub type CorrectionsValue;
    #[wasm_bindgen(typescript_type = "CompareOptions | null")]
    pub type CompareOptionsValue;
    #[wasm_bindgen(typescript_type = "Report")]
    pub type ReportValue;
    #[wasm_bindgen(typescript_type = "Comparison")]
    pub type ComparisonValue;
    #[wasm_bindgen(typescript_type = "number | null")]
    pub type NumberValue;
    #[wasm_bindgen(typescript_type = "Charts")]
    pub type ChartsValue;
    #[wasm_bindgen(typescript_type = "Chart")]
    pub type ChartValue;
    #[wasm_bindgen(typescript_type = "ChartStyle")]
    pub type ChartStyleValue;
    #[wasm_bindgen(typescript_type = "DrawnChart")]
    pub type DrawnValue;
    #[wasm_bindgen(typescript_type = "Repair[]")]
    pub type RepairsValue;
}

#[wasm_bindgen]
pub fn parse(text: &str, corrections: Option<CorrectionsValue>) -> Result<ReportValue, JsValue> {
    let corrections: Option<Corrections> = from_js(corrections.map(Into::into))?;
    to_js(&crate::parse(text, corrections.as_ref())).map(JsCast::unchecked_into)
}

#[wasm_bindgen]
pub fn compare(before: &str, after: &str, options: Option<CompareOptionsValue>) -> Result<ComparisonValue, JsValue> {
    let options: Option<CompareOptions> = from_js(options.map(Into::into))?;
    to_js(&crate::compare(before, after, &options.unwrap_or_default())).map(JsCast::unchecked_into)
}

/// What the reading of a text left out of it or read otherwise than it stands.
#[wasm_bindgen]
pub fn repairs(text: &str) -> Result<RepairsValue, JsValue> {
    to_js(&crate::repairs(text)).map(JsCast::unchecked_into)
}

#[wasm_bindgen(js_name = readNumber)]
pub fn read_number(numeral: &str) -> NumberValue {
    crate::read_number(numeral).map_or(JsValue::NULL, JsValue::from_f64).unchecked_into()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Metric[]")]
    pub type MetricsValue;
}

/// The canonical indicators that `Indicator.metric` names, in a settled order.
#[wasm_bindgen]
pub fn metrics() -> Result<MetricsValue, JsValue> {
    to_js(&crate::report::metric::metrics()).map(JsCast::unchecked_into)
}

/// The chart data of a comparison; drawing it is [`draw_chart`]'s.
#[wasm_bindgen]
pub fn charts(before: &str, after: &str, options: Option<CompareOptionsValue>) -> Result<ChartsValue, JsValue> {
    let options: Option<CompareOptions> = from_js(options.map(Into::into))?;
    to_js(&crate::charts(before, after, &options.unwrap_or_default())).map(JsCast::unchecked_into)
}

/// The chart data of one report by itself.
#[wasm_bindgen(js_name = reportCharts)]
pub fn report_charts(text: &str, corrections: Option<CorrectionsValue>) -> Result<ChartsValue, JsValue> {
    let corrections: Option<Corrections> = from_js(corrections.map(Into::into))?;
    to_js(&crate::report_charts(text, corrections.as_ref())).map(JsCast::unchecked_into)
}

/// One chart as an SVG document, in the sizes and colours of the style.
#[wasm_bindgen(js_name = chartSvg)]
pub fn chart_svg(chart: ChartValue, style: ChartStyleValue) -> Result<String, JsValue> {
    let (chart, style) = drawable(chart, style)?;
    canvas::svg(&chart, &style).map_err(|message| coded("notDrawn", &message))
}

fn drawable(chart: ChartValue, style: ChartStyleValue) -> Result<(Chart, Style), JsValue> {
    let (Some(chart), Some(style)) = (from_js(Some(chart.into()))?, from_js(Some(style.into()))?) else {
        return Err(coded("badOptions", "chart and style are needed"));
    };
    Ok((chart, style))
}

/// Sizes a canvas and draws one chart of [`charts`] on it.
#[wasm_bindgen(js_name = drawChart)]
pub fn draw_chart(canvas: &web_sys::HtmlCanvasElement, chart: ChartValue, style: ChartStyleValue) -> Result<DrawnValue, JsValue> {
    let (chart, style) = drawable(chart, style)?;
    let drawn = canvas::draw(canvas, &chart, &style).map_err(|message| coded("notDrawn", &message))?;
    to_js(&drawn).map(JsCast::unchecked_into)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Trends")]
    pub type TrendsValue;
    #[wasm_bindgen(typescript_type = "SeriesBreak[]")]
    pub type BreaksValue;
}

/// The changes of law behind which a metric does not count what it counted before.
#[wasm_bindgen(js_name = seriesBreaks)]
pub fn series_breaks() -> Result<BreaksValue, JsValue> {
    to_js(&crate::report::metric::all_breaks()).map(JsCast::unchecked_into)
}

/// Sizes a canvas and draws the years of one place on it, one small multiple for each trend.
#[wasm_bindgen(js_name = drawTrends)]
pub fn draw_trends(canvas: &web_sys::HtmlCanvasElement, trends: TrendsValue, style: ChartStyleValue) -> Result<DrawnValue, JsValue> {
    let (Some(trends), Some(style)) = (from_js(Some(trends.into()))?, from_js(Some(style.into()))?) else {
        return Err(coded("badOptions", "trends and style are needed"));
    };
    let drawn = canvas::draw_trends(canvas, &trends, &style).map_err(|message| coded("notDrawn", &message))?;
    to_js(&drawn).map(JsCast::unchecked_into)
}

/// A panic is a defect of ours. It leaves the instance unusable, so the page replaces it; the error says where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_val(coded("trapped", &panic.to_string()))));
}

/// Absent, undefined and null all mean: none given.
fn from_js<T: Take>(value: Option<JsValue>) -> Result<Option<T>, JsValue> {
    value.map_or(Ok(None), |value| whole_of::<Option<T>>(given(value)?).map_err(|wrong| coded("badOptions", &wrong)))
}

#[inline(never)]
fn given(value: JsValue) -> Result<Given, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|e| coded("badOptions", &e.to_string()))
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    values::object(value).map_err(|e| coded("internal", &e.to_string()))
}

/// An `Error` with a stable `code`.
fn coded(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of a fresh object can't fail; were it to, the error without its code is still the error.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
