/** Turns the page into a walk of four steps through the sample: offered, never in the way, left at any time; nothing is remembered of it. */

import { el, fill } from "../dom.js";
import { state } from "../state.js";
import { live, say } from "../strings.js";

/** Where each step is shown, and what it points at there. */
const STEPS = [
  { view: "summary", at: ".sentences .fact" },
  { view: "compared", at: "#main tr.row:nth-child(2)", act: (row) => row.click() },
  { view: "plans", at: "#main .filters" },
  { view: "reading", at: "#search" },
];

/** `page` = { load(), go(view) }: `load` brings the sample in where there is no pair to walk through. */
export function tour(page) {
  let now = -1, opener = null, lit = null;
  const words = el("p"), place = el("span", { class: "quiet small" });
  const back = el("button", { class: "btn small", type: "button", id: "tour-back", onclick: () => show(now - 1) }, live("tour.back")), next = el("button", { class: "btn small primary", type: "button", id: "tour-next", onclick: () => (now + 1 < STEPS.length ? show(now + 1) : leave()) }, say("tour.next"));
  const skip = el("button", { class: "link", type: "button", id: "tour-leave", onclick: leave }, live("tour.skip"));
  const element = el("section", { class: "tour", id: "tour", hidden: true, tabindex: "-1" }, place, words, el("p", { class: "tour-acts" }, back, next, skip));

  function leave() {
    if (now < 0) return;
    now = -1;
    element.hidden = true;
    if (lit) lit.classList.remove("tour-at");
    if (opener && opener.isConnected && opener.getClientRects().length) opener.focus();
  }

  async function show(step) {
    now = Math.max(0, step);
    const { view, at, act } = STEPS[now];
    if (!state.comparison) await page.load();
    if (now < 0) return;
    page.go(view);
    if (lit) lit.classList.remove("tour-at");
    lit = document.querySelector(at);
    if (lit) {
      if (act) act(lit);
      lit.classList.add("tour-at");
    }
    draw();
    element.hidden = false;
    element.focus({ preventScroll: true });
  }

  function draw() {
    if (now < 0) return;
    element.setAttribute("aria-label", say("tour.title"));
    fill(place, say("tour.place", { n: now + 1, m: STEPS.length }));
    fill(words, say("tour.steps")[now]);
    fill(next, say(now + 1 < STEPS.length ? "tour.next" : "tour.end"));
    back.disabled = now === 0;
    skip.hidden = now + 1 === STEPS.length;
  }

  element.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); leave(); } });
  return {
    element, draw,
    start() {
      opener = document.activeElement;
      show(0);
    },
  };
}

/** The walk never takes the place of a reader's own text; through a pair of theirs it leads as well. */
const offered = () => Boolean(state.comparison) || state.slots.every((slot) => !slot.text || slot.sample);

/** { title, content } of the help sheet: what to do, the walk, the keys. */
export function help(start) {
  return {
    title: say("tour.help"),
    content: [
      el("ol", { class: "steps-list" }, say("tour.how").map((line) => el("li", null, line))),
      offered() ? el("p", null, el("button", { class: "btn primary", type: "button", id: "start-tour", onclick: start }, say(state.comparison ? "tour.offerHere" : "tour.offer"))) : null,
      el("h3", null, say("keysTitle")),
      el("dl", { class: "keys" }, say("keyList").map(([keys, line]) => el("div", null, el("dt", null, keys), el("dd", null, line)))),
    ],
  };
}
