/** Turns invented counties into files dropped by the dozen, and what a reader does with many reports into calls of the browser. */

/** A year of a county that does not exist. */
export function year(place, y, { cases, rate, lawyers }) {
  return `${place}人民政府关于${y}年度法治政府建设情况的报告

${y}年，${place}推进法治政府建设，现将有关情况报告如下。

一、主要举措和成效

（一）化解矛盾纠纷。全县受理行政复议申请${cases}件${rate === null ? "" : `，行政机关负责人出庭应诉率${rate}%`}。建成渔港议事亭${lawyers}个。

（二）会前学法。县政府常务会议学法6次。

二、存在的问题

一是基层法制审核人员不足。

三、下一步工作安排

一是配齐法制审核人员。

${place}人民政府
${y + 1}年${lawyers > 20 ? 5 : 2}月20日
`;
}
export const YEARS = [year("沅浦县", 2021, { cases: 57, rate: 91.5, lawyers: 12 }), year("沅浦县", 2022, { cases: 61, rate: null, lawyers: 15 }), year("沅浦县", 2023, { cases: 44, rate: 98, lawyers: 21 })];
export const OTHERS = [year("桑渔县", 2023, { cases: 140, rate: 95.5, lawyers: 9 }), year("云碓区", 2023, { cases: 9, rate: 100, lawyers: 7 })];

export const asFile = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
export const FILES = [...YEARS.map((text, i) => asFile(`沅浦${2021 + i}.txt`, text)), ...OTHERS.map((text, i) => asFile(`外${i}.txt`, text))];

export async function lots(page) {
  await page.click("#start-many");
  await page.waitForSelector("#view-library");
}
/** Waits until all of `count` stand in the table with an end to them. */
export async function all(page, count) {
  await page.waitForFunction((n) => document.querySelectorAll("#view-library [data-status=read], #view-library [data-status=failed], #view-library [data-status=same]").length === n && document.getElementById("many-progress").hidden, count, { timeout: 30000 });
}
export const statuses = (page) => page.$$eval("#view-library tr.row", (rows) => rows.map((row) => row.querySelector("[data-status]").dataset.status));
export const rowOf = (page, words) => page.locator("#view-library tr.row", { hasText: words });

export async function view(page, name) {
  await page.click(`#rail a[data-view="${name}"]`);
  await page.waitForSelector(`#view-${name}:not([aria-busy])`);
}

/** The old browser hands no download to a test: what the page gives to be saved is kept. */
export const keep = { init: () => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { if (!/javascript/.test(blob.type)) window.kept = blob; return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () { if (this.download) window.saved = { name: this.download, blob: window.kept }; };
} };
export async function saved(page, button) {
  await page.evaluate(() => { window.saved = null; });
  await page.click(button);
  await page.waitForFunction(() => window.saved);
  return page.evaluate(async () => {
    const bytes = new Uint8Array(await window.saved.blob.arrayBuffer());
    return { name: window.saved.name, type: window.saved.blob.type, bytes: [...bytes.slice(0, 3)], text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
  });
}

/** A reader's own table: two required items, one of which no report has, and a metric. */
export const RULES = "类别\t名称\t词语\t单位\t出处\n必备\t会前学法\t会前学法|常务会议+学法\t\t某县法治办〔2023〕1号\n必备\t渔政扫码\t渔政+扫码\t\t某县法治办〔2023〕1号\n指标\t议事亭\t议事亭\t个\t某县法治办〔2023〕1号\n";
