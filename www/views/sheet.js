/** Turns a wish to know into a sheet over the page: what the page can do and cannot, its policy as it stands, how to check, and the hash of a file. */

import { el, fill } from "../dom.js";
import { live, say } from "../strings.js";
import { keepFocus } from "./dialog.js";

/** The policies in force, as they stand in the page. */
const policies = () => [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]')].map((meta) => meta.content.split(";").map((part) => part.trim()).filter(Boolean));

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** `about` = { wasmSha256, bytes, version } once the engine runs. */
export function privacySheet() {
  let opener = null;
  const body = el("div"), sheet = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title", tabindex: "-1" }, el("h2", { id: "sheet-title" }, live("privacyTitle")), body);
  const element = el("div", { class: "veil", id: "privacy-sheet", hidden: true }, sheet);

  function hide() {
    element.hidden = true;
    fill(body);
    if (opener) opener.focus();
  }
  element.addEventListener("click", (event) => { if (event.target === element) hide(); });
  keepFocus(element, sheet, hide);

  /** A file of the reader's choice and its SHA-256, held against the published one. */
  function checkFile() {
    const told = el("p", { class: "hash", role: "status" }), verdict = el("p", { role: "status" });
    const published = el("input", { class: "find", id: "published-hash", spellcheck: "false", autocomplete: "off", "aria-label": say("trust.published"), placeholder: say("trust.published"), oninput: compare });
    let found = "";
    function compare() {
      const wanted = published.value.toLowerCase().replace(/[^0-9a-f]/g, "").slice(0, 64);
      fill(verdict, found && wanted.length === 64 ? say(wanted === found ? "trust.same" : "trust.other") : "");
    }
    const file = el("input", { type: "file", id: "hash-file", class: "sr", accept: ".html,.htm", tabindex: "-1", "aria-label": say("trust.choose"), onchange: async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      fill(told, say("trust.counting"));
      try {
        found = hex(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
        fill(told, say("trust.fileHash", { n: chosen.name, m: chosen.size.toLocaleString("en") }), " ", el("code", { id: "file-hash" }, found));
      } catch (error) {
        found = "";
        fill(told, say("trust.notCounted"));
      }
      compare();
    } });
    return [el("p", null, say("trust.fileWhy")), el("p", null, el("button", { class: "btn", type: "button", id: "choose-hash", onclick: () => file.click() }, say("trust.choose")), file), told, published, verdict];
  }

  const list = (key, tag = "ul") => el(tag, { class: tag === "ol" ? "steps-list" : "plain-list" }, say(key).map((words) => el("li", null, words)));
  return {
    element,
    show(about) {
      opener = document.activeElement;
      fill(body, el("h3", null, say("trust.can")), list("trust.canList"), el("h3", null, say("trust.cannot")), list("trust.cannotList"),
        el("h3", null, say("trust.check")), list("trust.checkList", "ol"),
        el("h3", null, say("trust.outside")), el("p", null, say("trust.outsideHow")), list("trust.outsideList"),
        el("h3", null, say("trust.file")), checkFile(),
        el("h3", null, say("trust.version")), about ? [el("p", null, say("trust.versionWords", { n: about.version })), el("p", { class: "quiet small hash" }, say("privacyModule", { n: about.wasmSha256, m: about.bytes.toLocaleString("en") }))] : null,
        el("h3", null, say("trust.policy")), el("p", null, say("trust.policyHow")), policies().map((parts) => el("ul", { class: "policy small" }, parts.map((part) => el("li", null, el("code", null, part))))),
        el("button", { class: "btn", type: "button", id: "close-sheet", onclick: hide }, say("close")));
      element.hidden = false;
      sheet.focus();
      sheet.scrollTop = 0;
    },
  };
}
