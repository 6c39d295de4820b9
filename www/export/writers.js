/** Turns what the page hands over into files: the writers that the packed worker (files/reader.js) has, by name. */

import { learn as learnMetrics } from "../metrics.js";
import { state } from "../state.js";
import { csv } from "./csv.js";
import { compose } from "./document.js";
import { docx } from "./docx.js";
import { html } from "./html.js";
import { learn } from "./say.js";
import { sheets } from "./sheets.js";
import { xlsx } from "./xlsx.js";

/** The worker's own copy of the state is the page's, for as long as it writes. */
function take({ state: given, words, metrics, now, pictures, short }) {
  Object.assign(state, given);
  learn(words);
  learnMetrics(metrics);
  return { now, pictures, short };
}

export const WRITERS = {
  xlsx,
  csv: ({ columns, rows }) => csv(columns, rows),
  // Of the reports that the page shows; each takes what work() of result.js gives.
  docx: (work) => docx(compose(take(work))),
  html: (work) => html(compose(take(work))),
  paper: (work) => compose(take(work)),
  workbook: (work) => xlsx({ sheets: sheets(take(work).now) }),
  /** One table: that of the view named, else the first. { name, text } */
  table(work) {
    const all = sheets(take(work).now), { name, columns, rows } = all.find(({ id }) => id === work.table) || all[0];
    return { name, text: csv(columns, rows) };
  },
};
