/** Turns a saved page into the report in it: title, date line, index table and body stay, what leads elsewhere is left out and listed. */

import { blocksOf, parsePage } from "./blocks.js";
import { decode, mustBeText } from "./decode.js";
import { latin } from "./kind.js";

/** What a page says of its encoding; pages copied from one site to another say it wrongly often enough. */
export function declaredCharset(bytes) {
  const found = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(latin(bytes.subarray(0, 8192)));
  return found ? found[1] : "";
}

/** { text, original, encoding, notes } of a page's bytes. */
export function readHtml(bytes, wanted) {
  const declared = declaredCharset(bytes);
  const read = decode(bytes, { wanted, declared });
  mustBeText(read);
  const page = readPage(read.text);
  const notes = [];
  if (!wanted && declared && !says(declared, read.encoding)) notes.push({ code: "declared", n: declared, m: read.encoding });
  if (read.damaged) notes.push({ code: "damaged", n: read.damaged });
  return { ...page, encoding: read.encoding, notes: notes.concat(page.notes) };
}

const says = (declared, encoding) => (/^gb/i.test(declared) ? "GB18030" : declared.toUpperCase().replace(/^UTF-?16$/, "UTF-16 LE").replace(/^UTF8$/, "UTF-8")) === encoding.toUpperCase();

/** The same for markup that is text already. */
export function readPage(markup) {
  const page = parsePage(markup);
  const { blocks, deleted } = blocksOf(page.body);
  return sorted(blocks, new Set(bodyOf(page, blocks)), deleted);
}

/** The blocks of `kept` as text, with notes of what they hold and of what was left out. */
export function sorted(blocks, kept, deleted) {
  const taken = blocks.filter((block) => kept.has(block)), dropped = blocks.filter((block) => !kept.has(block));
  const notes = [];
  if (dropped.length) notes.push({ code: "around", n: dropped.length, lines: dropped.map((block) => block.text) });
  const tables = new Set(taken.filter((block) => block.row).map((block) => block.node)).size, numbers = taken.filter((block) => block.numbered).length;
  for (const [code, n] of [["tables", tables], ["numbers", numbers], ["deleted", deleted]]) if (n) notes.push({ code, n });
  return { text: lines(taken), original: dropped.length ? lines(blocks) : null, notes };
}

const lines = (blocks) => blocks.map((block) => block.text).join("\n");

/** Mostly links, where else one could go; or a few words with a button among them (打印 字体：大 中 小) or before pictures to press (分享到：). */
export function leadsAway({ text, links, icons, button }) {
  if (links > text.replace(/\s+/g, "").length * 0.5) return true;
  if (/[\d。；！？]/.test(text)) return false;
  return (links > 0 && button && text.length < 30) || (icons > 0 && text.length < 12 && (icons > 1 || /[:：]$/.test(text)));
}

