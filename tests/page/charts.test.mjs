/** Holds the charts to their data: something is drawn, sharp, answering to keys, with the same figures in a table beneath. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { test } from "node:test";
import { data } from "../../www/views/picture.js";
import { lit, open, put, sample, settled } from "./steps.mjs";
import { charts, compare, COUNTY, COUNTY_LATER, parse, reportCharts, SAMPLE } from "./texts.mjs";

/** Colours on a canvas: how many there are, and the share of the commonest. */
const colours = (canvas) => canvas.evaluate((element) => {
  const copy = document.createElement("canvas"), seen = new Map();   // reading a canvas slows the drawing on it from then on
  copy.width = element.width;
  copy.height = element.height;
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(element, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  for (let i = 0; i < data.length; i += 4) { const c = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2]; seen.set(c, (seen.get(c) || 0) + 1); }
  return { distinct: seen.size, commonest: Math.max(...seen.values()) / (data.length / 4), ground: data.slice(0, 3).join() };
});

/** Chooses a chart by its chips and gives its figure. */
async function look(page, { id, unit }) {
  await page.click(`#main [data-kind="${id}"]`);
  if (id === "values" && (await page.locator("#main .units").isVisible())) await page.click(`#main [data-unit="${unit}"].chip`);
  const figure = page.locator(`.figure[data-chart="${id}"]${id === "values" ? `[data-unit="${unit}"]` : ""}`);
  await figure.waitFor({ state: "visible" });
  assert.equal(await page.locator("#main .figure:visible").count(), 1, "one chart at a time");
  return figure;
}

const rowsOf = (figure) => figure.locator(".data tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

for (const ratio of [1, 1.5, 2]) {
  eachBrowser(`charts are drawn sharp at ${ratio} device pixels`, { deviceScaleFactor: ratio }, async ({ page }) => {
    await sample(page);
    await open(page, "charts");
    const expected = charts(...SAMPLE).charts;
    assert.deepEqual([...new Set(expected.map((chart) => chart.id))], ["changes", "rates", "values", "coverage", "lengths", "reuse"]);
    assert.deepEqual(await page.$$eval("#main [data-kind]", (list) => list.map((chip) => chip.dataset.kind)), [...new Set(expected.map((chart) => chart.id))]);
    for (const chart of expected) {
      const figure = await look(page, chart), canvas = figure.locator("canvas");
      const size = await canvas.evaluate((element) => ({ width: element.width, css: element.getBoundingClientRect().width, height: element.height, cssHeight: element.getBoundingClientRect().height }));
      assert.ok(Math.abs(size.width - size.css * ratio) <= 1.5, `${chart.id}: ${JSON.stringify(size)}`);
      assert.ok(Math.abs(size.height - size.cssHeight * ratio) <= 1.5, `${chart.id}: ${JSON.stringify(size)}`);
      const { distinct, commonest } = await colours(canvas);
      assert.ok(distinct > 20 && commonest < 0.99, `${chart.id}: ${distinct} colours, ${commonest} of one`);
      assert.deepEqual(await rowsOf(figure), chart.rows.map((row) => row.cells), "the table beneath has the same figures");
      assert.equal(await figure.locator("h3").evaluate((h) => h.firstChild.data), chart.title);
      for (const words of [chart.subtitle, chart.source, ...chart.note]) assert.ok((await figure.textContent()).includes(words), words);
    }
  });
}

eachBrowser("a chart answers to keys and pointer, and follows theme, size of type and width", async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const figure = page.locator('.figure[data-chart="changes"]'), canvas = figure.locator("canvas"), tip = figure.locator(".tip"), data = charts(...SAMPLE).charts.find((chart) => chart.id === "changes");
  const [before, after] = SAMPLE.map((text) => ({ text, report: parse(text) }));
  await canvas.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const said = await figure.locator("[aria-live]").textContent(), row = data.rows[1];
  assert.equal(said, row.cells.join("，"), "the second mark is read out");
  assert.ok(await tip.isVisible());
  // The tooltip has the difference and both sentences, each with its address.
  const told = await tip.textContent();
  assert.ok(told.includes(row.changeText) && told.includes(after.report.indicators[row.after].raw) && told.includes(before.report.indicators[row.before].raw), told);
  assert.equal((told.match(/第\d+段第\d+句/g) || []).length, 2, told);
  await page.keyboard.press("Enter");
  assert.equal((await lit(page, "#evidence .quote.after")).words, after.report.indicators[row.after].raw);
  assert.equal((await lit(page, "#evidence .quote.before")).words, before.report.indicators[row.before].raw);
  assert.equal(await page.evaluate(() => document.activeElement.id), "evidence-body", "Enter goes to the sentence");
  await page.keyboard.press("Escape");
  assert.ok(await canvas.evaluate((element) => element === document.activeElement), "and Esc comes back to the chart");
  await page.keyboard.press("End");
  assert.equal(await figure.locator("[aria-live]").textContent(), data.rows[data.rows.length - 1].cells.join("，"));
  await page.keyboard.press("Escape");
  assert.ok(!(await tip.isVisible()), "Esc closes the tooltip");

  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 120, box.y + 60);
  await tip.waitFor({ state: "visible" });
  const at = await tip.boundingBox();
  await page.mouse.move(at.x + 20, at.y + 20, { steps: 12 });
  await page.waitForTimeout(250);
  assert.ok(await tip.isVisible(), "the pointer may rest on the tooltip");
  await page.mouse.move(2, 2);
  await tip.waitFor({ state: "hidden" });

  const light = await colours(canvas);
  await page.click("#theme");
  await page.waitForTimeout(100);
  const dark = await colours(canvas);
  assert.notEqual(dark.ground, light.ground, "the ground of the drawing follows the theme");
  const small = await canvas.evaluate((element) => element.height);
  await page.click("#large");
  await page.waitForFunction((height) => document.querySelector('.figure[data-chart="changes"] canvas').height > height, small);
  const wide = await canvas.evaluate((element) => element.width);
  await page.setViewportSize({ width: 1120, height: 900 });
  await page.waitForFunction((width) => document.querySelector('.figure[data-chart="changes"] canvas').width !== width, wide);
  assert.ok((await colours(canvas)).distinct > 20);
});

