/** Turns keys into what the page says of one report's duties, of fields, places, corrections, search, tour and privacy; both languages, same keys. */

export const ZH = {
  sep: { comma: "，", semicolon: "；", stop: "。", list: "、", colon: "：", quoted: "”“" }, pageViews: "本页各项",
  duty: {
    title: "必备内容", head: "规定要求写明的内容", share: "占全文", count: "{n}/{m} 部分找到", present: "有", noCause: "有，未见原因", absent: "未找到对应表述", none: "没有可以对照的要求。",
    how: "只看文字：有，是说找到了这一部分；未找到对应表述，不等于没有做。", toCheck: "待核", ruleToCheck: "规定的条号或原文待核", rule: "规定原文：{n}（{m}）",
    part: { measures: "主要举措和成效", problems: "不足和原因", leadership: "第一责任人履职", plans: "下一年度安排" },
    deadline: "期限", published: "文中所写发布日期 {n}，{m}", signed: "成文日期 {n}，{m}", publishedNone: "未找到发布日期", signedNone: "未找到成文日期", inTime: "不晚于 {n}", late: "晚于 {n}",
    noDeadline: "没有收录这一年度的公开期限，不作判断。", causes: "写到的原因", own: "自定必备内容：{m} 项中找到 {n} 项", cause: "原因：{n}",
  },
  cover: {
    title: "各方面篇幅", frame: "对照《法治政府建设实施纲要（{n}年）》", how: "按字词归到纲要各条，占比是字数占正文的份额；一段可归几条，各条相加可以超过 100%。", field: "纲要条目", share: "占正文", where: "处数",
    terms: "据字词：{n}", places: "{n} 处", more: "还有 {n} 处。", fields: "只看大项", present: "有表述", toCheck: "条目名称或所据字词待核", none: "这一年度没有可对照的纲要。",
  },
  mention: {
    title: "荣誉、日期、地名", kind: "种类", told: "说明", honour: "荣誉", date: "日期", place: "其他地方", rate: "按文中数计算", sameProvince: "同省", none: "没有找到荣誉、日期和其他地方。",
    places: "文中提到的其他地方：", placesHow: "提到外地可能是交流、协作、案例等，请看原句。",
  },
  level: { province: "省级", city: "市级", county: "县级", national: "国家级", under: "（{n}，{m}）", alone: "（{n}）" },
  rate: { sum: "{a} ÷ {b} = {n}%", computed: "算得 {n}%", from: "按文中两数计算：{n}" },
  tour: {
    title: "看一遍怎么用", help: "帮助", offer: "用示例看一遍（四步）", offerHere: "看一遍怎么用（四步）", place: "{n} / {m}", back: "上一步", next: "下一步", end: "好了", skip: "不看了",
    steps: ["要点可以直接写进报告。带下划线的数字都能点，点了就到它数的那些条目。", "点一行，右边就是它在两份原文里的句子；点原文里的数字，也能回到这一行。", "去年安排的事，今年写了没有：有对应表述、有提及未见结果、未找到对应表述，点标签筛选。", "按 / 查找结果和原文，按 E 改一项指标，按 ? 看全部按键。改过的可以撤销，也可以保存成文件。"],
    how: ["粘贴一份报告，或把文件拖进来：马上看到它写了什么、数了什么。", "再粘贴另一年的：看到变了什么、去年安排的事写了没有、哪些文字沿用。", "点任何一个数字：看到它的原句。读错的可以改，漏掉的可以补。"],
  },
  find: { hint: "查找结果和原文", count: "结果 {n} · 原文 {m} 处", place: "原文第 {k} / {m} 处", next: "原文里下一处", previous: "原文里上一处", more: "还有 {n} 条，请再多写几个字。", noResult: "结果里没有，看看原文。", fold: "收起“{n}”", unfold: "展开“{n}”", foldAll: "全部收起", unfoldAll: "全部展开" },
  edit: {
    edit: "改", wrongShort: "误", wrong: "这不是指标", restore: "还原", save: "改", leave: "不改", corrected: "已改", label: "指标名称", value: "数值", unit: "单位", qualifier: "限定", exact: "确数", over: "以上、余", under: "以内、近", about: "约",
    noLabel: "请写上名称。", noNumber: "数值读不出来。可写 230、1.2万、98.5、三百。", noUnit: "请写上单位。", add: "补一项", there: "这里已有一项：{n}", words: "原文里的数字，照原样写，如 230余件", addHow: "也可以在原文里选中这个数字，再点“补一项”。", notThere: "原文里没有这几个字，或都已列为指标。", nextPlace: "换下一处",
    addedWords: "补上“{n}”（原文“{m}”）", wrongWords: "“{n}”不是指标", changedWords: "“{n}”改为：{m}",
  },
  trust: {
    can: "能做什么", canList: ["读您粘贴、拖入或选择的文件，只在这个标签页的内存里处理。", "您点了保存、导出或复制，才把结果交给浏览器存盘或放进剪贴板。"],
    cannot: "不能做什么", cannotList: ["不能联网：页面自带的安全策略禁止一切连接，也没有统计和自动更新。", "不自行保存：不写 Cookie；只有您打开“自动保存”，文字才会存进这个浏览器，随时可以清除。不打开，关掉页面文字就没有了。", "不能再载入程序：自带的程序启动以后，策略就禁止一切新的脚本。"],
    check: "怎么自己核实", checkList: ["断开网络再打开本页：一切照常。", "按 F12 打开“网络”一栏，再读一份报告：没有一条发出去的请求。", "用下面的按钮算出本文件的 SHA-256，与发布处所列的比对。"],
    outside: "策略拦不住的三件事", outsideHow: "任何网页的安全策略都拦不住下面三种带出数据的办法。本页源代码一处也没有用，发布前逐行检查。", outsideList: ["让当前页面跳到别的网址（location）。", "打开新的窗口。", "随上面两种而来的网站图标请求。"],
    file: "本文件是不是发布的那一份", fileWhy: "文件里写不下自己的校验值，所以请选择本文件，由这里当场计算：", choose: "选择本文件并计算…", counting: "正在计算…", fileHash: "“{n}”（{m} 字节）的 SHA-256：", notCounted: "没有算成：文件读不到，或浏览器不提供这项计算。", published: "粘贴发布处所列的 SHA-256", same: "一致。", other: "不一致：文件与发布的不同，请重新下载。",
    version: "版本", versionWords: "{n}（版本号和提交日期）", policy: "本页现行的安全策略", policyHow: "下面是页面里的原文；第二条是程序启动后加上的，此后不能再运行新的脚本。",
  },
  metric: { named: "通用名称：{n}（把握 {m}%）", chip: "有通用名称", part: "是其中一部分：{n}", change: "是它的增减：{n}" },
};

