/**
 * Turns the module inlined in the page into promises. The only file that handles wasm.
 *
 *   const engine = await startEngine();
 *   const report = await engine.parse(text, corrections, { slot: "left" });
 *   if (report === undefined) return;          // a newer text of the same slot was handed in meanwhile
 *
 * Reading and comparing run in a Blob worker, so the page never waits for them; drawing and `readNumber` run in a second instance of the same
 * compiled module on this thread, since plotters-canvas wants the canvas element itself. Both can be made anew at any time, also after the closing
 * policy, because the compiled module stays here: the worker and the instance are replaced after a trap, and the next request finds fresh ones.
 *
 * What goes wrong comes as an `Error` with a stable `code`:
 *   badOptions   corrections or options of the wrong shape
 *   trapped      the module stopped in the middle; it has been replaced
 *   outOfMemory  the same, because there was no more memory to be had
 *   cancelled    the reader stopped it
 *   tooLong      no answer within TIME_LIMIT; the worker has been replaced
 *   workerLost   the worker ended or could not be made
 *   notReady     drawing instance being made anew just now; ask again
 *   notInModule  the module has no such export
 *   internal     anything else
 * and from `startEngine`: noModule, noDecompression, cannotRead, cannotCompile, workerLost (the watcher in boot.js has then worded it for the reader).
 */

import { unpacked } from "./packed.js";
import { newInstance } from "./pkg/instance.js";
import { spoken } from "./told.js";
import { spokenCharts } from "./told-charts.js";

/** ms after which a request is given up. */
export const TIME_LIMIT = 10000;

/** ms that a request nobody waits for any more may keep the worker from the next one; making a new worker costs less than a longer wait. */
const GRACE = 400;

/**
 * @typedef {object} Engine
 * @property {(text: string, corrections?: object|null, request?: {slot?: string}) => Promise<object|undefined>} parse      a Report
 * @property {(before: string, after: string, options?: object|null, request?: {slot?: string}) => Promise<object|undefined>} compare   a Comparison
 * @property {(before: string, after: string, options?: object|null, request?: {slot?: string}) => Promise<object|undefined>} charts    ChartData
 * @property {(text: string, corrections: object|null) => Promise<object>} digest   what the library keeps of a report (library/digest.js), from a pool of workers
 * @property {(before: string, after: string, options: object|null) => Promise<object>} link   what it keeps of two neighbouring years
 * @property {number} hands      how many workers that pool has
 * @property {(text: string) => Promise<object[]|undefined>} repairs   what reading left out of a text or folded
 * @property {() => object[]} metrics        the canonical indicators, at once
 * @property {() => object[]} seriesBreaks   changes of law that break a series, at once
 * @property {() => void} cancel
 * @property {(text: string, corrections?: object|null, request?: {slot?: string}) => Promise<object|undefined>} reportCharts   ChartData of one report
 * @property {(chart: object, style: object) => string} svg   an SVG document, at once
 * @property {(numeral: string) => number|null} readNumber   at once
 * @property {(canvas: HTMLCanvasElement, trends: object, style: object) => any} drawTrends   small multiples, likewise
 * @property {(canvas: HTMLCanvasElement, chart: object, style: object) => any} draw   draws at once; returns the marks that can be pointed at
 * @property {() => {wasmSha256: string, bytes: number, version: string}} about   of the module before compression; version and day of the commit of the page
 *
 * `cancel()` ends what is under way and what waits: each is rejected as `cancelled`, and the next request finds a fresh worker.
 *
 * Requests are answered one after the other. A request with a `slot` takes the place of an older one of the same slot that has no answer yet:
 * the older promise resolves to `undefined` at once.
 */

