/** Turns www/ into seven texts to be inlined: `node xtask/bundle.mjs RECIPE_JSON FOLDER` writes boot.js, style.css, load.js, main.js, worker.js, readers.js and english.json there. */

import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join as joined, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const page = JSON.parse(process.argv[2]), folder = resolve(process.argv[3]);
mkdirSync(folder, { recursive: true });

const version = /^version = "([^"]+)"/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
const common = { define: { VERSION: JSON.stringify(version) }, loader: { ".txt": "text" }, bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false, logLevel: "warning" };

async function made(options) {
  const { outputFiles } = await build({ ...common, ...options });
  return outputFiles[0].text.trim();
}

const text = async (name, options) => writeFileSync(joined(folder, name), await made(options));

const styles = (paths) => ({ stdin: { contents: paths.map((path) => `@import "./${path}";`).join("\n"), loader: "css", resolveDir: "." }, target: page["esbuild-target"] });

/** The English words: every table of www/words, joined where two have a key in common, with those of opening files. */
async function english() {
  const table = {}, load = (path) => import(pathToFileURL(resolve("www", path)).href);
  const join = (into, from) => { for (const [key, words] of Object.entries(from)) into[key] = words && typeof words === "object" && !Array.isArray(words) ? join(into[key] || {}, words) : words; return into; };
  for (const name of readdirSync("www/words").filter((file) => file.endsWith(".js")).sort()) {
    const { EN, CORE } = await load(`words/${name}`);
    join(table, CORE ? { core: CORE } : EN);
  }
  join(table, { files: (await load("files/words.js")).EN });
  writeFileSync(joined(folder, "english.json"), JSON.stringify(table));
}

const script = { format: "iife", target: page["esbuild-target"] };
await Promise.all([
  english(),
  text("load.js", { ...script, entryPoints: [page.loader] }),
  made(styles(page["later-styles"])).then((css) => text("main.js", { ...script, entryPoints: [page.script], define: { ...common.define, STYLES: JSON.stringify(css) } })),
  text("worker.js", { ...script, entryPoints: [page.worker] }),
  // What is said there comes from the page with each piece of work: a copy of all words would weigh more than the writers.
  text("readers.js", { ...script, entryPoints: [page.readers], plugins: [{ name: "words", setup: (to) => to.onResolve({ filter: /\/strings\.js$/ }, () => ({ path: resolve("www/export/say.js") })) }] }),
  // Only spaces are taken out: ES5 is the oldest syntax esbuild knows, and it refuses what it can't write in it.
  text("boot.js", { entryPoints: [page.boot], bundle: false, minify: false, minifyWhitespace: true, target: "es5" }),
  text("style.css", styles(page.styles)),
]);
