/** Turns one year of many places into a table of places × metrics: every figure as written, with its sentence behind it. No ranking, no colours of heat. */

import { el, fill, hit, paused } from "../dom.js";
import { number, quantity } from "../format.js";
import { changedSince, linkOf, readOnes } from "../library/library.js";
import { ownMetric, ownRequired } from "../library/own-rules.js";
import { isDoubtful, isLevel, kindsOf, names, places, rowOf, written, yearOf } from "../library/places.js";
import { state } from "../state.js";
import { say } from "../strings.js";
import { opening, quoted } from "./many-dock.js";
import { partList, partMarks, timing } from "./many-library.js";
import { section } from "./one.js";

/** Cells that are built at once; what is more stands on further pages, so that the page stays quick. */
const CELLS = 400;
/** Metrics shown where the reader has chosen none. */
const AUTOMATIC = 8;
const LOWEST_RATE = 90;
/** ms of work before the page gets its turn. */
const TURN = 12;

/** `page` = { dock, engine(), over, pair(before, after) }. */
export function matrixView(page) {
  let rows = [], columns = [], from = 0, sorted = null, wanted = "", alive = true;
  const seen = { changes: -1, at: 0 };
  const head = el("thead"), body = el("tbody"), pages = el("p", { class: "pages" }), about = el("span", { class: "quiet" });
  const grid = el("table", { class: "matrix", "aria-label": say("matrix.title"), role: "grid" }, head, body);
  const years = el("select", { id: "matrix-year", "aria-label": say("lib.year"), onchange: () => { state.many.year = Number(years.value); from = 0; refresh(true); } });
  const box = el("input", { class: "find", type: "search", id: "find-matrix", placeholder: say("matrix.filter"), "aria-label": say("matrix.filter"), "data-find": "" });
  box.addEventListener("input", paused(80, () => { wanted = box.value.trim(); from = 0; draw(); }));
  const choose = el("button", { class: "link", type: "button", id: "choose-metrics", onclick: chooser }, say("matrix.choose"));
  const none = el("p", { class: "quiet" }, say("matrix.none"));
  const element = section("matrix", say("matrix.title"), null, [box, choose], el("p", { class: "matrix-head" }, years, about), none, el("div", { class: "scroller", tabindex: "-1" }, grid), pages, el("p", { class: "quiet small" }, say("matrix.note")));

  const rate = (column) => column.unit === "%";

  /** All metrics of the year's rows with how many places report them, the most frequent first; `kinds`: those of its measures that some report has. */
  function metricsOf(entries) {
    const all = new Map(page.engine().metrics().map((metric) => [metric.id, { ...metric, count: 0, kinds: kindsOf(metric) }])), present = new Set();
    for (const entry of entries) {
      const here = new Set();
      for (const row of entry.digest.rows) {
        const metric = row.metric && isLevel(row) ? all.get(row.metric) : null;
        if (!metric) continue;
        here.add(metric);
        present.add(metric.kinds.find((kind) => kind.test(row)));
      }
      for (const metric of here) metric.count++;
    }
    const found = [...all.values()].filter((metric) => metric.count).map((metric) => ({ ...metric, kinds: metric.kinds.filter((kind) => present.has(kind)) }));
    return found.sort((a, b) => b.count - a.count);
  }

  function columnsNow(entries) {
    const metrics = metricsOf(entries), chosen = state.many.metrics ? metrics.filter((m) => state.many.metrics.includes(m.id)) : metrics.slice(0, AUTOMATIC);
    const valued = (id, name, unit, test) => ({ id, name, unit, figure: true, make: (entry) => rowOf(entry, test), value: (cell) => (cell ? cell.row.value : null) });
    return [
      { id: "parts", name: say("matrix.completeness"), make: (entry) => entry.digest.required.filter((p) => p.present).length, value: (n) => n, cell: (n, entry) => partMarks(entry), show: (entry) => partList(entry) },
      { id: "due", name: say("matrix.timeliness"), make: timing, value: (word) => ["inTime", "late", "noDate", "noDue"].indexOf(word), cell: (word) => el("span", { class: word === "late" ? "warn-word" : word === "inTime" ? null : "none" }, say(`lib.${word}`)), show: due },
      { id: "fields", name: say("matrix.coverage"), make: (entry) => (entry.digest.coverage.length ? entry.digest.coverage.filter((t) => t.share > 0).length : null), value: (n) => n, cell: (n, entry) => (n === null ? missing("lib.noDue") : `${n}/${entry.digest.coverage.length}`), show: fields },
      { id: "reuse", name: say("matrix.reuse"), unit: "%", make: (entry) => reuse(entry), value: (found) => (found && found.value ? found.value.share : null), cell: reuseCell, show: reuseShown },
      ...ownRequired().map((rule) => ({ id: `own:${rule.name}`, name: rule.name, make: (entry) => rule.find(entry), value: (found) => (found ? 1 : 0), cell: (found) => (found ? say("lib.present") : missing("lib.absent")), show: (entry, found) => [el("p", null, say("lib.rule", { n: rule.source })), found ? quoted(entry, found.span, found.sentence) : el("p", null, say("lib.absent"))] })),
      ...ownMetric().map((rule) => valued(`own:${rule.name}`, rule.name, rule.unit, rule.test)),
      ...chosen.flatMap((metric) => metric.kinds.map(({ key, title, unit, test }) => ({ ...valued(key, title, unit, test), metric: metric.id }))),
    ];
  }

  const missing = (key) => el("span", { class: "none" }, say(key));

  // What stands in the report of the year before: found by comparing, which takes a moment; the cell fills when it is known.
  const earlier = new Map();
  function reuse(entry) {
    const before = earlier.get(entry);
    return before ? Object.assign(linkOf(before, entry), { before }) : null;
  }
  function reuseCell(found) {
    if (!found) return missing("matrix.noEarlier");
    if (!found.value) { found.promise.then(() => alive && later()); return missing("matrix.computing"); }
    return [el("span", { class: "num" }, number(found.value.share * 100, 0)), el("span", { class: "u" }, "%")];
  }
  // Only these cells: a table built anew for each of hundreds of answers would keep the page from its reader.
  const later = paused(300, () => {
    if (sorted && sorted.id === "reuse") return draw(true);
    const at = columns.findIndex((column) => column.id === "reuse"), shown = new Map(rows.map((row) => [`${row.entry.id}:reuse`, row]));
    for (const cell of body.querySelectorAll('td[data-cell$=":reuse"]')) {
      const row = shown.get(cell.dataset.cell), value = row && valuesOf(row)[at];
      if (value && value.value && cell.querySelector(".none")) fill(cell, reuseCell(value));
    }
  });
  function reuseShown(entry, found) {
    if (!found || !found.value) return el("p", null, say(found ? "matrix.computing" : "matrix.noEarlier"));
    return [el("p", null, say("matrix.share", { n: number(found.value.share * 100, 1) }), "　", el("button", { class: "btn small", type: "button", onclick: () => page.pair(found.before, entry) }, say("lib.compareWith", { n: yearOf(found.before) }))),
      found.value.passage ? [el("p", { class: "quiet" }, say("matrix.passage")), quoted(entry, found.value.passage, found.value.passage)] : null];
  }
  function due(entry) {
    const t = entry.digest.timeliness, { signed, published } = entry.digest.meta;
    return [el("p", null, t ? say("lib.dueBy", { n: t.due }) : say("lib.noDue"), t && !t.confirmed ? el("span", { class: "tag warn" }, say("lib.unconfirmed")) : null), t ? el("p", { class: "quiet" }, t.rule, "（", t.source, "）") : null,
      el("p", null, say("signed"), say("sep.colon"), signed || say("notFound"), "　", say("published"), say("sep.colon"), published || say("notFound"))];
  }
  const fields = (entry) => [el("p", null, say("matrix.fields", { n: entry.digest.coverage.filter((t) => t.share > 0).length, m: entry.digest.coverage.length })),
    el("ul", { class: "dock-list" }, entry.digest.coverage.map((topic) => el("li", null, el("b", null, topic.name), " ", topic.share > 0 ? `${number(topic.share * 100, 1)}%` : el("span", { class: "down" }, say("lib.absent")), topic.span ? opening(entry, topic.span) : null)))];

  function figureCell(found, entry, column, most) {
    if (!found) return [missing("matrix.notFound")];
    const [figures, unit] = quantity(written(entry, found.row));
    const size = el("i");
    if (rate(column)) {
      size.className = "tick";
      size.style.left = `${Math.max(0, Math.min(100, (found.row.value - LOWEST_RATE) * (100 / (100 - LOWEST_RATE))))}%`;
    } else size.style.width = `${most > 0 ? Math.max(0, Math.min(100, (found.row.value / most) * 100)) : 0}%`;
    return [el("span", { class: isDoubtful(found) ? "num unsure" : "num" }, figures), el("span", { class: "u" }, unit),
      el("span", { class: "size" }, rate(column) && found.row.value < LOWEST_RATE ? el("small", null, say("matrix.below")) : size)];
  }

  function refresh(anew) {
    const entries = readOnes(), named = names(entries);
    const all = [...new Set(entries.map(yearOf).filter(Boolean))].sort((a, b) => b - a);
    const counts = new Map(all.map((year) => [year, entries.filter((entry) => yearOf(entry) === year).length]));
    if (!all.includes(state.many.year)) state.many.year = all.reduce((best, year) => (best === null || counts.get(year) > counts.get(best) ? year : best), null);
    none.hidden = all.length > 0;
    grid.hidden = !all.length;
    if (anew || [...years.options].map((o) => o.value).join() !== all.join()) fill(years, all.map((year) => el("option", { value: year, selected: year === state.many.year }, `${year} ${say("lib.year")}`)));
    years.hidden = !all.length;
    const now = entries.filter((entry) => yearOf(entry) === state.many.year);
    earlier.clear();
    for (const { years: list } of places(entries)) list.forEach((at, i) => { if (i && at.year === state.many.year && list[i - 1].year === at.year - 1) for (const entry of [at.entry, ...at.more]) earlier.set(entry, list[i - 1].entry); });
    columns = columnsNow(now);
    rows = now.map((entry) => ({ entry, name: named.get(entry) || say("lib.unknownPlace"), cells: null }));
    years.value = state.many.year;
    prepare(rows, 0);
  }

  /** Finds the figures of all rows, hundreds of reports of hundreds of figures, a little at a time; then draws. Few are there at once. */
  function prepare(list, at) {
    if (!alive || list !== rows) return;
    const since = performance.now();
    for (let i = at; i < list.length; i++) {
      if (performance.now() - since > TURN) { element.setAttribute("aria-busy", "true"); setTimeout(() => prepare(list, i)); return; }
      valuesOf(list[i]);
    }
    if (at) { setTimeout(() => { if (alive && list === rows) { element.removeAttribute("aria-busy"); draw(true); } }); return; }
    element.removeAttribute("aria-busy");
    draw(true);
  }

  const valuesOf = (row) => row.cells || (row.cells = columns.map((column) => column.make(row.entry)));

  function arranged() {
    const list = wanted ? rows.filter((row) => row.name.includes(wanted)) : rows.slice();
    if (!sorted) return list;
    const at = columns.findIndex((column) => column.id === sorted.id), turn = sorted.down ? -1 : 1;
    const key = (row) => (at < 0 ? row.name : columns[at].value(valuesOf(row)[at]));
    const keys = new Map(list.map((row) => [row, key(row)]));
    return list.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (x === y) return 0;
      if (x === null || x === undefined) return 1;   // what was not found stands last, whichever way
      if (y === null || y === undefined) return -1;
      return (x < y ? -1 : 1) * turn;
    });
  }

  function draw(keepFocus) {
    const held = keepFocus && body.contains(document.activeElement) ? document.activeElement.dataset.cell : null;
    const list = arranged(), step = Math.max(10, Math.floor(CELLS / (columns.length + 1)));
    from = Math.max(0, Math.min(from, Math.floor(Math.max(0, list.length - 1) / step) * step));
    fill(about, say("matrix.sub", { n: list.length, m: columns.filter((c) => c.figure).length }));
    const heading = (id, name, small, more) => el("th", { scope: "col", class: more, "aria-sort": sorted && sorted.id === id ? (sorted.down ? "descending" : "ascending") : null },
      el("button", { class: "sort", type: "button", "data-sort": id, "aria-label": say("matrix.sortBy", { n: name }) }, name), small ? el("small", null, small) : null);
    fill(head, el("tr", null, heading("", say("lib.place"), null, "c-owner"), columns.map((column) => heading(column.id, column.name, column.figure ? (rate(column) ? `%${say("sep.comma")}${say("matrix.rateAxis")}` : column.unit) : null, column.figure ? "n" : null))));
    const here = list.slice(from, from + step);
    const most = columns.map((column, at) => (column.figure && !rate(column) ? list.reduce((high, row) => Math.max(high, column.value(valuesOf(row)[at]) || 0), 0) : 0));
    fill(body, here.map((row) => el("tr", null, el("th", { scope: "row", title: row.entry.name }, row.name), valuesOf(row).map((value, at) =>
      el("td", { class: columns[at].figure || columns[at].id === "reuse" ? "n" : null, role: "gridcell", tabindex: "-1", "data-cell": `${row.entry.id}:${columns[at].id}` }, columns[at].figure ? figureCell(value, row.entry, columns[at], most[at]) : columns[at].cell(value, row.entry))))));
    const first = (held && body.querySelector(`td[data-cell="${CSS.escape(held)}"]`)) || body.querySelector("td");
    if (first) first.tabIndex = 0;
    if (held && first) first.focus({ preventScroll: true });
    const turn = (id, key, to, off) => el("button", { class: "btn small", type: "button", "data-page": id, disabled: off, onclick: () => { from = to; draw(); } }, say(`matrix.${key}`));
    fill(pages, list.length > step ? [turn("previous", "previous", from - step, from === 0), el("span", null, say("matrix.page", { a: from + 1, b: Math.min(list.length, from + step), n: list.length })), turn("next", "next", from + step, from + step >= list.length)] : []);
  }

  head.addEventListener("click", (event) => {
    const button = hit(event, "[data-sort]", head);
    if (!button) return;
    const { sort: id } = button.dataset;
    sorted = !sorted || sorted.id !== id ? { id, down: id !== "" } : sorted.down === (id !== "") ? { id, down: !sorted.down } : null;
    from = 0;
    draw();
    const again = [...head.querySelectorAll("[data-sort]")].find((b) => b.dataset.sort === id);
    if (again) again.focus();
  });

  function show(cell) {
    const [id, column] = [Number(cell.dataset.cell.split(":")[0]), cell.dataset.cell.slice(cell.dataset.cell.indexOf(":") + 1)];
    const row = rows.find((r) => r.entry.id === id), at = columns.findIndex((c) => c.id === column);
    for (const old of body.querySelectorAll("td[tabindex='0']")) old.tabIndex = -1;
    for (const old of body.querySelectorAll("[aria-selected]")) old.removeAttribute("aria-selected");
    cell.tabIndex = 0;
    cell.setAttribute("aria-selected", "true");
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    const value = valuesOf(row)[at], { entry } = row;
    const see = el("button", { class: "link", type: "button", "data-act": "one", onclick: () => page.one(entry, value && value.row ? entry.digest.rows.indexOf(value.row) : null) }, say("lib.seeAll"));
    const content = columns[at].figure ? figureShown(entry, value) : columns[at].show(entry, value);
    page.dock.show(`${row.name} ${state.many.year} · ${columns[at].name}`, [see], content, cell);
  }

  body.addEventListener("click", (event) => { const cell = hit(event, "td", body); if (cell) show(cell); });
  body.addEventListener("keydown", (event) => {
    const cell = hit(event, "td", body);
    if (!cell) return;
    if (event.key === "Escape") return page.dock.hide();
    if (event.key === "Enter") { event.preventDefault(); if (page.dock.open && cell.hasAttribute("aria-selected")) page.dock.focus(); else show(cell); return; }
    const line = [...cell.parentNode.querySelectorAll("td")], column = line.indexOf(cell);
    const across = { ArrowLeft: column - 1, ArrowRight: column + 1, Home: 0, End: line.length - 1 }[event.key];
    const beside = { ArrowUp: cell.parentNode.previousElementSibling, ArrowDown: cell.parentNode.nextElementSibling }[event.key];
    const to = across !== undefined ? line[across] : beside ? beside.querySelectorAll("td")[column] : null;
    if (across === undefined && beside === undefined) return;
    event.preventDefault();
    if (to) show(to);
  });

  function chooser() {
    const metrics = metricsOf(rows.map((row) => row.entry)), chosen = new Set(columns.map((c) => c.metric));
    const list = el("ul", { class: "choices" }, metrics.map((metric) => el("li", null, el("label", null, el("input", { type: "checkbox", value: metric.id, checked: chosen.has(metric.id) }), metric.name, el("span", { class: "quiet small" }, `${metric.unit}　${say("lib.places", { n: metric.count })}`)))));
    list.addEventListener("change", () => { state.many.metrics = [...list.querySelectorAll("input:checked")].map((input) => input.value); state.saved = false; refresh(); });
    page.over.show(say("matrix.choose"), el("p", { class: "quiet" }, say("matrix.chosenBy")), el("p", null, el("button", { class: "link", type: "button", id: "auto-metrics", onclick: () => { state.many.metrics = null; page.over.hide(); refresh(); } }, say("matrix.auto"))), list);
  }

  changedSince(seen);
  refresh();
  return { element, wide: true, refresh: () => { if (changedSince(seen)) refresh(); }, dispose: () => { alive = false; } };
}

/** A figure's sentence, and the others that claim to be the same. */
export function figureShown(entry, found) {
  if (!found) return el("p", null, say("matrix.notFound"));
  const span = (row) => [{ start: row.start, end: row.end }, { start: row.from, end: row.to }];
  return [quoted(entry, ...span(found.row)), found.row.period === "cumulative" ? el("p", { class: "warn-word" }, say("lib.sinceLong")) : null, found.others.length ? [el("p", { class: "warn-word" }, say("lib.others", { n: found.others.length })), found.others.slice(0, 5).map((row) => quoted(entry, ...span(row)))] : null];
}
