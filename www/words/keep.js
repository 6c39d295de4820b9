/** Turns keys into what the page says when a step fails, and of what it keeps in the browser; part of the table in strings.js. */

export const ZH = {
  fault: {
    step: { read0: "读取报告一", read1: "读取报告二", compare: "对比两份报告", correct: "按人工修正重新读取", write: "制作文件" },
    trapped: "{n}时程序中断，已重新启动；文字还在。", outOfMemory: "{n}时内存不够，程序已重新启动；文字还在。关掉别的网页再试，或把文本分成几份。",
    tooLong: "{n}超过 10 秒没有结果，已停下；文字还在。可以把文本分成几份再读。", workerLost: "{n}时浏览器结束了后台线程，已重新启动；文字还在。",
    cancelled: "已停止{n}；文字还在。", internal: "{n}没有成功（{m}）；文字还在。", again: "再试一次", stop: "停止",
  },
  keep: {
    task: "自动保存", taskOn: "自动保存：开", name: "自动保存的内容",
    facts: ["打开后，读入的文本和人工修正会随时存进这个浏览器（IndexedDB），浏览器意外关闭后可以恢复。不打开就什么也不存。", "浏览器可能自行清理存储，所以它不能代替“保存…”存成的文件。"],
    sharedDisk: "注意：从磁盘打开的网页共用一处存储，同一浏览器里打开的其他本地网页也读得到这些文字。不宜外露的文本，请不要打开。", sharedSite: "注意：同一网站的其他网页也读得到这些文字。不宜外露的文本，请不要打开。",
    on: "现在：开。", onSince: "现在：开，最近一次存于 {n}。", off: "现在：关。", turnOn: "打开自动保存", turnOff: "关闭自动保存", clear: "清除本机数据", cleared: "已清除：这个浏览器里不再有本页存下的内容，自动保存已关。",
    found: "这个浏览器里有 {n} 自动保存的内容：{m}。", restore: "恢复", forget: "删除",
    full: "浏览器的存储已满，没有自动保存；请用“保存…”存成文件。", refused: "浏览器不让保存（{n}），没有自动保存；请用“保存…”存成文件。",
  },
};

export const EN = {
  fault: {
    step: { read0: "reading report one", read1: "reading report two", compare: "comparing the two reports", correct: "reading with your corrections", write: "making the file" },
    trapped: "The program broke off while {n} and has been started anew; the text is still here.", outOfMemory: "Memory ran out while {n}; the program has been started anew and the text is still here. Close other pages and try again, or split the text.",
    tooLong: "No result within 10 seconds of {n}, so it was stopped; the text is still here. Try it in parts.", workerLost: "The browser ended the background thread while {n}; it has been started anew and the text is still here.",
    cancelled: "Stopped {n}; the text is still here.", internal: "Failed at {n} ({m}); the text is still here.", again: "Try again", stop: "Stop",
  },
  keep: {
    task: "Autosave", taskOn: "Autosave: on", name: "autosaved",
    facts: ["When it is on, the texts and your corrections are stored in this browser (IndexedDB) as you work and can be restored after a crash. When it is off, nothing is stored.", "A browser may clear its storage by itself, so this is no substitute for a file made with “Save…”."],
    sharedDisk: "Mind: pages opened from a disk share one storage; any other local page opened in this browser can read these texts. Leave it off for texts that must not get about.", sharedSite: "Mind: other pages of this website can read these texts. Leave it off for texts that must not get about.",
    on: "Now: on.", onSince: "Now: on, last stored {n}.", off: "Now: off.", turnOn: "Turn autosave on", turnOff: "Turn autosave off", clear: "Clear stored data", cleared: "Cleared: this browser holds nothing of this page any more, and autosave is off.",
    found: "This browser holds what was autosaved at {n}: {m}.", restore: "Restore", forget: "Delete",
    full: "The browser's storage is full, so nothing was autosaved; please use “Save…”.", refused: "The browser refuses to store ({n}), so nothing was autosaved; please use “Save…”.",
  },
};
