/** Holds odd pairs to this: the page says at the top what is odd, and still shows what there is. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { open, put, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER } from "./texts.mjs";

const VIEWS = ["summary", "compared", "suggested", "reading", "plans", "problems", "documents", "reuse", "checks", "charts"];

async function pair(page, first, second) {
  await put(page, 0, first);
  await put(page, 1, second);
  await page.waitForSelector("#view-summary");
  await settled(page);
}

async function everyView(page, saying) {
  for (const view of VIEWS) {
    await open(page, view);
    assert.ok(await page.locator("#notices").isVisible(), view);
    assert.match(await page.locator("#notices").innerText(), saying, view);
    assert.doesNotMatch(await page.locator("#main").innerText(), /undefined|null|NaN|\[object|\{\w+\}/, view);
    assert.ok((await page.evaluate(() => document.getElementById("notices").getBoundingClientRect().top)) < 200, "at the top");
  }
}

eachBrowser("years turned round by hand: said, and turned back by one button", async ({ page }) => {
  await pair(page, COUNTY, COUNTY_LATER);
  assert.ok(!(await page.locator("#notices").isVisible()), "nothing is odd about a plain pair");
  await page.click("#swap");
  await page.waitForSelector("#notices [data-code=yearsSwapped]");
  await settled(page);
  await everyView(page, /先后可能颠倒/);
  await page.click("#notices [data-act=swap]");
  await page.waitForFunction(() => document.getElementById("notices").hidden);
});

eachBrowser("two places: higher and lower, not risen and fallen", async ({ page }) => {
  await pair(page, COUNTY, COUNTY_LATER.replace(/沅浦县/g, "汀洲县").replace(/沅政办发/g, "汀政办发"));
  await page.waitForSelector("#notices [data-code=otherPlace]");
  await everyView(page, /沅浦县、汀洲县/);
  await open(page, "summary");
  const said = await page.locator("#view-summary .sentences").innerText();
  assert.doesNotMatch(said, /上升|下降|升幅|降幅/);
  assert.match(said, /对较高/);
  await open(page, "compared");
  assert.doesNotMatch(await page.locator("#main .filters").innerText(), /上升|下降/);
  assert.match(await page.locator("#main thead").innerText(), /沅浦县[\s\S]*汀洲县/);
});

eachBrowser("the same report twice: everything the same, and no change invented", async ({ page }) => {
  await pair(page, COUNTY, COUNTY);
  await page.waitForSelector("#notices [data-code=sameText]");
  await everyView(page, /同一份文字/);
  await open(page, "reading");
  assert.match(await page.textContent("#change-position"), /没有不同/);
  assert.ok(await page.locator("#next-change").isDisabled());
  await open(page, "reuse");
  assert.match(await page.locator(".share .big").innerText(), /100\.0/);
  await open(page, "compared");
  await page.locator("#main tr.row").first().click();
  assert.equal(await page.locator("#evidence .fixes").count(), 0, "two places of one text can't be told apart");
});

eachBrowser("an empty side: said, and the other report is there", async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, "  \n　\n");
  await page.waitForSelector("#view-overview");
  await settled(page);
  await page.click("#tab-two");
  await page.waitForFunction(() => /还没有可对比的报告/.test(document.getElementById("main").innerText));
  await page.click("#tab-one");
  await page.waitForSelector("#view-overview");
  // A side with words that hold nothing.
  await put(page, 1, "法");
  await page.waitForSelector("#view-summary");
  await settled(page);
  for (const view of VIEWS) {
    await open(page, view);
    assert.ok((await page.locator("#main").innerText()).trim().length > 2, view);
  }
});
