/** Turns one report into its views: particulars, indicators, documents, problems, plans, outline. */

import { provenance } from "../corrections.js";
import { copy, tableText } from "../copy.js";
import { append, el, fill, paused } from "../dom.js";
import { number, qualifier, quantity } from "../format.js";
import { metricName } from "../metrics.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { editForm, rowActs } from "./edit.js";
import { recomputation } from "./mentions.js";
import { roleSelect } from "./reading.js";
import { countPresent, deadline, fraction } from "./required.js";
import { table } from "./rows.js";
import { quote } from "./source.js";

export const ROLES = { measures: "measures", problems: "problemsRole", leadership: "leadership", plans: "plansRole", other: "otherRole" };

/** What stands in the rail. */
export function entries() {
  const { report } = state.slots[state.shown];
  return [
    { id: "overview", words: say("overview") },
    { id: "required", words: say("duty.title"), count: `${countPresent(report)}/${report.required.length}` },
    { id: "indicators", words: say("indicators"), count: report.indicators.length },
    { id: "documents", words: say("documents"), count: report.citations.length },
    { id: "problems", words: say("problems"), count: report.problems.length },
    { id: "plans", words: say("plans"), count: report.commitments.length },
    { id: "coverage", words: say("cover.title"), count: report.coverage.filter((topic) => topic.parent === null && topic.spans.length).length },
    { id: "mentions", words: say("mention.title"), count: report.honours.length + report.dates.length + report.foreignPlaces.reduce((sum, other) => sum + other.spans.length, 0) + report.indicators.filter((i) => i.recomputed).length },
    { id: "charts", words: say("chart.alone") },
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

/** The slot that 一份报告 shows. */
export const placed = () => state.slots[state.shown];

/** The selection for a bare place of the report shown. A passage longer than a sentence is its own evidence; `spans`: further places, lit with it. */
export function place(key, label, span, spans) {
  const { text, report } = placed(), long = span.end - span.start > 120;
  return { key, label, pair: null, before: null, after: { span, spans, sentence: long || spans ? span : around(text, span), section: sectionAt(report, span.start) } };
}

/** Words of a place as a button that leads there. */
export const spotButton = (slot, key, label, span, words) => el("button", { class: "spot said", type: "button", onclick: () => update({ selected: place(key, label, span) }, "selection") }, words || excerpt(slot.text, span));

/** Words of the report in one line, and not more of them than a row can hold. */
export function excerpt(text, span, most = 160) {
  const words = text.slice(span.start, Math.min(span.end, span.start + most)).replace(/\s*[\r\n]+\s*/g, "");
  return span.end - span.start > most ? `${words}……` : words;
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

/** A canonical name less sure than this is dotted under. */
const SURE = 0.8;

const at = (slot, list, position) => el("span", { class: "at" }, address(slot.text, list, position));

function figure(indicator) {
  const [figures, unit] = quantity(indicator);
  return [el("span", { class: "num" }, figures), el("span", { class: "u" }, unit)];
}

/** What a figure is besides a level reached in the year: a change, a part, a plan … */
export function tags(indicator) {
  const names = [indicator.change ? "changeTag" : null, indicator.partOf !== null ? "partTag" : null, { cumulative: "cumulative", stock: "stock", target: "target" }[indicator.period] || null];
  return [...names.filter(Boolean).map((name) => el("span", { class: "tag" }, say(name))), indicator.corrected ? el("span", { class: "tag hand" }, say("edit.corrected")) : null];
}

/** A view with a heading. */
export function section(id, title, count, right, ...content) {
  return el("section", { class: "sec", id: `view-${id}`, "aria-labelledby": `title-${id}` },
    el("header", null, el("h2", { id: `title-${id}`, tabindex: "-1" }, title), count ? el("span", { class: "quiet" }, count) : null, right ? el("span", { class: "right" }, right) : null), content);
}

/** `repairs`: the element that says how the text was read. */
export function overview(repairs) {
  const { report } = state.slots[state.shown], { meta } = report;
  const top = report.sections.filter((s) => s.parent === null).slice(0, 12), counts = tally(report);
  const missing = () => el("span", { class: "none" }, say("notFound"));
  const row = (name, value) => el("div", null, el("dt", null, say(name)), el("dd", null, value || missing()));
  const fact = (view, count, words) => el("a", { href: `#one/${view}` }, el("b", null, count), el("span", null, words));
  return el("section", { class: "sec headcard", id: "view-overview" },
    el("h1", { class: "said" }, meta.title || el("span", { class: "none" }, say("notFoundTitle"))),
    el("dl", { class: "meta" }, row("place", whereabouts(report)), row("year", meta.year), row("issuers", meta.issuers.join(say("sep.list"))), row("signed", meta.signed), row("published", meta.published)),
    el("nav", { class: "kpis", "aria-label": say("overview") },
      fact("indicators", report.indicators.length, say("facts.indicators")), fact("documents", report.citations.length, say("facts.documents")),
      fact("problems", report.problems.length, say("facts.problems")), fact("plans", report.commitments.length, say("facts.plans")), fact("required", fraction(report), say("duty.title"))),
    deadline(report),
    report.foreignPlaces.length ? el("p", { class: "elsewhere" }, say("mention.places"), " ", report.foreignPlaces.slice(0, 12).map((other, i) => [i ? say("sep.list") : "", spotButton(placed(), `place:${i}`, other.name, other.spans[0], other.name)]), say("sep.stop"), " ", el("span", { class: "quiet small" }, say("mention.placesHow"))) : null,
    top.length ? el("div", { class: "parts" }, el("h3", null, say("parts")), el("ul", { class: "tree" }, top.map((s) => el("li", { class: "level-1" }, el("p", null, heading(s), aside(s, counts[s.id])))))) : null,
    report.diagnostics.length ? el("div", { class: "noted" }, el("h3", null, say("noted")), el("ul", null, report.diagnostics.map((d) => el("li", { "data-code": d.code, class: d.severity }, d.message)))) : null,
    repairs,
    el("p", { class: "quiet small", id: "provenance" }, provenance()));
}

/** The place with its level and what it belongs to: 博山区（县级，山东省淄博市）. */
function whereabouts({ meta, place: known }) {
  if (!known) return meta.region;
  const above = [known.province, known.city].filter((name) => name && name !== known.name).join("");
  return [meta.region || known.name, el("span", { class: "quiet" }, say(above ? "level.under" : "level.alone", { n: say(`level.${known.level}`), m: above }))];
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

/** What an indicator is called in every report, and how sure that is. */
function canonical(indicator) {
  const name = metricName(indicator.metric);
  return name ? say("metric.named", { n: name, m: Math.round(indicator.metricConfidence * 100) }) : null;
}

/** What a row of an indicator unfolds: its sentence, what it is called elsewhere, what it hangs together with. */
function sentenceOf(slot, indicator) {
  const { report } = slot, { after } = target(slot.text, report, `indicator:${indicator.id}`);
  const whole = indicator.partOf !== null ? report.indicators[indicator.partOf] : null, level = indicator.changeOf !== null ? report.indicators[indicator.changeOf] : null;
  const lines = [canonical(indicator), indicator.recomputed ? say("rate.from", { n: recomputation(report, indicator) }) : null, whole ? say("metric.part", { n: whole.label + whole.raw }) : null, level ? say("metric.change", { n: level.label + level.raw }) : null].filter(Boolean);
  return [el("blockquote", { class: "said wide" }, quote(slot.text, report, after)), lines.length ? el("ul", { class: "wide small" }, lines.map((words) => el("li", null, words))) : null];
}

export function indicators() {
  const slot = placed(), { report } = slot, lines = paragraphs(slot.text);
  const headingOf = (id) => (id === null ? "" : report.sections[id].marker + report.sections[id].title);
  const rows = report.indicators.map((indicator) => {
    const where = headingOf(indicator.section), name = metricName(indicator.metric);
    return {
      key: `indicator:${indicator.id}`, indicator, place: where, words: `${indicator.label} ${indicator.unit} ${indicator.raw} ${name || ""}`.toLowerCase(),
      cells: () => [
        [el("span", { class: "what" }, indicator.label), tags(indicator), rowActs(slot, indicator), name && name !== indicator.label ? el("span", { class: indicator.metricConfidence < SURE ? "once unsure-name" : "once", title: canonical(indicator) }, name) : null],
        [figure(indicator), indicator.recomputed ? el("span", { class: "once", title: recomputation(report, indicator) }, say("rate.computed", { n: number(indicator.recomputed.value) })) : null],
        qualifier(indicator), el("span", { class: "place", title: where }, where), at(slot, lines, indicator.span.start)],
    };
  });
  const columns = [
    { title: say("head.what"), class: "c-what", sort: (row) => row.indicator.label },
    { title: say("head.value"), class: "n c-value", sort: (row) => row.indicator.value },
    { title: say("head.qualifier"), class: "c-qualifier", sort: (row) => row.indicator.qualifier },
    { title: say("head.section"), class: "c-place", sort: (row) => row.indicator.section },
    { title: say("head.at"), class: "n c-at", sort: (row) => row.indicator.id },
  ];
  const kinds = [...new Set(report.indicators.map((indicator) => indicator.kind))];
  const chips = [
    { id: "all", words: say("all"), test: () => true }, ...kinds.map((kind) => ({ id: kind, words: say(`kinds.${kind}`), test: (row) => row.indicator.kind === kind })),
    { id: "metric", words: say("metric.chip"), test: (row) => row.indicator.metric !== null },
  ];
  return list({
    id: "indicators", title: say("indicators"), count: say("countItems", { n: rows.length }), columns, rows, chips, hint: say("filter"), detail: ({ indicator }) => sentenceOf(slot, indicator), edit: ({ indicator }, leave) => editForm(slot, indicator, leave),
    acts: el("button", { class: "link", type: "button", "data-missed": "" }, say("edit.add")),
    copied: ({ indicator, place: where }) => [indicator.label, quantity(indicator).join(""), qualifier(indicator), where, address(slot.text, lines, indicator.span.start)],
  });
}

export function documents() {
  const slot = placed(), { report } = slot, lines = paragraphs(slot.text);
  const rows = report.citations.map((citation, id) => ({
    key: `document:${id}`, citation, words: `${citation.title} ${citation.number ? citation.number.text : ""}`.toLowerCase(),
    cells: () => [el("span", { class: "what said" }, `《${citation.title}》`), citation.number ? citation.number.text : citation.alias !== null ? el("span", { class: "quiet" }, say("aliasOf", { n: report.citations[citation.alias].title })) : "", at(slot, lines, citation.span.start)],
  }));
  const columns = [
    { title: say("head.title"), class: "c-what", sort: (row) => row.citation.title }, { title: say("head.number"), class: "c-number", sort: (row) => (row.citation.number ? row.citation.number.text : null) },
    { title: say("head.at"), class: "n c-at", sort: (row) => row.citation.span.start },
  ];
  return list({
    id: "documents", title: say("documents"), count: say("countItems", { n: rows.length }), columns, rows, hint: say("filterDocuments"),
    copied: ({ citation }) => [`《${citation.title}》`, citation.number ? citation.number.text : "", address(slot.text, lines, citation.span.start)],
  });
}

/** 承认的问题 (kind `problem`) or 下年安排 (kind `plan`). */
export function items(kind) {
  const slot = placed(), lines = paragraphs(slot.text), id = kind === "problem" ? "problems" : "plans";
  const found = kind === "problem" ? slot.report.problems : slot.report.commitments;
  const rows = found.map((item) => ({
    key: `${kind}:${item.id}`, words: item.text.toLowerCase(), item,
    cells: () => [[el("span", { class: "what said" }, item.text.replace(/\s*[\r\n]\s*/g, "")), kind === "problem" ? el("span", { class: "once" }, item.cause ? say("duty.cause", { n: excerpt(slot.text, item.cause, 80) }) : say("problem.noCause")) : null], at(slot, lines, item.span.start)],
  }));
  const columns = [{ title: say("head.words"), class: "c-words", sort: (row) => row.item.text }, { title: say("head.at"), class: "n c-at", sort: (row) => row.item.span.start }];
  return list({
    id, title: say(id), count: say("countItems", { n: rows.length }), columns, rows, hint: say("filterWords"),
    copied: ({ item }) => [item.text, address(slot.text, lines, item.span.start)],
  });
}

/**
 * A view of the report shown that is one table. `rows` as table() takes them, each with `words` to be searched; `select(row)` gives the selection, null
 * where there is nothing to show; `copied(row)` a row's cells as text. Without `hint` there is nothing to search for.
 */
export function list({ id, title, count, how, columns, rows, chips = [], hint, select = (row) => selection(row.key), copied, detail, empty = say(`noneFound.${id}`), more, edit, acts }) {
  const choose = (row) => { const selected = select(row); if (selected) update({ selected }, "selection"); };
  const made = table({ label: title, columns, rows, detail, edit, onSelect: choose, onEnter: () => update({}, "enter") });
  const filter = filtered({ id, columns: columns.map((c) => c.title), rows, chips, hint: hint || "", table: made, words: copied });
  const element = rows.length
    ? section(id, title, count, [hint ? filter.box : null, acts, filter.copyButton], how ? el("p", { class: "quiet small how" }, how) : null, filter.bar, made.element, more)
    : section(id, title, null, acts, el("p", { class: "quiet" }, empty), more);
  return { element, table: made, filter };
}

/** A heading that leads to its place in the text. */
const heading = (s) => el("button", { class: "said what", type: "button", "data-key": `section:${s.id}`, onclick: () => update({ selected: selection(`section:${s.id}`) }, "selection") }, s.marker, s.title);

/** What stands behind a heading: the role of an outermost one, the number of indicators under it. */
const aside = (s, count) => [s.level === 1 ? roleSelect(state.slots[state.shown], s) : null, count ? el("span", { class: "quiet small" }, say("countIndicators", { n: count })) : null];

/** So many headings are built at once. */
const MANY = 400;

/** The outline: folds, with roles and the number of indicators under each heading. */
export function outline() {
  const { report } = state.slots[state.shown];
  if (!report.sections.length) return { element: section("outline", say("outline"), null, null, el("p", { class: "quiet" }, say("noneFound.outline"))) };
  const children = new Map();
  for (const s of report.sections) { if (!children.has(s.parent)) children.set(s.parent, []); children.get(s.parent).push(s); }
  const counts = tally(report);
  const node = (s) => {
    const under = children.get(s.id), tail = aside(s, counts[s.id]);
    if (!under) return el("li", { class: `level-${Math.min(s.level, 4)}` }, el("p", { class: "leaf" }, heading(s), tail));
    // What is folded is built when it opens: a long text has thousands of headings.
    const list = el("ul"), twist = el("button", { class: "twist", type: "button", onclick: () => fold(list.hidden) });
    const fold = (open) => {
      if (open && !list.firstChild) some(list, under, 0);
      list.hidden = !open;
      twist.setAttribute("aria-expanded", String(open));
      twist.setAttribute("aria-label", say(open ? "find.fold" : "find.unfold", { n: s.marker + s.title.slice(0, 20) }));
    };
    folds.push(fold);
    fold(s.level < 3 && report.sections.length < MANY);
    return el("li", { class: `level-${Math.min(s.level, 4)}` }, el("p", { class: "stem" }, twist, heading(s), tail), list);
  };
  const folds = [];
  /** So many at a time, and a button for the next. */
  const some = (list, all, from) => {
    append(list, all.slice(from, from + MANY).map(node));
    const left = all.length - from - MANY;
    if (left > 0) append(list, [el("li", null, el("button", { class: "link", type: "button", onclick: (event) => { event.currentTarget.parentElement.remove(); some(list, all, from + MANY); } }, say("showMore", { n: left })))]);
  };
  const tree = el("ul", { class: "tree" });
  some(tree, children.get(null) || [], 0);
  // Unfolding one adds those under it to the list.
  const every = (open) => { for (let i = 0; i < folds.length; i++) folds[i](open); };
  const foldAll = (id, key, open) => el("button", { class: "link", type: "button", id, onclick: () => every(open) }, say(key));
  return { element: section("outline", say("outline"), say("countItems", { n: report.sections.length }), report.sections.length < MANY ? [foldAll("unfold-outline", "find.unfoldAll", true), foldAll("fold-outline", "find.foldAll", false)] : null, tree) };
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
