//! Turns thousands of words into one that can be looked for at every place of a text, in one pass.

use std::collections::BTreeMap;

/// Many words, each with something known about it (`T`). What [`Lexicon`](super::Lexicon) does for a list of dozens at some places, this does
/// for thousands at every place: two characters tell nearly always that no word starts here. Words have two characters or more; write them
/// folded (see [`Source`](crate::text::Source)).
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// One bit for each hash of two first characters that some word has.
    sieve: Box<[u64]>,
    /// Two first characters and where their words begin in `words`, ascending.
    heads: Vec<(u64, u32)>,
    /// Longest first within one head.
    words: Vec<(Box<[char]>, T)>,
}

/// 65,536 bits keep out all but a few places even of a text that is full of a table's first characters.
const SIEVE: usize = 1024;

fn head(first: char, second: char) -> u64 {
    u64::from(first as u32) << 21 | u64::from(second as u32)
}

/// Place of a head in the sieve: the word and the bit.
fn place(head: u64) -> (usize, u64) {
    let hash = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

impl<T> Phrases<T> {
    /// Takes the words; those of less than two characters are left out. Of a word that comes twice, both count, in order.
    pub fn new(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let mut by_head: BTreeMap<u64, Vec<(Box<[char]>, T)>> = BTreeMap::new();
        for (word, value) in words {
            let chars: Box<[char]> = word.as_ref().chars().collect();
            if let [first, second, ..] = *chars {
                by_head.entry(head(first, second)).or_default().push((chars, value));
            }
        }
        let mut phrases = Self { sieve: vec![0; SIEVE].into_boxed_slice(), heads: Vec::new(), words: Vec::new() };
        for (head, mut words) in by_head {
            words.sort_by_key(|(chars, _)| usize::MAX - chars.len());
            let (at, bit) = place(head);
            if let Some(bits) = phrases.sieve.get_mut(at) {
                *bits |= bit;
            }
            phrases.heads.push((head, phrases.words.len() as u32));
            phrases.words.append(&mut words);
        }
        phrases
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
    fn candidates(&self, rest: &[char]) -> &[(Box<[char]>, T)] {
        let [first, second, ..] = *rest else { return &[] };
        let head = head(first, second);
        let (at, bit) = place(head);
        if self.sieve.get(at).is_none_or(|bits| bits & bit == 0) {
            return &[];
        }
        let Ok(found) = self.heads.binary_search_by_key(&head, |&(head, _)| head) else { return &[] };
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
