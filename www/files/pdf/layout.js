/** Turns pieces of text on a page into its lines from top to bottom, and what stands between ruled lines into rows of a table. */

import { joined, tableLines } from "../lines.js";

/** Points that two strokes may miss each other by. */
const NEAR = 3;

/**
 * The lines of one page: { text, x, end, y, size, artifact } or, for a table's row, { text, row: true, facts }.
 */
export function linesOf({ pieces, rules }) {
  const tables = grids(rules), free = [];
  for (const piece of pieces) {
    const table = tables.find((grid) => piece.x >= grid.left - NEAR && piece.x < grid.right && piece.y >= grid.low - NEAR && piece.y < grid.high);
    if (table && !piece.artifact) table.pieces.push(piece); else free.push(piece);
  }
  // A frame around one passage is no table.
  const filled = tables.map((table) => ({ table, cells: cellsOf(table) })).filter(({ table, cells }) => { if (cells.size > 1) return true; free.push(...table.pieces); return false; });
  const lines = ordered(baselines(free));
  for (const { table, cells } of filled) insert(lines, table, cells);
  return lines;
}

/** Pieces on one baseline, in the order in which they were drawn. */
function baselines(pieces) {
  const lines = [];
  let line = null;
  for (const piece of pieces) {
    if (line && fits(line, piece) && piece.x > line.end - piece.size * 3) add(line, piece);
    else lines.push(line = { pieces: [piece], x: piece.x, end: piece.end, y: piece.y, size: piece.size });
  }
  return lines;
}

const fits = (line, piece) => Math.abs(line.y - piece.y) < 0.5 * Math.min(line.size, piece.size) || (piece.size < 0.75 * line.size && piece.y > line.y - 0.2 * line.size && piece.y < line.y + 0.7 * line.size);

function add(line, piece) {
  line.pieces.push(piece);
  line.x = Math.min(line.x, piece.x);
  line.end = Math.max(line.end, piece.end);
  if (piece.size > line.size) { line.size = piece.size; line.y = piece.y; }
}

/** From top to bottom; columns side by side one after the other, as they were drawn. Each line gets the number of its column. */
function ordered(lines) {
  const made = [], cuts = columns(lines);
  [...cuts, lines.length].forEach((to, column) => {
    const block = lines.slice(column ? cuts[column - 1] : 0, to).map((line, at) => ({ line, at })).sort((a, b) => b.line.y - a.line.y || a.at - b.at);
    let last = null;
    for (const { line } of block) {
      if (last && Math.abs(last.y - line.y) < 0.4 * Math.min(last.size, line.size)) line.pieces.forEach((piece) => add(last, piece));
      else made.push(Object.assign(last = line, { column }));
    }
  });
  return made.map(({ pieces, x, end, y, size, column }) => ({ text: wordsOf(pieces), x, end, y, size, column, artifact: pieces.every((piece) => piece.artifact) })).filter((line) => line.text);
}

/** Where the drawing goes up again beside what was drawn, with several lines on both sides. */
function columns(lines) {
  const cuts = [];
  for (let at = 4, tries = 0; at < lines.length - 3 && tries < 20; at++) {
    if (lines[at].y <= lines[at - 1].y + 3 * lines[at].size) continue;
    tries++;
    const since = cuts.length ? cuts[cuts.length - 1] : 0, level = lines[at].y + lines[at].size;
    const before = lines.slice(since, at).filter((line) => line.y <= level), behind = lines.slice(at).filter((line) => line.y <= level && line.end - line.x > 4 * line.size);
    if (before.length < 4 || behind.length < 4) continue;
    const edge = Math.min(...behind.map((line) => line.x));
    if (before.filter((line) => line.end <= edge + line.size).length > 0.9 * before.length) cuts.push(at);
  }
  return cuts;
}

const LATIN = /[A-Za-z0-9]/;

