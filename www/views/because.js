/** Turns a selection into what it rests on: why two figures were taken for one, the sum as on paper, the sentences, and what a reader can correct. */

import { add, end, onPair, remove } from "../corrections.js";
import { copy } from "../copy.js";
import { el } from "../dom.js";
import { amount, change, isRate, number, rough } from "../format.js";
import { reportName, statusWord } from "../names.js";
import { order, slotOf, state, update } from "../state.js";
import { say } from "../strings.js";
import { address, paragraphs, path } from "../text.js";
import { quote } from "./source.js";

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

/** One side's sentence as a quote, with its address, its headings and what can be done with it. */
export function side(name, target) {
  if (!target) return null;
  const slot = state.slots[slotOf(name)];
  const [paragraph, sentence] = address(slot.text, paragraphs(slot.text), target.sentence.start).split("-");
  const steps = path(slot.report, target.section);
  return el("figure", { class: `quote ${name}` },
    el("figcaption", null, el("span", { class: name === "after" ? "y1" : "y0" }, reportName(slot)),
      el("span", { class: "at" }, `${paragraph} ${say("paragraph")} ${sentence} ${say("sentence")}`)),
    el("blockquote", { class: "said" }, quote(slot.text, slot.report, target)),
    steps.length ? el("p", { class: "path" }, steps.join(" › ")) : null,
    el("p", { class: "acts" },
      el("button", { class: "link", type: "button", onclick: () => update({ pane: name, selected: { ...(state.selected || { key: "", label: "", before: null, after: null }), [name]: target } }, "selection") }, say("showSource")),
      el("button", { class: "link", type: "button", onclick: () => copy(citation(slot, target, paragraph, sentence)) }, say("copyQuote"))));
}

/** `青澜区 2023 年度报告第 9 段第 2 句：“…”` */
export function citation(slot, target, paragraph, sentence) {
  const words = slot.text.slice(target.sentence.start, target.sentence.end).replace(/\s*[\r\n]\s*/g, "");
  return say("citation", { place: slot.report.meta.region || "", year: slot.report.meta.year ? ` ${slot.report.meta.year} ` : "", p: paragraph, s: sentence, words });
}

export function difference(chosen) {
  if (chosen.pair.loose) return null;
  const [before, after] = indicatorsOf(chosen.pair), words = change(chosen.pair, before, after);
  if (!words.main) return chosen.pair.reason && before && after ? el("p", null, el("span", { class: "tag warn" }, say("incomparable")), " ", chosen.pair.reason) : el("p", { class: "quiet" }, statusWord(chosen.pair.status));
  const main = isRate(after) || chosen.pair.status === "same" ? words.main : (rough(before, after) ? say("about") : "") + amount(chosen.pair.delta, after.unit);
  return el("p", { class: "delta" }, el("b", { class: chosen.pair.status }, main), main === words.main ? null : el("span", null, words.main));
}

/** Why the two were taken for one, and the sum as on paper. */
export function reasons(chosen) {
  const { pair } = chosen, [before, after] = indicatorsOf(pair);
  if (!before || !after) return null;
  const why = [], hand = pairFix(before, after);
  if (hand) why.push(say("fix.made"));
  if (!pair.loose) why.push(pair.shared.length ? say("sharedWords", { n: pair.shared.join(say("sep.quoted")) }) : say("sharedNone"));
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
  return [side("before", chosen.before), side("after", chosen.after), el("div", { class: "wide" }, reasons(chosen), corrections(chosen))];
}
