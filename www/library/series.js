/**
 * Turns the reports of one place into series over its years: by their canonical metric, by a reader's own, else chained through the pairs of neighbouring
 * years. A year without a report or without the figure is a point without a value, never a zero and never filled in.
 */

import { linkOf } from "./library.js";
import { ownMetric } from "./own-rules.js";
import { isLevel, isSum, kindsOf, rowOf } from "./places.js";

/**
 * A series: { key, kind, title, unit, points: [{ year, entry, found, sum }], breaks: [{ year, note, source }] }; `found` as rowOf() gives it;
 * `sum`: the only figure of that year, added up over several and therefore not in the series. */
function series(key, kind, title, unit, years, find, breaks) {
  const points = [], last = years[years.length - 1].year;
  for (let year = years[0].year; year <= last; year++) {
    const at = years.findIndex((y) => y.year === year), entry = at < 0 ? null : years[at].entry;
    points.push({ year, entry, found: entry ? find(entry, at) : null });
  }
  return { key, kind, title, unit, points, breaks, known: points.filter((point) => point.found).length };
}

/** Those with figures in two years at least, the longest first. */
const worth = (list) => list.filter((s) => s.known > 1).map((s, at) => ({ s, at })).sort((a, b) => b.s.known - a.s.known || a.at - b.at).map(({ s }) => s);

export function named(years, metrics, breaks) {
  const own = ownMetric().map((rule) => series(`own:${rule.name}`, "own", rule.name, rule.unit, years, (entry) => rowOf(entry, rule.test), []));
  const present = new Set(years.flatMap(({ entry }) => entry.digest.rows.map((row) => row.metric)));
  const canonical = metrics.filter((metric) => present.has(metric.id)).flatMap((metric) => {
    const within = breaks.filter((b) => metric.id.startsWith(b.metrics) && b.year > years[0].year && b.year <= years[years.length - 1].year);
    return kindsOf(metric).map(({ key, title, unit, test }) => {
      const made = (wanted) => series(key, "canonical", title, unit, years, (entry) => rowOf(entry, (row) => isSum(row) === wanted && test(row)), within);
      // What has added up over several years is a point of no yearly series; where nothing else is written, it is a series of its own.
      const yearly = made(false), sums = made(true);
      if (!yearly.known) return sums;
      sums.points.forEach(({ found }, at) => { if (found && !yearly.points[at].found) yearly.points[at].sum = found; });
      return yearly;
    });
  });
  return worth([...own, ...canonical]);
}

/** The links of all neighbouring years, asked for one after the other; `going(n)` after each. */
export async function linked(years, going) {
  const links = [];
  for (let i = 0; i + 1 < years.length; i++) {
    links.push(await linkOf(years[i].entry, years[i + 1].entry).promise);
    if (going(i + 1) === false) return null;
  }
  return links;
}

export function chained(years, links) {
  const rows = (at) => years[at].entry.digest.rows;
  // What has added up over several years is no link of a chain of years.
  const usable = (row) => row && !row.metric && row.period !== "cumulative" && isLevel(row) && !ownMetric().some((rule) => rule.test(row));
  const open = new Map(), all = [];
  links.forEach((link, at) => {
    const next = new Map();
    for (const [before, after] of link ? link.pairs : []) {
      const [a, b] = [rows(at)[before], rows(at + 1)[after]];
      if (!usable(a) || !usable(b)) continue;
      const chain = (open.get(before) || { first: at, rows: [a] });
      if (chain.rows.length === 1) all.push(chain);
      chain.rows.push(b);
      next.set(after, chain);
    }
    open.clear();
    for (const [id, chain] of next) open.set(id, chain);
  });
  return worth(all.map((chain) => {
    const last = chain.rows[chain.rows.length - 1];
    return series(`chain:${chain.first}:${chain.rows[0].start}`, "chained", last.label, last.unit, years, (entry, at) => (chain.rows[at - chain.first] ? { row: chain.rows[at - chain.first], others: [] } : null), []);
  }));
}
