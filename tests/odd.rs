//! Holds what is said of texts out of the ordinary: repeated, empty, given twice, cut short, not fitting together.

use fazhi_lens::compare::model::PairStatus;
use fazhi_lens::{compare, parse};

#[path = "support/samples.rs"]
mod samples;
use samples::gold;

/// The same figures again and again: each finds itself, and the time grows with the text.
#[test]
fn repeated_figures_are_paired_in_order() {
    let once = "全年受理渔业纠纷42件，同比增长5%，其中海上31件、内河11件；调解成功率96.5%，发放手册1.2万份。\n";
    for times in [2, 40, 300] {
        let text = once.repeat(times);
        let comparison = compare(&text, &text, &Default::default());
        assert!(comparison.indicators.iter().all(|p| p.status == PairStatus::Same && p.before == p.after), "{times} times");
        assert!(comparison.checks.is_empty() && comparison.suggestions.is_empty());
    }
}

/// Text that repeats itself has no run that stands once, and every run stands everywhere: its share must be right all the same, and found in linear time.
#[test]
fn repeated_text_has_the_right_share() {
    let sentence = "对集贸市场计量器具开展强制检定，检定结果当场张贴。";
    for unit in ["甲乙", "一", "1", "执法检查12次，", sentence, "一、执法\n", "（一）执法检查。\n开展检查12次。\n"]
    {
        let text = unit.repeat(30_000 / unit.len());
        let longer = format!("{text}{}", unit.repeat(10_000 / unit.len()));
        for after in [&text, &longer] {
            let share = compare(&text, after, &Default::default()).reuse.share;
            assert!(share > 0.99, "{unit}: {share}");
        }
    }
    let half =
        format!("{}\n{}", sentence.repeat(200), (0..600).map(|i| char::from_u32(0x6c00 + i * 7).unwrap_or('字')).collect::<String>());
    let share = compare(&sentence.repeat(200), &half, &Default::default()).reuse.share;
    assert!((0.85..0.95).contains(&share), "{share}");
}

#[test]
fn an_empty_side_and_the_same_report_twice_are_told() {
    let text = &gold()[0];
    for (a, b) in [("", text.as_str()), (text.as_str(), ""), ("", "")] {
        let comparison = compare(a, b, &Default::default());
        assert_eq!((comparison.reuse.share, comparison.reuse.passages.len()), (0.0, 0));
        assert!(comparison.diagnostics.iter().any(|d| d.code == "emptySide"));
    }
    assert!(compare(text, text, &Default::default()).diagnostics.iter().any(|d| d.code == "sameText"));
    // Pasted twice, all of it stands in last year's (failure mode 20).
    let twice = format!("{text}\n{text}");
    let comparison = compare(text, &twice, &Default::default());
    assert!(comparison.reuse.share > 0.95 && comparison.diagnostics.iter().any(|d| d.code == "pastedTwice"));
    let codes = |a: &str, b: &str| compare(a, b, &Default::default()).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert!(!codes(&gold()[2], &gold()[3]).contains(&"pastedTwice"));
    // Two texts that have nothing to do with each other (failure mode 23); neither names its place.
    let made_of = |words: &str| format!("一、工作情况\n{}", words.repeat(60).replace('甲', "检查渔船，"));
    let (a, b) =
        ("甲海域牧场整治取得成效。登记渔民困难诉求并逐户回访。", "推动山区茶园立法，茶农合作社参加座谈；培训采茶工人识别合同陷阱。");
    assert!(codes(&made_of(a), &made_of(b)).contains(&"littleInCommon"));
    assert!(!codes(&made_of(a), &made_of(a).replace("渔民", "船员")).contains(&"littleInCommon"));
}

#[test]
fn what_is_missing_is_said() {
    let codes = |text: &str| parse(text, None).diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    assert_eq!(codes(""), ["emptyText"]);
    assert_eq!(codes(" \n\u{3000}\t"), ["emptyText"]);
    assert!(codes("一").contains(&"noTitle") && codes("一").contains(&"noIndicators"));
    assert!(codes("The quick brown fox jumps over 12 lazy dogs in 2023.").contains(&"notChinese"));
    assert!(codes("\u{fffd}\u{fffd}县").contains(&"lostCharacters"));
}

/// What does not fit together is remarked, with its place; what a reader would find in order is not.
#[test]
fn misfits_are_remarked() {
    let head = "松谷县2023年法治政府建设情况报告\n发布日期：2024-01-05\n";
    let codes = |body: &str, signed: &str| -> Vec<&'static str> {
        let report = parse(&format!("{head}{body}\n松谷县人民政府\n{signed}\n"), None);
        let warnings = report.diagnostics.iter().filter(|d| d.severity == fazhi_lens::diagnostic::Severity::Warning);
        warnings.inspect(|d| assert!(d.span.is_some_and(|span| span.start < span.end), "{d:?}")).map(|d| d.code).collect()
    };
    let fits =
        "一、工作\n（一）护林。巡护。1.建站点。2.补人员。\n（二）防火。演练。\n3.建队伍。到位。\n二、安排\n一是补装备。\n三是补经费。";
    assert_eq!(codes(fits, "2023年12月28日"), [""; 0]);
    assert_eq!(codes("一、工作\n护林。\n三、安排\n防火。", "2023年12月28日"), ["numberingGap"]);
    assert_eq!(codes("一、工作\n护林。\n二、问题\n人少。\n二、安排\n防火。", "2023年12月28日"), ["numberingRepeated"]);
    assert_eq!(codes("一、工作\n4月31日、6月30日巡护。\n二、安排\n防火。", "2023年12月28日"), ["dateImpossible"]);
    assert_eq!(codes("一、工作\n护林。\n二、安排\n防火。", "2023年5月8日"), ["signedEarly"]);
    assert_eq!(codes("一、工作\n护林。\n二、安排\n防火。", "2024年2月8日"), ["signedAfterPublished"]);
}

/// Every position that a comparison gives counts UTF-16 units: a sign that takes two moves what stands behind it as two signs do.
#[test]
fn positions_behind_a_rare_sign_count_it_twice() {
    fn positions(value: &serde_json::Value, out: &mut Vec<(u64, u64)>) {
        match value {
            serde_json::Value::Array(all) => all.iter().for_each(|inner| positions(inner, out)),
            serde_json::Value::Object(fields) => {
                if let (Some(start), Some(end)) = (fields.get("start").and_then(|v| v.as_u64()), fields.get("end").and_then(|v| v.as_u64()))
                {
                    out.push((start, end));
                }
                fields.values().for_each(|inner| positions(inner, out));
            }
            _ => {}
        }
    }
    let all = gold();
    let [before, after, ..] = all.as_slice() else { panic!("two reports") };
    let with = |text: &str, sign: &str| text.replacen("。", &format!("（{sign}）。"), 1);
    let of = |sign: &str| {
        let comparison = compare(&with(before, sign), &with(after, sign), &Default::default());
        assert!(!comparison.checks.is_empty() && !comparison.agreements.is_empty() && !comparison.follow_ups.is_empty());
        let mut found = Vec::new();
        positions(&serde_json::to_value(comparison).expect("serialisable"), &mut found);
        found
    };
    let (rare, common) = (of("𬭚"), of("镇镇"));
    assert!(rare.len() > 100);
    assert_eq!(rare, common);
}
