//! Turns what a later report says of the year before (同比增长17.1%, 由96.8%提高到, 上年为214件) into checks against the earlier report.
//!
//! A contradiction is raised only where nothing else explains it: both figures are exact or rounded as written, the pair is sure, the series is none that
//! is revised later (生产总值, 收入 …), and the earlier figure that the words imply lies near the one found. What agrees, also in the last digit,
//! is an agreement; everything else is left alone.

mod added;
mod level;
mod multiple;
mod named;
mod sums;

use super::indicator::Paired;
use super::likeness::{signed, HIGH};
use super::model::{IndicatorPair, PairStatus};
use super::unit;
use super::wordlists::{self, Against};
use crate::extract::indicator::{Change, Indicator, Kind, Period, Qualifier};
use crate::report::check::clause_before;
use crate::report::check::same;
use crate::report::check::sum::{figure, rounded, tidy, Findings};
use crate::report::earlier::{self, Earlier};
use crate::report::model::{Check, CheckKind, CheckSpan, Side};
use crate::report::partition;
use crate::report::scope::scopes;
use crate::report::Reading;
use crate::span::Span;
use crate::text::{fold, folded};
use sums::{stated_range, sums, Sum};

/// The earlier figure that the words imply is not more than so many times the one found, or the pair is doubtful.
const NEAR: f64 = 1.6;
/// As [`NEAR`], where the two have one name and one unit: such a pair is hardly wrong.
const NEAR_OF_NAME: f64 = 2.3;
/// From this confidence on, and where the names end in so many like characters, [`NEAR`] holds as for a sure pair.
const LIKELY: f64 = 0.6;
const TAIL: usize = 6;
/// As [`NEAR`], for a count that something came from without 上年.
const FROM: f64 = 1.4;
/// As [`NEAR`], where the pair is likely only: that the words imply nearly the figure found says that it is the one they mean.
const VERY_NEAR: f64 = 1.12;
/// As [`NEAR`], for rates, in percentage points.
const NEAR_POINTS: f64 = 15.0;
/// As [`VERY_NEAR`], for rates, in percentage points.
const VERY_NEAR_POINTS: f64 = 3.0;
/// 2022年的 before a figure is as long.
const YEAR: usize = 6;
/// 近 and 约 before a change allow so much, in points.
const ROUGH: f64 = 5.0;
/// Nobody reads more contradictions; a text with so many is no pair of reports.
const MOST_CHECKS: usize = 200;
/// A change worked out from rounded figures still agrees with one that is off by this (in points).
const NEARLY: f64 = 0.6;

/// Checks of the later report against the earlier one. None where the two are not successive years of one place, as far as they say.
pub fn check(before: &Reading, after: &Reading, paired: &Paired) -> Findings {
    let mut found = Findings::default();
    if !successive(before, after) {
        return found;
    }
    let all = &after.report.indicators;
    let sides = Sides { before, after, pair_of: pairs(paired, all.len()), earlier: earlier::of(after) };
    for (id, change) in all.iter().enumerate() {
        if change.kind == Kind::Ratio {
            sides.multiple(id, change, &mut found);
        } else if change.change.is_some() {
            sides.stated_change(id, change, &mut found);
        } else {
            sides.stated_more(id, change, &mut found);
            sides.cumulated(id, change, &mut found);
        }
    }
    for (id, mark) in sides.earlier.iter().enumerate() {
        if let Some(mark) = mark {
            sides.named_value(id, *mark, &mut found);
        }
    }
    found
}

fn successive(before: &Reading, after: &Reading) -> bool {
    let (a, b) = (&before.report.meta, &after.report.meta);
    let years = !matches!((a.year, b.year), (Some(x), Some(y)) if y != x + 1);
    let places = !matches!((&a.region, &b.region), (Some(x), Some(y)) if !x.contains(y.as_str()) && !y.contains(x.as_str()));
    years && places && before.source.raw() != after.source.raw()
}

/// The earlier partner of a later figure.
#[derive(Clone, Copy)]
struct Partner {
    before: usize,
    sure: bool,
    /// So that two names that end alike make it sure.
    likely: bool,
}

fn pairs(paired: &Paired, count: usize) -> Vec<Option<Partner>> {
    let mut of = vec![None; count];
    // 由1个工作日压缩至4小时: what it came from may stand in last year's unit.
    let known = |pair: &&IndicatorPair| pair.status != PairStatus::Incomparable || paired.timed(pair);
    for pair in paired.pairs.iter().filter(known) {
        if let (Some(before), Some(slot)) = (pair.before, pair.after.and_then(|after| of.get_mut(after))) {
            *slot = Some(Partner { before, sure: pair.confidence >= HIGH, likely: pair.confidence >= LIKELY });
        }
    }
    of
}

struct Sides<'r, 't> {
    before: &'r Reading<'t>,
    after: &'r Reading<'t>,
    pair_of: Vec<Option<Partner>>,
    earlier: Vec<Option<Earlier>>,
}

impl Sides<'_, '_> {
    fn partner(&self, id: usize) -> Option<(Partner, &Indicator)> {
        let partner = (*self.pair_of.get(id)?)?;
        Some((partner, self.before.report.indicators.get(partner.before)?))
    }

