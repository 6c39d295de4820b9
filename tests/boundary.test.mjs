/** Holds the generated module, as Node loads it, against what contract and declarations promise of the border between Rust and JavaScript. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const entry = resolve(process.env.FAZHI_MODULE ?? "www/pkg/fazhi_lens.js");
const target = resolve(process.env.FAZHI_TARGET ?? "target");
const module = await import(pathToFileURL(entry));
const wasm = readFileSync(entry.replace(/\.js$/, "_bg.wasm"));
module.initSync(wasm);
const { parse, compare, readNumber } = module;

const EARLIER = `清溪县2021年法治政府建设年度报告

2021年，清溪县深入贯彻落实《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕33号），现将有关情况报告如下。

一、主要工作
（一）加强学习。全年组织专题学法12次，培训执法人员1,386人次。
（二）化解矛盾。受理行政复议案件86件，办结率98.5%；行政机关负责人出庭应诉率达到百分之九十六。
二、存在的问题
一是执法力量不足；二是宣传方式单一。
三、下一步安排
一是持续加强队伍建设；二是创新普法方式。

清溪县人民政府
2022年1月20日
`;
const LATER = EARLIER.replace(/2021年，/g, "2022年，").replace("清溪县2021年", "清溪县2022年").replace("2022年1月20日", "2023年1月18日")
  .replace("12次", "15次").replace("86件", "132件，同比增长53.5%");

/** Every object, with the way to it. */
function* objects(value, path = "$") {
  if (value === null || typeof value !== "object") return;
  yield [path, value];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${path}.${key}`);
}

/** Plain data: what JSON can say and nothing else. */
function assertPlain(value) {
  for (const [path, object] of objects(value)) {
    const prototype = Object.getPrototypeOf(object);
    assert.ok(prototype === Object.prototype || prototype === Array.prototype, `${path} is a ${object.constructor?.name}`);
    for (const [key, inner] of Object.entries(object)) {
      assert.ok(inner === null || ["string", "boolean", "number", "object"].includes(typeof inner), `${path}.${key} is ${typeof inner}`);
      if (typeof inner === "number") assert.ok(Number.isFinite(inner), `${path}.${key} is ${inner}`);
    }
  }
  assert.deepEqual(value, JSON.parse(JSON.stringify(value)));
}

const isSpan = (value) => typeof value.start === "number" && typeof value.end === "number" && Object.keys(value).length === 2;

/** Every span lies in the text, and stands for its `raw` where there is one. */
function assertSpans(text, report) {
  for (const [path, object] of objects(report)) {
    if (isSpan(object)) assert.ok(0 <= object.start && object.start <= object.end && object.end <= text.length, `${path} leaves the text`);
    if (typeof object.raw === "string") assert.equal(text.slice(object.span.start, object.span.end), object.raw, path);
  }
}

test("a report is plain data and has every list of the contract", () => {
  const report = parse(EARLIER);
  assertPlain(report);
  assertSpans(EARLIER, report);
  assert.equal(report.schemaVersion, 1);
  for (const list of ["sections", "indicators", "citations", "problems", "commitments", "dates", "honours", "required", "coverage", "checks", "agreements", "diagnostics"]) {
    assert.ok(Array.isArray(report[list]), list);
  }
  for (const field of ["title", "region", "year", "published", "signed"]) assert.notEqual(report.meta[field], undefined, field);
});

test("a comparison is plain data and has every list of the contract", () => {
  const comparison = compare(EARLIER, LATER);
  assertPlain(comparison);
  assert.equal(comparison.schemaVersion, 1);
  for (const list of ["sections", "indicators", "targets", "suggestions", "followUps", "problems", "citations", "checks", "agreements", "diagnostics"]) {
    assert.ok(Array.isArray(comparison[list]), list);
  }
  assert.ok(Array.isArray(comparison.reuse.passages) && Array.isArray(comparison.reuse.bySection));
});

test("positions of pairs are ids of the readings", () => {
  const sizes = [parse(EARLIER), parse(LATER)].map((report) => report.indicators.length);
  for (const { before, after } of compare(EARLIER, LATER).indicators) {
    if (before !== null) assert.ok(before >= 0 && before < sizes[0]);
    if (after !== null) assert.ok(after >= 0 && after < sizes[1]);
  }
});

test("spans count UTF-16 code units, also behind characters of two units", () => {
  const text = EARLIER.replace("深入贯彻", "😀深入𠮷贯彻").replace(/\n/g, "\r\n");
  const [plain, odd] = [parse(EARLIER), parse(text)];
  assertSpans(text, odd);
  assert.deepEqual(odd.indicators.map((found) => found.raw), plain.indicators.map((found) => found.raw));
  for (const section of odd.sections) assert.equal(text.slice(section.titleSpan.start, section.titleSpan.end).includes("\n"), false);
});

test("a lone surrogate is read as U+FFFD, one unit long", () => {
  for (const lone of ["\ud83d", "\ude00"]) {
    const text = EARLIER.replace("深入贯彻", `深入${lone}贯彻`);
    assertSpans(text, parse(text));
    assert.deepEqual(parse(text), parse(text.replace(lone, "\ufffd")));
  }
});

test("a byte order mark and a NUL are text like any other", () => {
  for (const odd of ["\ufeff", "\0"]) assertSpans(odd + EARLIER, parse(odd + EARLIER));
});

test("odd texts give a report that says what it could not find", () => {
  const odd = { empty: "", blank: " \n\u3000\n", one: "一", english: "The quick brown fox. ".repeat(50), binary: String.fromCharCode(...Array(600).keys()), lone: "\ud800".repeat(99), numerals: "一".repeat(1 << 20) };
  for (const [name, text] of Object.entries(odd)) {
    const report = parse(text);
    assertSpans(text, report);
    assert.ok(report.diagnostics.length > 0, `${name} has no diagnostic`);
    assertPlain(compare(text, EARLIER));
    assertPlain(compare(EARLIER, text));
  }
});

test("nothing given, null and undefined are the same", () => {
  assert.deepEqual(parse(EARLIER, null), parse(EARLIER));
  assert.deepEqual(parse(EARLIER, undefined), parse(EARLIER));
  assert.deepEqual(parse(EARLIER, {}), parse(EARLIER));
  assert.deepEqual(compare(EARLIER, LATER, null), compare(EARLIER, LATER));
  assert.deepEqual(compare(EARLIER, LATER, {}), compare(EARLIER, LATER));
});

test("options of the wrong shape give an Error with a code, and the module goes on", () => {
  const bad = [
    () => parse(EARLIER, { roles: 3 }),
    () => parse(EARLIER, { indicators: [{ at: { span: { start: -1, end: 2 }, raw: "" } }] }),
    () => parse(EARLIER, { roles: [{ at: { span: { start: 0, end: 1 }, raw: "清" }, role: "nobody" }] }),
    () => parse(EARLIER, "words"),
    () => compare(EARLIER, LATER, { pairs: [{ before: 1, after: 2 }] }),
  ];
  for (const call of bad) {
    assert.throws(call, (error) => error instanceof Error && error.code === "badOptions" && error.message.length > 0, String(call));
  }
  assert.equal(parse(EARLIER).schemaVersion, 1);
});

test("readNumber gives the value or null", () => {
  const values = [["13", 13], ["1,386", 1386], ["三十二", 32], ["1.2万", 12000], ["百分之九十八", 98], ["98%", 98], ["二分之一", 0.5], ["", null], ["件", null], ["\ud800", null]];
  for (const [numeral, value] of values) assert.equal(readNumber(numeral), value, numeral);
});

test("the same text gives the same bytes, natively and here", () => {
  const program = join(target, "debug/examples", process.platform === "win32" ? "json.exe" : "json");
  assert.ok(existsSync(program), `${program} is missing: cargo build --example json`);
  const native = (...paths) => JSON.parse(execFileSync(program, paths, { encoding: "utf8", maxBuffer: 1 << 28 }));
  const folder = mkdtempSync(join(tmpdir(), "fazhi-lens-"));
  try {
    const invented = { earlier: EARLIER, later: LATER, emoji: EARLIER.replace("深入", "😀深入𠮷"), crlf: EARLIER.replace(/\n/g, "\r\n"), empty: "", numerals: "一".repeat(4096) };
    for (const [name, text] of Object.entries(invented)) writeFileSync(join(folder, `${name}.txt`), text);
    const gold = existsSync("tests/gold") ? readdirSync("tests/gold").filter((name) => name.endsWith(".txt")).map((name) => resolve("tests/gold", name)) : [];
    const paths = [...Object.keys(invented).map((name) => join(folder, `${name}.txt`)), ...gold];
    const read = (path) => readFileSync(path, "utf8");
    const text = (value) => JSON.stringify(value);   // what wasm gives has the same order of fields, so the words are compared, not only the values
    for (const path of paths) assert.equal(text(parse(read(path))), text(native(path)), path);
    for (let i = 0; i + 1 < paths.length; i++) {
      assert.equal(text(compare(read(paths[i]), read(paths[i + 1]))), text(native(paths[i], paths[i + 1])), `${paths[i]} and the next`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the declarations carry the contract", () => {
  const declarations = readFileSync(entry.replace(/\.js$/, ".d.ts"), "utf8");
  for (const line of ["export interface Report {", "export interface Comparison {", "export interface Corrections {", "export interface Span { start: number; end: number }",
    "export function parse(text: string, corrections?: Corrections | null): Report;",
    "export function compare(before: string, after: string, options?: CompareOptions | null): Comparison;",
    "export function readNumber(numeral: string): number | null;"]) assert.ok(declarations.includes(line), line);
});

test("the module holds nothing of the machine that built it", () => {
  const bytes = wasm.toString("latin1");
  for (const folder of [process.env.HOME, process.cwd()]) assert.ok(!folder || folder.length < 3 || !bytes.includes(folder), folder);
});
