//! Turns a table as `build.rs` packed it into the text of its columns.

use std::sync::{Mutex, PoisonError};

/// See `build.rs`: below this a byte is the upper half of an ideograph's number, this one announces any other character.
const OTHER: u8 = 0x52;
const FIRST_IDEOGRAPH: u32 = 0x4e00;
/// The characters that take one byte, in the order of their bytes.
const SINGLES: &str = include_str!(concat!(env!("OUT_DIR"), "/singles.txt"));

/// What was unpacked stays for good, each table once: where it lies packed, and its text.
static UNPACKED: Mutex<Vec<(usize, &'static str)>> = Mutex::new(Vec::new());

/// The text of a packed table: a line for each column, its name and its cells parted by TAB.
pub fn unpacked(packed: &'static [u8]) -> &'static str {
    let mut all = UNPACKED.lock().unwrap_or_else(PoisonError::into_inner);
    let place = packed.as_ptr() as usize;
    if let Some((_, text)) = all.iter().find(|(other, _)| *other == place) {
        return text;
    }
    let text = unpack(packed).leak();
    all.push((place, text));
    text
}

fn unpack(packed: &[u8]) -> String {
    let singles: Vec<char> = SINGLES.chars().collect();
    let mut text = String::with_capacity(3 * packed.len());
    let mut bytes = packed.iter().copied();
    while let Some(byte) = bytes.next() {
        let mut next = || u32::from(bytes.next().unwrap_or(0));
        let c = match byte.checked_sub(OTHER + 1) {
            Some(single) => singles.get(usize::from(single)).copied(),
            None if byte == OTHER => char::from_u32(next() << 16 | next() << 8 | next()),
            None => char::from_u32(FIRST_IDEOGRAPH + (u32::from(byte) << 8 | next())),
        };
        text.extend(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_table_reads_as_it_was_written() {
        let columns = unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/units.tsv")));
        let written = include_str!("units.tsv");
        let mut rows = written.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t'));
        let header: Vec<&str> = rows.next().map(Iterator::collect).unwrap_or_default();
        let cells: Vec<Vec<&str>> = rows.map(Iterator::collect).collect();
        let expected = header.iter().enumerate().filter(|(_, name)| **name != "source").map(|(at, name)| {
            let column = cells.iter().map(|row| row[at].trim());
            std::iter::once(*name).chain(column).collect::<Vec<_>>().join("\t")
        });
        assert_eq!(columns, expected.collect::<Vec<_>>().join("\n"));
    }
}