    /// `4951件,同比增长12.4%`: the level, its partner of last year, and the change between them.
    fn stated_change(&self, id: usize, change: &Indicator, found: &mut Findings) {
        let all = &self.after.report.indicators;
        let Some((of, words)) = self.level_of(id, change).map(|found| self.level_of_unit(change, found)) else { return };
        // 较上年的214件增长15%: what grew is the figure beside it.
        let named = self.earlier.get(of).is_some_and(Option::is_some);
        if named && all.get(of).is_some_and(|figure| self.is_of_other_year(figure)) {
            return;
        }
        let restated = all.get(of).filter(|_| named);
        let Some(of) = (if named { self.own_figure(of) } else { Some(of) }) else { return };
        let Some(level) = all.get(of) else { return };
        if change.period == Some(Period::Target) || level.period == Some(Period::Target) {
            return;
        }
        self.judge_change((change, of, words), restated, found);
    }

    /// The change between the level at `of` and its partner of last year, as `words` lead to it. `restated`: last year's figure as this report gives it; a
    /// change that follows from it is right, whatever is said of that figure itself.
    fn judge_change(&self, (change, of, words): (&Indicator, usize, Span), restated: Option<&Indicator>, found: &mut Findings) {
        let Some(level) = self.after.report.indicators.get(of) else { return };
        match wordlists::against(self.after.source.folded(words), self.after.report.meta.year) {
            Against::Other => return,
            // 较2020年,…,增长24%: an earlier clause names another year.
            Against::Unsaid if self.names_other_year(change) => return,
            _ => {}
        }
        let Some((partner, last)) = self.partner(of) else { return };
        let stated = stated_range(change);
        let sums = sums(last, level, change);
        // The range of 两成 is as wide as its rounding.
        let tenths = change.is_rate() && change.last_digit() > 1.0;
        let (step, slack) =
            if tenths { (change.last_digit() / 2.0, 0.0) } else { (change.last_digit() * 1.001, change.last_digit() * 1.001) };
        if let Some(sum) = sums.iter().find(|sum| sum.range.meets(stated, slack)) {
            // Ranges of rounded figures may be so wide that they meet anything: only what lies near says that the two agree.
            if (sum.expected - signed(change)).abs() <= step.max(if change.is_rate() { NEARLY } else { 0.0 }) {
                // 两成 is rounded to tens: the sum shows what it stands for.
                let exact = rounded(sum.expected, if tenths { 1.0 } else { change.last_digit() }) == signed(change);
                found.agrees(self.change_check((change, level, last, words), sum, Some(exact)));
            }
            return;
        }
        let [sum] = sums.as_slice() else { return };
        let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none() && i.period != Some(Period::Cumulative);
        // 近六成 is no 30 %, though it is no figure to the unit either.
        let rough = change.is_rate() && change.upper.is_none() && !plain(change) && {
            let far = ROUGH.max(change.last_digit());
            // 超20% may be any more than that.
            let more = change.qualifier == Qualifier::Over && sum.expected.abs() > change.value;
            let may_be = more && (sum.expected < 0.0) == (signed(change) < 0.0);
            !may_be && !sum.widest.meets(stated, far)
        };
        // 按新口径统计: what is counted is another thing than last year.
        let redefined = self.after.source.folded(level.sentence).windows(2).any(|pair| pair == ['口', '径']);
        let sure = [level, last].into_iter().all(plain) && (plain(change) || rough) && !is_revised(level) && !redefined;
        if sure
            && !sum.widest.meets(stated, slack)
            && found.checks.len() < MOST_CHECKS
            && near(last, sum.implied, reach(partner, level, last))
            && !restated.is_some_and(|given| sums::sums(given, level, change).iter().any(|sum| sum.range.meets(stated, slack)))
            && !self.explained(level, sum.implied, change)
            && self.one_scope(level, last)
        {
            found.contradicts(self.change_check((change, level, last, words), sum, None));
        }
    }

    /// Another figure of the earlier report with a like name is just what the words imply: the pair was wrong, not the text.
    fn explained(&self, level: &Indicator, implied: f64, change: &Indicator) -> bool {
        let slack = if change.kind == Kind::Percent { implied.abs() * change.last_digit() / 100.0 } else { 0.0 };
        let name = folded(&level.label);
        let near = self.before.report.indicators.iter().filter(|other| (other.value - implied).abs() <= slack && other.change.is_none());
        near.filter(|other| other.kind == level.kind && unit::likeness(other, level) >= unit::COMPARABLE).any(|other| {
            let other = folded(&other.label);
            let common = name.windows(2).filter(|pair| other.windows(2).any(|two| two == *pair)).count();
            2 * common >= name.len().min(other.len()).saturating_sub(1).max(1)
        })
    }

