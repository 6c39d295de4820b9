/** Turns a PDF with a text layer into lines; what can't be read is said: locked, scanned, fonts that don't tell their characters. */

import { LIMITS, Refusal } from "../limits.js";
import { readContent } from "./content.js";
import { Document } from "./document.js";
import { readFont, UNKNOWN } from "./fonts.js";
import { linesOf } from "./layout.js";
import { paragraphs, withoutFurniture } from "./paragraphs.js";

/** { text, original, notes } of a file's bytes. */
export async function readPdf(bytes) {
  const document = await Document.open(bytes);
  const pages = document.pages();
  if (!pages.length) throw new Refusal("damagedFile");
  const fonts = new Map(), steps = { left: LIMITS.steps };
  const fontOf = (value) => {
    const key = value && value.ref !== undefined ? value.ref : value;
    if (!fonts.has(key)) fonts.set(key, value ? readFont(document, value).catch((error) => { if (error instanceof Refusal && error.key !== "damagedFile") throw error; return null; }) : null);
    return fonts.get(key);
  };
  const read = [];
  for (const page of pages) {
    read.push(await readContent(document, page, fontOf, steps));
    if (read.length % 20 === 0) await new Promise((done) => setTimeout(done, 0));
  }
  const pieces = read.flatMap((page) => page.pieces);
  const characters = (list) => list.reduce((sum, piece) => sum + piece.text.replace(/\s+/g, "").length, 0);
  const total = characters(pieces), pictures = read.reduce((sum, page) => sum + page.pictures, 0);
  if (total < 10 * pages.length && (pictures || total === 0)) throw new Refusal(pictures ? "scanned" : "emptyPdf");
  const unknown = pieces.reduce((sum, piece) => sum + piece.text.split(UNKNOWN).length - 1, 0);
  if (unknown > 0.08 * total) throw new Refusal("fonts");
  // A file that calls all of its text ornament has nothing else.
  const ornament = characters(pieces.filter((piece) => piece.artifact)) > total / 2;
  for (const piece of pieces) {
    piece.text = piece.text.split(UNKNOWN).join("□");
    if (ornament) piece.artifact = false;
  }
  const laid = read.map((page) => ({ lines: linesOf(page), height: page.height }));
  const { kept, heads, numbers } = withoutFurniture(laid);
  const text = paragraphs(kept).join("\n");
  const original = laid.map(({ lines }) => lines.map((line) => line.text).join("\n")).join("\n");
  const aslant = read.flatMap((page) => page.aslant).filter((words) => words.trim());
  const tables = new Set(kept.flatMap((lines) => lines.filter((line) => line.facts).map((line) => line.table))).size;
  const notes = [{ code: "lines", n: original.split("\n").length }];
  if (document.searched) notes.unshift({ code: "searched" });
  if (heads.length) notes.push({ code: "heads", n: heads.length, lines: [...new Set(heads)] });
  if (numbers.length) notes.push({ code: "pages", n: numbers.length });
  if (aslant.length) notes.push({ code: "aslant", n: aslant.length, lines: [...new Set(aslant)].slice(0, 50) });
  if (tables) notes.push({ code: "tables", n: tables });
  const pictured = read.filter((page) => page.pictures && characters(page.pieces) < 10).length;
  if (pictured) notes.push({ code: "pictured", n: pictured });
  if (unknown) notes.push({ code: "unknown", n: unknown });
  if (characters(pieces.filter((piece) => piece.unseen)) > total / 2) notes.push({ code: "recognised" });
  return { text, original, notes };
}
