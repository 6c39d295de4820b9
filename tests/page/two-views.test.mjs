/** Holds the views of plans, problems, reuse and checks to what the module finds, and every number of the summary to the place it leads to. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { chips, lit, open, plain, put, rowKeys, sample, selectedKey } from "./steps.mjs";
import { compare, COUNTY, COUNTY_LATER, parse, SAMPLE } from "./texts.mjs";

const clipboard = { init: () => { Object.defineProperty(navigator, "clipboard", { value: { writeText: async (words) => { window.copied = words; } } }); } };
const tally = (list, test) => list.filter(test).length;

eachBrowser("every number of the summary leads to the rows it counts", clipboard, async ({ page }) => {
  await sample(page);
  const links = await page.$$eval("#view-summary .fact", (list) => list.map((link) => ({ words: link.textContent, view: link.getAttribute("href").split("/")[1], chip: link.dataset.chip || null, row: link.dataset.row || null })));
  assert.ok(links.length > 15, `${links.length} links`);
  for (const [index, { words, view, chip, row }] of links.entries()) {
    await open(page, "summary");
    await page.locator("#view-summary .fact").nth(index).click();
    await page.waitForSelector(`#rail a[data-view="${view}"][aria-current]`);
    const where = `${words} → ${view} ${chip} ${row}`;
    // 全部 of the table of pairs counts more than those paired.
    if (chip && chip !== "all") {
      assert.equal(await page.getAttribute(`#main .chip[data-chip="${chip}"]`, "aria-pressed"), "true", where);
      assert.equal((await rowKeys(page)).filter((key) => view !== "plans" || key.startsWith("plan:")).length, Number(words), where);
    }
    if (row) {
      assert.equal(await selectedKey(page), row, where);
      assert.ok(await page.locator("#evidence .quote").count(), `${where}: no evidence`);
    }
  }
  await open(page, "summary");
  await page.click("#copy-summary");
  await page.waitForFunction(() => window.copied);
  const copied = await page.evaluate(() => window.copied), shown = await page.$$eval("#view-summary .sentences li", (items) => items.map((item) => item.textContent));
  assert.deepEqual(copied.split("\n").slice(0, -1).map((line) => line.replace(/\s/g, "")), shown.map((line) => line.replace(/\s/g, "")), "what is copied is what is shown");
  assert.ok(shown.length <= 8 && shown.every((line) => line.endsWith("。")), shown.join("\n"));
  assert.doesNotMatch(copied, /落实|错误|造假|抄袭|\{|undefined|NaN/);
});

eachBrowser("last year's plan: every commitment with its answer", async ({ page }) => {
  await sample(page);
  const { followUps, targets } = compare(...SAMPLE), [before, after] = SAMPLE.map((text) => parse(text));
  assert.ok(followUps.length && targets.length, "the example has plans");
  await open(page, "plans");
  assert.deepEqual(await rowKeys(page), [...followUps.map((_, i) => `plan:${i}`), ...targets.map((_, i) => `target:${i}`)]);
  const counts = await chips(page);
  for (const status of ["done", "mentioned", "absent"]) assert.equal(counts[status], tally(followUps, (f) => f.status === status), status);
  assert.equal(counts.again, tally(followUps, (f) => f.plannedAgain));
  for (const [index, follow] of followUps.entries()) {
    const row = page.locator(`#main tr.row[data-key="plan:${index}"]`), words = await row.innerText();
    assert.match(words, { done: /有对应表述/, mentioned: /有提及，未见结果/, absent: /未找到对应表述/ }[follow.status]);
    assert.equal(/再次列入计划/.test(words), follow.plannedAgain);
    assert.ok(plain(words).includes(plain(before.commitments[follow.commitment].text.slice(0, 40))));
    await row.click();
    const quotes = await page.$$eval("#evidence .quote", (list) => list.map((quote) => quote.className));
    assert.equal(quotes.filter((name) => /after/.test(name)).length, follow.evidence.length);
    if (follow.evidence.length) {
      const { start, end } = follow.evidence[0].span;
      await page.locator("#evidence .quote.after button").first().click();
      assert.equal(plain((await lit(page)).words), plain(SAMPLE[1].slice(start, end)));
      assert.ok((await lit(page)).inSight);
    }
  }
  const [target] = targets, row = await page.locator('#main tr.row[data-key="target:0"]').innerText();
  assert.ok(plain(row).includes(plain(before.indicators[target.planned].raw)) && plain(row).includes(plain(after.indicators[target.reached].raw)));
  assert.match(row, target.met === true ? /达到计划数/ : target.met === false ? /未到计划数/ : /不好比/);
  await page.fill("#find-plans", "没有这样的字");
  await page.waitForFunction(() => document.querySelector("#view-plans table.rows td.none"));
});

eachBrowser("problems: in both years, gone, new, side by side", async ({ page }) => {
  await sample(page);
  const { problems } = compare(...SAMPLE), [before, after] = SAMPLE.map((text) => parse(text));
  assert.ok(problems.length, "the example admits problems");
  await open(page, "problems");
  assert.deepEqual((await rowKeys(page)).sort(), problems.map((_, i) => `problem:${i}`).sort());
  const counts = await chips(page);
  for (const status of ["persistent", "new", "gone"]) assert.equal(counts[status], tally(problems, (p) => p.status === status), status);
  assert.equal(counts.verbatim + counts.reworded, counts.persistent);
  for (const [index, pair] of problems.entries()) {
    const row = page.locator(`#main tr.row[data-key="problem:${index}"]`), words = plain(await row.innerText());
    for (const [id, report] of [[pair.before, before], [pair.after, after]]) if (id !== null) assert.ok(words.includes(plain(report.problems[id].text.slice(0, 30))));
    if (pair.status === "gone") assert.match(words, /未再提及/);
    await row.click();
    assert.equal(await page.locator("#evidence .quote").count(), (pair.before !== null) + (pair.after !== null));
  }
});

eachBrowser("reuse: the share, the strip, every passage at both its places", async ({ page }) => {
  await sample(page);
  const { reuse } = compare(...SAMPLE);
  await open(page, "reuse");
  assert.equal(plain(await page.locator(".share .big").evaluate((share) => [...share.childNodes].filter((node) => node.nodeName !== "BUTTON").map((node) => node.textContent).join(""))), `${(reuse.share * 100).toFixed(1)}%`);
  assert.match(await page.locator(".share").innerText(), new RegExp(`${(reuse.shareWithoutFormulas * 100).toFixed(1)}%`));
  assert.deepEqual(await rowKeys(page), reuse.passages.map((_, i) => `passage:${i}`));
  const index = reuse.passages.findIndex((p) => p.moved), at = index < 0 ? 0 : index, passage = reuse.passages[at];
  await page.click(`#main tr.row[data-key="passage:${at}"]`);
  for (const [side, text] of [["after", SAMPLE[1]], ["before", SAMPLE[0]]]) {
    assert.equal(plain((await lit(page, `#evidence .quote.${side}`)).words), plain(text.slice(passage[side].start, passage[side].end)));
  }
  assert.ok((await page.locator(".strip rect").count()) > 0);
});

eachBrowser("checks: contradictions first with their sums, what agrees folded behind them", async ({ page }) => {
  await sample(page);
  const comparison = compare(...SAMPLE), reports = SAMPLE.map((text) => parse(text));
  const wrong = [...comparison.checks, ...reports[1].checks, ...reports[0].checks], right = [...comparison.agreements, ...reports[1].agreements, ...reports[0].agreements];
  assert.ok(wrong.length && right.length, "the example holds planted contradictions");
  await open(page, "checks");
  assert.match(await page.locator("#view-checks > header").innerText(), new RegExp(`核对 ${wrong.length + right.length} 处，${right.length} 处相符`));
  for (const [index, check] of wrong.entries()) {
    const card = page.locator(`#main tr.row[data-key="check:${index}"]`), words = await card.innerText();
    assert.ok(words.includes(check.message) && words.includes(check.arithmetic));
    await card.click();
    const shown = await page.$$eval("#evidence .quote mark.words", (marks) => marks.map((mark) => mark.textContent).join(""));
    for (const { report, span } of check.spans) {
      const text = report === "before" || (report === "this" && index >= comparison.checks.length + reports[1].checks.length) ? SAMPLE[0] : SAMPLE[1];
      assert.ok(shown.includes(text.slice(span.start, span.end)), `${text.slice(span.start, span.end)} is lit in ${shown}`);
    }
  }
  assert.ok(!(await page.locator('#main tr.row[data-key="agreement:0"]').isVisible()));
  await page.click("#agreed summary");
  assert.equal(await page.locator('#main tr.row[data-key^="agreement:"]').count(), right.length);
  assert.ok((await page.locator('#main tr.row[data-key="agreement:0"]').innerText()).includes(right[0].arithmetic));
});

eachBrowser("a row unfolds what it rests on; ← and → show both texts, Esc comes back", async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await open(page, "compared");
  const { indicators } = compare(COUNTY, COUNTY_LATER), [before, after] = [COUNTY, COUNTY_LATER].map((text) => parse(text));
  const index = indicators.findIndex((pair) => pair.status === "up"), pair = indicators[index], key = `#main tr.row[data-key="pair:${index}"]`;
  await page.click(`${key} .unfold`);
  const unfolded = page.locator("#main tr.detail");
  assert.equal(await page.getAttribute(`${key} .unfold`, "aria-expanded"), "true");
  assert.match(await unfolded.innerText(), /为什么认作同一项[\s\S]*把握 \d+%[\s\S]*怎么算的/);
  for (const [side, report, id] of [["before", before, pair.before], ["after", after, pair.after]]) assert.equal((await lit(page, `#main tr.detail .quote.${side}`)).words, report.indicators[id].raw);
  await page.focus(key);
  await page.keyboard.press("Space");
  assert.equal(await unfolded.count(), 0);
  await page.keyboard.press("ArrowLeft");
  assert.equal((await lit(page)).words, before.indicators[pair.before].raw);
  await page.keyboard.press("ArrowRight");
  assert.equal((await lit(page)).words, after.indicators[pair.after].raw);
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#evidence .quote.after").isVisible());
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), `pair:${index}`);
  await page.keyboard.press("?");
  assert.match(await page.locator("#dialog").innerText(), /上一处变动/);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#dialog").isVisible()));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), `pair:${index}`);
});
