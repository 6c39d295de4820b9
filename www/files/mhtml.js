/** Turns a page saved in one file (MHTML, .mht) into the bytes of its largest HTML part. */

import { latin } from "./kind.js";
import { LIMITS, Refusal } from "./limits.js";

/** The HTML parts as { bytes, charset }. */
export function htmlParts(bytes) {
  const found = [];
  let parts = 0;
  const open = [{ text: latin(bytes), depth: 0 }];
  while (open.length) {
    const { text, depth } = open.pop();
    if (++parts > LIMITS.entries) throw new Refusal("entries");
    if (depth > 8) throw new Refusal("depth");
    const end = /\r?\n\r?\n/.exec(text);
    if (!end) continue;
    const headers = text.slice(0, end.index).replace(/\r?\n[ \t]+/g, " "), body = text.slice(end.index + end[0].length);
    const type = header(headers, "Content-Type") || "text/plain";
    const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
    if (/^multipart\//i.test(type) && boundary) {
      const pieces = `\n${body}`.split(`\n--${boundary[1] || boundary[2]}`);
      if (pieces.length > LIMITS.entries) throw new Refusal("entries");
      pieces.slice(1).reverse().forEach((piece) => { if (!piece.startsWith("--")) open.push({ text: piece.replace(/^[ \t]*\r?\n/, ""), depth: depth + 1 }); });
    } else if (/^text\/html|^application\/xhtml/i.test(type)) {
      const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type);
      found.push({ bytes: transferred(body, header(headers, "Content-Transfer-Encoding")), charset: charset ? charset[1] : "" });
    }
  }
  if (!found.length) throw new Refusal("noPage");
  return found;
}

function header(headers, name) {
  const found = new RegExp(`^${name}\\s*:\\s*(.*)$`, "im").exec(headers);
  return found ? found[1].trim() : "";
}

/** Bytes of a part: quoted-printable, base64, or as they stand. */
function transferred(body, encoding) {
  if (/^base64/i.test(encoding)) {
    try { return toBytes(atob(body.replace(/[^A-Za-z0-9+/]+/g, ""))); } catch (error) { throw new Refusal("damagedFile"); }
  }
  if (/^quoted-printable/i.test(encoding)) return toBytes(body.replace(/[ \t]*=[ \t]*\r?\n/g, "").replace(/=([0-9A-Fa-f]{2})/g, (whole, hex) => String.fromCharCode(parseInt(hex, 16))));
  return toBytes(body);
}

function toBytes(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
