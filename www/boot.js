/*
 * Turns a start that fails into one sentence. A script of its own, in syntax that Internet Explorer reads (no let, arrows, trailing commas), because
 * the page's script is not even parsed there. `engine.js` calls begin, ready and fail; what never calls is caught by time. How the start ended stands
 * in <html data-engine>: "ready" or a code.
 */
(function () {
  var words = {
    old: "这个浏览器的内核太旧，打不开本页：双核浏览器请把“兼容模式”切换为“极速模式”，或换用内核为 Chromium 90 以上的浏览器（如新版 Edge、Chrome、360、奇安信）。",
    noWebAssembly: "浏览器没有启用 WebAssembly，本页无法读取报告：请关闭“增强安全性”一类的设置，或换用内核为 Chromium 90 以上的浏览器。",
    noDecompression: "浏览器缺少解压功能（DecompressionStream），本页无法读取报告：请换用内核为 Chromium 90 以上的浏览器。",
    workerLost: "浏览器不允许本页使用后台线程（Worker），无法读取报告：请换用内核为 Chromium 90 以上的浏览器，并从本机磁盘直接打开本文件。",
    cannotRead: "本文件不完整，请重新复制或下载后再打开。",
    cannotCompile: "浏览器不能运行本页的程序：请换用内核为 Chromium 90 以上的浏览器。",
    notRun: "本页的程序没有运行：文件可能被改动过，请重新复制或下载后再打开。",
    slow: "启动用时过长：请刷新重试；若仍如此，请换用内核为 Chromium 90 以上的浏览器。",
    failed: "本页未能启动：请刷新重试；若仍如此，请换用内核为 Chromium 90 以上的浏览器。"
  };
  words.noModule = words.cannotRead;
  var begun = false, over = "", clicked = null;

  function keep(event) { clicked = event.target; }

  /** What is the browser without? Empty where nothing is. */
  function missing() {
    if (!window.Promise || !window.Symbol || !window.Worker || !window.Blob || !window.TextDecoder || !window.performance || document.documentMode) return "old";
    if (!window.WebAssembly || !window.WebAssembly.compile) return "noWebAssembly";
    if (!window.DecompressionStream) return "noDecompression";
    return "";
  }

  function show(code) {
    var note = document.getElementById("boot-note");
    if (!note) {
      if (!document.body) return setTimeout(function () { show(code); }, 50);
      note = document.createElement("p");
      note.id = "boot-note";
      document.body.insertBefore(note, document.body.firstChild);
    }
    while (note.firstChild) note.removeChild(note.firstChild);
    note.appendChild(document.createTextNode(words[code] || words.failed));
    note.setAttribute("role", "alert");
    note.className = "shown";
    document.documentElement.setAttribute("data-engine", code);
  }

  function fail(code) {
    if (over) return;
    over = missing() || code;
    show(over);
  }

  window.fazhiBoot = {
    begin: function () { begun = true; },
    ready: function () {
      if (over && over !== "slow") return;   // late is still well; anything else that was said stands
      over = "ready";
      var note = document.getElementById("boot-note");
      if (note) note.parentNode.removeChild(note);
      document.documentElement.setAttribute("data-engine", over);
    },
    fail: fail,
    /** What was clicked so far, before anything answered; from now on the program answers by itself. */
    early: function () {
      document.removeEventListener("click", keep, true);
      return clicked;
    }
  };

  function listen(name, action) {
    if (window.addEventListener) window.addEventListener(name, action);
    else window.attachEvent("on" + name, action);
  }

  if (document.addEventListener) document.addEventListener("click", keep, true);
  // After the start has ended, well or not, an error is the page's own affair.
  listen("error", function () { fail("failed"); });
  listen("unhandledrejection", function () { fail("failed"); });
  listen("load", function () { if (!begun) fail("notRun"); });
  setTimeout(function () { fail("slow"); }, 20000);
  if (missing()) fail("old");
})();
