/** Turns two texts into one reading: section beside section, paragraph beside paragraph, changed words marked, each built when it comes near. */

import { add, end, onSection } from "../corrections.js";
import { append, el, fill } from "../dom.js";
import { reportName, statusWord } from "../names.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { align, countChanges } from "./changed.js";
import { ROLES, section } from "./one.js";
import { passageWords, percentOf } from "./reuse.js";
import { pieces } from "./source.js";
import { sides } from "./two.js";

const SECTIONS = { same: "sectionSame", edited: "sectionEdited", new: "sectionNew", dropped: "sectionDropped" };
/** A block shows rows up to so many characters; more on request. A paragraph is cut there too. */
const LONGEST = 6000;
/** A copied passage shorter than this carries no words about itself. */
const LABELLED = 24;
/** Kept from one drawing to the next. */
const wish = { only: false, copied: true };

/** [start, end) of a section's own text, without its children. */
function own(slot, s) {
  if (!s) return null;
  const child = slot.report.sections[s.id + 1];
  return [s.span.start, child && child.parent === s.id ? child.span.start : s.span.end];
}

const sectionOf = (slot, id) => (id === null || id === undefined ? null : slot.report.sections[id]);

/** A select for what an outermost section tells of; choosing is a correction by hand. */
export function roleSelect(slot, s) {
  const at = end(slot.text, s.titleSpan);
  const fix = onSection(at);
  const list = el("select", { class: fix ? "role hand" : "role", "aria-label": say("read.role") + say("sep.colon") + s.marker + s.title, "data-section": s.id, "data-slot": state.slots.indexOf(slot), onchange: () => { add({ kind: "role", ends: [at], role: list.value }); update({}, "corrections"); } },
    Object.entries(ROLES).map(([role, words]) => el("option", { value: role, selected: role === s.role }, say(words))));
  list.addEventListener("click", (event) => event.stopPropagation());
  return list;
}

