/** Turns a file, or what is on the clipboard, into the text that `parse` gets, with a list of what was done to it. */

import { readApart } from "./apart.js";
import { decode, mustBeText } from "./decode.js";
import { readHtml } from "./html.js";
import { kindOf } from "./kind.js";
import { LIMITS, Refusal } from "./limits.js";
import { htmlParts } from "./mhtml.js";
import { withoutRadicals } from "./radicals.js";
import { readRich } from "./rich.js";

/**
 * @typedef {object} Opened
 * @property {string} name       of the file; empty for what was pasted
 * @property {string} kind       text | html | mhtml | docx | pdf | rich
 * @property {string} text       one line for each paragraph and table row, TAB between cells, list numbers as characters
 * @property {string|null} original   all that was in the file before anything was left out or joined; null where `text` is that
 * @property {string|null} encoding   the one that was read by, where there was a choice
 * @property {{code: string, n?: number, m?: string, lines?: string[]}[]} notes   worded under `files.note` in strings.js
 * @property {((encoding: string) => Promise<Opened>)|null} again   reads the same bytes by another encoding
 */

/** Opens a File; throws a Refusal with the reason in words for the reader. `wanted` is an encoding chosen by hand. @returns {Promise<Opened>} */
export async function openFile(file) {
  if (file.size > LIMITS.file) throw new Refusal("size");
  let bytes;
  try { bytes = new Uint8Array(await file.arrayBuffer()); } catch (error) { throw new Refusal("gone"); }
  return openBytes(bytes, file.name);
}

export async function openBytes(bytes, name, wanted) {
  const kind = kindOf(bytes, name);
  let read;
  try {
    read = await READERS[kind](bytes, wanted);
  } catch (error) {
    // A file may be broken in ways that nobody thought of; it must not take the page with it.
    throw error instanceof Refusal ? error : new Refusal(error instanceof RangeError ? "tooMuch" : "damagedFile");
  }
  if (!read.text.trim()) throw new Refusal("empty");
  const changeable = read.encoding !== undefined;
  return made({ name, kind: kind === "zip" ? "docx" : kind, original: null, notes: [], encoding: null, ...read, again: changeable ? (encoding) => openBytes(bytes, name, encoding) : null });
}

/** What is repaired in every text, wherever it comes from. */
function made(opened) {
  const { text, n } = withoutRadicals(opened.text);
  return n ? { ...opened, text, original: opened.original || opened.text, notes: [...opened.notes, { code: "radicals", n }] } : opened;
}

const READERS = {
  text(bytes, wanted) {
    const read = decode(bytes, { wanted });
    if (!wanted) mustBeText(read);
    return { text: read.text, encoding: read.encoding, notes: read.damaged ? [{ code: "damaged", n: read.damaged }] : [] };
  },
  html: readHtml,
  mhtml(bytes, wanted) {
    // A page may hold others in frames; the report is in the longest.
    const pages = htmlParts(bytes).map((part) => { try { return readHtml(part.bytes, wanted); } catch (error) { return null; } }).filter(Boolean);
    if (!pages.length) throw new Refusal("empty");
    return pages.reduce((best, page) => (page.text.length > best.text.length ? page : best));
  },
  zip: (bytes) => readApart("zip", bytes),
  pdf: (bytes) => readApart("pdf", bytes),
};

/** What was pasted: by its markup where that holds tables, lists or links, else its plain text as it is. @returns {Opened|null} */
export function openPaste(data) {
  const plain = data.getData("text/plain"), rich = readRich(data.getData("text/html"), plain);
  if (!rich && !plain) return null;
  return made({ name: "", kind: rich ? "rich" : "text", text: plain, original: null, notes: [], encoding: null, again: null, ...rich });
}
