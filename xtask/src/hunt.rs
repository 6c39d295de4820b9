//! Turns time into defects found: fuzzing, coverage, texts on which the time grows too fast; and dependencies with known faults.

use crate::setup::{self, Packages};
use crate::shell::{finish, step, Result, Shell};
use crate::tools;
use std::process::Stdio;

/// The targets in Rust; `files` is the one in JavaScript (tests/fuzz), which needs no compiler.
const TARGETS: [&str; 3] = ["parse", "compare", "read_number"];
const LOG: &str = "fuzz/LOG.md";

/// `[SECONDS] [TARGET] [--log]`: each target for so long, a minute where nothing is said; the counts go into fuzz/LOG.md where wanted.
pub fn fuzz(shell: &Shell, words: &[&str]) -> Result<()> {
    let (mut seconds, mut only, mut log) = (60u64, None, false);
    for word in words {
        match (word.parse::<u64>(), *word) {
            (Ok(given), _) => seconds = given,
            (_, "--log") => log = true,
            (_, name) if TARGETS.contains(&name) || name == "files" => only = Some(name),
            _ => return Err(format!("fuzz: no target {word}; there are {}, files", TARGETS.join(", "))),
        }
    }
    // What is run is what stands here now, whatever is committed meanwhile.
    let day = shell.output("git", &["log", "-1", "--format=%cs %h"]).unwrap_or_default();
    let mut counts = Vec::new();
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    if TARGETS.iter().any(|name| wanted(name)) {
        tools::nightly(shell, &["rustc", "rust-std"])?;
        seeds(shell)?;
    }
    for target in TARGETS.iter().filter(|name| wanted(name)) {
        step(&format!("fuzz {target} for {seconds} s"));
        counts.push((target.to_string(), run_target(shell, target, seconds)?));
    }
    if wanted("files") {
        step(&format!("fuzz files for {seconds} s"));
        setup::packages(shell, Packages::Build)?;
        let output = said(shell.command("node", ["tests/fuzz/files.mjs", &seconds.to_string()]))?;
        for (name, runs) in output.lines().filter_map(|line| line.strip_prefix("runs ")?.split_once(' ')) {
            counts.push((name.to_string(), runs.trim().parse().unwrap_or(0)));
        }
    }
    println!();
    for (target, runs) in &counts {
        println!("{target:<12} {runs:>14} executions, no fault");
    }
    if log {
        note(shell, &day, &counts)?;
    }
    Ok(())
}

/// Runs to the end; what it prints goes to the terminal and comes back.
fn said(mut command: std::process::Command) -> Result<String> {
    let output =
        command.stdout(Stdio::piped()).stderr(Stdio::inherit()).output().map_err(|e| format!("{:?}: {e}", command.get_program()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    print!("{text}");
    output.status.success().then_some(text).ok_or_else(|| "a fault was found; see above".into())
}

/// Small reports to begin with: pieces of the invented ones, and every token.
fn seeds(shell: &Shell) -> Result<()> {
    let gold = shell.root.join("tests/gold");
    for target in TARGETS {
        let folder = shell.target.join("fazhi-lens/fuzz").join(target);
        if folder.is_dir() {
            continue; // What earlier runs found to be of interest is there.
        }
        let mut texts: Vec<Vec<u8>> = Vec::new();
        if target == "read_number" {
            let tokens = shell.read_text("tests/specs/numerals.tsv")?;
            texts.extend(tokens.lines().filter_map(|line| line.split('\t').next()).map(|numeral| [b"\0", numeral.as_bytes()].concat()));
        } else {
            for entry in std::fs::read_dir(&gold).map_err(|e| format!("tests/gold: {e}"))?.flatten() {
                if entry.path().extension().is_some_and(|ending| ending == "txt") {
                    let text = shell.read_text(entry.path())?;
                    let lines: Vec<&str> = text.lines().collect();
                    let head: &[u8] = if target == "compare" { b"\x63\0" } else { b"\0" };
                    texts.extend(lines.chunks(12).map(|piece| [head, piece.join("\n").as_bytes()].concat()));
                }
            }
        }
        for (i, text) in texts.iter().enumerate() {
            shell.write(folder.join(format!("seed-{i}")), text)?;
        }
    }
    Ok(())
}

fn run_target(shell: &Shell, target: &str, seconds: u64) -> Result<u64> {
    let mut build = tools::cargo(shell, tools::FUZZ, true)?;
    build.args(["fuzz", "build", "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir"]);
    build.arg(shell.target.join("fazhi-lens/fuzz-build")).arg(target);
    // The core has no unsafe code: what could go wrong is a panic, for which no sanitizer is needed, and without one it runs several times as fast.
    finish(&mut build)?;
    let (corpus, faults) = (shell.target.join("fazhi-lens/fuzz").join(target), shell.target.join("fazhi-lens/fuzz-faults").join(target));
    std::fs::create_dir_all(&faults).map_err(|e| format!("{}: {e}", faults.display()))?;
    let host = shell.output("rustc", &["-vV"]).unwrap_or_default();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not say its host")?;
    let program = shell.target.join("fazhi-lens/fuzz-build").join(host).join("release").join(target);
    // A comparison reads four texts: with short ones it runs four times as often in the same time.
    let length = match target {
        "read_number" => 64,
        "compare" => 1024,
        _ => 4096,
    };
    let mut command = shell.command(&program.to_string_lossy(), [] as [&str; 0]);
    command.args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={length}"),
        "-timeout=10".into(),
        "-rss_limit_mb=2048".into(),
        "-print_final_stats=1".into(),
        format!("-artifact_prefix={}/", faults.display()),
    ]);
    let output = command.arg(&corpus).stderr(Stdio::piped()).output().map_err(|e| format!("{}: {e}", program.display()))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let runs = text.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()).unwrap_or(0);
    if !output.status.success() {
        let tail: Vec<&str> = text.lines().rev().take(40).collect();
        return Err(format!("{target} has a fault after {runs} executions:\n{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n")));
    }
    Ok(runs)
}

