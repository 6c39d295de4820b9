//! Turns a list of words into one that can be looked up at a place in a text: which of them starts here, which ends here.

use super::links::{key, pair_hash, Key, Links, NONE};
use super::table::{Row, Table};
use std::sync::OnceLock;

/// Words with something known about each (`T`). At most places of a text no word starts: one bit says so, whatever the size of the list.
/// Words are compared with folded characters (see [`Source`](crate::text::Source)): write them folded.
#[derive(Clone, Debug)]
pub struct Lexicon<T> {
    words: Words,
    /// What is known of each word, in the order in which the words were given.
    values: Vec<T>,
}

/// The words alone. They know nothing of `T`, so that searching is compiled once for all lexicons.
#[derive(Clone, Debug)]
struct Words {
    entries: Vec<Entry>,
    /// The characters of all words, one after the other.
    chars: Vec<char>,
    /// By the characters that they begin with.
    heads: Links,
    /// By those that they end with. Made when first asked for: few lexicons are.
    tails: OnceLock<Links>,
}

/// Where the characters of a word begin among those of all words, and how many they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    at: u32,
    pub(super) len: u32,
}

impl Entry {
    /// Appends a word to `chars`; `None` for an empty one.
    #[inline(never)]
    fn push(word: &str, chars: &mut Vec<char>) -> Option<Self> {
        let at = chars.len();
        chars.extend(word.chars());
        let len = chars.len() - at;
        (len > 0).then_some(Self { at: at as u32, len: len as u32 })
    }
    fn of(self, chars: &[char]) -> &[char] {
        chars.get(self.at as usize..(self.at + self.len) as usize).unwrap_or(&[])
    }
    /// How many of its characters are its key.
    fn level(self) -> usize {
        (self.len as usize).min(3)
    }
}

impl Words {
    #[inline(never)]
    fn new(entries: Vec<Entry>, chars: Vec<char>) -> Self {
        let heads = Links::new(&entries, &|entry| key(entry.of(&chars).iter()));
        Self { entries, chars, heads, tails: OnceLock::new() }
    }

    /// The cells of a column, without empty ones and those of rows that are not wanted. One loop for all tables: a loader is compiled for each.
    #[inline(never)]
    fn of_rows(table: &Table, column: &str, wanted: &mut dyn FnMut(&Row) -> bool) -> Self {
        let (mut entries, mut chars) = (Vec::new(), Vec::new());
        for row in table.rows() {
            let word = row.get(column);
            if !word.is_empty() && wanted(&row) {
                entries.extend(Entry::push(word, &mut chars));
            }
        }
        Self::new(entries, chars)
    }

    /// The first place in `from..to` where a word may start, and the level of the words there.
    #[inline(never)]
    fn seek(&self, chars: &[char], from: usize, to: usize) -> Option<(usize, usize)> {
        let heads = &self.heads;
        let next = |at: usize| chars.get(at).copied().unwrap_or('\0');
        let mut second = next(from);
        // One question for each place, and seldom yes: asking for the first character before would be a branch that nobody can foresee.
        for at in from..to.min(chars.len()) {
            let first = std::mem::replace(&mut second, next(at + 1));
            if heads.pairs.holds(pair_hash(first, second)) {
                let level = heads.level([first, second, next(at + 2)], 3);
                if level > 0 {
                    return Some((at, level));
                }
            }
            if heads.single && heads.alone.holds(first) {
                return Some((at, 1));
            }
        }
        None
    }

    /// The words that start at `at`, longest first.
    #[inline]
    fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Starting<'l> {
        match chars.get(at) {
            Some(&first) if self.heads.any.holds(first) => self.candidates(chars.get(at..).unwrap_or(&[])),
            _ => Starting { words: self, rest: &[], key: ['\0'; 3], next: NONE, level: 0 },
        }
    }
    /// The longest of them.
    #[inline]
    fn longest(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        let rest = chars.get(at..)?;
        if self.heads.any.holds(*rest.first()?) {
            self.longest_of(rest)
        } else {
            None
        }
    }
    #[inline(never)]
    fn longest_of(&self, rest: &[char]) -> Option<(usize, usize)> {
        self.candidates(rest).next()
    }
    #[inline(never)]
    fn candidates<'l>(&'l self, rest: &'l [char]) -> Starting<'l> {
        self.of_level(rest, self.heads.level(key(rest.iter()), 3))
    }
    /// The words that `rest` starts with, of a level and below.
    #[inline(never)]
    fn of_level<'l>(&'l self, rest: &'l [char], level: usize) -> Starting<'l> {
        let key = key(rest.iter());
        Starting { words: self, rest, key, next: self.heads.first(key, level), level }
    }

    #[inline(never)]
    fn left(&self, chars: &[char]) -> Vec<char> {
        let (mut at, mut left) = (0, Vec::new());
        while let Some(&c) = chars.get(at) {
            match self.longest(chars, at) {
                Some((_, len)) => at += len,
                None => {
                    left.push(c);
                    at += 1;
                }
            }
        }
        left
    }

    #[inline(never)]
    fn ending(&self, before: &[char]) -> Option<(usize, usize)> {
        let last = before.last().copied()?;
        let tails = self.tails.get_or_init(|| Links::new(&self.entries, &|entry| key(entry.of(&self.chars).iter().rev())));
        if !tails.any.holds(last) {
            return None;
        }
        let key = key(before.iter().rev());
        let mut level = 3;
        loop {
            level = tails.level(key, level);
            let mut next = tails.first(key, level);
            while let Some(entry) = self.entries.get(next as usize) {
                if entry.level() == level && alike(before.iter().rev(), entry.of(&self.chars).iter().rev()) {
                    return Some((next as usize, entry.len as usize));
                }
                next = tails.after(next);
            }
            level = level.checked_sub(1)?;
        }
    }
}

