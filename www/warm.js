/**
 * Turns idle moments after the start into a first drawing that does not keep the reader waiting: browsers look up fonts for signs and for bold or serif
 * words only when they are first drawn, and compile the drawing code only when it is first called. One small piece in each idle moment.
 */

import { FONT, style } from "./views/picture.js";

/** Signs that tables and charts write, and some words as reports have them. */
const SIGNS = "法治政府建设年度报告，指标：（一）“行政复议”；同比增长。1,234.5%＋−≈≥▲▼＝→○●《》—";
const FACES = [["400 13px ", FONT], ["700 13px ", FONT], ["400 15px ", "--serif"], ["700 22px ", "--serif"]];

/** A chart of two rows, one up, one down. */
const chart = () => {
  const row = (to) => ({ label: SIGNS.slice(0, 8), before: 0, after: 0, beforeText: "2件", afterText: "3件", from: 0, to, changeText: "＋50.0%", rough: false, cells: [] });
  return { id: "changes", unit: null, title: "", subtitle: "", note: [], source: "", years: ["2023", "2024"], columns: [], rows: [row(50), row(-50)], fold: null, bands: [] };
};

/** `draw` is the engine's. */
export function warm(draw) {
  const canvas = document.createElement("canvas"), context = document.createElement("canvas").getContext("2d");
  const pieces = [
    ...FACES.map(([size, family]) => () => {
      context.font = size + (family[0] === "-" ? getComputedStyle(document.documentElement).getPropertyValue(family) : family);
      context.fillText(SIGNS, 0, 20);
    }),
    () => draw(canvas, chart(), style(320, 1, false, true)),
  ];
  const next = () => {
    const piece = pieces.shift();
    try { if (piece) piece(); } catch (error) { return; }   // what is wrong shows where it matters
    if (pieces.length) soon();
  };
  const soon = () => window.requestIdleCallback(next, { timeout: 2000 });
  soon();
}
