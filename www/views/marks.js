/** Turns a row of a chart into its evidence: the sentences, passages or headings that its mark leads to. */

import { reportName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { howButton } from "./how.js";
import * as one from "./one.js";
import { pairSelection, placesSelection, selection, sides } from "./two.js";
import { el } from "../dom.js";

/** Passages that are shown for one mark. */
const PASSAGES = 6;

const given = (id) => id !== null && id !== undefined;

function ofTwo(chart, row, key) {
  const [before, after] = sides();
  if (chart.id === "lengths") return selection(key, row.label, given(row.before) ? `section:${row.before}` : null, given(row.after) ? `section:${row.after}` : null);
  if (chart.id === "coverage") {
    const places = (slot, side, id) => (given(id) ? slot.report.coverage[id].spans.slice(0, PASSAGES).map((span) => ({ side, span })) : []);
    const told = (slot, side, id) => (given(id) ? el("p", null, `${reportName(slot)}${say("sep.colon")}`, el("b", { class: "num" }, `${(slot.report.coverage[id].share * 100).toFixed(1)}%`), " ", howButton(`topic:${id}:${side}`)) : null);
    return placesSelection(key, row.label, [...places(after, "after", row.after), ...places(before, "before", row.before)], { head: () => [told(after, "after", row.after), told(before, "before", row.before)] });
  }
  if (chart.id === "reuse") {
    const { span } = after.report.sections[row.after], inside = state.comparison.reuse.passages.filter((passage) => passage.after.start < span.end && passage.after.end > span.start);
    const quotes = inside.slice(0, PASSAGES).flatMap((passage) => [{ side: "after", span: passage.after }, { side: "before", span: passage.before }]);
    const head = () => el("p", null, el("b", { class: "num" }, row.afterText), " ", howButton(`section:${row.after}`), inside.length > PASSAGES ? el("span", { class: "quiet" }, ` ${say("chart.passages", { n: inside.length })}`) : null);
    return quotes.length ? placesSelection(key, row.label, quotes, { head }) : selection(key, row.label, null, `section:${row.after}`);
  }
  const index = state.comparison.indicators.findIndex((pair) => pair.before === row.before && pair.after === row.after);
  return index < 0 ? null : { ...pairSelection(index), key, how: `pair:${index}` };
}

function ofOne(chart, row, key) {
  if (!given(row.after)) return null;
  if (chart.id !== "coverage") return { ...one.selection(`${chart.id === "values" ? "indicator" : "section"}:${row.after}`), key };
  const topic = state.slots[state.shown].report.coverage[row.after];
  return topic.spans.length ? { ...one.place(key, topic.name, topic.spans[0], topic.spans), how: `topic:${row.after}:after` } : null;
}

/** What a row's mark selects; null where it has nothing to show. `index` is the row's place in the chart. */
export function evidenceOf(chart, index) {
  const row = chart.rows[index], key = `chart:${chart.id}${chart.unit ? `-${chart.unit}` : ""}:${index}`;
  if (!given(row.before) && !given(row.after)) return null;
  return state.mode === "one" ? ofOne(chart, row, key) : ofTwo(chart, row, key);
}
