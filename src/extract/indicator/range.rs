//! Turns a figure's words into the range of values that they allow: 6600余件 → 6600 to 6700, 0.72万件 → 7150 to 7250, 86件 → 86.

use super::{Indicator, Kind, Qualifier};
use crate::number::is_chinese_numeral;
use crate::text::fold;

/// All values from `low` to `high`, both included, in base units (percent in points).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    pub fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }
    /// One value and nothing else.
    pub fn is_point(self) -> bool {
        self.low == self.high
    }
    /// Do both allow a value in common? `slack` widens this one on both sides.
    pub fn meets(self, other: Range, slack: f64) -> bool {
        self.low - slack <= other.high && other.low <= self.high + slack
    }
    pub fn plus(self, other: Range) -> Range {
        Range::new(self.low + other.low, self.high + other.high)
    }
    pub fn minus(self, other: Range) -> Range {
        Range::new(self.low - other.high, self.high - other.low)
    }
    /// This divided by `other`; `None` unless both lie above zero.
    pub fn divide(self, other: Range) -> Option<Range> {
        (other.low > 0.0 && self.low >= 0.0).then(|| Range::new(self.low / other.high, self.high / other.low))
    }
}

impl Indicator {
    /// What one unit of the last digit written stands for: 1.01万 → 100, 98.4% → 0.1, 98% → 1, 86件 → 1.
    pub fn last_digit(&self) -> f64 {
        (0..self.decimals()).fold(self.scale(), |step, _| step / 10.0)
    }

    /// The step that 余, 近 and 约 speak of: as [`last_digit`](Self::last_digit), but of a round figure its last digit that is not zero (6600余 → 100).
    /// Rates are not read so: 80%左右 is not 70%.
    pub fn round_step(&self) -> f64 {
        let mut step = self.last_digit();
        if self.decimals() > 0 || matches!(self.kind, Kind::Percent | Kind::PercentagePoint) {
            return step;
        }
        while self.value >= step * 10.0 && self.value % (step * 10.0) == 0.0 && step < 1e15 {
            step *= 10.0;
        }
        step
    }

    /// Is the figure a count to the unit, as a register gives it? 86件 is, 1.2万件, 98.4% and 86余件 are rounded.
    pub fn is_exact(&self) -> bool {
        self.qualifier == Qualifier::Exact && self.upper.is_none() && self.scale() == 1.0 && self.decimals() == 0 && !self.is_rate()
    }

    /// A percentage or percentage points.
    pub fn is_rate(&self) -> bool {
        matches!(self.kind, Kind::Percent | Kind::PercentagePoint)
    }

    /// All values that the words can mean. Nothing that lies outside is meant; wide on purpose, so that what is held against it is surely off.
    pub fn range(&self) -> Range {
        let (value, upper) = (self.value, self.upper.unwrap_or(self.value));
        let step = self.round_step();
        match self.qualifier {
            Qualifier::Over => Range::new(value, upper + step),
            Qualifier::Under => Range::new(value - step, upper),
            Qualifier::About => Range::new(value - step, upper + step),
            Qualifier::Exact if self.is_exact() || self.upper.is_some() => Range::new(value, upper),
            Qualifier::Exact => Range::new(value - self.last_digit() / 2.0, upper + self.last_digit() / 2.0),
        }
    }

    /// The values that the words most likely mean: half as wide, and a whole number of 万 (1万亩) is not off by thousands.
    pub fn likely_range(&self) -> Range {
        let (value, upper) = (self.value, self.upper.unwrap_or(self.value));
        let half = self.round_step() / 2.0;
        match self.qualifier {
            Qualifier::Over => Range::new(value, upper + half),
            Qualifier::Under => Range::new(value - half, upper),
            Qualifier::About => Range::new(value - half, upper + half),
            // Amounts of money and rates are compared as they are written.
            Qualifier::Exact if self.scale() == 1.0 || self.kind == Kind::Money => Range::new(value, upper),
            Qualifier::Exact => {
                let half = if self.decimals() == 0 { self.scale() / 20.0 } else { self.last_digit() / 2.0 };
                Range::new(value - half, upper + half)
            }
        }
    }

    /// Digits written behind the point.
    fn decimals(&self) -> usize {
        let mut chars = self.raw.chars().map(fold).skip_while(|c| !matches!(c, '.' | '点')).skip(1);
        chars.by_ref().take_while(|c| c.is_ascii_digit() || (is_chinese_numeral(*c) && !matches!(c, '万' | '亿' | '千' | '百'))).count()
    }

    /// 1e4 for 万, 1e8 for 亿, 10 for the tenths of 两成, else 1.
    fn scale(&self) -> f64 {
        let (mut trillions, mut hundred_millions, mut ten_thousands, mut last) = (false, false, false, '\0');
        for c in self.raw.chars() {
            match c {
                '成' if self.kind == Kind::Percent => return 10.0,
                '亿' => (hundred_millions, trillions) = (true, trillions || last == '万'),
                '万' => ten_thousands = true,
                _ => {}
            }
            last = c;
        }
        match (trillions, hundred_millions, ten_thousands) {
            (true, ..) => 1e12,
            // 1亿2千万, 1万6千: the last power that is written counts; without one, digits of the unit follow.
            (_, true, false) => 1e8,
            (_, _, true) => 1e4,
            _ => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    fn ranges(text: &str) -> Vec<(f64, f64)> {
        parse(text, None).indicators.iter().map(|i| i.range()).map(|r| (r.low, r.high)).collect()
    }

    #[test]
    fn words_allow_ranges() {
        assert_eq!(ranges("公开信息6600余条，发放手册0.72万份，办理公证86件。"), [(6600.0, 6700.0), (7150.0, 7250.0), (86.0, 86.0)]);
        let about = ranges("合格率达到百分之九十八点五，覆盖率80%左右，参与群众近3万人次。");
        assert_eq!(about, [(98.45, 98.55), (79.0, 81.0), (20000.0, 30000.0)]);
    }
}
