//! Turns the quantities of a line into those that measure something done, reached, held or planned.
//!
//! What is left out: names and slogans (in quotation marks, in 《》, beside letters or `+`), ordinals, rhetorical sums (四个方面), single
//! things (一批, 一名群众), lengths of time that measure nothing. A Chinese numeral below ten is most often part of a phrase, so it has to
//! pass more tests than digits have.

mod length;
mod names;

use super::Kind;
use crate::number::{self, is_chinese_numeral, Quantity};
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
    /// The figure is a threshold that tells things apart (超百亿元企业).
    Threshold,
    /// A thing that is counted, though a word above begins it (四个重点项目).
    Counted,
}

static FOLLOWS: LazyLock<Lexicon<Follows>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("not_counted.tsv"));
    let entries: Vec<_> = table
        .rows()
        .filter(|row| row.get("stands") != "made")
        .map(|row| {
            let follows = match (row.get("stands"), row.get("numerals")) {
                ("epithet", _) => Follows::Epithet,
                ("threshold", _) => Follows::Threshold,
                ("counted", _) => Follows::Counted,
                (_, "chinese") => Follows::Chinese,
                _ => Follows::Always,
            };
            (row.get("words"), follows)
        })
        .collect();
    Lexicon::new(entries)
});

/// Verbs of making and getting.
static MAKES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("not_counted.tsv"));
    Lexicon::some(&table, "words", "stands", "made")
});

/// Longest list, in characters, whose verb is looked for; one of titles in 《》 is longer.
const LIST: usize = 32;
const TITLES: usize = 96;

