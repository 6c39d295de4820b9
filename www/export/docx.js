/** Turns a document (document.js) into the bytes of a .docx: headings as styles, real tables whose heads repeat, pictures inline, A4 with page numbers. */

import { escaped } from "./markup.js";
import { zip } from "./zip.js";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** In twentieths of a point: A4, its margins, what is left between them. */
const PAGE = { width: 11906, height: 16838, side: 1247, end: 1304 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;
/** English Metric Units in a twentieth of a point and in a CSS pixel. */
const EMU = 635, EMU_PX = 9525;
/** A picture higher than this would leave no line of its heading on the page. */
const MOST_HEIGHT = (PAGE.height - 2 * PAGE.end - 1400) * EMU;
/** Rows with more characters may be broken between pages: kept whole they would leave half a page blank. */
const WHOLE_ROW = 500;

const SONG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>';
const HEI = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/>';
const style = (id, name, { based = "Normal", next, paragraph = "", run = "", quick = true }) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${based ? `<w:basedOn w:val="${based}"/>` : ""}${next ? `<w:next w:val="${next}"/>` : ""}${quick ? "<w:qFormat/>" : ""}<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
const size = (half) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`;
const STYLES = `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${SONG}${size(21)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
${style("Title", "Title", { next: "Normal", paragraph: '<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>', run: `${HEI}<w:b/>${size(36)}` })}
${style("Heading1", "heading 1", { next: "BodyText", paragraph: '<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>', run: `${HEI}<w:b/>${size(28)}` })}
${style("Heading2", "heading 2", { next: "BodyText", paragraph: '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>', run: `${HEI}${size(24)}` })}
${style("BodyText", "Body Text", { paragraph: '<w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc w:val="both"/>' })}
${style("Note", "Note", { paragraph: '<w:spacing w:before="60" w:after="60"/>', run: `<w:color w:val="595959"/>${size(18)}` })}
${style("Under", "Under Title", { paragraph: '<w:jc w:val="center"/>', run: `<w:color w:val="404040"/>${size(20)}` })}
${style("Cell", "Cell", { paragraph: '<w:spacing w:before="30" w:after="30" w:line="252" w:lineRule="exact"/>', run: size(18) })}
${style("CellHead", "Cell Head", { based: "Cell", paragraph: "<w:keepNext/>", run: `${HEI}<w:b/>` })}
${style("Footer", "footer", { paragraph: '<w:jc w:val="center"/>', run: `<w:color w:val="595959"/>${size(16)}`, quick: false })}</w:styles>`;

/** Without the hint Word sets “ ” ○ ● and their like in the Latin font. */
const run = (words) => `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;
const paragraph = (kind, words, more = "") => `<w:p><w:pPr><w:pStyle w:val="${kind}"/>${more}</w:pPr>${run(String(words).replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, " "))}</w:p>`;

const ALIGN = { right: '<w:jc w:val="right"/>', center: '<w:jc w:val="center"/>' };

function table({ columns, rows }) {
  const sum = columns.reduce((total, { width = 1 }) => total + width, 0);
  const widths = columns.map(({ width = 1 }) => Math.floor(width / sum * TEXT_WIDTH));
  const cell = (kind, shade) => (content, i) => {
    const parts = Array.isArray(content) ? content : [content];
    return `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/>${shade}</w:tcPr>${(parts.length ? parts : [""]).map((words) => paragraph(kind, words === null || words === undefined ? "" : words, ALIGN[columns[i].align] || "")).join("")}</w:tc>`;
  };
  const length = (row) => row.reduce((total, content) => total + (Array.isArray(content) ? content.join("") : String(content)).length, 0);
  const line = (kind) => ["top", "bottom"].map((edge) => `<w:${edge} w:val="single" w:sz="8" w:space="0" w:color="000000"/>`).join("") + `<w:insideH w:val="single" w:sz="4" w:space="0" w:color="${kind}"/>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/><w:tblBorders>${line("A6A6A6")}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${w}"/>`).join("")}</w:tblGrid>`
    + `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${columns.map(({ title }) => title).map(cell("CellHead", '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/><w:vAlign w:val="bottom"/>')).join("")}</w:tr>`
    + rows.map((row) => `<w:tr>${length(row) <= WHOLE_ROW ? "<w:trPr><w:cantSplit/></w:trPr>" : ""}${columns.map((_, i) => row[i]).map(cell("Cell", "")).join("")}</w:tr>`).join("")
    + `</w:tbl>${paragraph("Note", "")}`;
}

function picture({ width, height, words }, id) {
  const scale = Math.min(1, TEXT_WIDTH * EMU / (width * EMU_PX), MOST_HEIGHT / (height * EMU_PX));
  const extent = `cx="${Math.round(width * EMU_PX * scale)}" cy="${Math.round(height * EMU_PX * scale)}"`;
  return `<w:p><w:pPr><w:keepLines/><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${id}" name="picture${id}" descr="${escaped(words)}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="${DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>`
    + `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="${id}" name="picture${id}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}

/** One part of the document; `pictures` collects those met. */
function block(part, pictures) {
  if (part.kind === "heading") return paragraph(`Heading${Math.min(2, part.level)}`, part.words);
  if (part.kind === "text") return paragraph("BodyText", part.words);
  if (part.kind === "note") return paragraph("Note", part.words);
  if (part.kind === "table") return table(part);
  pictures.push(part.png);
  return picture(part, pictures.length);
}

/** `document` as document.js makes it; `made` is ISO time. */
export async function docx({ title, under, parts, foot, page, made }) {
  const pictures = [];
  const body = [paragraph("Title", title), ...under.map((words) => paragraph("Under", words)), ...parts.map((part) => block(part, pictures))].join("");
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${PAGE.end}" w:right="${PAGE.side}" w:bottom="${PAGE.end}" w:left="${PAGE.side}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`;
  const field = (name) => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  const [before, between, behind] = page;
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const override = (name, kind) => `<Override PartName="/${name}" ContentType="${kind}"/>`;
  return zip([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override("word/document.xml", `${WORD}.document.main+xml`)}${override("word/styles.xml", `${WORD}.styles+xml`)}${override("word/settings.xml", `${WORD}.settings+xml`)}${override("word/footer1.xml", `${WORD}.footer+xml`)}${override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")}</Types>`],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "word/document.xml")}<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`],
    ["docProps/core.xml", `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${escaped(made)}</dcterms:created></cp:coreProperties>`],
    ["word/document.xml", `${HEAD}<w:document ${W} xmlns:r="${OFFICE}" xmlns:wp="${DRAWING}/wordprocessingDrawing"><w:body>${body}${section}</w:body></w:document>`],
    ["word/_rels/document.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("rIdStyles", "styles", "styles.xml")}${relation("rIdSettings", "settings", "settings.xml")}${relation("rIdFooter", "footer", "footer1.xml")}${pictures.map((_, i) => relation(`rIdPicture${i + 1}`, "image", `media/picture${i + 1}.png`)).join("")}</Relationships>`],
    ["word/styles.xml", STYLES],
    ["word/settings.xml", `${HEAD}<w:settings ${W}><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`],
    ["word/footer1.xml", `${HEAD}<w:ftr ${W}>${paragraph("Footer", foot)}<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run(before)}${field("PAGE")}${run(between)}${field("NUMPAGES")}${run(behind)}</w:p></w:ftr>`],
    ...pictures.map((png, i) => [`word/media/picture${i + 1}.png`, png]),
  ]);
}
