/** Turns what a browser, Word or WPS puts on the clipboard into lines, where its markup says more than its plain text: tables, lists, links. */

import { blocksOf, parsePage } from "./blocks.js";
import { leadsAway, linked, sorted } from "./html.js";
import { LIMITS } from "./limits.js";

/** { text, original, notes } or null where the plain text is as good. */
export function readRich(markup, plain) {
  if (!markup || markup.length > LIMITS.file) return null;
  const page = parsePage(markup);
  const lists = page.querySelector("table, ol, nav, footer") || page.querySelectorAll("a[href]").length > 4 || /mso-list|msoDel|<del\b/i.test(markup);
  if (!lists) return null;
  let blocks, deleted;
  try { ({ blocks, deleted } = blocksOf(page.body)); } catch (error) { return null; }
  // What was marked and copied is what was meant: only what leads elsewhere is left out, and no heading that leads to its own place.
  const read = sorted(blocks, new Set(blocks.filter((block, at) => !leadsAway(block) || linked(blocks, at))), deleted);
  // Word writes the number of a list into the text itself, as a piece that is marked to be ignored.
  const numbers = (markup.match(/mso-list:\s*Ignore/gi) || []).length;
  if (numbers) read.notes.push({ code: "numbers", n: numbers });
  const size = (words) => words.replace(/\s+/g, "").length;
  if (!read.text || size(read.original || read.text) < 0.8 * size(plain)) return null;
  return { ...read, original: plain || null };
}
