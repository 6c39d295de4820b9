/**
 * Turns seeds into damaged files and projects by the thousand, and holds the readers to this: a refusal in words or a reading, never another error, never
 * long, and nothing of what objects are is changed.
 *
 *   node tests/fuzz/files.mjs SECONDS [SEED]      the time is shared by the targets; the same seed makes the same files in the same order
 *
 * Prints `runs TARGET COUNT` for each; ends with 1 and the number of the first file that broke a rule, which makes that file again.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { docx, zip } from "../files/zip.mjs";

globalThis.document = { documentElement: { lang: "zh-CN" }, createElement: () => ({}), addEventListener() {} };
globalThis.window = globalThis;
const { readDocx } = await import("../../www/files/docx.js");
const { readPdf } = await import("../../www/files/pdf/read.js");
const { openZip } = await import("../../www/files/zip.js");
const { Refusal } = await import("../../www/files/limits.js");
const { readProject } = await import("../../www/project.js");

/** ms that one file may take, which is far more than any takes; a machine may be busy with other things. */
const LONG = 5000;

/** A small generator of its own, so that a file can be made again from its number. */
export function dice(seed) {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n & 0xffffffffffffffffn;
  return (sides) => {
    state = state * 6364136223846793005n + 1442695040888963407n & 0xffffffffffffffffn;
    return Number(state >> 33n) % Math.max(1, sides);
  };
}

const file = (name) => new Uint8Array(readFileSync(fileURLToPath(new URL(`../files/${name}`, import.meta.url))));
const COUNTY = "沅浦县人民政府关于2021年度法治政府建设情况的报告";
const paragraph = (words) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
const BODY = `${paragraph(COUNTY)}${paragraph("一、主要举措和成效")}<w:tbl><w:tr><w:tc>${paragraph("受理案件")}</w:tc><w:tc><w:p><w:r><w:t>86件</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
const PARTS = {
  "word/numbering.xml": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  "word/footnotes.xml": '<w:footnote w:id="2"><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote>',
  "word/styles.xml": '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
};
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0xffffffff];

/** Bytes with some changed, cut, doubled or moved. */
function damaged(bytes, roll) {
  let out = Uint8Array.from(bytes);
  for (let k = 1 + roll(4); k; k--) {
    const at = roll(out.length), size = roll(64);
    switch (roll(7)) {
      case 0: out[at] ^= 1 << roll(8); break;
      case 1: out = out.slice(0, at); break;
      case 2: out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at, at + size), ...out.subarray(at)]); break;
      case 3: out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + size)]); break;
      case 4: if (at + 4 <= out.length) new DataView(out.buffer).setUint32(at, EDGES[roll(EDGES.length)], true); break;
      case 5: if (at + 2 <= out.length) new DataView(out.buffer).setUint16(at, EDGES[roll(EDGES.length)] & 0xffff, true); break;
      default: out.fill(roll(256), at, at + size);
    }
    if (!out.length) return out;
  }
  return out;
}

/** Markup with tags lost, doubled, moved, or with other attributes. */
function broken(xml, roll) {
  const parts = xml.split(/(?=<)/);
  for (let k = 1 + roll(5); k; k--) {
    const at = roll(parts.length), other = roll(parts.length);
    switch (roll(8)) {
      case 0: parts.splice(at, 1); break;
      case 1: parts.splice(at, 0, parts[other] || ""); break;
      case 2: [parts[at], parts[other]] = [parts[other] || "", parts[at] || ""]; break;
      case 3: parts[at] = (parts[at] || "").replace(/"[^"]*"/, `"${["", "-1", "99999999999", "a", "__proto__", "&#0;", "&#x110000;", "constructor"][roll(8)]}"`); break;
      case 4: parts.splice(at, 0, ["<!", "]]>", "<![CDATA[", "<?", "&amp", "&#xffffff;", "<w:t>", "</w:p>", "<w:tbl>", "\0", "<w:p/>"][roll(11)]); break;
      case 5: parts[at] = "<w:smartTag>".repeat(roll(300)) + (parts[at] || ""); break;
      case 6: parts[at] = (parts[at] || "").slice(0, roll(20)); break;
      default: parts[at] = (parts[at] || "").replace(/>[^<]*/, `>${"件".repeat(roll(50))}\ud800`);
    }
  }
  return parts.join("");
}

/** Values as JSON has them, made anew each time; and names for them. */
const VALUES = ["null", "true", "-1", "0", "1.5", "1e308", '""', '"x"', '"__proto__"', '"constructor"', "[]", "{}", "[null]", '{"length":1e9}', '"\\ud800"', "9007199254740991", '[{"text":"x","characters":1}]'];
const NAMES = ["__proto__", "constructor", "prototype", "length", "text", "corrections", "roles", "at", "span", "raw", "role", "schemaVersion", "0", "", "library", "rules", "meta", "settings"];
const sound = () => {
  const texts = [2021, 2022].map((year) => `${COUNTY.replace("2021", year)}\n一、主要举措和成效\n受理案件${year - 1900}件。`);
  const anchor = (text, raw) => ({ raw, span: { start: text.indexOf(raw), end: text.indexOf(raw) + raw.length } });
  return { format: "fazhi-lens", schemaVersion: 1, saved: "x", reports: texts.map((text) => ({ name: "甲", text, characters: text.length, corrections: { roles: [{ at: anchor(text, "一、主要举措和成效"), role: "problems" }] } })), pairs: [{ before: anchor(texts[0], "121件"), after: anchor(texts[1], "122件"), same: true }] };
};
/** The second version: many reports, pairs among them, rules and settings of the reader. */
const large = () => {
  const data = sound(), text = `${COUNTY.replace("沅浦", "澧浦")}\n受理案件15件。`, at = text.indexOf("15件");
  return { ...data, schemaVersion: 2, rules: "", settings: { year: 2021, metrics: ["review_accepted"], place: "澧浦县", index: true }, library: [{ name: "乙", text, characters: text.length, corrections: { meta: { region: "澧浦县", year: 2021 }, indicators: [{ at: { raw: "15件", span: { start: at, end: at + 3 } }, value: 16, label: "案件" }], added: [{ at: { raw: "受理", span: { start: at - 4, end: at - 2 } }, value: 1, unit: "件", label: "受理" }] } }, { name: "丙", report: 0 }],
    otherPairs: [{ texts: [0, 2], before: data.pairs[0].before, after: { raw: "15件", span: { start: at, end: at + 3 } }, same: false }] };
};

