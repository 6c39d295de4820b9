//! Holds the charts: what they say, and that a drawing stays inside its picture, whatever the data.

use fazhi_lens::chart::model::{Chart, ChartId, Fold, Row};
use fazhi_lens::chart::{draw, height, Mark, Style};
use plotters::prelude::*;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use std::cell::RefCell;
use std::rc::Rc;

/// What was drawn, in order.
#[derive(Clone, Debug, PartialEq)]
enum Stroke {
    Rect(BackendCoord, BackendCoord, bool),
    Circle(BackendCoord, bool),
    Line(BackendCoord, BackendCoord),
    Text(String, BackendCoord),
}

/// A backend that writes down what it is asked for.
struct Recorder {
    size: (u32, u32),
    strokes: Rc<RefCell<Vec<Stroke>>>,
}

type Done = Result<(), DrawingErrorKind<std::io::Error>>;

impl DrawingBackend for Recorder {
    type ErrorType = std::io::Error;
    fn get_size(&self) -> (u32, u32) {
        self.size
    }
    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }
    fn present(&mut self) -> Done {
        Ok(())
    }
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Ok(())
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S) -> Done {
        self.strokes.borrow_mut().push(Stroke::Line(from, to));
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let points: Vec<_> = path.into_iter().collect();
        points.windows(2).try_for_each(|pair| self.draw_line(pair[0], pair[1], style))
    }
    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S, fill: bool) -> Done {
        self.strokes.borrow_mut().push(Stroke::Rect(from, to, fill));
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, _: u32, _: &S, fill: bool) -> Done {
        self.strokes.borrow_mut().push(Stroke::Circle(center, fill));
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, _: &S, at: BackendCoord) -> Done {
        self.strokes.borrow_mut().push(Stroke::Text(text.to_string(), at));
        Ok(())
    }
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), DrawingErrorKind<std::io::Error>> {
        Ok(((text.chars().count() as f64 * style.size()) as u32, style.size() as u32))
    }
}

fn style(width: u32, narrow: bool, header: bool) -> Style {
    let colors = ["paper", "ink", "ink2", "line", "fill", "falling", "earlier", "later", "notice", "sunk"]
        .map(|name| (name.to_string(), "#123456".into()));
    serde_json::from_value(serde_json::json!({
        "width": width, "ratio": 1.0, "font": "sans-serif", "narrow": narrow, "header": header, "colors": serde_json::Map::from_iter(colors),
    }))
    .expect("a style")
}

fn drawn(chart: &Chart, style: &Style) -> (Vec<Stroke>, Vec<Mark>, (u32, u32)) {
    let size = (style.width, height(chart, style));
    let strokes = Rc::new(RefCell::new(Vec::new()));
    let area = Recorder { size, strokes: strokes.clone() }.into_drawing_area();
    let marks = draw(&area, chart, style).expect("drawn");
    drop(area);
    let strokes = strokes.borrow().clone();
    (strokes, marks, size)
}

fn row(label: &str, from: f64, to: f64) -> Row {
    Row {
        label: label.into(),
        before: Some(0),
        after: Some(0),
        before_text: "1,124名".into(),
        after_text: "1,098名".into(),
        from,
        to,
        change_text: "＋1.0%".into(),
        rough: false,
        cells: vec![label.into()],
    }
}

fn chart(id: ChartId, rows: Vec<Row>, fold: Option<Fold>) -> Chart {
    Chart {
        id,
        title: "题".into(),
        subtitle: "副题".into(),
        note: vec![],
        source: "来源".into(),
        years: ["2022".into(), "2023".into()],
        columns: vec!["指标".into(), "幅度".into()],
        rows,
        fold,
    }
}

fn pair() -> (String, String) {
    let text = |name: &str| std::fs::read_to_string(format!("{}/tests/gold/{name}.txt", env!("CARGO_MANIFEST_DIR"))).expect("readable");
    (text("qinglan-2022"), text("qinglan-2023"))
}

#[test]
fn the_charts_of_a_pair_say_what_they_show() {
    let (before, after) = pair();
    let charts = fazhi_lens::charts(&before, &after, &Default::default()).charts;
    assert_eq!(charts.iter().map(|c| c.id).collect::<Vec<_>>(), [ChartId::Changes, ChartId::Rates, ChartId::Lengths]);
    let changes = &charts[0];
    let ups = changes.rows.iter().filter(|row| row.to > 0.0).count();
    assert_eq!(changes.title, format!("{} 项可算幅度的指标，{ups} 项上升，{} 项下降", changes.rows.len(), changes.rows.len() - ups));
    assert!(changes.rows.windows(2).all(|pair| pair[0].to >= pair[1].to), "sorted by change");
    assert!(changes.rows.iter().all(|row| row.cells.len() == changes.columns.len() && row.before.is_some() && row.after.is_some()));
    let penalties = changes.rows.iter().find(|row| row.after_text == "611件").expect("the row of 428件 and 611件");
    assert_eq!((penalties.before_text.as_str(), penalties.change_text.as_str(), penalties.rough), ("428件", "＋42.8%", false));
    let money = changes.rows.iter().find(|row| row.after_text == "305万余元").expect("the row with 余");
    assert!(money.rough && money.change_text.starts_with('≈'));
    // A base under five makes no bar, only a note; rates are drawn in a chart of their own.
    assert!(changes.note[0].contains("4个→5个"));
    assert!(changes.rows.iter().all(|row| !row.after_text.contains('%')));
    assert!(charts[1].rows.iter().all(|row| row.after_text.contains('%') || row.after_text.contains('％')));
    assert!(charts.iter().all(|c| c.source.contains("机器提取，未经人工核对")));
}