    /// Do the clauses name the same levels and parts of the year, does neither speak of a place or ground that the other's sentence does not name, and neither name of a part of the other's thing? The place
    /// that both report on is no part of itself.
    fn one_scope(&self, level: &Indicator, last: &Indicator) -> bool {
        let of = |reading: &Reading, this: &Indicator, other: &Reading, there: &Indicator| {
            let region: Vec<char> = other.report.meta.region.iter().flat_map(|name| name.chars()).map(fold).collect();
            let holds = |words: &[char], name: &[char]| words.windows(name.len()).any(|window| window == name);
            scopes(&reading.source, clause_before(&reading.source, this))
                .into_iter()
                .all(|name| holds(&region, name) || holds(other.source.folded(there.sentence), name))
        };
        let alike = same::parts_alike(&folded(&level.label), &folded(&last.label), level.is_rate());
        let bounds = same::bounds(&self.after.source, level, self.after.report.meta.region.as_deref())
            == same::bounds(&self.before.source, last, self.before.report.meta.region.as_deref());
        let parts = |reading: &Reading, i: &Indicator| partition::parts(reading.source.folded(clause_before(&reading.source, i)));
        let apart = partition::apart(&parts(self.after, level), &parts(self.before, last));
        alike && bounds && !apart && of(self.after, level, self.before, last) && of(self.before, last, self.after, level)
    }

    fn change_check(
        &self,
        (change, level, last, words): (&Indicator, &Indicator, &Indicator, Span),
        sum: &Sum,
        exact: Option<bool>,
    ) -> Check {
        let unit = match change.kind {
            Kind::Percent => "%".to_string(),
            Kind::PercentagePoint => "个百分点".to_string(),
            _ => change.unit.clone(),
        };
        // One digit more where the two differ within rounding, so that the reader sees by how much.
        let shown = if exact == Some(false) { change.last_digit() / 10.0 } else { change.last_digit() };
        let expected = rounded(sum.expected, if change.is_rate() { shown } else { 0.0 });
        let (up, down) = match change.kind {
            Kind::Percent => ("增长", "下降"),
            Kind::PercentagePoint => ("提高", "下降"),
            _ => ("增加", "减少"),
        };
        let toward = |value: f64| if value < 0.0 { down } else { up };
        let lead: String = self
            .after
            .source
            .slice(words)
            .chars()
            .filter(|c| !matches!(c, '，' | ',' | '、' | '；' | ';' | '。' | '（' | '(' | ' '))
            .collect();
        let own_words = lead.chars().count() <= 8 && !lead.is_empty() && words.end == change.span.start;
        let said = if own_words { format!("{lead}{}", change.raw) } else { format!("{}{}", toward(signed(change)), change.raw) };
        let worked = format!("{}{}{}", toward(expected), figure(expected.abs()), unit);
        let message = match exact {
            Some(true) => format!("“{}”写作{said}，与上年报告所载{}相符。", level.label, last.raw),
            Some(false) => format!("“{}”写作{said}，与上年报告所载{}在进位范围内相符。", level.label, last.raw),
            None => format!(
                "“{}”写作{said}，按上年报告所载{}计算为{worked}，与上年报告所载数值不符；统计口径或基数可能有调整，请核对。",
                level.label, last.raw
            ),
        };
        let sign = match exact {
            Some(true) => String::new(),
            Some(false) => format!(" ≈ {}{unit}", figure(signed(change))),
            None => format!(" ≠ {}{unit}", figure(signed(change))),
        };
        Check {
            kind: CheckKind::StatedChange,
            message,
            arithmetic: format!("{} = {}{unit}{sign}", sum.arithmetic, figure(expected)),
            spans: vec![after(change.span), after(level.span), before(last.span)],
            stated: tidy(change.value),
            expected: if change.change == Some(Change::Down) { tidy(-expected) } else { tidy(expected) },
        }
    }
}

fn after(span: Span) -> CheckSpan {
    CheckSpan { report: Side::After, span }
}

fn before(span: Span) -> CheckSpan {
    CheckSpan { report: Side::Before, span }
}

/// How near the implied figure of last year must be to the one found: nearer where the pair is not sure.
fn reach(partner: Partner, level: &Indicator, last: &Indicator) -> f64 {
    let ends_alike = || {
        let (a, b) = (folded(&level.label), folded(&last.label));
        a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count() >= TAIL
    };
    let sure = partner.sure || (partner.likely && ends_alike());
    match (sure && level.unit == last.unit, level.label == last.label) {
        (true, true) => NEAR_OF_NAME,
        (true, false) => NEAR,
        _ => VERY_NEAR,
    }
}

/// Is the implied figure of last year within [`reach`] of the one found?
fn near(last: &Indicator, implied: f64, reach: f64) -> bool {
    if !implied.is_finite() {
        return false;
    }
    if last.is_rate() {
        return (last.value - implied).abs() <= if reach > VERY_NEAR { NEAR_POINTS } else { VERY_NEAR_POINTS };
    }
    within(last.value, implied, reach)
}

/// Is neither more than so many times the other?
fn within(a: f64, b: f64, times: f64) -> bool {
    a > 0.0 && b > 0.0 && a <= times * b && b <= times * a
}

/// Figures of such a series are revised later. A count of cases or events is none of them, unless its name ends so.
fn is_revised(indicator: &Indicator) -> bool {
    let label = folded(&indicator.label);
    wordlists::is_revised(&label, indicator.kind == Kind::Count)
}
