/**
 * Turns the Chinese words of the module's charts into the page's language: titles, subtitles, notes, sources, heads, and the cells that the module words
 * itself. They become properties that answer in the language chosen at the time, so that pictures and files follow it too. What a report says stays as it
 * is written: labels, values with their units. The patterns stand in words/core.js beside their English.
 */

import { speaking } from "./told.js";
import { say } from "./strings.js";

const compiled = new Map();

/** A pattern of words/core.js as an expression: {x} is any words, as few as will do. */
function expression(pattern) {
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(`^${pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`));
  return compiled.get(pattern);
}

/** A list of labels names so many at most, and then says 等. */
const NAMED = 12;

/** What stands at a place of a pattern: a word of the module's own or a year; {x} and {l} are words of a report. */
function filled(words, name, groups) {
  if (name === "l") return Number(groups.n) > NAMED ? words.replace(/等$/, " and others") : words;
  if (name === "x") return words;
  const own = say("core.chart.word")[words.trim()], year = /^ ?(.*\d) 年$/.exec(words);
  return own || (year ? year[1] : tell("cell", words.trim()));
}

/** The English of a kind of words; what has no pattern stays as it is. */
function tell(kind, chinese) {
  for (const [pattern, english] of say("core.chart")[kind]) {
    const found = expression(pattern).exec(chinese);
    if (found) return english.replace(/\{(\w+)\}/g, (whole, name) => filled(found.groups[name], name, found.groups));
  }
  return chinese;
}

/** Sentences, each by itself: 单位：件，自 0 起。… */
const sentences = (kind) => (chinese) => chinese.split("。").filter(Boolean).map((one) => tell(kind, one)).join(". ") + (chinese.endsWith("。") ? "." : "");
const one = (kind) => (chinese) => tell(kind, chinese);
const word = (chinese) => filled(chinese);

/** Charts as the module gives them, made to follow the language. */
export function spokenCharts(data) {
  if (!data) return data;
  for (const chart of data.charts) {
    speaking(chart, "title", one("title"));
    speaking(chart, "subtitle", sentences("subtitle"));
    speaking(chart, "source", sentences("source"));
    chart.note.forEach((_, i) => speaking(chart.note, i, sentences("note")));
    chart.years.forEach((_, i) => speaking(chart.years, i, word));
    chart.columns.forEach((_, i) => speaking(chart.columns, i, word));
    if (chart.fold) speaking(chart.fold, "words", one("fold"));
    chart.bands.forEach((band) => speaking(band, "words", one("band")));
    const counted = ["coverage", "lengths", "reuse"].includes(chart.id);
    for (const row of chart.rows) {
      if (chart.id === "coverage") for (const [of, name] of [[row, "label"], [row.cells, 0]]) speaking(of, name, one("label"));
      speaking(row, "changeText", word);
      // Values of indicators are words of the reports; counts and shares are the module's.
      if (counted) for (const side of ["beforeText", "afterText"]) speaking(row, side, word);
      row.cells.forEach((_, i) => { if (i && (counted || (i === row.cells.length - 1 && i > 1))) speaking(row.cells, i, word); });
    }
  }
  return data;
}
