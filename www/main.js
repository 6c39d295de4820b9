/**
 * Turns the parts into the page: engine, state and views are connected here and nowhere else.
 *
 * What programs and tests may hold on to: #text-1, #text-2 (fields, filled by script also while folded), #file-1, #file-2, #load-sample, #clear-1,
 * #clear-2, #undo, #swap, #change, #other, #tab-one, #tab-two, #rail a[data-view], #main tr.row[data-key], #evidence, #source, mark.words, #note,
 * and <html data-reading="busy|done"> while texts are read.
 */

import { append, el, fill, find, hit } from "./dom.js";
import { startEngine } from "./engine.js";
import { both, emptySlot, order, state, update, watch } from "./state.js";
import { say } from "./strings.js";
import { chartViews, charts } from "./views/charts.js";
import { evidencePane } from "./views/evidence.js";
import { fields } from "./views/fields.js";
import * as one from "./views/one.js";
import { privacySheet } from "./views/sheet.js";
import { contextLine, rail, topBar } from "./views/shell.js";
import { summary } from "./views/summary.js";
import * as two from "./views/two.js";

let engine = null, view = null, pending = 0;
const waiting = [null, null];

const bar = topBar(), context = contextLine(), inputs = fields(read), sheet = privacySheet();
const rails = rail(() => (state.mode === "one" ? one.entries() : two.entries()), one.railOutline);
const pane = evidencePane(chooseNumber);
const main = el("main", { id: "main", class: "main", tabindex: "-1" });
const grid = el("div", { class: "grid", id: "result", hidden: true }, rails.element, main, pane.element);
const progress = el("div", { class: "progress", id: "progress", role: "progressbar", "aria-label": say("reading"), hidden: true });
append(find("app"), [bar.element, progress, context.element, el("div", { class: "page" }, inputs.element, inputs.note, grid), sheet.element]);

/** Takes a new text for a slot: reads it, then compares where there are two. An answer to an older text never comes. */
async function read(slot, text, about) {
  if (!engine) { waiting[slot] = [text, about]; return; }
  state.slots[slot].input = text;
  state.swapped = false;
  const took = { ...emptySlot(), input: text, name: about.name || "", sample: Boolean(about.sample), source: about.source || null };
  if (!text.trim()) {
    state.slots[slot] = took;
    await engine.parse("", null, { slot: `read-${slot}` });
    return state.slots[slot] === took ? settle(slot) : undefined;
  }
  busy(1);
  try {
    const report = await engine.parse(text, null, { slot: `read-${slot}` });
    if (report === undefined || state.slots[slot].input !== text) return;
    state.slots[slot] = { ...took, text, report };
    await settle(slot);
  } catch (error) {
    if (state.slots[slot].input !== text) return;
    state.slots[slot] = took;
    await settle(slot);
    update({ note: say("failed", { n: error.code || "internal" }) }, "note");
  } finally {
    busy(-1);
  }
}

/** Shows what there is after a slot changed. */
async function settle(slot) {
  state.selected = null;
  state.comparison = state.charts = null;
  const filled = state.slots.map((s) => Boolean(s.report));
  if (!filled[state.shown] || filled[slot]) state.shown = filled[slot] ? slot : filled[0] ? 0 : filled[1] ? 1 : 0;
  if (!both()) {
    state.mode = "one";
    state.open = !filled.some(Boolean);
    return update({}, "text", "result");
  }
  await compare(true);
}

async function compare(enter) {
  const [before, after] = order().map((slot) => state.slots[slot]);
  busy(1);
  try {
    const texts = [before.text, after.text];
    const [comparison, drawn] = await Promise.all([engine.compare(...texts, null, { slot: "compare" }), engine.charts(...texts, null, { slot: "charts" }).catch(() => null)]);
    if (comparison === undefined || drawn === undefined) return;
    state.shown = order()[1];
    update({ comparison, charts: drawn, selected: null, pane: "evidence", open: false, mode: enter ? "two" : state.mode }, "text", "result");
  } catch (error) {
    update({ comparison: null, charts: null, mode: "one", note: say("failed", { n: error.code || "internal" }) }, "note", "result");
  } finally {
    busy(-1);
  }
}

/** The thin bar shows itself only after a while, by style. */
function busy(step) {
  pending += step;
  progress.hidden = pending === 0;
  document.documentElement.dataset.reading = pending ? "busy" : "done";
}

/** A number or document in the source was clicked: its row is selected, in the view that lists it. */
function chooseNumber(key, side = state.pane === "before" ? "before" : "after") {
  if (state.mode === "two") {
    const [kind, id] = [key.split(":")[0], Number(key.split(":")[1])];
    const { citations } = two.sides()[side === "before" ? 0 : 1].report;
    // A document named again is listed where it is named first.
    const same = kind === "indicator" ? (other) => other === id : (other) => other !== null && citations[other].title === citations[id].title;
    const index = (kind === "indicator" ? state.comparison.indicators : state.comparison.citations).findIndex((pair) => same(pair[side]));
    if (index < 0) return;
    go(kind === "indicator" ? "compared" : "documents");
    const row = `${kind === "indicator" ? "pair" : "citation"}:${index}`;
    update({ selected: kind === "indicator" ? two.pairSelection(index) : two.citationSelection(index) }, "selection");
    reveal(row);
    return;
  }
  go(key.startsWith("indicator") ? "indicators" : "documents");
  update({ selected: one.selection(key) }, "selection");
  reveal(key);
}

