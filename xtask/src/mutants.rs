//! Turns a fixed sample of changes to the core into the share of them that its tests notice.
//!
//! A change costs one small build and one run of tests, so both are kept short: a copy of the project that is built as a plain library without debug
//! symbols is changed in place. The tests that notice most run first, built without optimisation; the rest, which take long, run optimised and only on
//! what the first let pass.

use crate::history::State;
use crate::shell::{step, Result, Shell};
use crate::tools;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PLACES: [&str; 3] = ["src/number/**", "src/extract/**", "src/compare/**"];
/// The tables of cases and the lines of whole reports.
const FIRST: [&str; 2] = ["cases", "whole"];
/// Asks how the sources look, not what they do: it would take the mark that a change leaves for a fault.
const NEVER: &str = "tidy";
/// Seconds. The tests take a few; a loop that never ends has to be told apart from a busy machine.
const PATIENCE: [&str; 2] = ["60", "150"];

/// `[COUNT] [--log]`: so many changes, 320 where nothing is said (some can not be built, and 300 are to be judged); the figures go into docs/history.tsv where wanted.
pub fn run(shell: &Shell, words: &[&str]) -> Result<()> {
    let log = words.contains(&"--log");
    let count = words.iter().find(|word| **word != "--log").unwrap_or(&"320");
    let wanted: usize = count.parse().map_err(|_| "mutants: COUNT is a number")?;
    let state = State::now(shell);
    let base = shell.target.join("fazhi-lens/mutants");
    let tree = base.join("tree");
    copy(shell, &tree)?;
    let all = listed(shell, &tree)?;
    let chosen = sample(&all, wanted);
    println!("{} changes, {} of them drawn by a hash of their names", all.len(), chosen.len());
    let first: Vec<String> = FIRST.iter().map(|name| format!("--test={name}")).collect();
    step(&format!("tests that notice most: {}", FIRST.join(", ")));
    let mut told = round(shell, (&base, &tree), &all, &chosen, &first, false)?;
    let passed: Vec<String> = told.missed.iter().cloned().collect();
    if !passed.is_empty() {
        step(&format!("the other tests, on the {} changes that those let pass", passed.len()));
        let rest = round(shell, (&base, &tree), &all, &passed, &others(shell)?, true)?;
        told.missed = rest.missed;
        told.caught += rest.caught;
        told.endless += rest.endless;
    }
    println!();
    for name in &told.missed {
        println!("not noticed  {name}");
    }
    let judged = told.caught + told.endless + told.missed.len();
    let share = 100.0 * (told.caught + told.endless) as f64 / judged.max(1) as f64;
    let figure =
        format!("{share:.1} % of {judged} noticed ({} of them by never ending); {} more could not be built", told.endless, told.unbuilt);
    println!("{figure}");
    if log {
        state.note(shell, "mutants", &[("changes of number, extract, compare".into(), figure)])?;
    }
    Ok(())
}

/// What the tests made of some changes.
#[derive(Debug, Default, PartialEq)]
struct Told {
    caught: usize,
    endless: usize,
    unbuilt: usize,
    missed: BTreeSet<String>,
}

/// Brings the copy to the state of the sources. Files that are the same are left alone, so that the next build is short.
fn copy(shell: &Shell, tree: &Path) -> Result<()> {
    let names =
        shell.output("git", &["ls-files", "--cached", "--others", "--exclude-standard"]).ok_or("mutants: this is no git repository")?;
    let wanted = |name: &&str| {
        ["src/", "tests/", "examples/", "memory/", "xtask/", "www/"].iter().any(|at| name.starts_with(at)) || !name.contains('/')
    };
    for name in names.lines().filter(wanted) {
        let Ok(mut bytes) = shell.read(name) else { continue }; // Deleted, and not yet committed.
        if name == "Cargo.toml" {
            // Nobody loads the library that JavaScript would: linking it again and again is left out.
            bytes = String::from_utf8_lossy(&bytes).replace("\"cdylib\", ", "").into_bytes();
        }
        if std::fs::read(tree.join(name)).ok().is_none_or(|there| there != bytes) {
            shell.write(tree.join(name), &bytes)?;
        }
    }
    Ok(())
}

fn cargo_mutants(shell: &Shell, tree: &Path) -> Result<std::process::Command> {
    let mut command = tools::cargo(shell, tools::MUTANTS, false)?;
    command.args(["mutants", "--package", "fazhi-lens", "--dir"]).arg(tree);
    command.args(PLACES.map(|place| format!("--file={place}")));
    Ok(command)
}

/// The names of all changes, as `src/number/unit.rs:17:9: replace at -> bool with true`.
fn listed(shell: &Shell, tree: &Path) -> Result<Vec<String>> {
    let said = cargo_mutants(shell, tree)?.arg("--list").output().map_err(|e| format!("cargo mutants: {e}"))?;
    let names: Vec<String> = String::from_utf8_lossy(&said.stdout).lines().map(str::to_string).collect();
    if names.is_empty() {
        return Err(format!("no changes found: {}", String::from_utf8_lossy(&said.stderr)));
    }
    Ok(names)
}

