/** Turns chart data into drawings that answer: a canvas for the eye, marks for pointer and keys, a real table beneath. */

import { el, fill } from "../dom.js";
import { later } from "../later.js";
import { order, slotOf, state, update } from "../state.js";
import { say } from "../strings.js";
import { addressOf, addressWords } from "../address.js";
import { paragraphs } from "../text.js";
import { howButton } from "./how.js";
import { evidenceOf } from "./marks.js";
import { section } from "./one.js";
import { data, downloadMenu, fileName, png, style, svg } from "./picture.js";

export { style };

/** Words of a sentence around what is lit, for a tooltip. */
const AROUND = 22;
/** Charts with both years in one picture: either can be left out. */
const TOGGLED = ["rates", "values", "coverage", "lengths"];

function excerpt(text, { span, sentence }) {
  const from = Math.max(sentence.start, span.start - AROUND), to = Math.min(sentence.end, Math.max(span.end, Math.min(span.start + 2 * AROUND, span.end)) + AROUND / 2, from + 4 * AROUND);
  return `${from > sentence.start ? "…" : ""}${text.slice(from, to).replace(/\s*[\r\n]+\s*/g, "")}${to < sentence.end ? "…" : ""}`;
}

let named = 0;

/** One chart with all that belongs to it. `engine` draws. */
function figure(chart, engine) {
  let marks = [], current = -1, all = false, hidden = null, touched = false, byPointer = false, leaving = 0;
  const id = `chart-${++named}`, alone = !chart.years[0];
  const canvas = el("canvas", { class: "chart", tabindex: "0", role: "img", "aria-label": `${chart.title}${say("sep.stop")}${say("chart.help")}`, "aria-describedby": `${id}-words` });
  const ring = el("div", { class: "ring", hidden: true }), tip = el("div", { class: "tip", role: "tooltip", hidden: true });
  const live = el("p", { class: "sr", "aria-live": "polite" });
  const frame = el("div", { class: "frame" }, canvas, ring, tip);
  const failed = el("p", { class: "quiet", hidden: true });
  const unfold = chart.fold ? el("button", { class: "link", type: "button", "data-unfold": chart.id, "aria-expanded": "false", onclick: () => { all = !all; fill(unfold, say(all ? "showLess" : "showAll")); unfold.setAttribute("aria-expanded", String(all)); paint(); } }, say("showAll")) : null;
  const toggles = TOGGLED.includes(chart.id) && !alone ? chart.years.map((name, year) => el("button", { class: `year-toggle ${year ? "y1" : "y0"}`, type: "button", "data-year": year, "aria-pressed": "true", "aria-label": say("chart.show", { n: name }), onclick: () => toggle(year) }, name)) : [];
  const places = () => { const slots = state.mode === "one" ? [state.slots[state.shown]] : order().map((slot) => state.slots[slot]); return [[...new Set(slots.map((slot) => slot.report.meta.region).filter(Boolean))].join("-"), slots.map((slot) => slot.report.meta.year || "").join("-")]; };
  const size = () => ({ width: Math.floor(frame.clientWidth), all, hidden });
  const menu = downloadMenu(chart.id, {
    png: async () => [fileName(chart, places(), "png"), await png(engine.draw, chart, size())],
    svg: () => [fileName(chart, places(), "svg"), new Blob([svg(engine.svg, chart, size())], { type: "image/svg+xml" })],
    csv: () => [fileName(chart, places(), "csv"), new Blob([data(chart)], { type: "text/csv" })],
  });
  const element = el("figure", { class: "figure", "data-chart": chart.id, "data-unit": chart.unit },
    el("figcaption", null, el("h3", null, chart.title, " ", howButton(`chart:${chart.id}`)), el("p", { class: "quiet", id: `${id}-words` }, chart.subtitle)),
    frame, failed,
    el("div", { class: "chart-foot" }, el("span", null, chart.source), toggles.length ? el("span", { class: "years" }, toggles) : null, unfold, menu),
    el("details", { class: "data" }, el("summary", null, say("chartData")),
      el("table", { "aria-label": chart.title }, el("thead", null, el("tr", null, chart.columns.map((c) => el("th", { scope: "col" }, c)))),
        el("tbody", null, chart.rows.map((row) => el("tr", null, row.cells.map((cell, at) => el(at ? "td" : "th", { scope: at ? null : "row" }, cell))))))),
    chart.note.map((words) => el("p", { class: "quiet small" }, words)), live);

  function toggle(year) {
    hidden = hidden === year ? null : year;
    toggles.forEach((button, at) => button.setAttribute("aria-pressed", String(at !== hidden)));
    paint();
  }

  function paint() {
    const width = Math.floor(frame.clientWidth);
    if (!width) return;
    const standing = current >= 0 ? marks[current].row : -1, pointed = byPointer;
    try {
      ({ marks } = engine.draw(canvas, chart, style(width, window.devicePixelRatio || 1, false, all, hidden)));
      failed.hidden = true;
    } catch (error) {
      marks = [];
      failed.hidden = false;
      fill(failed, say("notDrawn", { n: error.code || "internal" }));
    }
    // Panes open and close beside a chart while someone walks over its marks: a new drawing keeps the place.
    point(standing < 0 ? -1 : marks.findIndex((mark) => mark.row === standing), true);
    byPointer = pointed;
  }

  const row = (index) => chart.rows[marks[index].row];

  /** The difference and the two sentences: what is printed in the picture already is not said again. */
  function fillTip(index) {
    const chosen = row(index), selected = evidenceOf(chart, marks[index].row);
    const said = ["after", "before"].map((side) => {
      const target = selected && selected[side];
      if (!target) return null;
      const slot = state.slots[slotOf(side)];
      return el("p", { class: side === "after" ? "y1" : "y0" }, el("span", { class: "said" }, excerpt(slot.text, target)), " ", el("span", { class: "at" }, addressWords(addressOf(slot.text, paragraphs(slot.text), slot.report.sections, target.span), say)));
    });
    fill(tip, el("p", null, el("b", null, chosen.label), " ", el("b", { class: "num" }, chosen.cells[chosen.cells.length - 1])), said, touched && selected ? el("p", { class: "quiet" }, say("chart.goes")) : null);
  }

  function point(index, quiet) {
    current = index;
    byPointer = Boolean(quiet);
    ring.hidden = tip.hidden = index < 0;
    if (index < 0) return;
    const mark = marks[index];
    Object.assign(ring.style, { left: `${mark.x}px`, top: `${mark.y}px`, width: `${mark.width}px`, height: `${mark.height}px` });
    fillTip(index);
    const below = mark.y + mark.height + 6, box = canvas.getBoundingClientRect();
    Object.assign(tip.style, { left: `${Math.max(0, Math.min(mark.x + mark.width * 0.36, frame.clientWidth - tip.offsetWidth))}px`, top: `${box.top + below + tip.offsetHeight > window.innerHeight && mark.y > tip.offsetHeight + 6 ? mark.y - tip.offsetHeight - 6 : below}px` });
    if (quiet) return;
    fill(live, row(index).cells.join("，"));
    const edge = box.top + mark.y;
    if (edge < 150 || edge + mark.height > window.innerHeight - 60) window.scrollBy(0, edge - window.innerHeight / 2);
  }

  function choose(index) {
    const selected = evidenceOf(chart, marks[index].row);
    if (!selected) return false;
    for (const other of document.querySelectorAll("canvas[data-chosen]")) delete other.dataset.chosen;
    canvas.dataset.chosen = marks[index].row;
    update({ selected, pane: "evidence" }, "selection");
    return true;
  }

  const under = (event) => {
    const box = canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    return marks.findIndex((m) => x >= m.x && x <= m.x + m.width && y >= m.y && y <= m.y + m.height);
  };
  /** Is it the line that stands for the folded rows? */
  const onFold = (event) => {
    const [above, below] = unfold && !all ? [marks[chart.fold.first - 1], marks[chart.fold.first]] : [], y = event.clientY - canvas.getBoundingClientRect().top;
    return Boolean(above && below && y > above.y + above.height && y < below.y);
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(() => { if (byPointer) point(-1); }, 120); };
  canvas.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  canvas.addEventListener("pointermove", (event) => { clearTimeout(leaving); if (event.pointerType === "touch") return; touched = false; const index = under(event); if (index !== current) point(index, true); canvas.style.cursor = index < 0 && !onFold(event) ? "default" : "pointer"; });
  canvas.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") leave(); });
  // The tooltip can be pointed at and its words be selected.
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  tip.addEventListener("click", () => { if (current >= 0 && String(window.getSelection()) === "") choose(current); });
  canvas.addEventListener("click", (event) => {
    const index = under(event);
    if (index < 0) { if (onFold(event)) unfold.click(); return; }
    // A finger has no hovering: the first touch shows the words, the second goes to the evidence.
    const first = touched && index !== current;
    point(index, true);
    if (!first) choose(index);
  });
  canvas.addEventListener("blur", () => { if (!tip.matches(":hover")) point(-1); });
  canvas.addEventListener("keydown", (event) => {
    const last = marks.length - 1;
    const to = { ArrowDown: current + 1, ArrowRight: current + 1, ArrowUp: current < 0 ? last : current - 1, ArrowLeft: current < 0 ? last : current - 1, Home: 0, End: last }[event.key];
    if (to !== undefined && last >= 0) { event.preventDefault(); point(Math.max(0, Math.min(last, to))); }
    else if ((event.key === "Enter" || event.key === " ") && current >= 0) { event.preventDefault(); if (choose(current) && event.key === "Enter") update({}, "enter"); }
    else if (event.key === "Escape") { if (current >= 0) point(-1); else canvas.blur(); }
  });
  return { element, paint, chart };
}

