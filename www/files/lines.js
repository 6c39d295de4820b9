/** Turns rows of cells and pieces of text into the lines that `parse` takes: one for each paragraph and table row, TAB between cells. */

/** A cell with more than this is a column of the page's layout, not of a table of facts, unless the table is large. */
const LONGEST_CELL = 400;

const WIDE = /[\u2010-\u2026\u2e80-\u2fd5\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/;

/** White space as a reader sees it: runs are one blank, and none where a line of the source was broken beside an ideograph. */
export function tidy(text) {
  return text.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "").replace(/[ \t\r\n\f\v\u00a0\u2028\u2029]+/g, (run, at, whole) =>
    (/[\r\n]/.test(run) && (WIDE.test(whole[at - 1] || "") || WIDE.test(whole[at + run.length] || "")) ? "" : " ")).trim();
}

/** Joins the lines of one cell. */
export function joined(lines) {
  return lines.reduce((all, line) => (all && !(WIDE.test(all[all.length - 1]) || WIDE.test(line[0])) ? `${all} ${line}` : all + line), "");
}

/**
 * Lines of a table. `rows` hold cells, a cell holds its paragraphs; cells that another one reaches over are empty.
 * A table that never sets two things side by side, or has an article in a cell, only lays out the page: its paragraphs stand by themselves.
 */
export function tableLines(rows) {
  const filled = rows.map((cells) => cells.filter((cell) => cell.length).length), large = filled.filter((n) => n > 2).length > 2;
  const layout = !filled.some((n) => n > 1) || !large && rows.some((cells) => cells.some((cell) => cell.reduce((sum, line) => sum + line.length, 0) > LONGEST_CELL));
  if (layout) return { facts: false, lines: rows.reduce((all, cells) => all.concat(...cells), []) };
  const lines = rows.map((cells) => cells.map((cell) => joined(cell.map((line) => line.replace(/\t/g, " ")))).join("\t").replace(/\t+$/, ""));
  return { facts: true, lines: lines.filter((line) => line.trim()) };
}

/** Sets a row's cells at their columns: `open` holds, for each column, how many rows a cell above still reaches down. */
export function place(cells, open) {
  const row = [];
  let column = 0;
  const reach = () => { while (open[column] > 0) { open[column]--; row[column++] = []; } };
  for (const { lines, across, down } of cells) {
    reach();
    for (let i = 0; i < across && column < 200; i++) {
      row[column] = i ? [] : lines;
      open[column] = down - 1;
      column++;
    }
  }
  reach();
  return row;
}
