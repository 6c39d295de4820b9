/** Turns a PDF file into objects that can be asked for, and its pages: cross-reference tables and streams, object streams, damaged ones by search. */

import { inflate } from "../inflate.js";
import { latin } from "../kind.js";
import { budget, LIMITS, Refusal } from "../limits.js";
import { END, Reader } from "./objects.js";

export class Document {
  static async open(bytes) {
    // Places count from the mark; some servers put bytes before it.
    const made = new Document(bytes.subarray(Math.max(0, latin(bytes.subarray(0, 1024)).indexOf("%PDF-"))));
    await made.load();
    return made;
  }

  constructor(bytes) {
    this.bytes = bytes;
    this.places = new Map();    // object number → { at } or { stream, index }
    this.known = new Map();
    this.unpacked = new Map();  // stream object → Promise of its bytes
    this.packed = new Map();    // number of an object stream → Map of the objects in it
    this.trailer = new Map();
    this.budget = budget();
    this.faulty = false;        // an object did not stand where the tables say
    this.searched = false;      // the tables were of no use: what was found may not be all
  }

  async load() {
    const text = latin(this.bytes.subarray(Math.max(0, this.bytes.length - 2048)));
    const start = /startxref\s+(\d+)\s*(?:%%EOF)?[^]*$/.exec(text.slice(text.lastIndexOf("startxref")));
    let whole = false;
    try {
      if (start) await this.follow(Number(start[1]));
      whole = Boolean(this.dict(this.dict(this.trailer.get("Root")).get("Pages")).size) || this.hasPacked();
    } catch (error) {
      if (error instanceof Refusal && error.key !== "damagedFile") throw error;
    }
    if (this.trailer.has("Encrypt")) throw new Refusal("lockedPdf");
    if (whole) whole = await this.unpackObjects();
    if (whole && this.pages().length && !this.faulty) return;
    this.search();
    this.searched = true;
    if (this.trailer.has("Encrypt")) throw new Refusal("lockedPdf");
    await this.unpackObjects();
    if (!this.dict(this.trailer.get("Root")).size) for (const number of this.places.keys()) if (this.dict({ ref: number }).get("Type") === "/Catalog") this.trailer.set("Root", { ref: number });
  }

  hasPacked() {
    for (const place of this.places.values()) if (place.stream !== undefined) return true;
    return false;
  }

  /** Follows the chain of cross-reference sections from the newest; what stands in a newer one wins. */
  async follow(start) {
    const seen = new Set(), next = [start];
    while (next.length) {
      const at = next.shift();
      if (seen.has(at) || seen.size > 1000 || !(at >= 0 && at < this.bytes.length)) continue;
      seen.add(at);
      const reader = new Reader(this.bytes, at), first = reader.object();
      let trailer;
      if (first && first.op === "xref") trailer = this.table(reader);
      else trailer = await this.section(at);
      for (const [key, value] of trailer) if (!this.trailer.has(key)) this.trailer.set(key, value);
      for (const key of ["XRefStm", "Prev"]) if (Number.isInteger(trailer.get(key))) next.push(trailer.get(key));
    }
  }

  table(reader) {
    for (;;) {
      const first = reader.object();
      if (!Number.isInteger(first)) return first && first.op === "trailer" ? asMap(reader.object()) : new Map();
      const count = reader.object();
      for (let i = 0; i < count; i++) {
        const at = reader.token(0), generation = reader.token(0), kind = reader.token(0);
        if (!kind || (kind.op !== "n" && kind.op !== "f")) throw new Refusal("damagedFile");
        // Apple's programs list objects that they left out as standing at 0, where the head of the file is.
        if (kind.op === "n" && at > 0 && generation !== END && !this.places.has(first + i)) this.places.set(first + i, { at });
      }
    }
  }

  async section(at) {
    const stream = this.parse(at);
    if (!stream || !stream.dict || stream.dict.get("Type") !== "/XRef") throw new Refusal("damagedFile");
    const { dict } = stream, data = await this.data(stream), widths = dict.get("W") || [], index = dict.get("Index") || [0, dict.get("Size")];
    let from = 0;
    const field = (width, usual) => {
      if (!width) return usual;
      let n = 0;
      for (let i = 0; i < width; i++) n = n * 256 + (data[from++] || 0);
      return n;
    };
    for (let i = 0; i + 1 < index.length; i += 2) {
      for (let k = 0; k < index[i + 1] && from < data.length; k++) {
        const kind = field(widths[0], 1), second = field(widths[1], 0), third = field(widths[2], 0), number = index[i] + k;
        if (this.places.has(number)) continue;
        if (kind === 1) this.places.set(number, { at: second });
        if (kind === 2) this.places.set(number, { stream: second, index: third });
      }
    }
    return dict;
  }

