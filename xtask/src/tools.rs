//! Turns the name of a tool that only some commands want into one that runs: fixed versions, installed into the target folder, nothing of the user's changed.

use crate::shell::{finish, step, Result, Shell};
use std::path::PathBuf;
use std::process::Command;

/// The toolchain for what stable Rust can't do (fuzzing, branch coverage): one day's, so that everybody measures with the same.
pub const NIGHTLY: &str = "nightly-2026-05-20";

/// Name on crates.io and version.
pub const FUZZ: (&str, &str) = ("cargo-fuzz", "0.13.2");
pub const COVERAGE: (&str, &str) = ("cargo-llvm-cov", "0.9.1");
pub const MUTANTS: (&str, &str) = ("cargo-mutants", "27.1.0");
pub const DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// The folder of the tool's program, for PATH; installs it where it is not there yet.
fn folder(shell: &Shell, (name, version): (&str, &str)) -> Result<PathBuf> {
    let root = shell.target.join("fazhi-lens/tools");
    let listed = std::fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
    if !listed.contains(&format!("\"{name} {version} ")) {
        step(&format!("cargo install {name} {version}"));
        let spec = format!("{name}@{version}");
        let mut command = shell.command("cargo", ["install", "--quiet", "--locked", "--root"]);
        finish(command.arg(&root).arg(&spec).env("CARGO_TARGET_DIR", shell.target.join("fazhi-lens/tools-build")))
            .map_err(|e| format!("{name} is missing and could not be installed ({e})"))?;
    }
    Ok(root.join("bin"))
}

/// A command that finds the tool as `cargo fuzz`, `cargo deny` …
pub fn cargo(shell: &Shell, tool: (&str, &str), nightly: bool) -> Result<Command> {
    let mut paths = vec![folder(shell, tool)?];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(paths).map_err(|e| format!("PATH: {e}"))?;
    let mut command = shell.command("cargo", [] as [&str; 0]);
    command.env("PATH", path);
    if nightly {
        // A cargo started by another cargo inherits that one's toolchain and compiler.
        command.env("RUSTUP_TOOLCHAIN", NIGHTLY).env_remove("RUSTC").env_remove("CARGO").env_remove("RUSTDOC");
    }
    Ok(command)
}

/// Installs the nightly toolchain with what the commands need of it.
pub fn nightly(shell: &Shell, components: &[&str]) -> Result<()> {
    let present = |words: &[&str]| {
        let mut command = shell.command("rustup", words);
        command.output().is_ok_and(|output| {
            output.status.success() && components.iter().all(|name| String::from_utf8_lossy(&output.stdout).contains(name))
        })
    };
    if present(&["component", "list", "--installed", "--toolchain", NIGHTLY]) {
        return Ok(());
    }
    step(&format!("rustup toolchain install {NIGHTLY}"));
    let mut words = vec!["toolchain", "install", NIGHTLY, "--profile", "minimal", "--no-self-update"];
    words.extend(components.iter().flat_map(|name| ["--component", name]));
    shell.run("rustup", &words).map_err(|e| format!("{NIGHTLY} is missing and could not be installed ({e})"))
}
