/** Turns keys into what the page says of exports; both languages, same keys. What stands in the files themselves is in document.js. */

export const ZH = {
  out: {
    menu: "导出", saved: "已存为 {n}。", copied: "已复制，可粘贴到 Word 或 WPS。", failed: "没有导出成功（{n}）。请再试一次，或换一种格式。",
    docx: "Word 文档", docxHint: "要点、表格、图、依据", copy: "复制到 Word、WPS", copyHint: "要点和表格，不含图", print: "打印或存为 PDF", printHint: "全部内容",
    printShort: "打印要点和{n}", printShortHint: "不含其余各表和依据", xlsx: "Excel 表格", xlsxHint: "各类结果，各一张表", csv: "CSV 表格", csvHint: "{n}", json: "JSON 数据", jsonHint: "含全文和每项的起止位置",
    fileTwo: "对比分析", fileOne: "报告分析", fileNone: "法治年报",
  },
};

export const EN = {
  out: {
    menu: "Export", saved: "Saved as {n}.", copied: "Copied; paste it into Word or WPS.", failed: "The export did not succeed ({n}). Try again, or take another format.",
    docx: "Word document", docxHint: "Summary, tables, charts, evidence", copy: "Copy for Word and WPS", copyHint: "Summary and tables, no charts", print: "Print or save as PDF", printHint: "Everything",
    printShort: "Print summary and {n}", printShortHint: "Without the other tables and the evidence", xlsx: "Excel workbook", xlsxHint: "One sheet for each kind of result", csv: "CSV table", csvHint: "{n}", json: "JSON data", jsonHint: "With full texts and positions",
    fileTwo: "comparison", fileOne: "report", fileNone: "annual-report",
  },
};
