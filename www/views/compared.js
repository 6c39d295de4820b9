/** Turns the pairs of indicators into a table: 上年, 本年, 变化, and what each pair rests on. */

import { el } from "../dom.js";
import { change, quantity } from "../format.js";
import { shortName, statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { because, pairFix } from "./because.js";
import { editForm } from "./edit.js";
import { howButton } from "./how.js";
import { tags } from "./one.js";
import { figure, listView, pairSelection, sides } from "./two.js";

/** Order of the rows: as the later report tells them, what only the earlier one has behind what stood before it. */
export function arranged(pairs, after) {
  const place = (pair, index) => (pair.after !== null ? after.report.indicators[pair.after].span.start : Infinity) + index / 1e6;
  return pairs.map((pair, index) => ({ pair, index })).sort((a, b) => place(a.pair, a.index) - place(b.pair, b.index));
}

export function compared() {
  const [before, after] = sides();
  const rows = arranged(state.comparison.indicators, after).map(({ pair, index }) => {
    const a = pair.before === null ? null : before.report.indicators[pair.before], b = pair.after === null ? null : after.report.indicators[pair.after];
    const shown = b || a, words = change(pair, a, b);
    const unsure = a && b && pair.band === "middle";
    const renamed = () => (a && b && a.label !== b.label ? el("span", { class: "once" }, a.label) : null);
    const changed = () => (words.main
      ? el("span", { class: `delta-cell ${pair.status}` }, el("b", null, words.main), words.aside ? el("span", null, words.aside) : null, howButton(`pair:${index}`, true))
      : a && b ? [el("span", { class: "tag warn", title: pair.reason || "" }, say("incomparable")), howButton(`pair:${index}`, true)] : el("span", { class: "quiet" }, statusWord(pair.status)));
    return {
      key: `pair:${index}`, pair, index, before: a, after: b, unsure, words: `${shown.label} ${a ? a.label : ""} ${shown.unit}`.toLowerCase(), changeText: words.main || statusWord(pair.status),
      cells: () => [[el("span", { class: unsure ? "what unsure" : "what" }, shown.label), tags(shown), a && b && a.corrected && !b.corrected ? el("span", { class: "tag hand" }, say("edit.corrected")) : null, unsure ? el("span", { class: "tag warn" }, say("unsure")) : null, pairFix(a, b) ? el("span", { class: "tag hand" }, say("hand")) : null, el("span", { class: "row-acts" }, el("button", { class: "link", type: "button", tabindex: "-1", "data-act": "edit" }, say("edit.edit"))), renamed()], figure(a), figure(b), changed()],
    };
  });
  const columns = [
    { title: say("head.what"), class: "c-what", sort: (row) => (row.after || row.before).label },
    { title: shortName(before), class: "n c-earlier y0", sort: (row) => (row.before ? row.before.value : null) },
    { title: shortName(after), class: "n c-later y1", sort: (row) => (row.after ? row.after.value : null) },
    { title: say("head.change"), class: "n c-change", sort: (row) => (row.pair.percent !== null ? row.pair.percent : row.pair.delta) },
  ];
  const status = (name) => (row) => row.pair.status === name;
  const chips = [
    { id: "all", words: say("all"), test: () => true },
    { id: "up", words: `▲ ${statusWord("up")}`, test: status("up") }, { id: "down", words: `▼ ${statusWord("down")}`, test: status("down") }, { id: "same", words: `＝ ${say("same")}`, test: status("same") },
    { id: "new", words: statusWord("new"), mark: "y1", test: status("new") }, { id: "dropped", words: statusWord("dropped"), mark: "y0", test: status("dropped") },
    { id: "incomparable", words: say("incomparable"), test: status("incomparable") }, { id: "unsure", words: say("unsure"), test: (row) => Boolean(row.unsure) },
  ];
  return listView({
    id: "compared", title: say("compared"), count: say("countItems", { n: rows.length }), columns, rows, chips, hint: say("filter"), select: (row) => pairSelection(row.index), detail: (row) => because(pairSelection(row.index)),
    edit: (row, leave) => [[before, row.before], [after, row.after]].filter(([, indicator]) => indicator).map(([slot, indicator]) => editForm(slot, indicator, leave, el("p", { class: slot === after ? "y1" : "y0" }, shortName(slot)))),
    copied: (row) => [(row.after || row.before).label, row.before ? quantity(row.before).join("") : "", row.after ? quantity(row.after).join("") : "", row.changeText], empty: say("noneFound.compared"),
  });
}
