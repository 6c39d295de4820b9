//! Turns two indicators into how likely they measure the same thing, 0 to 1.
//!
//! (0.62 L + 0.16 C + 0.12 S + 0.10 M) · U · K · D. L: the labels' bigrams; C: the words around; S: do they stand in aligned sections; M: are the
//! values of one size; U: units ([`super::unit`]); K: is either a change; D: what speaks against it (other part of a field, other stage, other
//! code). Weights were measured on pairs of reports with known answers.

use super::terms::{Rarity, Vector};
use super::unit::Unit;
use super::wordlists;
use crate::extract::indicator::{Change, Indicator, Kind, Period};
use crate::report::partition::{self, Part};
use crate::report::Reading;
use crate::span::Span;
use crate::text::{folded, is_han};

/// From here on a pair counts as sure.
pub const HIGH: f64 = 0.70;
/// Below this a pair is only suggested.
pub const MIDDLE: f64 = 0.42;
/// Below this nothing is said.
pub const WEAK: f64 = 0.30;
const LEAST_LABEL: f64 = 0.12;
/// How much of its sentence counts as the words around a figure: before and behind.
const AROUND: (usize, usize) = (40, 20);
/// A general name needs this much agreement of the words around it to be a pair at all, and to be a sure one.
const CONTEXT: (f64, f64) = (0.22, 0.34);
/// From this confidence on an indicator surely is a canonical one; two of the same are alike by so much, whatever their names.
const SURE_METRIC: f64 = 0.85;
const SAME_METRIC: f64 = 0.70;
/// What is left where the two surely are two different ones (复议申请, 复议受理).
const OTHER_METRIC: f64 = 0.6;
/// What is left of two changes of which one is against another time.
const OTHER_BASE: f64 = 0.6;
/// Of two values of which one is more than so many times the other, one may well be of more years, places or kinds: no sure pair.
const FAR: f64 = 4.0;
/// Agreement that two aligned sections add.
const SECTION: f64 = 0.08;

/// One indicator, as it is held against others.
pub struct Features {
    pub label: Vector,
    around: Vector,
    /// The words around without those of the label.
    apart: Vector,
    /// The sentence as written, without blanks: two equal ones speak of the same.
    sentence: u64,
    /// Fingerprint of the label: the same for the same name.
    pub name: u64,
    /// The label of the figure that this one is a part of; empty where it is none.
    whole: Vec<char>,
    /// Fingerprint of the canonical indicator that it surely is.
    pub metric: Option<u64>,
    pub unit: Unit,
    pub chars: Vec<char>,
    /// The words between the figure before and this one, and those behind it in its clause.
    pub own: Vec<char>,
    parts: Vec<Part>,
    codes: Vec<String>,
    general: bool,
    pub stage: Option<&'static str>,
    pub basis: Option<&'static str>,
    /// A change against another time than the year before (较2019年增长).
    other_base: bool,
    /// Stands under a heading that reports on several years, with no word that it is of one.
    pub of_many_years: bool,
}

impl Features {
    /// The features of all indicators of a reading. In 新增甲12家、乙9家 the verb goes for the whole list.
    pub fn all(reading: &Reading, rarity: &Rarity) -> Vec<Self> {
        let all = &reading.report.indicators;
        let mut found: Vec<Self> = Vec::with_capacity(all.len());
        let many = many_years(reading);
        for (id, indicator) in all.iter().enumerate() {
            let mut features = Self::of(reading, id, rarity);
            if let Some((previous, before)) = id.checked_sub(1).and_then(|i| all.get(i)).zip(found.last()) {
                let listed = previous.sentence == indicator.sentence && matches!(reading.source.at(previous.span.end), '、' | '和' | '及');
                if listed && features.basis.is_none() && features.stage.is_none() && previous.change.is_some() == indicator.change.is_some()
                {
                    (features.basis, features.stage) = (before.basis, before.stage);
                }
            }
            features.whole = indicator.part_of.and_then(|of| found.get(of)).map_or(Vec::new(), |whole: &Self| whole.chars.clone());
            let under = indicator.section.and_then(|id| many.get(id)).copied().unwrap_or(false);
            features.of_many_years = under && !matches!(indicator.period, Some(Period::Year | Period::Target | Period::Stock));
            found.push(features);
        }
        found
    }

