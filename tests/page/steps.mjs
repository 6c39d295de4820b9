/** Turns what a reader does and sees into calls of the browser. */

import assert from "node:assert/strict";

/** Types over all that stands in a field, as a script does: the field may be folded away. */
export async function put(page, slot, text) {
  await page.evaluate(([id, words]) => {
    const field = document.getElementById(id);
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, [`text-${slot + 1}`, text]);
}

/** Pastes into a field as the clipboard hands a text over, line breaks and all. */
export async function paste(page, slot, text) {
  await page.evaluate(([id, words]) => {
    const field = document.getElementById(id), data = new DataTransfer();
    data.setData("text/plain", words);
    field.focus();
    field.select();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [`text-${slot + 1}`, text]);
}

/** Waits until nothing is being read any more. Typing counts as begun a moment after the last key. */
export async function settled(page) {
  await page.waitForTimeout(320);
  await page.waitForSelector("html[data-reading=done]", { state: "attached", timeout: 30000 });
}

export async function sample(page) {
  await page.click("#load-sample");
  await page.waitForSelector("#view-summary");
  await settled(page);
}

/** Opens a view by its link in the rail, and waits until all of it is built. */
export async function open(page, view) {
  await page.click(`#rail a[data-view="${view}"]`);
  await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
  await page.waitForSelector("html[data-reading=done]", { state: "attached", timeout: 30000 });
}

/** What stands lit in the pane: the words joined, and whether they are in sight there. */
export const lit = (page, container = "#source") => page.evaluate((selector) => {
  const box = document.querySelector(selector), marks = [...box.querySelectorAll("mark.words")];
  if (!marks.length) return null;
  const seen = marks[0].getBoundingClientRect(), frame = box.getBoundingClientRect();
  const sentence = [...box.querySelectorAll("mark")].map((mark) => mark.textContent).join("");
  return { words: marks.map((mark) => mark.textContent).join(""), sentence, inSight: seen.height > 0 && seen.top >= frame.top - 1 && seen.bottom <= frame.bottom + 1 };
}, container);

/** Clicks one of the tools of the top bar, which a narrow window folds under 更多. */
export async function tool(page, selector) {
  if (!(await page.locator(selector).isVisible())) await page.click("#more");
  await page.click(selector);
}

export const rowKeys = (page) => page.$$eval("#main tr.row", (rows) => rows.map((row) => row.dataset.key));

export const selectedKey = (page) => page.$eval('#main tr.row[aria-selected="true"]', (row) => row.dataset.key).catch(() => null);

/** Text without the thousands' commas that the page adds. */
export const plain = (words) => words.replace(/[,\s\u2060]/g, "");

/** The counts on the chips of a view: { all: 12, up: 3 }. */
export const chips = (page) => page.$$eval("#main .chip", (list) => Object.fromEntries(list.map((chip) => [chip.dataset.chip, Number(chip.querySelector(".count").textContent)])));

/** Nothing is wider than the window. */
export async function fits(page, where) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return null;
    return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > limit + 1).slice(0, 5).map((element) => `${element.tagName}.${element.className}`);
  });
  assert.equal(wide, null, `${where}: wider than the window: ${wide}`);
}
