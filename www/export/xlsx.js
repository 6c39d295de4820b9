/**
 * Turns tables into the bytes of an Excel workbook.
 *
 *   xlsx({ sheets: [{ name, columns: [{ title, width, plain, wrap }], rows: [[number | text | null, …], …] }] }) → Promise<Uint8Array>
 *
 * `width` in characters; `plain`: numbers without thousands (years, positions); `wrap`: long text in several lines. A date is ISO text. Text stands inline, so
 * that none is ever read as a formula; what would become one when somebody edits the cell is marked as text as well. Rows beyond what a sheet holds go on in another.
 */

import { risky } from "./csv.js";
import { escaped } from "./markup.js";
import { zip } from "./zip.js";

const MOST_ROWS = 1048576, LONGEST = 32767, NAME = 31, PIECE = 500;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Positions in cellXfs below. */
const STYLE = { general: 0, head: 1, whole: 2, fraction: 3, text: 4, wrap: 5, marked: 6, markedWrap: 7 };
const xf = (number, font, alignment, quote) => `<xf numFmtId="${number}" fontId="${font}" fillId="${font ? 2 : 0}" borderId="${font}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quote ? ' quotePrefix="1"' : ""}><alignment vertical="top"${alignment}/></xf>`;
const WRAP = ' wrapText="1"';
const STYLES = `${HEAD}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0###"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="宋体"/><family val="3"/></font><font><b/><sz val="11"/><name val="黑体"/><family val="3"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF808080"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="8">${[[0, 0, ""], [0, 1, WRAP], [3, 0, ""], [164, 0, ""], [49, 0, ""], [49, 0, WRAP], [49, 0, "", true], [49, 0, WRAP, true]].map((one) => xf(...one)).join("")}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** A, B, …, Z, AA, … */
export function letters(index) {
  let name = "";
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** Excel reads _x0041_ as A: what looks so in a text is written so that it stays. */
const kept = (words) => words.replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");

function cell(value, place, column) {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "";
    const style = column.plain ? STYLE.general : Number.isInteger(value) ? STYLE.whole : STYLE.fraction;
    return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
  }
  const words = String(value), marked = risky(words);
  const style = column.wrap ? (marked ? STYLE.markedWrap : STYLE.wrap) : marked ? STYLE.marked : STYLE.text;
  return inline(words, place, style);
}

const inline = (words, place, style) => `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(kept(words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words))}</t></is></c>`;

function* sheet({ columns, rows }) {
  const names = columns.map((_, index) => letters(index)), last = names[names.length - 1];
  yield `${HEAD}<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${rows.length + 1}"/>
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(({ width = 14 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>
<row r="1">${columns.map(({ title }, i) => inline(String(title), `${names[i]}1`, STYLE.head)).join("")}</row>`;
  for (let from = 0; from < rows.length; from += PIECE) {
    yield rows.slice(from, from + PIECE).map((row, k) => `<row r="${from + k + 2}">${row.slice(0, columns.length).map((value, i) => cell(value, names[i] + (from + k + 2), columns[i])).join("")}</row>`).join("");
  }
  yield `</sheetData><autoFilter ref="A1:${last}${rows.length + 1}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

/** Names that Excel takes: none of []:*?/\, no apostrophe at the ends, at most 31 characters, no two alike. */
function named(sheets) {
  const taken = new Set();
  return sheets.map((one, index) => {
    const plain = escaped(one.name).replace(/&\w+;/g, "").replace(/[[\]:*?/\\]/g, "").replace(/^'+|'+$/g, "").trim() || `Sheet${index + 1}`;
    let name = Array.from(plain).slice(0, NAME - 4).join("").slice(0, NAME - 4);
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${name.replace(/ \d+$/, "")} ${n}`;
    taken.add(name.toLowerCase());
    return { ...one, name };
  });
}

/** No sheet longer than a sheet can be. */
const parted = (sheets) => sheets.flatMap((one) => {
  const parts = [];
  for (let from = 0; from === 0 || from < one.rows.length; from += MOST_ROWS - 1) parts.push(one.rows.length < MOST_ROWS ? one : { ...one, rows: one.rows.slice(from, from + MOST_ROWS - 1) });
  return parts;
});

export async function xlsx({ sheets }) {
  const all = named(parted(sheets));
  const path = (index) => `worksheets/sheet${index + 1}.xml`;
  const reach = ({ name, columns, rows }) => [`'${name.replace(/'/g, "''")}'!$A$1:$${letters(columns.length - 1)}$${rows.length + 1}`, `'${name.replace(/'/g, "''")}'!$1:$1`].map(escaped);
  const define = (one, index) => {
    const [filter, titles] = reach(one);
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${filter}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="${index}">${titles}</definedName>`;
  };
  return zip([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${all.map((_, i) => `<Override PartName="/xl/${path(i)}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${all.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets><definedNames>${all.map(define).join("")}</definedNames></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="${path(i)}"/>`).join("")}<Relationship Id="rId${all.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", STYLES],
    ...all.map((one, i) => [`xl/${path(i)}`, sheet(one)]),
  ]);
}
