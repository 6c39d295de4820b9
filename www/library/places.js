/** Turns library entries into what the views of many reports group them by: whose report it is, of which year, and what stands in it under one name. */

import { ofText } from "../corrections.js";
import { say } from "../strings.js";

/** Who speaks for a place as a whole: its government or party committee, not a commission among its departments (发展和改革委员会). */
const WHOLE = /(政府|[省市县区州盟旗镇乡]委|管理委员会|管委会|工委)$/;

/** A report of a place, or of one of its departments: the department's own name then. Empty where nothing was recognised. */
export function ownerOf(entry) {
  const { region, issuers } = entry.digest.meta, fixed = ofText(entry.text);
  if (fixed && fixed.meta && fixed.meta.region) return fixed.meta.region;
  const whole = !issuers.length || issuers.some((name) => WHOLE.test(name));
  return (whole || !issuers[0] ? region : issuers[0]) || issuers[0] || "";
}

export const yearOf = (entry) => entry.digest.meta.year;

/** Map from entry to the name it goes by: two places of one name are told apart by their city or province. Empty for what was not recognised. */
export function names(entries) {
  const homes = new Map(), made = new Map();
  const home = ({ digest: { place } }) => (place ? [place.province, place.city].filter((above) => above && above !== place.name).join("") : "");
  for (const entry of entries) {
    const owner = ownerOf(entry);
    if (!homes.has(owner)) homes.set(owner, new Set());
    if (home(entry)) homes.get(owner).add(home(entry));
  }
  for (const entry of entries) {
    const owner = ownerOf(entry);
    made.set(entry, homes.get(owner).size > 1 && home(entry) ? `${owner}（${home(entry)}）` : owner);
  }
  return made;
}

/** Places with their reports in the order of the years: [{ name, years: [{ year, entry, more }] }], `more` further reports of that year. */
export function places(entries) {
  const named = names(entries), found = new Map();
  for (const entry of entries) {
    const name = named.get(entry), year = yearOf(entry);
    if (!name || !year) continue;
    if (!found.has(name)) found.set(name, new Map());
    const years = found.get(name);
    if (years.has(year)) years.get(year).more.push(entry); else years.set(year, { year, entry, more: [] });
  }
  return [...found].map(([name, years]) => ({ name, years: [...years.values()].sort((a, b) => a.year - b.year) }));
}

/** Is a row a level of the year, and not a change, a plan or a part of another? */
const isLevel = (row) => row.change === null && row.period !== "target";

/**
 * The row of an entry for a metric: { row, others }. `others`: rows of the same metric with another value, which make it doubtful. The most certain counts,
 * among equals the first in the text; a whole before a part, the year's before what has added up since an earlier one. Null where there is none.
 */
export function rowOf(entry, test) {
  const found = entry.digest.rows.filter((row) => isLevel(row) && test(row));
  if (!found.length) return null;
  const own = (a) => (a.part ? 0 : 2) + (a.period === "cumulative" ? 0 : 1);
  const row = found.reduce((best, next) => ((own(next) - own(best) || (next.sure || 0) - (best.sure || 0)) > 0 ? next : best));
  return { row, others: found.filter((other) => other !== row && other.part === row.part && (other.value !== row.value || other.upper !== row.upper)) };
}

/** Should a reader look before believing it? */
export const isDoubtful = (found) => found.others.length > 0 || found.row.period === "cumulative";

/** Has it added up over several years? */
export const isSum = (row) => row.period === "cumulative";

/** The measure word of a row, as the table of metrics has it. */
const measureWord = (row) => ({ percent: "%", money: "元" })[row.kind] || row.unit.split(/[(（/／]/)[0];

/**
 * What a metric is shown as, one for each measure that it may have (412人 and 98% are never one series): [{ key, title, unit, test(row) }]. The first measure keeps
 * the metric's id as its key; where there are several, the title says which one it is.
 */
export function kindsOf({ id, name, unit, measures }) {
  const at = (row) => Math.max(0, measures.findIndex((words) => words.includes(measureWord(row))));
  return measures.map((words, i) => ({
    key: i ? `${id}:${words[0]}` : id, title: measures.length > 1 ? say("matrix.measure", { n: name, m: words[0] }) : name, unit: i ? words[0] : unit,
    test: (row) => row.metric === id && at(row) === i,
  }));
}
export { isLevel };

/** What quantity() in format.js reads: the words of a figure as written. */
export const written = (entry, row) => ({ ...row, raw: entry.text.slice(row.start, row.end) });
