//! Turns a stated change into the level that it is the change of, and the words between: `4951件,同比增长12.4%`.

use super::Sides;
use crate::compare::wordlists;
use crate::extract::indicator::Indicator;
use crate::span::Span;
use crate::text::folded;

impl Sides<'_, '_> {
    /// The level that a change belongs to, and the words between: those that lead to the change. `进口、出口12亿元和9亿元,分别增长3%、5%` gives out the
    /// changes in the order of the levels.
    pub(super) fn level_of(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
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
        let Some(of) = change.change_of else {
            return self.level_behind(id, change).or_else(|| self.level_named(id, change)).or_else(|| self.level_beside(id, change));
        };
        let previous = all.get(id.checked_sub(1)?)?;
        // 480件,较上年的465件增加24件: last year's figure stands between.
        let between = self.earlier.get(previous.id).is_some_and(Option::is_some) && previous.id == of + 1;
        (previous.id == of || previous.change_of == Some(of) || between).then_some((of, lead(id)?))
    }

    /// `18期,培训4100人次,较上年增加6期、900人次`: a difference is of the last level in its own measure word.
    pub(super) fn level_of_unit(&self, change: &Indicator, found: (usize, Span)) -> (usize, Span) {
        let all = &self.after.report.indicators;
        let fits = |level: &Indicator| level.kind == change.kind && level.unit == change.unit;
        if change.is_rate() || all.get(found.0).is_none_or(fits) {
            return found;
        }
        let before = all.get(..found.0).unwrap_or(&[]).iter().rev().take(8).take_while(|level| level.sentence == change.sentence);
        let level = before.filter(|level| level.change.is_none()).find(|level| fits(level));
        level.map_or(found, |level| (level.id, found.1))
    }

    /// `718件,案件数同比上升21.8%`: the level right before, where the change names nothing of its own.
    pub(super) fn level_beside(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let level = self.after.report.indicators.get(id.checked_sub(1)?)?;
        let words = Span::new(level.span.end.min(change.span.start), change.span.start);
        let opens = matches!(self.after.source.folded(words).first(), Some(',' | '('));
        let plain = level.sentence == change.sentence && level.change.is_none() && self.earlier.get(level.id) == Some(&None);
        let name = folded(&change.label);
        // 案件总量 after 调解纠纷420件 may be of other cases.
        let same = name.len() <= 2 || name.get(..2).is_some_and(|noun| folded(&level.label).windows(2).any(|pair| pair == noun));
        // 1303名,专职调解员数量增长15.7%: the level's own name with 数量.
        let counted = name.strip_prefix(folded(&level.label).as_slice()).is_some_and(|rest| rest.len() <= 2 && wordlists::is_general(rest));
        // 民事案件946件、行政案件102件,案件总量增长6.9%: of both together.
        let other = level.id.checked_sub(1).and_then(|at| self.after.report.indicators.get(at));
        let alone = other.is_none_or(|other| other.sentence != level.sentence || other.unit != level.unit || other.change.is_some());
        (opens && plain && (counted || (same && alone && wordlists::is_general(&name)))).then_some((level.id, words))
    }

    /// `同比增长15%,达到520件`, `同比下降18.6%,为254件`: the level that the change led to.
    pub(super) fn level_behind(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let all = &self.after.report.indicators;
        let level = all.get(id + 1).filter(|level| level.sentence == change.sentence && level.label == change.label)?;
        let between = self.after.source.folded(Span::new(change.span.end, level.span.start));
        let led = between.len() <= 6 && between.iter().any(|c| matches!(c, '达' | '至' | '到' | '为' | '共'));
        let from = id.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |previous| previous.span.end).max(change.sentence.start);
        led.then_some((id + 1, Span::new(from, change.span.start)))
    }

    /// `许可、处罚、强制决定分别为…,行政处罚下降6.8%`: the one level before in the sentence whose name opens with what the change names.
    pub(super) fn level_named(&self, id: usize, change: &Indicator) -> Option<(usize, Span)> {
        let all = &self.after.report.indicators;
        let near = all.get(id.saturating_sub(8)..id)?;
        let mut named = near.iter().filter(|level| {
            let of = level.sentence == change.sentence && level.change.is_none() && level.part_of.is_none();
            of && change.label.chars().count() >= 3 && level.label.starts_with(change.label.as_str())
        });
        let (level, None) = (named.next()?, named.next()) else { return None };
        Some((level.id, Span::new(near.last()?.span.end, change.span.start)))
    }
}