    fn of(reading: &Reading, id: usize, rarity: &Rarity) -> Self {
        let all = &reading.report.indicators;
        let indicator = &all[id];
        let source = &reading.source;
        let sentence = indicator.sentence;
        let (before, behind) = AROUND;
        let window =
            Span::new(sentence.start.max(indicator.span.start.saturating_sub(before)), sentence.end.min(indicator.span.end + behind));
        let chars = wordlists::renamed(&folded(&indicator.label));
        let label = rarity.label(&chars);
        let around = rarity.vector(source.folded(window));
        // The words that belong to this figure alone: from the figure before, in its own clause.
        let from = id.checked_sub(1).and_then(|i| all.get(i)).map_or(sentence.start, |previous| previous.span.end.max(sentence.start));
        let own = source.folded(Span::new(from.min(indicator.span.start).max(window.start), indicator.span.start));
        let clause = own.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '。')).map_or(own, |mark| &own[mark + 1..]);
        Self {
            apart: around.without(&label),
            label,
            around,
            sentence: fingerprint(source.folded(window)),
            parts: partition::parts(&chars),
            codes: codes(&chars),
            general: wordlists::is_general(&chars),
            stage: wordlists::stage(clause).or_else(|| wordlists::stage(&chars)),
            // 突破1200家 is all of them: the word belongs to the figure.
            basis: wordlists::basis(clause).or_else(|| wordlists::basis(source.folded(indicator.span))),
            of_many_years: false,
            whole: Vec::new(),
            other_base: indicator.change.is_some()
                && wordlists::basis(clause) != Some("average")
                && wordlists::against(clause, reading.report.meta.year) == wordlists::Against::Other,
            name: fingerprint(&chars),
            metric: metric(indicator),
            unit: Unit::of(indicator),
            own: own
                .iter()
                .chain(behind_it(source.folded(Span::new(indicator.span.end, window.end.max(indicator.span.end)))))
                .copied()
                .collect(),
            chars,
        }
    }

    /// Do the same words stand around both?
    pub fn same_words(&self, other: &Features) -> bool {
        self.sentence == other.sentence
    }
}

fn metric(indicator: &Indicator) -> Option<u64> {
    let sure = indicator.metric_confidence.is_some_and(|confidence| confidence >= SURE_METRIC);
    let id: Vec<char> = indicator.metric.as_deref().filter(|_| sure)?.chars().collect();
    Some(fingerprint(&id))
}

/// The words up to the end of the clause or the next number.
fn behind_it(chars: &[char]) -> &[char] {
    let end = chars.iter().position(|c| matches!(c, ',' | ';' | ':' | '。' | '、' | '(') || c.is_ascii_digit());
    &chars[..end.unwrap_or(chars.len())]
}

/// For each section, whether it or one that it stands under reports on several years.
fn many_years(reading: &Reading) -> Vec<bool> {
    let mut many: Vec<bool> = Vec::with_capacity(reading.report.sections.len());
    for section in &reading.report.sections {
        let above = section.parent.and_then(|id| many.get(id)).copied().unwrap_or(false);
        many.push(above || wordlists::is_of_many_years(reading.source.folded(section.title_span)));
    }
    many
}

/// FNV-1a over the characters that are no blanks.
fn fingerprint(chars: &[char]) -> u64 {
    let visible = chars.iter().filter(|c| !crate::text::is_blank(**c));
    visible.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3))
}

/// Latin words with their digits (PM2.5, 5G) and numbers of three digits or more (12345) inside a name.
fn codes(label: &[char]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in label.split(|c| !(c.is_ascii_alphanumeric() || *c == '.')) {
        let letters = word.iter().any(char::is_ascii_alphabetic);
        if letters || word.iter().filter(|c| c.is_ascii_digit()).count() >= 3 {
            found.push(word.iter().map(char::to_ascii_uppercase).collect());
        }
    }
    found
}

