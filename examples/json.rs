//! Turns one report into its reading, or two into their comparison, as JSON on standard output:
//! `cargo run --example json -- EARLIER.txt [LATER.txt]`. The boundary tests hold it against what the wasm module gives for the same text.

use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    match read(&paths) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn read(paths: &[String]) -> Result<String, String> {
    let text = |path: &String| std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"));
    let json = match paths {
        [one] => serde_json::to_string(&fazhi_lens::parse(&text(one)?, None)),
        [earlier, later] => serde_json::to_string(&fazhi_lens::compare(&text(earlier)?, &text(later)?, &Default::default())),
        _ => return Err("usage: json EARLIER.txt [LATER.txt]".into()),
    };
    json.map_err(|e| e.to_string())
}