/// Those whose hash is least: random, but the same for everyone, and nearly the same after the sources have changed, since lines and columns do not count.
fn sample(all: &[String], wanted: usize) -> Vec<String> {
    let mut times = BTreeMap::<String, usize>::new();
    let mut keyed: Vec<(Vec<u8>, &String)> = all
        .iter()
        .map(|name| {
            let (file, rest) = name.split_once(':').unwrap_or((name, ""));
            let what = format!("{file} {}", rest.split_once(": ").map_or(rest, |(_, what)| what));
            // One function may hold a sign several times.
            let nth = times.entry(what.clone()).and_modify(|nth| *nth += 1).or_default();
            (Sha256::digest(format!("{what} {nth}")).to_vec(), name)
        })
        .collect();
    keyed.sort();
    keyed.into_iter().take(wanted).map(|(_, name)| name.clone()).collect()
}

/// Every test but those that ran first.
fn others(shell: &Shell) -> Result<Vec<String>> {
    let mut names: Vec<String> = std::fs::read_dir(shell.root.join("tests"))
        .map_err(|e| format!("tests: {e}"))?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".rs").map(str::to_string))
        .filter(|name| name != NEVER && !FIRST.contains(&name.as_str()))
        .map(|name| format!("--test={name}"))
        .collect();
    names.sort();
    names.insert(0, "--lib".into());
    Ok(names)
}

/// Makes the changes one by one and runs the tests on each. A run that was broken off goes on where it ended.
fn round(shell: &Shell, at: (&Path, &Path), all: &[String], names: &[String], tests: &[String], rest: bool) -> Result<Told> {
    let (mut told, mut left) = (Told::default(), names.to_vec());
    while !left.is_empty() {
        let judged = told.add(&part(shell, at, all, &left, tests, rest)?);
        let before = left.len();
        left.retain(|name| !judged.contains(name));
        if left.len() == before {
            return Err(format!(
                "mutants: {before} of {} changes were not judged; see {}",
                names.len(),
                at.0.join("mutants.out").display()
            ));
        }
    }
    Ok(told)
}

/// The table of outcomes of one run of cargo-mutants.
fn part(shell: &Shell, (base, tree): (&Path, &Path), all: &[String], names: &[String], tests: &[String], rest: bool) -> Result<Value> {
    // Patterns of names would not hold back every sort of change; a list of those that were caught before does.
    let out = base.join("mutants.out");
    let _ = std::fs::remove_dir_all(&out);
    let others: Vec<&str> = all.iter().filter(|name| !names.contains(name)).map(String::as_str).collect();
    shell.write(out.join("previously_caught.txt"), (others.join("\n") + "\n").as_bytes())?;
    copy(shell, tree)?; // A run that was broken off may have left its change behind.
    let mut command = cargo_mutants(shell, tree)?;
    command.args(["--iterate", "--in-place", "--timeout", PATIENCE[usize::from(rest)], "--cap-lints=true", "--output"]).arg(base);
    command.args(tests.iter().map(|test| format!("--cargo-arg={test}")));
    let (folder, level) = if rest { ("build-rest", "1") } else { ("build", "0") };
    command.env("CARGO_TARGET_DIR", base.join(folder)).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_OPT_LEVEL", level);
    // It ends with a code of its own where one was missed; its table of outcomes is what counts.
    command.status().map_err(|e| format!("cargo mutants: {e}"))?;
    let outcomes = out.join("outcomes.json");
    serde_json::from_str(&shell.read_text(&outcomes)?).map_err(|e| format!("{}: {e}", outcomes.display()))
}

impl Told {
    /// Adds the outcomes of a run; returns the changes that it judged.
    fn add(&mut self, json: &Value) -> BTreeSet<String> {
        let mut judged = BTreeSet::new();
        for outcome in json["outcomes"].as_array().into_iter().flatten() {
            let Some(name) = outcome["scenario"]["Mutant"]["name"].as_str() else { continue };
            match outcome["summary"].as_str() {
                Some("CaughtMutant") => self.caught += 1,
                Some("Timeout") => self.endless += 1,
                Some("Unviable") => self.unbuilt += 1,
                Some("MissedMutant") => drop(self.missed.insert(name.to_string())),
                _ => continue,
            }
            judged.insert(name.to_string());
        }
        judged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_does_not_move_with_the_lines() {
        let names =
            |line: usize| -> Vec<String> { (0..50).map(|i| format!("src/a.rs:{}:5: replace f{i} -> bool with true", line + i)).collect() };
        let what = |names: Vec<String>| -> Vec<String> { names.iter().map(|n| n.split_once(": ").unwrap().1.to_string()).collect() };
        let (once, later) = (sample(&names(1), 9), sample(&names(700), 9));
        assert_eq!(once.len(), 9);
        assert_eq!(what(once), what(later));
        assert_eq!(sample(&names(1), 99).len(), 50);
    }

    #[test]
    fn outcomes_are_told_apart() {
        let json = serde_json::json!({ "outcomes": [
            { "scenario": "Baseline", "summary": "Success" },
            { "scenario": { "Mutant": { "name": "a" } }, "summary": "CaughtMutant" },
            { "scenario": { "Mutant": { "name": "b" } }, "summary": "MissedMutant" },
            { "scenario": { "Mutant": { "name": "c" } }, "summary": "Timeout" },
        ] });
        let mut told = Told::default();
        assert_eq!(told.add(&json).len(), 3);
        assert_eq!(told, Told { caught: 1, endless: 1, unbuilt: 0, missed: ["b".to_string()].into() });
    }
}
