/** Turns a text and its findings into the reading view: paragraphs with their numbers marked, built only near what is in sight. */

import { append, el, fill } from "../dom.js";
import { say } from "../strings.js";
import { indexAt, LONGEST_BLOCK, paragraphs } from "../text.js";

/** Words longer than this are a passage: lit as a sentence is, without an outline. */
const LONGEST_OUTLINED = 24;

/** Paragraphs that are built together. */
const CHUNK = 24;

/** So many places of what is sought are marked in a text. */
export const COUNTED = 5000;

/** Places of words in a text, letters of either case alike: [{ start, end }]. */
export function places(text, words) {
  const lower = text.toLowerCase(), found = [];
  // A letter whose small form is longer would shift every place behind it.
  const [inside, sought] = lower.length === text.length ? [lower, words.toLowerCase()] : [text, words];
  for (let at = inside.indexOf(sought); at >= 0 && found.length < COUNTED; at = inside.indexOf(sought, at + sought.length)) found.push({ start: at, end: at + sought.length });
  return found;
}

/** First position in `list` (sorted by span) whose span ends behind `at`. */
function firstBehind(list, at) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].span.end <= at) low = middle + 1; else high = middle;
  }
  return low;
}

/**
 * The nodes of text[start, end): numbers and documents marked, the lit sentence and the lit words in front. `more`: further layers, { kind, start, end }
 * with kind removed, added, copied, title, found, item (a problem or plan) or doubt (a figure of a check), the last two with `key`, `change` (the number of the change it belongs to) and `label` (what stands small before a copied passage).
 */
export function pieces(text, report, start, end, lit, more = []) {
  const layers = more.filter((layer) => layer.start < end && layer.end > start).map((layer) => ({ ...layer, first: layer.start >= start, start: Math.max(start, layer.start), end: Math.min(end, layer.end) }));
  const take = (list, kind) => {
    for (let i = firstBehind(list, start); i < list.length && list[i].span.start < end; i++) layers.push({ kind, id: i, start: Math.max(start, list[i].span.start), end: Math.min(end, list[i].span.end) });
  };
  if (report) {
    take(report.citations, "document");
    take(report.indicators, "indicator");
  }
  for (const [kind, span] of lit ? [["sentence", lit.sentence], ...(lit.spans || [lit.span]).map((span) => ["words", span])] : []) {
    if (span && span.start < end && span.end > start) layers.push({ kind, start: Math.max(start, span.start), end: Math.min(end, span.end), long: span.end - span.start > LONGEST_OUTLINED });
  }
  if (!layers.length) return [text.slice(start, end)];
  const cuts = [...new Set([start, end, ...layers.map((l) => l.start), ...layers.map((l) => l.end)])].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const here = layers.filter((layer) => layer.start <= cuts[i] && layer.end >= cuts[i + 1]);
    const words = text.slice(cuts[i], cuts[i + 1]);
    if (!here.length) { nodes.push(words); continue; }
    const of = (kind) => here.find((layer) => layer.kind === kind);
    const number = of("indicator"), document = of("document"), item = of("item"), doubt = of("doubt");
    const removed = of("removed"), added = of("added"), copied = of("copied"), edit = removed || added;
    const classes = [of("title") && "title", of("found") && "found", copied && "copied", of("sentence") && "lit", of("words") && (of("words").long ? "words long" : "words"), number && "number", document && "document", item && !number && !document && "item", doubt && "doubt"].filter(Boolean).join(" ");
    const attributes = { class: classes || null, "data-key": number ? `indicator:${number.id}` : document ? `document:${document.id}` : doubt ? doubt.key : item ? item.key : null, "data-change": edit ? edit.change : null, "data-label": copied && copied.first && copied.start === cuts[i] ? copied.label : null };
    nodes.push(el(of("words") || of("sentence") ? "mark" : removed ? "del" : added ? "ins" : "span", attributes, words));
  }
  return nodes;
}

