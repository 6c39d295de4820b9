/** Holds every form that a report comes in to this: opened, dropped or pasted, it gives the same findings as its plain text. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { drop, pasteFiles, pasteRich } from "./bring.mjs";
import { eachBrowser } from "./browsers.mjs";
import { fits, lit, open, rowKeys, settled } from "./steps.mjs";
import { parse } from "./texts.mjs";

const read = (name) => readFileSync(new URL(`../files/${name}`, import.meta.url));
const TEXT = read("report.txt").toString(), PLAIN = parse(TEXT);
const WEB = "索 引 号：\tlp-2024-00318\t发布机构：\t岚浦县人民政府\n";

/** Each twin with what the page must say of it. */
const TWINS = {
  "report.txt": /UTF-8/, "report.utf8bom.txt": /UTF-8/, "report.gb18030.txt": /GB18030.*看一眼/, "report.utf16le.txt": /UTF-16 LE/, "report.utf16be.txt": /UTF-16 BE/,
  "report.html": /UTF-8.*自称 gb2312.*导航、链接等 \d+ 行.*表格 2 个/, "report.gb18030.html": /GB18030.*表格 2 个/, "report.mhtml": /UTF-8.*导航/,
  "report.docx": /表格 1 个.*编号 9 处.*删除的 3 处/, "report.writer.docx": /表格 1 个.*编号 9 处/, "report.pdf": /页眉页脚 2 处.*页码 2 处.*表格 1 个/,
};

/** What a reader gets to see of a report, without where it stands. */
const findings = ({ meta, sections, indicators, citations, problems, commitments }) => ({
  meta: { ...meta, published: null },
  sections: sections.map(({ level, marker, title, role }) => [level, marker, title, role]),
  indicators: indicators.map(({ raw, value, unit, label, qualifier, period, change }) => [raw, value, unit, label, qualifier, period, change]),
  citations: citations.map(({ title, number }) => [title, number && number.text]),
  problems: problems.map(({ text }) => text), commitments: commitments.map(({ text }) => text),
});

async function same(page, what) {
  await settled(page);
  const text = await page.inputValue("#text-1"), report = parse(text);
  assert.deepEqual(findings(report), findings(PLAIN), what);
  const web = /html$/.test(what);
  assert.equal(report.meta.published, web ? "2024-01-26" : null, what);
  if (web) assert.ok(text.startsWith(WEB), what);
  else assert.equal(text.trim(), TEXT.trim(), what);   // the very paragraphs, numbers and cells
  assert.equal(Number(await page.textContent('#rail a[data-view="indicators"] span')), PLAIN.indicators.length, what);
}

async function clear(page) {
  await page.evaluate(() => document.getElementById("clear-1").click());
  await page.waitForSelector("#undo");
}

const noted = (page, name) => page.waitForFunction((words) => document.getElementById("note").textContent.includes(words) && !document.getElementById("note").textContent.includes("正在打开"), name);

eachBrowser("opened, each twin gives the same findings", async ({ page }) => {
  for (const [name, said] of Object.entries(TWINS)) {
    await page.setInputFiles("#file-1", { name, mimeType: "", buffer: read(name) });
    await noted(page, name);
    assert.match(await page.locator("#note").innerText(), said);
    await same(page, name);
    await clear(page);
  }
});

eachBrowser("dropped, and pasted as files, the same", async ({ name: browser, page }) => {
  for (const [name, said] of Object.entries(TWINS)) {
    await drop(page, browser, '.box[data-slot="0"]', [{ name, buffer: read(name) }]);
    await noted(page, name);
    assert.match(await page.locator("#note").innerText(), said);
    await same(page, name);
    await clear(page);
  }
  for (const name of ["report.docx", "report.pdf", "report.html"]) {
    await pasteFiles(page, 0, [{ name, buffer: read(name) }]);
    await noted(page, name);
    await same(page, name);
    await clear(page);
  }
});

