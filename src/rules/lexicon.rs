//! Turns a list of words into one that can be looked up at a place in a text: which of them starts here, which ends here.

use std::cmp::Reverse;

/// Words with something known about each (`T`). A lookup costs the few words that share one character, whatever the size of the list.
/// Words are compared with folded characters (see [`Source`](crate::text::Source)): write them folded.
#[derive(Clone, Debug)]
pub struct Lexicon<T> {
    /// By first character, longest first.
    heads: Vec<Entry<T>>,
    /// Indices into `heads`, by last character, longest first.
    tails: Vec<(char, u32)>,
    first: Sieve,
    last: Sieve,
}

/// Which characters may begin (or end) a word: most characters of a text begin none, and are told by one bit.
#[derive(Clone, Debug)]
struct Sieve([u64; 32]);

impl Sieve {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut bits = [0; 32];
        for c in chars {
            bits[(c as usize >> 6) & 31] |= 1 << (c as u32 & 63);
        }
        Self(bits)
    }
    fn may_hold(&self, c: char) -> bool {
        self.0[(c as usize >> 6) & 31] >> (c as u32 & 63) & 1 == 1
    }
}

#[derive(Clone, Debug)]
struct Entry<T> {
    first: char,
    chars: Box<[char]>,
    value: T,
}

/// By character, longest first, then in the order of the list. Not generic: a sort is much code, and each kind of lexicon would get its own.
fn sorted(mut keys: Vec<(char, Reverse<usize>, u32)>) -> Vec<(char, u32)> {
    keys.sort_unstable();
    keys.into_iter().map(|(c, _, i)| (c, i)).collect()
}

impl<T> Lexicon<T> {
    /// Takes the words; empty ones are left out. Of a word that comes twice, the first one counts.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut all: Vec<Option<Entry<T>>> = words
            .into_iter()
            .filter_map(|(word, value)| {
                let chars: Box<[char]> = word.chars().collect();
                chars.first().copied().map(|first| Some(Entry { first, chars, value }))
            })
            .collect();
        let key = |(i, entry): (usize, &Option<Entry<T>>)| entry.as_ref().map(|e| (e.first, Reverse(e.chars.len()), i as u32));
        let order = sorted(all.iter().enumerate().filter_map(key).collect());
        let heads: Vec<Entry<T>> = order.iter().filter_map(|&(_, i)| all.get_mut(i as usize)?.take()).collect();
        let key = |(i, entry): (usize, &Entry<T>)| entry.chars.last().map(|&last| (last, Reverse(entry.chars.len()), i as u32));
        let tails = sorted(heads.iter().enumerate().filter_map(key).collect());
        let (first, last) = (Sieve::of(heads.iter().map(|e| e.first)), Sieve::of(tails.iter().map(|&(c, _)| c)));
        Self { heads, tails, first, last }
    }

    /// The longest word that starts at `at`: its length in characters, and what is known about it.
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        self.all_starting(chars, at).next()
    }

    /// Every word that starts at `at`, longest first.
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        let rest = chars.get(at..).unwrap_or(&[]);
        let first = rest.first().copied().unwrap_or('\0');
        let from = if self.first.may_hold(first) { self.heads.partition_point(|entry| entry.first < first) } else { self.heads.len() };
        let entries = self.heads.get(from..).unwrap_or(&[]);
        entries.iter().take_while(move |e| e.first == first).filter(|e| rest.starts_with(&e.chars)).map(|e| (e.chars.len(), &e.value))
    }

    /// The longest word that ends at `end` (exclusive): its length in characters, and what is known about it.
    pub fn ending(&self, chars: &[char], end: usize) -> Option<(usize, &T)> {
        let before = chars.get(..end).unwrap_or(&[]);
        let last = before.last().copied().filter(|&c| self.last.may_hold(c))?;
        let from = self.tails.partition_point(|&(c, _)| c < last);
        self.tails.get(from..)?.iter().take_while(|&&(c, _)| c == last).find_map(|&(_, i)| {
            let entry = self.heads.get(i as usize)?;
            before.ends_with(&entry.chars).then_some((entry.chars.len(), &entry.value))
        })
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.heads.len()
    }
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let lexicon = Lexicon::new([("件", 1), ("件次", 2), ("人次", 3), ("次", 4), ("件", 9), ("", 0)]);
        let text: Vec<char> = "三件次、人次".chars().collect();
        assert_eq!(lexicon.starting(&text, 1), Some((2, &2)));
        assert_eq!(lexicon.starting(&text, 0), None);
        assert_eq!(lexicon.starting(&text, 99), None);
        assert_eq!(lexicon.ending(&text, 2), Some((1, &1)));
        assert_eq!(lexicon.ending(&text, 6), Some((2, &3)));
        assert_eq!(lexicon.ending(&text, 0), None);
        assert_eq!(lexicon.ending(&text, 99), None);
        assert_eq!(lexicon.all_starting(&text, 1).map(|(n, v)| (n, *v)).collect::<Vec<_>>(), [(2, 2), (1, 1), (1, 9)]);
    }
}
