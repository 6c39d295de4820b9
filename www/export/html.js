/**
 * Turns a document (document.js) into what Word and WPS take from the clipboard: { html, plain }. Styles stand on each element, since both leave style sheets
 * out; tables have borders and widths of their own; pictures are left out, because neither takes them from text/html.
 */

import { clean, escaped } from "./markup.js";

const SONG = "font-family:宋体,SimSun,serif", HEI = "font-family:黑体,SimHei,sans-serif";
const LOOK = {
  title: `${HEI};font-size:18pt;text-align:center;margin:6pt 0`, under: `${SONG};font-size:10pt;text-align:center;color:#404040;margin:0`,
  h1: `${HEI};font-size:14pt;margin:14pt 0 6pt`, h2: `${HEI};font-size:12pt;font-weight:normal;margin:10pt 0 4pt`,
  text: `${SONG};font-size:10.5pt;line-height:150%;text-indent:2em;margin:0`, note: `${SONG};font-size:9pt;color:#595959;margin:3pt 0`,
  table: "border-collapse:collapse;border:1pt solid #808080;width:100%", cell: `${SONG};font-size:9pt;border:0.5pt solid #a6a6a6;padding:2pt 4pt;vertical-align:top`,
  head: `${HEI};font-size:9pt;border:0.5pt solid #a6a6a6;padding:2pt 4pt;background:#ededed;vertical-align:bottom`,
};

const one = (words) => String(words === null || words === undefined ? "" : words).replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, " ");
const paragraph = (look, words, tag = "p") => `<${tag} style="${LOOK[look]}">${escaped(one(words))}</${tag}>`;
const lines = (content) => (Array.isArray(content) ? content : [content]).map(one);

function table({ columns, rows }) {
  const sum = columns.reduce((total, { width = 1 }) => total + width, 0);
  const cell = (tag, look) => (content, i) => `<${tag} width="${Math.round((columns[i].width || 1) / sum * 100)}%" align="${columns[i].align || "left"}" style="${LOOK[look]};text-align:${columns[i].align || "left"}">${lines(content).map(escaped).join("<br>")}</${tag}>`;
  return `<table border="1" cellspacing="0" cellpadding="4" width="100%" style="${LOOK.table}"><thead><tr>${columns.map(({ title }) => title).map(cell("th", "head")).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${columns.map((_, i) => row[i]).map(cell("td", "cell")).join("")}</tr>`).join("")}</tbody></table>`;
}

const WRITERS = { heading: (part) => paragraph(`h${Math.min(2, part.level)}`, part.words, `h${Math.min(2, part.level)}`), text: (part) => paragraph("text", part.words), note: (part) => paragraph("note", part.words), table, picture: () => "" };
const tabbed = ({ columns, rows }) => [columns.map(({ title }) => title), ...rows].map((row) => row.map((content) => lines(content).join(" ")).join("\t")).join("\n");

export function html({ title, under, parts, foot }) {
  const shown = parts.filter(({ kind }) => kind !== "picture");
  return {
    html: `<meta charset="utf-8"><div>${paragraph("title", title, "h1")}${under.map((words) => paragraph("under", words)).join("")}${shown.map((part) => WRITERS[part.kind](part)).join("")}${paragraph("note", foot)}</div>`,
    plain: clean([title, ...under, ...shown.map((part) => (part.kind === "table" ? tabbed(part) : one(part.words))), foot].join("\n")),
  };
}
