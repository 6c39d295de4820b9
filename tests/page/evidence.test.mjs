/** Holds the ways between results and sentences in both directions, the address that is copied, and what is told of how a figure was computed. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { lit, open, put, sample, selectedKey, settled } from "./steps.mjs";
import { compare, parse, SAMPLE } from "./texts.mjs";

const [BEFORE, AFTER] = SAMPLE.map((text) => ({ text, report: parse(text) })), PAIR = compare(...SAMPLE);
const clipboard = () => { Object.defineProperty(navigator, "clipboard", { value: { writeText: async (words) => { window.copied = words; } } }); };
const said = ({ text }, { start, end }) => text.slice(start, end);
const plain = (words) => words.replace(/[\s\u2060]/g, "");

/** Opens the ? of a key and gives what it tells. */
async function told(page, key) {
  await page.locator(`[data-how="${key}"]:visible`).first().click();
  await page.waitForSelector(".pop:not([hidden])");
  const words = await page.$$eval(".pop dl > div, .pop p, .pop li", (list) => list.map((element) => element.textContent));
  await page.keyboard.press("Escape");
  assert.ok(await page.locator(".pop").isHidden(), "Esc closes");
  return words.join("\n");
}

eachBrowser("a quote stands between its neighbours and is copied with title and address", { init: clipboard }, async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const wanted = AFTER.report.indicators.find((indicator) => indicator.raw === "611件");
  await page.click(`#main tr.row[data-key="pair:${PAIR.indicators.findIndex((pair) => pair.after === wanted.id)}"]`);
  const quote = page.locator("#evidence .quote.after");
  const near = await quote.locator(".near").evaluateAll((list) => list.map((element) => element.textContent));
  const sentence = said(AFTER, wanted.sentence), at = AFTER.text.indexOf(sentence);
  assert.equal(near.length, 2);
  assert.ok(AFTER.text.slice(0, at).trimEnd().endsWith(near[0].replace(/^……/, "")), `before: ${near[0]}`);
  assert.ok(AFTER.text.slice(at + sentence.length).trimStart().startsWith(near[1].replace(/……$/, "")), `behind: ${near[1]}`);
  const address = await quote.locator(".at").textContent();
  assert.match(address, /^第一部分（二）.*第\d+段第\d+句$/);
  await quote.locator("[data-cite]").click();
  await page.waitForFunction(() => window.copied);
  assert.equal(await page.evaluate(() => window.copied), `《${AFTER.report.meta.title}》${address}：“${sentence.replace(/\s*[\r\n]\s*/g, "")}”`);

  await page.click("#tab-one");
  await open(page, "indicators");
  await page.click(`#main tr.row[data-key="indicator:${wanted.id}"]`);
  assert.equal(await page.locator("#evidence .about .at").textContent(), address, "one report gives the same address");
  await page.evaluate(() => { window.copied = ""; });
  await page.click("#evidence .about [data-cite]");
  await page.waitForFunction(() => window.copied);
  assert.ok((await page.evaluate(() => window.copied)).startsWith(`《${AFTER.report.meta.title}》${address}：“`));
});

eachBrowser("from the text to problems, plans, documents and figures of one report", {}, async ({ page }) => {
  await put(page, 0, SAMPLE[1]);
  await settled(page);
  await page.waitForSelector("#view-overview");
  for (const [kind, list, view] of [["problem", AFTER.report.problems, "problems"], ["plan", AFTER.report.commitments, "plans"], ["document", AFTER.report.citations, "documents"], ["indicator", AFTER.report.indicators, "indicators"]]) {
    const id = list.length - 1;
    // The row brings its passage into sight; then another view is opened and the passage itself is clicked.
    await open(page, view);
    await page.click(`#main tr.row[data-key="${kind}:${id}"]`);
    await open(page, "overview");
    await page.locator(`#source [data-key="${kind}:${id}"]`).first().click();
    await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
    assert.equal(await selectedKey(page), `${kind}:${id}`);
    const shown = await lit(page);
    assert.ok(shown.inSight && plain(said(AFTER, list[id].span)).startsWith(plain(shown.words)), `${kind}: ${shown.words}`);
  }
});

eachBrowser("from the text of either year to the rows of the comparison", {}, async ({ page }) => {
  await sample(page);
  const problem = PAIR.problems.findIndex((pair) => pair.before !== null), plan = 0;
  for (const [row, view, key] of [[`problem:${problem}`, "problems", `problem:${PAIR.problems[problem].before}`], [`plan:${plan}`, "plans", `plan:${PAIR.followUps[plan].commitment}`]]) {
    await open(page, view);
    await page.click(`#main tr.row[data-key="${row}"]`);
    await page.locator("#evidence .quote.before button").first().click();
    await page.waitForSelector("#source:not([hidden])");
    await page.evaluate(() => { location.hash = "#two/compared"; });
    await page.waitForSelector('#rail a[data-view="compared"][aria-current]');
    await open(page, view);
    await page.click(`#main tr.row[data-key="${row}"]`);
    await page.locator("#evidence .quote.before button").first().click();
    await page.locator(`#source [data-key="${key}"]`).first().click();
    await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
    assert.equal(await selectedKey(page), row);
    assert.ok((await lit(page)).inSight, "the text stays, with the passage lit");
  }
});

