/** Holds the exports to this: every file opens, its tables are tables with the figures of the page, and no text in it can do more than be read. */

import assert from "node:assert/strict";
import { readPdf } from "../../www/files/pdf/read.js";
import { withoutRadicals } from "../../www/files/radicals.js";
import { openZip } from "../../www/files/zip.js";
import { eachBrowser } from "./browsers.mjs";
import { open, plain, put, sample, settled } from "./steps.mjs";
import { charts, compare, COUNTY, COUNTY_LATER, parse, SAMPLE } from "./texts.mjs";

/** Chromium 90 tells its driver nothing of downloads: what the page hands to the browser is kept instead. So are what goes to the printer and to the clipboard. */
const keep = () => {
  const kept = {}, make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click, set = DataTransfer.prototype.setData;
  window.taken = [];
  window.clip = {};
  URL.createObjectURL = (blob) => { const address = make.call(URL, blob); kept[address] = blob; return address; };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.taken.push({ name: this.download, blob: kept[this.href] }); else click.call(this); };
  DataTransfer.prototype.setData = function (kind, words) { window.clip[kind] = words; set.call(this, kind, words); };
  window.print = () => { window.printed = (window.printed || 0) + 1; };
};

/** Picks an entry of the menu; the file that comes of it as { name, type, bytes }. */
async function take(page, id) {
  const before = await page.evaluate(() => window.taken.length);
  if (id[0] === "#") await page.click(id);
  else {
    await page.click("#export");
    await page.click(`[data-export="${id}"]`);
  }
  await page.waitForFunction((n) => window.taken.length > n, before);
  const { name, type, data } = await page.evaluate(async () => {
    const { name: called, blob } = window.taken[window.taken.length - 1], bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { name: called, type: blob.type, data: btoa(binary) };
  });
  return { name, type, bytes: Buffer.from(data, "base64") };
}

async function pick(page, id, until) {
  await page.click("#export");
  await page.click(`[data-export="${id}"]`);
  await page.waitForFunction(until);
}

/** The XML parts of a zip, each held against a real parser; and the names of all. */
async function parts(page, bytes) {
  const zip = openZip(new Uint8Array(bytes)), found = {};
  for (const name of zip.names) found[name] = Buffer.from(await zip.read(name));
  const xml = Object.fromEntries(zip.names.filter((name) => /\.(xml|rels)$/.test(name)).map((name) => [name, found[name].toString("utf8")]));
  const faults = await page.evaluate((list) => Object.entries(list).map(([name, words]) => [name, new DOMParser().parseFromString(words, "application/xml").querySelector("parsererror")]).filter(([, fault]) => fault).map(([name, fault]) => `${name}: ${fault.textContent}`), xml);
  assert.deepEqual(faults, []);
  // Every part that a relation names is there.
  for (const [name, words] of Object.entries(xml).filter(([part]) => part.endsWith(".rels"))) {
    for (const [, target] of words.matchAll(/Target="([^"]+)"/g)) assert.ok(found[`${name.replace(/_rels\/[^/]+$/, "")}${target}`], `${name}: ${target}`);
  }
  return { found, xml };
}

/** Tables of a Word document: [{ head: [words], repeats, rows: [[words]] }]; and its styled paragraphs outside of tables. */
const wordTables = (page, xml) => page.evaluate((words) => {
  const document = new DOMParser().parseFromString(words, "application/xml"), all = (node, name) => [...node.getElementsByTagName(name)];
  const text = (node) => all(node, "w:t").map((t) => t.textContent).join("");
  const cells = (row) => all(row, "w:tc").map((cell) => all(cell, "w:p").map(text));
  const tables = all(document, "w:tbl").map((table) => { const rows = all(table, "w:tr"); return { head: cells(rows[0]).map((c) => c.join("")), repeats: all(rows[0], "w:tblHeader").length === 1, grid: all(table, "w:gridCol").length, rows: rows.slice(1).map(cells) }; });
  const paragraphs = all(document, "w:p").filter((p) => p.parentNode.nodeName === "w:body").map((p) => ({ style: (all(p, "w:pStyle")[0] || { getAttribute() { return null; } }).getAttribute("w:val"), words: text(p) }));
  return { tables, paragraphs, drawings: all(document, "wp:inline").length };
}, xml);

