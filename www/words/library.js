/** Turns keys into what the page says of many reports; part of the table in strings.js. */

export const ZH = {
  many: "多份报告", manyStart: "一次看很多份报告",
  lib: {
    library: "报告库", trend: "趋势", matrix: "各地对照", rules: "自定要求",
    count: "{n} 份报告", places: "{n} 个地方", save: "存为项目文件", add: "加文件…", folder: "加文件夹…", take: "加入两栏里的报告", open: "打开项目…", merge: "并入项目…", csv: "导出全部指标 CSV", xlsx: "导出全部指标 XLSX",
    lead: "把许多份报告放在一起：逐年看一个地方，逐地看同一年。", drop: "把文件或整个文件夹拖到这里，或者：", kinds: "Word、PDF、网页、文本；读不出的会列明原因，不影响其他。",
    progress: "已完成 {n} / {m} 份", now: "正在读：{n}", stop: "停止", stopped: "已停下，还有 {n} 份没有读。", goOn: "继续",
    place: "地方", year: "年度", title: "标题或文件", indicators: "指标", parts: "必备内容", deadline: "时限", status: "状态", filter: "筛选：地方、年度、标题",
    waiting: "排队", reading: "正在读", read: "已读", failed: "读不出", same: "重复", sameAs: "与“{n}”文字相同", byHand: "已改",
    inTime: "期限内", late: "晚于期限", noDate: "未找到日期", noDue: "无期限可依", dueBy: "期限 {n}",
    lacking: "缺必备内容", all: "全部",
    view: "看这一份", asEarlier: "作为上年", asLater: "作为本年", compareWith: "与 {n} 年对比", out: "移出", saveMeta: "改用", restored: "已移出 {n} 份。", back: "放回",
    nowEarlier: "“{n}”已作为上年，再选一份作为本年。", nowLater: "“{n}”已作为本年，再选一份作为上年。",
    none: "还没有报告。", noneRead: "还没有读完的报告。", unknownPlace: "地方未认出", unknownYear: "年度未认出",
    part: { measures: "举措和成效", problems: "不足和原因", leadership: "第一责任人履职", plans: "下一年安排" }, present: "有", absent: "未找到对应表述", unconfirmed: "待核",
    hint: "点一行看它的要求核对、改地方和年度、放进对比；同一地方有几年的看趋势，同一年度有几个地方的看对照。",
    close: "关闭依据", seeAll: "看全文", others: "同一份报告另有 {n} 处列为这一项，数值不同，待核：", rule: "依据：{n}", sinceLong: "这是多年累计数，不是当年数。", tooMany: "共 {n} 项，在这里做成一个工作簿太大，请用 CSV。",
  },
  trend: {
    lead: "各图纵轴不同，不可跨图比高低", raw: "原值", index: "首年 = 100", all: "全部", canonical: "统一指标", chained: "逐年配对", own: "自定指标", filter: "筛选：指标",
    gap: "未找到", unpaired: "未配上", noReport: "无报告", chaining: "正在逐年配对 {n} / {m}…", more: "再显示 {n} 项", png: "存为 PNG", none: "这个地方只有一个年度，看不出趋势。再加入它别的年度的报告。", nothing: "没有在两个以上年度里找到的指标。",
    data: "看数据表", choose: "地方", noIndex: "比率不折算为指数", source: "来源：{n} {m}年度报告。机器提取，未经人工核对。", help: "左右方向键逐年移动，回车看依据。", doubt: "待核：{n} 年的报告里，这一项有几个不同的数值，或是多年累计；点开看原句。", two: "{n} 年有两份以上报告，取先加入的一份。",
  },
  matrix: {
    title: "各地对照", sub: "{n} 个地方，{m} 项指标", choose: "选指标", chosenBy: "按多少地方报告了它排列；勾选的列入表中。", auto: "恢复自动选择", completeness: "必备内容", timeliness: "时限", coverage: "涉及领域", reuse: "沿用上年", rateAxis: "轴 90—100",
    notFound: "未找到", noEarlier: "无上年报告", computing: "在算…", page: "第 {a}—{b} 行，共 {n} 行", previous: "上一页", next: "下一页", filter: "筛选：地方", sortBy: "按{n}排序",
    note: "线长为本列内的相对大小。数值未按人口、经济规模折算，各地口径可能不同，不作排名。“未找到”指报告中没有找到，不等于为零。", none: "没有认出年度的报告。", below: "低于 90", fields: "{n} / {m} 个领域有表述", share: "约 {n}% 的文字与上年相同或相近", passage: "其中最长的一段：",
  },
  csv: {
    place: "地方", year: "年度", report: "报告", metric: "统一指标编号", metricName: "统一指标", label: "名称", value: "数值", upper: "上限", unit: "单位", qualifier: "限定词", change: "较上年", period: "时期", raw: "原文数字", sentence: "原句", at: "段-句", start: "数字起", end: "数字止", from: "句起", to: "句止",
    qualifiers: { exact: "", over: "以上、余", under: "以内、近", about: "约" }, changes: { up: "增", down: "减" }, periods: { year: "当年", cumulative: "累计", stock: "现有", target: "计划" },
    address: "{n}段{m}句", name: "全部指标", making: "正在导出 {n} / {m} 份…", made: "已导出 {n} 份报告的全部指标：{m}。",
  },
  own: {
    lead: "本地、本部门另有要求的，可以装入一张表：另列的必备内容和指标。只按表里的字面词语查找，随项目文件保存。",
    load: "装入表格…", paste: "或把表格（从 Excel、WPS 复制）粘贴在这里", use: "装入", example: "下载示例", clear: "全部去掉", none: "还没有自定要求。",
    columns: "表格的列", columnList: [["类别", "必备 或 指标"], ["名称", "显示的名字，不重复"], ["词语", "在原文里找的字词，每个至少两个字。| 表示任一即可，+ 表示同一句里都要有，- 放在词前表示不能有。例：会前学法+常务会议|常务会议学法"], ["单位", "只用于指标：件、场次、% 等；空着表示不限"], ["出处", "哪份文件这样要求，必填"]],
    kind: "类别", name: "名称", words: "词语", unit: "单位", source: "出处", found: "找到的报告", required: "必备", metric: "指标", foundIn: "{n} / {m} 份", loaded: "已装入 {n} 条。", cleared: "已去掉自定要求。",
    wrong: "没有装入，表格有 {n} 处要改：", more: "还有 {n} 处。", line: "第 {n} 行：{m}", fileName: "自定要求示例.tsv",
    e: { empty: "表格是空的。", head: "第一行要有列名：类别、名称、词语、单位、出处（缺“{n}”）。", columns: "只有 {n} 列；各列要用制表符分开。", kind: "类别“{n}”不认识，请写“必备”或“指标”。", name: "没有写名称。", twice: "名称“{n}”与第 {m} 行重复。", words: "没有写词语。", short: "词语“{n}”太短，至少两个字。", onlyNot: "“{n}”只有不能有的词。", source: "没有写出处。", unit: "必备内容不用单位“{n}”。", many: "超过 500 条。", long: "“{n}”超过 60 个字。" },
  },
};

