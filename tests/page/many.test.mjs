/** Holds many reports to this: read one after the other with progress and stopped at a word, from files, folders and drops; corrected, and put into the panes. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drop } from "./bring.mjs";
import { eachBrowser } from "./browsers.mjs";
import { all, asFile, FILES, lots, rowOf, statuses, view, year, YEARS } from "./many.mjs";
import { fits, put, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER, gb18030, parse } from "./texts.mjs";

eachBrowser("dropped together they are read; a bad one is named with its reason, one that repeats another is said to", async ({ page, name }) => {
  await lots(page);
  const files = [...FILES, asFile("空.txt", ""), { name: "照片.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]) }, asFile("又一份.txt", YEARS[0]), { name: "国标.txt", mimeType: "text/plain", buffer: gb18030(year("砚池县", 2022, { cases: 8, rate: 90, lawyers: 3 })) }];
  await drop(page, name, "#view-library", files);
  await all(page, files.length);
  assert.deepEqual((await statuses(page)).sort(), ["failed", "failed", "read", "read", "read", "read", "read", "read", "same"].sort());
  assert.match(await rowOf(page, "空.txt").innerText(), /读不出/);
  assert.match(await rowOf(page, "照片.png").innerText(), /图片/);
  assert.match(await rowOf(page, "又一份.txt").innerText(), /重复[\s\S]*沅浦2021\.txt/);
  const read = parse(YEARS[2]);
  assert.match(await rowOf(page, "关于2023年度").first().innerText(), new RegExp(`沅浦县\\s+2023[\\s\\S]*${read.indicators.length}\\s+3/4\\s+晚于期限\\s+已读`));
  assert.match(await page.textContent("#context"), /9 份报告.*4 个地方.*2021—2023/);
  // What repeats another takes its place when that one goes.
  await rowOf(page, "关于2021年度").first().click();
  await page.click('#dock [data-act="out"]');
  await all(page, files.length - 1);
  assert.ok(!(await statuses(page)).includes("same"));
  await page.click("#put-back");
  await all(page, files.length);
  assert.equal((await statuses(page)).filter((s) => s === "same").length, 1);
});

/** A folder with a folder in it, and what systems leave there. */
function folder() {
  const top = mkdtempSync(join(tmpdir(), "reports-"));
  mkdirSync(join(top, "各年"));
  FILES.forEach((file, i) => writeFileSync(join(top, i % 2 ? "各年" : ".", file.name), file.buffer));
  writeFileSync(join(top, ".DS_Store"), "x");
  writeFileSync(join(top, "~$草稿.docx"), "x");
  return top;
}

eachBrowser("a folder is opened with all that is below it, and nothing of what systems leave there", async ({ page, name }) => {
  await lots(page);
  const top = folder();
  if (name === "current") await page.setInputFiles("#many-folder", top);
  else {
    // The old ones take no folder from a driver: the files that the dialog would give.
    await page.evaluate((list) => {
      const data = new DataTransfer(), input = document.getElementById("many-folder");
      for (const [called, text] of list) data.items.add(new File([text], called));
      input.files = data.files;
      input.dispatchEvent(new Event("change"));
    }, [...FILES.map((file) => [file.name, file.buffer.toString()]), [".DS_Store", "x"], ["~$草稿.docx", "x"]]);
  }
  await all(page, FILES.length);
  assert.deepEqual(new Set(await statuses(page)), new Set(["read"]));
  if (name === "90") return;   // no drop of a folder can be driven there
  const session = await page.context().newCDPSession(page), data = { items: [], files: [top], dragOperationsMask: 1 };
  await page.evaluate(() => document.querySelector("#view-library tr.row").click());
  await page.click('#dock [data-act="out"]');
  await all(page, FILES.length - 1);
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: 640, y: 300, data });
  await all(page, FILES.length * 2 - 1);
  assert.equal((await statuses(page)).filter((s) => s === "same").length, FILES.length - 1, "what is here already is recognised");
});

