/** Turns a figure into how it was computed: rule, terms, the sum in one line as on paper, limits; shown by the small ? beside it. */

import { el, fill, hit } from "../dom.js";
import { inWords, isRate, number, rough } from "../format.js";
import { otherPlace, reportName } from "../names.js";
import { order, slotOf, state } from "../state.js";
import { labelled, say } from "../strings.js";

/** A base smaller than this makes percentages that mislead. */
const SMALLEST_BASE = 5;
const NAMED = 8;

/** The ? beside a figure. `key` says which: see `KINDS`. In rows it is no tab stop: the pane of the row's evidence has it too. */
export const howButton = (key, inRow) => el("button", { class: "ask", type: "button", "data-how": key, "aria-label": say("reckon.open"), "aria-expanded": "false", tabindex: inRow ? "-1" : null }, "?");

const list = (words) => words.slice(0, NAMED).join(say("sep.list"));
const share = (part, whole) => say("reckon.fraction", { a: number(part), b: number(whole), p: (part / whole * 100).toFixed(1) });
const of = (side) => state.slots[slotOf(side)];

/** Figures of one sum, all in 亿 or 万 where that loses nothing: 305万 − 213.6万 = 91.4万. */
function written(figures) {
  const all = Object.values(figures).map(Math.abs), fits = (size, grain) => Math.max(...all) >= size && all.every((value) => value % grain === 0);
  const [size, unit] = fits(1e8, 1e6) ? [1e8, "亿"] : fits(1e4, 100) ? [1e4, "万"] : [1, ""];
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, number(value / size) + (value ? unit : "")]));
}

function pairOf(before, after, pair) {
  const names = order().map((slot) => reportName(state.slots[slot]));
  const terms = [before && [names[0], inWords(before)], after && [names[1], inWords(after)]].filter(Boolean);
  if (!before || !after) return { terms, rule: say("reckon.onlyOne"), limits: [] };
  const limits = [rough(before, after) ? say("reckon.rough") : null, otherPlace() ? say("reckon.otherPlace") : null, say("reckon.bounds")];
  if (pair.delta === null) return { terms, rule: pair.reason ? say("reckon.incomparable", { n: pair.reason }) : say("reckon.pair"), limits };
  const figures = written({ a: before.value, b: after.value, d: pair.delta });
  const sum = [[isRate(after) ? say("reckon.points") : say("reckon.delta"), say("reckon.sum", figures) + (isRate(after) ? ` ${say("points")}` : "")]];
  if (pair.percent !== null && pair.status !== "same") sum.push([say("reckon.percent"), say("reckon.share", { ...figures, p: number(pair.percent, 2) })]);
  if (!isRate(after) && before.value < SMALLEST_BASE) limits.unshift(say("reckon.small"));
  return { terms, sum, rule: isRate(after) ? say("reckon.rate") : pair.status === "same" ? say("reckon.same") : say("reckon.pair"), limits };
}

function checkOf(check) {
  const percentages = check.kind === "statedChange" || check.kind === "rateOfParts" || check.kind === "percentOutOfRange";
  const figure = (value) => number(value) + (percentages && check.arithmetic.includes("%") ? "%" : "");
  return { terms: [[say("reckon.stated"), figure(check.stated)], [say("reckon.computed"), figure(check.expected)]], sum: [[say("check.working"), check.arithmetic]], rule: `${check.message} ${say("reckon.check")}`, limits: [say("reckon.checkBounds")] };
}

const checksOf = (name) => {
  const [before, after] = order().map((slot) => state.slots[slot].report);
  return [...state.comparison[name], ...(after[name] || []), ...(before[name] || [])];
};

