//! Scores the reading and comparing of labelled, invented reports (tests/gold) and holds the scores above floors that only rise.
//!
//! `cargo test --test gold_scores -- --nocapture` prints the table. FAZHI_GOLD=FOLDER scores another folder, holds nothing, and with FAZHI_MISSES=1 says
//! what was missed.

#[path = "support/gold.rs"]
mod gold;

use gold::{Matched, Scores};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn files(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of labelled reports")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter_map(|path| Some((path.file_name()?.to_str()?.strip_suffix(ending)?.to_string(), path)))
        .collect();
    found.sort();
    found
}

fn score(folder: &Path) -> Scores {
    let mut scores = Scores::default();
    let mut documents: BTreeMap<String, (String, Matched)> = BTreeMap::new();
    for (name, path) in files(folder, ".gold.json") {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the labelled text");
        let matched = scores.document(&text, &json(&path), &fazhi_lens::parse(&text, None));
        documents.insert(name, (text, matched));
    }
    for (_, path) in files(folder, ".pair.json") {
        let gold = json(&path);
        let side = |key: &str| gold[key].as_str().and_then(|name| documents.get(name)).expect("both years of a pair");
        let ((before, a), (after, b)) = (side("before"), side("after"));
        scores.pair(&gold, &fazhi_lens::compare(before, after, &Default::default()), a, b);
    }
    scores
}

#[test]
fn scores_stay_above_their_floors() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let other = std::env::var_os("FAZHI_GOLD").map(PathBuf::from);
    let scores = score(other.as_deref().unwrap_or(&own));
    println!("{:<18} {:>7} {:>6}", "what", "score", "n");
    for (name, tally) in &scores.tallies {
        println!("{name:<18} {:>7.3} {:>6}", tally.score().unwrap_or(f64::NAN), tally.of + tally.hit + tally.missed);
    }
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
