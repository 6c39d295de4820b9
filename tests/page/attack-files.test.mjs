/**
 * Holds the page to this: what a file, a clipboard, an address or another page's storage refers to is never fetched, never run and never takes the page
 * down; names that are handed out are names of files and nothing else.
 */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { docx } from "../files/zip.mjs";
import { eachBrowser, openAnother } from "./browsers.mjs";
import { PAYLOADS } from "./payloads.mjs";
import { put, settled } from "./steps.mjs";
import { COUNTY, COUNTY_LATER } from "./texts.mjs";

/** Markup that makes a browser ask another machine as soon as it is part of a page: `@` stands for the address. */
const ASKING = {
  image: "<img src='@'>", sizes: "<img srcset='@ 1x'>", picture: "<picture><source srcset='@'><img></picture>", input: "<input type=image src='@'>", background: "<table background='@'><tr><td>件</td></tr></table>",
  cell: "<table><tr><td background='@'>件</td></tr></table>", styled: "<p style='background:url(@)'>件</p>", style: "<style>p{background:url(@)}</style>", imported: "<style>@import url(@);</style>", sheet: "<link rel=stylesheet href='@'>",
  icon: "<link rel=preload as=image href='@'>", next: "<link rel=prefetch href='@'>", script: "<script src='@'></script>", module: "<script type=module src='@'></script>", frame: "<iframe src='@'></iframe>", object: "<object data='@'></object>",
  embed: "<embed src='@'>", video: "<video src='@' preload=auto autoplay muted></video>", poster: "<video poster='@'></video>", audio: "<audio src='@' preload=auto autoplay></audio>", svg: "<svg><image href='@'></image></svg>", xlink: "<svg><image xlink:href='@'></image></svg>",
  filter: "<svg><filter id=f><feImage href='@'></feImage></filter><rect width=9 height=9 filter='url(#f)'></rect></svg>", body: "<body background='@'>", list: "<ul style='list-style-image:url(@)'><li>件</li></ul>", cursor: "<p style='cursor:url(@),auto'>件</p>", border: "<p style='border:9px solid;border-image:url(@)'>件</p>",
  shape: "<div style='float:left;width:9px;height:9px;shape-outside:url(@)'></div>", mask: "<div style='width:9px;height:9px;-webkit-mask-image:url(@)'>件</div>", content: "<div style='content:url(@)'></div>", refresh: "<meta http-equiv=refresh content='0;url=@'>",
};
const markup = (at, kind = "") => Object.entries(ASKING).filter(([name]) => name !== "refresh" || kind !== "control").map(([name, words]) => words.replace(/@(?!import)/g, `${at}${kind}${name}`)).join("\n");

async function listener() {
  const arrived = new Set();
  const server = createServer((request, response) => { arrived.add(request.url.slice(1)); response.end(""); });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { arrived, at: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections?.(); server.close(); } };
}

const drop = (page, name, content) => page.evaluate(([file, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], file));
  document.querySelector('.box[data-slot="0"]').dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, Buffer.from(content).toString("base64")]);

async function bring(page, name, content) {
  await page.evaluate(() => { document.getElementById("note").textContent = ""; });
  await drop(page, name, content);
  await page.waitForFunction(() => { const { textContent } = document.getElementById("note"); return textContent && !/^正在打开/.test(textContent); });
  await settled(page);
}

