/** Holds the page to this: nothing is stored unasked; what a reader lets it keep comes back after a crash, can be cleared, and a browser that refuses is said to; unsaved corrections are not lost silently. */

import assert from "node:assert/strict";
import { eachBrowser, openAnother, ready } from "./browsers.mjs";
import { fits, open, put, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER } from "./texts.mjs";

const stored = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
const kept = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("fazhi-lens");
  asked.onsuccess = () => {
    const all = asked.result.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
  asked.onerror = () => reject(asked.error);
}));

async function twoReports(page) {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
}

async function turnOn(page) {
  await page.click("#keep");
  await page.click("#keep-turn");
}

/** Waits until what was last done is stored. */
const written = async (page, done) => {
  for (let i = 0; i < 60; i++) {
    const works = (await kept(page)).filter(({ id }) => id.startsWith("work-"));
    if (works.some(done)) return;
    await page.waitForTimeout(100);
  }
  throw new Error("not stored");
};

/** Parts a pair by hand. */
async function correct(page) {
  await open(page, "compared");
  await page.click('#main tr.row[data-key^="pair:"]');
  await page.click('#evidence [data-act="apart"]');
  await page.waitForSelector("#fixes");
  await settled(page);
}

eachBrowser("nothing is stored unasked", async ({ page }) => {
  await twoReports(page);
  await correct(page);
  await page.waitForTimeout(1200);
  assert.deepEqual(await stored(page), []);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
  await page.click("#keep");
  const words = await page.locator("#dialog").innerText();
  assert.match(words, /其他本地网页也读得到/);
  assert.match(words, /现在：关/);
  assert.deepEqual(await stored(page), [], "looking at the sheet stores nothing");
});

eachBrowser("what was kept comes back after a crash, in one sentence with two buttons; then it can be cleared", { allow: /crashed/ }, async ({ page, name }) => {
  await twoReports(page);
  await turnOn(page);
  await page.waitForFunction(() => /现在：开，最近一次存于/.test(document.getElementById("keep-status").textContent));
  await page.click("#close-dialog");
  assert.match(await page.textContent("#keep"), /开/);
  await correct(page);
  await written(page, ({ text }) => JSON.parse(text).pairs.length === 1);
  page.goto("chrome://crash").catch(() => {});
  await page.waitForEvent("crash");

  const next = await openAnother(page, name);
  await next.waitForSelector("#kept:not([hidden])");
  const line = await next.locator("#kept p").innerText();
  assert.match(line, /^这个浏览器里有 20\d\d-\d\d-\d\d \d\d:\d\d 自动保存的内容：.*2021.*2022.*。 ?恢复 ?删除$/);
  assert.equal(await next.locator("#kept button").count(), 2);
  assert.equal(await next.locator("#view-summary").count(), 0, "nothing is taken by itself");
  await next.setViewportSize({ width: 390, height: 800 });
  await fits(next, "the line that offers it");
  await next.setViewportSize({ width: 1280, height: 900 });
  await next.click("#kept-restore");
  await next.waitForSelector("#view-summary");
  await settled(next);
  assert.match(await next.textContent("#fixes"), /人工修正 1 条/);
  assert.equal(await next.inputValue("#text-1"), COUNTY);
  assert.ok(!(await next.locator("#kept").isVisible()));
  await next.waitForTimeout(1200);
  assert.equal((await kept(next)).filter(({ id }) => id.startsWith("work-")).length, 1, "the work is gone on with, not doubled");

  await next.click("#keep");
  await next.click("#keep-clear");
  await next.waitForFunction(() => /已清除/.test(document.getElementById("keep-status").textContent));
  assert.deepEqual(await stored(next), []);
  await next.click("#close-dialog");
  await open(next, "compared");
  await next.waitForTimeout(1000);
  assert.deepEqual(await stored(next), [], "off after clearing");
});

eachBrowser("what was kept can be deleted where it is offered", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await turnOn(page);
  await written(page, () => true);
  await page.reload();
  await ready(page);
  await page.click("#kept-forget");
  for (let i = 0; (await kept(page)).some(({ id }) => id.startsWith("work-")); i++) { assert.ok(i < 50); await page.waitForTimeout(100); }
  await page.reload();
  await ready(page);
  await page.waitForTimeout(300);
  assert.ok(!(await page.locator("#kept").isVisible()));
});

const FULL = () => { IDBObjectStore.prototype.put = function () { throw new DOMException("no room", "QuotaExceededError"); }; };
const LATER_FULL = () => {
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (record) { const asked = real.call(this, record); if (window.full) this.transaction.abort(); return asked; };
};
const REFUSED = () => { IDBFactory.prototype.open = function () { throw new DOMException("no storage here", "SecurityError"); }; };

eachBrowser("a full storage is said", { init: FULL }, async ({ page }) => {
  await twoReports(page);
  await turnOn(page);
  await page.waitForFunction(() => /存储已满.*请用“保存…”存成文件/.test(document.getElementById("keep-status").textContent));
  assert.match(await page.textContent("#keep-turn"), /打开/, "it stays off");
});

eachBrowser("a storage that fills up later is said where it is seen, once; the work goes on", { init: LATER_FULL }, async ({ page }) => {
  await twoReports(page);
  await turnOn(page);
  await page.waitForFunction(() => /现在：开，最近/.test(document.getElementById("keep-status").textContent));
  await page.click("#close-dialog");
  await page.evaluate(() => { window.full = true; });
  await correct(page);
  await page.waitForFunction(() => /没有自动保存；请用“保存…”存成文件/.test(document.getElementById("note").textContent));
  assert.match(await page.textContent("#fixes"), /人工修正 1 条/);
});

eachBrowser("a browser that refuses storage is said; the page works", { init: REFUSED }, async ({ page }) => {
  await twoReports(page);
  await turnOn(page);
  await page.waitForFunction(() => /浏览器不让保存（SecurityError）/.test(document.getElementById("keep-status").textContent));
});

eachBrowser("leaving with corrections that no file holds is asked about; without any it is not", async ({ page, name }) => {
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await twoReports(page);
  await page.click("#swap");
  await settled(page);
  await page.close({ runBeforeUnload: true });
  await new Promise((done) => setTimeout(done, 500));
  assert.deepEqual(asked, []);
  assert.ok(page.isClosed());

  const next = await openAnother(page, name);
  next.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await twoReports(next);
  await correct(next);
  await next.close({ runBeforeUnload: true });
  for (let i = 0; !asked.length && i < 50; i++) await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(asked, ["beforeunload"]);
  assert.ok(!next.isClosed(), "the reader chose to stay");
});
