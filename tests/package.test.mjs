/** Holds the npm package (`cargo xtask package`) to this: installed into an empty folder, without a network, it works from Node and from a bundle, and holds what a package needs. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const packed = resolve(process.env.FAZHI_PACKAGE ?? "");
const text = "沅浦县人民政府关于2021年度法治政府建设情况的报告\n一、主要举措\n（一）优化环境。全年受理复议案件57件，比上年增加12件。";
const later = text.replace("2021", "2022").replace("57", "69");
let folder, installed;

before(() => {
  assert.ok(existsSync(packed), "FAZHI_PACKAGE names the package: run cargo xtask package");
  folder = mkdtempSync(join(tmpdir(), "fazhi-package-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "reader", private: true, type: "module" }));
  execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", packed], { cwd: folder, stdio: "inherit" });
  installed = join(folder, "node_modules/fazhi-lens");
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (name, source) => {
  writeFileSync(join(folder, name), source);
  return JSON.parse(execFileSync(process.execPath, [join(folder, name)], { cwd: folder, encoding: "utf8" }));
};
const use = (from) => `import init, { parse, compare, readNumber } from ${JSON.stringify(from)};
await init();
const report = parse(${JSON.stringify(text)}), change = compare(${JSON.stringify(text)}, ${JSON.stringify(later)});
console.log(JSON.stringify({ year: report.meta.year, raws: report.indicators.map((found) => found.raw), statuses: change.indicators.map((pair) => pair.status), number: readNumber("一千二百") }));`;

function right(found) {
  assert.equal(found.year, 2021);
  assert.ok(found.raws.includes("57件"), `${found.raws}`);
  assert.ok(found.statuses.includes("up"), `${found.statuses}`);
  assert.equal(found.number, 1200);
}

test("it holds module, types, text and licences, and nothing else", () => {
  assert.deepEqual(readdirSync(installed).sort(), ["LICENSE-APACHE", "LICENSE-MIT", "LICENSES.txt", "README.md", "fazhi_lens.d.ts", "fazhi_lens.js", "fazhi_lens_bg.wasm", "node.js", "package.json"]);
  const about = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  assert.deepEqual([about.name, about.license, about.dependencies, about.scripts], ["fazhi-lens", "MIT OR Apache-2.0", undefined, undefined]);
  assert.match(readFileSync("Cargo.toml", "utf8"), new RegExp(`version = "${about.version.replace(/\./g, "\\.")}"`));
});

test("its types name every function, and every function is there", async () => {
  const types = readFileSync(join(installed, "fazhi_lens.d.ts"), "utf8"), module = await import(pathToFileURL(join(installed, "node.js")));
  const typed = [...types.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  assert.ok(["parse", "compare", "charts", "readNumber", "metrics", "initSync"].every((name) => typed.includes(name)), `${typed}`);
  for (const name of typed) if (name !== "start") assert.equal(typeof module[name], "function", name);
});

test("it works from Node", () => right(run("node-user.js", use("fazhi-lens"))));

test("it works from a bundle for browsers, the module's bytes inside", async () => {
  writeFileSync(join(folder, "page.js"), use("fazhi-lens/web").replace("await init();", 'import wasm from "fazhi-lens/fazhi_lens_bg.wasm";\nawait init(wasm);'));
  await build({ entryPoints: [join(folder, "page.js")], outfile: join(folder, "bundle.mjs"), bundle: true, minify: true, format: "esm", platform: "browser", target: "chrome90", loader: { ".wasm": "binary" }, logLevel: "error" });
  const found = JSON.parse(execFileSync(process.execPath, [join(folder, "bundle.mjs")], { cwd: tmpdir(), encoding: "utf8" }));
  right(found);
});

test("it works from a bundle for Node", async () => {
  writeFileSync(join(folder, "tool.js"), use("fazhi-lens"));
  await build({ entryPoints: [join(folder, "tool.js")], outfile: join(folder, "tool.mjs"), bundle: true, format: "esm", platform: "node", external: ["fazhi-lens"], logLevel: "error" });
  right(JSON.parse(execFileSync(process.execPath, [join(folder, "tool.mjs")], { encoding: "utf8" })));
});

test("the examples of its text run", () => {
  const example = readFileSync(join(installed, "README.md"), "utf8").split("```js\n")[1].split("```")[0];
  const [, ...lines] = example.split("\n");
  const found = run("example.js", `import init, { parse, compare, readNumber } from "fazhi-lens"; const text = ${JSON.stringify(text)}, lastYear = text, thisYear = ${JSON.stringify(later)};\n${lines.slice(0, -1).join("\n").replace(/^(text\.slice.*);$/m, "const same = $1;")}\nconsole.log(JSON.stringify({ same, pairs: change.indicators.length }));`);
  assert.equal(found.same, true);
  assert.ok(found.pairs > 0);
});
