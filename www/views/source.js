/** Turns a text and its findings into the reading view: paragraphs with their numbers marked, built only near what is in sight. */

import { append, el, fill } from "../dom.js";
import { indexAt, LONGEST_BLOCK, paragraphs } from "../text.js";

/** Words longer than this are a passage: lit as a sentence is, without an outline. */
const LONGEST_OUTLINED = 24;

/** Paragraphs that are built together. */
const CHUNK = 24;

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
 * with kind removed, added, copied, title, item (a problem or plan) or doubt (a figure of a check), the last two with `key`, `change` (the number of the change it belongs to) and `label` (what stands small before a copied passage).
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
    const classes = [of("title") && "title", copied && "copied", of("sentence") && "lit", of("words") && (of("words").long ? "words long" : "words"), number && "number", document && "document", item && !number && !document && "item", doubt && "doubt"].filter(Boolean).join(" ");
    const attributes = { class: classes || null, "data-key": number ? `indicator:${number.id}` : document ? `document:${document.id}` : doubt ? doubt.key : item ? item.key : null, "data-change": edit ? edit.change : null, "data-label": copied && copied.first && copied.start === cuts[i] ? copied.label : null };
    nodes.push(el(of("words") || of("sentence") ? "mark" : removed ? "del" : added ? "ins" : "span", attributes, words));
  }
  return nodes;
}

/** A scrolling view of one text. `onNumber(key)` is told of clicks on marked numbers and documents. */
export function sourceView(container, onNumber) {
  let text = "", report = null, more = [], titles = [], list = [], blocks = [], lit = null, chunks = [];

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
    const nodes = pieces(text, report, b.start, b.end, lit, more);
    return el("p", { class: heading && section.titleSpan.end >= b.end - 1 ? `h${heading}` : heading ? "run" : null, "data-start": b.start },
      b.first ? el("span", { class: "pn", "aria-hidden": "true" }, b.index + 1) : null, nodes);
  }

  function redraw(chunk) {
    chunk.built = false;
    build(chunk);
  }

  container.addEventListener("click", (event) => {
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
      blocks = [];
      list.forEach((p, index) => {
        for (let start = p.start; start < p.end; start += LONGEST_BLOCK) blocks.push({ start, end: Math.min(p.end, start + LONGEST_BLOCK), index, first: start === p.start });
      });
      observer.disconnect();
      chunks = [];
      const width = Math.max(12, Math.floor((container.clientWidth - 62) / 15));
      const elements = [];
      for (let from = 0; from < blocks.length; from += CHUNK) {
        const to = Math.min(blocks.length, from + CHUNK);
        const element = el("div", { class: "chunk", "data-chunk": chunks.length });
        const lines = blocks.slice(from, to).reduce((sum, b) => sum + Math.ceil((b.end - b.start) / width), 0);
        element.style.height = `${lines * 29 + (to - from) * 8}px`;
        chunks.push({ element, from, to, built: false });
        elements.push(element);
      }
      fill(container, elements);
      container.scrollTop = 0;
      for (const chunk of chunks) observer.observe(chunk.element);
      if (chunks.length) build(chunks[0]);
    },
    /** Lights a sentence and the words in it, and brings them into sight. */
    light(target) {
      const old = lit;
      lit = target;
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
