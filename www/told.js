/**
 * Turns the Chinese messages of the module into the page's language. The module says `message` and `reason` in Chinese; here they become properties that
 * answer in the language chosen at the time, worded from `code`, `kind` and what the message quotes. What has no English stays as it was said.
 */

import { inEnglish, say } from "./strings.js";

/** Makes a property answer in the language chosen at the time; `english(chinese)` words it. */
export function speaking(object, name, english) {
  const chinese = object[name];
  Object.defineProperty(object, name, { configurable: true, enumerable: true, get: () => (inEnglish() && english(chinese)) || chinese });
}

/** What a message quotes and counts, in its order: {q1} {q2} the quoted words, {n1} {n2} days and numbers, {side} which year it speaks of. */
function facts(message) {
  const found = { side: say(message.startsWith("上年") ? "core.earlier" : "core.later") };
  [...message.matchAll(/“([^”]*)”/g)].forEach((match, i) => { found[`q${i + 1}`] = match[1]; });
  [...message.replace(/“[^”]*”/g, "").matchAll(/\d+(-\d\d-\d\d)?/g)].forEach((match, i) => { found[`n${i + 1}`] = match[0]; });
  return found;
}

const worded = (key, values) => { const words = say(key, values); return words === key ? null : words.replace(/\{\w+\}/g, ""); };

/** A report or a comparison, with its messages made to follow the language. */
export function spoken(result) {
  if (!result) return result;
  for (const d of result.diagnostics || []) speaking(d, "message", (chinese) => worded(`core.diagnostic.${d.code}`, facts(chinese)));
  for (const [list, agrees] of [["checks", "no"], ["agreements", "yes"]]) {
    for (const check of result[list] || []) speaking(check, "message", (chinese) => worded(`core.${check.kind}.${agrees}`, { ...facts(chinese), stated: check.stated, expected: check.expected }));
  }
  for (const pair of result.indicators || []) if (pair.reason) speaking(pair, "reason", (chinese) => say("core.reason")[chinese]);
  return result;
}

/** What a change of law did to a series, in the page's language; a note without English stays as the table has it. */
export const breakNote = ({ note }) => (inEnglish() && say("core.breaks")[note]) || note;
