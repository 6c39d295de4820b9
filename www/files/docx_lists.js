/** Turns a document's numbering and styles into the number that each paragraph of a list shows. */

import { counts, numeral } from "./numbering.js";
import { attribute, scan } from "./xml.js";

const on = (value) => value === null || !/^(0|false|off|none)$/.test(value);

/** Styles by id: { name, based, num, level, hidden }. */
export function readStyles(bytes) {
  const styles = new Map();
  let style = null, inRun = false;
  scan(bytes, {
    open(name, attributes) {
      const value = attribute(attributes, "val");
      if (name === "style") styles.set(attribute(attributes, "styleId"), style = { name: "", based: null, num: null, level: null, hidden: false });
      else if (!style) return;
      else if (name === "rPr") inRun = true;
      else if (name === "name") style.name = value || "";
      else if (name === "basedOn") style.based = value;
      else if (name === "numId") style.num = value;
      else if (name === "ilvl") style.level = Number(value);
      else if (name === "vanish" && inRun) style.hidden = on(value);
    },
    close(name) {
      if (name === "style") style = null;
      if (name === "rPr") inRun = false;
    },
    text() {},
  });
  return styles;
}

/** Looks a property up in a style and those it is based on. */
export function inherited(styles, id, property) {
  for (let style = styles.get(id), steps = 0; style && steps < 50; style = styles.get(style.based), steps++) if (style[property] !== null) return style[property];
  return null;
}

function readNumbering(bytes) {
  const kinds = new Map(), lists = new Map();
  let kind = null, list = null, level = null, override = null;
  scan(bytes, {
    open(name, attributes) {
      const value = attribute(attributes, "val");
      if (name === "abstractNum") kinds.set(attribute(attributes, "abstractNumId"), kind = { levels: [], link: null });
      else if (name === "num") lists.set(attribute(attributes, "numId"), list = { kind: null, starts: [], levels: [] });
      else if (name === "lvl") {
        const at = Number(attribute(attributes, "ilvl"));
        level = { format: "decimal", words: "", start: 1, legal: false, style: null, restart: null };
        (list ? list.levels : kind ? kind.levels : [])[at] = level;
      } else if (name === "lvlOverride") override = Number(attribute(attributes, "ilvl"));
      else if (name === "startOverride" && list) list.starts[override] = Number(value);
      else if (name === "abstractNumId" && list) list.kind = value;
      else if (name === "numStyleLink" && kind) kind.link = value;
      else if (!level) return;
      else if (name === "start") level.start = Number(value);
      else if (name === "numFmt") level.format = value || "decimal";
      else if (name === "lvlText") level.words = value || "";
      else if (name === "isLgl") level.legal = on(value);
      else if (name === "pStyle") level.style = value;
      else if (name === "lvlRestart") level.restart = Number(value);
    },
    close(name) {
      if (name === "abstractNum") kind = null;
      if (name === "num") list = null;
      if (name === "lvl") level = null;
    },
    text() {},
  });
  return { kinds, lists };
}

/**
 * marker({ style, num, level }) for each paragraph in document order: `一、`, `（二）`, `1.2 `; empty for what is no list or has only a bullet.
 * Lists of the same kind count on, unless one says where it starts; a level counts anew after a higher one.
 */
export function numberer(bytes, styles) {
  const { kinds, lists } = bytes ? readNumbering(bytes) : { kinds: new Map(), lists: new Map() };
  const counters = new Map(), started = new Set();

  function kindOf(list, steps = 0) {
    const kind = kinds.get(list.kind);
    if (!kind || !kind.link || steps > 5) return [list.kind, kind];
    const other = lists.get(inherited(styles, kind.link, "num"));
    return other ? kindOf(other, steps + 1) : [list.kind, kind];
  }

  return ({ style, num, level }) => {
    const id = num !== null ? num : inherited(styles, style, "num");
    const list = id === null || id === "0" ? null : lists.get(id);
    if (!list) return "";
    const [key, kind] = kindOf(list);
    if (!kind) return "";
    const linked = kind.levels.findIndex((l) => l && l.style !== null && l.style === style);
    const at = Math.min(8, level !== null ? level : num === null && linked >= 0 ? linked : inherited(styles, style, "level") || 0);
    const levels = kind.levels.map((own, i) => list.levels[i] || own);
    if (!levels[at]) return "";
    if (!counters.has(key)) counters.set(key, []);
    const counter = counters.get(key);
    if (!started.has(id)) {
      started.add(id);
      list.starts.forEach((start, i) => { if (Number.isFinite(start)) counter[i] = start - 1; });
    }
    counter[at] = counter[at] === undefined ? levels[at].start : counter[at] + 1;
    for (let deeper = at + 1; deeper < 9; deeper++) {
      const restart = levels[deeper] ? levels[deeper].restart : null;
      if (restart === null || (restart > 0 && at < restart)) counter[deeper] = undefined;
    }
    if (!counts(levels[at].format)) return "";
    const words = levels[at].words.replace(/%([1-9])/g, (whole, digit) => {
      const other = levels[digit - 1];
      if (!other) return "";
      const n = counter[digit - 1] === undefined ? other.start : counter[digit - 1];
      return numeral(n, levels[at].legal ? "decimal" : other.format);
    }).replace(/[\uf000-\uf8ff\t]/g, "");
    return /[\w%]$/.test(words) ? `${words} ` : words;
  };
}
