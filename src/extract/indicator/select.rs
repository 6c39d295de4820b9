//! Turns the quantities of a line into those that measure something done, reached, held or planned.
//!
//! What is left out: names and slogans (in quotation marks, in 《》, beside letters or `+`), ordinals, rhetorical sums (四个方面), single
//! things (一批, 一名群众), lengths of time that measure nothing. A Chinese numeral below ten is most often part of a phrase, so it has to
//! pass more tests than digits have.

use crate::number::{self, Quantity};
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{is_blank, is_han, Source};
use std::sync::LazyLock;

/// What words that follow a figure make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// A set phrase, whatever the figure.
    Always,
    /// A set phrase with a small Chinese numeral only.
    Chinese,
    /// An epithet of a country or people (14亿多人口大国).
    Epithet,
}

static FOLLOWS: LazyLock<Lexicon<Follows>> = LazyLock::new(|| {
    let table = Table::new(include_str!("../../rules/not_counted.tsv"));
    let entries: Vec<_> = table
        .rows()
        .map(|row| {
            let follows = match (row.get("stands"), row.get("numerals")) {
                ("epithet", _) => Follows::Epithet,
                (_, "chinese") => Follows::Chinese,
                _ => Follows::Always,
            };
            (row.get("words"), follows)
        })
        .collect();
    Lexicon::new(entries)
});

/// The quantities of one line (paragraph or table row) that a reader could put in a table, in order. An empty line gives none.
pub fn quantities(source: &Source, line: Span) -> Vec<Quantity> {
    let mut found = number::scan(source, line);
    if found.is_empty() {
        return found;
    }
    let names = names(source, line);
    let mut names = names.iter().peekable();
    found.retain(|quantity| {
        while names.peek().is_some_and(|name| name.end <= quantity.span.start) {
            names.next();
        }
        let named = names.peek().is_some_and(|name| name.overlaps(quantity.span));
        !named && Context { source, line, quantity }.is_indicator()
    });
    found
}

/// Longest quotation, in characters, that is taken for a name or slogan; a longer one quotes what somebody said, figures and all.
const NAME: usize = 24;
/// Longest title in 《》; an unclosed mark hides no more than the text before the next one.
const TITLE: usize = 120;

