/** Turns the charts of the comparison into PNG pictures for paper: light whatever the screen shows, with title, legend and source in them. */

import { state } from "../state.js";
import { style } from "../views/charts.js";

/** CSS pixels, and device pixels in one: some 220 to the inch in the width of an A4 page. */
const WIDTH = 720, RATIO = 2;

/** [{ id, png, width, height, words }], sizes in CSS pixels; `draw` is the engine's. A chart that can't be drawn is left out: its table tells the same. */
export async function pictures(draw) {
  const root = document.documentElement.dataset, made = [];
  for (const chart of state.charts ? state.charts.charts.filter(({ rows }) => rows.length) : []) {
    const canvas = document.createElement("canvas"), { theme, size } = root;
    try {
      // Nothing is painted between these lines: the screen keeps its look.
      root.theme = "light";
      delete root.size;
      const look = style(WIDTH, RATIO, true, false);
      draw(canvas, chart, { ...look, colors: { ...look.colors, paper: "#ffffff" } });
    } catch (error) {
      continue;
    } finally {
      if (theme === undefined) delete root.theme; else root.theme = theme;
      if (size !== undefined) root.size = size;
    }
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (blob) made.push({ id: chart.id, png: new Uint8Array(await blob.arrayBuffer()), width: canvas.width / RATIO, height: canvas.height / RATIO, words: [chart.title, chart.subtitle].filter(Boolean).join("。") });
  }
  return made;
}
