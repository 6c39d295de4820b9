//! Turns the characters behind a numeral into its unit: a measure word, a combined one, or a noun counted without one.

use super::Kind;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use std::sync::LazyLock;

/// When the words of a unit, standing behind a numeral, count something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Behind every numeral, also behind 一 where a clause ends.
    One,
    /// Behind every numeral but 一.
    Any,
    /// Behind Arabic digits only.
    Digits,
    /// A length of time.
    Length,
    /// Never: a date, a rank, or the start of another word.
    Never,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    kind: Kind,
    counts: Counts,
    /// 个 at its start is no part of the unit (个百分点, 个工作日).
    drop_first: bool,
}

/// A unit at a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Without the blanks that may part it from the numeral.
    pub span: Span,
    /// As written, folded, without 个 before 百分点, 工作日, 月.
    pub name: String,
    pub kind: Kind,
    pub counts: Counts,
}

static UNITS: LazyLock<Lexicon<Entry>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("units.tsv"));
    Lexicon::of(&table, "unit", |row| Some(entry(row.get("unit"), row.get("kind"), row.get("counts"))))
});

fn entry(word: &str, kind: &str, counts: &str) -> Entry {
    let kind = match kind {
        "percent" if word.ends_with("百分点") => Kind::PercentagePoint,
        "percent" => Kind::Percent,
        "money" => Kind::Money,
        "ratio" => Kind::Ratio,
        "measure" => Kind::Measure,
        _ => Kind::Count,
    };
    let counts = match counts {
        "one" => Counts::One,
        "any" => Counts::Any,
        "digits" => Counts::Digits,
        "length" => Counts::Length,
        _ => Counts::Never,
    };
    Entry { kind, counts, drop_first: kind != Kind::Count && word.starts_with('个') }
}

impl Unit {
    /// Where the words of its name stand: behind the 个, 多 or 半 that is no part of it.
    pub fn written(&self) -> Span {
        Span::new(self.span.end.saturating_sub(self.name.chars().count()).max(self.span.start), self.span.end)
    }
}

/// What a noun asks of the numeral before it, to be counted without a measure word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direct {
    Yes,
    Edge,
    No,
}

static NOUNS: LazyLock<Lexicon<Direct>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("nouns.tsv"));
    let direct = |word| match word {
        "yes" => Direct::Yes,
        "edge" => Direct::Edge,
        _ => Direct::No,
    };
    Lexicon::of(&table, "noun", |row| Some(direct(row.get("direct"))))
});

static ZERO: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("zero.tsv"));
    Lexicon::all(&table, "noun")
});

/// Is what stands at `at` a unit that begins with a numeral's character (千瓦, 百分点, 兆瓦)?
pub fn begins_with_numeral(chars: &[char], at: usize) -> bool {
    UNITS.starting(chars, at).is_some()
}

/// Is this unit a noun that big numerals count without a measure word (3700多万学生)?
pub fn is_noun(unit: &str) -> bool {
    let chars: Vec<char> = unit.chars().collect();
    NOUNS.ending(&chars, chars.len()).is_some_and(|(_, direct)| *direct == Direct::No)
}

/// Is this unit a noun that is counted as it stands (26县, 58部门)?
pub fn is_noun_itself(unit: &str) -> bool {
    let chars: Vec<char> = unit.chars().collect();
    NOUNS.starting(&chars, 0).is_some_and(|(len, direct)| len == chars.len() && *direct != Direct::No)
}

/// Is it a measure word of cases and nothing else (行政执法、司法统计用语)?
pub fn is_case(unit: &str) -> bool {
    matches!(unit, "件" | "起" | "宗" | "例")
}

/// Is this unit a length of time, which is a figure only where a length is what was measured?
pub fn is_length(unit: &str) -> bool {
    LENGTHS.iter().any(|name| name.bytes().eq(unit.bytes()))
}

static LENGTHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let table = Table::new(crate::rules::vocabulary!("units.tsv"));
    let rows = table.rows().filter(|row| row.get("counts") == "length");
    rows.map(|row| row.get("unit").trim_start_matches('个').to_string()).collect()
});

/// May 一 count with this unit?
pub fn counts_one(chars: &[char], at: usize) -> bool {
    UNITS.starting(chars, past_blanks(chars, at)).is_some_and(|(_, entry)| entry.counts == Counts::One)
}

