//! Turns a line into the figures in it whose unit is not known.

use super::{numeral, unit};
use crate::span::Span;
use crate::text::{is_han, Source};

/// The amounts of a line (digits with 余, 多, 万 or 亿) that a word follows which is no known unit: `80万重点群体`. Each span holds the figure.
/// Digits alone in front of a word are most often a name (12345热线), so nothing is said of them. An empty line gives none.
pub fn without_unit(source: &Source, line: Span) -> Vec<Span> {
    let chars = source.folded(Span::new(0, line.end));
    let mut found = Vec::new();
    let mut at = line.start;
    while let Some(&c) = chars.get(at) {
        if !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = numeral::arabic_end(chars, at);
        found.extend(unknown_after(chars, at, end));
        at = end.max(at + 1);
    }
    found
}

fn unknown_after(chars: &[char], at: usize, digits: usize) -> Option<Span> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied()?;
    if !is_han(before) || matches!(before, '第' | '号' | '之') {
        return None;
    }
    let magnitude = |i: usize| matches!(chars.get(i), Some('万' | '亿' | '余' | '多'));
    let mut end = digits;
    while end < digits + 4 && (magnitude(end) || (chars.get(end) == Some(&' ') && magnitude(end + 1))) {
        end += 1;
    }
    let next = unit::past_blanks(chars, end);
    let follows = *chars.get(next)?;
    // A list, a range, a cue or a verb of change says that no unit is missing here.
    let goes_on = matches!(
        follows,
        '和' | '与' | '及' | '至' | '到' | '或' | '的' | '以' | '左' | '上' | '下' | '之' | '降' | '增' | '升' | '为' | '是' | '个'
    );
    let unknown = end > digits && is_han(follows) && !goes_on;
    (unknown && unit::at(chars, next).is_none() && unit::noun(chars, next, true).is_none()).then(|| Span::new(at, end))
}
