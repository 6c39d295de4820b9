/** Turns the codes of a font into characters and widths: by its ToUnicode table, by the Chinese encodings that browsers know, else not at all. */

import { Reader, END } from "./objects.js";

/** Stands for a character that the file does not tell. */
export const UNKNOWN = "\ufffd";

/** Predefined CMaps whose codes are text in an encoding; [encoding, a byte below this is a code by itself]. Identity tells nothing. */
const CODED = [[/^\/(GBK|GB-EUC|GBKp|GBK2K|GBpc)/, "gb18030"], [/^\/UniGB-UTF8|^\/UniCNS-UTF8/, "utf-8"], [/^\/Uni(GB|CNS|JIS|KS)\d?-(UCS2|UTF16)/, "utf-16be"], [/^\/(B5pc|ETen|HKscs|ETenms)/, "big5"]];

/** Names of the glyphs of ASCII in Adobe's lists, from 32 on. */
const ASCII = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde".split(" ");
const NAMED = new Map([...ASCII.map((name, i) => [name, String.fromCharCode(32 + i)]), ["quotedblleft", "“"], ["quotedblright", "”"], ["quoteleft", "‘"], ["quoteright", "’"], ["endash", "–"], ["emdash", "—"], ["bullet", "•"], ["ellipsis", "…"], ["periodcentered", "·"], ["nbspace", " "], ["minus", "-"], ["perthousand", "‰"], ["degree", "°"], ["multiply", "×"], ["divide", "÷"], ["guillemotleft", "«"], ["guillemotright", "»"], ["fi", "fi"], ["fl", "fl"], ["middot", "·"]]);

/** { glyphs(string) → [{ text, width, blank }] } with widths in thousandths of the size. */
export async function readFont(document, value) {
  const font = document.dict(value), kind = font.get("Subtype"), stream = document.get(font.get("ToUnicode"));
  const toUnicode = stream && stream.dict ? readMap(await document.data(stream)) : null;
  return kind === "/Type0" ? composite(document, font, toUnicode) : simple(document, font, toUnicode, kind);
}

async function composite(document, font, toUnicode) {
  const encoding = document.get(font.get("Encoding")), below = document.dict((document.get(font.get("DescendantFonts")) || [])[0]);
  const own = encoding && encoding.dict ? readMap(await document.data(encoding)) : null;
  const coded = typeof encoding === "string" ? CODED.find(([pattern]) => pattern.test(encoding)) : null;
  const decoder = coded ? new TextDecoder(coded[1]) : null;
  const usual = number(document.get(below.get("DW")), 1000), widths = wideWidths(document, document.get(below.get("W")));
  return {
    glyphs(s) {
      const found = [];
      for (let at = 0; at < s.length;) {
        const length = Math.min(s.length - at, own && own.spaces.length ? codeLength(own.spaces, s, at) : coded ? codedLength(coded[1], s, at) : 2);
        const code = s.slice(at, at + length), n = codeOf(code);
        at += length;
        let text = toUnicode ? toUnicode.text(code) : undefined;
        if (!usable(text)) text = decoder ? decoder.decode(Uint8Array.from(code, (c) => c.charCodeAt(0))) : UNKNOWN;
        // The widths are listed by glyph, which a predefined encoding does not tell: ideographs fill the square, the others a half.
        const cid = own ? own.cid(code) : coded ? null : n;
        const width = cid === null || cid === undefined ? (length === 1 || text.charCodeAt(0) < 128 ? usual / 2 : usual) : widths.has(cid) ? widths.get(cid) : usual;
        found.push({ text, width, blank: length === 1 && n === 32 });
      }
      return found;
    },
  };
}

function simple(document, font, toUnicode, kind) {
  const first = number(document.get(font.get("FirstChar")), 0), widths = document.get(font.get("Widths")) || [];
  const descriptor = document.dict(font.get("FontDescriptor")), missing = number(document.get(descriptor.get("MissingWidth")), 500);
  const encoding = document.get(font.get("Encoding")), names = new Map();
  const base = encoding instanceof Map ? encoding.get("BaseEncoding") : encoding;
  if (encoding instanceof Map) {
    let code = 0;
    for (const item of document.get(encoding.get("Differences")) || []) {
      if (typeof item === "number") code = item;
      else if (typeof item === "string") names.set(code++, item.slice(1));
    }
  }
  // A subset of a font with an order of its own, and nothing that tells it: what looks like letters is none.
  const symbolic = (number(document.get(descriptor.get("Flags")), 0) & 4) !== 0 && !base && !names.size && descriptor.has("FontFile2");
  const latin = new TextDecoder("windows-1252");
  const scale = kind === "/Type3" ? 1000 * Math.abs(number((document.get(font.get("FontMatrix")) || [])[0], 0.001)) : 1;
  const textOf = (code) => {
    const mapped = toUnicode ? toUnicode.text(String.fromCharCode(code)) : undefined;
    if (usable(mapped)) return mapped;
    if (names.has(code)) return named(names.get(code));
    if (symbolic || kind === "/Type3") return UNKNOWN;
    return code < 32 ? UNKNOWN : latin.decode(Uint8Array.of(code));
  };
  return {
    glyphs: (s) => Array.from(s, (c) => {
      const code = c.charCodeAt(0);
      return { text: textOf(code), width: number(document.get(widths[code - first]), missing) * scale, blank: code === 32 };
    }),
  };
}

