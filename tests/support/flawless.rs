//! Turns what was found in a text, or in two, into the first thing about it that can't be true.

use fazhi_lens::compare::model::{DiffKind, FollowUpStatus, PairStatus, ProblemPair, ReuseKind};
use fazhi_lens::report::model::{Check, Side};
use fazhi_lens::span::{Span, Spans};
use fazhi_lens::text::{fold, is_blank};
use fazhi_lens::{repairs, Comparison, Report};

struct Text<'t> {
    raw: &'t str,
    units: Vec<u16>,
}

impl<'t> Text<'t> {
    fn new(raw: &'t str) -> Self {
        Self { raw, units: raw.encode_utf16().collect() }
    }
    /// A span that leaves the text or cuts a surrogate pair is a defect.
    fn check(&self, span: Span) {
        assert!(span.start <= span.end && span.end <= self.units.len(), "{span:?} leaves {:?}", self.raw);
        let cuts = |at: usize| self.units.get(at).is_some_and(|unit| (0xdc00..0xe000).contains(unit));
        assert!(!cuts(span.start) && !cuts(span.end), "{span:?} cuts a character of {:?}", self.raw);
    }
    /// The words of a span, as JavaScript's slice gives them.
    fn slice(&self, span: Span) -> String {
        self.check(span);
        String::from_utf16_lossy(&self.units[span.start..span.end])
    }
}

pub fn check_report(raw: &str, report: &Report) {
    let text = Text::new(raw);
    report.clone().map_spans(&mut |span| text.check(*span));
    for (id, section) in report.sections.iter().enumerate() {
        assert_eq!(section.id, id);
        assert!(section.span.contains(section.title_span), "{raw:?}");
        assert!(text.slice(section.title_span).starts_with(section.marker.as_str()), "{raw:?}");
        match section.parent {
            Some(parent) => {
                assert!(parent < id && report.sections[parent].span.contains(section.span), "section {id} leaves its parent: {raw:?}");
                assert_eq!(section.level, report.sections[parent].level + 1);
            }
            None => assert_eq!(section.level, 1),
        }
    }
    assert!(report.sections.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    for (id, indicator) in report.indicators.iter().enumerate() {
        assert_eq!(indicator.id, id);
        assert_eq!(text.slice(indicator.span), indicator.raw);
        assert!(indicator.value.is_finite() && indicator.upper.is_none_or(f64::is_finite), "{raw:?}");
        assert!(indicator.sentence.contains(indicator.span), "{} stands outside its sentence: {raw:?}", indicator.raw);
        assert!(!indicator.label.contains(['\n', '\r']), "{:?}: {raw:?}", indicator.label);
        assert!(indicator.section.is_none_or(|s| report.sections[s].span.contains(indicator.span)));
        assert!([indicator.part_of, indicator.change_of].iter().flatten().all(|&of| of < report.indicators.len() && of != id));
    }
    assert!(report.indicators.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "indicators overlap: {raw:?}");
    for indicator in report.indicators.iter().filter_map(|i| i.recomputed) {
        assert!(indicator.value.is_finite() && indicator.numerator.max(indicator.denominator) < report.indicators.len());
    }
    for check in report.checks.iter().chain(&report.agreements) {
        check_sum(check);
        assert!(check.spans.iter().all(|evidence| evidence.report == Side::This));
    }
    for citation in &report.citations {
        let words = text.slice(citation.span);
        assert!(words.starts_with('《'), "{raw:?}");
        assert!(citation.number.as_ref().is_none_or(|n| words.ends_with(n.text.as_str())), "{raw:?}");
        assert!(citation.alias.is_none_or(|of| of < report.citations.len()));
    }
    for list in [&report.problems, &report.commitments] {
        for (id, item) in list.iter().enumerate() {
            assert_eq!(item.id, id);
            assert_eq!(text.slice(item.span).trim(), item.text, "{raw:?}");
            assert!(item.section.is_none_or(|s| s < report.sections.len()));
        }
    }
}

/// What is told of the reading stands in the text, in its order; nothing is told without a place.
pub fn check_repairs(raw: &str) {
    let text = Text::new(raw);
    for repair in repairs(raw) {
        assert!(!repair.spans.is_empty() && repair.spans.len() <= repair.count, "{} of {raw:?}", repair.kind);
        assert!(repair.spans.windows(2).all(|pair| pair[0].start <= pair[1].start), "{} of {raw:?}", repair.kind);
        for &span in &repair.spans {
            let words = text.slice(span);
            assert!(!words.is_empty(), "{} of {raw:?}", repair.kind);
            assert!(
                repair.kind != "number" || (words.ends_with('号') && words.contains(|c| "[](（）)【】﹝﹞［］".contains(c))),
                "{words}"
            );
        }
    }
}

fn check_sum(check: &Check) {
    assert!(check.stated.is_finite() && check.expected.is_finite(), "{check:?}");
    assert!(!check.message.is_empty() && !check.arithmetic.is_empty() && check.spans.iter().any(|evidence| !evidence.span.is_empty()));
}

/// Passages, evidence and diffs stand in their texts, and a diff makes up both of them.
pub fn check_wording(before: &str, a: &Report, after: &str, b: &Report, comparison: &Comparison) {
    let (x, y) = (Text::new(before), Text::new(after));
    let plain = |words: &str| words.chars().map(fold).filter(|c| !is_blank(*c)).collect::<String>();
    for pair in &comparison.sections {
        let (mut earlier, mut later) = (String::new(), String::new());
        for piece in &pair.diff {
            let (from, to) = (piece.before.map(|span| x.slice(span)), piece.after.map(|span| y.slice(span)));
            match piece.kind {
                DiffKind::Same => {
                    assert_eq!(to.as_deref(), Some(piece.text.as_str()));
                    assert_eq!(from.as_deref().map(plain), to.as_deref().map(plain));
                }
                DiffKind::Removed => assert_eq!((from.as_deref(), to.as_deref()), (Some(piece.text.as_str()), None)),
                DiffKind::Added => assert_eq!((from.as_deref(), to.as_deref()), (None, Some(piece.text.as_str()))),
            }
            earlier += &from.unwrap_or_default();
            later += &to.unwrap_or_default();
        }
        let own = |text: &Text, report: &Report, id: usize| {
            let end = report
                .sections
                .get(id + 1)
                .filter(|next| next.parent == Some(id))
                .map_or(report.sections[id].span.end, |next| next.span.start);
            text.slice(Span::new(report.sections[id].span.start, end)).trim_matches(|c| is_blank(fold(c))).to_string()
        };
        match (pair.before, pair.after) {
            (Some(i), Some(j)) => assert_eq!((earlier, later), (own(&x, a, i), own(&y, b, j)), "{before:?} {after:?}"),
            _ => assert!(pair.diff.is_empty()),
        }
        assert!(pair.related.iter().all(|&id| id < b.sections.len()));
    }
    let reuse = &comparison.reuse;
    assert!([reuse.share, reuse.share_without_formulas].iter().all(|share| (0.0..=1.0).contains(share)));
    assert_eq!(reuse.by_section.iter().map(|s| s.after).collect::<Vec<_>>(), (0..b.sections.len()).collect::<Vec<_>>());
    for passage in &reuse.passages {
        let (from, to) = (x.slice(passage.before), y.slice(passage.after));
        assert!(!to.is_empty() && passage.similarity > 0.0 && passage.similarity <= 1.0);
        let words = |text: &str| text.chars().map(fold).filter(|c| c.is_alphanumeric()).collect::<String>();
        if passage.kind == ReuseKind::Verbatim && a.sections.is_empty() {
            assert_eq!(words(&from), words(&to));
        }
    }
    assert!(reuse.passages.windows(2).all(|pair| pair[0].after.end <= pair[1].after.start), "passages overlap: {after:?}");
    assert_eq!(comparison.follow_ups.iter().map(|f| f.commitment).collect::<Vec<_>>(), (0..a.commitments.len()).collect::<Vec<_>>());
    for follow_up in &comparison.follow_ups {
        assert_eq!(follow_up.evidence.is_empty(), follow_up.status == FollowUpStatus::Absent);
        assert!(follow_up.evidence.iter().all(|e| e.score > 0.0 && e.score <= 1.0 && !y.slice(e.span).is_empty()));
    }
    let sides = |side: fn(&ProblemPair) -> Option<usize>, count: usize| {
        let mut ids: Vec<usize> = comparison.problems.iter().filter_map(side).collect();
        ids.sort_unstable();
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "every problem is told of once");
    };
    sides(|pair| pair.before, a.problems.len());
    sides(|pair| pair.after, b.problems.len());
}

