/** Turns words that a reader looks for into hits in the results and places in the source: one field, `/` leads into it, Esc out of it. */

import { el, fill, hit, paused } from "../dom.js";
import { metricName } from "../metrics.js";
import { both, order, slotOf, state, update } from "../state.js";
import { inEnglish, labelled, live, say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { followUpSelection } from "./plans.js";
import { problemSelection } from "./problems.js";
import { around, excerpt, sectionAt, selection } from "./one.js";
import { COUNTED, places } from "./source.js";
import { citationSelection, pairSelection } from "./two.js";

/** So many hits of each kind are listed. */
const LISTED = 8;

/** What the lists of the views hold: [{ view, named, entries: [{ key, words, selected() }] }]. */
function lists() {
  if (state.mode === "two" && state.comparison) {
    const [before, after] = order().map((slot) => state.slots[slot]), { comparison } = state;
    const of = (found, side, id) => (id === null ? "" : side.report[found][id]);
    const named = (i) => (i ? `${i.label} ${i.raw}` : "");
    return [
      { view: "compared", named: say("compared"), entries: comparison.indicators.map((p, i) => ({ key: `pair:${i}`, words: [named(of("indicators", before, p.before)), named(of("indicators", after, p.after))].filter(Boolean).join(" → "), selected: () => pairSelection(i) })) },
      { view: "plans", named: say("plansTwo"), entries: comparison.followUps.map((f, i) => ({ key: `plan:${i}`, words: before.report.commitments[f.commitment].text, selected: () => followUpSelection(i) })) },
      { view: "problems", named: say("problemsTwo"), entries: comparison.problems.map((p, i) => ({ key: `problem:${i}`, words: [of("problems", before, p.before), of("problems", after, p.after)].map((item) => item.text || "").join(" "), selected: () => problemSelection(i) })) },
      { view: "documents", named: say("documentsTwo"), entries: comparison.citations.map((p, i) => ({ key: `citation:${i}`, words: [of("citations", before, p.before), of("citations", after, p.after)].map((c) => (c ? `《${c.title}》${c.number ? c.number.text : ""}` : "")).filter(Boolean).join(" "), selected: () => citationSelection(i) })) },
    ];
  }
  const { report } = state.slots[state.shown];
  const list = (view, kind, found, words) => ({ view, named: say(view), entries: found.map((one, i) => ({ key: `${kind}:${i}`, words: words(one), selected: () => selection(`${kind}:${i}`) })) });
  return [
    list("indicators", "indicator", report.indicators, (i) => [i.label, i.raw, metricName(i.metric)].filter(Boolean).join(" ")), list("documents", "document", report.citations, (c) => `《${c.title}》${c.number ? c.number.text : ""}`),
    list("problems", "problem", report.problems, (item) => item.text), list("plans", "plan", report.commitments, (item) => item.text), list("outline", "section", report.sections, (s) => s.marker + s.title),
  ];
}

/** `mark(words)` marks them in the source; `open(hit)` shows a hit of the results: { view, key, selected() }; `look()` makes the source visible. */
export function searchField({ mark, open, look }) {
  const box = labelled(el("input", { class: "find", type: "search", id: "search", autocomplete: "off", spellcheck: "false", "aria-controls": "search-hits" }), { placeholder: "find.hint", "aria-label": "find.hint" });
  const count = el("span", { class: "search-count", id: "search-count", role: "status" }), hits = el("div", { class: "hits", id: "search-hits", hidden: true });
  const step = (id, key, by, sign) => labelled(el("button", { class: "tool", type: "button", id, onclick: () => move(by) }, sign), { "aria-label": key, title: key });
  const steps = el("span", { class: "search-steps", hidden: true }, step("search-previous", "find.previous", -1, "↑"), step("search-next", "find.next", 1, "↓"));
  const element = el("div", { class: "search", role: "search", hidden: true }, el("label", { class: "sr", for: "search" }, live("find.hint")), box, count, steps, hits);
  let found = [], current = -1, opener = null, spoke = inEnglish();

  /** The texts to look in: the one shown, or the later and then the earlier. */
  const texts = () => (state.mode === "two" && both() ? ["after", "before"] : ["after"]);

  function search() {
    const words = box.value.trim();
    current = -1;
    mark(words);
    steps.hidden = !words;
    if (!words) { found = []; fill(count); hits.hidden = true; fill(hits); return; }
    found = texts().flatMap((side) => places(state.slots[slotOf(side)].text, words).map((span) => ({ side, span })));
    const wanted = words.toLowerCase(), groups = lists().map((group) => ({ ...group, entries: group.entries.filter((entry) => entry.words.toLowerCase().includes(wanted)) })).filter((group) => group.entries.length);
    const total = groups.reduce((sum, group) => sum + group.entries.length, 0);
    tell(total);
    fill(hits, groups.map((group) => [el("h3", null, group.named, " ", el("span", { class: "quiet" }, group.entries.length)), el("ul", null, group.entries.slice(0, LISTED).map((entry) => el("li", null, el("button", { type: "button", class: "hit", "data-hit": entry.key, onclick: () => { hits.hidden = true; open({ view: group.view, ...entry }); } }, around30(entry.words, wanted)))),
      group.entries.length > LISTED ? el("li", { class: "quiet small" }, say("find.more", { n: group.entries.length - LISTED })) : null)]), total ? null : el("p", { class: "quiet" }, say("find.noResult")));
    hits.hidden = false;
  }

  const tell = (total) => fill(count, say(current < 0 ? "find.count" : "find.place", { n: total === undefined ? "" : total, m: found.length >= COUNTED ? `${COUNTED}+` : found.length, k: current + 1 }));

  /** The words with what is sought in bold, cut so that it is in sight. */
  function around30(words, wanted) {
    const flat = words.replace(/\s+/g, " "), at = Math.max(0, flat.toLowerCase().indexOf(wanted)), from = at > 24 ? at - 16 : 0;
    return [from ? "…" : "", flat.slice(from, at), el("b", null, flat.slice(at, at + wanted.length)), excerpt(flat, { start: at + wanted.length, end: flat.length }, 40)];
  }

  function move(by) {
    if (!found.length) return;
    current = (current + by + found.length) % found.length;
    if (current < 0) current = 0;
    const { side, span } = found[current], { text, report } = state.slots[slotOf(side)];
    const target = { span, sentence: around(text, span), section: sectionAt(report, span.start) }, other = side === "after" ? "before" : "after";
    hits.hidden = true;
    look();
    update({ selected: { key: `found:${current}`, label: box.value.trim(), pair: null, [other]: null, [side]: target, found: address(text, paragraphs(text), span.start) }, pane: state.mode === "two" ? side : "evidence" }, "selection");
    tell();
  }

  function leave() {
    box.value = "";
    search();
    if (opener && opener.isConnected) opener.focus(); else box.blur();
  }

  box.addEventListener("input", paused(120, search));
  box.addEventListener("focus", () => { if (found.length && current < 0) hits.hidden = false; });
  element.addEventListener("keydown", (event) => {
    const buttons = [...hits.querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") { event.stopPropagation(); leave(); } else if (event.key === "Enter" && event.target === box) { event.preventDefault(); if (!found.length) search(); move(event.shiftKey ? -1 : 1); } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !hits.hidden) {
      event.preventDefault();
      const to = at + (event.key === "ArrowDown" ? 1 : -1);
      if (to < 0) box.focus(); else if (buttons[to]) buttons[to].focus();
    }
  });
  document.addEventListener("click", (event) => { if (!hit(event, ".search")) hits.hidden = true; });

  return {
    element,
    enter() {
      opener = document.activeElement === document.body ? null : document.activeElement;
      box.focus();
      box.select();
    },
    /** Where texts, their reading or the language changed, what was found is looked for again. */
    draw(changed) {
      element.hidden = state.mode === "many" || !state.slots.some((slot) => slot.report);
      if ((changed || spoke !== inEnglish()) && box.value.trim() && !element.hidden) { search(); hits.hidden = true; }
      spoke = inEnglish();
    },
  };
}
