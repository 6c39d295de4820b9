//! Turns the sources into a verdict: formatting, lints, native tests, the module in Node, the page in real browsers.

use crate::recipe::Recipe;
use crate::setup::{self, Packages};
use crate::shell::{finish, step, Result, Shell};
use crate::{licences, module, page, release};

/// Which part of the checks is wanted; everything where nothing is said.
#[derive(Debug, Default, PartialEq)]
pub struct Scope {
    only: Option<String>,
    browser: Option<String>,
}

impl Scope {
    pub fn read(options: &[&str]) -> Result<Scope> {
        let mut scope = Scope::default();
        for pair in options.chunks(2) {
            match pair {
                ["--only", part @ ("native" | "boundary" | "page")] => scope.only = Some(part.to_string()),
                ["--browser", name] => scope.browser = Some(name.to_string()),
                _ => return Err(format!("test: can't read {}; it takes --only native|boundary|page and --browser NAME", pair.join(" "))),
            }
        }
        Ok(scope)
    }

    fn has(&self, part: &str) -> bool {
        match (&self.only, &self.browser) {
            (Some(only), _) => only == part,
            (None, Some(_)) => part == "page",
            (None, None) => true,
        }
    }
}

pub fn run(shell: &Shell, scope: &Scope) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    if let Some(name) = scope.browser.as_ref().filter(|name| !recipe.browsers.tested.contains(name)) {
        return Err(format!("no browser {name}; wasm-pack.toml names {}", recipe.browsers.tested.join(", ")));
    }
    setup::wasm_target(shell)?;
    if scope.has("native") {
        native(shell, &recipe)?;
    }
    if scope.has("boundary") || scope.has("page") {
        setup::packages(shell, Packages::Test)?;
        page::build(shell)?;
    }
    if scope.has("boundary") {
        step("the module in Node");
        shell.run("cargo", &["build", "--quiet", "--example", "json"])?;
        let files = test_files(shell, "tests")?;
        let files: Vec<&str> = files.iter().map(String::as_str).filter(|name| *name != PACKAGE).collect();
        node_tests(shell, &recipe, &files, &[])?;
        step("the npm package");
        let package = release::pack(shell)?;
        node_tests(shell, &recipe, &[PACKAGE], &[("FAZHI_PACKAGE", &package.to_string_lossy())])?;
    }
    if scope.has("page") {
        let browser = setup::browser(shell)?;
        let names = scope.browser.clone().unwrap_or_else(|| recipe.browsers.tested.join(","));
        step(&format!("the page in Chromium {}", names.replace(',', ", ")));
        let files = test_files(shell, "tests/page")?;
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        node_tests(shell, &recipe, &files, &[("PAGE_BROWSERS", &names), ("CHROME_BIN", &browser.to_string_lossy())])?;
    }
    println!("\nall checks passed");
    Ok(())
}

/// This one wants the package made first.
const PACKAGE: &str = "tests/package.test.mjs";

/// The test files of a folder for Node, in a settled order.
fn test_files(shell: &Shell, folder: &str) -> Result<Vec<String>> {
    let mut files: Vec<String> = std::fs::read_dir(shell.root.join(folder))
        .map_err(|e| format!("{folder}: {e}"))?
        .flatten()
        .map(|entry| format!("{folder}/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

fn native(shell: &Shell, recipe: &Recipe) -> Result<()> {
    setup::rust_components(shell)?;
    step("cargo fmt --check");
    shell.run("cargo", &["fmt", "--all", "--check"])?;
    step("cargo clippy");
    shell.run("cargo", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    let wasm = ["clippy", "--quiet", "--package", &recipe.module.package, "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    shell.run("cargo", &wasm)?;
    step("licences");
    licences::check(shell)?;
    step("cargo test");
    shell.run("cargo", &["test", "--quiet", "--workspace"])
}

/// One file after the other: two browsers at once would disturb the times that the tests print.
fn node_tests(shell: &Shell, recipe: &Recipe, files: &[&str], environment: &[(&str, &str)]) -> Result<()> {
    let mut command = shell.command("node", ["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    command
        .args(files)
        .env("FAZHI_MODULE", module::entry(&recipe.module))
        .env("FAZHI_PAGE", &recipe.page.out)
        .env("FAZHI_TARGET", &shell.target)
        .envs(environment.iter().copied());
    finish(&mut command).map_err(|_| format!("tests failed: {}", files.join(" ")))
}

/// The built page in browsers that are no Chromium.
pub fn others(shell: &Shell) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    page::build(shell)?;
    setup::packages(shell, Packages::Test)?;
    setup::other_browsers(shell)?;
    step("the page in Firefox ESR and WebKitGTK");
    node_tests(shell, &recipe, &["tests/other/other.test.mjs"], &[])
}

/// Scores the readings of a folder of labelled reports, document by document: found, missed, spurious.
pub fn score(shell: &Shell, words: &[&str]) -> Result<()> {
    let mut command = shell.command("cargo", ["run", "--quiet", "--release", "--example", "score", "--"]);
    finish(command.args(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scope_follows_the_options() {
        let all = Scope::read(&[]).unwrap();
        assert!(all.has("native") && all.has("boundary") && all.has("page"));
        let old = Scope::read(&["--browser", "90"]).unwrap();
        assert!(old.has("page") && !old.has("native"));
        let native = Scope::read(&["--only", "native"]).unwrap();
        assert!(native.has("native") && !native.has("page"));
        assert!(Scope::read(&["--only"]).is_err() && Scope::read(&["--only", "nothing"]).is_err());
    }
}
