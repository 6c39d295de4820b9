//! Turns the crate into a JavaScript module: cargo, wasm-bindgen, wasm-opt.

use crate::shell::{finish, step, Result, Shell};
use crate::{alike, recipe};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// Writes the module to the recipe's `out-dir` and returns the wasm's bytes.
pub fn build(shell: &Shell, recipe: &recipe::Module) -> Result<Vec<u8>> {
    step("cargo build for wasm32-unknown-unknown");
    let arguments = ["build", "--release", "--lib", "--package", &recipe.package, "--target", "wasm32-unknown-unknown"];
    finish(shell.command("cargo", arguments).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(shell, recipe)))?;
    let built = shell.target.join("wasm32-unknown-unknown/release").join(format!("{}.wasm", recipe.out_name));

    let out = shell.root.join(&recipe.out_dir);
    bindgen(shell, &built, recipe, &out)?;
    let wasm_name = format!("{}_bg.wasm", recipe.out_name);
    let wasm = optimise(shell, recipe, shell.read(out.join(&wasm_name))?)?;
    shell.write(out.join(&wasm_name), &wasm)?;
    instances(shell, &built, recipe, &out)?;
    Ok(wasm)
}

fn flags(shell: &Shell, recipe: &recipe::Module) -> String {
    let llvm = recipe.llvm.iter().map(|option| format!("-Cllvm-args={option}"));
    let stack = format!("-Clink-arg=-zstack-size={}", recipe.stack_kb * 1024);
    [path_flags(shell), stack].into_iter().chain(llvm).collect::<Vec<_>>().join(" ")
}

/// Folders of this machine must not stand in the module (they do, in the messages of panics): the same sources give the same bytes anywhere.
fn path_flags(shell: &Shell) -> String {
    let mut pairs = vec![(shell.root.clone(), "/fazhi-lens".to_string())];
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(|home| Path::new(&home).join(".cargo")));
    if let Some(sources) = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok()) {
        pairs.extend(sources.flatten().map(|registry| (registry.path(), "/crates".to_string())));
    }
    if let (Some(sysroot), Some(version)) = (shell.output("rustc", &["--print", "sysroot"]), shell.output("rustc", &["-vV"])) {
        let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown").to_string();
        pairs.push((Path::new(&sysroot).join("lib/rustlib/src/rust"), format!("/rustc/{commit}")));
    }
    pairs.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect::<Vec<_>>().join(" ")
}

fn bindgen(shell: &Shell, built: &Path, recipe: &recipe::Module, out: &Path) -> Result<()> {
    let say = |e| format!("wasm-bindgen: {e:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(built).typescript(true).out_name(&recipe.out_name);
    let (glue, script) = generate(bindgen.web(true).map_err(say)?, out)?;
    shell.write(out.join(format!("{}.js", recipe.out_name)), format!("{glue}\n{script}").as_bytes()).map(drop)
}

/// Writes wasm and types; gives back the glue, and the module's own JavaScript as a part of it: wasm-bindgen would import that from a file beside the glue, but
/// its `no-modules` form has no imports, and the page hands the glue to its worker as one function.
fn generate(bindgen: &mut Bindgen, out: &Path) -> Result<(String, String)> {
    let say = |e| format!("wasm-bindgen: {e:#}");
    let mut output = bindgen.omit_imports(true).generate_output().map_err(say)?;
    output.emit(out).map_err(say)?;
    std::fs::remove_dir_all(out.join("snippets")).map_err(|e| format!("{}: {e}", out.display()))?;
    let own: String = output.snippets().values().flatten().map(|own| own.replace("\nexport function ", "\nfunction ")).collect();
    Ok((output.js().to_string(), format!("const readObjects = (() => {{\n{own}\nreturn readObjects;\n}})();\n")))
}

/// wasm-bindgen's `web` glue holds one instance for ever. The page needs more than one and must be able to replace them, so the same glue in its
/// `no-modules` form, a script that leaves one variable behind, is wrapped in a function: every call gives glue of its own.
fn instances(shell: &Shell, built: &Path, recipe: &recipe::Module, out: &Path) -> Result<()> {
    let folder = shell.target.join("fazhi-lens/no-modules");
    let say = |e| format!("wasm-bindgen: {e:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(built).typescript(false).out_name(&recipe.out_name);
    let (glue, script) = generate(bindgen.no_modules(true).map_err(say)?, &folder)?;
    let module = format!(
        "// Generated. Every call gives fresh glue: call it with a compiled module to start it asynchronously, or its `initSync`.\n\
         export function newInstance() {{\n{script}\n{glue}\nreturn wasm_bindgen;\n}}\n"
    );
    shell.write(out.join("instance.js"), module.as_bytes()).map(drop)
}

/// Takes some seconds, so what was made of the same bytes before is kept in the target directory.
fn optimise(shell: &Shell, recipe: &recipe::Module, wasm: Vec<u8>) -> Result<Vec<u8>> {
    if recipe.wasm_opt.is_empty() {
        return Ok(wasm);
    }
    let made_by = [recipe.wasm_opt.join(" ").as_bytes(), include_bytes!("alike.rs"), &shell.read("package-lock.json")?].concat();
    let key = Sha256::new().chain_update(&wasm).chain_update(made_by);
    let kept = shell.target.join(format!("fazhi-lens/wasm-opt/{:x}.wasm", key.finalize()));
    if !kept.is_file() {
        step("wasm-opt");
        let (input, output) = (kept.with_extension("in"), kept.with_extension("out"));
        shell.write(&input, &wasm)?;
        let tool = shell.root.join("node_modules/binaryen/bin/wasm-opt");
        let run = |options: &[String]| finish(shell.command("node", [&tool, &input, Path::new("-o"), &output]).args(options));
        run(&recipe.wasm_opt)?;
        let named = alike::named(&shell.read(&output)?).ok_or("the module's functions can't be read")?;
        shell.write(&input, &named)?;
        run(&["--reorder-functions-by-name".to_string(), "--disable-reference-types".to_string()])?;
        std::fs::rename(&output, &kept).map_err(|e| format!("can't keep {}: {e}", kept.display()))?;
        let _ = std::fs::remove_file(&input); // A file left behind in the target directory harms nobody.
    }
    shell.read(&kept)
}

/// The module's entry file, from the root of the project.
pub fn entry(recipe: &recipe::Module) -> String {
    format!("{}/{}.js", recipe.out_dir, recipe.out_name)
}