/** Brings the row of a key into sight, also where a filter hides it. */
function reveal(key) {
  if (!view || !view.table) return;
  if (!view.table.select(key) && view.filter) { view.filter.box.value = ""; view.filter.choose("all"); view.table.select(key); }
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
  if (mode !== "one" && mode !== "two") return;
  const views = mode === "one" ? ["overview", "indicators", "documents", "problems", "plans", "outline"] : ["summary", "compared", "reading", "documents", "charts"];
  const wanted = views.includes(name) ? name : state.view[mode];
  const changed = mode !== state.mode || wanted !== state.view[mode];
  if (!changed) return;
  const selected = mode === state.mode && mode === "one" ? state.selected : null;
  update({ mode, view: { ...state.view, [mode]: wanted }, selected }, "view");
  window.scrollTo(0, 0);
}

function makeView() {
  if (view && view.dispose) view.dispose();
  if (view && view.table) view.table.dispose();
  const name = state.view[state.mode];
  if (state.mode === "one") return { overview: () => ({ element: one.overview() }), indicators: one.indicators, documents: one.documents, problems: () => one.items("problem"), plans: () => one.items("plan"), outline: one.outline }[name]();
  if (!state.comparison) return { element: el("section", { class: "sec" }, el("h2", null, say("noPair")), el("p", null, say("noPairHow")), el("p", null, el("button", { class: "btn primary", type: "button", onclick: () => { update({ open: true }, "look"); find(`text-${state.slots[0].text ? 2 : 1}`).focus(); } }, say("addSecond")))) };
  const made = { summary: () => summary((to, chip) => { go(to); if (view.filter) view.filter.choose(chip); }), compared: two.compared, reading: two.reading, documents: two.documents, charts: () => charts(engine.draw) }[name]();
  if (name === "summary") {
    const first = chartViews(engine.draw, ["changes"]);
    append(made.element, first.elements);
    made.repaint = first.paint;
    made.dispose = first.dispose;
  }
  return made;
}

watch((what) => {
  const started = state.slots.some((slot) => slot.report);
  grid.hidden = !started;
  document.documentElement.dataset.started = String(started);
  if (started && (what.has("result") || what.has("view"))) {
    view = makeView();
    const bare = state.mode === "two" && !state.comparison;
    grid.classList.toggle("wide", Boolean(view.wide) || bare);
    pane.element.hidden = Boolean(view.wide) || bare;
    fill(main, view.element);
    if (!bare) rails.draw(); else fill(rails.element);
    pane.lower();
  }
  if (what.has("look") && view && view.repaint) view.repaint();
  bar.draw();
  context.draw();
  inputs.draw();
  if (started && (what.has("result") || what.has("view") || what.has("selection"))) pane.draw();
  if (what.has("selection") && state.selected) {
    pane.raise();
    for (const old of document.querySelectorAll('#result button[aria-current="true"]')) old.removeAttribute("aria-current");
    for (const now of document.querySelectorAll(`#result button[data-key="${state.selected.key}"]`)) now.setAttribute("aria-current", "true");
  }
  if (what.has("enter")) { pane.raise(); pane.focus(); }
  if (what.has("order")) compare(false);
});

main.addEventListener("click", (event) => {
  const number = hit(event, ".both [data-key]", main);
  if (!number) return;
  state.pane = "evidence";
  chooseNumber(number.dataset.key, number.closest("[data-side]").dataset.side);
});
window.addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  if (hit(event, "[data-open=privacy]")) sheet.show(engine && engine.about());
  // A link to the address that stands there already raises no event of its own; the view may have changed without it.
  const link = hit(event, 'a[href^="#"]');
  if (link && link.getAttribute("href") === location.hash) follow();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && hit(event, "tr.row")) pane.lower();
  if (event.key !== "/" || /^(input|textarea)$/i.test(event.target.tagName)) return;
  const box = main.querySelector("[data-find]");
  if (box) { event.preventDefault(); box.focus(); }
});
// Paper is white: what is printed is drawn in the light colours, whatever the screen shows.
let screenTheme = null;
window.addEventListener("beforeprint", () => {
  screenTheme = document.documentElement.dataset.theme || null;
  document.documentElement.dataset.theme = "light";
  if (view && view.repaint) view.repaint();
});
window.addEventListener("afterprint", () => {
  if (screenTheme) document.documentElement.dataset.theme = screenTheme; else delete document.documentElement.dataset.theme;
  if (view && view.repaint) view.repaint();
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => update({}, "look"));

update({}, "look");
startEngine().then((started) => {
  engine = started;
  waiting.forEach((text, slot) => text && read(slot, ...text));
}, () => { /* boot.js has said what is missing */ });
