//! Holds what must be true of every text: nothing panics, every span is evidence, ids are positions, the same text compares as the same.

use fazhi_lens::compare::model::{CitationStatus, PairStatus, ProblemStatus, ReuseKind, SectionStatus};
use fazhi_lens::{compare, parse, read_number};

#[path = "support/flawless.rs"]
mod flawless;
#[path = "support/samples.rs"]
mod samples;
use flawless::{check_comparison, check_repairs, check_report, check_wording};
use samples::gold;

/// A small generator of its own, so that a failing text can be made again from its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}

/// What reports are made of, whole and broken.
const PIECES: [&str; 72] = [
    "一、",
    "（一）",
    "(二)",
    "1.",
    "1、",
    "①",
    "第一，",
    "一是",
    "二是",
    "——",
    "第三章 ",
    "三）",
    "\n",
    "\r\n",
    "\n\n",
    "　　",
    "    ",
    "\t",
    "。",
    "；",
    "，",
    "、",
    "：",
    "！",
    "“",
    "”",
    "《",
    "》",
    "〈",
    "〉",
    "（",
    "）",
    "〔2022〕",
    "8号",
    "博办发",
    "12件",
    "3.5万元",
    "98.6%",
    "百分之九十",
    "二十余场次",
    "１２３",
    "近",
    "约",
    "以上",
    "同比增长",
    "较上年下降",
    "其中",
    "分别为",
    "由",
    "提高到",
    "受理行政复议申请",
    "调解成功率",
    "2023年",
    "2022年度",
    "1月30日",
    "发布日期:",
    "云岭县人民政府",
    "关于",
    "法治政府建设情况的报告",
    "存在的问题",
    "下一年安排",
    "主要举措和成效",
    "第一责任人",
    "零败诉",
    "翻一番",
    "三分之二",
    "😀",
    "\u{fffd}",
    "\u{0}",
    "é",
    "|",
    "亿",
];

fn made(number: u64) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let count = 1 + dice.roll(160);
    (0..count).map(|_| PIECES[dice.roll(PIECES.len())]).collect()
}

/// A labelled report with a piece cut out, doubled or moved.
fn damaged(text: &str, number: u64) -> String {
    let mut dice = Dice(number);
    let mut chars: Vec<char> = text.chars().collect();
    let (a, b) = (dice.roll(chars.len()), dice.roll(chars.len()));
    let (a, b) = (a.min(b), a.max(b).min(a.min(b) + 400));
    match dice.roll(4) {
        0 => drop(chars.drain(a..b)),
        1 => chars.truncate(a),
        2 => chars.rotate_left(a),
        _ => {
            let piece: Vec<char> = chars[a..b].to_vec();
            chars.splice(a..a, piece);
        }
    }
    chars.into_iter().collect()
}

#[test]
fn made_up_texts_are_read_without_a_flaw() {
    for number in 0..1200 {
        let text = made(number);
        check_report(&text, &parse(&text, None));
        check_repairs(&text);
        let _ = read_number(&text);
    }
}

#[test]
fn damaged_reports_are_read_without_a_flaw() {
    for (at, text) in gold().iter().enumerate() {
        check_report(text, &parse(text, None));
        check_repairs(text);
        for number in 0..12 {
            let text = damaged(text, number * 7 + at as u64);
            check_repairs(&text);
            check_report(&text, &parse(&text, None));
        }
    }
}

#[test]
fn any_two_texts_can_be_compared() {
    let texts: Vec<String> = gold().into_iter().chain((0..10).map(made)).chain(["".into(), "一".into()]).collect();
    for a in &texts {
        for b in texts.iter().step_by(3) {
            let comparison = compare(a, b, &Default::default());
            let (x, y) = (parse(a, None), parse(b, None));
            check_comparison(&x, &y, &comparison);
            check_wording(a, &x, b, &y, &comparison);
        }
    }
}

#[test]
fn a_report_compared_with_itself_is_the_same() {
    for text in gold().into_iter().chain((0..120).map(made)) {
        let comparison = compare(&text, &text, &Default::default());
        assert!(
            comparison.indicators.iter().all(|p| p.status == PairStatus::Same && p.before == p.after),
            "{text}\n{:#?}",
            comparison.indicators
        );
        assert!(comparison.sections.iter().all(|p| p.status == SectionStatus::Same && !p.moved), "{text}");
        assert!(comparison.citations.iter().all(|p| p.status == CitationStatus::Kept));
        assert!(comparison.suggestions.is_empty() && comparison.targets.is_empty());
        assert!(comparison.checks.is_empty(), "{text}\n{:#?}", comparison.checks);
        let report = parse(&text, None);
        check_wording(&text, &report, &text, &report, &comparison);
        let reuse = &comparison.reuse;
        // A text of titles, page furniture or punctuation alone has no body.
        let whole = |share: f64| share == 1.0 || (share == 0.0 && reuse.passages.is_empty());
        assert!(whole(reuse.share), "{} {text:?}", reuse.share);
        assert!(reuse.share_without_formulas == 1.0 || reuse.share_without_formulas == 0.0, "{text:?}");
        assert!(reuse.passages.iter().all(|p| p.kind == ReuseKind::Verbatim && !p.moved && p.before == p.after), "{text:?}");
        assert!(
            comparison.problems.iter().all(|p| p.status == ProblemStatus::Persistent && p.before == p.after && p.similarity == 1.0),
            "{text:?}"
        );
        assert!(comparison.sections.iter().all(|p| p.related.is_empty() && p.diff.len() <= 1 && p.similarity == 1.0), "{text:?}");
    }
    for text in gold() {
        let reuse = compare(&text, &text, &Default::default()).reuse;
        assert_eq!((reuse.share, reuse.share_without_formulas), (1.0, 1.0));
    }
}
#[test]
fn the_same_text_gives_the_same_json() {
    for text in gold() {
        let json = |text: &str| serde_json::to_string(&parse(text, None)).expect("serialisable");
        assert_eq!(json(&text), json(&text));
        let pair = |a: &str, b: &str| serde_json::to_string(&compare(a, b, &Default::default())).expect("serialisable");
        assert_eq!(pair(&text, &gold()[0]), pair(&text, &gold()[0]));
    }
}

/// A quadratic scan would take hours here; the test harness would show it as a test that never ends.
#[test]
fn a_megabyte_of_anything_is_read() {
    let units = [
        "一",
        "一、",
        "《",
        "“",
        "（",
        "1",
        "9,",
        "1.",
        "、",
        "第",
        "年",
        "12件",
        "其中",
        "增长",
        "\n",
        "\n一、",
        " ",
        "万",
        "百分之",
        "—",
        "分别",
        "同比增长3%，",
        "》",
        "。",
        "《》",
        "|\t",
    ];
    for unit in units {
        let text = unit.repeat(400_000 / unit.len());
        check_report(&text, &parse(&text, None));
        check_repairs(&text);
        assert!(read_number(&text[..text.len() / 100 / unit.len() * unit.len()]).is_none_or(f64::is_finite), "{unit}");
    }
    let long = gold().concat().repeat(8);
    let report = parse(&long, None);
    check_report(&long, &report);
    assert!(report.indicators.len() > 2000);
}
