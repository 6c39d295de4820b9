/** Turns a library into one table, a row for each indicator, and the table into a CSV file or a workbook that open in Excel and WPS as what they are. */

import { line } from "../export/csv.js";
import { writeApart } from "../files/apart.js";
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
      entry.text.slice(row.start, row.end), entry.text.slice(row.from, row.to), place(address(entry.text, list, row.start)), row.start, row.end, row.from, row.to];
  }
}

/** In words: a spreadsheet takes 9-2 out of a CSV for the second of September. */
const place = (short) => { const [n, m] = short.split("-"); return m ? say("csv.address", { n, m }) : ""; };

/** ms of work before the page gets its turn. */
const TURN = 30;

const titles = () => COLUMNS.map((key) => say(`csv.${key}`));

/** Calls `take(rows)` for each report, a little at a time; `going(n)` after each, and false from it ends the work. */
async function eachReport(entries, metrics, going, take) {
  const named = names(entries), metricNames = new Map(metrics.map((metric) => [metric.id, metric.name]));
  let since = performance.now();
  for (let n = 0; n < entries.length; n++) {
    const rows = [];
    for (const row of rowsOf(entries[n], named.get(entries[n]), metricNames)) {
      rows.push(row);
      if (performance.now() - since > TURN) { await pause(); since = performance.now(); }
    }
    take(rows);
    if (going && going(n + 1) === false) return false;
  }
  return true;
}

/** The parts of the whole CSV file, null where it was ended. */
export async function csvParts(entries, metrics, going) {
  const parts = ["\ufeff", line(titles())];
  return (await eachReport(entries, metrics, going, (rows) => parts.push(rows.map(line).join("")))) ? parts : null;
}

/** Widths in characters, of the columns that need more or less than most. */
const WIDTHS = { place: 14, year: 7, report: 30, metricName: 24, label: 28, sentence: 60, raw: 14 };

/** The bytes of a workbook with the same table, written in a worker of its own; null where it was ended. */
export async function xlsxBytes(entries, metrics, going) {
  const all = [];
  if (!(await eachReport(entries, metrics, going, (rows) => { for (const row of rows) all.push(row); }))) return null;
  const columns = COLUMNS.map((key, i) => ({ title: titles()[i], width: WIDTHS[key] || 9, plain: ["year", "start", "end", "from", "to"].includes(key), wrap: key === "sentence" }));
  return writeApart("xlsx", { sheets: [{ name: say("csv.name"), columns, rows: all }] });
}

const pause = () => new Promise((done) => setTimeout(done));
