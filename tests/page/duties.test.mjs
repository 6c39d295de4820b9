/** Holds the views of required parts, deadline, fields, places, honours and names to the module's reading and to wording about the text alone. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { chips, lit, open, paste, rowKeys, settled } from "./steps.mjs";
import { COUNTY, parse } from "./texts.mjs";

/** Fuller than COUNTY: a duty of the leaders, a cause, an honour, another place, a rate beside its two figures. */
const FULL = `汝城县人民政府关于2022年度法治政府建设情况的报告

一、主要举措和成效

（一）规范行政执法。获评“全省法治政府建设示范县”，赴浙江省湖州市学习交流。全年行政应诉案件62件，行政机关负责人出庭应诉61件，出庭应诉率98.4%。受理行政复议申请48件。

（二）加强普法宣传。开展宪法宣传活动36场次，培训村居法律明白人520名，发放宣传资料1.2万份。

二、党政主要负责人履行推进法治建设第一责任人职责情况

县政府主要负责人主持召开常务会议专题学法6次，听取法治建设工作汇报2次。

三、存在的不足和原因

一是基层执法力量薄弱；二是普法形式较为单一。究其原因，主要是编制不足。

四、2023年工作安排

一是健全行政执法监督机制；二是推进政务公开标准化。

汝城县人民政府
2023年5月18日
`;

const LACKING = FULL.replace(/三、存在的不足和原因[\s\S]*?四、2023/, "三、2023").replace("2023年5月18日", "2023年1月18日");

async function show(page, text, view) {
  await paste(page, 0, text);
  await page.waitForSelector("#view-overview");
  await settled(page);
  if (view) await open(page, view);
  return parse(text);
}

eachBrowser("必备内容: each part with the words of the rule and its place; 4/4 on the overview", async ({ page }) => {
  const report = await show(page, FULL);
  assert.deepEqual(report.required.map((part) => part.present), [true, true, true, true]);
  assert.equal(await page.locator('.kpis a[href="#one/required"] b').innerText(), "4/4");
  assert.equal(await page.locator('#rail a[data-view="required"] span').innerText(), "4/4");
  await open(page, "required");
  for (const [i, part] of report.required.entries()) {
    const row = page.locator(`#main tr.row[data-key="required:${i}"]`), words = await row.innerText();
    assert.ok(words.includes(part.rule) && words.includes(part.source), "the rule's own words and where they stand");
    assert.equal(words.includes("待核"), !part.confirmed);
    assert.match(words, /有\s/);
    await row.click();
    const span = part.sections.length ? report.sections[part.sections[0]].titleSpan : part.spans[0], shown = await lit(page);
    assert.equal(shown.words, FULL.slice(span.start, span.end));
    assert.ok(shown.inSight);
  }
  assert.ok(report.problems.some((problem) => problem.cause));
  assert.match(await page.locator("#view-required .further").last().innerText(), /编制不足/, "the causes named stand below");
});

eachBrowser("必备内容: what is lacking is 未找到对应表述, and 不足 without 原因 says so", async ({ page }) => {
  const report = await show(page, LACKING, "required");
  const lacking = report.required.findIndex((part) => part.part === "problems");
  assert.equal(report.required[lacking].present, false);
  assert.match(await page.locator(`#main tr.row[data-key="required:${lacking}"]`).innerText(), /未找到对应表述/);
  assert.match(await page.locator("#view-required header").innerText(), /3\/4/);
  const without = FULL.replace("究其原因，主要是编制不足。", "");
  await page.click("#change");
  await paste(page, 0, without);
  await settled(page);
  await open(page, "required");
  assert.match(await page.locator(`#main tr.row[data-key="required:${parse(without).required.findIndex((part) => part.part === "problems")}"]`).innerText(), /有，未见原因/);
  assert.doesNotMatch(await page.locator("#main").innerText(), /未落实|缺失|造假|错误/);
});

