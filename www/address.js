/** Turns a place in a text into an address that can be cited: the numbers of its headings, then paragraph and sentence within the innermost section. */

import { sentenceNumber } from "./text.js";

const NUMERAL = "一二三四五六七八九十百零〇";
const OUTER = new RegExp(`^\\s*([${NUMERAL}]+|\\d+)\\s*[、.．,，]?\\s*$`);
/** What may stand between a heading and its text. */
const BETWEEN = /[\s\u3000。．.：:，,；;]/;
const LONGEST_NAME = 12;

/** A heading's own step: 二、 → { part: "二" }; （一） stays; a heading without a number gives its first words: { name }. */
function step(section) {
  const outer = section.level === 1 ? OUTER.exec(section.marker) : null;
  if (outer) return { part: outer[1] };
  const marker = section.marker.replace(/[\s、，,：:]+$/, "").trim().replace(/\(/g, "（").replace(/\)/g, "）");
  if (marker) return { marker };
  return { name: section.title.length > LONGEST_NAME ? `${section.title.slice(0, LONGEST_NAME)}…` : section.title };
}

/** The innermost section around a position, null for none. */
function innermost(sections, at) {
  let found = null;
  for (const section of sections) if (section.span.start <= at && at < section.span.end && (found === null || section.level >= found.level)) found = section;
  return found;
}

/**
 * `list` are the paragraphs of the text (text.js). Gives { steps, paragraph, sentence }: the steps from the outermost heading in; paragraph and sentence
 * count from 1 within the innermost section, behind its heading, and are 0 for a place in the heading itself. A text without sections counts from its start.
 */
export function addressOf(text, list, sections, { start: place, end }) {
  const inner = innermost(sections, place), steps = [];
  let at = place;
  for (let section = inner; section; section = section.parent === null || section.parent === undefined ? null : sections[section.parent]) steps.unshift(step(section));
  let start = 0;
  if (inner) {
    // A sentence may begin with its heading (一是…); one that goes on behind it is no heading.
    if (end <= inner.titleSpan.end + 1 && at < inner.titleSpan.end) return { steps, paragraph: 0, sentence: 0 };
    start = inner.titleSpan.end;
    at = Math.max(at, start);
    while (start < at && BETWEEN.test(text[start])) start++;
  }
  let paragraph = 0, from = start;
  for (const p of list) {
    if (p.end <= start) continue;
    if (p.start > at) break;
    paragraph++;
    from = Math.max(p.start, start);
  }
  return { steps, paragraph: Math.max(1, paragraph), sentence: sentenceNumber(text, from, at) };
}

/** `第二部分（一）第3段第2句`; `say` words it. */
export function addressWords({ steps, paragraph, sentence }, say) {
  const path = steps.map(({ part, marker, name }) => (part ? say("cite.level", { n: part }) : marker || say("cite.named", { n: name }))).join("");
  return (path || say("cite.start")) + (paragraph ? say("cite.at", { p: paragraph, s: sentence }) : say("cite.heading"));
}

/** A template with what it names put in as it stands: a report's words are not smoothed as the page's own are. */
export const verbatim = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
