/** Turns what was chosen among many reports into its evidence: a sheet at the foot of the window, so that tables and charts keep their width. */

import { copy } from "../copy.js";
import { append, el, fill } from "../dom.js";
import { say } from "../strings.js";
import { verbatim } from "../address.js";
import { address, paragraphs } from "../text.js";
import { ownerOf, yearOf } from "../library/places.js";
import { around } from "./one.js";
import { quote } from "./source.js";

/** Characters of a passage that are quoted. */
const OPENING = 90;

/** A quote with its address: `span` the words, `sentence` what stands around them (found where it is not given). */
export function quoted(entry, span, sentence) {
  const whole = sentence || around(entry.text, span), list = paragraphs(entry.text);
  const where = address(entry.text, list, span.start), [p, s] = where.split("-");
  const words = entry.text.slice(whole.start, whole.end).replace(/\s*[\r\n]+\s*/g, "");
  return el("blockquote", { class: "quote" }, append(el("p", { class: "said" }), [quote(entry.text, null, { span, sentence: whole })]),
    el("p", { class: "quiet small" }, el("span", { class: "at" }, where), " ",
      el("button", { class: "link", type: "button", onclick: () => copy(verbatim(say("cite.untitled"), { place: ownerOf(entry), year: yearOf(entry) ? ` ${yearOf(entry)} ` : "", at: say("cite.whole", { p, s }), words })) }, say("cite.copy"))));
}

/** The beginning of a passage, for what rests on more than a sentence. */
export const opening = (entry, span) => quoted(entry, { start: span.start, end: span.start }, { start: span.start, end: Math.min(span.end, span.start + OPENING) });

export function dock() {
  let opener = null;
  const title = el("h2", { id: "dock-title" }), actions = el("span", { class: "right" });
  const body = el("div", { class: "body", id: "dock-body", tabindex: "-1" });
  const close = el("button", { class: "closer", type: "button", id: "close-dock", "aria-label": say("lib.close"), onclick: hide }, "×");
  const element = el("aside", { class: "dock", id: "dock", "aria-labelledby": "dock-title", hidden: true }, el("header", null, title, actions, close), body);

  function hide() {
    if (element.hidden) return;
    element.hidden = true;
    delete document.documentElement.dataset.dock;
    fill(body);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }
  element.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); hide(); } });

  return {
    element, hide,
    get open() { return !element.hidden; },
    focus() { (body.querySelector("input, button") || body).focus(); },
    /** `from`: the element that the focus goes back to, kept in sight above the sheet. */
    show(words, acts, content, from) {
      opener = from || document.activeElement;
      element.hidden = false;
      document.documentElement.dataset.dock = "open";
      fill(title, words);
      fill(actions, acts);
      fill(body, content);
      body.scrollTop = 0;
      if (!from) return;
      const below = from.getBoundingClientRect().bottom - element.getBoundingClientRect().top;
      if (below > 0) window.scrollBy(0, below + 12);
    },
  };
}
