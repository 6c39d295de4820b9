/** Turns bytes into text: the encoding is told from the bytes, by its mark or by what reads as Chinese; a declaration is only a last hint. */

import { Refusal } from "./limits.js";

/** What can be chosen by hand, with the names of TextDecoder. */
export const ENCODINGS = { "UTF-8": "utf-8", GB18030: "gb18030", "UTF-16 LE": "utf-16le", "UTF-16 BE": "utf-16be", Big5: "big5" };

/** Longer beginnings tell no more. */
const PROBE = 65536;

/**
 * { text, encoding, damaged }: `damaged` counts the places that are no text in that encoding and now stand as U+FFFD.
 * `wanted` is the reader's choice; `declared` what the file says of itself.
 */
export function decode(bytes, { wanted, declared } = {}) {
  const encoding = wanted || guess(bytes, declared);
  const text = new TextDecoder(ENCODINGS[encoding]).decode(bytes);
  return { text, encoding, damaged: count(text, 0xfffd) };
}

/** The name of the encoding in ENCODINGS. */
export function guess(bytes, declared) {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "UTF-8";
  if (a === 0xff && b === 0xfe) return "UTF-16 LE";
  if (a === 0xfe && b === 0xff) return "UTF-16 BE";
  const probe = bytes.subarray(0, PROBE);
  // Two bytes for every character: a half of the ASCII ones is zero, and 一 to 龥 share their upper bytes. GB bytes read so give Hangul and rarer.
  const even = probe.subarray(0, probe.length & ~1);
  for (const name of ["UTF-16 LE", "UTF-16 BE"]) if (even.length > 3 && familiar(new TextDecoder(ENCODINGS[name]).decode(even)) > 0.9) return name;
  const utf8 = new TextDecoder("utf-8").decode(probe, { stream: true });
  const bad = count(utf8, 0xfffd);
  if (bad === 0) return "UTF-8";
  // A few broken bytes in what is UTF-8 otherwise (a file cut off, a stray byte) must not turn all of it into something else.
  if (bad < 0.02 * beyondAscii(utf8)) return "UTF-8";
  if (/big5/i.test(declared || "")) return "Big5";
  return "GB18030";
}

/** Refuses what is no text in any encoding rather than showing it. */
export function mustBeText({ text, damaged }) {
  let control = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13 && c !== 26) control++;
  }
  if (!text.replace(/[\s\ufeff]+/, "")) throw new Refusal("empty");
  if (control + damaged > 4 + text.length / 50 || control + damaged > text.length / 4) throw new Refusal("noText");
}

function count(text, code) {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === code) found++;
  return found;
}

function beyondAscii(text) {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) found++;
  return found;
}

/** The share of characters that a Chinese report is written in. */
function familiar(text) {
  let known = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if ((c >= 0x4e00 && c <= 0x9fa5) || (c >= 32 && c < 127) || c === 9 || c === 10 || c === 13 || (c >= 0x2010 && c <= 0x2026) || (c >= 0x3000 && c <= 0x3017) || (c >= 0xff01 && c <= 0xff5e) || c === 0xb7) known++;
  }
  return text.length ? known / text.length : 0;
}
