//! Turns 获评, 被命名为, 入选 … into honours with their level.
//!
//! Found: `获评“全国法治政府建设示范县”`, `入选全省优秀案例`, `被省司法厅授予“枫桥式司法所”称号`.
//! Not found: what one hopes for (`争创…示范县`, all of the plans), results of an appraisal (`获评优秀等次`), approvals (`获批…试点`).

use crate::outline::{section_at, Role, Section};
use crate::rules::{Lexicon, Table};
use crate::span::{Span, Spans};
use crate::text::{is_han, places, Layout, Source};
use serde::Serialize;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HonourLevel {
    National,
    Province,
    City,
    County,
}

/// A title or distinction that the report says was received.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Honour {
    /// As written, without quotation marks around it and without 称号 behind it.
    pub name: String,
    /// Who gives it, by its words; `None` where they do not say.
    pub level: Option<HonourLevel>,
    /// The name.
    pub span: Span,
}

impl Spans for Honour {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Named,
    Listed,
    No,
}

struct Words {
    verbs: Lexicon<Verb>,
    nouns: Lexicon<()>,
    hoped: Lexicon<()>,
    grades: Lexicon<()>,
    levels: Lexicon<HonourLevel>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = table();
    let of = |sort: &str| Lexicon::some(&table, "words", "use", sort);
    let verb = |used: &str| match used {
        "named" => Some(Verb::Named),
        "listed" => Some(Verb::Listed),
        "no" => Some(Verb::No),
        _ => None,
    };
    let level = |used: &str| match used {
        "national" => Some(HonourLevel::National),
        "province" => Some(HonourLevel::Province),
        "city" => Some(HonourLevel::City),
        "county" => Some(HonourLevel::County),
        _ => None,
    };
    Words {
        verbs: Lexicon::of(&table, "words", |row| verb(row.get("use"))),
        levels: Lexicon::of(&table, "words", |row| level(row.get("use"))),
        nouns: of("noun"),
        hoped: of("hoped"),
        grades: of("grade"),
    }
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("honours.tsv"))
}

/// The longest name, and how far back its clause is asked.
const NAME: usize = 50;
const CLAUSE: usize = 60;

/// The honours that body and tables report, in order. Plans are left out. Empty text has none.
pub fn honours(source: &Source, layout: &Layout, sections: &[Section]) -> Vec<Honour> {
    let words = &*WORDS;
    let mut found = Vec::new();
    for line in layout.body() {
        let mut at = line.span.start;
        while at < line.span.end {
            let Some(next) = words.verbs.seek(source.chars(), at, line.span.end) else { break };
            at = next;
            let Some((n, &verb)) = words.verbs.starting(source.chars(), at) else {
                at += 1;
                continue;
            };
            let after = at + n;
            let planned = || section_at(sections, at).and_then(|id| sections.get(id)).is_some_and(|section| section.role == Role::Plans);
            if verb != Verb::No && !seized(source, at) && received(source, line.span.start, at) && !planned() {
                read(source, Span::new(at, after), line.span.end, verb, &mut found);
            }
            at = after;
        }
    }
    found
}

/// 查获, 抓获, 收获: another word ends here.
fn seized(source: &Source, at: usize) -> bool {
    source.at(at) == '获' && matches!(source.before(at), '查' | '抓' | '缴' | '破' | '截' | '捕' | '收' | '拿' | '起' | '擒')
}

/// Where the clause begins that a verb stands in.
fn clause_start(source: &Source, start: usize, at: usize) -> usize {
    let from = start.max(at.saturating_sub(CLAUSE));
    (from..at).rev().find(|&i| matches!(source.at(i), ',' | ';' | '。' | ':' | '!' | '?')).map_or(from, |i| i + 1)
}

