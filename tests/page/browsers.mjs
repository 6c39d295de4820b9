/**
 * Turns the built page into one opened in a real browser, offline, with everything that went wrong on record.
 *
 *   eachBrowser("rows appear", { width: 1280 }, async ({ page, name, test }) => { … });
 *
 * registers one test for each browser. After each the test fails when the page printed an error or a warning, threw, broke its content security
 * policy, or tried to reach anything but itself. Browsers: "90" and "109" from npm (real old Chromiums, unpacked here), "current" from the system.
 */

import { chromium } from "playwright-core";
import { test } from "node:test";
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, chmodSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { createBrotliDecompress } from "node:zlib";

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "../..");
const target = resolve(root, process.env.FAZHI_TARGET ?? "target");
export const pageFile = resolve(root, process.env.FAZHI_PAGE ?? "dist/fazhi-lens.html");

/** Where the old ones are packed; the options without which they don't start. */
const PACKED = {
  90: { file: "chrome-aws-lambda", at: "bin/chromium.br" },
  109: { file: "@sparticuz/chromium", at: "bin/chromium.br" },
};
const OLD = ["--headless", "--no-zygote", "--no-sandbox", "--disable-gpu"];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The browsers to test in. */
export const names = (process.env.PAGE_BROWSERS ?? "90,109,current").split(",");

async function executable(name) {
  if (name === "current") {
    const path = process.env.CHROME_BIN ?? "/usr/bin/chromium";
    if (!existsSync(path)) throw new Error(`no browser at ${path}: install Debian's chromium or set CHROME_BIN`);
    return path;
  }
  const path = join(target, "fazhi-lens", "browsers", `chromium-${name}`);
  if (existsSync(path)) return path;
  const packed = join(dirname(createRequire(import.meta.url).resolve(`${PACKED[name].file}/package.json`)), PACKED[name].at);
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;   // renamed when whole, so that a broken-off run leaves no half browser
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(partial));
  chmodSync(partial, 0o755);
  renameSync(partial, path);
  return path;
}

const running = new Map();

/** One process for each browser and test file; pages are parted by contexts. */
async function browser(name) {
  if (!running.has(name)) {
    const old = name in PACKED;
    running.set(name, executable(name).then((executablePath) => chromium.launch({ executablePath, args: old ? OLD : QUIET, timeout: 60000 })));
  }
  return running.get(name);
}

/** Ends the browsers; `eachBrowser` does it by itself. */
export async function closeBrowsers() {
  for (const started of running.values()) await (await started).close();
  running.clear();
}

/**
 * @param {string} name of the browser
 * @param {{width?: number, height?: number, dark?: boolean, deviceScaleFactor?: number, javaScriptEnabled?: boolean, init?: Function|string, offline?: boolean, url?: string}} options
 *   `init` runs in the page before any script of it; `offline: false` leaves it the network of this machine
 * @returns {Promise<{name: string, page: import("playwright-core").Page, problems: string[], close: () => Promise<void>}>}
 */
export async function openPage(name, { width = 1280, height = 900, dark = false, deviceScaleFactor = 1, javaScriptEnabled = true, init, offline = true, url = pathToFileURL(pageFile).href } = {}) {
  const context = await (await browser(name)).newContext({
    offline, viewport: { width, height }, deviceScaleFactor, colorScheme: dark ? "dark" : "light", javaScriptEnabled, locale: "zh-CN", acceptDownloads: true,
  });
  const problems = [];
  context.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) problems.push(`network: ${request.url()}`);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`thrown: ${error.stack || error}`));
  page.on("crash", () => problems.push("the page crashed"));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      // Chromium 90 raises the event, and prints nothing, for a compilation that it lets pass: 'unsafe-eval' allows it.
      if (event.blockedURI === "eval" && event.originalPolicy.includes("'unsafe-eval'")) return;
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  if (name === "90") await teach(page);
  if (init) await page.addInitScript(typeof init === "string" ? { content: init } : init);
  await page.goto(url);
  return { name, page, problems, close: () => context.close() };
}

/** A second window of the same reader, who shares what the browser stores, once it is ready. */
export async function openAnother(page, name) {
  const another = await page.context().newPage();
  another.setDefaultTimeout(15000);
  if (name === "90") await teach(another);
  await another.goto(pathToFileURL(pageFile).href);
  await ready(another);
  return another;
}

/** Playwright's own world of scripts calls a method that came with Chromium 105. The page's world is left as it is. */
async function teach(page) {
  const shim = function () {
    for (let element = this; element; element = element.parentElement) if (getComputedStyle(element).display === "none") return false;
    return this.isConnected;
  };
  // No public way leads into that world; package-lock.json holds the version of Playwright in which this one does.
  await page._connection.toImpl(page).delegate.addInitScript({ source: `Element.prototype.checkVisibility = ${shim}` }, "utility");
}

/** Waits until reports can be read. */
export const ready = (page) => page.waitForSelector("html[data-engine=ready]", { state: "attached" });

let cleared = false;

/**
 * Registers a test for each browser. Besides those of `openPage` it takes two options: `started: false` for a page that is not to become ready (else it
 * is, before `run` gets it), and `allow`, a pattern of problems that the test provokes itself.
 * @param {(opened: {name: string, page: import("playwright-core").Page, problems: string[], test: import("node:test").TestContext}) => Promise<void>} run
 */
export function eachBrowser(title, options, run) {
  if (typeof options === "function") [options, run] = [{}, options];
  if (!cleared) cleared = (test.after(closeBrowsers), true);
  for (const name of names) {
    test(`${title} [${name}]`, { timeout: 120000 }, async (context) => {
      const opened = await openPage(name, options);
      try {
        if (options.started !== false) await ready(opened.page);
        await run({ ...opened, test: context });
        const found = opened.problems.filter((problem) => !(options.allow && options.allow.test(problem)));
        if (found.length) throw new Error(`the page is not clean:\n${found.join("\n")}`);
      } finally {
        await opened.close();
      }
    });
  }
}