/// How likely two indicators measure the same thing; `aligned`: they stand in sections that belong together, or neither stands in one.
pub fn score((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features), aligned: bool) -> f64 {
    let units = f.unit.likeness(&g.unit);
    if units == 0.0 {
        return 0.0;
    }
    let one_metric = f.metric.is_some() && f.metric == g.metric;
    let label = if f.name == g.name { 1.0 } else { f.label.cosine(&g.label).max(if one_metric { SAME_METRIC } else { 0.0 }) };
    if label < LEAST_LABEL {
        return 0.0;
    }
    let twins = f.sentence == g.sentence && x.label == y.label;
    let around = if twins { 1.0 } else { f.around.cosine(&g.around) };
    let place = if aligned { 1.0 } else { 0.5 };
    let base = 0.62 * label + 0.16 * around + 0.12 * place + 0.10 * magnitude(x.value, y.value);
    let score = base * units * kinds((x, f), (y, g));
    if twins {
        return score;
    }
    let score = score * doubts((x, f), (y, g));
    if !one_metric && (f.general || g.general) {
        // A table row or a bare list has no words around its name that could disagree.
        let bare = f.apart.is_empty() && g.apart.is_empty();
        let context = if bare { CONTEXT.1 } else { f.apart.cosine(&g.apart) + if aligned { SECTION } else { 0.0 } };
        return match context {
            c if c < CONTEXT.0 => score.min(MIDDLE - 0.01),
            c if c < CONTEXT.1 => score.min(HIGH - 0.01),
            _ => score,
        };
    }
    let far = x.value > FAR * y.value || y.value > FAR * x.value;
    if far || differ(&f.chars, &g.chars) {
        return score.min(HIGH - 0.01);
    }
    score
}

/// A level and a change are hardly one metric.
fn kinds((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features)) -> f64 {
    let average = |f: &Features| f.basis == Some("average");
    match (x.change, y.change) {
        (Some(_), Some(_)) if average(f) != average(g) => 0.75,
        (None, None) | (Some(_), Some(_)) => 1.0,
        _ if x.kind == Kind::Percent => 0.55,
        _ => 0.3,
    }
}

/// What speaks against one metric though the names are alike.
pub fn doubts((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features)) -> f64 {
    let mut factor = 1.0;
    if partition::apart(&f.parts, &g.parts) {
        factor *= 0.45;
    }
    if !f.codes.is_empty() && !g.codes.is_empty() && !f.codes.iter().any(|code| g.codes.contains(code)) {
        factor *= 0.4;
    }
    if x.change.is_none() && y.change.is_none() && matches!((f.stage, g.stage), (Some(a), Some(b)) if a != b) {
        factor *= 0.42;
    }
    if x.change.is_some() && y.change.is_some() && f.other_base != g.other_base {
        factor *= OTHER_BASE;
    }
    if flow_against_stock((x, f), (y, g)) {
        factor *= 0.8;
    }
    // 其中交通运输领域行政处罚案件 in one year is a part of what 行政处罚案件 is in both.
    let part = |f: &Features, g: &Features| {
        f.chars.len() > g.chars.len() && g.whole.is_empty() && f.chars.ends_with(&g.chars) && f.whole.ends_with(&g.chars)
    };
    if part(f, g) || part(g, f) || matches!((f.metric, g.metric), (Some(a), Some(b)) if a != b) {
        factor *= OTHER_METRIC;
    }
    factor
}

/// 新增26.9万户 against 达61.4万户: what came in a year, and all that there are.
pub fn flow_against_stock((x, f): (&Indicator, &Features), (y, g): (&Indicator, &Features)) -> bool {
    let added = |i: &Indicator, f: &Features| f.basis == Some("added") || i.label.starts_with("新增");
    let held = |i: &Indicator, f: &Features| (f.basis == Some("held") || i.period == Some(Period::Stock)) && !i.label.starts_with("新增");
    x.kind == Kind::Count && ((added(x, f) && held(y, g)) || (held(x, f) && added(y, g)))
}

/// Do the names differ in a word of two characters or more on both sides, with nothing in common there (研发经费, 教育经费)?
fn differ(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let long = |words: &[char]| words.iter().filter(|c| is_han(**c)).count() >= 2;
    long(a) && long(b) && !a.iter().any(|c| is_han(*c) && b.contains(c))
}

/// 1 for equal sizes, 0 where one is thirty times the other.
pub fn magnitude(a: f64, b: f64) -> f64 {
    if a == b {
        return 1.0;
    }
    if a <= 0.0 || b <= 0.0 {
        return 0.3;
    }
    (1.0 - libm::log10(a / b).abs() / 1.5).max(0.0)
}

/// The value with its direction: a fall of 3 % is −3.
pub fn signed(indicator: &Indicator) -> f64 {
    if indicator.change == Some(Change::Down) {
        -indicator.value
    } else {
        indicator.value
    }
}
