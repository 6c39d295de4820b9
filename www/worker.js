/**
 * Turns messages into readings: the other side of engine.js. Bundled by itself and kept in the page as inert text, from which engine.js makes the Blob.
 * First message `{ module }` → `{ ready: true }`; then `{ id, kind, args }` → `{ id, result }` or `{ id, error: { code, message } }`.
 */

/* global newInstance: the glue, which engine.js puts before this text from its own copy, so that the page carries it once. */
const instance = newInstance();

self.onmessage = ({ data }) => {
  if (data.module) {
    instance.initSync(data.module);   // a worker may instantiate at once
    self.postMessage({ ready: true });
    return;
  }
  try {
    if (typeof instance[data.kind] !== "function") throw Object.assign(new Error(data.kind), { code: "notInModule" });
    self.postMessage({ id: data.id, result: instance[data.kind](...data.args) });
  } catch (error) {
    const code = error instanceof WebAssembly.RuntimeError ? "trapped" : error.code || "internal";
    self.postMessage({ id: data.id, error: { code, message: String(error.message || error) } });
  }
};