  /** Finds the objects of a file whose tables are lost. */
  search() {
    this.places.clear();
    this.known.clear();
    const text = latin(this.bytes), pattern = /(?:^|[\s>])(\d{1,8})\s+\d{1,5}\s+obj\b/g;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) this.places.set(Number(found[1]), { at: found.index + found[0].search(/\d/) });
    for (let at = text.indexOf("trailer"); at >= 0; at = text.indexOf("trailer", at + 7)) {
      for (const [key, value] of asMap(new Reader(this.bytes, at + 7).object())) this.trailer.set(key, value);
    }
  }

  /** All objects inside streams, once: from then on every object can be had at once. False where one could not be unpacked. */
  async unpackObjects() {
    const streams = new Set();
    for (const place of this.places.values()) if (place.stream !== undefined) streams.add(place.stream);
    const searched = !streams.size;
    if (searched) for (const number of [...this.places.keys()]) { const dict = this.dict({ ref: number }); if (dict.get("Type") === "/ObjStm") streams.add(number); else if (dict.get("Type") === "/XRef" && dict.has("Root")) for (const [key, value] of dict) this.trailer.set(key, value); }
    let whole = true;
    for (const number of streams) {
      const stream = this.get({ ref: number });
      if (!stream || !stream.dict) { whole = false; continue; }
      const data = await this.data(stream), reader = new Reader(data), first = this.get(stream.dict.get("First")) || 0, heads = [];
      for (let i = 0; i < this.get(stream.dict.get("N")) && i < 100000; i++) heads.push([reader.token(0), reader.token(0)]);
      for (const [inner, offset] of heads) {
        if (!Number.isInteger(inner) || !Number.isInteger(offset)) continue;
        const place = this.places.get(inner);
        if (place ? place.stream === number : searched) this.known.set(inner, new Reader(data, first + offset).object());
        if (searched && !place) this.places.set(inner, { stream: number });
      }
    }
    return whole;
  }

  /** What a reference stands for; anything else is itself. */
  get(value) {
    for (let steps = 0; value && typeof value === "object" && value.ref !== undefined; steps++) {
      if (steps > 20) return null;
      if (!this.known.has(value.ref)) {
        const place = this.places.get(value.ref);
        this.known.set(value.ref, null);   // an object that needs itself is nothing
        if (place && place.at !== undefined) {
          try {
            this.known.set(value.ref, this.parse(place.at, value.ref));
          } catch (error) {
            if (error.key !== "damagedFile") throw error;
            this.faulty = true;
          }
        }
      }
      value = this.known.get(value.ref);
    }
    return value === undefined || (value && value.op !== undefined) ? null : value;
  }

  /** The dictionary of a value or of its stream; empty where there is none. */
  dict(value) {
    const found = this.get(value);
    return found instanceof Map ? found : found && found.dict ? found.dict : new Map();
  }

  parse(at, number) {
    const reader = new Reader(this.bytes, at), own = reader.token(0);
    reader.token(0);
    const word = reader.token(0);
    if (!word || word.op !== "obj" || (number !== undefined && own !== number)) throw new Refusal("damagedFile");
    const value = reader.object();
    if (!(value instanceof Map)) return value;
    const behind = reader.token(0);
    if (!behind || behind.op !== "stream") return value;
    let from = reader.at;
    if (this.bytes[from] === 13) from++;
    if (this.bytes[from] === 10) from++;
    let length = this.get(value.get("Length"));
    // Where the length is wrong, the end is where it says so.
    if (!Number.isInteger(length) || length < 0 || !this.endsAt(from + length)) length = this.findEnd(from) - from;
    return { dict: value, from, length };
  }

  endsAt(at) {
    return latin(this.bytes.subarray(at, at + 20)).trimStart().startsWith("endstream");
  }

  findEnd(from) {
    for (let at = from; at < this.bytes.length; at += 65536) {
      const found = latin(this.bytes.subarray(at, at + 65536 + 10)).indexOf("endstream");
      if (found >= 0) return at + found;
    }
    return this.bytes.length;
  }

  /** The unpacked bytes of a stream; null where a filter holds no text (pictures). */
  data(stream) {
    if (!this.unpacked.has(stream)) this.unpacked.set(stream, this.unpack(stream));
    return this.unpacked.get(stream);
  }

  async unpack({ dict, from, length }) {
    let bytes = this.bytes.subarray(from, from + length);
    const filters = [].concat(this.get(dict.get("Filter")) || []), parameters = [].concat(this.get(dict.get("DecodeParms")) || []);
    if (filters.length > 8) throw new Refusal("damagedFile");
    for (let i = 0; i < filters.length; i++) {
      const filter = this.get(filters[i]);
      if (filter === "/FlateDecode" || filter === "/Fl") bytes = predicted(await inflate([bytes], "deflate", bytes.length, this.budget, true), this.dict(parameters[i]));
      else if (filter === "/ASCIIHexDecode" || filter === "/AHx") bytes = Uint8Array.from(new Reader(new TextEncoder().encode(`<${latin(bytes)}`)).token(0).s, (c) => c.charCodeAt(0));
      else if (filter === "/ASCII85Decode" || filter === "/A85") bytes = ascii85(bytes);
      else return null;
    }
    return bytes;
  }

  /** The pages in order, with what they inherit. */
  pages() {
    const found = [], seen = new Set();
    const root = this.dict(this.trailer.get("Root"));
    const walk = (value, inherited, depth) => {
      const key = value && value.ref !== undefined ? value.ref : value;
      if (depth > LIMITS.depth || seen.has(key)) return;
      seen.add(key);
      const node = this.dict(value), own = { ...inherited };
      for (const name of ["Resources", "MediaBox", "Rotate"]) if (node.has(name)) own[name] = node.get(name);
      const kids = this.get(node.get("Kids"));
      if (Array.isArray(kids)) for (const kid of kids) walk(kid, own, depth + 1);
      else if (node.has("Contents") || node.get("Type") === "/Page") found.push({ ...own, Contents: node.get("Contents") });
      if (found.length > LIMITS.pages) throw new Refusal("pages");
    };
    walk(root.get("Pages"), {}, 0);
    return found;
  }
}

