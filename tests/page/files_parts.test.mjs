/** Holds the readers of files to this, in Node: numbers of lists, cells, notes and changes of documents; fonts, layout and tables of PDF; encodings. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { guess } from "../../www/files/decode.js";
import { readDocx } from "../../www/files/docx.js";
import { htmlParts } from "../../www/files/mhtml.js";
import { listMarker, numeral } from "../../www/files/numbering.js";
import { openBytes } from "../../www/files/open.js";
import { readPdf } from "../../www/files/pdf/read.js";
import { EN, ZH } from "../../www/files/words.js";
import { docx } from "../files/zip.mjs";
import { packedPdf, pages, pdf, shown, stream } from "../files/pdf.mjs";
import { gb18030 } from "./texts.mjs";

const bytes = (data) => new Uint8Array(data);
const run = (words) => `<w:r><w:t>${words}</w:t></w:r>`;
const p = (words, properties = "") => `<w:p><w:pPr>${properties}</w:pPr>${words.startsWith("<") ? words : run(words)}</w:p>`;
const item = (words, list, level = 0) => p(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (at, format, words, more = "") => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${words}"/></w:lvl>`;
const read = async (body, more) => readDocx(bytes(docx(body, more)));
const lines = async (body, more) => (await read(body, more)).text.split("\n");
const note = (opened, code) => (opened.notes.find((each) => each.code === code) || { n: 0 }).n;

test("numbers of lists as Word writes them", () => {
  const cases = [
    ["chineseCounting", { 1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1001: "一千零一", 10010: "一万零一十" }],
    ["chineseLegalSimplified", { 3: "叁", 12: "壹拾贰" }], ["ideographDigital", { 10: "一〇", 23: "二三" }], ["ideographTraditional", { 1: "甲", 11: "甲" }],
    ["decimalEnclosedCircle", { 1: "①", 20: "⑳", 21: "㉑" }], ["decimalFullWidth", { 12: "１２" }], ["upperRoman", { 4: "IV", 19: "XIX" }], ["lowerLetter", { 2: "b", 27: "aa" }], ["decimalZero", { 7: "07" }],
  ];
  for (const [format, pairs] of cases) for (const [n, words] of Object.entries(pairs)) assert.equal(numeral(Number(n), format), words, `${format} ${n}`);
  assert.equal(listMarker(3, "decimal"), "3.");
  assert.equal(listMarker(3, "cjk-ideographic"), "三、");
  assert.equal(listMarker(3, "disc"), "");
});

test("lists count by level, begin anew and where they are told", async () => {
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%1.%2.%3", '<w:isLgl/>')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, "bullet", "\uf0b7")}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`;
  const body = [item("河道", 1), item("巡查", 1, 1), item("清淤", 1, 1), item("三段", 1, 2), item("林地", 1), item("防火", 1, 1), item("点状", 2), item("另起", 3), p("无号", '<w:numPr><w:numId w:val="0"/></w:numPr>'), item("", 1), item("续前", 1)].join("");
  assert.deepEqual(await lines(body, { "word/numbering.xml": numbering }), ["一、河道", "（一）巡查", "（二）清淤", "1.2.1 三段", "二、林地", "（一）防火", "点状", "五、另起", "无号", "六、续前"]);
});

test("a number that comes from a style, through the style it is based on", async () => {
  const styles = '<w:style w:styleId="b"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="c"><w:name w:val="x"/><w:basedOn w:val="b"/></w:style><w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>';
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、", '<w:pStyle w:val="b"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const styled = (words, style) => p(words, `<w:pStyle w:val="${style}"/>`);
  const opened = await read(styled("草原执法 1", "t") + styled("草原执法", "b") + styled("禁牧", "c"), { "word/styles.xml": styles, "word/numbering.xml": numbering });
  assert.equal(opened.text, "一、草原执法\n二、禁牧");
  assert.equal(note(opened, "contents"), 1, "the table of contents would name every heading twice");
  assert.match(opened.original, /草原执法 1/);
});

test("tracked changes stand as accepted", async () => {
  const by = 'w:id="1" w:author="a"';
  const body = `<w:p>${run("整改")}<w:del ${by}><w:r><w:delText>41</w:delText></w:r></w:del><w:ins ${by}>${run("47")}</w:ins>${run("处")}</w:p>
    <w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>${run("前半句，")}</w:p><w:p>${run("后半句。")}</w:p>
    <w:p><w:moveFrom ${by}>${run("移走")}</w:moveFrom><w:moveTo ${by}>${run("移来")}</w:moveTo></w:p>
    <w:p><w:pPr><w:pPrChange ${by}><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>${run("改过样式")}</w:p>`;
  assert.deepEqual(await lines(body), ["整改47处", "前半句，后半句。", "移来", "改过样式"]);
});

test("cells stand apart by TAB, merged ones empty; a table for layout is text", async () => {
  const tc = (words, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${[].concat(words).map((word) => p(word)).join("")}</w:tc>`;
  const tr = (...cells) => `<w:tr>${cells.join("")}</w:tr>`;
  const table = `<w:tbl><w:tblPr/>${tr(tc("事项", '<w:vMerge w:val="restart"/>'), tc("2023年", '<w:gridSpan w:val="2"/>'))}${tr(tc("", "<w:vMerge/>"), tc("受理"), tc("办结"))}${tr(tc(["用水", "许可"]), tc("31"), tc("29"))}${`<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>${tc("删行")}${tc("7")}</w:tr>`}</w:tbl>`;
  const layout = `<w:tbl>${tr(tc(["第一段。", "第二段。"]))}</w:tbl>`;
  assert.deepEqual(await lines(p("前") + table + layout + p("后")), ["前", "事项\t2023年", "\t受理\t办结", "用水许可\t31\t29", "第一段。", "第二段。", "后"]);
});

test("what is not the text stays out: hidden words, fields' instructions, second versions, remarks of others", async () => {
  const body = `<w:p>${run("甲")}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r><w:r><w:instrText>PAGE 3</w:instrText></w:r><w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r></w:p>
    <w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>${p("框中")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p("框中")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>${run("框外")}</w:p>
    <w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${p("控件")}</w:sdtContent></w:sdt><w:p><w:hyperlink>${run("链接")}</w:hyperlink></w:p>`;
  assert.deepEqual(await lines(body), ["甲显乙 丙", "丁", "框中", "框外", "控件", "链接"]);
});

test("footnotes stand behind the text", async () => {
  const notes = `<w:footnote w:type="separator" w:id="-1">${p("线")}</w:footnote><w:footnote w:id="2">${p("指常住人口。")}</w:footnote>`;
  const opened = await read(`<w:p>${run("覆盖3.2万人")}<w:r><w:footnoteReference w:id="2"/></w:r>${run("。")}</w:p>`, { "word/footnotes.xml": notes });
  assert.equal(opened.text, "覆盖3.2万人[1]。\n注释\n[1]指常住人口。");
});

const hex = (text) => gb18030(text).toString("hex");
const cid = (encoding, more = "") => `<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding ${encoding} ${more} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>`;
const open = (data) => readPdf(bytes(data));
/** Full lines of 26 characters and a rest, as a page sets them. */
const PARAGRAPH = ["　　县水利局全年开展河道巡查一千二百余次，整改问题", "三十六个，立案查处非法采砂案件十九件，移送司法机关二", "件。"];

