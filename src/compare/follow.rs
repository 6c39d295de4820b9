//! Turns what the earlier report planned into what the later one says of it: done, mentioned, or no words for it; and whether it is planned again.
//!
//! A sentence of the later report answers a plan by the share of the plan's rare pairs of characters that it holds, clause by clause and in all. Whether it
//! tells of a result is read from the clause that answers (a figure, 建成, 印发, …), never from the score.

mod clue;
mod plan;
mod unit;

use super::model::{FollowUp, FollowUpEvidence, FollowUpStatus};
use super::terms::Rarity;
use crate::report::Reading;
use clue::Told;
use plan::{heavier_first, Answer, Plan};
use unit::{Kind, Units};

/// From here on a sentence speaks of the plan; measured on plans whose outcome is known.
const SPEAKS: f64 = 0.24;
/// What is said to be on its way was planned, so that less shows of which plan it speaks.
const SPEAKS_OF_PROGRESS: f64 = 0.18;
/// A sentence that answers less of a long plan than this tells nothing of the plan as a whole.
const SHARE: f64 = 0.08;
/// What is planned again was hardly done, unless the words are plain.
const SURE_THOUGH_AGAIN: f64 = 0.45;
/// What a sentence without the plan's head counts: it speaks of something else in the plan's words.
const HEADLESS: f64 = 0.22;
/// A heading names a field of work and tells nothing yet.
const HEADING: f64 = 0.7;
/// From here on a plan of the later report is the same plan.
const AGAIN: f64 = 0.4;
/// Sentences that are shown, and how much weaker than the best they may be.
const SHOWN: usize = 3;
const SHOWN_LEAST: f64 = 0.6;
/// Only sentences nearly as close as the best decide on the outcome.
const DECIDES: f64 = 0.75;
/// Words that are named as not found.
const MISSING: usize = 4;

/// One entry for each commitment of the earlier report, in order; `Absent` says that no words were found, not that nothing was done.
pub fn follow(before: &Reading, after: &Reading, rarity: &Rarity) -> Vec<FollowUp> {
    if before.report.commitments.is_empty() {
        return Vec::new();
    }
    let units = Units::of(after);
    before.report.commitments.iter().map(|item| outcome(item.id, &Plan::of(before, item.span, rarity), &units, after, rarity)).collect()
}

fn outcome(commitment: usize, plan: &Plan, units: &Units, after: &Reading, rarity: &Rarity) -> FollowUp {
    let mut answers = plan.answers(units, rarity.most());
    answers.iter_mut().filter(|a| units.heading(a.unit)).for_each(|a| a.score *= HEADING);
    let told = |a: &Answer| clue::told(after, units.span(a.unit), plan.words(), |chars| plan.weight_in(chars));
    let least = |a: &Answer| if a.headed { SPEAKS } else { SPEAKS_OF_PROGRESS };
    for answer in answers.iter_mut().filter(|a| !a.headed) {
        let progress = answer.score >= SPEAKS_OF_PROGRESS && units.kind(answer.unit) == Kind::Result && told(answer) == Told::Progress;
        answer.score *= if progress { 1.0 } else { HEADLESS };
    }
    let best = |kind: Kind| answers.iter().filter(|a| units.kind(a.unit) == kind).map(|a| a.score).fold(0.0, f64::max);
    let (result, planned) = (best(Kind::Result), best(Kind::Plan));
    let speaks = |a: &Answer| units.kind(a.unit) == Kind::Result && a.score >= least(a);
    let named = !answers.iter().any(speaks);
    let tells = |a: &Answer| match units.kind(a.unit) {
        Kind::Result => speaks(a) && a.score >= SHOWN_LEAST * result,
        // What was not told may still be named: as planned again, or as what falls short.
        Kind::Plan | Kind::Shortcoming => named && a.score >= AGAIN,
    };
    let mut order: Vec<(u64, usize)> =
        answers.iter().enumerate().filter(|(_, a)| tells(a)).map(|(at, a)| (heavier_first(a.score), at)).collect();
    crate::order::keyed(&mut order);
    let telling: Vec<&Answer> = order.iter().take(SHOWN).filter_map(|&(_, at)| answers.get(at)).collect();
    let sure = if planned >= AGAIN { SURE_THOUGH_AGAIN } else { SPEAKS };
    let done = |a: &Answer| {
        let near = units.kind(a.unit) == Kind::Result && a.headed && a.score >= sure && a.score >= DECIDES * result;
        near && a.share >= SHARE && told(a) == Told::Result
    };
    let status = match telling.first() {
        None => FollowUpStatus::Absent,
        Some(_) if telling.iter().any(|a| done(a)) => FollowUpStatus::Done,
        Some(_) => FollowUpStatus::Mentioned,
    };
    let evidence: Vec<FollowUpEvidence> = telling
        .iter()
        .map(|a| FollowUpEvidence {
            span: units.span(a.unit),
            score: super::round(a.score.min(1.0)),
            shared: plan.shared(&a.places, after.source.folded(units.span(a.unit))),
        })
        .collect();
    let found = |place: usize| telling.iter().any(|a| a.places.binary_search(&place).is_ok());
    FollowUp { commitment, status, planned_again: planned >= AGAIN, evidence, unmatched: plan.missing(found, MISSING) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_planned_again_is_shown_by_its_own_item() {
        let before = "一、下一年安排\n一是设立海岛巡回调解船；二是编印渔民法律读本。";
        let after =
            "一、主要做法\n受理行政复议申请37件。\n二、下一年安排\n一是整修码头普法栏；二是继续争取设立海岛巡回调解船；三是选聘调解员。";
        let comparison = crate::compare(before, after, &Default::default());
        let units: Vec<u16> = after.encode_utf16().collect();
        let shown = |of: &super::FollowUp| -> Vec<String> {
            of.evidence.iter().map(|shown| String::from_utf16_lossy(&units[shown.span.start..shown.span.end])).collect()
        };
        let [ship, book] = comparison.follow_ups.as_slice() else { panic!("two plans") };
        assert!(ship.planned_again && ship.status == super::FollowUpStatus::Mentioned);
        assert_eq!(shown(ship), ["二是继续争取设立海岛巡回调解船；"]);
        assert!(!book.planned_again && book.status == super::FollowUpStatus::Absent && book.evidence.is_empty());
    }
}
