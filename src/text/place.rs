//! Turns the words before a body's name, a year or a subject into the name of the place (行政区划) that they give.

use super::source::{is_han, Source};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use std::sync::LazyLock;

struct Words {
    endings: Lexicon<()>,
    zones: Lexicon<()>,
    not: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = table();
    let of = |sort: &str| Lexicon::some(&table, "words", "use", sort);
    let endings = Lexicon::of(&table, "words", |row| (row.get("use") != "not").then_some(()));
    Words { endings, zones: of("zone"), not: of("not") }
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("places.tsv"))
}

/// The longest name: 积石山保安族东乡族撒拉族自治县.
const NAME: usize = 15;

/// The names of places that stand one behind the other from `span.start` on: 某市, 某区 for 某市某区人民政府. Empty where none starts there.
/// A zone without a name of its own goes by that of its city: 某市高新区.
pub fn places(source: &Source, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut start = span.start;
    loop {
        let nameless = WORDS.zones.starting(source.chars(), start).map(|(n, ())| start + n).filter(|&end| end <= span.end);
        match (found.last_mut(), nameless) {
            (Some(city), Some(end)) => city.end = end,
            _ => match place_end(source, start, span.end) {
                Some(end) => found.push(Span::new(start, end)),
                None => return found,
            },
        }
        start = found.last().map_or(span.end, |last| last.end);
    }
}

/// Where the next name may start in `from..to`, so that nobody asks at every character: no further before an ending than a name is long. `to` where none does.
pub fn next_place(source: &Source, from: usize, to: usize) -> usize {
    WORDS.endings.seek(source.chars(), from + 1, to).map_or(to, |ending| from.max((ending + 1).saturating_sub(NAME)))
}

/// End of the name that starts at `start`: at its first ending behind at least one character, drawn out over endings that follow at once
/// (杭州|市, 新乡|市, 沙市|区).
fn place_end(source: &Source, start: usize, limit: usize) -> Option<usize> {
    let words = &*WORDS;
    let chars = source.chars();
    let upto = limit.min(start + NAME);
    let mut at = start;
    while at < upto
        && is_han(source.at(at))
        && !matches!(source.at(at), '的' | '了' | '与' | '在' | '委' | '局' | '厅' | '办' | '我' | '各' | '该')
        && !source.reads(at, "政府")
    {
        if let Some((n, ())) = words.not.starting(chars, at) {
            // 全市, 我县 and the like are no names; inside a longer word they end the search.
            if at == start {
                return None;
            }
            at += n;
            continue;
        }
        match words.endings.starting(chars, at) {
            Some((n, ())) if at > start && at + n <= limit && !autonomous(source, at + n) => {
                let end = at + n;
                // 州, 乡 and 镇 are also the last characters of names; so is anything behind a single character.
                let open = matches!(source.before(end), '州' | '乡' | '镇' | '旗' | '盟') || end - start == 2;
                let further = words.endings.starting(chars, end).map(|(n, ())| end + n).filter(|&longer| longer <= limit);
                let zone = words.zones.starting(chars, end).is_some();
                return Some(further.filter(|_| open && !zone && words.not.starting(chars, end).is_none()).unwrap_or(end));
            }
            _ => at += 1,
        }
    }
    None
}

/// Does an ending stand inside a longer one: 东乡|族自治县, 红河|州, 市|辖区?
fn autonomous(source: &Source, end: usize) -> bool {
    source.reads(end, "族") || source.reads(end, "辖")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }

    #[test]
    fn names_are_cut_at_their_endings() {
        for (text, names) in [
            ("云岭县人民政府", vec!["云岭县"]),
            ("河口市云岭区人民政府", vec!["河口市", "云岭区"]),
            ("云岭市城市管理局", vec!["云岭市"]),
            ("云岭市市场监督管理局", vec!["云岭市"]),
            ("云岭市住房和城乡建设局", vec!["云岭市"]),
            ("云岭区乡村振兴局", vec!["云岭区"]),
            ("东河乡族自治县", vec!["东河乡族自治县"]),
            ("云岭经济技术开发区管理委员会", vec!["云岭经济技术开发区"]),
            ("云岭镇人民政府", vec!["云岭镇"]),
            ("赵县人民政府", vec!["赵县"]),
            ("云州市人民政府", vec!["云州市"]),
            ("南乡市公安局", vec!["南乡市"]),
            ("云州市沙市区人民政府", vec!["云州市", "沙市区"]),
            ("青镇市市中区人民政府", vec!["青镇市", "市中区"]),
            ("和岭县人民政府", vec!["和岭县"]),
            ("府岭县人民政府", vec!["府岭县"]),
            ("云州经济技术开发区管理委员会", vec!["云州经济技术开发区"]),
            ("云岭市高新区管委会", vec!["云岭市高新区"]),
            ("云州工业园区管委会", vec!["云州工业园区"]),
            ("数据统计区间", vec![]),
            ("云岭市民政局", vec!["云岭市"]),
            ("云岭市政府", vec!["云岭市"]),
            ("云岭县城市管理局", vec!["云岭县"]),
            ("云岭区分局", vec!["云岭区"]),
            ("红岭州人民政府", vec!["红岭州"]),
            ("全市法治政府建设", vec![]),
            ("法治政府建设", vec![]),
            ("国务院", vec![]),
        ] {
            let source = Source::new(text);
            let found: Vec<_> = places(&source, source.span()).iter().map(|&span| source.slice(span)).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}