test("a PDF in an encoding that browsers know, without a table of its own", async () => {
  for (const [encoding, coded] of [["/GBK-EUC-H", hex], ["/UniGB-UCS2-H", (text) => Buffer.from(text, "utf16le").swap16().toString("hex")]]) {
    const opened = await open(pdf(pages(cid(encoding), [shown(PARAGRAPH.map(coded))])));
    assert.equal(opened.text.trim(), PARAGRAPH.join("").trim(), encoding);
  }
});

test("objects packed in streams, and a file whose tables are lost, read the same", async () => {
  const objects = pages(cid("/GBK-EUC-H"), [shown(PARAGRAPH.map(hex)), shown([hex("　　第二页。")])]);
  const unused = [...objects.slice(0, -2), Buffer.from(String(objects[objects.length - 2]).replace("/Parent", `/Tabs ${objects.length + 1} 0 R /Parent`)), objects[objects.length - 1], null, null];
  const text = `${PARAGRAPH.join("").trim()}\n第二页。`;
  const cases = [[pdf(objects), false], [packedPdf(objects), false], [pdf(objects, { lost: true }), true], [packedPdf(objects).subarray(0, -60), true], [Buffer.concat([Buffer.from("junk\n"), pdf(objects)]), false], [pdf(unused), false]];
  for (const [data, lost] of cases) {
    const opened = await open(data);
    assert.equal(opened.text, text);
    assert.equal(opened.notes.some(({ code }) => code === "searched"), lost, "a reader is told that it may not be all");
  }
});

