/** Turns what is odd about a pair of reports into lines above every view of it, each with what can be done. */

import { el, fill, find } from "../dom.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";

/** What a reader should know before any number; the rest of the diagnostics is said in passing. */
const SWAP = ["yearsSwapped"], CHANGE = ["emptySide", "sameText"];

export function notices() {
  const element = el("div", { class: "notices", id: "notices", role: "status" });
  return {
    element,
    draw() {
      const shown = state.mode === "two" && state.comparison ? state.comparison.diagnostics : [];
      element.hidden = !shown.length;
      const act = (id, words, run) => el("button", { class: "link", type: "button", "data-act": id, onclick: run }, words);
      fill(element, shown.map((d) => el("p", { class: d.severity, "data-code": d.code }, d.message, " ",
        SWAP.includes(d.code) ? act("swap", say("notice.swap"), () => update({ swapped: !state.swapped, selected: null }, "order")) : null,
        CHANGE.includes(d.code) ? act("change", say("notice.change"), () => { update({ open: true }, "look"); find("fields").scrollIntoView(); }) : null)));
    },
  };
}
