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
        unit: None,
        bands: vec![],
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
    let ids: Vec<ChartId> = charts.iter().map(|c| c.id).filter(|id| *id != ChartId::Values).collect();
    assert_eq!(ids, [ChartId::Changes, ChartId::Rates, ChartId::Coverage, ChartId::Lengths, ChartId::Reuse]);
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
    // Both values, and what is won or lost, stand with it.
    assert!(changes.note[0].contains("4个→5个（＋1）"), "{}", changes.note[0]);
    assert!(changes.note.iter().any(|words| words.starts_with("未入图，仅 2022 年有的 ") && words.ends_with("等。")), "{:?}", changes.note);
    assert!(charts[1].rows.iter().all(|row| row.after_text.contains('%') || row.after_text.contains('％')));
    assert!(charts.iter().all(|c| c.source.contains("机器提取，未经人工核对")));
}

#[test]
fn a_report_against_itself_has_no_changes() {
    let (text, _) = pair();
    let charts = fazhi_lens::charts(&text, &text, &Default::default()).charts;
    assert!(charts.iter().all(|c| !matches!(c.id, ChartId::Changes | ChartId::Rates)));
    assert!(charts.iter().filter(|c| c.id == ChartId::Values).all(|c| c.rows.iter().all(|row| row.change_text == "持平")));
    assert!(fazhi_lens::charts("", "", &Default::default()).charts.is_empty());
    assert!(fazhi_lens::report_charts("", None).charts.is_empty());
}

#[test]
fn every_row_is_drawn_and_stays_inside() {
    let (before, after) = pair();
    let both = fazhi_lens::charts(&before, &after, &Default::default()).charts;
    for chart in both.into_iter().chain(fazhi_lens::report_charts(&after, None).charts) {
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
                    let printed = |text: &str| strokes.iter().any(|s| matches!(s, Stroke::Text(words, _) if words.contains(text)));
                    assert!(printed(&row.change_text) && printed(&row.after_text) && printed(&row.before_text), "{row:?} is printed");
                }
                let begins = |s: &Stroke| matches!(s, Stroke::Text(words, _) if chart.title.starts_with(words.trim_end_matches('…')) && words.chars().count() > 5);
                assert_eq!(strokes.iter().any(begins), header, "the title is drawn in for pictures only");
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
    for id in [ChartId::Changes, ChartId::Rates, ChartId::Values, ChartId::Coverage, ChartId::Lengths, ChartId::Reuse] {
        for rows in &cases {
            for width in [120, 340, 900] {
                let count = rows.len();
                let (_, marks, _) = drawn(&chart(id, rows.clone(), None), &style(width, width < 480, true));
                assert_eq!(marks.len(), count);
            }
        }
    }
}

fn county(year: u16, figures: [&str; 5]) -> String {
    let [a, b, c, d, e] = figures;
    format!(
        "芦湾县{year}年法治政府建设年度报告\n\n一、主要举措和成效\n（一）规范行政执法。全年查处违法案件{a}，开展执法检查{b}，评查执法案卷{c}。\n（二）化解矛盾纠纷。受理行政复议申请{d}，办理法律援助案件{e}。\n二、存在的不足\n一是基层力量薄弱。\n三、下一年度安排\n一是加强培训。\n\n芦湾县人民政府\n{}年1月20日\n",
        year + 1
    )
}

/// Ids, and titles, of the charts of two texts.
fn of(before: &str, after: &str) -> Vec<Chart> {
    fazhi_lens::charts(before, after, &Default::default()).charts
}

#[test]
fn a_change_beyond_the_cap_says_how_many_times() {
    let charts =
        of(&county(2022, ["20件", "300次", "100卷", "60件", "90件"]), &county(2023, ["76件", "330次", "100卷", "48件", "超过180件"]));
    let changes = charts.iter().find(|c| c.id == ChartId::Changes).expect("changes");
    let told: Vec<_> = changes.rows.iter().map(|row| (row.after_text.as_str(), row.change_text.as_str(), row.cells[3].as_str())).collect();
    assert_eq!(
        told,
        [
            ("76件", "3.8 倍", "＋280.0%（为 2022 年的 3.8 倍）"),
            // A lower limit of the later year: the change is no less.
            ("超过180件", "≥ ＋100.0%", "≥ ＋100.0%"),
            ("330次", "＋10.0%", "＋10.0%"),
            ("48件", "−20.0%", "−20.0%"),
        ]
    );
    assert!(changes.subtitle.contains("超过 200% 的条形截断"), "{}", changes.subtitle);
    assert!(changes.note.iter().any(|words| words.starts_with("未入图，持平的 1 项：")), "{:?}", changes.note);
}