/// Adds the counts to the log and its sums.
fn note(shell: &Shell, day: &str, counts: &[(String, u64)]) -> Result<()> {
    let text = added(&shell.read_text(LOG).unwrap_or_default(), day, counts);
    shell.write(LOG, text.as_bytes()).map(drop)
}

const HEAD: &str = "# What the fuzzers have run\n\n\
`cargo xtask fuzz SECONDS [TARGET] --log` adds a line for each target that ran to its end without a fault; the sums are made from the lines.\n\
Corpus and faults lie in target/fazhi-lens/fuzz and fuzz-faults. A fault becomes a test case first, then the run is made again.\n";

fn added(log: &str, day: &str, counts: &[(String, u64)]) -> String {
    let is_run = |line: &&str| line.starts_with("| 20");
    let mut lines: Vec<String> = log.lines().filter(is_run).map(str::to_string).collect();
    lines.extend(counts.iter().map(|(target, runs)| format!("| {day} | {target} | {runs} |")));
    let mut sums = std::collections::BTreeMap::<String, u64>::new();
    for line in &lines {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let (Some(target), Some(Ok(runs))) = (cells.get(2), cells.get(3).map(|cell| cell.parse::<u64>())) {
            *sums.entry(target.to_string()).or_default() += runs;
        }
    }
    let total: u64 = sums.values().sum();
    let sums: Vec<String> = sums.iter().map(|(target, runs)| format!("| {target} | {runs} |")).collect();
    format!(
        "{HEAD}\n| target | executions |\n|---|---|\n{}\n| all | {total} |\n\n| day and commit | target | executions |\n|---|---|---|\n{}\n",
        sums.join("\n"),
        lines.join("\n")
    )
}

/// Lines and branches of the core that its tests reach.
pub fn coverage(shell: &Shell) -> Result<()> {
    tools::nightly(shell, &["llvm-tools"])?;
    let mut command = tools::cargo(shell, tools::COVERAGE, true)?;
    command.args([
        "llvm-cov",
        "--branch",
        "--package",
        "fazhi-lens",
        "--ignore-filename-regex",
        "(wasm|examples|xtask)/",
        "--summary-only",
    ]);
    finish(command.env("CARGO_TARGET_DIR", shell.target.join("fazhi-lens/coverage")))
}

/// `[PAIRS]`: each token of the grammar alone and so many pairs, repeated up to 4 MB where they seem to grow too fast.
pub fn grow(shell: &Shell, words: &[&str]) -> Result<()> {
    let mut command = shell.command("cargo", ["run", "--quiet", "--release", "--example", "grow", "--"]);
    finish(command.args(words))
}

/// Licences and sources of every dependency, known faults where the network allows to ask.
pub fn audit(shell: &Shell) -> Result<()> {
    let deny = |words: &[&str]| -> Result<()> {
        let mut command = tools::cargo(shell, tools::DENY, false)?;
        finish(command.arg("deny").args(words))
    };
    // Crates for other systems than this one are judged too; a build alone would not have fetched them.
    finish(&mut shell.command("cargo", ["fetch", "--locked"]))?;
    step("licences, bans, sources");
    deny(&["--offline", "check", "licenses", "bans", "sources"])?;
    step("advisories");
    if deny(&["fetch", "db"]).is_err() {
        println!("NOT CHECKED for known faults: the database of advisories could not be fetched; run it again where it can be reached");
    } else {
        deny(&["--offline", "check", "advisories"])?;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let asked = shell.command(npm, ["audit", "--audit-level=moderate"]).output();
    match asked {
        Ok(output) if output.status.success() => print!("npm: {}", String::from_utf8_lossy(&output.stdout)),
        Ok(output) if String::from_utf8_lossy(&output.stdout).contains("Severity:") => {
            return Err(format!("npm packages have known faults:\n{}", String::from_utf8_lossy(&output.stdout)))
        }
        _ => println!("NOT CHECKED for known faults of npm packages: the registry does not answer such questions"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_adds_up() {
        let once = added("", "2026-01-02 abc", &[("parse".into(), 5), ("compare".into(), 2)]);
        let twice = added(&once, "2026-01-03 def", &[("parse".into(), 10)]);
        assert!(twice.contains("| parse | 15 |") && twice.contains("| compare | 2 |") && twice.contains("| all | 17 |"));
        assert!(twice.contains("| 2026-01-02 abc | parse | 5 |") && twice.ends_with("| 2026-01-03 def | parse | 10 |\n"));
    }
}