pub fn check_comparison(a: &Report, b: &Report, comparison: &Comparison) {
    let in_a = |id: Option<usize>, len: usize| id.is_none_or(|id| id < len);
    let once = |ids: Vec<usize>| {
        let (count, mut ids) = (ids.len(), ids);
        ids.sort_unstable();
        ids.dedup();
        ids.len() == count
    };
    let pairs = &comparison.indicators;
    assert!(pairs.iter().all(|p| in_a(p.before, a.indicators.len()) && in_a(p.after, b.indicators.len())));
    assert!(
        once(pairs.iter().filter_map(|p| p.before).collect()) && once(pairs.iter().filter_map(|p| p.after).collect()),
        "a figure stands in two pairs"
    );
    assert_eq!(pairs.iter().filter(|p| p.before.is_some()).count(), a.indicators.len(), "every earlier figure is told of");
    assert_eq!(pairs.iter().filter(|p| p.after.is_some()).count(), b.indicators.len(), "every later figure is told of");
    assert!(pairs.iter().all(|p| [p.delta, p.percent].iter().flatten().all(|x| x.is_finite()) && (0.0..=1.0).contains(&p.confidence)));
    assert!(pairs.iter().all(|p| p.status != PairStatus::Incomparable || (p.delta.is_none() && p.reason.is_some())));
    let sections = &comparison.sections;
    assert!(sections.iter().all(|p| in_a(p.before, a.sections.len()) && in_a(p.after, b.sections.len()) && p.similarity.is_finite()));
    assert!(once(sections.iter().filter_map(|p| p.before).collect()) && once(sections.iter().filter_map(|p| p.after).collect()));
    for target in &comparison.targets {
        assert!(target.planned < a.indicators.len() && target.reached < b.indicators.len() && (0.0..=1.0).contains(&target.confidence));
    }
    assert!(comparison.suggestions.iter().all(|s| s.before < a.indicators.len() && s.after < b.indicators.len() && s.score.is_finite()));
    for check in comparison.checks.iter().chain(&comparison.agreements) {
        check_sum(check);
        assert!(check.spans.iter().all(|evidence| evidence.report != Side::This), "which text is meant?");
    }
    assert!(comparison.citations.iter().all(|p| in_a(p.before, a.citations.len()) && in_a(p.after, b.citations.len())));
}
