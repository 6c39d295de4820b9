/** Turns keys into what stands in exported files; both languages, same keys. The Chinese ones are packed with the writers (export/say.js), so that the page itself stays small. */

export const ZH = {
  out: {
    titleTwo: "{n}法治政府建设年度报告对比分析", titleOne: "{n}法治政府建设年度报告分析", untitled: "（标题未找到）", earlier: "○ {n}：{m}", later: "● {n}：{m}", this: "报告：{m}",
    by: "机器提取，{n} · {date} · 法治年报分析器 {version}", none: "未经人工核对", some: "人工核对 {n} 条", foot: "{names} · 机器提取，{n} · {date}", page: ["第 ", " 页，共 ", " 页"],
    how: "“段-句”是原文出处：9-2 指第 9 段第 2 句，标题也算一段。○ 为较早一年，● 为较晚一年。只说文字怎么写：未找到对应表述，不等于没有做。",
    howOne: "“段-句”是原文出处：9-2 指第 9 段第 2 句，标题也算一段。只说文字怎么写：未找到对应表述，不等于没有做。",
    at: "段-句", change: "变化", plan: "安排", answer: "对应表述", passage: "本年文字", arithmetic: "算式", claim: "说明", where: "出处", kind: "类别", part: "内容", rule: "依据", has: "有", lacks: "未找到对应表述", agrees: "相符", contradicts: "不符，待核", toCheck: "（待核）", own: "自定要求", ownWords: "自定要求，词语：{n}",
    required: "必备内容", evidence: "依据：原文", evidenceOf: "{n}", evidenceHow: "上面各表所列的数字，都出自下面的句子。", sentence: "原句", figures: "其中的数字", none2: "没有。", facts: "概况", item: "项目", content: "内容", charts: "图",
    deadline: "期限", topic: "方面", coverage: "各方面篇幅", shareOf: "{n}占正文", coverHow: "按字词归到纲要各条，一段可归几条，各条相加可以超过 100%。",
    sheet: { about: "说明", indicators: "{n}指标", pairs: "指标对照", targets: "目标—实际", plans: "安排的回应", problems: "问题", documents: "引用文件", reuse: "沿用", checks: "数字核对", required: "必备内容", summary: "要点", items: "安排" },
    col: {
      place: "地方", year: "年度", metric: "通用名称", metricId: "指标编号", label: "指标", value: "数值", upper: "上限", unit: "单位", qualifier: "限定词", kind: "类别", period: "期间", raw: "原文写法", section: "所在部分", at: "段-句", sentence: "原句", start: "起", end: "止",
      hand: "人工", beforeValue: "上年数值", afterValue: "本年数值", beforeRaw: "上年写法", afterRaw: "本年写法", delta: "增减", percent: "变化%", status: "状态", sure: "把握", beforeAt: "上年段-句", afterAt: "本年段-句", beforeSentence: "上年原句", afterSentence: "本年原句", beforeStart: "上年起", beforeEnd: "上年止", afterStart: "本年起", afterEnd: "本年止",
      words: "文字", report: "报告", number: "发文字号", before: "上年", after: "本年", note: "说明", size: "字数", met: "与计划相比", cause: "原因", again: "再次列入计划",
    },
    address: "{n}段{m}句", yes: "是", qualifiers: { exact: "", over: "以上、余", under: "以内、近", about: "约" }, periods: { year: "当年", cumulative: "累计", stock: "现有", target: "计划数" },
    about: { title: "内容", made: "生成时间", program: "程序", reviewed: "核对情况", report: "报告", offsets: "起止位置", offsetsWords: "自全文开头数起的字符位置（UTF-16 单位），止不含在内", rough: "数值已折算成基本单位（万元折成元）；原文写法另列一栏。" },
  },
};

export const EN = {
  out: {
    titleTwo: "{n}: two annual reports on rule-of-law government compared", titleOne: "{n}: annual report on rule-of-law government", untitled: "(no title found)", earlier: "○ {n}: {m}", later: "● {n}: {m}", this: "Report: {m}",
    by: "Extracted by machine, {n} · {date} · Fazhi Lens {version}", none: "not checked by a person", some: "{n} checked by a person", foot: "{names} · extracted by machine, {n} · {date}", page: ["Page ", " of ", ""],
    how: "“Place” is where it stands in the text: 9-2 is paragraph 9, sentence 2; headings count as paragraphs. ○ is the earlier year, ● the later. All of this is about wording: no matching passage found does not mean that nothing was done.",
    howOne: "“Place” is where it stands in the text: 9-2 is paragraph 9, sentence 2; headings count as paragraphs. All of this is about wording: no matching passage found does not mean that nothing was done.",
    at: "Place", change: "Change", plan: "Plan", answer: "Matching passage", passage: "Words of the later year", arithmetic: "Arithmetic", claim: "What is said", where: "Where", kind: "Kind", part: "Part", rule: "Rule", has: "present", lacks: "no matching passage found", agrees: "agrees", contradicts: "does not agree, to be checked", toCheck: " (to be checked)", own: "own rules", ownWords: "Own rules, words: {n}",
    required: "Required parts", evidence: "Evidence: the text itself", evidenceOf: "{n}", evidenceHow: "Every figure in the tables above comes from one of these sentences.", sentence: "Sentence", figures: "Figures in it", none2: "None.", facts: "Particulars", item: "Item", content: "Content", charts: "Charts",
    deadline: "Deadline", topic: "Field", coverage: "Length by field", shareOf: "Share in {n}", coverHow: "Passages are assigned to fields by their words; one may count for several, so shares can add up to more than 100%.",
    sheet: { about: "About", indicators: "{n} figures", pairs: "Compared", targets: "Planned and reached", plans: "Plans answered", problems: "Shortcomings", documents: "Documents", reuse: "Reused", checks: "Sums checked", required: "Required parts", summary: "Summary", items: "Plans" },
    col: {
      place: "Place", year: "Year", metric: "Canonical metric", metricId: "Metric id", label: "Figure", value: "Value", upper: "Upper", unit: "Unit", qualifier: "Qualifier", kind: "Kind", period: "Period", raw: "As written", section: "Section", at: "Para-sentence", sentence: "Sentence", start: "Start", end: "End",
      hand: "By hand", beforeValue: "Earlier value", afterValue: "Later value", beforeRaw: "Earlier, as written", afterRaw: "Later, as written", delta: "Difference", percent: "Change %", status: "Status", sure: "Confidence", beforeAt: "Earlier para-sentence", afterAt: "Later para-sentence", beforeSentence: "Earlier sentence", afterSentence: "Later sentence", beforeStart: "Earlier start", beforeEnd: "Earlier end", afterStart: "Later start", afterEnd: "Later end",
      words: "Words", report: "Report", number: "Document number", before: "Earlier", after: "Later", note: "Note", size: "Characters", met: "Against the plan", cause: "Cause", again: "Planned again",
    },
    address: "para. {n} sent. {m}", yes: "yes", qualifiers: { exact: "", over: "over", under: "under", about: "about" }, periods: { year: "in the year", cumulative: "cumulative", stock: "at a date", target: "planned" },
    about: { title: "Content", made: "Made", program: "Program", reviewed: "Checked", report: "Report", offsets: "Positions", offsetsWords: "Counted from the beginning of the text in UTF-16 units; the end is not included", rough: "Values are in base units (“万元” as “元”); as written stands in a column of its own." },
  },
};
