//! Turns a list of words into one that can be looked up at a place in a text: which of them starts here, which ends here.

/// Words with something known about each (`T`). A lookup costs the few words that share one character, whatever the size of the list.
/// Words are compared with folded characters (see [`Source`](crate::text::Source)): write them folded.
#[derive(Clone, Debug)]
pub struct Lexicon<T> {
    words: Words,
    /// What is known of each word, in the order in which the words were given.
    values: Vec<T>,
}

/// The words alone. They know nothing of `T`, so that sorting and searching are compiled once for all lexicons.
#[derive(Clone, Debug, Default)]
struct Words {
    /// By first character, longest first.
    heads: Vec<Entry>,
    /// Indices into `heads`, by last character, longest first.
    tails: Vec<(char, u32)>,
    first: Sieve,
    last: Sieve,
}

/// Which characters may begin (or end) a word: most characters of a text begin none, and are told by one bit.
#[derive(Clone, Debug, Default)]
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
    /// Which of the given words this is.
    number: u32,
}

impl Words {
    fn new(mut heads: Vec<Entry>) -> Self {
        heads.sort_unstable_by_key(|entry| (entry.first, usize::MAX - entry.chars.len(), entry.number));
        let mut tails: Vec<(char, u32)> = heads.iter().enumerate().filter_map(|(i, e)| e.chars.last().map(|&c| (c, i as u32))).collect();
        tails.sort_unstable_by_key(|&(last, i)| (last, usize::MAX - heads.get(i as usize).map_or(0, |e| e.chars.len()), i));
        let (first, last) = (Sieve::of(heads.iter().map(|e| e.first)), Sieve::of(tails.iter().map(|&(c, _)| c)));
        Self { heads, tails, first, last }
    }

    fn all_starting<'l>(&'l self, rest: &'l [char]) -> impl Iterator<Item = &'l Entry> + 'l {
        let first = rest.first().copied().unwrap_or('\0');
        let from = if self.first.may_hold(first) { self.heads.partition_point(|entry| entry.first < first) } else { self.heads.len() };
        let entries = self.heads.get(from..).unwrap_or(&[]);
        entries.iter().take_while(move |e| e.first == first).filter(|e| rest.starts_with(&e.chars))
    }

    fn starting<'l>(&'l self, rest: &'l [char]) -> Option<&'l Entry> {
        self.all_starting(rest).next()
    }

    fn ending(&self, before: &[char]) -> Option<&Entry> {
        let last = before.last().copied().filter(|&c| self.last.may_hold(c))?;
        let from = self.tails.partition_point(|&(c, _)| c < last);
        self.tails.get(from..)?.iter().take_while(|&&(c, _)| c == last).find_map(|&(_, i)| {
            let entry = self.heads.get(i as usize)?;
            before.ends_with(&entry.chars).then_some(entry)
        })
    }
}

impl<T> Lexicon<T> {
    /// Takes the words; empty ones are left out. Of a word that comes twice, the first one counts.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let (mut heads, mut values) = (Vec::new(), Vec::new());
        for (word, value) in words {
            let chars: Box<[char]> = word.chars().collect();
            if let Some(&first) = chars.first() {
                heads.push(Entry { first, chars, number: values.len() as u32 });
                values.push(value);
            }
        }
        Self { words: Words::new(heads), values }
    }

    /// The longest word that starts at `at`: its length in characters, and what is known about it.
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        self.words.starting(chars.get(at..).unwrap_or(&[])).and_then(|entry| self.known(entry))
    }

    /// Every word that starts at `at`, longest first.
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        self.words.all_starting(chars.get(at..).unwrap_or(&[])).filter_map(|entry| self.known(entry))
    }

    /// The longest word that ends at `end` (exclusive): its length in characters, and what is known about it.
    pub fn ending(&self, chars: &[char], end: usize) -> Option<(usize, &T)> {
        self.words.ending(chars.get(..end).unwrap_or(&[])).and_then(|entry| self.known(entry))
    }

    fn known<'l>(&'l self, entry: &'l Entry) -> Option<(usize, &'l T)> {
        Some((entry.chars.len(), self.values.get(entry.number as usize)?))
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
