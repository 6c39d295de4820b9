/** Turns the share that a report gives to each field of the official outline into a list, with the words that decided and the passages that count. */

import { el } from "../dom.js";
import { say } from "../strings.js";
import { address, paragraphs } from "../text.js";
import { howButton } from "./how.js";
import { excerpt, list, place, placed, spotButton } from "./one.js";
import { bar, unconfirmed } from "./required.js";

/** So many passages are listed under a field, so many of its terms beside it. */
const PASSAGES = 12, TERMS = 5;

export function coverage() {
  const slot = placed(), { report, text } = slot, lines = paragraphs(text);
  const rows = report.coverage.map((topic, index) => {
    const share = `${(topic.share * 100).toFixed(1)}%`;
    return {
      key: `topic:${index}`, topic, index, words: `${topic.name} ${topic.terms.join(" ")}`.toLowerCase(),
      cells: () => [
        [el("span", { class: topic.parent === null ? "what field" : "what measure" }, topic.name), unconfirmed(topic.confirmed, "cover.toCheck"), topic.terms.length ? el("span", { class: topic.parent === null ? "once" : "once measure" }, say("cover.terms", { n: topic.terms.slice(0, TERMS).join(say("sep.list")) })) : null],
        topic.spans.length ? [bar(topic.share), el("span", { class: "num" }, share), howButton(`topic:${index}:after`, true)] : el("span", { class: "none" }, say("duty.absent")),
        topic.spans.length ? say("cover.places", { n: topic.spans.length }) : ""],
    };
  });
  const columns = [
    { title: say("cover.field"), class: "c-what", sort: (row) => row.topic.name }, { title: say("cover.share"), class: "c-share", sort: (row) => row.topic.share },
    { title: say("cover.where"), class: "n c-at", sort: (row) => row.topic.spans.length },
  ];
  const chips = [
    { id: "all", words: say("all"), test: () => true }, { id: "fields", words: say("cover.fields"), test: (row) => row.topic.parent === null },
    { id: "present", words: say("cover.present"), test: (row) => row.topic.spans.length > 0 }, { id: "absent", words: say("duty.absent"), test: (row) => !row.topic.spans.length },
  ];
  const passages = ({ topic, key }) => el("div", { class: "wide" }, topic.spans.length
    ? el("ul", { class: "passages" }, topic.spans.slice(0, PASSAGES).map((span) => el("li", null, spotButton(slot, key, topic.name, span, excerpt(text, span, 90)), " ", el("span", { class: "at" }, address(text, lines, span.start)))), topic.spans.length > PASSAGES ? el("li", { class: "quiet" }, say("cover.more", { n: topic.spans.length - PASSAGES })) : null)
    : el("p", { class: "none" }, say("duty.absent")), topic.terms.length ? el("p", { class: "quiet small" }, say("cover.terms", { n: topic.terms.join(say("sep.list")) })) : null);
  const year = report.frame;
  return list({
    id: "coverage", title: say("cover.title"), count: year ? say("cover.frame", { n: year.replace("-", "—") }) : null, how: say("cover.how"), columns, rows, chips, hint: say("filterWords"), detail: passages,
    select: ({ topic, key }) => (topic.spans.length ? place(key, topic.name, topic.spans[0], topic.spans) : null), empty: say("cover.none"),
    copied: ({ topic }) => [topic.name, topic.spans.length ? `${(topic.share * 100).toFixed(1)}%` : say("duty.absent"), topic.terms.join(say("sep.list"))],
  });
}
