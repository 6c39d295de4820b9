/**
 * Turns any number of files and texts into a library of read reports: one after the other, off the main thread, with progress, and stopped at a word.
 *
 * An entry is { id, name, status, reason, text, digest, first }: status waiting | reading | read | failed | same; `first` is the entry whose very text a
 * `same` one repeats. `digest` is null until it is read (see digest.js). Nothing here touches the document; `update({}, "library")` tells of changes.
 */

import { add, ofText } from "../corrections.js";
import { openFile } from "../files/open.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";

/** ms between two tellings while much is being read. */
const PAUSE = 200;
/** ms between two drawings of a view of what was read, while more is being read. */
const CALM = 1500;

/** `version` rises with everything that is told, `changes` with what is read, corrected or taken out. */
export const library = { entries: [], done: 0, total: 0, current: "", stopped: false, version: 0, changes: 0 };

const byText = new Map(), links = new Map();
let engine = null, next = 1, lanes = 0, queue = [], timer = 0;

/** Reading starts as soon as there is an engine. */
export function useEngine(started) {
  engine = started;
  pump();
}

export const isBusy = () => lanes > 0;
export const readOnes = () => library.entries.filter((entry) => entry.status === "read");
export const entryOf = (text) => byText.get(text) || null;
export const byId = (id) => library.entries.find((entry) => entry.id === id) || null;

function tell() {
  if (timer) return;
  timer = setTimeout(() => { timer = 0; library.version++; update({}, "library"); }, PAUSE);
}

const made = (name, more) => ({ id: next++, name, status: "waiting", reason: "", text: null, digest: null, first: null, file: null, ...more });

/** `list`: Files, or { name, text }. Returns the new entries. */
export function addAll(list) {
  const entries = list.map((item) => (typeof item.text === "string" ? made(item.name, { text: item.text }) : made(item.webkitRelativePath || item.fullName || item.name, { file: item })));
  library.entries = library.entries.concat(entries);
  queue = queue.concat(entries);
  if (!isBusy()) library.done = library.total = 0;
  library.total += entries.length;
  library.stopped = false;
  state.saved = false;
  pump();
  tell();
  return entries;
}

/** One lane more than workers: a file is fetched and decoded while others are read. */
function pump() {
  if (!engine) return;
  while (!library.stopped && lanes < Math.min(engine.hands + 1, queue.length + lanes)) lane();
}

async function lane() {
  lanes++;
  try {
    while (!library.stopped && queue.length) {
      const entry = queue.shift();
      await take(entry);
      library.done++;
      tell();
    }
  } finally {
    lanes--;
    tell();
  }
}

async function take(entry) {
  if (entry.gone) return;
  entry.status = "reading";
  library.current = entry.name;
  tell();
  try {
    if (entry.text === null) entry.text = (await openFile(entry.file)).text;
    if (entry.gone) return;
    const first = byText.get(entry.text);
    if (first && first !== entry) {
      Object.assign(entry, { status: "same", first, text: null, file: null });
      return;
    }
    byText.set(entry.text, entry);
    const fixed = JSON.stringify(ofText(entry.text)), read = await engine.digest(entry.text, JSON.parse(fixed));
    if (entry.gone) return;
    for (const row of read.rows) row.unit = one(row.unit);
    Object.assign(entry, { status: "read", digest: read, file: null, fixed });
    library.changes++;
  } catch (error) {
    if (entry.text !== null && byText.get(entry.text) === entry) byText.delete(entry.text);
    Object.assign(entry, { status: "failed", text: null, reason: error.key ? say(`files.no.${error.key}`) : say("failed", { n: error.code || "internal" }) });
  }
}

/** Half a million rows name a few hundred units: each is kept once. */
const words = new Map();
function one(unit) {
  if (!words.has(unit)) words.set(unit, unit);
  return words.get(unit);
}

export function stop() {
  library.stopped = true;
  library.version++;
  update({}, "library");
}

export function goOn() {
  library.stopped = false;
  pump();
  tell();
}

/** Takes entries out. What was said to repeat one of them is read now in its place. */
export function remove(entries) {
  const out = new Set(entries), orphans = new Map();
  for (const entry of out) {
    entry.gone = true;
    if (entry.text !== null && byText.get(entry.text) === entry) byText.delete(entry.text);
  }
  for (const other of library.entries) {
    if (other.status !== "same" || out.has(other) || !out.has(other.first)) continue;
    const heir = orphans.get(other.first);
    if (heir) { other.first = heir; continue; }
    orphans.set(other.first, other);
    Object.assign(other, { status: "waiting", text: other.first.text, first: null });
    queue.push(other);
    library.total++;
  }
  library.entries = library.entries.filter((entry) => !out.has(entry));
  queue = queue.filter((entry) => !out.has(entry));
  if (!isBusy() && !queue.length) library.done = library.total = 0;
  state.saved = false;
  library.version++;
  library.changes++;
  pump();
  update({}, "library");
}

/** Puts other contents in place of all that is here: Files, or { name, text }. */
export function replace(list) {
  if (library.entries.length) remove(library.entries);
  if (list.length) addAll(list);
}

/** What would bring all of this back by replace(). */
export const contents = () => library.entries.filter((entry) => entry.text !== null || entry.file).map((entry) => (entry.text !== null ? { name: entry.name, text: entry.text } : entry.file));

/** Place or year by hand: read anew with it, since both decide what rules apply. `meta`: { region } or { year }. */
export async function correct(entry, meta) {
  const known = ofText(entry.text);
  add({ kind: "meta", ends: [{ text: entry.text, anchor: { span: { start: 0, end: 0 }, raw: "" } }], meta: { ...(known && known.meta), ...meta } });
  await again(entry);
}

/** Reads an entry anew with the corrections that are there now. */
export async function again(entry) {
  const fixed = JSON.stringify(ofText(entry.text)), read = await engine.digest(entry.text, JSON.parse(fixed));
  if (entry.gone) return;
  for (const key of [...links.keys()]) if (key.split(":").includes(String(entry.id))) links.delete(key);
  Object.assign(entry, { digest: read, fixed });
  library.changes++;
  library.version++;
  update({}, "library");
}

/** Corrections changed elsewhere (a step undone, a correction in a pane): what they belong to is read anew. */
export function syncFixes() {
  for (const entry of readOnes()) if (entry.fixed !== JSON.stringify(ofText(entry.text))) again(entry);
}

/** For a view that shows what was read: has it changed since `seen`? While much comes in, not more often than it can be looked at. */
export function changedSince(seen) {
  if (library.changes === seen.changes || (isBusy() && performance.now() - seen.at < CALM)) return false;
  Object.assign(seen, { changes: library.changes, at: performance.now() });
  return true;
}

/** How two neighbouring years of one place belong together (digest.js, `link`); asked for once. */
export function linkOf(before, after) {
  const key = `${before.id}:${after.id}`;
  if (!links.has(key)) {
    const found = { value: null, promise: null };
    found.promise = engine.link(before.text, after.text, { before: ofText(before.text) || undefined, after: ofText(after.text) || undefined }).then((value) => { found.value = value; return value; }, () => null);
    links.set(key, found);
  }
  return links.get(key);
}
