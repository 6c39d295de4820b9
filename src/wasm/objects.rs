//! Turns what `values` wrote into plain objects, the same that `JSON.parse` would make: the one piece of JavaScript in the module.
//!
//! It is a literal, and no file, since wasm-bindgen then asks for no npm package. `xtask` makes it a part of the glue.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = r#"
const nothing = new Uint32Array(0);
let words = nothing, at = 0;
let text = "", from = 0;
/** For each of the names a variant, or what makes an object of those fields. */
let names = [];

const halves = new Uint32Array(2), double = new Float64Array(halves.buffer);
const units = new TextDecoder("utf-16le", { ignoreBOM: true });

/** The next value. */
function next() {
  const word = words[at++], rest = word >>> 3;
  switch (word & 7) {
    case 0:
      return rest;
    case 1:
      halves[0] = words[at++];
      halves[1] = words[at++];
      return double[0];
    case 2:
      return text.slice(from, from += rest);
    case 3:
      return names[rest];
    case 4:
      return names[rest]();
    case 5: {
      const list = [];
      for (let i = 0; i < rest; i++) list.push(next());
      return list;
    }
    default:
      return rest === 0 ? null : rest === 1;
  }
}

/** What stands hundreds of times in a result: written out, an engine makes them ten times as fast. Fields are named in the order in which they come. */
const known = new Map([
  () => ({ start: words[at++] >>> 3, end: words[at++] >>> 3 }),   // always whole numbers
  () => ({ id: next(), parent: next(), level: next(), marker: next(), title: next(), role: next(), topics: next(), span: next(), titleSpan: next() }),
  () => ({
    id: next(), section: next(), raw: next(), span: next(), value: next(), upper: next(), unit: next(), kind: next(), qualifier: next(), label: next(), labelSpan: next(),
    metric: next(), metricConfidence: next(), partOf: next(), changeOf: next(), recomputed: next(), change: next(), period: next(), sentence: next(), corrected: next(),
  }),
  () => ({
    topic: next(), parent: next(), name: next(), confirmed: next(), characters: next(), of: next(), share: next(), sections: next(), spans: next(), terms: next(),
  }),
  () => ({ kind: next(), text: next(), before: next(), after: next() }),
  () => ({
    before: next(), after: next(), status: next(), delta: next(), percent: next(), confidence: next(), band: next(), reason: next(), shared: next(), runnerUp: next(),
  }),
].map((make) => [`${Object.keys(make())},`, make]));

/** The same for any other struct. */
function maker(fields) {
  const keys = fields.slice(0, -1).split(",");
  return () => {
    const made = {};
    for (const key of keys) made[key] = next();
    return made;
  };
}

/** The value that stands in `given`; see values.rs. The lists are read while the call lasts, and not kept. */
export function readObjects(given, characters, named) {
  [words, at, text, from] = [given, 0, units.decode(characters), 0];
  names = named.split("|").map((name) => known.get(name) || (name.endsWith(",") ? maker(name) : name));
  const made = next();
  [words, text, names] = [nothing, "", []];
  return made;
}
"#)]
extern "C" {
    /// `words` as [`super::values`] describes them, the UTF-16 units of all strings, and the names with a `|` behind each: a variant, or the fields of a struct with
    /// a comma behind each.
    #[wasm_bindgen(js_name = readObjects)]
    pub fn read_objects(words: &[u32], text: &[u16], names: &str) -> JsValue;
}
