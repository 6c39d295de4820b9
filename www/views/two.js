/** Turns a comparison into its views: paired indicators, documents, sections side by side. */

import { append, el, fill } from "../dom.js";
import { change, quantity } from "../format.js";
import { reportName, shortName, statusWord } from "../names.js";
import { order, state, update } from "../state.js";
import { say } from "../strings.js";
import { filtered, section, tags, target } from "./one.js";
import { table } from "./rows.js";
import { pieces } from "./source.js";

/** [earlier, later] slots. */
export const sides = () => order().map((slot) => state.slots[slot]);

export function entries() {
  const { comparison, charts } = state;
  return [
    { id: "summary", words: say("summary") },
    { id: "compared", words: say("compared"), count: comparison.indicators.length },
    { id: "reading", words: say("sideBySide"), count: comparison.sections.length },
    { id: "documents", words: say("documentsTwo"), count: comparison.citations.length },
    { id: "charts", words: say("charts"), count: charts ? charts.charts.length : null },
  ];
}

/** The selection for a pair of findings, each by its key or null. */
export function selection(key, label, beforeKey, afterKey, pair) {
  const [before, after] = sides();
  const side = (slot, k) => (k === null ? null : target(slot.text, slot.report, k).after);
  return { key, label, pair: pair || null, before: side(before, beforeKey), after: side(after, afterKey) };
}

export function pairSelection(index) {
  const pair = state.comparison.indicators[index], [before, after] = sides();
  const name = pair.after !== null ? after.report.indicators[pair.after].label : before.report.indicators[pair.before].label;
  return selection(`pair:${index}`, name, pair.before === null ? null : `indicator:${pair.before}`, pair.after === null ? null : `indicator:${pair.after}`, pair);
}

const none = () => el("span", { class: "none" }, "—");

function figure(indicator) {
  if (!indicator) return none();
  const [figures, unit] = quantity(indicator);
  return [el("span", { class: "num" }, figures), el("span", { class: "u" }, unit)];
}

/** Order of the rows: as the later report tells them, what only the earlier one has behind what stood before it. */
function arranged(pairs, after) {
  const place = (pair, index) => (pair.after !== null ? after.report.indicators[pair.after].span.start : Infinity) + index / 1e6;
  return pairs.map((pair, index) => ({ pair, index })).sort((a, b) => place(a.pair, a.index) - place(b.pair, b.index));
}

export function compared() {
  const [before, after] = sides();
  const rows = arranged(state.comparison.indicators, after).map(({ pair, index }) => {
    const a = pair.before === null ? null : before.report.indicators[pair.before], b = pair.after === null ? null : after.report.indicators[pair.after];
    const shown = b || a, words = change(pair, a, b);
    const unsure = a && b && pair.band === "middle";
    const renamed = () => a && b && a.label !== b.label ? el("span", { class: "once" }, a.label) : null;
    const changed = () => words.main
      ? el("span", { class: `delta-cell ${pair.status}` }, el("b", null, words.main), words.aside ? el("span", null, words.aside) : null)
      : a && b ? el("span", { class: "tag warn", title: pair.reason || "" }, say("incomparable")) : el("span", { class: "quiet" }, statusWord(pair.status));
    return {
      key: `pair:${index}`, pair, index, before: a, after: b, unsure, words: `${shown.label} ${a ? a.label : ""} ${shown.unit}`.toLowerCase(), changeText: words.main || statusWord(pair.status),
      cells: () => [[el("span", { class: unsure ? "what unsure" : "what" }, shown.label), tags(shown), unsure ? el("span", { class: "tag warn" }, say("unsure")) : null, renamed()], figure(a), figure(b), changed()],
    };
  });
  const columns = [
    { title: say("head.what"), class: "c-what", sort: (row) => (row.after || row.before).label },
    { title: shortName(before), class: "n c-earlier y0", sort: (row) => (row.before ? row.before.value : null) },
    { title: shortName(after), class: "n c-later y1", sort: (row) => (row.after ? row.after.value : null) },
    { title: say("head.change"), class: "n c-change", sort: (row) => (row.pair.percent !== null ? row.pair.percent : row.pair.delta) },
  ];
  const made = table({ label: say("compared"), columns, rows, onSelect: (row) => update({ selected: pairSelection(row.index), pane: "evidence" }, "selection"), onEnter: () => update({}, "enter") });
  const status = (name) => (row) => row.pair.status === name;
  const chips = [
    { id: "all", words: say("all"), test: () => true },
    { id: "up", words: `▲ ${say("up")}`, test: status("up") }, { id: "down", words: `▼ ${say("down")}`, test: status("down") }, { id: "same", words: `＝ ${say("same")}`, test: status("same") },
    { id: "new", words: statusWord("new"), mark: "y1", test: status("new") }, { id: "dropped", words: statusWord("dropped"), mark: "y0", test: status("dropped") },
    { id: "incomparable", words: say("incomparable"), test: status("incomparable") }, { id: "unsure", words: say("unsure"), test: (row) => row.unsure },
  ];
  const filter = filtered({ id: "compared", columns: columns.map((c) => c.title), rows, chips, hint: say("filter"), table: made, words: (row) => [(row.after || row.before).label, row.before ? row.before.raw : "", row.after ? row.after.raw : "", row.changeText] });
  const element = rows.length
    ? section("compared", say("compared"), say("countItems", { n: rows.length }), [filter.box, filter.copyButton], filter.bar, made.element)
    : section("compared", say("compared"), null, null, el("p", { class: "quiet" }, say("noneFound.compared")));
  return { element, table: made, filter };
}

