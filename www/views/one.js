/** Turns one report into its views: particulars, indicators, documents, problems, plans, outline. */

import { copy, tableText } from "../copy.js";
import { el, fill, paused } from "../dom.js";
import { qualifier, quantity } from "../format.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { roleSelect } from "./reading.js";
import { table } from "./rows.js";

export const ROLES = { measures: "measures", problems: "problemsRole", leadership: "leadership", plans: "plansRole", other: "otherRole" };

/** What stands in the rail. */
export function entries() {
  const { report } = state.slots[state.shown];
  return [
    { id: "overview", words: say("overview") },
    { id: "indicators", words: say("indicators"), count: report.indicators.length },
    { id: "documents", words: say("documents"), count: report.citations.length },
    { id: "problems", words: say("problems"), count: report.problems.length },
    { id: "plans", words: say("plans"), count: report.commitments.length },
    { id: "outline", words: say("outline"), count: report.sections.length },
  ];
}

/** The selection for a finding of the report shown: { key, label, after }. */
export function selection(key) {
  const { text, report } = state.slots[state.shown];
  return { key, pair: null, before: null, ...target(text, report, key) };
}

/** { label, after: { span, sentence, section } } of `indicator:3`, `document:0`, `problem:1`, `plan:2`, `section:4`. */
export function target(text, report, key) {
  const [kind, id] = [key.split(":")[0], Number(key.split(":")[1])];
  const found = { indicator: report.indicators, document: report.citations, problem: report.problems, plan: report.commitments, section: report.sections }[kind][id];
  if (!found) return { label: "", after: null };
  const span = kind === "section" ? found.titleSpan : found.span;
  const sentence = found.sentence || (kind === "document" ? around(text, span) : span);
  const label = kind === "indicator" ? found.label : kind === "document" ? `《${found.title}》` : kind === "section" ? found.marker + found.title : say(kind === "problem" ? "problems" : "plans");
  const section = kind === "section" ? found.parent : kind === "document" ? sectionAt(report, span.start) : found.section;
  return { label, after: { span, sentence, section } };
}

/** The sentence around a span, within its paragraph. */
export function around(text, span) {
  let { start, end } = span;
  const stop = (c) => c === "。" || c === "！" || c === "？" || c === "\n" || c === "\r";
  while (start > 0 && span.start - start < 400 && !stop(text[start - 1])) start--;
  while (start < span.start && /\s/.test(text[start])) start++;
  while (end < text.length && end - span.end < 400 && !stop(text[end])) end++;
  if (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return { start, end };
}

/** The innermost section that holds a position, null for none. */
export function sectionAt(report, at) {
  let found = null;
  for (const section of report.sections) if (section.span.start <= at && at < section.span.end) found = section.id;
  return found;
}

const at = (slot, list, position) => el("span", { class: "at" }, address(slot.text, list, position));

function figure(indicator) {
  const [figures, unit] = quantity(indicator);
  return [el("span", { class: "num" }, figures), el("span", { class: "u" }, unit)];
}

/** What a figure is besides a level reached in the year: a change, a part, a plan … */
export function tags(indicator) {
  const names = [indicator.change ? "changeTag" : null, indicator.partOf !== null ? "partTag" : null, { cumulative: "cumulative", stock: "stock", target: "target" }[indicator.period] || null];
  return names.filter(Boolean).map((name) => el("span", { class: "tag" }, say(name)));
}

/** A view with a heading. */
export function section(id, title, count, right, ...content) {
  return el("section", { class: "sec", id: `view-${id}`, "aria-labelledby": `title-${id}` },
    el("header", null, el("h2", { id: `title-${id}`, tabindex: "-1" }, title), count ? el("span", { class: "quiet" }, count) : null, right ? el("span", { class: "right" }, right) : null), content);
}

export function overview() {
  const { report } = state.slots[state.shown], { meta } = report;
  const top = report.sections.filter((s) => s.parent === null).slice(0, 12), counts = tally(report);
  const missing = () => el("span", { class: "none" }, say("notFound"));
  const row = (name, value) => el("div", null, el("dt", null, say(name)), el("dd", null, value || missing()));
  const fact = (view, count, words) => el("a", { href: `#one/${view}` }, el("b", null, count), el("span", null, words));
  return el("section", { class: "sec headcard", id: "view-overview" },
    el("h1", { class: "said" }, meta.title || el("span", { class: "none" }, say("notFoundTitle"))),
    el("dl", { class: "meta" }, row("place", meta.region), row("year", meta.year), row("issuers", meta.issuers.join("、")), row("signed", meta.signed), row("published", meta.published)),
    el("nav", { class: "kpis", "aria-label": say("overview") },
      fact("indicators", report.indicators.length, say("facts.indicators")), fact("documents", report.citations.length, say("facts.documents")),
      fact("problems", report.problems.length, say("facts.problems")), fact("plans", report.commitments.length, say("facts.plans")), fact("outline", report.sections.length, say("facts.sections"))),
    top.length ? el("div", { class: "parts" }, el("h3", null, say("parts")), el("ul", { class: "tree" }, top.map((s) => el("li", { class: "level-1" }, el("p", null, heading(s), aside(s, counts[s.id])))))) : null,
    report.diagnostics.length ? el("div", { class: "noted" }, el("h3", null, say("noted")), el("ul", null, report.diagnostics.map((d) => el("li", { "data-code": d.code, class: d.severity }, d.message)))) : null,
    el("p", { class: "quiet small" }, say("machine")));
}

/** A filter box with chips above a table. `chips`: [{ id, words, test }]. */
export function filtered({ id, columns, rows, chips, hint, words, table: made }) {
  const box = el("input", { class: "find", type: "search", id: `find-${id}`, placeholder: hint, "aria-label": hint, "data-find": "" });
  const bar = el("div", { class: "filters", role: "group" });
  let chosen = chips.length ? chips[0].id : null, left = rows;
  const apply = () => {
    const wanted = box.value.trim().toLowerCase();
    const chip = chips.find((c) => c.id === chosen);
    left = rows.filter((row) => (!chip || chip.test(row)) && (!wanted || row.words.includes(wanted)));
    made.setRows(left);
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button.dataset.chip === chosen));
  };
  box.addEventListener("input", paused(80, apply));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; apply(); box.blur(); }
  });
  fill(bar, chips.map((chip) => {
    const count = rows.filter(chip.test).length;
    return el("button", { class: "chip", type: "button", "data-chip": chip.id, "aria-pressed": String(chip.id === chosen), disabled: count === 0 && chip.id !== "all", onclick: () => { chosen = chip.id; apply(); } }, chip.mark ? el("span", { class: chip.mark }) : null, chip.words, el("span", { class: "count" }, count));
  }));
  const copyButton = el("button", { class: "link", type: "button", onclick: () => copy(tableText(columns, left.map(words))) }, say("copyTable"));
  return {
    box, bar: chips.length > 1 ? bar : null, copyButton, choose(chip) { chosen = chip; apply(); },
    /** What is asked for, so that it can be asked again of a newer list. */
    get: () => ({ chip: chosen, words: box.value }),
    set(wanted) { chosen = chips.length ? wanted.chip : chosen; box.value = wanted.words; apply(); },
  };
}

