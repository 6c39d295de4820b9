/** Turns the state into the frame around the views: top bar, context line, rail. */

import { inForce } from "../corrections.js";
import { el, fill, find, hit } from "../dom.js";
import { reportName } from "../names.js";
import { switchLanguage } from "../language.js";
import { both, order, state, update } from "../state.js";
import { inEnglish, labelled, say } from "../strings.js";
import { countCharacters } from "../text.js";

/** The bar stands in the page from the start; here it comes to life. */
export function topBar() {
  const element = document.querySelector(".top"), tabs = { one: find("tab-one"), two: find("tab-two"), many: find("tab-many") };
  const large = find("large"), theme = find("theme"), language = find("language"), more = find("more"), folded = find("more-tools");
  large.addEventListener("click", () => look("size", "large"));
  theme.addEventListener("click", () => look("theme", isDark() ? "light" : "dark"));
  language.addEventListener("click", switchLanguage);

  /** What a narrow window folds under 更多. */
  function unfold(open) {
    // What is chosen opens something of its own, which later gives the focus back to where it was: that must not be hidden by then.
    if (!open && folded.contains(document.activeElement)) more.focus();
    more.setAttribute("aria-expanded", String(open));
    folded.classList.toggle("open", open);
  }
  const isOpen = () => more.getAttribute("aria-expanded") === "true";
  more.addEventListener("click", () => unfold(!isOpen()));
  folded.addEventListener("click", () => { if (isOpen()) unfold(false); });
  document.addEventListener("click", (event) => { if (isOpen() && !hit(event, ".tools")) unfold(false); });
  element.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen()) { event.stopPropagation(); unfold(false); more.focus(); } });

  function look(name, value) {
    const root = document.documentElement.dataset;
    if (root[name] === value && name === "size") delete root[name]; else root[name] = value;
    update({}, "look");
  }

  return {
    element,
    draw(what) {
      for (const [mode, link] of Object.entries(tabs)) {
        if ((mode === "many" || state.slots.some((slot) => slot.report)) && state.mode === mode) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      }
      if (!what.has("look") && !what.has("language")) return;
      large.setAttribute("aria-pressed", String(document.documentElement.dataset.size === "large"));
      fill(theme, say(isDark() ? "light" : "dark"));
      // Named in the language that it leads to.
      fill(language, inEnglish() ? "中文" : "EN");
      language.lang = inEnglish() ? "zh-CN" : "en";
      language.title = inEnglish() ? "中文" : "English";
    },
  };
}

/** Kept, because asking has the browser work out the style of the whole page at once. */
const system = window.matchMedia("(prefers-color-scheme: dark)");
let systemDark = system.matches;
system.addEventListener("change", () => { systemDark = system.matches; });

/** Dark by the reader's choice, else as the system has it. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark;
}

/** `many(element)` fills the line for many reports; `search` stands at its end and keeps its words while the line is drawn anew. */
export function contextLine(many, search) {
  const words = el("div", { class: "context-words" }), element = el("div", { class: "context", id: "context" }, words, search);
  const year = (slot) => reportName(state.slots[slot]);
  const one = (slot, mark) => el("span", { class: "which" }, el("span", { class: mark }, year(slot)), el("span", { class: "quiet" }, say("characters", { n: countCharacters(state.slots[slot].text).toLocaleString("en") })));
  return {
    element,
    draw() {
      const started = state.slots.some((slot) => slot.report);
      element.hidden = !started && state.mode !== "many";
      if (state.mode === "many") return many(words);
      if (!started) return;
      const [before, after] = order();
      const shown = state.mode === "two" && both() ? [before, after] : [state.shown];
      const places = [...new Set(shown.map((slot) => state.slots[slot].report && state.slots[slot].report.meta.region).filter(Boolean))];
      const other = 1 - state.shown, fixed = inForce().length;
      fill(words,
        places.length ? el("b", null, places.join(" / ")) : null,
        shown.length === 2 ? [one(before, "y0"), one(after, "y1")] : one(state.shown, "y1"),
        state.mode === "one" && state.slots[other].report ? el("button", { type: "button", id: "other", onclick: () => update({ shown: other, selected: null }, "result") }, say("other", { n: year(other) })) : null,
        shown.length === 2 ? el("button", { type: "button", id: "swap", onclick: () => update({ swapped: !state.swapped, selected: null }, "order") }, say("swap")) : null,
        el("button", { type: "button", id: "change", "aria-expanded": String(state.open), "aria-controls": "fields", onclick: () => { update({ open: !state.open }, "look"); if (state.open) find("fields").scrollIntoView(); } }, say(state.open ? "fold" : "change")),
        el("button", { type: "button", id: "save-project", "data-task": "save" }, say("fix.save")),
        el("button", { type: "button", id: "open-project", "data-task": "open" }, say("fix.open")),
        el("button", { type: "button", id: "keep", "data-task": "keep" }, say("keep.task")),
        fixed ? el("button", { type: "button", id: "fixes", class: "fixed", "data-task": "list" }, say("fix.count", { n: fixed })) : null,
        state.past.length ? el("button", { type: "button", id: "undo-fix", "data-task": "undo" }, say("fix.undo")) : null,
        state.swapped && shown.length === 2 ? el("span", { class: "quiet" }, say("swapped")) : null,
        state.slots.every((slot) => slot.sample || !slot.text) ? el("span", { class: "quiet end" }, say("sampleTag")) : null);
    },
  };
}

/** The list of views with their counts. `entries()` gives [{ id, words, count }]. */
export function rail(entries, outline) {
  const element = labelled(el("nav", { class: "rail", id: "rail" }), { "aria-label": "pageViews" });
  return {
    element,
    draw() {
      const current = state.view[state.mode];
      const list = entries().map(({ id, words, count }) =>
        el("li", null, el("a", { href: `#${state.mode}/${id}`, "data-view": id, "aria-current": id === current ? "page" : null }, words, count === undefined || count === null ? null : el("span", null, count))));
      fill(element, el("ul", { class: "views" }, list), outline());
      // With the next frame, whose layout answers it anyway.
      requestAnimationFrame(() => {
        const now = element.querySelector("[aria-current]");
        if (now && element.scrollWidth > element.clientWidth) element.scrollLeft = now.offsetLeft - 40;
      });
    },
  };
}
