/** Holds many reports side by side to this: each figure with its sentence, gaps as gaps, and nothing in one series or column that does not measure the same. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { all, asFile, FILES, lots, view, year, YEARS } from "./many.mjs";
import { compare, metrics, parse } from "./texts.mjs";

eachBrowser("places stand side by side: sorted by any head, every figure with its sentence, no cell empty", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await view(page, "matrix");
  assert.equal(await page.inputValue("#matrix-year"), "2023");
  const metric = parse(YEARS[2]).indicators.find((i) => i.raw.startsWith("44")).metric, name = metrics().find((m) => m.id === metric).name;
  const column = () => page.$$eval("#view-matrix tbody tr", (rows, id) => rows.map((row) => [row.querySelector("th").textContent, row.querySelector(`td[data-cell$=":${id}"]`).textContent]), metric);
  assert.deepEqual(new Map(await column()), new Map([["沅浦县", "44件"], ["桑渔县", "140件"], ["云碓区", "9件"]]));
  await page.click(`#view-matrix th button[data-sort="${metric}"]`);
  assert.deepEqual((await column()).map(([place]) => place), ["桑渔县", "沅浦县", "云碓区"]);
  await page.click(`#view-matrix th button[data-sort="${metric}"]`);
  assert.deepEqual((await column()).map(([place]) => place), ["云碓区", "沅浦县", "桑渔县"]);
  assert.equal(await page.$eval(`#view-matrix th button[data-sort="${metric}"]`, (button) => button.parentNode.getAttribute("aria-sort")), "ascending");
  await page.click(`#view-matrix tbody tr:first-child td[data-cell$=":${metric}"]`);
  assert.match(await page.textContent("#dock-title"), new RegExp(`云碓区 2023 · ${name}`));
  assert.equal(await page.textContent("#dock mark.words"), "9件");
  assert.match(await page.textContent("#dock .quote"), /受理行政复议申请9件/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.textContent("#dock mark.words"), "44件");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#dock").isVisible()));
  assert.ok(await page.evaluate(() => document.activeElement.tagName === "TD"), "the focus is back in the table");
  // Reuse is known where the year before is here, and said to be unknown where it is not.
  const share = compare(YEARS[1], YEARS[2]).reuse.share;
  await page.waitForFunction((words) => [...document.querySelectorAll('#view-matrix td[data-cell$=":reuse"]')].some((cell) => cell.textContent === words), `${Math.round(share * 100)}%`);
  assert.equal((await page.$$eval('#view-matrix td[data-cell$=":reuse"]', (cells) => cells.map((c) => c.textContent))).filter((words) => words === "无上年报告").length, 2);
  assert.ok((await page.$$eval("#view-matrix td", (cells) => cells.map((c) => c.textContent))).every((words) => words.trim()), "no cell is blank");
  await page.selectOption("#matrix-year", "2022");
  assert.deepEqual((await page.$$eval("#view-matrix tbody th", (heads) => heads.map((h) => h.textContent))), ["沅浦县"]);
  // Metrics by choice.
  await page.selectOption("#matrix-year", "2023");
  await page.click("#choose-metrics");
  await page.uncheck(`#dialog input[value="${metric}"]`);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(`#view-matrix th button[data-sort="${metric}"]`).count(), 0);
});

eachBrowser("one place over the years: gaps are gaps, unnamed figures are chained, each point has its sentence", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await view(page, "trend");
  await page.waitForFunction(() => !document.getElementById("trend-status").textContent && document.querySelectorAll(".small-multiple").length > 1);
  const rate = parse(YEARS[2]).indicators.find((i) => i.unit === "%").metric;
  const label = await page.getAttribute(`.small-multiple[data-series="${rate}"] canvas`, "aria-label");
  assert.match(label, /2021：91\.5%，2022：未找到，2023：98%/);
  const chained = page.locator(".small-multiple", { hasText: "渔港议事亭" });
  assert.match(await chained.locator("canvas").getAttribute("aria-label"), /2021：12，2022：15，2023：21/);
  await chained.locator("canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await page.textContent(".small-multiple .tip:not([hidden])"), /2022：15/);
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#dock mark.words"), "15个");
  await page.keyboard.press("Escape");
  const drawn = await chained.locator("canvas").evaluate((canvas) => { const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), first = data.slice(0, 3).join(); let other = 0; for (let i = 0; i < data.length; i += 4) if (data.slice(i, i + 3).join() !== first) other++; return other; });
  assert.ok(drawn > 200, `${drawn} points of ink`);
  await page.click('.seg [data-index="true"]');
  assert.match(await chained.locator("canvas").getAttribute("aria-label"), /2021：100，2022：125，2023：175/);
  assert.match(await page.getAttribute(`.small-multiple[data-series="${rate}"] canvas`, "aria-label"), /91\.5%/, "a rate is no index");
  await page.click("#view-trend .data summary");
  await page.locator("#view-trend .data tbody button").first().click();
  assert.ok(await page.locator("#dock mark.words").count());
});

eachBrowser("how many there are and how many are new are two trends; a sum over several years is a point of neither", async ({ page }) => {
  const lines = ["全县经营主体总量达8.1万户。", "新登记经营主体1.2万户，经营主体总量达8.9万户。", "经营主体突破9万户。", "新设经营主体1.4万户。", "“十四五”期间累计新增经营主体6.3万户。"];
  const extra = ["办理人大代表建议61件。", "办理人大代表建议58件。", "“十三五”期间共办理人大代表建议310件。", "办理人大代表建议66件。", "办理人大代表建议294件。"];
  await lots(page);
  await page.setInputFiles("#many-files", lines.map((line, i) => asFile(`${i}.txt`, year("沅浦县", 2019 + i, { cases: 50 + i, rate: null, lawyers: 12 }).replace("（二）会前学法", `（二）营商环境。${line}${extra[i]}\n\n（三）会前学法`))));
  await all(page, lines.length);
  await view(page, "trend");
  await page.waitForFunction(() => !document.getElementById("trend-status").textContent && document.querySelectorAll(".small-multiple").length > 1);
  const said = (key) => page.getAttribute(`.small-multiple[data-series="${key}"] canvas`, "aria-label");
  assert.match(await said("biz.entities"), /2019：8\.1万，2020：8\.9万，2021：突破9万，2022：未找到，2023：未找到/);
  assert.match(await said("biz.entities_new"), /2020：1\.2万，2021：未找到，2022：1\.4万/);
  assert.match(await page.innerText('.small-multiple[data-series="biz.entities_new"]'), /新增经营主体户数/);
  await view(page, "matrix");
  const cells = (id) => page.$$eval(`#view-matrix td[data-cell$=":${id}"]`, (list) => list.map((cell) => cell.textContent));
  await page.selectOption("#matrix-year", "2020");
  assert.deepEqual([await cells("biz.entities"), await cells("biz.entities_new")], [["8.9万户"], ["1.2万户"]]);
  await view(page, "trend");
  await page.waitForSelector('.small-multiple[data-series="ovs.npc"]');
  assert.match(await said("ovs.npc"), /2019：61，2020：58，2021：仅有多年累计数，2022：66，2023：294/);
  assert.match(await page.innerText('.small-multiple[data-series="ovs.npc"]'), /待核：2023 年与前一个数相差三倍以上/);
  assert.doesNotMatch(await page.innerText('.small-multiple[data-series="biz.entities"]'), /三倍以上/);
});

eachBrowser("where the law changed what is counted, the series says so", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", [asFile("a.txt", YEARS[2]), asFile("b.txt", year("沅浦县", 2024, { cases: 120, rate: 99, lawyers: 22 }))]);
  await all(page, 2);
  await view(page, "trend");
  await page.waitForSelector(".small-multiple");
  const metric = parse(YEARS[2]).indicators.find((i) => i.raw.startsWith("44")).metric;
  const said = () => page.locator(`.small-multiple[data-series="${metric}"]`).innerText();
  assert.match(await said(), /行政复议法/);
  await page.click("#language");
  await page.waitForSelector("html[lang=en]", { state: "attached" });
  await page.waitForSelector(".small-multiple");
  assert.match(await said(), /revised Administrative Reconsideration Law/);
  assert.doesNotMatch((await said()).replace(/（[^）]*）/g, ""), /新修订/, "of the law only its title stays as it is cited");
});

eachBrowser("two measures under one metric are two series and two columns, each named by its unit and with its own sentence", async ({ page }) => {
  const lines = { 云碓县: ["全县持证行政执法人员318人，执法人员持证上岗率达96.5%。", "持证行政执法人员326名。", "持证行政执法人员331人，执法人员持证上岗率达98%。"], 砚池区: [null, null, "建成应急救援队伍9支，执法人员持证上岗率达100%。"], 桑渔县: [null, null, "组建应急救援队伍共230人。"] };
  const files = Object.entries(lines).flatMap(([place, years]) => years.flatMap((line, i) => (line ? [asFile(`${place}${i}.txt`, year(place, 2021 + i, { cases: 40 + i, rate: null, lawyers: 8 }).replace("（二）会前学法", `（二）执法队伍。${line}\n\n（三）会前学法`))] : [])));
  await lots(page);
  await page.setInputFiles("#many-files", files);
  await all(page, files.length);
  await view(page, "trend");
  await page.selectOption("#trend-place", "云碓县");
  await page.waitForSelector('.small-multiple[data-series="enf.cert_staff:%"]');
  const said = (key) => page.getAttribute(`.small-multiple[data-series="${key}"] canvas`, "aria-label");
  assert.match(await said("enf.cert_staff"), /（人）（人）。2021：318，2022：326名?，2023：331/);
  assert.match(await said("enf.cert_staff:%"), /（%）（%）。2021：96\.5%，2022：未找到，2023：98%/);
  assert.doesNotMatch(await page.innerText('.small-multiple[data-series="enf.cert_staff"]'), /待核/, "412 and 98 % do not contradict each other");
  await view(page, "matrix");
  await page.selectOption("#matrix-year", "2023");
  const cells = (id) => page.$$eval("#view-matrix tbody tr", (rows, key) => Object.fromEntries(rows.map((row) => [row.querySelector("th").textContent, row.querySelector(`td[data-cell$=":${key}"]`).textContent])), id);
  assert.deepEqual(await cells("enf.cert_staff"), { 云碓县: "331人", 砚池区: "未找到", 桑渔县: "未找到" });
  assert.deepEqual(await cells("enf.cert_staff:%"), { 云碓县: "98%", 砚池区: "100%", 桑渔县: "未找到" });
  assert.deepEqual(await cells("emer.teams"), { 云碓县: "未找到", 砚池区: "9支", 桑渔县: "未找到" });
  assert.deepEqual(await cells("emer.teams:人"), { 云碓县: "未找到", 砚池区: "未找到", 桑渔县: "230人" });
  const heads = await page.$$eval("#view-matrix thead [data-sort^='enf.cert_staff']", (list) => list.map((button) => button.textContent));
  assert.deepEqual(heads.map((words) => words.slice(words.indexOf("（"))), ["（人）", "（%）"]);
  await page.click('#view-matrix thead [data-sort="enf.cert_staff:%"]');
  await page.locator('#view-matrix td[data-cell$=":enf.cert_staff:%"]').first().click();
  assert.match(await page.textContent("#dock-title"), /砚池区 2023 · .*（%）/);
  assert.equal(await page.textContent("#dock mark.words"), "100%");
  // A metric that no place counts in 人 has no column for it, and one choice covers all measures of a metric.
  await page.selectOption("#matrix-year", "2022");
  assert.equal(await page.locator('#view-matrix thead [data-sort="enf.cert_staff:%"]').count(), 0);
  await page.selectOption("#matrix-year", "2023");
  await page.click("#choose-metrics");
  await page.uncheck('#dialog input[value="enf.cert_staff"]');
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#view-matrix thead [data-sort^='enf.cert_staff']").count(), 0);
  assert.equal(await page.locator("#view-matrix thead [data-sort^='emer.teams']").count(), 2);
});
