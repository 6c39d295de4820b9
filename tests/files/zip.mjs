/** Turns parts into a zip, whole or with the faults that a test wants. */

import { crc32 as checksum, deflateRawSync } from "node:zlib";

const crc32 = checksum ?? ((bytes) => {
  let crc = ~0;
  for (const byte of bytes) { crc ^= byte; for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0); }
  return ~crc >>> 0;
});

/** `parts`: [name, string or Buffer, { stored, size, packed, at }]: `size` declares another size, `packed` are deflated bytes, `at` another part's place. */
export function zip(parts) {
  const bodies = [], directory = [], places = [];
  let at = 0;
  for (const [name, content, { stored = false, size, packed, at: place, flags = 0x800 } = {}] of parts) {
    const data = Buffer.from(content), deflated = packed ?? (stored ? data : deflateRawSync(data, { level: 9 })), label = Buffer.from(name);
    const head = Buffer.alloc(30), entry = Buffer.alloc(46);
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(flags, 6); head.writeUInt16LE(stored ? 0 : 8, 8);
    head.writeUInt32LE(crc32(data), 14); head.writeUInt32LE(deflated.length, 18); head.writeUInt32LE(size ?? data.length, 22); head.writeUInt16LE(label.length, 26);
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt16LE(20, 4); entry.writeUInt16LE(20, 6);
    head.copy(entry, 8, 6, 28); entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(place === undefined ? at : places[place], 42);
    directory.push(entry, label);
    places.push(at);
    if (place !== undefined) continue;
    bodies.push(head, label, deflated);
    at += 30 + label.length + deflated.length;
  }
  const central = Buffer.concat(directory), end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(parts.length, 8); end.writeUInt16LE(parts.length, 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, central, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A document around the XML of its body; `more` are further parts. */
export function docx(body, more = {}) {
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const kinds = { "word/numbering.xml": "numbering", "word/styles.xml": "styles", "word/footnotes.xml": "footnotes", "word/header1.xml": "header", "word/footer1.xml": "footer" };
  const related = Object.keys(more).filter((name) => kinds[name]);
  const type = (name) => `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${name === "word/document.xml" ? "document.main" : kinds[name]}+xml"/>`;
  return zip([
    ["[Content_Types].xml", `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${["word/document.xml", ...related].map(type).join("")}</Types>`],
    ["_rels/.rels", `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`],
    ["word/_rels/document.xml.rels", `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.map((name, i) => `<Relationship Id="rId${i + 1}" Type="${office}/${kinds[name]}" Target="${name.slice(5)}"/>`).join("")}</Relationships>`],
    ["word/document.xml", `${XML}<w:document ${W} xmlns:r="${office}"><w:body>${body}</w:body></w:document>`],
    ...Object.entries(more).map(([name, inner]) => [name, /^word\/.*xml$/.test(name) ? `${XML}<w:${name.slice(5).replace(/\d*\.xml$/, "").replace("header", "hdr").replace("footer", "ftr")} ${W}>${inner}</w:${name.slice(5).replace(/\d*\.xml$/, "").replace("header", "hdr").replace("footer", "ftr")}>` : inner]),
  ]);
}
