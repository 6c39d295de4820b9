/** Turns figures into what people read: as written where the report says 余, 近 or 万, with thousands parted elsewhere. */

import { say } from "./strings.js";

const PLUS = "\uff0b\u2060", MINUS = "\u2212\u2060";   // a word joiner keeps the sign with its figure

/** The words of a quantity: [figure, unit]. `12 360份` → ["12,360", "份"]. */
export function quantity(indicator) {
  // What a reader wrote stands in no text.
  if (indicator.corrected) return [number(indicator.value) + (indicator.upper === null ? "" : `—${number(indicator.upper)}`), indicator.unit];
  const raw = indicator.raw.replace(/[\s\u3000]+/g, "");
  const plain = /^([0-9０-９]{4,})(\D*)$/.exec(raw);
  if (plain) return [group(plain[1]), plain[2]];
  const unit = indicator.unit.replace(/[\s\u3000]+/g, "");
  const counted = `个${unit}`;   // 个 belongs to the unit's words (1.7个百分点), not to the figure
  if (unit && raw.endsWith(counted)) return [raw.slice(0, raw.length - counted.length), counted];
  if (unit === "%" && raw.endsWith("％")) return [raw.slice(0, -1), "％"];
  if (unit && raw.endsWith(unit)) return [raw.slice(0, raw.length - unit.length), unit];
  return [raw, ""];
}

function group(digits) {
  return digits.replace(/\B(?=([0-9０-９]{3})+$)/g, ",");
}

/** A number of ours, with thousands parted and no superfluous decimals. */
export function number(value, decimals = 2) {
  const rounded = Number(value.toFixed(decimals));
  const [whole, part] = String(Math.abs(rounded)).split(".");
  return (rounded < 0 ? MINUS : "") + (/e/.test(whole) ? whole : group(whole)) + (part ? `.${part}` : "");
}

/** With its sign, also for plus. */
export function signed(value, decimals = 2) {
  const words = number(Math.abs(value), decimals);
  return value === 0 || words === "0" ? words : (value > 0 ? PLUS : MINUS) + words;
}

/** ＋20.0%: always one decimal, so that figures in a column can be held against each other. */
export const percent = (value) => `${value < 0 ? MINUS : value > 0 ? PLUS : ""}${group(Math.abs(value).toFixed(1).split(".")[0])}.${Math.abs(value).toFixed(1).split(".")[1]}%`;

/** `14 个`, `213.6万元`, `98.5%`: as words in a sentence. */
export function inWords(indicator) {
  const [figures, unit] = quantity(indicator);
  return /[%％元]|百分点/.test(unit) || /[万亿余多]$/.test(figures) ? figures + unit : `${figures} ${unit}`;
}

/** Sums of money and large counts in 万 and 亿, so that a difference of 920000 元 reads 92万元. */
export function amount(value, unit) {
  const size = Math.abs(value);
  if (size >= 1e8) return `${signed(value / 1e8)}亿${unit}`;
  if (size >= 1e4 && (unit === "元" || size % 100 === 0)) return `${signed(value / 1e4)}万${unit}`;
  return `${signed(value)}${unit}`;
}

/** Is one of the two figures only roughly stated? */
export const rough = (before, after) => [before, after].some((indicator) => indicator && (indicator.qualifier !== "exact" || indicator.upper !== null));

export const isRate = (indicator) => indicator.kind === "percent" || indicator.kind === "percentagePoint";

/** How a pair changed: { main, aside }; `＋42.8%` and `＋183件`, or `＋1.7 个百分点`. Empty where nothing is computed. */
export function change(pair, before, after) {
  if (pair.delta === null || !before || !after) return { main: "", aside: "" };
  const about = rough(before, after) ? say("about") : "";
  if (pair.status === "same") return { main: say("unchanged"), aside: "" };
  if (isRate(after)) return { main: `${about}${signed(pair.delta)} ${say("points")}`, aside: "" };
  const difference = about + amount(pair.delta, after.unit);
  if (pair.percent === null) return { main: difference, aside: "" };
  return { main: `${about}${percent(pair.percent)}`, aside: difference };
}

const QUALIFIERS = { over: "qualifierOver", under: "qualifierUnder", about: "qualifierAbout" };

/** 余/以上 and the like in words; empty for an exact figure. */
export const qualifier = (indicator) => (QUALIFIERS[indicator.qualifier] ? say(QUALIFIERS[indicator.qualifier]) : "");
