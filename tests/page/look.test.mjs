/** Holds the look to what can be measured: nothing wider than the window, every field named, contrast, one tab stop for each list. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { fits, lit, open, put, sample } from "./steps.mjs";
import { COUNTY } from "./texts.mjs";

const VIEWS = { two: ["summary", "compared", "suggested", "reading", "plans", "problems", "documents", "reuse", "checks", "charts"], one: ["overview", "required", "indicators", "documents", "problems", "plans", "coverage", "mentions", "outline"] };

async function everyView(page, look) {
  await look("start");
  await sample(page);
  for (const mode of ["two", "one"]) {
    if (mode === "one") await page.click("#tab-one");
    for (const view of VIEWS[mode]) {
      await open(page, view);
      await look(`${mode}/${view}`);
    }
  }
}

// 640 is a window of 1280 at 200 %; 320 the narrowest that WCAG 1.4.10 asks for.
for (const width of [320, 390, 640, 768, 1280, 1920]) {
  eachBrowser(`nothing is wider than a window of ${width}`, { width, height: 800 }, async ({ page }) => {
    await everyView(page, (where) => fits(page, where));
    await page.click("#change");
    await fits(page, "fields");
  });
}

eachBrowser("on a narrow screen a tap opens the evidence, and Esc or × closes it", { width: 390, height: 844 }, async ({ page }) => {
  await put(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await open(page, "indicators");
  assert.ok(!(await page.locator("#evidence").isVisible()));
  await page.click('#main tr.row[data-key="indicator:2"]');
  assert.ok(await page.locator("#evidence").isVisible());
  assert.ok((await lit(page)).inSight);
  const clear = await page.evaluate(() => document.querySelector('#main tr[aria-selected="true"]').getBoundingClientRect().bottom <= document.getElementById("evidence").getBoundingClientRect().top + 1);
  assert.ok(clear, "the sheet does not cover the row that it explains");
  await page.click("#evidence .closer");
  assert.ok(!(await page.locator("#evidence").isVisible()));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "indicator:2");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#evidence").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#evidence").isVisible()));
});

/** Text in sight whose colour stands out too little from what is behind it. */
const faint = () => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const found = new Map();
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (element.closest("[disabled], [aria-hidden=true], canvas, .sr, .skip") || !element.getClientRects().length || getComputedStyle(element).visibility === "hidden") continue;
    let ground = element;
    while (ground && parse(getComputedStyle(ground).backgroundColor).a === 0) ground = ground.parentElement;
    const style = getComputedStyle(element), [a, b] = [light(parse(style.color)), light(parse(getComputedStyle(ground || document.body).backgroundColor))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(style.fontSize);
    if (ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5)) found.set(`${element.tagName}.${element.className}`, `${ratio.toFixed(2)} ${element.textContent.trim().slice(0, 12)}`);
  }
  return [...found];
};

for (const dark of [false, true]) {
  eachBrowser(`text stands out from its ground, ${dark ? "dark" : "light"}`, { dark }, async ({ page }) => {
    await everyView(page, async (where) => {
      const row = page.locator("#main tr.row").nth(1);
      if (await row.count()) await row.click();
      assert.deepEqual(await page.evaluate(faint), [], where);
    });
  });
}

/** What a reader with a screen reader or without a mouse stumbles over. */
const unnamed = () => {
  const bad = [], name = (element) => element.getAttribute("aria-label") || (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean).map((id) => (document.getElementById(id) || {}).textContent).join(" ") || [...(element.labels || [])].map((label) => label.textContent).join(" ") || element.textContent;
  for (const element of document.querySelectorAll("button, a[href], input, textarea, select, canvas, summary, [role=region], [role=dialog], table, nav")) {
    if (!String(name(element)).trim()) bad.push(`no name: ${element.outerHTML.slice(0, 80)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => bad.push(`twice: #${id}`));
  for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls]")) {
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"]) {
      for (const id of (element.getAttribute(attribute) || "").split(" ").filter(Boolean)) if (!document.getElementById(id)) bad.push(`${attribute} leads nowhere: #${id}`);
    }
  }
  for (const list of document.querySelectorAll("#main table.rows")) {
    const stops = list.querySelectorAll('tr.row[tabindex="0"]').length;
    if (list.querySelector("tr.row") && stops !== 1) bad.push(`${stops} tab stops in a list`);
  }
  if (document.querySelectorAll("main").length !== 1) bad.push("not one main");
  if (!document.documentElement.lang) bad.push("no language");
  if (document.querySelector("[style*=expression], [onclick]")) bad.push("a handler in the markup");
  return bad;
};

eachBrowser("fields and buttons have names, lists one tab stop, ids are single", async ({ page }) => {
  await everyView(page, async (where) => assert.deepEqual(await page.evaluate(unnamed), [], where));
});

eachBrowser("large type, theme, and the privacy sheet", async ({ page }) => {
  await sample(page);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.click("#large");
  assert.ok((await size()) > before);
  await fits(page, "large type");
  await page.click("#large");
  assert.equal(await size(), before);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const paper = await ground();
  await page.click("#theme");
  assert.notEqual(await ground(), paper);
  await page.click("#theme");
  assert.equal(await ground(), paper);
  await page.click("#privacy");
  assert.ok(await page.locator("#privacy-sheet").isVisible());
  assert.match(await page.locator("#privacy-sheet").innerText(), /SHA-256：[0-9a-f]{64}/);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.getElementById("privacy-sheet").contains(document.activeElement)), "the focus stays in the sheet");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#privacy-sheet").isVisible()));
  assert.equal(await page.evaluate(() => document.activeElement.id), "privacy");
});

eachBrowser("paper is white, and the screen as it was afterwards", { dark: true }, async ({ page }) => {
  await sample(page);
  const ground = () => page.locator("canvas").first().evaluate((canvas) => {
    const copy = document.createElement("canvas"), context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    return [getComputedStyle(document.body).backgroundColor, [...context.getImageData(1, 1, 1, 1).data].join()];
  });
  const screen = await ground();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const paper = await ground();
  assert.equal(paper[0], "rgb(255, 255, 255)");
  assert.notEqual(paper[1], screen[1]);
  assert.deepEqual(await page.evaluate(faint), []);
  assert.ok(!(await page.locator("#rail").isVisible()) && !(await page.locator(".top").isVisible()));
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await ground(), screen);
});

eachBrowser("a narrow window folds the tools under 更多, which gives the focus back", { width: 390, height: 844 }, async ({ page }) => {
  await sample(page);
  const shown = () => page.$$eval(".top .tool", (list) => list.filter((button) => button.getClientRects().length).map((button) => button.textContent));
  assert.deepEqual(await shown(), ["导出", "隐私", "更多"]);
  await page.click("#more");
  assert.deepEqual((await shown()).slice(3), ["保存…", "打开…", "自动保存", "帮助", "大字", "深色", "EN"]);
  await fits(page, "更多");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.task), "save", "the keyboard goes on into it");
  await page.keyboard.press("Escape");
  assert.equal((await shown()).length, 3);
  assert.equal(await page.evaluate(() => document.activeElement.id), "more");
  await page.click("#more");
  await page.click("#open-help");
  assert.equal((await shown()).length, 3);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "more");
  await page.click("#more");
  await page.click("#theme");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.click("#more");
  await page.mouse.click(40, 700);
  assert.equal((await shown()).length, 3, "a click elsewhere closes it");
});
