/** Holds corrections by hand to this: what a reader decides is computed with at once, can be taken back, and comes back from a file. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { open, plain, put, rowKeys, sample, selectedKey, settled } from "./steps.mjs";
import { compare, COUNTY, COUNTY_LATER, parse, SAMPLE } from "./texts.mjs";

const anchor = (text, indicator) => ({ span: indicator.span, raw: text.slice(indicator.span.start, indicator.span.end) });

async function county(page) {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
}

const rowsText = (page) => page.$$eval("#main tr.row", (rows) => rows.map((row) => row.textContent).sort());

/** The old browser hands no download to a test: what the page gives to be saved is kept. */
const keep = { init: () => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { if (blob.type === "application/json") window.kept = blob; return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () { window.saved = { name: this.download, blob: window.kept }; };
} };

async function saved(page) {
  await page.evaluate(() => { window.saved = null; });
  await page.click("#save-project");
  await page.waitForFunction(() => window.saved);
  return page.evaluate(async () => ({ name: window.saved.name, text: await window.saved.blob.text() }));
}

const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

eachBrowser("不是同一项 parts a pair, 撤销 brings it back, and the count says so", async ({ page }) => {
  await county(page);
  await open(page, "compared");
  const [before, after] = [COUNTY, COUNTY_LATER].map((text) => parse(text)), machine = compare(COUNTY, COUNTY_LATER);
  const index = machine.indicators.findIndex((pair) => pair.status === "up"), pair = machine.indicators[index];
  const forbidden = { before: anchor(COUNTY, before.indicators[pair.before]), after: anchor(COUNTY_LATER, after.indicators[pair.after]), same: false };
  const expected = compare(COUNTY, COUNTY_LATER, { pairs: [forbidden] });
  const rows = await rowsText(page);
  await page.fill("#find-compared", before.indicators[pair.before].label);
  await page.waitForTimeout(150);
  await page.click(`#main tr.row[data-key="pair:${index}"]`);
  await page.click('#evidence [data-act="apart"]');
  await page.waitForSelector("#fixes");
  await settled(page);
  assert.match(await page.textContent("#fixes"), /人工修正 1 条/);
  assert.equal(await page.inputValue("#find-compared"), before.indicators[pair.before].label, "the filter stands");
  const now = expected.indicators.findIndex((p) => p.after === pair.after);
  assert.equal(await selectedKey(page), `pair:${now}`, "the same figure stays selected");
  assert.equal(expected.indicators[now].status, "new");
  await page.fill("#find-compared", "");
  await page.waitForTimeout(150);
  assert.deepEqual((await rowKeys(page)).sort(), expected.indicators.map((_, i) => `pair:${i}`).sort());
  await page.click("#undo-fix");
  await page.waitForSelector("#fixes", { state: "detached" });
  await settled(page);
  assert.deepEqual(await rowsText(page), rows);
});

eachBrowser("找配对 and 改配对: a partner is chosen from a list; one figure has one partner", async ({ page }) => {
  await county(page);
  await open(page, "compared");
  const [before, after] = [COUNTY, COUNTY_LATER].map((text) => parse(text)), machine = compare(COUNTY, COUNTY_LATER);
  const index = machine.indicators.findIndex((pair) => pair.status === "up" && before.indicators[pair.before].kind === "count"), pair = machine.indicators[index];
  const other = before.indicators.find((indicator) => indicator.kind === "count" && indicator.id !== pair.before && indicator.label !== before.indicators[pair.before].label);
  await page.click(`#main tr.row[data-key="pair:${index}"]`);
  await page.click('#evidence [data-act="partner"]');
  await page.waitForSelector("#dialog:not([hidden]) .partners button");
  assert.ok(await page.evaluate(() => document.activeElement.id === "partner-filter"), "the filter has the focus");
  // The machine's own partner is the likeliest of the list.
  assert.equal(Number(await page.getAttribute(".partners button", "data-indicator")), pair.before);
  await page.fill("#partner-filter", other.raw);
  await page.waitForFunction((id) => { const list = [...document.querySelectorAll(".partners button")]; return list.length && list[0].dataset.indicator === String(id); }, other.id);
  await page.click(`.partners button[data-indicator="${other.id}"]`);
  await page.waitForSelector("#fixes");
  await settled(page);
  assert.ok(!(await page.locator("#dialog").isVisible()));
  const expected = compare(COUNTY, COUNTY_LATER, { pairs: [{ before: anchor(COUNTY, other), after: anchor(COUNTY_LATER, after.indicators[pair.after]), same: true }] });
  const made = expected.indicators.findIndex((p) => p.after === pair.after);
  assert.equal(expected.indicators[made].before, other.id);
  assert.equal(await selectedKey(page), `pair:${made}`);
  const row = await page.locator(`#main tr.row[data-key="pair:${made}"]`).innerText();
  assert.match(row, /人工/);
  assert.ok(plain(row).includes(plain(other.raw)));
  assert.match(await page.locator("#evidence").innerText(), /去掉这条修正/);
  // Choosing again replaces the first choice.
  await page.click('#evidence [data-act="partner"]');
  await page.click(`.partners button[data-indicator="${pair.before}"]`);
  await settled(page);
  assert.match(await page.textContent("#fixes"), /人工修正 1 条/);
  await page.click("#fixes");
  assert.match(await page.locator("#dialog").innerText(), /认作同一项/);
  await page.locator("#dialog .fix-list button").click();
  await page.waitForFunction(() => /没有人工修正/.test(document.getElementById("dialog").innerText));
  await page.keyboard.press("Escape");
  await settled(page);
  assert.equal(await page.locator("#fixes").count(), 0);
});

