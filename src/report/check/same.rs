//! Turns two figures of one name into whether they tell of one fact: of one time, one place and one body, and of a thing that their name says.
//!
//! 按期办结率 and 执法检查 are names that many things have: that two of them differ says nothing. So a name has to say of what it is, and what stands
//! before the two figures in their sentences has to name the same times, places and bodies.

use super::clause_before;
use crate::extract::indicator::Indicator;
use crate::extract::meta::Meta;
use crate::report::partition;
use crate::report::scope::scopes;
use crate::report::stage::stage;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{fold, is_han, organ_ending, OrganKind, Source};
use std::sync::LazyLock;

pub static GENERAL_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("general_words.tsv")));

/// Words that many names hold, and how they tell one rate from another (按期: in time; 全程: from end to end).
static GENERAL: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| Lexicon::told(&GENERAL_TABLE, "word", "tells"));

pub static SETTINGS_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("settings.tsv")));

/// What a word tells: a level of administration, an occasion, or who meets (`meeting:常委会`).
static SETTINGS: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| Lexicon::told(&SETTINGS_TABLE, "word", "tells"));

/// How a word tells who meets.
const MEETING: &str = "meeting";

/// A name says of what it is by so many characters at least.
const SUBJECT: usize = 2;
/// What tells two bodies apart: the last characters of their names.
const TAIL: usize = 3;
/// Further back a sentence speaks of something else; keeps every look bounded.
pub(super) const LEAD: usize = 160;
/// The months before the last: what is counted to December is of the year.
const MONTHS: u32 = 11;

/// Is a name made of words alone that many things share (群众满意率, 开展执法检查)?
pub fn is_general(name: &[char]) -> bool {
    subject(name).len() < SUBJECT
}

/// The characters of a name that many things do not share.
pub(super) fn subject(name: &[char]) -> Vec<char> {
    let mut left = GENERAL.left(name);
    left.retain(|c| is_han(*c));
    left
}

/// Is any of a name its own, and not of such words?
pub fn is_own(name: &[char]) -> bool {
    !subject(name).is_empty()
}

/// Do both name the same, where both name any?
pub fn one_if_both<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a == b || a.is_empty() || b.is_empty()
}

/// Do two names of rates hold the same words that tell rates apart? 办结率 and 按期办结率 don't.
pub fn tells_alike(a: &[char], b: &[char]) -> bool {
    let told = |name: &[char]| -> Vec<&'static str> { GENERAL.read(name).copied().filter(|tells| !tells.is_empty()).collect() };
    told(a) == told(b)
}

/// Is neither name that of a part of the other's thing (一审败诉率, 败诉率; for rates also 按期办结率, 办结率)?
pub fn parts_alike(a: &[char], b: &[char], rates: bool) -> bool {
    let (in_a, in_b) = (partition::parts(a), partition::parts(b));
    let whole = |parts: &[partition::Part]| -> Vec<usize> {
        parts.iter().filter(|part| part.whole || part.group == "concern").map(|part| part.row).collect()
    };
    whole(&in_a) == whole(&in_b) && (!rates || tells_alike(a, b))
}

/// How far two figures are known to have one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// Their clauses say the same.
    Clauses,
    /// … and so much that one body may stand beside the one alone.
    LongNames,
    /// Their names end alike, and their figures differ by a slip of the pen, or it is a name of its own.
    Ends,
}

/// What a report is of: its own place and year part nothing in it.
pub struct Ground {
    region: Vec<char>,
    year: Option<u32>,
}

impl Ground {
    pub fn of(meta: &Meta) -> Self {
        // A place that no title names may be any that the text speaks of.
        let titled = meta.region.as_ref().filter(|name| meta.title.as_ref().is_some_and(|title| title.contains(name.as_str())));
        Self { region: titled.into_iter().flat_map(|name| name.chars()).map(fold).collect(), year: meta.year.map(u32::from) }
    }

