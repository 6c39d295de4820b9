/**
 * Turns what stands in the page into a copy in this browser, where the reader wants that, and such a copy back. Off unless turned on by hand: pages
 * opened from a disk share one storage, so that any other local page can read what is kept.
 *
 * Database `fazhi-lens`, store `kept`: { id: "setting", on } and, one for each page that was at work, { id: "work-…", saved: ISO time, title, text },
 * where `text` is a project file (project.js). The database is not even made before the reader asks for it.
 */

import { el, fill, paused } from "./dom.js";
import { reportName } from "./names.js";
import { projectParts } from "./project.js";
import { state, update, watch } from "./state.js";
import { say } from "./strings.js";

const NAME = "fazhi-lens", STORE = "kept";

/** How many works are kept; the oldest goes. */
const WORKS = 5;

/** Characters above which nothing is kept: a browser hands a database of this size back slowly or not at all. */
const LARGEST = 64 * 1024 * 1024;

/** The database, opened for one deed; null where there is none and `make` is false. */
function open(make) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    let missing = false;
    request.onupgradeneeded = () => {
      if (make) return request.result.createObjectStore(STORE, { keyPath: "id" });
      missing = true;
      request.transaction.abort();   // takes the empty database back
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (missing) resolve(null); else reject(request.error);
    };
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/** Runs `deed(store)`; resolves to the result of the request that it returns once everything is written. */
async function within(mode, make, deed) {
  const db = await open(make);
  if (!db) return null;
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode), asked = deed(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked && asked.result);
      transaction.onerror = transaction.onabort = (event) => { event.preventDefault(); reject(transaction.error || (event.target && event.target.error) || new Error("aborted")); };
    });
  } finally {
    db.close();
  }
}

const all = () => within("readonly", false, (store) => store.getAll()).then((found) => found || []);
const put = (record) => within("readwrite", true, (store) => store.put(record));
const forget = (id) => within("readwrite", false, (store) => store.delete(id));
const clear = () => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase(NAME);
  request.onsuccess = resolve;
  request.onerror = () => reject(request.error);
  request.onblocked = () => {};   // goes on once other pages have closed it, which they do when asked
});

const works = (records) => records.filter(({ id }) => id.startsWith("work-")).sort((a, b) => (a.saved < b.saved ? 1 : -1));
const time = (iso) => { const at = new Date(iso), two = (n) => String(n).padStart(2, "0"); return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`; };

/** `openFile(file)` opens a project; `over` is the sheet. */
export function keeper(over, openFile) {
  let mine = `work-${Date.now()}-${Math.random().toString(36).slice(2)}`, on = false, last = null, refused = "", stale = false;
  const element = el("div", { class: "notices kept", id: "kept", role: "status", hidden: true });
  const status = el("p", { id: "keep-status", role: "status" }), acts = el("p", { class: "acts" });

  /** In words what a browser that will not store says. */
  const why = (error) => say(/quota/i.test(error.name) ? "keep.full" : "keep.refused", { n: error.name === "Error" ? error.message : error.name });

  async function keep() {
    const filled = state.slots.filter((slot) => slot.report);
    if (!on || !filled.length) return;
    stale = false;
    try {
      const text = projectParts(new Date().toISOString()).join("");
      if (text.length > LARGEST) throw Object.assign(new Error(), { name: "QuotaExceededError" });
      const saved = new Date().toISOString();
      await put({ id: mine, saved, title: filled.map((slot) => `${slot.report.meta.region || ""} ${reportName(slot)}`.trim()).join("、"), text });
      for (const { id } of works(await all()).slice(WORKS)) await forget(id);
      [last, refused] = [saved, ""];
    } catch (error) {
      if (!refused) update({ note: why(error) }, "note");   // said once, not with every key
      refused = why(error);
    }
    draw();
  }
  const soon = paused(800, keep);

  async function turn(wanted) {
    try {
      await put({ id: "setting", on: wanted });
      [on, refused] = [wanted, ""];
      if (on) await keep();
    } catch (error) {
      [on, refused] = [false, why(error)];
    }
    draw();
  }

  async function clearAll() {
    on = false;
    try {
      await clear();
      [last, refused] = [null, ""];
      mine = `work-${Date.now()}-${Math.random().toString(36).slice(2)}`;
      element.hidden = true;
      draw(say("keep.cleared"));
    } catch (error) {
      draw(why(error));
    }
  }

  function draw(words) {
    fill(status, words || refused || (on ? say(last ? "keep.onSince" : "keep.on", { n: last ? time(last) : "" }) : say("keep.off")));
    fill(acts, el("button", { class: `btn${on ? "" : " primary"}`, type: "button", id: "keep-turn", onclick: () => turn(!on) }, say(on ? "keep.turnOff" : "keep.turnOn")), " ",
      el("button", { class: "btn", type: "button", id: "keep-clear", onclick: clearAll }, say("keep.clear")));
    for (const button of document.querySelectorAll('[data-task="keep"]')) fill(button, say(on ? "keep.taskOn" : "keep.task"));
  }

  /** What an earlier page left is offered, never taken by itself. */
  function offer(record) {
    const act = (id, words, run) => el("button", { class: "link", type: "button", id, onclick: run }, words);
    element.hidden = false;
    fill(element, el("p", null, say("keep.found", { n: time(record.saved), m: record.title }), " ",
      act("kept-restore", say("keep.restore"), async () => {
        element.hidden = true;
        await openFile(new File([record.text], `${say("keep.name")}.json`, { type: "application/json" }));
        if (!state.slots.some((slot) => slot.report)) { element.hidden = false; return; }
        mine = record.id;
        state.saved = !state.fixes.length;   // no file holds them
      }), " ",
      act("kept-forget", say("keep.forget"), async () => {
        element.hidden = true;
        try { await forget(record.id); } catch (error) { update({ note: why(error) }, "note"); }
      })));
  }

  watch((what) => {
    if (["text", "result", "corrections", "order", "library"].some((name) => what.has(name))) { stale = true; if (on) soon(); }
    if (what.has("language")) draw();
  });
  // A page that is put away may not come back: what is still waiting is written now.
  document.addEventListener("visibilitychange", () => { if (document.hidden && on && stale) keep(); });

  return {
    element,
    /** Looks for what was kept, once reports can be read. */
    async begin() {
      try {
        const records = await all(), setting = records.find(({ id }) => id === "setting"), [newest] = works(records);
        on = Boolean(setting && setting.on);
        if (newest) offer(newest);
        if (on) keep();
      } catch (error) { /* a browser that refuses storage kept nothing */ }
      draw();
    },
    show() {
      over.show(say("keep.task"), el("div", { class: "keep-facts" }, say("keep.facts").map((words) => el("p", null, words)), el("p", { class: "warning" }, say(location.protocol === "file:" ? "keep.sharedDisk" : "keep.sharedSite"))), status, acts);
      draw();
    },
  };
}