eachBrowser("a suggestion is taken or turned down, and then is none any more", async ({ page }) => {
  const before = COUNTY.replace("免予处罚案件143件", "办理首违免罚案例143件"), after = COUNTY_LATER.replace("免予处罚案件96件", "发布柔性执法案例12件");
  await put(page, 0, before);
  await put(page, 1, after);
  await page.waitForSelector("#view-summary");
  await settled(page);
  await open(page, "suggested");
  const { suggestions } = compare(before, after);
  assert.equal((await rowKeys(page)).length, suggestions.length);
  assert.ok(suggestions.length >= 1, "the two names have little in common and the figures are of other sizes, but something");
  await page.locator('#main tr.row [data-act="apart"]').first().click();
  await page.waitForSelector("#fixes");
  await settled(page);
  assert.equal((await rowKeys(page)).length, suggestions.length - 1);
  await page.click("#undo-fix");
  await page.waitForSelector("#fixes", { state: "detached" });
  await settled(page);
  await page.locator('#main tr.row [data-act="same"]').first().click();
  await page.waitForSelector("#fixes");
  await settled(page);
  const options = { pairs: [{ before: anchor(before, parse(before).indicators[suggestions[0].before]), after: anchor(after, parse(after).indicators[suggestions[0].after]), same: true }] };
  assert.equal((await rowKeys(page)).length, compare(before, after, options).suggestions.length);
  await open(page, "compared");
  const made = compare(before, after, options).indicators.findIndex((p) => p.before === suggestions[0].before);
  assert.match(await page.locator(`#main tr.row[data-key="pair:${made}"]`).innerText(), /人工/);
});

eachBrowser("what a section tells of: flipped, computed with, undone", async ({ page }) => {
  await county(page);
  const { sections } = parse(COUNTY_LATER), plan = sections.find((s) => s.role === "plans" && s.level === 1);
  await page.click("#tab-one");
  await open(page, "outline");
  const commitments = Number(await page.textContent('#rail a[data-view="plans"] span'));
  assert.ok(commitments > 0);
  await page.selectOption(`select.role[data-section="${plan.id}"]`, "other");
  await page.waitForSelector("#fixes");
  await settled(page);
  const corrected = parse(COUNTY_LATER, { roles: [{ at: { span: plan.titleSpan, raw: COUNTY_LATER.slice(plan.titleSpan.start, plan.titleSpan.end) }, role: "other" }] });
  assert.equal(Number(await page.textContent('#rail a[data-view="plans"] span')), corrected.commitments.length);
  assert.ok(corrected.commitments.length < commitments);
  await page.click("#undo-fix");
  await settled(page);
  assert.equal(Number(await page.textContent('#rail a[data-view="plans"] span')), commitments);
  // The same from the texts side by side.
  await page.click("#tab-two");
  await open(page, "reading");
  await page.locator(".gutter select.role").first().focus();
  await page.locator(".gutter select.role").first().selectOption("other");
  await page.waitForSelector("#fixes");
  await settled(page);
  assert.equal(await page.locator(".gutter select.role.hand").count(), 1);
  assert.ok(await page.evaluate(() => document.activeElement.matches("select.role.hand")), "the focus stays");
});

eachBrowser("saved and opened: both texts and every correction are there again", keep, async ({ page }) => {
  await sample(page);
  await open(page, "compared");
  const machine = compare(...SAMPLE), index = machine.indicators.findIndex((pair) => pair.status === "up");
  await page.click(`#main tr.row[data-key="pair:${index}"]`);
  await page.click('#evidence [data-act="apart"]');
  await page.waitForSelector("#fixes");
  await settled(page);
  const rows = await rowsText(page);
  const { name, text } = await saved(page);
  assert.match(name, /^青澜区-2022-2023\.json$/);
  const data = JSON.parse(text);
  assert.equal(data.schemaVersion, 1);
  assert.deepEqual(data.reports.map((report) => report.text), SAMPLE);
  assert.equal(data.pairs.length, 1);
  const options = { before: data.reports[0].corrections, after: data.reports[1].corrections, pairs: data.pairs };
  const { before, after } = machine.indicators[index], again = compare(...SAMPLE, options).indicators;
  assert.ok(!again.some((p) => p.before === before && p.after === after), "the file is what compare() takes");

  await page.reload();
  await page.waitForSelector("html[data-engine=ready]", { state: "attached" });
  await page.setInputFiles("#project-file", file(name, text));
  await page.waitForSelector("#view-summary");
  await settled(page);
  assert.match(await page.textContent("#note"), /已打开“青澜区-2022-2023\.json”/);
  await open(page, "compared");
  assert.deepEqual(await rowsText(page), rows);
  assert.match(await page.textContent("#fixes"), /人工修正 1 条/);
  assert.equal((await saved(page)).text.replace(/"saved": "[^"]*"/, ""), text.replace(/"saved": "[^"]*"/, ""), "saved again it is the same");
});

