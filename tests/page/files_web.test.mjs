/** Holds the reading of saved pages to this: of each kind of site, the report with its head is found, whole, and nothing of what stands around it. */

import assert from "node:assert/strict";
import { eachBrowser } from "./browsers.mjs";
import { pasteRich } from "./bring.mjs";
import { settled } from "./steps.mjs";
import { gb18030 } from "./texts.mjs";

const TITLE = "禾坪区司法局2022年度法治政府建设工作报告";
const BODY = ["2022年，区司法局坚持依法行政，现将有关情况报告如下：", "一、主要做法", "（一）规范执法监督。组织案卷评查2次，抽查案卷117卷，下发监督意见书9份。", "（二）做实法律援助。受理援助案件346件，挽回损失512.7万元，回访满意率99.2%。",
  "二、存在问题", "公共法律服务的供给还不够均衡，偏远村居的覆盖仍有空白。", "三、下一步打算", "新建村居法律顾问工作室24个，培训调解员600人次。", "禾坪区司法局", "2023年2月3日"];
const links = (...words) => words.map((word) => `<a href="/${word.length}.html">${word}</a>`);
const list = (words) => `<ul>${words.map((word) => `<li>${word}</li>`).join("")}</ul>`;
const NAV = list(links("首页", "机构概况", "政务公开", "2023年全区办理信访件1200件", "便民服务"));
const RELATED = `<div class="xg"><h4>相关新闻</h4>${list(links("全区调解组织化解纠纷8200件", "区司法局举办培训31场"))}</div>`;
const FOOT = "<div>禾坪区司法局主办　网站标识码：3300000000　<br>联系电话：0000-87654321，本站累计访问2304561次</div>";
const page = (body, head = "") => `<html><head><meta charset="utf-8"><title>${TITLE}-禾坪区司法局</title>${head}</head><body>${body}</body></html>`;
const p = BODY.map((line) => `<p>　　${line}</p>`).join("\n");

