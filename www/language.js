/** Turns the switch between Chinese and English into words: the English table is kept in the page as packed and unpacked at its first use. */

import { unpacked } from "./packed.js";
import { update } from "./state.js";
import { inEnglish, reword, say, speakBy } from "./strings.js";

let table = null;

/** Says everything in the other language from now on. Nothing is stored: the next opening of the page starts in Chinese. */
export async function switchLanguage() {
  const english = !inEnglish();
  if (english && !table) table = await unpacked("english").json();
  speakBy(english ? table : null);
  document.documentElement.lang = english ? "en" : "zh-CN";
  document.title = say("name");
  reword();
  update({}, "language");
}
