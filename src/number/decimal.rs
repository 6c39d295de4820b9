//! Turns digits and powers of ten into exact decimals, and those into the nearest `f64`.

/// An exact decimal: `mantissa` / 10^`scale`. Figures in reports are decimal (0.92万, 1.37万亿), so they stay exact until the very end;
/// 0.1 + 0.2 never becomes 0.30000000000000004.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    pub fn integer(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// The number that the ASCII digits write, with at most one point among them; other characters (thousands separators) are passed over.
    /// `None` without a digit, and where it needs more than 38 digits.
    pub fn from_digits(chars: &[char]) -> Option<Self> {
        let (mut mantissa, mut scale, mut point, mut any) = (0i128, 0u32, false, false);
        for &c in chars {
            if let Some(digit) = c.to_digit(10) {
                mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
                scale += u32::from(point);
                any = true;
            } else if c == '.' {
                point = true;
            }
        }
        any.then_some(Self { mantissa, scale })
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }
    pub fn negate(self) -> Self {
        Self { mantissa: -self.mantissa, ..self }
    }
    /// This × 10^`power`; a negative power divides. `None` beyond the range.
    pub fn shift(self, power: i32) -> Option<Self> {
        let Self { mut mantissa, mut scale } = self;
        if power < 0 {
            scale = scale.checked_add(power.unsigned_abs())?;
        } else {
            let power = power.unsigned_abs();
            let taken = power.min(scale);
            scale -= taken;
            mantissa = mantissa.checked_mul(10i128.checked_pow(power - taken)?)?;
        }
        Some(Self { mantissa, scale })
    }
    pub fn add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.at_scale(scale)?, other.at_scale(scale)?);
        Some(Self { mantissa: a.checked_add(b)?, scale })
    }
    pub fn multiply(self, other: Self) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_mul(other.mantissa)?, scale: self.scale.checked_add(other.scale)? })
    }
    /// Is this less than `other`? `false` where the two can't be brought to one scale.
    pub fn less(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        matches!((self.at_scale(scale), other.at_scale(scale)), (Some(a), Some(b)) if a < b)
    }
    /// 100 × this / `other`, rounded half up to two decimals: 三分之二 → 66.67. `None` for a division by zero.
    pub fn percent_of(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (part, whole) = (self.at_scale(scale)?, other.at_scale(scale)?);
        let parts = part.checked_mul(20_000)?.checked_div(whole)?;
        Some(Self { mantissa: (parts + parts.signum()) / 2, scale: 2 })
    }

    /// The nearest `f64`.
    pub fn to_f64(self) -> f64 {
        const EXACT: i128 = 1 << 53;
        const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
        match TENS.get(self.scale as usize) {
            // Both operands are exact, so the one division rounds correctly.
            Some(&power) if self.mantissa.abs() <= EXACT => self.mantissa as f64 / power,
            _ => format!("{}e-{}", self.mantissa, self.scale).parse().unwrap_or(f64::NAN),
        }
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10i128.checked_pow(scale - self.scale)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_digits(&text.chars().collect::<Vec<_>>()).unwrap_or(Decimal::ZERO)
    }

    #[test]
    fn values_are_the_nearest_floats() {
        assert_eq!(decimal("1.37").shift(12).map(Decimal::to_f64), Some(1.37e12));
        assert_eq!(decimal("0.92").shift(4).map(Decimal::to_f64), Some(9200.0));
        assert_eq!(decimal("0.1").add(decimal("0.2")).map(Decimal::to_f64), Some(0.3));
        assert_eq!(decimal("1,234.50").to_f64(), 1234.5);
        assert_eq!(decimal("9007199254740993").to_f64(), 9007199254740992.0);
        assert_eq!(decimal("5").shift(-8).map(Decimal::to_f64), Some(5e-8));
        assert_eq!(decimal("2").percent_of(decimal("3")).map(Decimal::to_f64), Some(66.67));
        assert_eq!(decimal("1").percent_of(decimal("3")).map(Decimal::to_f64), Some(33.33));
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(Decimal::from_digits(&['9'; 60]), None);
        assert_eq!(Decimal::from_digits(&['.']), None);
        assert_eq!(decimal("1").shift(99), None);
        assert_eq!(decimal("1").percent_of(Decimal::ZERO), None);
        assert!(decimal("1.5").less(decimal("2")) && !decimal("2").less(decimal("2.0")));
    }
}
