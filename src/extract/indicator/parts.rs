//! Turns 其中 and brackets into totals and their parts: `受理12件,其中甲5件、乙7件` → 5件 and 7件 are parts of 12件.

use super::{Indicator, Kind};
use crate::span::Span;
use crate::text::Source;

/// Fills `part_of` among the indicators of one sentence; `first` is the id of the first of them.
///
/// The total is the last level before 其中 with the unit of the part; the list goes on as long as the parts stand in one row (、 or a comma
/// with no new 其中) and keep to the total's unit. A part larger than its total is none.
pub fn relate(source: &Source, first: usize, indicators: &mut [Indicator]) {
    let mut total: Option<usize> = None;
    // What parts the list: where it is 、, a comma ends it.
    let mut comma: Option<bool> = None;
    for at in 1..indicators.len() {
        let between = Span::new(indicators[at - 1].span.end, indicators[at].span.start);
        let chars = source.folded(between);
        if chars.iter().any(|c| matches!(c, '。' | ';')) {
            total = None;
        }
        if super::wording::find(source, between, "其中").is_some() {
            total = (0..at).rev().find(|&i| may_hold(&indicators[i], &indicators[at]));
            comma = None;
        } else if total.is_some() {
            let here = chars.first() == Some(&',');
            if !goes_on(chars) || comma.is_some_and(|before| before != here && here) {
                total = None;
            }
            comma = Some(comma.unwrap_or(here) && here);
        }
        if let Some(of) = total {
            if may_hold(&indicators[of], &indicators[at]) {
                indicators[at].part_of = Some(first + of);
            } else if indicators[at].unit != indicators[of].unit {
                total = None;
            }
        }
    }
}

/// A short comma clause goes on with the list; a longer one speaks of something else.
fn goes_on(between: &[char]) -> bool {
    between.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与')) || (between.first() == Some(&',') && between.len() <= 10)
}

fn may_hold(total: &Indicator, part: &Indicator) -> bool {
    total.unit == part.unit
        && total.kind == part.kind
        && matches!(total.kind, Kind::Count | Kind::Money)
        && total.change.is_none()
        && part.change.is_none()
        && part.value <= total.value
}
