//! Turns nothing: what kinds of quantities there are, and how exact a text can say that they are.

use crate::given::named;
use serde::Serialize;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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

named!(Qualifier { "exact" => Exact, "over" => Over, "under" => Under, "about" => About });
