/** Holds the privacy panel to what is so: the policy it shows is the one in force, and the hash it computes is the file's. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { eachBrowser, pageFile } from "./browsers.mjs";

eachBrowser("the privacy panel: abilities, policy, version, module", async ({ page }) => {
  await page.click("#privacy");
  const words = await page.locator("#privacy-sheet").innerText();
  assert.match(words, /不能联网[\s\S]*不自行保存[\s\S]*断开网络[\s\S]*拦不住的三件事/);
  const html = readFileSync(pageFile, "utf8"), module = /id="wasm" data-sha256="([0-9a-f]{64})" data-bytes="(\d+)" data-version="(\d+\.\d+\.\d+( \d{4}-\d\d-\d\d)?)"/.exec(html);
  assert.ok(module, "the page holds hash, size and version of what is inside");
  assert.ok(words.includes(module[1]) && words.includes(module[3]));
  const shown = await page.$$eval("#privacy-sheet .policy", (lists) => lists.map((list) => [...list.querySelectorAll("li")].map((item) => item.textContent)));
  const inPage = await page.$$eval("meta[http-equiv=Content-Security-Policy]", (metas) => metas.map((meta) => meta.content));
  assert.equal(shown.length, 2, "the second one was added once the module was compiled");
  shown.forEach((parts, i) => assert.equal(parts.join("; "), inPage[i]));
  assert.ok(shown[0].includes("connect-src 'none'") && shown[1].includes("script-src 'none'"));
});

eachBrowser("the privacy panel computes the hash of a file and holds it against the published one", async ({ page }) => {
  await page.click("#privacy");
  const wanted = createHash("sha256").update(readFileSync(pageFile)).digest("hex");
  await page.setInputFiles("#hash-file", pageFile);
  await page.waitForSelector("#file-hash");
  assert.equal(await page.locator("#file-hash").innerText(), wanted);
  await page.fill("#published-hash", wanted.toUpperCase());
  assert.match(await page.locator("#privacy-sheet").innerText(), /一致。/);
  await page.fill("#published-hash", wanted.replace(/^./, (c) => (c === "0" ? "1" : "0")));
  assert.match(await page.locator("#privacy-sheet").innerText(), /不一致/);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "privacy");
});