const W = (inner) => `<w:p><w:r><w:t>办理案件15件。</w:t></w:r>${inner}</w:p>`;
/** Parts of a document that Word would follow: linked pictures, templates, fields, objects. */
const FOLLOWED = (at) => W(`<w:hyperlink r:id="rId91"><w:r><w:t>链接</w:t></w:r></w:hyperlink>`) + W(`<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId92"/></w:drawing></w:r>`)
  + W(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
  + W(`<w:fldSimple w:instr=" INCLUDEPICTURE &quot;${at}field&quot; "><w:r><w:t>图</w:t></w:r></w:fldSimple>`) + W(`<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="${at}vml"/></w:pict></w:r>`)
  + `<w:altChunk r:id="rId93"/><w:subDoc r:id="rId94"/>` + W(`<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" r:id="rId95"/></w:object></w:r>`);
const relations = (at) => ({ "word/_rels/settings.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${at}template" TargetMode="External"/></Relationships>`,
  "customXml/item1.xml": `<!DOCTYPE x SYSTEM "${at}dtd"><x/>`, "word/chunk.html": `<img src="${at}chunk"><script src="${at}chunkscript"></script>` });

eachBrowser(`nothing that ${Object.keys(ASKING).length} sorts of markup and the links of a document refer to is asked for`, { offline: false }, async ({ page }) => {
  const { arrived, at, close } = await listener();
  try {
    const html = (kind) => `<!doctype html><html><head><base href="${at}base/"><title>报告</title></head><body><h1>沅浦县2021年度法治政府建设情况的报告</h1><p>全年办理案件15件。</p>${markup(at, kind)}</body></html>`;
    await bring(page, "网页.html", html("file-"));
    assert.match(await page.inputValue("#text-1"), /办理案件15件/);
    await bring(page, "网页.mhtml", `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: ${at}saved\r\n\r\n${html("mhtml-")}\r\n--b\r\nContent-Type: text/css\r\nContent-Location: ${at}css\r\n\r\np{background:url(${at}mhtmlcss)}\r\n--b--\r\n`);
    assert.match(await page.inputValue("#text-1"), /办理案件15件/);
    await bring(page, "文件.docx", docx(FOLLOWED(at), relations(at)));
    const words = await page.inputValue("#text-1");
    assert.match(words, /办理案件15件/);
    assert.doesNotMatch(words, /DDEAUTO|INCLUDEPICTURE|cmd\.exe/, "what a field would do is no text");
    await page.evaluate((words) => {
      const field = document.getElementById("text-1"), data = new DataTransfer();
      data.setData("text/html", words);
      data.setData("text/plain", "全年办理案件15件。");
      field.focus();
      field.select();
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html("clipboard-"));
    await settled(page);
    await page.waitForTimeout(1200);
    assert.deepEqual([...arrived], []);
  } finally {
    close();
  }
});

const folder = resolve(process.env.FAZHI_TARGET ?? "target", "fazhi-lens/attack");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "asking.html"), "<!doctype html><meta charset=utf-8><body>");

eachBrowser("control: as part of a page the same markup asks", { url: pathToFileURL(join(folder, "asking.html")).href, started: false, offline: false, allow: /./ }, async ({ page, test: context }) => {
  const { arrived, at, close } = await listener();
  try {
    await page.setContent(`<!doctype html><meta charset=utf-8>${markup(at, "control")}`);
    await page.waitForTimeout(1500);
    const all = Object.keys(ASKING).filter((name) => arrived.has(`control${name}`));
    context.diagnostic(`${all.length} of ${Object.keys(ASKING).length} asked; silent: ${Object.keys(ASKING).filter((name) => !all.includes(name)).join(", ")}`);
    assert.ok(all.length >= 24, `${all}`);
  } finally {
    close();
  }
});

eachBrowser("an address that names what every object has leads nowhere", async ({ page }) => {
  await put(page, 0, COUNTY);
  await put(page, 1, COUNTY_LATER);
  await page.waitForSelector("#view-summary");
  await settled(page);
  for (const hash of ["#__proto__/x", "#constructor/toString", "#two/__proto__", "#one/constructor", "#many/hasOwnProperty", "#two/<img src=x onerror=alert(1)>", "#javascript:alert(1)", "#two/%00", "#one/" + "a".repeat(100000), "#//two", "#two/compared/../../x"]) {
    await page.evaluate((words) => { location.hash = words; }, hash);
    await page.waitForTimeout(60);
    assert.ok(await page.evaluate(() => document.querySelector("#main section") !== null && {}.polluted === undefined), hash.slice(0, 40));
  }
  await page.evaluate(() => { location.hash = "#two/compared"; });
  await page.waitForSelector("#view-compared");
});

eachBrowser("what another local page wrote into the storage is offered as text, and opened only as a whole project", { init: () => { window.heard = []; window.ran = (n) => { window.heard.push(n); }; } }, async ({ page, name }) => {
  const words = PAYLOADS.slice(0, 60).map(({ text }) => text).join(" "), text = `沅浦县2021年度法治政府建设情况的报告\n一、主要举措\n办理${PAYLOADS[0].text}案件15件。`;
  const project = (reports) => JSON.stringify({ format: "fazhi-lens", schemaVersion: 1, saved: words, reports, pairs: [] });
  const records = [{ id: "setting", on: words }, { id: "work-1", saved: words, title: words, text: project([{ name: words, text, characters: text.length, corrections: null }]) }];
  await page.evaluate((all) => new Promise((done, fail) => {
    const asked = indexedDB.open("fazhi-lens", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
    asked.onsuccess = () => {
      const { result } = asked, deed = result.transaction("kept", "readwrite");
      for (const record of all) deed.objectStore("kept").put(record);
      deed.oncomplete = () => { result.close(); done(); };
      deed.onerror = fail;
    };
    asked.onerror = fail;
  }), records);
  const next = await openAnother(page, name);
  await next.evaluate(() => { window.heard = []; window.ran = (n) => { window.heard.push(n); }; });
  await next.waitForSelector("#kept:not([hidden])");
  assert.ok((await next.textContent("#kept")).includes("top.ran"), "shown as it is");
  assert.equal(await next.inputValue("#text-1"), "", "nothing is taken by itself");
  await next.click("#kept-restore");
  await next.waitForSelector("#view-overview");
  await settled(next);
  assert.deepEqual(await next.evaluate(() => heard), []);
  assert.equal(await next.evaluate(() => document.querySelectorAll("#main img:not([src^='blob:']), #kept img, iframe, #main svg[onload], #main script").length), 0);
});

eachBrowser("figures, dates and depths in a project that no program writes are refused in words, or do no harm", async ({ page }) => {
  const text = "沅浦县2021年度法治政府建设情况的报告\n一、主要举措和成效\n受理行政复议申请15件。\n", at = text.indexOf("15件");
  const anchor = (start, end) => `{"raw":"15件","span":{"start":${start},"end":${end}}}`;
  const project = (corrections, more = "", characters = text.length) => `{"format":"fazhi-lens","schemaVersion":1,"saved":"NaN-13-45T99:99",${more}"reports":[{"name":"甲","text":${JSON.stringify(text)},"characters":${characters},"corrections":${corrections}}],"pairs":[]}`;
  const files = [
    project("null", "", "1e999"), project("null", "", "-0"), project("null", "", `"${text.length}"`), project("null", "", "1e-320"), project("null", '"schemaVersion":1e999,'), project("null", '"schemaVersion":1.5,'), project("null", '"schemaVersion":"1",'),
    ...[[-1, 3], [at, 1e15], [9007199254740993, 9007199254740995], [1e308, 1e309], [at + 2, at], [4294967296 + at, 4294967296 + at + 3], [at + 0.5, at + 3.5]].map(([start, end]) => project(`{"roles":[],"indicators":[{"at":${anchor(start, end === Infinity ? "1e999" : end)},"wrong":true}]}`)),
    project(`{"indicators":[{"at":${anchor(at, at + 3)},"value":1e999}]}`), project(`{"indicators":[{"at":${anchor(at, at + 3)},"value":"NaN","unit":{}}]}`), project(`{"meta":{"year":1e999,"published":"0000-99-99"}}`), project(`{"meta":{"year":-5,"signed":"NaN"}}`), project(`{"meta":{"region":"\\u202egnp.exe/..\\\\..\\u0000"}}`),
    project(`{"roles":${"[".repeat(5000)}${"]".repeat(5000)}}`), project(`{"added":[${Array(3000).fill(`{"at":${anchor(at, at + 3)}}`).join(",")}]}`), `{"format":"fazhi-lens","schemaVersion":1,"reports":${"[".repeat(200000)}`,
    project("null").replace("甲", "\\ud800\\udfff\\u2028\\u0000"), project("null", '"format":"fazhi-lens","reports":[],'), project("null", '"saved":[],"library":[{"name":1,"report":1e999}],'), project("null", '"settings":{"year":"__proto__","metrics":{"length":1e9}},'),
  ];
  for (const [n, content] of files.entries()) {
    await page.evaluate(() => { document.getElementById("note").textContent = ""; });
    await page.setInputFiles("#project-file", { name: `${n}.json`, mimeType: "application/json", buffer: Buffer.from(content) });
    await page.waitForFunction(() => document.getElementById("note").textContent, null, { timeout: 20000 });
    await settled(page);
    assert.match(await page.textContent("#note"), /已打开|没有打开|不能|不是|损坏|改过|较新|太大|撤下|对不上/, content.slice(0, 160));
    const shown = await page.evaluate(() => document.getElementById("result").textContent);
    assert.doesNotMatch(shown, /\bNaN\b|\bInfinity\b|\bundefined\b|\[object/, content.slice(0, 160));
  }
  // A name of a file is a name: no path, no sign that turns what follows around.
  await page.setInputFiles("#project-file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(project(`{"meta":{"region":"\\u202egnp.exe/..\\\\..\\u0000","year":2021}}`)) });
  await settled(page);
  await page.evaluate(() => {   // Chromium 90 tells its driver nothing of downloads
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { if (this.download) window.savedAs = this.download; else click.call(this); };
  });
  await page.click("#save-project");
  const saved = await page.waitForFunction(() => window.savedAs).then((name) => name.jsonValue());
  assert.match(saved, /gnp.*2021.*\.json$/);
  assert.doesNotMatch(saved, /[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
  // Whatever was opened last: the page still reads.
  await put(page, 0, COUNTY);
  await settled(page);
  assert.ok((await page.textContent("#result")).length > 500);
});
