/** Holds files made to harm, and broken ones, to this: each is refused within a second, in a sentence that says what to do; the page lives, its memory stays small. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { docx, zip } from "../files/zip.mjs";
import { pages, pdf, shown, stream } from "../files/pdf.mjs";
import { eachBrowser } from "./browsers.mjs";
import { settled } from "./steps.mjs";
import { COUNTY } from "./texts.mjs";

const XML = '<?xml version="1.0"?>';
const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64");
const blank = (size) => deflateRawSync(Buffer.alloc(size, 32), { level: 9 });
const document = (content, options) => zip([["word/document.xml", content, options]]);
const ole = (words) => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), Buffer.from(words, "utf16le"), Buffer.alloc(512)]);
const nested = (n, open, close) => open.repeat(n) + close.repeat(n);
const whole = docx(`<w:p><w:r><w:t>${"全年办理案件15件。".repeat(400)}</w:t></w:r></w:p>`);
const random = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 255));
/** Each form draws the next one ten times: 10⁸ drawings in eight objects. */
const forms = pages(FONT, ["/X0 Do"]).map((object, i) => (i === 1 ? object.replace("/Font", `/XObject << ${Array.from({ length: 9 }, (_, k) => `/X${k} ${6 + k} 0 R`).join(" ")} >> /Font`) : object));
for (let k = 0; k < 9; k++) forms.push(stream(k < 8 ? `/X${k + 1} Do `.repeat(10) : "BT /F1 9 Tf (a) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"));

