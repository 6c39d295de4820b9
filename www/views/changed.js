/** Turns the diff of two sections into rows of paragraphs that answer to each other, and into numbered changes. */

/** The lines of text[from, to) that are not blank. */
function lines(text, from, to) {
  const found = [];
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && text[at] !== "\n" && text[at] !== "\r") continue;
    if (text.slice(start, at).trim()) found.push({ start, end: at });
    start = at + 1;
  }
  return found;
}

/** Positions in `list` of the lines that a span touches: [first, last], or null. */
function touched(list, span) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].end <= span.start) low = middle + 1; else high = middle;
  }
  let last = low;
  while (last < list.length && list[last].start < span.end) last++;
  return last > low ? [low, last - 1] : null;
}

/** Fewer characters in common don't make two paragraphs answer to each other. */
const LEAST = 4;

/** How many changes a diff holds: what is taken out and put in between two same pieces is one. */
export function countChanges(diff) {
  let count = 0, inside = false;
  for (const { kind } of diff) {
    if (kind !== "same" && !inside) count++;
    inside = kind !== "same";
  }
  return count;
}

/**
 * The rows of a pair of ranges ([start, end) or null): [{ before: [line], after: [line], changes: [first, last] or null }], and the layers that mark what
 * was removed in the earlier text and added in the later one, in order. `name(n)` gives the name of the nth change.
 */
export function align(before, after, ranges, diff, name) {
  const a = ranges[0] ? lines(before, ...ranges[0]) : [], b = ranges[1] ? lines(after, ...ranges[1]) : [];
  const layers = { before: [], after: [] };
  let count = -1, inside = false;
  const changesOfA = a.map(() => null), changesOfB = b.map(() => null);
  const note = (list, span, n) => { for (let i = span[0]; i <= span[1]; i++) list[i] = list[i] ? [list[i][0], n] : [n, n]; };
  // reach[i]: the last later line that earlier line i answers to; both only grow, since a diff keeps the order.
  const links = [];
  for (const piece of diff) {
    if (piece.kind === "same") {
      inside = false;
      if (piece.text.trim().length < LEAST) continue;
      const x = touched(a, piece.before), y = touched(b, piece.after);
      if (x && y) for (let k = 0; k <= Math.max(x[1] - x[0], y[1] - y[0]); k++) links.push([Math.min(x[0] + k, x[1]), Math.min(y[0] + k, y[1])]);
      continue;
    }
    if (!inside) count++;
    inside = true;
    const removed = piece.kind === "removed", span = removed ? piece.before : piece.after;
    (removed ? layers.before : layers.after).push({ kind: piece.kind, start: span.start, end: span.end, change: name(count) });
    const at = touched(removed ? a : b, span);
    if (at) note(removed ? changesOfA : changesOfB, at, count);
  }
  const rows = [];
  let i = 0, j = 0;
  const close = (x, y) => {
    const marks = [...changesOfA.slice(i, x), ...changesOfB.slice(j, y)].filter(Boolean);
    const whole = !diff.length && (!ranges[0] || !ranges[1]);
    if (x > i || y > j) rows.push({ before: a.slice(i, x), after: b.slice(j, y), changes: marks.length ? [Math.min(...marks.map((m) => m[0])), Math.max(...marks.map((m) => m[1]))] : whole ? [0, 0] : null });
    [i, j] = [x, y];
  };
  for (let k = 0; k < links.length; k++) {
    let [x, y] = links[k];
    if (x < i || y < j) continue;
    // Lines before this link that answer to nothing stand in a row of their own.
    close(x, y);
    // Whatever shares a line with this link joins the row.
    for (k++; k < links.length && (links[k][0] <= x || links[k][1] <= y); k++) [x, y] = [Math.max(x, links[k][0]), Math.max(y, links[k][1])];
    k--;
    close(x + 1, y + 1);
  }
  close(a.length, b.length);
  return { rows, layers };
}