eachBrowser("every mark leads to what it stands for", {}, async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const [before, after] = SAMPLE.map((text) => ({ text, report: parse(text) })), comparison = compare(...SAMPLE);
  for (const chart of charts(...SAMPLE).charts.filter((chart) => ["coverage", "lengths", "reuse"].includes(chart.id))) {
    const figure = await look(page, chart), index = chart.rows.findIndex((row) => row.after !== null && row.to > 0), row = chart.rows[index];
    await figure.locator("canvas").focus();
    for (let i = 0; i <= index; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const lighted = await page.$$eval("#evidence .quote.after blockquote", (list) => list.map((quote) => quote.textContent));
    const words = { coverage: () => after.report.coverage[row.after].spans[0], lengths: () => after.report.sections[row.after].titleSpan, reuse: () => comparison.reuse.passages.find((p) => p.after.start < after.report.sections[row.after].span.end && p.after.end > after.report.sections[row.after].span.start).after }[chart.id]();
    assert.ok(after.text.slice(words.start, words.end).startsWith(lighted[0].slice(0, 12)), `${chart.id}: ${lighted[0]}`);
  }
});

eachBrowser("either year can be left out of a picture", {}, async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const figure = await look(page, { id: "lengths" }), canvas = figure.locator("canvas"), picture = () => canvas.evaluate((element) => element.toDataURL());
  const both = await picture();
  await figure.locator('.year-toggle[data-year="0"]').click();
  const later = await picture();
  assert.notEqual(later, both);
  assert.deepEqual(await figure.locator(".year-toggle").evaluateAll((list) => list.map((button) => button.getAttribute("aria-pressed"))), ["false", "true"]);
  await figure.locator('.year-toggle[data-year="1"]').click();
  assert.notEqual(await picture(), later, "one of the two always stays");
  await figure.locator('.year-toggle[data-year="1"]').click();
  assert.equal(await picture(), both);
});

eachBrowser("between two places charts say higher and lower", {}, async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER.replace(/沅浦县/g, "澧湾县").replace("关于2022年度", "关于2021年度").replace("2022年，", "2021年，"));
  await settled(page);
  await page.waitForSelector("#view-summary");
  await open(page, "charts");
  const words = await page.textContent("#view-charts");
  assert.match(words, /项较高，\d+ 项较低/);
  assert.doesNotMatch(words, /上升|下降|变化幅度，/);
});