/// Does a text go on with a word? Words are too short for a call of the library's comparison.
fn alike<'c>(mut text: impl Iterator<Item = &'c char>, word: impl Iterator<Item = &'c char>) -> bool {
    for c in word {
        if text.next() != Some(c) {
            return false;
        }
    }
    true
}

/// The words that start at one place.
struct Starting<'l> {
    words: &'l Words,
    rest: &'l [char],
    key: Key,
    next: u32,
    /// How many characters the key of the chain has; 0 when all chains are through.
    level: usize,
}

impl Iterator for Starting<'_> {
    /// Which word, and its length.
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.level == 0 {
            None
        } else {
            self.found()
        }
    }
}

impl Starting<'_> {
    #[inline(never)]
    fn found(&mut self) -> Option<(usize, usize)> {
        while self.level > 0 {
            while let Some(entry) = self.words.entries.get(self.next as usize) {
                let number = self.next as usize;
                self.next = self.words.heads.after(self.next);
                if entry.level() == self.level && alike(self.rest.iter(), entry.of(&self.words.chars).iter()) {
                    return Some((number, entry.len as usize));
                }
            }
            self.level = self.words.heads.level(self.key, self.level - 1);
            self.next = self.words.heads.first(self.key, self.level);
        }
        None
    }
}

impl<T> Lexicon<T> {
    /// Takes the words; empty ones are left out. Of a word that comes twice, the first one counts.
    pub fn new(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let (mut entries, mut chars, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (word, value) in words {
            if let Some(entry) = Entry::push(word.as_ref(), &mut chars) {
                entries.push(entry);
                values.push(value);
            }
        }
        Self { words: Words::new(entries, chars), values }
    }

    /// The words of a column of a table, with what `value` makes of their rows. Rows of which it makes nothing are left out.
    pub fn of(table: &Table, column: &str, value: impl Fn(&Row) -> Option<T>) -> Self {
        let mut values = Vec::new();
        let words = Words::of_rows(table, column, &mut |row| {
            let known = value(row);
            let wanted = known.is_some();
            values.extend(known);
            wanted
        });
        Self { words, values }
    }

    /// The longest word that starts at `at`: its length in characters, and what is known about it.
    #[inline]
    pub fn starting<'l>(&'l self, chars: &'l [char], at: usize) -> Option<(usize, &'l T)> {
        let (number, len) = self.words.longest(chars, at)?;
        Some((len, self.values.get(number)?))
    }

    /// The characters that no word covers, in reading order.
    pub fn left(&self, chars: &[char]) -> Vec<char> {
        self.words.left(chars)
    }

