/** Turns a comparison into sentences that could stand in a report, each with the places that it rests on. */

import { copy } from "../copy.js";
import { el } from "../dom.js";
import { change, inWords, isRate } from "../format.js";
import { reportName, statusWord } from "../names.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { section } from "./one.js";
import { pairSelection, sides } from "./two.js";

/** A base smaller than this makes percentages that mislead. */
const SMALLEST_BASE = 5;
const NAMED = 3;

/** [{ words, pairs: [index], filter }] */
export function sentences() {
  const { comparison } = state, [before, after] = sides();
  const earlier = reportName(before), later = reportName(after);
  const entries = comparison.indicators.map((pair, index) => ({ pair, index, a: pair.before === null ? null : before.report.indicators[pair.before], b: pair.after === null ? null : after.report.indicators[pair.after] }));
  const count = (status) => entries.filter(({ pair }) => pair.status === status).length;
  const paired = entries.filter(({ a, b }) => a && b);
  const found = [];
  if (paired.length) {
    const parts = ["up", "down", "same", "incomparable"].filter((status) => count(status)).map((status) => say(`s.${status}`, { n: count(status) })).join("，");
    found.push({ words: say("s.pairs", { n: paired.length, parts, new: count("new"), dropped: count("dropped"), earlier, later }), pairs: paired.map((e) => e.index), filter: "all" });
  } else found.push({ words: say("s.noPairs"), pairs: [], filter: "all" });

  const sure = paired.filter(({ pair, a, b }) => pair.band === "high" && !a.change && !b.change);
  const measured = sure.filter(({ pair, a }) => pair.percent !== null && Math.abs(a.value) >= SMALLEST_BASE);
  const list = (chosen) => chosen.slice(0, NAMED).map(({ pair, a, b }) => say("s.item", { label: b.label, before: inWords(a), after: inWords(b), change: change(pair, a, b).main })).join("，");
  const tell = (key, chosen, filter) => {
    if (chosen.length) found.push({ words: say(key, { list: list(chosen) }), pairs: chosen.slice(0, NAMED).map((e) => e.index), filter });
  };
  tell("s.ups", measured.filter((e) => e.pair.status === "up").sort((x, y) => y.pair.percent - x.pair.percent), "up");
  tell("s.downs", measured.filter((e) => e.pair.status === "down").sort((x, y) => x.pair.percent - y.pair.percent), "down");
  tell("s.rates", sure.filter((e) => isRate(e.b) && e.pair.delta).sort((x, y) => Math.abs(y.pair.delta) - Math.abs(x.pair.delta)), "all");

  const of = (slot) => [slot.report.problems.length, slot.report.commitments.length];
  const [[a, b], [c, d]] = [of(before), of(after)];
  if (a + b + c + d) found.push({ words: say("s.problems", { earlier, later, a, b, c, d }), pairs: [], view: null });
  const documents = ["kept", "renewed", "new", "dropped"].map((status) => [status, comparison.citations.filter((pair) => pair.status === status).length]).filter(([, n]) => n);
  const names = { kept: "kept", renewed: "renewed", new: "newDocument", dropped: "droppedDocument" };
  if (documents.length) found.push({ words: say("s.documents", { list: documents.map(([status, n]) => say("s.documentsPart", { n, what: statusWord(status, names[status]) })).join("，") }), pairs: [], view: "documents" });
  const sections = (status) => comparison.sections.filter((pair) => status.includes(pair.status)).length;
  if (comparison.sections.length) found.push({ words: say("s.sections", { same: sections(["same", "edited"]), new: sections(["new"]), dropped: sections(["dropped"]), earlier, later }), pairs: [], view: "reading" });
  return found;
}

export function summary(choose) {
  const found = sentences();
  const basis = ({ pairs, filter, view }) => {
    if (pairs.length) return el("button", { class: "link basis", type: "button", onclick: () => { choose("compared", filter); if (pairs.length <= NAMED) update({ selected: pairSelection(pairs[0]), pane: "evidence" }, "selection"); } }, say("based", { n: pairs.length * 2 }));
    return view ? el("a", { class: "link basis", href: `#two/${view}` }, say("lookThere")) : null;
  };
  const notes = state.comparison.diagnostics;
  return {
    element: section("summary", say("summary"), null, el("button", { class: "link", type: "button", id: "copy-summary", onclick: () => copy(found.map((s) => s.words).join("\n") + `\n${say("machine")}`) }, say("copyAll")),
      notes.length ? el("ul", { class: "noted" }, notes.map((d) => el("li", { "data-code": d.code, class: d.severity }, d.message))) : null,
      el("ol", { class: "sentences" }, found.map((s) => el("li", null, s.words, " ", basis(s)))),
      el("p", { class: "quiet small" }, say("machine"))),
  };
}
