/** Turns pasting, typing, opening and dropping into the texts of the two slots. */

import { el, fill, hit, paused } from "../dom.js";
import { openFile, openPaste } from "../files/open.js";
import { hasFolder } from "../library/gather.js";
import { sample } from "../sample.js";
import { state, update } from "../state.js";
import { labelled, live, say } from "../strings.js";
import { beforeButton, importLine, summaryOf } from "./imports.js";

/** A text field shows no more than this of a text that came whole from elsewhere: laying out a megabyte takes the browser a second. */
const SHOWN = 60000;

/** What the dialog offers; files of other kinds can be dropped, and are told what to do instead. */
const KINDS = ".txt,.text,.md,.html,.htm,.mhtml,.mht,.docx,.docm,.dotx,.pdf,.doc,.wps";

/**
 * Makes the input fields; `read(slot, text, about)` is called with every new text, `about` = { name, sample, source }; `drop(dataTransfer)` with more than
 * two files, or a folder.
 */
export function fields(read, drop) {
  const boxes = [0, 1].map((slot) => box(slot));
  let told = "";   // a note that stands already is left alone: the focus may be in it
  const note = el("p", { class: "note", id: "note", role: "status", "aria-live": "polite" });
  const element = el("section", { class: "fields", id: "fields" },
    el("div", { class: "intro" }, el("h1", null, live("startTitle")), el("p", null, live("startLead"))),
    el("div", { class: "pair" }, boxes.map((b) => b.element)),
    el("div", { class: "under" },
      el("button", { class: "btn", type: "button", id: "load-sample", onclick: loadSample }, live("sample")), el("button", { class: "link", type: "button", id: "offer-tour", "data-open": "tour" }, live("tour.offer")),
      el("a", { class: "link", href: "#many/library", id: "start-many" }, live("manyStart")),
      el("button", { class: "link", type: "button", id: "fold", hidden: true, onclick: () => update({ open: false }, "look") }, live("fold")),
      el("span", { class: "local" }, live("local"), " ", el("button", { class: "link", type: "button", "data-open": "privacy" }, live("howToCheck")))));

  function box(slot) {
    const area = labelled(el("textarea", { id: `text-${slot + 1}`, spellcheck: "false", autocomplete: "off", "aria-describedby": `hint-${slot + 1}` }), { placeholder: `paste${slot + 1}` });
    const file = labelled(el("input", { type: "file", id: `file-${slot + 1}`, class: "sr", accept: KINDS, multiple: true, tabindex: "-1" }), { "aria-label": "open" });
    const name = el("span", { class: "file-name" });
    const clear = el("button", { class: "link", type: "button", id: `clear-${slot + 1}`, hidden: true, onclick: () => empty(slot) }, live("clear"));
    const made = { area, typing: false, written: "" };
    // Who chooses another reading here wants to see it here.
    const line = importLine(slot, (text, source) => take(slot, text, { name: source.name, source }).then(() => update({ open: true }, "look")));
    const typed = paused(250, () => {
      made.typing = false;
      // What came whole keeps its own line breaks; the field knows only \n.
      if (shownOf(state.slots[slot].input) === area.value) return;
      made.written = area.value;
      take(slot, area.value, {});
    });
    area.addEventListener("input", () => {
      made.typing = true;   // what is typed is not written over by an answer that comes meanwhile
      typed();
    });
    area.addEventListener("paste", (event) => {
      const data = event.clipboardData, text = data ? data.getData("text/plain") : "";
      const whole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
      if (data && data.files.length && !text) { event.preventDefault(); openFiles([...data.files], slot); return; }
      if (!whole && text.length < SHOWN) return;   // a few words into a text: the browser's own way, with its undo
      const opened = data && openPaste(data);
      if (!opened) return;
      event.preventDefault();
      takePasted(slot, opened);
    });
    file.addEventListener("change", () => {
      openFiles([...file.files], slot);
      file.value = "";
    });
    const element = el("div", { class: "box", "data-slot": slot },
      el("label", { for: `text-${slot + 1}` }, el("b", null, live(`field${slot + 1}`)), el("span", { id: `hint-${slot + 1}` }, live(`fieldHint${slot + 1}`))),
      area,
      el("div", { class: "box-foot" }, el("button", { class: "link", type: "button", onclick: () => file.click() }, live("open")), file, el("span", { class: "kinds" }, live("openKinds")), name, clear), line.element);
    return Object.assign(made, { element, name, clear, line });
  }

  function take(slot, text, about) {
    return read(slot, text, about);
  }

  function takePasted(slot, opened) {
    const changed = opened.kind === "rich" || opened.notes.length > 0;
    if (changed) tell([{ slot, source: opened, words: say("files.about") + say("sep.colon") + summaryOf(opened) }]);
    take(slot, opened.text, { source: changed ? opened : null });
  }

  /** Opens one file after the other; one that can't be read is said so and changes nothing else. */
  async function openFiles(files, slot) {
    const free = [slot, 1 - slot], said = [];
    for (const file of files) {
      if (!free.length) { said.push({ words: say("files.onlyTwo", { n: file.name }) }); break; }
      update({ note: say("files.opening", { n: file.name }) }, "note");
      try {
        const opened = await openFile(file), into = free.shift();
        said.push({ slot: into, source: opened, words: openedWords(opened) });
        take(into, opened.text, { name: opened.name, source: opened });
      } catch (error) {
        said.push({ words: say("files.notOpened", { n: file.name, m: say(`files.no.${error.key || "damagedFile"}`) }) });
      }
    }
    tell(said);
  }

  function openedWords(opened) {
    if (opened.kind !== "text") return `${say("files.opened", { n: opened.name })}${summaryOf(opened)}${opened.notes.length || opened.encoding ? say("sep.stop") : ""}`;
    const words = say("readEncoding", { n: opened.name, m: opened.encoding });
    return opened.encoding === "UTF-8" ? words : words + say("checkEncoding", { n: opened.text.replace(/\s+/g, " ").trim().slice(0, 30) });
  }

  function tell(said) {
    update({ note: said.map(({ slot, source, words }) => el("span", null, words, source ? beforeButton(slot, source, (text, other) => take(slot, text, { name: other.name, source: other })) : null)) }, "note");
  }

  function empty(slot) {
    const before = state.slots[slot];
    take(slot, "", {});
    update({ note: "", open: true }, "look");
    fill(note, say("cleared", { n: say(`field${slot + 1}`) }), el("button", { class: "link", type: "button", id: "undo", onclick: () => { fill(note); take(slot, before.text, before); } }, say("undo")));
  }

  function loadSample() {
    return Promise.all(sample.map((text, slot) => take(slot, text, { sample: true })));
  }

  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    const over = hit(event, ".box");
    for (const b of boxes) b.element.classList.toggle("over", b.element === over);
  });
  document.addEventListener("dragleave", () => boxes.forEach((b) => b.element.classList.remove("over")));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    boxes.forEach((b) => b.element.classList.remove("over"));
    const over = hit(event, ".box");
    const free = state.slots.findIndex((slot) => !slot.input);
    const slot = over ? Number(over.dataset.slot) : Math.max(0, free);
    const files = event.dataTransfer ? [...event.dataTransfer.files] : [];
    if (files.length > 2 || (files.length && (state.mode === "many" || hasFolder(event.dataTransfer)))) drop(event.dataTransfer);
    else if (files.length) openFiles(files, slot);
    else {
      const opened = event.dataTransfer && openPaste(event.dataTransfer);
      if (opened) takePasted(slot, opened);
    }
  });

  return {
    element, note, loadSample,
    draw() {
      const started = state.slots.some((slot) => slot.report);
      element.classList.toggle("folded", state.mode === "many" || (started && !state.open));
      element.classList.toggle("started", started);
      document.getElementById("fold").hidden = !started;
      document.getElementById("offer-tour").hidden = started;
      boxes.forEach((made, slot) => {
        const { area, name, clear, line } = made, { input, name: fileName, source } = state.slots[slot];
        if (made.written !== input && !made.typing) {
          made.written = input;
          if (area.value !== shownOf(input)) area.value = shownOf(input);
        }
        area.readOnly = input.length > SHOWN;
        clear.hidden = !input;
        line.draw(source || null);
        fill(name, input.length > SHOWN ? say("foldedCut", { n: input.length }) : fileName);
      });
      if (state.note && state.note !== told) fill(note, state.note);
      told = state.note;
    },
  };
}

/** What the field shows of a text. */
function shownOf(text) {
  return (text.length > SHOWN ? text.slice(0, SHOWN) : text).replace(/\r\n?/g, "\n");
}

