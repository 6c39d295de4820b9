/**
 * Turns what the page shows into one document, from which the Word file, the printed pages and the clipboard are made:
 *
 *   { title, under: [words], parts: [Part], foot, page: [before, between, behind], made }
 *   Part: { kind: "heading", level, words } | { kind: "text" | "note", words } | { kind: "picture", png, width, height, words }
 *       | { kind: "table", id, columns: [{ title, width, align }], rows: [[words | [words, …]]] }     // several words: a paragraph each
 */

import { change, qualifier } from "../format.js";
import { reportName, shortName, statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { arranged } from "../views/compared.js";
import { placeOf } from "../views/checks.js";
import { DOCUMENTS } from "../views/documents.js";
import { goalWord } from "../views/plans.js";
import { likeness, problemWord } from "../views/problems.js";
import { passageWords } from "../views/reuse.js";
import { allChecks } from "../views/two.js";
import { chapter, coverage, evidence, figure, heading, locator, named, note, one, places, required, reviewed, summary, told, version } from "./grounds.js";
import { isTwo } from "./result.js";

const PASSAGES = 3;

/** `pictures`: [{ id, png, width, height, words }]; `short`: summary and first table alone; `now`: Date. */
export function compose({ pictures = [], short = false, now }) {
  const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  const slots = told(), two = isTwo(), years = slots.map((slot) => slot.report.meta.year).filter(Boolean);
  const names = slots.map((slot) => slot.report.meta.title ? one(slot.report.meta.title) : say("out.untitled"));
  const parts = two ? twoYears(slots, pictures, short) : oneReport(slots[0], short);
  return {
    title: say(two ? "out.titleTwo" : "out.titleOne", { n: `${places()}${years.length ? ` ${[...new Set(years)].join("、")} 年` : ""}` }).trim(),
    under: [...names.map((m, i) => say(two ? (i ? "out.later" : "out.earlier") : "out.this", { n: reportName(slots[i]), m })), say("out.by", { n: reviewed(), date: day, version: version() })],
    parts, foot: say("out.foot", { names: slots.map((slot, i) => `${slot.report.meta.region || ""}${reportName(slot)}`).join(" / "), n: reviewed(), date: day }), page: say("out.page"), made: now.toISOString(),
  };
}

function twoYears([before, after], pictures, short) {
  const at = [locator(before), locator(after)], marks = [`○ ${shortName(before)}`, `● ${shortName(after)}`];
  const parts = [heading(say("summary")), ...summary().map((words) => ({ kind: "text", words })), ...chapter(say("compared"), say("out.how"), pairTable(before, after, at, marks))];
  const { comparison } = state;
  // Behind the first table, whose rows fill up the page that a picture would leave half blank.
  const drawn = pictures.filter(({ id }) => !short || id === "changes").map(({ png, width, height, words }) => ({ kind: "picture", png, width, height, words }));
  if (drawn.length) parts.push(heading(say("out.charts")), ...drawn);
  if (short) return parts;
  if (comparison.targets.length) parts.push(heading(say("targets")), targetTable(before, after, at));
  parts.push(
    ...chapter(say("plansTwo"), say("follow.how"), planTable(before, after, at, marks)), ...chapter(say("problemsTwo"), say("problem.how"), problemTable(before, after, at, marks)),
    ...chapter(say("documentsTwo"), null, documentTable(before, after, at)), ...chapter(say("reuse"), say("reuseView.lead", { later: reportName(after), earlier: reportName(before) }), reuseTable(after, at)),
    ...chapter(say("checks"), say("check.how"), checkTable(at)), ...required([before, after], marks), ...coverage([before, after], marks));
  parts.push(heading(say("out.evidence")), note(say("out.evidenceHow")), ...[before, after].flatMap((slot, i) => [heading(marks[i], 2), evidence(slot, at[i])]));
  return parts;
}

/** 指标对照: what stood where, and how it changed. */
function pairTable(before, after, at, marks) {
  const rows = arranged(state.comparison.indicators, after).map(({ pair }) => {
    const a = pair.before === null ? null : before.report.indicators[pair.before], b = pair.after === null ? null : after.report.indicators[pair.after];
    const words = change(pair, a, b);
    const unsure = a && b && pair.band === "middle" ? say("unsure") : null;
    return [
      [named(b || a), ...(a && b && a.label !== b.label ? [`○ ${a.label}`] : [])],
      figure(a), a ? at[0](a.span.start) : "", figure(b), b ? at[1](b.span.start) : "",
      [words.main ? words.main + (words.aside ? `（${words.aside}）` : "") : a && b ? say("incomparable") : statusWord(pair.status), ...(unsure ? [unsure] : [])],
    ];
  });
  return { kind: "table", id: "pairs", columns: [{ title: say("head.what"), width: 30 }, { title: marks[0], width: 15, align: "right" }, { title: say("out.at"), width: 8, align: "right" }, { title: marks[1], width: 15, align: "right" }, { title: say("out.at"), width: 8, align: "right" }, { title: say("out.change"), width: 24, align: "right" }], rows };
}

function targetTable(before, after, at) {
  const rows = state.comparison.targets.map(({ planned, reached, met }) => {
    const a = before.report.indicators[planned], b = after.report.indicators[reached];
    return [[b.label, ...(a.label !== b.label ? [`○ ${a.label}`] : [])], figure(a), at[0](a.span.start), figure(b), at[1](b.span.start), goalWord(met)];
  });
  return { kind: "table", id: "targets", columns: [{ title: say("head.what"), width: 30 }, { title: `○ ${say("goal.planned")}`, width: 15, align: "right" }, { title: say("out.at"), width: 8, align: "right" }, { title: `● ${say("goal.reached")}`, width: 15, align: "right" }, { title: say("out.at"), width: 8, align: "right" }, { title: say("goal.met"), width: 24, align: "right" }], rows };
}

const SIGNS = { done: "●", mentioned: "◐", absent: "○" };

function planTable(before, after, at, marks) {
  const rows = state.comparison.followUps.map((follow) => {
    const item = before.report.commitments[follow.commitment];
    const answers = follow.evidence.slice(0, PASSAGES).map(({ span }) => `${one(after.text.slice(span.start, span.end))} ${at[1](span.start)}`);
    return [[`${SIGNS[follow.status]} ${say(`follow.${follow.status}`)}`, ...(follow.plannedAgain ? [say("follow.again")] : [])], `${one(item.text)} ${at[0](item.span.start)}`, answers.length ? answers : say("follow.none")];
  });
  return { kind: "table", id: "plans", columns: [{ title: say("head.status"), width: 16 }, { title: `${marks[0]} ${say("out.plan")}`, width: 40 }, { title: `${marks[1]} ${say("out.answer")}`, width: 44 }], rows };
}

function problemTable(before, after, at, marks) {
  const cell = (slot, item, i) => (item ? [`${one(item.text)} ${at[i](item.span.start)}`, ...(item.cause ? [] : [say("problem.noCause")])] : "—");
  const rank = { persistent: 0, gone: 1, new: 2 };
  const rows = state.comparison.problems.map((pair, index) => ({ pair, index })).sort((x, y) => rank[x.pair.status] - rank[y.pair.status] || x.index - y.index).map(({ pair }) => [
    [problemWord(pair), ...(likeness(pair) ? [likeness(pair)] : [])], cell(before, pair.before === null ? null : before.report.problems[pair.before], 0), cell(after, pair.after === null ? null : after.report.problems[pair.after], 1),
  ]);
  return { kind: "table", id: "problems", columns: [{ title: say("head.status"), width: 16 }, { title: marks[0], width: 42 }, { title: marks[1], width: 42 }], rows };
}

function documentTable(before, after, at) {
  const rows = state.comparison.citations.map((pair) => {
    const a = pair.before === null ? null : before.report.citations[pair.before], b = pair.after === null ? null : after.report.citations[pair.after], shown = b || a;
    const number = (c) => (c && c.number ? c.number.text : "");
    const old = pair.status === "renewed" ? [a.title !== b.title ? `《${a.title}》` : "", number(a)].filter(Boolean).join(" ") : "";
    return [[`《${one(shown.title)}》`, ...(old ? [say("before", { n: old })] : [])], number(shown), statusWord(pair.status, DOCUMENTS[pair.status]), [a ? `○ ${at[0](a.span.start)}` : "", b ? `● ${at[1](b.span.start)}` : ""].filter(Boolean)];
  });
  return { kind: "table", id: "documents", columns: [{ title: say("head.title"), width: 50 }, { title: say("head.number"), width: 22 }, { title: say("head.status"), width: 14 }, { title: say("out.at"), width: 14 }], rows };
}

function reuseTable(after, at) {
  const rows = state.comparison.reuse.passages.map((passage) => [one(after.text.slice(passage.after.start, passage.after.end)), passageWords(passage), [`● ${at[1](passage.after.start)}`, `○ ${at[0](passage.before.start)}`]]);
  return { kind: "table", id: "reuse", columns: [{ title: say("out.passage"), width: 70 }, { title: say("out.kind"), width: 14 }, { title: say("out.at"), width: 16 }], rows };
}

function checkTable(at) {
  const where = ({ check, own }) => [...new Set(check.spans.map(({ report, span }) => { const i = (report === "this" ? own : report) === "before" ? 0 : 1; return `${i ? "●" : "○"} ${at[i](span.start)}`; }))];
  const row = (entry, agrees) => [[say(agrees ? "out.agrees" : "out.contradicts"), placeOf(entry.own)], entry.check.message, entry.check.arithmetic, where(entry)];
  return { kind: "table", id: "checks", columns: [{ title: say("head.status"), width: 14 }, { title: say("out.claim"), width: 44 }, { title: say("out.arithmetic"), width: 28 }, { title: say("out.where"), width: 14 }], rows: [...allChecks("checks").map((c) => row(c, false)), ...allChecks("agreements").map((c) => row(c, true))] };
}

function oneReport(slot, short) {
  const { report } = slot, { meta } = report, at = locator(slot);
  const fact = (key, value) => [say(key), value === null || value === "" ? say("notFound") : String(value)];
  const facts = {
    kind: "table", id: "facts", columns: [{ title: say("out.item"), width: 20 }, { title: say("out.content"), width: 80 }],
    rows: [fact("title", meta.title && one(meta.title)), fact("place", meta.region), fact("year", meta.year), fact("issuers", meta.issuers.join("、")), fact("signed", meta.signed), fact("published", meta.published),
      ...["indicators", "documents", "problems", "plans"].map((key) => [say(key), say("countItems", { n: report[{ documents: "citations", plans: "commitments" }[key] || key].length })])],
  };
  const sectionOf = (id) => (id === null ? "" : report.sections[id].marker + report.sections[id].title);
  const indicators = {
    kind: "table", id: "indicators", columns: [{ title: say("head.what"), width: 34 }, { title: say("head.value"), width: 15, align: "right" }, { title: say("head.qualifier"), width: 11 }, { title: say("head.section"), width: 31 }, { title: say("out.at"), width: 9, align: "right" }],
    rows: report.indicators.map((indicator) => [named(indicator), figure(indicator), qualifier(indicator), sectionOf(indicator.section), at(indicator.span.start)]),
  };
  const parts = [...chapter(say("out.facts"), null, facts), ...required([slot], ["●"]), ...chapter(say("indicators"), say("out.howOne"), indicators)];
  if (short) return parts;
  const items = (id, list) => ({ kind: "table", id, columns: [{ title: say("head.words"), width: 90 }, { title: say("out.at"), width: 10, align: "right" }], rows: list.map((item) => [one(item.text), at(item.span.start)]) });
  const documents = { kind: "table", id: "documents", columns: [{ title: say("head.title"), width: 60 }, { title: say("head.number"), width: 28 }, { title: say("out.at"), width: 12, align: "right" }], rows: report.citations.map((c) => [`《${one(c.title)}》`, c.number ? c.number.text : c.alias !== null ? say("aliasOf", { n: report.citations[c.alias].title }) : "", at(c.span.start)]) };
  parts.push(...chapter(say("documents"), null, documents), ...chapter(say("problems"), null, items("problems", report.problems)), ...chapter(say("plans"), null, items("plans", report.commitments)), ...coverage([slot], ["●"]));
  parts.push(heading(say("out.evidence")), note(say("out.evidenceHow")), evidence(slot, at));
  return parts;
}
