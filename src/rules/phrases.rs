//! Turns thousands of words into one that can be looked for at every place of a text, in one pass.

use std::collections::BTreeMap;

/// Many words, each with something known about it (`T`). What [`Lexicon`](super::Lexicon) does for a list of dozens at some places, this does
/// for thousands at every place: one look at two characters tells whether a word may start here. Words have two characters or more; write them
/// folded (see [`Source`](crate::text::Source)).
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// Open addressing: position in `heads` plus one, 0 = free. At least twice as many slots as heads, so that a look mostly ends at the first.
    slots: Box<[u16]>,
    /// Two first characters and where their words begin in `words`.
    heads: Vec<(u64, u32)>,
    /// Longest first within one head.
    words: Vec<Entry<T>>,
}

/// A word and what is known about it.
type Entry<T> = (Box<[char]>, T);

fn head(first: char, second: char) -> u64 {
    u64::from(first as u32) << 21 | u64::from(second as u32)
}

impl<T> Phrases<T> {
    /// Takes the words; those of less than two characters are left out. Of a word that comes twice, both count, in order.
    pub fn new(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let mut by_head: BTreeMap<u64, Vec<Entry<T>>> = BTreeMap::new();
        for (word, value) in words {
            let chars: Box<[char]> = word.as_ref().chars().collect();
            if let [first, second, ..] = *chars {
                by_head.entry(head(first, second)).or_default().push((chars, value));
            }
        }
        // Positions take 16 bits; a vocabulary of more heads would need another table.
        let heads = by_head.len().min(usize::from(u16::MAX) - 1);
        let slots = vec![0; (2 * heads.max(1)).next_power_of_two()].into_boxed_slice();
        let mut phrases = Self { slots, heads: Vec::with_capacity(heads), words: Vec::new() };
        for (head, mut words) in by_head.into_iter().take(heads) {
            words.sort_by_key(|(chars, _)| usize::MAX - chars.len());
            let mut at = phrases.slot(head);
            while phrases.slots.get(at).is_some_and(|&taken| taken != 0) {
                at = (at + 1) & (phrases.slots.len() - 1);
            }
            if let Some(slot) = phrases.slots.get_mut(at) {
                *slot = phrases.heads.len() as u16 + 1;
            }
            phrases.heads.push((head, phrases.words.len() as u32));
            phrases.words.append(&mut words);
        }
        phrases
    }

    /// Where a head is looked for first.
    #[inline]
    fn slot(&self, head: u64) -> usize {
        (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (self.slots.len() - 1)
    }

    /// Every word that starts at `at`, longest first.
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        let rest = chars.get(at..).unwrap_or(&[]);
        self.candidates(rest).iter().filter(|(word, _)| rest.starts_with(word)).map(|(word, value)| (word.len(), value))
    }

    /// The longest word that starts at `at`.
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        let rest = chars.get(at..).unwrap_or(&[]);
        self.candidates(rest).iter().find(|(word, _)| rest.starts_with(word)).map(|(word, value)| (word.len(), value))
    }

    /// The words with the same two first characters as `rest`.
    #[inline]
    fn candidates(&self, rest: &[char]) -> &[Entry<T>] {
        let [first, second, ..] = *rest else { return &[] };
        let head = head(first, second);
        let mut at = self.slot(head);
        let found = loop {
            match self.slots.get(at).copied() {
                Some(taken) if taken != 0 => {
                    let found = usize::from(taken) - 1;
                    if self.heads.get(found).is_some_and(|&(other, _)| other == head) {
                        break found;
                    }
                    at = (at + 1) & (self.slots.len() - 1);
                }
                _ => return &[],
            }
        };
        let from = self.heads.get(found).map_or(0, |&(_, from)| from as usize);
        let to = self.heads.get(found + 1).map_or(self.words.len(), |&(_, to)| to as usize);
        self.words.get(from..to).unwrap_or(&[])
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_longest_first() {
        let phrases = Phrases::new([("行政", 1), ("行政复议", 2), ("复议", 3), ("行", 4), ("", 5), ("行政复核", 6)]);
        let text: Vec<char> = "受理行政复议案件,行".chars().collect();
        let all = |at| phrases.all_starting(&text, at).map(|(n, v)| (n, *v)).collect::<Vec<_>>();
        assert_eq!(phrases.len(), 4);
        assert_eq!(all(2), [(4, 2), (2, 1)]);
        assert_eq!(all(4), [(2, 3)]);
        assert_eq!(phrases.starting(&text, 2), Some((4, &2)));
        for none in [0, 3, 9, 10, 99] {
            assert_eq!((all(none), phrases.starting(&text, none)), (vec![], None));
        }
    }
}
