/** Holds www/engine.js to its face: order, slots, replacement, codes. The worker is a stand-in that answers by hand; the module is the real one. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";

const wasm = readFileSync(resolve(process.env.FAZHI_MODULE ?? "www/pkg/fazhi_lens.js").replace(/\.js$/, "_bg.wasm"));
/** The digits of www/packed.js, as the build writes them but for a shorter end. */
function written(bytes) {
  const digits = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => c !== "<");
  let held = 0, bits = 0, out = "";
  const put = (pair) => (out += digits[pair % 93] + digits[Math.floor(pair / 93)]);
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits <= 13) continue;
    const taken = (held & 8191) > 456 ? 13 : 14;   // a pair of up to 456 + 8192 is below 93 × 93
    put(held & ((1 << taken) - 1));
    held >>= taken;
    bits -= taken;
  }
  if (bits) put(held);
  return out;
}
const packed = written(gzipSync(wasm));
const workers = [];
let elements, metas, watched, refuse, mute;

class FakeWorker {
  constructor() {
    if (refuse) throw new Error("no worker here");
    this.posted = [];
    this.ended = false;
    workers.push(this);
  }
  postMessage(message) {
    this.posted.push(message.module ? message : structuredClone(message));   // a real worker gets a copy too
    if (message.module && !mute) queueMicrotask(() => this.onmessage({ data: { ready: true } }));
  }
  terminate() { this.ended = true; }
  last() { return this.posted[this.posted.length - 1]; }
  answer(answer) { this.onmessage({ data: { id: this.last().id, ...answer } }); }
  fail(message) { this.onerror({ message, preventDefault() {} }); }
}

const element = (text) => ({ textContent: text, getAttribute: (name) => ({ "data-sha256": "abc", "data-bytes": String(wasm.length), "data-version": "1.2.3" })[name] });
Object.assign(globalThis, {
  Worker: FakeWorker,
  navigator: { hardwareConcurrency: 2 },
  window: { fazhiBoot: { begin() {}, ready: () => watched.push("ready"), fail: (code) => watched.push(code) } },
  document: {
    currentScript: null,
    getElementById: (id) => elements[id] ?? null,
    createElement: () => ({}),
    head: { appendChild: (meta) => metas.push(meta) },
    documentElement: { setAttribute() {} },
  },
});
const { startEngine, TIME_LIMIT } = await import("../www/engine.js");

beforeEach(() => {
  workers.length = 0;
  elements = { wasm: element(packed), worker: element("") };
  metas = [];
  watched = [];
  refuse = mute = false;
});

const code = (expected) => (error) => error instanceof Error && error.code === expected;
const settled = async (promise) => (await Promise.race([promise.then(() => true, () => true), new Promise((done) => setImmediate(done, false))]));

test("a start closes the policy and says what it holds", async () => {
  await startEngine();
  assert.deepEqual(metas.map((meta) => meta.content), ["script-src 'wasm-unsafe-eval'; worker-src blob:"], "engines other than Chromium's (Node leaves out what tells it) need this to instantiate");
  metas = [];
  watched = [];
  Intl.v8BreakIterator = () => {};
  const engine = await startEngine();
  delete Intl.v8BreakIterator;
  assert.deepEqual(metas.map((meta) => meta.content), ["script-src 'none'; worker-src blob:"]);
  assert.deepEqual(engine.about(), { wasmSha256: "abc", bytes: wasm.length, version: "1.2.3" });
  assert.deepEqual(watched, ["ready"]);
  assert.equal(engine.readNumber("不是数"), null);
});

test("requests are handed over one by one and answered in order", async () => {
  const engine = await startEngine();
  const first = engine.parse("甲"), second = engine.compare("甲", "乙", {});
  assert.deepEqual(workers[0].last().args, ["甲", null]);
  assert.equal(await settled(second), false);
  workers[0].answer({ result: 1 });
  assert.equal(await first, 1);
  assert.deepEqual([workers[0].last().kind, workers[0].last().args], ["compare", ["甲", "乙", {}]]);
  workers[0].answer({ result: 2 });
  assert.equal(await second, 2);
});

test("a newer request of a slot takes the place of the older ones, waiting or under way", async () => {
  const engine = await startEngine();
  const old = engine.parse("一", null, { slot: "left" }), waiting = engine.parse("二", null, { slot: "left" });
  const other = engine.parse("三", null, { slot: "right" }), newest = engine.parse("四", null, { slot: "left" });
  assert.deepEqual(await Promise.all([old, waiting]), [undefined, undefined]);
  workers[0].answer({ result: "late" });   // the answer to the first, which nobody waits for
  workers[0].answer({ result: "right" });
  workers[0].answer({ result: "left" });
  assert.deepEqual(await Promise.all([other, newest]), ["right", "left"]);
  assert.equal(workers[0].posted.length, 4, "the second text never reached the worker");
});

