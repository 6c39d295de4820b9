/** Turns what the page shows into tables of typed cells, one for each kind of result, for XLSX and CSV: [{ id, name, columns, rows }] as xlsx.js takes them. */

import { onPair, end } from "../corrections.js";
import { metricName } from "../metrics.js";
import { reportName, statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { arranged } from "../views/compared.js";
import { placeOf } from "../views/checks.js";
import { DOCUMENTS } from "../views/documents.js";
import { goalWord } from "../views/plans.js";
import { likeness, problemWord } from "../views/problems.js";
import { passageWords } from "../views/reuse.js";
import { allChecks } from "../views/two.js";
import { locator as addressOf, one, own, partName, reviewed, summary, told, version } from "./grounds.js";
import { isTwo } from "./result.js";

const col = (key, width, more) => ({ title: say(`out.col.${key}`), width, ...more });
const PLAIN = { plain: true }, WRAP = { wrap: true };
const sheet = (id, columns, rows, n) => ({ id: id === "items" ? "plans" : id, name: say(`out.sheet.${id}`, { n: n || "" }), columns, rows });
/** In words: a spreadsheet takes 8-2 out of a CSV for the second of August. */
const locator = (slot) => { const short = addressOf(slot); return (at) => { const [n, m] = short(at).split("-"); return m ? say("out.address", { n, m }) : ""; }; };
const words = (slot, span) => one(slot.text.slice(span.start, span.end));

/** One row for each indicator of a report: place, year, metric, value, unit, qualifier, sentence, offsets. The same columns for one report and for many. */
export const indicatorColumns = () => [
  col("place", 12), col("year", 7, PLAIN), col("label", 28), col("metric", 24), col("metricId", 16), col("value", 14), col("upper", 10), col("unit", 8), col("qualifier", 10), col("kind", 8), col("period", 8), col("raw", 14),
  col("section", 28), col("at", 8), col("sentence", 60, WRAP), col("start", 8, PLAIN), col("end", 8, PLAIN), col("hand", 6),
];

export function indicatorRows({ text, report }) {
  const at = locator({ text }), { meta } = report;
  return report.indicators.map((i) => [
    meta.region, meta.year, i.label, metricName(i.metric), i.metric, i.value, i.upper, i.unit, say(`out.qualifiers.${i.qualifier}`), say(`kinds.${i.kind}`), i.period ? say(`out.periods.${i.period}`) : null, i.raw,
    i.section === null ? null : report.sections[i.section].marker + report.sections[i.section].title, at(i.span.start), words({ text }, i.sentence), i.span.start, i.span.end, i.corrected ? say("out.yes") : null,
  ]);
}

/** All tables; the first is what stands in the foreground, the last says what the file is. */
export function sheets(now) {
  const slots = told(), made = isTwo() ? ofTwo(slots) : ofOne(slots[0]);
  const about = [
    [say("out.about.made"), now.toISOString().slice(0, 16).replace("T", " ")], [say("out.about.program"), `${say("name")} ${version()}`], [say("out.about.reviewed"), `${say("machine")}${reviewed()}`],
    ...slots.map((slot) => [say("out.about.report"), `${reportName(slot)} ${slot.report.meta.title ? one(slot.report.meta.title) : ""}`]), [say("out.about.offsets"), say("out.about.offsetsWords")], [say("out.col.value"), say("out.about.rough")],
  ];
  return [...made, sheet("about", [{ title: say("out.about.title"), width: 16 }, col("note", 90, WRAP)], about)];
}

function ofTwo([before, after]) {
  const { comparison } = state, at = [locator(before), locator(after)];
  const ends = (slot, i) => (item) => (item ? [at[i](item.span.start), words(slot, item.sentence || item.span), item.span.start, item.span.end] : [null, null, null, null]);
  const [left, right] = [ends(before, 0), ends(after, 1)];
  const pairs = arranged(comparison.indicators, after).map(({ pair }) => {
    const a = pair.before === null ? null : before.report.indicators[pair.before], b = pair.after === null ? null : after.report.indicators[pair.after];
    const [la, ra] = [left(a), right(b)], hand = a && b && onPair(end(before.text, a.span), end(after.text, b.span));
    return [(b || a).label, metricName((b || a).metric), (b || a).metric, a && a.value, b && b.value, (b || a).unit, a && a.raw, b && b.raw, pair.delta, pair.percent, a && b && pair.delta === null ? say("incomparable") : statusWord(pair.status), a && b ? Math.round(pair.confidence * 100) / 100 : null, hand ? say("hand") : null,
      la[0], ra[0], la[1], ra[1], la[2], la[3], ra[2], ra[3]];
  });
  const targets = comparison.targets.map(({ planned, reached, met }) => {
    const a = before.report.indicators[planned], b = after.report.indicators[reached];
    return [b.label, a.value, b.value, b.unit, a.raw, b.raw, goalWord(met), at[0](a.span.start), at[1](b.span.start), words(before, a.sentence), words(after, b.sentence)];
  });
  const plans = comparison.followUps.map((follow) => {
    const item = before.report.commitments[follow.commitment];
    return [say(`follow.${follow.status}`), follow.plannedAgain ? say("out.yes") : null, one(item.text), at[0](item.span.start), follow.evidence.map(({ span }) => words(after, span)).join("\n"), follow.evidence.map(({ span }) => at[1](span.start)).join(" ")];
  });
  const problems = comparison.problems.map((pair) => {
    const a = pair.before === null ? null : before.report.problems[pair.before], b = pair.after === null ? null : after.report.problems[pair.after];
    return [problemWord(pair), likeness(pair), a && one(a.text), a && at[0](a.span.start), b && one(b.text), b && at[1](b.span.start), b && b.cause ? words(after, b.cause) : null];
  });
  const documents = comparison.citations.map((pair) => {
    const a = pair.before === null ? null : before.report.citations[pair.before], b = pair.after === null ? null : after.report.citations[pair.after], shown = b || a;
    return [`《${one(shown.title)}》`, shown.number ? shown.number.text : null, statusWord(pair.status, DOCUMENTS[pair.status]), a && at[0](a.span.start), b && at[1](b.span.start)];
  });
  const reuse = comparison.reuse.passages.map((p) => [words(after, p.after), words(before, p.before), passageWords(p).join(" "), p.similarity, words(after, p.after).replace(/\s/g, "").length, at[1](p.after.start), at[0](p.before.start)]);
  const check = (agrees) => ({ check: c, own }) => [say(agrees ? "out.agrees" : "out.contradicts"), placeOf(own), say(`check.kinds.${c.kind}`), c.message, c.arithmetic, c.stated, c.expected, c.spans.map(({ report, span }) => { const i = (report === "this" ? own : report) === "before" ? 0 : 1; return `${say(i ? "out.col.after" : "out.col.before")} ${at[i](span.start)}`; }).join("；")];
  return [
    sheet("pairs", [col("label", 30), col("metric", 24), col("metricId", 16), col("beforeValue", 13), col("afterValue", 13), col("unit", 8), col("beforeRaw", 13), col("afterRaw", 13), col("delta", 12), col("percent", 10), col("status", 12), col("sure", 8), col("hand", 6), col("beforeAt", 8), col("afterAt", 8), col("beforeSentence", 50, WRAP), col("afterSentence", 50, WRAP), col("beforeStart", 8, PLAIN), col("beforeEnd", 8, PLAIN), col("afterStart", 8, PLAIN), col("afterEnd", 8, PLAIN)], pairs),
    sheet("targets", [col("label", 30), col("beforeValue", 13), col("afterValue", 13), col("unit", 8), col("beforeRaw", 13), col("afterRaw", 13), col("met", 14), col("beforeAt", 8), col("afterAt", 8), col("beforeSentence", 50, WRAP), col("afterSentence", 50, WRAP)], targets),
    sheet("plans", [col("status", 18), col("again", 12), { title: say("out.plan"), width: 60, wrap: true }, col("beforeAt", 8), { title: say("out.answer"), width: 70, wrap: true }, col("afterAt", 12)], plans),
    sheet("problems", [col("status", 12), col("note", 14), col("before", 60, WRAP), col("beforeAt", 8), col("after", 60, WRAP), col("afterAt", 8), col("cause", 40, WRAP)], problems),
    sheet("documents", [{ title: say("head.title"), width: 50, wrap: true }, col("number", 24), col("status", 12), col("beforeAt", 8), col("afterAt", 8)], documents),
    sheet("reuse", [{ title: say("out.passage"), width: 70, wrap: true }, col("before", 70, WRAP), col("kind", 14), col("sure", 8), col("size", 8), col("afterAt", 8), col("beforeAt", 8)], reuse),
    sheet("checks", [col("status", 14), col("report", 14), col("kind", 10), { title: say("out.claim"), width: 60, wrap: true }, { title: say("out.arithmetic"), width: 40, wrap: true }, col("value", 12), { title: say("check.working"), width: 12 }, { title: say("out.where"), width: 24 }], [...allChecks("checks").map(check(false)), ...allChecks("agreements").map(check(true))]),
    ...[before, after].map((slot) => sheet("indicators", indicatorColumns(), indicatorRows(slot), `${reportName(slot)} `)),
    sheet("summary", [col("words", 120, WRAP)], summary().map((found) => [found])),
    requiredSheet([before, after]),
  ];
}

function ofOne(slot) {
  const { report } = slot, at = locator(slot);
  const items = (id, list) => sheet(id, [col("words", 100, WRAP), col("at", 8), col("cause", 40, WRAP)], list.map((item) => [one(item.text), at(item.span.start), item.cause ? words(slot, item.cause) : null]));
  return [
    sheet("indicators", indicatorColumns(), indicatorRows(slot)),
    sheet("documents", [{ title: say("head.title"), width: 50, wrap: true }, col("number", 24), col("at", 8)], report.citations.map((c) => [`《${one(c.title)}》`, c.number ? c.number.text : null, at(c.span.start)])),
    items("problems", report.problems), items("items", report.commitments), requiredSheet([slot]),
  ];
}

/** Each part with the place that it was found by; what a reader's own table asks for besides stands behind. */
function requiredSheet(slots) {
  const rows = slots.flatMap((slot, i) => {
    const { report } = slot, at = locator(slot);
    const found = (span) => (span ? [at(span.start), words(slot, span)] : [null, null]);
    return [
      ...(report.required || []).map((part) => [reportName(slot), say(partName(part.part)), say(part.present ? "out.has" : "out.lacks"), part.rule, part.source + (part.confirmed ? "" : say("out.toCheck")), ...found(part.sections.length ? report.sections[part.sections[0]].titleSpan : part.spans[0])]),
      ...own().map((rule) => [reportName(slot), rule.name, say(rule.found[i] ? "out.has" : "out.lacks"), say("out.ownWords", { n: rule.raw }), rule.source, ...found(rule.found[i] && rule.found[i].sentence)]),
    ];
  });
  return sheet("required", [col("report", 14), { title: say("out.part"), width: 20 }, col("status", 16), { title: say("out.rule"), width: 60, wrap: true }, col("note", 40, WRAP), col("at", 8), col("words", 60, WRAP)], rows);
}