const asMap = (value) => (value instanceof Map ? value : new Map());

/** Undoes the PNG and TIFF predictors that cross-reference streams are written with. */
function predicted(bytes, parameters) {
  const kind = parameters.get("Predictor") || 1;
  if (kind < 10) return bytes;
  const pixel = Math.max(1, ((parameters.get("Colors") || 1) * (parameters.get("BitsPerComponent") || 8)) >> 3);
  const width = Math.ceil(((parameters.get("Columns") || 1) * (parameters.get("Colors") || 1) * (parameters.get("BitsPerComponent") || 8)) / 8);
  const rows = Math.floor((bytes.length + width) / (width + 1)), out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = row * (width + 1), to = row * width, type = bytes[from];
    for (let i = 0; i < width; i++) {
      const left = i >= pixel ? out[to + i - pixel] : 0, up = row ? out[to + i - width] : 0, corner = row && i >= pixel ? out[to + i - width - pixel] : 0;
      let add = 0;
      if (type === 1) add = left;
      else if (type === 2) add = up;
      else if (type === 3) add = (left + up) >> 1;
      else if (type === 4) {
        const p = left + up - corner, a = Math.abs(p - left), b = Math.abs(p - up), c = Math.abs(p - corner);
        add = a <= b && a <= c ? left : b <= c ? up : corner;
      }
      out[to + i] = (bytes[from + 1 + i] || 0) + add;
    }
  }
  return out;
}

function ascii85(bytes) {
  const out = [];
  let group = [];
  const empty = (n) => {
    const value = group.concat(Array(5 - group.length).fill(84)).reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < n; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 255);
    group = [];
  };
  for (const c of bytes) {
    if (c === 126) break;
    if (c === 122 && !group.length) out.push(0, 0, 0, 0);
    if (c < 33 || c > 117) continue;
    group.push(c - 33);
    if (group.length === 5) empty(4);
  }
  if (group.length > 1) empty(group.length - 1);
  return Uint8Array.from(out);
}
