//! Turns the vocabularies of `src/rules` into what the program carries: their rows without remarks and without the column `source`.
//!
//! Where a word comes from is for those who read and change the tables; in the module it would be a fifth of their weight.

use std::fs;
use std::path::Path;

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo::rerun-if-changed=src/rules");
    for entry in fs::read_dir("src/rules").expect("src/rules") {
        let path = entry.expect("an entry of src/rules").path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let name = path.file_name().expect("a file has a name");
            fs::write(Path::new(&out).join(name), carried(&text)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
    }
}

fn carried(text: &str) -> String {
    let mut rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| line.split('\t'));
    let Some(header) = rows.next() else { return String::new() };
    let header: Vec<&str> = header.collect();
    let source = header.iter().position(|column| *column == "source");
    let mut out = String::new();
    for row in std::iter::once(header).chain(rows.map(Iterator::collect)) {
        let cells: Vec<&str> = row.iter().enumerate().filter(|(i, _)| Some(*i) != source).map(|(_, cell)| *cell).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}
