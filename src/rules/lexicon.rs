//! Turns a list of words into one that can be looked up at a place in a text: which of them starts here, which ends here.

use crate::order;

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
    /// By bucket of the first character, longest first.
    heads: Vec<Entry>,
    /// Last character, the one before it (NUL where there is none), index into `heads`; by bucket of the last character, longest first.
    tails: Vec<(char, char, u32)>,
    first: Buckets,
    last: Buckets,
}

/// Where the words begin whose first (or last) character falls into a bucket: most characters of a text fall into an empty one.
#[derive(Clone, Debug, Default)]
struct Buckets(Vec<u32>);

impl Buckets {
    const COUNT: usize = 1024;

    fn of(c: char) -> usize {
        c as usize % Self::COUNT
    }
    /// `chars` are in the order of their buckets.
    fn new(chars: impl Iterator<Item = char>) -> Self {
        let mut ends = vec![0; Self::COUNT + 1];
        for c in chars {
            if let Some(end) = ends.get_mut(Self::of(c) + 1) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self(ends)
    }
    fn range(&self, c: char) -> std::ops::Range<usize> {
        let at = |i: usize| self.0.get(i).copied().unwrap_or(0) as usize;
        at(Self::of(c))..at(Self::of(c) + 1)
    }
}

#[derive(Clone, Debug)]
struct Entry {
    first: char,
    /// NUL where there is none. Most words that share the first character are told apart by it, without a look at the rest.
    second: char,
    chars: Box<[char]>,
    /// Which of the given words this is.
    number: u32,
}

impl Words {
    fn new(mut heads: Vec<Entry>) -> Self {
        order::by_key(&mut heads, |entry| (Buckets::of(entry.first), usize::MAX - entry.chars.len(), entry.number));
        let from_end = |e: &Entry, n: usize| e.chars.iter().rev().nth(n).copied();
        let tail = |(i, e): (usize, &Entry)| Some((from_end(e, 0)?, from_end(e, 1).unwrap_or('\0'), i as u32));
        let mut tails: Vec<(char, char, u32)> = heads.iter().enumerate().filter_map(tail).collect();
        order::by_key(&mut tails, |&(last, _, i)| (Buckets::of(last), usize::MAX - heads.get(i as usize).map_or(0, |e| e.chars.len()), i));
        let (first, last) = (Buckets::new(heads.iter().map(|e| e.first)), Buckets::new(tails.iter().map(|&(c, ..)| c)));
        Self { heads, tails, first, last }
    }

    fn all_starting<'l>(&'l self, rest: &'l [char]) -> impl Iterator<Item = &'l Entry> + 'l {
        let first = rest.first().copied().unwrap_or('\0');
        let entries = self.heads.get(self.first.range(first)).unwrap_or(&[]);
        let second = rest.get(1).copied().unwrap_or('\0');
        let alike = move |e: &&Entry| e.first == first && (e.second == '\0' || e.second == second) && rest.starts_with(&e.chars);
        entries.iter().filter(alike)
    }

    fn starting<'l>(&'l self, rest: &'l [char]) -> Option<&'l Entry> {
        self.all_starting(rest).next()
    }

    fn ending(&self, before: &[char]) -> Option<&Entry> {
        let last = before.last().copied()?;
        let second = before.iter().rev().nth(1).copied().unwrap_or('\0');
        let tails = self.tails.get(self.last.range(last))?;
        tails.iter().filter(|&&(a, b, _)| a == last && (b == '\0' || b == second)).find_map(|&(_, _, i)| {
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
                let second = chars.get(1).copied().unwrap_or('\0');
                heads.push(Entry { first, second, chars, number: values.len() as u32 });
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
