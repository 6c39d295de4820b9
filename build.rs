//! Turns the vocabularies of `src/rules` into what the program carries: their rows without remarks and without the column `source`, packed.
//!
//! Where a word comes from is for those who read and change the tables; in the module it would be a fifth of their weight. Packed, the columns of all
//! tables are one text, like beside like, in which the most common characters have one byte and any other two: UTF-8 has three, which the page's
//! compression only half takes back. A table is the numbers of its columns. `src/rules/packed.rs` reads it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Tables whose column `source` is shown to people.
const SOURCED: [&str; 3] = ["breaks.tsv", "deadlines.tsv", "required.tsv"];
/// Not a table of words but of characters.
const TRADITIONAL: &str = "traditional.tsv";
const FIRST_IDEOGRAPH: u32 = 0x4e00;

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=src/rules");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir("src/rules").expect("src/rules") {
        let path = entry.expect("an entry of src/rules").path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let rows = rows(&text);
            if name == TRADITIONAL {
                write(&out.join("traditional.bin"), &pairs(&rows));
            } else {
                let columns = columns(&rows, SOURCED.contains(&name.as_str()));
                tables.insert(name, columns);
            }
        }
    }
    let mut all: Vec<&String> = tables.values().flatten().collect();
    all.sort_unstable_by_key(|column| (ideographs(column), *column));
    all.dedup();
    let text = all.iter().map(|column| column.as_str()).collect::<Vec<_>>().join("\n");
    let characters = characters(&text);
    write(&out.join("characters.bin"), &steps(&characters));
    write(&out.join("columns.bin"), &packed(&text, &characters));
    for (name, columns) in &tables {
        let number = |column: &String| all.iter().position(|other| *other == column).and_then(|at| u8::try_from(at).ok());
        let numbers: Vec<u8> = columns.iter().map(|column| number(column).expect("256 columns at most")).collect();
        write(&out.join(name), &numbers);
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.trim_end_matches('\r').split('\t').map(str::trim).collect()).collect()
}

/// A line for each column: its name, then its cells.
fn columns(rows: &[Vec<&str>], sourced: bool) -> Vec<String> {
    let header = rows.first().map_or(&[][..], Vec::as_slice);
    let kept = header.iter().enumerate().filter(|(_, name)| sourced || **name != "source");
    let column = |at: usize| rows.iter().map(|row| row.get(at).copied().unwrap_or("")).collect::<Vec<_>>().join("\t");
    kept.map(|(at, _)| column(at)).collect()
}

/// How many in a thousand of the characters are not ASCII: by this, columns of one make come to stand together, which is 1.5 KB less to carry.
fn ideographs(column: &str) -> usize {
    let all = column.chars().count().max(1);
    column.chars().filter(|c| !c.is_ascii()).count() * 1000 / all
}

/// The characters of the text: first those that take one byte, then groups of 256, the more common ones first; sorted inside each.
/// The number of a group is the first byte of its characters; the bytes behind those are the ones that stand alone.
fn characters(text: &str) -> Vec<Vec<char>> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars() {
        *counts.entry(c).or_default() += 1;
    }
    let mut common: Vec<(usize, char)> = counts.into_iter().map(|(c, count)| (usize::MAX - count, c)).collect();
    common.sort_unstable();
    let groups = common.len().saturating_sub(256).div_ceil(255);
    let (ones, twos) = common.split_at(common.len().min(256 - groups));
    let sorted = |part: &[(usize, char)]| {
        let mut sorted: Vec<char> = part.iter().map(|(_, c)| *c).collect();
        sorted.sort_unstable();
        sorted
    };
    std::iter::once(sorted(ones)).chain(twos.chunks(256).map(sorted)).collect()
}

/// How many groups there are, then each character as its distance from the one before, or, where that is no byte below 0xf0, in three bytes.
fn steps(characters: &[Vec<char>]) -> Vec<u8> {
    let mut out = vec![u8::try_from(characters.len() - 1).expect("few groups")];
    let mut before = 0;
    for number in characters.iter().flatten().map(|c| *c as u32) {
        match number.checked_sub(before) {
            Some(step) if step < 0xf0 => out.push(step as u8),
            _ => out.extend([0xf0 | (number >> 16) as u8, (number >> 8) as u8, number as u8]),
        }
        before = number;
    }
    out
}

fn packed(text: &str, characters: &[Vec<char>]) -> Vec<u8> {
    let (ones, twos) = characters.split_first().expect("characters of one byte");
    let mut out = Vec::new();
    for c in text.chars() {
        match ones.binary_search(&c) {
            Ok(at) => out.push((twos.len() + at) as u8),
            Err(_) => {
                let place =
                    twos.iter().enumerate().find_map(|(group, chars)| chars.binary_search(&c).ok().map(|at| [group as u8, at as u8]));
                out.extend(place.expect("every character is in a group"));
            }
        }
    }
    out
}

/// Pairs of characters, in the order of the first ones: how far each first one is from the one before, then the upper and lower halves of the second ones.
fn pairs(rows: &[Vec<&str>]) -> Vec<u8> {
    let number = |c: char| (c as u32).checked_sub(FIRST_IDEOGRAPH).and_then(|number| u16::try_from(number).ok()).expect("an ideograph");
    let both = |pair: &str| {
        let mut chars = pair.chars().map(number);
        chars.next().zip(chars.next()).expect("two characters")
    };
    let mut pairs: Vec<(u16, u16)> =
        rows.iter().skip(1).flat_map(|row| row[0].split(' ')).filter(|pair| !pair.is_empty()).map(both).collect();
    pairs.sort_unstable();
    let before = std::iter::once(0).chain(pairs.iter().map(|pair| pair.0));
    let steps = pairs.iter().zip(before).map(|(pair, before)| u8::try_from(pair.0 - before).expect("a step of less than 256"));
    let halves = |shift: u32| pairs.iter().map(move |pair| (pair.1 >> shift) as u8);
    steps.chain(halves(8)).chain(halves(0)).collect()
}