export const EN = {
  many: "Many reports", manyStart: "Look at many reports at once",
  lib: {
    library: "Library", trend: "Trends", matrix: "Places compared", rules: "Own rules",
    count: "{n} reports", places: "{n} places", save: "Save as a project file", add: "Add files…", folder: "Add a folder…", take: "Add the reports of the two fields", open: "Open a project…", merge: "Merge a project…", csv: "All indicators as CSV", xlsx: "All indicators as XLSX",
    lead: "Put many reports together: one place year by year, one year place by place.", drop: "Drop files or a whole folder here, or:", kinds: "Word, PDF, web page, text; what can't be read is listed with the reason and does not stop the rest.",
    progress: "{n} of {m} done", now: "Reading: {n}", stop: "Stop", stopped: "Stopped; {n} are not read yet.", goOn: "Go on",
    place: "Place", year: "Year", title: "Title or file", indicators: "Indicators", parts: "Required", deadline: "Deadline", status: "Status", filter: "Filter: place, year, title",
    waiting: "waiting", reading: "reading", read: "read", failed: "not readable", same: "same text", sameAs: "same text as “{n}”", byHand: "corrected",
    inTime: "in time", late: "after the deadline", noDate: "no date found", noDue: "no deadline known", dueBy: "due {n}",
    lacking: "Lacking a part", all: "All",
    view: "Show this one", asEarlier: "As the earlier", asLater: "As the later", compareWith: "Compare with {n}", out: "Take out", saveMeta: "Use this", restored: "{n} taken out.", back: "Put back",
    nowEarlier: "“{n}” is the earlier now; choose a later one.", nowLater: "“{n}” is the later now; choose an earlier one.",
    none: "There are no reports yet.", noneRead: "No report has been read yet.", unknownPlace: "place not recognised", unknownYear: "year not recognised",
    part: { measures: "Measures and results", problems: "Shortcomings and causes", leadership: "Duties of the leaders", plans: "Plans for next year" }, present: "found", absent: "no matching text found", unconfirmed: "to be checked",
    hint: "Choose a row to see its required parts, change place and year, or compare it. Places with several years have trends; years with several places can be compared.",
    close: "Close the evidence", sinceLong: "This has added up over several years; it is not the year's figure.", tooMany: "{n} indicators are too many for one workbook made here; use CSV.", seeAll: "See the full text", others: "{n} more places of this report are listed as this item with other values, to be checked:", rule: "Rule: {n}",
  },
  trend: {
    lead: "Each chart has its own axis; heights can't be compared between charts", raw: "As reported", index: "First year = 100", all: "All", canonical: "General indicators", chained: "Paired year by year", own: "Own indicators", filter: "Filter: indicators",
    gap: "not found", unpaired: "not paired", noReport: "no report", chaining: "Pairing year by year {n} / {m}…", more: "Show {n} more", png: "Save as PNG", none: "There is only one year of this place, so no trend. Add its reports of other years.", nothing: "No indicator was found in two years or more.",
    data: "Data table", choose: "Place", noIndex: "rates are not turned into an index", source: "Source: {n}, annual reports {m}. Read by machine, not checked by a person.", help: "Left and right move year by year, Enter shows the evidence.", doubt: "To be checked: the reports of {n} give several values for this item; the first is taken.", two: "There are two reports or more for {n}; the one added first is taken.",
  },
  matrix: {
    title: "Places compared", sub: "{n} places, {m} indicators", choose: "Choose indicators", chosenBy: "In the order of how many places report them; those ticked are in the table.", auto: "Choose automatically again", completeness: "Required", timeliness: "Deadline", coverage: "Fields", reuse: "Reused", rateAxis: "axis 90—100",
    notFound: "not found", noEarlier: "no earlier report", computing: "computing…", page: "Rows {a}—{b} of {n}", previous: "Previous", next: "Next", filter: "Filter: places", sortBy: "Sort by {n}",
    note: "The line is the size within its column. Figures are not related to population or economy, places may count differently, and nothing is ranked. “Not found” means not found in the report, not zero.", none: "No report with a recognised year.", below: "below 90", fields: "{n} of {m} fields have text", share: "About {n}% of the text is the same as or close to the year before", passage: "The longest passage:",
  },
  csv: {
    place: "Place", year: "Year", report: "Report", metric: "Indicator id", metricName: "General indicator", label: "Name", value: "Value", upper: "Upper", unit: "Unit", qualifier: "Qualifier", change: "Change", period: "Period", raw: "As written", sentence: "Sentence", at: "Paragraph-sentence", start: "Number from", end: "Number to", from: "Sentence from", to: "Sentence to",
    qualifiers: { exact: "", over: "more than", under: "up to", about: "about" }, changes: { up: "up", down: "down" }, periods: { year: "year", cumulative: "cumulative", stock: "stock", target: "planned" },
    address: "para. {n} sent. {m}", name: "all-indicators", making: "Writing {n} of {m}…", made: "All indicators of {n} reports were written: {m}.",
  },
  own: {
    lead: "Where your place or department asks for more, load a table of further required parts and indicators. Only its literal words are looked for; it is saved with the project.",
    load: "Load a table…", paste: "Or paste the table here (copied from Excel or WPS)", use: "Load", example: "Download an example", clear: "Remove all", none: "There are no rules of your own.",
    columns: "Columns of the table", columnList: [["Kind", "“必备” (required) or “指标” (indicator), as written"], ["Name", "as shown; no two alike"], ["Words", "looked for in the text, two characters or more each. | either, + all in one sentence, - before a word: not with it"], ["Unit", "of indicators only, such as %; empty for any"], ["Source", "the document that asks for it; needed"]],
    kind: "Kind", name: "Name", words: "Words", unit: "Unit", source: "Source", found: "Reports with it", required: "required", metric: "indicator", foundIn: "{n} of {m}", loaded: "{n} loaded.", cleared: "Your rules were removed.",
    wrong: "Not loaded; {n} places of the table must be changed:", more: "{n} more.", line: "Line {n}: {m}", fileName: "own-rules-example.tsv",
    e: { empty: "The table is empty.", head: "The first line must name the columns “类别”, “名称”, “词语”, “单位”, “出处” (“{n}” is missing).", columns: "Only {n} columns; they must be parted by tabs.", kind: "The kind “{n}” is not known; write “必备” or “指标”.", name: "There is no name.", twice: "The name “{n}” is that of line {m}.", words: "There are no words.", short: "“{n}” is too short; two characters at least.", onlyNot: "“{n}” has only words that must not be there.", source: "There is no source.", unit: "A required part has no unit “{n}”.", many: "More than 500.", long: "“{n}” is longer than 60 characters." },
  },
};
