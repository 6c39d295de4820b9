/** Turns two reports into the names that tell them apart: their years, or 报告一 and 报告二 where the years are the same or one is unknown. */

import { both, order, state } from "./state.js";
import { say } from "./strings.js";

const yearOf = (slot) => (slot.report ? slot.report.meta.year : null);

function alike() {
  const [first, second] = state.slots.map(yearOf);
  return both() && (first === second || first === null || second === null);
}

/** Two places: 上升 and 下降 would speak of a change where there is none. */
export const otherPlace = () => Boolean(state.comparison && state.comparison.diagnostics.some((d) => d.code === "otherPlace"));

const field = (slot) => say(`field${state.slots.indexOf(slot) + 1}`);
const placed = (slot) => (otherPlace() && slot.report && slot.report.meta.region ? `${slot.report.meta.region} ` : "");

/** `2023 年报告`; `报告二（2023 年）` where two are of that year; with its place where there are two. */
export function reportName(slot) {
  const year = yearOf(slot);
  if (alike()) return placed(slot) + (year ? say("fieldYear", { n: field(slot), m: year }) : field(slot));
  return placed(slot) + (year ? say("yearReport", { n: year }) : say("noYearReport"));
}

/** For the head of a column. */
export const shortName = (slot) => placed(slot) + (alike() ? field(slot) : yearOf(slot) ? String(yearOf(slot)) : say("noYearReport"));

/** A pair's status in words: 仅本年 and 仅上年 name the report where there is no 上年. `key` is the word elsewhere. */
export function statusWord(status, key = status) {
  const side = { dropped: 0, new: 1, gone: 0 }[status];
  if (otherPlace() && (status === "up" || status === "down")) return say(status === "up" ? "higher" : "lower");
  return (alike() || otherPlace()) && side !== undefined ? say("onlyIn", { n: alike() ? field(state.slots[order()[side]]) : shortName(state.slots[order()[side]]) }) : say(key);
}
