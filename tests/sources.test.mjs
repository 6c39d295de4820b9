/** Holds the page's sources to what no browser would complain about: no markup from text, no network, nothing newer than the browser floor. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

function* files(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { if (entry.name !== "pkg") yield* files(path, ending); }
    else if (entry.name.endsWith(ending)) yield path;
  }
}

/** Without comments; a pattern in a string still counts, which errs on the safe side. */
const code = (path) => readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " ")).replace(/(^|\s)\/\/.*$/gm, "$1");

function forbid(ending, patterns, except) {
  for (const path of files("www", ending)) {
    if (path === except) continue;
    code(path).split("\n").forEach((line, index) => {
      for (const [why, pattern] of patterns) assert.doesNotMatch(line, pattern, `${path}:${index + 1}: ${why}`);
    });
  }
}

test("text becomes text nodes, never markup", () => {
  forbid(".js", [["parses text as markup", /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc)\b/],
    ["is refused by the policy: set element.style's properties", /setAttribute\(\s*["'](style|on\w+)["']/]]);
});

test("no text is evaluated but the page's own script, once", () => {
  forbid(".js", [["evaluates text", /\beval\s*\(|\bFunction\s*\(|set(Timeout|Interval)\s*\(\s*["'`]/]], join("www", "load.js"));
  assert.deepEqual(code(join("www", "load.js")).match(/\beval\b|\bFunction\b.*/g), ["Function(script)(), () => watcher.fail(\"cannotRead\"));"]);
});

test("nothing asks the network", () => {
  forbid(".js", [["network", /\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts|serviceWorker)\b/],
    ["leaves the page", /\bwindow\.open\b|\blocation(\.href)?\s*=[^=]|\blocation\.(assign|replace)\b/]]);
  forbid(".css", [["network", /@import[^;]*\/\/|url\(\s*["']?(?!data:|#)/]]);
});

// A policy stops every other way out (tests/page/attack.test.mjs); these three it lets pass: the window's address, another window, and the icons of both.
test("no line leads the window elsewhere or opens another, which no policy stops", () => {
  const XML = /https?:\/\/(www\.w3\.org|schemas\.openxmlformats\.org|purl\.org|purl\.oclc\.org|schemas\.microsoft\.com)\//g;
  const patterns = [["leads the window elsewhere", /\blocation(\.(href|protocol|host|hostname|port|pathname|search))?\s*[+|?]*=(?!=)|\blocation\b[^;\n]{0,40}\.(assign|replace)\s*\(|\blocation\[|\bnavigation\.(navigate|reload)\b|history\.(pushState|replaceState)\([^)]*http/],
    ["opens a window", /\b(window|self|top|parent|globalThis|frames|document)\.open\b|\b_blank\b|\bshowModalDialog\b/],
    ["an icon from elsewhere", /\brel["']?\s*[:=,]\s*["'][^"']*icon/i],
    ["sends a form", /\.(submit|requestSubmit)\(|\bformaction\b/i], ["leads elsewhere by itself", /http-equiv\s*=\s*["']?refresh|httpEquiv\s*=\s*["']refresh/i],
    ["other ways to other machines", /\b(WebTransport|webkitRTCPeerConnection|RTCDataChannel|registerProtocolHandler|navigator\.(share|serviceWorker|bluetooth|usb|serial|hid))\b|\bimport\s*\(/]];
  for (const found of ["location = at", "window.location.href = at", "document.location.assign(at)", "location['href'] = at", "self.open(at)", '<a target="_blank">', 'link.rel = "icon"', 'rel: "shortcut icon"', "form.submit()", "import(at)"]) {
    assert.ok(patterns.some(([, pattern]) => pattern.test(found)), `the patterns find ${found}`);
  }
  for (const ending of [".js", ".html"]) {
    for (const path of files("www", ending)) {
      code(path).split("\n").forEach((line, index) => {
        for (const [why, pattern] of patterns) assert.doesNotMatch(line, pattern, `${path}:${index + 1}: ${why}`);
        // An address in the source is one that a click could lead to; the names of XML vocabularies are no addresses.
        assert.doesNotMatch(line.replace(XML, ""), /["'`(=]\s*(https?|ftp|wss?):\/\//i, `${path}:${index + 1}: an address on another machine`);
      });
    }
  }
});

test("nothing is stored in the browser unasked", () => {
  forbid(".js", [["stored, and shared with every local page", /\b(localStorage|sessionStorage|indexedDB|caches)\b|document\.cookie|getDirectory\(/]], join("www", "keep.js"));
});

test("scripts call nothing that came after Chromium 90", () => {
  forbid(".js", [["Chromium 92", /\.at\(/], ["Chromium 93", /\bObject\.hasOwn\b|\bAggregateError\b.*cause/], ["Chromium 97", /\.findLast(Index)?\(/], ["Chromium 98", /\bstructuredClone\b/],
    ["Chromium 99", /\.roundRect\(|\.showPicker\(/], ["Chromium 105", /\.checkVisibility\(|\.setHTML\(/], ["Chromium 110", /\.(toSorted|toSpliced|toReversed)\(/],
    ["Chromium 114", /\.(showPopover|hidePopover|togglePopover)\(/], ["Chromium 117", /\b(Object|Map)\.groupBy\b/], ["Chromium 119", /\bPromise\.withResolvers\b/],
    ["Chromium 122", /\.(isSubsetOf|symmetricDifference|isDisjointFrom)\(/], ["Chromium 105", /\bnew Highlight\b|CSS\.highlights/], ["Chromium 124", /\bURL\.canParse\b|\bArray\.fromAsync\b/]]);
});

test("styles use nothing that came after Chromium 90", () => {
  forbid(".css", [["Chromium 99", /@layer\b/], ["Chromium 105", /:has\(|@container\b|container-type/], ["Chromium 111", /\bcolor-mix\(|\boklch\(|\boklab\(/], ["Chromium 93", /\baccent-color\b/],
    ["Chromium 114", /text-wrap:\s*balance/], ["Chromium 108", /\b\d+d?[sl]?vh\b(?<=[dsl]vh)/], ["Chromium 117", /\bsubgrid\b/], ["Chromium 94", /scrollbar-gutter/]]);
});

const tables = async () => {
  const english = {}, chinese = {}, load = (path) => import(new URL(`../www/${path}`, import.meta.url));
  const flat = (words, key, into) => { if (words && typeof words === "object") for (const [name, inner] of Object.entries(words)) flat(inner, key ? `${key}.${name}` : name, into); else into[key] = String(words); };
  flat((await load("strings.js")).CHINESE, "", chinese);
  flat((await load("words/document.js")).ZH, "", chinese);   // packed with the writers of files
  for (const file of readdirSync("www/words").filter((name) => name !== "core.js")) flat((await load(`words/${file}`)).EN, "", english);
  flat({ files: (await load("files/words.js")).EN }, "", english);
  return { english, chinese, core: (await load("words/core.js")).CORE };
};

test("the page says everything in both languages, with the same places to fill", async () => {
  const { english, chinese } = await tables(), places = (words) => [...new Set(words.match(/\{\w+\}/g) || [])].sort();
  const list = (table) => Object.keys(table).filter((key) => !key.startsWith("keyList.")).sort();
  assert.deepEqual(list(english), list(chinese));
  for (const key of list(chinese)) {
    assert.deepEqual(places(english[key]), places(chinese[key]), key);
    assert.doesNotMatch(english[key].replace(/[《“][\u4e00-\u9fff、]+[》”]|余|近|约/g, ""), /[\u4e00-\u9fff，。；：（）]/, `${key} is left in Chinese`);
  }
  const listed = (table) => Object.keys(table).filter((key) => key.startsWith("keyList.")).length;
  assert.equal(listed(english), listed(chinese));
});

test("the start page as it stands says what the tables say", async () => {
  const { chinese } = await tables(), html = readFileSync("www/index.html", "utf8"), said = [...html.matchAll(/data-say="([\w.]+)"[^>]*>([^<]*)</g)];
  assert.ok(said.length > 20);
  for (const [, key, words] of said) assert.equal(words, chinese[key], key);
  for (const [name, attribute] of [["data-label", "aria-label"], ["data-placeholder", "placeholder"]]) {
    const tags = (html.match(/<[^>]*>/g) || []).filter((tag) => tag.includes(`${name}="`));
    assert.ok(tags.length > 1, name);
    for (const tag of tags) assert.equal(new RegExp(`${attribute}="([^"]*)"`).exec(tag)[1], chinese[new RegExp(`${name}="([^"]*)"`).exec(tag)[1]], tag);
  }
});

test("every message of the module has its English", async () => {
  const { core } = await tables(), sources = [...files("src", ".rs")].map((path) => readFileSync(path, "utf8")).join("\n");
  const codes = new Set([...sources.matchAll(/Diagnostic::(?:info|warning)\(\s*"(\w+)"/g)].map((found) => found[1]));
  assert.ok(codes.size > 20);
  assert.deepEqual([...codes].sort(), Object.keys(core.diagnostic).sort());
  const change = readFileSync("src/compare/change.rs", "utf8").split("#[cfg(test)]")[0];
  const reasons = new Set([...change.matchAll(/"([^"]*[\u4e00-\u9fff][^"]*)"/g)].map((found) => found[1]));
  assert.deepEqual([...reasons].sort(), Object.keys(core.reason).sort());
  const breaks = readFileSync("src/rules/breaks.tsv", "utf8").split("\n").filter((line) => line && !line.startsWith("#")).slice(1).map((line) => line.split("\t")[2]);
  assert.deepEqual(breaks.sort(), Object.keys(core.breaks).sort());
  const kinds = /enum CheckKind \{([^}]*)\}/.exec(sources)[1].replace(/\/\/.*$/gm, "").match(/[A-Z]\w+/g).map((kind) => kind[0].toLowerCase() + kind.slice(1));
  for (const kind of kinds) assert.ok(core[kind] && core[kind].yes && core[kind].no, kind);
});

test("every cell of the table of features names a test that there is", () => {
  const rows = readFileSync("docs/features.md", "utf8").split("\n").filter((line) => /\| [●◐] \|/.test(line));
  assert.ok(rows.length > 60);
  const titles = new Map();
  const source = (name) => { if (!titles.has(name)) titles.set(name, ["tests/page", "tests"].map((folder) => { try { return readFileSync(`${folder}/${name}.test.mjs`, "utf8"); } catch (error) { return ""; } }).join("")); return titles.get(name); };
  for (const row of rows) {
    for (const entry of row.split("|")[4].split(" · ")) {
      const [, name, title] = /^\s*([\w-]+): (.*?)(?: \([^()]*\))?\s*$/.exec(entry) || [];
      assert.ok(name && source(name).includes(title.replace(/ at 2 device pixels$/, "")), `${row.split("|")[1].trim()}: no test “${entry.trim()}”`);
    }
  }
});