function wordsOf(pieces) {
  const inOrder = pieces.map((piece, at) => ({ piece, at })).sort((a, b) => a.piece.x - b.piece.x || a.at - b.at).map(({ piece }) => piece);
  let words = "", last = null;
  for (const piece of inOrder) {
    // Bold type is drawn twice at times, a hair apart.
    if (last && piece.text === last.text && piece.x - last.x < 0.3 * piece.size && Math.abs(piece.y - last.y) < 0.3 * piece.size) continue;
    const gap = last ? piece.x - last.end : 0;
    if (last && gap > 0.2 * piece.size && ((LATIN.test(last.text[last.text.length - 1]) && LATIN.test(piece.text[0])) || gap > 0.8 * piece.size)) words += " ";
    words += piece.text;
    last = piece;
  }
  return words.replace(/[ \t\u00a0]+/g, " ").trim();
}

/** Tables: sets of crossing rules with at least two columns and two rows of lines. */
function grids(rules) {
  const across = [], up = [];
  for (const rule of rules.slice(0, 4000)) (rule.toX - rule.x > rule.toY - rule.y ? across : up).push(rule);
  const crossing = (h, v) => v.x >= h.x - NEAR && v.x <= h.toX + NEAR && h.y >= v.y - NEAR && h.y <= v.toY + NEAR;
  const groups = [];
  for (const v of up) {
    const met = groups.filter((group) => group.across.some((h) => crossing(h, v)) || group.up.some((other) => Math.abs(other.x - v.x) < NEAR && v.y <= other.toY + NEAR && v.toY >= other.y - NEAR));
    const own = { up: [v], across: across.filter((h) => crossing(h, v)) };
    for (const group of met) { own.up.push(...group.up); for (const h of group.across) if (!own.across.includes(h)) own.across.push(h); groups.splice(groups.indexOf(group), 1); }
    groups.push(own);
  }
  const made = [];
  for (const group of groups) {
    const xs = distinct(group.up.map((v) => v.x)), ys = distinct(group.across.map((h) => h.y)).reverse();
    if (xs.length < 3 || ys.length < 2) continue;
    made.push({ ...group, xs, ys, left: xs[0], right: xs[xs.length - 1], low: ys[ys.length - 1], high: ys[0], pieces: [] });
  }
  return made;
}

function distinct(values) {
  const made = [];
  for (const value of [...values].sort((a, b) => a - b)) if (!made.length || value - made[made.length - 1] > NEAR) made.push(value);
  return made;
}

/** Pieces by their cell: row × 1000 + column. */
function cellsOf(table) {
  const { xs, ys } = table, cells = new Map();
  for (const piece of table.pieces) {
    const middle = piece.y + 0.3 * piece.size;
    let column = Math.max(0, xs.findIndex((x, i) => i + 2 === xs.length || piece.x + 0.2 * piece.size < xs[i + 1]));
    let row = Math.max(0, ys.findIndex((y, i) => i + 2 === ys.length || middle > ys[i + 1]));
    // A cell over several columns or rows has no rule inside; its text stands in the first of them.
    while (column > 0 && !table.up.some((v) => Math.abs(v.x - xs[column]) <= NEAR && v.y <= middle && v.toY >= middle)) column--;
    while (row > 0 && !table.across.some((h) => Math.abs(h.y - ys[row]) <= NEAR && h.x <= piece.x + NEAR && h.toX >= piece.x + 1)) row--;
    const key = row * 1000 + column;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(piece);
  }
  return cells;
}

/** Puts a table's rows where it stands among the lines. */
function insert(lines, table, cells) {
  const { xs, ys } = table;
  const rows = ys.slice(0, -1).map((y, row) => xs.slice(0, -1).map((x, column) => {
    const inside = cells.get(row * 1000 + column);
    return inside ? [joined(ordered(baselines(inside)).map((line) => line.text))] : [];
  }));
  const made = tableLines(rows);
  const at = lines.findIndex((line) => line.y !== undefined && line.y < table.high);
  lines.splice(at < 0 ? lines.length : at, 0, ...made.lines.map((text) => ({ text, row: true, facts: made.facts, y: table.high, table })));
}