test("a request nobody waits for does not keep the worker long", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = await startEngine();
  engine.parse("一", null, { slot: "left" });
  const newest = engine.parse("二", null, { slot: "left" });
  context.mock.timers.tick(500);
  assert.equal(workers[0].ended, true);
  workers[1].answer({ result: 2 });
  assert.equal(await newest, 2);
});

test("a trap replaces the worker, and those who wait get their answer from the new one", async () => {
  const engine = await startEngine();
  const bad = engine.parse("甲"), good = engine.parse("乙");
  workers[0].answer({ error: { code: "trapped", message: "unreachable" } });
  await assert.rejects(bad, code("trapped"));
  assert.equal(workers[0].ended, true);
  assert.deepEqual(workers[1].last().args, ["乙", null]);
  workers[1].answer({ result: 2 });
  assert.equal(await good, 2);
});

test("a worker that has answered before is replaced and its text asked once more; a second trap is an answer", async () => {
  const engine = await startEngine();
  const first = engine.parse("甲"), worn = engine.parse("乙"), next = engine.parse("丙");
  workers[0].answer({ result: 1 });
  assert.equal(await first, 1);
  workers[0].answer({ error: { code: "outOfMemory", message: "unreachable" } });
  assert.equal(await settled(worn), false);
  assert.deepEqual(workers[1].last().args, ["乙", null]);
  workers[1].answer({ error: { code: "trapped", message: "unreachable" } });
  await assert.rejects(worn, code("trapped"));
  assert.equal(workers.length, 3);
  workers[2].answer({ result: 3 });
  assert.equal(await next, 3);
});

test("cancelling ends what is under way and what waits, and the next request finds a fresh worker", async () => {
  const engine = await startEngine();
  engine.cancel();   // nothing to end
  assert.equal(workers.length, 1);
  const asked = [engine.parse("甲"), engine.compare("甲", "乙"), engine.parse("丙", null, { slot: "left" })];
  engine.cancel();
  for (const promise of asked) await assert.rejects(promise, code("cancelled"));
  assert.equal(workers[0].ended, true);
  workers[0].answer({ result: "late" });
  const next = engine.parse("丁");
  assert.deepEqual(workers[1].last().args, ["丁", null]);
  workers[1].answer({ result: 4 });
  assert.equal(await next, 4);
});

test("an error of the module leaves the worker in place", async () => {
  const engine = await startEngine();
  const bad = engine.parse("甲", { roles: 1 });
  workers[0].answer({ error: { code: "badOptions", message: "roles" } });
  await assert.rejects(bad, code("badOptions"));
  await assert.rejects(engine.parse("甲", { roles: () => {} }), code("badOptions"), "what can't be handed over is refused on this side");
  assert.equal(workers.length, 1);
});

test("no answer in time is an error, and the next request is answered", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const engine = await startEngine();
  const slow = engine.parse("甲");
  context.mock.timers.tick(TIME_LIMIT);
  await assert.rejects(slow, code("tooLong"));
  const next = engine.parse("乙");
  workers[1].answer({ result: 2 });
  assert.equal(await next, 2);
});

test("a worker that ends is replaced; one that never starts is not made again and again", async () => {
  const engine = await startEngine();
  const lost = engine.parse("甲");
  mute = true;
  workers[0].fail("out of memory");
  await assert.rejects(lost, code("workerLost"));
  assert.equal(workers.length, 2);
  workers[1].fail("refused");   // before it said that it is ready
  assert.equal(workers.length, 2);
  refuse = true;
  await assert.rejects(engine.parse("乙"), code("workerLost"));
  refuse = mute = false;
  const next = engine.parse("丙");
  workers[2].answer({ result: 3 });
  assert.equal(await next, 3);
});

test("a start that fails tells the watcher why", async () => {
  const starts = { noModule: () => (elements.wasm = null), cannotRead: () => (elements.wasm = element(packed.slice(0, 400))), cannotCompile: () => (elements.wasm = element(written(gzipSync("no module")))), workerLost: () => (refuse = true) };
  for (const [expected, spoil] of Object.entries(starts)) {
    elements = { wasm: element(packed), worker: element("") };
    watched = [];
    refuse = false;
    spoil();
    await assert.rejects(startEngine(), code(expected), expected);
    assert.deepEqual(watched, [expected]);
  }
});

test("an export that the module lacks is an error with a code", async () => {
  const engine = await startEngine();
  const missing = engine.charts("甲", "乙");
  workers[0].answer({ error: { code: "notInModule", message: "charts" } });
  await assert.rejects(missing, code("notInModule"));
  if (!/drawChart/.test(readFileSync("www/pkg/instance.js", "utf8"))) assert.throws(() => engine.draw({}, {}, {}), code("notInModule"));
});
