/** Turns content into a sheet over the page: the focus stays in it until it is closed, and goes back to where it was. */

import { el, fill } from "../dom.js";
import { live } from "../strings.js";

const STOPS = "button:not([disabled]), input, select, a[href], [tabindex='0']";

/** Esc closes, Tab goes round within the sheet. */
export function keepFocus(element, sheet, hide) {
  element.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") hide();
    if (event.key !== "Tab") return;
    const stops = [...sheet.querySelectorAll(STOPS)].filter((stop) => stop.tabIndex >= 0), at = stops.indexOf(document.activeElement);
    const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : at + 1 < stops.length ? at + 1 : 0;
    event.preventDefault();
    stops[next].focus();
  });
}

/** One sheet at a time. `show(title, content)` fills and opens it; content that holds [data-first] gets the focus there. */
export function dialog() {
  let opener = null;
  const title = el("h2", { id: "dialog-title" }), body = el("div", { class: "content" });
  const close = el("button", { class: "btn", type: "button", id: "close-dialog", onclick: hide }, live("close"));
  const sheet = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "dialog-title", tabindex: "-1" }, title, body, close);
  const element = el("div", { class: "veil", id: "dialog", hidden: true }, sheet);

  function hide() {
    if (element.hidden) return;
    element.hidden = true;
    fill(body);
    if (opener && opener.isConnected) opener.focus();
  }
  element.addEventListener("click", (event) => { if (event.target === element) hide(); });
  keepFocus(element, sheet, hide);
  return {
    element, hide,
    get open() { return !element.hidden; },
    show(words, ...content) {
      if (element.hidden) opener = document.activeElement;
      fill(title, words);
      fill(body, content);
      element.hidden = false;
      (sheet.querySelector("[data-first]") || sheet).focus();
    },
  };
}
