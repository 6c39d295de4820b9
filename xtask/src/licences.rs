//! Turns the crates and tables that end up in the page into one list of their licences, and refuses a licence that nobody has looked at.

use crate::recipe::Recipe;
use crate::shell::{Result, Shell};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What may be built in: each asks for no more than its notice. deny.toml holds the same list for the build's own tools.
const ALLOWED: [&str; 7] = ["MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "Zlib", "Unicode-3.0", "0BSD"];

/// A crate whose code is in the module.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
}

/// The list as a file: what is built in, under which licence, with the texts.
pub fn text(shell: &Shell) -> Result<String> {
    let recipe = Recipe::load(shell)?;
    let crates = built_in(shell, &recipe.module.package)?;
    let mut out = String::from(
        "What is built into fazhi-lens.html and the module, besides the project's own sources (MIT OR Apache-2.0), and under which licence.\n\
         Made by `cargo xtask dist` from Cargo.lock and the headers of src/rules.\n\nCrates\n",
    );
    for each in &crates {
        out.push_str(&format!("  {} {}  {}\n", each.name, each.version, each.licence));
    }
    let rustc = shell.output("rustc", &["--version"]).ok_or("rustc does not run")?;
    out.push_str(&format!(
        "  the Rust standard library, {}  MIT OR Apache-2.0, Copyright The Rust Project Contributors\n\nTables\n",
        rustc.split(' ').take(2).collect::<Vec<_>>().join(" ")
    ));
    for (table, notice) in tables(shell)? {
        out.push_str(&format!("  {table}: {notice}\n"));
    }
    for (licence, names) in texts(shell, &crates)? {
        out.push_str(&format!("\n{}\n{}\n\n{}\n", "-".repeat(80), names.into_iter().collect::<Vec<_>>().join(", "), licence.trim_end()));
    }
    Ok(out)
}

/// Refuses a crate in the module whose licence is not among those looked at.
pub fn check(shell: &Shell) -> Result<()> {
    let recipe = Recipe::load(shell)?;
    let refused: Vec<String> = built_in(shell, &recipe.module.package)?
        .into_iter()
        .filter(|each| !allowed(&each.licence))
        .map(|each| format!("{} {} ({})", each.name, each.version, each.licence))
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(format!("licences that nobody has looked at: {}; see ALLOWED in xtask/src/licences.rs", refused.join(", ")))
}

/// Does an SPDX expression hold whichever way it is read? Every part of an AND, one part of an OR.
fn allowed(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}

/// What the module's package needs at run time on wasm32: no macros, no build scripts, no tests.
fn built_in(shell: &Shell, package: &str) -> Result<BTreeSet<Crate>> {
    let json = shell
        .output("cargo", &["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"])
        .ok_or("cargo metadata does not run")?;
    let metadata: Value = serde_json::from_str(&json).map_err(|e| format!("cargo metadata: {e}"))?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"]).into_iter().map(|each| (word(&each["id"]), each)).collect();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"]).into_iter().map(|each| (word(&each["id"]), each)).collect();
    let start = packages.iter().find(|(_, each)| each["name"] == package).ok_or("the package is not in cargo's metadata")?.0.clone();
    let (mut seen, mut open, mut found) = (BTreeSet::new(), vec![start.clone()], BTreeSet::new());
    while let Some(id) = open.pop() {
        let Some(each) = packages.get(&id).filter(|_| seen.insert(id.clone())) else { continue };
        if list(&each["targets"]).iter().any(|target| list(&target["kind"]).iter().any(|kind| kind == "proc-macro")) {
            continue;
        }
        // What stands in the repository is the project's own.
        if !each["source"].is_null() {
            let folder = Path::new(&word(&each["manifest_path"])).parent().map(Path::to_path_buf).unwrap_or_default();
            found.insert(Crate { name: word(&each["name"]), version: word(&each["version"]), licence: word(&each["license"]), folder });
        }
        let needed = list(&nodes[&id]["deps"]).into_iter().filter(|dep| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()));
        open.extend(needed.map(|dep| word(&dep["pkg"])));
    }
    Ok(found)
}

/// The headers of the tables that were made from others' work, which say so.
fn tables(shell: &Shell) -> Result<Vec<(String, String)>> {
    let folder = shell.root.join("src/rules");
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(&folder).map_err(|e| format!("src/rules: {e}"))?.flatten().map(|entry| entry.path()).collect();
    names.sort();
    let mut found = Vec::new();
    for path in names.iter().filter(|path| path.extension().is_some_and(|ending| ending == "tsv")) {
        let text = shell.read_text(path)?;
        let header: Vec<&str> =
            text.lines().take_while(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim()).collect();
        let header = header.join(" ");
        if ["licence", "License", "Copyright"].iter().any(|word| header.contains(word)) {
            found.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), header));
        }
    }
    Ok(found)
}

/// Each different text once, with the crates that it came with; of two licences to choose from, MIT.
fn texts(shell: &Shell, crates: &BTreeSet<Crate>) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for each in crates {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&each.folder)
            .map_err(|e| format!("{}: {e}", each.folder.display()))?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| is_licence(path))
            .collect();
        files.sort_by_key(|path| (!path.to_string_lossy().to_uppercase().contains("MIT"), path.clone()));
        let Some(file) = files.first() else {
            return Err(format!("{} {} has no licence file beside its manifest", each.name, each.version));
        };
        found.entry(shell.read_text(file)?.replace('\r', "")).or_default().insert(format!("{} {}", each.name, each.version));
    }
    found.entry(shell.read_text("LICENSE-APACHE")?).or_default().insert("tables made from OpenCC".into());
    Ok(found)
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    path.is_file() && (name.starts_with("LICENSE") || name.starts_with("LICENCE") || name.starts_with("COPYING"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_side_of_an_or_and_both_of_an_and_must_be_allowed() {
        for good in ["MIT", "MIT OR Apache-2.0", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert!(allowed(good), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MPL-2.0"] {
            assert!(!allowed(bad), "{bad}");
        }
    }

    #[test]
    fn the_list_names_what_is_built_in_and_nothing_that_only_builds() {
        let text = text(&Shell::new().unwrap()).unwrap();
        for needed in [
            "plotters-canvas ",
            "serde_core ",
            "wasm-bindgen 0.2.92",
            "divisions.tsv: ",
            "traditional.tsv: ",
            "standard library, rustc 1",
            "Permission is hereby granted",
        ] {
            assert!(text.contains(needed), "{needed}");
        }
        for absent in ["  syn ", "  quote ", "  serde_derive ", "  base64 ", "  zopfli "] {
            assert!(!text.contains(absent), "{absent}");
        }
    }
}