eachBrowser("pasted from Word, from a browser and as plain text, the same", async ({ page }) => {
  await pasteRich(page, 0, read("report.word.html").toString(), read("report.word.txt").toString());
  await same(page, "Word");
  assert.match(await page.locator("#note").innerText(), /导入说明：表格 1 个 · 修订中已删除的 1 处没有读入 · 自动编号 9 处/);
  await clear(page);
  // A part marked in a browser: lists without their numbers, a table, and a link behind it.
  const paragraphs = TEXT.trim().split("\n"), at = (line) => paragraphs.findIndex((each) => each.startsWith(line));
  const rows = paragraphs.filter((line) => line.includes("\t")).map((line) => `<tr>${line.split("\t").map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  const plans = paragraphs.slice(at("1."), at("3.") + 1).map((line) => `<li>${line.slice(2)}</li>`).join("\n");
  const p = (list) => list.map((line) => `<p style="margin:0">${line}</p>`).join("");
  const html = `<meta charset='utf-8'><!--StartFragment-->${p(paragraphs.slice(0, at("执法领域")))}<table><tbody>${rows}</tbody></table>${p(paragraphs.slice(at("二、"), at("1.")))}<ol>${plans}</ol>${p(paragraphs.slice(at("3.") + 1))}<p><a href="https://lanpu.invalid/">下一篇：岚浦县12345热线受理3万件</a></p><!--EndFragment-->`;
  await pasteRich(page, 0, html, TEXT.replace(/^\d\./gm, ""));
  await same(page, "browser");
  await clear(page);
  // Markup that says no more than its plain text: the plain text, as it is.
  await pasteRich(page, 0, `<div>${TEXT.replace(/\n/g, "<br>")}</div>`, TEXT);
  await same(page, "plain");
  assert.equal(await page.isVisible("#import-1"), false);
});

eachBrowser("evidence stands in the text that is shown; the text before is one click away", async ({ page }) => {
  await page.setInputFiles("#file-1", { name: "report.pdf", mimeType: "application/pdf", buffer: read("report.pdf") });
  await page.waitForSelector("#view-overview");
  await open(page, "indicators");
  const keys = await rowKeys(page);
  await page.click(`#main tr.row[data-key="${keys[5]}"]`);
  assert.equal((await lit(page)).words, PLAIN.indicators[5].raw);
  await page.click("#note [data-before]");
  const before = await page.inputValue("#before-text");
  assert.match(before, /岚浦县人民政府文件/, "the running head");
  assert.ok(before.split("\n").length > TEXT.split("\n").length, "lines as they stand on paper");
  await page.keyboard.press("Escape");
  assert.equal(await page.$("#before-sheet"), null);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.before), "1", "focus is back on the button");
  await page.keyboard.press("Enter");
  await page.click("#use-before");
  await page.waitForFunction(() => document.getElementById("text-1").value.includes("岚浦县人民政府文件"));
  await settled(page);
  await page.click("#change");
  assert.match(await page.locator("#import-1 summary").innerText(), /按整理前的全文读入/);
});

eachBrowser("what was left out is listed, line by line", async ({ page }) => {
  await page.setInputFiles("#file-1", { name: "report.html", mimeType: "text/html", buffer: read("report.html") });
  await page.waitForSelector("#view-overview");
  await page.click("#change");
  await page.click("#import-1 summary");
  const left = await page.locator("#import-1 .left-out").innerText();
  for (const words of ["栏目导航", "岚浦县举办行政执法培训班35场", "访问量：1204567次"]) assert.ok(left.includes(words), words);
  // What is typed from here on is the reader's own text.
  await page.fill("#text-1", "岚浦县关于2022年法治政府建设情况的报告\n一、成效\n办理案件15件。");
  await settled(page);
  await page.evaluate(() => { document.getElementById("fields").classList.remove("folded"); });
  assert.equal(await page.$("#import-1"), null);
});

eachBrowser("notes and the text before fit a narrow window", { width: 360, height: 700 }, async ({ page }) => {
  await page.setInputFiles("#file-1", { name: `${"很长的文件名".repeat(12)}.html`, mimeType: "text/html", buffer: read("report.html") });
  await page.waitForSelector("#view-overview");
  await fits(page, "the note");
  await page.click("#change");
  await page.click("#import-1 summary");
  await fits(page, "the notes");
  await page.click("#import-1 [data-before]");
  await fits(page, "the text before");
});

eachBrowser("copied in the browser and pasted by its keys", async ({ page, name }) => {
  // A browser shows a broken source line as a blank, and has no deletions or list numbers that are marked as such.
  const html = `<body>${read("report.word.html").toString().replace(/^[^]*<!--StartFragment-->|<del.*?<\/del>|(?:&nbsp;)+\n/g, "").replace(/([^>])\n/g, "$1")}`;
  if (name === "90") await pasteRich(page, 0, html, TEXT);   // its headless form has no clipboard: the keys end it
  else {
    const other = await page.context().newPage();
    await other.setContent(html);
    await other.keyboard.press("Control+a");
    await other.keyboard.press("Control+c");
    await page.bringToFront();
    await page.focus("#text-1");
    await page.keyboard.press("Control+v");
  }
  await page.waitForSelector("#view-overview");
  await same(page, `${name}: copied`);
});
