//! Turns tests/gold into the texts of its reports, in the order of their names.

pub fn gold() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("tests/gold").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")).map(|p| std::fs::read_to_string(p).expect("readable")).collect()
}