eachBrowser("a sentence names the other rows that rest on it, checks too", {}, async ({ page }) => {
  await sample(page);
  await open(page, "checks");
  await page.click('#main tr.row[data-key="check:0"]');
  const others = page.locator("#evidence [data-go]");
  assert.ok(await others.count() > 0, "the figures of a check are rows of their own");
  assert.equal(await page.locator('#evidence [data-go="check:0"]').count(), 0, "the row itself is not named again");
  const pair = page.locator('#evidence [data-go^="pair:"]').first(), row = await pair.getAttribute("data-go");
  await pair.click();
  await page.waitForSelector('#rail a[data-view="compared"][aria-current]');
  assert.equal(await selectedKey(page), row);
  // And back: the figure's sentence names the check.
  const back = page.locator('#evidence [data-go="check:0"]').first();
  await back.click();
  await page.waitForSelector('#rail a[data-view="checks"][aria-current]');
  assert.equal(await selectedKey(page), "check:0");
  // In the text itself the doubted figure is marked.
  await page.locator("#evidence .quote button").first().click();
  assert.ok(await page.locator("#source .doubt").count() > 0);
});

eachBrowser("every figure of a comparison says how it was computed", {}, async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const raw = (side, id) => side.report.indicators[id].raw;
  const index = PAIR.indicators.findIndex((pair) => pair.after !== null && raw(AFTER, pair.after) === "611件");
  await page.hover(`#main tr.row[data-key="pair:${index}"]`);
  assert.equal(await selectedKey(page), null);
  const change = await told(page, `pair:${index}`);
  assert.match(change, /611 − 428 = 183/);
  assert.match(change, /183 ÷ 428 = 42\.76%/);
  assert.match(change, /428 ?件/);
  assert.equal(await selectedKey(page), null, "the ? asks for the sum, not for the row");
  const rate = PAIR.indicators.findIndex((pair) => pair.after !== null && pair.before !== null && AFTER.report.indicators[pair.after].kind === "percent" && pair.delta);
  await page.hover(`#main tr.row[data-key="pair:${rate}"]`);
  assert.match(await told(page, `pair:${rate}`), /− .* = .*百分点[\s\S]*不算百分之几/);
  const about = PAIR.indicators.findIndex((pair) => pair.after !== null && raw(AFTER, pair.after) === "305万余元");
  await page.hover(`#main tr.row[data-key="pair:${about}"]`);
  assert.match(await told(page, `pair:${about}`), /305万 − 213\.6万 = 91\.4万[\s\S]*结果只是约数/);

  // By keys: Enter goes to the evidence, Tab to its ?, Enter opens, Esc comes back to it.
  await page.focus(`#main tr.row[data-key="pair:${index}"]`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.how), `pair:${index}`);
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(".pop").isVisible());
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.how), `pair:${index}`);

  await open(page, "reuse");
  const { copied, of, share } = PAIR.reuse;
  const group = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  assert.equal((copied / of * 100).toFixed(1), (share * 100).toFixed(1), "the two counts give the share");
  assert.ok((await told(page, "reuse:0")).includes(`${group(copied)} ÷ ${group(of)} = ${(share * 100).toFixed(1)}%`));

  await open(page, "checks");
  await page.hover('#main tr.row[data-key="check:0"]');
  const wrong = [...PAIR.checks, ...AFTER.report.checks, ...BEFORE.report.checks][0];
  assert.ok((await told(page, "check:0")).includes(wrong.arithmetic));

  await open(page, "plans");
  await page.hover('#main tr.row[data-key="plan:0"]');
  assert.match(await told(page, "plan:0"), /不等于没有做/);
  if (PAIR.targets.length) {
    await page.hover('#main tr.row[data-key="target:0"]');
    assert.match(await told(page, "target:0"), /计划数/);
  }

  await open(page, "charts");
  for (const kind of await page.$$eval("#main [data-kind]", (list) => list.map((chip) => chip.dataset.kind))) {
    await page.click(`#main [data-kind="${kind}"]`);
    assert.match(await told(page, `chart:${kind}`), /机器提取，未经人工核对/);
  }
});

eachBrowser("fields and required parts of one report say how they were computed", {}, async ({ page }) => {
  await put(page, 0, SAMPLE[1]);
  await settled(page);
  await page.waitForSelector("#view-overview");
  await open(page, "coverage");
  const id = AFTER.report.coverage.findIndex((topic) => topic.characters > 0), { characters, of, share } = AFTER.report.coverage[id];
  assert.equal((characters / of * 100).toFixed(1), (share * 100).toFixed(1));
  await page.hover(`#main tr.row[data-key="topic:${id}"]`);
  const words = plain(await told(page, `topic:${id}:after`)).replace(/,/g, "");
  assert.ok(words.includes(`${characters}÷${of}=${(share * 100).toFixed(1)}%`), words);
  await open(page, "required");
  const found = AFTER.report.required.filter((part) => part.present).length;
  assert.ok((await told(page, "complete:0:after")).includes(`${found} ÷ ${AFTER.report.required.length}`));
});
