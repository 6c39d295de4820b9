//! Turns a commit into what is handed out: the page with its checksum and licences, the npm package; and shows that anyone gets the same bytes.

use crate::history::State;
use crate::recipe::Recipe;
use crate::setup::{self, Packages};
use crate::shell::{finish, step, Result, Shell};
use crate::{licences, module, page, size};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const DESCRIPTION: &str =
    "Reads Chinese annual reports on rule-of-law government: structure, figures, documents, and what changed between two years";

/// Builds, holds the sizes to their budgets, and writes beside the page its checksum, as `sha256sum --check` reads it, and the licences.
pub fn dist(shell: &Shell) -> Result<()> {
    licences::check(shell)?;
    let path = page::build(shell)?;
    size::enforce(shell)?;
    let sum = digest(shell, &path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let written = shell.write(path.with_file_name(format!("{name}.sha256")), format!("{sum}  {name}\n").as_bytes())?;
    shell.write(path.with_file_name("LICENSES.txt"), licences::text(shell)?.as_bytes())?;
    println!("{}  {sum}", written.display());
    Ok(())
}

fn digest(shell: &Shell, path: &Path) -> Result<String> {
    Ok(format!("{:x}", Sha256::digest(shell.read(path)?)))
}

/// `[--log]`: clones the commit into two folders of different depth, builds the page in each from nothing, and compares every byte.
pub fn reproduce(shell: &Shell, words: &[&str]) -> Result<()> {
    let state = State::now(shell);
    let recipe = Recipe::load(shell)?;
    let commit = shell.output("git", &["rev-parse", "HEAD"]).ok_or("this is no git repository: there is no commit to clone")?;
    let base = shell.target.join("fazhi-lens/reproduce");
    let _ = std::fs::remove_dir_all(&base);
    let mut sums = Vec::new();
    for folder in ["one", "another/and-deeper"] {
        let clone = base.join(folder);
        step(&format!("clone and build {}", clone.display()));
        let from = shell.root.to_string_lossy();
        shell.run("git", &["clone", "--quiet", "--no-hardlinks", &from, &clone.to_string_lossy()])?;
        let mut command = shell.command("cargo", ["xtask", "run", "--no-open"]);
        finish(command.current_dir(&clone).env_remove("CARGO_TARGET_DIR"))?;
        let module = format!("{}/{}_bg.wasm", recipe.module.out_dir, recipe.module.out_name);
        sums.push([digest(shell, &clone.join(&recipe.page.out))?, digest(shell, &clone.join(module))?]);
    }
    println!("\ncommit {commit}\npage    {}\n        {}\nmodule  {}\n        {}", sums[0][0], sums[1][0], sums[0][1], sums[1][1]);
    if sums[0] != sums[1] {
        return Err(format!("the two builds differ; they are kept in {}", base.display()));
    }
    let _ = std::fs::remove_dir_all(&base); // Some hundred megabytes that have served their purpose.
    println!("both clones gave the same bytes");
    if words.contains(&"--log") {
        state.note(shell, "reproduce", &[("SHA-256 of the page, twice".into(), sums[0][0].clone())])?;
    }
    Ok(())
}

/// Packs the module for npm and returns the package: a reader of JavaScript gets types, a text to read, and the licences.
pub fn pack(shell: &Shell) -> Result<PathBuf> {
    let recipe = Recipe::load(shell)?;
    setup::packages(shell, Packages::Build)?;
    let (folder, name) = (shell.target.join("fazhi-lens/npm"), &recipe.module.out_name);
    let built = shell.root.join(&recipe.module.out_dir);
    if !built.join(format!("{name}_bg.wasm")).is_file() {
        setup::wasm_target(shell)?;
        module::build(shell, &recipe.module)?;
    }
    let _ = std::fs::remove_dir_all(&folder);
    let entry = module::entry(&recipe.module);
    let functions = exported(&shell.read_text(&entry)?);
    for file in [format!("{name}.js"), format!("{name}.d.ts"), format!("{name}_bg.wasm")] {
        shell.write(folder.join(&file), &shell.read(built.join(&file))?)?;
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        shell.write(folder.join(file), &shell.read(file)?)?;
    }
    shell.write(folder.join("LICENSES.txt"), licences::text(shell)?.as_bytes())?;
    shell.write(folder.join("README.md"), &shell.read("docs/npm.md")?)?;
    let wasm = format!("{name}_bg.wasm");
    let node = format!(
        "// Generated. Node has no fetch for files: the module is read from beside this file, at once; `init` is there so that the same code runs in both.\n\
         import {{ readFileSync }} from \"node:fs\";\nimport {{ initSync }} from \"./{name}.js\";\n\n\
         initSync(readFileSync(new URL(\"./{wasm}\", import.meta.url)));\n\nexport default async function init() {{}}\n\
         export {{ {} }} from \"./{name}.js\";\n",
        functions.join(", ")
    );
    shell.write(folder.join("node.js"), node.as_bytes())?;
    // Written as text: the order of the conditions under "exports" counts, and serde_json sorts keys.
    let about = format!(
        r#"{{
  "name": "fazhi-lens",
  "version": "{version}",
  "description": "{description}",
  "type": "module",
  "license": "MIT OR Apache-2.0",
  "main": "./{name}.js",
  "types": "./{name}.d.ts",
  "exports": {{
    ".": {{ "types": "./{name}.d.ts", "node": "./node.js", "default": "./{name}.js" }},
    "./web": {{ "types": "./{name}.d.ts", "default": "./{name}.js" }},
    "./{wasm}": "./{wasm}",
    "./package.json": "./package.json"
  }},
  "files": ["{name}.js", "{name}.d.ts", "{wasm}", "node.js", "LICENSE-MIT", "LICENSE-APACHE", "LICENSES.txt"],
  "sideEffects": ["./node.js"],
  "engines": {{ "node": ">=20" }}
}}
"#,
        version = env!("CARGO_PKG_VERSION"),
        description = DESCRIPTION,
    );
    shell.write(folder.join("package.json"), about.as_bytes())?;
    let out = shell.target.join("package");
    std::fs::create_dir_all(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = shell.command(npm, ["pack", "--silent", "--pack-destination"]);
    finish(command.arg(&out).current_dir(&folder).stdout(std::process::Stdio::null()))?;
    Ok(out.join(format!("fazhi-lens-{}.tgz", env!("CARGO_PKG_VERSION"))))
}

/// Packs, then installs the package into an empty folder and uses it from Node and from a bundle.
pub fn package(shell: &Shell) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    page::build(shell)?;
    let file = pack(shell)?;
    let mut command = shell.command("node", ["--test", "--test-reporter=spec", "tests/package.test.mjs"]);
    finish(command.env("FAZHI_PACKAGE", &file).env("FAZHI_MODULE", module::entry(&recipe.module)))?;
    println!("{}  {}", file.display(), digest(shell, &file)?);
    Ok(())
}

/// The names that the module's glue exports, but for those that start it.
fn exported(glue: &str) -> Vec<String> {
    let names = glue.lines().filter_map(|line| line.strip_prefix("export function ")).filter_map(|rest| rest.split('(').next());
    names.map(str::to_string).chain(["initSync".to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_of_the_glue_is_handed_on() {
        let glue = "export function parse(text) {\n}\nfunction inner() {}\nexport function compare(a, b) {\nexport { initSync }\n";
        assert_eq!(exported(glue), ["parse", "compare", "initSync"]);
    }
}
