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

    /// The nearest `f64`. The library's reading of floats is not used: its table of powers of five, which nothing compresses, is 10 KB of the module.
    pub fn to_f64(self) -> f64 {
        const EXACT: i128 = 1 << 53;
        const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
        match TENS.get(self.scale as usize) {
            // Both operands are exact, so the one division rounds correctly.
            Some(&power) if self.mantissa.abs() <= EXACT => self.mantissa as f64 / power,
            _ if self.mantissa < 0 => -self.long_division(),
            _ => self.long_division(),
        }
    }

    /// The absolute value, by long division in binary: a quotient of 55 bits at least and whether anything is left, which the conversion rounds correctly.
    #[cold]
    fn long_division(self) -> f64 {
        /// The most decimals whose power of five can be doubled as a remainder.
        const MOST: u32 = 54;
        let mut beyond = self.scale.saturating_sub(MOST);
        let scale = self.scale.min(MOST);
        let (whole, fives) = (self.mantissa.unsigned_abs(), 5u128.pow(scale));
        if whole == 0 {
            return 0.0;
        }
        let (mut quotient, mut rest, mut halvings) = (whole / fives, whole % fives, scale + 1);
        while quotient < 1 << 54 {
            rest *= 2;
            quotient = 2 * quotient + u128::from(rest >= fives);
            rest -= if rest >= fives { fives } else { 0 };
            halvings += 1;
        }
        let mut value = libm::scalbn((quotient << 1 | u128::from(rest > 0)) as f64, -i32::try_from(halvings).unwrap_or(i32::MAX));
        // So many decimals no figure has: what they leave is next to nothing, and its last bit is not looked after.
        while beyond > 0 && value > 0.0 {
            let step = beyond.min(15);
            value /= libm::exp10(f64::from(step));
            beyond -= step;
        }
        value
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

    /// The library reads floats by another way.
    #[test]
    fn long_numerals_read_as_the_library_reads_them() {
        let mut noise = 1u64;
        let mut next = |below: u64| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (noise >> 33) % below
        };
        for _ in 0..20_000 {
            let (length, scale) = (1 + next(38) as u32, next(55) as u32);
            let mantissa = (0..length).fold(0i128, |value, _| value * 10 + i128::from(next(10))) * [1, -1][next(2) as usize];
            let expected: f64 = format!("{mantissa}e-{scale}").parse().unwrap();
            assert_eq!(Decimal { mantissa, scale }.long_division(), expected.abs(), "{mantissa}e-{scale}");
            assert_eq!(Decimal { mantissa, scale }.to_f64(), expected, "{mantissa}e-{scale}");
        }
        // Halfway between two floats, and a little to either side of it.
        assert_eq!(decimal("9007199254740993.00000000000000000000").to_f64(), 9007199254740992.0);
        assert_eq!(decimal("9007199254740993.00000000000000000001").to_f64(), 9007199254740994.0);
        assert_eq!(decimal("9007199254740992.99999999999999999999").to_f64(), 9007199254740992.0);
    }

    #[test]
    fn a_numeral_of_very_many_decimals_is_next_to_nothing() {
        let tiny = decimal(&format!("0.{}1", "0".repeat(79))).to_f64();
        assert!((tiny / 1e-80 - 1.0).abs() < 1e-12, "{tiny}");
        assert_eq!(decimal(&format!("0.{}1", "0".repeat(999))).to_f64(), 0.0);
        assert_eq!(Decimal { mantissa: 0, scale: 99 }.to_f64(), 0.0);
        assert_eq!(Decimal { mantissa: -1, scale: u32::MAX }.to_f64(), 0.0);
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
