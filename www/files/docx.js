/** Turns a .docx of Word or WPS into lines: paragraphs with their list numbers, table rows, footnotes; tracked changes as accepted. */

import { inherited, numberer, readStyles } from "./docx_lists.js";
import { Refusal } from "./limits.js";
import { joined, place, tableLines } from "./lines.js";
import { attribute, scan } from "./xml.js";
import { openZip } from "./zip.js";

/** What holds no text of the document, or holds it a second time. */
const SKIPPED = new Set(["del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "sectPr", "sdtPr", "Fallback", "instrText", "delText", "delInstrText", "rt", "tblGrid", "tblPr", "tblPrEx", "binData"]);

/** { text, original, notes } of a zip's bytes. */
export async function readDocx(bytes) {
  const zip = openZip(bytes);
  if (zip.names.some((name) => /^xl\//.test(name))) throw new Refusal("sheet");
  if (zip.names.some((name) => /^ppt\//.test(name))) throw new Refusal("slides");
  if (zip.has("OFD.xml")) throw new Refusal("ofd");
  const main = await target(zip, "_rels/.rels", "", "officeDocument", "word/document.xml");
  if (!zip.has(main)) throw new Refusal(zip.names.some((name) => /^word\/|^content\.xml$/.test(name)) ? "damagedFile" : "archive");
  const folder = main.slice(0, main.lastIndexOf("/") + 1), links = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const part = async (kind, name) => {
    const at = await target(zip, links, folder, kind, `${folder}${name}`);
    return zip.has(at) ? zip.read(at) : null;
  };
  const styleBytes = await part("styles", "styles.xml");
  const styles = styleBytes ? readStyles(styleBytes) : new Map();
  const marker = numberer(await part("numbering", "numbering.xml"), styles);
  const counted = { tables: 0, numbers: 0, deleted: 0, footnotes: 0, hidden: 0 };
  const body = readBody(await zip.read(main), { marker, styles, counted, notes: true });
  const notes = [];
  for (const [kind, name] of [["footnotes", "footnotes.xml"], ["endnotes", "endnotes.xml"]]) {
    const wanted = body.refs.filter((ref) => ref.kind === kind);
    const found = wanted.length ? await part(kind, name) : null;
    if (!found) continue;
    const texts = readBody(found, { marker: () => "", styles, counted, notes: false }).byNote;
    for (const { id, n } of wanted) if (texts.has(id)) notes.push(`[${n}]${joined(texts.get(id))}`);
  }
  counted.footnotes = notes.length;
  counted.pictures = body.pictures;
  const dropped = body.lines.filter((line) => line.contents);
  // A word of its own parts the notes from the report's last lines, as 公文 do.
  const tail = notes.length ? ["注释", ...notes] : [];
  const text = body.lines.filter((line) => !line.contents).map((line) => line.text).concat(tail).join("\n");
  if (!text.trim()) throw new Refusal(body.pictures ? "scanned" : "empty");
  return { text, original: dropped.length ? body.lines.map((line) => line.text).concat(tail).join("\n") : null, notes: noted(counted, dropped) };
}

function noted({ tables, numbers, deleted, footnotes, hidden, pictures }, dropped) {
  const all = Object.entries({ tables, numbers, deleted, footnotes, hidden, pictures });
  const notes = all.filter(([, n]) => n).map(([code, n]) => ({ code, n }));
  if (dropped.length) notes.unshift({ code: "contents", n: dropped.length, lines: dropped.map((line) => line.text) });
  return notes;
}

/** Where a relationship of a kind points. */
async function target(zip, links, folder, kind, usual) {
  if (!zip.has(links)) return usual;
  let found = null;
  scan(await zip.read(links), {
    open(name, attributes) {
      if (name !== "Relationship" || found || !new RegExp(`/${kind}$`).test(attribute(attributes, "Type") || "")) return;
      const to = attribute(attributes, "Target") || "";
      found = to[0] === "/" ? to.slice(1) : folder + to.replace(/^\.\//, "");
    },
    close() {}, text() {},
  });
  return found && zip.has(found) ? found : usual;
}

/**
 * { lines: [{ text, contents }], refs, byNote, pictures }. `contents` marks lines of a table of contents, which name every heading a second time.
 */
function readBody(bytes, { marker, styles, counted, notes }) {
  const lines = [], refs = [], byNote = new Map();
  let skip = 0, depth = 0, pictures = 0;
  let paragraph = null, run = null, properties = 0;
  // Where finished paragraphs go: the body, or the cell under way; text boxes stand in the middle of a paragraph of either.
  const tables = [], waiting = [];
  let note = null, rowGone = false, merged = "", inWords = false;

  const put = (text, contents) => {
    const cell = tables.length ? tables[tables.length - 1].cell : null;
    if (cell) cell.lines.push(text);
    else if (note) note.push(text);
    else lines.push({ text, contents });
  };

  function finish(done) {
    // A paragraph whose end was deleted goes on in the next one.
    if (done.gone) { merged += done.text; return; }
    const words = merged + done.text;
    merged = "";
    const number = words.trim() ? marker(done) : "";
    if (number) counted.numbers++;
    const contents = /^(toc|目录)\s*\d/i.test((styles.get(done.style) || { name: done.style || "" }).name || done.style || "");
    for (const line of `${number}${words.trim()}`.split("\n")) if (line.trim()) put(line.trim(), contents);
  }

  scan(bytes, {
    open(name, attributes) {
      depth++;
      if (skip) return;
      if (SKIPPED.has(name) && !(name === "del" && properties)) {
        if (name === "del" || name === "moveFrom") counted.deleted++;
        skip = depth;
        return;
      }
      const value = () => attribute(attributes, "val");
      switch (name) {
        case "p":
          waiting.push(paragraph);
          paragraph = { text: "", style: null, num: null, level: null, gone: false };
          break;
        case "pPr": case "rPr": case "trPr": case "tcPr": properties++; break;
        case "pStyle": if (paragraph) paragraph.style = value(); break;
        case "numId": if (paragraph) paragraph.num = value(); break;
        case "ilvl": if (paragraph) paragraph.level = Number(value()); break;
        case "del": if (run === null && paragraph && properties > 1) { paragraph.gone = true; counted.deleted++; } else if (properties) rowGone = true; break;
        case "vanish": case "webHidden": if (run && name === "vanish" && !/^(0|false|off)$/.test(value() || "")) run.hidden = true; break;
        case "rStyle": if (run && inherited(styles, value(), "hidden")) run.hidden = true; break;
        case "r": run = { hidden: false, words: false }; break;
        case "t": if (run) run.words = true; inWords = true; break;
        case "tab": if (!properties && paragraph) paragraph.text += " "; break;
        case "br": case "cr": if (paragraph && !/page|column/.test(attribute(attributes, "type") || "")) paragraph.text += "\n"; break;
        case "noBreakHyphen": if (paragraph) paragraph.text += "-"; break;
        case "footnoteReference": case "endnoteReference":
          if (notes && paragraph) {
            refs.push({ kind: name === "footnoteReference" ? "footnotes" : "endnotes", id: attribute(attributes, "id"), n: refs.length + 1 });
            paragraph.text += `[${refs.length}]`;
          }
          break;
        case "footnote": case "endnote": byNote.set(attribute(attributes, "id"), note = []); break;
        case "tbl": tables.push({ rows: [], row: null, cell: null, open: [] }); break;
        case "tr": if (tables.length) { tables[tables.length - 1].row = []; rowGone = false; } break;
        case "tc": if (tables.length) tables[tables.length - 1].cell = { lines: [], across: 1, down: 1, under: false }; break;
        case "gridSpan": if (tables.length && tables[tables.length - 1].cell) tables[tables.length - 1].cell.across = Math.min(100, Number(value()) || 1); break;
        case "vMerge": if (tables.length && tables[tables.length - 1].cell) tables[tables.length - 1].cell.under = value() !== "restart"; break;
        case "gridBefore": if (tables.length && tables[tables.length - 1].row) tables[tables.length - 1].row.push({ lines: [], across: Math.min(100, Number(value()) || 1), down: 1 }); break;
        case "blip": case "imagedata": pictures++; break;
        default:
      }
    },
    close(name) {
      depth--;
      if (skip) {
        if (depth < skip) skip = 0;
        return;
      }
      const table = tables[tables.length - 1];
      switch (name) {
        case "pPr": case "rPr": case "trPr": case "tcPr": properties--; break;
        case "t": inWords = false; break;
        case "r": if (run && run.hidden && run.words) counted.hidden++; run = null; break;
        case "p": {
          const done = paragraph;
          paragraph = waiting.pop() || null;
          if (done) finish(done);
          break;
        }
        case "footnote": case "endnote": note = null; break;
        case "tc": if (table && table.cell) { if (table.cell.under) table.cell.lines = []; if (table.row) table.row.push(table.cell); table.cell = null; } break;
        case "tr": if (table && table.row) { if (!rowGone) table.rows.push(place(table.row, table.open)); rowGone = false; table.row = null; } break;
        case "tbl":
          if (table) {
            tables.pop();
            const { facts, lines: made } = tableLines(table.rows);
            if (facts) counted.tables++;
            for (const line of made) put(line, false);
          }
          break;
        default:
      }
    },
    text(words) {
      if (!skip && inWords && run && !run.hidden && paragraph) paragraph.text += words.replace(/[\r\n\t]+/g, " ");
    },
  });
  if (merged) put(merged, false);
  return { lines, refs, byNote, pictures };
}
