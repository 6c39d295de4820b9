/** Turns a place in a text into the results that rest on it: the way back from the source to rows of every list. */

import { slotOf, state } from "../state.js";
import { say } from "../strings.js";
import { el } from "../dom.js";
import { checkSelection } from "./checks.js";
import { followUpSelection, targetSelection } from "./plans.js";
import { problemSelection } from "./problems.js";
import { passageSelection } from "./reuse.js";
import { allChecks, citationSelection, pairSelection } from "./two.js";
import * as one from "./one.js";

/** So many other results are named at a quote. */
const NAMED = 6;

/** For each kind of row in the views of two years: its view, and how it is selected. */
const ROWS = {
  pair: ["compared", pairSelection], citation: ["documents", citationSelection], problem: ["problems", problemSelection], plan: ["plans", followUpSelection], target: ["plans", targetSelection],
  check: ["checks", (index) => checkSelection("checks", index)], agreement: ["checks", (index) => checkSelection("agreements", index)], passage: ["reuse", passageSelection],
};
const VIEWS = { indicator: "indicators", document: "documents", problem: "problems", plan: "plans" };

/** { view, selected() } of a row's key in the mode that is open; null for a kind without a list. */
export function rowOf(key) {
  const [kind, id] = key.split(":");
  if (state.mode === "one") return VIEWS[kind] ? { view: VIEWS[kind], selected: () => one.selection(key) } : null;
  return ROWS[kind] ? { view: ROWS[kind][0], selected: () => ROWS[kind][1](Number(id)) } : null;
}

/** All rows of a side with what they rest on there: [{ kind, key, id, label, span }]; `id` is the finding's own. */
function listed(side) {
  const { report } = state.slots[slotOf(side)], found = [];
  const put = (kind, key, id, label, span) => found.push({ kind, key, id, label, span });
  if (state.mode === "one") {
    report.indicators.forEach((i) => put("indicator", `indicator:${i.id}`, i.id, i.label + i.raw, i.span));
    report.citations.forEach((c, id) => put("document", `document:${id}`, id, `《${c.title}》`, c.span));
    report.problems.forEach((p) => put("problem", `problem:${p.id}`, p.id, null, p.span));
    report.commitments.forEach((p) => put("plan", `plan:${p.id}`, p.id, null, p.span));
    return found;
  }
  const { comparison } = state, at = (list, id) => (id === null ? null : list[id]);
  comparison.indicators.forEach((pair, i) => { const own = at(report.indicators, pair[side]); if (own) put("indicator", `pair:${i}`, own.id, own.label + own.raw, own.span); });
  comparison.citations.forEach((pair, i) => { const own = at(report.citations, pair[side]); if (own) put("document", `citation:${i}`, pair[side], `《${own.title}》`, own.span); });
  comparison.problems.forEach((pair, i) => { const own = at(report.problems, pair[side]); if (own) put("problem", `problem:${i}`, own.id, null, own.span); });
  comparison.followUps.forEach((follow, i) => {
    if (side === "before") put("plan", `plan:${i}`, follow.commitment, null, report.commitments[follow.commitment].span);
    else follow.evidence.forEach(({ span }) => put("plan", `plan:${i}`, null, null, span));
  });
  comparison.targets.forEach((target, i) => put("target", `target:${i}`, null, null, report.indicators[side === "before" ? target.planned : target.reached].span));
  for (const [list, kind] of [["checks", "check"], ["agreements", "agreement"]]) allChecks(list).forEach(({ check, own }, i) => check.spans.forEach(({ report: of, span }) => { if ((of === "this" ? own : of) === side) put(kind, `${kind}:${i}`, null, null, span); }));
  comparison.reuse.passages.forEach((passage, i) => put("passage", `passage:${i}`, null, null, passage[side]));
  return found;
}

const kept = new WeakMap();

function traces(side) {
  const of = state.mode === "one" ? state.slots[state.shown].report : state.comparison;
  if (!kept.has(of)) kept.set(of, {});
  const sides = kept.get(of);
  return sides[side] || (sides[side] = listed(side));
}

/** The row of a finding that was clicked in the text (`indicator:3` of this side's report); null where no list has it. */
export function rowFor(key, side) {
  const [kind, word] = key.split(":"), id = Number(word);
  if (kind === "check" || kind === "agreement") return key;
  const { citations } = state.slots[slotOf(side)].report;
  // A document named again is listed where it is named first.
  const same = kind === "document" ? (other) => other !== null && citations[other].title === citations[id].title : (other) => other === id;
  const found = traces(side).find((entry) => entry.kind === kind && same(entry.id));
  return found ? found.key : null;
}

/** Problems, plans and checks as layers of the text: { kind: "item", start, end, key }. */
export function items(side) {
  const { report } = state.slots[slotOf(side)];
  const of = (list, kind) => list.map((item) => ({ kind: "item", start: item.span.start, end: item.span.end, key: `${kind}:${item.id}` }));
  const doubted = state.mode === "two" && state.comparison ? traces(side).filter((entry) => entry.kind === "check").map(({ key, span }) => ({ kind: "doubt", start: span.start, end: span.end, key })) : [];
  return [...of(report.problems, "problem"), ...of(report.commitments, "plan"), ...doubted];
}

/** 这里还有: links to the other rows that rest on the same sentence. */
export function alsoHere(side, target, own) {
  const { start, end } = target.sentence, seen = new Set([own]);
  const others = traces(side).filter(({ key, span }) => span.start < end && span.end > start && !seen.has(key) && seen.add(key));
  if (!others.length) return null;
  const words = ({ kind, label, key }) => label || say("cite.numbered", { n: say(`cite.kinds.${kind}`), m: Number(key.split(":")[1]) + 1 });
  return el("p", { class: "also small" }, el("span", { class: "quiet" }, say("cite.also")), others.slice(0, NAMED).map((entry) => el("button", { class: "link", type: "button", "data-go": entry.key, title: say(`cite.kinds.${entry.kind}`) }, words(entry))), others.length > NAMED ? el("span", { class: "quiet" }, `＋${others.length - NAMED}`) : null);
}
