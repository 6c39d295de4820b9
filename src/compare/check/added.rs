//! Turns what was added in a year (较上年新增24处; 新培育18个,累计164个) into checks against the earlier report's total.

use super::{after, before, near, Sides, MOST_CHECKS, YEAR};
use crate::compare::wordlists::{self, Against};
use crate::extract::indicator::{Change, Indicator, Kind, Period, Qualifier};
use crate::report::check::clause_before;
use crate::report::check::sum::{figure, tidy, Findings};
use crate::report::model::{Check, CheckKind};
use crate::span::Span;

/// Between 较上年多 and its figure stands at most a verb: 多培训.
const VERB: usize = 4;
/// The total that the words imply is not more than so many times the one found, or the two are no totals of one thing.
const NEAR_TOTAL: f64 = 1.3;

impl Sides<'_, '_> {
    /// `56处,较上年新增24处`, `1690人次,比上年多培训240人次`: a difference that is worded as a figure of its own.
    pub(super) fn stated_more(&self, id: usize, more: &Indicator, found: &mut Findings) {
        let Some(level) = id.checked_sub(1).and_then(|at| self.after.report.indicators.get(at)) else { return };
        let points = more.kind == Kind::PercentagePoint && level.kind == Kind::Percent;
        let fits = points || (more.kind == Kind::Count && level.unit == more.unit);
        let own = level.sentence == more.sentence && fits && level.change.is_none();
        if !own || more.period == Some(Period::Target) || level.period == Some(Period::Target) {
            return;
        }
        let words = Span::new(level.span.end.min(more.span.start), more.span.start);
        let chars = self.after.source.folded(words);
        let [',' | '(', said @ ..] = chars else { return };
        // 比2023年多出22份 names the year before.
        let named = || match said {
            ['比' | '较', _, _, _, _, '年', ..] => {
                (wordlists::against(&said[..YEAR], self.after.report.meta.year) == Against::LastYear).then_some(YEAR)
            }
            _ => None,
        };
        let Some(len) = wordlists::last_year(said).or_else(named) else { return };
        let change = match &said[len..] {
            ['多' | '增' | '高' | '升', verb @ ..] if verb.len() <= VERB => Change::Up,
            ['少' | '减' | '低' | '降', verb @ ..] if verb.len() <= VERB => Change::Down,
            // 较上年新增60名、退出8名: what was gained and what was lost.
            rest if rest.len() <= VERB && wordlists::basis(rest) == Some("added") && !self.followed(more) => Change::Up,
            _ => return,
        };
        let mut more = more.clone();
        more.change = Some(change);
        self.judge_change((&more, level.id, Span::new(words.start, words.start + 1 + len)), None, found);
    }

    /// Does another figure of its sentence and unit stand behind it?
    fn followed(&self, this: &Indicator) -> bool {
        self.after.report.indicators.get(this.id + 1).is_some_and(|next| next.sentence == this.sentence && next.unit == this.unit)
    }

    /// `新培育法治示范村18个,累计达到164个`: last year's running total and what was added make this year's. Of what is held some may have gone, so
    /// that there only more than was added contradicts.
    pub(super) fn cumulated(&self, id: usize, total: &Indicator, found: &mut Findings) {
        let Some(added) = id.checked_sub(1).and_then(|at| self.after.report.indicators.get(at)) else { return };
        let one = added.sentence == total.sentence
            && added.unit == total.unit
            && added.change.is_none()
            && total.kind == Kind::Count
            && added.value < total.value
            && added.label.ends_with(total.label.as_str());
        if !one || wordlists::basis(self.after.source.folded(clause_before(&self.after.source, added))) != Some("added") {
            return;
        }
        let Some((_, last)) = self.partner(id).filter(|(partner, last)| partner.sure && last.change.is_none()) else { return };
        let kept = |reading: &crate::report::Reading, i: &Indicator| match i.period {
            Some(Period::Cumulative) => Some(true),
            Some(Period::Stock) => Some(false),
            _ => (wordlists::basis(reading.source.folded(clause_before(&reading.source, i))) == Some("held")).then_some(false),
        };
        let (Some(here), Some(there)) = (kept(self.after, total), kept(self.before, last)) else { return };
        let exact = |i: &Indicator| i.qualifier == Qualifier::Exact && i.is_exact();
        if here != there || ![added, total, last].into_iter().all(exact) {
            return;
        }
        let grown = total.value - last.value;
        let agrees = grown == added.value;
        let off = if here { !agrees } else { grown > added.value };
        let told = off && near(last, total.value - added.value, NEAR_TOTAL) && found.checks.len() < MOST_CHECKS;
        if !agrees && !told {
            return;
        }
        let message = if agrees {
            format!("“{}”当年新增{}，与两年总数之差相符。", total.label, added.raw)
        } else {
            format!(
                "“{}”当年新增{}，按上年报告所载{}计算总数增加{}，与上年报告所载数值不符；统计口径可能有调整，请核对。",
                total.label,
                added.raw,
                last.raw,
                figure(grown)
            )
        };
        let sign = if agrees { String::new() } else { format!(" ≠ {}{}", figure(added.value), added.unit) };
        let check = Check {
            kind: CheckKind::StatedChange,
            message,
            arithmetic: format!("{} − {} = {}{}{sign}", figure(total.value), figure(last.value), figure(grown), added.unit),
            spans: vec![after(added.span), after(total.span), before(last.span)],
            stated: tidy(added.value),
            expected: tidy(grown),
        };
        found.tells(agrees, check);
    }
}