/** `kind:…` → what is told. */
const KINDS = {
  pair(id) {
    const pair = state.comparison.indicators[id];
    return pairOf(pair.before === null ? null : of("before").report.indicators[pair.before], pair.after === null ? null : of("after").report.indicators[pair.after], pair);
  },
  target(id) {
    const { planned, reached, met } = state.comparison.targets[id], a = of("before").report.indicators[planned], b = of("after").report.indicators[reached];
    const figures = written({ a: a.value, b: b.value });
    return { terms: [[say("goal.planned"), inWords(a)], [say("goal.reached"), inWords(b)]], sum: met === null ? null : [[say("goal.met"), say(met ? "reckon.reached" : "reckon.missed", figures)]], rule: say("reckon.target"), limits: [met === null ? say("reckon.targetOpen") : null, say("reckon.targetBounds")] };
  },
  check: (id) => checkOf(checksOf("checks")[id]),
  agreement: (id) => checkOf(checksOf("agreements")[id]),
  reuse() {
    const { reuse } = state.comparison;
    return { terms: [[say("reckon.copied"), number(reuse.copied)], [say("reckon.body"), number(reuse.of)]], sum: reuse.of ? [[say("reuse"), share(reuse.copied, reuse.of)]] : null, rule: say("reckon.reuse"), limits: [say("reckon.without", { n: `${(reuse.shareWithoutFormulas * 100).toFixed(1)}%` }), say("reckon.reuseBounds")] };
  },
  section(id) {
    const found = state.comparison.reuse.bySection.find((entry) => entry.after === id);
    return { ...KINDS.reuse(), terms: [], sum: null, rule: `${say("reckon.reuse")} ${say("reckon.section", { n: `${((found ? found.share : 0) * 100).toFixed(1)}%` })}` };
  },
  topic(id, side) {
    const topic = of(side).report.coverage[id];
    return { terms: [[say("reckon.spoken"), number(topic.characters)], [say("reckon.body"), number(topic.of)]], sum: topic.of ? [[topic.name, share(topic.characters, topic.of)]] : null, rule: say("reckon.topic"), limits: [topic.terms.length ? say("reckon.terms", { n: list(topic.terms) }) : null, say("reckon.topicBounds")] };
  },
  rate(id, side) {
    const { report } = of(side), indicator = report.indicators[id], { numerator, denominator, value } = indicator.recomputed;
    const [a, b] = [report.indicators[numerator], report.indicators[denominator]];
    const named = (i) => `${i.label} ${inWords(i)}`;
    return { terms: [[say("reckon.stated"), inWords(indicator)], [say("reckon.numerator"), named(a)], [say("reckon.denominator"), named(b)]], sum: [[say("reckon.computed"), say("reckon.fraction", { a: number(a.value), b: number(b.value), p: number(value) })]], rule: say("reckon.recomputed"), limits: [say("reckon.recomputedBounds")] };
  },
  complete(id, side) {
    const { required } = of(side).report, found = required.filter((part) => part.present);
    return { terms: required.map((part) => [say(`duty.part.${part.part}`), say(part.present ? "duty.present" : "duty.absent")]), sum: [[say("reckon.parts"), say("reckon.completeSum", { n: found.length, m: required.length })]], rule: say("reckon.complete"), limits: [say("reckon.completeBounds")] };
  },
  plan(id) {
    const follow = state.comparison.followUps[id], best = follow.evidence[0];
    return { terms: [[say("head.status"), say(`follow.${follow.status}`)], best && best.shared.length ? [say("reckon.shared"), list(best.shared)] : null, best ? [say("reckon.likeness"), `${Math.round(best.score * 100)}%`] : null].filter(Boolean), rule: say("reckon.plan"), limits: [say("reckon.planBounds")] };
  },
  chart: (id) => ({ terms: [], rule: say(`reckon.chart.${id}`), limits: [say("reckon.chartBounds")] }),
};

/** What is told of a key: { terms: [[name, words]], sum: [[name, line]] | null, rule, limits }. Null for one that nothing is known of. */
export function explain(key) {
  const [kind, id, side] = key.split(":");
  try {
    return KINDS[kind](/^\d+$/.test(id) ? Number(id) : id, side || "after");
  } catch (error) {
    return null;   // the finding went with the text that it was in
  }
}

/** The popover, one for the page: opens under the ? that was used, closes by Esc, by a click elsewhere and when the page scrolls away. */
export function howPopover() {
  const content = el("div");
  const element = labelled(el("div", { class: "pop", role: "dialog", tabindex: "-1", hidden: true }, content), { "aria-label": "reckon.title" });
  let owner = null;

  function close(back) {
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    element.hidden = true;
    if (back && owner.isConnected) owner.focus({ preventScroll: true });
    owner = null;
  }

  function open(button) {
    const told = explain(button.dataset.how);
    if (!told) return;
    owner = button;
    button.setAttribute("aria-expanded", "true");
    element.setAttribute("aria-label", say("reckon.title"));
    const rows = (pairs, kind) => (pairs && pairs.length ? el("dl", { class: kind }, pairs.map(([name, words]) => el("div", null, el("dt", null, name), el("dd", { class: "num" }, words)))) : null);
    fill(content, el("h2", null, say("reckon.title")), rows(told.sum, "sums"), rows(told.terms, "terms"), el("p", null, told.rule), el("ul", { class: "quiet small" }, told.limits.filter(Boolean).map((words) => el("li", null, words))));
    element.hidden = false;
    const box = button.getBoundingClientRect(), width = element.offsetWidth, height = element.offsetHeight;
    const below = box.bottom + 6, top = below + height > window.innerHeight - 8 ? Math.max(8, box.top - height - 6) : below;
    Object.assign(element.style, { left: `${Math.max(8, Math.min(box.left - 24, document.documentElement.clientWidth - width - 8))}px`, top: `${top}px` });
    element.focus({ preventScroll: true });
  }

  // Before the row that the ? stands in: it asks for the sum, not for the row.
  document.addEventListener("click", (event) => {
    const button = hit(event, "[data-how]");
    if (button) {
      event.stopPropagation();
      event.preventDefault();
      const again = owner === button;
      close(again);
      if (!again) open(button);
    } else if (owner && !element.contains(event.target)) close(false);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (!owner || (event.key !== "Escape" && event.key !== "Tab")) return;
    if (event.key === "Escape" || element.contains(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    }
  }, true);
  window.addEventListener("scroll", (event) => { if (owner && !element.contains(event.target)) close(element.contains(document.activeElement)); }, { capture: true, passive: true });
  window.addEventListener("resize", () => close(false));
  return { element, close };
}
