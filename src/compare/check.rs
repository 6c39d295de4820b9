//! Turns what a later report says of the year before (同比增长17.1%, 由96.8%提高到, 上年为214件) into checks against the earlier report.
//!
//! A contradiction is raised only where nothing else explains it: both figures are exact or rounded as written, the pair is sure, the series is none that
//! is revised later (生产总值, 收入 …), and the earlier figure that the words imply lies near the one found. What agrees, also in the last digit,
//! is an agreement; everything else is left alone.

mod multiple;
mod sums;

use super::indicator::Paired;
use super::likeness::{signed, HIGH};
use super::model::PairStatus;
use super::wordlists::{self, Against};
use crate::extract::indicator::{Change, Indicator, Kind, Period, Qualifier};
use crate::report::check::clause_before;
use crate::report::check::sum::{figure, rounded, tidy, Findings};
use crate::report::earlier::{self, Earlier};
use crate::report::model::{Check, CheckKind, CheckSpan, Side};
use crate::report::scope::scopes;
use crate::report::Reading;
use crate::span::Span;
use crate::text::{fold, folded};
use sums::{stated_range, sums, Sum};

/// The earlier figure that the words imply is not more than so many times the one found, or the pair is doubtful.
const NEAR: f64 = 1.6;
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
}

fn pairs(paired: &Paired, count: usize) -> Vec<Option<Partner>> {
    let mut of = vec![None; count];
    for pair in paired.pairs.iter().filter(|pair| pair.status != PairStatus::Incomparable) {
        if let (Some(before), Some(slot)) = (pair.before, pair.after.and_then(|after| of.get_mut(after))) {
            *slot = Some(Partner { before, sure: pair.confidence >= HIGH });
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
        let Some((of, words)) = self.level_of(id, change) else { return };
        // 较上年的214件增长15%: what grew is the figure beside it.
        let named = self.earlier.get(of).is_some_and(Option::is_some);
        if named && all.get(of).is_some_and(|figure| self.is_of_other_year(figure)) {
            return;
        }
        let Some(of) = (if named { self.own_figure(of) } else { Some(of) }) else { return };
        let Some(level) = all.get(of) else { return };
        if change.period == Some(Period::Target) || level.period == Some(Period::Target) {
            return;
        }
        let between = self.after.source.folded(words);
        if wordlists::against(between, self.after.report.meta.year) == Against::Other {
            return;
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
        let sure = [level, last, change].into_iter().all(plain) && !is_revised(level);
        if sure
            && found.checks.len() < MOST_CHECKS
            && near(last, sum.implied, partner.sure && level.unit == last.unit)
            && !self.explained(level, sum.implied, change)
            && self.one_scope(level, last)
        {
            found.contradicts(self.change_check((change, level, last, words), sum, None));
        }
    }

    /// Another figure of the earlier report with a like name is just what the words imply: the pair was wrong, not the text.
    fn explained(&self, level: &Indicator, implied: f64, change: &Indicator) -> bool {
        let slack = if change.kind == Kind::Percent { implied.abs() * change.last_digit() / 100.0 } else { 0.0 };
        let name: Vec<char> = level.label.chars().collect();
        let near = self.before.report.indicators.iter().filter(|other| (other.value - implied).abs() <= slack && other.change.is_none());
        near.filter(|other| other.kind == level.kind).any(|other| {
            let chars: Vec<char> = other.label.chars().collect();
            name.windows(2).any(|pair| chars.windows(2).any(|two| two == pair))
        })
    }

    /// Does neither clause speak of a place or ground that the other's sentence does not name? The place that both report on is no part of itself.
    fn one_scope(&self, level: &Indicator, last: &Indicator) -> bool {
        let of = |reading: &Reading, this: &Indicator, other: &Reading, there: &Indicator| {
            let region: Vec<char> = other.report.meta.region.iter().flat_map(|name| name.chars()).map(fold).collect();
            let holds = |words: &[char], name: &[char]| words.windows(name.len()).any(|window| window == name);
            scopes(&reading.source, clause_before(&reading.source, this))
                .into_iter()
                .all(|name| holds(&region, name) || holds(other.source.folded(there.sentence), name))
        };
        of(self.after, level, self.before, last) && of(self.before, last, self.after, level)
    }

    /// The level that a change belongs to, and the words between: those that lead to the change. `进口、出口12亿元和9亿元,分别增长3%、5%` gives out the
    /// changes in the order of the levels.
    fn level_of(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let all = &self.after.report.indicators;
        let source = &self.after.source;
        let lead = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| all.get(at)).map_or(0, |previous| previous.span.end);
            all.get(at).map(|this| Span::new(before.max(this.sentence.start), this.span.start))
        };
        let linked = |at: usize| {
            let words = lead(at).map_or(&[][..], |span| source.folded(span));
            words.len() <= 2 && words.first().is_some_and(|c| matches!(c, '、' | '和' | ',' | '及'))
        };
        let first = (0..=id).rev().take(8).take_while(|&at| all.get(at).is_some_and(|i| i.change.is_some())).find(|&at| !linked(at))?;
        let words = lead(first)?;
        if source.folded(words).windows(2).any(|pair| pair == ['分', '别']) {
            let count = (first..all.len()).take(8).take_while(|&at| all[at].change.is_some() && (at == first || linked(at))).count();
            let start = first.checked_sub(count)?;
            let levels = all.get(start..first)?;
            let even = count > 1 && levels.iter().all(|level| level.change.is_none() && level.sentence == change.sentence);
            return even.then_some((start + (id - first), words));
        }
        let Some(of) = change.change_of else { return self.level_behind(id, change).or_else(|| self.level_named(id, change)) };
        let previous = all.get(id.checked_sub(1)?)?;
        // 480件,较上年的465件增加24件: last year's figure stands between.
        let between = self.earlier.get(previous.id).is_some_and(Option::is_some) && previous.id == of + 1;
        (previous.id == of || previous.change_of == Some(of) || between).then_some((of, lead(id)?))
    }

    /// `同比增长15%,达到520件`: the level that the change led to.
    fn level_behind(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let all = &self.after.report.indicators;
        let level = all.get(id + 1).filter(|level| level.sentence == change.sentence && level.label == change.label)?;
        let between = self.after.source.folded(Span::new(change.span.end, level.span.start));
        let led = between.len() <= 6 && between.iter().any(|c| matches!(c, '达' | '至' | '到'));
        let from = id.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |previous| previous.span.end).max(change.sentence.start);
        led.then_some((id + 1, Span::new(from, change.span.start)))
    }

    /// `许可、处罚、强制决定分别为…,行政处罚下降6.8%`: the one level before in the sentence whose name opens with what the change names.
    fn level_named(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let all = &self.after.report.indicators;
        let near = all.get(id.saturating_sub(8)..id)?;
        let mut named = near.iter().filter(|level| {
            let of = level.sentence == change.sentence && level.change.is_none() && level.part_of.is_none();
            of && change.label.chars().count() >= 3 && level.label.starts_with(change.label.as_str())
        });
        let (level, None) = (named.next()?, named.next()) else { return None };
        Some((level.id, Span::new(near.last()?.span.end, change.span.start)))
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

    /// `由上年的96.8%提高到98.5%`, `上年为214件`: last year's figure as this year's report gives it.
    fn named_value(&self, id: usize, mark: Earlier, found: &mut Findings) {
        let all = &self.after.report.indicators;
        let Some(named) = all.get(id).filter(|i| i.period != Some(Period::Target)) else { return };
        if self.is_of_other_year(named) {
            return;
        }
        let own = mark.became.or_else(|| self.own_figure(id));
        let Some((partner, last)) = own.and_then(|own| self.partner(own)) else { return };
        if named.kind != last.kind || named.change.is_some() || last.change.is_some() {
            return;
        }
        let agrees = named.value == last.value || (named.range().meets(last.range(), 0.0) && named.qualifier == last.qualifier);
        let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none();
        // 由76项调整为83项 in a report on one year starts from last year's count, where that lies near, and so does a rate whose pair is sure; lengths
        // may start anywhere, and so may what the sentence says of several years.
        let close = match named.kind {
            Kind::Count => named.period != Some(Period::Cumulative) && within(named.value, last.value, FROM),
            Kind::Percent => partner.sure && (named.value - last.value).abs() <= VERY_NEAR_POINTS,
            _ => false,
        };
        let from_last = mark.last_year || (close && self.is_of_one_year(named));
        let sure = from_last
            && plain(named)
            && plain(last)
            && !is_revised(last)
            && near(last, named.value, partner.sure)
            && self.one_scope(named, last);
        if !agrees && !sure {
            return;
        }
        let message = if agrees {
            format!("“{}”所说的上年数{}与上年报告相符。", named.label, named.raw)
        } else {
            format!(
                "“{}”所说的上年数为{}，上年报告所载为{}，与上年报告所载数值不符；统计口径可能有调整，请核对。",
                named.label, named.raw, last.raw
            )
        };
        let sign = if named.value == last.value {
            "="
        } else if agrees {
            "≈"
        } else {
            "≠"
        };
        let check = Check {
            kind: CheckKind::StatedChange,
            message,
            arithmetic: format!("{} {sign} {}", figure(named.value), figure(last.value)),
            spans: vec![after(named.span), before(last.span)],
            stated: tidy(named.value),
            expected: tidy(last.value),
        };
        if agrees {
            found.agrees(check);
        } else {
            found.contradicts(check);
        }
    }

    /// Does nothing in the sentence up to a figure speak of other times than a year: 五年来, 较2019年?
    fn is_of_one_year(&self, figure: &Indicator) -> bool {
        let lead = Span::new(figure.sentence.start.min(figure.span.start), figure.span.start);
        let words = self.after.source.folded(lead);
        let clause = words.iter().rposition(|c| matches!(c, ';' | ':')).map_or(0, |mark| mark + 1);
        !wordlists::is_of_many_years(&words[clause..]) && figure.period != Some(Period::Cumulative)
    }

    /// Does a year that is not the one before stand right before the figure: 较2019年的465件?
    fn is_of_other_year(&self, figure: &Indicator) -> bool {
        let start = figure.span.start;
        let lead = self.after.source.folded(Span::new(start.saturating_sub(YEAR).max(figure.sentence.start).min(start), start));
        let mut years = lead.windows(5).filter(|w| w[4] == '年' && w[..4].iter().all(char::is_ascii_digit));
        years.any(|year| wordlists::against(year, self.after.report.meta.year) == Against::Other)
    }

    /// The figure of this year that last year's stands beside: the one before it in the sentence, else the one behind, of the same unit.
    fn own_figure(&self, id: usize) -> Option<usize> {
        let all = &self.after.report.indicators;
        let this = all.get(id)?;
        let fits = |other: &&Indicator| other.sentence == this.sentence && other.unit == this.unit && other.change.is_none();
        let beside = [id.checked_sub(1), id.checked_add(1)].into_iter().flatten();
        beside.filter_map(|at| all.get(at)).find(fits).map(|other| other.id)
    }
}

fn after(span: Span) -> CheckSpan {
    CheckSpan { report: Side::After, span }
}

fn before(span: Span) -> CheckSpan {
    CheckSpan { report: Side::Before, span }
}

/// Is the implied figure of last year near the one found? Nearer where the pair is not `sure`.
fn near(last: &Indicator, implied: f64, sure: bool) -> bool {
    if !implied.is_finite() {
        return false;
    }
    if last.is_rate() {
        return (last.value - implied).abs() <= if sure { NEAR_POINTS } else { VERY_NEAR_POINTS };
    }
    within(last.value, implied, if sure { NEAR } else { VERY_NEAR })
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
