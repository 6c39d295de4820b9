//! Turns figures that were not read, or that can't be as they are written, into remarks.

use crate::diagnostic::Diagnostic;
use crate::extract::indicator::{Indicator, Qualifier};
use crate::number::without_unit;
use crate::span::Span;
use crate::text::{Layout, Source};

/// So many remarks of one kind are made; a text with more has another fault than these.
const MOST: usize = 20;

/// The remarks on the figures of a text, in document order within each kind.
pub fn doubts(source: &Source, layout: &Layout, indicators: &[Indicator], say: &mut dyn FnMut(Diagnostic)) {
    let mut read = indicators.iter().map(|indicator| indicator.span).peekable();
    let unread = layout.body().flat_map(|line| without_unit(source, line.span)).filter(|span| {
        while read.next_if(|known| known.end <= span.start).is_some() {}
        !read.peek().is_some_and(|known| known.overlaps(*span))
    });
    for span in unread.take(MOST) {
        let words = source.slice(Span::new(span.start, (span.end + 2).min(source.len())));
        say(Diagnostic::info("unknownUnit", format!("“{words}”：没有认出数字后面的单位，这个数没有列入。"), Some(span)));
    }
    for indicator in indicators.iter().filter(|indicator| exact_with_over(source, indicator)).take(MOST) {
        let message = format!("“{}”：数字已精确到个位，又带“余”或“多”；按“超过”列出。", indicator.raw);
        say(Diagnostic::info("exactWithOver", message, Some(indicator.span)));
    }
}

/// 1167余件: down to the last digit, and yet more than that. 1167余万元 and 20余件 are rounded as they should be.
fn exact_with_over(source: &Source, indicator: &Indicator) -> bool {
    if indicator.qualifier != Qualifier::Over || indicator.value < 11.0 {
        return false;
    }
    let Span { start, end } = indicator.span;
    (start..end).any(|at| {
        let great = matches!(source.at(at + 1), '万' | '亿') || (source.at(at + 1) == ' ' && matches!(source.at(at + 2), '万' | '亿'));
        let last = if source.before(at) == ' ' && at > start { source.before(at - 1) } else { source.before(at) };
        matches!(source.at(at), '余' | '多') && !great && matches!(last, '1'..='9')
    })
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// Code and words of the remarks that have a place, of a report with one paragraph.
    fn remarks(sentence: &str) -> Vec<(&'static str, String)> {
        let text = format!("丰泽县2023年法治政府建设年度报告\n\n一、工作开展情况\n\n{sentence}\n");
        let units: Vec<u16> = text.encode_utf16().collect();
        let words = |span: crate::span::Span| String::from_utf16_lossy(&units[span.start..span.end]);
        parse(&text, None).diagnostics.into_iter().filter_map(|d| Some((d.code, words(d.span?)))).collect()
    }

    #[test]
    fn unknown_units_are_named() {
        assert_eq!(remarks("全年生产平板玻璃7600多万玻箱。"), [("unknownUnit", "7600多万".to_string())]);
        assert_eq!(remarks("为80万重点群体提供服务，发放手册7600多万份。"), [("unknownUnit", "80万".to_string())]);
        assert!(remarks("健全12345热线机制，惠及3000多万农村居民，城乡倍差由2.65下降到2.47。").is_empty());
    }

    #[test]
    fn an_exact_figure_has_no_more() {
        assert_eq!(remarks("开展巡回宣讲1167余场。"), [("exactWithOver", "1167余场".to_string())]);
        assert!(remarks("开展宣讲1160余场，投入1167余万元，超过1167人，受众12.6万余人次。").is_empty());
    }
}
