/**
 * Turns messages into readings: the other side of engine.js. Bundled by itself and kept in the page as inert text, from which engine.js makes the Blob.
 * First message `{ module }` → `{ ready: true }`; then `{ id, kind, args }` → `{ id, result }` or `{ id, error: { code, message } }`.
 */

import { digest, link } from "./library/digest.js";

/* global newInstance: the glue, which engine.js puts before this text from its own copy, so that the page carries it once. */
const instance = newInstance();
/** What the library asks for: the small result is made here, so that the large one never leaves. */
const SMALL = { digest: (...args) => digest(instance.parse(...args)), link: (...args) => link(instance.compare(...args)) };
let memory = null;

/** With so much in use, a module that stops had asked for more and got none; the largest text that is taken needs a tenth of it. */
const MUCH = 1 << 30;

/** What stopped the module in the middle, empty for an answer of its own. A full stack and a refused memory are RangeErrors. */
function stopped(error) {
  if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) return "";
  return (memory && memory.buffer.byteLength > MUCH) || /memory|allocation/i.test(error.message) && error instanceof RangeError ? "outOfMemory" : "trapped";
}

/** A browser that will not hand the module over says so here alone; thrown, it reaches the page. */
self.onmessageerror = () => { throw new Error("the module did not arrive"); };

self.onmessage = ({ data }) => {
  if (data.module) {
    memory = instance.initSync(data.module).memory;   // a worker may instantiate at once
    self.postMessage({ ready: true });
    return;
  }
  try {
    const action = SMALL[data.kind] || instance[data.kind];
    if (typeof action !== "function") throw Object.assign(new Error(data.kind), { code: "notInModule" });
    self.postMessage({ id: data.id, result: action(...data.args) });
  } catch (error) {
    self.postMessage({ id: data.id, error: { code: stopped(error) || error.code || "internal", message: String(error.message || error) } });
  }
};
