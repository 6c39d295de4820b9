/**
 * Turns the parts into the page: engine, state and views are connected here and nowhere else.
 *
 * What programs and tests may hold on to: #text-1, #text-2 (fields, filled by script also while folded), #file-1, #file-2, #load-sample, #clear-1,
 * #clear-2, #undo, #swap, #change, #other, #tab-one, #tab-two, #rail a[data-view], #main tr.row[data-key], #evidence, #source, mark.words, #note,
 * and <html data-reading="busy|done"> while texts are read.
 */

import "./dress.js";
import { correcting } from "./again.js";
import { inForce, ofText, options } from "./corrections.js";
import { append, el, fill, find, hit } from "./dom.js";
import { startEngine } from "./engine.js";
import { fault, stopper } from "./faults.js";
import { stopWriting } from "./files/apart.js";
import { keeper } from "./keep.js";
import { finishAll, later, watchLater } from "./later.js";
import { library, useEngine } from "./library/library.js";
import { learn } from "./metrics.js";
import { both, emptySlot, order, slotOf, state, update, watch } from "./state.js";
import { adopt, labelled, say } from "./strings.js";
import { charts, chartsAlone, chartViews } from "./views/charts.js";
import { checks } from "./views/checks.js";
import { compared } from "./views/compared.js";
import { coverage } from "./views/coverage.js";
import { desk } from "./views/desk.js";
import { missedSheet, numerals, selectionBar, selectionSheet } from "./views/edit.js";
import { dialog } from "./views/dialog.js";
import { documents } from "./views/documents.js";
import { evidencePane } from "./views/evidence.js";
import { exportMenu } from "./views/exports.js";
import { howPopover } from "./views/how.js";
import { fields } from "./views/fields.js";
import { many, VIEWS as MANY_VIEWS } from "./views/many.js";
import { mentions } from "./views/mentions.js";
import { notices } from "./views/notices.js";
import * as one from "./views/one.js";
import { partnerList } from "./views/partner.js";
import { plans } from "./views/plans.js";
import { problems } from "./views/problems.js";
import { reading, readingOutline } from "./views/reading.js";
import { required } from "./views/required.js";
import { reuse } from "./views/reuse.js";
import { help, tour } from "./views/tour.js";
import { repairs } from "./views/repairs.js";
import { searchField } from "./views/search.js";
import { privacySheet } from "./views/sheet.js";
import { contextLine, rail, topBar } from "./views/shell.js";
import { suggested } from "./views/suggested.js";
import { summary } from "./views/summary.js";
import { warm } from "./warm.js";
import { rowFor, rowOf } from "./views/trace.js";
import * as two from "./views/two.js";

adopt(find("app"));

let engine = null, view = null, pending = 0, working = false, paneJob = null, typing = false;
const waiting = [null, null];

const bar = topBar(), search = searchField({ mark: (words) => pane.find(words), open: openHit, look: () => { if (grid.classList.contains("wide")) go(state.mode === "two" ? "compared" : "overview"); } }), inputs = fields(read, (data) => lots.drop(data)), stop = stopper(() => { if (engine) engine.cancel(); stopWriting(); }), sheet = privacySheet(), over = dialog(), notes = notices();
const files = desk(over, { engine: () => engine, busy, settle: (mode) => { typing = false; return settle(0, mode); } });
const keep = keeper(over, files.openFile);
files.keep = keep.show;
const lots = many({ engine: () => engine, read, busy, over, merge: files.mergeFile }), context = contextLine(lots.context, search.element);
const exporting = exportMenu({ engine: () => engine, busy });
const again = correcting({ get main() { return main; }, engine: () => engine, view: () => view, busy, compare, reveal });
bar.element.querySelector(".tools").prepend(exporting.element);
const rails = rail(() => ({ one: one.entries, two: two.entries, many: lots.entries })[state.mode](), () => (state.mode === "many" ? null : state.mode === "one" ? one.railOutline() : view && view.goTo ? readingOutline(view.goTo) : null));
const pane = evidencePane(chooseNumber);
const main = el("main", { id: "main", class: "main", tabindex: "-1" });
const grid = el("div", { class: "grid", id: "result", hidden: true }, rails.element, main, pane.element);
const progress = el("div", { class: "progress", id: "progress", role: "progressbar", hidden: true });
labelled(progress, { "aria-label": "reading" });
bar.element.after(progress, stop.element, context.element);
inputs.element.before(keep.element);
append(find("page"), [inputs.note, notes.element, grid]);
append(find("app"), [lots.dock.element, sheet.element, over.element, howPopover().element]);
append(inputs.element, [files.file, lots.inputs]);

