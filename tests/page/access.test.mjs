/** Holds the page to WCAG 2.1 AA as axe-core checks it, and to people who have no mouse, large type, forced colours or reduced motion. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { eachBrowser } from "./browsers.mjs";
import { fits, lit, open, paste, put, sample, settled, tool } from "./steps.mjs";
import { COUNTY, COUNTY_LATER } from "./texts.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** What axe-core has to say of the page as it stands: ["rule: element", …]. */
async function violations(page) {
  return page.evaluate(async (tags) => {
    const { violations: found } = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return found.flatMap((rule) => rule.nodes.slice(0, 4).map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join(" ").slice(0, 160)}`));
  }, TAGS);
}

const views = (page) => page.$$eval("#rail a[data-view]", (list) => list.map((link) => link.dataset.view));

/** The start, then every view with one report and with two, a row chosen and unfolded in each. */
async function everywhere(page, look) {
  await look("start");
  await paste(page, 0, COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  const all = async (mode) => {
    for (const view of await views(page)) {
      await open(page, view);
      const row = page.locator("#main tr.row").first();
      if (await row.count()) {
        await row.click();
        await page.keyboard.press(" ");
      }
      await look(`${mode}/${view}`);
    }
  };
  await all("one");
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
  await all("two");
  // Both of them taken into many reports: list, trend, matrix, own rules.
  await page.click("#tab-many");
  await page.click("#add-open");
  await page.waitForFunction(() => document.querySelectorAll("#view-library [data-status=read]").length === 2);
  for (const view of await views(page)) {
    await open(page, view);
    await page.waitForSelector(`#view-${view}:not([aria-busy])`);
    await look(`many/${view}`);
  }
}

for (const dark of [false, true]) {
  for (const language of ["zh-CN", "en"]) {
    eachBrowser(`axe-core finds nothing, ${dark ? "dark" : "light"}, ${language}`, { dark }, async ({ page, test }) => {
      await page.evaluate(axe);
      if (language === "en") {
        await page.click("#language");
        await page.waitForSelector('html[lang="en"]', { state: "attached" });
      }
      const found = new Map();
      let looked = 0;
      const look = async (where) => { looked++; for (const words of await violations(page)) if (!found.has(words)) found.set(words, where); };
      await everywhere(page, look);
      // What opens over the page.
      for (const [name, act] of [["keys", () => page.keyboard.press("?")], ["privacy", () => page.click("#privacy")], ["saved", () => page.click("#open-help")]]) {
        if (name === "saved" && !(await page.locator("#open-help").count())) continue;
        await page.evaluate(() => document.activeElement.blur());
        await act();
        await look(name);
        await page.keyboard.press("Escape");
      }
      await page.click("#tab-one");
      await open(page, "indicators");
      await page.focus("#main tr.row");
      await page.keyboard.press("e");
      await look("fields of a correction");
      await page.keyboard.press("Escape");
      await page.keyboard.press("/");
      await page.keyboard.type("复议");
      await page.waitForSelector("#search-hits .hit");
      await look("searching");
      assert.deepEqual([...found], []);
      test.diagnostic(`${looked} places looked at`);
    });
  }
}

/** Presses Tab until the element that matches has the focus; the focus is in sight at every stop. */
async function tabTo(page, selector, key = "Tab", most = 80) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const at = await page.evaluate((wanted) => {
      const now = document.activeElement, style = getComputedStyle(now), box = now.getBoundingClientRect();
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const field = now.tagName === "TEXTAREA" ? getComputedStyle(now.parentElement).boxShadow !== "none" : false;
      return { found: now.matches(wanted), seen: now === document.body || ((ring || field) && box.width > 0), what: now.outerHTML.slice(0, 80) };
    }, selector);
    assert.ok(at.seen, `the focus can't be seen: ${at.what}`);
    if (at.found) return;
  }
  assert.fail(`Tab never comes to ${selector}`);
}

