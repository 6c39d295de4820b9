//! Turns raw text into characters that later stages can compare: one folded character for each character of the raw text.

use crate::span::{Span, Spans};

/// A text with its characters folded to one shape (full-width digits, letters and punctuation to ASCII, odd blanks to a space),
/// one to one, so that a position in the folded text is a position in the raw text.
///
/// Folding makes `，` a `,`, `（` a `(`, `％` a `%`, `：` a `:`, `；` a `;`, `．` a `.`; `。`, `、`, `“`, `《`, `〔` stay. Line breaks
/// (`\n`, `\r`, U+0085, U+2028, U+2029) become `\n`; tab stays, since it parts table cells; other blanks become a space.
pub struct Source<'t> {
    raw: &'t str,
    chars: Vec<char>,
    /// Byte offset of each character in `raw`; one more entry for the end.
    bytes: Vec<u32>,
}

impl<'t> Source<'t> {
    pub fn new(raw: &'t str) -> Self {
        let mut chars = Vec::with_capacity(raw.len() / 2);
        let mut bytes = Vec::with_capacity(raw.len() / 2 + 1);
        for (at, c) in raw.char_indices() {
            chars.push(fold(c));
            bytes.push(at as u32);
        }
        bytes.push(raw.len() as u32);
        Self { raw, chars, bytes }
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
        &self.raw[self.bytes[start] as usize..self.bytes[end] as usize]
    }
    /// Do the folded characters at `at` read `words` (itself folded)?
    pub fn reads(&self, at: usize, words: &str) -> bool {
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
    /// The character that starts at byte `byte` of the raw text, or the one that holds it.
    pub fn char_at_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&b| (b as usize) <= byte).saturating_sub(1)
    }
    /// The character position of a UTF-16 offset into the raw text; `None` inside a surrogate pair or past the end.
    pub fn char_at_utf16(&self, unit: usize) -> Option<usize> {
        let units = self.utf16();
        units.binary_search(&(unit as u32)).ok()
    }

    /// UTF-16 offset of each character, and of the end.
    pub fn utf16(&self) -> Vec<u32> {
        let mut units = Vec::with_capacity(self.bytes.len());
        let mut at = 0;
        for pair in self.bytes.windows(2) {
            units.push(at);
            // Only characters of four UTF-8 bytes are surrogate pairs in UTF-16.
            at += if pair[1] - pair[0] == 4 { 2 } else { 1 };
        }
        units.push(at);
        units
    }

    /// Turns all spans of a finding from characters into UTF-16 code units. Called once, on the finished report.
    pub fn finish(&self, finding: &mut dyn Spans) {
        let units = self.utf16();
        let last = units.len() - 1;
        finding.map_spans(&mut |span| {
            span.start = units[span.start.min(last)] as usize;
            span.end = units[span.end.min(last)] as usize;
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
        _ => c,
    }
}
