/** Turns codes and kinds of the module's messages into English; the module itself says them in Chinese. Placeholders as in told.js. */

export const CORE = {
  earlier: "earlier", later: "later",
  diagnostic: {
    emptyText: "There is no text to read.", notChinese: "There is little Chinese in this text, unlike a Chinese report; only what can be read is listed.",
    noTitle: "No title was found.", noYear: "The year reported on was not found.", noHeadings: "No numbered headings were found.", noIndicators: "No number was found that counts something.",
    noCitations: "No document in 《》 was found.", noProblems: "No passage on shortcomings was found.", noCommitments: "No passage on next year's plans was found.",
    lostCharacters: "{n1} characters can't be read (shown as “\ufffd”); the encoding may be wrong.",
    unknownUnit: "“{q1}”: the unit after the number was not recognised; the number is not listed.", exactWithOver: "“{q1}”: exact to the last digit and yet “余” or “多”; listed as “more than”.",
    correctionLost: "One correction by hand was not applied: “{q1}” no longer stands at its place.",
    dateImpossible: "No calendar has this day: “{q1}{n1}”.", numberingRepeated: "The number “{q1}” occurs twice.", numberingGap: "The numbering jumps from “{q1}” to “{q2}”; the headings between were not found.",
    signedEarly: "The date of signature {n1} is before the end of the year reported on.", publishedEarly: "The date of publication {n1} is before the end of the year reported on.", signedAfterPublished: "The date of signature {n1} is after the date of publication {n2}.",
    problemsWithoutCause: "Shortcomings are named, but no words on their causes were found (the rule asks for “shortcomings and causes”).",
    planYear: "The heading of the plans says {n1}, while the year reported on is {n2}; the next year would be {n3}.", titleSubject: "Neither “法治政府” nor “依法行政” is in the title; this may not be a report on rule-of-law government.", titleKind: "The title does not say that this is a report.",
    emptySide: "There is no text on the {side} side, so nothing to compare.", sameText: "Both sides are the same text.", pastedTwice: "The body of the {side} text occurs twice; its figures count twice.",
    yearsSwapped: "The earlier text is the {n1} report, the later one that of {n2}; they may be the wrong way round.", sameYear: "Both are reports on {n1}.", yearsApart: "The reports are {n1} years apart; what changed between is not seen.",
    otherPlace: "The two reports are of different places. “Higher” and “lower” only compare figures.", seriesBreak: "A change of law breaks a series: the revised Administrative Reconsideration Law is in force since 1 January 2024, and figures before and after it should not be compared directly.",
    littleInCommon: "The two reports share hardly any words; they may not be two years of one place or one kind of report.", pairedGreedily: "There are very many indicators; some pairs were made by the nearest match first and may not be the best.",
  },
  statedChange: { yes: "The stated change agrees with the figures that it follows from: {q1}.", no: "The stated change and the figures that it follows from do not agree ({q1}: stated {stated}, computed {expected}); please check." },
  partsTotal: { yes: "The parts add up to the total: {q1}.", no: "The parts and the total do not agree ({q1}: stated {stated}, the parts give {expected}); please check." },
  repeatedValue: { yes: "“{q1}” stands in two places with the same value.", no: "“{q1}” stands in two places with different values ({stated} and {expected}); please check." },
  percentOutOfRange: { yes: "“{q1}” is within its range.", no: "“{q1}” is {stated}%, more than such a rate can be; please check." },
  rateOfParts: { yes: "“{q1}” agrees with the figures of the text.", no: "“{q1}” is given as {stated}%; the figures of the text give {expected}%; please check." },
  breaks: {
    "新修订的《行政复议法》2024年1月1日起施行，全国新收行政复议案件当年增长94.7%，前后年度的件数不宜直接比较": "The revised Administrative Reconsideration Law is in force since 1 January 2024; cases newly received nationwide rose by 94.7% in that year, so numbers of cases before and after it should not be compared directly",
  },
  reason: {
    "一年可能是多年累计数，口径可能不同，不算幅度": "one figure may cover several years; no percentage is computed", "上年为零，不算幅度": "last year's figure is zero; no percentage is computed", "两年单位不同，视为同类": "the units differ and count as one kind",
    "单位不同": "the units differ", "两年都是计划数，不是结果": "both are planned figures, not results", "一年是总量，一年是增减幅度": "one is a level, the other a change", "一年是年均数，一年是当年数": "one is a yearly average, the other the year's figure", "一年是期末数，一年是平均数": "one is at the end of the year, the other an average",
    "一年按调整后的口径计算，口径不同": "one was computed on an adjusted basis", "一年是新增数，一年是总数": "one counts new ones, the other all", "一年是累计数，一年是当年数": "one is cumulative, the other of the year", "一年是存量，一年是当年数": "one is a stock, the other of the year",
    "一年写明是累计数，一年没有写明": "one is said to be cumulative, the other is not", "一年可能是多年累计数，一年没有写明": "one may cover several years, the other does not say",
  },
  /** Patterns of the charts' words by where they stand (told-charts.js): {y} {z} are years or reports, {x} words of a report. */
  chart: {
    word: { 指标: "Indicator", 比率: "Rate", 幅度: "Change", 相差: "Difference", 百分点: "Points", 增减: "Difference", 方面: "Field", 部分: "Section", 沿用: "Reused", 字数: "Characters", 数值: "Value", 占正文: "Share of body", 上升: "up", 下降: "down", 较高: "higher", 较低: "lower", 变化: "change", 持平: "unchanged", 未找到: "not found", 前一份: "the earlier report", 后一份: "the later report", 本份: "this report" },
    title: [
      ["{a} 项可算幅度的指标，{b} 项{u}，{c} 项{d}", "{a} indicators with a change: {b} {u}, {c} {d}"], ["{a} 项比率，{b} 项{u}，{c} 项{d}", "{a} rates: {b} {u}, {c} {d}"],
      ["以“{x}”计的 {a} 项，最大的是{l}", "{a} figures in “{x}”; the largest is {l}"], ["以“{x}”计的 {a} 项，{b} 项{u}，{c} 项{d}，{s} 项持平", "{a} figures in “{x}”: {b} {u}, {c} {d}, {s} unchanged"], ["以“{x}”计的 {a} 项，{b} 项{u}，{c} 项{d}", "{a} figures in “{x}”: {b} {u}, {c} {d}"],
      ["纲要的 {a} 个方面，写到 {b} 个", "{b} of the outline's {a} fields are written of"], ["纲要的 {a} 个方面，{y}写到 {b} 个，{z}写到 {c} 个", "Of the outline's {a} fields {b} are written of in {y}, {c} in {z}"], ["纲要的 {a} 个方面，{y}写到 {b} 个", "{b} of the outline's {a} fields are written of in {y}"],
      ["正文由 {a} 字到 {b} 字", "The body went from {a} to {b} characters"], ["正文分别为 {a} 字和 {b} 字", "The bodies have {a} and {b} characters"], ["正文 {a} 字", "The body has {a} characters"],
      ["{y}正文中，与{z}相同或相近的文字占 {p}", "{p} of the body of {y} is the same as in {z}, or nearly so"],
    ],
    subtitle: [
      ["{y}较{z}变化幅度，按幅度排序", "Change from {z} to {y}, by size"], ["{y}较{z}高出或低出的幅度，按幅度排序", "How much higher or lower {y} is than {z}, by size"], ["≈ 表示原文有“余”“近”等限定词", "≈: the text says “about” or the like"], ["≥ 表示原文说的是下限", "≥: the text gives a lower limit"],
      ["超过 200% 的条形截断，写明为{z}的几倍", "Bars over 200% are cut and marked with the multiple of {z}"], ["单位：%，{u}为百分点", "Unit: %; {u} in percentage points"], ["轴自 {a}% 起", "The axis starts at {a}%"], ["单位：{x}，自 0 起", "Unit: {x}, from 0"], ["单位：{x}", "Unit: {x}"],
      ["大小相差 50 倍以上，分成 {a} 段，各段自 0 起，比例尺不同", "Sizes differ more than 50-fold: {a} groups, each from 0 with a scale of its own"],
      ["《法治政府建设实施纲要（{a}年）》各方面占正文字数的比例", "Share of the body that speaks of each field of the Outline for Building Rule-of-Law Government ({a})"], ["一句可以计入几个方面，相加不必是 100%", "A sentence may count for several fields, so shares need not add up to 100%"],
      ["各部分字数，不计空白", "Characters of each section, without blanks"], ["各部分沿用的文字所占比例，不计空白和标点", "Share of each section that is reused, without blanks and punctuation"],
    ],
    note: [
      ["未入图，基数小于 5、只列增减的 {n} 项：{l}", "Not drawn, the base is below 5, {n}: {l}"], ["未入图，计划数 {n} 项：{l}", "Not drawn, planned figures, {n}: {l}"], ["未入图，仅{y}有的 {n} 项：{l}", "Not drawn, only in {y}, {n}: {l}"], ["未入图，持平的 {n} 项：{l}", "Not drawn, unchanged, {n}: {l}"], ["未入图，口径待核的 {n} 项：{l}", "Not drawn, to be checked, {n}: {l}"],
      ["按用词判断一句话讲哪个方面；未找到，是没有找到对应的用词，不等于没有讲", "Which field a sentence speaks of is judged by its words; not found means that no such words were found"], ["待核：这个方面的名称还没有与纲要原文逐字核对", "To be checked: the name of this field has not been compared with the outline word by word"],
      ["两份报告适用的纲要不同，方面不能一一对照，这里只列后一份的", "The two reports fall under different outlines, whose fields can't be compared one by one; only those of the later one are listed"],
      ["沿用不等于不当：职责性表述本就相对稳定", "Reused does not mean improper: duties are described alike every year"], ["不列增减数、计划数和“其中”各项", "Without changes, planned figures and parts of a total"],
    ],
    source: [["来源：所粘贴的年度报告", "Source: the annual report pasted here"], ["来源：{x} 所粘贴的年度报告", "Source: {x}, the annual report pasted here"], ["来源：前一份、后一份年度报告", "Source: the two annual reports pasted here"], ["来源：{x} 前一份、后一份年度报告", "Source: {x}, the two annual reports pasted here"], ["来源：{y}、{z}年度报告", "Source: annual reports, {y} and {z}"], ["来源：{y} 年度报告", "Source: annual report, {y}"], ["机器提取，未经人工核对", "Extracted by machine, not checked by hand"]],
    fold: [["其余 {a} 项，{b} 至 {c}", "{a} more, {b} to {c}"], ["其余 {a} 项，都在 {x}以下", "{a} more, all below {x}"]],
    band: [["{x}以下", "below {x}"], ["{x}以上", "{x} and more"]],
    label: [["{x}（待核）", "{x} (to be checked)"]],
    cell: [["{a}（为{z}的 {b} 倍）", "{a} ({b} times {z})"], ["{a} 倍", "{a} times"], ["{a} 个百分点", "{a} points"], ["{a} 字", "{a} characters"], ["仅 {y}", "only {y}"]],
  },
};
