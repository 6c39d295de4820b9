/** Turns deflated bytes into what they were, by the browser's own DecompressionStream, piece by piece so that a bomb is stopped before it bursts. */

import { Refusal } from "./limits.js";

const SLICE = 16384;

/**
 * `format` gzip or deflate (zlib); `budget.take` throws when it is too much. What comes before a fault is kept where `lenient`: streams of PDF files end
 * a byte too early or too late at times.
 */
export async function inflate(parts, format, compressed, budget, lenient) {
  try {
    return await run(slices(parts), format, compressed, budget, false);
  } catch (error) {
    if (!lenient || error.key !== "damagedFile") throw error;
    // An error throws away what was not taken out yet, so the last bytes go in one by one.
    const queue = slices(parts), last = queue.pop() || new Uint8Array(0), from = Math.max(0, last.length - 16);
    return run([...queue, last.subarray(0, from), ...Array.from(last.subarray(from), (byte) => Uint8Array.of(byte))], format, compressed, budget, true);
  }
}

function slices(parts) {
  const queue = [];
  for (const part of parts) for (let at = 0; at < part.length; at += SLICE) queue.push(part.subarray(at, at + SLICE));
  return queue;
}

async function run(queue, format, compressed, budget, lenient) {
  const stream = new DecompressionStream(format), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  const chunks = [];
  let size = 0, broken = false;
  const feed = (async () => {
    for (const slice of queue) await writer.write(slice);
    // A turn of the event loop: all that is whole has been taken out before the end is checked.
    if (lenient) await new Promise((done) => setTimeout(done, 0));
    await writer.close();
  })().catch(() => { broken = true; });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      budget.take(value.length, size, compressed);
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof Refusal) {
      reader.cancel().catch(() => {});
      throw error;
    }
    broken = true;
  }
  await feed;
  if (broken && !(lenient && size)) throw new Refusal("damagedFile");
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) { whole.set(chunk, at); at += chunk.length; }
  return whole;
}