/** A project with some values replaced, lost or added, or its text damaged. */
function project(roll) {
  const data = roll(2) ? sound() : large(), odd = () => JSON.parse(VALUES[roll(VALUES.length)]);
  for (let k = roll(4); k; k--) {
    let holder = data;
    for (let depth = 1 + roll(6); depth; depth--) {
      const keys = Object.keys(holder), key = keys[roll(keys.length)], inner = holder[key];
      if (depth > 1 && inner && typeof inner === "object" && Object.keys(inner).length) { holder = inner; continue; }
      switch (roll(4)) {
        case 0: delete holder[key]; break;
        case 1: Object.defineProperty(holder, NAMES[roll(NAMES.length)] + (Array.isArray(holder) ? "x" : ""), { value: odd(), enumerable: true, configurable: true, writable: true }); break;
        case 2: if (Array.isArray(holder)) holder.push(holder[0]); break;
        default: if (key !== undefined && key !== "length") holder[key] = odd();
      }
      break;
    }
  }
  let text = JSON.stringify(data);
  if (roll(3) === 0) {
    const keys = [...text.matchAll(/"\w+":/g)], at = keys[roll(keys.length)].index;
    text = `${text.slice(0, at)}${['"__proto__":{"polluted":1},', '"constructor":{"polluted":1},', '"toString":"x",'][roll(3)]}${text.slice(at)}`;
  }
  if (roll(200) === 0) text = text.replace('"pairs":', `"deep":${"[".repeat(50000)}${"]".repeat(50000)},"pairs":`);
  if (roll(4) === 0) text = new TextDecoder().decode(damaged(new TextEncoder().encode(text), roll));
  return text;
}

async function refusedOrRead(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof RangeError)) throw error;
    return null;
  }
}

const SEEDS = { docx: [file("report.docx"), file("report.writer.docx"), new Uint8Array(docx(BODY, PARTS))], pdf: [file("report.pdf")] };
const TARGETS = {
  async zip(roll) {
    const seeds = [...SEEDS.docx, new Uint8Array(zip([["a", "x".repeat(99)], ["b", "y", { stored: true }]]))];
    const bytes = damaged(seeds[roll(seeds.length)], roll);
    await refusedOrRead(async () => {
      const opened = openZip(bytes);
      for (const name of opened.names.slice(0, 40)) await refusedOrRead(() => opened.read(name));
    });
  },
  async docx(roll) {
    const parts = { ...PARTS };
    for (const name of Object.keys(parts)) if (roll(3) === 0) parts[name] = broken(parts[name], roll);
    const bytes = roll(3) === 0 ? damaged(SEEDS.docx[roll(3)], roll) : new Uint8Array(docx(broken(BODY, roll), parts));
    const read = await refusedOrRead(() => readDocx(bytes));
    if (read) assert.equal(typeof read.text, "string");
  },
  async pdf(roll) {
    const read = await refusedOrRead(() => readPdf(damaged(SEEDS.pdf[0], roll)));
    if (read) assert.equal(typeof read.text, "string");
  },
  async project(roll) {
    const text = project(roll), found = readProject("甲.json", text, text.length);
    assert.ok(typeof found.error === "string" || Array.isArray(found.reports), "a reading or a refusal");
    if (found.error) return;
    for (const { ends } of found.fixes) for (const { text: words, anchor } of ends) assert.equal(words.slice(anchor.span.start, anchor.span.end), anchor.raw, "a correction names words that stand there");
    for (const { name, text: words } of found.reports) assert.ok(typeof name === "string" && typeof words === "string");
  },
};

/** Runs a target for so many ms or files. Returns how many. */
export async function run(name, { ms = Infinity, files = Infinity, seed = 1 }) {
  const end = performance.now() + ms;
  let count = 0;
  for (; count < files && performance.now() < end; count++) {
    const started = performance.now();
    try {
      await TARGETS[name](dice(seed * 1000003 + count));
      assert.equal({}.polluted, undefined, "objects are what they were");
      assert.ok(performance.now() - started < LONG, `took ${Math.round(performance.now() - started)} ms`);
    } catch (error) {
      throw Object.assign(new Error(`${name}, seed ${seed}, file ${count}: ${error.stack}`), { cause: error });
    }
  }
  return count;
}

export const names = Object.keys(TARGETS);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const seconds = Number(process.argv[2] ?? 60), seed = Number(process.argv[3] ?? Math.floor(Date.now() / 1000));
  console.log(`seed ${seed}`);
  for (const name of names) console.log(`runs ${name} ${await run(name, { ms: seconds * 1000 / names.length, seed })}`);
}
