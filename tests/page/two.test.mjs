/** Holds the comparison to what the module computes: every pair shown, with both figures, in the order of the years. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { chips, lit, open, paste, plain, put, rowKeys, sample, selectedKey, settled } from "./steps.mjs";
import { compare, COUNTY, COUNTY_LATER, long, parse, SAMPLE } from "./texts.mjs";

const tally = (list) => list.reduce((counts, { status }) => ({ ...counts, [status]: (counts[status] || 0) + 1 }), {});

eachBrowser("the example: one click, every pair, both sentences", async ({ page }) => {
  await sample(page);
  const [before, after] = SAMPLE.map((text) => parse(text)), comparison = compare(...SAMPLE);
  assert.ok((await page.locator("#view-summary .sentences li").count()) >= 3);
  assert.match(await page.locator("#view-summary").innerText(), new RegExp(`${comparison.indicators.filter((p) => p.before !== null && p.after !== null).length} 对指标`));
  await open(page, "compared");
  const keys = await rowKeys(page);
  assert.deepEqual([...keys].sort(), comparison.indicators.map((_, index) => `pair:${index}`).sort());
  const counts = await chips(page), expected = tally(comparison.indicators);
  for (const status of ["up", "down", "same", "new", "dropped", "incomparable"]) assert.equal(counts[status], expected[status] || 0, status);
  assert.ok(counts.up > 5 && counts.same > 0);

  const figures = await page.$$eval("#main tr.row", (rows) => rows.map((row) => [row.dataset.key, row.querySelector(".c-earlier").textContent, row.querySelector(".c-later").textContent, row.querySelector(".c-change").textContent]));
  for (const [key, earlier, later, change] of figures) {
    const pair = comparison.indicators[Number(key.split(":")[1])];
    assert.equal(plain(earlier), pair.before === null ? "—" : plain(before.indicators[pair.before].raw), key);
    assert.equal(plain(later), pair.after === null ? "—" : plain(after.indicators[pair.after].raw), key);
    if (pair.status === "up") assert.match(change, /＋/);
    if (pair.status === "down") assert.match(change, /−/);
    if (pair.delta !== null && pair.percent === null && after.indicators[pair.after].kind === "percent" && pair.status !== "same") assert.match(change, /百分点/);
  }
  assert.deepEqual(await page.$$eval("#main thead th", (heads) => heads.slice(1, 3).map((head) => head.textContent)), ["2022", "2023"]);

  const chosen = comparison.indicators.map((pair, index) => ({ pair, index })).filter(({ pair }) => pair.before !== null && pair.after !== null);
  for (const { pair, index } of [chosen[0], chosen[Math.floor(chosen.length / 2)], chosen[chosen.length - 1]]) {
    await page.click(`#main tr.row[data-key="pair:${index}"]`);
    assert.equal((await lit(page, "#evidence .quote.before")).words, before.indicators[pair.before].raw);
    const shown = await lit(page, "#evidence .quote.after");
    assert.equal(shown.words, after.indicators[pair.after].raw);
    await page.locator("#evidence .quote.after button").first().click();
    assert.equal((await lit(page)).words, after.indicators[pair.after].raw, "the sentence in the whole text");
    assert.ok((await lit(page)).inSight);
  }
  // From the source to the pair.
  const { pair, index } = chosen[1];
  await page.evaluate((key) => document.querySelector(`#source [data-key="${key}"]`), `indicator:${pair.after}`);
  const number = page.locator(`#source [data-key="indicator:${pair.after}"]`).first();
  if (await number.count()) {
    await number.click();
    assert.equal(await selectedKey(page), `pair:${index}`);
  }
});

eachBrowser("documents and sections of the example", async ({ page }) => {
  await sample(page);
  const comparison = compare(...SAMPLE), [before, after] = SAMPLE.map((text) => parse(text));
  await open(page, "documents");
  const counts = await chips(page), expected = tally(comparison.citations);
  for (const status of ["kept", "renewed", "new", "dropped"]) assert.equal(counts[status], expected[status] || 0, status);
  const index = comparison.citations.findIndex((pair) => pair.before !== null && pair.after !== null);
  await page.click(`#main tr.row[data-key="citation:${index}"]`);
  const { span } = before.citations[comparison.citations[index].before];
  assert.equal((await lit(page, "#evidence .quote.before")).words, SAMPLE[0].slice(span.start, span.end));
  await open(page, "reading");
  const titles = await page.$$eval("#main .aligned h3", (heads) => heads.slice(1, -1).map((head) => head.textContent));
  assert.deepEqual(titles, comparison.sections.map((pair) => { const s = pair.after === null ? before.sections[pair.before] : after.sections[pair.after]; return s.marker + s.title; }));
  await page.locator("#main .aligned").last().scrollIntoViewIfNeeded();
  await page.waitForFunction(() => { const all = document.querySelectorAll("#main .aligned"); return all[all.length - 1].querySelectorAll(".both p").length > 0; });
});

eachBrowser("the earlier year stands left whichever was pasted first; a button turns it round", async ({ page }) => {
  await paste(page, 0, COUNTY_LATER);
  await page.waitForSelector("#view-overview");
  await put(page, 1, COUNTY);
  await page.waitForSelector("#view-summary");
  await open(page, "compared");
  const heads = () => page.$$eval("#main thead th", (list) => list.slice(1, 3).map((head) => head.textContent));
  const windows = () => page.locator("#main tr.row", { hasText: "26" }).filter({ hasText: "31" }).first().innerText();
  assert.deepEqual(await heads(), ["2021", "2022"]);
  assert.match(plain(await windows()), /26个31个＋19\.2%/);
  await page.click("#swap");
  await page.waitForFunction(() => document.querySelector("#main thead th:nth-child(2)").textContent === "2022");
  assert.deepEqual(await heads(), ["2022", "2021"]);
  assert.match(plain(await windows()), /31个26个−16\.1%/);
});

eachBrowser("clear, and undo", async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const before = await rowKeys(page);
  await page.click("#change");
  await page.click("#clear-1");
  await page.waitForSelector("#undo");
  await settled(page);
  assert.equal(await page.inputValue("#text-1"), "");
  assert.ok(await page.locator("#undo").isVisible());
  assert.equal(await page.locator("#view-compared").count(), 0, "nothing is compared with a text that is gone");
  await page.click("#undo");
  await page.waitForSelector("#view-compared");
  assert.deepEqual(await rowKeys(page), before);
  assert.equal(await page.locator("#undo").count(), 0);
});

eachBrowser("the answer to an older text is dropped", async ({ page }) => {
  const first = long(400000);
  await paste(page, 0, first);
  await paste(page, 0, COUNTY_LATER);
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  await page.waitForTimeout(800);
  assert.match(await page.locator("#view-overview h1").innerText(), /2021/);
  await open(page, "indicators");
  assert.equal((await rowKeys(page)).length, parse(COUNTY).indicators.length);
  // Two fields at once, each changed twice.
  for (const [slot, text] of [[0, COUNTY_LATER], [1, COUNTY_LATER], [0, COUNTY]]) await put(page, slot, text);
  await page.waitForSelector("#view-summary");
  await settled(page);
  await open(page, "compared");
  assert.equal((await rowKeys(page)).length, compare(COUNTY, COUNTY_LATER).indicators.length);
});

eachBrowser("the address keeps the view: Back works, and a link to where one is does no harm", async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  await open(page, "reading");
  await page.goBack();
  await page.waitForSelector("#view-compared");
  await page.click("#tab-one");
  await page.waitForSelector("#view-overview");
  await page.click("#tab-two");
  await page.waitForSelector("#view-compared");
  // Clear one text while 两年对比 is open, and ask for 两年对比 again.
  await page.click("#change");
  await page.click("#clear-2");
  await settled(page);
  await page.click("#tab-two");
  await page.waitForFunction(() => document.querySelector("#main h2") && document.querySelector("#main h2").textContent === "还没有可对比的报告");
});

eachBrowser("two reports of one year are told apart by name", async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY.replace("26个", "31个").replace("免予处罚案件143件", "另有说明"));
  await page.waitForSelector("#view-summary");
  const said = await page.locator("#view-summary").innerText();
  assert.match(said, /报告一（2021 年）/);
  assert.doesNotMatch(said, /仅上年|仅本年|上升.*见于 2021 年报告/);
  await open(page, "compared");
  assert.deepEqual(await page.$$eval("#main thead th", (heads) => heads.slice(1, 3).map((head) => head.textContent)), ["报告一", "报告二"]);
  const words = await page.locator("#main").innerText();
  assert.doesNotMatch(words, /仅上年|仅本年/);
  assert.match(words, /仅报告一/);
});

eachBrowser("a quotation is copied with its address", { init: () => { Object.defineProperty(navigator, "clipboard", { value: { writeText: async (words) => { window.copied = words; } } }); } }, async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const { indicators } = parse(SAMPLE[1]), wanted = indicators.find((indicator) => indicator.raw === "611件");
  const index = compare(...SAMPLE).indicators.findIndex((pair) => pair.after === wanted.id);
  await page.click(`#main tr.row[data-key="pair:${index}"]`);
  await page.locator("#evidence .quote.after button", { hasText: "复制出处" }).click();
  await page.waitForFunction(() => window.copied);
  const { start, end } = wanted.sentence;
  assert.match(await page.evaluate(() => window.copied), /^《[^》]*青澜区[^》]*2023年[^》]*》第[一二三四五六七八九十]+部分（[一二三四五六七八九十]+）.*第\d+段第\d+句：“/);
  assert.ok((await page.evaluate(() => window.copied)).includes(SAMPLE[1].slice(start, end)));
  await page.fill("#find-compared", "法治讲座");
  await page.waitForFunction(() => document.querySelectorAll("#main tr.row").length < 5);
  await page.locator("#main button", { hasText: "复制表格" }).click();
  await page.waitForFunction(() => window.copied.includes("\t"));
  const lines = (await page.evaluate(() => window.copied)).split("\n");
  assert.equal(lines.length, 1 + (await page.locator("#main tr.row").count()), "what is filtered away is not copied");
  assert.equal(lines[0].split("\t").length, 4);
});

eachBrowser("a number or document in the texts side by side leads to its row", {}, async ({ page }) => {
  await sample(page);
  for (const [side, kind, view] of [["after", "indicator", "compared"], ["before", "document", "documents"]]) {
    await open(page, "reading");
    const mark = page.locator(`.both [data-side=${side}] [data-key^="${kind}:"]`).first();
    const words = (await mark.textContent()).trim();
    await mark.click();
    await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
    const row = await page.textContent('#main tr.row[aria-selected="true"]');
    const quoted = await page.$$eval("#evidence .quote mark.words", (marks) => marks.map((m) => m.textContent).join(""));
    assert.ok(row.length > 0 && quoted.includes(words), `${words} is lit in ${quoted}`);
  }
});
