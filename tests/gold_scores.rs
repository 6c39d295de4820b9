//! Scores the reading and comparing of labelled, invented reports (tests/gold and its folders) and holds the scores of each folder above floors
//! that only rise.
//!
//! `cargo test --test gold_scores -- --nocapture` prints the tables. FAZHI_GOLD=FOLDER scores another folder, holds nothing, and with FAZHI_MISSES=1
//! says what was missed.

#[path = "support/gold.rs"]
mod gold;

use std::path::{Path, PathBuf};

#[test]
fn scores_stay_above_their_floors() {
    if let Some(other) = std::env::var_os("FAZHI_GOLD").map(PathBuf::from) {
        let scores = gold::folder(&other);
        println!("{}", scores.table());
        if std::env::var_os("FAZHI_MISSES").is_some() {
            println!("{}", scores.misses.join("\n"));
        }
        return;
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let below: Vec<String> = ["", "forms", "bodies", "years"].iter().flat_map(|name| fallen(&own.join(name))).collect();
    assert!(below.is_empty(), "{}", below.join("\n"));
}

/// The scores of a folder that are below its floors, with all that was missed.
fn fallen(folder: &Path) -> Vec<String> {
    let scores = gold::folder(folder);
    println!("{}\n{}", folder.display(), scores.table());
    let floors = std::fs::read_to_string(folder.join("floors.tsv")).expect("floors.tsv beside the reports");
    let linked = scores.tallies.get("metric recall").and_then(|tally| tally.score());
    assert!(linked.is_none_or(|share| share >= 0.9), "of ten figures that are canonical metrics at least nine are linked to them");
    let mut below = Vec::new();
    let mut held = 0;
    for line in floors.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1) {
        let (name, floor) = line.split_once('\t').expect("what TAB floor");
        let floor: f64 = floor.parse().expect("a number");
        let reached = scores.tallies.get(name).and_then(|tally| tally.score()).unwrap_or_else(|| panic!("nothing is called {name}"));
        held += 1;
        if reached < floor {
            below.push(format!("{}: {name}: {reached:.4} is below {floor}", folder.display()));
        } else if reached > floor + 0.02 {
            println!("the floor of {name} can rise from {floor} to {reached:.3}");
        }
    }
    assert_eq!(held, scores.tallies.len(), "every score of {} has a floor", folder.display());
    if !below.is_empty() {
        below.extend(scores.misses);
    }
    below
}
