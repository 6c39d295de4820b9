/** Turns the lines of all pages into paragraphs: running heads and page numbers go, a full line goes on in the next one. */

import { joined } from "../lines.js";

const NUMBER = /^[-—–－─―·•\s]*(第\s*)?([0-9０-９]{1,4}|[ivxIVX]{1,6})(\s*页)?(\s*[/／,，]?\s*共?\s*[0-9０-９]{1,4}(\s*页)?)?[-—–－─―·•\s]*$/;

/** { kept, heads, numbers }: lines without those that every page repeats. `pages` hold { lines, height }. */
export function withoutFurniture(pages) {
  const keys = new Map(), edges = pages.map(edgeLines);
  const key = (line) => line.text.replace(/\s+/g, "").replace(/[0-9０-９]+/g, "0");
  for (const edge of edges) for (const each of new Set(edge.map(key))) keys.set(each, (keys.get(each) || 0) + 1);
  const often = Math.max(2, Math.min(3, pages.length * 0.4));
  const heads = [], numbers = [];
  const kept = pages.map(({ lines, height }, at) => lines.filter((line) => {
    if (line.row) return true;
    const outer = line.y < 0.13 * height || line.y > 0.88 * height;
    if (edges[at].includes(line) && outer && NUMBER.test(line.text)) { numbers.push(line.text); return false; }
    if (line.artifact || (edges[at].includes(line) && outer && keys.get(key(line)) >= often)) { (NUMBER.test(line.text) ? numbers : heads).push(line.text); return false; }
    return true;
  }));
  return { kept, heads, numbers };
}

/** The two highest and the two lowest lines. */
function edgeLines({ lines }) {
  const free = lines.filter((line) => !line.row).sort((a, b) => b.y - a.y);
  return free.length > 4 ? [...free.slice(0, 2), ...free.slice(-2)] : free;
}

/** The paragraphs of pages of lines; rows of tables stay as they are. */
export function paragraphs(pages) {
  const made = [];
  // A column has edges of its own.
  const blocks = pages.flatMap((lines) => [...new Set(lines.map((line) => line.column || 0))].map((column) => lines.filter((line) => (line.column || 0) === column)));
  const all = blocks.map(margins), usual = margins(pages.flat());
  let last = null, open = null;
  blocks.forEach((lines, at) => {
    // Odd and even pages may be shifted; a page of short lines tells nothing of its edges.
    const several = all.length > pages.length, own = all[at].right - all[at].left;
    const { left, right, pitch } = several || own > 0.9 * (usual.right - usual.left) ? all[at] : usual;
    for (const line of lines) {
      if (line.row) { made.push([line.text]); open = null; last = null; continue; }
      if (open && goesOn(last, line, left, pitch)) open.push(line.text);
      else made.push(open = [line.text]);
      last = { ...line, right };
    }
    if (last) last = { ...last, turned: true };
  });
  return made.map((lines) => lines.reduce((all, line) => (BROKEN.test(all) && /^[0-9.%‰]/.test(line) ? all + line : joined([all, line]))));
}

/** A line may end in the middle of a number, by a setting of Word that Chinese documents often have. */
const BROKEN = /[0-9][.,]?$/;

function goesOn(before, line, left, pitch) {
  const em = line.size;
  if (Math.abs(before.size - line.size) > 0.12 * line.size) return false;
  if (line.x > left + 1.2 * em || line.x < left - 3 * em) return false;
  if (!before.turned && before.y - line.y > 1.7 * pitch) return false;
  // The next word would not have found room: a number or word in Latin letters, or an ideograph, with the marks that may not open a line.
  const word = /^(?:[A-Za-z0-9.,%/:-]+|[^A-Za-z0-9])[，。、；：！？”’）》〉」』】]*/.exec(line.text);
  const width = word ? [...word[0]].reduce((sum, c) => sum + (c.charCodeAt(0) < 128 ? 0.55 : 1), 0) * em : em;
  return before.end + width > before.right - 0.4 * em;
}

/** The edges of the text block and the distance of its lines, by what most lines do. */
function margins(lines) {
  const free = lines.filter((line) => !line.row);
  const left = common(free.map((line) => line.x), false), right = common(free.map((line) => line.end), true);
  const steps = free.slice(1).map((line, i) => free[i].y - line.y).filter((step) => step > 0).sort((a, b) => a - b);
  return { left, right, pitch: steps.length ? steps[Math.floor(steps.length / 2)] : 1000 };
}

/** The outermost place that several lines share. */
function common(values, largest) {
  const sorted = [...values].sort((a, b) => (largest ? b - a : a - b));
  const need = Math.max(2, Math.min(4, values.length * 0.08));
  for (let i = 0; i < sorted.length; i++) {
    let n = 0;
    for (let k = i; k < sorted.length && Math.abs(sorted[k] - sorted[i]) < 4; k++) n++;
    if (n >= need) return sorted[i];
  }
  return sorted.length ? sorted[0] : 0;
}
