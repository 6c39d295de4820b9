/** Turns files into text: UTF-8, UTF-16 with its mark, else GB18030 (which holds GBK and GB2312). */

import { say } from "./strings.js";

const LARGEST = 20 * 1024 * 1024;

/** { name, text, encoding } or { error }, worded for the reader. */
export async function readFile(file) {
  const name = file.name;
  if (file.size > LARGEST) return { error: say("tooLarge", { n: name }) };
  if (!/\.(txt|text|md)$/i.test(name) && !/^text\/plain/.test(file.type)) return { error: say("onlyText", { n: name }) };
  try {
    const { text, encoding } = decode(new Uint8Array(await buffer(file)));
    return { name, text, encoding };
  } catch (error) {
    return { error: say("unreadable", { n: name }) };
  }
}

/** Blob.arrayBuffer exists since Chromium 76; a file that vanished meanwhile rejects. */
const buffer = (file) => file.arrayBuffer();

export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "UTF-16 LE" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "UTF-16 BE" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch (error) {
    return { text: new TextDecoder("gb18030").decode(bytes), encoding: "GB18030" };
  }
}
