/** Turns bytes of a PDF into its objects: names as "/Name", strings as { s }, references as { ref }, dictionaries as Map, operators as { op }. */

import { LIMITS, Refusal } from "../limits.js";

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const ENDS = new Set([...SPACE, 40, 41, 60, 62, 91, 93, 123, 125, 47, 37]);
export const END = { op: "" };

/** Reads one object after the other; `at` may be set. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  blank() {
    const { bytes } = this;
    for (;;) {
      while (SPACE.has(bytes[this.at])) this.at++;
      if (bytes[this.at] !== 37) return;
      while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
    }
  }

  /** The next object; END behind the last. References are put together by `object`. */
  token(depth) {
    if (depth > LIMITS.depth) throw new Refusal("depth");
    this.blank();
    const { bytes } = this, c = bytes[this.at];
    if (c === undefined) return END;
    if (c === 47) { this.at++; return `/${this.word().replace(/#([0-9a-fA-F]{2})/g, (whole, hex) => String.fromCharCode(parseInt(hex, 16)))}`; }
    if (c === 40) return this.literal();
    if (c === 60) {
      if (bytes[this.at + 1] !== 60) return this.hex();
      this.at += 2;
      const map = new Map();
      for (;;) {
        const key = this.object(depth + 1);
        if (key === END || (key && key.op === ">>")) return map;
        if (typeof key !== "string") continue;
        const value = this.object(depth + 1);
        if (value && value.op === ">>") return map;
        map.set(key.slice(1), value);
      }
    }
    if (c === 62 && bytes[this.at + 1] === 62) { this.at += 2; return { op: ">>" }; }
    if (c === 91) {
      this.at++;
      const list = [];
      for (;;) {
        const item = this.object(depth + 1);
        if (item === END || (item && item.op === "]")) return list;
        list.push(item);
      }
    }
    if (ENDS.has(c)) { this.at++; return { op: String.fromCharCode(c) }; }
    const word = this.word();
    if (/^[+-]?(\d+\.?\d*|\.\d+)/.test(word)) return parseFloat(word);
    if (word === "true") return true;
    if (word === "false") return false;
    return word === "null" ? null : { op: word };
  }

  object(depth = 0) {
    const first = this.token(depth);
    if (!Number.isInteger(first) || first < 0) return first;
    // `12 0 R` is one object.
    const { at, bytes } = this;
    this.blank();
    if (bytes[this.at] >= 48 && bytes[this.at] <= 57) {
      this.word();
      this.blank();
      if (bytes[this.at] === 82 && (this.at + 1 >= bytes.length || ENDS.has(bytes[this.at + 1]))) { this.at++; return { ref: first }; }
    }
    this.at = at;
    return first;
  }

  word() {
    const from = this.at;
    while (this.at < this.bytes.length && !ENDS.has(this.bytes[this.at])) this.at++;
    return String.fromCharCode.apply(null, this.bytes.subarray(from, Math.min(this.at, from + 200)));
  }

  hex() {
    let digits = "";
    for (this.at++; this.at < this.bytes.length && this.bytes[this.at] !== 62; this.at++) {
      const c = String.fromCharCode(this.bytes[this.at]);
      if (/[0-9a-fA-F]/.test(c)) digits += c;
    }
    this.at++;
    let s = "";
    for (let i = 0; i < digits.length; i += 2) s += String.fromCharCode(parseInt(digits.slice(i, i + 2).padEnd(2, "0"), 16));
    return { s };
  }

  literal() {
    const { bytes } = this, codes = [];
    let open = 0;
    for (this.at++; this.at < bytes.length; this.at++) {
      let c = bytes[this.at];
      if (c === 41 && open-- === 0) break;
      if (c === 40) open++;
      if (c === 92) {
        c = bytes[++this.at];
        const plain = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }[c];
        if (plain) c = plain;
        else if (c >= 48 && c <= 55) {
          let n = c - 48;
          for (let i = 0; i < 2 && bytes[this.at + 1] >= 48 && bytes[this.at + 1] <= 55; i++) n = n * 8 + bytes[++this.at] - 48;
          c = n & 255;
        } else if (c === 13 || c === 10) {
          if (c === 13 && bytes[this.at + 1] === 10) this.at++;
          continue;
        }
      }
      codes.push(c);
    }
    this.at++;
    let s = "";
    for (let i = 0; i < codes.length; i += 4096) s += String.fromCharCode.apply(null, codes.slice(i, i + 4096));
    return { s };
  }
}