/// The stretches of a line that are names: in 《》, and in quotation marks.
fn names(source: &Source, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut title, mut depth) = (None, 0usize);
    let mut quote: Option<(usize, char)> = None;
    for at in line.start..line.end {
        let c = source.at(at);
        match c {
            '《' => {
                depth += 1;
                title.get_or_insert(at);
            }
            '》' => {
                depth = depth.saturating_sub(1);
                if let (0, Some(start)) = (depth, title) {
                    push(&mut found, Span::new(start, at + 1), TITLE);
                    title = None;
                }
            }
            _ => {}
        }
        if title.is_some_and(|start| at - start > TITLE) {
            (title, depth) = (None, 0);
        }
        match quote {
            Some((start, close)) if c == close => {
                push(&mut found, Span::new(start, at + 1), NAME + 2);
                quote = None;
            }
            // A second opening mark: the first one was never closed.
            _ => {
                if let Some(close) = closing(c, quote.is_some()) {
                    quote = Some((at, close));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

fn push(found: &mut Vec<Span>, span: Span, longest: usize) {
    if span.len() <= longest && !found.last().is_some_and(|last| last.contains(span)) {
        found.push(span);
    }
}

/// The mark that closes a quotation opened by `c`. Inside one, only the marks that can't close are taken for a new opening.
fn closing(c: char, inside: bool) -> Option<char> {
    match c {
        '“' => Some('”'),
        '「' => Some('」'),
        '『' => Some('』'),
        '‘' if !inside => Some('’'),
        '"' if !inside => Some('"'),
        _ => None,
    }
}

/// One quantity among the words around it.
struct Context<'s> {
    source: &'s Source<'s>,
    line: Span,
    quantity: &'s Quantity,
}

impl Context<'_> {
    fn is_indicator(&self) -> bool {
        let chars = self.source.chars();
        let Quantity { span, numeral, .. } = *self.quantity;
        let first = self.source.at(numeral.start);
        if self.is_marker() || self.touches_letters() || self.is_ordinal() {
            return false;
        }
        if number::is_length(&self.quantity.unit) && !self.is_measured_length() {
            return false;
        }
        let follows = self.follows();
        if follows == Some(Follows::Always) || (follows == Some(Follows::Epithet) && self.quantity.value >= 1e8) {
            return false;
        }
        if !is_han(first) || self.quantity.unit == "%" || self.quantity.unit == "番" {
            return true;
        }
        if number::is_length(&self.quantity.unit) {
            return true;
        }
        // From here on: Chinese numerals.
        let small = numeral.len() == 1;
        let one = small && first == '一';
        let closed = self.ends_clause(span.end);
        let cued = span.start < numeral.start || span.end > self.quantity.unit_span.end;
        // 一个个, 一次次.
        if self.source.at(span.end) == self.source.at(span.end - 1) {
            return false;
        }
        if one && self.quantity.unit != "倍" {
            let alone = closed || cued;
            return alone && number::counts_one(chars, numeral.end) && !self.mirrored() && !self.is_frequency();
        }
        !(small && (follows == Some(Follows::Chinese) || (!closed && self.sums_up_list())))
    }

    /// The character before the figure, blanks left out; NUL at the line's start.
    fn before(&self) -> char {
        self.back(self.quantity.span.start)
    }
    fn back(&self, mut at: usize) -> char {
        while at > self.line.start && self.source.before(at) == ' ' {
            at -= 1;
        }
        if at > self.line.start {
            self.source.before(at)
        } else {
            '\0'
        }
    }

    /// A number that opens a paragraph with a point behind it is its marker (3.5个 can't open one).
    fn is_marker(&self) -> bool {
        let start = self.quantity.numeral.start;
        start == self.source.trim(self.line).start
            && (start..start + 3).any(|at| self.source.at(at) == '.')
            && !self.source.folded(self.line).contains(&'\t')
    }

    /// Part of a name in letters and signs: H5, 1+3+N, 7·18, 2022/04, 15:50.
    fn touches_letters(&self) -> bool {
        let Quantity { span, numeral, .. } = *self.quantity;
        let before = self.source.before(numeral.start);
        let after = self.source.at(span.end);
        let sign = |c: char| matches!(c, '+' | '·' | '/' | '×' | '#' | '∶');
        let joined = before == ':' && self.source.before(numeral.start - 1).is_ascii_digit();
        let dashed = before == '-' && (self.source.before(numeral.start - 1).is_ascii_alphanumeric());
        let dotted = before == '.' && self.source.before(numeral.start - 1).is_ascii_digit();
        before.is_ascii_alphabetic() || sign(before) || joined || dashed || dotted || matches!(after, '+' | '·')
    }

    /// 第3次, 前10名, 第1、2批, 第一至第三批.
    fn is_ordinal(&self) -> bool {
        let mut at = self.quantity.span.start;
        let floor = self.line.start.max(at.saturating_sub(12));
        let before = self.before();
        if before == '前' {
            let other = self.source.before(at - 1);
            let rank = matches!(self.quantity.unit.as_str(), "名" | "位" | "%" | "个");
            return rank && !matches!(other, '目' | '此' | '之' | '以' | '日' | '会' | '事' | '庭' | '诉' | '提' | '年' | '先' | '案');
        }
        while at > floor {
            let c = self.source.before(at);
            let list = is_blank(c) || c.is_ascii_digit() || matches!(c, '、' | '-' | '—' | '~' | '至' | '和' | '一'..='十');
            if c == '第' {
                return true;
            }
            if !list || c == '\n' {
                break;
            }
            at -= 1;
        }
        matches!(before, '第')
    }

    /// Is a length of time what was measured: something was shortened or prolonged to it, or it is an amount that was reached?
    fn is_measured_length(&self) -> bool {
        let start = self.quantity.span.start;
        if self.quantity.value.fract() != 0.0 {
            return true;
        }
        let window = Span::new(self.line.start.max(start.saturating_sub(12)), start);
        // Years are periods and names of plans (三年行动), but for 受教育年限 and the like.
        let years = self.quantity.unit == "年";
        let words: String = self.source.folded(window).iter().collect();
        let clause = words.rsplit([',', '。', ';', '、', ':']).next().unwrap_or("");
        let to = ["到", "至", "为", "达", "达到", "的平均", "目前的平均"];
        let changed = ["压缩", "缩短", "压减", "减少", "缩减", "延长", "提高", "增加", "提速", "提升", "降低", "降"];
        let reached = changed.iter().any(|verb| {
            clause.rfind(verb).is_some_and(|i| {
                let rest = &clause[i + verb.len()..];
                rest.is_empty() || rest == "了" || to.iter().any(|t| rest.starts_with(t))
            })
        });
        let named = ["时限", "年限", "天数", "用时", "时长", "时间"].iter().any(|noun| clause.contains(noun));
        // 从一个月以上压缩到…: the level before.
        if years {
            return clause.contains("年限") || clause.contains("寿命");
        }
        let from = matches!(self.before(), '从' | '由') && self.leads_to_change(&changed);
        reached || from || (named && (clause.ends_with(['达', '到', '为', '至']) || self.quantity.span.end > self.quantity.unit_span.end))
    }

    fn leads_to_change(&self, verbs: &[&str]) -> bool {
        let end = self.quantity.span.end;
        let after: String = self.source.folded(Span::new(end, self.line.end.min(end + 4))).iter().collect();
        verbs.iter().any(|verb| after.starts_with(verb))
    }

    fn follows(&self) -> Option<Follows> {
        let chars = self.source.chars();
        let end = self.quantity.span.end;
        let at = if self.source.at(end) == '的' { end + 1 } else { end };
        let own = FOLLOWS.starting(chars, at).map(|(_, follows)| *follows);
        // A noun counted without a measure word is already part of the figure.
        own.or_else(|| {
            let noun = self.quantity.unit_span.start;
            FOLLOWS.starting(chars, noun).map(|(_, f)| *f).filter(|f| *f == Follows::Epithet)
        })
    }

    /// Nothing but a mark follows.
    fn ends_clause(&self, at: usize) -> bool {
        at >= self.line.end || (!is_han(self.source.at(at)) && !matches!(self.source.at(at), '“' | '《' | '(' | '"' | '「'))
    }

    /// 改一件成一件, 发现一处、规范一行: another 一 close by makes a proverb of both.
    fn mirrored(&self) -> bool {
        let Span { start, end } = self.quantity.span;
        let window =
            |from: usize, to: usize| self.source.folded(Span::new(from.max(self.line.start), to.min(self.line.end))).contains(&'一');
        window(start.saturating_sub(5), start) || window(end, end + 6)
    }

    /// 每月一次, 最多跑一次, 每人一份.
    fn is_frequency(&self) -> bool {
        matches!(
            self.before(),
            '每' | '各' | '某' | '任' | '哪' | '同' | '另' | '逐' | '第' | '跑' | '年' | '月' | '周' | '天' | '人' | '日' | '度'
        )
    }

    /// “受、审、批”三项数据, 县、乡、村三个平台: the list before the figure is what it sums up, where no 等 and no verb parts them.
    fn sums_up_list(&self) -> bool {
        let start = self.quantity.span.start;
        let before = self.before();
        if matches!(before, '”' | '》' | '」' | '"') {
            return true;
        }
        let window = self.source.folded(Span::new(self.line.start.max(start.saturating_sub(6)), start));
        before != '等' && window.contains(&'、')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new(include_str!("../../rules/not_counted.tsv"));
        assert_eq!(table.fault(), None);
        for row in table.rows() {
            assert!(["after", "epithet"].contains(&row.get("stands")), "{row:?}");
            assert!(["any", "chinese"].contains(&row.get("numerals")), "{row:?}");
        }
    }
}
