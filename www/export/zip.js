/** Turns named parts into the bytes of a zip. The browser deflates; checksum and size come out of the tail of its gzip, so none is computed here. */

const HEAD = 10, TAIL = 8;
/** The first day that a zip can name: the same parts give the same bytes, whenever they are packed. */
const DAY = 0x21;
const UTF8 = 0x800;

/** `parts`: [[name, string | Uint8Array | iterable of strings], …] → Promise<Uint8Array>. Large parts come in pieces, so that they never stand in one string. */
export async function zip(parts) {
  const pieces = [], directory = [];
  let at = 0;
  for (const [name, content] of parts) {
    const { bytes: gzip, size } = await pack(content);
    const view = new DataView(gzip.buffer), deflated = gzip.subarray(HEAD, gzip.length - TAIL), label = new TextEncoder().encode(name);
    const head = new DataView(new ArrayBuffer(26));
    [[0, 20], [2, UTF8], [4, 8], [8, DAY]].forEach(([place, value]) => head.setUint16(place, value, true));
    head.setUint32(10, view.getUint32(gzip.length - TAIL, true), true);
    head.setUint32(14, deflated.length, true);
    head.setUint32(18, size, true);
    head.setUint16(22, label.length, true);
    const fields = new Uint8Array(head.buffer);
    pieces.push(signed(0x04034b50), fields, label, deflated);
    const rest = new DataView(new ArrayBuffer(14));
    rest.setUint32(10, at, true);
    directory.push(signed(0x02014b50), Uint8Array.of(20, 0), fields, new Uint8Array(rest.buffer), label);
    at += 30 + label.length + deflated.length;
  }
  const central = joined(directory), end = new DataView(new ArrayBuffer(18));
  end.setUint16(4, parts.length, true);
  end.setUint16(6, parts.length, true);
  end.setUint32(8, central.length, true);
  end.setUint32(12, at, true);
  return joined([...pieces, central, signed(0x06054b50), new Uint8Array(end.buffer)]);
}

function signed(signature) {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, signature, true);
  return new Uint8Array(view.buffer);
}

/** The gzip of a part and the size of what is in it. */
async function pack(content) {
  const stream = new CompressionStream("gzip"), writer = stream.writable.getWriter(), reader = stream.readable.getReader(), encoder = new TextEncoder();
  let size = 0;
  const fed = (async () => {
    for (const piece of typeof content === "string" || content instanceof Uint8Array ? [content] : content) {
      const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
      size += bytes.length;
      await writer.write(bytes);
    }
    await writer.close();
  })();
  const chunks = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  await fed;
  return { bytes: joined(chunks), size };
}

function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) { whole.set(chunk, at); at += chunk.length; }
  return whole;
}
