//! Turns a short line into a verdict: does it belong to the page around the report, and of what sort is it?

use super::source::{is_blank, Source};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use std::sync::LazyLock;

/// What a line says about itself and about those that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chrome {
    /// The line is furniture.
    Line,
    /// The same; behind the signature it leads on to what else the site has.
    Behind,
    /// A row of the 索引号 table; furniture where it stands in the head.
    Index,
    /// A path of links; furniture where it stands in head or tail.
    Path,
    /// This line and everything behind it is furniture.
    Tail,
    /// Annexes begin here: of the report, but outside its outline.
    After,
    /// Notes on words begin here: nothing is counted in them.
    Notes,
}

struct Words {
    start: Lexicon<()>,
    any: Lexicon<()>,
    whole: Lexicon<()>,
    behind: Lexicon<()>,
    index: Lexicon<()>,
    tail: Lexicon<()>,
    after: Lexicon<()>,
    notes: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = table();
    let of = |place: &str| Lexicon::some(&table, "words", "where", place);
    Words {
        start: of("start"),
        any: of("any"),
        whole: of("whole"),
        behind: of("behind"),
        index: of("index"),
        tail: of("tail"),
        after: of("after"),
        notes: of("notes"),
    }
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("furniture.tsv"))
}

/// Longer lines are text.
const SHORT: usize = 200;

