/** Turns what the rules ask of a report into a list: each part with the words of the rule and where the report has it, and the day it is due. */

import { el } from "../dom.js";
import { ownRequired } from "../library/own-rules.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { countCharacters } from "../text.js";
import { howButton } from "./how.js";
import { excerpt, list, place, placed, spotButton } from "./one.js";

/** A problem without its cause is half of what the rule asks. */
const lacksCause = (report, part) => part.part === "problems" && part.present && report.diagnostics.some((d) => d.code === "problemsWithoutCause");

/** full | half | empty, as the mark before the word shows it. */
export const fillOf = (report, part) => (!part.present ? "empty" : lacksCause(report, part) ? "half" : "full");

const wordOf = { full: "duty.present", half: "duty.noCause", empty: "duty.absent" };

export const countPresent = (report) => report.required.filter((part) => part.present).length;

/** 待核, where the rule's wording or number has not been confirmed. */
export const unconfirmed = (confirmed, why) => (confirmed ? null : el("span", { class: "tag warn", title: say(why) }, say("duty.toCheck")));

/** The deadline in words about the text: what dates it gives, and on which side of the day they stand. */
export function deadline(report) {
  const { timeliness: due, meta } = report;
  if (!due) return meta.year === null ? null : el("p", { class: "quiet small" }, say("duty.noDeadline"));
  const told = ["published", "signed"].map((which) => say(meta[which] === null ? `duty.${which}None` : `duty.${which}`, { n: meta[which], m: say(due[which] === "late" ? "duty.late" : "duty.inTime", { n: due.due }) }));
  return el("div", { class: "due" }, el("p", null, told.join(say("sep.semicolon")).split(/(\d{4}-\d\d-\d\d)/).map((words, i) => (i % 2 ? el("span", { class: "day" }, words) : words)), say("sep.stop"), " ", unconfirmed(due.confirmed, "duty.ruleToCheck")),
    el("p", { class: "quiet small rule-words" }, say("duty.rule", { n: due.rule, m: due.source })));
}

export function required() {
  const slot = placed(), { report, text } = slot, whole = countCharacters(text) || 1;
  const rows = report.required.map((part, index) => {
    const fill = fillOf(report, part), size = part.spans.reduce((sum, span) => sum + countCharacters(text.slice(span.start, span.end)), 0) / whole;
    // Where a part has a heading of its own that heading is the evidence; else the passage.
    const spans = part.sections.length ? part.sections.map((id) => report.sections[id].titleSpan) : part.spans;
    const named = say(`duty.part.${part.part}`);
    return {
      key: `required:${index}`, part, fill, named, size, spans, words: "", first: spans[0] || null,
      cells: () => [
        [el("span", { class: "what" }, named), spans.map((span) => el("span", { class: "said once" }, excerpt(text, span, 60))), el("span", { class: "once" }, say("duty.rule", { n: part.rule, m: part.source }), " ", unconfirmed(part.confirmed, "duty.ruleToCheck"))],
        el("span", { class: `status ${fill}` }, say(wordOf[fill])),
        part.present ? [bar(size), el("span", { class: "num" }, `${Math.round(size * 100)}%`)] : ""],
    };
  });
  // What a reader's own table asks for besides; searched for as in 多份报告, so that both views say the same.
  const own = ownRequired().map((rule) => ({ rule, found: rule.find({ text }) }));
  const columns = [{ title: say("duty.head"), class: "c-what", sort: (row) => row.named }, { title: say("head.status"), class: "c-verdict", sort: (row) => ["empty", "half", "full"].indexOf(row.fill) }, { title: say("duty.share"), class: "c-share", sort: (row) => row.size }];
  const causes = report.problems.filter((problem) => problem.cause);
  return list({
    id: "required", title: say("duty.title"), count: [say("duty.count", { n: countPresent(report), m: rows.length }), rows.length ? howButton("complete:0:after") : null], how: say("duty.how"), columns, rows,
    select: (row) => (row.first ? place(row.key, row.named, row.first) : null), empty: say("duty.none"),
    copied: (row) => [row.named, say(wordOf[row.fill]), row.part.present ? `${Math.round(row.size * 100)}%` : ""],
    more: [own.length ? el("div", { class: "further", id: "own-required" }, el("h3", null, say("duty.own", { n: own.filter(({ found }) => found).length, m: own.length })), el("ul", null, own.map(({ rule, found }, i) => el("li", null,
      el("b", null, rule.name), " ", el("span", { class: `status ${found ? "full" : "empty"}` }, say(wordOf[found ? "full" : "empty"])), " ", found ? spotButton(slot, `own:${i}`, rule.name, found.sentence) : null,
      el("span", { class: "quiet small" }, " ", say("lib.rule", { n: rule.source })))))) : null,
      deadline(report) && el("div", { class: "further" }, el("h3", null, say("duty.deadline")), deadline(report)),
      causes.length ? el("div", { class: "further" }, el("h3", null, say("duty.causes")), el("ul", null, causes.map((problem, i) => el("li", null, spotButton(slot, `cause:${i}`, say("duty.causes"), problem.cause))))) : null],
  });
}

/** A share as a bar; the figure stands beside it. */
export const bar = (share) => {
  const inner = el("span");
  inner.style.width = `${Math.min(100, share * 100)}%`;
  return el("span", { class: "bar", "aria-hidden": "true" }, inner);
};

/** `4/4` of the parts that the rules ask for, for the overview. */
export const fraction = (report) => [countPresent(report), el("small", null, `/${report.required.length}`)];
