/** Holds many reports to this: read one after the other with progress, corrected, held against each other, exported, saved and opened again; own rules. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { drop } from "./bring.mjs";
import { eachBrowser } from "./browsers.mjs";
import { fits, put, sample, settled } from "./steps.mjs";
import { compare, COUNTY, COUNTY_LATER, gb18030, metrics, parse, SAMPLE } from "./texts.mjs";

/** A year of a county that does not exist. */
function year(place, y, { cases, rate, lawyers }) {
  return `${place}人民政府关于${y}年度法治政府建设情况的报告

${y}年，${place}推进法治政府建设，现将有关情况报告如下。

一、主要举措和成效

（一）化解矛盾纠纷。全县受理行政复议申请${cases}件${rate === null ? "" : `，行政机关负责人出庭应诉率${rate}%`}。建成渔港议事亭${lawyers}个。

（二）会前学法。县政府常务会议学法6次。

二、存在的问题

一是基层法制审核人员不足。

三、下一步工作安排

一是配齐法制审核人员。

${place}人民政府
${y + 1}年${lawyers > 20 ? 5 : 2}月20日
`;
}
const YEARS = [year("沅浦县", 2021, { cases: 57, rate: 91.5, lawyers: 12 }), year("沅浦县", 2022, { cases: 61, rate: null, lawyers: 15 }), year("沅浦县", 2023, { cases: 44, rate: 98, lawyers: 21 })];
const OTHERS = [year("桑渔县", 2023, { cases: 140, rate: 95.5, lawyers: 9 }), year("云碓区", 2023, { cases: 9, rate: 100, lawyers: 7 })];

const asFile = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const FILES = [...YEARS.map((text, i) => asFile(`沅浦${2021 + i}.txt`, text)), ...OTHERS.map((text, i) => asFile(`外${i}.txt`, text))];

async function lots(page) {
  await page.click("#start-many");
  await page.waitForSelector("#view-library");
}
/** Waits until all of `count` stand in the table with an end to them. */
async function all(page, count) {
  await page.waitForFunction((n) => document.querySelectorAll("#view-library [data-status=read], #view-library [data-status=failed], #view-library [data-status=same]").length === n && document.getElementById("many-progress").hidden, count, { timeout: 30000 });
}
const statuses = (page) => page.$$eval("#view-library tr.row", (rows) => rows.map((row) => row.querySelector("[data-status]").dataset.status));
const rowOf = (page, words) => page.locator("#view-library tr.row", { hasText: words });

async function view(page, name) {
  await page.click(`#rail a[data-view="${name}"]`);
  await page.waitForSelector(`#view-${name}:not([aria-busy])`);
}

