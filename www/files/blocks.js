/** Turns a parsed page (inert: no script runs, no picture loads) into blocks: the lines a reader sees, each with how much of it is links. */

import { LIMITS, Refusal } from "./limits.js";
import { place, tableLines, tidy } from "./lines.js";
import { listMarker } from "./numbering.js";

/** Elements that are not the page's text. The last are those that HTML gives to what stands around it. */
const SKIPPED = new Set(["script", "style", "noframes", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "button", "input", "textarea", "audio", "video", "head", "map", "dialog", "rp", "rt", "del", "nav", "footer", "aside", "menu"]);
const INLINE = new Set(["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1:chsdate", "nobr"]);

/** What Word and WPS write beside the text into a page: heads, feet, remarks and deletions. */
const BESIDE = /mso-element:\s*(header|footer|comment-list|comment|frame-notes)|display:\s*none|visibility:\s*hidden|mso-hide:\s*all/i;

/** Strokes between links and around headings. */
const BARS = /^[\s|｜>»›·•_=*+-]+$/;

/** A number that the writer typed: the list then adds none of its own. */
const TYPED = /^[（(]?[0-9０-９一二三四五六七八九十]{1,3}[、.．）)]/;

/**
 * Parses markup into a document that no window shows: nothing of it runs or is fetched. The page's own policy would still complain of every style
 * and handler in it, so these get other names first.
 */
export function parsePage(markup) {
  // noframes holds text as style does, in the same places.
  const quiet = markup.replace(/<\/?[a-zA-Z][^<>]*>/g, (tag) => (/^<base\b/i.test(tag) ? "" : tag).replace(/^<(\/?)style\b/i, "<$1noframes").replace(/([\s"'/])(style|on[a-z]+)(\s*=)/gi, "$1data-$2$3"));
  return new DOMParser().parseFromString(quiet, "text/html");
}

/**
 * { blocks, deleted }: the blocks under `root` in order, { text, links, icons, button, node, row, numbered }, and how many deletions of a tracked
 * change were left out. `links` counts the characters inside links and buttons, `icons` those that hold no word, `button` is true where one runs a
 * script, `row` for a row of a table, `numbered` where the list's number was written in front.
 */
export function blocksOf(root) {
  const blocks = [];
  let deleted = 0;
  const reached = new Map();   // list → the number of its last item
  let parts = [], links = 0, icons = 0, button = false, prefix = "", keepLines = 0;

  function flush(node) {
    const text = tidy(parts.join(""));
    if (text && !BARS.test(text)) {
      const marker = prefix && !TYPED.test(text) ? prefix : "";
      blocks.push({ text: marker + text, links, icons, button, node, row: false, numbered: marker !== "" });
      prefix = "";
    }
    parts = [];
    links = icons = 0;
    button = false;
  }

  function walk(node, depth, inLink, owner) {
    if (depth > LIMITS.depth) throw new Refusal("depth");
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        const lines = keepLines ? child.data.split("\n") : [child.data];
        lines.forEach((line, i) => {
          if (i) flush(owner);
          parts.push(line);
          if (inLink) links += line.replace(/\s+/g, "").length;
        });
      } else if (child.nodeType === 1) element(child, depth + 1, inLink, owner);
    }
  }

  function element(node, depth, inLink, owner) {
    const tag = node.localName, style = node.getAttribute("data-style") || "";
    if (tag === "del" || /\bmsoDel\b/.test(node.className)) { deleted++; return; }
    if (SKIPPED.has(tag) || node.hasAttribute("hidden") || BESIDE.test(style)) return;
    const role = node.getAttribute("role");
    if (role === "navigation" || role === "contentinfo" || role === "search" || role === "complementary") return;
    if (tag === "br") return flush(owner);
    // Word's list number: a piece of its own, with blanks behind it for the distance.
    if (/mso-list:\s*Ignore/i.test(style)) { parts.push(tidy(node.textContent)); return; }
    // Sites mark parts of a line with elements of their own (<ucapsource>): these break no line in a browser either.
    if (INLINE.has(tag) || tag.includes(":") || node instanceof HTMLUnknownElement) {
      if (tag === "a" && !node.textContent.trim() && (node.hasAttribute("href") || node.title || node.hasAttribute("data-onclick"))) icons++;
      // A button has a few words; a handler around a whole text is something else.
      const pressed = (node.hasAttribute("data-onclick") && node.textContent.trim().length < 30) || /^\s*javascript:/i.test(node.getAttribute("href") || "");
      button = button || (pressed && node.textContent.trim() !== "");
      return walk(node, depth, inLink || pressed || (tag === "a" && node.hasAttribute("href")), owner);
    }
    flush(owner);
    if (tag === "table" && table(node, depth)) return;
    if (tag === "li") prefix = markerOf(node, style);
    if (tag === "pre") keepLines++;
    walk(node, depth, inLink, node);
    flush(node);
    if (tag === "pre") keepLines--;
    if (tag === "li") prefix = "";
  }

  /** Takes a table of facts as rows; false for one that lays out the page. */
  function table(node, depth) {
    if (node.querySelector("table") || !node.rows || node.rows.length > 5000) return false;
    const open = [];
    let sum = 0, linked = 0;
    const rows = [];
    for (const row of node.rows) {
      const cells = [...row.cells].map((cell) => {
        const inner = blocksOf(cell).blocks;
        for (const block of inner) { sum += block.text.length; linked += block.links; }
        return { lines: inner.map((block) => block.text), across: span(cell.colSpan), down: span(cell.rowSpan) };
      });
      rows.push(place(cells, open));
    }
    if (linked > sum / 2) return false;
    const { facts, lines } = tableLines(rows);
    if (!facts) return false;
    if (depth > LIMITS.depth) throw new Refusal("depth");
    if (node.caption) { walk(node.caption, depth + 1, false, node); flush(node); }
    for (const text of lines) blocks.push({ text, links: 0, icons: 0, button: false, node, row: true, numbered: false });
    return true;
  }

  /** The number of a list item by its list's start, kind and style. */
  function markerOf(item, style) {
    const list = item.parentElement;
    if (!list || list.localName !== "ol") return "";
    const kind = [style, list.getAttribute("data-style") || ""].map((words) => /list-style(?:-type)?:\s*([\w-]+)/i.exec(words)).find(Boolean);
    const own = parseInt(item.getAttribute("value"), 10), before = reached.has(list) ? reached.get(list) : (parseInt(list.getAttribute("start"), 10) || 1) - 1;
    const n = own > 0 ? own : before + 1;
    reached.set(list, n);
    return listMarker(n, kind ? kind[1] : list.getAttribute("type") || "decimal");
  }

  walk(root, 0, false, root);
  flush(root);
  return { blocks, deleted };
}

/** How many columns or rows a cell reaches over. */
const span = (n) => Math.min(Math.max(n || 1, 1), 100);
