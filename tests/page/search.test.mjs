/** Holds searching, sorting, filtering and folding to their promise, also in a text as long as any. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { chips, lit, open, paste, put, sample, settled } from "./steps.mjs";
import { COUNTY, long, SAMPLE } from "./texts.mjs";

const count = (text, words) => text.split(words).length - 1;
const focused = (page) => page.evaluate(() => document.activeElement.id);

eachBrowser("one field finds in the results and in the source; Enter goes on, Shift+Enter back, Esc leaves", async ({ page }) => {
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  await open(page, "indicators");
  await page.focus("#main tr.row");
  await page.keyboard.press("/");
  assert.equal(await focused(page), "search");
  await page.keyboard.type("调解");
  const wanted = count(COUNTY, "调解");
  assert.ok(wanted >= 2);
  await page.waitForFunction((n) => document.getElementById("search-count").textContent.includes(`原文 ${n} 处`), wanted);
  assert.equal(await page.locator("#source .found").count(), wanted, "every place is marked");
  const hits = await page.$$eval("#search-hits .hit", (list) => list.map((hit) => hit.dataset.hit));
  assert.ok(hits.some((key) => key.startsWith("indicator:")));
  await page.keyboard.press("Enter");
  assert.equal((await lit(page)).words, "调解");
  assert.match(await page.locator("#search-count").innerText(), new RegExp(`第 1 / ${wanted} 处`));
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#search-count").innerText(), /第 2 /);
  assert.ok((await lit(page)).inSight);
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  assert.match(await page.locator("#search-count").innerText(), new RegExp(`第 ${wanted} / `), "before the first comes the last");
  assert.equal(await focused(page), "search", "the focus stays in the field");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#search"), "");
  assert.equal(await page.locator("#source .found").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "TR", "back where one was");
});

eachBrowser("a hit of the results leads to its row, also in another view and behind a filter", async ({ page }) => {
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  await open(page, "indicators");
  await page.click('#main .chip[data-chip="percent"]');
  await page.keyboard.press("/");
  await page.keyboard.type("法律咨询");
  await page.waitForSelector('#search-hits .hit[data-hit^="indicator:"]');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('#main tr.row[aria-selected="true"]');
  assert.match(await page.locator('#main tr.row[aria-selected="true"]').innerText(), /法律咨询/);
  assert.ok(!(await page.locator("#search-hits").isVisible()));
  await page.fill("#search", "没有这样的字");
  await page.waitForFunction(() => /结果 0 · 原文 0 处/.test(document.getElementById("search-count").textContent));
});

eachBrowser("two years: both texts are searched, the later first", async ({ page }) => {
  await sample(page);
  await page.keyboard.press("/");
  await page.keyboard.type("执法监督");
  const [earlier, later] = SAMPLE.map((text) => count(text, "执法监督"));
  assert.ok(earlier && later);
  await page.waitForFunction((n) => document.getElementById("search-count").textContent.includes(`原文 ${n} 处`), earlier + later);
  for (let i = 0; i <= later; i++) await page.keyboard.press("Enter");
  await page.waitForSelector("#source mark.words");
  assert.match(await page.locator("#pane-title").innerText(), /2022/, "behind the last of the later text comes the first of the earlier");
  assert.equal((await lit(page)).words, "执法监督");
});

eachBrowser("every head of every table sorts, and goes back to the order of the document", async ({ page }) => {
  await sample(page);
  for (const mode of ["two", "one"]) {
    await page.click(`#tab-${mode}`);
    await page.waitForSelector(`#tab-${mode}[aria-current]`);
    for (const view of await page.$$eval("#rail a[data-view]", (list) => list.map((link) => link.dataset.view))) {
      await open(page, view);
      if (view === "checks" || view === "charts") continue;
      const plain = await page.$$eval("#main table.rows > thead th", (heads) => heads.filter((head) => head.textContent.trim() && !head.querySelector("button.sort")).map((head) => head.textContent));
      assert.deepEqual(plain, [], `${mode}/${view}`);
      const tables = await page.$$("#main table.rows");
      for (const table of tables.slice(0, 1)) {
        const keys = () => settled(page).then(() => table.$$eval("tr.row", (rows) => rows.map((row) => row.dataset.key)));
        const before = await keys();
        for (const head of await table.$$("button.sort")) {
          await head.click();
          await head.click();
          assert.deepEqual([...(await keys())].sort(), [...before].sort());
          await head.click();
          assert.deepEqual(await keys(), before, `${mode}/${view}`);
        }
      }
    }
  }
});

eachBrowser("filters are chips with counts", async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const found = await chips(page);
  assert.equal(found.all, found.up + found.down + found.same + found.new + found.dropped + found.incomparable);
  await page.click('#main .chip[data-chip="down"]');
  assert.equal(await page.locator("#main tr.row").count(), found.down);
  // Heads stay in sight.
  await page.click('#main .chip[data-chip="all"]');
  await page.evaluate(() => window.scrollTo(0, 1200));
  const top = await page.locator("#main thead th").first().evaluate((head) => head.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the head stands at ${top}`);
});

eachBrowser("sections fold in the source, all at once or one by one; what is to be seen unfolds", async ({ page }) => {
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  const shown = (words) => page.evaluate((sought) => [...document.querySelectorAll("#source p")].some((p) => p.textContent.includes(sought)), words);
  assert.ok(await shown("综合窗口26个"));
  await page.click("#fold-all");
  assert.ok(!(await shown("综合窗口26个")) && (await shown("一、主要举措和成效")));
  await open(page, "indicators");
  await page.locator("#main tr.row").first().click();
  assert.ok(await shown("综合窗口26个"), "the sentence of a row is never folded away");
  assert.ok((await lit(page)).inSight);
  await open(page, "outline");
  const leaves = () => page.locator("#main .tree li:visible").count();
  const open1 = await leaves();
  await page.click("#fold-outline");
  assert.ok((await leaves()) < open1);
  await page.click("#unfold-outline");
  assert.ok((await leaves()) >= open1);
});

eachBrowser("a megabyte stays below 20,000 nodes in every view, while searched and unfolded", async ({ page, test }) => {
  await put(page, 0, long(1000000));
  await page.waitForSelector("#view-overview", { timeout: 60000 });
  await settled(page);
  const nodes = async (where) => {
    const n = await page.evaluate(() => document.getElementsByTagName("*").length);
    assert.ok(n < 20000, `${where}: ${n}`);
    return n;
  };
  let most = 0;
  for (const view of await page.$$eval("#rail a[data-view]", (list) => list.map((link) => link.dataset.view))) {
    await open(page, view);
    most = Math.max(most, await nodes(view));
  }
  await open(page, "indicators");
  await page.keyboard.press("/");
  await page.keyboard.type("巡查");
  await page.waitForFunction(() => /5000\+/.test(document.getElementById("search-count").textContent));
  most = Math.max(most, await nodes("searching"));
  await page.keyboard.press("Enter");
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForTimeout(300);
  most = Math.max(most, await nodes("scrolled"));
  test.diagnostic(`at most ${most} nodes`);
});