/** All charts of `list`, or those of `ids`; drawn anew when width, theme, size of type or resolution change, and when the page is seen again. */
export function chartViews(engine, ids, list = state.charts ? state.charts.charts : []) {
  const figures = list.filter((chart) => chart.rows.length && (!ids || ids.includes(chart.id))).map((chart) => figure(chart, engine));
  const paint = () => figures.forEach((f) => f.paint());
  const widths = new WeakMap(), waiting = new Set();
  let job = null;
  /** The first chart takes the browser long, and each is laid out with what stands around it: one in a task. */
  const soon = (own) => {
    waiting.add(own);
    if (!job) job = later(() => { const [next] = waiting; waiting.delete(next); next.paint(); if (!waiting.size) job = null; return waiting.size > 0; });
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const own = figures.find((f) => f.element === target), width = target.clientWidth;
      if (!own || !width || widths.get(target) === width) continue;
      widths.set(target, width);
      soon(own);
    }
  });
  figures.forEach((f) => observer.observe(f.element));
  const seen = () => { if (!document.hidden) paint(); };
  const medias = [`(resolution: ${window.devicePixelRatio}dppx)`, "(forced-colors: active)"].map((query) => window.matchMedia(query));
  medias.forEach((media) => media.addEventListener("change", paint));
  document.addEventListener("visibilitychange", seen);
  return {
    figures, elements: figures.map((f) => f.element), paint,
    dispose() { observer.disconnect(); if (job) job.drop(); medias.forEach((media) => media.removeEventListener("change", paint)); document.removeEventListener("visibilitychange", seen); },
  };
}

