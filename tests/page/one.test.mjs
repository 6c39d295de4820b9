/** Holds the view of one report to its promise: every figure that is shown leads to its words in the text, and back. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { chips, lit, open, paste, plain, put, rowKeys, selectedKey, settled } from "./steps.mjs";
import { COUNTY, parse } from "./texts.mjs";

const WINDOWS = COUNTY.replace(/\n/g, "\r\n");

eachBrowser("a pasted report becomes its result at once", async ({ page }) => {
  await paste(page, 0, WINDOWS);
  await page.waitForSelector("#view-overview");
  await settled(page);
  const report = parse(WINDOWS);
  assert.equal(await page.locator("#view-overview h1").innerText(), report.meta.title);
  assert.match(await page.locator("#view-overview .meta").innerText(), /沅浦县[\s\S]*2021[\s\S]*2022-01-26/);
  const facts = await page.$$eval("#view-overview .kpis b", (list) => list.map((fact) => fact.textContent));
  const present = report.required.filter((part) => part.present).length;
  assert.deepEqual(facts, [...[report.indicators, report.citations, report.problems, report.commitments].map((found) => String(found.length)), `${present}/4`]);
  assert.ok(present > 0 && facts.every((n) => n !== "0"), `something of each kind is found: ${facts}`);
  assert.ok(!(await page.locator("#fields").isVisible()), "the fields are folded");
  await page.click("#change");
  assert.equal(await page.inputValue("#text-1"), COUNTY, "the field shows what was pasted");
});

eachBrowser("each row of each list lights its own words in the source", async ({ page }) => {
  // With the line breaks of Windows: a text field turns them into \n, and every span behind the first line would be off by some.
  await paste(page, 0, WINDOWS);
  await page.waitForSelector("#view-overview");
  const report = parse(WINDOWS);
  const lists = { indicators: ["indicator", report.indicators], documents: ["document", report.citations], problems: ["problem", report.problems], plans: ["plan", report.commitments] };
  for (const [view, [kind, found]] of Object.entries(lists)) {
    await open(page, view);
    assert.deepEqual(await rowKeys(page), found.map((_, id) => `${kind}:${id}`), view);
    for (const [id, finding] of found.entries()) {
      await page.click(`#main tr.row[data-key="${kind}:${id}"]`);
      const shown = await lit(page);
      assert.ok(shown, `${view} ${id}: nothing is lit`);
      assert.equal(shown.words, WINDOWS.slice(finding.span.start, finding.span.end));
      if (finding.raw) assert.equal(shown.words, finding.raw);
      if (finding.sentence) assert.equal(shown.sentence, WINDOWS.slice(finding.sentence.start, finding.sentence.end));
      assert.ok(shown.inSight, `${view} ${id}: the words are out of sight`);
    }
  }
  await open(page, "indicators");
  const rows = await page.$$eval("#main tr.row", (list) => list.map((row) => [row.querySelector(".what").textContent, row.querySelector(".c-value").textContent]));
  rows.forEach(([label, figure], id) => {
    assert.equal(label, report.indicators[id].label);
    assert.equal(plain(figure), plain(report.indicators[id].raw), "the figure stands as it was written");
  });
});

eachBrowser("a number in the source leads to its row", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  const report = parse(COUNTY), wanted = report.indicators.find((indicator) => indicator.raw.startsWith("143"));
  assert.ok(wanted);
  await page.locator(`#source .number[data-key="indicator:${wanted.id}"]`).first().click();
  await page.waitForSelector("#view-indicators");
  assert.equal(await selectedKey(page), `indicator:${wanted.id}`);
  assert.equal((await lit(page)).words, wanted.raw);
  // Also where a filter hides the row.
  await page.fill("#find-indicators", "没有这样的指标");
  await page.waitForFunction(() => !document.querySelector("#main tr.row"));
  await page.locator(`#source .number[data-key="indicator:0"]`).first().click();
  await page.waitForSelector('#main tr.row[data-key="indicator:0"][aria-selected="true"]');
  await page.locator(`#source .document[data-key="document:0"]`).first().click();
  await page.waitForSelector("#view-documents");
  assert.equal(await selectedKey(page), "document:0");
});

eachBrowser("keys: rows, evidence and back, filter, sorting", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await open(page, "indicators");
  const report = parse(COUNTY);
  assert.equal(await page.locator('#main tr.row[tabindex="0"]').count(), 1, "a list is one tab stop");
  await page.focus('#main tr.row[tabindex="0"]');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await selectedKey(page), "indicator:2");
  assert.equal((await lit(page)).words, report.indicators[2].raw);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "source");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "indicator:2");
  await page.keyboard.press("End");
  assert.equal(await selectedKey(page), `indicator:${report.indicators.length - 1}`);

  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  await page.click("#find-indicators");
  await page.keyboard.type("复议");
  await page.waitForFunction(() => document.querySelectorAll("#main tr.row").length < 5);
  const left = await page.$$eval("#main tr.row .what", (list) => list.map((label) => label.textContent));
  assert.ok(left.length > 0 && left.every((label) => label.includes("复议")), left.join());
  await page.keyboard.press("Escape");
  await page.waitForFunction((n) => document.querySelectorAll("#main tr.row").length === n, report.indicators.length);

  const counts = await chips(page), percents = report.indicators.filter((indicator) => indicator.kind === "percent").length;
  assert.equal(counts.percent, percents);
  await page.click('#main .chip[data-chip="percent"]');
  const figures = await page.$$eval("#main tr.row .c-value", (list) => list.map((cell) => cell.textContent));
  assert.ok(figures.length === percents && figures.every((words) => words.endsWith("%")), figures.join());
  await page.click('#main .chip[data-chip="all"]');
  await page.click("#main th.c-value button.sort");
  const sorted = (await rowKeys(page)).map((key) => report.indicators[Number(key.split(":")[1])].value);
  assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));
  assert.equal(await page.locator("#main th.c-value").getAttribute("aria-sort"), "descending");
});

eachBrowser("the outline folds and leads to the headings", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await open(page, "outline");
  const report = parse(COUNTY);
  assert.equal(await page.locator("#main [data-key^='section:']").count(), report.sections.length);
  const child = report.sections.find((section) => section.parent !== null);
  await page.click(`#main [data-key="section:${child.id}"]`);
  assert.equal((await lit(page)).words, COUNTY.slice(child.titleSpan.start, child.titleSpan.end));
  const fold = page.locator("#main .twist").first();
  assert.equal(await fold.getAttribute("aria-expanded"), "true");
  await fold.click();
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  assert.ok(!(await page.locator(`#main [data-key="section:${child.id}"]`).isVisible()));
});
