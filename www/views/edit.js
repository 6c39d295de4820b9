/** Turns an indicator, or words of the source that are none yet, into fields that a reader corrects; what is saved is a correction (corrections.js). */

import { add, end, onIndicator, remove } from "../corrections.js";
import { el, fill, paused } from "../dom.js";
import { quantity } from "../format.js";
import { state, update } from "../state.js";
import { live, say } from "../strings.js";
import { around } from "./one.js";
import { quote } from "./source.js";

const QUALIFIERS = ["exact", "over", "under", "about"];

let readNumber = () => null;

/** The module's reader of numerals, known once it runs. */
export const numerals = (read) => { readNumber = read; };

/** A value as a person would write it: 3050000 → 305万; read back it is the same value. */
function numeral(value) {
  const short = value >= 1e4 ? `${value / 1e4}万` : "";
  return short && short.length < String(value).length && readNumber(short) === value ? short : String(value);
}

const done = () => update({}, "corrections");

const field = (id, key, input, wide) => el("label", { class: wide ? "field-of wide" : "field-of", for: id }, el("span", null, say(key)), input);

let made = 0;

/** The fields with 改 and 不改. `start` = { label, value, unit, qualifier? }, `save({ label, value, unit, qualifier })`; what can't be read is said at its field. */
function form(start, save, leave, more) {
  const id = `edit-${++made}`, told = el("p", { class: "told", role: "alert", id: `${id}-told` });
  const text = (name, value) => el("input", { id: `${id}-${name}`, name, value, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-told` });
  const label = text("label", start.label), value = text("value", start.value), unit = text("unit", start.unit);
  const qualifier = start.qualifier ? el("select", { id: `${id}-qualifier`, name: "qualifier" }, QUALIFIERS.map((name) => el("option", { value: name, selected: name === start.qualifier }, say(`edit.${name}`)))) : null;
  const refuse = (input, key) => { fill(told, say(key)); input.setAttribute("aria-invalid", "true"); input.focus(); };
  const element = el("form", { class: "edit", onsubmit: (event) => {
    event.preventDefault();
    for (const input of [label, value, unit]) input.removeAttribute("aria-invalid");
    const read = readNumber(value.value.trim());
    if (!label.value.trim()) return refuse(label, "edit.noLabel");
    if (read === null) return refuse(value, "edit.noNumber");
    if (!unit.value.trim()) return refuse(unit, "edit.noUnit");
    const refused = save({ label: label.value.trim(), value: read, unit: unit.value.trim(), qualifier: qualifier ? qualifier.value : undefined });
    if (refused) refuse(value, refused);
  } },
    start.above || null,
    el("div", { class: "edit-fields" }, field(label.id, "edit.label", label, true), field(value.id, "edit.value", value), field(unit.id, "edit.unit", unit), qualifier ? field(qualifier.id, "edit.qualifier", qualifier) : null,
      el("span", { class: "edit-acts" }, el("button", { class: "btn primary", type: "submit" }, say("edit.save")), el("button", { class: "btn", type: "button", onclick: leave }, say("edit.leave")))),
    told, more ? el("p", { class: "acts" }, more) : null);
  element.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); leave(); } });
  return element;
}

/** Fields for an indicator that was read. `leave()` closes them as they were. */
export function editForm(slot, indicator, leave, above) {
  const at = end(slot.text, indicator.span), fix = onIndicator(at);
  const act = (id, words, run) => el("button", { class: "link", type: "button", "data-act": id, onclick: () => { run(); done(); } }, words);
  const start = { label: indicator.label, value: numeral(indicator.value), unit: indicator.unit, qualifier: fix && fix.kind === "added" ? null : indicator.qualifier, above };
  const save = (now) => {
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== undefined && value !== indicator[name]));
    // A single figure was written in place of a range.
    if (changed.value !== undefined && indicator.upper !== null) changed.upper = null;
    if (!Object.keys(changed).length) { leave(); return null; }
    if (fix && fix.kind === "added") add({ ...fix, label: now.label, value: now.value, unit: now.unit });
    else add({ kind: "value", ends: [at], change: { ...(fix ? fix.change : {}), ...changed } });
    done();
    return null;
  };
  return form(start, save, leave, [act("wrong", say("edit.wrong"), () => markWrong(slot, indicator, true)), fix && fix.kind === "value" ? act("restore", say("edit.restore"), () => remove(fix)) : null]);
}

/** This is no indicator: it goes from every list. What a reader added goes altogether. */
export function markWrong(slot, indicator, quiet) {
  const at = end(slot.text, indicator.span), fix = onIndicator(at);
  if (fix && fix.kind === "added") remove(fix);
  else add({ kind: "value", ends: [at], change: { ...(fix ? fix.change : {}), wrong: true } });
  if (!quiet) done();
}

/** 改 and 误 at the end of a row, for the pointer; the key E and the fields do the same. */
export const rowActs = (slot, indicator) => el("span", { class: "row-acts" },
  el("button", { class: "link", type: "button", tabindex: "-1", "data-act": "edit" }, say("edit.edit")),
  el("button", { class: "link", type: "button", tabindex: "-1", "data-act": "wrong", title: say("edit.wrong"), onclick: (event) => { event.stopPropagation(); markWrong(slot, indicator); } }, say("edit.wrongShort")));

/** The place of words in a text without blanks at its ends. */
function trimmed(text, span) {
  let { start, end: to } = span;
  while (start < to && /\s/.test(text[start])) start++;
  while (to > start && /\s/.test(text[to - 1])) to--;
  return { start, end: to };
}

/** `230余件` → ["230", "件"]: the longest beginning that is a numeral, and what follows without 余 and the like. */
function parted(words) {
  for (let length = words.length; length > 0; length--) {
    if (readNumber(words.slice(0, length)) !== null) return [words.slice(0, length), words.slice(length).replace(/^[余多]/, "").trim()];
  }
  return ["", words];
}

/** Fields for words of the source that count something and were not read. */
function addForm(slot, span, leave) {
  const words = slot.text.slice(span.start, span.end), [value, unit] = parted(words.replace(/\s+/g, ""));
  const before = /[^，。；：、,;:\s\d]{2,12}$/.exec(slot.text.slice(Math.max(0, span.start - 12), span.start));
  const above = el("blockquote", { class: "said" }, quote(slot.text, slot.report, { span, sentence: around(slot.text, span) }));
  const save = ({ label, value: read, unit: named }) => {
    add({ kind: "added", ends: [end(slot.text, span)], label, value: read, unit: named });
    done();
    return null;
  };
  return form({ label: before ? before[0] : "", value, unit, above }, save, leave);
}

const overlapping = (report, span) => report.indicators.find((indicator) => indicator.span.start < span.end && indicator.span.end > span.start);

/** What a selection of the source can become: { title, content } of a sheet, for a new indicator or for the one that stands there. */
export function selectionSheet(slot, chosen, leave) {
  const span = trimmed(slot.text, chosen), there = overlapping(slot.report, span);
  if (there) return { title: say("edit.there", { n: there.label + quantity(there).join("") }), content: editForm(slot, there, leave, el("blockquote", { class: "said" }, quote(slot.text, slot.report, { span: there.span, sentence: there.sentence }))) };
  return { title: say("edit.add"), content: addForm(slot, span, leave) };
}

/** Without a pointer: the words are typed as they stand in the source, and its places are gone through. */
export function missedSheet(slot, leave) {
  const box = el("input", { class: "find", id: "missed-words", "data-first": "", autocomplete: "off", "aria-label": say("edit.words"), placeholder: say("edit.words") }), under = el("div");
  const show = (from) => {
    const wanted = box.value.trim();
    if (!wanted) return fill(under);
    let at = slot.text.indexOf(wanted, from);
    while (at >= 0 && overlapping(slot.report, { start: at, end: at + wanted.length })) at = slot.text.indexOf(wanted, at + 1);
    if (at < 0 && from > 0) return show(0);
    if (at < 0) return fill(under, el("p", { class: "quiet", role: "status" }, say("edit.notThere")));
    fill(under, addForm(slot, { start: at, end: at + wanted.length }, leave), el("button", { class: "link", type: "button", onclick: () => show(at + 1) }, say("edit.nextPlace")));
  };
  box.addEventListener("input", paused(200, () => show(0)));
  return { title: say("edit.add"), content: [el("p", { class: "quiet small" }, say("edit.addHow")), box, under] };
}

/** A small bar at what is selected in the source, to add it. `open(span)` is called with the place. */
export function selectionBar(container, textOf, open) {
  const bar = el("div", { class: "select-bar", id: "select-bar", hidden: true }, el("button", { class: "btn small", type: "button", id: "add-missed", onclick: () => { bar.hidden = true; open(span); } }, live("edit.add")));
  let span = null;

  /** Counts from the start of a paragraph to a point in it; its number in the margin does not count. */
  function offset(paragraph, node, at) {
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let sum = Number(paragraph.dataset.start);
    for (let next = walk.nextNode(); next; next = walk.nextNode()) {
      if (next.parentElement.closest(".pn, .fold")) continue;
      if (next === node) return sum + at;
      sum += next.data.length;
    }
    return null;
  }

  document.addEventListener("selectionchange", paused(120, () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !container.contains(chosen.anchorNode) || bar.contains(document.activeElement)) { bar.hidden = true; return; }
    const range = chosen.getRangeAt(0), paragraph = range.startContainer.parentElement && range.startContainer.parentElement.closest("p[data-start]");
    if (!paragraph || !paragraph.contains(range.endContainer) || range.startContainer.nodeType !== 3 || range.endContainer.nodeType !== 3) { bar.hidden = true; return; }
    const [start, to] = [offset(paragraph, range.startContainer, range.startOffset), offset(paragraph, range.endContainer, range.endOffset)];
    if (start === null || to === null || to <= start || to - start > 60 || !textOf().slice(start, to).trim()) { bar.hidden = true; return; }
    span = { start, end: to };
    const box = range.getBoundingClientRect();
    bar.style.top = `${Math.min(window.innerHeight - 48, box.bottom + 6)}px`;
    bar.style.left = `${Math.max(8, Math.min(window.innerWidth - 110, box.left))}px`;
    bar.hidden = false;
  }));
  container.addEventListener("scroll", () => { bar.hidden = true; }, { passive: true });
  return bar;
}