/** Who put the page up; a site sets it behind the text, and what it recommends behind that. */
const EDITOR = /^[（(【[]?\s*(责任编辑|责编|编辑)\s*[:：]/;

/** The number of a heading. */
const NUMBERED = /^[（(]?[一二三四五六七八九十]{1,3}[、）)]\s*\S|^第[一二三四五六七八九十]{1,3}[章节部编]/;

/** What is drawn beside nothing but this line is a code for telephones. */
const underDrawing = ({ node }) => Boolean(node.parentElement && node.parentElement.querySelector("canvas") && bare(node.parentElement.textContent) === bare(node.textContent));

/**
 * Is a block a few words over what a script would fill: pictures, a player, a list? They stand alone in a box that has empty boxes in boxes, or an
 * empty list. What an editor draws around a heading is plain, or brings its looks along. `counts`: how many blocks an element holds.
 */
function unfilled({ text, node, row }, counts, titles) {
  if (row || text.length > 6 || /[\d、，。；：:（(《]/.test(text) || /^h\d$/.test(node.localName) || partOf({ text }, titles)) return false;
  let box = node;
  while (box.parentElement && counts.get(box.parentElement) === 1) box = box.parentElement;
  return [...box.querySelectorAll("div div, ul, ol, canvas, audio, video")].some((each) => {
    const slot = each.localName === "div" ? each.parentElement : each;
    return !slot.contains(node) && !slot.textContent.trim() && !slot.hasAttribute("data-style") && !each.hasAttribute("data-style");
  });
}

/** A few words over a list of links, in a box that holds nothing of the text: 相关信息. */
const heads = (block, next, body) => Boolean(next) && leadsAway(next) && block.text.length <= 20 && !/[\d。；]/.test(block.text) && !shared(block.node, next.node).contains(body.node);

/** Running text, by its stops and its length. What a site says of itself at its foot is long, too, but has neither. */
function weight(block) {
  if (leadsAway(block)) return 0;
  if (block.row) return block.text.length / 2;
  return /[。；！？]/.test(block.text) ? block.text.length : block.text.length >= 30 && /[,，]/.test(block.text) ? block.text.length / 2 : 0;
}

/** The blocks of the report and its head. */
function bodyOf(page, given) {
  const weights = new Map(), counts = new Map(), titles = wordsOfTitle(page);
  let total = 0;
  for (const block of given) {
    const w = weight(block);
    total += w;
    for (let node = block.node; node; node = node.parentElement) {
      counts.set(node, (counts.get(node) || 0) + 1);
      if (w) weights.set(node, (weights.get(node) || 0) + w);
    }
  }
  const all = given.filter((block) => !unfilled(block, counts, titles));
  if (total < 80) return all.filter((block) => !leadsAway(block));
  const main = heart(page.body, weights, total);
  const inMain = (block) => main.contains(block.node);
  const first = all.findIndex((block) => inMain(block) && weight(block) > 0);
  const title = titleBlock(page, all, first, main);
  const around = title === -1 ? main : shared(all[title].node, main);
  const inside = (block) => around !== page.body && around.contains(block.node);
  // A page may print its title twice, with date and source in between.
  let start = title;
  for (let at = title - 1; at >= Math.max(0, title - 8); at--) if (!leadsAway(all[at]) && titles.some((words) => alike(all[at].text, words))) start = at;
  const particulars = particularsAbove(all, start);
  const head = all.slice(0, first).filter((block, at) => {
    if (leadsAway(block)) return inMain(block) && at > title && linked(all, at);
    if (at < start && heads(block, all[at + 1], all[first])) return false;
    if (inMain(block) || at === title) return true;
    // Words of a few letters between title and body are buttons, unless they end the title.
    if (start !== -1 && at >= start) return block.text.length > 6 || partOf(block, titles) || /\d|[:：]\s*\S/.test(block.text);
    // Number, date and issuer of a document stand in a table or list above its title.
    return particulars.has(block) || (/[:：]\s*\S/.test(block.text) && (block.row || inside(block)));
  });
  const tail = [], behind = all.slice(first);
  const last = behind.reduce((found, block, at) => (inMain(block) && !block.links && weight(block) > 0 ? at : found), 0);
  let over = false, read = 0;
  for (const [at, block] of behind.entries()) {
    // Of a short text, what readers say below may be a large part: who put it up stands between.
    if (EDITOR.test(block.text) && (at > last || read > total / 2)) break;
    read += weight(block);
    if (at > last && (underDrawing(block) || /^\W?\w?$/.test(block.text) || heads(block, behind[at + 1], behind[last]))) continue;
    if (inMain(block)) { if (!leadsAway(block) || (at < last && linked(behind, at))) tail.push(block); continue; }
    // Behind the body come signature and remarks, then what else the site has.
    if (leadsAway(block) || /^h\d$/.test(block.node.localName)) over = true;
    if (!over && inside(block)) tail.push(block);
  }
  const kept = head.concat(tail);
  if (title === -1 && titles.length) kept.push(...all.filter((block) => alike(block.text, titles[0]) && !leadsAway(block) && !kept.includes(block)).slice(0, 1));
  return kept;
}

/** A heading of the text that is one link. Where its words come a second time further down, it stands in a list of contents. */
export function linked(blocks, at) {
  const { text, node } = blocks[at];
  return NUMBERED.test(text) && node.querySelectorAll("a[href]").length === 1 && !blocks.slice(at + 1, at + 2000).some((block) => block.text === text);
}

/** Three or more lines of the form 名称：值 one after the other, shortly above the title. */
function particularsAbove(all, start) {
  let run = [];
  const found = new Set();
  for (const block of all.slice(Math.max(0, start - 20), Math.max(0, start))) {
    if (leadsAway(block) || !/^\S{1,10}\s?\S{0,4}\s?[:：]/.test(block.text) || block.text.length > 80) run = [];
    else if (run.push(block) > 2) run.forEach((each) => found.add(each));
  }
  return found;
}

/** The smallest element with nearly all running text. */
function heart(body, weights, total) {
  let node = body;
  for (;;) {
    let best = null;
    for (const child of node.children) if (!best || (weights.get(child) || 0) > (weights.get(best) || 0)) best = child;
    if (!best || (weights.get(best) || 0) < 0.85 * total || best.localName === "p") return node;
    node = best;
  }
}

const bare = (text) => text.replace(/[\s　·|_—-]+/g, "");
const partOf = ({ text }, titles) => bare(text).length > 1 && titles.some((words) => bare(words).includes(bare(text)));
const alike = (text, title) => bare(text).length >= 6 && (bare(title).includes(bare(text)) || (bare(text).includes(bare(title)) && text.length < 2 * title.length + 20));

/** What the page names itself, without the site's name behind it. */
function wordsOfTitle(page) {
  const meta = page.querySelector('meta[name="ArticleTitle" i]');
  const given = [meta && meta.getAttribute("content"), page.title.split(/\s*[_|]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+/)[0], page.title];
  return given.filter((words) => words && bare(words).length >= 6).map((words) => words.trim());
}

/** The position of the first line of the title above the body: the one that stands closest to it in the tree. */
function titleBlock(page, all, first, main) {
  const titles = wordsOfTitle(page);
  let found = -1, deepest = -1;
  for (let at = 0; at <= first; at++) {
    const block = all[at], heading = /^h[1-3]$/.test(block.node.localName);
    if (leadsAway(block) || !(heading || titles.some((title) => alike(block.text, title)))) continue;
    const depth = depthOf(shared(block.node, main)) + (heading ? 0.5 : 0);
    if (depth > deepest) { deepest = depth; found = at; }
  }
  return found;
}

function shared(a, b) {
  let node = a;
  while (node && !node.contains(b)) node = node.parentElement;
  return node || b;
}

function depthOf(node) {
  let depth = 0;
  for (let up = node; up; up = up.parentElement) depth++;
  return depth;
}