    /// Does nothing before the two figures in their sentences tell them apart?
    pub fn is_one(&self, source: &Source, a: &Indicator, b: &Indicator, alike: Alike) -> bool {
        let (of_a, of_b) = (lead(source, a), lead(source, b));
        let level = alike == Alike::Ends || levels(source, of_a) == levels(source, of_b);
        // Short names say little: what leads to them has to agree.
        if alike == Alike::Clauses && !(is_one_stage(source, a, b) && marked(source, of_a) == marked(source, of_b)) {
            return false;
        }
        // 《行政处罚法》培训 and 《行政复议法》培训, “老杨调解室” and the county's own.
        let (names_a, names_b) = (marked(source, clause_before(source, a)), marked(source, clause_before(source, b)));
        let level = level && one_if_both(&names_a, &names_b);
        let level = level && one_if_both(&offices(source.folded(of_a)), &offices(source.folded(of_b)));
        if !level || self.times(source, of_a) != self.times(source, of_b) {
            return false;
        }
        // What the clauses say alike is no difference.
        let before = |lead: Span, i: &Indicator| match alike {
            Alike::Ends => lead,
            _ => Span::new(lead.start, clause_before(source, i).start.max(lead.start)),
        };
        let (of_a, of_b) = (before(of_a, a), before(of_b, b));
        let (in_a, in_b) = (bodies(source, of_a, false), bodies(source, of_b, false));
        let one_body = if alike == Alike::Clauses { in_a == in_b } else { one_if_both(&in_a, &in_b) };
        one_body && self.places(source, of_a) == self.places(source, of_b)
    }

    /// The named places and grounds, but for the report's own.
    pub fn places<'s>(&self, source: &'s Source, span: Span) -> Vec<&'s [char]> {
        let mut names = scopes(source, span);
        names.retain(|name| !self.region.windows(name.len()).any(|own| own == *name));
        names
    }

    /// Is this the name of the report's own place, and how long?
    pub fn own_name(&self, words: &[char]) -> usize {
        if self.region.is_empty() || !words.starts_with(&self.region) {
            0
        } else {
            self.region.len()
        }
    }

    /// The parts of a year, months, occasions and other years, in reading order.
    fn times(&self, source: &Source, span: Span) -> Vec<(usize, u32)> {
        let words = source.folded(span);
        let part = |part: &partition::Part| matches!(part.group, "half" | "quarter").then_some((part.row, 0));
        let mut found: Vec<(usize, u32)> = partition::parts(words).iter().filter_map(part).collect();
        let mut number = 0;
        for (at, c) in words.iter().enumerate() {
            number = match (c.to_digit(10), c) {
                (Some(digit), _) => number % 1000 * 10 + digit,
                (None, '年') if number > MONTHS && Some(number) != self.year && self.year.is_some() => {
                    found.push((0, number));
                    0
                }
                (None, '月') if (1..=MONTHS).contains(&number) => {
                    found.push((0, number));
                    0
                }
                _ => 0,
            };
            // 暑期整治中,… sets what follows apart; by the words before it, as by the characters before a word of the table.
            let framed = *c == ',' && at > 1 && matches!(words[at - 1], '中' | '间' | '内' | '时');
            if framed || SETTINGS.starting(words, at).is_some_and(|(_, tells)| *tells == "occasion") {
                found.push((0, u32::from(words.get(at.saturating_sub(2)).copied().unwrap_or('\0'))));
            }
        }
        found
    }
}

/// The levels of administration, the parts of the year and the places wider than the report's own that a figure's clause names.
pub fn bounds<'s>(source: &'s Source, indicator: &Indicator, region: Option<&str>) -> (Vec<&'s [char]>, Vec<usize>) {
    let clause = clause_before(source, indicator);
    let words = source.folded(clause);
    let mut names = levels(source, clause);
    let own = region.and_then(|name| name.chars().last()).map(fold);
    names.extend(super::whole::wide(words).filter(|wide| own.is_some() && wide.last().copied() != own));
    let parts = partition::parts(words);
    (names, parts.iter().filter(|part| matches!(part.group, "half" | "quarter")).map(|part| part.row).collect())
}

/// The sentence up to a figure, from its last `;` on, as far as one reads back.
fn lead(source: &Source, indicator: &Indicator) -> Span {
    let end = indicator.span.start;
    let start = indicator.sentence.start.max(end.saturating_sub(LEAD)).min(end);
    let mark = source.folded(Span::new(start, end)).iter().rposition(|c| *c == ';').map_or(0, |mark| mark + 1);
    Span::new(start + mark, end)
}

