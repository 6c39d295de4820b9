/** Turns keys into what charts, addresses and computations say; both languages, same keys. */

export const ZH = {
  chart: {
    kinds: { changes: "变化幅度", rates: "比率", values: "数值", coverage: "各方面", lengths: "篇幅", reuse: "沿用" }, kind: "图的种类", unit: "单位", alone: "图表", help: "方向键在图中移动，回车看依据，Esc 离开。",
    download: "下载", png: "图片 PNG", svg: "矢量图 SVG", csv: "数据 CSV", made: "{n} 制图。", saved: "已存为 {n}。", notSaved: "没有存成（{n}）。", show: "显示 {n}", difference: "相差", figure: "数值 {n}", none: "这份报告里没有可画成图的内容。", waiting: "正在准备图表…", goes: "再点一次看依据",
    passages: "据 {n} 处", percent: "幅度（%）",
  },
  cite: { copy: "复制出处", whole: "全文第 {p} 段第 {s} 句", heading: "标题", start: "开头", at: "第{p}段第{s}句", level: "第{n}部分", named: "“{n}”部分", source: "《{title}》{at}：“{words}”", untitled: "{place}{year}年度报告{at}：“{words}”", before: "前一句", after: "后一句",
    also: "这里还有：", kinds: { indicator: "指标", document: "引用文件", problem: "问题", plan: "安排", check: "数字核对", agreement: "数字相符", target: "计划数", passage: "沿用" }, itemMark: "问题、安排", numbered: "{n} {m}" },
  reckon: {
    open: "怎么算的", title: "怎么算的", rule: "规则", limits: "局限", delta: "增减", percent: "幅度", points: "百分点", value: "{n}所载", sum: "{b} − {a} = {d}", share: "{d} ÷ {a} = {p}%", fraction: "{a} ÷ {b} = {p}%",
    pair: "名称、单位和所在部分相近，认作同一项；把握较大才计算。幅度是增减除以前一年的数。", rate: "比率相减，得百分点，不算百分之几。", bounds: "两数都按报告所写。报告若在别处修订过，这里不知道。", rough: "原文带“余”“近”“约”“以上”等，结果只是约数。", small: "基数小于 5，百分比容易误导，图中只列增减。", otherPlace: "两个地方的数只比高低，不说升降。",
    onlyOne: "只在一份报告里找到，没有可比的数。", incomparable: "不作计算：{n}", same: "两数相等。", target: "前一份报告的计划数，与后一份报告所报数值相比：不少于计划数，就记为达到。", targetOpen: "限定词使两数比不出高低，不作判断。", reached: "{b} ≥ {a}", missed: "{b} ＜ {a}", targetBounds: "计划数与实际数由名称和单位相近认出，口径可能不同。",
    check: "按原文所写的数重算一遍，容许四舍五入的差别。", checkBounds: "不符可能是口径不同、上年数后来修订或笔误，报告本身不足以判断是哪一种。", stated: "原文", computed: "算得",
    reuse: "后一份报告的正文里，连续八个字以上与前一份相同或相近（数字不计）的文字，除以正文全部字数；空白和标点不计。", copied: "沿用的字数", body: "正文字数", without: "另去掉标题和固定表述再算：{n}。", reuseBounds: "沿用不等于不当：职责性表述本就相对稳定。", section: "同样的算法，只算这一部分里的文字：{n}。",
    topic: "一句话里有纲要这个方面的专用词，或有两个以上常用词，就计入这个方面；句中没有的，看所在标题。", spoken: "计入的字数", topicBounds: "一句可以计入几个方面，各方面相加不必是 100%。未找到，是没有找到对应的用词，不等于没有讲。", terms: "据字词：{n}",
    recomputed: "分子、分母都在同一份报告里，重算一遍。", numerator: "分子", denominator: "分母", recomputedBounds: "分子、分母由名称认出；原文所写的比率可能用的是别的口径。",
    complete: "规定要求写明的几部分，逐一在标题和段落里找；找到一部分记一部分。", parts: "找到的部分", completeSum: "{n} ÷ {m} 部分", completeBounds: "只看有没有这一部分的文字，不判断写得好不好。规定的条号或原文待核的，另有标明。",
    plan: "前一份报告的每条安排，在后一份报告里找用词相近的句子：写有结果（数字、建成、出台等）的算有对应表述，只写到而没有结果的算有提及，都没有的算未找到对应表述。", shared: "相同的用词", likeness: "相近程度", planBounds: "只看本年报告怎么写；未找到对应表述，不等于没有做。",
    chart: { changes: "每对指标（后数 − 前数）÷ 前数；只画把握较大、单位相同的。", rates: "每对比率，后数 − 前数，得百分点。", values: "每项指标的数值，自 0 画起；一张图只有一种单位。", coverage: "一句话按用词计入纲要的方面，字数除以正文字数。", lengths: "每部分从标题到下一标题的字数，不计空白。", reuse: "每部分里与前一份相同或相近的字数，除以这一部分的字数。" },
    chartBounds: "机器提取，未经人工核对；点图中任一行，看原句。",
  },
};

