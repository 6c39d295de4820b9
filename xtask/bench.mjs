/**
 * Turns the built module and page into the table of budgets: `node --expose-gc xtask/bench.mjs BUDGETS SIZES [FILE|FOLDER …]` with both as JSON.
 *
 * Times are medians, warm, in wasm under Node; the first parse is taken from fresh instances. Texts: the files given, or an invented report of
 * tests/gold repeated to the length in question. Growth is time(2n) / time(n), the worst step on the way to 4 MB, over real text and over texts made
 * of one repeated token, which is where quadratic scans show.
 */

import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const budgets = JSON.parse(process.argv[2]), sizes = JSON.parse(process.argv[3]), given = process.argv.slice(4);
const entry = resolve(process.env.FAZHI_MODULE);
const { newInstance } = await import(pathToFileURL(join(entry, "../instance.js")));
const compiled = new WebAssembly.Module(readFileSync(entry.replace(/\.js$/, "_bg.wasm")));

const fresh = () => {
  const instance = newInstance();
  instance.initSync(compiled);
  return instance;
};
const module = fresh();

function texts(paths) {
  const files = paths.flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith(".txt")).sort().map((name) => join(path, name)) : [path]));
  return files.map((path) => ({ name: path.split(/[\\/]/).pop(), text: readFileSync(path, "utf8") }));
}
const pool = texts(given.length ? given : existsSync("tests/gold") ? ["tests/gold"] : []);
if (pool.length === 0) {
  console.error("bench: no text: tests/gold is empty, name a file or a folder");
  process.exit(1);
}
const bytes = (text) => Buffer.byteLength(text);
/** The seed stands for a usual report of 19 KB; the text that comes nearest is taken as it is. */
const seed = pool.reduce((best, next) => (Math.abs(bytes(next.text) - 19000) < Math.abs(bytes(best.text) - 19000) ? next : best));
const other = pool[(pool.indexOf(seed) + 1) % pool.length];
/** One long report: the head of the seed, the middle lines of all texts again and again up to a length in bytes, its tail. Ends stand once, since what follows a signature is no longer read. */
function longer(length, from = 0) {
  const lines = (text) => text.split("\n");
  const part = (all, start, end) => all.slice(Math.floor(all.length * start), Math.floor(all.length * end));
  const middle = [...pool.slice(from), ...pool.slice(0, from)].flatMap(({ text }) => part(lines(text), 0.1, 0.85));
  const ends = lines(pool[from].text), out = part(ends, 0, 0.1), tail = part(ends, 0.85, 1);
  for (let i = 0, sum = bytes(out.join("\n")) + bytes(tail.join("\n")); sum < length; i++) {
    out.push(middle[i % middle.length]);
    sum += bytes(middle[i % middle.length]) + 1;
  }
  return [...out, ...tail].join("\n");
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
function once(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}
/** The median of as many runs as fit into `patience` ms, three at least. */
function time(action, patience = 1500) {
  global.gc?.();
  const runs = [];
  for (const end = performance.now() + patience; runs.length < 3 || (performance.now() < end && runs.length < 200);) runs.push(once(action));
  return median(runs);
}
/** Tier-up of the engine takes a while: nothing is measured before. */
function warm(action, patience = 1500) {
  for (const end = performance.now() + patience; performance.now() < end;) action();
}

/** The best of some runs: what the work takes when neither the collector nor another program comes between. */
function best(action, runs) {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    global.gc?.();
    least = Math.min(least, once(action));
  }
  return least;
}

/** The worst ratio over doublings; short times are left out, where the clock weighs more than the work. A step that seems too steep is taken again with more runs. */
function growth(make, run) {
  let worst = 0, last = null;
  for (let size = 1 << 18; size <= 1 << 22; size *= 2) {
    const input = make(size);
    let took = best(() => run(input), 3);
    if (last !== null && last > 2) {
      if (took / last > budgets.growth) {
        const half = make(size / 2);
        last = best(() => run(half), 7);
        took = Math.min(took, best(() => run(input), 7));
      }
      worst = Math.max(worst, took / last);
    }
    last = took;
    if (took > 4000) break;   // the steps so far have shown what there is to see
  }
  return worst;
}
const repeated = (token) => (size) => token.repeat(Math.floor(size / bytes(token)));
const TOKENS = ["一", "1", "，", "。", "《", "（一）", "第一条", "件，", "同比增长", "1,", "a", " ", "\n", "一、\n", "2022年", "〔2022〕", "%", "其中：", "不足"];

