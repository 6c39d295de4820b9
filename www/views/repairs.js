/** Turns a report into the list of what was left out of its text or read otherwise than it stands, each with its places. */

import { el, fill } from "../dom.js";
import { say } from "../strings.js";
import { beforeButton, worded } from "./imports.js";
import { excerpt, spotButton } from "./one.js";

const known = new WeakMap();

/** l00%: letters that were read as digits. The module marks them by their words alone. */
const LETTERS = /^[^%]*[lIOo][\dlIOo.]*%/;

/** So many places are buttons; more of them help nobody. */
const SHOWN = 24;

/** The part of 概况 that says it; filled when the module has answered. `take(text, source)`: the reader wants the text before anything was left out. */
export function repairs(engine, slot, number, take) {
  const body = el("div", null), element = el("div", { class: "noted", id: "repairs" }, el("h3", null, say("files.read.title")), body);
  const show = (found) => {
    const digits = slot.report.indicators.filter((i) => LETTERS.test(i.raw)).map((i) => i.span);
    const all = digits.length ? [...found, { kind: "digits", count: digits.length, spans: digits }] : found;
    const notes = slot.source ? slot.source.notes : [];
    fill(body,
      notes.length || all.length ? null : el("p", { class: "quiet" }, say("files.read.none")),
      notes.length ? el("ul", null, notes.map((note) => el("li", null, worded(note)))) : null,
      all.length ? el("p", { class: "quiet" }, say("files.read.kept")) : null,
      all.map((repair) => kind(slot, repair)),
      slot.source ? beforeButton(number, slot.source, take) : null);
  };
  const before = known.get(slot.report);
  if (before) show(before);
  else engine.repairs(slot.text).then((found) => { if (found) { known.set(slot.report, found); show(found); } }, () => element.remove());   // what stopped is said where it stopped
  return element;
}

const kind = (slot, { kind, count, spans }) => el("details", { "data-repair": kind, "data-count": count },
  el("summary", null, say(`files.read.${kind}`, { n: count.toLocaleString("en") })),
  el("ul", { class: "places" }, spans.slice(0, SHOWN).map((span, i) => el("li", null, spotButton(slot, `repair:${kind}:${i}`, say("files.read.title"), span, excerpt(slot.text, span, 60)))),
    count > SHOWN ? el("li", { class: "quiet" }, say("files.read.more", { n: (count - SHOWN).toLocaleString("en") })) : null));
