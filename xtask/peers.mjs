/**
 * Turns the built module and packages that do a part of its work into a table of ratios, all in one run: `node --expose-gc xtask/peers.mjs FOLDER`, where
 * FOLDER holds the packages that PEERS names. None of them does the whole; what each does is said in its row.
 *
 * Times are medians, warm, on the same invented reports. A package that is missing or fails is said and left out.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const folder = resolve(process.argv[2]), require = createRequire(join(folder, "package.json"));
const entry = resolve(process.env.FAZHI_MODULE), wasm = readFileSync(entry.replace(/\.js$/, "_bg.wasm"));
const { newInstance } = await import(pathToFileURL(join(entry, "../instance.js")));
const compiled = new WebAssembly.Module(wasm);
const fresh = () => { const instance = newInstance(); instance.initSync(compiled); return instance; };
const module = fresh();
const [before, after] = ["qinglan-2022", "qinglan-2023"].map((name) => readFileSync(`tests/gold/${name}.txt`, "utf8"));

const once = (action) => { const start = performance.now(); action(); return performance.now() - start; };
function time(action, patience = 3000) {
  for (const end = performance.now() + patience / 3; performance.now() < end;) action();
  global.gc?.();
  const runs = [];
  for (const end = performance.now() + patience; runs.length < 3 || (performance.now() < end && runs.length < 300);) runs.push(once(action));
  return runs.sort((a, b) => a - b)[runs.length >> 1];
}
const version = (name) => JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
const rows = [];
function row(what, name, ours, theirs, found) {
  rows.push([what, `${name} ${version(name)}`, ours, theirs, found]);
}
async function peer(name, run) {
  try {
    await run(require(name));
  } catch (error) {
    console.log(`${name}: left out (${String(error.message).split("\n")[0]})`);
  }
}

const parse = time(() => module.parse(after)), compare = time(() => module.compare(before, after));
const indicators = module.parse(after).indicators.length;

await peer("@microsoft/recognizers-text-suite", ({ recognizeNumber, recognizePercentage, recognizeDateTime, Culture }) => {
  const found = recognizeNumber(after, Culture.Chinese).length;
  row("numbers alone / a whole reading", "@microsoft/recognizers-text-suite", parse, time(() => recognizeNumber(after, Culture.Chinese)), `${found} numbers; ours ${indicators} indicators with unit, label, section`);
  row("numbers, percentages, dates / a whole reading", "@microsoft/recognizers-text-suite", parse, time(() => { recognizeNumber(after, Culture.Chinese); recognizePercentage(after, Culture.Chinese); recognizeDateTime(after, Culture.Chinese); }), "");
});
await peer("diff", (diff) => {
  row("diff by character / a whole comparison", "diff", compare, time(() => diff.diffChars(before, after)), `${diff.diffChars(before, after).length} pieces`);
  row("diff by line / a whole comparison", "diff", compare, time(() => diff.diffLines(before, after)), `${diff.diffLines(before, after).length} pieces`);
});
await peer("diff-match-patch", (DiffMatchPatch) => {
  const differ = new DiffMatchPatch();
  differ.Diff_Timeout = 0;
  row("diff with clean-up / a whole comparison", "diff-match-patch", compare, time(() => { const found = differ.diff_main(before, after); differ.diff_cleanupSemantic(found); }), "");
});
await peer("jieba-wasm", () => {
  const theirs = readFileSync(join(folder, "node_modules/jieba-wasm/pkg/nodejs/jieba_rs_wasm_bg.wasm"));
  const load = (bytes) => time(() => new WebAssembly.Module(bytes), 2000);
  row("compiling the module", "jieba-wasm", load(wasm), load(theirs), `${Math.round(gzipSync(theirs).length / 1000)} KB packed; ours ${Math.round(gzipSync(wasm).length / 1000)}`);
});

const figure = (ms) => (ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2));
console.log(`\n${"what".padEnd(48)}${"peer".padEnd(42)}${"ours ms".padStart(9)}${"theirs ms".padStart(11)}${"theirs/ours".padStart(13)}`);
for (const [what, name, ours, theirs, note] of rows) console.log(`${what.padEnd(48)}${name.padEnd(42)}${figure(ours).padStart(9)}${figure(theirs).padStart(11)}${`${figure(theirs / ours)}×`.padStart(13)}  ${note}`);
if (process.env.FAZHI_FIGURES) writeFileSync(process.env.FAZHI_FIGURES, JSON.stringify(rows.map(([what, name, ours, theirs]) => [`${what}: ${name}`, `${figure(ours)} to ${figure(theirs)} ms, ${figure(theirs / ours)}×`])));
if (!rows.length) process.exit(1);
