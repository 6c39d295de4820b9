/** Turns a reader's own table of requirements into rules in force, or into a list of what is wrong with it; shows in how many reports each was found. */

import { el, fill } from "../dom.js";
import { openFile } from "../files/open.js";
import { readOnes } from "../library/library.js";
import { EXAMPLE, ownRules, readRules } from "../library/own-rules.js";
import { rowOf } from "../library/places.js";
import { download } from "../project.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { section } from "./one.js";

/** Faults that are listed; more are counted. */
const LISTED = 20;

export function rulesView() {
  const file = el("input", { type: "file", id: "rules-file", class: "sr", accept: ".tsv,.txt,.tab", tabindex: "-1", "aria-label": say("own.load") });
  const area = el("textarea", { id: "rules-text", spellcheck: "false", placeholder: say("own.paste"), "aria-label": say("own.paste") });
  const faults = el("div", { class: "faults", id: "rules-faults", role: "alert", hidden: true });
  const list = el("div", { id: "rules-list" });
  const empty = el("button", { class: "link", type: "button", id: "rules-clear", onclick: () => take("", say("own.cleared")) }, say("own.clear"));

  function take(text, words) {
    state.many.rules = text;
    state.saved = false;
    faults.hidden = true;
    area.value = "";
    update({ note: words }, "note");
    draw();
  }
  function load(text) {
    const { rules, faults: wrong } = readRules(text);
    if (!wrong.length) return take(text, say("own.loaded", { n: rules.length }));
    faults.hidden = false;
    fill(faults, el("p", null, say("own.wrong", { n: wrong.length })), el("ul", null, wrong.slice(0, LISTED).map(({ line, reason }) => el("li", null, say("own.line", { n: line, m: reason })))), wrong.length > LISTED ? el("p", null, say("own.more", { n: wrong.length - LISTED })) : null);
  }
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    // The same opener as for reports, so that a table saved by Excel in UTF-16 or GB18030 is read as well.
    try { load((await openFile(chosen)).text); } catch (error) { update({ note: say("files.notOpened", { n: chosen.name, m: say(`files.no.${error.key || "damagedFile"}`) }) }, "note"); }
  });

  function draw() {
    const rules = ownRules(), entries = readOnes();
    empty.hidden = !rules.length;
    if (!rules.length) return fill(list, el("p", { class: "quiet" }, say("own.none")));
    const foundIn = (rule) => entries.filter((entry) => (rule.kind === "required" ? rule.find(entry) : rowOf(entry, rule.test))).length;
    fill(list, el("table", { class: "own" }, el("thead", null, el("tr", null, ["kind", "name", "words", "unit", "source", "found"].map((key) => el("th", { scope: "col" }, say(`own.${key}`))))),
      el("tbody", null, rules.map((rule) => el("tr", null, el("td", null, say(`own.${rule.kind}`)), el("th", { scope: "row" }, rule.name), el("td", null, rule.raw), el("td", null, rule.unit), el("td", null, rule.source), el("td", { class: "n" }, say("own.foundIn", { n: foundIn(rule), m: entries.length })))))));
  }
  draw();
  const element = section("rules", say("lib.rules"), null, null, el("p", { class: "quiet how" }, say("own.lead")),
    el("p", { class: "acts" }, el("button", { class: "btn", type: "button", onclick: () => file.click() }, say("own.load")), file, el("button", { class: "link", type: "button", id: "rules-example", onclick: () => download(say("own.fileName"), `\ufeff${EXAMPLE}`, "text/tab-separated-values") }, say("own.example")), empty),
    area, el("p", { class: "acts" }, el("button", { class: "btn small", type: "button", id: "rules-use", onclick: () => load(area.value) }, say("own.use"))), faults, list,
    el("h3", null, say("own.columns")), el("dl", { class: "keys" }, say("own.columnList").map(([name, words]) => el("div", null, el("dt", null, name), el("dd", null, words)))));
  return { element, wide: true, refresh: draw };
}
