/**
 * Holds the page to this: no text that it is given runs as a script, whichever way it comes in or goes out, also where the policy is taken away; and
 * nothing that runs in the page or its worker reaches another machine.
 */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openZip } from "../../www/files/zip.js";
import { docx } from "../files/zip.mjs";
import { eachBrowser, pageFile } from "./browsers.mjs";
import { PAYLOADS, pieces } from "./payloads.mjs";
import { paste, put, settled } from "./steps.mjs";

const folder = resolve(process.env.FAZHI_TARGET ?? "target", "fazhi-lens/attack");

/** A file in the target folder, by its address. */
function written(name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return pathToFileURL(join(folder, name)).href;
}

/** The built page without its policy; the second, which the page's own script adds, is kept from being added. */
function unprotected() {
  const html = readFileSync(pageFile, "utf8"), without = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  assert.ok(html.length - without.length > 200, "there was a policy to take out");
  return written("unprotected.html", without);
}
const unclosed = `{
  const append = Node.prototype.appendChild;
  Node.prototype.appendChild = function (child) { return /^content-security-policy$/i.test(child.httpEquiv || "") ? child : append.call(this, child); };
}`;
const policies = (page) => page.evaluate(() => document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length);

const PAGES = { "": { url: pathToFileURL(pageFile).href, before: "", count: 2 }, ", without the policy": { url: unprotected(), before: unclosed, count: 0 } };

/** Every payload gets a voice; what is handed out as a file or to the clipboard is kept. */
const listen = () => {
  if (window !== top) return;
  window.heard = [];
  window.ran = (n) => { heard.push(Array.isArray(n) ? Number(n[0]) : n); };
  window.handed = [];
  window.packed = [];   // what is handed out as a zip, in base64
  window.print = () => {};
  const keep = (type, text) => { window.handed.push([type, String(text)]); };
  const make = URL.createObjectURL, set = DataTransfer.prototype.setData;
  DataTransfer.prototype.setData = function (type, text) { keep(type, text); set.call(this, type, text); };
  URL.createObjectURL = (blob) => {
    if (/javascript/.test(blob.type)) return make.call(URL, blob);
    const reader = new FileReader();
    reader.onload = () => { const data = reader.result.slice(reader.result.indexOf(",") + 1); if (data.startsWith("UEsD")) window.packed.push(data); };
    reader.readAsDataURL(blob);
    blob.text().then((text) => keep(blob.type, text));
    return make.call(URL, blob);
  };
  document.addEventListener("copy", (event) => setTimeout(() => { for (const type of event.clipboardData ? event.clipboardData.types : []) keep(type, event.clipboardData.getData(type)); keep("text/plain", getSelection()); }));
  if (navigator.clipboard) {
    navigator.clipboard.writeText = async (text) => keep("text/plain", text);
    navigator.clipboard.write = async (items) => { for (const item of items) for (const type of item.types) keep(type, await (await item.getType(type)).text()); };
  }
};

/** What a parser would have made of a payload: elements and attributes that the page itself never has. */
const foreign = (page) => page.evaluate(() => {
  const tags = "iframe, object, embed, img:not([src^='blob:']), image, video, audio, source, link, math, marquee, base, foreignObject, animate, set, xmp, noscript, mglyph, body style, body script:not([type='text/plain'])";
  const own = new Set([...document.body.children].filter((element) => element.tagName === "SCRIPT"));
  const found = [...document.querySelectorAll(tags)].filter((element) => !own.has(element)).map((element) => element.outerHTML.slice(0, 120));
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc" || (/href|src|action|data$/.test(name) && /^[\x00-\x20]*javascript/i.test(value.replace(/[\t\n]/g, "")))) found.push(`${element.tagName} ${name}=${value.slice(0, 80)}`);
    }
  }
  return found;
});

async function untouched(page, where) {
  assert.deepEqual(await page.evaluate(() => heard), [], `${where}: ran`);
  assert.deepEqual(await foreign(page), [], `${where}: became markup`);
}

