/** Turns one place's years into small multiples with a table behind them: each its own axis, gaps as gaps, every point with its sentence. */

import { el, fill, paused } from "../dom.js";
import { number, quantity } from "../format.js";
import { changedSince, readOnes } from "../library/library.js";
import { isDoubtful, places, written } from "../library/places.js";
import { chained, linked, named } from "../library/series.js";
import { download } from "../project.js";
import { state, update } from "../state.js";
import { say } from "../strings.js";
import { breakNote } from "../told.js";
import { style } from "./charts.js";
import { figureShown } from "./many-matrix.js";
import { section } from "./one.js";

/** Multiples drawn at once. */
const STEP = 12;
/** ms of drawing before the page gets its turn. */
const TURN = 12;
/** From one year to the next, what a reader is asked to look at; small numbers leap by themselves. */
const LEAP = 3, MUCH = 30;

/** `page` = { dock, engine(), one(entry, row) }. */
export function trendView(page) {
  let years = [], place = null, list = [], shown = STEP, figures = [], alive = true, asked = 0, chip = "all", width = 0;
  const seen = { changes: -1, at: 0 };
  const choose = el("select", { id: "trend-place", "aria-label": say("trend.choose"), onchange: () => { state.many.place = choose.value; start(); } });
  const switches = el("span", { class: "seg", role: "group" }, [false, true].map((index) => el("button", { type: "button", "data-index": String(index), onclick: () => { state.many.index = index; draw(); } }, say(index ? "trend.index" : "trend.raw"))));
  const box = el("input", { class: "find", type: "search", id: "find-trend", placeholder: say("trend.filter"), "aria-label": say("trend.filter"), "data-find": "" });
  box.addEventListener("input", paused(120, () => { shown = STEP; draw(); }));
  const bar = el("div", { class: "filters", role: "group" }), grid = el("div", { class: "multi" }), status = el("p", { class: "quiet small", role: "status", id: "trend-status" });
  const more = el("button", { class: "btn small", type: "button", id: "trend-more", onclick: () => { shown += STEP; draw(); } });
  const png = el("button", { class: "link", type: "button", id: "trend-png", onclick: picture }, say("trend.png"));
  const data = el("details", { class: "data" }, el("summary", null, say("trend.data"))), none = el("p", { class: "quiet" });
  const live = el("p", { class: "sr", "aria-live": "polite" });
  const element = section("trend", say("lib.trend"), null, [box, png], el("p", { class: "matrix-head" }, choose, switches, el("span", { class: "quiet" }, say("trend.lead"))), bar, status, none, grid, el("p", null, more), data, live);
  const observer = new ResizeObserver(() => { if (grid.clientWidth && grid.clientWidth !== width) { width = grid.clientWidth; paint(); } });
  observer.observe(grid);

  async function start() {
    const turn = ++asked, engine = page.engine();
    page.dock.hide();
    place = places(readOnes()).find((p) => p.name === state.many.place) || null;
    years = place ? place.years : [];
    shown = STEP;
    const base = place ? named(years, engine.metrics(), engine.seriesBreaks()) : [];
    list = base;
    draw();
    if (years.length < 2) return;
    const total = years.length - 1;
    fill(status, say("trend.chaining", { n: 0, m: total }));
    const links = await linked(years, (n) => { if (alive && turn === asked) fill(status, say("trend.chaining", { n, m: total })); return alive && turn === asked; });
    if (!links || !alive || turn !== asked) return;
    fill(status);
    list = [...base, ...chained(years, links)];
    draw();
  }

  function refresh(anew) {
    if (!changedSince(seen) && !anew) return;
    const entries = readOnes();
    const all = places(entries).filter((p) => p.years.length > 1).sort((a, b) => b.years.length - a.years.length || a.name.localeCompare(b.name, "zh-CN"));
    fill(choose, all.map((p) => el("option", { value: p.name, selected: p.name === state.many.place }, `${p.name}　${p.years[0].year}—${p.years[p.years.length - 1].year}`)));
    choose.hidden = !all.length;
    const before = place && place.years.map((y) => y.entry.id).join();
    if (!all.some((p) => p.name === state.many.place)) state.many.place = all.length ? all[0].name : null;
    choose.value = state.many.place || "";
    const now = all.find((p) => p.name === state.many.place);
    if (anew || !now || before !== now.years.map((y) => y.entry.id).join()) start();
  }

  /** What is drawn of a series: as written, or the first year as 100. Rates and money in between are never mixed: each has its own picture. */
  function points(series) {
    const isRate = series.unit === "%" || series.points.some((p) => p.found && p.found.row.kind === "percent");
    const first = series.points.find((p) => p.found && p.found.row.value > 0), indexed = state.many.index && !isRate && first;
    return {
      unit: indexed ? say("trend.index") : series.unit, isRate,
      points: series.points.map(({ year, entry, found, sum }) => {
        if (sum) return { year, value: null, text: say("trend.sum") };
        if (!found) return { year, value: null, text: say(!entry ? "trend.noReport" : series.kind === "chained" ? "trend.unpaired" : "trend.gap") };
        const { row } = found, [figures, unit] = quantity(written(entry, row)), value = indexed ? (found.row.value / first.found.row.value) * 100 : found.row.value;
        return { year, value, text: indexed ? number(value, 0) : figures + (/^[%％]$/.test(unit) ? "%" : unit.endsWith(row.unit) ? unit.slice(0, unit.length - row.unit.length) : "") };
      }),
    };
  }

  const trendOf = (series) => { const { unit, points: drawn } = points(series); return { title: series.title, unit, points: drawn, breaks: series.breaks.map((b) => b.year) }; };

  function visible() {
    const wanted = box.value.trim().toLowerCase();
    return list.filter((s) => (chip === "all" || s.kind === chip) && (!wanted || s.title.toLowerCase().includes(wanted)));
  }

  function figure(series) {
    let marks = [], current = -1;
    const trend = trendOf(series), at = (point) => `${point.year}${say("sep.colon")}${point.text}`;
    const canvas = el("canvas", { class: "chart", tabindex: "0", role: "img", "aria-label": `${series.title}（${trend.unit}）${say("sep.stop")}${trend.points.map(at).join(say("sep.comma"))}${say("sep.stop")}${say("trend.help")}` });
    const ring = el("div", { class: "ring", hidden: true }), tip = el("div", { class: "tip", hidden: true });
    const frame = el("div", { class: "frame" }, canvas, ring, tip);
    const notes = [
      ...series.breaks.map((b) => `${breakNote(b)}（${b.source}）`),
      ...(leaps(series).length ? [say("trend.leap", { n: leaps(series).join(say("sep.list")) })] : []),
      ...(doubtful(series).length ? [say("trend.doubt", { n: doubtful(series).join(say("sep.list")) })] : []),
      ...(state.many.index && points(series).isRate ? [say("trend.noIndex")] : []),
    ];
    const made = el("figure", { class: "small-multiple", "data-series": series.key }, el("figcaption", null, el("span", null, series.title), el("small", null, trend.unit, series.kind === "chained" ? el("span", { class: "tag" }, say("trend.chained")) : null)), frame, notes.map((words) => el("p", { class: "quiet small" }, words)));

    function point(index, quiet) {
      current = index;
      ring.hidden = tip.hidden = index < 0;
      if (index < 0) return;
      const mark = marks[index];
      Object.assign(ring.style, { left: `${mark.x}px`, top: `${mark.y}px`, width: `${mark.width}px`, height: `${mark.height}px` });
      fill(tip, at(trend.points[mark.point]));
      Object.assign(tip.style, { left: `${Math.max(0, Math.min(mark.x, frame.clientWidth - 130))}px`, top: `${mark.y + mark.height + 4}px` });
      if (!quiet) fill(live, `${series.title} ${at(trend.points[mark.point])}`);
    }
    const under = (event) => { const area = canvas.getBoundingClientRect(), x = event.clientX - area.left; return marks.findIndex((m) => x >= m.x && x <= m.x + m.width); };
    const choosePoint = (index) => { if (index >= 0 && marks[index]) show(series, marks[index].point, canvas); };
    canvas.addEventListener("pointermove", (event) => { const index = under(event); if (index !== current) point(index, true); canvas.style.cursor = index < 0 ? "default" : "pointer"; });
    canvas.addEventListener("pointerleave", () => { if (document.activeElement !== canvas) point(-1); });
    canvas.addEventListener("blur", () => point(-1));
    canvas.addEventListener("click", (event) => choosePoint(under(event)));
    canvas.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step && marks.length) { event.preventDefault(); point(Math.max(0, Math.min(marks.length - 1, current < 0 ? (step > 0 ? 0 : marks.length - 1) : current + step))); }
      else if (event.key === "Enter") choosePoint(current);
      else if (event.key === "Escape") { point(-1); page.dock.hide(); }
    });
    return {
      element: made, trend,
      paint() {
        const room = Math.floor(frame.clientWidth);
        if (!room) return;
        try { marks = page.engine().drawTrends(canvas, { title: "", subtitle: "", source: "", trends: [trend] }, style(room, window.devicePixelRatio || 1, false, true)).marks; } catch (error) { update({ note: say("notDrawn", { n: error.code || "internal" }) }, "note"); }
      },
    };
  }

  /** Years whose figure is more than LEAP times, or less than that part of, the one before: often a sum of years whose sentence does not say so. */
  const leaps = (series) => {
    const known = series.points.filter((p) => p.found && p.found.row.kind !== "percent" && p.found.row.value > 0), value = (p) => p.found.row.value;
    return known.filter((p, i) => i && Math.max(value(p), value(known[i - 1])) >= MUCH && Math.max(value(p) / value(known[i - 1]), value(known[i - 1]) / value(p)) > LEAP).map((p) => p.year);
  };
  const doubtful = (series) => series.points.filter((p) => p.found && isDoubtful(p.found)).map((p) => p.year);

  function show(series, at, from) {
    const point = series.points[at], { year, entry } = point, found = point.found || point.sum;
    const see = entry ? el("button", { class: "link", type: "button", "data-act": "one", onclick: () => page.one(entry, found ? entry.digest.rows.indexOf(found.row) : null) }, say("lib.seeAll")) : null;
    page.dock.show(`${place.name} ${year} · ${series.title}`, [see], found ? figureShown(entry, found) : el("p", null, points(series).points[at].text), from);
  }

  function draw() {
    for (const button of switches.children) button.setAttribute("aria-pressed", String(button.dataset.index === String(state.many.index)));
    const kinds = ["all", "own", "canonical", "chained"].filter((kind) => kind === "all" || list.some((s) => s.kind === kind));
    fill(bar, kinds.length > 2 ? kinds.map((kind) => el("button", { class: "chip", type: "button", "data-chip": kind, "aria-pressed": String(kind === chip), onclick: () => { chip = kind; shown = STEP; draw(); } }, say(`trend.${kind}`), el("span", { class: "count" }, list.filter((s) => kind === "all" || s.kind === kind).length))) : []);
    const all = visible(), now = all.slice(0, shown);
    figures = now.map(figure);
    fill(grid, figures.map((f) => f.element));
    none.hidden = now.length > 0;
    fill(none, say(!readOnes().length ? "lib.noneRead" : years.length < 2 ? "trend.none" : "trend.nothing"));
    more.hidden = all.length <= shown;
    fill(more, say("trend.more", { n: Math.min(STEP, all.length - shown) }));
    png.hidden = switches.hidden = data.hidden = !now.length;
    fill(data, el("summary", null, say("trend.data")), now.length ? tableOf(now) : null,
      years.some((y) => y.more.length) ? el("p", { class: "quiet small" }, say("trend.two", { n: years.filter((y) => y.more.length).map((y) => y.year).join(say("sep.list")) })) : null);
    paint();
  }

  function tableOf(now) {
    const cell = (series, at) => {
      const point = points(series).points[at], { found } = series.points[at];
      return el("td", { class: "n" }, found ? el("button", { class: "link", type: "button", onclick: (event) => show(series, at, event.currentTarget) }, point.text) : el("span", { class: "none" }, point.text));
    };
    return el("div", { class: "scroller" }, el("table", { "aria-label": place.name }, el("thead", null, el("tr", null, el("th", { scope: "col" }, say("head.what")), el("th", { scope: "col" }, say("own.unit")), now[0].points.map((p) => el("th", { scope: "col", class: "n" }, p.year)))),
      el("tbody", null, now.map((series) => el("tr", null, el("th", { scope: "row" }, series.title), el("td", null, points(series).unit), series.points.map((_, at) => cell(series, at)))))));
  }

  /** Draws the pictures, a few at a time where they take long. */
  function paint(list = figures, at = 0) {
    const since = performance.now();
    for (let i = at; alive && list === figures && i < list.length; i++) {
      if (performance.now() - since > TURN) { setTimeout(() => paint(list, i)); return; }
      list[i].paint();
    }
  }

  function picture() {
    const canvas = document.createElement("canvas"), span = `${years[0].year}—${years[years.length - 1].year}`, name = `${place.name}-${span}-${say("lib.trend")}.png`;
    page.engine().drawTrends(canvas, { title: `${place.name}　${span}`, subtitle: say("trend.lead"), source: say("trend.source", { n: place.name, m: years.map((y) => y.year).join(say("sep.list")) }), trends: figures.map((f) => f.trend) }, style(1080, 2, true, true));
    canvas.toBlob((blob) => { download(name, blob, "image/png"); update({ note: say("pngSaved", { n: name }) }, "note"); }, "image/png");
  }

  refresh(true);
  return { element, wide: true, refresh: () => refresh(false), repaint: () => paint(), dispose: () => { alive = false; observer.disconnect(); } };
}
