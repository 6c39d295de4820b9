/** Turns a page's drawing instructions into pieces of text with their place on the page, and the ruled lines of its tables. */

import { LIMITS, Refusal } from "../limits.js";
import { END, Reader } from "./objects.js";

const UNIT = [1, 0, 0, 1, 0, 0];

/** a then b. */
const times = (a, b) => [a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]];

/**
 * { pieces, rules, pictures } of a page. A piece: { text, x, y, end, size, artifact, unseen } in points from the lower left corner as the page is read.
 * Text that runs aslant (a watermark) is counted in `aslant` and left out. `fontOf(value)` gives a promise of a font; `steps` are counted down.
 */
export async function readContent(document, page, fontOf, steps) {
  const box = (document.get(page.MediaBox) || [0, 0, 595, 842]).map((n) => document.get(n) || 0);
  const turn = (((document.get(page.Rotate) || 0) % 360) + 360) % 360;
  const [width, height] = [Math.abs(box[2] - box[0]), Math.abs(box[3] - box[1])];
  const left = Math.min(box[0], box[2]), low = Math.min(box[1], box[3]);
  const upright = { 0: [1, 0, 0, 1, -left, -low], 90: [0, -1, 1, 0, -low, left + width], 180: [-1, 0, 0, -1, left + width, low + height], 270: [0, 1, -1, 0, low + height, -left] }[turn] || UNIT;
  const found = { pieces: [], rules: [], pictures: 0, aslant: [], width: turn % 180 ? height : width, height: turn % 180 ? width : height };
  const parts = [];
  for (const value of [].concat(document.get(page.Contents) || [])) {
    const stream = document.get(value), data = stream && stream.dict ? await document.data(stream) : null;
    if (data) parts.push(data);
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(32);
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length + 1; }
  await draw(document, whole, document.dict(page.Resources), upright, { found, fontOf, steps, depth: 0 });
  return found;
}