/** A scrolling view of one text. `onNumber(key)` is told of clicks on marked numbers and documents. */
export function sourceView(container, onNumber) {
  let text = "", report = null, more = [], titles = [], list = [], blocks = [], lit = null, chunks = [], sought = "", found = [];
  /** Ids of the sections that are folded to their headings. */
  let closed = new Set();

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const chunk = chunks[Number(entry.target.dataset.chunk)];
      if (!chunk || chunk.element !== entry.target) continue;
      if (entry.isIntersecting) build(chunk); else drop(chunk);
    }
  }, { root: container, rootMargin: "1200px 0px" });

  function build(chunk) {
    if (chunk.built) return;
    chunk.built = true;
    chunk.element.style.height = "";
    fill(chunk.element, blocks.slice(chunk.from, chunk.to).map(block));
  }

  function drop(chunk) {
    if (!chunk.built || holdsLit(chunk)) return;
    chunk.element.style.height = `${chunk.element.offsetHeight}px`;
    chunk.built = false;
    fill(chunk.element);
  }

  const holdsLit = (chunk) => lit && blocks.slice(chunk.from, chunk.to).some((b) => b.start < lit.sentence.end && b.end > lit.sentence.start);

  function block(b) {
    const section = titles.length ? report.sections[indexAt(titles, b.start)] : null;
    const heading = section && section.titleSpan.start === b.start ? Math.min(section.level, 3) : 0;
    const nodes = pieces(text, report, b.start, b.end, lit, [...more, ...foundIn(b)]);
    const whole = heading && section.titleSpan.end >= b.end - 1, folds = heading && section.span.end > b.end;
    const fold = folds ? el("button", { class: "fold", type: "button", tabindex: "-1", "data-fold": section.id, "aria-expanded": String(!closed.has(section.id)), "aria-label": say(closed.has(section.id) ? "find.unfold" : "find.fold", { n: section.marker + section.title.slice(0, 20) }) }) : null;
    return el("p", { class: whole ? `h${heading}` : heading ? "run" : null, "data-start": b.start },
      b.first ? el("span", { class: "pn", "aria-hidden": "true" }, b.index + 1) : null, fold, nodes);
  }

  /** What is sought, as layers of a block. */
  function foundIn(b) {
    const layers = [];
    for (let i = Math.max(0, indexAt(found, b.start)); i < found.length && found[i].start < b.end; i++) if (found[i].end > b.start) layers.push({ kind: "found", ...found[i] });
    return layers;
  }

  /** Makes the blocks, without what is folded away, and empty chunks of about their height. */
  function layout() {
    blocks = [];
    let hidden = -1;
    const ends = report ? report.sections.filter((s) => closed.has(s.id)).map((s) => ({ start: s.titleSpan.end, end: s.span.end })) : [];
    let next = 0;
    list.forEach((p, index) => {
      while (next < ends.length && ends[next].start <= p.start) hidden = Math.max(hidden, ends[next++].end);
      if (p.start < hidden) return;
      for (let start = p.start; start < p.end; start += LONGEST_BLOCK) blocks.push({ start, end: Math.min(p.end, start + LONGEST_BLOCK), index, first: start === p.start });
    });
    observer.disconnect();
    chunks = [];
    const width = Math.max(12, Math.floor((container.clientWidth - 62) / 15)), elements = [];
    for (let from = 0; from < blocks.length; from += CHUNK) {
      const to = Math.min(blocks.length, from + CHUNK), element = el("div", { class: "chunk", "data-chunk": chunks.length });
      const lines = blocks.slice(from, to).reduce((sum, b) => sum + Math.ceil((b.end - b.start) / width), 0);
      element.style.height = `${lines * 29 + (to - from) * 8}px`;
      chunks.push({ element, from, to, built: false });
      elements.push(element);
    }
    fill(container, elements);
    for (const chunk of chunks) observer.observe(chunk.element);
  }

  /** Folds or unfolds, and keeps in sight what stands at `at`. */
  function refold(at) {
    layout();
    const chunk = chunks.find((c) => blocks[c.to - 1].end > at) || chunks[0];
    if (!chunk) return;
    build(chunk);
    const kept = container.querySelector(`p[data-start="${at}"]`) || chunk.element;
    container.scrollTop += kept.getBoundingClientRect().top - container.getBoundingClientRect().top - container.clientHeight * 0.2;
  }

  /** Sections whose text can be folded away. */
  const foldables = () => (report ? report.sections.filter((s) => s.span.end > s.titleSpan.end + 1) : []);

  function redraw(chunk) {
    chunk.built = false;
    build(chunk);
  }

  container.addEventListener("click", (event) => {
    const fold = event.target.closest ? event.target.closest("[data-fold]") : null;
    if (fold) {
      const id = Number(fold.dataset.fold), { start } = report.sections[id].titleSpan;
      if (!closed.delete(id)) closed.add(id);
      return refold(start);
    }
    const marked = event.target.closest ? event.target.closest("[data-key]") : null;
    if (marked && container.contains(marked)) onNumber(marked.dataset.key);
  });

  return {
    /** `layers`: further things to click at, as `pieces` takes them. */
    show(newText, newReport, layers = []) {
      if (newText === text && newReport === report && layers.length === more.length && chunks.length) return;
      text = newText; report = newReport; more = layers; lit = null;
      list = paragraphs(text);
      titles = report ? report.sections.map((section) => section.titleSpan) : [];
      closed = new Set();
      found = sought ? places(text, sought) : [];
      layout();
      container.scrollTop = 0;
      if (chunks.length) build(chunks[0]);
    },
    /** Lights a sentence and the words in it, and brings them into sight. */
    light(target) {
      const old = lit;
      lit = target;
      // What is to be seen can't stay folded away.
      const over = lit ? [...closed].filter((id) => report.sections[id].titleSpan.end <= lit.span.start && lit.span.start < report.sections[id].span.end) : [];
      if (over.length) { over.forEach((id) => closed.delete(id)); layout(); }
      for (const chunk of chunks) {
        const touches = (l) => l && blocks[chunk.from].start < l.sentence.end && blocks[chunk.to - 1].end > l.sentence.start;
        if (touches(old) || touches(lit)) redraw(chunk);
      }
      const words = container.querySelector("mark.words") || container.querySelector("mark.lit");
      if (!words) return;
      const center = () => { container.scrollTop += words.getBoundingClientRect().top - container.getBoundingClientRect().top - container.clientHeight * 0.35; };
      center();
      // What was only estimated above it is built by now and may have moved it.
      requestAnimationFrame(() => { if (words.isConnected) center(); });
    },
    count: () => list.length,
    /** Marks words wherever they stand; empty for none. */
    find(words) {
      sought = words;
      found = words ? places(text, words) : [];
      for (const chunk of chunks) if (chunk.built) redraw(chunk);
    },
    foldable: () => foldables().length > 1,
    folded: () => closed.size > 0,
    /** Folds every section, or unfolds all where some are folded. */
    foldAll() {
      closed = closed.size ? new Set() : new Set(foldables().map((s) => s.id));
      layout();
      container.scrollTop = 0;
      if (chunks.length) build(chunks[0]);
    },
  };
}

/** A short passage around a sentence with its words lit, for quotes. */
export function quote(text, report, target) {
  const { sentence, span, spans } = target, last = spans ? spans[spans.length - 1] : span;
  let start = sentence.start;
  const before = 70;
  const cut = span && span.start - start > before + 20;
  if (cut) start = span.start - before;
  const end = Math.min(sentence.end, (last ? last.end : start) + 220);
  return append(document.createDocumentFragment(), [cut ? "……" : null, pieces(text, report, start, end, { sentence: null, span, spans }), end < sentence.end ? "……" : null]);
}
