//! Turns a list of words into one that can be looked up at a place in a text: which of them starts here, which ends here.

/// Words with something known about each (`T`). A lookup costs the few words that share one character, whatever the size of the list.
/// Words are compared with folded characters (see [`Source`](crate::text::Source)): write them folded.
#[derive(Clone, Debug)]
pub struct Lexicon<T> {
    words: Words,
    values: Vec<T>,
}

/// The words alone, so that what sorts and finds them is compiled once, whatever is known about them.
#[derive(Clone, Debug)]
struct Words {
    /// By first character, longest first.
    heads: Vec<Entry>,
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
struct Entry {
    first: char,
    chars: Box<[char]>,
    /// Position of what is known about the word.
    value: u32,
}

/// Character, then the longest first, then position, as one number: sorting numbers is code that the program has anyway.
fn key(c: char, len: usize, at: usize) -> u64 {
    (u64::from(u32::from(c)) << 40) | ((0xff - len.min(0xff) as u64) << 32) | at as u64
}

/// The position in a [`key`].
fn place(key: u64) -> usize {
    (key & 0xffff_ffff) as usize
}

impl Words {
    #[inline(never)]
    fn new(names: &[&str]) -> Self {
        let mut entries: Vec<Option<Entry>> = Vec::with_capacity(names.len());
        let mut order: Vec<u64> = Vec::with_capacity(names.len());
        for (value, name) in names.iter().enumerate() {
            let chars: Box<[char]> = name.chars().collect();
            let first = chars.first().copied().unwrap_or('\0');
            order.push(key(first, chars.len(), value));
            entries.push(Some(Entry { first, chars, value: value as u32 }));
        }
        // The position decides between equal words: the one that came first counts.
        order.sort_unstable();
        let heads: Vec<Entry> = order.iter().filter_map(|key| entries.get_mut(place(*key))?.take()).collect();
        let mut order: Vec<u64> =
            heads.iter().enumerate().map(|(i, e)| key(e.chars.last().copied().unwrap_or('\0'), e.chars.len(), i)).collect();
        order.sort_unstable();
        let last_of = |i: usize| heads.get(i).and_then(|e| e.chars.last().copied()).unwrap_or('\0');
        let tails: Vec<(char, u32)> = order.iter().map(|key| (last_of(place(*key)), place(*key) as u32)).collect();
        let (first, last) = (Sieve::of(heads.iter().map(|e| e.first)), Sieve::of(tails.iter().map(|&(c, _)| c)));
        Self { heads, tails, first, last }
    }

    fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = &'l Entry> + 'l {
        let rest = chars.get(at..).unwrap_or(&[]);
        let first = rest.first().copied().unwrap_or('\0');
        let from = if self.first.may_hold(first) { self.heads.partition_point(|entry| entry.first < first) } else { self.heads.len() };
        let entries = self.heads.get(from..).unwrap_or(&[]);
        entries.iter().take_while(move |e| e.first == first).filter(|e| rest.starts_with(&e.chars))
    }

    fn ending(&self, chars: &[char], end: usize) -> Option<&Entry> {
        let before = chars.get(..end).unwrap_or(&[]);
        let last = before.last().copied().filter(|&c| self.last.may_hold(c))?;
        let from = self.tails.partition_point(|&(c, _)| c < last);
        let mut near = self.tails.get(from..)?.iter().take_while(|&&(c, _)| c == last).filter_map(|&(_, i)| self.heads.get(i as usize));
        near.find(|entry| before.ends_with(&entry.chars))
    }
}

impl<T> Lexicon<T> {
    /// Takes the words; empty ones are left out. Of a word that comes twice, the first one counts.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let (names, values): (Vec<&str>, Vec<T>) = words.into_iter().filter(|(word, _)| !word.is_empty()).unzip();
        Self { words: Words::new(&names), values }
    }

    /// The longest word that starts at `at`: its length in characters, and what is known about it.
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        self.words.starting(chars, at).next().and_then(|entry| self.known(entry))
    }

    /// Every word that starts at `at`, longest first.
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        self.words.starting(chars, at).filter_map(|entry| self.known(entry))
    }

    /// The longest word that ends at `end` (exclusive): its length in characters, and what is known about it.
    pub fn ending(&self, chars: &[char], end: usize) -> Option<(usize, &T)> {
        self.words.ending(chars, end).and_then(|entry| self.known(entry))
    }

    fn known(&self, entry: &Entry) -> Option<(usize, &T)> {
        Some((entry.chars.len(), self.values.get(entry.value as usize)?))
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
