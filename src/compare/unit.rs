//! Turns two units into how far their figures can be held against each other.

use crate::extract::indicator::{Indicator, Kind};
use crate::rules::{Lexicon, Table};
use crate::text::fold;
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("unit_families.tsv")));

#[derive(Clone, Copy)]
struct Family {
    name: &'static str,
    close: bool,
}

static FAMILIES: LazyLock<Lexicon<Family>> =
    LazyLock::new(|| Lexicon::of(&TABLE, "unit", |row| Some(Family { name: row.get("family"), close: row.get("grade") == "close" })));

/// Without brackets and blanks: 件(次) → 件次.
fn bare(unit: &str) -> Vec<char> {
    unit.chars().map(fold).filter(|c| !matches!(c, '(' | ')' | ' ' | '/')).collect()
}

fn family(unit: &[char]) -> Option<Family> {
    FAMILIES.starting(unit, 0).filter(|(len, _)| *len == unit.len()).map(|(_, family)| *family)
}

/// What a figure counts in, read once for all figures that it is held against.
pub struct Unit {
    kind: Kind,
    bare: Vec<char>,
    family: Option<Family>,
}

impl Unit {
    pub fn of(indicator: &Indicator) -> Self {
        let bare = bare(&indicator.unit);
        Self {
            kind: indicator.kind,
            family: if matches!(indicator.kind, Kind::Count | Kind::Measure) { family(&bare) } else { None },
            bare,
        }
    }

    /// 1 for the same unit, 0 where the two can never be one metric (a rate and percentage points, a rate and a count).
    pub fn likeness(&self, other: &Unit) -> f64 {
        if self.kind != other.kind {
            return 0.0;
        }
        if self.bare == other.bare {
            return 1.0;
        }
        match (self.family, other.family) {
            // One time limit may be told in days and in hours, but a working day is no number of hours that holds everywhere.
            (Some(x), Some(y)) if x.name == TIME && y.name == TIME => TIMES,
            _ if self.kind != Kind::Count => 0.3,
            (Some(x), Some(y)) if x.name == y.name => {
                if x.close && y.close {
                    0.95
                } else {
                    0.7
                }
            }
            (Some(x), Some(y)) if [x.name, y.name].iter().all(|n| matches!(*n, "case" | "event")) => 0.55,
            (Some(x), Some(y)) if [x.name, y.name].iter().all(|n| matches!(*n, "person" | "attendance")) => 0.5,
            (Some(x), Some(y)) if [x.name, y.name].iter().all(|n| matches!(*n, "household" | "visit")) => 0.6,
            // 调解中心14家 and 16个 are bodies both; 典型案例46件 and 52个 may be counted alike, but need not.
            (Some(x), Some(y)) if [x.name, y.name].iter().all(|n| matches!(*n, "household" | "thing")) => COMPARABLE,
            (Some(x), Some(y)) if [x.name, y.name].iter().all(|n| matches!(*n, "case" | "thing")) => 0.6,
            _ => 0.35,
        }
    }
}

/// As [`Unit::likeness`], of two figures that are held against each other once.
pub fn likeness(a: &Indicator, b: &Indicator) -> f64 {
    if a.kind == b.kind && a.unit == b.unit {
        return 1.0;
    }
    Unit::of(a).likeness(&Unit::of(b))
}

/// The family of hours and days, and how alike two of them are: enough for a pair, too little for a difference.
const TIME: &str = "time";
const TIMES: f64 = 0.65;

/// From here on two units count the same thing, so that their difference means something.
pub const COMPARABLE: f64 = 0.7;

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
    }
}
