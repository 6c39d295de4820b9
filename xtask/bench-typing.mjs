/** Turns typing and pasting with two reports loaded into the longest time that the page blocks, in the current Chromium. */

import { openPage, ready } from "../tests/page/browsers.mjs";
import { paste, settled } from "../tests/page/steps.mjs";

/** Where a change of the text costs most: the summary with its chart, the longest table, both texts whole, all charts. */
const VIEWS = ["summary", "compared", "reading", "charts"];
/** Fifty characters, as an input method hands them over, then some with pauses long enough for the text to be read each time. */
const WORDS = "全县各级各部门认真落实法治建设责任依法行政能力进一步增强法治政府建设取得新的成效现将有关情况报告如下请予审阅", SLOW = "办理案件";

/** Each view is gone through so often and the least of its longest tasks is taken: whatever else the machine does only adds. */
const ROUNDS = 3;

/** { typing, pasting }: ms of the longest task, the longer of what the two observers see, and the view in which it was. */
export async function blocking(first, second) {
  const worst = { typing: { ms: 0, view: "" }, pasting: { ms: 0, view: "" } };
  for (const view of VIEWS) {
    const least = { typing: Infinity, pasting: Infinity };
    for (let i = 0; i < ROUNDS; i++) {
      const found = await once(view, first, second);
      for (const what of ["typing", "pasting"]) least[what] = Math.min(least[what], found[what]);
    }
    for (const what of ["typing", "pasting"]) if (least[what] > worst[what].ms) worst[what] = { ms: least[what], view };
  }
  return worst;
}

async function once(view, first, second) {
  const longest = { typing: 0, pasting: 0 };
  const { page, close } = await openPage("current");
  await ready(page);
  await page.evaluate(() => {
    window.blocked = [];
    new PerformanceObserver((list) => blocked.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    new PerformanceObserver((list) => blocked.push(...list.getEntries().map((entry) => entry.processingEnd - entry.processingStart))).observe({ type: "event", durationThreshold: 16 });
  });
  const take = async (what) => {
    await settled(page);
    await page.waitForTimeout(200);
    const ms = await page.evaluate(() => Math.max(0, ...blocked.splice(0)));
    if (what) longest[what] = Math.max(longest[what], ms);
  };
  await paste(page, 0, first);
  await page.waitForSelector("#view-overview");
  await take("pasting");
  await paste(page, 1, second);
  await page.waitForSelector("#view-summary");
  await take("pasting");
  await page.evaluate((name) => { location.hash = `#two/${name}`; }, view);
  await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
  await page.click("#change");
  await page.focus("#text-1");
  await take();
  await page.keyboard.type(WORDS, { delay: 40 });
  await take("typing");
  for (const letter of SLOW) {
    await page.keyboard.type(letter);
    await settled(page);
  }
  await take("typing");
  await paste(page, 0, first);
  await take("pasting");
  await close();
  return longest;
}
