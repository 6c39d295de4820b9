/** Holds the charts' words to both languages: what the module words itself is English in English, what the reports say stays as they say it. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { CORE } from "../www/words/core.js";
import { speakBy } from "../www/strings.js";
import { spokenCharts } from "../www/told-charts.js";

const entry = resolve(process.env.FAZHI_MODULE ?? "www/pkg/fazhi_lens.js");
const module = await import(pathToFileURL(entry));
module.initSync(readFileSync(entry.replace(/\.js$/, "_bg.wasm")));

const texts = ["tests/gold", "tests/gold/years", "tests/gold/bodies"].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".txt")).sort().map((name) => readFileSync(`${folder}/${name}`, "utf8")));
/** Pairs of one place, of two places, of one year twice, and of texts without a year. */
const bare = (text) => text.replace(/20\d\d年?/g, "");
const pairs = texts.flatMap((text, i) => (i + 1 < texts.length ? [[text, texts[i + 1]]] : [])).concat([[texts[0], texts[0]], [bare(texts[0]), bare(texts[1])]]);

/** Every string of a chart that is words. */
const words = (chart) => [chart.title, chart.subtitle, chart.source, ...chart.note, ...chart.years, ...chart.columns, chart.fold ? chart.fold.words : "", ...chart.bands.map((band) => band.words), ...chart.rows.flatMap((row) => [row.label, row.changeText, row.beforeText, row.afterText, ...row.cells])];

/** Names of the outline's fields are the outline's own; signs of magnitude stand with figures. */
function left(string, said) {
  return (string.match(/[\u4e00-\u9fff]+/g) || []).filter((run) => !said.includes(run) && !said.includes(run.replace(/^[万亿]/, "")));
}

test("titles, notes, sources, heads and cells of every chart have their English", () => {
  const kinds = new Set(), used = new Set();
  for (const [before, after] of pairs) {
    const found = [...module.charts(before, after, null).charts, ...module.reportCharts(after, null).charts];
    const labels = [before, after].flatMap((text) => module.parse(text, null).indicators.map((indicator) => indicator.label));
    const said = [before, after, ...labels, ...found.filter((chart) => chart.id === "coverage").flatMap((chart) => chart.rows.map((row) => row.label.replace("（待核）", ""))), ...found.map((chart) => chart.source.replace(/年度报告|机器提取，未经人工核对|来源/g, ""))].join("\n").replace(/\s/g, "");
    speakBy(null);
    for (const chart of spokenCharts({ charts: found }).charts) {
      speakBy(null);
      const chinese = words(chart);
      speakBy({ core: CORE });
      words(chart).forEach((english, i) => {
        assert.ok(english || !chinese[i], `${chinese[i]} became nothing`);
        assert.deepEqual(left(english, said), [], `${chart.id}: ${chinese[i]} → ${english}`);
        assert.doesNotMatch(english, /\{\w+\}|undefined/, english);
      });
      assert.notEqual(chart.title, chinese[0]);
      kinds.add(chart.id);
      speakBy(null);
      assert.deepEqual(words(chart), chinese, "and back");
    }
  }
  assert.deepEqual([...kinds].sort(), ["changes", "coverage", "lengths", "rates", "reuse", "values"]);
});

test("what no labelled report brings is worded too", () => {
  speakBy(null);
  const chart = { id: "values", title: "以“件”计的 20 项，3 项较高，2 项较低，15 项持平", subtitle: "单位：件，自 0 起", source: "来源：前一份、后一份年度报告。机器提取，未经人工核对。", note: ["未入图，计划数 13 项：甲、乙等。", "未入图，计划数 2 项：甲、摊位等。"], years: ["前一份", "2023"], columns: [], fold: { words: "其余 7 项，都在 12件以下" }, bands: [], rows: [] };
  const { title, source, note, fold } = spokenCharts({ charts: [chart] }).charts[0];
  assert.equal(title.slice(0, 4), "以“件”");
  speakBy({ core: CORE });
  assert.deepEqual([chart.title, chart.source, ...chart.note, ...chart.years, chart.fold.words], ["20 figures in “件”: 3 higher, 2 lower, 15 unchanged", "Source: the two annual reports pasted here. Extracted by machine, not checked by hand.", "Not drawn, planned figures, 13: 甲、乙 and others.", "Not drawn, planned figures, 2: 甲、摊位等.", "the earlier report", "2023", "7 more, all below 12件"]);
  speakBy(null);
  assert.deepEqual([chart.source, chart.fold.words, chart.note[0]], [source, fold.words, note[0]]);
});

test("every sentence that the charts' sources hold has a pattern", () => {
  const patterns = Object.entries(CORE.chart).flatMap(([kind, list]) => (kind === "word" ? Object.keys(list) : list.map(([pattern]) => pattern))).join("\n");
  const whole = ["本", "本年度", "所粘贴的年度", "写到", "{}写到", "等", " 年", "亿", "万", "{}亿", "{}万", "变化幅度", "高出或低出的幅度"];   // parts of what is put together
  for (const name of ["model", "figures", "parts", "alone", "words"]) {
    const code = readFileSync(`src/chart/${name}.rs`, "utf8").split("#[cfg(test)]")[0].replace(/^\s*\/\/.*$/gm, "");
    for (const [, literal] of code.matchAll(/"((?:[^"\\\n]|\\.)*[\u4e00-\u9fff](?:[^"\\\n]|\\.)*)"/g)) {
      if (whole.includes(literal)) continue;
      for (const run of literal.replace(/\{[^}]*\}/g, "\n").match(/[\u4e00-\u9fff]{2,}/g) || []) assert.ok([run, ...Object.keys(CORE.chart.word).filter((word) => run.startsWith(word)).map((word) => run.slice(word.length))].some((part) => patterns.includes(part)), `${name}.rs: “${literal}”: ${run}`);
    }
  }
});