export function indicators() {
  const slot = state.slots[state.shown], { report } = slot, list = paragraphs(slot.text);
  const headingOf = (id) => (id === null ? "" : report.sections[id].marker + report.sections[id].title);
  const rows = report.indicators.map((indicator) => {
    const place = headingOf(indicator.section);
    return {
      key: `indicator:${indicator.id}`, indicator, place, words: `${indicator.label} ${indicator.unit} ${indicator.raw}`.toLowerCase(),
      cells: () => [[el("span", { class: "what" }, indicator.label), tags(indicator)], figure(indicator), qualifier(indicator), el("span", { class: "place", title: place }, place), at(slot, list, indicator.span.start)],
    };
  });
  const columns = [
    { title: say("head.what"), class: "c-what", sort: (row) => row.indicator.label },
    { title: say("head.value"), class: "n c-value", sort: (row) => row.indicator.value },
    { title: say("head.qualifier"), class: "c-qualifier", sort: (row) => row.indicator.qualifier },
    { title: say("head.section"), class: "c-place", sort: (row) => row.indicator.section },
    { title: say("head.at"), class: "n c-at", sort: (row) => row.indicator.id },
  ];
  const made = table({ label: say("indicators"), columns, rows, onSelect: select, onEnter: () => update({}, "enter") });
  const kinds = [...new Set(report.indicators.map((indicator) => indicator.kind))];
  const chips = [{ id: "all", words: say("all"), test: () => true }, ...kinds.map((kind) => ({ id: kind, words: say(`kinds.${kind}`), test: (row) => row.indicator.kind === kind }))];
  const filter = filtered({ id: "indicators", columns: columns.map((c) => c.title), rows, chips, hint: say("filter"), table: made, words: ({ indicator, place }) => [indicator.label, indicator.raw, qualifier(indicator), place, address(slot.text, list, indicator.span.start)] });
  return view("indicators", say("indicators"), rows, filter, made);
}

