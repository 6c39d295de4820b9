//! Turns the vocabularies of `src/rules` into what the program carries: their rows without remarks and without the column `source`, packed.
//!
//! Where a word comes from is for those who read and change the tables; in the module it would be a fifth of their weight. Packed, a table is written column
//! by column, with one byte for each of the most common characters and two for any other ideograph: UTF-8 has three, which the page's compression
//! only half takes back. `src/rules/packed.rs` reads it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Tables whose column `source` is shown to people.
const SOURCED: [&str; 3] = ["breaks.tsv", "deadlines.tsv", "required.tsv"];
/// Not a table of words but of characters.
const TRADITIONAL: &str = "traditional.tsv";
/// Below this a byte is the upper half of an ideograph's number in its block; this one announces any other character.
const OTHER: usize = 0x52;
const FIRST_IDEOGRAPH: u32 = 0x4e00;

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=src/rules");
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
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
    let singles = singles(tables.values());
    write(&out.join("singles.txt"), singles.iter().collect::<String>().as_bytes());
    for (name, columns) in tables {
        write(&out.join(name), &packed(&columns, &singles));
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
fn columns(rows: &[Vec<&str>], sourced: bool) -> String {
    let header = rows.first().map_or(&[][..], Vec::as_slice);
    let kept = header.iter().enumerate().filter(|(_, name)| sourced || **name != "source");
    let column = |at: usize| rows.iter().map(|row| row.get(at).copied().unwrap_or("")).collect::<Vec<_>>().join("\t");
    kept.map(|(at, _)| column(at)).collect::<Vec<_>>().join("\n")
}

/// The characters that take one byte: those of ASCII, and the most common others.
fn singles<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in texts.flat_map(|text| text.chars()) {
        *counts.entry(c).or_default() += if c.is_ascii() { 1 << 32 } else { 1 };
    }
    let mut common: Vec<(usize, char)> = counts.into_iter().map(|(c, count)| (usize::MAX - count, c)).collect();
    common.sort_unstable();
    let mut singles: Vec<char> = common.into_iter().take(255 - OTHER).map(|(_, c)| c).collect();
    singles.sort_unstable();
    singles
}

fn packed(text: &str, singles: &[char]) -> Vec<u8> {
    let mut out = Vec::new();
    for c in text.chars() {
        let ideograph = (c as u32).checked_sub(FIRST_IDEOGRAPH).filter(|number| *number < (OTHER as u32) << 8);
        match (singles.binary_search(&c), ideograph) {
            (Ok(single), _) => out.push((OTHER + 1 + single) as u8),
            (_, Some(number)) => out.extend([(number >> 8) as u8, number as u8]),
            _ => out.extend([OTHER as u8, (c as u32 >> 16) as u8, (c as u32 >> 8) as u8, c as u8]),
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
