//! Turns the titles of annexes into what their figures are: under the name of a year still to come they are planned, whatever the words around them say.

use crate::extract::indicator::{Indicator, Period};
use crate::span::Span;
use crate::text::{opening_marker, year_at, Layout, LineKind, Source};

/// Longer lines are no titles.
const TITLE: usize = 40;

/// Marks figures in annexes about a later year than the one reported on as targets: 附件 / 2024年民生实事工作目标 in a report on 2023. An annex goes on
/// up to the next title that names a year. Nothing where the year reported on is not known.
pub fn plans(source: &Source, layout: &Layout, year: Option<u16>, indicators: &mut [Indicator]) {
    let Some(reported) = year else { return };
    let (mut from, mut spans) = (None, Vec::new());
    for line in layout.lines.get(layout.outline_end..).unwrap_or_default().iter().filter(|line| line.kind == LineKind::Body) {
        let Some(named) = year_of_title(source, line.span) else { continue };
        match (from, named > reported) {
            (None, true) => from = Some(line.span.end),
            (Some(start), false) => {
                spans.push(Span::new(start, line.span.start));
                from = None;
            }
            _ => {}
        }
    }
    spans.extend(from.map(|start| Span::new(start, source.len())));
    for indicator in indicators {
        let behind = spans.get(spans.partition_point(|span| span.end <= indicator.span.start));
        if behind.is_some_and(|span| span.start <= indicator.span.start) {
            indicator.period = Some(Period::Target);
        }
    }
}

/// The first year that a line names which can be the title of an annex: short, no sentence, no item of a list, no date.
fn year_of_title(source: &Source, line: Span) -> Option<u16> {
    if line.len() > TITLE || source.folded(line).contains(&'。') || opening_marker(source, line).is_some() {
        return None;
    }
    let named = |at: usize| {
        let (year, end) = year_at(source, at)?;
        let sign = if source.at(end) == ' ' { end + 1 } else { end };
        (source.at(sign) == '年' && !source.at(sign + 1).is_ascii_digit()).then_some(year)
    };
    (line.start..line.end).find_map(named)
}

#[cfg(test)]
mod tests {
    use crate::extract::indicator::Period;
    use crate::parse;

    #[test]
    fn an_annex_about_the_next_year_plans() {
        let periods = |title: &str| {
            let text = format!("丰泽县2023年度法治政府建设工作报告\n\n一、主要成效\n\n开展普法宣讲90场。\n\n附件1\n\n{title}\n\n一、法律服务\n\n1.新建法律服务站12个。（牵头单位：县司法局）\n\n附件2\n\n2023年度考核结果\n\n评查案卷80卷。\n");
            parse(&text, None).indicators.iter().map(|i| (i.raw.clone(), i.period)).collect::<Vec<_>>()
        };
        let read = |period| vec![("90场".into(), None), ("12个".into(), period), ("80卷".into(), None)];
        assert_eq!(periods("丰泽县2024年民生实事工作目标"), read(Some(Period::Target)));
        assert_eq!(periods("丰泽县2023年民生实事完成情况"), read(None));
        assert_eq!(periods("重点项目名单"), read(None));
        assert_eq!(periods("2024年1月9日"), read(None));
    }
}
