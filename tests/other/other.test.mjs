/** Holds the built page, opened from disk, to the same results in Firefox ESR and WebKitGTK as everywhere: `cargo xtask others`. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { PAYLOADS } from "../page/payloads.mjs";
import { compare, COUNTY, COUNTY_LATER, parse } from "../page/texts.mjs";
import { open } from "./drivers.mjs";

const address = pathToFileURL(resolve(process.env.FAZHI_PAGE ?? "dist/fazhi-lens.html")).href;
const names = (process.env.OTHER_BROWSERS ?? "firefox,webkit").split(",");

/** Helpers for the scripts that run in the page. */
const TOOLS = `
const until = async (what, ms = 30000) => { for (const end = Date.now() + ms; Date.now() < end;) { const found = what(); if (found) return found; await new Promise((done) => setTimeout(done, 50)); } throw new Error("waited for " + what); };
const quiet = async () => { await new Promise((done) => setTimeout(done, 350)); await until(() => document.documentElement.dataset.reading === "done"); };
const put = (id, text) => { const field = document.getElementById(id); field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
const show = async (view) => { (await until(() => document.querySelector('#rail a[data-view="' + view + '"]'))).click(); await until(() => document.querySelector('#rail a[data-view="' + view + '"][aria-current]')); await quiet(); };
`;

for (const name of names) {
  describe(name, { timeout: 300000 }, () => {
    let browser;
    before(async () => { browser = await open(name); });
    after(() => browser && browser.close());
    const run = (script, ...args) => browser.run(TOOLS + script, ...args);
    const fresh = async () => {
      await browser.go("about:blank");
      await browser.go(address);
      await run("await until(() => document.documentElement.dataset.engine === 'ready');");
    };

    test("the page becomes ready", async (context) => {
      await fresh();
      context.diagnostic(`${browser.version}: ready after ${Math.round(await run("return performance.getEntriesByName('engine-ready')[0].startTime"))} ms`);
    });

    test("two reports give the same as the module in Node, and a row lights its words", async () => {
      await fresh();
      await run("put('text-1', args[0]); put('text-2', args[1]); await until(() => document.querySelector('#view-summary')); await quiet(); await show('compared');", COUNTY, COUNTY_LATER);
      const keys = await run("return [...document.querySelectorAll('#main tr.row')].map((row) => row.dataset.key)");
      const expected = compare(COUNTY, COUNTY_LATER).indicators;
      assert.deepEqual(keys.sort(), expected.map((_, i) => `pair:${i}`).sort());
      const index = expected.findIndex((pair) => pair.status === "up"), raw = parse(COUNTY_LATER).indicators[expected[index].after].raw;
      const evidence = await run(`document.querySelector('#main tr.row[data-key="pair:${index}"]').click(); await quiet(); return document.getElementById('evidence').textContent;`);
      assert.ok(evidence.replace(/\s/g, "").includes(raw), evidence);
      assert.equal(await run("await show('charts'); const canvas = await until(() => document.querySelector('#main canvas')); await quiet(); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); return new Set(new Uint32Array(data.buffer)).size > 3;"), true, "the chart is drawn");
    });

    test("a Word document and a PDF are read", async () => {
      for (const [file, words] of [["report.docx", /县|区|市/], ["report.pdf", /县|区|市/]]) {
        await fresh();
        const text = await run(`
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(args[1]), (c) => c.charCodeAt(0))], args[0]));
          document.querySelector('.box[data-slot="0"]').dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          await until(() => document.querySelector('#view-overview h1'));
          await quiet();
          return document.getElementById("text-1").value;`, file, readFileSync(new URL(`../files/${file}`, import.meta.url)).toString("base64"));
        assert.match(text, words, file);
        assert.ok(text.length > 500, file);
      }
    });

    test("payloads stay words, and the policies stand", async () => {
      await fresh();
      const found = await run(`
        window.heard = []; window.ran = (n) => heard.push(n);
        const broken = []; addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective + " " + event.blockedURI));
        put("text-1", args[0]);
        await until(() => document.querySelector("#view-overview")); await quiet();
        for (const link of [...document.querySelectorAll("#rail a[data-view]")].map((a) => a.dataset.view)) { await show(link); for (const row of [...document.querySelectorAll("#main tr.row")].slice(0, 4)) row.click(); }
        const elements = [...document.querySelectorAll("*")].filter((element) => [...element.attributes].some(({ name }) => /^on/i.test(name)) || /^(iframe|object|embed|img|video|audio|math)$/i.test(element.tagName)).map((element) => element.outerHTML.slice(0, 80));
        const before = [...broken];
        const script = document.createElement("script"); script.textContent = "window.injected = true"; document.body.appendChild(script);
        let fetched = "no"; try { await fetch("http://127.0.0.1:9/"); fetched = "yes"; } catch (error) {}
        await new Promise((done) => setTimeout(done, 200));
        return { heard, elements, before, injected: window.injected === true, fetched, policy: broken.some((line) => /connect-src/.test(line)) };`,
        `沅浦县人民政府关于2021年度法治政府建设情况的报告\n一、主要举措\n${PAYLOADS.map(({ text }, n) => `（${n}）推进${text.replace(/\s/g, " ")}工作，受理${n + 1}件。`).join("\n")}`);
      assert.deepEqual(found, { heard: [], elements: [], before: [], injected: false, fetched: "no", policy: true });
    });
  });
}
