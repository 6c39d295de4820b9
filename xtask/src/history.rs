//! Turns what a command measured into dated lines of docs/history.tsv, so that each figure in docs/trust.md leads back to a run.

use crate::shell::{Result, Shell};

const FILE: &str = "docs/history.tsv";
const HEAD: &str = "day\tcommit\tcommand\twhat\tmeasured\n";

/// The state that is measured: the day of the commit and its name, with a plus behind it where files differ from it.
pub struct State {
    day: String,
    commit: String,
}

impl State {
    /// Asked for before a long run begins: what is run is what stands here now, whatever is committed meanwhile.
    pub fn now(shell: &Shell) -> State {
        let of = |format: &str| shell.output("git", &["log", "-1", format]).unwrap_or_else(|| "-".into());
        let changed = shell.output("git", &["status", "--porcelain", "--untracked-files=no"]).is_some_and(|said| !said.is_empty());
        State { day: of("--format=%cs"), commit: of("--format=%h") + if changed { "+" } else { "" } }
    }

    /// Adds a line for each figure.
    pub fn note(&self, shell: &Shell, command: &str, figures: &[(String, String)]) -> Result<()> {
        let text = self.added(&shell.read_text(FILE).unwrap_or_else(|_| HEAD.into()), command, figures);
        let path = shell.write(FILE, text.as_bytes())?;
        println!("{} figures noted in {}", figures.len(), path.display());
        Ok(())
    }

    fn added(&self, text: &str, command: &str, figures: &[(String, String)]) -> String {
        let mut out = text.to_string();
        for (what, measured) in figures {
            out.push_str(&[&self.day, &self.commit, command, what, measured].map(|cell| cell.replace(['\t', '\n'], " ")).join("\t"));
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_each_figure() {
        let state = State { day: "2026-01-02".into(), commit: "abc+".into() };
        let text = state.added(HEAD, "bench", &[("parse\tthe seed".into(), "0.98 ms".into())]);
        assert_eq!(text, format!("{HEAD}2026-01-02\tabc+\tbench\tparse the seed\t0.98 ms\n"));
        assert_eq!(state.added(&text, "bench", &[]), text);
    }
}
