/** Turns invented places into report texts, bytes in the encodings people have, and what the module itself reads in them. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const entry = resolve(process.env.FAZHI_MODULE ?? "www/pkg/fazhi_lens.js");
const module = await import(pathToFileURL(entry));
module.initSync(readFileSync(entry.replace(/\.js$/, "_bg.wasm")));

/** The module as Node runs it: what the page shows is held against this. */
export const { parse, compare, charts, reportCharts, metrics, repairs } = module;

const gold = (name) => readFileSync(new URL(`../gold/${name}.txt`, import.meta.url), "utf8");

/** The built-in example, as it stands in the sources. */
export const SAMPLE = [gold("qinglan-2022"), gold("qinglan-2023")];

/** A report of a county that does not exist. 𬭚 lies outside the BMP, so that counting characters and counting UTF-16 units differ. */
export const COUNTY = `沅浦县人民政府关于2021年度法治政府建设情况的报告

2021年，沅浦县深入贯彻《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕33号），在𬭚山片区先行先试，现将有关情况报告如下。

一、主要举措和成效

（一）优化营商环境。县政务服务中心设综合窗口26个，全年办理事项18402件，网上办理率达91.5%，较上年提高3.2个百分点。印发《沅浦县柔性执法清单》（沅政办发〔2021〕12号），免予处罚案件143件。

（二）化解矛盾纠纷。人民调解组织受理纠纷2316件，调解成功率97.8%；行政复议立案57件，审结49件。𬭚山镇设立联系点4处，开展法律咨询80余场次。

二、存在的问题

一是基层法制审核人员不足，部分乡镇没有专职人员；二是普法形式较为单一。

三、下一步工作安排

一是配齐乡镇法制审核人员，年底前实现全覆盖；二是开展“送法进渔村”活动不少于40场。

沅浦县人民政府
2022年1月26日
`;

/** The same county a year later. */
export const COUNTY_LATER = COUNTY.replace("关于2021年度", "关于2022年度").replace("2021年，沅浦县", "2022年，沅浦县").replace("沅政办发〔2021〕12号", "沅政办发〔2022〕5号")
  .replace("26个", "31个").replace("18402件", "21077件").replace("91.5%", "94.0%").replace("143件", "96件").replace("57件", "57件").replace("2022年1月26日", "2023年1月17日");

/** A report as long as any: `size` UTF-16 units, a number in every clause. */
export function long(size) {
  const parts = [COUNTY.split("\n")[0], "\n\n一、主要举措和成效\n\n"];
  let length = parts.join("").length;
  for (let i = 1; length < size; i++) {
    const words = `开展第${"甲乙丙丁戊己庚辛壬癸"[i % 10]}类巡查${i % 900 + 10}次，检查企业${i % 700 + 20}家，整改问题${i % 50 + 2}个。${i % 5 ? "" : "\n\n"}`;
    parts.push(words);
    length += words.length;
  }
  return parts.join("");
}

let table = null;

/** Node decodes GB18030 and encodes nothing: the two-byte codes are turned round. Characters without one stand as four bytes. */
export function gb18030(text) {
  const decoder = new TextDecoder("gb18030");
  if (!table) {
    table = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const read = decoder.decode(Uint8Array.of(lead, trail));
        if (read.length === 1 && read !== "\ufffd" && !table.has(read)) table.set(read, [lead, trail]);
      }
    }
  }
  const bytes = [];
  for (const c of text) {
    const code = c.codePointAt(0);
    if (code < 0x80) bytes.push(code);
    else if (code >= 0x10000) {
      const linear = code - 0x10000 + 189000;
      bytes.push(0x81 + Math.floor(linear / 12600), 0x30 + (Math.floor(linear / 1260) % 10), 0x81 + (Math.floor(linear / 10) % 126), 0x30 + (linear % 10));
    } else if (table.has(c)) bytes.push(...table.get(c));
    else throw new Error(`no two-byte code for ${c}`);
  }
  return Buffer.from(bytes);
}

export const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