const DOCUMENTS = { kept: "kept", renewed: "renewed", new: "newDocument", dropped: "droppedDocument" };

export function citationSelection(index) {
  const pair = state.comparison.citations[index], [before, after] = sides();
  const shown = pair.after !== null ? after.report.citations[pair.after] : before.report.citations[pair.before];
  return selection(`citation:${index}`, `《${shown.title}》`, pair.before === null ? null : `document:${pair.before}`, pair.after === null ? null : `document:${pair.after}`);
}

export function documents() {
  const [before, after] = sides();
  const rows = state.comparison.citations.map((pair, index) => {
    const a = pair.before === null ? null : before.report.citations[pair.before], b = pair.after === null ? null : after.report.citations[pair.after];
    const shown = b || a, number = (c) => (c && c.number ? c.number.text : "");
    const old = pair.status === "renewed" ? [a.title !== b.title ? `《${a.title}》` : "", number(a)].filter(Boolean).join(" ") : "";
    return {
      key: `citation:${index}`, pair, index, shown, words: `${shown.title} ${number(shown)}`.toLowerCase(),
      cells: () => [[el("span", { class: "what said" }, `《${shown.title}》`), old ? el("span", { class: "once" }, say("before", { n: old })) : null], number(shown), el("span", { class: "tag" }, statusWord(pair.status, DOCUMENTS[pair.status]))],
    };
  });
  const columns = [{ title: say("head.title"), class: "c-what", sort: (row) => row.shown.title }, { title: say("head.number"), class: "c-number" }, { title: say("head.status"), class: "c-status", sort: (row) => row.pair.status }];
  const made = table({
    label: say("documentsTwo"), columns, rows, onEnter: () => update({}, "enter"),
    onSelect: ({ index }) => update({ selected: citationSelection(index), pane: "evidence" }, "selection"),
  });
  const chips = [{ id: "all", words: say("all"), test: () => true }, ...Object.keys(DOCUMENTS).map((status) => ({ id: status, words: statusWord(status, DOCUMENTS[status]), test: (row) => row.pair.status === status }))];
  const filter = filtered({ id: "documents", columns: columns.map((c) => c.title), rows, chips, hint: say("filterDocuments"), table: made, words: ({ pair, shown }) => [`《${shown.title}》`, shown.number ? shown.number.text : "", statusWord(pair.status, DOCUMENTS[pair.status])] });
  const element = rows.length
    ? section("documents", say("documentsTwo"), say("countItems", { n: rows.length }), [filter.box, filter.copyButton], filter.bar, made.element)
    : section("documents", say("documentsTwo"), null, null, el("p", { class: "quiet" }, say("noneFound.documents")));
  return { element, table: made, filter };
}

const SECTIONS = { same: "sectionSame", edited: "sectionEdited", new: "sectionNew", dropped: "sectionDropped" };

/** Sections side by side; each pair's text is built when it comes near the window, and a long one only up to what a reader can take in. */
export function reading() {
  const [before, after] = sides();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      entry.target.dispatchEvent(new CustomEvent("near"));
    }
  }, { rootMargin: "600px 0px" });
  const first = (slot) => (slot.report.sections.length ? slot.report.sections[0].span.start : slot.text.length);
  const pairs = [{ preface: true }, ...state.comparison.sections];
  const blocks = pairs.map((pair) => {
    const a = pair.preface || pair.before === null ? null : before.report.sections[pair.before], b = pair.preface || pair.after === null ? null : after.report.sections[pair.after];
    const text = el("div", { class: "both" });
    const element = el("article", { class: `aligned level-${(b || a || { level: 1 }).level}` },
      el("header", null,
        el("h3", { class: "said" }, pair.preface ? say("preface") : (b || a).marker + (b || a).title),
        pair.preface ? null : [el("span", { class: `tag ${pair.status}` }, statusWord(pair.status, SECTIONS[pair.status])), pair.moved ? el("span", { class: "tag" }, say("moved")) : null, pair.status === "edited" ? el("span", { class: "quiet small" }, say("similar", { n: Math.round(pair.similarity * 100) })) : null]),
      text);
    element.addEventListener("near", () => fill(text, column(before, "y0", a, pair.preface ? [0, first(before)] : own(before, a)), column(after, "y1", b, pair.preface ? [0, first(after)] : own(after, b))));
    observer.observe(element);
    return element;
  });
  return { element: section("reading", say("sideBySide"), say("countItems", { n: state.comparison.sections.length }), null, blocks), wide: true, dispose: () => observer.disconnect() };
}

/** [start, end) of a section's own text, without its children. */
function own(slot, s) {
  if (!s) return null;
  const child = slot.report.sections[s.id + 1];
  return [s.span.start, child && child.parent === s.id ? child.span.start : s.span.end];
}

const LONGEST = 6000;

function column(slot, mark, s, range) {
  const head = el("p", { class: `side ${mark}` }, reportName(slot));
  if (!range) return el("div", { class: "said" }, head, el("p", { class: "none" }, say("notFound")));
  const end = Math.min(range[1], range[0] + LONGEST);
  const lines = [];
  let start = range[0];
  for (let at = start; at <= end; at++) {
    if (at < end && slot.text[at] !== "\n") continue;
    if (slot.text.slice(start, at).trim()) lines.push(append(el("p", null), pieces(slot.text, slot.report, start, at, null)));
    start = at + 1;
  }
  return el("div", { class: "said", "data-side": mark === "y0" ? "before" : "after" }, head, lines, end < range[1] ? el("p", { class: "quiet" }, say("cutHere", { n: range[1] - end })) : null);
}

