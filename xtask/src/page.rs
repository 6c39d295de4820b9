//! Turns module, scripts, styles and template into one HTML file.

use crate::recipe::Recipe;
use crate::setup::{self, Packages};
use crate::shell::{finish, step, Result, Shell};
use crate::{module, packed, recipe};
use base64::engine::general_purpose::STANDARD;
use base64::Engine;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Builds everything and says where it is and how large.
pub fn build(shell: &Shell) -> Result<PathBuf> {
    let recipe = Recipe::load(shell)?;
    setup::wasm_target(shell)?;
    setup::packages(shell, Packages::Build)?;
    let wasm = module::build(shell, &recipe.module)?;
    let wasm_text = packed::text(&wasm)?;

    step("bundle and inline");
    let bundles = bundle(shell, &recipe.page)?;
    let html = assemble(&shell.read_text(&recipe.page.template)?, &bundles, &wasm, &wasm_text, &version(shell))?;
    let path = shell.write(&recipe.page.out, html.as_bytes())?;
    println!("{}  {} KB (module {} KB, {} KB compressed)", path.display(), kb(html.len()), kb(wasm.len()), kb(packed::gzip(&wasm)?.len()));
    Ok(path)
}

/// `0.1.0 2026-11-25`: the version, and the day of the commit it was built from, the same for every build of that commit. Without a repository the day
/// is left out.
fn version(shell: &Shell) -> String {
    let day = shell.output("git", &["log", "-1", "--format=%cs"]).unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), day.trim()).trim_end().to_string()
}

/// Opens a file in the default browser. Failing is said, but is no failure of the build.
pub fn open(path: &Path) -> Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = std::process::Command::new(program);
    if command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_err() {
        println!("{program} is not here: open the file in a browser yourself");
    }
    Ok(())
}

/// Bundled text, ready to stand between tags.
struct Bundles {
    boot: String,
    style: String,
    loader: String,
    script: String,
    worker: String,
    readers: String,
    english: String,
}

fn bundle(shell: &Shell, page: &recipe::Page) -> Result<Bundles> {
    let folder = shell.target.join("fazhi-lens/page");
    let recipe = serde_json::to_string(page).map_err(|e| e.to_string())?;
    finish(shell.command("node", ["xtask/bundle.mjs", &recipe]).arg(&folder))?;
    let read = |name: &str| shell.read_text(folder.join(name));
    Ok(Bundles {
        boot: read("boot.js")?,
        style: read("style.css")?,
        loader: read("load.js")?,
        script: read("main.js")?,
        worker: read("worker.js")?,
        readers: read("readers.js")?,
        english: read("english.json")?,
    })
}

