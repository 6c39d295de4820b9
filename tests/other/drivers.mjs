/**
 * Turns two browsers that are no Chromium into one face: Firefox by Marionette, its own protocol, and WebKitGTK's MiniBrowser by WebKitWebDriver. Both come
 * from Debian (firefox-esr; webkit2gtk-driver, xvfb); neither needs anything from npm.
 *
 *   const browser = await open("firefox"); await browser.go(address); await browser.run("return document.title"); await browser.close();
 *
 * `run(script, ...args)`: the body of an async function in the page, its arguments under the name `args`; the value that it returns.
 */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const freePort = () => new Promise((done) => { const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); }); });

/** In the page: the last argument of an asynchronous script is called with what came out of it. */
const wrapped = (script) => `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
(async () => { ${script} })().then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error && error.stack || error) }));`;

function ended(answer) {
  if (answer && answer.error) throw new Error(answer.error);
  return answer ? answer.value : null;
}

function start(program, words, environment = {}) {
  const child = spawn(program, words, { stdio: "ignore", env: { ...process.env, ...environment } });
  child.on("error", () => {});
  return child;
}

async function firefox() {
  const profile = mkdtempSync(join(tmpdir(), "fazhi-firefox-")), port = await freePort();
  // Nothing of its own goes out while a test runs.
  const settings = { "marionette.port": port, "app.update.enabled": false, "toolkit.telemetry.reportingpolicy.firstRun": false, "datareporting.policy.dataSubmissionEnabled": false, "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false, "browser.shell.checkDefaultBrowser": false, "intl.accept_languages": "zh-CN,zh" };
  writeFileSync(join(profile, "user.js"), Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`).join("\n"));
  const child = start("firefox-esr", ["--headless", "--marionette", "--no-remote", "--profile", profile], { HOME: profile });
  let socket = null;
  for (let i = 0; !socket; i++) {
    if (i > 300 || child.exitCode !== null) throw new Error("Firefox does not start");
    socket = await new Promise((done) => { const tried = connect(port, "127.0.0.1", () => done(tried)).on("error", () => done(null)); });
    if (!socket) await pause(200);
  }
  let held = Buffer.alloc(0), asked = 0;
  const waiting = new Map();
  socket.on("data", (data) => {
    held = Buffer.concat([held, data]);
    for (;;) {
      const colon = held.indexOf(":"), length = Number(held.subarray(0, Math.max(0, colon)));
      if (colon < 0 || held.length < colon + 1 + length) return;
      const message = JSON.parse(held.subarray(colon + 1, colon + 1 + length));
      held = held.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;   // the greeting
      const [, id, error, result] = message, { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`)); else resolve(result && "value" in result ? result.value : result);
    }
  });
  const ask = (name, parameters = {}) => new Promise((resolve, reject) => {
    const text = JSON.stringify([0, ++asked, name, parameters]);
    waiting.set(asked, { resolve, reject });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  const { capabilities } = await ask("WebDriver:NewSession", { capabilities: { alwaysMatch: { timeouts: { script: 60000, pageLoad: 60000 } } } });
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    go: (url) => ask("WebDriver:Navigate", { url }),
    run: async (script, ...args) => ended(await ask("WebDriver:ExecuteAsyncScript", { script: wrapped(script), args, sandbox: null, newSandbox: false })),
    picture: () => ask("WebDriver:TakeScreenshot", { full: false }),
    async close() {
      await ask("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      socket.destroy();
      for (let i = 0; child.exitCode === null && i < 50; i++) await pause(100);
      child.kill("SIGKILL");
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function webkit() {
  const mini = ["x86_64-linux-gnu", "aarch64-linux-gnu"].flatMap((host) => ["4.1", "4.0"].map((version) => `/usr/lib/${host}/webkit2gtk-${version}/MiniBrowser`)).find(existsSync);
  if (!mini) throw new Error("there is no MiniBrowser");
  const port = await freePort(), display = `:${90 + Math.floor(Math.random() * 900)}`;
  const screen = start("Xvfb", [display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
  await pause(1000);
  const child = start("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" });
  async function ask(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  const finish = () => { child.kill("SIGTERM"); screen.kill("SIGTERM"); };
  try {
    for (let i = 0; ; i++) {
      try { await ask("GET", "/status"); break; } catch (error) { if (i > 100) throw error; await pause(200); }
    }
    const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: mini, args: ["--automation"] }, timeouts: { script: 60000, pageLoad: 60000 } } } });
    const at = `/session/${sessionId}`;
    return {
      version: `WebKitGTK ${capabilities.browserVersion || ""}`,
      go: (url) => ask("POST", `${at}/url`, { url }),
      run: async (script, ...args) => ended(await ask("POST", `${at}/execute/async`, { script: wrapped(script), args })),
      picture: () => ask("GET", `${at}/screenshot`),
      async close() {
        await ask("DELETE", at).catch(() => {});
        finish();
      },
    };
  } catch (error) {
    finish();
    throw error;
  }
}

const BROWSERS = { firefox, webkit };
export const open = (name) => BROWSERS[name]();
