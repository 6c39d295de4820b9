/**
 * Turns what a reader corrects by hand into the options of a reading and a comparison.
 *
 * A correction names its place by the text it belongs to, a span and the words there, never by an id: ids hold for one result alone. It counts as long as
 * that text stands in a slot; a text that is cleared and brought back brings its corrections back. Every step can be undone.
 *   { kind: "pair", ends: [{ text, anchor }, { text, anchor }], same }     two indicators are one, or are not
 *   { kind: "role", ends: [{ text, anchor }], role }                       what a section tells of
 *   { kind: "value", ends: [{ text, anchor }], change }                    an indicator's value, upper, unit, label, qualifier, or that it is wrong
 *   { kind: "added", ends: [{ text, anchor }], value, unit, label }        an indicator that was missed
 *   { kind: "meta", ends: [{ text, anchor of nothing }], meta }            place and year of a report: { region?, year? }
 */

import { order, state } from "./state.js";
import { say } from "./strings.js";

const sameAnchor = (a, b) => a.span.start === b.span.start && a.span.end === b.span.end && a.raw === b.raw;
const sameEnd = (a, b) => a.text === b.text && sameAnchor(a.anchor, b.anchor);

/** The place of a span in a text, as it is stored. */
export const end = (text, span) => ({ text, anchor: { span: { start: span.start, end: span.end }, raw: text.slice(span.start, span.end) } });

/** The corrections that belong to the texts that stand here now. */
export function inForce() {
  const texts = state.slots.map((slot) => slot.text);
  return state.fixes.filter((fix) => fix.ends.every((e) => texts.includes(e.text)) && (fix.kind !== "pair" || new Set(fix.ends.map((e) => texts.indexOf(e.text))).size === 2));
}

/** Replaces the list, so that the step can be undone. */
function become(fixes) {
  state.past = [...state.past, state.fixes];
  state.fixes = fixes;
  state.saved = false;
}

/** A new correction; what it contradicts goes. */
export function add(fix) {
  const held = (other, e) => other.ends.some((o) => sameEnd(o, e));
  const contradicted = (other) => {
    if (other.kind !== fix.kind) return false;
    if (fix.kind !== "pair") return held(other, fix.ends[0]);
    const shared = fix.ends.filter((e) => held(other, e)).length;
    return shared === 2 || (shared === 1 && fix.same && other.same);   // one indicator has one partner
  };
  become([...state.fixes.filter((other) => !contradicted(other)), fix]);
}

/** Does a correction of the same place stand here already? */
export const isKnown = (fix) => state.fixes.some((other) => other.kind === fix.kind && other.ends.length === fix.ends.length && fix.ends.every((e) => other.ends.some((o) => sameEnd(o, e))));

export const remove = (fix) => become(state.fixes.filter((other) => other !== fix));

export function undo() {
  if (!state.past.length) return false;
  state.fixes = state.past[state.past.length - 1];
  state.past = state.past.slice(0, -1);
  state.saved = false;
  return true;
}

/** The contract's `Corrections` that a list of corrections holds for one text, null where there are none. */
export function ofFixes(fixes, text) {
  const of = (kind) => fixes.filter((fix) => fix.kind === kind && fix.ends[0].text === text).map((fix) => [fix.ends[0].anchor, fix]);
  const roles = of("role").map(([at, { role }]) => ({ at, role })), indicators = of("value").map(([at, { change }]) => ({ at, ...change }));
  const added = of("added").map(([at, { value, unit, label }]) => ({ at, value, unit, label })), [named] = of("meta");
  const made = { ...(roles.length && { roles }), ...(indicators.length && { indicators }), ...(added.length && { added }), ...(named && { meta: named[1].meta }) };
  return Object.keys(made).length ? made : null;
}

export const ofText = (text) => ofFixes(state.fixes, text);

/** The contract's `CompareOptions` of the two texts in their order, null where nothing is corrected. */
export function options() {
  const [before, after] = order().map((slot) => state.slots[slot].text);
  const pairs = inForce().filter((fix) => fix.kind === "pair").map((fix) => {
    const [a, b] = fix.ends[0].text === before ? fix.ends : [fix.ends[1], fix.ends[0]];
    return { before: a.anchor, after: b.anchor, same: fix.same };
  });
  const made = { before: ofText(before), after: ofText(after), pairs };
  return made.before || made.after || pairs.length ? made : null;
}

/** The correction that made or forbade a pair of spans, or gave a section its role; null for none. */
export function onPair(beforeEnd, afterEnd) {
  return inForce().find((fix) => fix.kind === "pair" && fix.ends.some((e) => sameEnd(e, beforeEnd)) && fix.ends.some((e) => sameEnd(e, afterEnd))) || null;
}
export const onSection = (at) => inForce().find((fix) => fix.kind === "role" && sameEnd(fix.ends[0], at)) || null;

/** What was corrected in an indicator, or added where there was none; null for neither. */
export const onIndicator = (at) => inForce().find((fix) => (fix.kind === "value" || fix.kind === "added") && sameEnd(fix.ends[0], at)) || null;

/** Where what is shown comes from: 机器提取, and how much of it a person has looked at. */
export const provenance = () => (inForce().length ? say("machineChecked", { n: inForce().length }) : say("machine"));
