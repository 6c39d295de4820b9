//! Holds the invariants of the sources: where things may stand, how files open, what they may import.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text. Some twins of tests/files are bytes, or in other encodings: what is not UTF-8 in them names nothing.
fn text(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).expect("readable")).into_owned()
}

/// All files under a folder with an ending, with their path from the root and their text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let texts: Vec<_> = paths
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(ending) && !path.to_string_lossy().contains("/pkg/"))
        .map(|path| (path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned(), text(&path)))
        .collect();
    assert!(!texts.is_empty(), "no {ending} under {folder}");
    texts
}

/// The part of a Rust file before its tests, without comments.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or(text);
    body.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_are_short_and_say_what_they_turn_into_what() {
    for (path, text) in files("src", ".rs") {
        assert!(text.starts_with("//! "), "{path} does not open with a //! line");
        assert!(text.lines().count() <= 420, "{path} is longer than one sitting: {}", text.lines().count());
    }
    for (path, text) in files("www", ".js") {
        assert!(text.starts_with("/*"), "{path} does not open with what it turns into what");
        assert!(text.lines().count() <= 420, "{path} is longer than one sitting");
    }
}

#[test]
fn wasm_stays_in_its_folder() {
    for (path, text) in files("src", ".rs").iter().filter(|(path, _)| !path.starts_with("src/wasm/")) {
        for word in ["wasm_bindgen", "js_sys", "web_sys", "JsValue", "plotters_canvas"] {
            assert!(!code(text).contains(word), "{path} names {word}");
        }
    }
}

#[test]
fn a_stage_imports_only_from_its_left() {
    let order = ["text", "outline", "extract", "report", "compare", "chart", "wasm"];
    let free = ["span", "diagnostic", "order", "given", "number", "rules"];
    for (path, text) in files("src", ".rs") {
        let stage = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_string();
        let text = code(&text);
        for (at, _) in text.match_indices("crate::") {
            let name: String = text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let (Some(from), Some(to)) = (order.iter().position(|s| *s == name), order.iter().position(|s| *s == stage)) else {
                // What every stage may use may itself use the text, and each other.
                assert!(!free.contains(&stage.as_str()) || free.contains(&name.as_str()) || name == "text", "{path} imports {name}");
                continue;
            };
            assert!(from <= to, "{path} imports {name}, which stands to its right");
        }
    }
}

#[test]
fn nothing_fails_on_input() {
    for (path, text) in files("src", ".rs") {
        for (number, line) in code(&text).lines().enumerate() {
            for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
                assert!(!line.contains(word), "{path}:{} {word}", number + 1);
            }
            for float in [".ln()", ".log10()", ".exp()", ".powf(", ".powi("] {
                assert!(!line.contains(float), "{path}:{} {float}: std's differs between native and wasm, use libm", number + 1);
            }
        }
    }
}

#[test]
fn vocabularies_have_sources_and_readers() {
    let sources: String = files("src", ".rs").into_iter().map(|(_, text)| text).collect();
    for (path, text) in files("src/rules", ".tsv") {
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(sources.contains(&format!("{name}\")")), "{name} is loaded by nothing");
        let mut rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let header: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
        let source = header.iter().position(|column| *column == "source").unwrap_or_else(|| panic!("{name} has no column `source`"));
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert!(cells.get(source).is_some_and(|cell| !cell.trim().is_empty()), "{name}: no source for {row}");
        }
    }
}

#[test]
fn nothing_is_ordered_by_hash() {
    for (path, text) in files("src", ".rs").iter().filter(|(path, _)| path.starts_with("src/report") || path.starts_with("src/wasm")) {
        assert!(!code(text).contains("HashMap") && !code(text).contains("HashSet"), "{path}");
    }
}

#[test]
fn pins_hold_the_browser_floor() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    for pin in ["wasm-bindgen = \"=0.2.92\"", "js-sys = \"=0.3.69\"", "edition = \"2021\""] {
        assert!(manifest.contains(pin), "{pin}");
    }
    let recipe = std::fs::read_to_string(root().join("wasm-pack.toml")).expect("wasm-pack.toml");
    assert!(recipe.contains("floor = \"90\"") && manifest.contains("[package.metadata.wasm-pack.profile.release]"));
}

/// The generated declarations carry every field that programs get.
#[test]
fn types_name_every_field() {
    let types = std::fs::read_to_string(root().join("src/wasm/types.rs")).expect("types.rs");
    let text = |name: &str| std::fs::read_to_string(root().join("tests/gold").join(name)).expect("readable");
    let (a, b) = (text("qinglan-2022.txt"), text("qinglan-2023.txt"));
    let values = [
        serde_json::to_value(fazhi_lens::parse(&a, None)),
        serde_json::to_value(fazhi_lens::compare(&a, &b, &Default::default())),
        serde_json::to_value(fazhi_lens::charts(&a, &b, &Default::default())),
    ];
    fn names(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                names(value, found);
            }),
            serde_json::Value::Array(list) => list.iter().for_each(|value| names(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    values.iter().for_each(|value| names(value.as_ref().expect("serialisable"), &mut found));
    let missing: Vec<_> =
        found.iter().filter(|name| !types.contains(&format!("{name}:")) && !types.contains(&format!("{name}?:"))).collect();
    assert!(missing.is_empty(), "types.rs does not name {missing:?}");
}

/// The repository speaks of the product alone.
#[test]
fn texts_name_no_foreign_places() {
    let all = ["src", "www", "tests", "xtask/src", ".github", ".ci"].iter().flat_map(|folder| files(folder, ""));
    for (path, text) in all.filter(|(path, _)| !path.ends_with("tidy.rs")) {
        for word in ["../shared", "/work/", "registry.npmjs", "static.crates.io", "index.crates.io", "deb.debian.org", "/tmp/fl"] {
            assert!(!text.contains(word), "{path} names {word}");
        }
    }
}
