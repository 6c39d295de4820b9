//! Holds what a reader corrects by hand: it wins over what was read, is anchored by span and words, and says so where its place is lost.

use fazhi_lens::compare::model::PairStatus;
use fazhi_lens::outline::Role;
use fazhi_lens::{compare, parse, CompareOptions, Corrections};
use serde_json::{json, Value};

const TEXT: &str = "一、工作情况\n😀全年抽检船舶84艘，查处违规12起，其中移送3起。\n二、打算\n一是添置巡查艇2艘。";

/// The anchor of some words: their UTF-16 span.
fn at(words: &str) -> Value {
    let start = TEXT[..TEXT.find(words).expect("in the text")].encode_utf16().count();
    json!({ "span": { "start": start, "end": start + words.encode_utf16().count() }, "raw": words })
}

fn corrections(value: Value) -> Corrections {
    serde_json::from_value(value).expect("the shape of the contract")
}

#[test]
fn changed_wrong_and_added_indicators() {
    let by = corrections(json!({
        "indicators": [{ "at": at("84艘"), "value": 85, "label": "渔船抽检", "unit": "条" }, { "at": at("12起"), "wrong": true }],
        "added": [{ "at": at("全年"), "value": 1, "unit": "年", "label": "年数" }],
    }));
    let report = parse(TEXT, Some(&by));
    let lines: Vec<String> =
        report.indicators.iter().map(|i| format!("{} {} {} {} {}", i.id, i.raw, i.value, i.label, i.corrected)).collect();
    assert_eq!(lines[0], "0 全年 1 年数 true");
    assert_eq!(lines[1], "1 84艘 85 渔船抽检 true");
    assert!(lines[2].starts_with("2 3起 3 ") && lines[2].ends_with("false"), "{lines:?}");
    // Its total was marked wrong, so it is no part any more.
    assert_eq!(report.indicators[2].part_of, None);
    assert!(!report.diagnostics.iter().any(|d| d.code == "correctionLost"));
}

#[test]
fn particulars_and_roles() {
    let by = corrections(
        json!({ "meta": { "year": 2021, "region": null, "issuers": ["甲局"] }, "roles": [{ "at": at("二、打算"), "role": "plans" }] }),
    );
    let report = parse(TEXT, Some(&by));
    assert_eq!((report.meta.year, report.meta.region, report.meta.issuers), (Some(2021), None, vec!["甲局".to_string()]));
    let plan = report.sections.iter().find(|s| s.title.contains("打算")).expect("the section");
    assert_eq!(plan.role, Role::Plans);
    assert!(report.sections.iter().filter(|s| s.parent == Some(plan.id)).all(|s| s.role == Role::Plans));
    assert_eq!(report.commitments.len(), 1);
}

#[test]
fn an_anchor_whose_words_are_gone_is_left_out_and_said() {
    let by = corrections(
        json!({ "indicators": [{ "at": { "span": { "start": 3, "end": 6 }, "raw": "85艘" }, "value": 1 }, { "at": { "span": { "start": 900, "end": 950 }, "raw": "x" }, "wrong": true }] }),
    );
    let report = parse(TEXT, Some(&by));
    assert_eq!(report.indicators, parse(TEXT, None).indicators);
    assert_eq!(report.diagnostics.iter().filter(|d| d.code == "correctionLost").count(), 2);
}

#[test]
fn pairs_can_be_forced_and_forbidden() {
    let options = |same: bool, after: &str| -> CompareOptions {
        serde_json::from_value(json!({ "pairs": [{ "before": at("84艘"), "after": at(after), "same": same }] })).expect("options")
    };
    let status = |options: &CompareOptions| {
        let comparison = compare(TEXT, TEXT, options);
        let pair = comparison.indicators.iter().find(|p| p.before == Some(0)).expect("the first figure").clone();
        (pair.after, pair.status)
    };
    assert_eq!(status(&CompareOptions::default()), (Some(0), PairStatus::Same));
    assert_eq!(status(&options(false, "84艘")), (None, PairStatus::Dropped));
    assert_eq!(status(&options(true, "12起")), (Some(1), PairStatus::Incomparable));
}
