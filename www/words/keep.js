/** Turns keys into what the page says when a step fails, and of what it keeps in the browser; part of the table in strings.js. */

export const ZH = {
  fault: {
    step: { read0: "读取报告一", read1: "读取报告二", compare: "对比两份报告", correct: "按人工修正重新读取" },
    trapped: "{n}时程序中断，已重新启动；文字还在。", outOfMemory: "{n}时内存不够，程序已重新启动；文字还在。关掉别的网页再试，或把文本分成几份。",
    tooLong: "{n}超过 10 秒没有结果，已停下；文字还在。可以把文本分成几份再读。", workerLost: "{n}时浏览器结束了后台线程，已重新启动；文字还在。",
    cancelled: "已停止{n}；文字还在。", internal: "{n}没有成功（{m}）；文字还在。", again: "再试一次", stop: "停止",
  },
};

export const EN = {
  fault: {
    step: { read0: "reading report one", read1: "reading report two", compare: "comparing the two reports", correct: "reading with your corrections" },
    trapped: "The program broke off while {n} and has been started anew; the text is still here.", outOfMemory: "Memory ran out while {n}; the program has been started anew and the text is still here. Close other pages and try again, or split the text.",
    tooLong: "No result within 10 seconds of {n}, so it was stopped; the text is still here. Try it in parts.", workerLost: "The browser ended the background thread while {n}; it has been started anew and the text is still here.",
    cancelled: "Stopped {n}; the text is still here.", internal: "Failed at {n} ({m}); the text is still here.", again: "Try again", stop: "Stop",
  },
};
