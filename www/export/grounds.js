/** Turns the state into what every export rests on: which reports, in what words they are named, and the sentences and rules behind what is said of them. */

import { inForce } from "../corrections.js";
import { quantity } from "../format.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { plain, sentences } from "../views/summary.js";
import { sides } from "../views/two.js";
import { isTwo } from "./result.js";

/* global VERSION */
/** Of the program, put in when the page is made. */
export const version = () => (typeof VERSION === "string" ? VERSION : "");
/** The reports that an export is about, the earlier first. */
export const told = () => (isTwo() ? sides() : [state.slots[state.shown]]);

export const one = (words) => words.replace(/\s*[\r\n]+\s*/g, "");
export const heading = (words, level = 1) => ({ kind: "heading", level, words });
export const note = (words) => ({ kind: "note", words });
/** A heading with its table, or with the word that there is nothing. */
export const chapter = (words, how, table) => [heading(words), how ? note(how) : null, table.rows.length ? table : note(say("out.none2"))].filter(Boolean);

/** What a figure is besides a level reached in the year, in words behind its name. */
export function named(indicator) {
  const kinds = [indicator.change ? "changeTag" : null, indicator.partOf !== null ? "partTag" : null, { cumulative: "cumulative", stock: "stock", target: "target" }[indicator.period] || null].filter(Boolean);
  return indicator.label + (kinds.length ? `（${kinds.map((kind) => say(kind)).join("、")}）` : "");
}

/** The words of a figure as written: 12,360份. */
export const figure = (indicator) => (indicator ? quantity(indicator).join("") : "—");
/** The sentences of the summary as text: a blank that parts figures from ideographs is one too many before a stop. */
export const summary = () => sentences().map((found) => plain(found).replace(/ (?=[，。；：）])/g, ""));
/** How many corrections by hand these results hold. */
export const reviewed = () => { const n = inForce().length; return n ? say("out.some", { n }) : say("out.none"); };
export const places = () => [...new Set(told().map((slot) => slot.report.meta.region).filter(Boolean))].join("、");

/** `9-2` for a position in the text of a slot. */
export function locator(slot) {
  const list = paragraphs(slot.text);
  return (at) => address(slot.text, list, at);
}

/** The sentences that figures stand in, in the order of the text: [{ span, indicators }]. */
export function sentencesOf({ report }) {
  const found = new Map();
  for (const indicator of report.indicators) {
    const { start, end } = indicator.sentence, key = `${start}-${end}`;
    if (!found.has(key)) found.set(key, { span: { start, end }, indicators: [] });
    found.get(key).indicators.push(indicator);
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

export function evidence(slot, at) {
  const rows = sentencesOf(slot).map(({ span, indicators }) => [at(span.start), one(slot.text.slice(span.start, span.end)), indicators.map((indicator) => `${indicator.label} ${figure(indicator)}`).join("；")]);
  return { kind: "table", id: "evidence", columns: [{ title: say("out.at"), width: 8, align: "right" }, { title: say("out.sentence"), width: 60 }, { title: say("out.figures"), width: 32 }], rows };
}

/** What a reader's own table asks for besides: [{ name, raw, source, found }], `found` for each report as told() has them. */
export const own = () => state.own || [];

/** What the rules ask for, for one report or two: part, rule with its source, and whether each report has it. A reader's own items stand behind them, with their places. */
export function required(slots, marks) {
  const asked = slots[slots.length - 1].report.required || [];
  if (!asked.length) return [];
  const has = (slot, part) => { const own = slot.report.required.find((other) => other.part === part.part); return say(own && own.present ? "out.has" : "out.lacks"); };
  const rows = asked.map((part) => [say(partName(part.part)), ...slots.map((slot) => has(slot, part)), `${part.rule}（${part.source}）${part.confirmed ? "" : say("out.toCheck")}`]);
  const placed = slots.map(locator);
  rows.push(...own().map(({ name, source, found }) => [[name, say("out.own")], ...found.map((at, i) => (at ? [say("out.has"), placed[i](at.sentence.start)] : say("out.lacks"))), source]));
  return chapter(say("out.required"), null, { kind: "table", id: "required", columns: [{ title: say("out.part"), width: 18 }, ...slots.map((_, i) => ({ title: slots.length > 1 ? marks[i] : say("head.status"), width: 14 })), { title: say("out.rule"), width: 46 }], rows });
}

export const partName = (part) => ({ measures: "measures", problems: "problemsRole", leadership: "leadership", plans: "plansRole" })[part];

/** The share of each field of the official outline, the widest fields alone. */
export function coverage(slots, marks) {
  const topics = (slots[slots.length - 1].report.coverage || []).filter((topic) => topic.parent === null || topic.parent === undefined);
  if (!topics.length) return [];
  const share = (slot, id) => { const found = (slot.report.coverage || []).find((topic) => topic.topic === id); return found ? (found.spans.length ? `${(found.share * 100).toFixed(1)}%` : say("out.lacks")) : "—"; };
  const rows = topics.map((topic) => [topic.name + (topic.confirmed === false ? say("out.toCheck") : ""), ...slots.map((slot) => share(slot, topic.topic))]);
  return chapter(say("out.coverage"), say("out.coverHow"), { kind: "table", id: "coverage", columns: [{ title: say("out.topic"), width: 60 }, ...slots.map((_, i) => ({ title: say("out.shareOf", { n: slots.length > 1 ? `${marks[i]} ` : "" }), width: 20, align: "right" }))], rows });
}