/** The old browser hands no download to a test: what the page gives to be saved is kept. */
const keep = { init: () => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { if (!/javascript/.test(blob.type)) window.kept = blob; return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.saved = { name: this.download, blob: window.kept }; };
} };
async function saved(page, button) {
  await page.evaluate(() => { window.saved = null; });
  await page.click(button);
  await page.waitForFunction(() => window.saved);
  return page.evaluate(async () => {
    const bytes = new Uint8Array(await window.saved.blob.arrayBuffer());
    return { name: window.saved.name, type: window.saved.blob.type, bytes: [...bytes.slice(0, 3)], text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
  });
}

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

eachBrowser("places stand side by side: sorted by any head, every figure with its sentence, no cell empty", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await view(page, "matrix");
  assert.equal(await page.inputValue("#matrix-year"), "2023");
  const metric = parse(YEARS[2]).indicators.find((i) => i.raw.startsWith("44")).metric, name = metrics().find((m) => m.id === metric).name;
  const column = () => page.$$eval("#view-matrix tbody tr", (rows, id) => rows.map((row) => [row.querySelector("th").textContent, row.querySelector(`td[data-cell$=":${id}"]`).textContent]), metric);
  assert.deepEqual(new Map(await column()), new Map([["沅浦县", "44件"], ["桑渔县", "140件"], ["云碓区", "9件"]]));
  await page.click(`#view-matrix th button[data-sort="${metric}"]`);
  assert.deepEqual((await column()).map(([place]) => place), ["桑渔县", "沅浦县", "云碓区"]);
  await page.click(`#view-matrix th button[data-sort="${metric}"]`);
  assert.deepEqual((await column()).map(([place]) => place), ["云碓区", "沅浦县", "桑渔县"]);
  assert.equal(await page.$eval(`#view-matrix th button[data-sort="${metric}"]`, (button) => button.parentNode.getAttribute("aria-sort")), "ascending");
  await page.click(`#view-matrix tbody tr:first-child td[data-cell$=":${metric}"]`);
  assert.match(await page.textContent("#dock-title"), new RegExp(`云碓区 2023 · ${name}`));
  assert.equal(await page.textContent("#dock mark.words"), "9件");
  assert.match(await page.textContent("#dock .quote"), /受理行政复议申请9件/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.textContent("#dock mark.words"), "44件");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#dock").isVisible()));
  assert.ok(await page.evaluate(() => document.activeElement.tagName === "TD"), "the focus is back in the table");
  // Reuse is known where the year before is here, and said to be unknown where it is not.
  const share = compare(YEARS[1], YEARS[2]).reuse.share;
  await page.waitForFunction((words) => [...document.querySelectorAll('#view-matrix td[data-cell$=":reuse"]')].some((cell) => cell.textContent === words), `${Math.round(share * 100)}%`);
  assert.equal((await page.$$eval('#view-matrix td[data-cell$=":reuse"]', (cells) => cells.map((c) => c.textContent))).filter((words) => words === "无上年报告").length, 2);
  assert.ok((await page.$$eval("#view-matrix td", (cells) => cells.map((c) => c.textContent))).every((words) => words.trim()), "no cell is blank");
  await page.selectOption("#matrix-year", "2022");
  assert.deepEqual((await page.$$eval("#view-matrix tbody th", (heads) => heads.map((h) => h.textContent))), ["沅浦县"]);
  // Metrics by choice.
  await page.selectOption("#matrix-year", "2023");
  await page.click("#choose-metrics");
  await page.uncheck(`#dialog input[value="${metric}"]`);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(`#view-matrix th button[data-sort="${metric}"]`).count(), 0);
});

eachBrowser("one place over the years: gaps are gaps, unnamed figures are chained, each point has its sentence", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", FILES);
  await all(page, FILES.length);
  await view(page, "trend");
  await page.waitForFunction(() => !document.getElementById("trend-status").textContent && document.querySelectorAll(".small-multiple").length > 1);
  const rate = parse(YEARS[2]).indicators.find((i) => i.unit === "%").metric;
  const label = await page.getAttribute(`.small-multiple[data-series="${rate}"] canvas`, "aria-label");
  assert.match(label, /2021：91\.5%，2022：未找到，2023：98%/);
  const chained = page.locator(".small-multiple", { hasText: "渔港议事亭" });
  assert.match(await chained.locator("canvas").getAttribute("aria-label"), /2021：12，2022：15，2023：21/);
  await chained.locator("canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await page.textContent(".small-multiple .tip:not([hidden])"), /2022：15/);
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#dock mark.words"), "15个");
  await page.keyboard.press("Escape");
  const drawn = await chained.locator("canvas").evaluate((canvas) => { const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height), first = data.slice(0, 3).join(); let other = 0; for (let i = 0; i < data.length; i += 4) if (data.slice(i, i + 3).join() !== first) other++; return other; });
  assert.ok(drawn > 200, `${drawn} points of ink`);
  await page.click('.seg [data-index="true"]');
  assert.match(await chained.locator("canvas").getAttribute("aria-label"), /2021：100，2022：125，2023：175/);
  assert.match(await page.getAttribute(`.small-multiple[data-series="${rate}"] canvas`, "aria-label"), /91\.5%/, "a rate is no index");
  await page.click("#view-trend .data summary");
  await page.locator("#view-trend .data tbody button").first().click();
  assert.ok(await page.locator("#dock mark.words").count());
});

