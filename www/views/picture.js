/** Turns a chart into files to take away: a sharp picture, a drawing, its data; each with title, legend, source and date. */

import { csv } from "../export/csv.js";
import { el } from "../dom.js";
import { update } from "../state.js";
import { say } from "../strings.js";

export const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimHei", sans-serif';
/** What the drawing takes from the style sheet. */
const COLOURS = { paper: "--bg", ink: "--ink", ink2: "--ink-2", line: "--line", fill: "--fill", falling: "--ochre-fill", earlier: "--before", later: "--blue", notice: "--ochre", sunk: "--sunk" };
/** Device pixels for one CSS pixel in a picture, and the width that it has at least. */
const PNG_RATIO = 2, WIDTH = 760;
/** A page narrower than this has labels above the bars. */
const NARROW = 480;

let probe = null;

/** Any colour that CSS knows as `#rrggbb`: in forced colours the variables hold names of the system's. */
function hex(value) {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  if (!probe) probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = "#000000";
  probe.fillStyle = value;
  return probe.fillStyle;
}

/** The drawing style for a width in CSS px. `header`: title, legend, source and date are drawn in, for pictures that leave the page. `hidden`: the year left out. */
export function style(width, ratio, header, all, hidden = null) {
  const root = document.documentElement, theme = root.dataset.theme, colors = {};
  // What leaves the page goes into documents on white paper: light, whatever the screen shows. Nothing is painted in between.
  if (header) root.dataset.theme = "light";
  const computed = getComputedStyle(root);
  for (const [name, variable] of Object.entries(COLOURS)) colors[name] = hex(computed.getPropertyValue(variable).trim());
  if (header && theme) root.dataset.theme = theme; else if (header) delete root.dataset.theme;
  const large = document.documentElement.dataset.size === "large";
  return { width, ratio, font: FONT, fontSize: large ? 15 : 13, narrow: width < NARROW, header, all, hidden, colors };
}

/** The chart as it leaves the page: its source says when it was drawn. */
export const dated = (chart) => ({ ...chart, source: `${chart.source}${say("chart.made", { n: new Date().toLocaleDateString("sv-SE") })}` });

export const fileName = (chart, places, ending) => `${[...places, chart.id, chart.unit].filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "")}.${ending}`;

/** A picture as a Blob. `draw` is the engine's. */
export function png(draw, chart, { width = WIDTH, all = true, hidden = null } = {}) {
  const canvas = document.createElement("canvas");
  draw(canvas, dated(chart), style(Math.max(WIDTH, width), Math.max(PNG_RATIO, window.devicePixelRatio || 1), true, all, hidden));
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("toBlob"))), "image/png"));
}

/** A drawing as text. `write` is the engine's. */
export const svg = (write, chart, { width = WIDTH, all = true, hidden = null } = {}) => `<?xml version="1.0" encoding="UTF-8"?>\n${write(dated(chart), style(Math.max(WIDTH, width), 1, true, all, hidden))}`;

/** The rows with words as written and with numbers that can be reckoned with; nothing where there is none. */
export function data(chart) {
  const given = (id, value) => (id === null || id === undefined ? null : Number(value.toFixed(6)));
  if (chart.id === "changes") return csv([...chart.columns.slice(0, 3), say("chart.percent")], chart.rows.map((row) => [row.label, row.beforeText, row.afterText, Number(row.to.toFixed(2))]));
  if (!chart.years[0]) return csv([...chart.columns, say("chart.figure", { n: chart.years[1] })], chart.rows.map((row) => [...row.cells, given(row.after, row.to)]));
  const columns = [...chart.columns.slice(0, 3), ...chart.years.map((n) => say("chart.figure", { n })), say("chart.difference")];
  return csv(columns, chart.rows.map((row) => {
    const [from, to] = [given(row.before, row.from), given(row.after, row.to)];
    return [row.label, row.beforeText, row.afterText, from, to, from === null || to === null ? null : Number((to - from).toFixed(6))];
  }));
}

/** Hands a Blob over as a file. */
export function hand(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  update({ note: say("chart.saved", { n: name }) }, "note");
}

/** The quiet menu: one button, three files. `make` = { png, svg, csv }, each gives [name, Blob] or a promise of it. */
export function downloadMenu(id, make) {
  const button = el("button", { class: "link", type: "button", "data-download": id, "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => show(items.hidden) }, say("chart.download"));
  const items = el("span", { class: "take-items", role: "menu", hidden: true }, Object.keys(make).map((kind) => el("button", { type: "button", role: "menuitem", tabindex: "-1", [`data-${kind}`]: id, onclick: () => save(kind) }, say(`chart.${kind}`))));
  const element = el("span", { class: "take" }, button, items);

  function show(open, back) {
    items.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) items.firstChild.focus();
    else if (back) button.focus();
  }

  async function save(kind) {
    show(false, true);
    try {
      hand(...await make[kind]());
    } catch (error) {
      update({ note: say("chart.notSaved", { n: error.code || "internal" }) }, "note");
    }
  }

  element.addEventListener("keydown", (event) => {
    if (items.hidden) return;
    const list = [...items.children], at = list.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); list[(to + list.length) % list.length].focus(); }
    else if (event.key === "Escape") { event.stopPropagation(); show(false, true); }
  });
  element.addEventListener("focusout", (event) => { if (!element.contains(event.relatedTarget)) show(false); });
  return element;
}
