//! Turns raw text into characters that later stages can compare: one folded character for each character of the raw text.

use super::traditional::{ideograph, read_as, simplified};
use crate::span::{Span, Spans};

/// A text with its characters folded to one shape (full-width digits, letters and punctuation to ASCII, odd blanks to a space),
/// one to one, so that a position in the folded text is a position in the raw text.
///
/// Folding makes `，` a `,`, `（` a `(`, `％` a `%`, `：` a `:`, `；` a `;`, `．` a `.`; `。`, `、`, `“`, `《`, `〔` stay. Traditional
/// characters become the Simplified ones that they are read as, `「」` become `“”`. Line breaks
/// (`\n`, `\r`, U+0085, U+2028, U+2029) become `\n`; tab stays, since it parts table cells; other blanks become a space.
pub struct Source<'t> {
    raw: &'t str,
    chars: Vec<char>,
    /// Byte offset of each character in `raw`; one more entry for the end.
    bytes: Vec<u32>,
    /// Line breaks that a page put into a sentence; ascending, mostly none.
    gaps: Vec<Gap>,
}

/// Characters of the raw text that are no part of the folded one.
#[derive(Clone, Copy, Debug)]
struct Gap {
    /// Position of the character that follows.
    at: usize,
    bytes: u32,
    units: u32,
}

impl<'t> Source<'t> {
    pub fn new(raw: &'t str) -> Self {
        let read_as = read_as();
        let mut chars = Vec::with_capacity(raw.len() / 2);
        let mut bytes = Vec::with_capacity(raw.len() / 2 + 1);
        for (at, c) in raw.char_indices() {
            chars.push(match ideograph(c) {
                Some(number) => simplified(read_as, c, number),
                None => fold_sign(c),
            });
            bytes.push(at as u32);
        }
        bytes.push(raw.len() as u32);
        Self { raw, chars, bytes, gaps: Vec::new() }
    }

    /// Takes line breaks out of the middle of sentences, so that `41⏎26户` reads as it was written. `breaks` are ascending spans of blanks.
    /// Where a break parts two Latin words, one blank stays. Positions behind a break move; the raw text and its slices do not. Returns
    /// for each break where it began and how many characters are gone up to its end.
    pub fn close(&mut self, breaks: &[Span]) -> Vec<(usize, usize)> {
        let mut moved = Vec::with_capacity(breaks.len());
        if breaks.is_empty() {
            return moved;
        }
        let old = std::mem::replace(self, Self::new(""));
        self.raw = old.raw;
        let units = old.utf16();
        let mut from = 0;
        for span in breaks {
            self.take(&old, from, span.start);
            let letters = old.before(span.start).is_ascii_alphabetic() && old.at(span.end).is_ascii_alphabetic();
            let start = if letters { span.start + 1 } else { span.start };
            if letters {
                self.chars.push(' ');
                self.bytes.push(old.bytes.get(span.start).copied().unwrap_or(0));
            }
            if let (Some(a), Some(b), Some(c), Some(d)) =
                (old.bytes.get(start), old.bytes.get(span.end), units.get(start), units.get(span.end))
            {
                self.gaps.push(Gap { at: self.chars.len(), bytes: b.saturating_sub(*a), units: d.saturating_sub(*c) });
            }
            from = span.end;
            moved.push((span.start, span.end.saturating_sub(self.chars.len())));
        }
        self.take(&old, from, old.len());
        self.bytes.push(old.raw.len() as u32);
        moved
    }

