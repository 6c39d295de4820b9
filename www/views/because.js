/** Turns a selection into what it rests on: why two figures were taken for one, the sum as on paper, the sentences, and what a reader can correct. */

import { add, end, onPair, remove } from "../corrections.js";
import { copy } from "../copy.js";
import { el } from "../dom.js";
import { amount, change, isRate, number, rough } from "../format.js";
import { reportName, statusWord } from "../names.js";
import { order, slotOf, state, update } from "../state.js";
import { say } from "../strings.js";
import { addressOf, addressWords, verbatim } from "../address.js";
import { address, neighbours, paragraphs, path } from "../text.js";
import { explain, howButton } from "./how.js";
import { quote } from "./source.js";
import { alsoHere } from "./trace.js";

const sides = () => order().map((slot) => state.slots[slot]);

/** The two indicators of a pair. */
export function indicatorsOf(pair) {
  const [b, a] = sides().map((slot) => slot.report.indicators);
  return [pair.before === null ? null : b[pair.before], pair.after === null ? null : a[pair.after]];
}

/** The correction by hand that made this pair, or null. */
export function pairFix(before, after) {
  if (!before || !after || !state.fixes.length) return null;
  const [b, a] = sides();
  return onPair(end(b.text, before.span), end(a.text, after.span));
}

/** Does a correction of pairs make sense here? Of one text twice the two places could not be told apart. */
const open = () => sides()[0].text !== sides()[1].text;

export function setPair(before, after, same) {
  const [b, a] = sides();
  add({ kind: "pair", ends: [end(b.text, before.span), end(a.text, after.span)], same });
  update({}, "corrections");
}

export function dropFix(fix) {
  remove(fix);
  update({}, "corrections");
}

/** Where a target stands, as it is cited: 第二部分（一）第3段第2句. */
export const cited = (slot, target) => addressWords(addressOf(slot.text, paragraphs(slot.text), slot.report.sections, target.span), say);

/** Neighbouring sentences are shown up to this length. */
const NEAR = 70;

/** One side's sentence as a quote between its neighbours, with its address, its headings and what can be done with it. `own` is the row that it is shown for. */
export function side(name, target, own) {
  if (!target) return null;
  const slot = state.slots[slotOf(name)], list = paragraphs(slot.text);
  const [paragraph, sentence] = address(slot.text, list, target.span.start).split("-");
  const steps = path(slot.report, target.section), [before, after] = neighbours(slot.text, list, target.sentence);
  const near = (span, which) => {
    if (!span) return null;
    const words = slot.text.slice(span.start, span.end), long = words.length > NEAR;
    return el("p", { class: "near said", title: say(`cite.${which}`) }, long && which === "before" ? `……${words.slice(-NEAR)}` : long ? `${words.slice(0, NEAR)}……` : words);
  };
  return el("figure", { class: `quote ${name}` },
    el("figcaption", null, el("span", { class: name === "after" ? "y1" : "y0" }, reportName(slot)),
      el("span", { class: "at", title: say("cite.whole", { p: paragraph, s: sentence }) }, cited(slot, target))),
    near(before, "before"), el("blockquote", { class: "said" }, quote(slot.text, slot.report, target)), near(after, "after"),
    steps.length ? el("p", { class: "path" }, steps.join(" › ")) : null,
    el("p", { class: "acts" },
      el("button", { class: "link", type: "button", onclick: () => update({ pane: name, selected: { ...(state.selected || { key: "", label: "", before: null, after: null }), [name]: target } }, "selection") }, say("showSource")),
      citeButton(slot, target)),
    alsoHere(name, target, own));
}

export const citeButton = (slot, target) => el("button", { class: "link", type: "button", "data-cite": "", onclick: () => copy(citation(slot, target)) }, say("cite.copy"));

/** `《青澜区2023年度法治政府建设情况报告》第二部分（一）第3段第2句：“…”`; title and sentence stand as the report has them. */
export function citation(slot, target) {
  const { title, region, year } = slot.report.meta, at = cited(slot, target);
  const given = { title, at, place: region || "", year: year ? ` ${year} ` : "", words: slot.text.slice(target.sentence.start, target.sentence.end).replace(/\s*[\r\n]\s*/g, "") };
  return verbatim(say(title ? "cite.source" : "cite.untitled"), given);
}

/** The ? of a selection: how its figure was computed. */
export function howOf(chosen) {
  const [kind, id] = chosen.key.split(":"), known = { pair: chosen.key, target: chosen.key, check: chosen.key, agreement: chosen.key, plan: chosen.key, passage: "reuse:0", topic: `topic:${id}:after`, required: "complete:0:after" }[kind];
  const key = chosen.how || (state.mode === "one" && kind === "plan" ? null : known) || null;
  return key && explain(key) ? howButton(key) : null;
}

