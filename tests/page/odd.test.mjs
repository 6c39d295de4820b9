/** Holds odd input to this: the page says what it could not find, goes on answering, and takes a real report afterwards. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { lit, open, paste, put, settled } from "./steps.mjs";
import { COUNTY, long, parse } from "./texts.mjs";

const ODD = {
  "one character": "法",
  "a number alone": "12件",
  "an English text": "The annual report on law-based governance.\nIn 2022 the county held 13 hearings and reviewed 230 files (98.5%).\n".repeat(40),
  "binary junk": Array.from({ length: 4000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(""),
  "lone surrogates": "\ud800一、举措\udc00\n受理案件86件\ud83d\n".repeat(50),
  "marks of every kind": "《《《》》〔〔〕（（（一、（一）1.①“”％‰…—\t\u200b\ufeff\u2028\u2029".repeat(200),
  "1 MB of 一": "一".repeat(1 << 20),
  "1 MB of digits": "9".repeat(1 << 20),
};

eachBrowser("odd input is read without an error, and what is missing is named", async ({ page, test }) => {
  for (const [name, text] of Object.entries(ODD)) {
    const started = Date.now();
    await paste(page, 0, text);
    await page.waitForFunction(() => document.querySelector("#view-overview, #view-summary"), null, { timeout: 20000 });
    await settled(page);
    test.diagnostic(`${name}: ${Date.now() - started} ms`);
    assert.ok(await page.locator("#view-overview").isVisible(), name);
    const said = await page.locator("#view-overview").innerText();
    const { meta } = parse(text);
    if (!meta.title) assert.match(said, /没有找到报告标题/, name);
    assert.equal(meta.issuers.length, 0, name);
    assert.match(said, /发布机关\s*未找到/, name);
    assert.doesNotMatch(said, /undefined|null|NaN|\[object/, name);
    for (const view of ["indicators", "documents", "problems", "plans", "outline"]) {
      await open(page, view);
      assert.ok((await page.locator("#main").innerText()).trim().length > 2, `${name}: ${view} is empty`);
    }
    await open(page, "overview");
  }
  await paste(page, 0, COUNTY);
  await page.waitForFunction(() => /沅浦县/.test(document.querySelector("#view-overview h1").textContent));
});

eachBrowser("nothing, blanks, and nothing again", async ({ page }) => {
  for (const text of ["", "   \n\t\u3000\n", ""]) {
    await put(page, 0, text);
    await settled(page);
    assert.ok(await page.locator("#fields").isVisible(), "the fields stay open");
    assert.ok(!(await page.locator("#result").isVisible()));
  }
});

eachBrowser("odd input beside a real report", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  for (const text of ["法", COUNTY, "\udc00\ud800", "no digits here"]) {
    await paste(page, 1, text);
    await settled(page);
    await page.waitForSelector("#view-summary");
    for (const view of ["compared", "reading", "documents", "charts", "summary"]) {
      await open(page, view);
      assert.doesNotMatch(await page.locator("#main").innerText(), /undefined|null|NaN|\[object/, view);
    }
  }
});

eachBrowser("a megabyte with tens of thousands of numbers: the page answers all the while and builds what is in sight", async ({ page, test }) => {
  const text = long(1 << 20), { indicators } = parse(text);
  assert.ok(indicators.length > 20000, `${indicators.length}`);
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; }, 10);
  });
  const started = Date.now();
  await paste(page, 0, text);
  await page.waitForSelector("#view-overview", { timeout: 30000 });
  test.diagnostic(`result after ${Date.now() - started} ms, the page stood still for at most ${Math.round(await page.evaluate(() => window.longest))} ms`);
  await open(page, "indicators");
  const nodes = () => page.evaluate(() => document.getElementsByTagName("*").length);
  assert.ok((await nodes()) < 20000, `${await nodes()} elements`);
  const still = Math.round(await page.evaluate(() => window.longest));
  test.diagnostic(`${indicators.length} indicators, ${await nodes()} elements, at most ${still} ms`);
  assert.ok(still < 4000, `the page stood still for ${still} ms`);   // some 100,000 findings in about one second; the rest is for slow machines
  await page.focus('#main tr.row[tabindex="0"]');
  await page.keyboard.press("End");
  const last = indicators.length - 1;
  await page.waitForSelector(`#main tr.row[data-key="indicator:${last}"][aria-selected="true"]`);
  const shown = await lit(page);
  assert.equal(shown.words, indicators[last].raw);
  assert.ok(shown.inSight);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForFunction(() => [...document.querySelectorAll("#main tr.row")].some((row) => { const box = row.getBoundingClientRect(); return box.top > 200 && box.bottom < innerHeight; }));
  assert.ok((await nodes()) < 20000);
});
