/** Holds the English switch to its promise: every word of the page is English, every word of a report stays as written, and nothing is lost on the way. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { open, paste, put, sample, selectedKey, settled } from "./steps.mjs";
import { COUNTY } from "./texts.mjs";

/** Words in Chinese that are neither of a report nor names in the tables of the module. */
const chinese = () => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("script, style, [lang^=zh], .what, .once, .place, .c-value, .u, .num, .path, .t, .context b, .meta dd, .fact, .sentences, .number, .document, .spot, h3, canvas, figure, textarea, .shared, .c-number, mark, .read-name, .c-earlier, .c-later, .c-change, .check, .agreed, option, .runner, .because, .reasons, code, .passages, .tag, .rule-words, .about")) continue;
    for (const node of element.childNodes) if (node.nodeType === 3 && /[\u4e00-\u9fff]/.test(node.data.replace(/“[^”]*”/g, "")) && element.getClientRects().length) found.push(`${element.tagName}.${element.className}: ${node.data.slice(0, 30)}`);
    for (const name of ["aria-label", "placeholder"]) if (/[\u4e00-\u9fff]/.test(element.getAttribute(name) || "") && !/^(SELECT|CANVAS|TABLE|BUTTON)$/.test(element.tagName)) found.push(`${element.tagName} ${name}: ${element.getAttribute(name)}`);
  }
  return [...new Set(found)];
};

async function english(page) {
  await page.click("#language");
  await page.waitForSelector('html[lang="en"]', { state: "attached" });
}

eachBrowser("the start in English, and back", async ({ page }) => {
  const before = await page.locator("body").innerText();
  await english(page);
  assert.equal(await page.title(), "Fazhi Lens");
  assert.match(await page.locator(".fields").innerText(), /Paste an annual report[\s\S]*Report 1[\s\S]*Load the sample/);
  assert.equal(await page.getAttribute("#text-1", "placeholder"), "Paste the full text here, or drop a file");
  assert.deepEqual(await page.evaluate(chinese), []);
  await page.click("#language");
  await page.waitForSelector('html[lang="zh-CN"]', { state: "attached" });
  assert.equal(await page.locator("body").innerText(), before, "the same words as before");
});

eachBrowser("one report in English, view by view; texts, row and filter stay", async ({ page }) => {
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  const title = await page.locator("#view-overview h1").innerText();
  await open(page, "indicators");
  await page.click('#main .chip[data-chip="count"]');
  await page.click("#main tr.row:nth-child(2)");
  const [key, rows] = [await selectedKey(page), await page.locator("#main tr.row").count()];
  await english(page);
  assert.equal(await selectedKey(page), key);
  assert.equal(await page.locator("#main tr.row").count(), rows);
  assert.equal(await page.getAttribute('#main .chip[data-chip="count"]', "aria-pressed"), "true");
  for (const view of await page.$$eval("#rail a[data-view]", (list) => list.map((link) => link.dataset.view))) {
    await open(page, view);
    assert.deepEqual(await page.evaluate(chinese), [], view);
  }
  await open(page, "overview");
  assert.equal(await page.locator("#view-overview h1").innerText(), title, "what the report says stays as written");
  assert.equal(await page.getAttribute("#view-overview h1", "lang"), "zh-CN");
});

eachBrowser("two years in English: sentences, checks and reasons are worded", async ({ page }) => {
  await sample(page);
  await english(page);
  for (const view of await page.$$eval("#rail a[data-view]", (list) => list.map((link) => link.dataset.view))) {
    await open(page, view);
    assert.deepEqual(await page.evaluate(chinese), [], view);
  }
  await open(page, "summary");
  const sentences = await page.locator(".sentences").innerText();
  assert.match(sentences, /\d+ pairs of indicators mean the same in both reports: \d+ rose/);
  assert.doesNotMatch(sentences, / [.,;]|[，。；]/);
  await open(page, "charts");
  const figures = await page.$$eval("#view-charts figcaption, #view-charts .chart-foot > span:first-child", (list) => list.map((element) => [...element.querySelectorAll("h3, p"), element].map((one) => one.textContent).join(" ")));
  assert.ok(figures.length > 6 && /\d+ indicators with a change: \d+ up, \d+ down/.test(figures.join()), figures[0]);
  for (const words of figures) assert.doesNotMatch(words.replace(/“[^”]*”|Source: [^.]*\.|Unit: \S+/g, ""), /[\u4e00-\u9fff，。；]/);
  await open(page, "checks");
  assert.match(await page.locator(".check .claim").first().innerText(), /do not agree .*please check\./);
  await open(page, "compared");
  const doubtful = await page.$$eval("#main .tag.warn[title]", (tags) => tags.map((tag) => tag.title).filter(Boolean));
  for (const reason of doubtful) assert.doesNotMatch(reason, /[\u4e00-\u9fff]/);
});

eachBrowser("remarks on a text, in the language of the page", async ({ page }) => {
  await put(page, 0, "榆关县2021年法治工作情况\n全年办理复议案件230余件，2021年13月1日起施行。");
  await page.waitForSelector("#view-overview");
  const said = () => page.$$eval(".noted li", (list) => list.map((item) => [item.dataset.code, item.textContent]));
  const before = await said();
  assert.ok(before.length && before.every(([, words]) => /[\u4e00-\u9fff]/.test(words)));
  await english(page);
  const after = await said();
  assert.deepEqual(after.map(([code]) => code), before.map(([code]) => code));
  for (const [code, words] of after) assert.doesNotMatch(words.replace(/[“《][^”》]*[”》]|余|多/g, ""), /[\u4e00-\u9fff]|\{|undefined/, code);
});
