/** Turns what is too much into a refusal: the bounds for everything that comes in, and the error that carries the words for the reader. */

export const LIMITS = {
  file: 20 * 1024 * 1024,       // bytes of a file
  entries: 2000,                // parts of a zip, parts of a saved page
  inflated: 64 * 1024 * 1024,   // bytes that one file may unpack to
  ratio: 100,                   // to one; small parts may be emptier than that
  ratioFrom: 1024 * 1024,
  depth: 256,                   // elements, dictionaries, tables within each other
  pages: 2000,
  steps: 4000000,               // drawing instructions of a PDF; a report of 100 pages has some 200,000
};

/** A file that is not read, and why: `key` under `files.no` in strings.js. */
export class Refusal extends Error {
  constructor(key, values) {
    super(key);
    this.key = key;
    this.values = values || {};
  }
}

/** Counts what one file unpacks to. `compressed` is the size that it is held against. */
export function budget() {
  let total = 0;
  return {
    /** Called as the bytes come, so that a false declaration gains nothing. */
    take(bytes, sofar, compressed) {
      total += bytes;
      if (total > LIMITS.inflated) throw new Refusal("inflated");
      if (sofar > LIMITS.ratioFrom && sofar > LIMITS.ratio * compressed) throw new Refusal("ratio");
    },
  };
}
