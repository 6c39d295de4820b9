/**
 * Turns two texts and what was corrected in them into one JSON file, and such a file back.
 *
 *   { format: "fazhi-lens", schemaVersion: 1, saved: ISO time,
 *     reports: [{ name, text, characters, corrections: Corrections | null }, …],     // the earlier first, as compare() takes them
 *     pairs: [{ before: Anchor, after: Anchor, same }] }
 *
 * `characters` is the length of the text in UTF-16 units: a file that was cut and mended, or whose text was edited, would shift every anchor.
 */

import { ofText, options } from "./corrections.js";
import { el } from "./dom.js";
import { order, state } from "./state.js";
import { say } from "./strings.js";

export const FORMAT = "fazhi-lens", VERSION = 1;
const LARGEST = 40 * 1024 * 1024;
const ROLES = ["measures", "problems", "leadership", "plans", "other"];

/** What is here now, as the text of a file. */
export function projectText(now) {
  const slots = order().map((slot) => state.slots[slot]).filter((slot) => slot.report);
  const made = slots.length === 2 ? options() : null;
  const reports = slots.map(({ name, text }) => ({ name, text, characters: text.length, corrections: ofText(text) }));
  return `${JSON.stringify({ format: FORMAT, schemaVersion: VERSION, saved: now, reports, pairs: made ? made.pairs : [] }, null, 1)}\n`;
}

/** The same in parts, for those who join them themselves. */
export const projectParts = (now) => [projectText(now)];

/** 青澜区-2022-2023.json: what stands in a name of a file must be no sign of a path. */
export function projectName() {
  const slots = order().map((slot) => state.slots[slot]).filter((slot) => slot.report);
  const parts = [...new Set(slots.map((slot) => slot.report.meta.region).filter(Boolean)), ...new Set(slots.map((slot) => slot.report.meta.year).filter(Boolean))];
  return `${(parts.join("-") || say("projectName")).replace(/[\\/:*?"<>|\s]/g, "")}.json`;
}

/** Hands a text over as a file, as a browser saves what was downloaded. */
export function download(name, text) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Does a list hold an empty place anywhere, or does it go down without end? No list of a project does. */
const isHoled = (value, depth = 0) => Boolean(value) && typeof value === "object" && (depth > 20 || Object.values(value).some((item) => (item === null && Array.isArray(value)) || isHoled(item, depth + 1)));
const isCount = (value) => Number.isInteger(value) && value >= 0;
const isAnchor = (at, text) => Boolean(at && typeof at.raw === "string" && at.span && isCount(at.span.start) && isCount(at.span.end) && at.span.start <= at.span.end && at.span.end <= text.length && text.slice(at.span.start, at.span.end) === at.raw);

/** { reports: [{ name, text }], fixes } or { error }, worded for the reader. `size` in bytes. */
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
  const { reports, pairs = [] } = data;
  if (!Array.isArray(reports) || !reports.length || reports.length > 2 || !Array.isArray(pairs)) return refuse("damaged");
  if (reports.some((report) => !report || typeof report.text !== "string" || !report.text.trim())) return refuse("damaged");
  if (reports.some((report) => report.characters !== report.text.length)) return refuse("changed");
  const fixes = [];
  for (const { text, corrections } of reports) {
    if (!corrections) continue;
    if (!Array.isArray(corrections.roles || [])) return refuse("damaged");
    for (const { at, role } of corrections.roles || []) {
      if (!isAnchor(at, text) || !ROLES.includes(role)) return refuse("damaged");
      fixes.push({ kind: "role", ends: [{ text, anchor: at }], role });
    }
    // What this version can't apply would be lost with the next saving.
    if (Object.keys(corrections).some((key) => key !== "roles" && (Array.isArray(corrections[key]) ? corrections[key].length : corrections[key] && Object.keys(corrections[key]).length))) return refuse("newer");
  }
  if (pairs.length && reports.length < 2) return refuse("damaged");
  for (const pair of pairs) {
    if (!pair || typeof pair.same !== "boolean" || !isAnchor(pair.before, reports[0].text) || !isAnchor(pair.after, reports[1].text)) return refuse("damaged");
    fixes.push({ kind: "pair", ends: [{ text: reports[0].text, anchor: pair.before }, { text: reports[1].text, anchor: pair.after }], same: pair.same });
  }
  return { reports: reports.map(({ name: called, text }) => ({ name: typeof called === "string" ? called : "", text })), fixes };
}