/// The position behind at most two blanks.
pub fn past_blanks(chars: &[char], at: usize) -> usize {
    let blanks = chars.iter().skip(at).take(3).take_while(|&&c| c == ' ').count();
    if blanks > 2 {
        at
    } else {
        at + blanks
    }
}

/// The unit at `at`, behind at most two blanks. A bracket (件(次)) and a stroke (微克/立方米) may combine two.
pub fn at(chars: &[char], at: usize) -> Option<Unit> {
    let start = past_blanks(chars, at);
    let (n, entry) = UNITS.starting(chars, start)?;
    let mut end = start + n;
    // 十亿项目 counts no 项, but 3项目标 does.
    let project =
        n == 1 && chars.get(start) == Some(&'项') && chars.get(end) == Some(&'目') && !matches!(chars.get(end + 1), Some('标' | '录'));
    if !is_word_end(chars, end) || project {
        return None;
    }
    // 2022年(件) is the head of a column, no unit.
    if !matches!(entry.counts, Counts::Never | Counts::Length) {
        end = combined(chars, end);
    }
    let from = if entry.drop_first { start + 1 } else { start };
    let name = crate::text::written(chars.get(from..end)?);
    Some(Unit { span: Span::new(start, end), name, kind: entry.kind, counts: entry.counts })
}

/// What a unit is followed by, or holds, that belongs to the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// 一成半, 九成五, 两个半工作日, 一天半: so many tenths more.
    Tenths(i128),
    /// 四成多, 一个多月.
    Over,
}

/// The 半, 多 or digit behind a unit, or behind the 个 that begins it; the unit then reaches to the end of 个半小时. The cue itself stays outside
/// where it stands behind the unit.
pub fn rest(chars: &[char], unit: &mut Unit) -> Option<Rest> {
    let end = unit.span.end;
    let next = *chars.get(end)?;
    let said = match next {
        '半' => Rest::Tenths(5),
        '多' | '余' | '强' => Rest::Over,
        c if unit.name == "成" => Rest::Tenths(i128::from(super::numeral::digit(c).filter(|&n| n > 0)?)),
        _ => return None,
    };
    if unit.name == "个" && next != '强' {
        let mut whole = vec!['个'];
        whole.extend(chars.iter().skip(end + 1).take(3));
        let (n, entry) = UNITS.starting(&whole, 0).filter(|(_, entry)| entry.drop_first)?;
        let (kind, counts) = (entry.kind, entry.counts);
        *unit = Unit { span: Span::new(unit.span.start, end + n), name: whole.get(1..n)?.iter().collect(), kind, counts };
        return Some(said);
    }
    let follows = chars.get(end + 1).copied().unwrap_or('\0');
    let share = matches!(unit.name.as_str(), "成" | "倍");
    let apart = match said {
        // 100平方米多功能厅; 七成多由 …
        Rest::Over => !crate::text::is_han(follows) || (share && !matches!(follows, '元' | '功' | '样' | '部' | '方')),
        Rest::Tenths(_) => (share || unit.counts == Counts::Length) && at(chars, end + 1).is_none() && !matches!(follows, '径' | '数'),
    };
    (apart && (share || unit.kind == Kind::Measure || unit.kind == Kind::Ratio)).then_some(said)
}

/// A unit in Latin letters ends where the letters end.
fn is_word_end(chars: &[char], end: usize) -> bool {
    let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
    !(end > 0 && letter(chars.get(end - 1)) && letter(chars.get(end)))
}

fn combined(chars: &[char], end: usize) -> usize {
    let second = |from| UNITS.starting(chars, from).filter(|(_, entry)| entry.counts != Counts::Never).map(|(n, _)| from + n);
    match chars.get(end) {
        Some('(') => second(end + 1).filter(|&close| chars.get(close) == Some(&')')).map_or(end, |close| close + 1),
        // 800元/人/月, 1200元/生/年: one ideograph alone is what it is for, whether counted with it or not.
        Some('/') => {
            let next = past_blanks(chars, end + 1);
            let alone =
                chars.get(next).is_some_and(|&c| crate::text::is_han(c)) && !chars.get(next + 1).is_some_and(|&c| crate::text::is_han(c));
            let listed = UNITS.starting(chars, next).map(|(n, _)| next + n);
            listed.or(alone.then_some(next + 1)).map_or(end, |end| combined(chars, end))
        }
        _ => end,
    }
}

