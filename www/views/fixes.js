/** Turns the corrections by hand into a list in which each can be taken back, with saving and opening beside it. */

import { inForce } from "../corrections.js";
import { el } from "../dom.js";
import { shortName } from "../names.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { dropFix } from "./because.js";
import { ROLES } from "./one.js";

const slotWith = (text) => state.slots.find((slot) => slot.text === text);

/** A correction in words. */
function words(fix) {
  if (fix.kind === "role") return say("fix.role", { a: fix.ends[0].anchor.raw.slice(0, 40).replace(/\s+/g, ""), b: say(ROLES[fix.role]) });
  if (fix.kind === "added") return say("edit.addedWords", { n: fix.label, m: fix.ends[0].anchor.raw });
  if (fix.kind === "value") return fix.change.wrong ? say("edit.wrongWords", { n: fix.ends[0].anchor.raw }) : say("edit.changedWords", { n: fix.ends[0].anchor.raw, m: Object.entries(fix.change).filter(([name]) => name !== "upper").map(([name, value]) => `${say(`edit.${name}`)} ${name === "qualifier" ? say(`edit.${value}`) : value}`).join(say("sep.comma")) });
  if (fix.kind === "meta") return say("fix.meta", { a: fix.ends[0].text.trim().slice(0, 30).replace(/\s+/g, ""), b: Object.values(fix.meta).join(" ") });
  const named = fix.ends.map((e) => {
    const slot = slotWith(e.text), found = slot && slot.report.indicators.find((indicator) => indicator.span.start === e.anchor.span.start);
    return `${slot ? shortName(slot) : ""} ${found ? found.label : ""} ${e.anchor.raw}`;
  });
  return say(fix.same ? "fix.pairSame" : "fix.pairApart") + say("sep.colon") + named.join(" / ");
}

/** { title, content } for the sheet; `again()` shows it anew after a change. */
export function fixList(save, again) {
  const list = inForce();
  return {
    title: `${say("fix.title")} ${list.length || ""}`,
    content: [
      el("p", { class: "quiet" }, say(list.length ? "fix.lead" : "fix.none")),
      el("ul", { class: "fix-list" }, list.map((fix) => el("li", null, el("span", null, words(fix)), el("button", { class: "link", type: "button", onclick: () => { dropFix(fix); again(); } }, say("fix.remove"))))),
      el("p", { class: "acts" }, el("button", { class: "btn primary", type: "button", id: "save-fixes", onclick: save }, say("fix.save"))),
    ],
  };
}
