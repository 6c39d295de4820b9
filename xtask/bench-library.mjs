/**
 * Turns a library of many reports into what opening it costs: `node xtask/bench-library.mjs [FOLDER]`, with FAZHI_PAGE and CHROME_BIN set.
 *
 * 2,000 reports of 50 KB, cut and repeated from the texts of FOLDER (or from tests/gold) so that no two are alike, are chosen through the file input of the
 * built page in the current Chromium. Measured: wall time until the last is read; the peak of the proportional memory (PSS) of all processes of the browser;
 * the longest task of the page's main thread while they are read, sorted and looked at as a matrix: as it passes on the clock, and what it takes of the
 * processor, which is the fairer figure on a machine that does other things meanwhile.
 */

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { closeBrowsers, openPage, ready } from "../tests/page/browsers.mjs";

const COUNT = Number(process.env.BENCH_COUNT || 2000), SIZE = 50_000;
const BUDGETS = { seconds: 60, megabytes: 1500, task: 100 };
const folder = process.argv[2] || "tests/gold";

const texts = readdirSync(folder).filter((name) => name.endsWith(".txt")).sort().map((name) => readFileSync(join(folder, name), "utf8"));
if (!texts.length) throw new Error(`no texts in ${folder}`);

/** A report of SIZE bytes of a place and year of its own: the head of one text, lines of the others. */
function report(index) {
  const lines = (text) => text.split("\n").filter((line) => line.trim()), base = lines(texts[index % texts.length]);
  const year = 2016 + (index % 9), place = `样${"甲乙丙丁戊己庚辛壬癸"[Math.floor(index / 9) % 10]}${"东西南北中"[Math.floor(index / 90) % 5]}${"山水林田湖草沙石"[Math.floor(index / 450) % 8]}县`;
  const out = [`${place}人民政府关于${year}年度法治政府建设情况的报告`, `${year}年，${place}推进法治政府建设，有关情况如下（第${index + 1}份）。`];
  let size = Buffer.byteLength(out.join("\n")), at = index * 7, source = base;
  for (let i = 0; size < SIZE; i++) {
    if (i && i % source.length === 0) source = lines(texts[++at % texts.length]);
    out.push(source[(i + index) % source.length]);
    size += Buffer.byteLength(out[out.length - 1]) + 1;
  }
  return out.join("\n");
}

const work = mkdtempSync(join(tmpdir(), "library-"));
mkdirSync(work, { recursive: true });
const paths = [];
let bytes = 0;
for (let i = 0; i < COUNT; i++) {
  const path = join(work, `报告${String(i + 1).padStart(4, "0")}.txt`), text = report(i);
  bytes += Buffer.byteLength(text);
  writeFileSync(path, text);
  paths.push(path);
}

/** Ids of a process and all below it. */
function family(root) {
  const parents = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try { parents.set(Number(id), Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1])); } catch { /* it has ended */ }
  }
  const found = new Set([root]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [id, parent] of parents) if (found.has(parent) && !found.has(id)) { found.add(id); grew = true; }
  }
  found.delete(root);
  return [...found];
}
function memory(ids) {
  let sum = 0;
  for (const id of ids) {
    try { sum += Number(/^Pss:\s*(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]); } catch { /* it has ended */ }
  }
  return sum / 1000;
}

const { page, problems, close } = await openPage("current", { init: () => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => ({ at: Math.round(entry.startTime), ms: Math.round(entry.duration) })))).observe({ entryTypes: ["longtask"] });
} });
await ready(page);
await page.click("#start-many");
await page.waitForSelector("#view-library");
let peak = memory(family(process.pid));
const idle = peak, watching = setInterval(() => { peak = Math.max(peak, memory(family(process.pid))); }, 500);
/** The longest task of the page's main thread since the last asking, in ms of the processor. */
const browser = page.context().browser();
const tracing = () => browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
async function processor() {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Set(traceEvents.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => `${e.pid}:${e.tid}`));
  const tasks = traceEvents.filter((e) => e.tdur && threads.has(`${e.pid}:${e.tid}`)).map((e) => e.tdur / 1000);
  await tracing();
  return Math.round(tasks.reduce((most, ms) => Math.max(most, ms), 0));
}
await tracing();
const take = async (what) => {
  const list = await page.evaluate(() => window.tasks.splice(0));
  return { what, cpu: await processor(), longest: list.reduce((most, task) => Math.max(most, task.ms), 0), over: list.filter((task) => task.ms > 100).length };
};
const stages = [await take("start")];

const began = performance.now();
await page.setInputFiles("#many-files", paths);
const chosen = performance.now();
// The browser's own: it makes its list of File objects in one task, before the page hears of it.
stages.push(await take("the browser's list of files"));
await page.waitForFunction((count) => { const words = document.querySelector('#rail a[data-view="library"] span'); return words && Number(words.textContent) === count; }, COUNT, { timeout: 60000 });
await page.waitForFunction(() => document.getElementById("many-progress").hidden, null, { timeout: 600000, polling: 200 });
const seconds = (performance.now() - began) / 1000;
stages.push(await take("reading"));
const read = Number(await page.textContent('#main .chip[data-chip="read"] .count'));

await page.click('#main th button.sort >> nth=1');
await page.mouse.wheel(0, 20000);
await page.waitForTimeout(500);
stages.push(await take("sorting and scrolling"));
await page.evaluate(() => { location.hash = "#many/matrix"; });
await page.waitForSelector("#view-matrix td");
await page.waitForTimeout(500);
await page.click("#view-matrix th button.sort >> nth=6");
await page.waitForTimeout(500);
stages.push(await take("matrix"));
const nodes = await page.evaluate(() => document.getElementsByTagName("*").length);
await page.evaluate(() => { location.hash = "#many/trend"; });
await page.waitForSelector("#view-trend figure");
await page.waitForTimeout(1500);
stages.push(await take("trend"));
clearInterval(watching);
await browser.stopTracing();
await close();
await closeBrowsers();
rmSync(work, { recursive: true });

const line = (what, measured, budget, unit) => console.log(`${what.padEnd(44)}${String(measured).padStart(10)}${String(budget).padStart(10)} ${unit}${measured > budget ? "  over" : ""}`);
console.log(`\n${COUNT} reports, ${(bytes / 1e6).toFixed(1)} MB, from ${folder}; ${read} read\n${"what".padEnd(44)}${"measured".padStart(10)}${"budget".padStart(10)}`);
line("opened and read", seconds.toFixed(1), BUDGETS.seconds, `s (of them ${((chosen - began) / 1000).toFixed(1)} until the browser had the list of files)`);
line("peak memory of all processes (PSS)", peak.toFixed(0), BUDGETS.megabytes, `MB (${idle.toFixed(0)} before)`);
for (const { what, longest, over, cpu } of stages) line(`longest task: ${what}`, cpu, BUDGETS.task, `ms of the processor, ${longest} on the clock${over ? ` (${over} over 100)` : ""}`);
console.log(`load of the machine: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);
line("elements of the page with the matrix", nodes, 20000, "");
if (problems.length || read !== COUNT) { console.error(problems.join("\n") || `only ${read} of ${COUNT} were read`); process.exit(1); }
