//! Turns last year's figure, as this year's report gives it, into checks against the earlier report.

use super::{after, before, is_revised, near, reach, within, Partner, Sides, FROM, VERY_NEAR_POINTS, YEAR};
use crate::compare::wordlists::{self, Against};
use crate::extract::indicator::{Indicator, Kind, Period, Qualifier};
use crate::report::check::sum::{figure, tidy, Findings};
use crate::report::earlier::Earlier;
use crate::report::model::{Check, CheckKind};
use crate::span::Span;

impl Sides<'_, '_> {
    /// `由上年的96.8%提高到98.5%`, `上年为214件`: last year's figure as this year's report gives it.
    pub(super) fn named_value(&self, id: usize, mark: Earlier, found: &mut Findings) {
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
            && near(
                last,
                named.value,
                reach(Partner { sure: partner.sure || (mark.last_year && named.label == last.label), ..partner }, named, last),
            )
            && [Some(named), own.and_then(|own| all.get(own))].into_iter().flatten().any(|of| self.one_scope(of, last));
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
        found.tells(agrees, check);
    }

    /// Does nothing in the sentence up to a figure speak of other times than a year: 五年来, 较2019年?
    pub(super) fn is_of_one_year(&self, figure: &Indicator) -> bool {
        let lead = Span::new(figure.sentence.start.min(figure.span.start), figure.span.start);
        let words = self.after.source.folded(lead);
        let clause = words.iter().rposition(|c| matches!(c, ';' | ':')).map_or(0, |mark| mark + 1);
        !wordlists::is_of_many_years(&words[clause..]) && figure.period != Some(Period::Cumulative) && !self.names_other_year(figure)
    }

    /// Does the sentence up to a figure, from its last `;` on, name a year that is neither the one reported on nor the one before?
    pub(super) fn names_other_year(&self, figure: &Indicator) -> bool {
        let lead = Span::new(figure.sentence.start.min(figure.span.start), figure.span.start);
        let words = self.after.source.folded(lead);
        let from = words.iter().rposition(|c| *c == ';').unwrap_or(0);
        let years = words[from..].windows(5).filter(|w| w[4] == '年' && w[..4].iter().all(char::is_ascii_digit));
        years.map(|year| year[..4].iter().collect::<String>().parse::<u16>().ok()).any(|named| match (named, self.after.report.meta.year) {
            (Some(named), Some(year)) => named != year && named + 1 != year,
            _ => true,
        })
    }

    /// Does a year that is not the one before stand right before the figure: 较2019年的465件?
    pub(super) fn is_of_other_year(&self, figure: &Indicator) -> bool {
        let start = figure.span.start;
        let lead = self.after.source.folded(Span::new(start.saturating_sub(YEAR).max(figure.sentence.start).min(start), start));
        let mut years = lead.windows(5).filter(|w| w[4] == '年' && w[..4].iter().all(char::is_ascii_digit));
        years.any(|year| wordlists::against(year, self.after.report.meta.year) == Against::Other)
    }

    /// The figure of this year that last year's stands beside: the one before it in the sentence, else the one behind, of the same unit.
    pub(super) fn own_figure(&self, id: usize) -> Option<usize> {
        let all = &self.after.report.indicators;
        let this = all.get(id)?;
        let fits = |other: &&Indicator| other.sentence == this.sentence && other.unit == this.unit && other.change.is_none();
        let beside = [id.checked_sub(1), id.checked_add(1)].into_iter().flatten();
        beside.filter_map(|at| all.get(at)).find(fits).map(|other| other.id)
    }
}