async function draw(document, bytes, resources, matrix, context) {
  const { found, fontOf, steps } = context;
  const reader = new Reader(bytes), saved = [];
  let state = { matrix, font: null, size: 0, spacing: 0, words: 0, scale: 1, leading: 0, rise: 0, mode: 0 };
  let text = UNIT, line = UNIT, operands = [], path = [], corner = null;
  const marked = [];
  const resource = (kind, name) => document.dict(resources.get(kind)).get(String(name).slice(1));
  const point = (x, y) => [x * state.matrix[0] + y * state.matrix[2] + state.matrix[4], x * state.matrix[1] + y * state.matrix[3] + state.matrix[5]];

  function show(s) {
    if (!state.font) return;
    const start = times([state.size * state.scale, 0, 0, state.size, 0, state.rise], times(text, state.matrix));
    const size = Math.hypot(start[2], start[3]);
    let words = "", moved = 0, lead = null, extent = 0;
    for (const glyph of state.font.glyphs(s)) {
      words += glyph.text;
      // Blanks in front are an indent, those behind are nothing.
      if (glyph.text.trim()) {
        if (lead === null) lead = moved;
        extent = moved + (glyph.width / 1000) * state.size * state.scale;
      }
      moved += ((glyph.width / 1000) * state.size + state.spacing + (glyph.blank ? state.words : 0)) * state.scale;
    }
    const from = times([1, 0, 0, 1, lead || 0, 0], times(text, state.matrix)), across = times([1, 0, 0, 1, extent, 0], times(text, state.matrix));
    text = times([1, 0, 0, 1, moved, 0], text);
    if (!size || lead === null) return;
    const piece = { text: words, x: from[4], y: start[5], end: across[4], size, artifact: marked.includes(true), unseen: state.mode === 3 };
    if (Math.abs(start[1]) > 0.05 * Math.abs(start[0]) || start[0] <= 0) found.aslant.push(words);
    else found.pieces.push(piece);
  }

  /** A painted path: thin boxes and straight strokes are the rules of tables. */
  function painted(stroked) {
    for (const { x, y, toX, toY, box } of path) {
      const across = Math.abs(toX - x), up = Math.abs(toY - y);
      if (box && across > 4 && up > 4) {
        if (stroked) found.rules.push({ x, y, toX, toY: y }, { x, y: toY, toX, toY }, { x, y, toX: x, toY }, { x: toX, y, toX, toY });
      } else if ((across > 4) !== (up > 4)) found.rules.push({ x: Math.min(x, toX), y: Math.min(y, toY), toX: Math.max(x, toX), toY: Math.max(y, toY) });
    }
    path = [];
  }

  for (let token = reader.object(); token !== END; token = reader.object()) {
    if (!token || token.op === undefined) { operands.push(token); if (operands.length > 10000) operands = []; continue; }
    if (--steps.left < 0) throw new Refusal("steps");
    const [a, b, c, d, e, f] = operands;
    switch (token.op) {
      case "q": if (saved.length > LIMITS.depth) throw new Refusal("depth"); saved.push({ ...state }); break;
      case "Q": if (saved.length) state = saved.pop(); break;
      case "cm": if (Number.isFinite(f)) state.matrix = times([a, b, c, d, e, f], state.matrix); break;
      case "BT": text = line = UNIT; break;
      case "Tf": state.font = await fontOf(resource("Font", a)); state.size = b || 0; break;
      case "Tc": state.spacing = a || 0; break;
      case "Tw": state.words = a || 0; break;
      case "Tz": state.scale = (a || 100) / 100; break;
      case "TL": state.leading = a || 0; break;
      case "Ts": state.rise = a || 0; break;
      case "Tr": state.mode = a; break;
      case "TD": state.leading = -b; // falls through
      case "Td": if (Number.isFinite(b)) text = line = times([1, 0, 0, 1, a, b], line); break;
      case "Tm": if (Number.isFinite(f)) text = line = [a, b, c, d, e, f]; break;
      case "'": case "\"": case "T*":
        text = line = times([1, 0, 0, 1, 0, -state.leading], line);
        if (token.op === "\"") { state.words = a || 0; state.spacing = b || 0; }
        if (token.op !== "T*" && operands.length && operands[operands.length - 1].s !== undefined) show(operands[operands.length - 1].s);
        break;
      case "Tj": if (a && a.s !== undefined) show(a.s); break;
      case "TJ":
        for (const item of Array.isArray(a) ? a : []) {
          if (typeof item === "number") text = times([1, 0, 0, 1, (-item / 1000) * state.size * state.scale, 0], text);
          else if (item && item.s !== undefined) show(item.s);
        }
        break;
      case "m": corner = point(a, b); break;
      case "l": if (corner) { const to = point(a, b); path.push({ x: corner[0], y: corner[1], toX: to[0], toY: to[1], box: false }); corner = to; } break;
      case "re": { const from = point(a, b), to = point(a + c, b + d); path.push({ x: from[0], y: from[1], toX: to[0], toY: to[1], box: true }); break; }
      case "S": case "s": case "B": case "B*": case "b": case "b*": painted(true); break;
      case "f": case "F": case "f*": painted(false); break;
      case "n": path = []; break;
      case "BMC": marked.push(a === "/Artifact"); break;
      case "BDC": marked.push(a === "/Artifact"); break;
      case "EMC": marked.pop(); break;
      case "BI": skipPicture(reader); found.pictures++; break;
      case "Do": {
        steps.left -= 500;   // a form may draw others, and those others
        const form = document.get(resource("XObject", a));
        if (!form || !form.dict) break;
        if (form.dict.get("Subtype") === "/Image") { found.pictures++; break; }
        if (form.dict.get("Subtype") !== "/Form" || context.depth > 15) break;
        const own = (document.get(form.dict.get("Matrix")) || UNIT).map((n) => document.get(n) || 0), data = await document.data(form);
        const inner = form.dict.has("Resources") ? document.dict(form.dict.get("Resources")) : resources;
        if (data) await draw(document, data, inner, times(own.length === 6 ? own : UNIT, state.matrix), { ...context, depth: context.depth + 1 });
        break;
      }
      default:
    }
    operands = [];
  }
}

/** Goes behind a picture that stands in the instructions themselves. */
function skipPicture(reader) {
  const { bytes } = reader, blank = (c) => c === undefined || c === 10 || c === 13 || c === 32;
  while (reader.at < bytes.length && !(bytes[reader.at] === 73 && bytes[reader.at + 1] === 68 && blank(bytes[reader.at + 2]))) reader.at++;
  while (reader.at < bytes.length && !(blank(bytes[reader.at]) && bytes[reader.at + 1] === 69 && bytes[reader.at + 2] === 73 && blank(bytes[reader.at + 3]))) reader.at++;
  reader.at += 4;
}