/// The levels of administration that the words behind the figure before name.
pub(super) fn levels<'s>(source: &'s Source, lead: Span) -> Vec<&'s [char]> {
    levels_in(behind_figure(source.folded(lead)))
}

fn behind_figure(words: &[char]) -> &[char] {
    &words[words.iter().rposition(char::is_ascii_digit).map_or(0, |at| at + 1)..]
}

/// The words from behind the figure before to `end`, not before the figure itself.
pub fn around<'s>(source: &'s Source, indicator: &Indicator, end: usize) -> &'s [char] {
    let lead = lead(source, indicator);
    source.folded(Span::new(lead.end - behind_figure(source.folded(lead)).len(), end.max(lead.end)))
}

/// The levels of administration that these words name.
pub fn levels_in(words: &[char]) -> Vec<&[char]> {
    let level =
        |at: usize| SETTINGS.starting(words, at).filter(|(_, tells)| **tells == "level").and_then(|(len, _)| words.get(at..at + len));
    (0..words.len()).filter_map(level).collect()
}

/// Whose meetings these words name (常务会议; a party group meets in 党组会议).
pub fn meetings(words: &[char]) -> Vec<&'static str> {
    SETTINGS.read(words).copied().filter(|tells| tells.starts_with(MEETING)).collect()
}

/// Whose whole these words name (全省, 全市), and which of a row (第一批).
pub fn wholes(words: &[char]) -> Vec<char> {
    let whole = |pair: &[char]| match (pair.first()?, pair.last()?) {
        (_, place) if super::whole::is_wide(pair) => Some(*place),
        ('第', place) => Some(*place),
        _ => None,
    };
    words.windows(2).filter_map(whole).collect()
}

/// The offices that these words name by what they are for (税务部门), with the two characters before.
fn offices(words: &[char]) -> Vec<&[char]> {
    let office = |at: usize| {
        SETTINGS.starting(words, at).filter(|(_, tells)| **tells == "office").and_then(|(len, _)| words.get(at.checked_sub(2)?..at + len))
    };
    (0..words.len()).filter_map(office).collect()
}

/// Do these words say that somebody presided?
pub fn presides(words: &[char]) -> bool {
    SETTINGS.read(words).any(|tells| *tells == "presides")
}

/// Had the matter come as far in both sentences, as far as they say? What was received is not all settled.
pub fn is_one_stage(source: &Source, a: &Indicator, b: &Indicator) -> bool {
    let (of_a, of_b) = (stage(source.folded(lead(source, a))), stage(source.folded(lead(source, b))));
    of_a == of_b || of_a.is_none() || of_b.is_none()
}

/// The names in marks (《…》, “…”).
pub fn marked<'s>(source: &'s Source, span: Span) -> Vec<&'s [char]> {
    let words = source.folded(span);
    let opens = |at: &usize| matches!(words[*at], '《' | '“');
    let name = |at: usize| words[at..].iter().position(|c| matches!(c, '》' | '”')).map(|len| &words[at..at + len]);
    (0..words.len()).filter(opens).filter_map(name).collect()
}

/// The departments and other bodies that these words name, by the ends of their names; or the governments and party committees.
pub fn bodies<'s>(source: &'s Source, span: Span, governments: bool) -> Vec<&'s [char]> {
    let body = |end: usize| {
        let (len, kind) = organ_ending(source, end)?;
        // 中心组 studies, and is no body that anything is counted of.
        let long = (len > 1 && source.at(end) != '组') || matches!(source.before(end), '局' | '厅');
        ((kind != OrganKind::Department) == governments && long && end >= span.start + TAIL)
            .then(|| source.folded(Span::new(end - TAIL, end)))
    };
    (span.start + 1..=span.end).filter_map(body).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn names_say_of_what_they_are() {
        assert_eq!((GENERAL_TABLE.fault(), SETTINGS_TABLE.fault()), (None, None));
        assert!(is_general(&chars("群众满意率")) && is_general(&chars("按期办结率")) && is_general(&chars("开展执法检查")));
        assert!(!is_general(&chars("行政机关负责人出庭应诉率")) && !is_general(&chars("会前学法")));
        assert!(!tells_alike(&chars("可网办率"), &chars("全程网办率")) && tells_alike(&chars("出庭应诉率"), &chars("负责人出庭率")));
    }
}
