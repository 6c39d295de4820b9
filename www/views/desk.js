/** Turns wishes about the whole work into deeds: save it, open a saved one, take a correction back, list them, name the keys. */

import { isKnown, ofFixes, undo } from "../corrections.js";
import { el } from "../dom.js";
import { addAll, contents, entryOf, replace } from "../library/library.js";
import { mergedRules } from "../library/own-rules.js";
import { download, projectName, projectParts, readProject } from "../project.js";
import { emptySlot, order, state, update } from "../state.js";
import { labelled, say } from "../strings.js";
import { fixList } from "./fixes.js";

/** `over` is the sheet; `page` = { engine(), busy(step), settle() }. */
export function desk(over, page) {
  const file = labelled(el("input", { type: "file", id: "project-file", class: "sr", accept: ".json,application/json", tabindex: "-1" }), { "aria-label": "openProject" });
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    if (chosen) open(chosen, merging);
    file.value = "";
    merging = false;
  });
  let asked = 0, merging = false;

  const refuse = (words) => update({ note: words }, "note");

  /** Reads a file whole before anything here is touched: what can't be read changes nothing. */
  async function open(chosen, adding) {
    const ask = ++asked;
    let text = "";
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(await chosen.arrayBuffer()));
    } catch (error) {
      return refuse(say("project.unreadable", { n: chosen.name }));
    }
    const project = readProject(chosen.name, text, chosen.size);
    if (project.error) return refuse(project.error);
    if (adding) return merge(chosen.name, project);
    const engine = page.engine();
    if (!engine) return refuse(say("project.unreadable", { n: chosen.name }));
    const before = { slots: state.slots, fixes: state.fixes, past: state.past, saved: state.saved, swapped: state.swapped, mode: state.mode, view: state.view, many: { ...state.many } }, held = contents();
    page.busy(1);
    try {
      const corrections = project.reports.map((report) => JSON.stringify(ofFixes(project.fixes, report.text)));
      const reports = await Promise.all(project.reports.map((report, i) => engine.parse(report.text, JSON.parse(corrections[i]), { slot: `open-${i}` })));
      if (ask !== asked || reports.includes(undefined)) return;
      const slots = [0, 1].map((i) => (reports[i] ? { ...emptySlot(), input: project.reports[i].text, text: project.reports[i].text, name: project.reports[i].name, report: reports[i], corrections: corrections[i] } : emptySlot()));
      Object.assign(state, { slots, fixes: project.fixes, past: [], swapped: false, many: { ...state.many, ...project.settings, rules: project.rules }, mode: project.library.length ? "many" : "one" });
      replace(project.library);
      state.saved = true;
      // The file holds them in the order in which they were compared.
      if (slots.every((slot) => slot.report) && order()[0] !== 0) state.swapped = true;
      await page.settle(state.mode);
      const back = el("button", { class: "link", type: "button", id: "before-opening", onclick: async () => { Object.assign(state, before); replace(held); await page.settle(before.mode); update({ note: say("project.restored") }, "note"); } }, say("project.restore"));
      update({ note: [say("project.opened", { n: chosen.name }), before.slots.some((slot) => slot.report) || held.length ? back : null] }, "note");
    } catch (error) {
      refuse(say("project.damaged", { n: chosen.name }));
    } finally {
      page.busy(-1);
    }
  }

  /** Adds a project to what is here: texts that are here already are recognised, what was corrected here stands. */
  function merge(name, project) {
    const all = [...project.reports, ...project.library], texts = new Set(), fresh = all.filter(({ text }) => !entryOf(text) && !texts.has(text) && texts.add(text));
    state.fixes = [...state.fixes, ...project.fixes.filter((fix) => !isKnown(fix))];
    state.many = { ...state.many, rules: mergedRules(state.many.rules, project.rules) };
    if (fresh.length) addAll(fresh.map((report) => ({ name: report.name || name, text: report.text })));
    state.saved = false;
    update({ note: say("project.merged", { n: name, m: fresh.length, k: new Set(all.map(({ text }) => text)).size - fresh.length }) }, "note", "library", "corrections");
  }

  function save() {
    const name = projectName();
    download(name, projectParts(new Date().toISOString()));
    update({ saved: true, note: say("fix.saved", { n: name }) }, "note");
  }

  function list() {
    const { title, content } = fixList(save, list);
    over.show(title, content);
  }

  return {
    file, save, list,
    open: () => { merging = false; file.click(); },
    merge: () => { merging = true; file.click(); },
    mergeFile: (chosen) => open(chosen, true),
    openFile: (chosen) => open(chosen),
    undo() {
      if (undo()) update({ note: say("fix.undone") }, "note", "corrections");
    },
  };
}
