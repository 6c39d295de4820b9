/** Turns chart data into drawings that answer: a canvas for the eye, marks for pointer and keys, a real table beneath. */

import { el, fill } from "../dom.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { section } from "./one.js";
import { isDark } from "./shell.js";
import { selection, sides } from "./two.js";

const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
/** What the drawing takes from the style sheet. */
const COLOURS = { paper: "--bg", ink: "--ink", ink2: "--ink-2", ink3: "--ink-3", line: "--line", fill: "--fill", falling: "--ochre-fill", earlier: "--before", later: "--blue", notice: "--ochre", sunk: "--sunk" };
const PNG_RATIO = 2;

/** The drawing style for a width in CSS px. `header`: title, legend, source and date are drawn in, for pictures that leave the page. */
export function style(width, ratio, header, all) {
  const computed = getComputedStyle(document.documentElement);
  const colors = {};
  for (const [name, variable] of Object.entries(COLOURS)) colors[name] = computed.getPropertyValue(variable).trim();
  const large = document.documentElement.dataset.size === "large";
  return { width, ratio, font: FONT, fontSize: large ? 15 : 13, dark: isDark(), narrow: width < 480, header, all, colors };
}

/** One chart with all that belongs to it. `draw` is the engine's. */
function figure(chart, draw) {
  let marks = [], current = -1, all = false;
  const canvas = el("canvas", { class: "chart", tabindex: "0", role: "img", "aria-label": `${chart.title}。${say("chartHelp")}` });
  const tip = el("div", { class: "tip", hidden: true });
  const live = el("p", { class: "sr", "aria-live": "polite" });
  const frame = el("div", { class: "frame" }, canvas, el("div", { class: "ring", hidden: true }), tip);
  const ring = frame.querySelector(".ring");
  const failed = el("p", { class: "quiet", hidden: true });
  const unfold = el("button", { class: "link", type: "button", "data-unfold": chart.id, "aria-expanded": "false", onclick: () => { all = !all; fill(unfold, say(all ? "showLess" : "showAll")); unfold.setAttribute("aria-expanded", String(all)); paint(); } }, say("showAll"));
  const note = Array.isArray(chart.note) ? chart.note : chart.note ? [chart.note] : [];
  const element = el("figure", { class: "figure", "data-chart": chart.id },
    el("figcaption", null, el("h3", null, chart.title), chart.subtitle ? el("p", { class: "quiet" }, chart.subtitle) : null),
    frame, failed,
    el("div", { class: "chart-foot" }, el("span", null, chart.source || say("machine")), chart.fold ? unfold : null, el("button", { class: "link", type: "button", "data-png": chart.id, onclick: png }, say("png"))),
    el("details", { class: "data" }, el("summary", null, say("chartData")),
      el("table", { "aria-label": chart.title }, el("thead", null, el("tr", null, chart.columns.map((c) => el("th", { scope: "col" }, c)))),
        el("tbody", null, chart.rows.map((row) => el("tr", null, row.cells.map((cell, at) => el(at ? "td" : "th", { scope: at ? null : "row" }, cell))))))),
    note.map((words) => el("p", { class: "quiet small" }, words)), live);

  function paint() {
    const width = Math.floor(frame.clientWidth);
    if (!width) return;
    try {
      const drawn = draw(canvas, chart, style(width, window.devicePixelRatio || 1, false, all));
      marks = drawn.marks;
      failed.hidden = true;
    } catch (error) {
      failed.hidden = false;
      fill(failed, say("notDrawn", { n: error.code || "internal" }));
    }
    point(-1);
  }

  const row = (index) => chart.rows[marks[index].row];
  const kind = chart.id === "lengths" ? "section" : "indicator";

  function point(index, quiet) {
    current = index;
    ring.hidden = index < 0;
    tip.hidden = index < 0;
    if (index < 0) return;
    const mark = marks[index];
    Object.assign(ring.style, { left: `${mark.x}px`, top: `${mark.y}px`, width: `${mark.width}px`, height: `${mark.height}px` });
    fill(tip, row(index).cells.map((cell, at) => el("div", null, el("span", null, `${chart.columns[at]} `), cell)));
    Object.assign(tip.style, { left: `${Math.max(0, Math.min(mark.x + mark.width * 0.4, frame.clientWidth - 240))}px`, top: `${mark.y + mark.height + 4}px` });
    if (!quiet) fill(live, row(index).cells.join("，"));
  }

  function choose(index) {
    const chosen = row(index);
    if (chosen.before === null && chosen.after === null || chosen.before === undefined) return;
    const key = (id) => (id === null || id === undefined ? null : `${kind}:${id}`);
    const pair = kind === "indicator" ? state.comparison.indicators.find((p) => p.before === chosen.before && p.after === chosen.after) : null;
    update({ selected: selection(`chart:${chart.id}:${marks[index].row}`, chosen.label, key(chosen.before), key(chosen.after), pair), pane: "evidence" }, "selection");
  }

  const under = (event) => {
    const box = canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    return marks.findIndex((m) => x >= m.x && x <= m.x + m.width && y >= m.y && y <= m.y + m.height);
  };
  canvas.addEventListener("pointermove", (event) => { const index = under(event); if (index !== current) point(index, true); canvas.style.cursor = index < 0 ? "default" : "pointer"; });
  canvas.addEventListener("pointerleave", () => { if (document.activeElement !== canvas) point(-1); });
  canvas.addEventListener("click", (event) => { const index = under(event); if (index >= 0) { point(index, true); choose(index); } });
  canvas.addEventListener("blur", () => point(-1));
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step && marks.length) { event.preventDefault(); point(Math.max(0, Math.min(marks.length - 1, current < 0 ? (step > 0 ? 0 : marks.length - 1) : current + step))); }
    else if (event.key === "Home" && marks.length) { event.preventDefault(); point(0); }
    else if (event.key === "End" && marks.length) { event.preventDefault(); point(marks.length - 1); }
    else if (event.key === "Enter" && current >= 0) { choose(current); update({}, "enter"); }
    else if (event.key === "Escape") point(-1);
  });

  function png() {
    const picture = document.createElement("canvas");
    draw(picture, chart, style(Math.max(640, Math.floor(frame.clientWidth)), Math.max(PNG_RATIO, window.devicePixelRatio || 1), true, all));
    const name = `${[...new Set(sides().map((slot) => slot.report.meta.region).filter(Boolean))].join("-")}${sides().map((slot) => slot.report.meta.year || "").join("-")}-${chart.id}.png`;
    picture.toBlob((blob) => {
      const link = el("a", { href: URL.createObjectURL(blob), download: name });
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      update({ note: say("pngSaved", { n: name }) }, "note");
    }, "image/png");
  }

  return { element, paint };
}

/** All charts, or those of `ids`; drawn anew when width, theme or resolution change. */
export function chartViews(draw, ids) {
  const all = (state.charts ? state.charts.charts : []).filter((chart) => chart.rows.length && (!ids || ids.includes(chart.id)));
  const figures = all.map((chart) => figure(chart, draw));
  let width = 0;
  const paint = () => figures.forEach((f) => f.paint());
  const resized = () => {
    const now = figures.length ? figures[0].element.clientWidth : 0;
    if (now && now !== width) { width = now; paint(); }
  };
  const observer = new ResizeObserver(resized);
  figures.forEach((f) => observer.observe(f.element));
  const sharper = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  sharper.addEventListener("change", paint);
  return { elements: figures.map((f) => f.element), paint, dispose() { observer.disconnect(); sharper.removeEventListener("change", paint); } };
}

export function charts(draw) {
  const views = chartViews(draw);
  return {
    element: section("charts", say("charts"), null, null, views.elements.length ? views.elements : el("p", { class: "quiet" }, say("noneFound.charts"))),
    repaint: views.paint, dispose: views.dispose,
  };
}