eachBrowser("the main job with the keyboard alone: paste, read, select, correct, compare, jump, help", async ({ page, name }) => {
  // The clipboard of the keyboard belongs to the system; what it hands over is the same event.
  const pasteHere = (text) => page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await tabTo(page, "#text-1");
  await pasteHere(COUNTY);
  await page.waitForSelector("#view-overview");
  await settled(page);
  await tabTo(page, '#rail a[data-view="required"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#view-required");
  await tabTo(page, '#rail a[data-view="indicators"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#view-indicators");
  await tabTo(page, "#main tr.row");
  await page.keyboard.press("ArrowDown");
  const words = (await lit(page)).words;
  assert.ok(words.length);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "source");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "TR");
  await page.keyboard.press("E");
  // Tab selects the words of the field that it comes to, and Chromium 90 without a window ends where words of a field are selected.
  if (name === "90") await page.fill('.editing input[name="value"]', "77");
  else {
    await page.keyboard.press("Tab");
    await page.keyboard.type("77");
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector("#main .tag.hand");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "TR", "back in the row");
  await tabTo(page, "#change", "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, "#text-2");
  await pasteHere(COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
  await tabTo(page, "#main a.fact");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#view-compared");
  await tabTo(page, "#main tr.row");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  assert.ok(await page.locator("#source mark").count(), "the earlier text shows the place");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator("#source mark").count());
  await page.keyboard.press("Escape");
  await tabTo(page, '#rail a[data-view="reading"]', "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#view-reading");
  await page.keyboard.press("n");
  assert.ok(await page.locator(".now").count(), `a change is jumped to in ${name}`);
  await page.keyboard.press("?");
  await tabTo(page, "#close-dialog");
  await page.keyboard.press("Enter");
  assert.ok(!(await page.locator("#dialog").isVisible()));
});

eachBrowser("large type, double size and a narrow window: nothing is cut off, in both languages", async ({ page }) => {
  await sample(page);
  for (const english of [false, true]) {
    if (english) await tool(page, "#language");
    // 200 % of 1280 px leaves 640 for the layout; large type comes on top.
    for (const [width, large] of [[1280, true], [640, false], [640, true], [390, false], [320, false]]) {
      await page.setViewportSize({ width, height: 800 });
      const pressed = (await page.getAttribute("#large", "aria-pressed")) === "true";
      if (pressed !== large) await tool(page, "#large");
      for (const mode of ["two", "one"]) {
        await page.click(`#tab-${mode}`);
        await page.waitForSelector(`#tab-${mode}[aria-current]`);
        for (const view of await views(page)) {
          await page.evaluate(([m, v]) => { location.hash = `#${m}/${v}`; }, [mode, view]);
          await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
          await fits(page, `${english ? "en" : "zh"} ${width}${large ? " large" : ""} ${mode}/${view}`);
        }
      }
    }
  }
});

eachBrowser("nothing moves for those who asked for less motion, nor for others", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await sample(page);
  const moving = () => page.evaluate(() => [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.transitionDuration) > 0.01 || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01) || style.scrollBehavior === "smooth";
  }).map((element) => element.className));
  assert.deepEqual(await moving(), []);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.deepEqual(await moving(), []);
});

eachBrowser("forced colours: what is chosen, found and filled can be told apart", async ({ page, name }) => {
  if (name === "90") return;   // the switch came to its tools later; the style is the same
  await page.emulateMedia({ forcedColors: "active" });
  await sample(page);
  await open(page, "compared");
  await page.locator("#main tr.row").first().click();
  const styles = await page.evaluate(() => {
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    return { chosen: of('tr.row[aria-selected="true"]').outlineStyle, chip: of('.chip[aria-pressed="true"]').outlineStyle, words: of("#evidence mark.words").outlineStyle };
  });
  assert.deepEqual(styles, { chosen: "solid", chip: "solid", words: "solid" });
});