export function documents() {
  const slot = state.slots[state.shown], { report } = slot, list = paragraphs(slot.text);
  const rows = report.citations.map((citation, id) => ({
    key: `document:${id}`, citation, words: `${citation.title} ${citation.number ? citation.number.text : ""}`.toLowerCase(),
    cells: () => [el("span", { class: "what said" }, `《${citation.title}》`), citation.number ? citation.number.text : citation.alias !== null ? el("span", { class: "quiet" }, say("aliasOf", { n: report.citations[citation.alias].title })) : "", at(slot, list, citation.span.start)],
  }));
  const columns = [
    { title: say("head.title"), class: "c-what", sort: (row) => row.citation.title }, { title: say("head.number"), class: "c-number", sort: (row) => (row.citation.number ? row.citation.number.text : null) },
    { title: say("head.at"), class: "n c-at" },
  ];
  const made = table({ label: say("documents"), columns, rows, onSelect: select, onEnter: () => update({}, "enter") });
  const filter = filtered({ id: "documents", columns: columns.map((c) => c.title), rows, chips: [], hint: say("filterDocuments"), table: made, words: ({ citation }) => [`《${citation.title}》`, citation.number ? citation.number.text : "", address(slot.text, list, citation.span.start)] });
  return view("documents", say("documents"), rows, filter, made);
}

/** 承认的问题 (kind `problem`) or 下年安排 (kind `plan`). */
export function items(kind) {
  const slot = state.slots[state.shown], list = paragraphs(slot.text), id = kind === "problem" ? "problems" : "plans";
  const found = kind === "problem" ? slot.report.problems : slot.report.commitments;
  const rows = found.map((item) => ({
    key: `${kind}:${item.id}`, words: item.text.toLowerCase(), item,
    cells: () => [el("span", { class: "what said" }, item.text.replace(/\s*[\r\n]\s*/g, "")), at(slot, list, item.span.start)],
  }));
  const columns = [{ title: say("head.words"), class: "c-words" }, { title: say("head.at"), class: "n c-at" }];
  const made = table({ label: say(id), columns, rows, onSelect: select, onEnter: () => update({}, "enter") });
  const filter = filtered({ id, columns: columns.map((c) => c.title), rows, chips: [], hint: say("filterWords"), table: made, words: ({ item }) => [item.text, address(slot.text, list, item.span.start)] });
  return view(id, say(id), rows, filter, made);
}

function view(id, title, rows, filter, made) {
  const element = rows.length
    ? section(id, title, say("countItems", { n: rows.length }), [filter.box, filter.copyButton], filter.bar, made.element)
    : section(id, title, null, null, el("p", { class: "quiet" }, say(`noneFound.${id}`)));
  return { element, table: made, filter };
}

function select(row) {
  update({ selected: selection(row.key) }, "selection");
}

/** A heading that leads to its place in the text. */
const heading = (s) => el("button", { class: "said what", type: "button", "data-key": `section:${s.id}`, onclick: () => update({ selected: selection(`section:${s.id}`) }, "selection") }, s.marker, s.title);

/** What stands behind a heading: the role of an outermost one, the number of indicators under it. */
const aside = (s, count) => [s.level === 1 ? roleSelect(state.slots[state.shown], s) : null, count ? el("span", { class: "quiet small" }, say("countIndicators", { n: count })) : null];

/** The outline: folds, with roles and the number of indicators under each heading. */
export function outline() {
  const { report } = state.slots[state.shown];
  if (!report.sections.length) return { element: section("outline", say("outline"), null, null, el("p", { class: "quiet" }, say("noneFound.outline"))) };
  const children = new Map();
  for (const s of report.sections) children.set(s.parent, [...(children.get(s.parent) || []), s]);
  const counts = tally(report);
  const node = (s) => {
    const under = children.get(s.id), tail = aside(s, counts[s.id]);
    return el("li", { class: `level-${Math.min(s.level, 4)}` }, under ? el("details", { open: s.level < 3 }, el("summary", null, heading(s), tail), el("ul", null, under.map(node))) : el("p", { class: "leaf" }, heading(s), tail));
  };
  return { element: section("outline", say("outline"), say("countItems", { n: report.sections.length }), null, el("ul", { class: "tree" }, (children.get(null) || []).map(node))) };
}

/** Number of indicators under each section, with all below it. */
function tally(report) {
  const counts = report.sections.map(() => 0);
  for (const indicator of report.indicators) for (let id = indicator.section; id !== null; id = report.sections[id].parent) counts[id]++;
  return counts;
}

/** The outermost headings in the rail. */
export function railOutline() {
  const { report } = state.slots[state.shown];
  const top = report.sections.filter((s) => s.level <= 2).slice(0, 40);
  if (!top.length) return null;
  const counts = tally(report);
  return [el("h2", null, say("outline")), el("ul", { class: "headings" }, top.map((s) => el("li", { class: `l${s.level}` }, el("button", { type: "button", "data-key": `section:${s.id}`, onclick: () => update({ selected: selection(`section:${s.id}`) }, "selection") }, el("span", { class: "t" }, s.marker + s.title), counts[s.id] ? el("span", null, counts[s.id]) : null))))];
}