    /// Adds the characters `from..to` of another reading of the same text.
    fn take(&mut self, old: &Self, from: usize, to: usize) {
        if let (Some(chars), Some(bytes)) = (old.chars.get(from..to), old.bytes.get(from..to)) {
            if self.chars.is_empty() {
                self.bytes.clear();
            }
            self.chars.extend_from_slice(chars);
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// What was left out right before `at`.
    fn gap_before(&self, at: usize) -> Option<&Gap> {
        if self.gaps.is_empty() {
            return None;
        }
        self.gaps.binary_search_by_key(&at, |gap| gap.at).ok().and_then(|i| self.gaps.get(i))
    }

    /// The text as it was passed in.
    pub fn raw(&self) -> &'t str {
        self.raw
    }
    /// Number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }
    /// The whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }
    /// All folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }
    /// The folded character at `at`; NUL past the end, which matches nothing.
    pub fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\0')
    }
    /// The folded character before `at`; NUL at the start.
    pub fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |i| self.at(i))
    }
    /// The folded characters of a span; cut to the text where the span reaches beyond it.
    pub fn folded(&self, span: Span) -> &[char] {
        let end = span.end.min(self.len());
        &self.chars[span.start.min(end)..end]
    }
    /// The words of a span as they stand in the raw text.
    pub fn slice(&self, span: Span) -> &'t str {
        let end = span.end.min(self.len());
        let start = span.start.min(end);
        // A span that ends before a break does not hold it.
        let gap = if end > start { self.gap_before(end).map_or(0, |gap| gap.bytes) } else { 0 };
        &self.raw[self.bytes[start] as usize..(self.bytes[end] - gap) as usize]
    }
    /// The words of a span as they stand, without the line breaks that a page put into them.
    pub fn words(&self, span: Span) -> String {
        let mut words = String::with_capacity(3 * span.len());
        let mut start = span.start;
        let first = self.gaps.partition_point(|gap| gap.at <= start);
        for gap in self.gaps.iter().skip(first).take_while(|gap| gap.at < span.end) {
            words.push_str(self.slice(Span::new(start, gap.at)));
            start = gap.at;
        }
        words.push_str(self.slice(Span::new(start, span.end)));
        words
    }
    /// Do the folded characters at `at` read `words` (itself folded)?
    #[inline]
    pub fn reads(&self, at: usize, words: &str) -> bool {
        // Most questions are answered by the first character, which the compiler knows where the words are written in the code.
        words.chars().next().is_none_or(|first| self.at(at) == first && self.reads_all(at, words))
    }
    #[inline(never)]
    fn reads_all(&self, at: usize, words: &str) -> bool {
        let mut i = at;
        words.chars().all(|c| {
            i += 1;
            self.at(i - 1) == c
        })
    }
    /// Do the folded characters that end at `end` read `words`?
    pub fn ends_with(&self, end: usize, words: &str) -> bool {
        let n = words.chars().count();
        n <= end && self.reads(end - n, words)
    }
    /// The span without blanks (space, tab, line break) at both ends; empty at its end where there is nothing else.
    pub fn trim(&self, span: Span) -> Span {
        let Span { mut start, mut end } = span;
        while start < end && is_blank(self.at(start)) {
            start += 1;
        }
        while start < end && is_blank(self.at(end - 1)) {
            end -= 1;
        }
        Span { start, end }
    }
    /// The characters of a span of UTF-16 offsets into the raw text; `None` where it cuts a surrogate pair or leaves the text.
    pub fn chars_at_utf16(&self, units: &[u32], span: Span) -> Option<Span> {
        let start = units.binary_search(&(span.start as u32)).ok()?;
        let end = units.partition_point(|&unit| (unit as usize) < span.end);
        let gap = if end > start { self.gap_before(end).map_or(0, |gap| gap.units) } else { 0 };
        let is_end = units.get(end).is_some_and(|&unit| unit as usize == span.end || unit.checked_sub(gap) == Some(span.end as u32));
        (is_end && start <= end).then_some(Span::new(start, end))
    }

    /// UTF-16 offset of each character, and of the end.
    pub fn utf16(&self) -> Vec<u32> {
        let mut units = Vec::with_capacity(self.bytes.len());
        let mut at = 0;
        if self.gaps.is_empty() {
            let mut from = self.bytes.first().copied().unwrap_or(0);
            units.extend(self.bytes.iter().map(|&byte| {
                // Only characters of four UTF-8 bytes are surrogate pairs in UTF-16.
                at += match byte - from {
                    0 => 0,
                    4 => 2,
                    _ => 1,
                };
                from = byte;
                at
            }));
            return units;
        }
        let mut gaps = self.gaps.iter().peekable();
        for (i, pair) in self.bytes.windows(2).enumerate() {
            let mut width = pair[1] - pair[0];
            at += gaps.next_if(|gap| gap.at == i).map_or(0, |gap| gap.units);
            if let Some(gap) = gaps.peek().filter(|gap| gap.at == i + 1) {
                width -= gap.bytes;
            }
            units.push(at);
            at += if width == 4 { 2 } else { 1 };
        }
        units.push(at);
        units
    }

    /// Turns all spans of a finding from characters into UTF-16 code units. Called once, on the finished report.
    pub fn finish(&self, finding: &mut dyn Spans) {
        let units = self.utf16();
        let last = units.len() - 1;
        finding.map_spans(&mut |span| {
            let gap = if span.end > span.start { self.gap_before(span.end).map_or(0, |gap| gap.units) } else { 0 };
            span.start = units[span.start.min(last)] as usize;
            span.end = (units[span.end.min(last)] - gap) as usize;
        });
    }
}

/// Blank for the purposes of reading: space, tab, line break (after folding).
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// Chinese ideograph (the blocks in use in public documents), including 〇.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// One character to its comparable shape; see [`Source`].
pub fn fold(c: char) -> char {
    match ideograph(c) {
        Some(number) => simplified(read_as(), c, number),
        None => fold_sign(c),
    }
}

/// The folded characters of words that stand outside of the text.
pub fn folded(words: &str) -> Vec<char> {
    // Room at once: a list of characters knows only how few they may be.
    let mut chars = Vec::with_capacity(words.len());
    chars.extend(words.chars().map(fold));
    chars
}

/// The characters as a string.
pub fn written(chars: &[char]) -> String {
    // Room at once, for three bytes each.
    let mut words = String::with_capacity(3 * chars.len());
    words.extend(chars);
    words
}

fn fold_sign(c: char) -> char {
    match c {
        '\u{21}'..='\u{7e}' | '\t' | '\n' => c,
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{ff61}' => '。',
        '﹙' => '(',
        '﹚' => ')',
        '﹪' => '%',
        '﹐' => ',',
        '﹔' => ';',
        '﹕' => ':',
        '○' | '◯' => '〇',
        '「' | '『' => '“',
        '」' | '』' => '”',
        _ => c,
    }
}
