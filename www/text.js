/** Turns a text into paragraphs and addresses: 段-句, the paragraph's number and the sentence's in it. Positions are UTF-16 code units. */

const STOP = /[。！？!?]/;
const CLOSING = /[”’）)」。！？!?]/;

/** Paragraphs longer than this are shown in several blocks, so that no block is slow to lay out. */
export const LONGEST_BLOCK = 3000;

/** The paragraphs of the texts looked at last; every quote asks for them. */
const split = new Map();

/** The lines of a text that are not blank: [{ start, end }]. */
export function paragraphs(text) {
  if (!split.has(text)) {
    if (split.size > 3) split.delete(split.keys().next().value);
    split.set(text, lines(text));
  }
  return split.get(text);
}

function lines(text) {
  const found = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = at < text.length ? text.charCodeAt(at) : 10;
    if (c !== 10 && c !== 13 && c !== 0x2028 && c !== 0x2029 && c !== 0x85 && c !== 0xb && c !== 0xc) continue;
    let from = start, to = at;
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    if (to > from) found.push({ start: from, end: to });
    start = at + 1;
  }
  return found;
}

function isBlank(c) {
  return c === 32 || c === 9 || c === 160 || c === 0x3000 || c === 0xfeff || (c >= 0x2000 && c <= 0x200b);
}

/** Position in `list` (sorted by start) of the one that holds `at`, or the one before it; 0 for none. */
export function indexAt(list, at) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].start <= at) low = middle + 1; else high = middle;
  }
  return Math.max(0, low - 1);
}

/** `9-2`: second sentence of the ninth paragraph. */
export function address(text, list, at) {
  if (!list.length) return "";
  const index = indexAt(list, at);
  return `${index + 1}-${sentenceNumber(text, list[index].start, at)}`;
}

/** Which sentence a position stands in, counted from 1 at `from`. */
export function sentenceNumber(text, from, at) {
  let sentence = 1;
  for (let i = from; i < at; i++) {
    if (!STOP.test(text[i])) continue;
    while (i + 1 < at && CLOSING.test(text[i + 1])) i++;
    sentence++;
  }
  return sentence;
}

/** The sentences before and behind a span, each { start, end } or null; across the border of a paragraph where it is the first or last there. */
export function neighbours(text, list, span) {
  const index = list.length ? indexAt(list, span.start) : -1;
  if (index < 0) return [null, null];
  const last = indexAt(list, Math.max(span.start, span.end - 1));
  const before = (p, to) => {
    let end = to;
    while (end > p.start && /\s/.test(text[end - 1])) end--;
    if (end <= p.start) return null;
    let start = end;
    while (start > p.start && (STOP.test(text[start - 1]) || CLOSING.test(text[start - 1]))) start--;
    while (start > p.start && !STOP.test(text[start - 1])) start--;
    while (start < end && (CLOSING.test(text[start]) || /\s/.test(text[start]))) start++;
    return start < end ? { start, end } : null;
  };
  const behind = (p, from) => {
    let start = from;
    while (start < p.end && (CLOSING.test(text[start]) || /\s/.test(text[start]))) start++;
    if (start >= p.end) return null;
    let end = start;
    while (end < p.end && !STOP.test(text[end])) end++;
    while (end < p.end && CLOSING.test(text[end])) end++;
    return { start, end };
  };
  return [
    before(list[index], span.start) || (index > 0 ? before(list[index - 1], list[index - 1].end) : null),
    behind(list[last], span.end) || (last + 1 < list.length ? behind(list[last + 1], list[last + 1].start) : null),
  ];
}

/** Characters that a reader would count: all but white space. */
export function countCharacters(text) {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (!isBlank(c) && c !== 10 && c !== 13 && (c < 0xdc00 || c > 0xdfff)) count++;
  }
  return count;
}

/** The section that a position stands in, as titles from the outermost to the innermost. */
export function path(report, section) {
  const titles = [];
  for (let id = section; id !== null && id !== undefined; id = report.sections[id].parent) {
    titles.unshift(report.sections[id].marker + report.sections[id].title);
  }
  return titles;
}
