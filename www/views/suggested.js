/** Turns pairs too weak to compute with into a list that a reader decides on. */

import { el } from "../dom.js";
import { shortName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { because, loosePair, setPair } from "./because.js";
import { figure, listView, looseSelection, sides } from "./two.js";

export function suggested() {
  const [before, after] = sides();
  const rows = state.comparison.suggestions.map(({ before: b, after: a, score }, index) => {
    const earlier = before.report.indicators[b], later = after.report.indicators[a];
    const decide = (id, same) => el("button", { class: "link", type: "button", "data-act": id, onclick: (event) => { event.stopPropagation(); setPair(earlier, later, same); } }, say(same ? "suggest.accept" : "suggest.reject"));
    const cell = (indicator) => [el("span", { class: "what" }, indicator.label), el("span", { class: "beside" }, figure(indicator))];
    return {
      key: `suggestion:${index}`, b, a, score, earlier, later, words: `${earlier.label} ${later.label} ${earlier.unit} ${later.unit}`.toLowerCase(),
      cells: () => [cell(earlier), cell(later), `${Math.round(score * 100)}%`, el("span", { class: "decide" }, decide("same", true), decide("apart", false))],
    };
  });
  const columns = [
    { title: shortName(before), class: "c-half y0", sort: (row) => row.earlier.label }, { title: shortName(after), class: "c-half y1", sort: (row) => row.later.label },
    { title: say("suggest.score"), class: "n c-score", sort: (row) => row.score }, { title: say("suggest.act"), class: "c-decide", sort: (row) => row.b },
  ];
  const select = (row) => looseSelection(row.key, row.b, row.a, { pair: loosePair("suggestion", row.b, row.a, row.score) });
  return listView({
    id: "suggested", title: say("suggested"), count: say("suggest.title", { n: rows.length }), how: say("suggest.lead"), columns, rows, chips: [], hint: say("filter"), select, detail: (row) => because(select(row)),
    copied: ({ earlier, later, score }) => [earlier.label + earlier.raw, later.label + later.raw, `${Math.round(score * 100)}%`, ""], empty: say("suggest.none"),
  });
}