/** Sheets of a workbook by name: [[cell]] with numbers as numbers. */
const workbook = async (page, bytes) => {
  const { xml } = await parts(page, bytes);
  const names = [...xml["xl/workbook.xml"].matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  const list = names.map((_, i) => xml[`xl/worksheets/sheet${i + 1}.xml`]);
  const read = await page.evaluate((sheets) => sheets.map((words) => {
    const document = new DOMParser().parseFromString(words, "application/xml");
    if (document.getElementsByTagName("f").length) throw new Error("a formula");
    return [...document.getElementsByTagName("row")].map((row) => {
      const cells = [];
      for (const cell of row.getElementsByTagName("c")) {
        const at = [...cell.getAttribute("r").replace(/\d+/, "")].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
        cells[at] = cell.getAttribute("t") === "inlineStr" ? cell.textContent : Number(cell.getElementsByTagName("v")[0].textContent);
      }
      return Array.from(cells, (cell) => (cell === undefined ? null : cell));
    });
  }), list);
  return Object.fromEntries(names.map((name, i) => [name, read[i]]));
};

function readCsv(bytes) {
  const words = bytes.toString("utf8");
  assert.equal(words[0], "\ufeff");
  const rows = [[]];
  let cell = "", quoted = false;
  for (let i = 1; i < words.length; i++) {
    const c = words[i];
    if (quoted) { if (c === '"' && words[i + 1] === '"') { cell += '"'; i++; } else if (c === '"') quoted = false; else cell += c; }
    else if (c === '"' && cell === "") quoted = true;
    else if (c === ",") { rows[rows.length - 1].push(cell); cell = ""; }
    else if (c === "\r") { rows[rows.length - 1].push(cell); cell = ""; rows.push([]); i++; }
    else cell += c;
  }
  return rows.slice(0, -1);
}

async function two(page, before, after) {
  await put(page, 0, before);
  await put(page, 1, after);
  await page.waitForSelector("#view-summary");
  await settled(page);
}

eachBrowser("Word: real tables with every pair, headings as styles, pictures", { init: keep }, async ({ page }) => {
  await sample(page);
  const { name, type, bytes } = await take(page, "docx");
  assert.equal(name, "青澜区_2022-2023_对比分析.docx");
  assert.equal(type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  const { found, xml } = await parts(page, bytes), { tables, paragraphs, drawings } = await wordTables(page, xml["word/document.xml"]);
  const [before, after] = SAMPLE.map((text) => parse(text)), comparison = compare(...SAMPLE);
  for (const { head, repeats, grid, rows } of tables) {
    assert.ok(repeats, `${head}: the head is repeated on every page`);
    for (const row of rows) assert.equal(row.length, grid);
  }
  const pairs = tables.find(({ head }) => head.length === 6 && head[5] === "变化");
  assert.deepEqual(pairs.head, ["指标", "○ 2022", "段-句", "● 2023", "段-句", "变化"]);
  const told = pairs.rows.map(([label, a, , b]) => `${label[0].replace(/（[^（]*）$/, "")}|${plain(a.join(""))}|${plain(b.join(""))}`).sort();
  const expected = comparison.indicators.map(({ before: a, after: b }) => `${(b === null ? before.indicators[a] : after.indicators[b]).label.replace(/（[^（]*）$/, "")}|${a === null ? "—" : plain(before.indicators[a].raw)}|${b === null ? "—" : plain(after.indicators[b].raw)}`).sort();
  assert.deepEqual(told, expected);
  assert.equal(tables.find(({ head }) => /安排$/.test(head[1] || "")).rows.length, comparison.followUps.length);
  assert.equal(tables.find(({ head }) => head[0] === "文件").rows.length, comparison.citations.length);
  assert.equal(tables.find(({ head }) => head[2] === "算式").rows.length, [comparison, before, after].reduce((n, { checks, agreements }) => n + checks.length + agreements.length, 0));
  // Every figure of both years has its sentence.
  const evidence = tables.filter(({ head }) => head[1] === "原句");
  assert.equal(evidence.length, 2);
  [before, after].forEach((report, i) => report.indicators.forEach(({ label, sentence }) => {
    const words = plain(SAMPLE[i].slice(sentence.start, sentence.end));
    assert.ok(evidence[i].rows.some(([, said, figures]) => plain(said.join("")) === words && figures.join("").includes(label)), `${label}: ${words}`);
  }));
  const headings = paragraphs.filter(({ style }) => style === "Heading1").map(({ words }) => words);
  assert.deepEqual(headings, ["要点", "指标对照", "图", "计划数与实际数", "安排的回应", "承认的问题", "引用文件", "沿用", "数字核对", "必备内容", "各方面篇幅", "依据：原文"]);
  assert.equal(drawings, charts(...SAMPLE).charts.filter((chart) => chart.rows.length).length);
  const media = Object.keys(found).filter((part) => part.startsWith("word/media/"));
  assert.equal(media.length, drawings);
  for (const part of media) { assert.equal(found[part].toString("latin1", 1, 4), "PNG"); assert.ok(found[part].length > 10000, part); }
  assert.match(paragraphs.map(({ words }) => words).join("\n"), /机器提取，未经人工核对 · \d{4}-\d\d-\d\d/);
  assert.match(xml["word/styles.xml"], /w:eastAsia="宋体"[\s\S]*w:eastAsia="黑体"/);
  const sentences = await page.$$eval("#view-summary .sentences li", (list) => list.map((item) => item.textContent));
  for (const words of sentences) assert.ok(paragraphs.some((p) => p.style === "BodyText" && plain(p.words) === plain(words)), words);
});

eachBrowser("Excel and CSV: numbers are numbers, and each stands beside its sentence", { init: keep }, async ({ page }) => {
  await sample(page);
  const [before, after] = SAMPLE.map((text) => parse(text)), comparison = compare(...SAMPLE);
  const file = await take(page, "xlsx"), book = await workbook(page, file.bytes);
  assert.equal(file.name, "青澜区_2022-2023_对比分析.xlsx");
  assert.deepEqual(Object.keys(book), ["指标对照", "目标—实际", "安排的回应", "问题", "引用文件", "沿用", "数字核对", "2022 年报告指标", "2023 年报告指标", "要点", "必备内容", "说明"]);
  const column = (sheet, title) => { const i = sheet[0].indexOf(title); assert.ok(i >= 0, title); return sheet.slice(1).map((row) => row[i]); };
  const [year, other] = [book["2023 年报告指标"], book["2022 年报告指标"]];
  assert.deepEqual(column(year, "数值"), after.indicators.map(({ value }) => value));
  assert.deepEqual(column(year, "起"), after.indicators.map(({ span }) => span.start));
  assert.deepEqual(column(year, "指标编号"), after.indicators.map(({ metric }) => metric));
  column(year, "起").forEach((start, i) => assert.equal(SAMPLE[1].slice(start, column(year, "止")[i]), column(year, "原文写法")[i]));
  // Whoever reads a sheet wants the name of a canonical indicator beside its id.
  after.indicators.forEach(({ metric }, i) => assert.equal(column(year, "通用名称")[i] === null, metric === null));
  assert.equal(other.length - 1, before.indicators.length);
  const pairs = book["指标对照"];
  assert.equal(pairs.length - 1, comparison.indicators.length);
  const sum = (list) => Math.round(list.reduce((total, value) => total + (value || 0), 0));
  assert.equal(sum(column(pairs, "增减")), sum(comparison.indicators.map(({ delta }) => delta)));
  assert.deepEqual(column(book["数字核对"], "状态").filter((words) => /不符/.test(words)).length, comparison.checks.length + before.checks.length + after.checks.length);

  const csv = await take(page, "csv"), rows = readCsv(csv.bytes);
  assert.equal(csv.name, "青澜区_2022-2023_指标对照.csv");
  assert.deepEqual(rows[0], pairs[0]);
  assert.deepEqual(rows.slice(1).map((row) => row[4] === "" ? null : Number(row[4])), column(pairs, "本年数值"));
  // A spreadsheet that opens a CSV takes 8-2 for a day in August.
  for (const row of rows) for (const cell of row) assert.doesNotMatch(cell, /^\d{1,4}[-/]\d{1,2}$/);
  await open(page, "plans");
  const plans = await take(page, "csv");
  assert.equal(plans.name, "青澜区_2022-2023_安排的回应.csv");
  assert.equal(readCsv(plans.bytes).length, comparison.followUps.length + 1);
});

eachBrowser("JSON: the contract's results with the texts that their spans count in", { init: keep }, async ({ page }) => {
  await sample(page);
  const { name, bytes } = await take(page, "json"), data = JSON.parse(bytes.toString("utf8"));
  assert.match(name, /\.json$/);
  assert.deepEqual(data.reports.map(({ text }) => text), SAMPLE);
  assert.deepEqual(data.reports.map(({ report }) => report), JSON.parse(JSON.stringify(SAMPLE.map((text) => parse(text)))));
  assert.deepEqual(data.comparison, JSON.parse(JSON.stringify(compare(...SAMPLE))));
  for (const { text, report } of data.reports) for (const { span, raw } of report.indicators) assert.equal(text.slice(span.start, span.end), raw);
  assert.equal(data.corrections, 0);
  assert.match(data.program.version, /^\d+\.\d+\.\d+$/);
  assert.match(data.program.module, /^[0-9a-f]{64}$/);
});

const CALC = "=cmd|' /C calc'!A0";
/** What no report says: markup, a program's name for a spreadsheet, controls, characters beyond the BMP, a direction turned round. */
const HOSTILE = `<img src=x onerror=alert(1)>县人民政府关于2021年度法治政府建设情况的报告

一、主要举措和成效

${CALC}，全县办理案件143件。＝1+1，开展巡查56次。<script>alert(1)</script>&lt;w:tbl/>审结“]]>${"\u0001"}案件🏛𬭚”87件。印发《<b>办法</b>&${"\u202e"}xslx.exe》（沅政办发〔2021〕12号）。

二、存在的问题

一是<iframe src="javascript:alert(1)">力量不足；二是@SUM(A1)人员不足。

三、下一步工作安排

一是-1+1配齐人员；二是</w:t></w:r>开展活动不少于40场。
`;

eachBrowser("hostile text is text in every file", { init: keep }, async ({ page }) => {
  await two(page, HOSTILE, HOSTILE.replace("2021年度", "2022年度").replace("143件", "156件"));
  const { bytes, name } = await take(page, "docx"), { xml } = await parts(page, bytes);
  assert.doesNotMatch(name, /[\\/:*?"<>|\u0000-\u001f\u202e]/);
  const { tables } = await wordTables(page, xml["word/document.xml"]);
  const words = JSON.stringify(tables);
  for (const said of ["<script>alert(1)</script>", "&lt;w:tbl/>", "🏛𬭚", "</w:t></w:r>", CALC]) assert.ok(words.includes(said), said);
  assert.doesNotMatch(xml["word/document.xml"], /[\u0001\u000b]|<script|<iframe|<img/);

  const file = await take(page, "xlsx"), book = await workbook(page, file.bytes);
  assert.ok(JSON.stringify(book).includes("<script>alert(1)</script>"));
  const { xml: own } = await parts(page, file.bytes);
  const styles = [...own["xl/styles.xml"].slice(own["xl/styles.xml"].indexOf("<cellXfs")).matchAll(/<xf [^>]*>/g)].map(([xf]) => xf.includes("quotePrefix"));
  const risky = [...Object.values(own).join("").matchAll(/<c r="\w+" s="(\d+)" t="inlineStr"><is><t [^>]*>\s*[=＝@+-]/g)];
  assert.ok(risky.length > 2 && risky.every(([, style]) => styles[style]), `${risky.length} cells that begin like a formula`);

  for (const view of ["compared", "plans", "problems", "documents"]) {
    await open(page, view);
    for (const row of readCsv((await take(page, "csv")).bytes)) for (const cell of row) if (Number.isNaN(Number(cell))) assert.doesNotMatch(cell, /^[\s\u3000\u200b]*[=＝@＠+＋-]/, cell);
  }

  await pick(page, "copy", () => window.clip["text/html"]);
  const inside = await page.evaluate(() => {
    // The page's own policy would refuse the styles.
    const document = new DOMParser().parseFromString(window.clip["text/html"].replace(/ style="/g, ' data-look="'), "text/html");
    return { tags: [...new Set([...document.body.querySelectorAll("*")].map((e) => e.localName))].sort(), attributes: [...new Set([...document.body.querySelectorAll("*")].flatMap((e) => [...e.attributes].map((a) => a.name)))].sort(), words: document.body.textContent };
  });
  assert.deepEqual(inside.tags.filter((tag) => !/^(div|h1|h2|p|table|thead|tbody|tr|th|td|br)$/.test(tag)), []);
  assert.deepEqual(inside.attributes.filter((name) => !/^(data-look|border|cellspacing|cellpadding|width|align)$/.test(name)), []);
  assert.ok(inside.words.includes("<script>alert(1)</script>"));

  await pick(page, "print", () => window.printed);
  assert.equal(await page.$$eval("#paper script, #paper iframe, #paper [onerror]", (list) => list.length), 0);
  JSON.parse((await take(page, "json")).bytes.toString("utf8"));
});

eachBrowser("the clipboard holds tables for Word and text for the rest", { init: keep }, async ({ page }) => {
  await sample(page);
  await pick(page, "copy", () => window.clip["text/html"]);
  const comparison = compare(...SAMPLE);
  const { rows, bordered, fonts, plain: words } = await page.evaluate(() => {
    const document = new DOMParser().parseFromString(window.clip["text/html"].replace(/ style="/g, ' data-look="'), "text/html"), tables = [...document.querySelectorAll("table")];
    return { rows: tables[0].querySelectorAll("tbody tr").length, bordered: tables.every((t) => t.getAttribute("border") === "1" && [...t.querySelectorAll("th, td")].every((c) => /border:/.test(c.getAttribute("data-look")))), fonts: /宋体/.test(window.clip["text/html"]), plain: window.clip["text/plain"] };
  });
  assert.equal(rows, comparison.indicators.length);
  assert.ok(bordered && fonts);
  assert.ok(words.split("\n").filter((line) => line.split("\t").length === 6).length >= comparison.indicators.length);
  assert.match(await page.locator("#note").innerText(), /已复制/);
});

eachBrowser("printed pages hold everything, in black on white, with heads on every page", { init: keep, dark: true }, async ({ page }) => {
  await sample(page);
  await pick(page, "print", () => window.printed);
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => {
    const style = (e) => getComputedStyle(e), paper = document.getElementById("paper");
    const width = paper.getBoundingClientRect().width;
    return {
      shown: [...document.body.children].filter((e) => style(e).display !== "none").map((e) => e.id), colour: style(paper).color, ground: style(document.body).backgroundColor, head: style(paper.querySelector("thead")).display,
      wide: [...paper.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > paper.getBoundingClientRect().left + width + 1).length, pictures: [...paper.querySelectorAll("img")].every((image) => image.complete && image.naturalWidth > 0), controls: paper.querySelectorAll("button, a, input").length,
    };
  });
  assert.deepEqual(seen, { shown: ["paper"], colour: "rgb(0, 0, 0)", ground: "rgb(255, 255, 255)", head: "table-header-group", wide: 0, pictures: true, controls: 0 });
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString("latin1"));
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height}`);
  const { text, original } = await readPdf(new Uint8Array(pdf)), all = plain(withoutRadicals(original || text).text);
  // A long name goes on in a second line, behind what else stands in the first.
  for (const { label } of parse(SAMPLE[1]).indicators) assert.ok(all.includes(plain(label).slice(0, 10)), label);
  assert.ok(all.split("○2022段-句●2023段-句变化").length - 1 >= 2, "the head of the first table again on its next page");
  assert.ok(pages >= 8, `${pages} pages`);
  // After printing, the page prints itself again.
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.$("#paper"), null);

  await pick(page, "printShort", () => window.printed === 2);
  assert.deepEqual(await page.$$eval("#paper h2", (list) => list.map((h) => h.textContent)), ["要点", "指标对照", "图"]);
});

eachBrowser("one report: particulars, required parts, every figure with its sentence", { init: keep }, async ({ page }) => {
  await put(page, 0, COUNTY);
  await settled(page);
  const report = parse(COUNTY), { name, bytes } = await take(page, "docx"), { xml } = await parts(page, bytes), { tables, drawings } = await wordTables(page, xml["word/document.xml"]);
  assert.equal(name, "沅浦县_2021_报告分析.docx");
  assert.equal(drawings, 0);
  const figures = tables.find(({ head }) => head[0] === "指标");
  assert.deepEqual(figures.rows.map(([, raw]) => plain(raw.join(""))), report.indicators.map(({ raw }) => plain(raw)));
  assert.equal(tables.find(({ head }) => head[0] === "内容").rows.length, report.required.length);
  assert.ok(tables.find(({ head }) => head[0] === "项目").rows.some((row) => row.join("|").includes("沅浦县")));
  const book = await workbook(page, (await take(page, "xlsx")).bytes);
  assert.deepEqual(Object.keys(book), ["指标", "引用文件", "问题", "安排", "必备内容", "说明"]);
  assert.equal(book["指标"].length - 1, report.indicators.length);
  assert.equal(readCsv((await take(page, "csv")).bytes).length - 1, report.indicators.length);
  assert.equal(JSON.parse((await take(page, "json")).bytes.toString("utf8")).comparison, null);
});

eachBrowser("in English the words of the tool are English, those of the report stay", { init: keep }, async ({ page }) => {
  await sample(page);
  await page.click("#language");
  await page.waitForSelector("html[lang=en]", { state: "attached" });
  assert.equal(await page.locator("#export").innerText(), "Export");
  const { name, bytes } = await take(page, "docx"), { xml } = await parts(page, bytes), { tables, paragraphs } = await wordTables(page, xml["word/document.xml"]);
  assert.equal(name, "青澜区_2022-2023_comparison.docx");
  for (const words of [...paragraphs.filter(({ style }) => /Heading|Note/.test(style)).map((p) => p.words), ...tables.flatMap(({ head }) => head)]) assert.doesNotMatch(words, /[\u4e00-\u9fff]/, words);
  const evidence = tables.filter(({ head }) => head[1] === "Sentence");
  assert.equal(evidence.length, 2);
  assert.match(evidence[0].rows[0][1][0], /[\u4e00-\u9fff]{5}/);
  const book = await workbook(page, (await take(page, "xlsx")).bytes);
  for (const [sheet, rows] of Object.entries(book)) assert.doesNotMatch([sheet, ...rows[0]].join(), /[\u4e00-\u9fff]/, sheet);
});

eachBrowser("what a reader decided by hand is counted in the files", { init: keep }, async ({ page }) => {
  await two(page, COUNTY, COUNTY_LATER);
  await open(page, "compared");
  await page.locator("#main tr.row").first().click();
  await page.click('#evidence [data-act="apart"]');
  await settled(page);
  const { bytes } = await take(page, "docx"), { xml } = await parts(page, bytes);
  assert.match(xml["word/footer1.xml"], /人工核对 1 条/);
  assert.match(JSON.stringify((await workbook(page, (await take(page, "xlsx")).bytes))["说明"]), /人工核对 1 条/);
  assert.equal(JSON.parse((await take(page, "json")).bytes.toString("utf8")).corrections, 1);
});

eachBrowser("the whole table of many reports as a workbook, row for row what the CSV says", { init: keep }, async ({ page }) => {
  await page.click("#start-many");
  await page.waitForSelector("#view-library");
  const texts = [COUNTY, COUNTY_LATER, HOSTILE];
  await page.setInputFiles("#many-files", texts.map((text, i) => ({ name: `${i}.txt`, mimeType: "text/plain", buffer: Buffer.from(text) })));
  await page.waitForFunction(() => document.querySelectorAll("#view-library [data-status=read]").length === 3 && document.getElementById("many-progress").hidden);
  assert.ok(!(await page.locator("#export").isVisible()), "one way to export what is shown");
  const { name, bytes } = await take(page, "#export-xlsx"), [[, rows]] = Object.entries(await workbook(page, bytes)), [head, ...body] = rows;
  assert.match(name, /\.xlsx$/);
  const figures = texts.flatMap((text) => parse(text).indicators);
  assert.deepEqual(body.map((row) => row[head.indexOf("数值")]), figures.map(({ value }) => value));
  assert.deepEqual(body.map((row) => row[head.indexOf("统一指标编号")]), figures.map(({ metric }) => metric));
  const csv = readCsv((await take(page, "#export-csv")).bytes);
  assert.deepEqual(csv[0], head);
  csv.slice(1).forEach((row, i) => row.forEach((cell, k) => {
    const same = body[i][k];
    if (typeof same === "number") assert.equal(Number(cell), same);
    else assert.equal(cell.replace(/^'/, ""), same || "");
    assert.doesNotMatch(cell, /^\d{1,4}[-/]\d{1,2}$/, "a spreadsheet takes 9-2 for a day in September");
  }));
  assert.ok(csv.some((row) => row.some((cell) => /^'[=＝]/.test(cell))));
});

eachBrowser("the menu answers to keys and gives the focus back", { init: keep }, async ({ page }) => {
  assert.ok(!(await page.locator("#export").isVisible()), "nothing to export yet");
  await sample(page);
  await page.focus("#export");
  const focused = () => page.evaluate(() => document.activeElement.dataset.export || document.activeElement.id);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "docx");
  assert.equal(await page.getAttribute("#export", "aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "copy");
  await page.keyboard.press("End");
  assert.equal(await focused(), "json");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "docx");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "export");
  assert.ok(!(await page.locator("#export-menu").isVisible()));
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.taken.length === 1);
  assert.equal(await focused(), "export");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.click("#export");
  const box = await page.locator("#export-menu").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 800, JSON.stringify(box));
  await page.mouse.click(200, 790);
  assert.ok(!(await page.locator("#export-menu").isVisible()));
});
