/** Turns what was found into JSON that other programs read: the contract's Report and Comparison, with the texts that their spans count in. */

import { inForce } from "../corrections.js";
import { ownRequired } from "../library/own-rules.js";
import { metricName } from "../metrics.js";
import { order, state } from "../state.js";
import { say, tables } from "../strings.js";

/* global VERSION */
const version = () => (typeof VERSION === "string" ? VERSION : "");
export const isTwo = () => Boolean(state.mode === "two" && state.comparison);
/** The reports that an export is about, the earlier first. */
const told = () => (isTwo() ? order().map((slot) => state.slots[slot]) : [state.slots[state.shown]]);
const places = () => [...new Set(told().map((slot) => slot.report.meta.region).filter(Boolean))].join("、");

export const FORMAT = "fazhi-lens-result";

/** `about`: the engine's, naming the module that read. */
export function result(now, about) {
  return `${JSON.stringify({
    format: FORMAT, schemaVersion: 1, made: now.toISOString(), program: { name: "fazhi-lens", version: version(), module: about ? about.wasmSha256 : null },
    note: say("machine"), corrections: inForce().length, units: "UTF-16",
    reports: told().map(({ name, text, report }) => ({ name, characters: text.length, text, report })), comparison: isTwo() ? state.comparison : null,
  }, null, 1)}\n`;
}

/** What the writers need to know, in a shape that can be handed to a worker. `pictures`: from pictures.js. */
export function work(now, pictures = [], more = {}) {
  const { slots, swapped, comparison, mode, shown, view, fixes } = state;
  const bare = slots.map(({ input, text, name, report, sample }) => ({ input, text, name, report, sample, source: null }));
  const metrics = [...new Set(slots.flatMap(({ report }) => (report ? report.indicators.map((indicator) => indicator.metric) : [])))].filter(Boolean).map((id) => ({ id, name: metricName(id) }));
  // Searched for here, so that the packed writers need not know how.
  const own = ownRequired().map(({ name, raw, source, find }) => ({ name, raw, source, found: told().map(({ text }) => find({ text })) }));
  return { state: { slots: bare, swapped, comparison, mode, shown, view, fixes, own }, words: tables(), metrics, now, pictures, ...more };
}

// Signs of paths and of Windows, controls, and those that turn the direction of reading: a name could show another ending than it has.
const UNFIT = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const LONGEST = 60;

/** 青澜区_2022-2023_对比分析.docx */
export function fileName(ending, what) {
  const years = [...new Set(told().map((slot) => slot.report.meta.year).filter(Boolean))].join("-");
  const parts = [places(), years, what || say(isTwo() ? "out.fileTwo" : "out.fileOne")].filter(Boolean).map((part) => Array.from(part.replace(UNFIT, "").replace(/\s+/g, " ").replace(/^[.\s]+|[.\s]+$/g, "")).slice(0, LONGEST).join(""));
  return `${parts.filter(Boolean).join("_") || say("out.fileNone")}.${ending}`;
}
