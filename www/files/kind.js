/** Turns the first bytes of a file into what it is, whatever its name says. */

import { Refusal } from "./limits.js";

/** What a file opens with → its kind, or `!` and the reason why it is not read. */
const OPENINGS = [
  ["PK\u0003\u0004", "zip"], ["PK\u0005\u0006", "zip"], ["\u00d0\u00cf\u0011\u00e0", "ole"], ["{\\rtf", "!rtf"],
  ["\u0089PNG", "!image"], ["\u00ff\u00d8\u00ff", "!image"], ["GIF8", "!image"], ["BM", "!image", 6], ["II*\u0000", "!image"], ["MM\u0000*", "!image"],
  ["Rar!", "!archive"], ["7z\u00bc\u00af", "!archive"], ["\u001f\u008b", "!archive"], ["MZ", "!noText", 2],
];

/** zip | pdf | html | mhtml | text. Throws a Refusal for kinds that are not read. */
export function kindOf(bytes, name) {
  if (!bytes.length) throw new Refusal("empty");
  const head = latin(bytes.subarray(0, 4096));
  for (const [opening, kind, zeroAt] of OPENINGS) {
    if (!head.startsWith(opening) || (zeroAt && bytes[zeroAt] !== 0)) continue;
    if (kind === "ole") throw new Refusal(oleReason(bytes, name));
    if (kind[0] === "!") throw new Refusal(kind.slice(1));
    return kind;
  }
  if (/^RIFF....WEBP/.test(head)) throw new Refusal("image");
  if (head.slice(0, 1024).includes("%PDF-")) return "pdf";
  // Every second byte of a page in UTF-16 is zero.
  const plain = head.replace(/\u0000/g, "");
  if (/^(From|MIME-Version|Content-Type|Subject|Snapshot-Content-Location|X-[\w-]+): /im.test(plain.slice(0, 400)) && /Content-Type: *(multipart\/|text\/html)/i.test(plain)) return "mhtml";
  const markup = /<(!doctype html|html|head|body|meta|title)\b/i.test(plain);
  if (/^[\ufeff\u00ef\u00bb\u00bf\u00ff\u00fe\s]*<\?xml/.test(plain) && !/<html\b/i.test(plain)) throw new Refusal(/wordDocument|schemas\.microsoft\.com\/office/.test(plain) ? "wordXml" : "kind");
  if (/\.(s?html?|xhtml)$/i.test(name) || (markup && !/\.(txt|md)$/i.test(name))) return "html";
  return "text";
}

/** Word, WPS and their tables before 2007 share one container, and so do documents with a password. */
function oleReason(bytes, name) {
  const utf16 = (words) => words.split("").join("\u0000");
  if (latin(bytes.subarray(0, 1024 * 1024)).includes(utf16("EncryptedPackage"))) return "password";
  return /\.(xls|et)$/i.test(name) ? "oldSheet" : "oldWord";
}

/** Bytes as characters of the same number. */
export function latin(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
  return text;
}
