//! Turns whole invented reports into one line for each thing found, and holds the lines against those in tests/whole.
//!
//! Cases show one rule at a time; this shows all that a change of a rule does to thirty reports at once. A line tells what was found and a fingerprint of
//! everything known about it. `FAZHI_ACCEPT=1 cargo test --test whole` writes the lines anew: look at what changed before committing it.

use fazhi_lens::{charts, compare, parse, CompareOptions};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What names a thing, the first that it has.
const NAMES: [&str; 10] = ["raw", "title", "text", "name", "message", "label", "words", "code", "status", "kind"];

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder of texts").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (stem(path), std::fs::read_to_string(path).expect("readable"))).collect()
}

/// FNV-1a: the same everywhere, which is all that is asked of it.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A line for each thing of each list, and one for each other value.
fn lines(name: &str, value: &Value, out: &mut Vec<(String, String)>) {
    match value {
        Value::Array(things) if things.iter().all(Value::is_object) => {
            for (at, thing) in things.iter().enumerate() {
                let called = NAMES.iter().find_map(|field| thing[field].as_str()).unwrap_or("-");
                let side = |field: &str| thing[field].as_u64().map_or("-".to_string(), |id| id.to_string());
                let sides = if thing["status"].is_string() { format!("{}:{} ", side("before"), side("after")) } else { String::new() };
                let called = sides + &called.chars().filter(|c| !c.is_control()).take(24).collect::<String>();
                let json = thing.to_string();
                out.push((format!("{name} {at} {called} {:08x}", fingerprint(&json)), json));
            }
        }
        Value::Object(fields) => fields.iter().for_each(|(field, value)| lines(&format!("{name}.{field}"), value, out)),
        Value::Null => {}
        value => out.push((format!("{name} {:08x}", fingerprint(&value.to_string())), value.to_string())),
    }
}

/// Holds a value against the file of its name, and tells the first lines that differ, with all that is known of them.
fn hold(name: &str, value: &[(&str, Value)]) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole").join(format!("{name}.txt"));
    let mut found = Vec::new();
    value.iter().for_each(|(part, value)| lines(part, value, &mut found));
    let text: String = found.iter().map(|(line, _)| format!("{line}\n")).collect();
    if std::env::var_os("FAZHI_ACCEPT").is_some() {
        std::fs::write(&path, text).expect("writable");
        return None;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept == text {
        return None;
    }
    let kept: Vec<&str> = kept.lines().collect();
    let gone = kept.iter().filter(|line| !found.iter().any(|(new, _)| new == *line)).take(4).map(|line| format!("  - {line}"));
    let new = found.iter().filter(|(line, _)| !kept.contains(&line.as_str())).take(4).map(|(line, json)| format!("  + {line}\n    {json}"));
    Some(format!("tests/whole/{name}.txt\n{}", gone.chain(new).collect::<Vec<_>>().join("\n")))
}

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("serialisable")
}

#[test]
fn whole_reports_read_as_before() {
    let mut off = Vec::new();
    for folder in ["bodies", "forms"] {
        for (name, text) in texts(folder) {
            off.extend(hold(&name, &[("report", json(parse(&text, None)))]));
        }
    }
    assert!(off.is_empty(), "FAZHI_ACCEPT=1 writes these anew, where they are meant:\n{}", off.join("\n"));
}

#[test]
fn whole_pairs_compare_as_before() {
    let mut off = Vec::new();
    let pairs = [texts(""), texts("years")].concat();
    for pair in pairs.chunks(2) {
        let [(_, before), (name, after)] = pair else { panic!("a report without its other year") };
        let options = CompareOptions::default();
        let values = [("comparison", json(compare(before, after, &options))), ("charts", json(charts(before, after, &options)))];
        off.extend(hold(name, &values));
    }
    assert!(off.is_empty(), "FAZHI_ACCEPT=1 writes these anew, where they are meant:\n{}", off.join("\n"));
}
