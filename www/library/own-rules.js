/**
 * Turns a table that a reader brings (what a district or department asks for besides) into rules, or says line by line what is wrong with it.
 *
 * Tab-separated, with a line of heads: 类别 名称 词语 单位 出处 (or kind, name, words, unit, source). Words are literal, never patterns of a machine: `|` parts
 * alternatives, `+` joins what must stand in one sentence (for a metric: in its label), `-` before a word forbids it.
 */

import { state } from "../state.js";
import { say } from "../strings.js";
import { isLevel } from "./places.js";

const HEADS = [["kind", "类别"], ["name", "名称"], ["words", "词语"], ["unit", "单位"], ["source", "出处"]];
const KINDS = { 必备: "required", required: "required", 指标: "metric", metric: "metric" };
const MOST = 500, LONGEST = 60, SHORTEST = 2;

/** { rules: [{ kind, name, words: [{ all, none }], unit, source }], faults: [{ line, reason }] }; no rule counts where there is a fault. */
export function readRules(text) {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/), faults = [], rules = [], seen = new Map();
  const fault = (at, key, values) => faults.push({ line: at + 1, reason: say(`own.e.${key}`, values) });
  const first = lines.findIndex((line) => line.trim() && !line.startsWith("#"));
  if (first < 0) return { rules, faults: [{ line: 1, reason: say("own.e.empty") }] };
  const heads = lines[first].split("\t").map((head) => head.trim().toLowerCase());
  const at = HEADS.map((names) => heads.findIndex((head) => names.includes(head)));
  const lacking = at.findIndex((where) => where < 0);
  if (lacking >= 0) return { rules, faults: [{ line: first + 1, reason: say("own.e.head", { n: HEADS[lacking][1] }) }] };
  for (let i = first + 1; i < lines.length; i++) {
    if (!lines[i].trim() || lines[i].startsWith("#")) continue;
    const cells = lines[i].split("\t").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1").trim());
    if (cells.length < 3) { fault(i, "columns", { n: cells.length }); continue; }
    const [kindWord, name, wordsText, unit, source] = at.map((where) => cells[where] || "");
    const kind = KINDS[kindWord.toLowerCase()], before = faults.length;
    if (!kind) fault(i, "kind", { n: kindWord });
    if (!name) fault(i, "name");
    else if (name.length > LONGEST) fault(i, "long", { n: name });
    else if (seen.has(name)) fault(i, "twice", { n: name, m: seen.get(name) });
    else seen.set(name, i + 1);
    if (!wordsText) fault(i, "words");
    const words = wordsText ? wordsText.split(/[|｜]/).map((one) => alternative(one, (key, values) => fault(i, key, values))) : [];
    if (kind === "required" && unit) fault(i, "unit", { n: unit });
    if (!source) fault(i, "source");
    if (rules.length >= MOST) { fault(i, "many"); break; }
    if (faults.length === before) rules.push({ kind, name, words, unit, source, raw: wordsText });
  }
  if (!rules.length && !faults.length) faults.push({ line: first + 1, reason: say("own.e.empty") });
  return { rules: faults.length ? [] : rules, faults };
}

function alternative(words, fault) {
  const made = { all: [], none: [] };
  for (const part of words.split(/[+＋]/).map((p) => p.trim())) {
    const not = /^[-－]/.test(part), word = not ? part.slice(1).trim() : part;
    if ([...word].length < SHORTEST) fault("short", { n: word });
    else if (word.length > LONGEST) fault("long", { n: word });
    else (not ? made.none : made.all).push(word);
  }
  if (!made.all.length && made.none.length) fault("onlyNot", { n: words.trim() });
  return made;
}

const fits = (words, where) => words.some(({ all, none }) => all.length > 0 && all.every((word) => where.includes(word)) && !none.some((word) => where.includes(word)));

let cache = { text: null, rules: [] }, found = new WeakMap();
/** The rules in force; read once for each table. */
export function ownRules() {
  if (cache.text !== state.many.rules) {
    cache = { text: state.many.rules, rules: state.many.rules ? readRules(state.many.rules).rules.map(withSearch) : [] };
    found = new WeakMap();
  }
  return cache.rules;
}
export const ownRequired = () => ownRules().filter((rule) => rule.kind === "required");
export const ownMetric = () => ownRules().filter((rule) => rule.kind === "metric");

function withSearch(rule) {
  return {
    ...rule,
    /** The first sentence of an entry that holds the words: { span, spans, sentence }, null for none. */
    find(entry) {
      if (!found.has(entry)) found.set(entry, new Map());
      const known = found.get(entry);
      if (!known.has(rule.name)) known.set(rule.name, search(entry.text, rule.words));
      return known.get(rule.name);
    },
    test: (row) => isLevel(row) && (!rule.unit || row.unit === rule.unit) && fits(rule.words, row.label),
  };
}

const STOP = /[。！？\r\n]/;
function search(text, words) {
  let best = null;
  for (const { all, none } of words) {
    // From each place of the first word: does its sentence hold the others, and none of the forbidden?
    for (let at = text.indexOf(all[0]); at >= 0; at = text.indexOf(all[0], at + 1)) {
      let start = at, end = at + all[0].length;
      while (start > 0 && at - start < 400 && !STOP.test(text[start - 1])) start--;
      while (end < text.length && end - at < 400 && !STOP.test(text[end])) end++;
      const sentence = text.slice(start, end);
      if (!all.every((word) => sentence.includes(word)) || none.some((word) => sentence.includes(word))) continue;
      if (best && best.sentence.start <= start) break;
      const spans = all.map((word) => ({ start: start + sentence.indexOf(word), end: start + sentence.indexOf(word) + word.length })).sort((a, b) => a.start - b.start);
      best = { span: spans[0], spans, sentence: { start, end: Math.min(text.length, end + 1) } };
      break;
    }
  }
  return best;
}

/** Two tables as one: what the first names stands. */
export function mergedRules(ours, theirs) {
  if (!ours || !theirs) return ours || theirs || "";
  const known = readRules(ours).rules, names = new Set(known.map((rule) => rule.name));
  const lines = [...known, ...readRules(theirs).rules.filter((rule) => !names.has(rule.name))].slice(0, MOST).map((rule) => [rule.kind, rule.name, rule.raw, rule.unit, rule.source].join("\t"));
  return [HEADS.map((names_) => names_[1]).join("\t"), ...lines].join("\n");
}

/** What the example file holds: invented. */
export const EXAMPLE = [["类别", "名称", "词语", "单位", "出处"], ["必备", "会前学法", "会前学法|常务会议学法|学法+常务会议", "", "（填写提出要求的文件）"], ["必备", "涉企检查扫码", "涉企检查+扫码|扫码入企", "", "（填写提出要求的文件）"], ["指标", "法治讲座", "法治讲座|普法讲座|专题讲座-技能", "场", "（填写提出要求的文件）"], ["指标", "村居法律顾问", "村居法律顾问|村（社区）法律顾问", "名", "（填写提出要求的文件）"]].map((row) => row.join("\t")).join("\r\n") + "\r\n";