/** Compiles the module, closes the page for scripts and makes worker and drawing instance. @returns {Promise<Engine>} */
export async function startEngine() {
  const watcher = window.fazhiBoot;
  try {
    const data = document.getElementById("wasm");
    const source = document.getElementById("worker");
    if (!data || !source) throw coded("noModule", "the page holds no module");
    // What load.js began, taken from where any script could reach it.
    const { bytes, module: begun } = watcher || {};
    if (watcher) delete watcher.bytes, delete watcher.module;
    const module = await compile(await read(bytes), begun);
    closePolicy();
    const drawing = new Drawing(module);
    const desk = new Desk(module, source.textContent), pool = new Pool(module, source.textContent);
    await Promise.all([drawing.renew(), desk.ready]);
    const about = { wasmSha256: data.getAttribute("data-sha256"), bytes: Number(data.getAttribute("data-bytes")), version: data.getAttribute("data-version") };
    performance.mark("engine-ready");
    if (watcher) watcher.ready();
    return {
      parse: (text, corrections = null, { slot } = {}) => desk.ask("parse", [text, corrections], slot).then(spoken),
      compare: (before, after, options = null, { slot } = {}) => desk.ask("compare", [before, after, options], slot).then(spoken),
      charts: (before, after, options = null, { slot } = {}) => desk.ask("charts", [before, after, options], slot).then(spokenCharts),
      digest: (text, corrections) => pool.ask("digest", [text, corrections]),
      link: (before, after, options) => pool.ask("link", [before, after, options]),
      hands: pool.size,
      reportCharts: (text, corrections = null, { slot } = {}) => desk.ask("reportCharts", [text, corrections], slot).then(spokenCharts),
      repairs: (text) => desk.ask("repairs", [text], "repairs"),
      svg: (chart, style) => drawing.call("chartSvg", [chart, style]),
      metrics: () => drawing.call("metrics", []),
      seriesBreaks: () => drawing.call("seriesBreaks", []),
      cancel: () => desk.cancel(),
      readNumber: (numeral) => drawing.call("readNumber", [numeral]),
      drawTrends: (canvas, trends, style) => drawing.call("drawTrends", [canvas, trends, style]),
      draw: (canvas, chart, style) => drawing.call("drawChart", [canvas, chart, style]),
      about: () => ({ ...about }),
    };
  } catch (error) {
    if (watcher) watcher.fail(error.code || "internal");
    throw error;
  }
}

/** The bytes of the module. */
async function read(early) {
  if (typeof DecompressionStream === "undefined") throw coded("noDecompression", "no DecompressionStream");
  try {
    return await (early || unpacked("wasm").arrayBuffer());
  } catch (error) {
    throw coded("cannotRead", String(error));   // a file cut short on its way
  }
}

/** Asynchronously: below Chrome 115 the main thread refuses to compile more than 4 KB at once. */
async function compile(bytes, early) {
  try {
    return await (early || WebAssembly.compile(bytes));
  } catch (error) {
    throw coded("cannotCompile", String(error));
  }
}

/**
 * From here on nothing can be evaluated or added as a script, and nothing compiled; only workers from a Blob of this page can be made. Engines other than
 * Chromium's, which alone has an Intl.v8BreakIterator, instantiate a module only where one might be compiled: there that is left, and nothing else.
 */
function closePolicy() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `script-src ${Intl.v8BreakIterator ? "'none'" : "'wasm-unsafe-eval'"}; worker-src blob:`;
  document.head.appendChild(meta);
}

/** The instance on this thread. */
class Drawing {
  constructor(module) {
    this.module = module;
    this.instance = null;
  }

  async renew() {
    this.instance = null;
    const instance = newInstance();
    await instance(this.module);   // given a compiled module it instantiates asynchronously, as the main thread needs it
    this.instance = instance;
  }

  call(name, args) {
    if (!this.instance) throw coded("notReady", `${name}: the drawing instance is being made`);
    if (typeof this.instance[name] !== "function") throw coded("notInModule", name);
    try {
      return this.instance[name](...args);
    } catch (error) {
      if (!trapped(error)) throw error;
      this.renew().catch(() => {});   // without memory for it the next call says `notReady`
      throw coded("trapped", error.message);
    }
  }
}

/** The worker and those who wait for it. */
class Desk {
  constructor(module, source) {
    this.module = module;
    this.address = URL.createObjectURL(new Blob([`const newInstance=${newInstance};`, source], { type: "text/javascript" }));   // kept: a new worker is made from it
    this.asked = 0;
    this.waiting = [];
    this.current = null;   // the request the worker is at
    this.served = 0;       // how many this worker has answered
    this.timer = 0;
    this.ready = new Promise((resolve, reject) => this.hire(resolve, reject));
    this.ready.catch(() => {});   // startEngine reports it
  }

