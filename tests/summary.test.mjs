/** Holds the sentences of the summary to what the crate says of two invented reports. The module itself is tested elsewhere: here its native JSON will do. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { state, update } from "../www/state.js";
import { plain, sentences } from "../www/views/summary.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const crate = join(process.env.FAZHI_TARGET || join(root, "target"), "debug/examples/json");

function show(earlier, later) {
  const folder = mkdtempSync(join(tmpdir(), "fazhi-"));
  try {
    const files = [earlier, later].map((text, i) => { const file = join(folder, `${i}.txt`); writeFileSync(file, text); return file; });
    const json = (...of) => JSON.parse(execFileSync(crate, of, { encoding: "utf8" }));
    const slots = [earlier, later].map((text, i) => ({ ...state.slots[i], input: text, text, report: json(files[i]) }));
    update({ slots, comparison: json(...files) }, "result");
  } finally { rmSync(folder, { recursive: true }); }
  return sentences().map(plain);
}

const report = (year, done, planned) => `霞浪县人民政府关于${year}年法治政府建设情况的报告\n\n一、主要举措和成效\n全年${done[0]}，${done[1]}。\n\n二、${year + 1}年工作安排\n力争${planned[0]}，${planned[1]}。\n`;

test("what was planned in both years is no rise: it stands apart in the summary", () => {
  const told = show(
    report(2022, ["受理渔业行政复议案件120件", "开展海岛普法宣讲86场"], ["建成法治文化码头40个以上", "培训渔村法律明白人500名以上"]),
    report(2023, ["受理渔业行政复议案件132件", "开展海岛普法宣讲92场"], ["建成法治文化码头90个以上", "培训渔村法律明白人1500名以上"]),
  );
  const [pairs, notable] = told;
  assert.match(pairs, /^两份报告有 4 对指标所指相同（其中 2 对是计划数）：/);
  assert.match(notable, /渔业行政复议案件/);
  assert.match(notable, /海岛普法宣讲/);
  assert.doesNotMatch(told.slice(1).join(""), /法治文化码头|法律明白人/);
});

test("results of the same things are told", () => {
  const told = show(
    report(2022, ["建成法治文化码头40个", "培训渔村法律明白人500名"], ["完善海上调解", "加强岛际巡查"]),
    report(2023, ["建成法治文化码头90个", "培训渔村法律明白人1500名"], ["完善海上调解", "加强岛际巡查"]),
  );
  assert.match(told[1], /法治文化码头/);
  assert.doesNotMatch(told[0], /计划数/);
});

test("a problem that was split in two, and two that were merged, are counted once on their own side", () => {
  const admits = (year, lines) => `霞浪县人民政府关于${year}年法治政府建设情况的报告\n\n一、主要举措和成效\n全年开展检查86次。\n\n二、存在的不足\n${lines.join("\n")}\n`;
  const told = show(
    admits(2022, ["（一）部分镇法律顾问未实质参与决策，合同审查流于形式。", "（二）渔港垃圾收运不畅。"]),
    admits(2023, ["（一）法律顾问参与决策仍不充分。", "（二）合同审查把关不严、流于形式。", "（三）外卖平台算法监管空白。"]),
  );
  assert.equal(state.comparison.problems.filter((pair) => pair.status === "persistent").length, 2);
  assert.match(told.join("\n"), /承认的 2 个问题中，1 个在 .*再次提及，1 个未再提及；.*新提及 1 个/);
});