export function difference(chosen) {
  if (chosen.pair.loose) return howOf(chosen) ? el("p", { class: "delta" }, howOf(chosen)) : null;
  const [before, after] = indicatorsOf(chosen.pair), words = change(chosen.pair, before, after);
  if (!words.main) return chosen.pair.reason && before && after ? el("p", null, el("span", { class: "tag warn" }, say("incomparable")), " ", chosen.pair.reason) : el("p", { class: "quiet" }, statusWord(chosen.pair.status));
  const main = isRate(after) || chosen.pair.status === "same" ? words.main : (rough(before, after) ? say("about") : "") + amount(chosen.pair.delta, after.unit);
  return el("p", { class: "delta" }, el("b", { class: chosen.pair.status }, main), main === words.main ? null : el("span", null, words.main), " ", howOf(chosen));
}

/** Why the two were taken for one, and the sum as on paper. */
export function reasons(chosen) {
  const { pair } = chosen, [before, after] = indicatorsOf(pair);
  if (!before || !after) return null;
  const why = [], hand = pairFix(before, after);
  if (hand) why.push(say("fix.made"));
  if (!pair.loose) why.push(pair.shared.length ? say("sharedWords", { n: pair.shared.map((words) => words.replace(/“/g, "‘").replace(/”/g, "’")).join(say("sep.quoted")) }) : say("sharedNone"));
  why.push(before.unit === after.unit ? say("sameUnit") : say("otherUnit", { n: before.unit, m: after.unit }));
  if (!hand) why.push(pair.band ? say("bandWord", { n: Math.round(pair.confidence * 100), m: say(`band.${pair.band}`) }) : say("confidence", { n: Math.round(pair.confidence * 100) }));
  const second = pair.runnerUp && state.slots[slotOf("after")].report.indicators[pair.runnerUp.after];
  if (!pair.loose) why.push(second ? say("runnerUp", { n: second.label + second.raw, m: Math.round(pair.runnerUp.score * 100) }) : say("runnerUpNone"));
  const figures = { a: number(before.value), b: number(after.value) };
  let sum = null;
  if (pair.delta !== null && isRate(after)) sum = say("arithmeticPoints", { ...figures, p: number(pair.delta) });
  else if (pair.percent !== null) sum = say("arithmetic", { ...figures, p: number(pair.percent, 1) });
  return el("div", { class: "reasons" }, el("h4", null, say(pair.loose ? "whyLoose" : "why")), el("p", null, why.join(say("sep.semicolon")) + say("sep.stop")),
    pair.reason ? el("p", null, say(pair.delta === null ? "reasonLabel" : "reasonNote", { n: pair.reason })) : null,
    sum ? [el("h4", null, say("computing")), el("p", { class: "num" }, sum), rough(before, after) ? el("p", { class: "quiet small" }, say("arithmeticRough")) : null] : null);
}

/** What a reader can correct in a pair, a figure without a partner, or a suggestion. The list of partners opens by `data-partner`. */
export function corrections(chosen) {
  const { pair } = chosen;
  if (!pair || !open()) return null;
  const [before, after] = indicatorsOf(pair);
  const act = (id, words, run) => el("button", { class: "link", type: "button", "data-act": id, onclick: run }, words);
  const partner = (words) => el("button", { class: "link", type: "button", "data-act": "partner", "data-partner": after ? `after:${after.id}` : `before:${before.id}` }, words);
  if (!before || !after) return el("p", { class: "acts fixes" }, partner(say("fix.findPair")));
  const fix = pairFix(before, after);
  return el("p", { class: "acts fixes" },
    fix ? act("leave", say("fix.leave"), () => dropFix(fix)) : act("apart", say("fix.notSame"), () => setPair(before, after, false)),
    !fix && (pair.loose === "suggestion" || pair.band === "middle") ? act("same", say("fix.same"), () => setPair(before, after, true)) : null,
    pair.loose ? null : partner(say("fix.repair")));
}

/** The pair of a target or a suggestion, in the shape of a computed one. */
export const loosePair = (kind, before, after, confidence) => ({ loose: kind, before, after, confidence, band: null, shared: [], delta: null, percent: null, reason: null, runnerUp: null });

/** All that a row's evidence is, for the row that unfolds. */
export function because(chosen) {
  return [side("before", chosen.before, chosen.key), side("after", chosen.after, chosen.key), el("div", { class: "wide" }, reasons(chosen), corrections(chosen))];
}
