/**
 * Holds the page to this: when the module stops in the middle, runs out of memory, hangs or loses its worker, the text stays, the step is named, and
 * the next reading works; what a newer text has overtaken never shows; stopping works at any time.
 *
 * The faults are real ones, brought about by a script that the test puts before the worker's own; the page holds nothing of it.
 */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { paste, put, sample, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER, long } from "./texts.mjs";

/** Runs in the worker before its own script. A text with 【陷】 asks the module for more memory than there are addresses, which it ends as it ends a panic, one with 【满】 after its memory is used up, one with 【停】 never comes back. */
const WAY_IN = `
const Real = WebAssembly.Instance;
const ask = { kind: "" };
WebAssembly.Instance = function (module, imports) {
  const made = new Real(module, imports), exports = { ...made.exports };
  for (const name of ["parse", "compare"]) exports[name] = (...args) => {
    const kind = ask.kind;
    if (kind === "陷") return made.exports.__wbindgen_malloc(0xffffffff, 1);
    if (kind === "满") { for (let pages = 8192; pages; pages >>= 1) try { while (exports.memory.grow(pages) >= 0); } catch (error) {} }
    if (kind === "停") for (;;);
    return made.exports[name](...args);
  };
  return { exports };
};
self.addEventListener("message", ({ data }) => {
  if (!data.args) return;
  const found = /【(陷|满|停|一次)】/.exec(JSON.stringify(data.args)), wanted = found ? found[1] : "";
  // 一次: only a worker that has answered before stops, as one does whose memory is used up.
  ask.kind = (data.kind === "compare") === /【对比】/.test(JSON.stringify(data.args)) ? (wanted === "一次" ? (self.answered ? "陷" : "") : wanted) : "";
  self.answered = true;
});
`;
const intrude = `
{
  const Text = Blob, Real = Worker;
  window.made = [];
  window.Blob = function (parts, about) { return about && /javascript/.test(about.type) ? new Text([${JSON.stringify(WAY_IN)}, ...parts], about) : new Text(parts, about); };
  window.Blob.prototype = Text.prototype;
  window.Worker = function (address) { const worker = new Real(address); made.push(worker); return worker; };
  window.longest = 0;
  let last = performance.now();
  setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 20);
}`;

const says = (page, code) => page.waitForSelector(`#note [data-fault="${code}"]`, { state: "attached", timeout: 30000 });
const marked = (mark) => COUNTY.replace("一、主要", `${mark}\n一、主要`);
const workers = (page) => page.evaluate(() => made.length);

for (const [mark, code, words] of [["【陷】", "trapped", /读取报告一时程序中断/], ["【满】", "outOfMemory", /读取报告一时内存不够/]]) {
  eachBrowser(`${code} while a report is read: the text stays, the step is named, the next one is read`, { init: intrude }, async ({ page }) => {
    await put(page, 0, marked(mark));
    await says(page, code);
    assert.match(await page.locator("#note").innerText(), words);
    assert.match(await page.inputValue("#text-1"), /沅浦县[^]*【/);
    assert.ok(await page.locator("#fields").isVisible());
    assert.equal(await workers(page), 2, "the worker has been made anew, once");
    await page.click("#again");   // the same text stops a fresh worker too, and the page goes on
    await page.waitForFunction(() => made.length === 3);
    await says(page, code);
    await paste(page, 0, COUNTY);
    await page.waitForFunction(() => /沅浦县/.test((document.querySelector("#view-overview h1") || {}).textContent));
    await put(page, 1, COUNTY_LATER);
    await page.waitForSelector("#view-summary");
  });
}

eachBrowser("a fault of the comparison leaves both reports readable", { init: intrude }, async ({ page }) => {
  await put(page, 0, marked("【对比】【陷】"));
  await page.waitForSelector("#view-overview");
  await put(page, 1, COUNTY_LATER);
  await says(page, "trapped");
  assert.match(await page.locator("#note").innerText(), /对比两份报告时程序中断/);
  assert.ok(await page.locator("#view-overview").isVisible());
  await page.click("#other");
  await page.waitForFunction(() => /2022/.test(document.querySelector("#view-overview").textContent));
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-summary");
});

eachBrowser("a worker that earlier texts have worn out is replaced without a word", { init: intrude }, async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await paste(page, 0, marked("【一次】"));
  await page.waitForFunction(() => made.length === 2);
  await settled(page);
  assert.match(await page.locator("#view-overview h1").innerText(), /沅浦县/);
  assert.equal(await page.locator("#note [data-fault]").count(), 0);
});

