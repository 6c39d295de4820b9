//! Turns multiples of last year's figure (是上年的3倍, 增长1.5倍, 翻了一番) into checks against the earlier report.
//!
//! Multiples are round: 3倍 may stand for 2.9. What lies within a tenth of them agrees, what is off by more than a fifth contradicts, and between the two
//! nothing is said. 增长1.5倍 is read in both ways that people mean it: more by one and a half times, and one and a half times as much.

use super::{after, before, is_revised, near, reach, Sides, MOST_CHECKS};
use crate::compare::wordlists::{self, Against};
use crate::extract::indicator::{Change, Indicator, Kind, Period, Qualifier};
use crate::report::check::sum::{figure, rounded, tidy, Findings};
use crate::report::model::{Check, CheckKind};
use crate::span::Span;

/// So near a round multiple agrees, and so far off it contradicts, as shares of it.
const AGREES: f64 = 0.1;
const CONTRADICTS: f64 = 0.2;
/// As [`CONTRADICTS`], for 近3倍 and 约3倍.
const ROUGHLY: f64 = 0.35;
/// What was doubled may be somewhat more.
const MORE_THAN_DOUBLED: f64 = 0.35;
/// More than this is no doubling that anyone reports.
const MOST_DOUBLINGS: f64 = 6.0;

/// One reading of the words.
struct Reading {
    /// What the figures give, and what the words say, in times.
    found: f64,
    stated: f64,
    arithmetic: String,
    /// Last year's figure as the words imply it.
    implied: f64,
}

impl Sides<'_, '_> {
    /// Checks the multiple at `id`; anything but a multiple of last year's figure is left alone.
    pub(super) fn multiple(&self, id: usize, multiple: &Indicator, found: &mut Findings) {
        if multiple.kind != Kind::Ratio || multiple.change == Some(Change::Down) || multiple.period == Some(Period::Target) {
            return;
        }
        let Some((of, words)) = (if multiple.change.is_some() { self.level_of(id, multiple) } else { self.times_of(id, multiple) }) else {
            return;
        };
        let Some(level) = self.after.report.indicators.get(of).filter(|level| level.period != Some(Period::Target)) else { return };
        let against = wordlists::against(self.after.source.folded(words), self.after.report.meta.year);
        // 是上年的3倍 names last year; 增长1.5倍 without any word means it.
        if against == Against::Other || (multiple.change.is_none() && against != Against::LastYear) {
            return;
        }
        let Some((partner, last)) = self.partner(of) else { return };
        if level.kind != last.kind || level.is_rate() || last.change.is_some() || level.change.is_some() || last.value <= 0.0 {
            return;
        }
        let readings = readings(multiple, level, last);
        let off = |reading: &Reading| (reading.found - reading.stated).abs();
        let step = if multiple.last_digit() < 1.0 { multiple.last_digit() * 1.001 } else { 0.0 };
        let agrees = |reading: &&Reading| off(reading) <= step.max(if step > 0.0 { 0.0 } else { AGREES * reading.stated });
        if let Some(reading) = readings.iter().find(agrees) {
            found.agrees(self.multiple_check((multiple, level, last, words), reading, true));
            return;
        }
        let far = |reading: &Reading| {
            let doubled = multiple.unit.contains('番') && reading.found > reading.stated;
            let slack = if doubled { MORE_THAN_DOUBLED } else { CONTRADICTS };
            off(reading) > if step > 0.0 { 2.0 * step } else { slack * reading.stated }
        };
        let far = |reading: &Reading| match multiple.qualifier {
            Qualifier::Exact => far(reading),
            // 超2倍 is at least two; 近 and 约 round.
            Qualifier::Over => reading.found < (1.0 - CONTRADICTS) * reading.stated,
            Qualifier::Under | Qualifier::About => off(reading) > ROUGHLY * reading.stated,
        };
        let plain = |i: &Indicator| i.qualifier == Qualifier::Exact && i.upper.is_none() && i.period != Some(Period::Cumulative);
        let Some(first) = readings.first().filter(|_| readings.iter().all(far)) else { return };
        let sure = [level, last].into_iter().all(plain) && multiple.upper.is_none() && !is_revised(level) && level.unit == last.unit;
        let likely = readings.iter().any(|reading| near(last, reading.implied, reach(partner, level, last)));
        if sure && likely && found.checks.len() < MOST_CHECKS {
            found.contradicts(self.multiple_check((multiple, level, last, words), first, false));
        }
    }

    /// `1260件,是上年的3倍`: the level right before in the sentence, and the words between.
    fn times_of(&self, id: usize, times: &Indicator) -> Option<(usize, Span)> {
        let of = id.checked_sub(1)?;
        let level = self.after.report.indicators.get(of)?;
        let same = level.sentence == times.sentence && level.change.is_none() && level.label == times.label;
        let words = Span::new(level.span.end.min(times.span.start), times.span.start);
        let leads = self.after.source.folded(words).last() == Some(&'的');
        (same && leads && times.unit.contains('倍')).then_some((of, words))
    }

    fn multiple_check(
        &self,
        (multiple, level, last, words): (&Indicator, &Indicator, &Indicator, Span),
        reading: &Reading,
        agrees: bool,
    ) -> Check {
        let shown = rounded(reading.found, 0.01);
        let sign = if shown == reading.stated {
            ""
        } else if agrees {
            " ≈ "
        } else {
            " ≠ "
        };
        let stated = if sign.is_empty() { String::new() } else { format!("{sign}{}倍", figure(reading.stated)) };
        let lead: String =
            self.after.source.slice(words).chars().filter(|c| !matches!(c, '，' | ',' | '、' | '；' | '（' | '(' | ' ')).collect();
        let said = format!("{lead}{}", multiple.raw);
        let message = if agrees {
            format!("“{}”写作{said}，与上年报告所载{}相符。", level.label, last.raw)
        } else {
            format!(
                "“{}”写作{said}，按上年报告所载{}计算为{}倍，与上年报告所载数值不符；统计口径或基数可能有调整，请核对。",
                level.label,
                last.raw,
                figure(shown)
            )
        };
        Check {
            kind: CheckKind::StatedChange,
            message,
            arithmetic: format!("{} = {}倍{stated}", reading.arithmetic, figure(shown)),
            spans: vec![after(multiple.span), after(level.span), before(last.span)],
            stated: tidy(reading.stated),
            expected: tidy(shown),
        }
    }
}

/// The ways in which the words can be read, the strict one first.
fn readings(multiple: &Indicator, level: &Indicator, last: &Indicator) -> Vec<Reading> {
    let ratio = level.value / last.value;
    let times = |stated: f64| Reading {
        found: ratio,
        stated,
        arithmetic: format!("{} ÷ {}", figure(level.value), figure(last.value)),
        implied: level.value / stated,
    };
    let more = |stated: f64| Reading {
        found: ratio - 1.0,
        stated,
        arithmetic: format!("({} − {}) ÷ {}", figure(level.value), figure(last.value), figure(last.value)),
        implied: level.value / (1.0 + stated),
    };
    let stated = multiple.value;
    if stated.is_nan() || stated <= 0.0 {
        Vec::new()
    } else if multiple.unit.contains('番') {
        if stated > MOST_DOUBLINGS {
            return Vec::new();
        }
        vec![times(libm::pow(2.0, stated))]
    } else if !multiple.unit.contains('倍') {
        Vec::new()
    } else if multiple.change.is_some() {
        vec![more(stated), times(stated)]
    } else {
        vec![times(stated)]
    }
}
