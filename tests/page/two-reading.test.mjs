/** Holds the side-by-side reading to both texts: nothing lost, changes marked by shape, the next one a key away. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { open, paste, put, sample, settled } from "./steps.mjs";
import { compare, COUNTY, COUNTY_LATER, parse, SAMPLE } from "./texts.mjs";

/** Builds every block by bringing it into sight, and returns the words of each side. */
async function readAll(page) {
  const count = await page.locator("#main .aligned").count(), found = { before: "", after: "", removed: "", added: "" };
  for (let i = 0; i < count; i++) {
    await page.evaluate((n) => document.getElementById(`pair-${n}`).scrollIntoView({ block: "center" }), i);
    await page.waitForSelector(`#pair-${i}[data-built]`, { state: "attached" });
    const words = await page.$eval(`#pair-${i}`, (block) => {
      const of = (selector) => [...block.querySelectorAll(selector)].map((node) => node.textContent).join("");
      return { before: of(".before p:not(.none)"), after: of(".after p:not(.none)"), removed: of(".before del"), added: of(".after ins") };
    });
    for (const side of Object.keys(found)) found[side] += words[side];
  }
  return found;
}

const bare = (words) => words.replace(/\s/g, "");

eachBrowser("both texts stand there whole, and what is marked is what the module found", async ({ page }) => {
  await sample(page);
  await open(page, "reading");
  const { sections } = compare(...SAMPLE), reports = SAMPLE.map((text) => parse(text));
  const shown = await readAll(page);
  assert.ok(bare(shown.after) === bare(SAMPLE[1]), "the later text stands there whole, in its own order");
  const earlier = [SAMPLE[0].slice(0, reports[0].sections[0].span.start)];
  for (const { before } of sections) {
    if (before === null) continue;
    const { sections: all } = reports[0], next = all[before + 1];
    earlier.push(SAMPLE[0].slice(all[before].span.start, next && next.parent === before ? next.span.start : all[before].span.end));
  }
  earlier.push(SAMPLE[0].slice(Math.max(...reports[0].sections.map((s) => s.span.end))));
  assert.ok(bare(shown.before) === bare(earlier.join("")), "the earlier text stands there whole, in the order of its partners");
  assert.equal(bare(earlier.join("")).length, bare(SAMPLE[0]).length, "no section of it is missing");
  const of = (kind) => sections.flatMap((pair) => pair.diff).filter((piece) => piece.kind === kind).map((piece) => piece.text).join("");
  assert.equal(bare(shown.removed), bare(of("removed")));
  assert.equal(bare(shown.added), bare(of("added")));
  // By shape, not by colour alone.
  const lines = await page.evaluate(() => ["del", "ins"].map((name) => getComputedStyle(document.querySelector(`.legend ${name}`)).textDecorationLine));
  assert.deepEqual(lines, ["line-through", "underline"]);
  const apart = await page.$$eval("#view-reading .line", (rows) => rows.slice(0, 8).map((row) => row.querySelector(".said.before").getBoundingClientRect().top - row.querySelector(".said.after").getBoundingClientRect().top));
  assert.deepEqual(apart, apart.map(() => 0), "what belongs together stands at one height");
});