eachBrowser("a reading that hangs is stopped by hand, the text stays, and what comes next is read", { init: intrude }, async ({ page }) => {
  await put(page, 0, marked("【停】"));
  await page.waitForSelector("#stop");   // in sight after a while
  await page.click("#stop");
  await says(page, "cancelled");
  assert.match(await page.locator("#note").innerText(), /已停止读取报告一；文字还在/);
  assert.match(await page.inputValue("#text-1"), /【停】/);
  assert.ok(!(await page.locator("#stop").isVisible()));
  await page.click("#load-sample");   // both slots at once
  await page.waitForSelector("#view-summary");
  await page.waitForSelector("html[data-reading=done]", { state: "attached" });
});

/** The writers of files get no work, so that they never come to an end. */
const hold = () => {
  const Real = Worker;
  window.held = true;
  window.Worker = function (address) {
    const worker = new Real(address), post = worker.postMessage.bind(worker);
    worker.postMessage = (message, ...more) => { if (!(held && message.content)) post(message, ...more); };
    return worker;
  };
  window.saved = [];
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => { if (/wordprocessing/.test(blob.type)) saved.push(blob.size); return make(blob); };
};

eachBrowser("a file that takes long to be made is stopped by hand, and made when it is asked for again", { init: hold }, async ({ page, name }) => {
  await sample(page);
  await page.click("#export");
  await page.click('[data-export="docx"]');
  await page.waitForSelector("#stop");   // in sight after a while
  await page.click("#stop");
  await says(page, "cancelled");
  assert.match(await page.locator("#note").innerText(), /已停止制作文件/);
  await settled(page);
  assert.ok(!(await page.locator("#stop").isVisible()));
  assert.deepEqual(await page.evaluate(() => saved), []);
  await page.evaluate(() => { held = false; });
  await page.click("#again");
  await page.waitForFunction(() => saved.length === 1, null, { timeout: 15000 });
  assert.ok(await page.evaluate(() => saved[0] > 1000), `a file is made in ${name}`);
});

eachBrowser("a reading that hangs ends by itself", { init: intrude }, async ({ page, test: context }) => {
  const started = Date.now();
  await put(page, 0, marked("【停】"));
  await says(page, "tooLong");
  context.diagnostic(`after ${Date.now() - started} ms; the page stood still for at most ${Math.round(await page.evaluate(() => longest))} ms`);
  await sample(page);
});

eachBrowser("under load only the newest text shows, and the page answers all the while", { init: intrude }, async ({ page, test: context }) => {
  const [early, late] = [long(600000), COUNTY.replace(/沅浦/g, "澧浦")];
  await page.evaluate(() => {
    window.titles = [];
    new MutationObserver(() => { const title = document.querySelector("#view-overview h1"); if (title && titles[titles.length - 1] !== title.textContent) titles.push(title.textContent); }).observe(document.getElementById("app"), { childList: true, subtree: true });
  });
  for (let i = 0; i < 12; i++) await paste(page, 0, i === 11 ? late : early.replace("沅浦县", `第${i}号县`));
  await page.waitForFunction(() => /澧浦县/.test((document.querySelector("#view-overview h1") || {}).textContent), null, { timeout: 30000 });
  await settled(page);
  const titles = await page.evaluate(() => titles);
  assert.match(titles[titles.length - 1], /澧浦县/);
  assert.ok(titles.length <= 2, `overtaken readings showed: ${titles}`);
  context.diagnostic(`${await workers(page)} workers, the page stood still for at most ${Math.round(await page.evaluate(() => longest))} ms`);
});

eachBrowser("a trap in drawing is said beside the chart; the table stays, and the next drawing works", { init: `
  const Real = WebAssembly.instantiate;
  window.spoil = false;
  WebAssembly.instantiate = async (...args) => {
    const made = await Real(...args);
    if (!(made instanceof WebAssembly.Instance)) return made;
    const exports = { ...made.exports, drawChart: (...given) => (spoil ? made.exports.__wbindgen_malloc(0xffffffff, 1) : made.exports.drawChart(...given)) };
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
  };` }, async ({ page }) => {
  await sample(page);
  await page.click('#rail a[data-view="charts"]');
  await page.waitForSelector("#main canvas");
  await page.evaluate(() => { spoil = true; });
  await page.click("#theme");
  await page.waitForFunction(() => [...document.querySelectorAll("#main p")].some((p) => p.offsetParent && /图没有画成/.test(p.textContent)));
  await page.evaluate(() => { spoil = false; });
  await page.waitForTimeout(200);
  await page.click("#theme");
  await page.waitForFunction(() => ![...document.querySelectorAll("#main p")].some((p) => p.offsetParent && /图没有画成/.test(p.textContent)));
});
