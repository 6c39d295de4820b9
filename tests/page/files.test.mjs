/** Holds opening and dropping to this: the same text in any encoding gives the same findings, and what can't be read is said so. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { lit, open, rowKeys, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER, gb18030, parse, utf16 } from "./texts.mjs";

const file = (name, buffer, mimeType = "text/plain") => ({ name, mimeType, buffer });
const BMP = COUNTY.replace(/\n/g, "\r\n");

const bytes = {
  "UTF-8": Buffer.from(BMP), "UTF-8 with a mark": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(BMP)]), "UTF-16 LE": utf16(BMP), GB18030: gb18030(BMP),
};

eachBrowser("a file in any encoding gives the same findings", async ({ page }) => {
  const report = parse(BMP);
  assert.equal(new TextDecoder("gb18030").decode(bytes.GB18030), BMP, "the bytes of this test are right");
  for (const [encoding, buffer] of Object.entries(bytes)) {
    await page.setInputFiles("#file-1", file("沅浦.txt", buffer));
    await page.waitForFunction((name) => document.getElementById("note").textContent.includes(name), encoding.slice(0, 6));
    await settled(page);
    const note = await page.locator("#note").innerText();
    assert.ok(note.includes("沅浦.txt"), note);
    if (encoding === "GB18030") assert.match(note, /看一眼是否通顺：沅浦县人民政府/);
    await open(page, "indicators");
    assert.equal((await rowKeys(page)).length, report.indicators.length, encoding);
    await page.click('#main tr.row[data-key="indicator:3"]');
    assert.equal((await lit(page)).words, report.indicators[3].raw);
    await page.click("#change");
    await page.click("#clear-1");
    await page.waitForSelector("#undo");
  }
});

eachBrowser("two files at once fill both fields", async ({ page }) => {
  await page.setInputFiles("#file-1", [file("一.txt", Buffer.from(COUNTY_LATER)), file("二.txt", gb18030(COUNTY))]);
  await page.waitForSelector("#view-summary");
  assert.match(await page.locator("#context").innerText(), /2021[\s\S]*2022/);
});

/** Drops files on an element as the system does. */
async function drop(page, selector, name, buffer) {
  await page.evaluate(([target, fileName, list]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(list)], fileName, { type: "text/plain" }));
    for (const kind of ["dragenter", "dragover", "drop"]) document.querySelector(target).dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [selector, name, [...buffer]]);
}

eachBrowser("a file dropped on a field, or anywhere", async ({ page }) => {
  await drop(page, '.box[data-slot="1"]', "later.txt", Buffer.from(COUNTY_LATER));
  await page.waitForSelector("#view-overview");
  assert.match(await page.inputValue("#text-2"), /2022年度/);
  assert.equal(await page.inputValue("#text-1"), "");
  await drop(page, "#main", "earlier.txt", Buffer.from(COUNTY));
  await page.waitForSelector("#view-summary");
  assert.match(await page.inputValue("#text-1"), /2021年度/);
});

eachBrowser("the encoding can be changed by hand", async ({ page }) => {
  await page.setInputFiles("#file-1", file("沅浦.txt", bytes.GB18030));
  await page.waitForSelector("#view-overview");
  await page.click("#change");
  await page.click("#import-1 summary");
  assert.equal(await page.inputValue("#encoding-1"), "GB18030");
  await page.selectOption("#encoding-1", "Big5");
  await page.waitForFunction(() => !document.getElementById("text-1").value.includes("沅浦县"));
  await settled(page);
  assert.equal(await page.inputValue("#encoding-1"), "Big5");
  await page.selectOption("#encoding-1", "GB18030");
  await page.waitForFunction(() => document.getElementById("text-1").value.includes("沅浦县"));
});