/** Name → bytes, and the words that the page must say. */
const FAULTS = [
  ["declared-bomb.docx", document("x", { packed: blank(200 * 1024 * 1024), size: 200 * 1024 * 1024 }), /解压后超过 64 MB/],
  ["lying-bomb.docx", document("x", { packed: blank(60 * 1024 * 1024), size: 5000 }), /100 倍以上/],
  ["nested.docx", zip([["inner.zip", zip([["inner.zip", zip([["word/document.xml", "x"]])]])]]), /压缩包/],
  ["overlapping.docx", zip([["word/document.xml", "x".repeat(500)], ["word/styles.xml", "x".repeat(500), { at: 0 }]]), /互相重叠/],
  ["truncated.docx", whole.subarray(0, whole.length - 300), /已损坏/],
  ["entities.docx", document(`${XML}<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${"bcdefghij"[i]} "${`&${"abcdefghi"[i]};`.repeat(10)}">`).join("")}]><d>&j;</d>`), /DOCTYPE/],
  ["outside.docx", document(`${XML}<!DOCTYPE d SYSTEM "http://lanpu.invalid/d.dtd"><d/>`), /DOCTYPE/],
  ["deep.docx", docx(nested(300, "<w:smartTag>", "</w:smartTag>")), /256 层/],
  ["crowded.docx", zip(Array.from({ length: 2500 }, (_, i) => [`word/${i}.xml`, "x"])), /2,000 个/],
  ["not-xml.docx", document("<w:document><w:p></w:document>"), /已损坏/],
  ["locked.docx", zip([["word/document.xml", "x", { flags: 1 }]]), /有密码/],
  ["locked-too.docx", ole("EncryptedPackage"), /有密码/],
  ["empty.txt", Buffer.alloc(0), /没有文字/],
  ["blank.docx", docx("<w:p/>"), /没有文字/],
  ["renamed.docx", PNG, /这是图片/],
  ["renamed.txt", PNG, /这是图片/],
  ["random.txt", random, /不是文字/],
  ["old.doc", ole("Word"), /另存为 \.docx/],
  ["table.xlsx", zip([["xl/workbook.xml", "x"]]), /表格文件/],
  ["paper.ofd", zip([["OFD.xml", "x"]]), /OFD/],
  ["large.txt", Buffer.alloc(20 * 1024 * 1024 + 1, 97), /超过 20 MB/],
  ["deep.html", Buffer.from(`<html><body>${"<div>".repeat(400)}x`), /256 层/],
  ["scripts.html", Buffer.from("<html><body><script>document.title='x'</script></body></html>"), /没有文字/],
  ["pageless.mhtml", Buffer.from("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/css\r\n\r\np{}\r\n--b--"), /没有网页正文/],
  ["crowded.mhtml", Buffer.from(`MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n${"--b\r\n\r\n".repeat(9000)}`), /2,000 个/],
  ["locked.pdf", pdf(pages(FONT, [shown(["41"])]), { trailer: "/Encrypt << /Filter /Standard /V 2 >>" }), /加了密/],
  ["scanned.pdf", pdf(pages(FONT, ["q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"])), /扫描/],
  ["truncated.pdf", readFileSync(new URL("../files/report.pdf", import.meta.url)).subarray(0, 20000), /没有打开/],
  ["deep.pdf", pdf(pages(FONT, [`${"[".repeat(100000)} Tj`])), /256 层/],
  ["bomb.pdf", pdf(pages(FONT, [Buffer.alloc(80 * 1024 * 1024, 32)])), /100 倍以上|64 MB/],
  ["forms.pdf", pdf(forms), /过于复杂/],
  ["ring.pdf", pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"]), /已损坏/],
];

/** Peak memory of the page's own process in MB; null where the system does not tell. */
async function peak(page) {
  try {
    const session = await page.context().browser().newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    await session.detach();
    const peaks = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024);
    return peaks.length ? Math.max(...peaks) : null;
  } catch (error) {
    return null;
  }
}

eachBrowser("files made to harm are refused at once, each in a sentence", async ({ page, name: browser, test }) => {
  await page.setInputFiles("#file-1", { name: "先.txt", mimeType: "", buffer: Buffer.from(COUNTY) });
  await page.waitForSelector("#view-overview");
  await settled(page);
  const before = await peak(page), text = await page.inputValue("#text-1");
  const slowest = [0, ""], folder = mkdtempSync(join(tmpdir(), "faults-"));
  for (const [name, buffer, said] of FAULTS) {
    // The time that the page takes, without that of handing the file over.
    await page.evaluate(() => {
      window.taken = null;
      const file = document.getElementById("file-2"), note = document.getElementById("note");
      file.addEventListener("change", () => {
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (!/没有打开/.test(note.textContent)) return;
          window.taken = performance.now() - start;
          seen.disconnect();
        });
        seen.observe(note, { childList: true, subtree: true, characterData: true });
      }, { once: true, capture: true });
    });
    // From the disk, as readers do: handed over by the driver, a large file takes many times its size in the page.
    writeFileSync(join(folder, name), buffer);
    await page.setInputFiles("#file-2", join(folder, name));
    const taken = await (await page.waitForFunction(() => window.taken, null, { timeout: 20000 }).catch(() => { throw new Error(`${name}: not refused`); })).jsonValue();
    const words = await page.locator("#note").innerText();
    assert.ok(words.startsWith(`“${name}”没有打开：`), `${name}: ${words}`);
    assert.match(words, said, name);
    assert.ok(taken < 1000, `${name} took ${taken} ms`);
    if (taken > slowest[0]) slowest.splice(0, 2, taken, name);
    assert.equal(await page.inputValue("#text-2"), "", name);
  }
  assert.equal(await page.inputValue("#text-1"), text, "what was open is untouched");
  const after = await peak(page);
  assert.ok(before !== null || process.platform !== "linux", "the system tells how much memory the page takes");
  if (before !== null) assert.ok(after - before < 200, `memory grew from ${before} to ${after} MB`);
  test.diagnostic(`${FAULTS.length} files, slowest ${slowest[1]} ${Math.round(slowest[0])} ms; peak memory ${before === null ? "not told" : `${Math.round(before)} → ${Math.round(after)} MB`} [${browser}]`);
  await page.setInputFiles("#file-2", { name: "后.docx", mimeType: "", buffer: readFileSync(new URL("../files/report.docx", import.meta.url)) });
  await page.waitForSelector("#view-summary");
});

eachBrowser("a bad file among good ones harms none of them", async ({ page }) => {
  const good = readFileSync(new URL("../files/report.docx", import.meta.url));
  // Chosen for a field: the two panes take the first two that open. (More than two that are dropped go to the library: many.test.mjs.)
  await page.setInputFiles("#file-1", [{ name: "坏.docx", mimeType: "", buffer: whole.subarray(0, 200) }, { name: "甲.txt", mimeType: "", buffer: Buffer.from(COUNTY) }, { name: "坏.pdf", mimeType: "", buffer: Buffer.from("%PDF-1.7\n") }, { name: "乙.docx", mimeType: "", buffer: good }, { name: "丙.txt", mimeType: "", buffer: Buffer.from("丙") }]);
  await page.waitForSelector("#view-summary");
  const words = await page.locator("#note").innerText();
  for (const said of [/“坏\.docx”没有打开/, /“甲\.txt”按 UTF-8 读出/, /“坏\.pdf”没有打开/, /“乙\.docx”已读入/, /“丙\.txt”等没有打开/]) assert.match(words, said);
  assert.match(await page.inputValue("#text-1"), /沅浦县/);
  assert.match(await page.inputValue("#text-2"), /岚浦县/);
});

eachBrowser("nothing in a page or document runs, loads or becomes markup", async ({ page }) => {
  await page.evaluate(() => { window.harmed = () => { window.wasHarmed = true; }; });
  const harm = `<img src="http://lanpu.invalid/a.png" onerror="harmed()"><svg onload="harmed()"></svg><iframe src="javascript:parent.harmed()"></iframe><script>harmed()</script><style>@import "http://lanpu.invalid/a.css";</style><base href="http://lanpu.invalid/"><link rel="stylesheet" href="http://lanpu.invalid/b.css"><p style="background:url(http://lanpu.invalid/c.png)" onclick="harmed()">&lt;img src=x onerror=harmed()&gt;</p><meta http-equiv="refresh" content="0;url=http://lanpu.invalid/">`;
  const body = COUNTY.split("\n").map((line) => `<p>${line}</p>`).join("");
  await page.setInputFiles("#file-1", { name: "<img src=x onerror=harmed()>.html", mimeType: "", buffer: Buffer.from(`<html><head><meta charset="utf-8"></head><body>${body}${harm}</body></html>`) });
  await page.waitForSelector("#view-overview");
  await page.click("#change");
  await page.click("#import-1 summary");
  assert.equal(await page.evaluate(() => window.wasHarmed), undefined);
  assert.equal(await page.evaluate(() => document.querySelectorAll("img, iframe").length), 0);
});