/// Does the clause in front say nothing of hoping, and, where somebody awards, to whom?
fn received(source: &Source, start: usize, at: usize) -> bool {
    let words = &*WORDS;
    let from = clause_start(source, start, at);
    let hoped = words.hoped.longest_within(source.chars(), from, at).any(|(i, n, ())| i + n <= at);
    let passive = !source.reads(at, "授予")
        || source.at(at + 2) == '我'
        || source.folded(Span::new(from, at)).iter().any(|&c| matches!(c, '被' | '获'));
    !hoped && passive
}

/// Reads the names behind a verb, up to the end of its clause.
fn read(source: &Source, verb: Span, limit: usize, kind: Verb, found: &mut Vec<Honour>) {
    let words = &*WORDS;
    let start = (verb.end..limit).find(|&i| !matches!(source.at(i), '为' | '了' | '成' | ' ' | ':')).unwrap_or(limit);
    let (mut end, mut open) = (start, 0usize);
    while end < limit.min(start + NAME) {
        match source.at(end) {
            '“' | '《' => open += 1,
            '”' | '》' => open = open.saturating_sub(1),
            ',' | ';' | '。' | ':' | '!' | '?' | '\t' | '|' if open == 0 => break,
            '、' if open == 0 && words.verbs.starting(source.chars(), end + 1).is_some() => break,
            _ if open == 0 && end > start && words.verbs.starting(source.chars(), end).is_some_and(|(_, &verb)| verb == Verb::Named) => {
                break
            }
            _ => {}
        }
        end += 1;
    }
    let phrase = Span::new(start, end);
    let quoted = quotes(source, phrase);
    if quoted.is_empty() {
        plain(source, verb, phrase, kind, found);
        return;
    }
    let mut from = start;
    for inner in quoted {
        // 全省“优秀案例”: what stands before the marks belongs to the name where it says who gives it.
        let scope = source.trim(Span::new(from, inner.start - 1));
        let scope =
            Span::new((scope.start..scope.end).find(|&i| !matches!(source.at(i), '、' | '和' | '及')).unwrap_or(scope.end), scope.end);
        from = inner.end + 1;
        let wide = level_in(source, scope).is_some() && scope.len() <= 16;
        let span = if wide { Span::new(scope.start, from) } else { inner };
        let noun = (inner.start..=from.min(phrase.end)).any(|i| words.nouns.ending(source.chars(), i).is_some());
        if kind == Verb::Named || noun || wide {
            push(source, span, level_in(source, span).or_else(|| given_by(source, verb.start)), found);
        }
    }
}

/// The insides of “…” that are names by themselves. Empty where words follow that belong to the name: 全国“枫桥经验”典型案例.
fn quotes(source: &Source, phrase: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for at in phrase.start..phrase.end {
        match source.at(at) {
            '“' => open = Some(at + 1),
            '”' if at + 1 < phrase.end && goes_on(source, at + 1) => return Vec::new(),
            '”' => found.extend(open.take().map(|start| Span::new(start, at)).filter(|inner| inner.len() > 2)),
            _ => {}
        }
    }
    found
}

/// Does a name go on at `at`, behind a quotation mark or the noun of an honour?
fn goes_on(source: &Source, at: usize) -> bool {
    is_han(source.at(at))
        && !matches!(source.at(at), '称' | '荣' | '等' | '的' | '和' | '及' | '并' | '与' | '表' | '、')
        && WORDS.verbs.starting(source.chars(), at).is_none()
}

