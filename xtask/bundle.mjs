/** Turns www/ into five texts to be inlined: `node xtask/bundle.mjs RECIPE_JSON FOLDER` writes boot.js, style.css, main.js, worker.js and readers.js there. */

import { build } from "esbuild";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const page = JSON.parse(process.argv[2]), folder = resolve(process.argv[3]);
mkdirSync(folder, { recursive: true });

const version = /^version = "([^"]+)"/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
const common = { define: { VERSION: JSON.stringify(version) }, loader: { ".txt": "text" }, bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false, logLevel: "warning" };

async function text(name, options) {
  const { outputFiles } = await build({ ...common, ...options });
  writeFileSync(join(folder, name), outputFiles[0].text.trim());
}

const script = { format: "iife", target: page["esbuild-target"] };
await Promise.all([
  text("main.js", { ...script, entryPoints: [page.script] }),
  text("worker.js", { ...script, entryPoints: [page.worker] }),
  // What is said there comes from the page with each piece of work: a copy of all words would weigh more than the writers.
  text("readers.js", { ...script, entryPoints: [page.readers], plugins: [{ name: "words", setup: (to) => to.onResolve({ filter: /\/strings\.js$/ }, () => ({ path: resolve("www/export/say.js") })) }] }),
  // Only spaces are taken out: ES5 is the oldest syntax esbuild knows, and it refuses what it can't write in it.
  text("boot.js", { entryPoints: [page.boot], bundle: false, minify: false, minifyWhitespace: true, target: "es5" }),
  text("style.css", {
    stdin: { contents: page.styles.map((path) => `@import "./${path}";`).join("\n"), loader: "css", resolveDir: "." },
    target: page["esbuild-target"],
  }),
]);
