//! Turns the characters at one end of many words into chains that are found at once: which words may begin, or end, at a place of a text.

use super::charset::Sieve;
use super::lexicon::Entry;

/// The characters at one end of a word, from its end inwards, up to three: dozens of words begin with 法治, few with 法治政. NUL where there is none.
pub(super) type Key = [char; 3];

/// The key of so many characters.
fn cut(key: Key, level: usize) -> Key {
    match level {
        1 => [key[0], '\0', '\0'],
        2 => [key[0], key[1], '\0'],
        _ => key,
    }
}

pub(super) fn key<'c>(mut chars: impl Iterator<Item = &'c char>) -> Key {
    let mut next = || chars.next().copied().unwrap_or('\0');
    [next(), next(), next()]
}

pub(super) fn pair_hash(first: char, second: char) -> u32 {
    (first as u32).wrapping_mul(0x9e37_79b9) ^ second as u32
}

fn hash(key: Key) -> u32 {
    pair_hash(key[0], key[1]).wrapping_mul(0x85eb_ca6b) ^ key[2] as u32
}

/// Chains of words that have a key in common, longest first; of equally long ones the first given first.
#[derive(Clone, Debug)]
pub(super) struct Links {
    /// The characters at the end of some word, and those that are a word by themselves.
    pub(super) any: Sieve,
    pub(super) alone: Sieve,
    /// Is there a word of one character?
    pub(super) single: bool,
    /// One bit for each hash of two characters: common characters begin words, common pairs seldom do.
    pub(super) pairs: Bits,
    /// One bit for each hash of the key of a word of several characters: of the words that begin with 行政 few go on as the text does.
    keys: Bits,
    /// By hash of the key the first word of a chain, by word the next one; `NONE` ends it.
    slots: Box<[u32]>,
    next: Box<[u32]>,
}

pub(super) const NONE: u32 = u32::MAX;

/// A set of hashes, one bit for each; of one size, so that asking is a handful of instructions.
#[derive(Clone, Debug)]
pub(super) struct Bits(Box<[u64; 256]>);

impl Bits {
    fn new() -> Self {
        Self(Box::new([0; 256]))
    }
    fn add(&mut self, hash: u32) {
        self.0[hash as usize >> 6 & 255] |= 1 << (hash & 63);
    }
    /// False for most hashes that were not added, never for one that was.
    #[inline]
    pub(super) fn holds(&self, hash: u32) -> bool {
        self.0[hash as usize >> 6 & 255] >> (hash & 63) & 1 == 1
    }
}

impl Links {
    pub(super) fn new(entries: &[Entry], key: &dyn Fn(&Entry) -> Key) -> Self {
        let mut links = Self {
            pairs: Bits::new(),
            keys: Bits::new(),
            slots: vec![NONE; (2 * entries.len()).next_power_of_two()].into_boxed_slice(),
            next: vec![NONE; entries.len()].into_boxed_slice(),
            any: Sieve::EMPTY,
            alone: Sieve::EMPTY,
            single: entries.iter().any(|entry| entry.len == 1),
        };
        for (number, entry) in entries.iter().enumerate() {
            let key = key(entry);
            links.any.add(key[0]);
            if entry.len == 1 {
                links.alone.add(key[0]);
            } else {
                links.pairs.add(pair_hash(key[0], key[1]));
                links.keys.add(hash(key));
            }
            let slot = links.slot(key);
            let longer = |other: u32| entries.get(other as usize).is_some_and(|other| other.len >= entry.len);
            let (mut before, mut after) = (NONE, links.slots[slot]);
            while longer(after) {
                (before, after) = (after, links.after(after));
            }
            links.next[number] = after;
            *links.next.get_mut(before as usize).unwrap_or(&mut links.slots[slot]) = number as u32;
        }
        links
    }
    fn slot(&self, key: Key) -> usize {
        hash(key) as usize & self.slots.len().wrapping_sub(1)
    }
    /// The number of characters of the longest key of at most `most` that there may be words of; 0 for none.
    #[inline]
    pub(super) fn level(&self, key: Key, most: usize) -> usize {
        match most {
            3.. if self.keys.holds(hash(key)) => 3,
            2.. if self.keys.holds(hash(cut(key, 2))) => 2,
            1.. => usize::from(self.alone.holds(key[0])),
            0 => 0,
        }
    }
    /// The first of the words whose key may be so much of this one; none at level 0.
    #[inline(always)]
    pub(super) fn first(&self, key: Key, level: usize) -> u32 {
        if level == 0 {
            return NONE;
        }
        self.slots.get(self.slot(cut(key, level))).copied().unwrap_or(NONE)
    }
    #[inline(always)]
    pub(super) fn after(&self, number: u32) -> u32 {
        self.next.get(number as usize).copied().unwrap_or(NONE)
    }
}
