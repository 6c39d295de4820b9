/**
 * Turns a reading, or a comparison, into the little that a library of thousands keeps of it. Runs in the worker, so that no full result is ever
 * handed to the page.
 *
 * A row for each indicator, in the order of the report, so that its position is the indicator's id. `start`, `end`: the figure; `from`, `to`: its sentence.
 */

/** @returns {object} { meta, place, required, timeliness, coverage, rows } */
export function digest(report) {
  const { title, region, year, signed, published, issuers } = report.meta;
  return {
    meta: { title, region, year, signed, published, issuers },
    place: report.place || null,
    required: report.required.map(({ part, present, confirmed, rule, source, spans }) => ({ part, present, confirmed, rule, source, span: spans[0] || null })),
    timeliness: report.timeliness,
    // The fields of the outline; their measures are left to the view of one report.
    coverage: report.coverage.filter((topic) => !topic.parent).map(({ topic, name, share, spans }) => ({ topic, name, share, span: spans[0] || null })),
    rows: report.indicators.map((i) => ({
      metric: i.metric, sure: i.metricConfidence, label: i.label, value: i.value, upper: i.upper, unit: i.unit, kind: i.kind, qualifier: i.qualifier, change: i.change,
      period: i.period, part: i.partOf !== null, start: i.span.start, end: i.span.end, from: i.sentence.start, to: i.sentence.end,
    })),
  };
}

/** Which indicators of two neighbouring years are one, and how much of the later text stands in the earlier. Pairs the machine is unsure of are left out. */
export function link(comparison) {
  const longest = comparison.reuse.passages.reduce((best, p) => (!best || p.after.end - p.after.start > best.after.end - best.after.start ? p : best), null);
  return {
    pairs: comparison.indicators.filter((p) => p.before !== null && p.after !== null && p.band === "high" && p.status !== "incomparable").map((p) => [p.before, p.after]),
    share: comparison.reuse.share, without: comparison.reuse.shareWithoutFormulas, passage: longest ? longest.after : null, passages: comparison.reuse.passages.length,
  };
}
