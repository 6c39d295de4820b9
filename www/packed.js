/**
 * Turns what stands packed in the page back into bytes: gzip, written with 93 printable characters (two of them carry 13 or 14 bits, so that a
 * fifteenth less is needed than with base64; `xtask/src/packed.rs` writes it). Not among the 93 is <, with which a tag could begin.
 */

const PLACE = new Int8Array(128).fill(-1);
for (let code = 33, at = 0; code < 127; code++) if (code !== 60) PLACE[code] = at++;

/** The bytes that `text` stands for. */
function bytes(text) {
  const out = new Uint8Array(Math.ceil(text.length * 7 / 8));
  let length = 0, first = -1, held = 0, bits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = PLACE[text.charCodeAt(i)];
    if (first < 0) { first = digit; continue; }
    const pair = first + digit * 93;
    first = -1;
    held |= pair << bits;
    bits += (pair & 8191) > 456 ? 13 : 14;
    for (; bits > 7; bits -= 8, held >>= 8) out[length++] = held & 255;
  }
  if (first >= 0) out[length++] = (held | first << bits) & 255;
  return out.subarray(0, length);
}

/** What the element of that id holds, unpacked by the browser's own inflater; rejects where the file was cut short on its way. @returns {Response} */
export function unpacked(id) {
  const packed = bytes(document.getElementById(id).textContent.trim());
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}
