//! Turns the built page and module into a verdict on their sizes, with a table of what weighs how much where a budget is broken.

use crate::packed;
use crate::recipe::Recipe;
use crate::shell::{Result, Shell};
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
    for (name, bytes) in &module.functions {
        let path = path_of(name);
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

/// What is of use here in a wasm file.
struct Module {
    sections: Vec<(String, usize)>,
    /// Mangled names with the bytes of their bodies.
    functions: Vec<(String, usize)>,
}

impl Module {
    fn read(wasm: &[u8]) -> Option<Module> {
        const NAMES: [&str; 13] = [
            "custom",
            "type",
            "import",
            "function",
            "table",
            "memory",
            "global",
            "export",
            "start",
            "element",
            "code",
            "data",
            "data count",
        ];
        let (mut sections, mut bodies, mut names, mut imported) = (Vec::new(), Vec::new(), BTreeMap::new(), 0);
        let mut at = Reader(wasm.get(8..)?);
        while let Some(id) = at.byte() {
            let size = at.number()?;
            let mut section = Reader(at.take(size)?);
            let mut label = NAMES.get(usize::from(id))?.to_string();
            match id {
                0 => {
                    let length = section.number()?;
                    let name = String::from_utf8_lossy(section.take(length)?).into_owned();
                    if name == "name" {
                        names = function_names(&mut section).unwrap_or_default();
                    }
                    label = format!("custom: {name}");
                }
                2 => imported = imported_functions(&mut section)?,
                10 => {
                    for _ in 0..section.number()? {
                        let length = section.number()?;
                        section.take(length)?;
                        bodies.push(length);
                    }
                }
                _ => {}
            }
            sections.push((label, size));
        }
        let functions = bodies.into_iter().enumerate().map(|(i, bytes)| (names.remove(&(i + imported)).unwrap_or_default(), bytes));
        Some(Module { sections, functions: functions.collect() })
    }
}

fn imported_functions(section: &mut Reader) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        for _ in 0..2 {
            let length = section.number()?;
            section.take(length)?;
        }
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            _ => drop(section.take(2)?),
        }
    }
    Some(functions)
}

fn function_names(section: &mut Reader) -> Option<BTreeMap<usize, String>> {
    while let Some(kind) = section.byte() {
        let size = section.number()?;
        let mut part = Reader(section.take(size)?);
        if kind != 1 {
            continue;
        }
        let mut names = BTreeMap::new();
        for _ in 0..part.number()? {
            let (index, length) = (part.number()?, part.number()?);
            names.insert(index, String::from_utf8_lossy(part.take(length)?).into_owned());
        }
        return Some(names);
    }
    None
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = (self.0.get(..count)?, self.0.get(count..)?);
        self.0 = rest;
        Some(taken)
    }

    /// LEB128, unsigned.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.number()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
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

    #[test]
    fn sections_and_functions_are_read_from_a_module() {
        // One imported function, one of our own with a body of two bytes, and the name of it.
        let wasm = [
            b"\0asm\x01\0\0\0".as_slice(),
            &[1, 4, 1, 0x60, 0, 0],
            &[2, 7, 1, 1, b'e', 1, b'f', 0, 0],
            &[3, 2, 1, 0],
            &[10, 4, 1, 2, 0, 0x0b],
            &[0, 13, 4, b'n', b'a', b'm', b'e', 1, 6, 1, 1, 3, b'a', b'b', b'c'],
        ]
        .concat();
        let module = Module::read(&wasm).unwrap();
        assert_eq!(module.functions, [("abc".to_string(), 2)]);
        assert_eq!(module.sections.iter().map(|section| section.1).collect::<Vec<_>>(), [4, 7, 2, 4, 13]);
        assert!(Module::read(&wasm[..20]).is_none());
    }
}
