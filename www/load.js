/**
 * Turns the page's script, which stands packed in it like the module, into running code: unpacked it would be a third of the file. The only place that
 * evaluates text, once, before engine.js closes the page for scripts; what it evaluates is what the build put there.
 */

import { unpacked } from "./packed.js";

const watcher = window.fazhiBoot;
// The watcher knows from here on that scripts run at all.
watcher.begin();

let loading = false;

/** Unpacks module and program. The module first: while the browser compiles it elsewhere, the script is unpacked and run here. */
function load() {
  if (loading) return;
  loading = true;
  // What fails is told by engine.js, which asks for both.
  watcher.bytes = unpacked("wasm").arrayBuffer();
  watcher.module = watcher.bytes.then((bytes) => WebAssembly.compile(bytes));
  watcher.module.catch(() => {});
  // An error of the script itself is left to the watcher, which hears of every rejection until the page has started.
  unpacked("program").text().then((script) => new Function(script)(), () => watcher.fail("cannotRead"));
}

// The first sight needs none of it, and unpacking at once would take the processor from drawing it. No frame comes where the page opens behind another.
requestAnimationFrame(() => setTimeout(load));
setTimeout(load, 60);