/// The noun phrase counted by a numeral that ends before `at`, without a measure word. `large`: the numeral holds 万, 亿, 余 or 多, so that
/// modifiers may stand before the noun (农村贫困人口); else the noun itself must follow.
pub fn noun(chars: &[char], at: usize, large: bool) -> Option<Unit> {
    let start = past_blanks(chars, at);
    let end = if large { phrase_end(chars, start)? } else { direct_end(chars, start)? };
    let name = chars.get(start..end)?.iter().collect();
    Some(Unit { span: Span::new(start, end), name, kind: Kind::Count, counts: Counts::Digits })
}

/// Does a noun start at `at` that is longer than the unit found there?
pub fn begins_noun(chars: &[char], at: usize, unit: Option<&Unit>) -> bool {
    let start = past_blanks(chars, at);
    NOUNS.starting(chars, start).is_some_and(|(n, _)| unit.is_none_or(|unit| start + n > unit.span.end))
}

fn direct_end(chars: &[char], start: usize) -> Option<usize> {
    let (n, direct) = NOUNS.starting(chars, start)?;
    let end = start + n;
    let edge = chars.get(end).is_none_or(|&c| !crate::text::is_han(c) || matches!(c, '的' | '和' | '与' | '及'));
    match direct {
        Direct::Yes => Some(end),
        Direct::Edge => edge.then_some(end),
        Direct::No => None,
    }
}

/// Longest stretch of modifiers before the noun, in characters.
const MODIFIERS: usize = 10;

fn phrase_end(chars: &[char], start: usize) -> Option<usize> {
    for i in start..start + MODIFIERS {
        if let Some((n, direct)) = NOUNS.starting(chars, i) {
            // One-character names of places are too often part of another word to end a phrase (农村, 省级).
            if *direct != Direct::Edge || i == start && direct_end(chars, start).is_some() {
                // 农村居民 holds 村居 and ends with 居民: of two nouns that overlap, the later one is meant.
                let overlapping = (i + 1..i + n).find_map(|j| NOUNS.starting(chars, j).map(|(m, _)| j + m).filter(|&end| end > i + n));
                // 失业人员家庭: the last noun of a row of nouns is what is counted.
                let end = overlapping.unwrap_or(i + n);
                return Some(NOUNS.starting(chars, end).filter(|(n, _)| *n > 1).map_or(end, |(n, _)| end + n));
            }
        }
        // A phrase holds no mark, verb particle or further numeral; 在校 and 在册 are no verbs.
        let listed = i == start && chars.get(i) == Some(&'在') && matches!(chars.get(i + 1), Some('校' | '册' | '职' | '岗' | '籍'));
        if !listed
            && chars.get(i).is_none_or(|&c| {
                !crate::text::is_han(c) || matches!(c, '了' | '在' | '被' | '把' | '将' | '为' | '是' | '和' | '与' | '的' | '及')
            })
        {
            return None;
        }
    }
    None
}

/// The thing that 零, ending before `at`, says did not happen.
pub fn counted_by_zero(chars: &[char], at: usize) -> Option<Unit> {
    let (n, ()) = ZERO.starting(chars, at)?;
    let name = chars.get(at..at + n)?.iter().collect();
    Some(Unit { span: Span::new(at, at + n), name, kind: Kind::Count, counts: Counts::Any })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for text in [crate::rules::vocabulary!("units.tsv"), crate::rules::vocabulary!("nouns.tsv"), crate::rules::vocabulary!("zero.tsv")]
        {
            assert_eq!(Table::new(text).fault(), None);
        }
        for row in Table::new(crate::rules::vocabulary!("units.tsv")).rows() {
            assert!(["count", "percent", "money", "ratio", "measure"].contains(&row.get("kind")), "{row:?}");
            assert!(["one", "any", "digits", "length", "never"].contains(&row.get("counts")), "{row:?}");
        }
        for row in Table::new(crate::rules::vocabulary!("nouns.tsv")).rows() {
            assert!(["yes", "edge", "no"].contains(&row.get("direct")), "{row:?}");
        }
    }
}
