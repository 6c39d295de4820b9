/** Turns keys into what the page says. One table; `{n}` stands for a value. */

import { ZH as FILES_ZH } from "./files/words.js";
import { ZH as CHARTS } from "./words/charts.js";
import { ZH as PAGE } from "./words/page.js";
import { ZH as OUT } from "./words/export.js";
import { ZH as KEEP } from "./words/keep.js";
import { TWO } from "./words-two.js";
import { ZH as LIBRARY } from "./words/library.js";

const ZH = {
  ...TWO, ...PAGE, ...CHARTS, ...OUT, ...LIBRARY, ...KEEP,
  files: FILES_ZH,
  name: "法治年报分析器", skip: "跳到正文", tools: "工具", more: "更多",
  one: "一份报告", two: "两年对比",
  privacy: "隐私", large: "大字", dark: "深色", light: "浅色", close: "关闭", print: "打印",
  startTitle: "粘贴一份法治政府建设年度报告", startLead: "看清它写了什么、数了什么。再粘贴一份另一年的，看清变了什么。",
  field1: "报告一", field2: "报告二", fieldHint1: "哪一年的都行，年份自动识别", fieldHint2: "可选，用来对比",
  paste1: "在此粘贴报告全文，或把文件拖到这里", paste2: "再粘贴另一年的报告，或把文件拖到这里",
  open: "打开文件…", openKinds: "Word、PDF、网页、文本", clear: "清空", undo: "撤销", cleared: "已清空{n}。", sample: "载入示例", sampleTag: "虚构示例",
  local: "全部在本机完成，不联网，不自行保存。", howToCheck: "怎么核实", change: "换文本", fold: "收起", swap: "两份对调", swapped: "已按手动指定的先后对比。",
  foldedCut: "（全文 {n} 字已读入，这里只显示开头）",
  characters: "{n} 字", yearReport: "{n} 年报告", noYearReport: "年份未读出", fieldYear: "{n}（{m} 年）", onlyIn: "仅{n}", other: "换看 {n}",
  reading: "正在读取…", busy: "仍在进行，内容较多…", readEncoding: "“{n}”按 {m} 读出。", checkEncoding: "请看一眼是否通顺：{n}",
  overview: "概况", outline: "报告提纲", indicators: "指标", documents: "引用文件", problems: "承认的问题", plans: "下年安排",
  summary: "要点", compared: "指标对照", sideBySide: "对读", charts: "图表", documentsTwo: "引用文件",
  title: "标题", place: "地方", issuers: "发布机关", year: "所报告年度", published: "发布日期", signed: "成文日期", notFound: "未找到",
  facts: { indicators: "项指标", documents: "件引用文件", problems: "条问题", plans: "条安排", sections: "个标题" },
  before: "上年为 {n}", cutHere: "……（下面还有 {n} 字，见原文）", lookThere: "去看",
  parts: "各部分", notFoundTitle: "没有找到报告标题", noted: "读取时注意到", countItems: "{n} 项", countIndicators: "{n} 项指标", aliasOf: "即《{n}》", filterWords: "筛选：文字",
  measures: "举措和成效", problemsRole: "不足和原因", leadership: "第一责任人履职", plansRole: "下一年安排", otherRole: "其他",
  head: { what: "指标", value: "数值", qualifier: "限定词", section: "所在部分", at: "段-句", earlier: "{n}", later: "{n}", change: "变化", title: "文件", number: "发文字号", status: "状态", words: "原文" },
  qualifierOver: "以上、余", qualifierUnder: "以内、近", qualifierAbout: "约", changeTag: "较上年增减", cumulative: "累计", stock: "现有", target: "计划数", partTag: "其中",
  filter: "筛选：名称、单位", filterDocuments: "筛选：文件", all: "全部", kinds: { count: "计数", percent: "百分比", percentagePoint: "百分点", money: "金额", ratio: "倍数", measure: "度量" },
  up: "上升", down: "下降", same: "持平", new: "仅本年", dropped: "仅上年", incomparable: "口径待核", unsure: "配对待核",
  about: "约", unchanged: "持平", points: "个百分点",
  kept: "沿用", renewed: "更新", newDocument: "仅本年", droppedDocument: "仅上年",
  sectionSame: "文字相同", sectionEdited: "有改动", sectionNew: "仅本年", sectionDropped: "仅上年", moved: "位置有变", preface: "开头", similar: "相近程度 {n}%",
  evidence: "依据", source: "原文", sourceOf: "{n}原文", showSource: "看原文", backToEvidence: "回到依据", copied: "已复制。", notCopied: "浏览器不让复制，请选中后按 Ctrl+C。",
  copyTable: "复制表格", copyAll: "复制全部", withoutAddress: "不带段句号", evidenceHint: "点一行，或点原文里的数字，这里就显示它的出处。", numberMark: "数值", documentMark: "引用文件", counted: "{n} 字 · {m} 段",
  why: "为什么认作同一项", sharedWords: "名称都有“{n}”", sameUnit: "单位相同", otherUnit: "单位“{n}”与“{m}”视为同类", confidence: "把握 {n}%", runnerUp: "次选：{n}（{m}%）", reasonLabel: "不作比较：{n}",
  computing: "怎么算的", arithmetic: "（{b} − {a}）÷ {a} = {p}%", arithmeticPoints: "{b} − {a} = {p} 个百分点", arithmeticRough: "原文带“余”“近”“约”等，结果只是约数。",
  based: "据 {n} 处",
  noPair: "还没有可对比的报告", noPairHow: "再粘贴一份另一年的报告，就能看到两年的变化。", addSecond: "粘贴另一份",
  nothing: "没有符合条件的条目。", clearFilter: "清除筛选", noneFound: { indicators: "没有找到可列成指标的数字。", documents: "没有找到用《》引用的文件。", problems: "没有找到讲不足的段落。", plans: "没有找到讲下一年安排的段落。", outline: "没有找到带序号的标题。", charts: "没有可画成图的配对指标。", compared: "两份报告里没有找到可对照的指标。" },
  machine: "机器提取，未经人工核对。", machineChecked: "机器提取，人工核对 {n} 条。", sort: "按{n}排序",
  chartData: "看数据表", showAll: "展开全部", showMore: "再显示一些（还有 {n} 个）", showLess: "收起", notDrawn: "图没有画成（{n}），数据见下表。",
  done: "已读出 {n} 项指标、{m} 个标题。", doneTwo: "已对比：{n} 对指标。",
  privacyTitle: "这个页面能做什么、不能做什么",
  privacyModule: "其中程序模块的 SHA-256：{n}（{m} 字节）",
  keys: "按键：↑↓ 移动，←→ 看两年原文，空格展开依据，Esc 返回，/ 查找，? 看全部。",
};

