/** Turns a comparison into sentences that could stand in a report; every number in them leads to what it counts. */

import { provenance } from "../corrections.js";
import { copy } from "../copy.js";
import { el } from "../dom.js";
import { change, inWords, isRate } from "../format.js";
import { otherPlace, reportName, statusWord } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { DOCUMENTS } from "./documents.js";
import { section } from "./one.js";
import { followUpSelection, targetSelection } from "./plans.js";
import { problemSelection } from "./problems.js";
import { checkSelection } from "./checks.js";
import { passageSelection, percentOf } from "./reuse.js";
import { allChecks, citationSelection, pairSelection, sides } from "./two.js";

/** A base smaller than this makes percentages that mislead. */
const SMALLEST_BASE = 5;
const NAMED = 3;

/** A number or name that leads somewhere: { words, view, chip?, row?, selected? }. `selected` is made when it is followed. */
const link = (words, view, more) => ({ words: String(words), view, ...more });

/** A template of strings.js with links in place of its `{…}`: a list of strings and links. */
function sentence(key, values) {
  const parts = [];
  for (const piece of say(key).split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece);
    const value = name ? values[name[1]] : piece;
    if (Array.isArray(value)) parts.push(...value); else if (value !== "" && value !== undefined) parts.push(typeof value === "number" ? String(value) : value);
  }
  return parts;
}

/** Two plans, or a plan and a result: what was planned neither rose nor fell. */
const planned = ({ a, b }) => a.period === "target" || b.period === "target";

const joined = (list) => list.reduce((all, item) => (all.length ? [...all, say("sep.comma"), ...item] : item), []);
const wordsOf = (part) => (typeof part === "string" ? part : part.words);

/** As text: what is pasted into a report. A blank between two ideographs is one too many. */
export const plain = (parts) => parts.map(wordsOf).join("").replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, "$1").replace(/ (?=[.,;])/g, "").trim();

