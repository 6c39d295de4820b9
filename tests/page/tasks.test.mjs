/** Holds long lists to what a reader notices: they are built in short tasks, what needs them whole gets them whole, what is stale is dropped. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { open, paste, put, settled } from "./steps.mjs";

const PLACES = ["青石", "白杨", "河湾", "柳林", "东坪", "西岭", "南浦", "北塘", "新桥", "古渡", "红旗", "团结"], WORK = ["调解纠纷", "审查合同", "检查企业", "培训人员", "办结信访", "开展宣讲", "办理公证", "接受咨询"], UNITS = ["件", "份", "家", "人次", "件", "场", "件", "人次"];
/** Hundred figures or so, of an invented city. */
const long = (from) => `芷州市人民政府2023年度法治政府建设情况报告

一、主要举措和成效

${PLACES.map((place, p) => `（${"一二三四五六七八九十"[p] || `十${"一二"[p - 10]}`}）${place}街道。${WORK.map((work, w) => `${place}街道全年${work}${from + p * 40 + w * 3}${UNITS[w]}`).join("，")}。`).join("\n\n")}
`;

/** Goes to a view and runs `then` behind the page's own listener, before any further task. */
const at = (page, view, then) => page.evaluate(([hash, body]) => new Promise((done) => {
  const rows = () => document.querySelectorAll("#main tr.row").length;
  addEventListener("hashchange", () => {
    const first = rows(), reading = document.documentElement.dataset.reading;
    if (body === "print") { dispatchEvent(new Event("beforeprint")); dispatchEvent(new Event("afterprint")); }
    if (body === "find") document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true }));
    done({ first, reading, then: rows() });
  }, { once: true });
  location.hash = hash;
}), [`#one/${view}`, then]);

const indices = (page) => page.$$eval("#main tr.row", (rows) => rows.map((row) => Number(row.dataset.index)));

eachBrowser("a long table comes in tasks; print and the browser's search have all of it", async ({ page }) => {
  await put(page, 0, long(110));
  await settled(page);
  const all = Number(await page.$eval('#rail a[data-view="indicators"] span', (count) => count.textContent));
  assert.ok(all > 90, `${all} figures are many enough`);
  for (const need of ["print", "find"]) {
    const { first, reading, then } = await at(page, "indicators", need);
    assert.ok(first > 20 && first < all, `${need}: ${first} of ${all} at first`);
    assert.equal(reading, "busy");
    assert.equal(then, all, need);
    assert.deepEqual(await indices(page), [...Array(all).keys()], need);
    await open(page, "overview");
  }
  assert.ok((await at(page, "indicators", "")).first < all);
  await settled(page);
  assert.deepEqual(await indices(page), [...Array(all).keys()], "the rest comes by itself, in order");
});

eachBrowser("the keys reach rows that are not built yet, and a newer text drops what was being built", async ({ page }) => {
  await put(page, 0, long(110));
  await settled(page);
  await page.evaluate(() => new Promise((done) => {
    addEventListener("hashchange", () => {
      const first = document.querySelector("#main tr.row");
      first.focus();
      first.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
      done();
    }, { once: true });
    location.hash = "#one/indicators";
  }));
  const [last, count] = await page.evaluate(() => [document.activeElement.dataset.index, document.querySelectorAll("#main tr.row").length]);
  assert.equal(Number(last), count - 1);
  await open(page, "overview");
  await at(page, "indicators", "");
  await put(page, 0, "芷州市人民政府2023年度法治政府建设情况报告\n\n一、主要举措和成效\n\n全年调解纠纷31件，审查合同12份。\n");
  await settled(page);
  assert.deepEqual(await indices(page), [0, 1]);
});

eachBrowser("the field that is typed in stays, with its focus, while results come in; a paste folds both away", async ({ page }) => {
  await page.click("#text-1");
  await page.keyboard.insertText("芷州市人民政府2023年度法治政府建设情况报告\n\n一、主要举措和成效\n\n全年调解纠纷31件");
  await page.waitForSelector("#view-overview");
  await settled(page);
  await page.keyboard.insertText("，审查合同12份。");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "text-1");
  assert.match(await page.inputValue("#text-1"), /31件，审查合同12份。$/);
  assert.equal(await page.$eval('#rail a[data-view="indicators"] span', (count) => count.textContent), "2");
  await page.click("#text-2");
  await page.keyboard.insertText("芷州市人民政府2022年度法治政府建设情况报告\n\n一、主要举措和成效\n\n全年调解纠纷28件");
  await page.waitForSelector("#view-summary");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "text-2");
  await page.keyboard.insertText("，审查合同9份。");
  await settled(page);
  assert.match(await page.locator(".sentences").innerText(), /2 对指标/);
  await paste(page, 1, long(110).replace(/2023/g, "2022"));
  await settled(page);
  assert.ok(!(await page.locator("#text-1").isVisible()));
});
