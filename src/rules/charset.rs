//! Turns a handful of characters into a set that can be asked at every place of a text.

/// A few characters. One bit of 2,048 keeps out nearly every other one, so that asking costs the same for two characters and for fifty.
#[derive(Clone, Debug)]
pub struct CharSet {
    sieve: Sieve,
    chars: &'static [char],
}

impl CharSet {
    pub const fn new(chars: &'static [char]) -> Self {
        let mut sieve = Sieve::EMPTY;
        let mut i = 0;
        while i < chars.len() {
            sieve.add(chars[i]);
            i += 1;
        }
        Self { sieve, chars }
    }
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.sieve.holds(c) && self.chars.contains(&c)
    }
}

/// One bit for each hash of a character.
#[derive(Clone, Debug)]
pub(super) struct Sieve([u64; 32]);

impl Sieve {
    pub(super) const EMPTY: Self = Self([0; 32]);

    pub(super) const fn add(&mut self, c: char) {
        self.0[c as usize >> 6 & 31] |= 1 << (c as u32 & 63);
    }
    /// False for nearly every character that was not added, never for one that was.
    #[inline]
    pub(super) fn holds(&self, c: char) -> bool {
        self.0[c as usize >> 6 & 31] >> (c as u32 & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_was_made_of() {
        const SET: CharSet = CharSet::new(&['年', '0', '“']);
        let found: String = "2022年“十四五”0〇\u{5e74}\u{1f600}".chars().filter(|&c| SET.contains(c)).collect();
        assert_eq!(found, "0年“0年");
        // The same bit as 年, another character.
        assert!(!char::from_u32('年' as u32 + 2048).is_some_and(|c| SET.contains(c)));
    }
}
