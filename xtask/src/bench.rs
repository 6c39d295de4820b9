//! Turns the built module and page into the table of budgets beside what is measured.

use crate::history::State;
use crate::recipe::Recipe;
use crate::setup::{self, Packages};
use crate::shell::{finish, step, Result, Shell};
use crate::{module, packed, page};

/// Where the scripts leave what they printed, as pairs of what and how much.
const FIGURES: &str = "fazhi-lens/figures.json";

/// `[FILE|FOLDER …] [--log]`: reports to measure with; without any, an invented report from tests/gold stands for the seed.
pub fn run(shell: &Shell, words: &[&str]) -> Result<()> {
    let state = State::now(shell);
    let recipe = Recipe::load(shell)?;
    let file = page::build(shell)?;
    setup::packages(shell, Packages::Test)?;
    let browser = setup::browser(shell)?;
    let wasm = shell.read(format!("{}/{}_bg.wasm", recipe.module.out_dir, recipe.module.out_name))?;
    let sizes = serde_json::json!({ "wasm": packed::gzip(&wasm)?.len(), "page": shell.read(&file)?.len() });
    let budgets = serde_json::to_string(&recipe.budgets).map_err(|e| e.to_string())?;
    let mut command = shell.command("node", ["--expose-gc", "xtask/bench.mjs", &budgets, &sizes.to_string()]);
    for text in words.iter().filter(|word| **word != "--log") {
        command.arg(std::path::absolute(text).map_err(|e| format!("{text}: {e}"))?);
    }
    command.env("FAZHI_MODULE", module::entry(&recipe.module)).env("FAZHI_PAGE", &recipe.page.out).env("FAZHI_TARGET", &shell.target);
    finish(command.env("CHROME_BIN", browser).env("FAZHI_FIGURES", shell.target.join(FIGURES)))?;
    noted(shell, &state, "bench", words)
}

/// Adds what the script printed to the history, where that is wanted.
fn noted(shell: &Shell, state: &State, command: &str, words: &[&str]) -> Result<()> {
    if !words.contains(&"--log") {
        return Ok(());
    }
    let figures: Vec<(String, String)> =
        serde_json::from_str(&shell.read_text(shell.target.join(FIGURES))?).map_err(|e| format!("{FIGURES}: {e}"))?;
    state.note(shell, command, &figures)
}

/// Packages of others that do a part of the work, in fixed versions; installed into the target folder when asked for.
const PEERS: [&str; 4] = ["diff@8.0.4", "diff-match-patch@1.0.5", "@microsoft/recognizers-text-suite@1.3.1", "jieba-wasm@2.4.0"];

/// `[--log]`: prints our times beside theirs, from one run.
pub fn peers(shell: &Shell, words: &[&str]) -> Result<()> {
    let state = State::now(shell);
    let recipe = Recipe::load(shell)?;
    page::build(shell)?;
    let folder = shell.target.join("fazhi-lens/peers");
    if PEERS.iter().any(|peer| !folder.join("node_modules").join(peer.rsplit_once('@').map_or(*peer, |(name, _)| name)).is_dir()) {
        step(&format!("npm install {}", PEERS.join(" ")));
        shell.write(folder.join("package.json"), b"{ \"private\": true }\n")?;
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let mut command = shell.command(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        finish(command.args(PEERS).current_dir(&folder)).map_err(|e| format!("the peers could not be installed ({e})"))?;
    }
    let mut command = shell.command("node", ["--expose-gc", "xtask/peers.mjs"]);
    finish(command.arg(&folder).env("FAZHI_MODULE", module::entry(&recipe.module)).env("FAZHI_FIGURES", shell.target.join(FIGURES)))?;
    noted(shell, &state, "bench --peers", words)
}

/// 2,000 reports opened at once in the current Chromium: time, memory, the longest task. `texts`: a folder to make them from, else tests/gold.
pub fn library(shell: &Shell, texts: &[&str]) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    page::build(shell)?;
    setup::packages(shell, Packages::Test)?;
    let browser = setup::browser(shell)?;
    let mut command = shell.command("node", ["xtask/bench-library.mjs"]);
    for text in texts {
        command.arg(std::path::absolute(text).map_err(|e| format!("{text}: {e}"))?);
    }
    command.env("FAZHI_PAGE", &recipe.page.out).env("FAZHI_TARGET", &shell.target);
    finish(command.env("CHROME_BIN", browser))
}
