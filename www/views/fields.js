/** Turns pasting, typing, opening and dropping into the texts of the two slots. */

import { el, fill, find, hit, paused } from "../dom.js";
import { openFile, openPaste } from "../files/open.js";
import { hasFolder } from "../library/gather.js";
import { sample } from "../sample.js";
import { state, update } from "../state.js";
import { labelled, say } from "../strings.js";
import { beforeButton, importLine, summaryOf } from "./imports.js";

/** A text field shows no more than this of a text that came whole from elsewhere: laying out a megabyte takes the browser a second. */
const SHOWN = 60000;

/** What the dialog offers; files of other kinds can be dropped, and are told what to do instead. */
const KINDS = ".txt,.text,.md,.html,.htm,.mhtml,.mht,.docx,.docm,.dotx,.pdf,.doc,.wps";

/**
 * Brings the input fields to life, which stand in the page from the start; `read(slot, text, about)` is called with every new text, `about` = { name, sample, source }; `drop(dataTransfer)` with more than
 * two files, or a folder.
 */
export function fields(read, drop) {
  const boxes = [0, 1].map((slot) => box(slot));
  let told = "";   // a note that stands already is left alone: the focus may be in it
  const note = el("p", { class: "note", id: "note", role: "status", "aria-live": "polite" });
  const element = find("fields");
  find("load-sample").addEventListener("click", loadSample);
  find("fold").addEventListener("click", () => update({ open: false }, "look"));

  function box(slot) {
    const element = document.querySelector(`.box[data-slot="${slot}"]`), area = find(`text-${slot + 1}`), pick = element.querySelector("[data-pick]");
    const file = labelled(el("input", { type: "file", id: `file-${slot + 1}`, class: "sr", accept: KINDS, multiple: true, tabindex: "-1" }), { "aria-label": "open" });
    const name = element.querySelector(".file-name"), clear = find(`clear-${slot + 1}`);
    pick.after(file);
    pick.addEventListener("click", () => file.click());
    clear.addEventListener("click", () => empty(slot));
    const made = { area, typing: false, written: "" };
    // Who chooses another reading here wants to see it here.
    const line = importLine(slot, (text, source) => take(slot, text, { name: source.name, source }).then(() => update({ open: true }, "look")));
    const typed = paused(250, () => {
      made.typing = false;
      // What came whole keeps its own line breaks; the field knows only \n.
      if (shownOf(state.slots[slot].input) === area.value) return;
      made.written = area.value;
      // Whoever is at the field goes on typing: it stays where it is while the result comes in.
      take(slot, area.value, { typed: document.activeElement === area });
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
    element.appendChild(line.element);
    // What was typed before the program stood.
    if (area.value) { made.typing = true; typed(); }
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
      find("fold").hidden = !started;
      find("offer-tour").hidden = started;
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

