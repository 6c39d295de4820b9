/** Turns the XML of a document part into calls, without building a tree: a part of 60 MB costs no more memory than its text. */

import { LIMITS, Refusal } from "./limits.js";

/** Put together here because these four characters may not stand in a script that stands in a page. */
const COMMENT = ["<!", "--"].join("");

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Calls open(name, attributes), close(name), text(words) in document order; names come without their prefix, since Word, WPS and the strict form of
 * the format use different ones for the same. A document type could define entities that stand for others, or for files: it is refused.
 */
export function scan(bytes, { open, close, text }) {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe && "utf-16le") || (bytes[0] === 0xfe && bytes[1] === 0xff && "utf-16be");
  const xml = new TextDecoder(utf16 || "utf-8").decode(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Refusal("doctype");
  const stack = [];
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    if (next !== at) text(plain(xml.slice(at, next < 0 ? xml.length : next)));
    if (next < 0) break;
    if (xml.startsWith(COMMENT, next)) { at = behind(xml, "-->", next); continue; }
    if (xml.startsWith("<![CDATA[", next)) { at = behind(xml, "]]>", next); text(xml.slice(next + 9, at - 3)); continue; }
    if (xml[next + 1] === "?") { at = behind(xml, "?>", next); continue; }
    at = behind(xml, ">", next);
    const tag = xml.slice(next + 1, at - 1);
    if (tag[0] === "/") {
      const name = local(tag.slice(1).trim());
      if (stack.pop() !== name) throw new Refusal("damagedFile");
      close(name);
      continue;
    }
    const whole = tag.endsWith("/"), space = tag.search(/[\s/]/);
    const name = local(space < 0 ? tag : tag.slice(0, space));
    open(name, space < 0 ? "" : tag.slice(space));
    if (whole) close(name);
    else if (stack.push(name) > LIMITS.depth) throw new Refusal("depth");
  }
  if (stack.length) throw new Refusal("damagedFile");
}

function behind(xml, mark, from) {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new Refusal("damagedFile");
  return found + mark.length;
}

const local = (name) => name.slice(name.indexOf(":") + 1);

const patterns = new Map();

/** The value of an attribute, whatever its prefix; null where it is not given. */
export function attribute(attributes, name) {
  if (!attributes) return null;
  if (!patterns.has(name)) patterns.set(name, new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`));
  const found = patterns.get(name).exec(attributes);
  return found ? plain(found[1] === undefined ? found[2] : found[1]) : null;
}

function plain(words) {
  if (!words.includes("&")) return words;
  return words.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return name in ENTITIES ? ENTITIES[name] : whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
