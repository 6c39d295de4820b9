//! Turns the clause before a figure into the named places and grounds that it speaks of (石坝镇, 复兴城园区): what is counted there is not the whole.

use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{is_han, next_place, places, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("scopes.tsv")));

static WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "word"));

/// A name in front of such a noun has so many characters at least.
const NAME: usize = 2;
/// What tells two places apart: the last characters of their names.
const TAIL: usize = 3;

/// The last characters of each name, in document order. 全市园区 and 各园区 name none.
pub fn scopes<'s>(source: &'s Source, span: Span) -> Vec<&'s [char]> {
    // 其中市本级: what opens a list is no part of a name.
    let span = Span::new(if source.reads(span.start, "其中") { (span.start + 2).min(span.end) } else { span.start }, span.end);
    let chars = source.folded(span);
    let tail = |end: usize| source.folded(Span::new(end.saturating_sub(TAIL).max(span.start), end));
    let mut found = Vec::new();
    let (mut at, mut next) = (span.start, span.start);
    while at < span.end {
        if let Some((len, ())) = WORDS.starting(source.chars(), at).filter(|(len, ())| at + len <= span.end) {
            let name = &chars[..at - span.start];
            let name = &name[name.len().saturating_sub(NAME)..];
            let general =
                name.iter().any(|c| matches!(c, '全' | '各' | '本' | '我' | '该' | '类' | '级' | '进' | '入' | '在' | '对' | '和' | '、'));
            if name.len() == NAME && name.iter().all(|c| is_han(*c)) && !general {
                found.push(source.folded(Span::new(at - NAME, at + len)));
            }
            at += len;
        } else if at < next {
            at += 1;
        } else if let Some(last) = places(source, Span::new(at, span.end)).last() {
            // 列席区政府, 组织县委 and 建成县乡村 name a rank.
            let rank = matches!(source.before(last.end), '省' | '市' | '州' | '区' | '县' | '旗')
                && matches!(source.at(last.end), '政' | '委' | '直' | '级' | '长' | '乡' | '镇' | '村');
            if !rank {
                found.push(tail(last.end));
            }
            at = last.end;
        } else {
            at += 1;
            next = next_place(source, at, span.end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_grounds_are_told() {
        assert_eq!(TABLE.fault(), None);
        let of = |text: &str| -> Vec<String> {
            let source = Source::new(text);
            scopes(&source, source.span()).iter().map(|name| name.iter().collect()).collect()
        };
        assert_eq!(of("云帆园区新增注册企业"), ["云帆园区"]);
        assert_eq!(of("指导石坝镇调解纠纷"), ["石坝镇"]);
        assert_eq!(of("其中石坝镇调解纠纷"), ["石坝镇"]);
        assert!(
            of("其中县本级受理").is_empty()
                && of("全市园区新增企业").is_empty()
                && of("各园区新增企业").is_empty()
                && of("新增企业").is_empty()
        );
    }
}
