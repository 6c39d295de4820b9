//! Turns the built module and page into the table of budgets beside what is measured.

use crate::recipe::Recipe;
use crate::setup::{self, Packages};
use crate::shell::{finish, Result, Shell};
use crate::{module, packed, page};

/// `texts` are files or folders of reports; without any, an invented report from tests/gold stands for the seed.
pub fn run(shell: &Shell, texts: &[&str]) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    let file = page::build(shell)?;
    setup::packages(shell, Packages::Test)?;
    let browser = setup::browser(shell)?;
    let wasm = shell.read(format!("{}/{}_bg.wasm", recipe.module.out_dir, recipe.module.out_name))?;
    let sizes = serde_json::json!({ "wasm": packed::gzip(&wasm)?.len(), "page": shell.read(&file)?.len() });
    let budgets = serde_json::to_string(&recipe.budgets).map_err(|e| e.to_string())?;
    let mut command = shell.command("node", ["--expose-gc", "xtask/bench.mjs", &budgets, &sizes.to_string()]);
    for text in texts {
        command.arg(std::path::absolute(text).map_err(|e| format!("{text}: {e}"))?);
    }
    command.env("FAZHI_MODULE", module::entry(&recipe.module)).env("FAZHI_PAGE", &recipe.page.out).env("FAZHI_TARGET", &shell.target);
    finish(command.env("CHROME_BIN", browser))
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
