//! Turns a run of the core's tests into the lines and branches that they reach, and those that they don't.

use crate::history::State;
use crate::shell::{finish, Result, Shell};
use crate::tools;
use serde_json::Value;
use std::collections::BTreeMap;

/// `[--missed PART] [--log]`: a line for each file; with a part of a file's path, each place there whose branch never went one way.
pub fn run(shell: &Shell, words: &[&str]) -> Result<()> {
    let (mut missed, mut log) = (None, false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--missed" => missed = Some(*words.next().ok_or("coverage: --missed wants a part of a file's path")?),
            "--log" => log = true,
            other => return Err(format!("coverage: can't read {other}")),
        }
    }
    let state = State::now(shell);
    tools::nightly(shell, &["llvm-tools"])?;
    let file = shell.target.join("fazhi-lens/coverage.json");
    let mut command = tools::cargo(shell, tools::COVERAGE, true)?;
    command.args(["llvm-cov", "--branch", "--package", "fazhi-lens", "--ignore-filename-regex", "(wasm|examples|xtask)/", "--json"]);
    command.arg("--output-path").arg(&file).env("CARGO_TARGET_DIR", shell.target.join("fazhi-lens/coverage"));
    finish(&mut command)?;
    let json: Value = serde_json::from_str(&shell.read_text(&file)?).map_err(|e| format!("{}: {e}", file.display()))?;
    let data = &json["data"][0];
    println!("\n{:>9} {:>9} {:>9}  of the file", "lines %", "branches", "missed");
    for one in data["files"].as_array().into_iter().flatten() {
        let name = one["filename"].as_str().unwrap_or_default();
        let name = name.strip_prefix(&*shell.root.to_string_lossy()).unwrap_or(name).trim_start_matches('/');
        let (lines, branches) = (&one["summary"]["lines"], &one["summary"]["branches"]);
        println!("{:>9.1} {:>9} {:>9}  {name}", lines["percent"].as_f64().unwrap_or(0.0), branches["count"], branches["notcovered"]);
        if missed.is_some_and(|part| name.contains(part)) {
            for line in never(one, &shell.read_text(name)?) {
                println!("{:31}{line}", "");
            }
        }
    }
    let totals = &data["totals"];
    let share = |of: &str| format!("{:.1} % of {}", totals[of]["percent"].as_f64().unwrap_or(0.0), totals[of]["count"]);
    let figures = ["lines", "branches", "functions"].map(|of| (of.to_string(), share(of)));
    println!("\n{}", figures.iter().map(|(of, share)| format!("{of}: {share}")).collect::<Vec<_>>().join("; "));
    if log {
        state.note(shell, "coverage", &figures)?;
    }
    Ok(())
}

/// The places whose branch was never taken, or always. What is compiled several times counts together.
fn never(file: &Value, source: &str) -> Vec<String> {
    let mut places = BTreeMap::<[u64; 4], [u64; 2]>::new();
    for branch in file["branches"].as_array().into_iter().flatten() {
        let at = |i: usize| branch[i].as_u64().unwrap_or(0);
        let [taken, passed] = places.entry([at(0), at(1), at(2), at(3)]).or_default();
        *taken += at(4);
        *passed += at(5);
    }
    let lines: Vec<&str> = source.lines().collect();
    let said = places.into_iter().filter_map(|([line, column, last, end], counts)| {
        let how = match counts {
            [0, 0] => "not reached",
            [0, _] => "never so",
            [_, 0] => "always so",
            _ => return None,
        };
        // Columns count bytes; what goes on in the next line is told by its first.
        let words = lines.get(line as usize - 1)?.as_bytes();
        let end = if line == last { end as usize - 1 } else { words.len() };
        let words = words.get(column as usize - 1..end.min(words.len()))?;
        Some(format!("{line:>4} {how}: {}", String::from_utf8_lossy(words)))
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_that_only_one_copy_takes_is_taken() {
        let file = serde_json::json!({ "branches": [[2, 4, 2, 9, 0, 3], [2, 4, 2, 9, 5, 0], [2, 4, 2, 6, 0, 1], [1, 1, 1, 3, 0, 0]] });
        assert_eq!(never(&file, "ab\nif 件 > 1"), ["   1 not reached: ab", "   2 never so: \u{fffd}"]);
        let file = serde_json::json!({ "branches": [[1, 4, 1, 7, 2, 0]] });
        assert_eq!(never(&file, "if a>1 {"), ["   1 always so: a>1"]);
    }
}
