//! Turns a file of table cases into (text, expected lines). The format is described in tests/README.md.

/// One case, with the line that its text starts at.
#[derive(Debug, PartialEq)]
pub struct Case {
    pub line: usize,
    pub text: String,
    /// Empty for `(none)`: nothing may be found.
    pub expected: Vec<String>,
}

/// The cases of a file, or what is wrong with it.
pub fn read(content: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    for (number, line) in content.lines().chain(std::iter::once("")).enumerate().map(|(at, line)| (at + 1, line)) {
        if line.starts_with('#') || line.starts_with("-- ") {
            continue;
        }
        if !line.trim().is_empty() {
            block.push((number, line));
            continue;
        }
        if block.is_empty() {
            continue;
        }
        let first = block[0].0;
        let mark = block.iter().position(|(_, line)| line.trim() == "=>").ok_or(format!("line {first}: a case without =>"))?;
        let text: Vec<&str> = block[..mark].iter().map(|(_, line)| if *line == "¶" { "" } else { *line }).collect();
        let expected: Vec<String> = block[mark + 1..].iter().map(|(_, line)| line.trim().to_string()).collect();
        if text.is_empty() || expected.is_empty() {
            return Err(format!("line {first}: a case needs a text and what is expected of it; (none) for nothing"));
        }
        let none = expected.iter().any(|line| line == "(none)");
        if none && expected.len() > 1 {
            return Err(format!("line {first}: (none) stands alone"));
        }
        cases.push(Case { line: first, text: text.join("\n"), expected: if none { Vec::new() } else { expected } });
        block.clear();
    }
    if cases.is_empty() {
        return Err("no case".into());
    }
    Ok(cases)
}