#[test]
fn a_report_against_itself_has_no_changes() {
    let (text, _) = pair();
    let charts = fazhi_lens::charts(&text, &text, &Default::default()).charts;
    assert_eq!(charts.iter().map(|c| c.id).collect::<Vec<_>>(), [ChartId::Lengths]);
    assert!(fazhi_lens::charts("", "", &Default::default()).charts.is_empty());
}

#[test]
fn every_row_is_drawn_and_stays_inside() {
    let (before, after) = pair();
    for chart in fazhi_lens::charts(&before, &after, &Default::default()).charts {
        for (width, narrow) in [(340, true), (620, false), (1200, false)] {
            for header in [false, true] {
                let style = style(width, narrow, header);
                let (strokes, marks, (wide, high)) = drawn(&chart, &style);
                let folded = chart.fold.as_ref().map_or(0, |fold| fold.last - fold.first);
                assert_eq!(marks.len(), chart.rows.len() - folded, "a mark for each row that is not folded");
                assert!(marks.windows(2).all(|pair| pair[0].y + pair[0].height <= pair[1].y), "marks overlap");
                let inside = |(x, y): BackendCoord| x >= 0 && y >= 0 && x <= wide as i32 && y <= high as i32;
                for stroke in &strokes {
                    let held = match stroke {
                        Stroke::Rect(a, b, _) => inside(*a) && inside(*b),
                        Stroke::Line(a, b) => inside(*a) && inside(*b),
                        Stroke::Circle(at, _) | Stroke::Text(_, at) => inside(*at),
                    };
                    assert!(held, "{stroke:?} leaves {wide} × {high}");
                }
                for row in chart
                    .rows
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| chart.fold.as_ref().is_none_or(|f| !(f.first..f.last).contains(i)))
                    .map(|(_, row)| row)
                {
                    assert!(
                        strokes.iter().any(|s| matches!(s, Stroke::Text(words, _) if *words == row.change_text)),
                        "{} is printed",
                        row.change_text
                    );
                }
                let title = strokes.iter().any(|s| matches!(s, Stroke::Text(words, _) if *words == chart.title));
                assert_eq!(title, header, "the title is drawn in for pictures only");
            }
        }
    }
}

#[test]
fn the_earlier_year_is_hollow_and_falls_lie_left_of_zero() {
    let lengths = chart(ChartId::Lengths, vec![row("甲", 300.0, 200.0)], None);
    let (strokes, ..) = drawn(&lengths, &style(620, false, false));
    let bars: Vec<bool> = strokes.iter().filter_map(|s| if let Stroke::Rect(_, _, filled) = s { Some(*filled) } else { None }).collect();
    assert!(bars.ends_with(&[false, true]), "hollow, then filled: {bars:?}");
    let changes = chart(ChartId::Changes, vec![row("升", 0.0, 40.0), row("降", 0.0, -40.0)], None);
    let (strokes, ..) = drawn(&changes, &style(620, false, false));
    let bars: Vec<_> = strokes.iter().filter_map(|s| if let Stroke::Rect(a, b, true) = s { Some((a.0, b.0)) } else { None }).collect();
    let [up, down] = bars[bars.len() - 2..] else { panic!("two bars") };
    assert!(up.0 == down.1 && up.1 > up.0 && down.0 < down.1, "both start at zero: {up:?} {down:?}");
}

#[test]
fn odd_data_is_drawn_without_a_flaw() {
    let long = "特别".repeat(80);
    let cases = [
        vec![],
        vec![row("", 0.0, 0.0)],
        vec![row(&long, 0.0, 1e12)],
        vec![row("甲", -1e9, 1e9), row("乙", 0.0, -1e9)],
        (0..300).map(|i| row("甲乙丙丁", f64::from(i), f64::from(300 - i))).collect(),
        vec![row("甲", f64::MAX, f64::MIN)],
    ];
    for id in [ChartId::Changes, ChartId::Rates, ChartId::Lengths] {
        for rows in &cases {
            for width in [120, 340, 900] {
                let count = rows.len();
                let (_, marks, _) = drawn(&chart(id, rows.clone(), None), &style(width, width < 480, true));
                assert_eq!(marks.len(), count);
            }
        }
    }
}
