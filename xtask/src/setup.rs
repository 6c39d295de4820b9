//! Turns a machine with rustup and Node into one that can build and test this project.

use crate::shell::{finish, step, Result, Shell};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";

/// How much of package.json is wanted: `run` needs the bundler only, tests the browsers too.
#[derive(Clone, Copy, PartialEq)]
pub enum Packages {
    Build,
    Test,
}

/// The standard library for wasm. rust-toolchain.toml names it, but rustup adds it only where it installs the toolchain by itself.
pub fn wasm_target(shell: &Shell) -> Result<()> {
    let present = || {
        let folder = shell.output("rustc", &["--print", "target-libdir", "--target", WASM])?;
        Path::new(&folder).is_dir().then_some(())
    };
    if present().is_some() {
        return Ok(());
    }
    step(&format!("rustup target add {WASM}"));
    let added = shell.run("rustup", &["target", "add", WASM]);
    present().ok_or_else(|| match added {
        Err(e) => format!("the Rust target {WASM} is missing and could not be added ({e}); install rustup from rustup.rs, then try again"),
        Ok(()) => format!("the Rust target {WASM} is missing for the rustc in PATH, which is not rustup's"),
    })
}

/// rustfmt and clippy.
pub fn rust_components(shell: &Shell) -> Result<()> {
    for (component, arguments) in [("rustfmt", ["fmt", "--version"]), ("clippy", ["clippy", "--version"])] {
        if !shell.has("cargo", &arguments) {
            step(&format!("rustup component add {component}"));
            shell.run("rustup", &["component", "add", component]).map_err(|e| format!("{component} is missing ({e})"))?;
        }
    }
    Ok(())
}

/// `npm ci`, when what is installed is not what package-lock.json says.
pub fn packages(shell: &Shell, wanted: Packages) -> Result<()> {
    let version = shell.output("node", &["--version"]).ok_or("Node is missing: install Node 20 or newer (nodejs.org)")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|digits| digits.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err(format!("Node {version} is too old: install Node 20 or newer (nodejs.org)"));
    }
    let lock = format!("{:x}", Sha256::digest(shell.read("package-lock.json")?));
    let stamp = "node_modules/.installed";
    let (full, slim) = (format!("{lock} all"), format!("{lock} build"));
    let present = shell.read_text(stamp).unwrap_or_default();
    if present == full || (wanted == Packages::Build && present == slim) {
        return Ok(());
    }
    if shell.root.join("node_modules").is_symlink() {
        return Err("node_modules is a link, and what it leads to is not what package-lock.json says: npm would empty that folder; put a folder of its own here".into());
    }
    step("npm ci");
    // No package of ours needs its install script; without them nothing is fetched but the packages themselves.
    let mut arguments = vec!["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    if wanted == Packages::Build {
        arguments.push("--omit=dev");
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    shell.run(npm, &arguments).map_err(|e| format!("the npm packages could not be installed ({e})"))?;
    shell.write(stamp, if wanted == Packages::Build { &slim } else { &full }.as_bytes()).map(drop)
}

/// A current Chromium (whose libraries the two old ones from npm use too) and a font with Chinese characters. Returns the browser's path.
pub fn browser(shell: &Shell) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME_BIN").filter(|named| !Path::new(named).is_file()) {
        return Err(format!("CHROME_BIN names {}, where there is no browser", named.to_string_lossy()));
    }
    let fonts = || shell.output("fc-list", &[":lang=zh-cn", "family"]).is_some_and(|families| !families.is_empty());
    if find_browser().is_none() || !fonts() {
        let mut packages = Vec::new();
        if find_browser().is_none() {
            packages.push("chromium");
        }
        if !fonts() {
            packages.extend(["fonts-noto-cjk", "fontconfig"]);
        }
        step(&format!("apt-get install {}", packages.join(" ")));
        if let Err(reason) = apt_install(shell, &packages) {
            return Err(format!("the page tests need the Debian packages {} and could not install them: {reason}", packages.join(" ")));
        }
    }
    if !fonts() {
        return Err("no font with Chinese characters is installed (Debian: apt-get install fonts-noto-cjk)".into());
    }
    find_browser().ok_or_else(|| {
        "no Chromium found: install it (Debian: apt-get install chromium) or name one in the environment variable CHROME_BIN".into()
    })
}

/// Firefox ESR and WebKitGTK with its driver, as Debian has them.
pub fn other_browsers(shell: &Shell) -> Result<()> {
    let wanted = [("firefox-esr", "firefox-esr"), ("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];
    let missing: Vec<&str> = wanted.iter().filter(|(program, _)| !in_path(program)).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!("apt-get install {}", missing.join(" ")));
    apt_install(shell, &missing)
        .map_err(|reason| format!("the Debian packages {} are missing and could not be installed: {reason}", missing.join(" ")))
}

fn in_path(program: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
}

fn find_browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME_BIN") {
        return Some(PathBuf::from(named));
    }
    ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"].into_iter().map(PathBuf::from).find(|p| p.is_file())
}

/// As root, or by a sudo that asks nothing.
fn apt_install(shell: &Shell, packages: &[&str]) -> Result<()> {
    if !shell.has("apt-get", &["--version"]) {
        return Err("there is no apt-get here".into());
    }
    let root = shell.output("id", &["-u"]).as_deref() == Some("0");
    if !root && !shell.has("sudo", &["-n", "true"]) {
        return Err("this needs root".into());
    }
    let apt = |words: &[&str]| {
        let mut command = if root { shell.command("apt-get", words) } else { shell.command("sudo", [&["-n", "apt-get"], words].concat()) };
        finish(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}