/** A page, the lines that stand before the body, and the body where it is another; it must come whole behind them. */
const SITES = {
  "cells and breaks": [page(`<table><tr><td>${NAV}</td></tr><tr><td><table width="900"><tr><td align="center"><font size="5"><b>${TITLE}</b></font></td></tr><tr><td align="center">发布时间：2023-02-06　点击数：318</td></tr><tr><td>${BODY.map((line) => `&nbsp;&nbsp;&nbsp;&nbsp;${line}`).join("<br>\n<br>")}</td></tr></table></td></tr><tr><td>${FOOT}</td></tr></table>`),
    [TITLE, "发布时间：2023-02-06　点击数：318"]],
  "spans in spans, a heading outside": [page(`<div>${NAV}</div><div class="main"><div class="bt"><h2>${TITLE}</h2></div><div class="fbt"><span>日期：2023-02-06</span><span>来源：区司法局</span></div><div class="zw"><div class="TRS_Editor"><style>.TRS_Editor p{margin:0}</style>${BODY.map((line) => `<p style="text-indent:2em"><span><font face="仿宋">${line.slice(0, 7)}</font><span>${line.slice(7)}</span></span></p>`).join("")}</div></div>${RELATED}</div><div class="footer">${FOOT}</div>`),
    [TITLE, "日期：2023-02-06来源：区司法局"]],
  "a list of particulars above all": [page(`${NAV}<div class="wrap"><div class="gk">${list(["<b>索引号：</b>hp-2023-00017", "<b>发布机构：</b>禾坪区司法局", "<b>发文日期：</b>2023-02-03", "<b>公开方式：</b>主动公开"])}</div><div class="article"><h1>${TITLE}</h1><div id="zoom">${p}</div></div></div>${RELATED}${FOOT}`),
    ["索引号：hp-2023-00017", "发布机构：禾坪区司法局", "发文日期：2023-02-03", "公开方式：主动公开", TITLE]],
  "a body in several pieces": [page(`${NAV}<div id="c"><h1>${TITLE}</h1><p>2023-02-06 10:20</p><section>${BODY.slice(0, 4).map((line) => `<p>${line}</p>`).join("")}</section><section>${BODY.slice(4, 6).map((line) => `<p>${line}</p>`).join("")}</section><section>${BODY.slice(6).map((line) => `<p>${line}</p>`).join("")}</section></div><aside>本区法治政府建设示范创建，欢迎监督，共征集意见77条。</aside>${FOOT}`),
    [TITLE, "2023-02-06 10:20"]],
  "a title in two lines, in no heading": [page(`<div class="crumb">当前位置：${links("首页", "公开")} &gt; 正文</div><div class="x"><p align="center"><strong>禾坪区司法局</strong></p><p align="center"><strong>2022年度法治政府建设工作报告</strong></p>${p}</div>${list(links("上一篇：某通知", "下一篇：某公告"))}<footer>版权所有，未经许可不得转载，累计访问99万次。</footer>`),
    ["禾坪区司法局", "2022年度法治政府建设工作报告"]],
  "buttons, a code for telephones, and what is recommended behind the editor's name": [page(`${NAV}<div class="art"><h1>${TITLE}</h1><div>日期：2023-02-06　来源：<a href="/sfj">区司法局</a></div><ul><li><span>打印</span><i>字体：</i><a href="javascript:void(0);">放大</a><a href="javascript:void(0);">正常</a></li></ul><div>分享到：<a href="/wx"><i> </i></a></div><div class="zw">${p}<dl><dt>手机扫码浏览本页</dt><dd><canvas width="90"></canvas></dd></dl><div>+1</div><div><span onclick="window.print()">打印</span> <span onclick="window.close()">关闭</span></div><p>（责任编辑：禾小坪）</p><h3>推荐阅读</h3><div><a href="/a">调解故事</a>区里的调解员走村入户，讲述了42个故事，一年又一年。<a href="/a">【详细】</a></div></div></div>${FOOT}`),
    [TITLE, "日期：2023-02-06　来源：区司法局"]],
  "a clickable body is a body; the name of who signed stays": [page(`${NAV}<div><h1>${TITLE}</h1><div><span onclick="hide()">${p}</span></div></div>${FOOT}`), [TITLE]],
  "a label over pictures, a player and a list that a script would bring": [page(`${NAV}<div class="art"><h1>${TITLE}</h1><div id="detail"><div class="lb"><div class="std"><span class="tj">组图</span> <span></span><div class="sw" id="sw"><div class="sw-in"> </div><div class="sw-pages"></div></div></div></div><div class="player"><p>语音播报</p><div class="bar"><div class="done"></div></div></div>${p}<div class="more"><div>热门专题</div><ul id="hot"></ul><div class="turn"></div></div></div></div>${FOOT}`),
    [TITLE]],
  "what an editor draws around a heading leaves it its words": [page(`${NAV}<div class="art"><h1>${TITLE}</h1><div id="detail">${p.replace("<p>　　一、主要做法</p>", '<div class="frame"><div class="l" style="border-top:1px solid"></div><div class="r" style="width:2em"></div><div class="t">主要做法</div></div>').replace("<p>　　二、存在问题</p>", '<div class="frame"><div class="t">存在问题</div><div class="line"></div></div>')}</div></div>${FOOT}`),
    [TITLE], BODY.map((line) => line.replace(/^[一二]、(?=主要|存在)/, ""))],
  "a title in several lines down to its last word": [page(`${NAV}<div class="art"><div class="bt"><div>禾坪区司法局</div><div>2022年度法治政府建设工作</div><div class="end">报告<div class="l"></div><div class="r"></div></div></div><div class="zw">${p}</div></div>${FOOT}`),
    ["禾坪区司法局", "2022年度法治政府建设工作", "报告"]],
  "elements of the site's own within a line, pictures to share by, and a list of links in the box of the text": [page(`${NAV}<div class="w"><div class="t"><sitetitle>${TITLE}</sitetitle></div><div class="d">日期：2023-02-06　来源：<sitesource>区司法局</sitesource>　阅读：<i>56</i></div><div class="fx">分享：<a class="a" href="#"></a></div><sitecontent><div id="zw">${p}</div></sitecontent><table><tr><td>文件类别</td><td>工作报告</td></tr><tr><td>公开范围</td><td>面向社会</td></tr><tr><td>公开方式</td><td>主动公开；长期有效；每年更新一次。</td></tr></table><div class="xg"><p>延伸了解</p>${list(links("区财政局2022年度法治政府建设工作报告", "一图读懂"))}</div></div>${FOOT}`),
    [TITLE, "日期：2023-02-06　来源：区司法局　阅读：56"], [...BODY, "文件类别\t工作报告", "公开范围\t面向社会", "公开方式\t主动公开；长期有效；每年更新一次。"]],
  "headings that are links to their own places, below a list of contents": [page(`${NAV}<div class="w"><h1>${TITLE}</h1><div class="x"><div>${["一、主要做法", "二、存在问题"].map((line) => `<a href="#s">${line}</a>`).join("")}</div><p>${BODY[0]}</p><div><a href="#t1">一、主要做法</a></div><div><a href="#t2">二、存在问题</a></div>${p.replace(`<p>　　${BODY[0]}</p>`, "").replace("一、主要做法", '<a name="t1" href="#top">一、主要做法</a>').replace("二、存在问题", '<a name="t2" href="#top">二、存在问题</a>')}</div></div>${FOOT}`), [TITLE]],
  "what readers say below a short text": [page(`${NAV}<div class="w"><div class="art"><h1>${TITLE}</h1>${p}<p>责任编辑：禾小坪</p></div><div class="say"><h2>大家说</h2><p>去年来援助中心办过3次事，服务很好，希望今年继续，多设几个点。</p><p>建议把普法的场次增加到500场！</p></div></div>${FOOT}`), [TITLE]],
  "links within the text stay": [page(`${NAV}<div><h1>${TITLE}</h1>${p.replace("案卷评查", '<a href="/pc">案卷评查</a>')}</div>${RELATED}`), [TITLE]],
  "hidden and deleted parts stay out": [page(`${NAV}<div><h1>${TITLE}</h1><div style="display: none">共计15万件。</div>${p.replace("117卷", "<del>110</del>117卷")}</div>`), [TITLE]],
};

