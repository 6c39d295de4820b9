/** Turns rows into CSV that spreadsheets read: UTF-8 with its mark, CRLF, and no text that could become a formula. */

// As they are and in full or small width: a spreadsheet set to Chinese or Japanese takes ＝ for =. Blanks before it, seen or unseen, don't help.
const FORMULA = /^[\s\p{Cf}\p{Variation_Selector}]*[=+\-@＝＋－＠−﹢﹣﹦﹫]/u;
// TAB and line breaks among them: what starts with one is cut or shifted into another cell by some readers.
const CONTROL = /^[\s\p{Cf}]*[\u0000-\u001f\u007f-\u009f]/u;
const INNER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
// Also what parts cells in other settings of the same programs.
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** Could a spreadsheet take this text for more than text? */
export const risky = (words) => FORMULA.test(words) || CONTROL.test(words);

/** A text cell; an apostrophe before it makes a spreadsheet show it as it is. */
function text(words) {
  const safe = risky(words) ? `'${words}` : words, kept = safe.replace(INNER, "");
  return safe !== words || QUOTED.test(kept) ? `"${kept.replace(/"/g, '""')}"` : kept;
}

/** One cell: number, text or null. */
export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return text(String(value));
}

export const line = (cells) => `${cells.map(cell).join(",")}\r\n`;

/** `columns`: titles, or { title } as xlsx.js takes them; cells: number, text or null. Numbers stay numbers, negative ones too. */
export function csv(columns, rows) {
  const parts = ["\ufeff", line(columns.map((column) => (typeof column === "string" ? column : column.title)))];
  for (const row of rows) parts.push(line(row));
  return parts.join("");
}
