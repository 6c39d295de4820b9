//! Turns a command line into a finished process, or into one sentence saying what is missing.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Errors are sentences for the person at the terminal; nothing here tells them apart.
pub type Result<T> = std::result::Result<T, String>;

/// Where the project is and where it builds.
pub struct Shell {
    pub root: PathBuf,
    /// Cargo's target directory.
    pub target: PathBuf,
}

impl Shell {
    pub fn new() -> Result<Shell> {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).ok_or("xtask does not stand inside the project")?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given));
        Ok(Shell { root, target })
    }

    /// A command that runs at the root of the project.
    pub fn command<I, S>(&self, program: &str, arguments: I) -> Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let mut command = Command::new(program);
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// Runs to the end, its output going to the terminal.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        finish(&mut self.command(program, arguments))
    }

    /// What it writes to standard output, if it ends well.
    pub fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self.command(program, arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
    }

    /// Does it run at all?
    pub fn has(&self, program: &str, arguments: &[&str]) -> bool {
        self.output(program, arguments).is_some()
    }

    pub fn read(&self, path: impl AsRef<Path>) -> Result<Vec<u8>> {
        let path = self.root.join(path);
        std::fs::read(&path).map_err(|e| format!("can't read {}: {e}", path.display()))
    }

    pub fn read_text(&self, path: impl AsRef<Path>) -> Result<String> {
        let path = path.as_ref();
        String::from_utf8(self.read(path)?).map_err(|_| format!("{} is not UTF-8", path.display()))
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: impl AsRef<Path>, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.root.join(path);
        let written = match path.parent() {
            Some(folder) => std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, bytes)),
            None => std::fs::write(&path, bytes),
        };
        written.map_err(|e| format!("can't write {}: {e}", path.display())).map(|()| path)
    }
}

/// Runs a prepared command to the end.
pub fn finish(command: &mut Command) -> Result<()> {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    let line = words.join(" ");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{line}: {status}")),
        Err(e) => Err(format!("{line}: {e}")),
    }
}

/// The heading of a step, so that a failure is found in a long log.
pub fn step(words: &str) {
    println!("\n== {words}");
}
