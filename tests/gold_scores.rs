//! Scores the reading and comparing of labelled, invented reports (tests/gold) and holds the scores above floors that only rise.
//!
//! `cargo test --test gold_scores -- --nocapture` prints the table. FAZHI_GOLD=FOLDER scores another folder, holds nothing, and with FAZHI_MISSES=1 says
//! what was missed.

#[path = "support/gold.rs"]
mod gold;

use std::path::{Path, PathBuf};

#[test]
fn scores_stay_above_their_floors() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let other = std::env::var_os("FAZHI_GOLD").map(PathBuf::from);
    let scores = gold::folder(other.as_deref().unwrap_or(&own));
    println!("{}", scores.table());
    if std::env::var_os("FAZHI_MISSES").is_some() {
        println!("{}", scores.misses.join("\n"));
    }
    if other.is_some() {
        return;
    }
    let floors = std::fs::read_to_string(own.join("floors.tsv")).expect("tests/gold/floors.tsv");
    let mut below = Vec::new();
    let mut held = 0;
    for line in floors.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1) {
        let (name, floor) = line.split_once('\t').expect("what TAB floor");
        let floor: f64 = floor.parse().expect("a number");
        let reached = scores.tallies.get(name).and_then(|tally| tally.score()).unwrap_or_else(|| panic!("nothing is called {name}"));
        held += 1;
        if reached < floor {
            below.push(format!("{name}: {reached:.4} is below {floor}"));
        } else if reached > floor + 0.02 {
            println!("the floor of {name} can rise from {floor} to {reached:.3}");
        }
    }
    assert_eq!(held, scores.tallies.len(), "every score has a floor");
    assert!(below.is_empty(), "{}\n{}", below.join("\n"), scores.misses.join("\n"));
}
