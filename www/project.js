/**
 * Turns texts and what was corrected in them into one JSON file, and such a file back.
 *
 *   { format: "fazhi-lens", schemaVersion: 1, saved: ISO time,
 *     reports: [{ name, text, characters, corrections: Corrections | null }, …],     // of the panes, at most two; the earlier first, as compare() takes them
 *     pairs: [{ before: Anchor, after: Anchor, same }] }
 *
 * and from version 2, which is written where there is something to hold that version 1 can't:
 *
 *     rules: string, settings: { year, metrics, place, index },                      // what a reader asks for besides (TSV), what is looked at
 *     otherPairs: [{ texts: [i, j], before, after, same }],                          // of texts by their place in reports and then library
 *     library: [{ name, text, characters, corrections } | { name, report: i }, …]    // the second where the text stands in `reports`
 *
 * `characters` is the length of the text in UTF-16 units: a file that was cut and mended, or whose text was edited, would shift every anchor.
 */

import { ofText, options } from "./corrections.js";
import { el } from "./dom.js";
import { library } from "./library/library.js";
import { readRules } from "./library/own-rules.js";
import { order, state } from "./state.js";
import { say } from "./strings.js";

export const FORMAT = "fazhi-lens", VERSION = 2;
const LARGEST = 400 * 1024 * 1024;
const ROLES = ["measures", "problems", "leadership", "plans", "other"];

/** What is here now, as the parts of a file: a library of thousands is no string that could be made at once. */
export function projectParts(now) {
  const slots = order().map((slot) => state.slots[slot]).filter((slot) => slot.report);
  const made = slots.length === 2 ? options() : null;
  const whole = ({ name, text }) => ({ name, text, characters: text.length, corrections: ofText(text) });
  const reports = slots.map(whole), kept = library.entries.filter((entry) => entry.text !== null && entry.status !== "failed");
  const head = { format: FORMAT, schemaVersion: 1, saved: now, reports, pairs: made ? made.pairs : [] };
  const texts = [...slots, ...kept].map(({ text }) => text), inPanes = slots.map(({ text }) => text);
  const otherPairs = state.fixes.filter((fix) => fix.kind === "pair" && !fix.ends.every((e) => inPanes.includes(e.text)) && fix.ends.every((e) => texts.includes(e.text)))
    .map(({ ends: [a, b], same }) => ({ texts: [texts.indexOf(a.text), texts.indexOf(b.text)], before: a.anchor, after: b.anchor, same }));
  const { rules, ...settings } = state.many;
  if (!kept.length && !rules && !reports.some(({ corrections }) => corrections && corrections.meta)) return [`${JSON.stringify(head, null, 1)}\n`];
  const more = JSON.stringify({ ...head, schemaVersion: 2, rules, settings, otherPairs }, null, 1).replace(/\n\}$/, "");
  const items = kept.map((entry, i) => `${i ? ",\n" : ""}  ${JSON.stringify(inPanes.includes(entry.text) ? { name: entry.name, report: inPanes.indexOf(entry.text) } : whole(entry))}`);
  return [more, ',\n "library": [\n', ...items, "\n ]\n}\n"];
}

/** 青澜区-2022-2023.json: what stands in a name of a file must be no sign of a path. */
export function projectName() {
  const slots = order().map((slot) => state.slots[slot]).filter((slot) => slot.report);
  if (library.entries.length) return `${say("many")}-${library.entries.length}.json`;
  const parts = [...new Set(slots.map((slot) => slot.report.meta.region).filter(Boolean)), ...new Set(slots.map((slot) => slot.report.meta.year).filter(Boolean))];
  return `${(parts.join("-") || say("projectName")).replace(/[\\/:*?"<>|\s\p{Cc}\p{Cf}]/gu, "")}.json`;
}