eachBrowser("期限: the dates of the text against the day that the rule names", async ({ page }) => {
  const report = await show(page, FULL);
  assert.equal(report.timeliness.signed, "late");
  const said = () => page.locator(".due").first().innerText();
  assert.match(await said(), new RegExp(`成文日期 2023-05-18，晚于 ${report.timeliness.due}`));
  assert.match(await said(), /未找到发布日期/);
  const close = (words) => words.replace(/\s/g, "");
  assert.ok(close(await said()).includes(close(report.timeliness.rule)) && close(await said()).includes(close(report.timeliness.source)));
  await page.click("#change");
  await paste(page, 0, LACKING);
  await settled(page);
  assert.match(await said(), /成文日期 2023-01-18，不晚于/);
});

eachBrowser("各方面篇幅: every item of the outline, its share, the words that decided, the passages", async ({ page }) => {
  const report = await show(page, FULL, "coverage");
  assert.deepEqual(await rowKeys(page), report.coverage.map((_, i) => `topic:${i}`));
  assert.match(await page.locator("#view-coverage header").innerText(), /2021—2025/);
  const found = await chips(page);
  assert.equal(found.absent, report.coverage.filter((topic) => !topic.spans.length).length);
  assert.equal(found.fields, report.coverage.filter((topic) => topic.parent === null).length);
  const index = report.coverage.findIndex((topic) => topic.spans.length && topic.terms.length), topic = report.coverage[index];
  const row = page.locator(`#main tr.row[data-key="topic:${index}"]`);
  assert.ok((await row.innerText()).includes(topic.terms[0]) && (await row.innerText()).includes(`${(topic.share * 100).toFixed(1)}%`));
  assert.equal((await row.innerText()).includes("待核"), !topic.confirmed);
  await row.click();
  assert.ok((await lit(page)).inSight);
  await page.keyboard.press(" ");
  assert.equal(await page.locator("#main .passages .spot").count(), Math.min(12, topic.spans.length));
  await page.click('#main .chip[data-chip="absent"]');
  for (const words of await page.$$eval("#main tr.row", (rows) => rows.map((one) => one.textContent))) assert.match(words, /未找到对应表述/);
});

eachBrowser("荣誉、日期、地名 and rates: each with its place; other places are named without a reproach", async ({ page }) => {
  const report = await show(page, FULL, "mentions");
  assert.ok(report.honours.length && report.dates.length && report.foreignPlaces.length, "the text has one of each");
  const found = await chips(page), rates = report.indicators.filter((indicator) => indicator.recomputed).length;
  assert.deepEqual([found.honour, found.date, found.place, found.rate], [report.honours.length, report.dates.length, report.foreignPlaces.reduce((sum, other) => sum + other.spans.length, 0), rates]);
  await page.click('#main .chip[data-chip="place"]');
  await page.locator("#main tr.row").last().click();
  assert.ok((await lit(page)).words.includes("湖州"));
  assert.match(await page.locator("#view-mentions").innerText(), /可能是交流、协作、案例/);
  if (rates) {
    await page.click('#main .chip[data-chip="rate"]');
    assert.match(await page.locator("#main tr.row").first().innerText(), /61 ÷ 62 = 98\.39%/);
  }
  await open(page, "overview");
  assert.match(await page.locator(".elsewhere").innerText(), /文中提到的其他地方：.*湖州/);
});

eachBrowser("general names stand beside the indicators, with how sure they are", async ({ page }) => {
  const report = await show(page, FULL, "indicators");
  const named = report.indicators.filter((indicator) => indicator.metric);
  assert.ok(named.length);
  assert.equal((await chips(page)).metric, named.length);
  await page.click('#main .chip[data-chip="metric"]');
  await page.locator("#main tr.row").first().click();
  await page.keyboard.press(" ");
  assert.match(await page.locator("#main tr.detail").innerText(), new RegExp(`通用名称：.+（把握 ${Math.round(named[0].metricConfidence * 100)}%）`));
});

eachBrowser("two years across a change of law: a notice says that the series breaks", async ({ page }) => {
  await paste(page, 0, FULL.replace(/2023/g, "2024").replace(/2022/g, "2023"));
  await paste(page, 1, FULL.replace(/2023/g, "2025").replace(/2022/g, "2024").replace("申请48件", "申请95件"));
  await page.waitForSelector("#view-summary");
  await settled(page);
  assert.match(await page.locator('#notices [data-code="seriesBreak"]').innerText(), /行政复议法.*不宜直接比较/);
});
