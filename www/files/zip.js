/** Turns the bytes of a zip into its parts, unpacked when asked for. Sizes are held against what really comes out, never against what is declared. */

import { inflate } from "./inflate.js";
import { budget, LIMITS, Refusal } from "./limits.js";

/** { has(name), read(name) → Promise<Uint8Array>, names }. */
export function openZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => { throw new Refusal("damagedFile"); };
  const end = findEnd(view);
  if (end < 0) broken();
  const count = view.getUint16(end + 10, true), start = view.getUint32(end + 16, true);
  if (count > LIMITS.entries) throw new Refusal("entries");
  if (start >= end) broken();
  const parts = new Map();
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) broken();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, "/").replace(/^\//, "");
    const part = {
      flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), header: view.getUint32(at + 42, true),
    };
    if (part.header + 30 + part.packed > start) broken();
    parts.set(name, part);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Parts that share their bytes make a small file unpack to a large one.
  let behind = 0;
  for (const part of [...parts.values()].sort((a, b) => a.header - b.header)) {
    if (part.header < behind) throw new Refusal("overlap");
    behind = part.header + 30 + part.packed;
  }
  const counter = budget();

  async function read(name) {
    const part = parts.get(name);
    if (part.flags & 1) throw new Refusal("password");
    if (part.size > LIMITS.inflated) throw new Refusal("inflated");
    if (view.getUint32(part.header, true) !== 0x04034b50) broken();
    const from = part.header + 30 + view.getUint16(part.header + 26, true) + view.getUint16(part.header + 28, true);
    const packed = bytes.subarray(from, from + part.packed);
    if (packed.length !== part.packed) broken();
    if (part.method === 0) { counter.take(packed.length, packed.length, packed.length); return packed; }
    if (part.method !== 8) broken();
    // deflate-raw came with Chromium 103; as gzip the same bytes are read from 80 on, with a head of ten bytes and checksum and size behind.
    const tail = new Uint8Array(8), tailView = new DataView(tail.buffer);
    tailView.setUint32(0, part.crc, true);
    tailView.setUint32(4, part.size, true);
    return inflate([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255), packed, tail], "gzip", part.packed, counter, false);
  }

  return { has: (name) => parts.has(name), read, names: [...parts.keys()] };
}

function findEnd(view) {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 65558; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}
