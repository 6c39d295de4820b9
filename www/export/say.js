/** Turns keys into words in the worker that writes files: bundle.mjs puts this in place of strings.js, since the page hands its words over with the work. */

import { ZH } from "../words/document.js";

const look = (key, table) => key.split(".").reduce((inner, part) => (inner === undefined || inner === null ? undefined : inner[part]), table);
let order = [ZH];

/** Asked for on the page alone. */
export const tables = () => null, live = () => null, labelled = (element) => element, inEnglish = () => false;

/** `zh` and `en` are the page's own tables; `en`, null where the page is Chinese, holds the words of documents as well. */
export function learn({ zh, en }) {
  order = en ? [en, ZH, zh] : [ZH, zh];
}

export function say(key, values) {
  const words = order.map((table) => look(key, table)).find((found) => found !== undefined);
  if (typeof words !== "string") return words === undefined ? key : words;
  if (!values) return words;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)).replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, "$1");
}