/** Hands a text (or its parts, or a Blob) over as a file, as a browser saves what was downloaded. */
export function download(name, content, type = "application/json") {
  const link = el("a", { href: URL.createObjectURL(new Blob([].concat(content), { type })), download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Does a list hold an empty place anywhere, or does it go down without end? No list of a project does. */
const isHoled = (value, depth = 0) => Boolean(value) && typeof value === "object" && (depth > 20 || Object.values(value).some((item) => (item === null && Array.isArray(value)) || isHoled(item, depth + 1)));
const isCount = (value) => Number.isInteger(value) && value >= 0;
const isAnchor = (at, text) => Boolean(at && typeof at.raw === "string" && at.span && isCount(at.span.start) && isCount(at.span.end) && at.span.start <= at.span.end && at.span.end <= text.length && text.slice(at.span.start, at.span.end) === at.raw);

/** What may stand in the correction of an indicator. */
const CHANGES = { value: Number.isFinite, upper: (upper) => upper === null || Number.isFinite(upper), unit: (unit) => typeof unit === "string" && unit !== "", label: (label) => typeof label === "string" && label !== "", qualifier: (name) => ["exact", "over", "under", "about"].includes(name), wrong: (wrong) => typeof wrong === "boolean" };
const isChange = (change) => Object.entries(change).every(([name, value]) => Object.keys(CHANGES).includes(name) && CHANGES[name](value));

/** { reports: [{ name, text }], fixes, library: [{ name, text }], rules, settings } or { error }, worded for the reader. `size` in bytes. */
export function readProject(name, content, size) {
  const refuse = (key, more) => ({ error: say(`project.${key}`, { n: name, ...more }) });
  if (size > LARGEST) return refuse("tooLarge");
  const start = content.replace(/^\ufeff/, "").trimStart();
  let data = null;
  try {
    data = JSON.parse(start);
  } catch (error) {
    return refuse(start.startsWith("{") && start.includes(`"${FORMAT}"`) ? "cut" : "foreign");
  }
  if (!data || data.format !== FORMAT) return refuse("foreign");
  if (isHoled(data)) return refuse("damaged");
  if (!isCount(data.schemaVersion) || data.schemaVersion < 1) return refuse("foreign");
  if (data.schemaVersion > VERSION) return refuse("newer");
  const { reports, pairs = [], library: kept = [], otherPairs = [], rules = "", settings = {} } = data;
  if (![reports, pairs, kept, otherPairs].every(Array.isArray) || reports.length > 2 || !(reports.length || kept.length || rules)) return refuse("damaged");
  if (kept.some((item) => !item || (typeof item.text !== "string" && !(isCount(item.report) && item.report < reports.length)))) return refuse("damaged");
  const whole = [...reports, ...kept.filter((item) => typeof item.text === "string")];
  if (whole.some((report) => !report || typeof report.text !== "string" || !report.text.trim())) return refuse("damaged");
  if (whole.some((report) => report.characters !== report.text.length)) return refuse("changed");
  if (typeof rules !== "string" || (rules && readRules(rules).faults.length) || !settings || typeof settings !== "object") return refuse("damaged");
  const fixes = [];
  for (const { text, corrections } of whole) {
    if (!corrections) continue;
    const { roles = [], meta, indicators = [], added = [], ...others } = corrections;
    if (![roles, indicators, added].every(Array.isArray)) return refuse("damaged");
    for (const { at, role } of roles) {
      if (!isAnchor(at, text) || !ROLES.includes(role)) return refuse("damaged");
      fixes.push({ kind: "role", ends: [{ text, anchor: at }], role });
    }
    for (const { at, ...change } of indicators) {
      if (!isAnchor(at, text) || !isChange(change)) return refuse("damaged");
      fixes.push({ kind: "value", ends: [{ text, anchor: at }], change });
    }
    for (const { at, value, unit, label } of added) {
      if (!isAnchor(at, text) || !isChange({ value, unit, label }) || value === undefined || !unit || !label) return refuse("damaged");
      fixes.push({ kind: "added", ends: [{ text, anchor: at }], value, unit, label });
    }
    // What this version can't apply would be lost with the next saving.
    if (Object.values(others).some((list) => (Array.isArray(list) ? list.length : list && Object.keys(list).length))) return refuse("newer");
    if (!meta || !Object.keys(meta).length) continue;
    if (Object.keys(meta).some((key) => !["region", "year"].includes(key))) return refuse("newer");
    if ((meta.region !== undefined && typeof meta.region !== "string") || (meta.year !== undefined && !isCount(meta.year))) return refuse("damaged");
    fixes.push({ kind: "meta", ends: [{ text, anchor: { span: { start: 0, end: 0 }, raw: "" } }], meta });
  }
  if (pairs.length && reports.length < 2) return refuse("damaged");
  const texts = [...reports, ...kept.map((item) => (typeof item.text === "string" ? item : reports[item.report]))].map(({ text }) => text);
  for (const pair of [...pairs.map((p) => p && { ...p, texts: [0, 1] }), ...otherPairs]) {
    if (!pair || typeof pair.same !== "boolean" || !Array.isArray(pair.texts)) return refuse("damaged");
    const [a, b] = pair.texts.map((at) => texts[at]);
    if (a === undefined || b === undefined || !isAnchor(pair.before, a) || !isAnchor(pair.after, b)) return refuse("damaged");
    fixes.push({ kind: "pair", ends: [{ text: a, anchor: pair.before }, { text: b, anchor: pair.after }], same: pair.same });
  }
  const called = (given) => (typeof given === "string" ? given : "");
  return {
    reports: reports.map((report) => ({ name: called(report.name), text: report.text })), fixes,
    library: kept.map((item, i) => ({ name: called(item.name), text: texts[reports.length + i] })), rules,
    settings: {
      year: isCount(settings.year) ? settings.year : null, metrics: Array.isArray(settings.metrics) ? settings.metrics.filter((id) => typeof id === "string") : null,
      place: typeof settings.place === "string" ? settings.place : null, index: settings.index === true,
    },
  };
}