eachBrowser("how many there are and how many are new are two trends; a sum over several years is a point of neither", async ({ page }) => {
  const lines = ["全县经营主体总量达8.1万户。", "新登记经营主体1.2万户，经营主体总量达8.9万户。", "经营主体突破9万户。", "新设经营主体1.4万户。", "“十四五”期间累计新增经营主体6.3万户。"];
  const extra = ["办理人大代表建议61件。", "办理人大代表建议58件。", "“十三五”期间共办理人大代表建议310件。", "办理人大代表建议66件。", "办理人大代表建议294件。"];
  await lots(page);
  await page.setInputFiles("#many-files", lines.map((line, i) => asFile(`${i}.txt`, year("沅浦县", 2019 + i, { cases: 50 + i, rate: null, lawyers: 12 }).replace("（二）会前学法", `（二）营商环境。${line}${extra[i]}\n\n（三）会前学法`))));
  await all(page, lines.length);
  await view(page, "trend");
  await page.waitForFunction(() => !document.getElementById("trend-status").textContent && document.querySelectorAll(".small-multiple").length > 1);
  const said = (key) => page.getAttribute(`.small-multiple[data-series="${key}"] canvas`, "aria-label");
  assert.match(await said("biz.entities"), /2019：8\.1万，2020：8\.9万，2021：突破9万，2022：未找到，2023：未找到/);
  assert.match(await said("biz.entities:new"), /2020：1\.2万，2021：未找到，2022：1\.4万/);
  assert.match(await page.innerText('.small-multiple[data-series="biz.entities:new"]'), /只列新增数/);
  await view(page, "matrix");
  const cells = (id) => page.$$eval(`#view-matrix td[data-cell$=":${id}"]`, (list) => list.map((cell) => cell.textContent));
  await page.selectOption("#matrix-year", "2020");
  assert.deepEqual([await cells("biz.entities"), await cells("biz.entities:new")], [["8.9万户"], ["1.2万户"]]);
  await view(page, "trend");
  await page.waitForSelector('.small-multiple[data-series="ovs.npc"]');
  assert.match(await said("ovs.npc"), /2019：61，2020：58，2021：仅有多年累计数，2022：66，2023：294/);
  assert.match(await page.innerText('.small-multiple[data-series="ovs.npc"]'), /待核：2023 年与前一个数相差三倍以上/);
  assert.doesNotMatch(await page.innerText('.small-multiple[data-series="biz.entities"]'), /三倍以上/);
});

eachBrowser("where the law changed what is counted, the series says so", async ({ page }) => {
  await lots(page);
  await page.setInputFiles("#many-files", [asFile("a.txt", YEARS[2]), asFile("b.txt", year("沅浦县", 2024, { cases: 120, rate: 99, lawyers: 22 }))]);
  await all(page, 2);
  await view(page, "trend");
  await page.waitForSelector(".small-multiple");
  const metric = parse(YEARS[2]).indicators.find((i) => i.raw.startsWith("44")).metric;
  assert.match(await page.locator(`.small-multiple[data-series="${metric}"]`).innerText(), /行政复议法/);
});

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

const RULES = "类别\t名称\t词语\t单位\t出处\n必备\t会前学法\t会前学法|常务会议+学法\t\t某县法治办〔2023〕1号\n必备\t渔政扫码\t渔政+扫码\t\t某县法治办〔2023〕1号\n指标\t议事亭\t议事亭\t个\t某县法治办〔2023〕1号\n";

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
  await view(page, "library");
  await rowOf(page, "桑渔县").click();
  await page.click('#dock [data-act="one"]');
  await page.waitForSelector("#view-overview");
  await page.evaluate(() => { location.hash = "#one/required"; });
  await page.waitForSelector("#own-required");
  assert.match(await page.innerText("#own-required"), /2 项中找到 1 项[\s\S]*会前学法\s+有[\s\S]*某县法治办〔2023〕1号[\s\S]*渔政扫码\s+未找到对应表述/);
  await page.click("#own-required .spot");
  assert.match(await page.textContent("#evidence"), /会前学法/);
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