const bytesOf = (markup, encoding) => (encoding ? gb18030(markup) : Buffer.from(markup));

eachBrowser("the report of a page, whole, and nothing around it", async ({ page: tab }) => {
  for (const [name, [markup, head, body = BODY]] of Object.entries(SITES)) {
    for (const encoding of [null, "GB18030"]) {
      await tab.evaluate(() => document.getElementById("clear-1").click());
      await tab.setInputFiles("#file-1", { name: `${name}.htm`, mimeType: "", buffer: bytesOf(markup, encoding) });
      await tab.waitForFunction((file) => document.getElementById("note").textContent.includes(`${file}.htm”已读入`), name);
      await settled(tab);
      const lines = (await tab.inputValue("#text-1")).split("\n");
      const words = lines.filter((line) => !/^当前位置/.test(line));   // the core knows that one by itself
      assert.deepEqual(words, [...head, ...body], `${name} ${encoding || "UTF-8"}`);
    }
  }
});

eachBrowser("tables of facts: reaching cells, heads, notes; lists with starts, kinds and values", async ({ page: tab }) => {
  const cases = [
    ["<table><tr><th rowspan=2>镇街</th><th colspan=2>案件</th></tr><tr><td>受理</td><td>办结</td></tr><tr><td>柳坊镇</td><td>31</td><td><p>2</p><p>8</p></td></tr></table>", "镇街\t案件\n\t受理\t办结\n柳坊镇\t31\t2 8"],
    ["<table><caption>表1　办件情况</caption><tr><td>甲</td><td>乙</td></tr></table>", "表1　办件情况\n甲\t乙"],
    ["<ol><li>抓培训</li><li value=5>抓督导<ol type=a><li>月报</li></ol></li><li><p>抓考核</p><p>续段</p></li></ol>", "1.抓培训\n5.抓督导\na.月报\n6.抓考核\n续段"],
    ['<ol style="list-style-type: cjk-ideographic" start="2"><li>修路</li></ol><ol><li>1.已有序号</li></ol><ul><li>点</li></ul>', "二、修路\n1.已有序号\n点"],
    ["<table><tr><td>一段</td></tr></table><pre>第一行\n第二行</pre><p>文\n字</p><p>a\nb</p>", "一段\n第一行\n第二行\n文字\na b"],
    ["<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>配齐人员</p><table><tr><td>x</td><td>y</td></tr></table><div style='mso-element:comment-list'>批注：改为30件</div>", "1.配齐人员\nx\ty"],
  ];
  cases.push(['<p><a href="#a">一、抓培训</a></p><p><a href="/b">上一篇：公告</a></p><p>培训9次。</p><p><a href="#t">一、抓培训</a></p><p>另办12期。</p>', "培训9次。\n一、抓培训\n另办12期。"]);
  for (const [markup, text] of cases) {
    await pasteRich(tab, 0, `${markup}<table><tr><td>末</td><td>行</td></tr></table>`, "");
    await settled(tab);
    assert.equal(await tab.inputValue("#text-1"), `${text}\n末\t行`);
    await tab.evaluate(() => document.getElementById("clear-1").click());
  }
});