eachBrowser("N and P go through the changes, in view and counted; 只看变动 hides what is the same", async ({ page }) => {
  const twice = (text) => text.replace(/免予处罚案件\d+件。/, (words) => `${words}\n\n县司法局另设法律援助工作站，方便群众就近申请。`);
  await put(page, 0, twice(COUNTY));
  await put(page, 1, twice(COUNTY_LATER));
  await page.waitForSelector("#view-summary");
  await open(page, "reading");
  const total = Number(/(\d+) 处变动/.exec(await page.textContent("#change-position"))[1]);
  assert.ok(total >= 5, `${total} changes`);
  const now = () => page.evaluate(() => {
    const marked = [...document.querySelectorAll(".both .now")], box = marked.length ? marked[0].getBoundingClientRect() : { top: -1, bottom: -1 };
    return { words: marked.map((m) => m.textContent).join("→"), inSight: box.top > 0 && box.bottom < innerHeight, place: document.getElementById("change-position").textContent };
  });
  const seen = [];
  for (let i = 0; i < total; i++) {
    await page.keyboard.press("n");
    await page.waitForFunction((words) => document.getElementById("change-position").textContent === words, `第 ${i + 1} / ${total} 处变动`);
    await page.waitForTimeout(60);
    const { words, inSight } = await now();
    assert.ok(inSight, `change ${i + 1} is in sight`);
    seen.push(words);
  }
  assert.ok(seen.some((words) => /26/.test(words) && /31/.test(words)), seen.join(" | "));
  await page.keyboard.press("n");
  assert.match((await now()).place, /^第 1 /, "round and round");
  await page.click("#previous-change");
  assert.match((await now()).place, new RegExp(`^第 ${total} `));
  const same = page.locator("#main .line.same", { hasText: "法律援助工作站" }).first();
  assert.ok(await same.isVisible());
  await page.click("#only-changes");
  assert.ok(!(await same.isVisible()));
  assert.match(await page.locator("#main .skipped:visible").first().innerText(), /\d+ 段文字相同，未显示/);
  await page.click("#only-changes");
  assert.ok(await same.isVisible());
});

eachBrowser("copied passages are marked, with the share of their section; a heading leads to its block", async ({ page }) => {
  await sample(page);
  await open(page, "reading");
  const { reuse } = compare(...SAMPLE), { sections } = parse(SAMPLE[1]);
  const top = reuse.bySection.find(({ after, share }) => sections[after].level === 1 && share > 0);
  assert.match(await page.locator("#pair-1 .gutter").innerText(), /沿用 [\d.]+%/);
  assert.ok(top);
  await page.waitForSelector(".both .copied");
  await page.click("#show-copied");
  assert.equal(await page.locator(".both .copied").count(), 0);
  await page.click("#show-copied");
  const last = sections.filter((s) => s.level === 1).pop();
  await page.click(`#rail .headings button[data-section="${last.id}"]`);
  await page.waitForFunction((title) => [...document.querySelectorAll(".aligned h3")].some((h) => { const box = h.parentElement.parentElement.getBoundingClientRect(); return h.textContent === title && box.top > 60 && box.top < 500; }), last.marker + last.title);
});

/** A quarter of a megabyte, no sentence like another. */
function villages(word) {
  const parts = [COUNTY.split("\n")[0], "\n\n一、主要举措和成效\n\n"], han = (i) => String.fromCharCode(0x4e00 + (i * 37) % 8000);
  for (let i = 0; i < 9000; i++) parts.push(`${han(i)}${han(i * 3 + 1)}村开展巡查${i}次，${i % 4 ? "发现" : word}问题${(i % 7) + 2}个。${i % 5 ? "" : "\n\n"}`);
  return parts.join("");
}

eachBrowser("long texts side by side: what is in sight is built, and little else; the last change is a key away", async ({ page, test }) => {
  const text = villages("整改"), later = villages("办结");
  await paste(page, 0, text);
  await page.waitForSelector("#view-overview", { timeout: 60000 });
  await paste(page, 1, later);
  await page.waitForSelector("#view-summary", { timeout: 60000 });
  await settled(page);
  const nodes = () => page.evaluate(() => document.getElementsByTagName("*").length);
  for (const view of ["compared", "plans", "problems", "reuse", "checks", "suggested", "documents", "summary", "reading"]) {
    await open(page, view);
    test.diagnostic(`${view}: ${await nodes()} elements`);
    assert.ok((await nodes()) < 20000, `${view}: ${await nodes()} elements`);
  }
  const total = Number(/(\d+) 处变动/.exec(await page.textContent("#change-position"))[1]);
  assert.ok(total > 1000, `${total} changes`);
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  await page.waitForFunction((words) => document.getElementById("change-position").textContent === words, `第 ${total} / ${total} 处变动`);
  await page.waitForFunction(() => { const now = document.querySelector(".both .now"); const box = now && now.getBoundingClientRect(); return box && box.top > 0 && box.bottom < innerHeight; });
  assert.ok((await nodes()) < 20000);
  await page.click("#only-changes");
  assert.ok((await nodes()) < 20000);
});
