/** Turns the passages that stand in both years into the share of this year's text, a strip from its beginning to its end, and a list. */

import { el } from "../dom.js";
import { reportName, shortName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { howButton } from "./how.js";
import { section } from "./one.js";
import { addresses, at, excerpt, listView, placesSelection, sides } from "./two.js";

export const percentOf = (share) => `${(share * 100).toFixed(1)}%`;
const SVG = "http://www.w3.org/2000/svg";
/** The strip has so many steps from the beginning of the text to its end; passages that share one are drawn once. */
const STEPS = 600;

export const passageWords = (passage) => [say(`reuseView.${passage.kind}`), passage.moved ? say("reuseView.moved") : ""].filter(Boolean);

export function passageSelection(index) {
  const passage = state.comparison.reuse.passages[index];
  return placesSelection(`passage:${index}`, passageWords(passage).join(" · "), [{ side: "after", span: passage.after }, { side: "before", span: passage.before }], { head: () => el("p", { class: "quiet" }, say("similar", { n: Math.round(passage.similarity * 100) })) });
}

function strip(length, passages) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${STEPS} 24`, preserveAspectRatio: "none", class: "strip", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const taken = new Uint8Array(STEPS);
  for (const { after } of passages) for (let i = Math.floor(after.start / length * STEPS); i <= Math.min(STEPS - 1, Math.floor(after.end / length * STEPS)); i++) taken[i] = 1;
  for (let from = 0; from < STEPS; from++) {
    if (!taken[from]) continue;
    let to = from;
    while (to < STEPS && taken[to]) to++;
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: from, y: 0, width: to - from, height: 24 })) bar.setAttribute(name, value);
    svg.appendChild(bar);
    from = to;
  }
  return svg;
}

export function reuse() {
  const [before, after] = sides(), { reuse: found } = state.comparison, address = addresses();
  if (!found.passages.length) return { element: section("reuse", say("reuse"), null, null, el("p", { class: "quiet" }, say("reuseView.none"))) };
  const rows = found.passages.map((passage, index) => {
    const words = after.text.slice(passage.after.start, passage.after.end);
    return {
      key: `passage:${index}`, passage, index, size: words.replace(/\s/g, "").length, text: words, words: words.toLowerCase(),
      cells: () => [el("p", { class: "said" }, excerpt(after.text, passage.after, 140)), passageWords(passage).map((w) => el("span", { class: "tag" }, w)), words.replace(/\s/g, "").length, [at(address("after", passage.after.start)), el("span", { class: "once" }, `${say("reuseView.before")} ${address("before", passage.before.start)}`)]],
    };
  });
  const columns = [
    { title: say("reuseView.words"), class: "c-what", sort: (row) => row.text }, { title: say("reuseView.kind"), class: "c-kind", sort: (row) => row.passage.similarity },
    { title: say("reuseView.size"), class: "n c-score", sort: (row) => row.size }, { title: say("reuseView.where"), class: "n c-where", sort: (row) => row.passage.after.start },
  ];
  const kinds = ["verbatim", "numbers", "edited"].map((kind) => ({ id: kind, words: say(`reuseView.${kind}`), test: (row) => row.passage.kind === kind }));
  const view = listView({
    id: "reuse", title: say("reuse"), count: say("reuseView.count", { n: rows.length }), columns, rows, chips: [{ id: "all", words: say("all"), test: () => true }, ...kinds, { id: "moved", words: say("reuseView.moved"), test: (row) => row.passage.moved }],
    hint: say("filterWords"), select: (row) => passageSelection(row.index), copied: ({ passage, text, size }) => [text, passageWords(passage).join(" "), size, `${address("after", passage.after.start)} ${address("before", passage.before.start)}`], empty: say("reuseView.none"),
  });
  const names = { earlier: reportName(before), later: reportName(after) };
  const lead = el("div", { class: "share" },
    el("p", { class: "big num" }, (found.share * 100).toFixed(1), el("span", null, "%"), howButton("reuse:0")),
    el("div", null, el("p", null, say("reuseView.lead", names)), el("p", null, say("reuseView.without", { n: percentOf(found.shareWithoutFormulas) }))),
    el("figure", null, strip(after.text.length, found.passages), el("figcaption", null, el("span", null, say("reuseView.first")), el("span", null, shortName(after) + say("sep.colon") + say("reuseView.strip")), el("span", null, say("reuseView.last")))));
  view.element.insertBefore(lead, view.element.children[1]);
  return view;
}
