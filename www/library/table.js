/** Turns a library into one table, a row for each indicator, and the table into a CSV file that opens in Excel and WPS as what it is. */

import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { ownMetric } from "./own-rules.js";
import { names, yearOf } from "./places.js";

/** The columns, by their keys under `csv` in the words. Positions count UTF-16 units in the text that was read. */
export const COLUMNS = ["place", "year", "report", "metric", "metricName", "label", "value", "upper", "unit", "qualifier", "change", "period", "raw", "sentence", "at", "start", "end", "from", "to"];

/** The rows of one entry, as strings and numbers; null where nothing is said. */
export function* rowsOf(entry, owner, metricNames) {
  const list = paragraphs(entry.text), own = ownMetric();
  for (const row of entry.digest.rows) {
    const mine = row.metric ? null : own.find((rule) => rule.test(row));
    yield [owner || null, yearOf(entry), entry.digest.meta.title || entry.name, row.metric, row.metric ? metricNames.get(row.metric) || null : mine ? mine.name : null, row.label, row.value, row.upper, row.unit,
      say(`csv.qualifiers.${row.qualifier}`), row.change ? say(`csv.changes.${row.change}`) : null, row.period ? say(`csv.periods.${row.period}`) : null,
      entry.text.slice(row.start, row.end), entry.text.slice(row.from, row.to), address(entry.text, list, row.start), row.start, row.end, row.from, row.to];
  }
}

/** What a spreadsheet takes for a formula: = + - @ at the beginning, in half or full width, also behind blanks; and any control character there. */
const FORMULA = /^[\s\u3000]*[=+\-@＝＋－＠−﹢﹣]|^[\u0000-\u001f\u007f-\u009f]/;

/** One cell: numbers as numbers, words so that they can't become a formula. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const words = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words;
}

export const csvLine = (cells) => `${cells.map(csvCell).join(",")}\r\n`;

/** ms of work before the page gets its turn. */
const TURN = 30;

/** Columns whose numbers are no amounts: written without thousands. */
export const PLAIN = ["year", "start", "end", "from", "to"];

/** All rows at once, made a little at a time; for a workbook. */
export async function tableRows(entries, metrics, going) {
  const named = names(entries), metricNames = new Map(metrics.map((metric) => [metric.id, metric.name])), rows = [];
  let since = performance.now();
  for (let n = 0; n < entries.length; n++) {
    for (const row of rowsOf(entries[n], named.get(entries[n]), metricNames)) rows.push(row);
    if (performance.now() - since > TURN) { await pause(); since = performance.now(); }
    going(n + 1);
  }
  return rows;
}

/** The parts of the whole file, made a little at a time; `going(n)` after each report, and false from it ends the work. */
export async function csvParts(entries, metrics, going) {
  const named = names(entries), metricNames = new Map(metrics.map((metric) => [metric.id, metric.name]));
  const parts = ["\ufeff", csvLine(COLUMNS.map((key) => say(`csv.${key}`)))];
  let since = performance.now();
  for (let n = 0; n < entries.length; n++) {
    const lines = [];
    for (const row of rowsOf(entries[n], named.get(entries[n]), metricNames)) {
      lines.push(csvLine(row));
      if (performance.now() - since > TURN) { await pause(); since = performance.now(); }
    }
    parts.push(lines.join(""));
    if (going && going(n + 1) === false) return null;
  }
  return parts;
}

const pause = () => new Promise((done) => setTimeout(done));