const texts = PAYLOADS.map((payload) => payload.text);
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
/** XML knows no such characters at all. */
const printable = (text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "");

/** A report in which every payload is part of a label, a title, a heading, a document, a problem or a plan. */
function report(year, list) {
  const line = (text, n) => text.replace(/§/g, list[n].replace(/[\r\n]+/g, " "));
  const each = (words, of = 1, rest = 0) => list.map((_, n) => (n % of === rest ? line(words, n).replace(/№/g, String(n + 20)) : "")).filter(Boolean);
  return [line("沅浦县§人民政府关于" + year + "年度法治政府建设情况的报告", year % list.length), `${year}年，沅浦县推进依法行政，现将有关情况报告如下。`, "一、主要举措和成效",
    ...each("（一）推进§工作。受理§案件№件，办结率9№.5%。", 4, 0), ...each("全年开展§巡查№次，比上年增加12次。", 4, 1), ...each("印发《沅浦县§清单》（沅政办发〔2021〕№号），§事项№项。", 4, 2), ...each("§", 4, 3),
    "二、存在的不足", ...each("一是§不够到位，原因是§；", 5), "三、下一年工作安排", ...each("一是推进§，完成№次；", 5, 1), "沅浦县人民政府", `${year + 1}年1月26日`].join("\n");
}