#[test]
fn values_share_an_axis_with_their_own_unit_only() {
    let charts = of(&county(2022, ["20件", "300次", "100卷", "60件", "90件"]), &county(2023, ["31件", "330次", "100卷", "48件", "108件"]));
    let values: Vec<_> = charts.iter().filter(|c| c.id == ChartId::Values).collect();
    assert_eq!(values.iter().map(|c| c.unit.as_deref()).collect::<Vec<_>>(), [Some("件")], "one figure makes no chart");
    let rows: Vec<_> =
        values[0].rows.iter().map(|row| (row.before_text.as_str(), row.after_text.as_str(), row.change_text.as_str())).collect();
    assert_eq!(rows, [("90件", "108件", "＋18"), ("60件", "48件", "−12"), ("20件", "31件", "＋11")], "largest first");
    assert_eq!(values[0].title, "以“件”计的 3 项，2 项上升，1 项下降");
    assert!(values[0].bands.is_empty() && values[0].subtitle.contains("自 0 起"));
}

#[test]
fn values_far_apart_are_drawn_in_bands_with_scales_of_their_own() {
    let charts =
        of(&county(2022, ["21000件", "300次", "100卷", "60件", "900件"]), &county(2023, ["23000件", "330次", "100卷", "48件", "1080件"]));
    let values = charts.iter().find(|c| c.id == ChartId::Values).expect("values");
    let bands: Vec<_> = values.bands.iter().map(|band| (band.first, band.last, band.words.as_str())).collect();
    assert_eq!(bands, [(0, 1, "1万件以上"), (1, 2, "1,000—1万件"), (2, 3, "1,000件以下")]);
    assert!(values.subtitle.contains("分成 3 段，各段自 0 起"), "{}", values.subtitle);
    let (strokes, marks, _) = drawn(values, &style(620, false, false));
    assert_eq!(marks.len(), 3);
    let later: Vec<i32> = strokes.iter().filter_map(|s| if let Stroke::Circle(at, true) = s { Some(at.0) } else { None }).collect();
    let spread = later.iter().max().unwrap() - later.iter().min().unwrap();
    assert!(spread < 400, "the largest of each band lies near the right end: {later:?}");
    for band in &values.bands {
        assert!(strokes.iter().any(|s| matches!(s, Stroke::Text(words, _) if *words == band.words)), "{} is printed", band.words);
    }
}

#[test]
fn of_two_places_nothing_rises_or_falls() {
    let there = county(2023, ["31件", "330次", "100卷", "48件", "108件"]).replace("芦湾县", "石塘县");
    let charts = of(&county(2023, ["20件", "300次", "100卷", "60件", "90件"]), &there);
    assert!(charts.iter().any(|c| c.id == ChartId::Changes));
    for chart in charts {
        let words = format!("{}{}{}", chart.title, chart.subtitle, chart.note.join(""));
        assert!(!words.contains("上升") && !words.contains("下降") && !words.contains("变化幅度"), "{words}");
        assert_eq!(chart.years[1], "石塘县 2023", "the places tell the two apart");
    }
}

#[test]
fn fields_of_the_outline_and_copied_text_are_shares() {
    let (before, after) = pair();
    let charts = of(&before, &after);
    let coverage = charts.iter().find(|c| c.id == ChartId::Coverage).expect("coverage");
    let report = fazhi_lens::parse(&after, None);
    let fields: Vec<_> = report.coverage.iter().filter(|share| share.parent.is_none()).collect();
    assert_eq!(coverage.rows.len(), fields.len(), "the fields, without their measures");
    for (row, field) in coverage.rows.iter().zip(fields) {
        assert_eq!(row.label.contains("待核"), !field.confirmed, "{}", row.label);
        assert_eq!(row.after.is_none(), field.characters == 0);
        assert_eq!(row.after_text == "未找到", field.characters == 0, "nothing is drawn as zero");
        assert!(row.after.is_none_or(|id| report.coverage[id].topic == field.topic), "the position leads to its passages");
    }
    assert!(coverage.note.iter().any(|words| words.starts_with("待核")));
    let reuse = charts.iter().find(|c| c.id == ChartId::Reuse).expect("reuse");
    assert!(reuse.years[0].is_empty() && reuse.rows.iter().all(|row| row.before.is_none() && row.after.is_some()));
    assert!(reuse.rows.iter().any(|row| row.to > 0.0 && row.after_text.ends_with('%')));
}

