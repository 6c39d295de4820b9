/** Turns last year's plan into what this year's report says of it: each commitment with its answer, each planned figure with what was reached. */

import { el } from "../dom.js";
import { reportName, shortName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { because, loosePair } from "./because.js";
import { howButton } from "./how.js";
import { section } from "./one.js";
import { table } from "./rows.js";
import { addresses, at, choose, excerpt, figure, listView, lookAt, looseSelection, placesSelection, sides } from "./two.js";

const FILL = { done: "full", mentioned: "half", absent: "empty" };
const NAMED = 2;

/** ● ◐ ○ with its word beside it. */
export const fillMark = (status, words) => el("span", { class: `status ${FILL[status]}` }, words);

export function followUpSelection(index) {
  const [before] = sides(), follow = state.comparison.followUps[index], item = before.report.commitments[follow.commitment];
  const quotes = [...follow.evidence.map(({ span }) => ({ side: "after", span })), { side: "before", span: item.span }];
  const head = () => [el("p", null, fillMark(follow.status, say(`follow.${follow.status}`)), follow.plannedAgain ? el("span", { class: "tag" }, say("follow.again")) : null), unmatched(follow)];
  return placesSelection(`plan:${index}`, say("follow.plan", { n: reportName(before) }), quotes, { head });
}

const unmatched = ({ unmatched: words, status }) => (words.length ? el("p", { class: "quiet small" }, say(status === "absent" ? "follow.missing" : "follow.unmatched", { n: words.map((w) => `“${w}”`).join("") })) : null);

/** Words with those that the plan has too marked, each where it stands first. */
function marked(words, shared) {
  const found = shared.map((term) => [words.indexOf(term), term.length]).filter(([from]) => from >= 0).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
  const parts = [];
  let done = 0;
  for (const [from, length] of found) {
    if (from < done) continue;
    parts.push(words.slice(done, from), el("b", { class: "shared" }, words.slice(from, from + length)));
    done = from + length;
  }
  return [...parts, words.slice(done)];
}

export function plans() {
  const [before, after] = sides(), address = addresses();
  const rows = state.comparison.followUps.map((follow, index) => {
    const item = before.report.commitments[follow.commitment];
    const evidence = () => (follow.evidence.length
      ? follow.evidence.slice(0, NAMED).map(({ span, shared }) => el("p", { class: "said" }, marked(excerpt(after.text, span, 120), shared), " ", at(address("after", span.start))))
      : el("p", { class: "none" }, say("follow.none")));
    return {
      key: `plan:${index}`, index, follow, words: `${item.text} ${follow.evidence.map(({ span }) => after.text.slice(span.start, span.end)).join(" ")}`.toLowerCase(), item,
      cells: () => [[fillMark(follow.status, say(`follow.${follow.status}`)), howButton(`plan:${index}`, true), follow.plannedAgain ? el("span", { class: "tag" }, say("follow.again")) : null],
        el("p", { class: "said" }, excerpt(before.text, item.span, 220), " ", at(address("before", item.span.start))), [evidence(), unmatched(follow)]],
    };
  });
  const rank = { absent: 0, mentioned: 1, done: 2 }, status = (name) => (row) => row.follow.status === name;
  const columns = [
    { title: say("head.status"), class: "c-verdict", sort: (row) => rank[row.follow.status] },
    { title: say("follow.plan", { n: shortName(before) }), class: "c-half y0 quoted", sort: (row) => row.item.text }, { title: say("follow.answer", { n: shortName(after) }), class: "c-half y1 quoted", sort: (row) => (row.follow.evidence.length ? row.follow.evidence[0].span.start : null) },
  ];
  const chips = [
    { id: "all", words: say("all"), test: () => true }, ...["done", "mentioned", "absent"].map((name) => ({ id: name, words: fillMark(name, say(`follow.${name}`)), test: status(name) })),
    { id: "again", words: say("follow.again"), test: (row) => row.follow.plannedAgain },
  ];
  const numbers = targets();
  const view = listView({
    id: "plans", title: say("plansTwo"), count: say("countItems", { n: rows.length }), how: say("follow.how"), columns, rows, chips, hint: say("filterWords"), select: (row) => followUpSelection(row.index),
    copied: ({ item, follow }) => [say(`follow.${follow.status}`) + (follow.plannedAgain ? say("sep.comma") + say("follow.again") : ""), item.text, follow.evidence.map(({ span }) => after.text.slice(span.start, span.end)).join(" ")],
    empty: say("follow.empty"), more: numbers ? numbers.element : null,
  });
  // Two lists in one view: a key is looked for in both.
  const first = view.table;
  if (numbers) view.table = { ...first, select: (key, focus) => first.select(key, focus) || numbers.table.select(key, focus), dispose() { first.dispose(); numbers.table.dispose(); } };
  return view;
}

export function targetSelection(index) {
  const { planned, reached, confidence } = state.comparison.targets[index];
  return looseSelection(`target:${index}`, planned, reached, { pair: loosePair("target", planned, reached, confidence) });
}

const MET = { true: "yes", false: "no", null: "unknown" };
export const goalWord = (met) => say(`goal.${MET[String(met)]}`);

/** 目标—实际: planned figures of the earlier report against the later one's results. */
function targets() {
  const [before, after] = sides();
  if (!state.comparison.targets.length) return null;
  const rows = state.comparison.targets.map(({ planned, reached, met, confidence }, index) => {
    const a = before.report.indicators[planned], b = after.report.indicators[reached];
    const word = goalWord(met);
    return {
      key: `target:${index}`, index, met, a, b,
      cells: () => [[el("span", { class: confidence < 0.7 ? "what unsure" : "what" }, b.label), confidence < 0.7 ? el("span", { class: "tag warn" }, say("unsure")) : null, a.label !== b.label ? el("span", { class: "once" }, a.label) : null], figure(a), figure(b), [met === null ? el("span", { class: "quiet" }, word) : word, howButton(`target:${index}`, true)]],
    };
  });
  const columns = [
    { title: say("head.what"), class: "c-what", sort: (row) => row.b.label }, { title: say("goal.planned"), class: "n c-earlier y0", sort: (row) => row.a.value },
    { title: say("goal.reached"), class: "n c-later y1", sort: (row) => row.b.value }, { title: say("goal.met"), class: "n c-change", sort: (row) => String(row.met) },
  ];
  const made = table({ label: say("targets"), columns, rows, detail: (row) => because(targetSelection(row.index)), onSelect: (row) => choose(targetSelection(row.index)), onSide: lookAt });
  return { element: section("targets", say("targets"), say("countItems", { n: rows.length }), null, made.element), table: made };
}
