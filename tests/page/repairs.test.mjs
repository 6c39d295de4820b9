/** Holds 概况 to tell how a text was read: what was folded, joined or left out, each with its place, and the text before that one click away. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { lit, paste, put, settled } from "./steps.mjs";
import { COUNTY, repairs } from "./texts.mjs";

/** As a mail program breaks lines. */
const wrapped = (text) => text.split("\n").flatMap((line) => line.match(/.{1,34}/gu) || [""]).join("\n");
const county = COUNTY.replace("143", "１４３").replace("（二）", "二）").replace("现将有关", "縣將有關").replace("沅政办发〔2021〕12号", "沅政办发[2021]12号").replace("二、存在的问题", "办结率l00%。\n\n二、存在的问题");
const ODD = `首页 > 政务公开 > 法治政府建设\n${wrapped(county)}\n— 12 —\n打印本页\n`;

const listed = (page) => page.$$eval("#repairs details", (list) => list.map((each) => [each.dataset.repair, Number(each.dataset.count)]));

eachBrowser("what was folded, joined or left out is listed, and each place lights in the source", async ({ page }) => {
  await put(page, 0, ODD);
  await page.waitForSelector("#repairs details");
  await settled(page);
  const expected = [...repairs(ODD).map((repair) => [repair.kind, repair.count]), ["digits", 1]];
  assert.deepEqual(expected.map(([kind]) => kind).sort(), ["bracket", "digits", "furniture", "joined", "number", "traditional", "wide"], "the text holds them all");
  assert.deepEqual(await listed(page), expected);
  for (const [kind, words] of [["wide", "１４３"], ["bracket", "二）"], ["number", "沅政办发[2021]12号"], ["traditional", "縣將有關"], ["furniture", "首页 > 政务公开 > 法治政府建设"], ["digits", "l00%"]]) {
    await page.click(`#repairs [data-repair="${kind}"] summary`);
    await page.locator(`#repairs [data-repair="${kind}"] .spot`).first().click();
    const shown = await lit(page);
    assert.equal(shown && shown.words, words, kind);
    assert.ok(shown.inSight, `${kind}: the words are out of sight`);
  }
});

eachBrowser("a text that is read as it stands says so", async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#repairs p");
  assert.equal(await page.locator("#repairs p").innerText(), "按原文读取，没有折算、略去或连接的地方。");
  assert.deepEqual(await listed(page), []);
  await page.click("#language");
  await page.waitForFunction(() => document.querySelector("#repairs p").textContent.startsWith("Read"));
  assert.equal(await page.locator("#repairs p").innerText(), "Read as it stands: nothing was folded, left out or joined.");
});

eachBrowser("what an opened file lost on its way is said there too, and the whole text can be had back", async ({ page }) => {
  const html = `<html><head><meta charset="utf-8"><title>年度报告</title></head><body><ul><li><a href="/a.html">首页</a></li><li><a href="/b.html">政务公开</a></li><li><a href="/c.html">互动交流</a></li></ul><div class="article">${COUNTY.split("\n").map((line) => `<p>${line}</p>`).join("")}</div><div>版权所有：沅浦县人民政府办公室　<br>网站标识码：3300000000</div></body></html>`;
  await page.setInputFiles("#file-1", { name: "年报.html", mimeType: "text/html", buffer: Buffer.from(html) });
  await page.waitForSelector("#repairs li");
  await settled(page);
  assert.ok((await page.locator("#repairs > div > ul > li").count()) > 0, "what the reader of files did is listed");
  await page.click("#repairs [data-before]");
  assert.match(await page.inputValue("#before-text"), /版权所有/);
  await page.click("#use-before");
  await settled(page);
  assert.match(await page.inputValue("#text-1"), /版权所有/, "the text as it was is read instead");
});

eachBrowser("pasting over a text shows what was read of the new one", async ({ page }) => {
  await paste(page, 0, ODD);
  await page.waitForSelector("#repairs details");
  await put(page, 0, COUNTY);
  await page.waitForSelector("#repairs p");
  await settled(page);
  assert.deepEqual(await listed(page), []);
});
