/**
 * Turns the bytes of documents into their reading, and results into documents, in a worker of their own: the other side of apart.js. Bundled by itself and
 * kept in the page packed. `{ kind, bytes }` → `{ read }` or `{ refused }`, the key of a Refusal; `{ kind, content }` → `{ written }` or `{ failed }`.
 */

import { WRITERS } from "../export/writers.js";
import { readDocx } from "./docx.js";
import { Refusal } from "./limits.js";
import { readPdf } from "./pdf/read.js";

const READERS = { zip: readDocx, pdf: readPdf };

self.onmessage = async ({ data: { kind, bytes, content } }) => {
  if (content) {
    try { self.postMessage({ written: await WRITERS[kind](content) }); } catch (error) { self.postMessage({ failed: String(error.message || error) }); }
    return;
  }
  try {
    self.postMessage({ read: await READERS[kind](bytes) });
  } catch (error) {
    // A file may be broken in ways that nobody thought of.
    self.postMessage({ refused: error instanceof Refusal ? error.key : error instanceof RangeError ? "tooMuch" : "damagedFile" });
  }
};
