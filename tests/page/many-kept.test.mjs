/** Holds what leaves the page and comes back to this: the table of all indicators as files, a reader's own rules, the project file. */

import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import { eachBrowser } from "./browsers.mjs";
import { all, asFile, FILES, keep, lots, OTHERS, rowOf, RULES, saved, view, year, YEARS } from "./many.mjs";
import { sample } from "./steps.mjs";
import { gb18030, parse, SAMPLE } from "./texts.mjs";

/** Opens the report of a place by itself, at what a reader's own table asks of it. */
async function ownRequired(page, place) {
  await view(page, "library");
  await rowOf(page, place).click();
  await page.click('#dock [data-act="one"]');
  await page.waitForSelector("#view-overview");
  await page.evaluate(() => { location.hash = "#one/required"; });
  await page.waitForSelector("#own-required");
}

eachBrowser("the whole table as CSV: a row for each indicator, and no cell that a spreadsheet computes", keep, async ({ page }) => {
  const wild = YEARS[0].replace("沅浦县人民政府关于", "＝1＋1县人民政府关于").replace("建成渔港议事亭12个", "\n=cmd|议事亭12个\n＠甲，建成乙亭13个\n-3,\"渔港\"巡查14次");
  await lots(page);
  await page.setInputFiles("#many-files", [...FILES.slice(1, 3), asFile("=1+2.txt", wild)]);
  await all(page, 3);
  const { name, type, bytes, text } = await saved(page, "#export-csv");
  assert.match(name, /\.csv$/);
  assert.equal(type, "text/csv");
  assert.deepEqual(bytes, [0xef, 0xbb, 0xbf]);
  const rows = csv(text.slice(1));
  const head = rows.shift();
  assert.deepEqual(head.slice(0, 3), ["地方", "年度", "报告"]);
  const texts = [YEARS[1], YEARS[2], wild], reports = texts.map((t) => parse(t));
  assert.equal(rows.length, reports.reduce((sum, r) => sum + r.indicators.length, 0));
  const at = (key) => head.indexOf(key);
  let n = 0;
  reports.forEach((report, i) => report.indicators.forEach((indicator) => {
    const row = rows[n++], unescaped = (words) => words.replace(/^'(?=[\s\u3000]*[=+\-@＝＋－＠−﹢﹣])/, "");
    assert.equal(Number(row[at("数值")]), indicator.value);
    assert.equal(row[at("单位")], indicator.unit);
    assert.equal(row[at("统一指标编号")], indicator.metric || "");
    assert.equal(unescaped(row[at("原句")]), texts[i].slice(indicator.sentence.start, indicator.sentence.end));
    assert.equal(texts[i].slice(Number(row[at("数字起")]), Number(row[at("数字止")])), indicator.raw);
  }));
  for (const row of rows) for (const cell of row) assert.ok(/^-?[\d.e+]*$/.test(cell) || !/^[\s\u3000]*[=+\-@＝＋－＠]|^[\u0000-\u001f]/.test(cell), `computes: ${cell.slice(0, 30)}`);
  assert.ok(rows.some((row) => row.some((cell) => cell.startsWith("'"))), "the text had what a spreadsheet would compute");
});

eachBrowser("the same table as a workbook", keep, async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES.slice(0, 2));
  await all(page, 2);
  await page.evaluate(() => { window.saved = null; });
  await page.click("#export-xlsx");
  await page.waitForFunction(() => window.saved);
  const { name, bytes } = await page.evaluate(async () => ({ name: window.saved.name, bytes: [...new Uint8Array(await window.saved.blob.arrayBuffer())] }));
  assert.match(name, /\.xlsx$/);
  const sheet = part(Buffer.from(bytes), "xl/worksheets/sheet1.xml");
  const reports = YEARS.slice(0, 2).map((text) => parse(text));
  assert.equal([...sheet.matchAll(/<row /g)].length, 1 + reports.reduce((sum, r) => sum + r.indicators.length, 0));
  assert.match(sheet, /受理行政复议申请57件/);
  assert.match(sheet, /<v>91\.5<\/v>/);
});

/** One part of a zip, by its local head. */
function part(bytes, wanted) {
  for (let at = bytes.indexOf("PK\u0001\u0002", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4, "latin1")) {
    if (bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28)) !== wanted) continue;
    const head = bytes.readUInt32LE(at + 42), start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28), packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    return (bytes.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed).toString("utf8");
  }
  throw new Error(`no ${wanted}`);
}

/** RFC 4180. */
function csv(text) {
  const rows = [[""]];
  for (let i = 0, quoted = false; i < text.length; i++) {
    const row = rows[rows.length - 1], c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++; } else if (c === '"') quoted = false; else row[row.length - 1] += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\r" && text[i + 1] === "\n") { rows.push([""]); i++; } else row[row.length - 1] += c;
  }
  rows.pop();
  return rows;
}

