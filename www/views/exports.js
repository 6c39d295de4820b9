/** Turns results into files, printed pages and clipboard contents, from one quiet menu. */

import { el, fill } from "../dom.js";
import { clear, paper } from "../export/paper.js";
import { pictures } from "../export/pictures.js";
import { fileName, isTwo, result, work } from "../export/result.js";
import { fault } from "../faults.js";
import { writeApart } from "../files/apart.js";
import { state, update } from "../state.js";
import { live, say } from "../strings.js";

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", csv: "text/csv;charset=utf-8", json: "application/json",
};
/** Views that are tables, and their titles where two years have one of their own. */
const TABLES = { one: ["indicators", "documents", "problems", "plans", "required"], two: ["plans", "problems", "documents", "reuse", "checks"] };
const TITLES = { plans: "plansTwo", problems: "problemsTwo", documents: "documentsTwo" };
/** ms after which the browser has taken the file. */
const KEPT = 30000;

/** Hands bytes or text over as a file. */
export function save(name, content) {
  const link = el("a", { href: URL.createObjectURL(new Blob([content], { type: TYPES[name.slice(name.lastIndexOf(".") + 1)] })), download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
  update({ note: say("out.saved", { n: name }) }, "note");
}

/** Markup and text for the clipboard. The event takes the markup as it is, also where the newer interface is missing or would change it. */
function putOnClipboard({ html, plain }) {
  let taken = false;
  const hand = (event) => {
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", plain);
    taken = true;
  };
  document.addEventListener("copy", hand, true);
  try { document.execCommand("copy"); } catch (error) { /* said below */ }
  document.removeEventListener("copy", hand, true);
  update({ note: say(taken ? "out.copied" : "notCopied") }, "note");
}

/** `page` = { engine(), busy(step) }. */
export function exportMenu(page) {
  const bare = (more) => work(new Date(), [], more);
  const full = async (more) => work(new Date(), isTwo() ? await pictures(page.engine().draw) : [], more);
  const print = (short) => async () => { await paper(await writeApart("paper", await full({ short }))); window.print(); };
  const tasks = {
    docx: async () => save(fileName("docx"), await writeApart("docx", await full())),
    copy: async () => putOnClipboard(await writeApart("html", bare())),
    print: print(false), printShort: print(true),
    xlsx: async () => save(fileName("xlsx"), await writeApart("workbook", bare())),
    csv: async () => { const { name, text } = await writeApart("table", bare({ table: shown() })); save(fileName("csv", name), text); },
    json: async () => save(fileName("json"), result(new Date(), page.engine().about())),
  };
  const main = () => say(isTwo() ? "compared" : "indicators");
  // Views that are a table of their own are handed over as such; elsewhere the table of figures is.
  const shown = () => { const mode = isTwo() ? "two" : "one", id = state.view[mode]; return state.mode === mode && TABLES[mode].includes(id) ? id : null; };
  const table = () => { const id = shown(); return id ? say(isTwo() && TITLES[id] ? TITLES[id] : id) : main(); };
  const named = { csv: table, printShort: main };
  const item = (id) => { const n = named[id] ? named[id]() : ""; return el("button", { class: "item", type: "button", role: "menuitem", tabindex: "-1", "data-export": id, onclick: () => run(id) }, el("span", null, say(`out.${id}`, { n })), el("small", null, say(`out.${id}Hint`, { n }))); };
  const menu = el("div", { class: "export-list", id: "export-menu", role: "menu", "aria-labelledby": "export", hidden: true });
  let items = [];
  const button = el("button", { class: "tool", type: "button", id: "export", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "export-menu", hidden: true, onclick: () => (menu.hidden ? open() : close()) }, live("out.menu"));
  const element = el("span", { class: "exports" }, button, menu);
  let working = false;

  function open(last) {
    items = Object.keys(tasks).map(item);
    fill(menu, items);
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    items[last ? items.length - 1 : 0].focus();
  }
  function close(back = true) {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  }
  async function run(id) {
    close();
    if (working) return;
    working = true;
    page.busy(1);
    try {
      await tasks[id]();
    } catch (error) {
      update({ note: error.code === "cancelled" ? fault("write", error, () => run(id)) : say("out.failed", { n: error.message || error.code || "internal" }) }, "note");
    } finally {
      working = false;
      page.busy(-1);
    }
  }

  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });
  menu.addEventListener("keydown", (event) => {
    const now = items.indexOf(document.activeElement), to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) { event.preventDefault(); items[(to + items.length) % items.length].focus(); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Tab") close(false);
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !element.contains(event.target)) close(false); });
  window.addEventListener("afterprint", clear);

  return {
    element,
    draw() {
      // Many reports have exports of their own.
      button.hidden = state.mode === "many" || (!state.slots[state.shown].report && !isTwo());
      if (button.hidden && !menu.hidden) close(false);
    },
  };
}
