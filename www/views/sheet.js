/** Turns a wish to know into a sheet over the page; the focus stays in it until it is closed. */

import { el, fill } from "../dom.js";
import { say } from "../strings.js";

/** `about` = { wasmSha256, bytes } once the engine runs. */
export function privacySheet() {
  let opener = null;
  const facts = el("ul", null, say("privacyFacts").map((words) => el("li", null, words)));
  const module = el("p", { class: "quiet small hash" });
  const close = el("button", { class: "btn", type: "button", id: "close-sheet", onclick: hide }, say("close"));
  const sheet = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title", tabindex: "-1" }, el("h2", { id: "sheet-title" }, say("privacyTitle")), facts, module, close);
  const element = el("div", { class: "veil", id: "privacy-sheet", hidden: true }, sheet);

  function hide() {
    element.hidden = true;
    if (opener) opener.focus();
  }
  element.addEventListener("click", (event) => { if (event.target === element) hide(); });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.key === "Tab") { event.preventDefault(); close.focus(); }
  });
  return {
    element,
    show(about) {
      opener = document.activeElement;
      fill(module, about ? say("privacyModule", { n: about.wasmSha256, m: about.bytes }) : "");
      element.hidden = false;
      sheet.focus();
    },
  };
}
