/** Turns the bytes of a document into its reading, in a worker that lives as long as that takes: the page never waits, and what it took is given back. */

import { unpacked } from "../packed.js";
import { Refusal } from "./limits.js";

/** ms after which a document is given up. */
const LONGEST = 60000;

let address = null;

/** The text, notes and original of a zip or pdf; throws a Refusal. */
export async function readApart(kind, bytes) {
  if (!address) address = source();
  const worker = new Worker(await address);
  try {
    const answer = await new Promise((done) => {
      const timer = setTimeout(() => done({ refused: "tooMuch" }), LONGEST);
      worker.onmessage = ({ data }) => { clearTimeout(timer); done(data); };
      worker.onerror = (event) => { event.preventDefault(); clearTimeout(timer); done({ refused: "tooMuch" }); };
      worker.postMessage({ kind, bytes });
    });
    if (answer.refused) throw new Refusal(answer.refused);
    return answer.read;
  } finally {
    worker.terminate();
  }
}

async function source() {
  return URL.createObjectURL(new Blob([await unpacked("readers").blob()], { type: "text/javascript" }));
}