/// The quantities of one line (paragraph or table row) that a reader could put in a table, in order. An empty line gives none.
pub fn quantities(source: &Source, line: Span) -> Vec<Quantity> {
    let mut found = number::scan(source, line);
    if found.is_empty() {
        return found;
    }
    let names = names::names(source, line);
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
        if self.is_marker() || self.touches_letters() || self.is_ordinal() || self.is_session() || self.is_denominator() {
            return false;
        }
        if number::is_length(&self.quantity.unit) && !length::is_measured(self.source, self.line, self.quantity) {
            return false;
        }
        // 30万吨级码头, 百亿元级产业: a class of things, not an amount.
        if self.source.at(span.end) == '级' {
            return false;
        }
        let follows = self.follows();
        let cued = span.start < numeral.start || span.end > self.quantity.unit_span.end;
        let bounded = span.end > self.quantity.unit_span.end;
        if follows == Some(Follows::Threshold)
            && ((cued && self.quantity.kind == Kind::Money) || (bounded && self.quantity.kind == Kind::Measure))
        {
            return false;
        }
        if self.is_clock() || self.is_span_of_class() || self.is_ranked_among() {
            return false;
        }
        // 4.5吨及以下货车: the bound of a class.
        if self.source.before(span.end) != '%' && is_han(self.source.at(span.end)) && self.bounds_class() {
            return false;
        }
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
        if self.is_grade() || self.is_phase() || self.is_gloss() {
            return false;
        }
        // 一个个, 一次次.
        if self.source.at(span.end) == self.source.at(span.end - 1) {
            return false;
        }
        if one && self.quantity.unit != "倍" {
            let alone = closed || cued;
            return alone && number::counts_one(chars, numeral.end) && !self.mirrored() && !self.is_frequency() && !self.is_vow();
        }
        // 实现两个100%: the rates themselves are the figures.
        let rates = (span.end..span.end + 6).find(|&at| !self.source.at(at).is_ascii_digit()).is_some_and(|at| self.source.at(at) == '%');
        if small && rates {
            return false;
        }
        let pointed = matches!(self.before(), '这' | '那' | '述' | '下' | '此');
        !(small && (follows == Some(Follows::Chinese) || pointed || (!closed && self.sums_up_list())))
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

    /// A number that opens a paragraph with a point behind it is its marker (3.5个 can't open one); so does one behind 附件:.
    fn is_marker(&self) -> bool {
        let start = self.quantity.numeral.start;
        let margin = Span::new(self.line.start, start);
        margin.len() <= 64
            && self.source.folded(margin).iter().all(|&c| is_blank(c) || matches!(c, '附' | '件' | ':'))
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
        let floor = self.line.start.max(at.saturating_sub(16));
        let before = self.before();
        if before == '前' {
            let other = self.source.before(at - 1);
            let rank = matches!(self.quantity.unit.as_str(), "名" | "位" | "%" | "个" | "‰" | "轮" | "批" | "期");
            // 进入前十、5所学校…: a unit that stands further on is another's.
            let rank = rank || self.quantity.unit_span.is_empty();
            return rank && !matches!(other, '目' | '此' | '之' | '以' | '日' | '会' | '事' | '庭' | '诉' | '提' | '年' | '先' | '案');
        }
        // 排名后三位, 倒数5名, 末位1个.
        if matches!(self.quantity.unit.as_str(), "名" | "位" | "个" | "%")
            && (matches!(before, '末' | '数')
                || (before == '后' && matches!(self.source.before(at - 1), '名' | '排' | '列' | '居' | '靠' | '最')))
        {
            return before != '数' || self.source.before(at - 1) == '倒';
        }
        while at > floor {
            let c = self.source.before(at);
            let list = is_blank(c) || c.is_ascii_digit() || is_chinese_numeral(c) || matches!(c, '、' | '-' | '—' | '~' | '至' | '和');
            // 第77位、106位: the members of the list carry the same unit.
            let list = list || self.quantity.unit.starts_with(c);
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

    /// 十三届全国人大五次会议, 省委十二届五次全会, 第三次会议和第四次会议: a session by its number, also in a list of them.
    fn is_session(&self) -> bool {
        let Quantity { span, .. } = *self.quantity;
        if self.quantity.unit != "次" {
            return false;
        }
        let mut at = span.start;
        let floor = self.line.start.max(at.saturating_sub(12));
        while at > floor && (is_chinese_numeral(self.source.before(at)) || matches!(self.source.before(at), '次' | '、' | '和' | '第'))
        {
            at -= 1;
        }
        let after = self.source.folded(Span::new(span.end, (span.end + 6).min(self.line.end)));
        let meeting = |words: &str| after.starts_with(&words.chars().collect::<Vec<_>>());
        let listed = after.first().is_some_and(|&c| matches!(c, '、' | '和'));
        match self.source.before(at) {
            '届' => listed || after.contains(&'会'),
            '大' | '会' | '协' | '委' => meeting("会议") || meeting("全会") || meeting("全体"),
            _ => meeting("全会") && is_han(self.source.at(self.quantity.numeral.start)),
        }
    }

    /// 每50公斤提高5元, 每千人: the figure says of how much another one is the measure.
    fn is_denominator(&self) -> bool {
        self.before() == '每' && self.quantity.span.start == self.quantity.numeral.start && !self.ends_clause(self.quantity.span.end)
    }

    /// 五类水体, 一类以上: a grade by its number.
    fn is_grade(&self) -> bool {
        let Span { end, .. } = self.quantity.span;
        let cued = end > self.quantity.unit_span.end;
        self.quantity.unit == "类"
            && (cued
                || matches!(self.source.at(end), '水' | '海' | '区' | '地' | '靶' | '及')
                || matches!(self.before(), '劣' | '省' | '、' | '级'))
    }

    /// 机场二期, 一期工程: the stage of a building by its number, where nothing is said to be held or issued in 期.
    fn is_phase(&self) -> bool {
        let Quantity { span, numeral, .. } = *self.quantity;
        let held =
            matches!(self.before(), '分' | '班' | '训' | '刊' | '报' | '栏' | '目' | '课' | '座' | '堂' | '讲' | '坛' | '办' | '共' | '了')
                && !self.source.ends_with(span.start, "项目");
        let cued = span.start < numeral.start || span.end > self.quantity.unit_span.end;
        self.quantity.unit == "期" && self.quantity.value <= 5.0 && !held && !cued
    }

    /// [3]三张清单:…: the entry of a glossary behind the report.
    fn is_gloss(&self) -> bool {
        let Quantity { span, .. } = *self.quantity;
        let mut at = span.start;
        while at > self.line.start && span.start - at < 8 {
            let c = self.source.before(at);
            if is_han(c) {
                return false;
            }
            at -= 1;
        }
        at == self.line.start && (span.end..self.line.end.min(span.end + 14)).any(|i| self.source.at(i) == ':')
    }

    /// 在全国168个重点城市排名第六: among how many a rank is held.
    fn is_ranked_among(&self) -> bool {
        const REACH: usize = 16;
        let Span { start, end } = self.quantity.span;
        let among = self.source.folded(Span::new(start.saturating_sub(5).max(self.line.start), start)).contains(&'在');
        let behind = self.source.folded(Span::new(end, (end + REACH).min(self.line.end)));
        let rank = behind
            .iter()
            .position(|&c| c == '第' || matches!(c, ',' | '。' | ';' | '、'))
            .filter(|&at| at >= 4 && behind.get(at) == Some(&'第'));
        among && rank.is_some_and(|at| matches!(behind.get(at - 1), Some('名' | '居' | '列' | '位' | '排')))
    }

    /// 9时30分.
    fn is_clock(&self) -> bool {
        let start = self.quantity.numeral.start;
        self.quantity.unit == "分" && matches!(self.before(), '时' | '点') && self.source.before(start - 1).is_ascii_digit()
    }

    /// 2000元以上2万元以下: two bounds, of a fine or a class.
    fn is_span_of_class(&self) -> bool {
        let Span { start, end } = self.quantity.span;
        let behind = self.source.folded(Span::new(end, (end + 9).min(self.line.end)));
        let opens = self.source.ends_with(end, "以上")
            && behind.first().is_some_and(|&c| number::is_numeral(c) || c == '不')
            && behind.windows(2).any(|pair| pair == ['以', '下'] || pair == ['不', '满']);
        let closes = self.source.ends_with(end, "以下") && self.source.ends_with(start, "以上");
        opens || closes
    }

    /// Ends the figure with 及以上 or 及以下?
    fn bounds_class(&self) -> bool {
        let Quantity { span, unit_span, .. } = *self.quantity;
        span.end == unit_span.end + 3 && self.source.at(unit_span.end) == '及'
    }

    fn follows(&self) -> Option<Follows> {
        let chars = self.source.chars();
        let end = self.quantity.span.end;
        // 两个“毫不动摇”, 4个的…: a mark or 的 may stand between.
        let at = if matches!(self.source.at(end), '的' | '“') { end + 1 } else { end };
        let own = FOLLOWS.starting(chars, at).or_else(|| FOLLOWS.starting(chars, end)).map(|(_, follows)| *follows);
        // A noun counted without a measure word is already part of the figure.
        own.or_else(|| {
            let noun = self.quantity.unit_span.start;
            FOLLOWS.starting(chars, noun).map(|(_, f)| *f).filter(|f| *f == Follows::Epithet)
        })
    }

    /// Nothing but a mark follows.
    fn ends_clause(&self, at: usize) -> bool {
        at >= self.line.end || (!is_han(self.source.at(at)) && !matches!(self.source.at(at), '“' | '《' | '(' | '"'))
    }

    /// 改一件成一件, 发现一处、规范一行: another 一 close by makes a proverb of both.
    fn mirrored(&self) -> bool {
        let Span { start, end } = self.quantity.span;
        let unit = self.source.at(self.quantity.unit_span.start);
        let window = |from: usize, to: usize| self.source.folded(Span::new(from.max(self.line.start), to.min(self.line.end)));
        let stop = |c: &char| matches!(c, ',' | '。' | ';');
        let before = |n: usize| window(start.saturating_sub(n), start).rsplit(stop).next().unwrap_or(&[]);
        let after = |n: usize| window(end, end + n).split(stop).next().unwrap_or(&[]);
        let again = |span: &[char]| span.windows(2).any(|pair| *pair == ['一', unit]);
        let close = before(5).contains(&'一') || after(6).contains(&'一');
        close || again(before(10)) || again(after(10)) || again(window(start.saturating_sub(5), start)) || again(window(end, end + 6))
    }

    /// 不漏一件, 不落一户: a promise that nothing is left out.
    fn is_vow(&self) -> bool {
        let start = self.quantity.span.start;
        let near = self.source.folded(Span::new(self.line.start.max(start.saturating_sub(3)), start));
        near.iter().any(|c| matches!(c, '不' | '没'))
    }

    /// 每月一次, 最多跑一次, 每人一份, 每村各一名.
    fn is_frequency(&self) -> bool {
        let start = self.quantity.span.start;
        let near = self.source.folded(Span::new(self.line.start.max(start.saturating_sub(6)), start));
        if self.before() == '各' && near.rsplit(|c| matches!(c, ',' | '。' | ';')).next().is_some_and(|clause| clause.contains(&'每')) {
            return true;
        }
        matches!(
            self.before(),
            '每' | '某' | '任' | '哪' | '同' | '另' | '逐' | '第' | '跑' | '年' | '月' | '周' | '天' | '人' | '日' | '度'
        )
    }

    /// “受、审、批”三项数据, 县、乡、村三个平台: the list before the figure is what it sums up, where no 等 and no verb parts them.
    fn sums_up_list(&self) -> bool {
        let start = self.quantity.span.start;
        let before = self.before();
        let marked = matches!(before, '”' | '》' | '」' | '"');
        let window = self.source.folded(Span::new(self.line.start.max(start.saturating_sub(6)), start));
        if before == '等' || !(marked || window.contains(&'、')) {
            return false;
        }
        // 获批北仑港、梅山、前湾三个综合保税区, 出台《甲办法》《乙办法》两部规章: what was made is counted, list or not.
        let from = self.line.start.max(start.saturating_sub(if marked { TITLES } else { LIST }));
        let chars = self.source.folded(Span::new(from, start));
        let (mut depth, mut names) = (0usize, 0);
        for (i, c) in chars.iter().enumerate().rev() {
            match c {
                '》' | '”' => (depth, names) = (depth + 1, names + 1),
                '《' | '“' => depth = depth.saturating_sub(1),
                ',' | '。' | ';' | ':' if depth == 0 => break,
                // 出台礼遇“良匠”十条措施: one quotation is the name of what follows.
                _ if depth == 0 && MAKES.starting(chars, i).is_some() => return before == '”' && names < 2,
                _ => {}
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new(crate::rules::vocabulary!("not_counted.tsv"));
        assert_eq!(table.fault(), None);
        for row in table.rows() {
            assert!(["after", "epithet", "threshold", "counted", "made"].contains(&row.get("stands")), "{row:?}");
            assert!(["any", "chinese"].contains(&row.get("numerals")), "{row:?}");
        }
    }
}
