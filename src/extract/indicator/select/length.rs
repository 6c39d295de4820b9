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
    Named,
    Years,
    Age,
}

static WORDS: LazyLock<Lexicon<Role>> = LazyLock::new(|| {
    let table = Table::new(include_str!("../../../rules/lengths.tsv"));
    let role = |name| match name {
        "changed" => Role::Changed,
        "changed_to" => Role::ChangedTo,
        "years" => Role::Years,
        "age" => Role::Age,
        _ => Role::Named,
    };
    let entries: Vec<_> = table.rows().map(|row| (row.get("word"), role(row.get("role")))).collect();
    Lexicon::new(entries)
});

/// How far before the figure its verb or noun is looked for, in characters.
const WINDOW: usize = 20;

/// Is this length of time what was measured? Years count only as a span of schooling, use or life, or with a decimal; ages only as a life
/// expectancy; shorter lengths where something was shortened or prolonged by or to them, or a noun of measured time stands before.
pub fn is_measured(source: &Source, line: Span, quantity: &Quantity) -> bool {
    let Span { start, end } = quantity.span;
    // 2017年 and 5月31日 are dates.
    if quantity.value >= 1000.0 || (quantity.unit == "日" && source.before(start) == '月') {
        return false;
    }
    let window = source.folded(Span::new(line.start.max(start.saturating_sub(WINDOW)), start));
    let clause = window.rsplit(|c| matches!(c, ',' | '。' | ';' | '、' | ':')).next().unwrap_or(&[]);
    let words = || (0..clause.len()).filter_map(|at| WORDS.starting(clause, at).map(|(n, role)| (at + n, *role)));
    let has = |wanted: Role| words().any(|(_, role)| role == wanted);
    match quantity.unit.as_str() {
        "岁" | "周岁" => return has(Role::Age),
        "年" => return has(Role::Years) || quantity.value.fract() != 0.0,
        _ if quantity.value.fract() != 0.0 => return true,
        _ => {}
    }
    let changed = words().any(|(behind, role)| {
        let rest = clause.get(behind..).unwrap_or(&[]);
        let to = matches!(rest.first(), Some('到' | '至' | '为' | '达'));
        let by = rest.is_empty() || rest == ['了'];
        (role == Role::Changed && (to || by)) || (role == Role::ChangedTo && to)
    });
    // 从一个月以上压缩到…, 由法定的20个工作日压缩至…: the level before the change.
    let from = matches!(clause.last(), Some('从' | '由'));
    let change_follows = WORDS.starting(source.chars(), end).is_some_and(|(n, role)| {
        let to = matches!(source.at(end + n), '到' | '至' | '为');
        (from && matches!(role, Role::Changed | Role::ChangedTo)) || (*role == Role::Changed && to)
    });
    let cued = end > quantity.unit_span.end || start < quantity.numeral.start;
    let reached = matches!(clause.last(), Some('达' | '到' | '为' | '至'));
    let named_here = words().any(|(behind, role)| role == Role::Named && behind == clause.len());
    changed || change_follows || named_here || (has(Role::Named) && (reached || cued))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new(include_str!("../../../rules/lengths.tsv"));
        assert_eq!(table.fault(), None);
        assert!(table.rows().all(|row| ["changed", "changed_to", "named", "years", "age"].contains(&row.get("role"))));
    }
}