export function reading() {
  const [before, after] = sides(), { comparison } = state;
  const first = (slot) => (slot.report.sections.length ? slot.report.sections[0].span.start : slot.text.length);
  // Signature and page furniture stand behind the last section.
  const last = (slot) => slot.report.sections.reduce((most, s) => Math.max(most, s.span.end), first(slot));
  const shares = new Map(comparison.reuse.bySection.map((entry) => [entry.after, entry.share]));
  const copied = comparison.reuse.passages.map((passage) => ({ kind: "copied", start: passage.after.start, end: passage.after.end, label: passage.after.end - passage.after.start >= LABELLED || passage.moved ? passageWords(passage).join("·") : null }));
  const changes = [];   // [block, row within it is found when built, name]
  const blocks = [{ outside: "preface", status: "edited", diff: [], related: [] }, ...comparison.sections, { outside: "tail", status: "edited", diff: [], related: [] }].map(makeBlock);
  const position = el("span", { class: "quiet position", id: "change-position", "aria-live": "polite" });
  let current = -1;

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const block = blocks[Number(entry.target.dataset.block)];
      if (entry.isIntersecting) build(block); else drop(block);
    }
  }, { rootMargin: "800px 0px" });

  function makeBlock(pair, index) {
    const a = pair.outside ? null : sectionOf(before, pair.before), b = pair.outside ? null : sectionOf(after, pair.after);
    const ranges = pair.outside === "preface" ? [[0, first(before)], [0, first(after)]] : pair.outside ? [[last(before), before.text.length], [last(after), after.text.length]] : [own(before, a), own(after, b)];
    const count = pair.status === "new" || pair.status === "dropped" ? 1 : countChanges(pair.diff);
    const block = { index, pair, a, b, ranges, count, from: 0, limit: LONGEST, built: false, change: changes.length };
    for (let n = 0; n < count; n++) changes.push({ block: index, n });
    const shown = b || a;
    block.text = el("div", { class: "both" });
    block.element = el("article", { class: `aligned level-${(shown || { level: 1 }).level} ${pair.outside ? "outside" : pair.status}`, "data-block": index, id: `pair-${index}` },
      el("header", null, el("h3", { class: "sr", tabindex: "-1" }, pair.outside ? say(pair.outside === "preface" ? "preface" : "read.tail") : shown.marker + shown.title), pair.outside ? null : notes(pair, a, b)), block.text);
    const length = Math.max(...ranges.map((range) => (range ? range[1] - range[0] : 0)));
    block.text.style.minHeight = `${Math.min(Math.ceil(length / 28), 220) * 28}px`;
    return block;
  }

  function notes(pair, a, b) {
    const share = b ? shares.get(b.id) : 0;
    const role = (slot, s, mark) => (s && s.level === 1 ? el("span", { class: `role-of ${mark}` }, roleSelect(slot, s)) : null);
    return el("div", { class: "gutter" },
      el("span", { class: `verdict ${pair.status}` }, statusWord(pair.status, SECTIONS[pair.status])),
      pair.moved ? el("span", { class: "tag" }, say("moved")) : null,
      pair.status === "edited" ? el("span", { class: "quiet" }, say("similar", { n: Math.round(pair.similarity * 100) })) : null,
      share ? el("span", { class: "quiet" }, say("reuseView.bySection", { n: percentOf(share).replace(".0%", "%").replace("%", "") })) : null,
      pair.related.length ? el("span", { class: "quiet" }, say("read.related", { n: pair.related.map((id) => after.report.sections[id].marker + after.report.sections[id].title).join(say("sep.list")) })) : null,
      role(before, a, "y0"), role(after, b, "y1"));
  }

  function lay(block) {
    if (block.layout) return block.layout;
    const { a, b, ranges, pair } = block;
    const layout = align(before.text, after.text, ranges, pair.diff, (n) => `${block.index}:${n}`);
    for (const [side, s] of [["before", a], ["after", b]]) {
      if (s) layout.layers[side].push({ kind: "title", start: s.titleSpan.start, end: s.titleSpan.end });
    }
    const range = ranges[1];
    if (range && wish.copied) layout.layers.after.push(...copied.filter((layer) => layer.start < range[1] && layer.end > range[0]));
    block.layout = layout;
    return layout;
  }

  function build(block) {
    if (block.built) return;
    block.built = true;
    const { rows, layers } = lay(block);
    const size = (row) => Math.max(...["before", "after"].map((side) => row[side].reduce((sum, line) => sum + line.end - line.start, 0)));
    const whole = block.pair.status === "new" || block.pair.status === "dropped";
    let to = block.from, used = 0;
    while (to < rows.length && (used === 0 || used + size(rows[to]) <= block.limit)) used += Math.max(1, size(rows[to++]));
    const left = (list) => list.reduce((sum, row) => sum + size(row), 0);
    const more = (words, run) => el("p", { class: "more" }, el("button", { class: "link", type: "button", onclick: () => { run(); redraw(block); } }, words));
    // What stands before the first heading and behind the last section has no diff: nothing is said of it.
    const same = (row) => !row.changes && !whole && !block.pair.outside;
    const unchanged = rows.slice(block.from, to).filter(same).length;
    fill(block.text,
      block.from ? more(say("read.more", { n: left(rows.slice(0, block.from)) }), () => { block.from = 0; block.limit *= 2; }) : null,
      rows.slice(block.from, to).map((row, n) => el("div", { class: same(row) ? "line same" : "line", "data-row": block.from + n }, column("before", row.before, layers.before, whole && n === 0), column("after", row.after, layers.after, whole && n === 0))),
      unchanged ? el("p", { class: "skipped quiet small" }, say("read.unchangedHere", { n: unchanged })) : null,
      to < rows.length ? more(say("read.more", { n: left(rows.slice(to)) }), () => { block.limit *= 4; }) : null);
    block.text.style.minHeight = "";
    block.element.dataset.built = "";
  }

  function redraw(block) {
    block.built = false;
    build(block);
  }

  function drop(block) {
    if (!block.built || (current >= 0 && changes[current].block === block.index)) return;
    block.text.style.minHeight = `${block.text.offsetHeight}px`;
    block.built = false;
    delete block.element.dataset.built;
    fill(block.text);
  }

  function column(side, lines, layers, lone) {
    const slot = side === "before" ? before : after;
    const paragraph = (line) => {
      const to = Math.min(line.end, line.start + LONGEST);
      const heading = layers.some((layer) => layer.kind === "title" && layer.start <= line.start && layer.end >= line.end - 1);
      return [append(el("p", { class: heading ? "heading" : null }), pieces(slot.text, slot.report, line.start, to, null, layers)), to < line.end ? el("p", { class: "quiet" }, say("cutHere", { n: line.end - to })) : null];
    };
    return el("div", { class: `said ${side}`, "data-side": side }, lone && !lines.length ? el("p", { class: "none" }, say("read.lacks", { n: reportName(slot) })) : lines.map(paragraph));
  }

  /** Goes to the change at a place in the list of all changes. */
  function show(to) {
    if (!changes.length) return;
    const old = current;
    current = (to + changes.length) % changes.length;
    const { block: index, n } = changes[current], block = blocks[index];
    if (old >= 0 && changes[old].block !== index) observer.unobserve(blocks[changes[old].block].element), observer.observe(blocks[changes[old].block].element);
    const { rows } = lay(block), row = rows.findIndex((r) => r.changes && r.changes[0] <= n && r.changes[1] >= n);
    build(block);
    if (row >= 0 && !block.text.querySelector(`[data-row="${row}"]`)) { block.from = row; redraw(block); }
    for (const marked of element.querySelectorAll(".now")) marked.classList.remove("now");
    const whole = block.pair.status === "new" || block.pair.status === "dropped";
    const found = whole ? [block.element] : [...block.text.querySelectorAll(`[data-change="${index}:${n}"]`)];
    found.forEach((node) => node.classList.add("now"));
    fill(position, say("read.place", { n: current + 1, m: changes.length }));
    const target = (whole ? block.text.firstElementChild : found[0]) || block.text.querySelector(`[data-row="${row}"]`) || block.element;
    const center = () => { if (target.isConnected) window.scrollTo(0, window.scrollY + target.getBoundingClientRect().top - window.innerHeight * 0.38); };
    center();
    // What was only estimated above it is built by now and may have moved it.
    requestAnimationFrame(() => requestAnimationFrame(center));
  }

  /** From where the reader looks, not from where the last jump led, when that has been left. */
  function step(by) {
    const seen = (i) => { const box = blocks[changes[i].block].element.getBoundingClientRect(); return box.bottom > 0 && box.top < window.innerHeight; };
    if (current >= 0 && seen(current)) return show(current + by);
    const middle = window.innerHeight * 0.38;
    const next = changes.findIndex(({ block }) => blocks[block].element.getBoundingClientRect().bottom > middle);
    show(next < 0 ? (by > 0 ? 0 : changes.length - 1) : by > 0 ? next : next - 1);
  }

  const toggle = (name, id, words) => {
    const button = el("button", { class: "chip", type: "button", id, "aria-pressed": String(wish[name]), onclick: () => {
      wish[name] = !wish[name];
      button.setAttribute("aria-pressed", String(wish[name]));
      list.classList.toggle("only", wish.only);
      if (name === "copied") for (const block of blocks) { block.layout = null; if (block.built) redraw(block); }
    } }, words);
    return button;
  };
  const list = el("div", { class: wish.only ? "readings only" : "readings" }, blocks.map((block) => block.element));
  const jump = (id, words, by) => el("button", { class: "btn small", type: "button", id, disabled: !changes.length, title: say("read.keys"), onclick: () => step(by) }, words);
  const legend = el("p", { class: "legend small quiet" }, say("aligned"), el("del", null, say("read.removed")), " ", el("ins", null, say("read.added")), " ", el("span", { class: "copied" }, say("read.copied")));
  const controls = el("div", { class: "reading-bar" },
    toggle("only", "only-changes", say("read.only")), toggle("copied", "show-copied", say("reuseView.show")),
    el("span", { class: "steps" }, jump("previous-change", say("read.previous"), -1), jump("next-change", say("read.next"), 1), position),
    el("div", { class: "heads" }, el("span", { class: "y0" }, reportName(before)), el("span", { class: "y1" }, reportName(after))));
  fill(position, changes.length ? say("read.places", { n: changes.length }) : say("read.noChange"));
  const element = section("reading", say("sideBySide"), say("countItems", { n: comparison.sections.length }), legend, controls, list);
  for (const block of blocks) observer.observe(block.element);
  return {
    element, wide: true, step, dispose: () => observer.disconnect(),
    /** Paper has no near and far. */
    expand: () => blocks.forEach(build),
    /** Brings the block of a later section (or, by side "before", of an earlier one) to the top. */
    goTo(id, side = "after") {
      const block = blocks.find((one) => one.pair[side] === id);
      if (!block) return;
      build(block);
      const top = () => window.scrollTo(0, window.scrollY + block.element.getBoundingClientRect().top - 190);
      top();
      requestAnimationFrame(() => requestAnimationFrame(top));
    },
  };
}

/** The later report's outermost headings, for the rail while 对读 is open. */
export function readingOutline(goTo) {
  const [, after] = sides();
  const top = after.report.sections.filter((s) => s.level <= 2).slice(0, 40);
  if (!top.length) return null;
  return [el("h2", null, say("read.jump")), el("ul", { class: "headings" }, top.map((s) => el("li", { class: `l${s.level}` }, el("button", { type: "button", "data-section": s.id, onclick: () => goTo(s.id) }, el("span", { class: "t" }, s.marker + s.title)))))];
}