test("fonts that don't tell their characters are recognised, never guessed", async () => {
  await assert.rejects(open(pdf(pages(cid("/Identity-H"), [shown(["004100420043", "00440045"])]))), { key: "fonts" });
  // The private area is no telling either.
  const map = stream("1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <e000> endbfrange");
  await assert.rejects(open(pdf(pages(cid("/Identity-H", "/ToUnicode 6 0 R"), [shown(["00410042"])], [map]))), { key: "fonts" });
  const symbolic = "<< /Type /Font /Subtype /TrueType /BaseFont /A+B /FirstChar 33 /Widths [500 500] /FontDescriptor << /Flags 4 /FontFile2 9 0 R >> >>";
  await assert.rejects(open(pdf(pages(symbolic, [shown(["2122"])]))), { key: "fonts" });
});

test("a table of characters: single ones, ranges, lists", async () => {
  const map = stream("1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <6cb3> <0002> <957f> endbfchar 2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<5236> <5ea6>] endbfrange");
  assert.equal((await open(pdf(pages(cid("/Identity-H", "/ToUnicode 6 0 R"), [shown(["00010002002000210011001000120013"])], [map])))).text, "河长制度1023");
});

test("a number that a line breaks is whole again", async () => {
  const broken = ["　　全县政务服务中心办理申请事项共26", "514件，其中网上办理的占全部的比例为9", "3.6%。"];
  assert.equal((await open(pdf(pages(cid("/GBK-EUC-H"), [shown(broken.map(hex))])))).text, broken.join("").trim());
});

test("running heads and page numbers go, and are listed", async () => {
  const page = (n, words) => `${shown([hex("云岭县司法局")], { y: 800, size: 10 })} ${shown(words.map(hex))} ${shown([hex(`— ${n} —`)], { x: 280, y: 40, size: 10 })}`;
  const opened = await open(pdf(pages(cid("/GBK-EUC-H"), [page(1, ["　　第一段写了一页，它在页末没有写完，下一页接着写，", "这一行也是满的，一直写到右边的边上为止，没有断开，"]), page(2, ["到这里才完。", "　　第二段。"]), page(3, ["　　第三段。"])])));
  assert.deepEqual(opened.text.split("\n"), ["第一段写了一页，它在页末没有写完，下一页接着写，这一行也是满的，一直写到右边的边上为止，没有断开，到这里才完。", "第二段。", "第三段。"]);
  assert.deepEqual([note(opened, "heads"), note(opened, "pages")], [3, 3]);
  assert.match(opened.original, /云岭县司法局/);
});

test("ruled lines make rows, a watermark is left out, bold drawn twice is read once", async () => {
  const rules = [100, 250, 400].map((x) => `${x} 600 m ${x} 660 l S`).join(" ") + [600, 630, 660].map((y) => ` 100 ${y} m 400 ${y} l S`).join(" ");
  const at = (x, y, words) => `BT /F1 12 Tf 1 0 0 1 ${x} ${y} Tm <${hex(words)}> Tj ET`;
  const content = `${rules} ${at(90, 700, "见下表：")} ${at(90.2, 700, "见下表：")} ${at(110, 640, "类别")} ${at(260, 640, "件数")} ${at(110, 610, "渔政")} ${at(260, 610, "58")} BT /F1 40 Tf .7 .7 -.7 .7 100 300 Tm <${hex("样稿")}> Tj ET`;
  const opened = await open(pdf(pages(cid("/GBK-EUC-H"), [content])));
  assert.equal(opened.text, "见下表：\n类别\t件数\n渔政\t58");
  assert.deepEqual([note(opened, "tables"), note(opened, "aslant")], [1, 1]);
});

test("radicals that only look like characters are replaced, one for one", async () => {
  const opened = await openBytes(bytes(Buffer.from("⻛⾕县⼈⺠政府办理案件⼆⼗件，⻅下表。")), "页.txt");
  assert.equal(opened.text, "风谷县人民政府办理案件二十件，见下表。");
  assert.equal(note(opened, "radicals"), 7);
  assert.match(opened.original, /⼈⺠/);
});

