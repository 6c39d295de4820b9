/** Turns what else a report names into one list: honours, dates, other places, and rates that its own figures give. */

import { el } from "../dom.js";
import { number } from "../format.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { howButton } from "./how.js";
import { list, place, placed } from "./one.js";

/** The sum behind a rate, as on paper: `61 ÷ 62 = 98.39%`. */
export function recomputation(report, indicator) {
  const { value, numerator, denominator } = indicator.recomputed, [a, b] = [report.indicators[numerator], report.indicators[denominator]];
  return a && b ? say("rate.sum", { a: number(a.value), b: number(b.value), n: number(value) }) : `${number(value)}%`;
}

export function mentions() {
  const slot = placed(), { report, text } = slot, lines = paragraphs(text);
  const found = [
    ...report.honours.map((honour) => ({ kind: "honour", span: honour.span, told: honour.level ? say(`level.${honour.level}`) : "" })),
    ...report.dates.map((date) => ({ kind: "date", span: date.span, told: date.start === date.end ? date.start : `${date.start} — ${date.end}` })),
    ...report.foreignPlaces.flatMap((other) => other.spans.map((span) => ({ kind: "place", span, told: [say(`level.${other.level}`), other.province, other.sameProvince ? say("mention.sameProvince") : null].filter(Boolean).join(" · ") }))),
    ...report.indicators.filter((indicator) => indicator.recomputed).map((indicator) => ({ kind: "rate", id: indicator.id, span: indicator.span, named: indicator.label, told: recomputation(report, indicator) })),
  ].sort((a, b) => a.span.start - b.span.start);
  const rows = found.map((mention, index) => {
    const words = text.slice(mention.span.start, mention.span.end).replace(/\s+/g, "");
    return {
      key: `mention:${index}`, mention, said: words, words: `${words} ${mention.named || ""} ${mention.told}`.toLowerCase(),
      cells: () => [[mention.named ? [el("span", { class: "what" }, mention.named), " "] : null, el("span", { class: "said" }, words)], say(`mention.${mention.kind}`), [mention.told, mention.kind === "rate" ? howButton(`rate:${mention.id}:after`, true) : null], el("span", { class: "at" }, address(text, lines, mention.span.start))],
    };
  });
  const columns = [
    { title: say("head.words"), class: "c-what", sort: (row) => row.said }, { title: say("mention.kind"), class: "c-status", sort: (row) => row.mention.kind },
    { title: say("mention.told"), class: "c-number", sort: (row) => row.mention.told }, { title: say("head.at"), class: "n c-at", sort: (row) => row.mention.span.start },
  ];
  const kinds = ["honour", "date", "place", "rate"];
  const chips = [{ id: "all", words: say("all"), test: () => true }, ...kinds.map((kind) => ({ id: kind, words: say(`mention.${kind}`), test: (row) => row.mention.kind === kind }))];
  return list({
    id: "mentions", title: say("mention.title"), count: say("countItems", { n: rows.length }), how: report.foreignPlaces.length ? say("mention.placesHow") : null, columns, rows, chips, hint: say("filterWords"),
    select: (row) => place(row.key, row.mention.named || row.said, row.mention.span), empty: say("mention.none"), copied: (row) => [row.said, say(`mention.${row.mention.kind}`), row.mention.told, address(text, lines, row.mention.span.start)],
  });
}
