/** Turns two reports and their comparison into what the views of two years share: the sides, the list of views, selections, cells. */

import { el } from "../dom.js";
import { quantity } from "../format.js";
import { order, state, update } from "../state.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { around, excerpt, filtered, section, sectionAt, target } from "./one.js";
import { table } from "./rows.js";

/** [earlier, later] slots. */
export const sides = () => order().map((slot) => state.slots[slot]);

/** Checks of the comparison and of each report, each with the side that its own spans ("this") belong to: [{ check, own }]. */
export function allChecks(list) {
  const [before, after] = sides();
  const of = (checks, own) => (checks || []).map((check) => ({ check, own }));
  return [...of(state.comparison[list], null), ...of(after.report[list], "after"), ...of(before.report[list], "before")];
}

/** What stands in the rail. */
export function entries() {
  const { comparison, charts } = state;
  const share = comparison.reuse.share ? `${Math.round(comparison.reuse.share * 100)}%` : 0;
  return [
    { id: "summary", words: say("summary") },
    { id: "compared", words: say("compared"), count: comparison.indicators.length },
    { id: "suggested", words: say("suggested"), count: comparison.suggestions.length },
    { id: "reading", words: say("sideBySide"), count: comparison.sections.length },
    { id: "plans", words: say("plansTwo"), count: comparison.followUps.length },
    { id: "problems", words: say("problemsTwo"), count: comparison.problems.length },
    { id: "documents", words: say("documentsTwo"), count: comparison.citations.length },
    { id: "reuse", words: say("reuse"), count: share },
    { id: "checks", words: say("checks"), count: allChecks("checks").length },
    { id: "charts", words: say("charts"), count: charts ? charts.charts.length : null },
  ];
}

export const VIEWS = ["summary", "compared", "suggested", "reading", "plans", "problems", "documents", "reuse", "checks", "charts"];

/** The selection for a pair of findings, each by its key or null. */
export function selection(key, label, beforeKey, afterKey, pair) {
  const [before, after] = sides();
  const side = (slot, k) => (k === null ? null : target(slot.text, slot.report, k).after);
  return { key, label, pair: pair || null, before: side(before, beforeKey), after: side(after, afterKey) };
}

/** The place of a bare span, as a selection holds it. */
export function spot(slot, span) {
  return { span, sentence: around(slot.text, span), section: sectionAt(slot.report, span.start) };
}

/**
 * The selection for several places: `quotes` = [{ side, span, lit? }], shown in this order. The first of each side is what its source shows. `lit`: are
 * the words of the span marked within their sentence? A passage that is a sentence or more is its own quote.
 */
export function placesSelection(key, label, quotes, more) {
  const of = { before: sides()[0], after: sides()[1] };
  const made = quotes.map(({ side, span, lit }) => ({ side, target: lit ? spot(of[side], span) : { ...spot(of[side], span), sentence: span } }));
  // Several places of one sentence are lit in one quote.
  for (let i = made.length - 1; i > 0; i--) {
    const same = made.findIndex(({ side, target }, k) => k < i && quotes[k].lit && side === made[i].side && target.sentence.start === made[i].target.sentence.start && target.sentence.end === made[i].target.sentence.end);
    if (same < 0 || !quotes[i].lit) continue;
    const into = made[same].target, spans = [...(into.spans || [into.span]), ...(made[i].target.spans || [made[i].target.span])].sort((a, b) => a.start - b.start);
    made[same].target = { ...into, spans, span: spans[0] };
    made.splice(i, 1);
  }
  const first = (side) => (made.find((quote) => quote.side === side) || { target: null }).target;
  return { key, label, pair: null, before: first("before"), after: first("after"), quotes: made, ...more };
}

const indicatorKey = (id) => (id === null ? null : `indicator:${id}`);

export function pairSelection(index) {
  const pair = state.comparison.indicators[index], [before, after] = sides();
  const name = pair.after !== null ? after.report.indicators[pair.after].label : before.report.indicators[pair.before].label;
  return selection(`pair:${index}`, name, indicatorKey(pair.before), indicatorKey(pair.after), pair);
}

/** Two indicators that are no computed pair: a target and what was reached, or a suggestion. */
export function looseSelection(key, b, a, more) {
  return { ...selection(key, sides()[1].report.indicators[a].label, indicatorKey(b), indicatorKey(a)), ...more };
}

export function citationSelection(index) {
  const pair = state.comparison.citations[index], [before, after] = sides();
  const shown = pair.after !== null ? after.report.citations[pair.after] : before.report.citations[pair.before];
  return selection(`citation:${index}`, `《${shown.title}》`, pair.before === null ? null : `document:${pair.before}`, pair.after === null ? null : `document:${pair.after}`);
}

/** A row was chosen: its evidence. */
export const choose = (selected) => update({ selected, pane: "evidence" }, "selection");

/** ← and → show the selected place in the earlier and in the later text. */
export const lookAt = (side) => {
  if (state.selected && state.selected[side]) update({ pane: side }, "selection");
};

export const none = () => el("span", { class: "none" }, "—");

export function figure(indicator) {
  if (!indicator) return none();
  const [figures, unit] = quantity(indicator);
  return [el("span", { class: "num" }, figures), el("span", { class: "u" }, unit)];
}

/** `9-2` behind words; `lists` of paragraphs are made once for each side. */
export function addresses() {
  const made = sides().map((slot) => paragraphs(slot.text));
  return (side, at) => { const which = side === "before" ? 0 : 1; return address(sides()[which].text, made[which], at); };
}

export { excerpt };

export const at = (words) => el("span", { class: "at" }, words);

/**
 * A view that is one table with filter and chips. `rows` as table() takes them, each with `words` to be searched; `copied(row)` gives a row's cells as text.
 * `select(row)` gives the selection.
 */
export function listView({ id, title, count, how, columns, rows, chips, hint, select, copied, detail, empty, more, edit }) {
  const made = table({ label: title, columns, rows, detail, edit, onSelect: (row) => choose(select(row)), onEnter: () => update({}, "enter"), onSide: lookAt });
  const filter = filtered({ id, columns: columns.map((c) => c.title), rows, chips, hint, table: made, words: copied });
  const element = rows.length
    ? section(id, title, count, [filter.box, filter.copyButton], how ? el("p", { class: "quiet small how" }, how) : null, filter.bar, made.element, more)
    : section(id, title, null, null, el("p", { class: "quiet" }, empty), more);
  return { element, table: made, filter };
}
