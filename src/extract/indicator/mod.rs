//! Turns quantities into indicators: what is counted, how many, of what unit, and whether it is a level or a change.

pub mod select;

use crate::span::{Span, Spans};
use serde::{Deserialize, Serialize};

/// Kind of quantity; percent and percentage point never convert into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    Count,
    Percent,
    PercentagePoint,
    Money,
    /// 倍, 番, ‰.
    Ratio,
    /// Length, area, time, weight.
    Measure,
}

/// How exact the text says the figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    Exact,
    /// 余, 多, 以上, 超, 不少于 …
    Over,
    /// 近, 不足, 以内, 不超过 …
    Under,
    /// 约, 左右, 上下.
    About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Up,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// Over the year reported on.
    Year,
    /// Since a start further back (累计, 自2021年以来).
    Cumulative,
    /// At a date (现有, 截至…共有).
    Stock,
    /// Planned.
    Target,
}

/// A rate worked out again from the two indicators it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Recomputed {
    pub value: f64,
    pub numerator: usize,
    pub denominator: usize,
}

/// One quantity that measures something done, reached, held or planned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Indicator {
    /// Position in the list of indicators.
    pub id: usize,
    /// The innermost section that it stands in.
    pub section: Option<usize>,
    /// Numeral with what belongs to its value: `230余场次`.
    pub raw: String,
    pub span: Span,
    /// In base units: 1.01万余件 → 10100.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The measure word as written, without 万/亿/余.
    pub unit: String,
    pub kind: Kind,
    pub qualifier: Qualifier,
    /// The shortest words of the text that say what is counted; several places are joined in reading order of sense.
    pub label: String,
    /// Where the label, or its last part, stands.
    pub label_span: Span,
    /// Id of the canonical metric.
    pub metric: Option<String>,
    pub metric_confidence: Option<f64>,
    /// Id of its total (其中…).
    pub part_of: Option<usize>,
    /// Id of the level that this change belongs to.
    pub change_of: Option<usize>,
    pub recomputed: Option<Recomputed>,
    /// The number is itself the difference against an earlier time.
    pub change: Option<Change>,
    pub period: Option<Period>,
    pub sentence: Span,
    /// A reader changed or added it.
    pub corrected: bool,
}

impl Spans for Indicator {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
        map(&mut self.label_span);
        map(&mut self.sentence);
    }
}