const walk = tour({ load: () => inputs.loadSample(), go: (name) => { if (state.mode !== "two") location.hash = `#two/${name}`, follow(); else go(name); } });
append(find("app"), [walk.element]);

function showHelp() {
  const { title, content } = help(() => { over.hide(); walk.start(); });
  over.show(title, content);
}

/** The slot whose text the source shows. */
const sourceSlot = () => state.slots[slotOf(state.mode === "one" ? "after" : state.pane)];
const sourceBox = pane.element.querySelector("#source");
append(find("app"), [selectionBar(sourceBox, () => sourceSlot().text, (span) => correctIn((leave) => selectionSheet(sourceSlot(), span, leave)))]);

/** Opens fields for a correction in the sheet. */
function correctIn(make) {
  const { title, content } = make(over.hide);
  over.show(title, content);
}

/** Takes a new text for a slot: reads it, then compares where there are two. An answer to an older text never comes. */
async function read(slot, text, about) {
  if (!engine) { waiting[slot] = [text, about]; return; }
  state.slots[slot].input = text;
  state.swapped = false;
  typing = Boolean(about.typed);
  const took = { ...emptySlot(), input: text, name: about.name || "", sample: Boolean(about.sample), source: about.source || null };
  if (!text.trim()) {
    state.slots[slot] = took;
    await engine.parse("", null, { slot: `read-${slot}` });
    return state.slots[slot] === took ? settle(slot) : undefined;
  }
  busy(1);
  try {
    const corrections = ofText(text);
    const report = await engine.parse(text, corrections, { slot: `read-${slot}` });
    if (report === undefined || state.slots[slot].input !== text) return;
    state.slots[slot] = { ...took, text, report, corrections: JSON.stringify(corrections) };
    await settle(slot);
  } catch (error) {
    if (state.slots[slot].input !== text) return;
    state.slots[slot] = took;
    await settle(slot);
    update({ note: fault(`read${slot}`, error, () => read(slot, text, about)) }, "note");
  } finally {
    busy(-1);
  }
}

/** Shows what there is after a slot changed; `mode`: what is looked at where there is a library. */
async function settle(slot, mode = state.mode) {
  state.selected = null;
  state.comparison = state.charts = null;
  const filled = state.slots.map((s) => Boolean(s.report));
  if (!filled[state.shown] || filled[slot]) state.shown = filled[slot] ? slot : filled[0] ? 0 : filled[1] ? 1 : 0;
  if (!both()) {
    state.mode = mode === "many" ? "many" : "one";
    state.open = typing || !filled.some(Boolean);
    return update({}, "text", "result", "view");
  }
  await compare(true, mode === "many" && arguments.length > 1);
}

async function compare(enter, stay) {
  const [before, after] = order().map((slot) => state.slots[slot]);
  busy(1);
  try {
    const texts = [before.text, after.text], by = options();
    const [comparison, drawn] = await Promise.all([engine.compare(...texts, by, { slot: "compare" }), engine.charts(...texts, by, { slot: "charts" }).catch(() => null)]);
    if (comparison === undefined || drawn === undefined) return;
    if (enter || !again.underWay()) state.shown = order()[1];
    update({ comparison, charts: drawn, selected: null, pane: "evidence", open: enter && typing, mode: stay ? "many" : enter ? "two" : state.mode }, "text", "result");
    const lost = by ? by.pairs.filter((pair) => pair.same && !comparison.indicators.some((p) => isAt(before, p.before, pair.before) && isAt(after, p.after, pair.after))).length : 0;
    if (lost) update({ note: say("fix.refused", { n: lost }) }, "note");
  } catch (error) {
    update({ comparison: null, charts: null, mode: "one", note: fault("compare", error, () => compare(true)) }, "note", "result");
  } finally {
    busy(-1);
  }
}

const isAt = (slot, id, anchor) => id !== null && slot.report.indicators[id].span.start === anchor.span.start;

/** The thin bar shows itself only after a while, by style. */
function busy(step) {
  pending += step;
  progress.hidden = pending === 0;
  stop.draw(pending > 0);
  mark();
}

/** Is anything being read, or built in tasks to come? */
function mark(building = working) {
  working = building;
  document.documentElement.dataset.reading = pending || working ? "busy" : "done";
}
watchLater(mark);

/** A finding in the source was clicked: its row is selected, in the view that lists it; one that no list has shows its sentence. */
function chooseNumber(key, side = state.pane === "before" ? "before" : "after") {
  const row = rowFor(key, side);
  if (row) return openRow(row);
  if (state.mode === "two") update({ selected: two.selection(key, one.target(two.sides()[side === "before" ? 0 : 1].text, two.sides()[side === "before" ? 0 : 1].report, key).label, side === "before" ? key : null, side === "after" ? key : null), pane: "evidence" }, "selection");
}

