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
};
