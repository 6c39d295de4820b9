/** Turns the state into the frame around the views: top bar, context line, rail. */

import { inForce } from "../corrections.js";
import { el, fill, find } from "../dom.js";
import { reportName } from "../names.js";
import { switchLanguage } from "../language.js";
import { both, order, state, update } from "../state.js";
import { inEnglish, labelled, live, say } from "../strings.js";
import { countCharacters } from "../text.js";

const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  children.forEach((child) => element.appendChild(child));
  return element;
};

/** ○─●: the earlier year hollow, the later one filled. */
const emblem = () => svg("svg", { viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true" },
  svg("line", { x1: 9, y1: 7, x2: 22, y2: 7, class: "stroke" }), svg("circle", { cx: 5.5, cy: 7, r: 4, class: "hollow" }), svg("circle", { cx: 24.5, cy: 7, r: 4.8, class: "filled" }));

export function topBar() {
  const tab = (mode) => el("a", { href: `#${mode}`, id: `tab-${mode}` }, live(mode));
  const tabs = { one: tab("one"), two: tab("two"), many: tab("many") };
  const tool = (id, words, run) => el("button", { class: "tool", type: "button", id, onclick: run, "data-open": { privacy: id, "open-help": "help" }[id] || null }, words);
  const large = tool("large", live("large"), () => look("size", "large"));
  const theme = tool("theme", say("dark"), () => look("theme", isDark() ? "light" : "dark"));
  // Named in the language that it leads to.
  const language = el("button", { class: "tool", type: "button", id: "language", lang: "en", onclick: switchLanguage }, "EN");
  const element = el("header", { class: "top" },
    el("a", { class: "skip", href: "#main" }, live("skip")),
    el("span", { class: "brand" }, emblem(), live("name")),
    labelled(el("nav", { class: "tabs" }, tabs.one, tabs.two, tabs.many), { "aria-label": "name" }),
    labelled(el("div", { class: "tools", role: "group" }, tool("open-help", live("tour.help")), tool("privacy", live("privacy")), large, theme, language), { "aria-label": "tools" }));

  function look(name, value) {
    const root = document.documentElement.dataset;
    if (root[name] === value && name === "size") delete root[name]; else root[name] = value;
    update({}, "look");
  }

  return {
    element,
    draw() {
      for (const [mode, link] of Object.entries(tabs)) {
        if ((mode === "many" || state.slots.some((slot) => slot.report)) && state.mode === mode) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      }
      large.setAttribute("aria-pressed", String(document.documentElement.dataset.size === "large"));
      fill(theme, say(isDark() ? "light" : "dark"));
      fill(language, inEnglish() ? "中文" : "EN");
      language.lang = inEnglish() ? "zh-CN" : "en";
      language.title = inEnglish() ? "中文" : "English";
    },
  };
}

/** Dark by the reader's choice, else as the system has it. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
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
      search.hidden = state.mode === "many";
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
      const now = element.querySelector("[aria-current]");
      if (now && element.scrollWidth > element.clientWidth) element.scrollLeft = now.offsetLeft - 40;
    },
  };
}
