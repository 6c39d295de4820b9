/** Turns the pairs of cited documents into a table: kept, renewed, new, dropped. */

import { el } from "../dom.js";
import { statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { citationSelection, listView, sides } from "./two.js";

export const DOCUMENTS = { kept: "kept", renewed: "renewed", new: "newDocument", dropped: "droppedDocument" };

export function documents() {
  const [before, after] = sides();
  const rows = state.comparison.citations.map((pair, index) => {
    const a = pair.before === null ? null : before.report.citations[pair.before], b = pair.after === null ? null : after.report.citations[pair.after];
    const shown = b || a, number = (c) => (c && c.number ? c.number.text : "");
    const old = pair.status === "renewed" ? [a.title !== b.title ? `《${a.title}》` : "", number(a)].filter(Boolean).join(" ") : "";
    return {
      key: `citation:${index}`, pair, index, shown, words: `${shown.title} ${number(shown)}`.toLowerCase(),
      cells: () => [[el("span", { class: "what said" }, `《${shown.title}》`), old ? el("span", { class: "once" }, say("before", { n: old })) : null], number(shown), el("span", { class: "tag" }, statusWord(pair.status, DOCUMENTS[pair.status]))],
    };
  });
  const columns = [{ title: say("head.title"), class: "c-what", sort: (row) => row.shown.title }, { title: say("head.number"), class: "c-number", sort: (row) => (row.shown.number ? row.shown.number.text : null) }, { title: say("head.status"), class: "c-status", sort: (row) => row.pair.status }];
  const marks = { new: "y1", dropped: "y0" };
  const chips = [{ id: "all", words: say("all"), test: () => true }, ...Object.keys(DOCUMENTS).map((status) => ({ id: status, words: statusWord(status, DOCUMENTS[status]), mark: marks[status], test: (row) => row.pair.status === status }))];
  return listView({
    id: "documents", title: say("documentsTwo"), count: say("countItems", { n: rows.length }), columns, rows, chips, hint: say("filterDocuments"), select: ({ index }) => citationSelection(index),
    copied: ({ pair, shown }) => [`《${shown.title}》`, shown.number ? shown.number.text : "", statusWord(pair.status, DOCUMENTS[pair.status])], empty: say("noneFound.documents"),
  });
}
