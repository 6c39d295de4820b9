/** Turns the library into its table: what was read, what was not and why, with progress; a row opens what can be done with its report. */

import { el, fill, hit, paused } from "../dom.js";
import { ofText } from "../corrections.js";
import { addAll, correct, goOn, isBusy, library, readOnes, remove, stop } from "../library/library.js";
import { names, ownerOf, yearOf } from "../library/places.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { section } from "./one.js";
import { opening } from "./many-dock.js";
import { table } from "./rows.js";

const PARTS = ["measures", "problems", "leadership", "plans"];
const partsOf = (entry) => entry.digest.required.filter((part) => part.present).length;

/** signed and published against the deadline: inTime | late | noDate | noDue. */
export function timing(entry) {
  const t = entry.digest.timeliness;
  if (!t) return "noDue";
  return t.published || t.signed || "noDate";
}

/** Four small squares and the count: which of the required parts were found. */
export const partMarks = (entry) => [el("span", { class: "squares", "aria-hidden": "true" }, PARTS.map((name) => { const part = entry.digest.required.find((p) => p.part === name); return el("i", { class: part && part.present ? null : "no" }); })), `${partsOf(entry)}/${entry.digest.required.length}`];

/** The required parts of a report, each with the sentence that it was found by. */
export const partList = (entry) => el("ul", { class: "dock-list" }, entry.digest.required.map((part) => el("li", null, el("b", null, say(`lib.part.${part.part}`)), " ",
  el("span", { class: part.present ? null : "down" }, say(part.present ? "lib.present" : "lib.absent")), part.confirmed ? null : el("span", { class: "tag warn" }, say("lib.unconfirmed")), part.span ? opening(entry, part.span) : null)));

