/** Holds the address of a place, as it is cited, and the sentences beside it, on invented texts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, addressWords } from "../../www/address.js";
import { neighbours, paragraphs } from "../../www/text.js";
import { ZH } from "../../www/words/charts.js";
import { parse } from "./texts.mjs";

/** The table's words, without the page that chooses a language. */
const say = (key, values = {}) => key.split(".").reduce((inner, part) => inner[part], ZH).replace(/\{(\w+)\}/g, (whole, name) => values[name]);

const TEXT = `潮汐县2022年法治政府建设年度报告

2022年，潮汐县认真落实各项要求。现报告如下。

一、主要举措和成效

本部分分三个方面。每个方面都有数据。

（一）依法履职。全年办结行政许可1204件。优化服务窗口18个。
新增证明事项清单7张；公开决策31次！公开率有多高？达到百分之百。

（二）矛盾化解

建成调解室26个。一是加强排查，全年排查纠纷815件。二是加强培训，培训调解员340人次。

二、存在的问题

执法力量不足。“一窗通办”尚未全覆盖。”

三、下一年度安排
1. 加强学习。组织讲座12场。
`;

const { sections } = parse(TEXT), list = paragraphs(TEXT);
const of = (words, from = 0) => { const start = TEXT.indexOf(words, from); assert.ok(start >= 0, words); return addressWords(addressOf(TEXT, list, sections, { start, end: start + words.length }), say); };

test("paragraph and sentence are counted within the innermost heading", () => {
  for (const [words, address] of [
    ["分三个方面", "第一部分第1段第1句"],
    ["都有数据", "第一部分第1段第2句"],
    ["1204件", "第一部分（一）第1段第1句"],
    ["18个", "第一部分（一）第1段第2句"],
    ["7张", "第一部分（一）第2段第1句"],
    ["31次", "第一部分（一）第2段第1句"],
    ["公开率", "第一部分（一）第2段第2句"],
    ["百分之百", "第一部分（一）第2段第3句"],
    ["26个", "第一部分（二）第1段第1句"],
    ["执法力量", "第二部分第1段第1句"],
    ["尚未全覆盖", "第二部分第1段第2句"],
  ]) assert.equal(of(words), address, words);
});

test("what stands before the first heading counts from the start, and headings are headings", () => {
  assert.equal(of("认真落实"), "开头第2段第1句");
  assert.equal(of("现报告如下"), "开头第2段第2句");
  assert.equal(of("主要举措和成效"), "第一部分标题");
  assert.equal(of("存在的问题"), "第二部分标题");
});

test("points that open in the middle of a paragraph are headings of their own where the reader takes them for such", () => {
  const at = of("815件");
  assert.match(at, /^第一部分（二）(一是第1段第1句|第1段第2句)$/);
  assert.match(of("12场"), /^第三部分1[.．]?第1段第1句$/);
});

test("odd texts have an address", () => {
  for (const text of ["", "没有标题的一段。第二句。", "一、\n\n", "（一）（二）（三）", "。。。\n！"]) {
    const report = parse(text), lines = paragraphs(text);
    for (let at = 0; at <= text.length; at++) {
      const found = addressWords(addressOf(text, lines, report.sections, { start: at, end: at + 1 }), say);
      assert.match(found, /第\d+段第\d+句$|标题$/, `${JSON.stringify(text)} at ${at}: ${found}`);
    }
  }
});

test("a heading without a number is named by its words, cut", () => {
  const title = "坚持党的全面领导推进法治建设", report = { sections: [{ id: 0, parent: null, level: 1, marker: "", title, span: { start: 0, end: 40 }, titleSpan: { start: 0, end: title.length } }] };
  const text = `${title}\n加强学习。`, found = addressOf(text, paragraphs(text), report.sections, { start: text.indexOf("加强"), end: text.length });
  assert.equal(addressWords(found, say), "“坚持党的全面领导推进法治…”部分第1段第1句");
});

test("the sentences beside a sentence, also across paragraphs", () => {
  const beside = (words) => { const start = TEXT.indexOf(words), end = start + words.length; return neighbours(TEXT, list, { start, end }).map((span) => span && TEXT.slice(span.start, span.end)); };
  assert.deepEqual(beside("优化服务窗口18个。"), ["全年办结行政许可1204件。", "新增证明事项清单7张；公开决策31次！"]);
  assert.deepEqual(beside("公开率有多高？"), ["新增证明事项清单7张；公开决策31次！", "达到百分之百。"]);
  assert.deepEqual(beside("潮汐县2022年法治政府建设年度报告"), [null, "2022年，潮汐县认真落实各项要求。"]);
  assert.deepEqual(beside("组织讲座12场。"), ["1. 加强学习。", null]);
  assert.deepEqual(neighbours("", [], { start: 0, end: 0 }), [null, null]);
});
