//! Turns the model into TypeScript: the types of `contract.d.ts`, which the generated declarations carry.
//!
//! wasm-bindgen 0.2.92 takes a literal only, so they stand here and not in a `.d.ts` file of their own. A test holds them against the
//! fields that serde writes.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = r#"
/** Every span counts UTF-16 code units, end-exclusive, into the very string that was passed in. */
export interface Span { start: number; end: number }

/**
 * What a reader corrected by hand; it wins over what was read. Anchored by span and words, so that it survives a newer reader of the same text:
 * an anchor whose `raw` no longer stands at its span is left out, with a diagnostic `correctionLost`. Corrected and added indicators stand in
 * document order among the others, those marked wrong are gone; ids are positions in the list that results.
 */
export interface Corrections {
  meta?: Partial<Meta>;
  roles?: { at: Anchor; role: Role }[];                                                // at: the section's titleSpan
  indicators?: { at: Anchor; value?: number; upper?: number | null; unit?: Unit; label?: string; qualifier?: Indicator["qualifier"]; wrong?: boolean }[];
  added?: { at: Anchor; value: number; unit: Unit; label: string }[];
}
export interface Anchor { span: Span; raw: string }
/** What `parse` left out of a text or read otherwise than it stands: how often, and the first 200 places. */
export interface Repair { kind: "furniture" | "cut" | "bracket" | "number" | "joined" | "wide" | "traditional"; count: number; spans: Span[] }
export interface CompareOptions {
  before?: Corrections; after?: Corrections;
  pairs?: { before: Anchor; after: Anchor; same: boolean }[];   // indicators; same = false: never pair these two
}

export interface Report {
  schemaVersion: 1;
  meta: Meta;
  sections: Section[];        // document order, a tree by `parent`
  indicators: Indicator[];    // document order
  citations: Citation[];
  problems: Item[];           // shortcomings that the report admits
  commitments: Item[];        // what it plans for the next year
  dates: DateMention[];
  honours: Honour[];
  required: RequiredPart[];   // the parts that the rules ask of such a report
  timeliness: Timeliness | null;   // null where no deadline is known for that year
  frame: string | null;       // id of the official outline in force in the year reported on
  coverage: TopicShare[];     // how much it says on each field of that outline
  checks: Check[];            // numbers that contradict each other within the report, and nothing else
  agreements: Check[];        // the same sums where they agree, also where they differ by rounding only
  diagnostics: Diagnostic[];
}

export interface Meta {
  title: string | null;
  region: string | null;               // 博山区
  issuers: string[];                   // ["中共博山区委", "博山区人民政府"]
  year: number | null;                 // reported on
  published: string | null;            // ISO date
  signed: string | null;               // ISO date
}

export type Role = "measures" | "problems" | "leadership" | "plans" | "other";

export interface Section {
  id: number; parent: number | null;
  level: number;                       // depth, 1 = outermost
  marker: string;                      // "一、"
  title: string;
  role: Role;                          // what its own heading says, else its parent's; a heading that announces two takes the first
  topics: string[];                    // ids of the official outline
  span: Span;                          // heading to the end of its last child
  titleSpan: Span;
}

export type Unit = string;             // the measure word as written, without 万/亿/余: "件(次)", "%", "百分点", "元"

export interface Indicator {
  id: number; section: number | null;
  raw: string; span: Span;             // "230余场次"
  value: number; upper: number | null; // base units; upper only for ranges
  unit: Unit;
  kind: "count" | "percent" | "percentagePoint" | "money" | "ratio" | "measure";   // ratio: 倍, 番, ‰; measure: length, area, time, weight
  qualifier: "exact" | "over" | "under" | "about";
  label: string; labelSpan: Span;      // "专题学法"
  metric: string | null;               // id of the canonical indicator, where it is one
  metricConfidence: number | null;     // 0–1
  partOf: number | null;               // id of its total: 其中…件
  changeOf: number | null;             // id of the level that this change belongs to: 4236件,同比增长17.1%
  recomputed: { value: number; numerator: number; denominator: number } | null;   // a rate from the two indicators (ids) it rests on
  change: "up" | "down" | null;        // the number is itself a change against an earlier time
  period: "year" | "cumulative" | "stock" | "target" | null;   // over the year, since a start, at a date, planned
  sentence: Span;
  corrected: boolean;                  // a reader changed or added it
}

export interface DateMention { span: Span; start: string; end: string }   // ISO dates, inclusive: 2022年以来 of a 2022 report → 2022-01-01 … 2022-12-31

export interface Citation {
  title: string; span: Span;
  alias: number | null;                // position of the document that this short name stands for (以下简称《纲要》)
  number: { text: string; issuer: string; year: number | null; serial: number | null } | null;
}
export interface Item { id: number; section: number | null; span: Span; text: string; topics: string[]; cause: Span | null }   // cause: of a problem, where the text gives one
export interface Honour { name: string; level: "national" | "province" | "city" | "county" | null; span: Span }
export interface RequiredPart { part: "measures" | "problems" | "leadership" | "plans"; present: boolean; sections: number[]; spans: Span[]; rule: string; source: string; confirmed: boolean }   // spans: also passages without heading; rule: its words; confirmed = false is shown as 待核
export interface Timeliness { due: string; rule: string; source: string; confirmed: boolean; signed: "inTime" | "late" | null; published: "inTime" | "late" | null }
export interface TopicShare { topic: string; name: string; characters: number; of: number; share: number; sections: number[]; spans: Span[]; terms: string[] }   // a passage may count for several topics: shares need not add up to 1
export interface Check {
  kind: "statedChange" | "partsTotal" | "repeatedValue" | "percentOutOfRange" | "rateOfParts";
  message: string; arithmetic: string;   // "(132 − 86) ÷ 86 = 53.5%"
  spans: { report: "before" | "after" | "this"; span: Span }[];
  stated: number; expected: number;
}
export interface Diagnostic { code: string; severity: "info" | "warning"; message: string; span: Span | null }

