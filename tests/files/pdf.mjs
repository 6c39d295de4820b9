/** Turns objects into a PDF: with a cross-reference table, or with the objects packed into streams as newer programs write them. */

import { deflateSync } from "node:zlib";

/** A stream object. */
export const stream = (words, entries = "", packed = true) => {
  const data = packed ? deflateSync(Buffer.from(words)) : Buffer.from(words);
  return Buffer.concat([Buffer.from(`<< /Length ${data.length} ${packed ? "/Filter /FlateDecode" : ""} ${entries} >>\nstream\n`), data, Buffer.from("\nendstream")]);
};

/** `objects` are numbered from 1; the first is the catalogue. null: the table lists one that is nowhere, as Apple's programs do. */
export function pdf(objects, { trailer = "", lost = false } = {}) {
  const parts = [Buffer.from("%PDF-1.5\n%\xe4\xf6\n", "latin1")], places = [];
  let at = parts[0].length;
  objects.forEach((object, i) => {
    if (object === null) return places.push(0);
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    places.push(at);
    parts.push(part);
    at += part.length;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${lost ? 7 : at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** The same with all but the streams packed into one, and a cross-reference stream. */
export function packedPdf(objects) {
  const inside = [], outside = [];
  objects.forEach((object, i) => (Buffer.from(object).includes("endstream") ? outside : inside).push([i + 1, Buffer.from(object)]));
  const parts = [Buffer.from("%PDF-1.5\n")], places = new Map();
  let at = parts[0].length;
  const put = (number, body) => {
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
    places.set(number, at);
    parts.push(part);
    at += part.length;
  };
  for (const [number, body] of outside) put(number, body);
  const holder = objects.length + 1, table = objects.length + 2;
  let offset = 0;
  const heads = inside.map(([number, body]) => { const head = `${number} ${offset}`; offset += body.length + 1; return head; }).join(" ");
  put(holder, stream(Buffer.concat([Buffer.from(`${heads} `), ...inside.map(([, body]) => Buffer.concat([body, Buffer.from(" ")]))]), `/Type /ObjStm /N ${inside.length} /First ${heads.length + 1}`));
  const rows = [[0, 0, 0]];
  for (let number = 1; number <= table; number++) {
    const index = inside.findIndex(([own]) => own === number);
    rows.push(index >= 0 ? [2, holder, index] : [1, number === table ? at : places.get(number), 0]);
  }
  // Written with the PNG predictor "up", as most programs do.
  const plain = rows.map(([kind, second, third]) => [kind, second >> 8, second & 255, third]);
  const predicted = Buffer.concat(plain.map((row, i) => Buffer.from([2, ...row.map((byte, k) => (byte - (i ? plain[i - 1][k] : 0)) & 255)])));
  put(table, stream(predicted, `/Type /XRef /Size ${table + 1} /W [1 2 1] /Root 1 0 R /DecodeParms << /Predictor 12 /Columns 4 >>`));
  parts.push(Buffer.from(`startxref\n${places.get(table)}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** Catalogue, pages, and one page for each content. The font is object 3. */
export function pages(font, contents, more = []) {
  const first = 4;
  return [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${contents.length} /Kids [${contents.map((_, i) => `${first + 2 * i} 0 R`).join(" ")}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
    font,
    ...contents.flatMap((words, i) => [`<< /Type /Page /Parent 2 0 R /Contents ${first + 2 * i + 1} 0 R >>`, stream(words)]),
    ...more,
  ];
}

/** Lines of codes in hex, one below the other, from the upper left. */
export const shown = (lines, { x = 90, y = 700, size = 16, pitch = 28 } = {}) => `BT /F1 ${size} Tf ${lines.map((hex, i) => `1 0 0 1 ${x} ${y - i * pitch} Tm <${hex}> Tj`).join("\n")} ET`;