    /// What is known about the words in `chars`, in reading order: the longest at each place, none inside another.
    pub fn read<'l>(&'l self, chars: &'l [char]) -> impl Iterator<Item = &'l T> + 'l {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < chars.len() {
                match self.starting(chars, at) {
                    Some((len, value)) => {
                        at += len;
                        return Some(value);
                    }
                    None => at += 1,
                }
            }
            None
        })
    }

    /// Every word that starts at `at`, longest first.
    #[inline]
    pub fn all_starting<'l>(&'l self, chars: &'l [char], at: usize) -> impl Iterator<Item = (usize, &'l T)> + 'l {
        self.words.starting(chars, at).filter_map(|(number, len)| Some((len, self.values.get(number)?)))
    }

    /// Every word that starts in `from..to`: where, its length, and what is known about it; by place, and longest first at each. A word may
    /// reach beyond `to`.
    pub fn within<'l>(&'l self, chars: &'l [char], from: usize, to: usize) -> impl Iterator<Item = (usize, usize, &'l T)> + 'l {
        let mut next = from;
        let mut here = self.words.starting(chars, usize::MAX);
        std::iter::from_fn(move || loop {
            if let Some((number, len)) = here.next() {
                return self.values.get(number).map(|value| (next - 1, len, value));
            }
            let (at, level) = self.words.seek(chars, next, to)?;
            here = self.words.of_level(chars.get(at..)?, level);
            next = at + 1;
        })
    }

    /// The longest word at each place of `from..to`, as [`within`](Self::within).
    pub fn longest_within<'l>(&'l self, chars: &'l [char], from: usize, to: usize) -> impl Iterator<Item = (usize, usize, &'l T)> + 'l {
        let mut next = from;
        std::iter::from_fn(move || loop {
            let (at, level) = self.words.seek(chars, next, to)?;
            next = at + 1;
            if let Some((number, len)) = self.words.of_level(chars.get(at..)?, level).next() {
                return self.values.get(number).map(|value| (at, len, value));
            }
        })
    }

    /// May a word begin with this character? Never false for one that does.
    pub fn begins(&self, first: char) -> bool {
        self.words.heads.any.holds(first)
    }

    /// The first place in `from..to` where a word may start: nothing starts before it.
    pub fn seek(&self, chars: &[char], from: usize, to: usize) -> Option<usize> {
        self.words.seek(chars, from, to).map(|(at, _)| at)
    }

    /// The longest word that ends at `end` (exclusive): its length in characters, and what is known about it.
    pub fn ending(&self, chars: &[char], end: usize) -> Option<(usize, &T)> {
        let (number, len) = self.words.ending(chars.get(..end)?)?;
        Some((len, self.values.get(number)?))
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.values.len()
    }
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl Lexicon<()> {
    /// The words of a column.
    #[inline(never)]
    pub fn all(table: &Table, column: &str) -> Self {
        Self::of(table, column, |_| Some(()))
    }
    /// The words of a column in the rows that have `sort` in the column `named`.
    #[inline(never)]
    pub fn some(table: &Table, column: &str, named: &str, sort: &str) -> Self {
        Self::of(table, column, |row| (row.get(named) == sort).then_some(()))
    }
}

impl Lexicon<&'static str> {
    /// The words of a column with what another column says of them.
    #[inline(never)]
    pub fn told(table: &Table, column: &str, other: &str) -> Self {
        Self::of(table, column, |row| Some(row.get(other)))
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
        let within = |from, to| lexicon.within(&text, from, to).map(|(at, n, v)| (at, n, *v)).collect::<Vec<_>>();
        assert_eq!(within(0, 2), [(1, 2, 2), (1, 1, 1), (1, 1, 9)]);
        assert_eq!(within(2, 99), [(2, 1, 4), (4, 2, 3), (5, 1, 4)]);
        let longest = lexicon.longest_within(&text, 0, 99).map(|(at, n, v)| (at, n, *v)).collect::<Vec<_>>();
        assert_eq!(longest, [(1, 2, 2), (2, 1, 4), (4, 2, 3), (5, 1, 4)]);
        assert!(within(2, 2).is_empty() && within(9, 99).is_empty());
        assert_eq!(lexicon.all_starting(&text, 1).map(|(n, v)| (n, *v)).collect::<Vec<_>>(), [(2, 2), (1, 1), (1, 9)]);
    }

    #[test]
    fn an_empty_list_has_no_words() {
        let (lexicon, text) = (Lexicon::<()>::new([("", ())]), ['一']);
        assert!(lexicon.is_empty() && lexicon.starting(&text, 0).is_none() && lexicon.ending(&text, 1).is_none());
    }

    #[test]
    fn every_word_of_a_long_list_is_found_longest_first() {
        let words: Vec<String> = (0u32..4000)
            .map(|i| (0..1 + i % 4).filter_map(|n| char::from_u32(0x4e00 + (i * (n + 7) + i * i * n) % 900)).collect())
            .collect();
        let lexicon = Lexicon::new(words.iter().enumerate().map(|(i, word)| (word, i)));
        for word in words.iter().step_by(17) {
            let text: Vec<char> = word.chars().collect();
            let mut expected: Vec<(usize, usize)> = words
                .iter()
                .enumerate()
                .filter(|(_, other)| word.starts_with(*other))
                .map(|(i, other)| (other.chars().count(), i))
                .collect();
            expected.sort_by_key(|&(n, i)| (usize::MAX - n, i));
            assert_eq!(lexicon.all_starting(&text, 0).map(|(n, &i)| (n, i)).collect::<Vec<_>>(), expected, "{word}");
            let ends = |other: &&String| word.ends_with(other.as_str());
            let longest = words.iter().filter(ends).map(|other| other.chars().count()).max();
            assert_eq!(lexicon.ending(&text, text.len()).map(|(n, _)| n), longest, "{word}");
        }
    }
}
