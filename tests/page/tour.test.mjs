/** Holds the walk through the sample to its promise: offered, not in the way, left at any time, nothing kept. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { paste, settled } from "./steps.mjs";
import { COUNTY } from "./texts.mjs";

const STEPS = [["summary", ".sentences .fact"], ["compared", "#main tr.row:nth-child(2)"], ["plans", "#main .filters"], ["reading", "#search"]];

eachBrowser("four steps through the sample, forward and back", async ({ page }) => {
  assert.ok(!(await page.locator("#tour").isVisible()), "nothing opens by itself");
  await page.click("#offer-tour");
  await page.waitForSelector("#tour", { state: "visible" });
  for (const [i, [view, at]] of STEPS.entries()) {
    await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
    assert.match(await page.locator("#tour").innerText(), new RegExp(`^${i + 1} / 4`));
    assert.ok(await page.locator(at).first().evaluate((element) => element.classList.contains("tour-at")));
    assert.equal(await page.locator(".tour-at").count(), 1);
    if (view === "compared") assert.ok(await page.locator("#evidence-body .quote").count(), "the row's sentences stand beside it");
    if (i + 1 < STEPS.length) await page.click("#tour-next");
  }
  await page.click("#tour-back");
  await page.waitForSelector('#rail a[data-view="plans"][aria-current]');
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#tour").isVisible()));
  assert.equal(await page.locator(".tour-at").count(), 0);
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, ""]);
});

eachBrowser("the help names what to do and the keys, and offers the walk without taking the reader's texts", async ({ page }) => {
  await page.click("#open-help");
  assert.match(await page.locator("#dialog").innerText(), /粘贴一份报告[\s\S]*按键[\s\S]*Home End[\s\S]*Esc/);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "open-help");
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  await page.keyboard.press("?");
  assert.ok(await page.locator("#dialog .keys").isVisible());
  assert.equal(await page.locator("#start-tour").count(), 0, "the sample would take the place of what was pasted");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#offer-tour").isVisible()));
  assert.equal(await page.inputValue("#text-1"), COUNTY);
});
