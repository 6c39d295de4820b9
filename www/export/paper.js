/** Turns a document (document.js) into pages for the browser's print: it stands beside the page, seen on paper alone. */

import { el } from "../dom.js";

const cell = (tag, column) => (content) => el(tag, { class: column.align === "right" ? "n" : null, scope: tag === "th" ? "col" : null }, (Array.isArray(content) ? content : [content]).map((words) => el("div", null, words)));

const WRITERS = {
  heading: ({ level, words }) => el(level === 1 ? "h2" : "h3", null, words),
  text: ({ words }) => el("p", { class: "sentence" }, words),
  note: ({ words }) => el("p", { class: "how" }, words),
  table({ id, columns, rows }) {
    const share = (column) => { const made = el("col"); made.style.width = `${Math.round((column.width || 1) / columns.reduce((sum, { width = 1 }) => sum + width, 0) * 100)}%`; return made; };
    return el("table", { "data-table": id }, el("colgroup", null, columns.map(share)), el("thead", null, el("tr", null, columns.map((column) => cell("th", column)(column.title)))), el("tbody", null, rows.map((row) => el("tr", null, columns.map((column, i) => cell("td", column)(row[i]))))));
  },
  picture({ png, words, width }) {
    const image = el("img", { src: URL.createObjectURL(new Blob([png], { type: "image/png" })), alt: words, width });
    return el("figure", null, image);
  },
};

/** Puts the document beside the page; resolves when its pictures can be printed. It goes away after printing, and when another takes its place. */
export async function paper({ title, under, parts, foot }) {
  clear();
  const element = el("div", { id: "paper" }, el("h1", null, title), under.map((words) => el("p", { class: "byline" }, words)), parts.map((part) => WRITERS[part.kind](part)), el("p", { class: "foot" }, foot));
  document.body.appendChild(element);
  document.documentElement.dataset.paper = "true";
  await Promise.all([...element.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
}

/** Printing the page itself prints the page again. */
export function clear() {
  const old = document.getElementById("paper");
  delete document.documentElement.dataset.paper;
  if (!old) return;
  for (const image of old.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  old.remove();
}