/** `page` = { dock, put(entry, slot), pair(before, after), one(entry), opener, adders() }. */
export function libraryView(page) {
  const note = el("div", { class: "progress-box", id: "many-progress", role: "status" });
  const track = el("i"), words = el("span"), now = el("span", { class: "quiet now" });
  const halt = el("button", { class: "btn small", type: "button", id: "many-stop", onclick: () => (library.stopped ? goOn() : stop()) });
  fill(note, words, el("span", { class: "track", role: "progressbar", "aria-label": say("lib.library"), "aria-valuemin": "0", "aria-valuemax": "100" }, track), now, halt);

  let shown = -1, last = -1e9, timer = 0, rows = [];
  const columns = [
    { title: say("lib.place"), class: "c-owner", sort: (row) => row.name || null },
    { title: say("lib.year"), class: "c-year", sort: (row) => row.year },
    { title: say("lib.title"), class: "c-title", sort: (row) => row.title },
    { title: say("lib.indicators"), class: "n c-count", sort: (row) => row.count },
    { title: say("lib.parts"), class: "c-parts", sort: (row) => row.parts },
    { title: say("lib.deadline"), class: "c-due", sort: (row) => row.due },
    { title: say("lib.status"), class: "c-state", sort: (row) => row.entry.status },
  ];
  const dash = () => el("span", { class: "none" }, "—");
  const made = table({ label: say("lib.library"), columns, rows, onSelect: (row) => open(row.entry), onEnter: () => page.dock.focus(), onLeave: () => page.dock.hide(), most: 120 });

  function rowsNow() {
    const named = names(readOnes());
    return library.entries.map((entry) => {
      const read = entry.status === "read", meta = read ? entry.digest.meta : {};
      const name = read ? named.get(entry) : "", title = meta.title || entry.name, due = read ? timing(entry) : null, byHand = read && Boolean((ofText(entry.text) || {}).meta);
      return {
        key: `report:${entry.id}`, entry, name, title, due, year: meta.year || null, count: read ? entry.digest.rows.length : null, parts: read ? partsOf(entry) : null,
        words: `${name} ${meta.year || ""} ${title} ${entry.name}`.toLowerCase(),
        cells: () => [
          read ? [name || el("span", { class: "warn-word" }, say("lib.unknownPlace")), byHand ? el("span", { class: "tag hand" }, say("lib.byHand")) : null] : dash(),
          read ? meta.year || el("span", { class: "warn-word" }, say("lib.unknownYear")) : dash(),
          el("span", { class: "place", title }, title),
          read ? entry.digest.rows.length : dash(),
          read ? partMarks(entry) : dash(),
          read ? el("span", { class: due === "late" ? "warn-word" : due === "inTime" ? null : "quiet" }, say(`lib.${due}`)) : dash(),
          statusCell(entry),
        ],
      };
    });
  }

  function statusCell(entry) {
    const word = el("span", { class: { failed: "warn-word", same: "warn-word" }[entry.status] || (entry.status === "read" ? null : "quiet"), "data-status": entry.status }, say(`lib.${entry.status}`));
    const more = entry.status === "failed" ? entry.reason : entry.status === "same" ? say("lib.sameAs", { n: entry.first.name || ownerOf(entry.first) }) : "";
    return more ? [word, el("span", { class: "once", title: more }, more)] : word;
  }

  function open(entry) {
    const row = made.element.querySelector(`tr.row[data-key="report:${entry.id}"]`);
    const out = el("button", { class: "link", type: "button", "data-act": "out", onclick: () => takeOut([entry]) }, say("lib.out"));
    if (entry.status !== "read") return page.dock.show(entry.name, [out], [el("p", null, statusCell(entry))], row);
    const year = yearOf(entry), before = earlier(entry);
    const place = el("input", { class: "find", id: "fix-place", value: ownerOf(entry), maxlength: "40" });
    const number = el("input", { class: "find short", id: "fix-year", value: year || "", inputmode: "numeric", maxlength: "4" });
    const save = async () => {
      const meta = {}, wanted = Number(number.value.trim());
      if (place.value.trim() && place.value.trim() !== ownerOf(entry)) meta.region = place.value.trim();
      if (Number.isInteger(wanted) && wanted >= 1949 && wanted <= 2100 && wanted !== year) meta.year = wanted;
      if (!Object.keys(meta).length) return;
      await correct(entry, meta);
      update({}, "corrections");
      open(entry);
    };
    const form = el("form", { class: "meta-form", onsubmit: (event) => { event.preventDefault(); save(); } },
      el("label", null, say("lib.place"), " ", place), el("label", null, say("lib.year"), " ", number), el("button", { class: "btn small", type: "submit", id: "fix-meta" }, say("lib.saveMeta")));
    const act = (id, key, run, values) => el("button", { class: "btn small", type: "button", "data-act": id, onclick: run }, say(`lib.${key}`, values));
    const t = entry.digest.timeliness;
    page.dock.show([ownerOf(entry) || say("lib.unknownPlace"), " ", year || say("lib.unknownYear")], [out], [
      el("p", { class: "acts" }, act("one", "view", () => page.one(entry)), before ? act("pair", "compareWith", () => page.pair(before, entry), { n: yearOf(before) }) : null,
        act("earlier", "asEarlier", () => page.put(entry, 0)), act("later", "asLater", () => page.put(entry, 1))),
      form,
      t ? el("p", null, say("lib.dueBy", { n: t.due }), "　", say(`lib.${timing(entry)}`), t.confirmed ? null : el("span", { class: "tag warn" }, say("lib.unconfirmed")), el("span", { class: "once" }, say("lib.rule", { n: t.source }))) : null,
      partList(entry),
    ], row);
  }

  /** The report of the same place from the year before, or the nearest before that. */
  function earlier(entry) {
    const named = names(readOnes()), year = yearOf(entry);
    const all = year && named.get(entry) ? readOnes().filter((other) => named.get(other) === named.get(entry) && yearOf(other) && yearOf(other) < year) : [];
    return all.reduce((best, next) => (!best || yearOf(next) > yearOf(best) ? next : best), null);
  }

  function takeOut(entries) {
    const texts = entries.map((entry) => ({ name: entry.name, text: entry.text, file: entry.file }));
    page.dock.hide();
    remove(entries);
    const back = el("button", { class: "link", type: "button", id: "put-back", onclick: () => { addAll(texts.map((t) => (t.text !== null ? { name: t.name, text: t.text } : t.file)).filter(Boolean)); update({ note: "" }, "note"); } }, say("lib.back"));
    update({ note: [say("lib.restored", { n: entries.length }), texts.some((t) => t.text !== null || t.file) ? back : null] }, "note");
  }

  const chips = [
    { id: "all", words: say("lib.all"), test: () => true },
    { id: "read", words: say("lib.read"), test: (row) => row.entry.status === "read" },
    { id: "lacking", words: say("lib.lacking"), test: (row) => row.parts !== null && row.parts < row.entry.digest.required.length },
    { id: "late", words: say("lib.late"), test: (row) => row.due === "late" },
    { id: "failed", words: say("lib.failed"), test: (row) => row.entry.status === "failed" },
    { id: "same", words: say("lib.same"), test: (row) => row.entry.status === "same" },
  ];
  const box = el("input", { class: "find", type: "search", id: "find-library", placeholder: say("lib.filter"), "aria-label": say("lib.filter"), "data-find": "" });
  const bar = el("div", { class: "filters", role: "group" });
  let chosen = "all";
  const apply = () => {
    const wanted = box.value.trim().toLowerCase(), chip = chips.find((c) => c.id === chosen);
    made.setRows(rows.filter((row) => chip.test(row) && (!wanted || row.words.includes(wanted))));
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button.dataset.chip === chosen));
  };
  box.addEventListener("input", paused(80, apply));
  bar.addEventListener("click", (event) => { const button = hit(event, "[data-chip]", bar); if (button) { chosen = button.dataset.chip; apply(); } });

  function count() {
    fill(bar, chips.map((chip) => {
      const n = rows.filter(chip.test).length;
      return el("button", { class: "chip", type: "button", "data-chip": chip.id, disabled: n === 0 && chip.id !== "all" && chip.id !== chosen }, chip.words, el("span", { class: "count" }, n));
    }));
    apply();
  }
  const hint = el("p", { class: "quiet small" }, say("lib.hint"));
  const body = el("div", null, note, bar, made.element, hint);
  const empty = el("div", { class: "drop-zone" }, el("p", null, say("lib.drop")), el("p", { class: "acts" }, page.adders()), el("p", { class: "quiet small" }, say("lib.kinds")));

  function refresh() {
    const any = library.entries.length > 0;
    body.hidden = !any;
    empty.hidden = any;
    const busy = isBusy(), left = library.total - library.done;
    note.hidden = !(busy || (library.stopped && left > 0));
    fill(words, library.stopped && !busy ? say("lib.stopped", { n: left }) : say("lib.progress", { n: library.done, m: library.total }));
    fill(now, busy && library.current ? say("lib.now", { n: library.current }) : "");
    const share = library.total ? Math.round((library.done / library.total) * 100) : 0;
    track.style.width = `${share}%`;
    track.parentNode.setAttribute("aria-valuenow", String(share));
    fill(halt, say(library.stopped ? "lib.goOn" : "lib.stop"));
    if (shown === library.version) return;
    // Rows that move under the pointer can't be clicked: rebuilt once a second at most, and never while one is pressed.
    const wait = made.element.matches(":active") ? 300 : busy ? last + 1000 - performance.now() : 0;
    if (wait > 0) { clearTimeout(timer); timer = setTimeout(refresh, wait); return; }
    shown = library.version;
    last = performance.now();
    rows = rowsNow();
    count();
  }
  refresh();
  return { element: section("library", say("lib.library"), null, box, empty, body), refresh, table: made, dispose: () => clearTimeout(timer), wide: true, reveal: (entry) => made.select(`report:${entry.id}`) };
}
