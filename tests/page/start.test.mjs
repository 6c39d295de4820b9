/** Holds the built page to its start: ready in every browser, without a violation, and one sentence where it can't. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { eachBrowser, pageFile, ready } from "./browsers.mjs";

const times = () => {
  const of = (entry) => (entry ? Math.round(entry.startTime) : null);
  return { readable: of(performance.getEntriesByName("first-contentful-paint")[0]), ready: of(performance.getEntriesByName("engine-ready")[0]) };
};

eachBrowser("the page becomes ready", async ({ page, name, test }) => {
  const version = await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)[1]);
  if (name !== "current") assert.equal(version, name);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0, null, { timeout: 2000 }).catch(() => {});
  const { readable, ready } = await page.evaluate(times);
  test.diagnostic(`Chromium ${version}: readable ${readable} ms, ready ${ready} ms`);
  assert.equal(await page.locator("#boot-note").count(), 0, "the watcher's line is gone");
});

eachBrowser("scripts are closed once the module is compiled", { allow: /policy: script-src|Refused to|violates the following Content Security Policy/ }, async ({ page }) => {
  const attempts = await page.evaluate(() => {
    const tried = {};
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.appendChild(script);
    const image = document.createElement("div");
    image.setAttribute("onclick", "window.injected = true");
    document.body.appendChild(image);
    image.click();
    tried.script = window.injected === undefined;
    tried.module = false;
    return WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => tried, () => ({ ...tried, module: true }));
  });
  assert.deepEqual(attempts, { script: true, module: true });
});

// The page knows nothing of this: its constructor is wrapped before its script runs.
const record = () => {
  window.made = [];
  const Real = Worker;
  window.Worker = function (address) {
    const worker = new Real(address);
    const entry = { worker, alive: false };
    worker.addEventListener("message", (event) => { if (event.data.ready) entry.alive = true; });
    made.push(entry);
    return worker;
  };
};

eachBrowser("a worker that ends is replaced after the closing policy", { init: record }, async ({ page }) => {
  assert.equal(await page.evaluate(() => made.length), 1);
  await page.evaluate(() => {
    made[0].worker.terminate();
    made[0].worker.dispatchEvent(new ErrorEvent("error", { message: "ended by the test", cancelable: true }));
  });
  await page.waitForFunction(() => made.length === 2 && made[1].alive);
});

/** The program waits, once it is unpacked, until the test lets it go. */
const hold = () => {
  const real = Response.prototype.text;
  Response.prototype.text = function () {
    Response.prototype.text = real;
    return new Promise((done) => { window.go = () => done(real.call(this)); });
  };
};

eachBrowser("the start page needs no program; what is typed and clicked before it stands counts", { init: hold, started: false }, async ({ page }) => {
  await page.waitForFunction(() => window.go);
  assert.ok(await page.locator("h1").isVisible());
  const styled = await page.evaluate(() => [document.adoptedStyleSheets.length, getComputedStyle(document.querySelector(".fields .pair")).display]);
  assert.deepEqual(styled, [0, "grid"]);
  await page.click("#text-1");
  await page.keyboard.type("榆关县2022年法治政府建设情况报告");
  await page.keyboard.press("Enter");
  await page.keyboard.type("一、主要举措。全年调解纠纷31件");
  const before = await page.evaluate(() => { window.held = document.getElementById("text-1"); return document.querySelector("#app").innerText; });
  await page.evaluate(() => window.go());
  await ready(page);
  assert.equal(await page.evaluate(() => window.held === document.getElementById("text-1") && document.activeElement === window.held), true, "the field is the same, with its focus");
  await page.keyboard.type("，审查合同12份。");
  await page.waitForSelector("#view-overview");
  assert.match(await page.inputValue("#text-1"), /31件，审查合同12份。$/);
  assert.match(before, /粘贴一份法治政府建设年度报告[\s\S]*载入示例/);
});

eachBrowser("a click before the program stands is answered when it does", { init: hold, started: false }, async ({ page }) => {
  await page.waitForFunction(() => window.go);
  await page.click("#load-sample");
  assert.equal(await page.locator("#view-summary").count(), 0);
  await page.evaluate(() => window.go());
  await page.waitForSelector("#view-summary");
});

/** One sentence, in Chinese, in sight, naming `words`; and no white page. */
async function says(page, code, words) {
  await page.waitForSelector(`html[data-engine=${code}]`, { state: "attached" });
  const note = page.locator("#boot-note");
  assert.ok(await note.isVisible());
  const text = await note.innerText();
  assert.match(text, /^[^。]*。$/, "one sentence");
  assert.match(text, words);
}

const without = {
  old: [() => Object.defineProperty(Document.prototype, "documentMode", { value: 11 }), /极速模式/],
  noWebAssembly: [() => delete window.WebAssembly, /WebAssembly/],
  noDecompression: [() => delete window.DecompressionStream, /DecompressionStream/],
  workerLost: [() => { window.Worker = function () { throw new Error("no worker here"); }; }, /Worker/],
};
for (const [code, [init, words]] of Object.entries(without)) {
  eachBrowser(`a browser without: ${code}`, { init, started: false, allow: /thrown|Uncaught|console/ }, ({ page }) => says(page, code, words));
}

/** A copy of the page, spoilt. */
function spoilt(name, change) {
  const folder = resolve(process.env.FAZHI_TARGET ?? "target", "fazhi-lens/spoilt");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.html`), html = readFileSync(pageFile, "utf8"), changed = change(html);
  assert.notEqual(changed, html);
  writeFileSync(path, changed);
  return pathToFileURL(path).href;
}

const lastScript = (html) => html.lastIndexOf("<script>") + "<script>".length;
const spoils = {
  notRun: ["a changed script", (html) => html.slice(0, lastScript(html)) + " " + html.slice(lastScript(html)), /改动/],
  cannotRead: ["a file cut in the module", (html) => html.replace(/(id="wasm"[^>]*>[^<]{1000})[^<]*/, "$1"), /不完整/],
};
for (const [code, [what, change, words]] of Object.entries(spoils)) {
  eachBrowser(what, { url: spoilt(code, change), started: false, allow: /thrown|console/ }, ({ page }) => says(page, code, words));
}

eachBrowser("no scripts at all", { javaScriptEnabled: false, started: false, allow: /console/ }, async ({ page }) => {
  const note = page.locator("#boot-note");
  await note.waitFor({ state: "attached" });
  const before = await note.isVisible();
  await new Promise((done) => setTimeout(done, 6500));
  assert.deepEqual([before, await note.isVisible()], [false, true], "the line comes into sight by itself");
});