eachBrowser("progress says how many and which; stopped it stays stopped, and goes on where it was", async ({ page }) => {
  await lots(page);
  const many = Array.from({ length: 60 }, (_, i) => asFile(`第${i}份.txt`, year("沅浦县", 1960 + i, { cases: 100 + i, rate: 90, lawyers: i + 1 }) + `附：${"渔港巡查记录。".repeat(20000)}`));
  await page.evaluate(() => { window.said = []; new MutationObserver(() => window.said.push(document.getElementById("many-progress").innerText)).observe(document.getElementById("many-progress"), { subtree: true, childList: true, characterData: true }); });
  await page.setInputFiles("#many-files", many);
  // Pressed in the page itself, as soon as one is read: a driven click comes after a fast machine has read them all.
  await page.waitForFunction(() => {
    if (!/已完成 [1-9]\d* \/ 60 份/.test(document.getElementById("many-progress").innerText)) return false;
    document.getElementById("many-stop").click();
    return true;
  }, null, { polling: 20 });
  await page.waitForFunction(() => /已停下，还有 \d+ 份没有读/.test(document.getElementById("many-progress").innerText));
  const left = Number(/还有 (\d+) 份/.exec(await page.textContent("#many-progress"))[1]);
  assert.ok(left > 0 && left < 60, `${left} left`);
  assert.ok((await page.evaluate(() => window.said)).some((words) => /第\d+份\.txt/.test(words)), "the file being read is named");
  await page.waitForTimeout(500);
  assert.equal(Number(/还有 (\d+) 份/.exec(await page.textContent("#many-progress"))[1]), left, "nothing is read behind the reader's back");
  await page.click("#many-stop");
  await all(page, 60);
  assert.deepEqual(new Set(await statuses(page)), new Set(["read"]));
});

eachBrowser("place and year are corrected by hand, and what depends on them follows", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await rowOf(page, "桑渔县").click();
  await page.fill("#fix-place", "沅浦县");
  await page.fill("#fix-year", "2020");
  await page.click("#fix-meta");
  await page.waitForFunction(() => [...document.querySelectorAll("#view-library tr.row")].filter((row) => /已改/.test(row.innerText) && /沅浦县/.test(row.innerText) && /2020/.test(row.innerText)).length === 1);
  assert.match(await page.textContent("#context"), /2 个地方.*2020—2023/);
  await view(page, "trend");
  assert.match(await page.textContent("#trend-place"), /沅浦县.*2020—2023/);
});

eachBrowser("a row leads to its report, and two of them into the panes; what was there is kept", async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
  await page.click("#tab-many");
  await page.waitForSelector("#view-library");
  await page.click("#add-open");
  await all(page, 2);
  await page.setInputFiles("#many-files", FILES);
  await all(page, 7);
  await rowOf(page, "关于2023年度").first().click();
  await page.click('#dock [data-act="pair"]');
  await page.waitForSelector("#view-summary");
  await settled(page);
  assert.match(await page.textContent("#context"), /沅浦县.*2022.*2023/);
  await page.click("#tab-many");
  await page.waitForSelector("#view-library");
  assert.equal((await statuses(page)).length, 7, "both texts of before stand in the library");
  await rowOf(page, "云碓区").click();
  await page.click('#dock [data-act="one"]');
  await page.waitForSelector("#view-overview");
  assert.match(await page.textContent("#context"), /云碓区/);
  // Pane by pane.
  await page.click("#tab-many");
  await page.waitForSelector("#view-library");
  await rowOf(page, "关于2021年度法治政府建设情况的报告").first().click();
  await page.click('#dock [data-act="later"]');
  await page.waitForSelector("#view-summary");
  await settled(page);
  assert.match(await page.textContent("#context"), /沅浦县/);
});

for (const width of [390, 800, 1280]) {
  eachBrowser(`nothing is wider than ${width} px, and the table of places scrolls by itself`, { width }, async ({ page }) => {
    await lots(page);
    await fits(page, "empty");
    await page.setInputFiles("#many-files", FILES);
    await all(page, FILES.length);
    await fits(page, "library");
    await page.locator("#view-library tr.row").first().click();
    await fits(page, "row");
    await page.keyboard.press("Escape");
    for (const name of ["trend", "matrix", "rules"]) {
      await page.evaluate((to) => { location.hash = `#many/${to}`; }, name);
      await page.waitForSelector(`#view-${name}`);
      await page.waitForTimeout(200);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${name} is wider than the window`);
    }
  });
}
