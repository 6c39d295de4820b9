//! Turns two reports into a list of their paired indicators with both sentences, so that a reader can judge each pair.

use crate::shell::{Result, Shell};
use serde_json::Value;

/// A sentence is printed as far as this on each side of its figure.
const AROUND: usize = 60;

/// Prints pairs (surest first), targets and checks of two years.
pub fn print(shell: &Shell, before: &str, after: &str) -> Result<()> {
    let path = |name: &str| std::path::absolute(name).map_err(|e| format!("{name}: {e}"));
    let sides = [Side::read(shell, path(before)?)?, Side::read(shell, path(after)?)?];
    let files = [path(before)?, path(after)?].map(|file| file.to_string_lossy().into_owned());
    let comparison = json(shell, &[&files[0], &files[1]])?;
    let [a, b] = &sides;
    let mut pairs: Vec<&Value> = list(&comparison, "indicators").iter().filter(|p| p["before"].is_u64() && p["after"].is_u64()).collect();
    pairs.sort_by(|x, y| y["confidence"].as_f64().unwrap_or(0.0).total_cmp(&x["confidence"].as_f64().unwrap_or(0.0)));
    for pair in &pairs {
        let text = |key: &str| pair[key].as_str().unwrap_or("-");
        println!("{:<6} {:.2} {:<12} {}", text("band"), pair["confidence"].as_f64().unwrap_or(0.0), text("status"), text("reason"));
        println!("  {}\n  {}", a.figure(&pair["before"]), b.figure(&pair["after"]));
    }
    for target in list(&comparison, "targets") {
        println!("target {:.2} met {}", target["confidence"].as_f64().unwrap_or(0.0), target["met"]);
        println!("  {}\n  {}", a.figure(&target["planned"]), b.figure(&target["reached"]));
    }
    let own = [("before", &a.report), ("after", &b.report), ("pair", &comparison)];
    let mut counts = Vec::new();
    for (verdict, key) in [("contradicts", "checks"), ("agrees", "agreements")] {
        for (scope, holder) in own {
            for check in list(holder, key) {
                println!("{verdict} {scope} {}: {}", check["kind"].as_str().unwrap_or(""), check["message"].as_str().unwrap_or(""));
                println!("  {}", check["arithmetic"].as_str().unwrap_or(""));
                for span in list(check, "spans") {
                    let side = match (span["report"].as_str(), scope) {
                        (Some("before"), _) | (Some("this"), "before") => a,
                        _ => b,
                    };
                    println!("    {}", side.around(&span["span"], &Value::Null));
                }
            }
        }
        counts.push(format!("{key} {}", own.iter().map(|(_, holder)| list(holder, key).len()).sum::<usize>()));
    }
    let high = pairs.iter().filter(|pair| pair["band"] == "high").count();
    println!("pairs {} (high {high}), targets {}, {}", pairs.len(), list(&comparison, "targets").len(), counts.join(", "));
    Ok(())
}

struct Side {
    units: Vec<u16>,
    report: Value,
}

impl Side {
    fn read(shell: &Shell, file: std::path::PathBuf) -> Result<Side> {
        let text = String::from_utf8(shell.read(&file)?).map_err(|_| format!("{} is not UTF-8", file.display()))?;
        Ok(Side { units: text.encode_utf16().collect(), report: json(shell, &[&file.to_string_lossy()])? })
    }

    fn figure(&self, id: &Value) -> String {
        let indicator = &list(&self.report, "indicators")[id.as_u64().unwrap_or(0) as usize];
        let period = indicator["period"].as_str().map_or(String::new(), |period| format!(" ({period})"));
        format!("{}{period}: {}", indicator["label"].as_str().unwrap_or(""), self.around(&indicator["span"], &indicator["sentence"]))
    }

    /// The words of a span in brackets, with what stands around it in its sentence (or on its line).
    fn around(&self, span: &Value, sentence: &Value) -> String {
        let at = |of: &Value, key: &str, or: usize| of[key].as_u64().map_or(or, |at| at as usize).min(self.units.len());
        let (start, end) = (at(span, "start", 0), at(span, "end", 0));
        let from = start.saturating_sub(AROUND).max(at(sentence, "start", 0));
        let to = (end + AROUND / 2).min(at(sentence, "end", self.units.len()));
        let words = |from: usize, to: usize| String::from_utf16_lossy(self.units.get(from..to).unwrap_or(&[])).replace('\n', "⏎");
        format!("{}【{}】{}", words(from, start), words(start, end), words(end, to.max(end)))
    }
}

/// What the crate itself gives for one text or two, natively.
fn json(shell: &Shell, files: &[&str]) -> Result<Value> {
    let arguments = [&["run", "--quiet", "--example", "json", "--"], files].concat();
    let output = shell.output("cargo", &arguments).ok_or("the texts could not be read; cargo run --example json says why")?;
    serde_json::from_str(&output).map_err(|e| e.to_string())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
