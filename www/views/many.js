/** Turns the library into the third way of looking: its views, what stands in the rail and above, and the way from there into the two panes. */

import { el, fill } from "../dom.js";
import { fromDrop, fromInput } from "../library/gather.js";
import { addAll, entryOf, library, readOnes, syncFixes } from "../library/library.js";
import { ownRules } from "../library/own-rules.js";
import { places, yearOf } from "../library/places.js";
import { csvParts, xlsxBytes } from "../library/table.js";
import { download } from "../project.js";
import { emptySlot, state, update } from "../state.js";
import { labelled, live, say } from "../strings.js";
import { dock } from "./many-dock.js";
import { libraryView } from "./many-library.js";
import { matrixView } from "./many-matrix.js";
import { rulesView } from "./many-rules.js";
import { trendView } from "./many-trend.js";
import * as one from "./one.js";

/** Rows of a workbook; more are no piece of work for one worker's memory. */
const MOST_ROWS = 150000;

export const VIEWS = ["library", "trend", "matrix", "rules"];

/** `page` = { engine(), read(slot, text, about), busy(step), over, merge(file) }. */
export function many(page) {
  const sheet = dock();
  const input = (id, more) => el("input", { type: "file", id, class: "sr", multiple: true, tabindex: "-1", ...more, onchange: (event) => { take(fromInput(event.target)); event.target.value = ""; } });
  const files = labelled(input("many-files", {}), { "aria-label": "lib.add" }), folder = labelled(input("many-folder", { webkitdirectory: true }), { "aria-label": "lib.folder" });
  const inputs = el("span", null, files, folder);
  let exporting = false;

  /** Files come in; saved projects among them are merged. */
  function take(list) {
    const projects = list.filter((file) => /\.json$/i.test(file.name));
    const reports = list.filter((file) => !projects.includes(file));
    if (reports.length) addAll(reports);
    projects.forEach(page.merge);
  }

  /** What stands in the panes and nowhere else is kept in the library before it gives way: nothing is lost. */
  function keep() {
    const fresh = state.slots.filter((slot) => slot.text.trim() && !slot.sample && !entryOf(slot.text)).map((slot) => ({ name: slot.name || say("field1"), text: slot.text }));
    if (fresh.length) addAll(fresh);
  }

  async function show(entries, mode) {
    keep();
    sheet.hide();
    Object.assign(state, { mode: "one", slots: [emptySlot(), emptySlot()], swapped: false, shown: 0 });
    await Promise.all(entries.map((entry, slot) => page.read(slot, entry.text, { name: entry.name })));
    if (state.mode === mode) location.hash = `#${mode}/${state.view[mode]}`;
  }

  const desk = {
    dock: sheet, engine: page.engine, over: page.over,
    pair: (before, after) => show([before, after], "two"),
    /** One report by itself; `row`: the indicator that is looked for. */
    async one(entry, row) {
      await show([entry], "one");
      if (row === null || row === undefined) return;
      update({ selected: one.selection(`indicator:${row}`) }, "selection");
    },
    /** Into one of the panes; with both filled they are compared. */
    async put(entry, slot) {
      const other = state.slots[1 - slot].text;
      keep();
      sheet.hide();
      if (!other) update({ note: say(slot ? "lib.nowLater" : "lib.nowEarlier", { n: entry.name }) }, "note");
      await page.read(slot, entry.text, { name: entry.name });
      if (state.mode === "two") location.hash = `#two/${state.view.two}`;
    },
    adders,
  };

  function adders() {
    const button = (id, key, run) => el("button", { class: "btn", type: "button", id, onclick: run }, say(`lib.${key}`));
    const open = state.slots.some((slot) => slot.text.trim() && !entryOf(slot.text));
    return [button("add-files", "add", () => files.click()), button("add-folder", "folder", () => folder.click()), open ? button("add-open", "take", takeOpen) : null];
  }
  const takeOpen = () => addAll(state.slots.filter((slot) => slot.text.trim() && !entryOf(slot.text)).map((slot) => ({ name: slot.name || (slot.report && slot.report.meta.title) || say("field1"), text: slot.text })));

  /** The whole table as a file; `make` gives its parts, a little at a time. */
  const whole = (ending, type, make) => async () => {
    if (exporting) return;
    exporting = true;
    const entries = readOnes(), name = `${say("csv.name")}-${entries.length}.${ending}`;
    try {
      download(name, await make(entries, page.engine().metrics(), (n) => { if (n % 20 === 0) update({ note: say("csv.making", { n, m: entries.length }) }, "note"); }), type);
      update({ note: say("csv.made", { n: entries.length, m: name }) }, "note");
    } catch (error) {
      update({ note: say("out.failed", { n: error.message }) }, "note");
    } finally {
      exporting = false;
    }
  };

  /** A workbook is made in one piece; so many rows that no memory would hold it are told beforehand. */
  const workbook = whole("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsxBytes);
  function xlsx() {
    const count = readOnes().reduce((sum, entry) => sum + entry.digest.rows.length, 0);
    if (count > MOST_ROWS) update({ note: say("lib.tooMany", { n: count.toLocaleString("en") }) }, "note"); else workbook();
  }

  const act = (id, key, run, task) => el("button", { type: "button", id, onclick: run, "data-task": task }, live(`lib.${key}`));
  const line = {
    count: el("b"), places: el("span"), years: el("span"), add: act("context-add", "add", () => files.click()), folder: act("context-folder", "folder", () => folder.click()), take: act("context-take", "take", takeOpen),
    csv: act("export-csv", "csv", whole("csv", "text/csv", csvParts)), xlsx: act("export-xlsx", "xlsx", xlsx), save: act("save-project", "save", null, "save"), open: act("open-project", "open", null, "open"), merge: act("merge-project", "merge", null, "merge"),
  };

  return {
    dock: sheet, inputs, take,
    drop: (data) => { const found = fromDrop(data); location.hash = "#many/library"; return found.then(take); },
    view: (name) => ({ library: libraryView, trend: trendView, matrix: matrixView, rules: rulesView })[name](desk),
    corrected: syncFixes,
    entries() {
      const read = readOnes(), all = places(read);
      return [
        { id: "library", words: say("lib.library"), count: library.entries.length },
        { id: "trend", words: say("lib.trend"), count: all.filter((place) => place.years.length > 1).length },
        { id: "matrix", words: say("lib.matrix"), count: all.length },
        { id: "rules", words: say("lib.rules"), count: ownRules().length },
      ];
    },
    /** The line above: how much there is, and what can be done with all of it. Its buttons stay, so that no click is lost while reports come in. */
    context(element) {
      const read = readOnes(), years = read.map(yearOf).filter(Boolean).sort((a, b) => a - b), any = library.entries.length > 0;
      if (element.firstChild !== line.count) fill(element, Object.values(line));
      fill(line.count, say("lib.count", { n: library.entries.length }));
      fill(line.places, read.length ? say("lib.places", { n: places(read).length }) : "");
      fill(line.years, years.length ? (years[0] === years[years.length - 1] ? years[0] : `${years[0]}—${years[years.length - 1]}`) : "");
      line.add.hidden = line.folder.hidden = line.merge.hidden = !any;
      line.take.hidden = !any || !state.slots.some((slot) => slot.text.trim() && !entryOf(slot.text));
      line.csv.hidden = line.xlsx.hidden = line.save.hidden = !read.length;
    },
  };
}