/// Names without quotation marks: each to the last noun of an honour, or to the end of the phrase where the name goes on behind it.
fn plain(source: &Source, verb: Span, phrase: Span, kind: Verb, found: &mut Vec<Honour>) {
    /// Words behind the noun that still belong to the name: 模范|人民调解委员会.
    const MORE: usize = 10;
    let ends = |at: usize| WORDS.nouns.ending(source.chars(), at).is_some_and(|(n, ())| at - n >= phrase.start);
    let mut start = phrase.start;
    while start < phrase.end {
        // …一等奖9项、省政府质量奖: the next name says who gives it.
        let next = (start + 1..phrase.end)
            .find(|&at| source.at(at) == '、' && level_in(source, Span::new(at + 1, (at + 5).min(phrase.end))).is_some());
        let piece = Span::new(start, next.unwrap_or(phrase.end));
        start = piece.end + 1;
        let piece = uncounted(source, piece);
        let level = level_in(source, piece);
        let end = match (piece.start + 1..=piece.end).rev().find(|&at| ends(at)) {
            Some(end) if end < piece.end && piece.end - end <= MORE && goes_on(source, end) => piece.end,
            Some(end) => end,
            None if kind == Verb::Named => piece.end,
            None => continue,
        };
        if level.is_some() || (kind == Verb::Named && ends(end)) {
            let span = source.trim(Span::new(piece.start, end));
            push(source, span, level.or_else(|| given_by(source, verb.start)), found);
        } else if let (Some(level), true) = (given_by(source, verb.start), ends(end)) {
            push(source, source.trim(Span::new(piece.start, end)), Some(level), found);
        }
    }
}

/// A piece without the count behind it: 节水标杆企业|3家.
fn uncounted(source: &Source, piece: Span) -> Span {
    let unit = (1..=2).find(|&n| piece.len() > n + 4 && source.before(piece.end - n).is_ascii_digit());
    let Some(unit) = unit else { return piece };
    let figure = (piece.start..piece.end - unit).rev().find(|&at| !source.at(at).is_ascii_digit());
    Span::new(piece.start, figure.map_or(piece.end, |at| at + 1))
}

fn push(source: &Source, mut span: Span, level: Option<HonourLevel>, found: &mut Vec<Honour>) {
    let words = &*WORDS;
    for _ in 0..2 {
        for tail in ["荣誉称号", "称号", "荣誉", "等"] {
            if source.ends_with(span.end, tail) && span.len() > tail.chars().count() {
                span.end -= tail.chars().count();
            }
        }
    }
    let graded = words.grades.ending(source.chars(), span.end).is_some_and(|(n, ())| span.len() <= n + 6);
    if span.len() < 3 && level.is_none() || graded {
        return;
    }
    if source.at(span.start) == '“' && source.before(span.end) == '”' {
        span = Span::new(span.start + 1, span.end - 1);
    }
    found.push(Honour { name: source.words(span), level, span });
}

/// The first words of a name that say who gives it: 全省, 国家级, or the name of a place.
fn level_in(source: &Source, name: Span) -> Option<HonourLevel> {
    let words = &*WORDS;
    let stated = words.levels.within(source.chars(), name.start, name.end).next().map(|(at, _, &level)| (at, level));
    let start = (name.start..name.end).find(|&at| !matches!(source.at(at), '“' | '"' | ' ')).unwrap_or(name.end);
    let placed = match source.at(start) {
        '省' => Some(HonourLevel::Province),
        '市' => Some(HonourLevel::City),
        _ => places(source, Span::new(start, name.end.min(start + 10))).last().and_then(|place| match source.before(place.end) {
            '省' => Some(HonourLevel::Province),
            '区' if source.ends_with(place.end, "自治区") => Some(HonourLevel::Province),
            '市' | '州' | '盟' => Some(HonourLevel::City),
            '县' | '旗' => Some(HonourLevel::County),
            '区' if place.len() <= 4 => Some(HonourLevel::County),
            _ => None,
        }),
    };
    // 第二批全省…, 首批国家市域…: a word that soon says so counts before what looks like a place.
    match (stated, placed) {
        (Some((at, level)), _) if at <= start + 6 => Some(level),
        (_, Some(level)) | (Some((_, level)), None) => Some(level),
        (None, None) => None,
    }
}

/// 被省司法厅授予…, 在全市评比中获…: who gave it, in front of the verb.
fn given_by(source: &Source, verb: usize) -> Option<HonourLevel> {
    let from = clause_start(source, 0, verb);
    let by = (from..verb).rev().find(|&at| source.at(at) == '被' || source.at(at) == '在' && matches!(source.before(verb), '中' | '上'))?;
    level_in(source, Span::new(by + 1, verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }
}
