//! Turns a folder of labelled reports (`NAME.txt` with `NAME.gold.json`, `PAIR.pair.json`) into what was found, missed and spurious, for each document
//! and in all: `cargo run --release --example score -- FOLDER [--misses]`. `cargo xtask score` calls it.

#[path = "../tests/support/gold.rs"]
mod gold;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (options, folders): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.starts_with("--"));
    let (Some(folder), true) = (folders.first().map(PathBuf::from), options.iter().all(|option| *option == "--misses")) else {
        eprintln!("usage: score FOLDER [--misses]");
        return ExitCode::FAILURE;
    };
    if !folder.is_dir() {
        eprintln!("{} is no folder", folder.display());
        return ExitCode::FAILURE;
    }
    for (name, scores) in gold::documents(&folder) {
        println!("== {name}\n{}", scores.table());
        if !options.is_empty() {
            scores.misses.iter().for_each(|miss| println!("   {miss}"));
        }
        println!();
    }
    println!("== all\n{}", gold::folder(&folder).table());
    ExitCode::SUCCESS
}
