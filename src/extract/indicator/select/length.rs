//! Turns a length of time into a yes or no: was it what was measured (审批时限压缩到3天), or a period, a name, a promise (24小时, 三年行动)?

use crate::number::Quantity;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::Source;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Changed,
    ChangedTo,
    Verb,
    Named,
    Worked,
    Average,
    Years,
    Age,
}

static WORDS: LazyLock<Lexicon<Role>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("lengths.tsv"));
    let role = |name| match name {
        "changed" => Role::Changed,
        "changed_to" => Role::ChangedTo,
        "verb" => Role::Verb,
        "worked" => Role::Worked,
        "average" => Role::Average,
        "years" => Role::Years,
        "age" => Role::Age,
        _ => Role::Named,
    };
    Lexicon::of(&table, "word", |row| Some(role(row.get("role"))))
});

/// How far before the figure its verb or noun is looked for, in characters.
const WINDOW: usize = 20;
/// How far behind a level its change is looked for: over the rest of a list (由60个、30个工作日分别压缩至 …).
const BEHIND: usize = 16;

/// Is this length of time what was measured? Years count only as a span of schooling, use or life, or with a decimal; ages only as a life
/// expectancy; shorter lengths where something was shortened or prolonged by or to them, where a noun of measured time or of work done by
/// time (值守160小时) stands before, and where they are held against each other.
pub fn is_measured(source: &Source, line: Span, quantity: &Quantity) -> bool {
    let Span { start, end } = quantity.span;
    // 5月31日 is a date.
    if quantity.unit == "日" && source.before(start) == '月' {
        return false;
    }
    let window = source.folded(Span::new(line.start.max(start.saturating_sub(WINDOW)), start));
    let phrase = window.rsplit(|c| matches!(c, ',' | '。' | ';' | ':')).next().unwrap_or(&[]);
    let clause = phrase.rsplit(|&c| c == '、').next().unwrap_or(&[]);
    let has = |wanted: Role| words(clause).any(|(_, role)| role == wanted);
    let decimal = quantity.value.fract() != 0.0 && source.at(quantity.numeral.start).is_ascii_digit();
    match quantity.unit.as_str() {
        "岁" | "周岁" => return has(Role::Age),
        // 2017年 is a date.
        "年" => return quantity.value < 1000.0 && (has(Role::Years) || decimal),
        _ if decimal => return true,
        _ => {}
    }
    let changed = words(phrase).any(|(behind, role)| {
        let rest = phrase.get(behind..).unwrap_or(&[]);
        let to = matches!(rest.first(), Some('到' | '至' | '为' | '达'));
        let by = rest.is_empty() || rest == ['了'];
        (matches!(role, Role::Changed) && (to || by)) || (matches!(role, Role::ChangedTo | Role::Verb) && to)
    });
    if changed || changes_behind(source, phrase, end, line.end) {
        return true;
    }
    let cued = end > quantity.unit_span.end || start < quantity.numeral.start;
    let reached = matches!(clause.last(), Some('达' | '到' | '为' | '至'));
    let last = clause.iter().rposition(|c| !matches!(c, '达' | '共' | '累' | '计' | '了' | '满' | '总' | ' ')).map_or(0, |i| i + 1);
    let ends_with = |wanted: Role| words(clause).any(|(behind, role)| role == wanted && behind == last);
    // 24小时, 365天: always open, no time measured.
    let always = matches!((quantity.unit.as_str(), quantity.value as u32), ("小时", 24) | ("天", 365));
    let named = ends_with(Role::Named) || (has(Role::Named) && (reached || cued));
    let worked = !always && (ends_with(Role::Worked) || average(clause));
    named || worked || compared(source, clause, end) || (cued && spans(clause))
}

/// The words of the table in a stretch, with where they end.
fn words(chars: &[char]) -> impl Iterator<Item = (usize, Role)> + '_ {
    (0..chars.len()).filter_map(|at| WORDS.starting(chars, at).map(|(n, role)| (at + n, *role)))
}

/// 从一个月以上压缩到…, 由法定的60个、30个工作日分别压缩至…: the level before the change.
fn changes_behind(source: &Source, phrase: &[char], end: usize, line_end: usize) -> bool {
    let from = phrase.iter().any(|c| matches!(c, '从' | '由' | '自'));
    let near = source.folded(Span::new(end, line_end.min(end + BEHIND)));
    let near = near.split(|c| matches!(c, ',' | '。' | ';')).next().unwrap_or(&[]);
    let to = |(behind, _): &(usize, Role)| matches!(near.get(*behind), Some('到' | '至' | '为'));
    let mut found = words(near).filter(|(_, role)| matches!(role, Role::Changed | Role::ChangedTo | Role::Verb));
    let directly = WORDS.starting(near, 0).is_some_and(|(n, role)| *role == Role::Changed && to(&(n, *role)));
    directly || (from && found.any(|word| to(&word)))
}

/// 平均20天办结, 人均参训40小时: what an average gives was measured, but 平均每3天一次 is a frequency.
fn average(clause: &[char]) -> bool {
    let near = clause.get(clause.len().saturating_sub(8)..).unwrap_or(&[]);
    words(near).any(|(behind, role)| role == Role::Average && !near.get(behind..).unwrap_or(&[]).contains(&'每'))
}

/// 比296天的考核目标多8天: both are lengths held against each other; 比3天前 is a date.
fn compared(source: &Source, clause: &[char], end: usize) -> bool {
    let dated = matches!(source.at(end), '前' | '后' | '内' | '来');
    let other = clause.iter().any(|c| matches!(c, '比' | '较'));
    matches!(clause.last(), Some('比' | '较')) && !dated || (other && matches!(clause.last(), Some('多' | '少' | '增' | '减' | '快')))
}

/// 从签约到开工不超过90天: the time between two steps.
fn spans(clause: &[char]) -> bool {
    let from = clause.iter().position(|&c| c == '从');
    from.is_some_and(|from| clause.iter().skip(from + 2).any(|c| matches!(c, '到' | '至')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new(crate::rules::vocabulary!("lengths.tsv"));
        assert_eq!(table.fault(), None);
        assert!(table
            .rows()
            .all(|row| ["changed", "changed_to", "verb", "named", "worked", "average", "years", "age"].contains(&row.get("role"))));
    }
}
