/** Turns an indicator into the list of those of the other year that a reader can pair it with, the likeliest first. */

import { el, fill, paused } from "../dom.js";
import { shortName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { setPair } from "./because.js";
import { excerpt, figure, sides } from "./two.js";

/** So many are listed; the filter finds the rest. */
const LISTED = 60;

/** Pairs of characters, which two names share where they speak of one thing. */
function bigrams(words) {
  const found = new Set();
  for (let i = 0; i + 1 < words.length; i++) found.add(words.slice(i, i + 2));
  return found;
}

/** 0–1; only for the order of a list that a person reads, never for a result. */
function alike(label, unit, other) {
  const a = bigrams(label), b = bigrams(other.label);
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return (a.size + b.size ? 2 * common / (a.size + b.size) : 0) + (unit === other.unit ? 0.2 : 0);
}

/** { title, content } for a sheet; `side` is where the indicator `id` stands; `done()` closes it. */
export function partnerList(side, id, done) {
  const [before, after] = sides(), slot = side === "before" ? before : after, other = side === "before" ? after : before;
  const held = slot.report.indicators[id];
  const taken = new Map(state.comparison.indicators.filter((p) => p.before !== null && p.after !== null).map((p) => (side === "before" ? [p.after, p.before] : [p.before, p.after])));
  const ranked = other.report.indicators.map((indicator) => ({ indicator, score: alike(held.label, held.unit, indicator) })).sort((x, y) => y.score - x.score || x.indicator.id - y.indicator.id);
  const box = el("input", { class: "find", type: "search", id: "partner-filter", placeholder: say("fix.partnerFilter"), "aria-label": say("fix.partnerFilter"), "data-first": "" });
  const list = el("ul", { class: "partners" });
  const choose = (indicator) => {
    done();
    if (side === "before") setPair(held, indicator, true); else setPair(indicator, held, true);
  };
  const item = ({ indicator }) => {
    const partner = taken.get(indicator.id);
    return el("li", null, el("button", { type: "button", "data-indicator": indicator.id, onclick: () => choose(indicator) },
      el("span", { class: "what" }, indicator.label), " ", el("span", { class: "n" }, figure(indicator)),
      partner !== undefined ? el("span", { class: "tag" }, say("fix.partnerNow", { n: slot.report.indicators[partner].label })) : null,
      el("span", { class: "said once" }, excerpt(other.text, indicator.sentence, 90))));
  };
  const draw = () => {
    const wanted = box.value.trim().toLowerCase();
    const left = ranked.filter(({ indicator }) => !wanted || `${indicator.label} ${indicator.raw}`.toLowerCase().includes(wanted));
    fill(list, left.slice(0, LISTED).map(item), left.length ? null : el("li", { class: "quiet" }, say("fix.partnerNone")), left.length > LISTED ? el("li", { class: "quiet" }, say("fix.more", { n: left.length - LISTED })) : null);
  };
  box.addEventListener("input", paused(80, draw));
  draw();
  return {
    title: say("fix.partner", { report: shortName(slot), label: held.label, other: shortName(other) }),
    content: [el("p", { class: "held said" }, excerpt(slot.text, held.sentence, 160)), box, list],
  };
}
