/** Turns the position in a list into the number that Word, WPS and browsers show there. */

const DIGITS = "〇一二三四五六七八九";
const LEGAL = ["零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万"];
const COUNTING = ["零一二三四五六七八九", "十百千", "万"];

/** 12 → 十二, 105 → 一百零五. */
function chinese(n, [digits, tens, myriad], shortTen) {
  if (n <= 0 || n >= 100000000) return String(n);
  if (n >= 10000) return chinese(Math.floor(n / 10000), [digits, tens, myriad], shortTen) + myriad + (n % 10000 ? (n % 10000 < 1000 ? digits[0] : "") + chinese(n % 10000, [digits, tens, myriad], false) : "");
  let words = "", gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (!digit) { gap = words !== ""; continue; }
    words += (gap ? digits[0] : "") + digits[digit] + (place ? tens[place - 1] : "");
    gap = false;
  }
  return shortTen && n >= 10 && n < 20 ? words.slice(1) : words;
}

function roman(n) {
  const steps = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let words = "", left = n;
  if (n > 3999) return String(n);
  for (const [value, letters] of steps) while (left >= value) { words += letters; left -= value; }
  return words;
}

const letters = (n, first) => String.fromCharCode(first.charCodeAt(0) + ((n - 1) % 26)).repeat(Math.ceil(n / 26) || 1).slice(0, 8);
const cycle = (n, words) => words[(n - 1) % words.length] || String(n);
const digitwise = (n, digits) => String(n).replace(/\d/g, (d) => digits[d]);
const circled = (n) => (n >= 1 && n <= 20 ? String.fromCharCode(0x245f + n) : n > 20 && n <= 35 ? String.fromCharCode(0x323c + n) : String(n));
const counting = (n) => chinese(n, COUNTING, true);

/** Names of ECMA-376 ST_NumberFormat and of CSS list-style-type. Formats that are not listed count in digits. */
const FORMATS = {
  chineseCounting: counting, chineseCountingThousand: counting, taiwaneseCounting: counting, taiwaneseCountingThousand: counting, japaneseCounting: counting,
  "cjk-ideographic": counting, "simp-chinese-informal": counting, "trad-chinese-informal": counting, "cjk-decimal": (n) => digitwise(n, DIGITS),
  ideographDigital: (n) => digitwise(n, DIGITS), taiwaneseDigital: (n) => digitwise(n, DIGITS), japaneseDigitalTenThousand: (n) => digitwise(n, DIGITS), koreanDigital2: (n) => digitwise(n, DIGITS),
  chineseLegalSimplified: (n) => chinese(n, LEGAL, false), ideographLegalTraditional: (n) => chinese(n, LEGAL, false), "simp-chinese-formal": (n) => chinese(n, LEGAL, false),
  ideographTraditional: (n) => cycle(n, "甲乙丙丁戊己庚辛壬癸"), "cjk-heavenly-stem": (n) => cycle(n, "甲乙丙丁戊己庚辛壬癸"), ideographZodiac: (n) => cycle(n, "子丑寅卯辰巳午未申酉戌亥"), "cjk-earthly-branch": (n) => cycle(n, "子丑寅卯辰巳午未申酉戌亥"),
  decimalEnclosedCircle: circled, decimalEnclosedCircleChinese: circled, decimalEnclosedParen: (n) => `(${n})`, decimalEnclosedFullstop: (n) => `${n}.`, ideographEnclosedCircle: (n) => (n <= 10 ? String.fromCharCode(0x327f + n) : String(n)),
  decimalZero: (n) => String(n).padStart(2, "0"), "decimal-leading-zero": (n) => String(n).padStart(2, "0"),
  decimalFullWidth: (n) => digitwise(n, "０１２３４５６７８９"), decimalFullWidth2: (n) => digitwise(n, "０１２３４５６７８９"),
  lowerRoman: roman, "lower-roman": roman, i: roman, upperRoman: (n) => roman(n).toUpperCase(), "upper-roman": (n) => roman(n).toUpperCase(), I: (n) => roman(n).toUpperCase(),
  lowerLetter: (n) => letters(n, "a"), "lower-alpha": (n) => letters(n, "a"), "lower-latin": (n) => letters(n, "a"), a: (n) => letters(n, "a"),
  upperLetter: (n) => letters(n, "A"), "upper-alpha": (n) => letters(n, "A"), "upper-latin": (n) => letters(n, "A"), A: (n) => letters(n, "A"),
};

/** Marks that count nothing. */
const BARE = new Set(["bullet", "none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"]);

export const counts = (format) => !BARE.has(format);

export function numeral(n, format) {
  const write = FORMATS[format];
  return write && n > 0 ? write(n) : String(n);
}

/** A browser's marker: `1. `, `一、`. */
export function listMarker(n, format) {
  if (!counts(format)) return "";
  const words = numeral(n, format);
  return /[\u4e00-\u9fff〇]$/.test(words) ? `${words}、` : `${words}.`;
}
