/** Turns what happens into one state, and tells those who show it. */

const listeners = new Set();

/**
 * A report pasted or opened: `text` is the very text that was read (spans index it), `report` what was found in it; the two change together.
 * `input` is what was handed in last, ahead of `text` while it is being read. `source` is what `input` was made from (files/open.js), null for what was
 * typed or pasted as it is.
 */
const empty = () => ({ input: "", text: "", name: "", report: null, sample: false, source: null });

export const state = {
  slots: [empty(), empty()],
  /** The reader turned the order of years around. */
  swapped: false,
  /** comparison and charts of [earlier, later], or null. */
  comparison: null,
  charts: null,
  mode: "one",          // one | two | many
  shown: 0,             // the slot that 一份报告 shows
  view: { one: "overview", two: "summary", many: "library" },
  /** What is looked at in many reports: the year and the metrics of the matrix (null: chosen by the page), the place and scale of the trends; what a reader asks for besides. */
  many: { year: null, metrics: null, place: null, index: false, rules: "" },
  /** What is selected: { key, label, before, after } where each side is { span, sentence } or null; in 一份报告 `after` alone counts. */
  selected: null,
  pane: "evidence",     // evidence | before | after
  open: true,           // are the input fields unfolded?
  note: "",
  /** What the reader corrected by hand (see corrections.js), the lists before each step, and whether a file holds what is here. */
  fixes: [],
  past: [],
  saved: true,
};

export function update(changes, ...what) {
  Object.assign(state, changes);
  for (const listener of listeners) listener(new Set(what));
}

/** `listener(what)` is called after each update with the set of names of what changed: text, result, mode, view, selection, pane, note, look, library. */
export function watch(listener) {
  listeners.add(listener);
}

export const emptySlot = empty;

/** The two slots as [earlier, later] by their years; as they were pasted where a year is missing or both are equal. */
export function order() {
  const [first, second] = state.slots.map((slot) => (slot.report ? slot.report.meta.year : null));
  const turned = first !== null && second !== null && first > second;
  return turned !== state.swapped ? [1, 0] : [0, 1];
}

export const both = () => state.slots.every((slot) => slot.report && slot.text.trim());

/** The slot index for a side of a comparison, or the one shown. */
export function slotOf(side) {
  if (state.mode === "one") return state.shown;
  const [before, after] = order();
  return side === "before" ? before : after;
}
