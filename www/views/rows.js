/** Turns a list of rows into a table that can be sorted and walked with the keys, and that builds only what is in sight where there are many. */

import { append, el, fill, hit } from "../dom.js";
import { later } from "../later.js";
import { say } from "../strings.js";

/** Up to this many rows are built at once; beyond it rows have one height and only those near the window are built. */
const ALL = 400;
const BEYOND = 24;
/** Rows that are built at once where all are: more than a window shows. The others follow in tasks of their own. */
const FIRST = 40;

/**
 * rows: [{ key, cells: () => [node | text | array], …what the sort functions read }]; cells are made when their row comes into sight
 * columns: [{ title, class, sort: row => number | string }]
 * onSelect(row, byKey): a row was chosen; onEnter(row): its evidence is wanted; onSide("before" | "after"): ← and →; onLeave(): Esc.
 * most: so many rows are built at once.
 * edit(row, leave): fields to correct a row, opened under it by E, a double click or a button [data-act=edit]; null for a row that has none.
 * detail(row): nodes that unfold under the row, by its button or the space bar; not where rows are so many that all have one height.
 */
export function table({ label, columns, rows, detail, edit, onSelect, onEnter, onSide, onLeave, most = ALL }) {
  let shown = rows, current = -1, sorted = { column: -1, down: false }, height = 37, from = 0, to = 0, rest = null;
  const body = el("tbody");
  const heads = columns.map((column, index) => {
    const head = el("th", { scope: "col", class: column.class });
    if (column.sort) head.appendChild(el("button", { class: "sort", type: "button", "aria-label": say("sort", { n: column.title }), onclick: () => sort(index) }, column.title));
    else append(head, [column.title]);
    return head;
  });
  const element = el("table", { class: "rows", "aria-label": label, "aria-rowcount": rows.length }, el("thead", null, el("tr", null, heads)), body);

  let editing = null;

  /** Opens the fields under a row; what stood open elsewhere closes unsaved. */
  function openEdit(owner) {
    const data = shown[Number(owner.dataset.index)];
    const leave = () => { if (editing) editing.remove(); editing = null; const back = body.querySelector(`tr[data-key="${data.key}"]`); if (back) back.focus({ preventScroll: true }); };
    const content = edit && edit(data, leave);
    if (!content) return;
    if (editing) editing.remove();
    editing = el("tr", { class: "detail editing" }, append(el("td", { colspan: columns.length }), [content]));
    mark(Number(owner.dataset.index));
    owner.after(editing);
    onSelect(data, true);
    const first = editing.querySelector("input");
    first.focus({ preventScroll: true });
    const box = editing.getBoundingClientRect();
    if (box.bottom > window.innerHeight) editing.scrollIntoView({ block: "nearest" });
  }

  const many = () => shown.length > most;
  const built = (index) => {
    if (index >= to && rest) rest.finish();
    return body.querySelector(`tr[data-index="${index}"]`);
  };

  function row(index) {
    const data = shown[index];
    const cells = data.cells().map((cell, at) => append(el(at === 0 ? "th" : "td", { class: columns[at].class, scope: at === 0 ? "row" : null }), [at === 0 && detail && !many() ? folder() : null, cell]));
    return el("tr", { class: "row", "data-key": data.key, "data-index": index, "aria-rowindex": index + 1, tabindex: index === Math.max(0, current) ? 0 : -1, "aria-selected": index === current ? "true" : "false" }, cells);
  }

  /** The button that unfolds what a row rests on. It is no tab stop: the space bar does the same from the row. */
  const folder = () => el("button", { class: "unfold", type: "button", tabindex: "-1", "aria-expanded": "false", "aria-label": say("because") });

  function unfold(owner) {
    const under = owner.nextElementSibling, button = owner.querySelector(".unfold");
    if (!button) return false;
    const open = Boolean(under && under.classList.contains("detail") && under !== editing);
    button.setAttribute("aria-expanded", String(!open));
    if (open) under.remove();
    else owner.after(el("tr", { class: "detail" }, append(el("td", { colspan: columns.length }), [el("div", { class: "because" }, detail(shown[Number(owner.dataset.index)]))])));
    return !open;
  }

  function spacer(rowsAway) {
    const space = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: columns.length }));
    space.firstChild.style.height = `${rowsAway * height}px`;
    return space;
  }

  function build(first, last) {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.index : undefined;
    from = first; to = last;
    const list = [];
    if (first > 0) list.push(spacer(first));
    for (let index = first; index < last; index++) list.push(row(index));
    if (last < shown.length) list.push(spacer(shown.length - last));
    fill(body, list);
    if (focused !== undefined && built(focused)) built(focused).focus({ preventScroll: true });
  }

  /** The rows behind the first are appended piece by piece. */
  function buildAll() {
    build(0, Math.min(shown.length, FIRST));
    if (to === shown.length) return;
    body.lastChild.remove();   // no room is kept for what comes in a moment
    rest = later(() => {
      if (to < shown.length) body.appendChild(row(to++));
      return to < shown.length;
    });
  }

  function draw() {
    if (rest) rest.drop();
    element.classList.toggle("fixed", many());
    element.classList.toggle("foldable", Boolean(detail) && !many());
    if (!shown.length) return fill(body, el("tr", null, el("td", { class: "none", colspan: columns.length }, say("nothing"))));
    if (!many()) return buildAll();
    build(0, Math.min(shown.length, most / 2));
    const one = body.querySelector("tr.row");
    if (one && one.offsetHeight) height = one.offsetHeight;
    follow();
  }

  /** Builds the rows around the window. Called on scrolling; does nothing while what is built covers what is seen. */
  function follow() {
    if (!many() || !element.isConnected || (editing && editing.isConnected)) return;
    const top = body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / height)), last = Math.min(shown.length, Math.ceil((window.innerHeight - top) / height));
    if (last <= 0 || (first >= from && last <= to)) return;
    build(Math.max(0, first - BEYOND), Math.min(shown.length, last + BEYOND));
  }

  function sort(column) {
    const down = sorted.column === column ? !sorted.down : true;
    // A third click goes back to the order of the document.
    sorted = sorted.column === column && sorted.down === false ? { column: -1, down: false } : { column, down };
    heads.forEach((head, at) => {
      if (at === sorted.column) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    setRows(rows);
  }

  function arrange(list) {
    if (sorted.column < 0) return list;
    const value = columns[sorted.column].sort, turn = sorted.down ? -1 : 1;
    const missing = (v) => v === null || v === undefined || Number.isNaN(v);
    return list.map((data, index) => ({ data, index, value: value(data) })).sort((a, b) => {
      if (missing(a.value) || missing(b.value)) return Number(missing(a.value)) - Number(missing(b.value)) || a.index - b.index;
      const order = typeof a.value === "number" ? a.value - b.value : String(a.value).localeCompare(String(b.value), "zh-CN");
      return order * turn || a.index - b.index;
    }).map((entry) => entry.data);
  }

  /** Shows other rows (a filter), in the order chosen. */
  function setRows(list) {
    const key = current >= 0 && shown[current] ? shown[current].key : null;
    rows = list === rows ? rows : list;
    shown = arrange(list);
    current = key === null ? -1 : shown.findIndex((data) => data.key === key);
    element.setAttribute("aria-rowcount", shown.length);
    draw();
  }

  function mark(index) {
    for (const old of body.querySelectorAll('tr[aria-selected="true"], tr[tabindex="0"]')) { old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
    current = index;
    const now = built(index);
    if (now) { now.setAttribute("aria-selected", "true"); now.tabIndex = 0; }
    return now;
  }

  function show(index, focus) {
    if (many() && (index < from || index >= to)) {
      build(Math.max(0, index - BEYOND), Math.min(shown.length, index + BEYOND));
      window.scrollTo(0, window.scrollY + body.getBoundingClientRect().top + index * height - window.innerHeight / 2);
    }
    const now = mark(index);
    if (!now) return;
    const box = now.getBoundingClientRect();
    if (box.top < 160 || box.bottom > window.innerHeight - 40) now.scrollIntoView({ block: "center" });
    if (focus) now.focus({ preventScroll: true });
  }

  body.addEventListener("click", (event) => {
    const chosen = hit(event, "tr.row", body);
    if (!chosen) return;
    const index = Number(chosen.dataset.index);
    if (hit(event, "[data-act=edit]", chosen)) return openEdit(chosen);
    mark(index);
    chosen.focus({ preventScroll: true });
    // Folded away again, a row asks for nothing.
    if (hit(event, ".unfold", chosen) && !unfold(chosen)) return;
    onSelect(shown[index], false);
  });
  if (edit) body.addEventListener("dblclick", (event) => { const chosen = hit(event, "tr.row", body); if (chosen && !hit(event, "button", chosen)) { event.preventDefault(); document.getSelection().removeAllRanges(); openEdit(chosen); } });
  body.addEventListener("keydown", (event) => {
    if (!hit(event, "tr.row", body) || event.target.tagName !== "TR") return;
    const index = Number(event.target.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (to < 0 || to >= shown.length) return;
      show(to, true);
      onSelect(shown[to], true);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      mark(index);
      onSelect(shown[index], true);
      if (event.key === "Enter" && onEnter) onEnter(shown[index]);
      if (event.key === " " && detail) unfold(event.target);
    } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && onSide) {
      event.preventDefault();
      if (index !== current) { mark(index); onSelect(shown[index], true); }
      onSide(event.key === "ArrowLeft" ? "before" : "after");
    } else if (/^e$/i.test(event.key) && edit && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      openEdit(event.target);
    } else if (event.key === "Escape" && onLeave) onLeave();
  });
  window.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("resize", follow, { passive: true });

  draw();
  return {
    element, setRows,
    /** Marks the row of a key and brings it into sight; false where it is filtered away. */
    select(key, focus) {
      const index = shown.findIndex((data) => data.key === key);
      if (index >= 0) show(index, focus);
      return index >= 0;
    },
    dispose() {
      if (rest) rest.drop();
      window.removeEventListener("scroll", follow);
      window.removeEventListener("resize", follow);
    },
  };
}
