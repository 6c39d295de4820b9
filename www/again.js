/** Turns what the reader corrected into a new reading and comparison, with filter, selection and place on the page as they were. */

import { ofText } from "./corrections.js";
import { fault } from "./faults.js";
import { finishAll } from "./later.js";
import { both, state, update } from "./state.js";
import * as one from "./views/one.js";
import * as two from "./views/two.js";

/** A list for the role of a section that has the focus, and where it stands in the window. */
const hold = (list) => (list && list.matches("select.role") ? { of: `select.role[data-slot="${list.dataset.slot}"][data-section="${list.dataset.section}"]`, top: list.getBoundingClientRect().top } : null);

/** `page` = { main, engine(), view(), busy(step), compare(enter), reveal(key, focus) }. */
export function correcting(page) {
  let held = null;

  /** Reads and compares again; filter and selection stay by place and not by number. */
  async function recompute() {
    const view = page.view(), chosen = state.selected, filter = view && view.filter;
    held = { mode: state.mode, name: state.view[state.mode], key: chosen && chosen.key, before: chosen && chosen.before && chosen.before.span.start, after: chosen && chosen.after && chosen.after.span.start, filter: filter ? filter.get() : null, scroll: window.scrollY, select: hold(document.activeElement), row: document.activeElement.closest("#main tr.row") };
    page.busy(1);
    try {
      const reports = await Promise.all(state.slots.map(async (slot, i) => {
        const corrections = ofText(slot.text);
        if (!slot.report || JSON.stringify(corrections) === slot.corrections) return slot;
        const report = await page.engine().parse(slot.text, corrections, { slot: `read-${i}` });
        return report === undefined ? undefined : { ...slot, report, corrections: JSON.stringify(corrections) };
      }));
      if (reports.includes(undefined)) return;
      reports.forEach((slot, i) => { if (state.slots[i].input === slot.input) state.slots[i] = slot; });
      if (both()) await page.compare(false); else update({ selected: null }, "result");
      // Where one stood may be further down than what is built so far.
      finishAll();
      restore();
    } catch (error) {
      update({ note: fault("correct", error, recompute) }, "note");
    } finally {
      held = null;
      page.busy(-1);
    }
  }

  /** Brings back what `held` says: filter, place on the page, and the row of the same place in the texts. */
  function restore() {
    const view = page.view();
    if (!held || held.mode !== state.mode || held.name !== state.view[state.mode]) return;
    if (view.filter && held.filter) view.filter.set(held.filter);
    window.scrollTo(0, held.scroll);
    const list = held.select && page.main.querySelector(held.select.of);
    if (list) {
      list.focus({ preventScroll: true });
      window.scrollBy(0, list.getBoundingClientRect().top - held.select.top);
    }
    if (held.name === "suggested" && state.mode === "two") {
      // The one decided is gone; the next stands in its place.
      const rows = page.main.querySelectorAll("tr.row"), at = held.row ? Number(held.row.dataset.index) : held.key ? Number(held.key.split(":")[1]) : 0;
      if (rows.length) rows[Math.min(at, rows.length - 1)].focus({ preventScroll: true });
      return;
    }
    if (state.mode === "one" && held.key && held.key.startsWith("indicator:") && held.after !== null) {
      // What was corrected keeps its row; where it is gone the next one has the focus.
      const { report } = one.placed(), index = report.indicators.findIndex((indicator) => indicator.span.start >= held.after);
      if (index < 0) return;
      update({ selected: one.selection(`indicator:${index}`) }, "selection");
      if (view.table) page.reveal(`indicator:${index}`, true);
      return;
    }
    if (state.mode !== "two" || !held.key || !held.key.startsWith("pair:") || !state.comparison) return;
    const [before, after] = two.sides();
    const at = (slot, id, start) => id !== null && start !== null && slot.report.indicators[id].span.start === start;
    const index = state.comparison.indicators.findIndex((p) => (held.after !== null ? at(after, p.after, held.after) : at(before, p.before, held.before)));
    if (index < 0) return;
    update({ selected: two.pairSelection(index) }, "selection");
    if (view.table) page.reveal(`pair:${index}`, true);
  }

  return { recompute, underWay: () => held !== null };
}