/** Opens the view that lists a row, with the row selected. */
function openRow(key) {
  const row = rowOf(key);
  if (!row) return;
  go(row.view);
  update({ selected: row.selected() }, "selection");
  reveal(key);
}

/** Brings the row of a key into sight, also where a filter hides it. */
function reveal(key, focus) {
  if (!view || !view.table) return;
  if (!view.table.select(key, focus) && view.filter) { view.filter.set({ chip: "all", words: "" }); view.table.select(key, focus); }
}

/** A number in a sentence was followed: the view that lists what it counts, the chip, the first row with its evidence. */
function followLink({ view: name, chip, row, selected }) {
  go(name);
  if (view.filter && chip) view.filter.set({ chip, words: "" });
  if (!row || !selected) return;
  update({ selected: selected(), pane: "evidence" }, "selection");
  reveal(row);
}

/** A hit of the search was followed: its view, its row, its evidence. */
function openHit({ view: name, key, selected }) {
  go(name);
  update({ selected: selected(), pane: "evidence" }, "selection");
  reveal(key, true);
}

function go(name) {
  const hash = `#${state.mode}/${name}`;
  if (location.hash === hash) return;
  location.hash = hash;
  follow();
}

/** The address keeps mode and view, so that Back works. */
function follow() {
  const [mode, name] = location.hash.slice(1).split("/");
  if (!["one", "two", "many"].includes(mode)) return;
  lots.dock.hide();
  const views = mode === "many" ? MANY_VIEWS : mode === "one" ? Object.keys(ONE) : two.VIEWS;
  const wanted = views.includes(name) ? name : state.view[mode];
  const changed = mode !== state.mode || wanted !== state.view[mode];
  if (!changed) return;
  const selected = mode === state.mode && mode === "one" ? state.selected : null;
  update({ mode, view: { ...state.view, [mode]: wanted }, selected }, "view");
  window.scrollTo(0, 0);
}

/** How the text of a slot was read; the reader may take it as it was before. */
const readAs = (slot) => repairs(engine, state.slots[slot], slot, (text, source) => read(slot, text, { name: source.name, source }));

const ONE = { overview: () => ({ element: one.overview(readAs(state.shown)) }), required, indicators: one.indicators, documents: one.documents, problems: () => one.items("problem"), plans: () => one.items("plan"), coverage, mentions, charts: () => chartsAlone(engine), outline: one.outline };

function makeView() {
  if (view && view.dispose) view.dispose();
  if (view && view.table) view.table.dispose();
  const name = state.view[state.mode];
  if (state.mode === "many") return lots.view(name);
  if (state.mode === "one") return ONE[name]();
  if (!state.comparison) return { element: el("section", { class: "sec" }, el("h2", null, say("noPair")), el("p", null, say("noPairHow")), el("p", null, el("button", { class: "btn primary", type: "button", onclick: () => { update({ open: true }, "look"); find(`text-${state.slots[0].text ? 2 : 1}`).focus(); } }, say("addSecond")))) };
  const made = { summary: () => summary(followLink), compared, suggested, reading, plans, problems, documents, reuse, checks, charts: () => charts(engine) }[name]();
  if (name === "summary") {
    const first = chartViews(engine, ["changes"]);
    append(made.element, first.elements);
    made.repaint = first.paint;
    made.dispose = first.dispose;
  }
  return made;
}

let shownView = "";

/** The pane is filled at once where something was selected, else in a task of its own behind the view. */
function drawPane(shown, now) {
  if (paneJob) paneJob.drop();
  paneJob = null;
  if (shown && now) pane.draw();
  else if (shown) paneJob = later(() => { pane.draw(); return false; });
}