fn assemble(template: &str, bundles: &Bundles, wasm: &[u8], wasm_text: &str, version: &str) -> Result<String> {
    for (name, text) in [("loader", &bundles.loader), ("worker", &bundles.worker), ("boot", &bundles.boot), ("style", &bundles.style)] {
        let lower = text.to_ascii_lowercase();
        // Either would let the HTML parser end or extend the element elsewhere than meant.
        if let Some(word) = ["</script", "</style", "<!--"].iter().find(|word| lower.contains(*word)) {
            return Err(format!("the bundled {name} contains {word}, which can't stand inline"));
        }
        if text.contains('\r') {
            return Err(format!("the bundled {name} has a carriage return: browsers would hash another text"));
        }
    }
    let parts = [
        ("csp", format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(bundles))),
        ("style", format!("<style>{}</style>", bundles.style)),
        ("boot", format!("<script>{}</script>", bundles.boot)),
        (
            "wasm",
            format!(
                "<script type=\"text/plain\" id=\"program\">{}</script>\n\
                 <script type=\"text/plain\" id=\"worker\">{}</script>\n\
                 <script type=\"text/plain\" id=\"readers\">{}</script>\n\
                 <script type=\"text/plain\" id=\"english\">{}</script>\n\
                 <script type=\"text/plain\" id=\"wasm\" data-sha256=\"{:x}\" data-bytes=\"{}\" data-version=\"{}\">{}</script>",
                packed::text(bundles.script.as_bytes())?,
                bundles.worker,
                packed::text(bundles.readers.as_bytes())?,
                packed::text(bundles.english.as_bytes())?,
                Sha256::digest(wasm),
                wasm.len(),
                version,
                wasm_text
            ),
        ),
        ("script", format!("<script>{}</script>", bundles.loader)),
    ];
    let (mut html, mut rest, mut found) = (String::new(), template, Vec::new());
    // One pass over the template, so that nothing inlined is ever searched for markers.
    while let Some(start) = rest.find("<!-- build:") {
        let end = rest[start..].find("-->").map(|at| start + at + 3).ok_or("the template has a marker without end")?;
        let name = rest[start + "<!-- build:".len()..end - 3].trim();
        let (_, part) =
            parts.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("the template has an unknown marker {name}"))?;
        html.push_str(&rest[..start]);
        html.push_str(part);
        found.push(name);
        rest = &rest[end..];
    }
    html.push_str(rest);
    for (name, _) in &parts {
        if found.iter().filter(|marker| *marker == name).count() != 1 {
            return Err(format!("the template must have the marker <!-- build:{name} --> once"));
        }
    }
    Ok(html)
}

/// The policy until the module is compiled; engine.js then adds one that closes scripts. 'unsafe-eval' because 'wasm-unsafe-eval' is unknown below
/// Chromium 97 and the module could not be compiled; load.js needs it once, for the page's own script.
fn policy(bundles: &Bundles) -> String {
    format!(
        "default-src 'none'; script-src {} {} 'unsafe-eval'; style-src {}; img-src data: blob:; worker-src blob:; connect-src 'none'; \
         form-action 'none'; base-uri 'none'",
        hash(&bundles.boot),
        hash(&bundles.loader),
        hash(&bundles.style)
    )
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn kb(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundles(loader: &str) -> Bundles {
        Bundles {
            boot: "boot()".into(),
            style: "a{}".into(),
            loader: loader.into(),
            script: "main()".into(),
            worker: "work()".into(),
            readers: "read()".into(),
            english: "{}".into(),
        }
    }

    const TEMPLATE: &str =
        "<head><!-- build:csp --><!-- build:style --></head><!-- build:boot --><!-- build:wasm --><!-- build:script --><p>end";

    #[test]
    fn every_marker_is_replaced_once() {
        let html = assemble(TEMPLATE, &bundles("load()"), b"wasm", "packed", "1.2.3 2026-01-01").unwrap();
        assert!(html.ends_with("<script>load()</script><p>end"));
        assert!(html.contains("<script>boot()</script>") && html.contains("<style>a{}</style>") && !html.contains("build:"));
        assert!(html.contains(&packed::text(b"read()").unwrap()) && !html.contains("read()") && !html.contains("main()"));
        assert!(html.contains(&hash("load()")) && html.contains("data-bytes=\"4\" data-version=\"1.2.3 2026-01-01\""));
    }

    #[test]
    fn text_that_would_end_the_element_is_refused() {
        for bad in ["'</SCRIPT>'", "'<!--'", "a\r\nb"] {
            assert!(assemble(TEMPLATE, &bundles(bad), b"", "", "").is_err(), "{bad}");
        }
    }

    #[test]
    fn a_template_lacking_or_doubling_a_marker_is_refused() {
        assert!(assemble("<!-- build:csp -->", &bundles(""), b"", "", "").is_err());
        assert!(assemble(&format!("{TEMPLATE}<!-- build:boot -->"), &bundles(""), b"", "", "").is_err());
        assert!(assemble(&format!("{TEMPLATE}<!-- build:else -->"), &bundles(""), b"", "", "").is_err());
    }
}