export const EN = {
  sep: { comma: ", ", semicolon: "; ", stop: ". ", list: ", ", colon: ": ", quoted: "” “" }, pageViews: "Views",
  duty: {
    title: "Required parts", head: "What the rules ask for", share: "Share", count: "{n} of {m} parts found", present: "Found", noCause: "Found, no cause seen", absent: "No matching text found", none: "There is nothing to hold the report to.",
    how: "This only says what the text has: found means that the part is there; no matching text found does not mean that it was not done.", toCheck: "to be checked", ruleToCheck: "The number or wording of the rule is to be checked", rule: "The rule's words: {n} ({m})",
    part: { measures: "Measures and results", problems: "Shortcomings and causes", leadership: "Duties of the leaders", plans: "Plans for next year" },
    deadline: "Deadline", published: "Date of publication in the text {n}, {m}", signed: "date of signature {n}, {m}", publishedNone: "No date of publication found", signedNone: "no date of signature found", inTime: "not after {n}", late: "after {n}",
    noDeadline: "No deadline is known for this year; nothing is judged.", causes: "Causes named", own: "Required by your own rules: {n} of {m} found", cause: "Cause: {n}",
  },
  cover: {
    title: "Fields covered", frame: "against the Outline of {n}", how: "Passages are counted by their words under the items of the outline; the share is of the body's characters. A passage may count for several, so shares can add up to more than 100%.", field: "Item of the outline", share: "Share of body", where: "Places",
    terms: "by the words: {n}", places: "{n} places", more: "{n} more places.", fields: "Main fields", present: "With text", toCheck: "The name of the item or its words are to be checked", none: "There is no outline for this year.",
  },
  mention: {
    title: "Honours, dates, places", kind: "Kind", told: "Told", honour: "Honour", date: "Date", place: "Other place", rate: "Computed from the text", sameProvince: "same province", none: "No honours, dates or other places were found.",
    places: "Other places named in the text: ", placesHow: "Another place may be named for an exchange, cooperation or a case; please see the sentence.",
  },
  level: { province: "province", city: "city", county: "county", national: "national", under: " ({n}, {m})", alone: " ({n})" },
  rate: { sum: "{a} ÷ {b} = {n}%", computed: "computed {n}%", from: "Computed from two figures of the text: {n}" },
  tour: {
    title: "How it is used", help: "Help", offer: "Walk through the sample (four steps)", offerHere: "See how it is used (four steps)", place: "{n} / {m}", back: "Back", next: "Next", end: "Done", skip: "Leave",
    steps: ["The key points can go into a report as they stand. Every underlined number leads to the entries that it counts.", "Choose a row: on the right are its sentences in both texts. A number in the source leads back to its row.", "Of what was planned last year, what does this year's report say: with a result, mentioned, or no matching text. The chips filter.", "Press / to search results and source, E to correct an indicator, ? for all keys. What was corrected can be undone and saved to a file."],
    how: ["Paste a report or drop a file: what it says and counts is shown at once.", "Paste another year's: see what changed, which plans are answered, which text is reused.", "Choose any number to see its sentence. What was misread can be corrected, what was missed can be added."],
  },
  find: { hint: "Search results and source", count: "{n} results · {m} places in the source", place: "Place {k} of {m} in the source", next: "Next place in the source", previous: "Previous place in the source", more: "{n} more; add a word or two.", noResult: "Not in the results; see the source.", fold: "Fold “{n}”", unfold: "Unfold “{n}”", foldAll: "Fold all", unfoldAll: "Unfold all" },
  edit: {
    edit: "Edit", wrongShort: "Wrong", wrong: "This is no indicator", restore: "Restore", save: "Save", leave: "Cancel", corrected: "corrected", label: "Name", value: "Value", unit: "Unit", qualifier: "Qualifier", exact: "exact", over: "more than", under: "up to", about: "about",
    noLabel: "Please give a name.", noNumber: "This can't be read as a number. Write 230, 12000 or 98.5.", noUnit: "Please give a unit.", add: "Add one", there: "There is one already: {n}", words: "The number as it stands in the source", addHow: "You can also select the number in the source and press “Add one”.", notThere: "The source has no such words, or all of them are listed.", nextPlace: "Next place",
    addedWords: "Added “{n}” (“{m}” in the source)", wrongWords: "“{n}” is no indicator", changedWords: "“{n}” became: {m}",
  },
  trust: {
    can: "What it can do", canList: ["Read what you paste, drop or choose, in the memory of this tab alone.", "When you save, export or copy, hand the result to the browser's download or the clipboard."],
    cannot: "What it cannot do", cannotList: ["Use the network: the policy in the page forbids every connection; there are no statistics and no updates.", "Store by itself: no cookies; only when you turn autosave on are texts kept in this browser, and can be cleared at any time. Otherwise they are gone when the page is closed.", "Load programs: once its own program runs, the policy forbids every new script."],
    check: "How to check it yourself", checkList: ["Disconnect from the network and open the page again: all works.", "Press F12, open “Network” and read a report: not one request goes out.", "Compute the SHA-256 of this file below and hold it against the published one."],
    outside: "Three things no policy stops", outsideHow: "No policy of any web page can stop these three ways of taking data out. The source of this page uses none of them; every line is checked before a release.", outsideList: ["Sending the page itself to another address (location).", "Opening a new window.", "The request for a site's icon that comes with either."],
    file: "Is this the published file?", fileWhy: "A file can't hold its own hash, so choose this very file and it is computed here:", choose: "Choose this file and compute…", counting: "Computing…", fileHash: "SHA-256 of “{n}” ({m} bytes):", notCounted: "Not computed: the file can't be read, or the browser does not offer this.", published: "Paste the published SHA-256", same: "They are the same.", other: "They differ: this is not the published file; download it again.",
    version: "Version", versionWords: "{n} (version and day of the commit)", policy: "The policy in force", policyHow: "As it stands in the page; the second was added once the program ran, and no new script can run since.",
  },
  metric: { named: "General name: {n} ({m}% sure)", chip: "With a general name", part: "Part of: {n}", change: "Change of: {n}" },
};
