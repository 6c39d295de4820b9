//! Turns wasm-pack.toml into the build recipe.

use crate::shell::{Result, Shell};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Recipe {
    pub module: Module,
    pub page: Page,
    pub browsers: Browsers,
    pub budgets: Budgets,
}

/// The crate as a JavaScript module.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Module {
    pub package: String,
    pub profile: String,
    pub target: String,
    pub out_dir: String,
    pub out_name: String,
    /// In KB (1024 bytes); below zero the module traps.
    pub stack_kb: u32,
    /// Options for LLVM, beside what the profile in Cargo.toml says.
    pub llvm: Vec<String>,
    /// Options for npm binaryen's wasm-opt; none at all leaves the module as wasm-bindgen wrote it.
    pub wasm_opt: Vec<String>,
}

/// The single file. Serialised for bundle.mjs.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    pub template: String,
    pub boot: String,
    pub styles: Vec<String>,
    pub later_styles: Vec<String>,
    pub loader: String,
    pub script: String,
    pub worker: String,
    pub readers: String,
    pub out: String,
    pub esbuild_target: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Browsers {
    pub floor: String,
    pub tested: Vec<String>,
}

/// In milliseconds and KB (1000 bytes); `growth` is a ratio. Serialised for bench.mjs.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Budgets {
    pub parse_seed_ms: f64,
    pub first_parse_ms: f64,
    pub compare_ms: f64,
    pub parse_1mb_ms: f64,
    pub compare_100kb_ms: f64,
    pub growth: f64,
    pub wasm_gzip_kb: f64,
    pub page_kb: f64,
    pub readable_ms: f64,
    pub ready_ms: f64,
    pub blocked_ms: f64,
}

impl Recipe {
    pub fn load(shell: &Shell) -> Result<Recipe> {
        let recipe: Recipe = toml::from_str(&shell.read_text("wasm-pack.toml")?).map_err(|e| format!("wasm-pack.toml: {e}"))?;
        if recipe.module.target != "web" || recipe.module.profile != "release" {
            return Err("wasm-pack.toml: only target \"web\" and profile \"release\" are made".into());
        }
        if !recipe.browsers.tested.contains(&recipe.browsers.floor) {
            return Err("wasm-pack.toml: the browser floor is not among the tested browsers".into());
        }
        Ok(recipe)
    }
}