test("what Ghostscript writes: a range that reaches over others; two columns one after the other; a frame around one passage", async () => {
  const map = stream("1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0001> <01ff> <6b7b> <0002> <0002> <8282> endbfrange");
  assert.equal((await open(pdf(pages(cid("/Identity-H", "/ToUnicode 6 0 R"), [shown(["00010002"])], [map])))).text, "死节");
  const column = (x, words) => shown(words.map(hex), { x, size: 10, pitch: 14 });
  const left = ["　　左栏开头写满这一行字", "第二行也写得满满的不留", "第三行也写得满满的不留", "第四行也写得满满的不留", "左栏写到此处为止了还有"], right = ["右栏接着写完这一句话。", "　　右栏的第二段也有两行", "第二行也写得满满的不留", "第三行也写得满满的不留", "到这里结束。"];
  assert.equal((await open(pdf(pages(cid("/GBK-EUC-H"), [column(60, left) + column(320, right)])))).text, "左栏开头写满这一行字第二行也写得满满的不留第三行也写得满满的不留第四行也写得满满的不留左栏写到此处为止了还有右栏接着写完这一句话。\n右栏的第二段也有两行第二行也写得满满的不留第三行也写得满满的不留到这里结束。");
  const frame = "80 690 m 300 690 l S 80 720 m 300 720 l S 80 690 m 80 720 l S 200 690 m 200 720 l S 300 690 m 300 720 l S";
  assert.equal((await open(pdf(pages(cid("/GBK-EUC-H"), [`${frame} ${shown([hex("框内文字")])}`])))).text, "框内文字");
});

test("pages and pictures that are not read are told", async () => {
  const picture = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q";
  const opened = await open(pdf(pages(cid("/GBK-EUC-H"), [shown(PARAGRAPH.map(hex)), picture])));
  assert.deepEqual([opened.text.includes("河道巡查"), note(opened, "pictured")], [true, 1]);
  const drawn = await read(`${p("附图如下。")}<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>`);
  assert.equal(note(drawn, "pictures"), 1);
});

test("every reason and every note has its words, in both languages", () => {
  const folder = new URL("../../www/files/", import.meta.url), sources = ["", "pdf/"].flatMap((inner) => readdirSync(new URL(inner, folder)).filter((name) => name.endsWith(".js") && name !== "words.js").map((name) => readFileSync(new URL(inner + name, folder), "utf8"))).join("\n");
  const keys = (table) => Object.entries(table).flatMap(([key, words]) => (typeof words === "string" ? [key] : Object.keys(words).map((inner) => `${key}.${inner}`))).sort();
  assert.deepEqual(keys(ZH), keys(EN));
  const named = (pattern) => [...sources.matchAll(pattern)].map((found) => found[1]);
  for (const key of named(/new Refusal\("(\w+)"/g)) assert.ok(ZH.no[key], key);
  for (const key of named(/"!(\w+)"/g)) assert.ok(ZH.no[key], key);
  for (const code of named(/code: "(\w+)"/g)) assert.ok(ZH.note[code], code);
  for (const key of Object.keys(ZH.no)) assert.ok(sources.includes(`"${key}"`) || sources.includes(`"!${key}"`), `${key} is said nowhere`);
});

test("encodings are told from the bytes", () => {
  const words = "铜陵渡镇2022年开展执法检查86次。\n";
  const le = Buffer.from(words, "utf16le");
  const cases = [["UTF-8", Buffer.from(words)], ["UTF-8", Buffer.from(words).subarray(0, -3)], ["GB18030", gb18030(words)], ["UTF-16 LE", le], ["UTF-16 BE", Buffer.from(le).swap16()], ["UTF-8", Buffer.from("plain ASCII 42\n")], ["UTF-16 LE", Buffer.from("plain ASCII 42\n", "utf16le")]];
  for (const [encoding, data] of cases) assert.equal(guess(bytes(data)), encoding);
  // One stray byte does not turn a whole text into another encoding.
  assert.equal(guess(bytes(Buffer.concat([Buffer.from(words.repeat(20)), Buffer.from([0xb0]), Buffer.from(words)]))), "UTF-8");
});

test("parts of a saved page, in any transfer encoding", () => {
  const page = "<html><body>湿地</body></html>";
  const part = (encoding, body) => `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b--\r\n`;
  const quoted = page.replace(/[^\x20-\x7e]|=/g, (c) => Buffer.from(c).reduce((all, byte) => `${all}=${byte.toString(16).toUpperCase()}`, "")).replace("=E6", "=\r\n=E6");
  for (const [encoding, body] of [["quoted-printable", quoted], ["base64", Buffer.from(page).toString("base64").replace(/.{20}/g, "$&\r\n")]]) {
    const [{ bytes: found }] = htmlParts(new TextEncoder().encode(part(encoding, body)));
    assert.equal(new TextDecoder().decode(found).trim(), page, encoding);
  }
});
