/**
 * Turns characters that only look like the ones of a report into those: ⼈⺠ (radicals) into 人民. PDF programs write them where a font draws both with
 * one glyph, and they come along when such a page is copied. One for one, so positions hold.
 */

/** Radicals that Unicode gives no decomposition for (EquivalentUnifiedIdeograph.txt), those that stand for whole characters. */
const PAIRS = "⺁厂⺄乙⺆冂⺇几⺈刀⺊卜⺌小⺎兀⺐尢⺒巳⺓幺⺜日⺝月⺠民⺩王⺬示⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟";

const EQUAL = new Map();
for (let i = 0; i < PAIRS.length; i += 2) EQUAL.set(PAIRS[i], PAIRS[i + 1]);

/** { text, n }: `n` counts what was replaced. */
export function withoutRadicals(text) {
  let n = 0;
  const made = text.replace(/[\u2e80-\u2fd5\uf900-\ufad9]/g, (c) => {
    const plain = EQUAL.get(c) || c.normalize("NFKC");
    if (plain === c || plain.length !== 1) return c;
    n++;
    return plain;
  });
  return { text: made, n };
}
