//! Turns the vocabularies as `build.rs` packed them into the text of their columns.

use std::sync::LazyLock;

/// The characters of all tables; see `steps` in `build.rs`.
const CHARACTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/characters.bin"));
/// All columns, in one or two bytes for each character; see `packed` in `build.rs`.
const COLUMNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/columns.bin"));

/// A line for each column of any table. What was unpacked stays for good.
static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| unpack().leak().split('\n').collect());

/// The columns of a packed table, which is their numbers: the name of each, and its cells behind it, parted by TAB.
pub fn columns(numbers: &'static [u8]) -> impl Iterator<Item = &'static str> {
    numbers.iter().filter_map(|number| LINES.get(usize::from(*number)).copied())
}

fn unpack() -> String {
    let (groups, characters) = characters();
    let mut text = String::with_capacity(2 * COLUMNS.len());
    let mut bytes = COLUMNS.iter().map(|byte| usize::from(*byte));
    while let Some(byte) = bytes.next() {
        let place = match byte.checked_sub(groups) {
            Some(single) => single,
            None => 256 - groups + (byte << 8) + bytes.next().unwrap_or(0),
        };
        text.extend(characters.get(place));
    }
    text
}

/// How many first bytes announce a second one, and all characters: those of one byte, then those of two.
fn characters() -> (usize, Vec<char>) {
    let mut bytes = CHARACTERS.iter().map(|byte| u32::from(*byte));
    let groups = bytes.next().unwrap_or(0) as usize;
    let (mut number, mut characters) = (0, Vec::with_capacity(CHARACTERS.len()));
    while let Some(byte) = bytes.next() {
        let mut next = || bytes.next().unwrap_or(0);
        number = if byte < 0xf0 { number + byte } else { (byte & 15) << 16 | next() << 8 | next() };
        characters.extend(char::from_u32(number));
    }
    (groups, characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_table_reads_as_it_was_written() {
        let columns: Vec<&str> = columns(include_bytes!(concat!(env!("OUT_DIR"), "/units.tsv"))).collect();
        let written = include_str!("units.tsv");
        let mut rows = written.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t'));
        let header: Vec<&str> = rows.next().map(Iterator::collect).unwrap_or_default();
        let cells: Vec<Vec<&str>> = rows.map(Iterator::collect).collect();
        let expected = header.iter().enumerate().filter(|(_, name)| **name != "source").map(|(at, name)| {
            let column = cells.iter().map(|row| row[at].trim());
            std::iter::once(*name).chain(column).collect::<Vec<_>>().join("\t")
        });
        assert_eq!(columns, expected.collect::<Vec<_>>());
    }
}
