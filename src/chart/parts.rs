//! Turns the parts of two reports into charts: how much they say on each field of the outline, how long each section is, how much of it stood there before.

use super::model::{Chart, ChartId, Pair, Row};
use super::words::{grouped, signed};
use crate::outline::Section;
use crate::report::model::TopicShare;
use crate::report::Reading;
use crate::span::Span;
use crate::text::is_blank;

/// Sections that a chart shows at most.
const SECTIONS: usize = 40;

/// 12.3%, and 未找到 where there is nothing: nothing is drawn as zero.
pub(super) fn share_words(share: &TopicShare) -> String {
    if share.characters > 0 {
        format!("{:.1}%", share.share * 100.0)
    } else {
        "未找到".into()
    }
}

/// The fields of the outline, without their measures, each with its position.
pub(super) fn fields<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, &'a TopicShare)> {
    reading.report.coverage.iter().enumerate().filter(|(_, share)| share.parent.is_none())
}

pub(super) fn field_name(share: &TopicShare) -> String {
    format!("{}{}", share.name, if share.confirmed { "" } else { "（待核）" })
}

/// What is said of the names of fields, and of the outline itself.
pub(super) fn field_words(reading: &Reading) -> (String, Vec<String>) {
    let outline = reading.report.frame.as_deref().unwrap_or("").replace('-', "—");
    let mut note = vec!["按用词判断一句话讲哪个方面；未找到，是没有找到对应的用词，不等于没有讲。".to_string()];
    if fields(reading).any(|(_, share)| !share.confirmed) {
        note.push("待核：这个方面的名称还没有与纲要原文逐字核对。".into());
    }
    (format!("《法治政府建设实施纲要（{outline}年）》各方面占正文字数的比例。一句可以计入几个方面，相加不必是 100%"), note)
}

pub(super) fn coverage(of: &Pair) -> Chart {
    let frame = &of.frame;
    if of.before.report.frame != of.after.report.frame {
        // What the two outlines ask for can't be held against each other one by one.
        let mut chart = super::alone::coverage(of.after);
        chart.years[1] = frame.years[1].clone();
        chart.title = chart.title.replacen("写到", &format!("{}写到", frame.year(1)), 1);
        chart.note.insert(0, "两份报告适用的纲要不同，方面不能一一对照，这里只列后一份的。".into());
        return chart;
    }
    let mut chart = frame.chart(ChartId::Coverage, ["方面", "百分点"]);
    let drawn = |share: &TopicShare| if share.characters > 0 { share.share * 100.0 } else { 0.0 };
    let tenth = |value: f64| libm::round(value * 10.0) / 10.0;
    // Two reports of one outline have the same fields in the same order.
    for ((x, earlier), (y, later)) in fields(of.before).zip(fields(of.after)) {
        let (from, to) = (drawn(earlier), drawn(later));
        let change_text = if from > 0.0 && to > 0.0 { signed(tenth(tenth(to) - tenth(from)), 1) } else { "—".into() };
        let label = field_name(later);
        chart.rows.push(Row {
            cells: vec![label.clone(), share_words(earlier), share_words(later), change_text.clone()],
            label,
            before: (earlier.characters > 0).then_some(x),
            after: (later.characters > 0).then_some(y),
            before_text: share_words(earlier),
            after_text: share_words(later),
            from,
            to,
            change_text,
            rough: false,
        });
    }
    let found = |side: fn(&Row) -> bool| chart.rows.iter().filter(|row| side(row)).count();
    let (x, y) = (found(|row| row.before.is_some()), found(|row| row.after.is_some()));
    chart.title = format!("纲要的 {} 个方面，{}写到 {x} 个，{}写到 {y} 个", chart.rows.len(), frame.year(0), frame.year(1));
    (chart.subtitle, chart.note) = field_words(of.after);
    chart
}

/// Characters of a span, without blanks.
pub(super) fn count(reading: &Reading, span: Span) -> usize {
    reading.source.folded(span).iter().filter(|c| !is_blank(**c)).count()
}

pub(super) fn body(reading: &Reading) -> usize {
    reading.layout.body().map(|line| count(reading, line.span)).sum()
}