eachBrowser("one report has charts of its own", {}, async ({ page }) => {
  await put(page, 0, SAMPLE[1]);
  await settled(page);
  await page.waitForSelector("#view-overview");
  await open(page, "charts");
  await page.waitForSelector("#main [data-kind]");
  const report = parse(SAMPLE[1]), expected = reportCharts(SAMPLE[1]).charts;
  for (const chart of expected) {
    const figure = await look(page, chart);
    assert.deepEqual(await rowsOf(figure), chart.rows.map((row) => row.cells));
    assert.ok((await colours(figure.locator("canvas"))).distinct > 20);
  }
  const chart = expected.find((one) => one.id === "values"), figure = await look(page, chart);
  await figure.locator("canvas").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const shown = await lit(page);
  assert.ok(shown.inSight);
  assert.equal(shown.words, report.indicators[chart.rows[0].after].raw);
});

// Chromium 90 tells its driver nothing of downloads: what the page hands to the browser is kept instead.
const keep = () => {
  window.kept = {};
  const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
  URL.createObjectURL = (blob) => { const address = make.call(URL, blob); window.kept[address] = blob; return address; };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.taken = { name: this.download, blob: window.kept[this.href] }; else click.call(this); };
};

async function take(page, kind, id = "changes") {
  await page.evaluate(() => { window.taken = null; });
  await page.click(`[data-download="${id}"]:visible`);
  await page.click(`[data-${kind}="${id}"]:visible`);
  await page.waitForFunction(() => window.taken);
  return page.evaluate(async () => ({ name: taken.name, list: [...new Uint8Array(await taken.blob.arrayBuffer())] }));
}

eachBrowser("a picture, a drawing and the data to take away", { init: keep }, async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const chart = charts(...SAMPLE).charts.find((one) => one.id === "changes");
  const css = await page.locator('.figure[data-chart="changes"] canvas').evaluate((element) => element.clientWidth);
  const picture = await take(page, "png"), bytes = Buffer.from(picture.list);
  assert.match(picture.name, /青澜区.*2022.*2023.*\.png$/);
  assert.deepEqual([...bytes.subarray(1, 4)], [0x50, 0x4e, 0x47]);
  assert.ok(bytes.readUInt32BE(16) >= 2 * css, `${bytes.readUInt32BE(16)} px for ${css}`);
  assert.ok(bytes.length > 20000, "no empty picture");

  const drawing = await take(page, "svg"), words = Buffer.from(drawing.list).toString("utf8");
  assert.match(drawing.name, /\.svg$/);
  const texts = await page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
    return parsed.querySelector("parsererror") ? null : [...parsed.querySelectorAll("text")].map((text) => text.textContent);
  }, words);
  assert.ok(texts, "well-formed");
  const joined = texts.join("");
  for (const part of [chart.title, "2022", "2023", chart.source, `${new Date().getFullYear()}-`, "机器提取，未经人工核对。", chart.rows[0].label, chart.rows[0].changeText]) assert.ok(joined.includes(part), part);
  // What is folded on the page is folded in the file, and said; what is not is drawn.
  assert.ok(joined.includes(chart.fold.words));
  chart.rows.forEach((row, at) => { if (at < chart.fold.first || at >= chart.fold.last) assert.ok(joined.includes(row.label.slice(0, 6)) && joined.includes(row.afterText), row.label); });
  await page.click('[data-unfold="changes"]');
  const whole = Buffer.from((await take(page, "svg")).list).toString("utf8");
  for (const row of chart.rows) assert.ok(whole.includes(`>${row.afterText}<`), row.label);

  const table = await take(page, "csv"), csv = Buffer.from(table.list).toString("utf8");
  assert.ok(csv.startsWith("\ufeff") && csv.endsWith("\r\n"));
  assert.equal(csv.trim().split("\r\n").length, chart.rows.length + 1);
  assert.ok(csv.includes(`${chart.rows[0].label},`) || csv.includes(`"${chart.rows[0].label}`), "names as written");
  await page.keyboard.press("Escape");

  // The menu by keys alone.
  await page.focus('[data-download="changes"]:visible');
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "menuitem");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.csv), "changes");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.download), "changes");
});

test("no cell of a chart's data becomes a formula", () => {
  const row = (label, text) => ({ label, before: 0, after: 0, beforeText: text, afterText: text, from: 1, to: 2, changeText: "", cells: [label, text, text, ""] });
  const risky = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"];
  const chart = { id: "values", unit: "件", years: ["2022", "2023"], columns: ["指标", "2022", "2023", "增减"], rows: risky.map((words) => row(words, words)) };
  for (const one of [chart, { ...chart, id: "changes" }, { ...chart, years: ["", "2023"], columns: ["指标", "数值"] }]) {
    for (const line of data(one).slice(1).split("\r\n").slice(1).filter(Boolean)) {
      assert.match(line, /^"'/, line);
    }
  }
});
