/** Turns a step that failed into a sentence that names it, with what can be done; and a long one into a button that stops it. */

import { el, fill } from "./dom.js";
import { say } from "./strings.js";

const KNOWN = ["trapped", "outOfMemory", "tooLong", "workerLost", "cancelled"];

/** `step` is a key of `fault.step`; `again()` tries it once more. */
export function fault(step, error, again) {
  const code = error.code || "internal", words = say(`fault.${KNOWN.includes(code) ? code : "internal"}`, { n: say(`fault.step.${step}`), m: code });
  return el("span", { "data-fault": code, "data-step": step }, words, el("button", { class: "link", type: "button", id: "again", onclick: again }, say("fault.again")));
}

/** Shows itself once reading has taken a while (by style); `cancel()` ends what is under way. */
export function stopper(cancel) {
  const button = el("button", { class: "btn", type: "button", id: "stop", onclick: cancel }, say("fault.stop"));
  const words = el("span"), element = el("div", { class: "stopper", hidden: true }, words, button);
  return {
    element,
    draw(busy) {
      if (busy === !element.hidden) return;
      const held = element.contains(document.activeElement);
      element.hidden = !busy;
      if (held && !busy) document.getElementById("main").focus({ preventScroll: true });   // the focus must not fall out of the page
      fill(words, say("busy"));
      fill(button, say("fault.stop"));
    },
  };
}