/// The verdict on one line; `None` for what may be text.
pub(super) fn chrome(source: &Source, span: Span) -> Option<Chrome> {
    let words = &*WORDS;
    let opening = squeeze(source, Span::new(span.start, span.end.min(span.start + SHORT)));
    let bare = opening.iter().position(|&c| !is_frame(c)).unwrap_or(opening.len());
    if words.tail.starting(&opening, 0).is_some() {
        return Some(Chrome::Tail);
    }
    if span.len() > SHORT || opening.last() == Some(&'。') {
        return None;
    }
    let opens = |words: &Lexicon<()>| words.starting(&opening, bare).is_some() || words.starting(&opening, 0).is_some();
    if opens(&words.behind) {
        return Some(Chrome::Behind);
    }
    if opens(&words.start) || nothing_but(&words.whole, &opening) {
        return Some(Chrome::Line);
    }
    // 浏览次数:386 counts a page's readers; 文章217篇,阅读量突破40万次 is told by the report.
    let sentence = opening.iter().any(|&c| matches!(c, ',' | ';'));
    let set_off =
        |after: usize| opening.get(after).is_none_or(|&c| is_frame(c) && c != ',' && c != '、') || opening.get(after - 1) == Some(&':');
    if words.any.longest_within(&opening, 0, opening.len()).any(|(at, n, ())| !sentence || set_off(at + n)) {
        return Some(Chrome::Line);
    }
    if words.index.within(&opening, 0, opening.len()).next().is_some() {
        return Some(Chrome::Index);
    }
    let links = opening.iter().filter(|&&c| matches!(c, '>' | '›' | '»')).count();
    if links > 1 || (links == 1 && matches!(opening.first(), Some('>' | '›' | '»'))) {
        return Some(Chrome::Path);
    }
    /// Headings of notes are shorter.
    const LONG: usize = 12;
    let numbered: Vec<char> = opening
        .iter()
        .copied()
        .filter(|&c| !is_frame(c) && !matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
        .take(LONG)
        .collect();
    let whole = |words: &Lexicon<()>| numbered.len() < LONG && words.starting(&numbered, 0).is_some_and(|(n, ())| n == numbered.len());
    if whole(&words.notes) {
        return Some(Chrome::Notes);
    }
    whole(&words.after).then_some(Chrome::After)
}

/// A rule of dashes or pipes that holds no words (`---`, `| --- | --- |`), or the number of a page, which a copy takes along (`— 3 —`, 第5页 共9页).
pub(super) fn is_rule(source: &Source, span: Span) -> bool {
    // A mark alone is the end of a sentence that a page broke.
    !matches!(source.folded(span), [':' | '.'])
        && (source.folded(span).iter().all(|&c| is_blank(c) || matches!(c, '|' | '-' | '—' | '=' | '_' | '*' | ':' | '.' | '·'))
            || is_page_number(source, span))
}

/// Digits between dashes, or 第…页 with or without 共…页 behind it. GB/T 9704 sets the number of a page between dashes; digits alone may be a cell.
fn is_page_number(source: &Source, span: Span) -> bool {
    const LONG: usize = 24;
    let opens = matches!(source.at(span.start), '-' | '—' | '–' | '第');
    if !opens || span.len() > LONG {
        return false;
    }
    let number = |chars: &[char]| (1..=4).contains(&chars.len()) && chars.iter().all(char::is_ascii_digit);
    let pages = |part: &[char], head: char| matches!(part, [first, inner @ .., '页'] if *first == head && number(inner));
    match squeeze(source, span).as_slice() {
        ['-' | '—' | '–', inner @ .., '-' | '—' | '–'] => number(inner),
        all => match all.iter().position(|&c| c == '页') {
            Some(at) if at + 1 < all.len() => {
                let rest = &all[at + 1..];
                let rest = if matches!(rest.first(), Some(',' | '/')) { &rest[1..] } else { rest };
                pages(&all[..=at], '第') && pages(rest, '共')
            }
            _ => pages(all, '第'),
        },
    }
}

/// The characters of a short span without blanks.
pub(super) fn squeeze(source: &Source, span: Span) -> Vec<char> {
    let chars = source.folded(span);
    let mut squeezed = Vec::with_capacity(chars.len());
    squeezed.extend(chars.iter().filter(|&&c| !is_blank(c)));
    squeezed
}

fn is_frame(c: char) -> bool {
    matches!(
        c,
        '【' | '】'
            | '['
            | ']'
            | '('
            | ')'
            | '|'
            | '<'
            | '>'
            | '{'
            | '}'
            | '·'
            | ':'
            | ','
            | '、'
            | '-'
            | '—'
            | '/'
            | '*'
            | '#'
            | '〔'
            | '〕'
            | '《'
            | '》'
    )
}

fn nothing_but(words: &Lexicon<()>, chars: &[char]) -> bool {
    let (mut at, mut found) = (0, false);
    while at < chars.len() {
        match words.starting(chars, at) {
            Some((n, ())) => {
                at += n;
                found = true;
            }
            None if chars.get(at).copied().is_some_and(is_frame) => at += 1,
            None => return false,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }

    #[test]
    fn furniture_and_text_are_told_apart() {
        let verdict = |text: &str| {
            let source = Source::new(text);
            chrome(&source, source.span())
        };
        for text in [
            "发布日期:2023-01-30 15:50:19浏览次数:字体:[ ]",
            "【打印本页】【关闭窗口】",
            "打印　关闭",
            "【字体：大 中 小】",
            "主办：某县人民政府办公室",
            "来源：县司法局",
        ] {
            assert_eq!(verdict(text), Some(Chrome::Line), "{text}");
        }
        assert_eq!(verdict("| 索 引 号 | 0152/2024-1 |"), Some(Chrome::Index));
        assert_eq!(verdict(">政务公开>年度报告"), Some(Chrome::Path));
        assert_eq!(verdict("附件2："), Some(Chrome::After));
        assert_eq!(verdict("附：名词解释"), None);
        assert_eq!(verdict("**名词解释**"), Some(Chrome::Notes));
        for text in [
            "推送普法文章217篇，总阅读量突破40万次；",
            "无障碍设施改造完成12处；",
            "一、工作开展情况",
            "全县打印店整治到位。",
            "大力推进依法行政",
            "附件清单由各乡镇报送。",
            "",
        ] {
            assert_eq!(verdict(text), None, "{text}");
        }
    }
    #[test]
    fn the_number_of_a_page_is_no_text() {
        let page = |text: &str| {
            let source = Source::new(text);
            is_rule(&source, source.span())
        };
        for text in ["— 3 —", "-12-", "－　７　－", "第5页", "第 5 页 共 9 页", "第5页，共9页", "第5页/共9页"] {
            assert!(page(text), "{text}");
        }
        for text in ["3", "-3", "—3家—", "第5页讲到", "第三页", "第5条", "——巡查12次", "第5页 增加9页", "2—3", "—20230—"]
        {
            assert!(!page(text), "{text}");
        }
    }
}
