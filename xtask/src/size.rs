//! Turns the built page and module into a verdict on their sizes, with a table of what weighs how much where a budget is broken.

use crate::packed;
use crate::recipe::Recipe;
use crate::shell::{Result, Shell};
use crate::wasm::Module;
use std::collections::BTreeMap;

/// Fails, with the table, when page or module are larger than wasm-pack.toml allows.
pub fn enforce(shell: &Shell) -> Result<()> {
    let over = over(shell)?;
    if over.is_empty() {
        return Ok(());
    }
    println!("{}", breakdown(shell)?);
    Err(over.join("; "))
}

/// What is larger than its budget, in words.
fn over(shell: &Shell) -> Result<Vec<String>> {
    let recipe = Recipe::load(shell)?;
    let wasm = shell.read(format!("{}/{}_bg.wasm", recipe.module.out_dir, recipe.module.out_name))?;
    let sizes = [
        ("the page", shell.read(&recipe.page.out)?.len(), recipe.budgets.page_kb),
        ("the module, packed,", packed::gzip(&wasm)?.len(), recipe.budgets.wasm_gzip_kb),
    ];
    let said = sizes.iter().filter(|(_, bytes, budget)| *bytes as f64 > budget * 1000.0);
    Ok(said.map(|(what, bytes, budget)| format!("{what} has {:.1} KB of {budget} allowed", *bytes as f64 / 1000.0)).collect())
}

/// The parts of the page, the sections of the module, and its functions by crate and by module of ours.
pub fn breakdown(shell: &Shell) -> Result<String> {
    let recipe = Recipe::load(shell)?;
    let html = shell.read_text(&recipe.page.out)?;
    // The names are in what cargo builds; the module that is packed has none.
    let named = shell.read(shell.target.join("wasm32-unknown-unknown/release").join(format!("{}.wasm", recipe.module.out_name)))?;
    let module = Module::read(&named).ok_or("the module's sections can't be read")?;
    let (mut crates, mut ours) = (BTreeMap::new(), BTreeMap::new());
    for function in &module.functions {
        let (path, bytes) = (path_of(&function.name), function.body.len());
        *crates.entry(path.first().cloned().unwrap_or_default()).or_insert(0) += bytes;
        if path.first().is_some_and(|first| *first == recipe.module.out_name) {
            *ours.entry(path.iter().skip(1).take(2).cloned().collect::<Vec<_>>().join("::")).or_insert(0) += bytes;
        }
    }
    let mut out = String::new();
    let mut table = |title: &str, rows: Vec<(String, usize)>, most: usize| {
        out.push_str(&format!("\n{title}\n"));
        let mut rows = rows;
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let rest: usize = rows.iter().skip(most).map(|row| row.1).sum();
        for (name, bytes) in rows.iter().take(most) {
            out.push_str(&format!("{:>10.1} KB  {name}\n", *bytes as f64 / 1000.0));
        }
        if rest > 0 {
            out.push_str(&format!("{:>10.1} KB  others\n", rest as f64 / 1000.0));
        }
    };
    table("the page, as it stands in the file", parts(&html), 12);
    table("the module's sections, before wasm-opt and packing", module.sections.clone(), 12);
    table("its functions by crate", crates.into_iter().collect(), 14);
    table("those of this project by module", ours.into_iter().collect(), 30);
    Ok(out)
}

/// The elements of the page that hold something, by id or kind, and the rest.
fn parts(html: &str) -> Vec<(String, usize)> {
    let (mut found, mut rest, mut counted) = (Vec::new(), html, 0);
    while let Some(at) = ["<script", "<style"].iter().filter_map(|tag| rest.find(tag)).min() {
        let element = &rest[at..];
        let (Some(open), Some(end)) = (element.find('>'), element.find("</")) else { break };
        let head = &element[..open];
        let name = head.split("id=\"").nth(1).and_then(|tail| tail.split('"').next()).unwrap_or(head.trim_start_matches('<')).to_string();
        let name = if name == "script" && found.iter().any(|(known, _): &(String, usize)| known == "script: boot") {
            "script: the page".into()
        } else {
            name
        };
        found.push((if name == "script" { "script: boot".into() } else { name }, end - open));
        counted += end - open;
        rest = &element[end..];
    }
    found.push(("markup and policy".into(), html.len() - counted));
    found
}

/// `_ZN10fazhi_lens7compare4pair17h0123456789abcdefE` → fazhi_lens, compare, pair. A method of a trait counts for the type that it is for. Names that
/// are not mangled are the boundary's own.
fn path_of(name: &str) -> Vec<String> {
    let Some(mut rest) = name.strip_prefix("_ZN") else {
        return vec![if name.is_empty() { "without a name".into() } else { "boundary".into() }];
    };
    let mut path = Vec::new();
    while let Some(digits) = rest.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits > 0) {
        let Some(length) = rest[..digits].parse::<usize>().ok() else { break };
        let Some(part) = rest.get(digits..digits + length) else { break };
        path.push(part.replace("..", "::").replace("$LT$", "<").replace("$GT$", ">").replace("$u20$", " ").replace("$RF$", "&"));
        rest = &rest[digits + length..];
    }
    match path.first() {
        Some(first) if first.contains('<') => {
            let inner = first.trim_start_matches(['_', '<', '&', ' ', '[', '(']).trim_start_matches("dyn ").trim_start_matches("mut ");
            let inner: Vec<String> =
                inner.split("::").map(|part| part.split(['<', '>', ' ', '$']).next().unwrap_or_default().to_string()).collect();
            inner.into_iter().filter(|part| !part.is_empty()).collect()
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mangled_name_gives_its_path() {
        assert_eq!(path_of("_ZN10fazhi_lens7compare4pair17h0123456789abcdefE")[..3], ["fazhi_lens", "compare", "pair"]);
        assert_eq!(
            path_of("_ZN67_$LT$fazhi_lens..report..Report$u20$as$u20$serde..ser..Serialize$GT$9serialize17h0E")[..3],
            ["fazhi_lens", "report", "Report"]
        );
        assert_eq!(path_of("parse"), ["boundary"]);
        assert_eq!(path_of("_ZN999short"), Vec::<String>::new());
    }

    #[test]
    fn the_elements_of_a_page_add_up() {
        let html =
            "<style>a{}</style><script>boot</script><script type=\"text/plain\" id=\"wasm\">abcdefgh</script><script>main()</script>";
        let parts = parts(html);
        assert_eq!(parts.iter().map(|part| part.1).sum::<usize>(), html.len());
        assert_eq!(
            parts.iter().map(|part| part.0.as_str()).collect::<Vec<_>>(),
            ["style", "script: boot", "wasm", "script: the page", "markup and policy"]
        );
    }
}