watch((what) => {
  const started = state.slots.some((slot) => slot.report), lot = state.mode === "many", name = `${state.mode}/${state.view[state.mode]}`;
  // The view is made anew in the other language; what was asked of it and where one stood in it stay.
  const kept = what.has("language") ? { filter: view && view.filter ? view.filter.get() : null, scroll: window.scrollY } : null;
  if (kept) what.add("result");
  document.documentElement.dataset.started = String(started || lot || library.entries.length > 0);
  // Reports that come in the background disturb nobody who is looking at something else.
  if (what.has("library") && what.size === 1 && !lot) return;
  grid.hidden = !started && !lot;
  if (!grid.hidden && (what.has("result") || what.has("view")) && (kept || !(lot && shownView === name))) {
    view = makeView();
    shownView = name;
    const bare = state.mode === "two" && !state.comparison;
    grid.classList.toggle("wide", Boolean(view.wide) || bare);
    pane.element.hidden = Boolean(view.wide) || bare;
    fill(main, view.element);
    if (!bare) rails.draw(); else fill(rails.element);
    pane.lower();
    if (lot && view.repaint) view.repaint();
  } else if (lot && view) {
    if (view.refresh) view.refresh();
    rails.draw();
  }
  if (what.has("look") && view && view.repaint) view.repaint();
  bar.draw(what);
  exporting.draw();
  context.draw();
  search.draw(what.has("result") || what.has("text"));
  notes.draw();
  if (what.has("language")) walk.draw();
  inputs.draw();
  if (what.has("result") || what.has("view") || what.has("selection")) drawPane(started && !lot, what.has("selection"));
  if (what.has("selection") && state.selected && !lot) {
    pane.raise();
    for (const old of document.querySelectorAll('#result button[aria-current="true"]')) old.removeAttribute("aria-current");
    for (const now of document.querySelectorAll(`#result button[data-key="${state.selected.key}"]`)) now.setAttribute("aria-current", "true");
  }
  if (kept) {
    if (view && view.filter && kept.filter) view.filter.set(kept.filter);
    if (view && view.table && state.selected) view.table.select(state.selected.key);
    window.scrollTo(0, kept.scroll);
  }
  if (what.has("enter")) { pane.raise(); pane.focus(); }
  if (what.has("order")) compare(false);
  if (what.has("corrections")) { over.hide(); again.recompute(); lots.corrected(); }
});

main.addEventListener("click", (event) => {
  const number = hit(event, ".both [data-key]", main);
  if (!number) return;
  state.pane = "evidence";
  chooseNumber(number.dataset.key, number.closest("[data-side]").dataset.side);
});
window.addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  if (hit(event, "[data-open=help]")) showHelp();
  if (hit(event, "[data-open=tour]")) walk.start();
  if (hit(event, "[data-missed]")) correctIn((leave) => missedSheet(one.placed(), leave));
  if (hit(event, "[data-open=privacy]")) sheet.show(engine && engine.about());
  const wanting = hit(event, "[data-partner]");
  if (wanting) {
    const [side, id] = wanting.dataset.partner.split(":");
    const { title, content } = partnerList(side, Number(id), over.hide);
    over.show(title, content);
  }
  const other = hit(event, "[data-go]");
  if (other) { state.pane = "evidence"; openRow(other.dataset.go); }
  const task = hit(event, "[data-task]");
  if (task) files[task.dataset.task]();
  // A link to the address that stands there already raises no event of its own; the view may have changed without it.
  const link = hit(event, 'a[href^="#"]');
  if (link && link.getAttribute("href") === location.hash) follow();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && hit(event, "tr.row")) {
    if (state.mode === "two" && state.pane !== "evidence") update({ pane: "evidence" }, "selection");
    pane.lower();
  }
  // The browser's own search looks through what is built.
  if ((event.ctrlKey || event.metaKey) && /^f$/i.test(event.key)) finishAll();
  if (/^(input|textarea|select)$/i.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") return showHelp();
  if (view && view.step && /^[np]$/i.test(event.key)) return view.step(event.key.toLowerCase() === "n" ? 1 : -1);
  if (event.key === "/" && !search.element.hidden) { event.preventDefault(); search.enter(); }
});
// What was corrected by hand and stands in no file would be gone with the page.
window.addEventListener("beforeunload", (event) => {
  if (state.saved || !(inForce().length || library.entries.length)) return;
  event.preventDefault();
  event.returnValue = "";
});
// Paper is white: what is printed is drawn in the light colours, whatever the screen shows.
let screenTheme = null;
window.addEventListener("beforeprint", () => {
  screenTheme = document.documentElement.dataset.theme || null;
  document.documentElement.dataset.theme = "light";
  finishAll();
  if (view && view.expand) view.expand();
  for (const folded of main.querySelectorAll("details.agreed")) folded.open = true;
  if (view && view.repaint) view.repaint();
});
window.addEventListener("afterprint", () => {
  if (screenTheme) document.documentElement.dataset.theme = screenTheme; else delete document.documentElement.dataset.theme;
  if (view && view.repaint) view.repaint();
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => update({}, "look"));

update({}, "look");
// What was clicked before the program stood.
const early = window.fazhiBoot && window.fazhiBoot.early();
if (early && early.closest("#app button, #app a")) early.closest("button, a").click();
startEngine().then((started) => {
  engine = started;
  learn(engine.metrics());
  numerals(engine.readNumber);
  useEngine(started);
  keep.begin();
  warm(engine.draw);
  waiting.forEach((text, slot) => text && read(slot, ...text));
}, () => { /* boot.js has said what is missing */ });
