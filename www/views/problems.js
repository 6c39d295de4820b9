/** Turns the shortcomings that both reports admit into a list: in both years, no longer mentioned, newly mentioned. */

import { el } from "../dom.js";
import { reportName, shortName, statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { addresses, at, excerpt, listView, placesSelection, sides } from "./two.js";

/** From here on two problems stand in nearly the same words. */
const VERBATIM = 0.9;

export const problemWord = (pair) => (pair.status === "persistent" ? say("problem.persistent") : statusWord(pair.status, `problem.${pair.status}`));
export const likeness = (pair) => (pair.status === "persistent" ? say(pair.similarity >= VERBATIM ? "problem.verbatim" : "problem.reworded") : "");

export function problemSelection(index) {
  const [before, after] = sides(), pair = state.comparison.problems[index];
  const quotes = [];
  if (pair.after !== null) quotes.push({ side: "after", span: after.report.problems[pair.after].span });
  if (pair.before !== null) quotes.push({ side: "before", span: before.report.problems[pair.before].span });
  const head = () => el("p", { class: "quiet" }, [likeness(pair), pair.status === "persistent" ? say("similar", { n: Math.round(pair.similarity * 100) }) : ""].filter(Boolean).join(say("sep.comma")));
  return placesSelection(`problem:${index}`, problemWord(pair), quotes, { head });
}

export function problems() {
  const [before, after] = sides(), address = addresses();
  const rank = { persistent: 0, gone: 1, new: 2 };
  const pairs = state.comparison.problems.map((pair, index) => ({ pair, index })).sort((x, y) => rank[x.pair.status] - rank[y.pair.status] || x.index - y.index);
  const rows = pairs.map(({ pair, index }) => {
    const a = pair.before === null ? null : before.report.problems[pair.before], b = pair.after === null ? null : after.report.problems[pair.after];
    const cell = (side, slot, item, missing) => (item
      ? [el("p", { class: "said" }, excerpt(slot.text, item.span, 220), " ", at(address(side, item.span.start))), item.cause ? null : el("p", { class: "quiet small" }, say("problem.noCause"))]
      : el("p", { class: "none" }, missing));
    return {
      key: `problem:${index}`, pair, index, a, b, words: `${a ? a.text : ""} ${b ? b.text : ""}`.toLowerCase(),
      cells: () => [[el("span", { class: "verdict" }, problemWord(pair)), pair.status === "persistent" ? el("span", { class: "once" }, likeness(pair)) : null],
        cell("before", before, a, say("problem.newIn", { n: reportName(before) })), cell("after", after, b, say("problem.goneIn", { n: reportName(after) }))],
    };
  });
  const columns = [
    { title: say("head.status"), class: "c-verdict", sort: (row) => rank[row.pair.status] }, { title: shortName(before), class: "c-half y0 quoted", sort: (row) => (row.a ? row.a.span.start : null) }, { title: shortName(after), class: "c-half y1 quoted", sort: (row) => (row.b ? row.b.span.start : null) },
  ];
  const status = (name) => (row) => row.pair.status === name;
  const persistent = (verbatim) => (row) => row.pair.status === "persistent" && row.pair.similarity >= VERBATIM === verbatim;
  const chips = [
    { id: "all", words: say("all"), test: () => true }, { id: "persistent", words: say("problem.persistent"), test: status("persistent") }, { id: "verbatim", words: say("problem.verbatim"), test: persistent(true) },
    { id: "reworded", words: say("problem.reworded"), test: persistent(false) }, { id: "gone", words: statusWord("gone", "problem.gone"), mark: "y0", test: status("gone") }, { id: "new", words: statusWord("new", "problem.new"), mark: "y1", test: status("new") },
  ];
  return listView({
    id: "problems", title: say("problemsTwo"), count: say("countItems", { n: rows.length }), how: say("problem.how"), columns, rows, chips, hint: say("filterWords"), select: (row) => problemSelection(row.index),
    copied: ({ pair, a, b }) => [problemWord(pair) + (likeness(pair) ? say("sep.comma") + likeness(pair) : ""), a ? a.text : "", b ? b.text : ""], empty: say("problem.empty"),
  });
}