/** The whole table, for the test that holds both languages to the same keys. */
export const CHINESE = ZH;

/** The English table once it is unpacked (language.js), null before. */
let english = null;

/** Chooses the language of all that is said from now on; null is Chinese. */
export function speakBy(table) {
  english = table;
}

export const inEnglish = () => english !== null;

/** All words, for a worker that says something: its copy of this module is export/say.js. */
export const tables = () => ({ zh: ZH, en: english });

const look = (key, table) => key.split(".").reduce((inner, part) => (inner === undefined ? undefined : inner[part]), table);

/** The words for a key (`facts.indicators` for an inner one), with `{x}` filled in. A key that is missing shows itself. */
export function say(key, values) {
  const other = english ? look(key, english) : undefined, words = other === undefined ? look(key, ZH) : other;
  if (typeof words !== "string") return words === undefined ? key : words;
  if (!values) return words;
  const filled = words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  // A blank parts figures from ideographs; between two ideographs it is one too many (仅见于 报告二).
  return english ? filled : filled.replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, "$1");
}

/** What says the same from the start to the end of the page, and in whichever language is chosen: each entry words it anew. */
const lasting = [];

/** A text node that follows the language. */
export function live(key) {
  const node = document.createTextNode("");
  lasting.push(() => { node.data = say(key); });
  node.data = say(key);
  return node;
}

/** An element whose attributes follow the language: { "aria-label": key, … }. */
export function labelled(element, keys) {
  const draw = () => { for (const [name, key] of Object.entries(keys)) element.setAttribute(name, say(key)); };
  lasting.push(draw);
  draw();
  return element;
}

/** Takes over what stands in the page from the start, in Chinese: words of [data-say], attributes of [data-label] and [data-placeholder]. */
export function adopt(root) {
  for (const element of root.querySelectorAll("[data-say]")) lasting.push(() => { element.textContent = say(element.dataset.say); });
  for (const element of root.querySelectorAll("[data-label]")) lasting.push(() => element.setAttribute("aria-label", say(element.dataset.label)));
  for (const element of root.querySelectorAll("[data-placeholder]")) lasting.push(() => element.setAttribute("placeholder", say(element.dataset.placeholder)));
}

export const reword = () => lasting.forEach((draw) => draw());