eachBrowser("a table too large for one workbook is told beforehand, and leads to CSV", async ({ page }) => {
  const dense = (n) => `沅浦县人民政府关于2023年度法治政府建设情况的报告\n\n第${n}册。\n${Array.from({ length: 900 }, (_, i) => `建成渔港议事亭${i + 2}个，巡查渔港${i + 3}次，培训船员${i + 4}人。`).join("\n")}\n`;
  const each = parse(dense(0)).indicators.length, count = Math.ceil(150001 / each);
  assert.ok(each > 2000);
  await lots(page);
  await page.setInputFiles("#many-files", Array.from({ length: count }, (_, n) => asFile(`${n}.txt`, dense(n))));
  await page.waitForFunction((n) => { const chip = document.querySelector('#main .chip[data-chip="read"] .count'); return chip && Number(chip.textContent) === n; }, count, { timeout: 120000 });
  await page.click("#export-xlsx");
  await page.waitForFunction(() => /做成一个工作簿太大，请用 CSV/.test(document.body.innerText));
  assert.match(await page.evaluate(() => document.body.innerText), /共 1[5-9]\d,\d{3} 项/);
});

eachBrowser("a reader's own rules: wrong ones are explained line by line, right ones are found in the texts", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await view(page, "rules");
  const wrong = "类别\t名称\t词语\t单位\t出处\n必须\t甲\t会前学法\t\t文件\n必备\t乙\t学\t\t文件\n必备\t丙\t会前学法\t\t\n必备\t丙\t-不要\t\t文件\n少了列\n";
  await page.fill("#rules-text", wrong);
  await page.click("#rules-use");
  const said = await page.innerText("#rules-faults");
  for (const words of [/第 2 行：类别“必须”/, /第 3 行：词语“学”太短/, /第 4 行：没有写出处/, /第 5 行：名称“丙”与第 4 行重复/, /第 5 行：“-不要”只有不能有的词/, /第 6 行：只有 1 列/]) assert.match(said, words);
  assert.equal(await page.locator("#rules-list table").count(), 0, "none of a wrong table counts");
  await page.fill("#rules-text", "名称\t词语\n甲\t乙丙");
  await page.click("#rules-use");
  assert.match(await page.innerText("#rules-faults"), /缺“类别”/);
  await page.setInputFiles("#rules-file", { name: "规则.tsv", mimeType: "text/plain", buffer: gb18030(RULES) });
  await page.waitForSelector("#rules-list table");
  assert.deepEqual(await page.$$eval("#rules-list tbody tr", (rows) => rows.map((row) => row.lastChild.textContent)), ["5 / 5 份", "0 / 5 份", "5 / 5 份"]);
  await view(page, "matrix");
  const cells = (id) => page.$$eval(`#view-matrix td[data-cell$=":own:${id}"]`, (list) => list.map((cell) => cell.textContent));
  assert.deepEqual(await cells("会前学法"), ["有", "有", "有"]);
  assert.deepEqual(await cells("渔政扫码"), ["未找到对应表述", "未找到对应表述", "未找到对应表述"]);
  assert.deepEqual((await cells("议事亭")).sort(), ["21个", "7个", "9个"].sort());
  await page.locator('#view-matrix td[data-cell$=":own:会前学法"]').first().click();
  assert.match(await page.textContent("#dock mark.words"), /会前学法/);
  await page.keyboard.press("Escape");
  await view(page, "trend");
  await page.waitForSelector('.small-multiple[data-series="own:议事亭"]');
  // The view of one report says the same.
  await ownRequired(page, "桑渔县");
  assert.match(await page.innerText("#own-required"), /2 项中找到 1 项[\s\S]*会前学法\s+有[\s\S]*某县法治办〔2023〕1号[\s\S]*渔政扫码\s+未找到对应表述/);
  await page.click("#own-required .spot");
  assert.match(await page.textContent("#evidence"), /会前学法/);
});

eachBrowser("own required items stand in what one report is exported as, each with its place, and with the words that were looked for", { init: keep.init }, async ({ page }) => {
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await lots(page);
  await page.setInputFiles("#many-files", FILES.slice(3, 4));
  await all(page, 1);
  await view(page, "rules");
  await page.fill("#rules-text", RULES);
  await page.click("#rules-use");
  await ownRequired(page, "桑渔县");
  const pick = async (id) => { await page.click("#export"); await saved(page, `[data-export="${id}"]`); return Buffer.from(await page.evaluate(async () => [...new Uint8Array(await window.saved.blob.arrayBuffer())])); };
  const rows = csv((await pick("csv")).toString("utf8").slice(1)), own = rows.filter((row) => /^自定要求/.test(row[3]));
  assert.equal(rows.length, 1 + parse(OTHERS[0]).required.length + 2);
  assert.deepEqual(own.map((row) => row.slice(1)), [
    ["会前学法", "有", "自定要求，词语：会前学法|常务会议+学法", "某县法治办〔2023〕1号", "5段1句", "（二）会前学法。"],
    ["渔政扫码", "未找到对应表述", "自定要求，词语：渔政+扫码", "某县法治办〔2023〕1号", "", ""],
  ]);
  assert.ok(rows.slice(1, 5).every((row) => row[2] !== "有" || /^\d+段/.test(row[5])), "the parts that were found have their places as well");
  const word = part(await pick("docx"), "word/document.xml").replace(/<[^>]*>/g, "\n").replace(/\n+/g, "\n");
  assert.match(word, /会前学法\n自定要求\n有\n5-1\n某县法治办〔2023〕1号\n渔政扫码\n自定要求\n未找到对应表述\n某县法治办/);
  await page.click("#export");
  await page.click('[data-export="print"]');
  await page.waitForFunction(() => window.printed);
  assert.match(await page.innerText("#paper"), /渔政扫码\s*自定要求\s*未找到对应表述/);
});