export interface Comparison {
  schemaVersion: 1;
  sections:   { before: number | null; after: number | null; status: "same" | "edited" | "new" | "dropped"; moved: boolean; similarity: number; related: number[]; diff: DiffPiece[] }[];   // related: further sections of the later report that a split one went to
  indicators: { before: number | null; after: number | null; status: "up" | "down" | "same" | "new" | "dropped" | "incomparable"; delta: number | null; percent: number | null;   // delta in base units, for rates in percentage points (percent is null then)
                confidence: number; band: "high" | "middle"; reason: string | null; shared: string[]; runnerUp: { after: number; score: number } | null }[];   // one to one; targets are in `targets`
  targets:    { planned: number; reached: number; met: boolean | null; confidence: number }[];   // an indicator of the earlier plan, one of the later result
  suggestions: { before: number; after: number; score: number }[];                            // too weak to compute with
  // copied, of: the characters that share is made of
  // share: of the later report's body, in characters without white space and punctuation, what stands in `passages`; 0 for an empty body
  reuse:      { copied: number; of: number; share: number; shareWithoutFormulas: number; passages: { before: Span; after: Span; similarity: number; kind: "verbatim" | "numbers" | "edited"; moved: boolean }[]; bySection: { after: number; share: number }[] };
  followUps:  { commitment: number; status: "done" | "mentioned" | "absent"; plannedAgain: boolean; evidence: { span: Span; score: number; shared: string[] }[]; unmatched: string[] }[];
  problems:   { before: number | null; after: number | null; status: "persistent" | "new" | "gone"; similarity: number }[];
  citations:  { before: number | null; after: number | null; status: "kept" | "renewed" | "new" | "dropped" }[];   // positions in citations
  checks:     Check[];             // contradictions between the two years only; each report keeps its own
  agreements: Check[];
  diagnostics: Diagnostic[];       // other place, years swapped, same report twice, an empty side; span null
}
export interface DiffPiece { kind: "same" | "removed" | "added"; text: string; before: Span | null; after: Span | null }

/** Chart data: everything that a picture shows, and the table beneath it. Ids are those of indicators, of sections for `lengths` and `reuse`, positions in `coverage` for that. */
export interface Charts { charts: Chart[] }
export interface Chart {
  id: "changes" | "rates" | "values" | "coverage" | "lengths" | "reuse";
  unit: string | null;      // of `values`
  title: string; subtitle: string; note: string[]; source: string; years: [string, string];   // the earlier is "" where one report is shown
  columns: string[];
  rows: { label: string; before: number | null; after: number | null; beforeText: string; afterText: string; from: number; to: number; changeText: string; rough: boolean; cells: string[] }[];
  fold: { first: number; last: number; words: string } | null;
  bands: { first: number; last: number; words: string }[];   // rows of one magnitude, each with its own scale from 0
}
/** Lengths in CSS pixels, colours as #rrggbb; `ratio`: device pixels for one of them. */
export interface ChartStyle {
  width: number; ratio: number; font: string; fontSize?: number; narrow?: boolean; header?: boolean; all?: boolean; hidden?: 0 | 1 | null;   // hidden: the year that is not drawn
  colors: { paper: string; ink: string; ink2: string; line: string; fill: string; falling: string; earlier: string; later: string; notice: string; sunk: string };
}
export interface DrawnChart { width: number; height: number; marks: { row: number; x: number; y: number; width: number; height: number }[] }
"#;

/// What the names, required parts and places add. TypeScript joins two declarations of one interface.
#[wasm_bindgen(typescript_custom_section)]
const CANONICAL_TYPES: &'static str = r#"
export interface Report {
  place: Place | null;        // where it is from, where the official divisions know it
  foreignPlaces: ForeignPlace[];   // places elsewhere that the body names: a remark, not a reproach
}
export interface Place { name: string; level: "province" | "city" | "county"; province: string; city: string | null }
export interface ForeignPlace { name: string; level: Place["level"]; province: string | null; sameProvince: boolean; spans: Span[] }   // province null: several have one of that name
export interface TopicShare {
  parent: string | null;      // the field that a measure belongs to; a field has none
  confirmed: boolean;         // false is shown as 待核
}

/** A canonical indicator. measures: measure words by what they measure, the usual one first; figures of two measures (人, %) are never one series. topic: field of the outline of 2021—2025; direction: ↑ more is better, ↓ less is better, = a volume that says neither. */
export interface Metric { id: string; name: string; unit: Unit; measures: Unit[][]; topic: string; direction: "↑" | "↓" | "=" }

/** Years of one place: a small multiple for each trend, with its own axis. A point without value is a gap; its text says which. */
export interface Trends {
  title: string; subtitle: string; source: string;
  trends: { title: string; unit: string; points: { year: number; value: number | null; text: string }[]; breaks: number[] }[];   // breaks: first years of another way of counting
}
/** For trends, `row` is the trend and `point` its year. */
export interface TrendMark { row: number; point: number; x: number; y: number; width: number; height: number }
export interface SeriesBreak { metrics: string; year: number; note: string; source: string }   // metrics: beginning of the ids it concerns
"#;
