/** Turns words into what the clipboard holds, also where the newer interface is missing. */

import { el } from "./dom.js";
import { update } from "./state.js";
import { say } from "./strings.js";

export async function copy(text) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch (error) {
    const field = el("textarea", { class: "sr", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.appendChild(field);
    const before = document.activeElement;
    field.select();
    done = document.execCommand("copy");
    field.remove();
    if (before && before.focus) before.focus();
  }
  update({ note: say(done ? "copied" : "notCopied") }, "note");
}

/** A table's visible rows as text parted by tabs, which WPS and Excel take as cells. */
export function tableText(columns, rows) {
  const cell = (value) => String(value === null || value === undefined ? "" : value).replace(/[\t\r\n]+/g, " ");
  return [columns, ...rows].map((row) => row.map(cell).join("\t")).join("\n");
}