const rows = [];
const row = (what, measured, budget, unit, note = "") => rows.push({ what, measured, budget, unit, note });

const first = [];
for (let i = 0; i < 5; i++) {
  const instance = fresh();
  first.push(once(() => instance.parse(seed.text)));
}
warm(() => module.parse(seed.text));
row("parse the seed", time(() => module.parse(seed.text)), budgets["parse-seed-ms"], "ms", `${seed.name}, ${(bytes(seed.text) / 1000).toFixed(1)} KB`);
row("first parse after start", median(first), budgets["first-parse-ms"], "ms");
warm(() => module.compare(seed.text, other.text), 1000);
row("compare two such", time(() => module.compare(seed.text, other.text)), budgets["compare-ms"], "ms", `with ${other.name}`);
const mega = longer(1_000_000), [left, right] = [longer(100_000), longer(100_000, pool.length >> 1)];
row("parse 1 MB", time(() => module.parse(mega)), budgets["parse-1mb-ms"], "ms");
row("compare 2 × 100 KB", time(() => module.compare(left, right)), budgets["compare-100kb-ms"], "ms");

const parse = (text) => module.parse(text), compare = ([a, b]) => module.compare(a, b);
row("growth of parse, text", growth(longer, parse), budgets.growth, "×");
const worstOf = (run, pair) => {
  const found = TOKENS.map((token) => [growth((size) => (pair ? [repeated(token)(size), repeated(token)(size)] : repeated(token)(size)), run), token]);
  return found.reduce((worst, next) => (next[0] > worst[0] ? next : worst));
};
const [parseWorst, parseToken] = worstOf(parse, false);
row("growth of parse, one token", parseWorst, budgets.growth, "×", `worst of ${TOKENS.length}: ${JSON.stringify(parseToken)}`);
row("growth of compare, text", growth((size) => [longer(size), longer(size, pool.length >> 1)], compare), budgets.growth, "×");
const [compareWorst, compareToken] = worstOf(compare, true);
row("growth of compare, one token", compareWorst, budgets.growth, "×", `worst of ${TOKENS.length}: ${JSON.stringify(compareToken)}`);

row("module, gzip", sizes.wasm / 1000, budgets["wasm-gzip-kb"], "KB");
row("page", sizes.page / 1000, budgets["page-kb"], "KB");

const { openPage, ready, closeBrowsers } = await import("../tests/page/browsers.mjs");
const starts = [];
for (let i = 0; i < 7; i++) {
  const { page, close } = await openPage("current");
  await ready(page);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0, null, { timeout: 2000 }).catch(() => {});
  starts.push(await page.evaluate(() => ["first-contentful-paint", "engine-ready"].map((name) => (performance.getEntriesByName(name)[0] || { startTime: NaN }).startTime)));
  await close();
}
const { blocking } = await import("./bench-typing.mjs");
const { typing, pasting } = await blocking(seed.text, other.text);
await closeBrowsers();
row("page readable (current Chromium)", median(starts.map(([readable]) => readable)), budgets["readable-ms"], "ms", "median of 7, from file://");
row("first result possible", median(starts.map(([, start]) => start)), budgets["ready-ms"], "ms", "median of 7, from file://");

row("longest block while typing", typing.ms, budgets["blocked-ms"], "ms", `two reports loaded, least of 3 rounds; in ${typing.view || "no view"}`);
row("longest block while pasting", pasting.ms, budgets["blocked-ms"], "ms", `likewise; in ${pasting.view || "no view"}`);

const figure = (value) => (value === Infinity ? "∞" : Number.isNaN(value) ? "–" : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
console.log(`\n${"what".padEnd(34)}${"measured".padStart(10)}${"budget".padStart(10)}`);
for (const { what, measured, budget, unit, note } of rows) {
  const over = measured > budget ? " over" : "";
  console.log(`${what.padEnd(34)}${figure(measured).padStart(10)}${String(budget).padStart(10)} ${unit.padEnd(3)}${over.padEnd(6)}${note}`);
}
if (process.env.FAZHI_FIGURES) writeFileSync(process.env.FAZHI_FIGURES, JSON.stringify(rows.map(({ what, measured, budget, unit }) => [what, `${figure(measured)} ${unit} of ${budget}`])));
