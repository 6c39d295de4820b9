//! Turns thousands of words into one that can be looked for at every place of a text, in one pass.

/// Many words, each with something known about it (`T`). What [`Lexicon`](super::Lexicon) does for a list of dozens at some places, this does
/// for thousands at every place: one look at two characters tells whether a word may start here. Words have two characters or more; write them
/// folded (see [`Source`](crate::text::Source)).
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    index: Index,
    values: Vec<T>,
}

/// The words alone; like the lexicon's, it knows nothing of `T`.
#[derive(Clone, Debug)]
struct Index {
    /// One bit for each hash of two first characters that some word has: it keeps out nearly every place where none starts.
    sieve: Box<[u64]>,
    /// Open addressing: position in `heads` plus one, 0 = free. At least twice as many slots as heads, so that a look mostly ends at the first.
    slots: Box<[u16]>,
    /// Two first characters and where their words begin in `words`.
    heads: Vec<(u64, u32)>,
    /// By head, longest first within one.
    words: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    head: u64,
    chars: Box<[char]>,
    /// Position in the list of values.
    value: usize,
}

/// 32,768 bits: few of them are set, and all fit the nearest cache.
const SIEVE: usize = 512;

fn head(first: char, second: char) -> u64 {
    u64::from(first as u32) << 21 | u64::from(second as u32)
}

#[inline]
fn hash(head: u64) -> usize {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}

impl Index {
    #[inline(never)]
    fn new(mut words: Vec<Entry>) -> Self {
        crate::order::by_key(&mut words, |entry| (entry.head, usize::MAX - entry.chars.len()));
        let mut heads: Vec<(u64, u32)> = Vec::new();
        for (at, entry) in words.iter().enumerate() {
            if heads.last().is_none_or(|&(last, _)| last != entry.head) {
                heads.push((entry.head, at as u32));
            }
        }
        // Positions take 16 bits; a vocabulary of more heads would need another table.
        heads.truncate(usize::from(u16::MAX) - 1);
        let slots = vec![0; (2 * heads.len().max(1)).next_power_of_two()].into_boxed_slice();
        let mut index = Self { sieve: vec![0; SIEVE].into_boxed_slice(), slots, heads, words };
        for at in 0..index.heads.len() {
            let hash = index.heads.get(at).map_or(0, |&(head, _)| hash(head));
            if let Some(bits) = index.sieve.get_mut(hash >> 6 & (SIEVE - 1)) {
                *bits |= 1 << (hash & 63);
            }
            let mut slot = index.slot(hash);
            while index.slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = index.next(slot);
            }
            if let Some(slot) = index.slots.get_mut(slot) {
                *slot = at as u16 + 1;
            }
        }
        index
    }

    /// Where a head is looked for first.
    #[inline]
    fn slot(&self, hash: usize) -> usize {
        hash & (self.slots.len() - 1)
    }
    #[inline]
    fn next(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The words with the same two first characters as `rest`.
    #[inline]
    fn candidates(&self, rest: &[char]) -> &[Entry] {
        let [first, second, ..] = *rest else { return &[] };
        let head = head(first, second);
        let hash = hash(head);
        if self.sieve.get(hash >> 6 & (SIEVE - 1)).is_none_or(|bits| bits >> (hash & 63) & 1 == 0) {
            return &[];
        }
        let mut slot = self.slot(hash);
        while let Some(&taken) = self.slots.get(slot).filter(|&&taken| taken != 0) {
            let found = usize::from(taken) - 1;
            if self.heads.get(found).is_some_and(|&(other, _)| other == head) {
                return self.words_of(found);
            }
            slot = self.next(slot);
        }
        &[]
    }
    fn words_of(&self, found: usize) -> &[Entry] {
        let from = self.heads.get(found).map_or(0, |&(_, from)| from as usize);
        let to = self.heads.get(found + 1).map_or(self.words.len(), |&(_, to)| to as usize);
        self.words.get(from..to).unwrap_or(&[])
    }
}

impl<T> Phrases<T> {
    /// Takes the words; those of less than two characters are left out. Of a word that comes twice, both count, in order.
    pub fn new(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let (mut entries, mut values) = (Vec::new(), Vec::new());
        for (word, value) in words {
            let chars: Box<[char]> = word.as_ref().chars().collect();
            if let [first, second, ..] = *chars {
                entries.push(Entry { head: head(first, second), chars, value: values.len() });
                values.push(value);
            }
        }
        Self { index: Index::new(entries), values }
    }

    /// Every word that starts at `at`, longest first.
    #[inline]
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        let rest = chars.get(at..).unwrap_or(&[]);
        let found = self.index.candidates(rest).iter().filter(|entry| rest.starts_with(&entry.chars));
        found.filter_map(|entry| self.values.get(entry.value).map(|value| (entry.chars.len(), value)))
    }

    /// The longest word that starts at `at`.
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        self.all_starting(chars, at).next()
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.values.len()
    }
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
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