export const EN = {
  chart: {
    kinds: { changes: "Changes", rates: "Rates", values: "Values", coverage: "Fields", lengths: "Lengths", reuse: "Reuse" }, kind: "Kind of chart", unit: "Unit", alone: "Charts", help: "Arrow keys move in the chart, Enter shows the evidence, Esc leaves.",
    download: "Download", png: "Picture, PNG", svg: "Drawing, SVG", csv: "Data, CSV", made: "Drawn on {n}.", saved: "Saved as {n}.", notSaved: "Not saved ({n}).", show: "Show {n}", difference: "Difference", figure: "Value {n}", none: "Nothing in this report can be drawn as a chart.", waiting: "Preparing the charts…", goes: "Once more for the evidence",
    passages: "{n} places", percent: "Change (%)",
  },
  cite: { copy: "Copy citation", whole: "Paragraph {p}, sentence {s} of the whole text", heading: ", heading", start: "opening", at: ", paragraph {p}, sentence {s}", level: "Part {n}", named: "“{n}”", source: "{title}, {at}: “{words}”", untitled: "{place}{year} annual report, {at}: “{words}”", before: "Sentence before", after: "Sentence after",
    also: "Here too: ", kinds: { indicator: "indicator", document: "document", problem: "problem", plan: "plan", check: "check", agreement: "agreeing figure", target: "target", passage: "reuse" }, itemMark: "problem, plan", numbered: "{n} {m}" },
  reckon: {
    open: "How it is computed", title: "How it is computed", rule: "Rule", limits: "Limits", delta: "Difference", percent: "Change", points: "Points", value: "In the {n}", sum: "{b} − {a} = {d}", share: "{d} ÷ {a} = {p}%", fraction: "{a} ÷ {b} = {p}%",
    pair: "Taken for one indicator where name, unit and section are alike; computed only where this is fairly sure. The change is the difference divided by the earlier figure.", rate: "Rates are subtracted: the result is percentage points, not per cent.", bounds: "Both figures as the reports have them. A revision elsewhere is not known here.", rough: "The text says “about”, “more than” or the like: the result is rough.", small: "The base is below 5: a percentage would mislead, so the chart gives the difference only.", otherPlace: "Of two places only higher and lower are told.",
    onlyOne: "Found in one report only: nothing to compare with.", incomparable: "Not computed: {n}", same: "The two are equal.", target: "The planned figure of the earlier report against the one that the later report gives: met where it is not less.", targetOpen: "The wording leaves open which is larger: nothing is judged.", reached: "{b} ≥ {a}", missed: "{b} < {a}", targetBounds: "Planned and reached figures are matched by name and unit; they may count different things.",
    check: "Computed again from the figures in the text, allowing for rounding.", checkBounds: "A difference may come from another scope, a later revision or a slip; the report alone does not tell which.", stated: "Text", computed: "Computed",
    reuse: "Text of the later body of eight characters or more that stands in the earlier report, figures aside, divided by all of its characters; blanks and punctuation are not counted.", copied: "Reused characters", body: "Characters of the body", without: "Without headings and set phrases: {n}.", reuseBounds: "Reused does not mean improper: duties are described alike every year.", section: "The same for this section alone: {n}.",
    topic: "A sentence counts for a field where it has one of its own words or two of its common ones; where it has none, its heading decides.", spoken: "Characters counted", topicBounds: "A sentence may count for several fields, so shares need not add up to 100%. Not found means that no such words were found.", terms: "By the words: {n}",
    recomputed: "Numerator and denominator stand in the same report; computed again.", numerator: "Numerator", denominator: "Denominator", recomputedBounds: "Both are matched by name; the rate in the text may count otherwise.",
    complete: "Each part that the rules ask for is looked for in headings and passages; each found counts.", parts: "Parts found", completeSum: "{n} of {m} parts", completeBounds: "This says whether such text is there, not how good it is. Rules whose wording is to be checked are marked.",
    plan: "For each plan of the earlier report, sentences of like words are looked for in the later one: with a result it counts as answered, without one as mentioned, else as not found.", shared: "Words in common", likeness: "Likeness", planBounds: "Only the text is read; not found does not mean not done.",
    chart: { changes: "For each pair (later − earlier) ÷ earlier; only pairs that are fairly sure and of one unit.", rates: "For each pair of rates, later − earlier, in percentage points.", values: "The value of each indicator, from 0; one unit in one chart.", coverage: "Sentences are counted under the fields of the outline by their words; characters divided by those of the body.", lengths: "Characters from one heading to the next, without blanks.", reuse: "Characters of each section that stand in the earlier report, divided by those of the section." },
    chartBounds: "Extracted by machine, not checked by hand; choose any row for its sentence.",
  },
};