/** A .docx or .xlsx in which payloads are words and nothing else: no element of HTML, no handler, no field, no formula, nothing from outside. */
async function inert(page, bytes) {
  const opened = openZip(bytes), parts = {};
  for (const name of opened.names.filter((part) => /\.(xml|rels)$/.test(part))) parts[name] = Buffer.from(await opened.read(name)).toString("utf8");
  assert.ok(Object.values(parts).some((xml) => xml.includes("top.ran")), `payloads are in it: ${opened.names}`);
  const found = await page.evaluate((list) => Object.entries(list).flatMap(([name, xml]) => {
    const document = new DOMParser().parseFromString(xml, "application/xml"), wrong = [];
    for (const element of document.getElementsByTagName("*")) {
      if (element.localName === "parsererror" || /xhtml|\/svg|MathML/.test(element.namespaceURI || "") || /^(script|iframe|object|instrText|altChunk|OLEObject|control|externalReference|oleObject)$/.test(element.localName)) wrong.push(`${name}: ${element.tagName}`);
      if (element.localName === "fldSimple" && !/^ *(PAGE|NUMPAGES)\b[^"]*$/.test(element.getAttribute("w:instr"))) wrong.push(`${name}: a field ${element.getAttribute("w:instr")}`);
      if (element.localName === "f" && /worksheet/.test(document.documentElement.localName)) wrong.push(`${name}: a formula`);
      for (const { name: key, value } of element.attributes) if (/^on[a-z]/.test(key) || (key === "Target" && /^[a-z]+:/i.test(value)) || (key === "TargetMode" && value === "External")) wrong.push(`${name}: ${element.tagName} ${key}=${value.slice(0, 60)}`);
    }
    return wrong;
  }), parts);
  assert.deepEqual(found, []);
}

/** Goes through all that the page shows of what it was given, and takes along all that it hands out. Returns the views that showed a payload. */
async function wander(page) {
  const addresses = await page.$$eval("#rail a[data-view]", (links) => links.map((link) => link.dataset.view));
  assert.ok(addresses.length >= 3, `${addresses}`);
  const showed = [];
  for (const view of addresses) {
    const shows = await page.evaluate(async (name) => {
      const pause = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      document.querySelector(`#rail a[data-view="${name}"]`).click();
      await pause();
      for (let i = 0; i < 4; i++) { window.scrollTo(0, document.body.scrollHeight * i / 4); await pause(); }
      const rows = [...document.querySelectorAll("#main tr.row")];
      for (const row of [0, 1, 2, 3, rows.length >> 1, rows.length - 1].map((at) => rows[at]).filter(Boolean)) { row.click(); row.focus(); await pause(); }
      for (const button of [...document.querySelectorAll("button")].filter((found) => found.offsetParent && /复制|看原文|为什么|展开|怎么算|看数据/.test(found.textContent)).slice(0, 12)) { button.click(); await pause(); }
      return document.getElementById("result").textContent.includes("top.ran");
    }, view);
    if (shows) showed.push(view);
  }
  return showed;
}

for (const [how, { url, before, count }] of Object.entries(PAGES)) {
  const options = { url, init: `${before}(${listen})();`, allow: /console warning/ };

  eachBrowser(`${texts.length} payloads as the text of a report, in every view and on the clipboard${how}`, options, async ({ page, test: context }) => {
    assert.equal(await policies(page), count);
    await put(page, 0, report(2021, texts));
    await page.waitForSelector("#view-overview", { timeout: 30000 });
    await settled(page);
    const one = await wander(page);
    assert.ok(one.length >= 5, `views show what was pasted: ${one}`);
    await untouched(page, "one report");
    await paste(page, 1, report(2022, texts));
    await page.waitForSelector("#view-summary", { timeout: 30000 });
    await settled(page);
    const both = await wander(page);
    assert.ok(both.length >= 5, `views show what was pasted: ${both}`);
    await untouched(page, "two reports");
    await page.evaluate(() => document.querySelector("#export").click());
    const menu = await page.$$eval("[data-export]", (items) => items.map((item) => item.dataset.export));
    assert.ok(menu.length >= 6, `${menu}`);
    for (const id of menu) {
      const before = await page.evaluate(() => handed.length);
      await page.evaluate((name) => { if (document.querySelector("#export-menu").hidden) document.querySelector("#export").click(); document.querySelector(`[data-export="${name}"]`).click(); }, id);
      if (!/print|pdf/.test(id)) await page.waitForFunction((count) => handed.length > count, before, { timeout: 15000 });
      await page.waitForSelector("html[data-reading=done]", { state: "attached", timeout: 15000 });
      await untouched(page, `exported: ${id}`);
      await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    }
    await page.click("#save-project");
    const handed = await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.handed), 300)));
    const kinds = [...new Set(handed.map(([type]) => type))];
    context.diagnostic(`${handed.length} handed out: ${kinds.join(", ")}`);
    assert.ok(handed.some(([type]) => type === "text/plain") && handed.some(([type]) => type === "application/json"), `${kinds}`);
    assert.ok(handed.some(([, text]) => text.includes("top.ran")), "what is handed out has payloads in it");
    // What another program takes as markup must be harmless there too.
    const markup = handed.filter(([type]) => /html|svg/.test(type)).map(([, text]) => text.replace(/ style=/g, " data-style="));   // parsed here, styles would break this page's policy
    const inner = await page.evaluate((list) => list.flatMap((text) => [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("*")].flatMap((element) => [...element.attributes].filter(({ name, value }) => /^on/i.test(name) || /^\s*javascript:/i.test(value)).map(({ name }) => `${element.tagName} ${name}`).concat(/^(script|iframe|object|embed)$/i.test(element.tagName) ? [element.tagName] : []))), markup);
    assert.deepEqual(inner, [], "markup handed out");
    const documents = await page.evaluate(() => packed);
    assert.ok(documents.length >= 2, `${documents.length} documents and tables`);
    for (const data of documents) await inert(page, new Uint8Array(Buffer.from(data, "base64")));
  });

  eachBrowser(`${texts.length} payloads as names and contents of files${how}`, options, async ({ page }) => {
    const bring = (files) => page.evaluate((list) => {
      const data = new DataTransfer();
      for (const [name, content] of list) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
      document.querySelector('.box[data-slot="0"]').dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, files.map(([name, content]) => [name, Buffer.from(content).toString("base64")]));
    const read = async (files, where) => {
      await page.evaluate(() => { document.getElementById("note").textContent = ""; });
      await bring(files);
      await page.waitForFunction(() => { const { textContent } = document.getElementById("note"); return textContent && !/^正在打开/.test(textContent); });
      await page.waitForSelector("html[data-reading=done]", { state: "attached", timeout: 30000 });
      await untouched(page, where);
    };
    for (const list of pieces(texts, 70)) {
      await read(list.slice(0, 2).map((name) => [`${name}.txt`, "全年办理案件15件。"]), "names");
      await read([[`${list.join(" ")}.txt`, "全年办理案件15件。"], [`${list.join(" ")}.png`, Buffer.from("89504e470d0a1a0a", "hex")]], "long names, one refused");
    }
    const page1 = (inner, title = "") => `<!doctype html><html><head><title>${title}</title></head><body><h1>沅浦县2021年度法治政府建设情况的报告</h1>${inner}</body></html>`;
    for (const list of pieces(PAYLOADS, 24)) await read([["网页.html", page1(list.map(({ text, context }) => `<p>办理案件15件。${context.replace("§", () => text)}</p>`).join("\n"), list[0].text)]], "a web page");
    await read([["网页.html", page1(texts.map((text) => `<p title="${escape(text)}">办理${escape(text)}案件15件。</p>`).join(""))]], "a web page, escaped");
    await page.waitForFunction(() => document.getElementById("text-1").value.includes("top.ran"));
    const paragraph = (text, n) => `<w:p><w:pPr><w:pStyle w:val="${escape(text)}"/></w:pPr><w:hyperlink w:anchor="${escape(text)}" w:tooltip="${escape(text)}"><w:r><w:t>办理${escape(text)}案件${n}件。</w:t></w:r></w:hyperlink></w:p>`;
    await read([["文件.docx", docx(texts.map(printable).map(paragraph).join(""))]], "a document");
    await read([["文件.docx", docx(["<img src='x' onerror='top.ran(1)'/>", "<svg xmlns='http://www.w3.org/2000/svg' onload='top.ran(2)'/>", "<script xmlns='http://www.w3.org/1999/xhtml'>top.ran(3)</script>", "<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='x' onerror='top.ran(4)'/>"]
      .map((markup) => `<w:p><w:r><w:t>办理案件15件。${markup}</w:t></w:r>${markup}</w:p>`).join(""))]], "a document with elements of another kind");
    await wander(page);
    await untouched(page, "views of files");
    // Many at once: each payload is the name of one file, and in its place's name; one of all is no text.
    await page.evaluate(() => { document.getElementById("note").textContent = ""; });
    await bring([...texts.slice(0, 120).map((name, n) => [`${name}.txt`, `${name.replace(/[\r\n]+/g, " ")}县人民政府关于2021年度法治政府建设情况的报告\n一、主要举措\n受理行政复议申请${n + 1}件。`]), [`${texts[7]}.txt`, Buffer.from("89504e470d0a1a0a", "hex")]]);
    await page.waitForTimeout(500);
    await page.waitForFunction(() => document.getElementById("many-progress").hidden, null, { timeout: 60000 });
    await page.evaluate(() => { location.hash = "#many/library"; });
    await page.waitForSelector("#view-library tr.row");
    assert.ok((await wander(page)).length >= 1);
    await untouched(page, "views of many reports");
  });

  eachBrowser(`payloads in a saved project and on the clipboard as markup${how}`, options, async ({ page }) => {
    await page.evaluate((list) => {
      for (const [markup, plain] of list) {
        const field = document.getElementById("text-1"), data = new DataTransfer();
        data.setData("text/html", markup);
        data.setData("text/plain", plain);
        field.focus();
        field.select();
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }
    }, pieces(PAYLOADS, 24).map((list) => [`<table><tr><td>办理案件</td><td>15件</td></tr></table>${list.map(({ text, context }) => `<p>${context.replace("§", () => text)}</p>`).join("")}`, list.map(({ text }) => text).join("\n")]));
    await settled(page);
    await untouched(page, "pasted markup");
    const project = (name, text) => ({ format: "fazhi-lens", schemaVersion: 1, saved: name, [name]: name, reports: [2021, 2022].map((year) => { const words = text(year); return { name, [name]: 1, text: words, characters: words.length, corrections: null }; }), pairs: [] });
    for (const list of pieces(texts, 120)) {
      await page.setInputFiles("#project-file", { name: `${list.slice(0, 9).join(" ").replace(/[/\\\0]/g, "")}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(project(list.join(" "), (year) => report(year, list)))) });
      await page.waitForFunction(() => /已打开/.test(document.getElementById("note").textContent));
      await settled(page);
      await untouched(page, "a project");
      await page.setInputFiles("#project-file", { name: `${list[5].replace(/[/\\\0]/g, "")}.json`, mimeType: "application/json", buffer: Buffer.from(list.join("\n")) });
      await page.waitForFunction(() => /没有打开/.test(document.getElementById("note").textContent));
      await untouched(page, "a project that is refused");
    }
  });
}

eachBrowser("a saved project can't change what objects are", async ({ page }) => {
  const text = report(2021, ["核查"]), roots = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
  const at = text.indexOf("一、主要举措"), anchor = '{"raw":"一、主要举措和成效","span":{"start":' + at + ',"end":' + (at + 9) + "}}";
  // As text, since a literal in a program would not make an own property of that name.
  const poison = roots.map((root) => `"${root}":{"polluted":"yes","prototype":{"polluted":"yes"},"__proto__":{"polluted":"yes"}}`).join(",");
  const project = (more, corrections, pairs = "[]") => `{"format":"fazhi-lens","schemaVersion":1,"saved":"x",${more}"reports":[{${more}"name":"甲","text":${JSON.stringify(text)},"characters":${text.length},"corrections":${corrections}}],"pairs":${pairs}}`;
  const files = [project(`${poison},`, "null"), project("", `{${poison}}`), project("", `{"roles":[{${poison},"at":${anchor},"role":"problems"}]}`), project("", `{"roles":[{"at":${anchor},"role":"__proto__"}]}`), project("", `{"roles":[{"at":${anchor},"role":"constructor"}]}`),
    project("", `{"__proto__":[1]}`), project("", "null", `[{${poison}}]`), `{"__proto__":{"format":"fazhi-lens","schemaVersion":1,"reports":[]}}`, `[{${poison}}]`, `"__proto__"`, "null", `{"format":"fazhi-lens","schemaVersion":1,"reports":{"__proto__":[],"length":1}}`];
  for (const [n, content] of files.entries()) {
    await page.evaluate(() => { document.getElementById("note").textContent = ""; });
    await page.setInputFiles("#project-file", { name: `__proto__${n}.json`, mimeType: "application/json", buffer: Buffer.from(content) });
    await page.waitForFunction(() => document.getElementById("note").textContent);
    await settled(page);
    const state = await page.evaluate(() => ({ polluted: {}.polluted, prototype: Object.keys(Object.prototype), list: [].polluted, call: (() => {}).polluted, own: Object.getOwnPropertyNames(Object.prototype).includes("polluted") }));
    assert.deepEqual(state, { polluted: undefined, prototype: [], list: undefined, call: undefined, own: false }, content.slice(0, 200));
  }
});

eachBrowser("control: each payload runs where text is taken as markup", { url: written("blank.html", "<!doctype html><meta charset=utf-8><body>"), init: listen, started: false, allow: /./ }, async ({ page, name, test: context }) => {
  for (const list of pieces(PAYLOADS, 50)) {
    await page.evaluate(async (all) => {
      const frames = all.map((markup) => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.contentDocument.open();
        frame.contentDocument.write(`<!doctype html>${markup}`);
        frame.contentDocument.close();
        return frame;
      });
      await new Promise((done) => setTimeout(done, 250));
      for (const { contentDocument: inner } of frames) {
        if (!inner) continue;
        for (const element of inner.querySelectorAll("a, button, [type=submit]")) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        for (const element of inner.querySelectorAll("[autofocus]")) element.focus();
      }
      await new Promise((done) => setTimeout(done, 250));
      for (const frame of frames) frame.remove();
    }, list.map(({ text, context: around }) => around.replace("§", () => text)));
  }
  const ran = new Set(await page.evaluate(() => heard));
  context.diagnostic(`Chromium ${name}: ${ran.size} of ${PAYLOADS.length} run in their context`);
  if (process.env.FAZHI_DEAD) context.diagnostic(PAYLOADS.filter((_, n) => !ran.has(n)).map(({ text }) => text).join("\n"));
  assert.ok(ran.size >= 223, `${ran.size} run`);
});

/**
 * Every way out that a page and a worker have, each with its name in the address. Those that only a policy can stop, and that need no reader's click;
 * the three that none can stop (an address of the window, another window, their icons) are forbidden in the sources by sources.test.mjs.
 */
const CHANNELS = {
  fetch: (at) => fetch(at, { mode: "no-cors" }),
  keepalive: (at) => fetch(at, { mode: "no-cors", keepalive: true, method: "POST", body: "x" }),
  xhr: (at) => { const request = new XMLHttpRequest(); request.open("GET", at); request.send(); },
  beacon: (at) => navigator.sendBeacon(at, "x"),
  eventsource: (at) => { new EventSource(at); },
  websocket: (at) => { new WebSocket(at.replace(/^http/, "ws")); },
  image: (at) => { new Image().src = at; },
  picture: (at) => add("picture", {}, make("source", { srcset: at }), make("img", {})),
  background: (at) => { add("div", {}).style.background = `url(${at})`; },
  cursor: (at) => { document.body.style.cursor = `url(${at}), auto`; },
  content: (at) => { add("div", {}).style.content = `url(${at})`; },
  stylesheet: (at) => add("link", { rel: "stylesheet", href: at }),
  styleImport: (at) => { add("style", {}).textContent = `@import url(${at});`; },
  prefetch: (at) => add("link", { rel: "prefetch", href: at }),
  preload: (at) => add("link", { rel: "preload", as: "image", href: at }),
  modulepreload: (at) => add("link", { rel: "modulepreload", href: at }),
  icon: (at) => document.head.appendChild(make("link", { rel: "icon", href: at })),
  manifest: (at) => add("link", { rel: "manifest", href: at }),
  script: (at) => add("script", { src: at }),
  module: (at) => add("script", { src: at, type: "module" }),
  dynamic: (at) => import(at),
  iframe: (at) => add("iframe", { src: at }),
  video: (at) => add("video", { src: at, preload: "auto" }),
  poster: (at) => add("video", { poster: at }),
  audio: (at) => { new Audio(at).load(); },
  track: (at) => add("video", { src: "data:video/mp4,", crossorigin: "anonymous" }, make("track", { src: at, default: "", kind: "captions" })).textTracks[0].mode = "showing",
  object: (at) => add("object", { data: at, type: "text/html" }),
  embed: (at) => add("embed", { src: at, type: "text/html" }),
  svgImage: (at) => { document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg")).appendChild(document.createElementNS("http://www.w3.org/2000/svg", "image")).setAttribute("href", at); },
  font: (at) => { const font = new FontFace("f", `url(${at})`); document.fonts.add(font); return font.load(); },
  form: (at) => { make("form", { action: at, method: "post", target: document.body.appendChild(make("iframe", { name: "f" })).name }); const form = add("form", { action: at, method: "post", target: "f" }); form.submit(); },
  ping: (at) => { const link = add("a", { href: "#", ping: at }); link.click(); },
  worker: (at) => { new Worker(at); },
  shared: (at) => { new SharedWorker(at); },
};
const WORKER_CHANNELS = {
  "worker fetch": (at) => fetch(at, { mode: "no-cors" }),
  "worker xhr": (at) => { const request = new XMLHttpRequest(); request.open("GET", at); request.send(); },
  "worker eventsource": (at) => { new EventSource(at); },
  "worker websocket": (at) => { new WebSocket(at.replace(/^http/, "ws")); },
  "worker import": (at) => { importScripts(at); },
  "worker dynamic": (at) => import(at),
  "worker font": (at) => { const font = new FontFace("f", `url(${at})`); return font.load(); },
  "worker nested": (at) => { new Worker(at); },
};
/** What a channel needs, as text: it runs in the page. */
const MAKE = `const make = (tag, attributes, ...children) => { const element = document.createElement(tag); for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]); children.forEach((child) => element.appendChild(child)); return element; };
const add = (...parts) => document.body.appendChild(make(...parts));`;

/** Listens on this machine and keeps the names that arrive. */
async function listener() {
  const arrived = new Set();
  const server = createServer((request, response) => {
    arrived.add(decodeURIComponent(request.url.slice(1)));
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end("");
  });
  server.on("upgrade", (request, socket) => { arrived.add(decodeURIComponent(request.url.slice(1))); socket.destroy(); });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { arrived, at: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections?.(); server.close(); } };
}

/** Puts a way in before the worker's own script, which knows nothing of it, and keeps the workers that are made. */
const intrude = () => {
  const Text = Blob, Real = Worker;
  window.made = [];
  window.Blob = function (parts, about) { return about && /javascript/.test(about.type) ? new Text([...window.before || [], ...parts], about) : new Text(parts, about); };
  window.Blob.prototype = Text.prototype;
  window.Worker = function (address) { const worker = new Real(address); made.push(worker); return worker; };
};
const WAY_IN = `self.addEventListener("message", (event) => { if (event.data.channel) { event.stopImmediatePropagation(); (async () => { const at = event.data.at; try { await CHANNELS[event.data.channel](at); } catch (error) {} self.postMessage({ tried: event.data.channel }); })(); } });`;

for (const [how, { url, before, count }] of Object.entries(PAGES)) {
  const heard = how !== "", channels = (table) => `{${Object.entries(table).map(([name, run]) => `"${name}": ${run}`).join(",\n")}}`;
  const init = `${before}(${intrude})(); window.before = [${JSON.stringify(`const CHANNELS = ${channels(WORKER_CHANNELS)}; ${WAY_IN}\n`)}]; window.tryAll = ${`(at) => { ${MAKE} const CHANNELS = ${channels(CHANNELS)}; for (const name of Object.keys(CHANNELS)) { try { const done = CHANNELS[name](at + encodeURIComponent(name)); if (done && done.catch) done.catch(() => {}); } catch (error) {} } }`};`;

  eachBrowser(heard ? "control: without the policy the listener hears the channels" : "nothing that runs in the page or its worker reaches the listener", { url, init, offline: false, allow: /./ }, async ({ page, name, test: context }) => {
    const { arrived, at, close } = await listener();
    assert.equal(await policies(page), count);
    try {
      await page.evaluate((address) => tryAll(address), at);
      await page.evaluate(([address, names]) => new Promise((done) => {
        const worker = made[0], left = new Set(names);
        worker.addEventListener("message", ({ data }) => { if (left.delete(data.tried) && !left.size) done(); });
        for (const channel of names) worker.postMessage({ channel, at: address + encodeURIComponent(channel) });
        setTimeout(done, 3000);
      }), [at, Object.keys(WORKER_CHANNELS)]);
      await page.waitForTimeout(heard ? 1500 : 2500);
      const all = [...Object.keys(CHANNELS), ...Object.keys(WORKER_CHANNELS)];
      context.diagnostic(`Chromium ${name}: ${[...arrived].filter((channel) => all.includes(channel)).length} of ${all.length} channels arrived${heard ? `; silent: ${all.filter((channel) => !arrived.has(channel)).join(", ")}` : ""}`);
      if (!heard) assert.deepEqual([...arrived], []);
      else assert.ok(all.filter((channel) => arrived.has(channel)).length >= 30, `${[...arrived]}`);
    } finally {
      close();
    }
  });
}