function named(name) {
  if (NAMED.has(name)) return NAMED.get(name);
  const code = /^uni([0-9A-F]{4})/.exec(name) || /^u([0-9A-F]{4,6})$/.exec(name);
  return code && parseInt(code[1], 16) <= 0x10ffff ? String.fromCodePoint(parseInt(code[1], 16)) : UNKNOWN;
}

/** A mapping into the private area, or to nothing, tells a glyph of that very font and no character. */
function usable(text) {
  return text !== undefined && text !== "" && !/[\u0000-\u0008\ue000-\uf8ff\ufffd]/.test(text);
}

const number = (value, usual) => (typeof value === "number" ? value : usual);

function codeOf(code) {
  let n = 0;
  for (let i = 0; i < code.length; i++) n = n * 256 + code.charCodeAt(i);
  return n;
}

function codedLength(encoding, s, at) {
  const c = s.charCodeAt(at);
  if (encoding === "utf-16be") return c >= 0xd8 && c < 0xdc ? 4 : 2;
  if (encoding === "utf-8") return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  if (c < 0x81) return 1;
  const second = s.charCodeAt(at + 1);
  return encoding === "gb18030" && second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function codeLength(spaces, s, at) {
  for (const { length, low, high } of spaces) {
    const n = codeOf(s.slice(at, at + length));
    if (at + length <= s.length && n >= low && n <= high) return length;
  }
  return spaces[0].length;
}

/** /W: `c [w w …]` or `first last w`. */
function wideWidths(document, list) {
  const widths = new Map(), items = Array.isArray(list) ? list.map((item) => document.get(item)) : [];
  for (let i = 0; i + 1 < items.length;) {
    if (Array.isArray(items[i + 1])) {
      items[i + 1].forEach((width, k) => widths.set(items[i] + k, number(document.get(width), 1000)));
      i += 2;
    } else {
      for (let cid = items[i]; cid <= items[i + 1] && cid - items[i] < 65536; cid++) widths.set(cid, items[i + 2]);
      i += 3;
    }
  }
  return widths;
}

/** A CMap: code → text (bfchar, bfrange), code → CID (cidchar, cidrange), the lengths of its codes. */
export function readMap(bytes) {
  const reader = new Reader(bytes || new Uint8Array(0)), texts = new Map(), ranges = [], cids = [], spaces = [];
  let operands = [];
  const utf16 = (s) => new TextDecoder("utf-16be").decode(Uint8Array.from(s, (c) => c.charCodeAt(0)));
  const isCode = (...all) => all.every((value) => value && value.s !== undefined && value.s.length > 0 && value.s.length <= 4);
  for (let token = reader.object(); token !== END; token = reader.object()) {
    if (!token || token.op === undefined) { operands.push(token); if (operands.length > 100000 || ranges.length + cids.length > 10000) break; continue; }
    const list = operands;
    if (token.op === "endcodespacerange") for (let i = 0; i + 1 < list.length; i += 2) { if (isCode(list[i], list[i + 1])) spaces.push({ length: list[i].s.length, low: codeOf(list[i].s), high: codeOf(list[i + 1].s) }); }
    if (token.op === "endbfchar") for (let i = 0; i + 1 < list.length; i += 2) { if (isCode(list[i]) && list[i + 1] && list[i + 1].s !== undefined) texts.set(list[i].s, utf16(list[i + 1].s)); }
    if (token.op === "endbfrange" || token.op === "endcidrange") {
      for (let i = 0; i + 2 < list.length; i += 3) {
        if (!isCode(list[i], list[i + 1])) continue;
        const range = { length: list[i].s.length, low: codeOf(list[i].s), high: codeOf(list[i + 1].s), to: list[i + 2] };
        if (token.op === "endcidrange") cids.push(range);
        else if (range.to && (range.to.s !== undefined || Array.isArray(range.to))) ranges.push(range);
      }
    }
    if (token.op === "endcidchar") for (let i = 0; i + 1 < list.length; i += 2) { if (isCode(list[i])) cids.push({ length: list[i].s.length, low: codeOf(list[i].s), high: codeOf(list[i].s), to: list[i + 1] }); }
    operands = [];
  }
  const within = (list, code) => {
    const n = codeOf(code);
    // Ghostscript writes ranges that reach too far; what stands behind them is meant.
    for (let i = list.length - 1; i >= 0; i--) if (list[i].length === code.length && n >= list[i].low && n <= list[i].high) return { range: list[i], by: n - list[i].low };
    return null;
  };
  const remembered = new Map();
  function inRanges(code) {
    const found = within(ranges, code);
    if (!found) return undefined;
    const { range: { to }, by } = found;
    if (Array.isArray(to)) return to[by] && to[by].s !== undefined ? utf16(to[by].s) : undefined;
    // Only the last unit counts on.
    const text = utf16(to.s);
    return text && text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);
  }
  return {
    spaces,
    text(code) {
      if (texts.has(code)) return texts.get(code);
      if (!remembered.has(code)) remembered.set(code, inRanges(code));
      return remembered.get(code);
    },
    cid(code) {
      const found = within(cids, code);
      return found ? found.range.to + found.by : cids.length ? 0 : codeOf(code);
    },
  };
}