/** The sentences, each a list of strings and links. */
export function sentences() {
  const { comparison } = state, [before, after] = sides();
  const names = { earlier: `${reportName(before)} `, later: `${reportName(after)} ` };
  const found = [];

  const entries = comparison.indicators.map((pair, index) => ({ pair, index, a: pair.before === null ? null : before.report.indicators[pair.before], b: pair.after === null ? null : after.report.indicators[pair.after] }));
  const count = (status) => entries.filter(({ pair }) => pair.status === status).length;
  const compared = (status, n = count(status)) => link(n, "compared", { chip: status });
  const paired = entries.filter(({ a, b }) => a && b);
  const word = { up: otherPlace() ? "higher" : "up", down: otherPlace() ? "lower" : "down" };
  if (entries.length) {
    const parts = joined(["up", "down", "same", "incomparable"].filter((status) => paired.some(({ pair }) => pair.status === status)).map((status) => sentence(`t.${word[status] || status}`, { n: compared(status) })));
    const plans = paired.filter(planned), first = plans[0];
    const aside = plans.length ? sentence("t.planned", { n: link(plans.length, "compared", { row: `pair:${first.index}`, selected: () => pairSelection(first.index) }) }) : "";
    found.push(sentence(paired.length ? "t.pairs" : "t.pairsNone", { n: compared("all", paired.length), parts, planned: aside, new: compared("new"), dropped: compared("dropped"), ...names }));
  }

  const sure = paired.filter((entry) => entry.pair.band === "high" && !entry.a.change && !entry.b.change && !planned(entry));
  const measured = sure.filter(({ pair, a }) => pair.percent !== null && Math.abs(a.value) >= SMALLEST_BASE);
  const tell = (key, chosen) => {
    const item = ({ pair, index, a, b }) => sentence(otherPlace() ? "t.itemOther" : "t.item", { label: b.label, before: `${inWords(a)} `, after: inWords(b), change: link(change(pair, a, b).main, "compared", { row: `pair:${index}`, selected: () => pairSelection(index) }) });
    return chosen.length ? sentence(`t.${key}`, { list: joined(chosen.slice(0, NAMED).map(item)) }) : [];
  };
  const notable = [
    ...tell(otherPlace() ? "highers" : "ups", measured.filter((e) => e.pair.status === "up").sort((x, y) => y.pair.percent - x.pair.percent)),
    ...tell(otherPlace() ? "lowers" : "downs", measured.filter((e) => e.pair.status === "down").sort((x, y) => x.pair.percent - y.pair.percent)),
    ...tell("rates", sure.filter((e) => isRate(e.b) && e.pair.delta).sort((x, y) => Math.abs(y.pair.delta) - Math.abs(x.pair.delta))),
  ];
  if (notable.length) found.push([...notable.slice(0, -1), wordsOf(notable[notable.length - 1]).replace(/[；;]\s*$/, say("sep.stop"))]);

  const { followUps } = comparison;
  if (followUps.length) {
    const plans = (status, test) => {
      const hits = followUps.map((follow, index) => ({ follow, index })).filter(({ follow }) => test(follow));
      return link(hits.length, "plans", { chip: status, row: hits.length ? `plan:${hits[0].index}` : null, selected: hits.length ? () => followUpSelection(hits[0].index) : null });
    };
    const of = (status) => plans(status, (follow) => follow.status === status);
    const decided = comparison.targets.map((target, index) => ({ target, index })).filter(({ target }) => target.met !== null);
    const met = decided.filter(({ target }) => target.met);
    const target = (list) => link(list.length, "plans", list.length ? { row: `target:${list[0].index}`, selected: () => targetSelection(list[0].index) } : {});
    const targets = decided.length ? sentence("t.targets", { n: target(decided), met: target(met) }) : "";
    found.push(sentence("t.plans", { n: plans("all", () => true), done: of("done"), mentioned: of("mentioned"), absent: of("absent"), again: plans("again", (follow) => follow.plannedAgain), targets, ...names }));
  }
  const { problems } = comparison;
  if (problems.length) {
    const of = (status, test = (pair) => pair.status === status) => {
      const first = problems.findIndex(test);
      // A problem that was split stands in several pairs and is one problem of the earlier report.
      const number = new Set(problems.filter(test).map((pair) => pair.before ?? pair)).size;
      return link(number, "problems", { chip: status, row: first < 0 ? null : `problem:${first}`, selected: first < 0 ? null : () => problemSelection(first) });
    };
    found.push(sentence("t.problems", { n: of("all", (pair) => pair.before !== null), persistent: of("persistent"), gone: of("gone"), new: of("new"), ...names }));
  }

  const { reuse } = comparison;
  const passage = { row: "passage:0", selected: () => passageSelection(0) };
  if (reuse.passages.length) found.push(sentence("t.reuse", { share: link(percentOf(reuse.share), "reuse", passage), without: link(percentOf(reuse.shareWithoutFormulas), "reuse", passage), ...names }));
  else found.push(sentence("t.reuseNone", names));

  const documents = Object.keys(DOCUMENTS).map((status) => [status, comparison.citations.findIndex((pair) => pair.status === status), comparison.citations.filter((pair) => pair.status === status).length]).filter(([, , n]) => n);
  if (documents.length) found.push(sentence("t.documents", { list: joined(documents.map(([status, first, n]) => sentence("t.document", { n: link(n, "documents", { chip: status, row: `citation:${first}`, selected: () => citationSelection(first) }), what: statusWord(status, DOCUMENTS[status]) }))) }));

  const [wrong, right] = [allChecks("checks").length, allChecks("agreements").length];
  const check = wrong ? { row: "check:0", selected: () => checkSelection("checks", 0) } : { row: "agreement:0", selected: () => checkSelection("agreements", 0) };
  if (wrong + right) found.push(sentence(wrong ? "t.checks" : "t.checksAll", { n: link(wrong + right, "checks", check), m: link(right, "checks", right ? { row: "agreement:0", selected: () => checkSelection("agreements", 0) } : {}), wrong: link(wrong, "checks", check) }));
  return found;
}

/** The view; `follow(link)` is called with the link that was taken. */
export function summary(follow) {
  const found = sentences();
  const anchor = (part) => el("a", { class: "fact", href: `#two/${part.view}`, "data-chip": part.chip || null, "data-row": part.row || null, onclick: (event) => { event.preventDefault(); event.stopPropagation(); follow(part); } }, part.words);
  const spaced = (parts, i) => {
    // A blank parts figures from ideographs, as on paper; between two ideographs it is one too many.
    const words = wordsOf(parts[i]), next = i + 1 < parts.length ? wordsOf(parts[i + 1]) : "";
    const trimmed = / $/.test(words) && (/^[.,;]/.test(next) || (/[\u4e00-\u9fff] $/.test(words) && /^[\u4e00-\u9fff，。；（]/.test(next))) ? words.trimEnd() : words;
    return typeof parts[i] === "string" ? trimmed.replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff，。；])/g, "$1") : anchor(parts[i]);
  };
  return {
    element: section("summary", say("summary"), null, el("button", { class: "link", type: "button", id: "copy-summary", onclick: () => copy(`${found.map(plain).join("\n")}\n${provenance()}`) }, say("copyAll")),
      el("ol", { class: "sentences" }, found.map((parts) => el("li", null, parts.map((_, i) => spaced(parts, i))))),
      el("p", { class: "quiet small" }, provenance())),
  };
}
