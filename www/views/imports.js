/** Turns what was done to a file or paste into a line under its field that unfolds, and the text before that into a sheet. */

import { el, fill } from "../dom.js";
import { ENCODINGS } from "../files/decode.js";
import { inEnglish, say } from "../strings.js";

/** A text area shows no more: laying out a megabyte takes the browser a second. */
const SHOWN = 200000;

/** What was done to a file, as a sentence. */
export const worded = ({ code, n, m }) => say(`files.note.${code}`, { n: typeof n === "number" ? n.toLocaleString("en") : n, m });

/** What was done, in one line: `UTF-8 · 表格 2 个`. */
export function summaryOf(source) {
  return [source.encoding, ...source.notes.map(worded)].filter(Boolean).join(" · ");
}

/** The line of one slot. `take(text, source)` is called with another reading of the same file. */
export function importLine(slot, take) {
  const element = el("div", { class: "import-line" });
  let shown = null, spoke = false;
  return {
    element,
    draw(source) {
      if (source === shown && spoke === inEnglish()) return;
      spoke = inEnglish();
      const open = Boolean(source && shown && source.name === shown.name && element.querySelector("details[open]"));
      shown = source;
      element.hidden = !source;
      if (!source) return fill(element);
      const select = source.again ? el("select", { id: `encoding-${slot + 1}`, onchange: async () => { const other = await source.again(select.value); take(other.text, other); } },
        Object.keys(ENCODINGS).map((name) => el("option", { value: name, selected: name === source.encoding }, name))) : null;
      fill(element, el("details", { class: "import", id: `import-${slot + 1}`, open },
        el("summary", null, say("files.about") + say("sep.colon") + (summaryOf(source) || say("files.asIs"))),
        el("ul", null, source.notes.map((note) => el("li", null, worded(note), note.lines ? el("ul", { class: "left-out" }, note.lines.slice(0, 400).map((line) => el("li", null, line.slice(0, 200)))) : null))),
        select ? el("label", { for: select.id }, say("files.encoding"), " ", select) : null,
        beforeButton(slot, source, take)));
    },
  };
}

/** Opens the text before anything was left out or joined; null where nothing was. */
export function beforeButton(slot, source, take) {
  return source.original ? el("button", { class: "link", type: "button", "data-before": slot + 1, onclick: (event) => sheet(source, take, event.currentTarget) }, say("files.before")) : null;
}

function sheet(source, take, opener) {
  const area = el("textarea", { id: "before-text", readonly: true, "aria-label": say("files.beforeTitle") });
  area.value = source.original.slice(0, SHOWN);
  const close = el("button", { class: "btn", type: "button", id: "close-before", onclick: hide }, say("close"));
  const use = el("button", { class: "btn", type: "button", id: "use-before", onclick: () => { hide(); take(source.original, { ...source, text: source.original, original: null, notes: [{ code: "whole" }] }); } }, say("files.useBefore"));
  const stops = [area, use, close];
  const veil = el("div", { class: "veil", id: "before-sheet" },
    el("div", { class: "sheet before", role: "dialog", "aria-modal": "true", "aria-labelledby": "before-title" }, el("h2", { id: "before-title" }, say("files.beforeTitle")), area, el("div", { class: "under" }, use, close)));
  function hide() {
    veil.remove();
    if (opener.isConnected) opener.focus();
  }
  veil.addEventListener("click", (event) => { if (event.target === veil) hide(); });
  veil.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.key !== "Tab") return;
    event.preventDefault();
    const at = stops.indexOf(document.activeElement);
    stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length].focus();
  });
  document.body.appendChild(veil);
  area.focus();
  area.setSelectionRange(0, 0);
  area.scrollTop = 0;
}