pub(super) fn characters(n: Option<usize>) -> String {
    n.map_or("未找到".to_string(), |n| format!("{} 字", grouped(n as f64, 0)))
}

/// The level whose sections are shown: the second where the first has too few to tell anything.
pub(super) fn level(readings: &[&Reading]) -> u8 {
    let few = |reading: &&Reading| reading.report.sections.iter().filter(|s| s.level == 1).count() < 3;
    if readings.iter().all(few) {
        2
    } else {
        1
    }
}

pub(super) fn heading(section: &Section) -> String {
    format!("{}{}", section.marker, section.title)
}

pub(super) fn lengths(of: &Pair) -> Chart {
    let frame = &of.frame;
    let level = level(&[of.before, of.after]);
    let at = |reading: &Reading, id: Option<usize>| {
        id.and_then(|id| reading.report.sections.get(id).cloned()).filter(|s: &Section| s.level == level)
    };
    let pairs = of.comparison.sections.iter().filter_map(|pair| {
        let (a, b) = (at(of.before, pair.before), at(of.after, pair.after));
        let shown = b.as_ref().or(a.as_ref())?;
        let (from, to) = (a.as_ref().map(|s| count(of.before, s.span)), b.as_ref().map(|s| count(of.after, s.span)));
        let change_text = match (from, to) {
            (Some(x), Some(y)) => format!("{} 字", signed(y as f64 - x as f64, 0)),
            (None, _) => format!("仅 {}", frame.years[1]),
            _ => format!("仅 {}", frame.years[0]),
        };
        let label = heading(shown);
        Some(Row {
            cells: vec![label.clone(), characters(from), characters(to), change_text.clone()],
            label,
            before: a.as_ref().map(|s| s.id),
            after: b.as_ref().map(|s| s.id),
            before_text: characters(from),
            after_text: characters(to),
            from: from.unwrap_or(0) as f64,
            to: to.unwrap_or(0) as f64,
            change_text,
            rough: false,
        })
    });
    let mut chart = frame.chart(ChartId::Lengths, ["部分", if frame.other { "相差" } else { "增减" }]);
    chart.rows = pairs.take(SECTIONS).collect();
    let (a, b) = (grouped(body(of.before) as f64, 0), grouped(body(of.after) as f64, 0));
    chart.title = if frame.other { format!("正文分别为 {a} 字和 {b} 字") } else { format!("正文由 {a} 字到 {b} 字") };
    chart.subtitle = "各部分字数，不计空白".into();
    chart
}

/// One report on the axis: the share of each of its sections. The other year stands in the words.
pub(super) fn reuse(of: &Pair) -> Chart {
    let frame = &of.frame;
    let reuse = &of.comparison.reuse;
    let mut chart = frame.chart(ChartId::Reuse, ["部分", "沿用"]);
    if reuse.passages.is_empty() {
        return chart;
    }
    let level = level(&[of.after]);
    chart.years = [String::new(), frame.years[1].clone()];
    chart.columns = ["部分", "字数", "沿用"].map(String::from).to_vec();
    for section in of.after.report.sections.iter().filter(|s| s.level == level).take(SECTIONS) {
        let share = reuse.by_section.get(section.id).filter(|entry| entry.after == section.id).map_or(0.0, |entry| entry.share) * 100.0;
        let words = if share > 0.0 { format!("{share:.1}%") } else { "未找到".into() };
        let label = heading(section);
        chart.rows.push(Row {
            cells: vec![label.clone(), characters(Some(count(of.after, section.span))), words.clone()],
            label,
            before: None,
            after: Some(section.id),
            before_text: String::new(),
            after_text: words,
            from: 0.0,
            to: share,
            change_text: String::new(),
            rough: false,
        });
    }
    chart.title = format!("{}正文中，与{}相同或相近的文字占 {:.1}%", frame.year(1), frame.behind(0), reuse.share * 100.0);
    chart.subtitle = "各部分沿用的文字所占比例，不计空白和标点".into();
    chart.note = vec!["沿用不等于不当：职责性表述本就相对稳定。".into()];
    chart
}