#[test]
fn years_of_different_outlines_are_not_held_against_each_other() {
    let figures = ["20件", "300次", "100卷", "60件", "90件"];
    let charts = of(&county(2020, figures), &county(2021, figures));
    let coverage = charts.iter().find(|c| c.id == ChartId::Coverage).expect("coverage");
    assert!(coverage.note[0].contains("适用的纲要不同"), "{:?}", coverage.note);
    assert!(coverage.years[0].is_empty() && coverage.rows.iter().all(|row| row.before.is_none() && row.before_text.is_empty()));
    assert!(coverage.title.contains("2021 年写到"), "{}", coverage.title);
}

#[test]
fn one_report_alone_has_charts_of_its_own() {
    let text = county(2023, ["31件", "330次", "100卷", "48件，其中撤销5件", "108件，同比增加18件"]);
    let charts = fazhi_lens::report_charts(&text, None).charts;
    assert_eq!(charts.iter().map(|c| c.id).collect::<Vec<_>>(), [ChartId::Values, ChartId::Coverage, ChartId::Lengths]);
    let values: Vec<_> = charts[0].rows.iter().map(|row| row.after_text.as_str()).collect();
    assert_eq!(values, ["108件", "48件", "31件"], "no parts of a total, no changes");
    for chart in &charts {
        assert!(chart.years[0].is_empty() && chart.years[1] == "2023");
        assert!(chart.rows.iter().all(|row| row.before.is_none() && row.cells.len() == chart.columns.len()));
        assert!(
            chart.source.starts_with("来源：芦湾县 2023 年度报告。") && chart.source.ends_with("机器提取，未经人工核对。"),
            "{}",
            chart.source
        );
    }
}

#[test]
fn a_year_can_be_left_out() {
    let lengths = chart(ChartId::Lengths, vec![row("甲", 300.0, 200.0)], None);
    let bars = |hidden: u8| {
        let style = Style { hidden: Some(hidden), ..style(620, false, false) };
        let (strokes, ..) = drawn(&lengths, &style);
        strokes.iter().filter_map(|s| if let Stroke::Rect(_, _, filled) = s { Some(*filled) } else { None }).skip(1).collect::<Vec<_>>()
    };
    assert_eq!((bars(0), bars(1)), (vec![true], vec![false]), "what is left is the later, then the earlier");
}

#[test]
fn an_svg_is_text_that_any_program_reads() {
    let mut odd = chart(ChartId::Changes, vec![row("<乙>&“丙”", 0.0, 40.0)], None);
    odd.title = "a < b & \"c\"\u{1}".into();
    let document = fazhi_lens::chart::svg(&odd, &style(620, false, true));
    assert!(document.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"620\""));
    assert!(document.contains("<title>a &lt; b &amp; &quot;c&quot;</title>") && document.contains("&lt;乙&gt;&amp;“丙”</text>"));
    assert!(!document.contains('\u{1}') && document.matches("<text").count() == document.matches("</text>").count());
    let (before, after) = pair();
    for chart in of(&before, &after) {
        let style = style(900, false, true);
        let document = fazhi_lens::chart::svg(&chart, &style);
        for row in chart.rows.iter().filter(|_| chart.fold.is_none()) {
            assert!(document.contains(&format!(">{}</text>", row.after_text)), "{}", row.after_text);
        }
        assert!(document.contains(&format!("height=\"{}\"", height(&chart, &style))) && document.ends_with("</svg>"));
    }
}

#[test]
fn what_was_planned_is_no_bar_of_what_changed() {
    let report = |year: u16, trained: u32, planned: u32| {
        format!(
            "松谷县{year}年法治政府建设情况报告\n一、主要做法\n全年培训执法人员{trained}人次。\n二、下一年工作安排\n{}年，计划新建公共法律服务站{planned}个。\n",
            year + 1
        )
    };
    let charts = of(&report(2022, 300, 20), &report(2023, 420, 26));
    let changes = charts.iter().find(|c| c.id == ChartId::Changes).expect("changes");
    let told: Vec<_> = changes.rows.iter().map(|row| row.after_text.as_str()).collect();
    assert_eq!(told, ["420人次"]);
    assert!(changes.note.iter().any(|words| words.starts_with("未入图，计划数 1 项：")), "{:?}", changes.note);
    assert!(charts.iter().filter(|c| c.id == ChartId::Values).all(|c| c.rows.iter().all(|row| row.after_text != "26个")));
}
