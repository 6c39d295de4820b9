//! Turns rates above what they can be into contradictions: a share of more than 100 %, a fall by more than 100 %.

use super::sum::{figure, within, Findings};
use crate::extract::indicator::{Change, Indicator, Kind};
use crate::report::model::CheckKind;
use crate::rules::{Lexicon, Table};
use crate::text::folded;
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("bounded_rates.tsv")));

static ENDINGS: LazyLock<Lexicon<bool>> = LazyLock::new(|| Lexicon::of(&TABLE, "ending", |row| Some(row.get("bounded") == "yes")));

/// Is this a rate that can't exceed 100 %? By its label's last words; what is not known is not.
pub fn is_share(indicator: &Indicator) -> bool {
    let ends_in_share = |label: &[char]| ENDINGS.ending(label, label.len()).is_some_and(|(_, bounded)| *bounded);
    indicator.kind == Kind::Percent && indicator.change.is_none() && ends_in_share(&folded(&indicator.label))
}

pub fn check(all: &[Indicator], found: &mut Findings) {
    for indicator in all.iter().filter(|i| i.kind == Kind::Percent && i.value > 100.0) {
        let what = if is_share(indicator) {
            "超出100%，这类比率不应高于100%"
        } else if indicator.change == Some(Change::Down) {
            "超出100%，数量的下降幅度不应高于100%"
        } else {
            continue;
        };
        found.contradicts(within(
            CheckKind::PercentOutOfRange,
            format!("“{}”写作{}，{what}，请核对。", indicator.label, indicator.raw),
            format!("{}% > 100%", figure(indicator.value)),
            [indicator.span],
            (indicator.value, 100.0),
        ));
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