/** The kind and unit that were looked at last, for each mode: going away and coming back finds them again. */
const looked = { one: {}, two: {} };

/** One chart at a time, chosen by chips: the kind, and for values the unit. */
function chooser(engine, list) {
  const views = chartViews(engine, null, list), chosen = looked[state.mode];
  const kinds = [...new Set(list.map((chart) => chart.id))], units = list.filter((chart) => chart.id === "values").map((chart) => chart.unit);
  if (!kinds.includes(chosen.kind)) chosen.kind = kinds[0];
  if (!units.includes(chosen.unit)) chosen.unit = units[0];
  const chip = (name, words, value, count) => el("button", { class: "chip", type: "button", [`data-${name}`]: value, onclick: () => { chosen[name] = value; show(); } }, words, count ? el("span", { class: "count" }, count) : null);
  const size = (unit) => list.find((chart) => chart.unit === unit).rows.length;
  const first = el("div", { class: "filters", role: "group", "aria-label": say("chart.kind") }, kinds.map((kind) => chip("kind", say(`chart.kinds.${kind}`), kind)));
  const second = el("div", { class: "filters units", role: "group", "aria-label": say("chart.unit") }, units.map((unit) => chip("unit", unit, unit, size(unit))));

  function show() {
    for (const button of first.children) button.setAttribute("aria-pressed", String(button.dataset.kind === chosen.kind));
    for (const button of second.children) button.setAttribute("aria-pressed", String(button.dataset.unit === chosen.unit));
    second.hidden = chosen.kind !== "values" || units.length < 2;
    for (const { element, chart, paint } of views.figures) {
      const seen = chart.id === chosen.kind && (chart.id !== "values" || chart.unit === chosen.unit);
      if (element.hidden === seen) { element.hidden = !seen; if (seen) paint(); }
    }
  }

  for (const { element } of views.figures) element.hidden = true;
  // On paper stand all of them.
  const restore = () => { for (const { element } of views.figures) element.hidden = true; show(); };
  window.addEventListener("afterprint", restore);
  show();
  return {
    elements: [kinds.length > 1 ? first : null, second, views.elements], paint: views.paint,
    expand() { for (const { element } of views.figures) element.hidden = false; },
    dispose() { views.dispose(); window.removeEventListener("afterprint", restore); },
  };
}

/** The charts of two years. */
export function charts(engine) {
  const list = state.charts ? state.charts.charts : [], made = chooser(engine, list);
  return {
    element: section("charts", say("charts"), null, null, list.length ? made.elements : el("p", { class: "quiet" }, say("noneFound.charts"))),
    repaint: made.paint, expand: made.expand, dispose: made.dispose,
  };
}

const ofReport = new WeakMap();

/** The charts of one report: asked for when they are first looked at, kept with the report. */
export function chartsAlone(engine) {
  const slot = state.slots[state.shown], element = section("charts", say("chart.alone"), null, null, el("p", { class: "quiet" }, say("chart.waiting")));
  const view = { element, dispose() { gone = true; } };
  let gone = false;
  const show = ({ charts: list }) => {
    if (gone) return;
    const made = chooser(engine, list);
    Object.assign(view, { repaint: made.paint, expand: made.expand, dispose: made.dispose });
    element.lastChild.remove();
    if (list.length) for (const part of made.elements.flat()) { if (part) element.appendChild(part); } else element.appendChild(el("p", { class: "quiet" }, say("chart.none")));
    made.paint();
  };
  const known = ofReport.get(slot.report);
  if (known) show(known);
  else {
    engine.reportCharts(slot.text, slot.corrections ? JSON.parse(slot.corrections) : null, { slot: "alone" }).then((found) => {
      if (found === undefined) return;
      ofReport.set(slot.report, found);
      show(found);
    }, (error) => { if (!gone) fill(element.lastChild, say("notDrawn", { n: error.code || "internal" })); });
  }
  return view;
}