  /** Makes a worker; `started` and `refused` are for the first one. */
  hire(started, refused) {
    const lost = (error) => {   // never came to life: making another at once would fail the same way, so only a new request tries again
      this.worker = null;
      const left = this.current ? [this.finish(), ...this.waiting] : this.waiting;
      this.waiting = [];
      for (const request of left) request.reject(error);
      if (refused) refused(error);
    };
    let alive = false;
    this.served = 0;
    try {
      const worker = new Worker(this.address);
      this.worker = worker;
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          alive = true;
          if (started) started();
        } else if (this.current && data.id === this.current.id) {
          this.answer(data);
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.worker !== worker) return;
        const error = coded("workerLost", event.message || "the worker ended");
        if (alive) this.replace(error);
        else lost(error);
      };
      worker.postMessage({ module: this.module });
    } catch (error) {
      lost(coded("workerLost", String(error)));
    }
  }

  /** Ends the worker, answers the request it was at with `error` and goes on with a new one. */
  replace(error) {
    this.worker.terminate();
    const request = this.finish();
    if (request) request.reject(error);
    this.hire();
    this.next();
  }

  ask(kind, args, slot) {
    return new Promise((resolve, reject) => {
      if (slot !== undefined && slot !== null) this.drop(slot);
      this.waiting.push({ id: ++this.asked, kind, args, slot, resolve, reject });
      this.next();
    });
  }

  /** Nobody wants any answer any more. */
  cancel() {
    const error = coded("cancelled", "stopped by the reader"), left = this.waiting;
    this.waiting = [];
    for (const request of left) request.reject(error);
    if (this.current) this.replace(error);
  }

  /** Lets those of this slot go who still wait. */
  drop(slot) {
    for (const request of this.waiting) if (request.slot === slot) request.resolve(undefined);
    this.waiting = this.waiting.filter((request) => request.slot !== slot);
    if (this.current && this.current.slot === slot && !this.current.dropped) {
      this.current.dropped = true;
      this.current.resolve(undefined);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.replace(coded("tooLong", "dropped")), GRACE);
    }
  }

  next() {
    if (this.current || this.waiting.length === 0) return;
    if (!this.worker) this.hire();
    if (!this.worker) return;
    const request = this.waiting.shift();
    this.current = request;
    this.timer = setTimeout(() => this.replace(coded("tooLong", `${request.kind}: no answer in ${TIME_LIMIT} ms`)), TIME_LIMIT);
    try {
      this.worker.postMessage({ id: request.id, kind: request.kind, args: request.args });
    } catch (error) {
      this.finish();
      request.reject(coded("badOptions", String(error)));   // something that can't be handed over, such as a function
      this.next();
    }
  }

  answer({ result, error }) {
    if (error && STOPPED.includes(error.code)) {
      // What a worker read before may have used up its memory: a fresh one is asked once. A text that stops a fresh one would stop every one.
      const again = this.served && !this.current.dropped ? this.current : null;
      if (again) { this.current = null; clearTimeout(this.timer); this.waiting.unshift(again); }
      return this.replace(coded(error.code, error.message));
    }
    this.served++;
    const request = this.finish();
    if (error) request.reject(coded(error.code, error.message));
    else request.resolve(result);
    this.next();
  }

  finish() {
    clearTimeout(this.timer);
    const request = this.current;
    this.current = null;
    return request;
  }
}

/** Workers for many reports, apart from the one that answers the reader; made when first wanted. Two at most: one core is left to the page. */
class Pool {
  constructor(module, source) {
    this.module = module;
    this.source = source;
    this.size = Math.max(1, Math.min(2, ((globalThis.navigator && navigator.hardwareConcurrency) || 2) - 1));
    this.desks = [];
  }

  ask(kind, args) {
    const load = (desk) => desk.waiting.length + (desk.current ? 1 : 0);
    let least = this.desks.reduce((best, desk) => (!best || load(desk) < load(best) ? desk : best), null);
    if ((!least || load(least)) && this.desks.length < this.size) this.desks.push((least = new Desk(this.module, this.source)));
    return least.ask(kind, args);
  }
}

const STOPPED = ["trapped", "outOfMemory"];

/** After one of these the memory of an instance can't be trusted any more. A RangeError is what a full stack or a refused memory raises. */
export function trapped(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function coded(code, message) {
  return Object.assign(new Error(message), { code });
}
