//! Turns the bytes of a wasm file into its sections and functions.

use std::collections::BTreeMap;

/// What is of use here in a wasm file.
pub struct Module<'w> {
    /// Names, and the bytes of their content.
    pub sections: Vec<(String, usize)>,
    pub functions: Vec<Function<'w>>,
    /// So many functions are imported: they are counted first.
    pub imported: usize,
}

/// A function of the module itself.
pub struct Function<'w> {
    /// As the compiler mangled it; empty where the module has no names.
    pub name: String,
    /// Locals and instructions.
    pub body: &'w [u8],
}

impl<'w> Module<'w> {
    /// `None` where the bytes end too early or hold what wasm has not.
    pub fn read(wasm: &'w [u8]) -> Option<Self> {
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
                        bodies.push(section.take(length)?);
                    }
                }
                _ => {}
            }
            sections.push((label, size));
        }
        let functions = bodies.into_iter().enumerate();
        let functions = functions.map(|(i, body)| Function { name: names.remove(&(i + imported)).unwrap_or_default(), body });
        Some(Self { sections, functions: functions.collect(), imported })
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!((module.imported, module.functions.len()), (1, 1));
        assert_eq!((module.functions[0].name.as_str(), module.functions[0].body), ("abc", [0, 0x0b].as_slice()));
        assert_eq!(module.sections.iter().map(|section| section.1).collect::<Vec<_>>(), [4, 7, 2, 4, 13]);
        assert!(Module::read(&wasm[..20]).is_none());
    }
}
