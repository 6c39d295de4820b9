/** Turns what is selected into its evidence: the sentence in the text, or the two sentences of a pair. */

import { copy } from "../copy.js";
import { el, fill } from "../dom.js";
import { amount, change, isRate, number, rough } from "../format.js";
import { reportName, statusWord } from "../names.js";
import { order, slotOf, state, update } from "../state.js";
import { say } from "../strings.js";
import { address, countCharacters, paragraphs, path } from "../text.js";
import { quote, sourceView } from "./source.js";

/** Makes the pane; `choose(key)` is called when a number in the source is clicked. */
export function evidencePane(choose) {
  const title = el("h2", { id: "pane-title" });
  const actions = el("span", { class: "right" });
  const body = el("div", { class: "body", id: "evidence-body", tabindex: "-1" });
  const source = el("div", { class: "body src said", id: "source", tabindex: "0", role: "region", "aria-label": say("source") });
  const foot = el("footer");
  const close = el("button", { class: "closer", type: "button", "aria-label": say("close"), onclick: lower }, "×");
  const element = el("aside", { class: "pane", id: "evidence", "aria-labelledby": "pane-title" }, el("header", null, title, actions, close), body, source, foot);
  const view = sourceView(source, choose);

  function lower() {
    element.classList.remove("up");
    delete document.documentElement.dataset.sheet;
    const row = document.querySelector('#main [aria-selected="true"]');
    if (row) row.focus();
  }
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") lower();
  });

  function showSource(side) {
    const slot = state.slots[slotOf(side)];
    body.hidden = true; source.hidden = false; foot.hidden = false;
    fill(title, state.mode === "one" ? say("source") : say("sourceOf", { n: reportName(slot) }));
    fill(actions, state.mode === "two" ? el("button", { class: "link", type: "button", onclick: () => update({ pane: "evidence" }, "selection") }, say("backToEvidence")) : null);
    view.show(slot.text, slot.report);
    view.light((state.selected && (state.mode === "one" ? state.selected.after : state.selected[side])) || null);
    fill(foot, el("span", { class: "number" }, say("numberMark")), el("span", { class: "document" }, say("documentMark")),
      el("span", { class: "right" }, say("counted", { n: countCharacters(slot.text), m: view.count() })));
  }

  function showPair() {
    body.hidden = false; source.hidden = true; foot.hidden = true;
    fill(title, say("evidence"));
    fill(actions);
    const chosen = state.selected;
    if (!chosen) return fill(body, el("p", { class: "quiet" }, say("evidenceHint")), el("p", { class: "quiet small" }, say("keys")));
    fill(body, el("h3", null, chosen.label), chosen.pair ? difference(chosen) : null, side("after", chosen.after), side("before", chosen.before), chosen.pair ? reasons(chosen) : null);
    body.scrollTop = 0;
  }

  return {
    element, lower,
    draw() {
      if (!state.slots[state.shown].report && state.mode === "one") return;
      const which = state.mode === "one" ? "after" : state.pane;
      if (which === "evidence") showPair(); else showSource(which);
    },
    /** On narrow screens the pane is a sheet at the bottom; what it explains is moved to where it can be seen above it. */
    raise() {
      element.classList.add("up");
      document.documentElement.dataset.sheet = "up";
      const row = document.querySelector('#main [aria-selected="true"]');
      if (!row || getComputedStyle(element).position !== "fixed") return;
      const below = row.getBoundingClientRect().bottom - element.getBoundingClientRect().top;
      if (below > 0) window.scrollBy(0, below + 8);
    },
    focus: () => (source.hidden ? body : source).focus(),
  };
}

/** One side's sentence as a quote, with its address, its headings and what can be done with it. */
function side(name, target) {
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
      el("button", { class: "link", type: "button", onclick: () => update({ pane: name }, "selection") }, say("showSource")),
      el("button", { class: "link", type: "button", onclick: () => copy(citation(slot, target, paragraph, sentence)) }, say("copyQuote"))));
}

/** `青澜区 2023 年度报告第 9 段第 2 句：“…”` */
export function citation(slot, target, paragraph, sentence) {
  const words = slot.text.slice(target.sentence.start, target.sentence.end).replace(/\s*[\r\n]\s*/g, "");
  return say("citation", { place: slot.report.meta.region || "", year: slot.report.meta.year ? ` ${slot.report.meta.year} ` : "", p: paragraph, s: sentence, words });
}

/** The two indicators of a pair that is selected. */
function indicators(chosen) {
  const [b, a] = order().map((slot) => state.slots[slot].report.indicators);
  const { before, after } = chosen.pair;
  return [before === null ? null : b[before], after === null ? null : a[after]];
}

function difference(chosen) {
  const [before, after] = indicators(chosen), words = change(chosen.pair, before, after);
  if (!words.main) return chosen.pair.reason && before && after ? el("p", null, el("span", { class: "tag warn" }, say("incomparable")), " ", chosen.pair.reason) : el("p", { class: "quiet" }, statusWord(chosen.pair.status));
  const main = isRate(after) || chosen.pair.status === "same" ? words.main : (rough(before, after) ? say("about") : "") + amount(chosen.pair.delta, after.unit);
  return el("p", { class: "delta" }, el("b", { class: chosen.pair.status }, main), main === words.main ? null : el("span", null, words.main));
}

/** Why the two were taken for one, and the sum as on paper. */
function reasons(chosen) {
  const { pair } = chosen, [before, after] = indicators(chosen);
  if (!before || !after) return null;
  const why = [];
  if (pair.shared.length) why.push(say("sharedWords", { n: pair.shared.join("”“") }));
  why.push(before.unit === after.unit ? say("sameUnit") : say("otherUnit", { n: before.unit, m: after.unit }));
  why.push(say("confidence", { n: Math.round(pair.confidence * 100) }));
  const second = pair.runnerUp && state.slots[slotOf("after")].report.indicators[pair.runnerUp.after];
  if (second) why.push(say("runnerUp", { n: second.label + second.raw, m: Math.round(pair.runnerUp.score * 100) }));
  const figures = { a: number(before.value), b: number(after.value) };
  let sum = null;
  if (pair.delta !== null && isRate(after)) sum = say("arithmeticPoints", { ...figures, p: number(pair.delta) });
  else if (pair.percent !== null) sum = say("arithmetic", { ...figures, p: number(pair.percent, 1) });
  return el("div", { class: "reasons" }, el("h4", null, say("why")), el("p", null, `${why.join("；")}。`),
    sum ? [el("h4", null, say("computing")), el("p", { class: "num" }, sum), rough(before, after) ? el("p", { class: "quiet small" }, say("arithmeticRough")) : null] : null);
}
