/** Turns checks into cards: what the text says, the sum as on paper, where it stands; behind them what agrees. */

import { copy } from "../copy.js";
import { el } from "../dom.js";
import { reportName } from "../names.js";
import { say } from "../strings.js";
import { howButton } from "./how.js";
import { section } from "./one.js";
import { table } from "./rows.js";
import { addresses, allChecks, choose, lookAt, placesSelection, sides } from "./two.js";

export const placeOf = (own) => (own === null ? say("check.where.both") : reportName(sides()[own === "before" ? 0 : 1]));

/** The selection of a check or an agreement; `list` is "checks" or "agreements". */
export function checkSelection(list, index) {
  const { check, own } = allChecks(list)[index];
  const quotes = check.spans.map(({ report, span }) => ({ side: report === "this" ? own : report, span, lit: true }));
  // Places in one sentence are shown once each: the words lit differ. Later ones first, as everywhere in the pane.
  quotes.sort((a, b) => (a.side === b.side ? 0 : a.side === "after" ? -1 : 1));
  return placesSelection(`${list === "checks" ? "check" : "agreement"}:${index}`, `${say(`check.kinds.${check.kind}`)} · ${placeOf(own)}`, quotes, { head: () => [el("p", null, check.message), el("p", { class: "num sum" }, check.arithmetic)] });
}

export function checks() {
  const address = addresses(), wrong = allChecks("checks"), right = allChecks("agreements");
  const cells = (list) => list.map(({ check, own }, index) => {
    const where = [...new Set(check.spans.map(({ report, span }) => { const side = report === "this" ? own : report; return `${side} ${address(side, span.start)}`; }))];
    return { check, own, index, where: () => where.map((words) => el("span", { class: `at ${words.startsWith("after") ? "y1" : "y0"}` }, words.split(" ")[1])) };
  });
  const contradiction = ({ check, own, index, where }) => ({
    key: `check:${index}`, index, words: check.message.toLowerCase(),
    cells: () => [el("div", { class: "check" },
      el("p", { class: "claim" }, el("span", { class: "tag warn" }, say(`check.kinds.${check.kind}`)), " ", check.message),
      el("p", { class: "num sum" }, el("span", { class: "quiet" }, `${say("check.working")} `), check.arithmetic, howButton(`check:${index}`, true)),
      el("p", { class: "quiet small" }, say("check.innocent")),
      el("p", { class: "acts" }, el("span", { class: "places" }, el("span", { class: "at" }, placeOf(own)), where()), el("button", { class: "link", type: "button", onclick: (event) => { event.stopPropagation(); copy(`${check.message}\n${check.arithmetic}`); } }, say("check.copy"))))],
  });
  const list = (id, columns, rows) => table({ label: say("checks"), columns, rows, onSelect: (row) => choose(checkSelection(id, row.index)), onSide: lookAt });
  const first = list("checks", [{ title: say("check.columns.what"), class: "c-check" }], cells(wrong).map(contradiction));
  first.element.classList.add("cards");
  const agreed = cells(right).map(({ check, own, index, where }) => ({
    key: `agreement:${index}`, index, own, check, words: check.message.toLowerCase(), cells: () => [check.message, el("span", { class: "num" }, check.arithmetic, howButton(`agreement:${index}`, true)), [where(), el("span", { class: "once" }, placeOf(own))]],
  }));
  const second = list("agreements", [
    { title: say("check.columns.what"), class: "c-what", sort: (row) => row.check.kind }, { title: say("check.columns.arithmetic"), class: "c-sum", sort: (row) => row.check.arithmetic }, { title: say("check.columns.where"), class: "c-where", sort: (row) => row.own || "" },
  ], agreed);
  const folded = el("details", { class: "agreed", id: "agreed" }, el("summary", null, say("check.agree", { n: right.length })), second.element);
  const total = wrong.length + right.length;
  const select = (key, focus) => {
    if (key.startsWith("agreement:")) { folded.open = true; return second.select(key, focus); }
    return first.select(key, focus);
  };
  return {
    element: section("checks", say("checks"), total ? say("check.title", { n: total, m: right.length }) : null, null,
      el("p", { class: "quiet small how" }, say("check.how")),
      wrong.length ? first.element : el("p", { class: "quiet" }, say(total ? "check.noneWrong" : "check.none")),
      right.length ? folded : null),
    table: { ...first, select, dispose() { first.dispose(); second.dispose(); } },
  };
}
