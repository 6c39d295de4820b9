/** Turns the bytes of a document into its reading, and a result into the bytes of a document, in a worker that lives as long as that takes: the page never waits, and what it took is given back. */

import { unpacked } from "../packed.js";
import { Refusal } from "./limits.js";

/** ms after which a document is given up. */
const LONGEST = 60000;
/** ms for a file to be written: a table of two thousand reports has six million cells. */
const LONGEST_WRITING = 300000;

let address = null;

/** What ends the writing that is under way; each gives the refusal it is answered with. */
const writing = new Set();

/** The text, notes and original of a zip or pdf; throws a Refusal. */
export async function readApart(kind, bytes) {
  const answer = await ask({ kind, bytes });
  if (answer.refused) throw new Refusal(answer.refused);
  return answer.read;
}

/**
 * What a writer makes of a content (export/writers.js): `xlsx` of { sheets } gives bytes, `csv` of { columns, rows } text; those of the reports take
 * what work() of export/result.js gives. Throws an Error.
 */
export async function writeApart(kind, content) {
  const answer = await ask({ kind, content }, LONGEST_WRITING);
  if (answer.written === undefined) throw Object.assign(new Error(answer.failed || answer.refused), { code: answer.refused });
  return answer.written;
}

/** Ends what is being written: it fails with the code `cancelled`. */
export function stopWriting() {
  for (const stop of writing) stop({ refused: "cancelled" });
}

async function ask(message, longest = LONGEST) {
  if (!address) address = source();
  const worker = new Worker(await address);
  let stop = null;
  try {
    return await new Promise((done) => {
      stop = done;
      if (message.content) writing.add(stop);
      const timer = setTimeout(() => done({ refused: "tooMuch" }), longest);
      worker.onmessage = ({ data }) => { clearTimeout(timer); done(data); };
      worker.onerror = (event) => { event.preventDefault(); clearTimeout(timer); done({ refused: "tooMuch" }); };
      worker.postMessage(message);
    });
  } finally {
    writing.delete(stop);
    worker.terminate();
  }
}

async function source() {
  return URL.createObjectURL(new Blob([await unpacked("readers").blob()], { type: "text/javascript" }));
}
