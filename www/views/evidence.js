/** Turns what is selected into its evidence: the sentence in the text, or the two sentences of a pair. */

import { el, fill } from "../dom.js";
import { reportName } from "../names.js";
import { slotOf, state, update } from "../state.js";
import { labelled, say } from "../strings.js";
import { countCharacters } from "../text.js";
import { citeButton, cited, corrections, difference, howOf, reasons, side } from "./because.js";
import { sourceView } from "./source.js";
import { alsoHere, items } from "./trace.js";

/** Makes the pane; `choose(key)` is called when a number in the source is clicked. */
export function evidencePane(choose) {
  const title = el("h2", { id: "pane-title" });
  const actions = el("span", { class: "right" });
  const body = el("div", { class: "body", id: "evidence-body", tabindex: "-1" });
  const about = el("div", { class: "about", hidden: true });
  const source = labelled(el("div", { class: "body src said", id: "source", tabindex: "0", role: "region" }), { "aria-label": "source" });
  const foot = el("footer");
  const close = labelled(el("button", { class: "closer", type: "button", onclick: lower }, "×"), { "aria-label": "close" });
  const element = el("aside", { class: "pane", id: "evidence", "aria-labelledby": "pane-title" }, el("header", null, title, actions, close), body, about, source, foot);
  const view = sourceView(source, choose);

  function lower() {
    element.classList.remove("up");
    delete document.documentElement.dataset.sheet;
    const row = document.querySelector('#main [aria-selected="true"], #main canvas[data-chosen]');
    if (row) row.focus();
  }
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (state.mode === "two" && state.pane !== "evidence") update({ pane: "evidence" }, "selection");
    lower();
  });

  function showSource(side) {
    const slot = state.slots[slotOf(side)];
    body.hidden = true; source.hidden = false; foot.hidden = false;
    element.classList.remove("bare");
    fill(title, state.mode === "one" ? say("source") : say("sourceOf", { n: reportName(slot) }));
    fill(actions, state.mode === "two" ? el("button", { class: "link", type: "button", onclick: () => update({ pane: "evidence" }, "selection") }, say("backToEvidence")) : null);
    const target = (state.selected && (state.mode === "one" ? state.selected.after : state.selected[side])) || null;
    view.show(slot.text, slot.report, state.mode === "one" || state.comparison ? items(side) : []);
    view.light(target);
    about.hidden = !target;
    fill(about, target ? [el("p", null, el("b", null, state.selected.label), " ", howOf(state.selected)), el("p", { class: "acts" }, el("span", { class: "at" }, cited(slot, target)), citeButton(slot, target)), alsoHere(side, target, state.selected.how || state.selected.key)] : null);
    fill(foot, view.foldable() ? el("button", { class: "link", type: "button", id: "fold-all", onclick: (event) => { view.foldAll(); fill(event.currentTarget, say(view.folded() ? "find.unfoldAll" : "find.foldAll")); } }, say(view.folded() ? "find.unfoldAll" : "find.foldAll")) : null, el("span", { class: "number" }, say("numberMark")), el("span", { class: "document" }, say("documentMark")), el("span", { class: "item" }, say("cite.itemMark")),
      el("span", { class: "right" }, say("counted", { n: countCharacters(slot.text), m: view.count() })));
  }

  function showPair() {
    body.hidden = false; source.hidden = foot.hidden = about.hidden = true;
    fill(title, say("evidence"));
    fill(actions);
    const chosen = state.selected;
    element.classList.toggle("bare", !chosen);
    if (!chosen) return fill(body, el("p", { class: "quiet" }, say("evidenceHint")), el("p", { class: "quiet small" }, say("keys")));
    const own = chosen.how || chosen.key;
    const quotes = chosen.quotes ? chosen.quotes.map((quote) => side(quote.side, quote.target, own)) : [side("after", chosen.after, own), side("before", chosen.before, own)];
    fill(body, el("h3", null, chosen.label, " ", chosen.pair ? null : howOf(chosen)), chosen.head ? chosen.head() : null, chosen.pair ? difference(chosen) : null, quotes, chosen.pair ? [reasons(chosen), corrections(chosen)] : null);
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
      const row = document.querySelector('#main [aria-selected="true"]');
      // What is being corrected must not be covered.
      if (row && row.nextElementSibling && row.nextElementSibling.classList.contains("editing") && getComputedStyle(element).position === "fixed") {
        element.classList.remove("up");
        delete document.documentElement.dataset.sheet;
        return;
      }
      // What has unfolded its evidence in place needs no sheet over it.
      if (state.pane === "evidence" && row && row.nextElementSibling && row.nextElementSibling.classList.contains("detail") && getComputedStyle(element).display === "none") return;
      element.classList.add("up");
      document.documentElement.dataset.sheet = "up";
      if (!row || getComputedStyle(element).position !== "fixed") return;
      const below = row.getBoundingClientRect().bottom - element.getBoundingClientRect().top;
      if (below > 0) window.scrollBy(0, below + 8);
    },
    /** Marks words in whatever source is shown from now on. */
    find: (words) => view.find(words),
    focus: () => (source.hidden ? body : source).focus(),
  };
}
