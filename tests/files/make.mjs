/**
 * Turns report.txt, the report of a county that does not exist, into its twins in every form that people have: `node tests/files/make.mjs`.
 * The two that LibreOffice wrote, report.pdf and report.writer.docx, are made again only where `soffice` is found and `--office` is given.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, copyFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docx } from "./zip.mjs";

const here = import.meta.dirname, text = readFileSync(join(here, "report.txt"), "utf8"), lines = text.trim().split("\n");
const save = (name, content) => writeFileSync(join(here, name), content);
const gb = (words) => execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: words });
const utf16 = (words) => Buffer.from(words, "utf16le");

save("report.gb18030.txt", gb(text.replace(/\n/g, "\r\n")));
save("report.utf8bom.txt", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text.replace(/\n/g, "\r\n"))]));
save("report.utf16le.txt", utf16(`\ufeff${text}`));
save("report.utf16be.txt", utf16(text).swap16());   // without a mark

const rows = lines.filter((line) => line.includes("\t")).map((line) => line.split("\t"));
const escape = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const table = (cell) => `<table border="1" cellspacing="0"><tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n")}</tbody></table>`;
const body = lines.slice(1).filter((line, i, all) => !line.includes("\t") || !(all[i - 1] || "").includes("\t")).map((line) => (line.includes("\t") ? table((words) => `<td><p>${words}</p></td>`)
  : `<p style="text-indent:2em"><span style="font-size:16pt">${escape(line)}</span></p>`)).join("\n");
const links = (words) => words.split(" ").map((word) => `<li><a href="/${word.length}/">${word}</a></li>`).join("");
const page = (charset) => `<!DOCTYPE html>
<html lang="zh"><head>${charset}
<title>${lines[0]}_岚浦县人民政府</title><style>.nav{color:red}</style><link rel="stylesheet" href="site.css">
<script>var now = "今天是2025年3月9日，共有128条提示";</script></head>
<body onload="start()"><div class="top"><ul class="nav">${links("首页 政府信息公开 政务服务 互动交流 走进岚浦")}</ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/fz/">法治政府建设</a></div>
<div class="wrap"><div class="left"><h3>栏目导航</h3><ul>${links("机构职能 政策文件 法治政府建设年度报告 人事信息 财政预决算")}</ul></div>
<div class="content">
<table class="index"><tr><td>索 引 号：</td><td>lp-2024-00318</td><td>发布机构：</td><td>岚浦县人民政府</td></tr></table>
<h1>${lines[0]}</h1>
<div class="info">发布日期：2024-01-26 09:30　来源：岚浦县司法局　字体：<a href="javascript:big()">大</a> <a href="javascript:small()">小</a></div>
<div id="zoom"><img src="seal.png" onerror="start()">
${body}
</div>
<div class="share"><a href="#">打印</a> <a href="#">关闭</a></div>
<div class="related"><h3>相关阅读</h3><ul>${links("岚浦县2022年度法治政府建设情况报告 岚浦县举办行政执法培训班35场 关于岚浦县2023年预算执行情况的公告")}</ul></div>
</div></div>
<div class="footer">主办单位：岚浦县人民政府办公室　网站标识码：0000000000<br>访问量：1204567次</div></body></html>
`;
save("report.html", page('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'));   // says GB2312 and is UTF-8, as happens
save("report.gb18030.html", gb(page("")));                                                            // says nothing
const quoted = (words) => Buffer.from(words).reduce((all, byte) => all + (byte === 10 ? "\r\n" : byte === 61 || byte > 126 || byte < 32 ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte)), "").replace(/.{1,72}(?![0-9A-F]{0,1}$)(?=.)/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`));
save("report.mhtml", [
  "From: <Saved by Blink>", "Subject: report", "MIME-Version: 1.0", 'Content-Type: multipart/related;', '\ttype="text/html";', '\tboundary="----Boundary--x7"', "", "",
  "------Boundary--x7", "Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "Content-Location: http://lanpu.invalid/report.html", "", quoted(page('<meta charset="utf-8">')),
  "------Boundary--x7", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "Content-Location: http://lanpu.invalid/seal.png", "", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "------Boundary--x7--", "",
].join("\r\n"));

/* Word: numbers of headings and lists come from the numbering, not from the text. */
const KINDS = [[/^[一二三四五六七八九十]+、/, "1", 0], [/^（[一二三四五六七八九十]+）/, "1", 1], [/^\d+\./, "2", 0]];
const kindOf = (line) => KINDS.find(([pattern]) => pattern.test(line));
const run = (words) => `<w:r><w:t xml:space="preserve">${escape(words)}</w:t></w:r>`;
const changed = 'w:id="9" w:author="x" w:date="2024-01-20T00:00:00Z"';
const paragraph = (line, at) => {
  if (at === 0) return `<w:p><w:pPr><w:jc w:val="center"/><w:ind w:firstLine="0"/></w:pPr>${run(line.slice(0, 9))}${run(line.slice(9))}</w:p>`;
  const kind = kindOf(line), words = kind ? line.replace(kind[0], "") : line;
  const style = kind ? (kind[1] === "1" ? `<w:pStyle w:val="${kind[2] ? "a2" : "a1"}"/>` : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>`) : "";
  // One figure was changed under revision, and a sentence inserted.
  const inner = words.includes("26514") ? words.split("26514").map(run).join(`<w:del ${changed}><w:r><w:delText>25000</w:delText></w:r></w:del><w:ins ${changed}>${run("26514")}</w:ins>`) : run(words);
  const end = /^岚浦县人民政府$|^2024年/.test(line) ? '<w:jc w:val="right"/>' : "";
  return `<w:p><w:pPr>${style}${end}</w:pPr>${inner}</w:p>`;
};
const cell = (words) => `<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:ind w:firstLine="0"/></w:pPr>${run(words)}</w:p></w:tc>`;
const grid = `<w:tbl><w:tblPr><w:tblW w:w="8800" w:type="dxa"/><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`).join("")}</w:tblBorders></w:tblPr><w:tblGrid>${rows[0].map(() => '<w:gridCol w:w="2200"/>').join("")}</w:tblGrid>${rows.map((row) => `<w:tr>${row.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
const level = (at, format, words, style) => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style ? `<w:pStyle w:val="${style}"/>` : ""}<w:suff w:val="nothing"/><w:lvlText w:val="${words}"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>`;
const style = (id, name, at) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
const document = lines.map((line, at) => (line.includes("\t") ? (lines[at - 1].includes("\t") ? "" : grid) : paragraph(line, at))).join("");
const removed = `<w:p><w:pPr><w:rPr><w:del ${changed}/></w:rPr></w:pPr><w:del ${changed}><w:r><w:delText>此段已删除，共计999件。</w:delText></w:r></w:del></w:p>`;
const section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1400"/></w:sectPr>';
const more = {
  "word/numbering.xml": `<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/>${level(0, "chineseCounting", "%1、", "a1")}${level(1, "chineseCountingThousand", "（%2）", "a2")}</w:abstractNum><w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="singleLevel"/>${level(0, "decimal", "%1.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>`,
  "word/styles.xml": `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/><w:sz w:val="32"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>${style("a1", "heading 1", 0)}${style("a2", "heading 2", 1)}`,
  "word/header1.xml": `<w:p><w:pPr><w:ind w:firstLine="0"/></w:pPr>${run("岚浦县人民政府文件")}</w:p>`,
  "word/footer1.xml": `<w:p><w:pPr><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>${run("— ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run(" —")}</w:p>`,
};
const accepted = (xml) => xml.replace(/<w:del .*?<\/w:del>|<\/?w:ins\b[^>]*>/g, "");
save("report.docx", docx(document.replace('<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr>', `${removed}$&`) + section, more));

/* The clipboard of Word: numbers of lists as ignored pieces, conditional comments, a deletion under revision. */
const mso = lines.map((line, at) => {
  if (line.includes("\t")) return lines[at - 1].includes("\t") ? "" : table((words) => `<td style='border:solid windowtext 1.0pt'><p class=MsoNormal><span lang=EN-US>${words}<o:p></o:p></span></p></td>`);
  const kind = kindOf(line), marker = kind ? kind[0].exec(line)[0] : "";
  const list = marker ? `<![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;\n</span></span></span><![endif]>` : "";
  const words = escape(line.slice(marker.length));
  // Word breaks its lines in the middle of sentences.
  const broken = words.length > 60 ? `${words.slice(0, 50)}\n${words.slice(50)}` : words;
  return `<p class=${marker ? "MsoListParagraph" : "MsoNormal"} style='text-indent:32.0pt${marker ? ";mso-list:l0 level1 lfo1" : ""}'>${list}<span style='font-size:16.0pt'>${broken.replace("26514", '<del cite="mailto:x" datetime="2024-01-20T00:00">25000</del><ins cite="mailto:x" datetime="2024-01-20T00:00">26514</ins>')}<span lang=EN-US><o:p></o:p></span></span></p>`;
}).join("\n\n");
save("report.word.html", `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n<head><meta name=Generator content="Microsoft Word 15">\n<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n<style><!-- p.MsoNormal {mso-style-parent:"";} @list l0:level1 {mso-level-text:"%1、";} --></style></head>\n<body lang=ZH-CN>\n<!--StartFragment-->\n${mso}\n<!--EndFragment-->\n</body></html>\n`);
// Word's plain text of the same: a TAB behind each list number, which would look like the cells of a table.
save("report.word.txt", lines.map((line) => { const kind = kindOf(line); return kind ? line.replace(kind[0], "$&\t") : line; }).join("\r\n"));

if (process.argv.includes("--office")) {
  const folder = mkdtempSync(join(tmpdir(), "twins-"));
  const convert = (to, from) => execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", to, "--outdir", folder, from], { stdio: "inherit" });
  // On paper the changes are accepted.
  writeFileSync(join(folder, "report.docx"), docx(accepted(document) + section, more));
  convert("pdf", join(folder, "report.docx"));
  copyFileSync(join(folder, "report.pdf"), join(here, "report.pdf"));
  convert("docx:MS Word 2007 XML", join(here, "report.docx"));
  copyFileSync(join(folder, "report.docx"), join(here, "report.writer.docx"));
}
