/** Holds the charts to their data: something is drawn, sharp, answering to keys, with the same figures in a table beneath. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { lit, open, sample } from "./steps.mjs";
import { charts, SAMPLE } from "./texts.mjs";

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

for (const ratio of [1, 1.5, 2]) {
  eachBrowser(`charts are drawn sharp at ${ratio} device pixels`, { deviceScaleFactor: ratio }, async ({ page }) => {
    await sample(page);
    await open(page, "charts");
    const expected = charts(...SAMPLE).charts.filter((chart) => chart.rows.length);
    assert.ok(expected.length >= 2, "changes and lengths at least");
    assert.deepEqual(await page.$$eval("#main .figure", (list) => list.map((figure) => figure.dataset.chart)), expected.map((chart) => chart.id));
    for (const chart of expected) {
      const canvas = page.locator(`.figure[data-chart="${chart.id}"] canvas`);
      const size = await canvas.evaluate((element) => ({ width: element.width, css: element.getBoundingClientRect().width, height: element.height, cssHeight: element.getBoundingClientRect().height }));
      assert.ok(Math.abs(size.width - size.css * ratio) <= 1.5, `${chart.id}: ${JSON.stringify(size)}`);
      assert.ok(Math.abs(size.height - size.cssHeight * ratio) <= 1.5, `${chart.id}: ${JSON.stringify(size)}`);
      const { distinct, commonest } = await colours(canvas);
      assert.ok(distinct > 20 && commonest < 0.99, `${chart.id}: ${distinct} colours, ${commonest} of one`);
      const table = await page.$$eval(`.figure[data-chart="${chart.id}"] .data tbody tr`, (rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
      assert.deepEqual(table, chart.rows.map((row) => row.cells));
    }
  });
}

eachBrowser("a chart answers to keys and pointer, and follows theme and width", async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const canvas = page.locator('.figure[data-chart="changes"] canvas'), data = charts(...SAMPLE).charts.find((chart) => chart.id === "changes");
  await canvas.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const said = await page.locator('.figure[data-chart="changes"] [aria-live]').textContent();
  assert.ok(data.rows.some((row) => row.cells.join("，") === said), said);
  assert.ok(await page.locator('.figure[data-chart="changes"] .tip').isVisible());
  await page.keyboard.press("Enter");
  assert.ok((await lit(page, "#evidence .quote.after")).words.length > 0);

  const light = await colours(canvas);
  await page.click("#theme");
  await page.waitForTimeout(100);
  const dark = await colours(canvas);
  assert.notEqual(dark.ground, light.ground, "the ground of the drawing follows the theme");
  const before = await canvas.evaluate((element) => element.width);
  await page.setViewportSize({ width: 1120, height: 900 });
  await page.waitForFunction((width) => document.querySelector('.figure[data-chart="changes"] canvas').width !== width, before);
  assert.ok((await colours(canvas)).distinct > 20);
});

// Chromium 90 tells its driver nothing of downloads: what the page hands to the browser is kept instead.
const keep = () => {
  window.kept = {};
  const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
  URL.createObjectURL = (blob) => { const address = make.call(URL, blob); window.kept[address] = blob; return address; };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.taken = { name: this.download, blob: window.kept[this.href] }; else click.call(this); };
};

eachBrowser("a picture to take away", { init: keep }, async ({ page }) => {
  await sample(page);
  await open(page, "charts");
  const css = await page.locator('.figure[data-chart="changes"] canvas').evaluate((element) => element.clientWidth);
  await page.click('[data-png="changes"]');
  await page.waitForFunction(() => window.taken);
  const { name, list } = await page.evaluate(async () => ({ name: taken.name, list: [...new Uint8Array(await taken.blob.arrayBuffer())] }));
  assert.match(name, /青澜区.*2022.*2023.*\.png$/);
  const bytes = Buffer.from(list);
  assert.deepEqual([...bytes.subarray(1, 4)], [0x50, 0x4e, 0x47]);
  assert.ok(bytes.readUInt32BE(16) >= 2 * css, `${bytes.readUInt32BE(16)} px for ${css}`);
  assert.ok(bytes.length > 20000, "no empty picture");
});