eachBrowser("a file that is foreign, cut, newer or edited is refused in one sentence, and nothing here is lost", keep, async ({ page }) => {
  await county(page);
  await open(page, "compared");
  const rows = await rowsText(page), { text } = await saved(page), data = JSON.parse(text);
  const changed = (change) => { const copy = JSON.parse(text); change(copy); return JSON.stringify(copy); };
  const files = {
    "cut.json": [text.slice(0, text.length / 2), /不完整/], "notes.json": ['{"a":1}', /不是本程序保存/], "words.json": ["沅浦县的报告", /不是本程序保存/], "empty.json": ["", /不是本程序保存/], "list.json": ["[1,2]", /不是本程序保存/],
    "newer.json": [changed((d) => { d.schemaVersion = 9; }), /较新的版本/], "edited.json": [changed((d) => { d.reports[0].text = d.reports[0].text.slice(0, 200); }), /与保存时不同/],
    "anchor.json": [changed((d) => { d.pairs = [{ before: { span: { start: 0, end: 2 }, raw: "别的" }, after: { span: { start: 0, end: 2 }, raw: "别的" }, same: true }]; }), /前后不合/],
    "shape.json": [changed((d) => { d.reports = "no"; }), /前后不合/], "role.json": [changed((d) => { d.reports[0].corrections = { roles: [{ at: { span: { start: 0, end: 1 }, raw: d.reports[0].text[0] }, role: "king" }] }; }), /前后不合/],
    "later.json": [changed((d) => { d.reports[0].corrections = { added: [{}] }; }), /前后不合/], "future.json": [changed((d) => { d.reports[0].corrections = { moods: [{}] }; }), /较新的版本/],
  };
  for (const [name, [content, words]] of Object.entries(files)) {
    await page.setInputFiles("#project-file", file(name, content));
    await page.waitForFunction((n) => document.getElementById("note").textContent.includes(n), name);
    const note = await page.textContent("#note");
    assert.match(note, words, name);
    assert.match(note, /^[^。]*。$/, `${name}: one sentence`);
    await settled(page);
    assert.deepEqual(await rowsText(page), rows, name);
  }
  // Bytes that are no text.
  await page.setInputFiles("#project-file", { name: "bytes.json", mimeType: "application/json", buffer: Buffer.from([0xff, 0xfe, 0x80]) });
  await page.waitForFunction(() => /bytes\.json/.test(document.getElementById("note").textContent));
  // A good one replaces what is here, and the way back is offered.
  const other = changed((d) => { d.reports = SAMPLE.map((t) => ({ name: "", text: t, characters: t.length, corrections: null })); d.pairs = []; });
  assert.ok(data.reports.length === 2);
  await page.setInputFiles("#project-file", file("other.json", other));
  await page.waitForSelector("#before-opening");
  await settled(page);
  assert.match(await page.textContent("#context"), /青澜区/);
  await page.click("#before-opening");
  await page.waitForFunction(() => /沅浦县/.test(document.getElementById("context").textContent));
  await settled(page);
  await open(page, "compared");
  assert.deepEqual(await rowsText(page), rows);
});

eachBrowser("corrections stay with their text: cleared and brought back, it has them again", async ({ page }) => {
  await county(page);
  await open(page, "compared");
  const index = compare(COUNTY, COUNTY_LATER).indicators.findIndex((pair) => pair.status === "up");
  await page.click(`#main tr.row[data-key="pair:${index}"]`);
  await page.click('#evidence [data-act="apart"]');
  await page.waitForSelector("#fixes");
  await settled(page);
  const rows = await rowsText(page);
  await page.click("#change");
  await page.click("#clear-1");
  await page.waitForSelector("#undo");
  await settled(page);
  assert.equal(await page.locator("#fixes").count(), 0, "no correction counts without its text");
  await page.click("#undo");
  await page.waitForSelector("#fixes");
  await settled(page);
  await open(page, "compared");
  assert.deepEqual(await rowsText(page), rows);
  // Turned round, the pair is still apart.
  await page.click("#swap");
  await page.waitForFunction(() => document.querySelector("#main thead th:nth-child(2)").textContent === "2022");
  await settled(page);
  assert.match(await page.textContent("#fixes"), /人工修正 1 条/);
  const parted = await page.locator("#main tr.row", { hasText: "仅" }).count();
  assert.ok(parted >= 2);
});