eachBrowser("saved and opened, merged and refused: nothing is lost", keep, async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await rowOf(page, "桑渔县").click();
  await page.fill("#fix-year", "2019");
  await page.click("#fix-meta");
  await page.waitForFunction(() => [...document.querySelectorAll("#view-library tr.row")].some((row) => /已改/.test(row.innerText)));
  await page.keyboard.press("Escape");
  await view(page, "rules");
  await page.fill("#rules-text", RULES);
  await page.click("#rules-use");
  await view(page, "library");
  const table = () => page.$$eval("#view-library tr.row", (rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText)));
  const before = await table(), { name, text } = await saved(page, "#save-project"), data = JSON.parse(text);
  assert.equal(data.schemaVersion, 2);
  assert.deepEqual(data.library.map((report) => report.text), [...YEARS, ...OTHERS]);
  assert.deepEqual(data.library[3].corrections, { meta: { year: 2019 } });
  const project = (called, content) => ({ name: called, mimeType: "application/json", buffer: Buffer.from(content) });
  const changed = (change) => { const copy = JSON.parse(text); change(copy); return JSON.stringify(copy); };

  await page.reload();
  await page.waitForSelector("html[data-engine=ready]", { state: "attached" });
  await page.setInputFiles("#project-file", project(name, text));
  await page.waitForSelector("#view-library");
  await all(page, FILES.length);
  await page.waitForFunction(() => [...document.querySelectorAll("#view-library tr.row")].some((row) => /已改/.test(row.innerText)));
  assert.deepEqual(await table(), before);
  assert.equal((await saved(page, "#save-project")).text.replace(/"saved": "[^"]*"/, ""), text.replace(/"saved": "[^"]*"/, ""), "saved again it is the same");

  const bad = {
    "cut.json": [text.slice(0, text.length - 40), /不完整/], "newer.json": [changed((d) => { d.schemaVersion = 3; }), /较新的版本/], "edited.json": [changed((d) => { d.library[1].text += "改"; }), /与保存时不同/], "foreign.json": ['{"library":[]}', /不是本程序保存/],
    "rules.json": [changed((d) => { d.rules = "乱"; }), /前后不合/], "place.json": [changed((d) => { d.library[3].corrections = { meta: { year: "x" } }; }), /前后不合/], "more.json": [changed((d) => { d.library[3].corrections = { meta: { title: "x" } }; }), /较新的版本/], "empty.json": [changed((d) => { d.library = []; d.rules = ""; }), /前后不合/],
  };
  for (const [called, [content, words]] of Object.entries(bad)) {
    await page.setInputFiles("#project-file", project(called, content));
    await page.waitForFunction((n) => document.getElementById("note").textContent.includes(n), called);
    assert.match(await page.textContent("#note"), words, called);
    assert.deepEqual(await table(), before, called);
  }
  // Merged: what is here already is recognised.
  const fresh = year("云碓区", 2022, { cases: 6, rate: 97, lawyers: 5 });
  await page.evaluate(() => document.querySelector("#merge-project").click());
  await page.setInputFiles("#project-file", project("另一份.json", changed((d) => { d.library = [d.library[0], { name: "新.txt", text: fresh, characters: fresh.length, corrections: null }]; d.rules = d.rules.replace("渔政扫码", "另一条").replace("渔政+扫码", "另外的词"); })));
  await page.waitForFunction(() => /新加 1 份，已有 1 份/.test(document.getElementById("note").textContent));
  await all(page, FILES.length + 1);
  assert.match(await page.textContent('#rail a[data-view="rules"] span'), /4/);
  // Opened in place of what is here, with a way back.
  await page.setInputFiles("#project-file", project("小.json", changed((d) => { d.library = d.library.slice(0, 1); d.rules = ""; })));
  await all(page, 1);
  await page.click("#before-opening");
  await all(page, FILES.length + 1);
});

eachBrowser("a project of two texts opens as before, also with a library here", keep, async ({ page }) => {
  await sample(page);
  const { text } = await saved(page, "#save-project");
  assert.equal(JSON.parse(text).schemaVersion, 1);
  assert.deepEqual(JSON.parse(text).reports.map((report) => report.text), SAMPLE);
});
