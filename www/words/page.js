/** Turns keys into what the page says of one report's duties, of fields, places, corrections, search, tour and privacy; both languages, same keys. */

export const ZH = {
  duty: {
    title: "必备内容", head: "规定要求写明的内容", share: "占全文", count: "{n}/{m} 部分找到", present: "有", noCause: "有，未见原因", absent: "未找到对应表述", none: "没有可以对照的要求。",
    how: "只看文字：有，是说找到了这一部分；未找到对应表述，不等于没有做。", toCheck: "待核", ruleToCheck: "规定的条号或原文待核", rule: "规定原文：{n}（{m}）",
    part: { measures: "主要举措和成效", problems: "不足和原因", leadership: "第一责任人履职", plans: "下一年度安排" },
    deadline: "期限", published: "文中所写发布日期 {n}，{m}", signed: "成文日期 {n}，{m}", publishedNone: "未找到发布日期", signedNone: "未找到成文日期", inTime: "不晚于 {n}", late: "晚于 {n}", and: "；", stop: "。",
    noDeadline: "没有收录这一年度的公开期限，不作判断。", causes: "写到的原因", cause: "原因：{n}",
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
  metric: { named: "通用名称：{n}（把握 {m}%）", chip: "有通用名称", part: "是其中一部分：{n}", change: "是它的增减：{n}" },
};

export const EN = {};
