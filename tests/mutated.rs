//! Holds what must be true of reports that nobody wrote: made by a small grammar from a seed, and broken line by line.
//! Every failing text can be made again from its number.

#[path = "support/twin.rs"]
mod twin;

use fazhi_lens::span::{Span, Spans};
use fazhi_lens::{parse, Report};
use twin::{differing, full_width, half_width, holds, wrapped, Traditional};

struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x51_7c_c1_b7)
    }
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const VERBS: [&str; 12] = ["开展", "办理", "受理", "排查", "新建", "培训", "审查", "化解", "组织", "调解", "印发", "抽查"];
const THINGS: [&str; 14] = [
    "渔政执法检查",
    "行政复议案件",
    "矛盾纠纷",
    "海塘",
    "规范性文件",
    "网格员",
    "普法讲座",
    "信访事项",
    "执法案卷",
    "林权纠纷",
    "渔港码头",
    "法治副校长",
    "噪声投诉",
    "校车线路",
];
const UNITS: [&str; 12] = ["件", "次", "个", "起", "场", "余件", "人次", "万元", "公里", "家", "余人次", "亿元"];
const RATES: [&str; 8] = ["办结率", "群众满意率", "调解成功率", "按期答复率", "出庭应诉率", "覆盖率", "案卷合格率", "达标率"];
const LEADS: [&str; 8] =
    ["强化组织领导", "规范行政执法", "化解矛盾纠纷", "优化营商环境", "推进政务公开", "夯实基层基础", "加强普法宣传", "建设海岛渔港"];
const TITLES: [&str; 6] = [
    "《海岛防火办法》",
    "《渔港管理规定》（青政发〔2023〕12号）",
    "《法治政府建设实施纲要（2021—2025年）》",
    "《全民普法规划》",
    "《网格管理细则》（2023年第4号）",
    "《行政复议法》",
];
const SHORTFALLS: [&str; 6] =
    ["执法力量仍然薄弱", "普法形式较为单一", "案卷质量参差不齐", "部门协同不够顺畅", "数据共享还有短板", "基层队伍年龄偏大"];
const PLACES: [&str; 5] = ["青屿县", "临沧江市", "石塘区", "白鹭镇", "云门州"];

/// A number in one of the ways in which reports write it.
fn numeral(dice: &mut Dice) -> String {
    let n = 1 + dice.roll(9999);
    match dice.roll(8) {
        0 => format!("{}", n % 100 + 1),
        1 => format!("{},{:03}", n / 1000 + 1, n % 1000),
        2 => format!("{}.{}万", n % 90 + 1, n % 9 + 1),
        3 => format!("{}{}", HAN[n % 9], "百余"),
        4 => format!("{}十{}", HAN[1 + n % 8], HAN[n % 9]),
        5 => format!("近{n}"),
        6 => format!("{}—{}", n % 50 + 1, n % 50 + 9),
        _ => format!("{n}"),
    }
}

fn counted(dice: &mut Dice) -> String {
    let (number, unit) = (numeral(dice), dice.pick(&UNITS));
    let unit = if number.ends_with('余') || number.contains(['近', '—']) { unit.trim_start_matches('余') } else { unit };
    let unit = if number.ends_with('万') { unit.trim_start_matches(['万', '亿', '余']) } else { unit };
    format!("{number}{unit}")
}

fn rate(dice: &mut Dice) -> String {
    match dice.roll(4) {
        0 => format!("百分之{}十{}", HAN[dice.roll(9)], HAN[dice.roll(9)]),
        1 => format!("{}%以上", 50 + dice.roll(50)),
        2 => "100%".into(),
        _ => format!("{}.{}%", 50 + dice.roll(50), dice.roll(10)),
    }
}

fn sentence(dice: &mut Dice) -> String {
    let (verb, thing) = (dice.pick(&VERBS), dice.pick(&THINGS));
    match dice.roll(8) {
        0 => format!("{verb}{thing}{}，{}{}，{}达到{}。", counted(dice), dice.pick(&VERBS), counted(dice), dice.pick(&RATES), rate(dice)),
        1 => format!("全年{verb}{thing}{}，同比增长{}。", counted(dice), rate(dice)),
        2 => format!("出台{}，{verb}{thing}{}、{}{}。", dice.pick(&TITLES), counted(dice), dice.pick(&THINGS), counted(dice)),
        3 => format!("{}由{}提高到{}。", dice.pick(&RATES), rate(dice), rate(dice)),
        4 => format!("{}、{}分别达到{}和{}。", RATES[dice.roll(4)], RATES[4 + dice.roll(4)], rate(dice), rate(dice)),
        5 => format!("{verb}{thing}{}，其中{}{}。", counted(dice), dice.pick(&THINGS), counted(dice)),
        6 => format!("依据{}，对{thing}进行全面清理。", dice.pick(&TITLES)),
        _ => format!("{thing}{verb}工作有序推进，群众获得感不断增强。"),
    }
}

fn marker(style: usize, level: usize, at: usize) -> String {
    let han = HAN[at % 10];
    match (style, level) {
        (0 | 1, 0) => format!("{han}、"),
        (2, 0) => format!("{}、", ["壹", "贰", "叁", "肆", "伍"][at % 5]),
        (_, 0) => format!("第{han}部分 "),
        (1, 1) => format!("{}.", at + 1),
        (2, 1) => format!("〔{han}〕"),
        _ => format!("（{han}）"),
    }
}

/// A report that the grammar makes from a number: title, parts with their sections, a table, a list of shortcomings, plans, signature.
fn made(number: u64) -> String {
    let dice = &mut Dice::new(number);
    let (place, style, wide) = (dice.pick(&PLACES), dice.roll(4), dice.roll(2) == 0);
    let indent = if wide { "　　" } else { "" };
    let organ = format!("{place}人民政府");
    let mut lines = vec![format!("{organ}关于2023年度法治政府建设情况的报告"), String::new()];
    lines.push(format!("{indent}2023年，{place}认真落实法治建设各项部署，法治政府建设取得新的进展。现将有关情况报告如下："));
    lines.push(format!("{indent}{}主要举措和成效", marker(style, 0, 0)));
    for at in 0..2 + dice.roll(3) {
        let run_in = dice.roll(2) == 0;
        let head = format!("{indent}{}{}。", marker(style, 1, at), LEADS[(at + dice.roll(4)) % LEADS.len()]);
        let body: String = (0..1 + dice.roll(4)).map(|_| sentence(dice)).collect();
        if run_in {
            lines.push(head + &body);
        } else {
            lines.push(head.trim_end_matches('。').to_string());
            lines.push(format!("{indent}{body}"));
        }
    }
    if dice.roll(3) == 0 {
        let bar = dice.roll(2) == 0;
        for row in 0..3 {
            let cells =
                if row == 0 { ["事项".to_string(), "数量（件）".into()] } else { [dice.pick(&THINGS).into(), numeral(dice)] };
            lines.push(if bar { format!("| {} |", cells.join(" | ")) } else { cells.join("\t") });
        }
    }
    lines.push(format!("{indent}{}存在的问题和不足", marker(style, 0, 1)));
    let problems: Vec<String> = (0..2 + dice.roll(2)).map(|at| format!("{}是{}", HAN[at], SHORTFALLS[(at + dice.roll(3)) % 6])).collect();
    lines.push(format!("{indent}主要表现在：{}。", problems.join("；")));
    lines.push(format!("{indent}{}2024年工作安排", marker(style, 0, 2)));
    for at in 0..2 + dice.roll(2) {
        let lead = LEADS[(at * 2 + dice.roll(2)) % LEADS.len()];
        lines.push(format!("{indent}{}{lead}。{}{}{}。", marker(style, 1, at), dice.pick(&VERBS), dice.pick(&THINGS), counted(dice)));
    }
    lines.extend([String::new(), format!("{indent}{organ}"), format!("{indent}2024年1月{}日", 10 + dice.roll(19))]);
    lines.join("\n")
}

/// One to four of the things that happen to a text on its way: lines lost, doubled, swapped, cut, marks dropped, blanks and breaks added.
fn broken(text: &str, number: u64) -> String {
    let dice = &mut Dice::new(number);
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    for _ in 0..1 + dice.roll(4) {
        if lines.is_empty() {
            break;
        }
        let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
        let chars: Vec<char> = lines[a].chars().collect();
        let at = dice.roll(chars.len() + 1);
        let with = |piece: &str| chars[..at].iter().collect::<String>() + piece + &chars[at..].iter().collect::<String>();
        match dice.roll(10) {
            0 => drop(lines.remove(a)),
            1 => lines.insert(b, lines[a].clone()),
            2 => lines.swap(a, b),
            3 => lines[a] = lines[a].chars().filter(|c| !"（）()《》〔〕“”".contains(*c)).collect(),
            4 => lines[a] = with(dice.pick(&[" ", "　", "\t", "  "])),
            5 => lines[a] = with("\n"),
            6 => lines[a] = full_width(&lines[a]),
            7 => lines[a] = chars[..at].iter().collect(),
            8 => lines[a] = chars[at..].iter().collect(),
            _ => lines.truncate(a),
        }
    }
    lines.join("\n")
}

/// The labelled reports of one folder of tests/gold.
fn gold() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gold/forms");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("tests/gold/forms").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")).map(|p| std::fs::read_to_string(p).expect("readable")).collect()
}

/// Spans stay in the text and cut no character; a figure's span is its words.
fn evidence(raw: &str, report: &Report) {
    let units: Vec<u16> = raw.encode_utf16().collect();
    let check = |span: Span| {
        assert!(span.start <= span.end && span.end <= units.len(), "{span:?} leaves {raw:?}");
        String::from_utf16(&units[span.start..span.end]).unwrap_or_else(|_| panic!("{span:?} cuts a character of {raw:?}"))
    };
    report.clone().map_spans(&mut |span| drop(check(*span)));
    for indicator in &report.indicators {
        assert_eq!(check(indicator.span), indicator.raw, "{raw:?}");
        assert!(indicator.sentence.contains(indicator.span) && indicator.value.is_finite(), "{raw:?}");
    }
    for section in &report.sections {
        assert!(check(section.title_span).starts_with(section.marker.as_str()), "{raw:?}");
        assert!(section.parent.is_none_or(|parent| report.sections[parent].span.contains(section.span)), "{raw:?}");
    }
    for item in report.problems.iter().chain(&report.commitments) {
        assert_eq!(check(item.span).trim(), item.text, "{raw:?}");
    }
}

const SEEDS: u64 = 24;

/// A grammar that nothing is found in would hold every property.
#[test]
fn what_the_grammar_makes_is_a_report() {
    for seed in 0..SEEDS {
        let text = made(seed);
        let report = parse(&text, None);
        let (level, roles) = (report.sections.iter().filter(|s| s.level == 1).count(), report.sections.len());
        assert!(level == 3 && roles >= 7, "{level} {roles}\n{text}");
        assert!(report.indicators.len() >= 4 && report.problems.len() >= 2 && report.commitments.len() >= 2, "{text}");
        assert_eq!(report.meta.year, Some(2023), "{text}");
        assert_ne!(text, made(seed + 1));
        evidence(&text, &report);
    }
}

#[test]
fn made_reports_read_the_same_in_any_writing() {
    let traditional = Traditional::new();
    for seed in 0..SEEDS {
        let (text, name) = (made(seed), format!("made {seed}"));
        holds(&name, "full-width", &text, &full_width(&text));
        holds(&name, "half-width", &text, &half_width(&text));
        holds(&name, "traditional", &text, &traditional.of(&text));
    }
}

#[test]
fn made_reports_read_the_same_wrapped_at_any_width() {
    let (mut all, mut tried) = (Vec::new(), 0);
    for seed in 0..SEEDS {
        let text = made(seed);
        let original = parse(&text, None);
        for step in 0..8 {
            let width = 18 + (seed as usize * 7 + step * 11) % 70;
            // One or two breaks tell nobody that a page broke the lines.
            let breaks: usize = text.lines().filter(|l| !l.contains(['\t', '|'])).map(|l| (l.chars().count().max(1) - 1) / width).sum();
            if breaks < 4 {
                continue;
            }
            tried += 1;
            let lines = differing(&original, &parse(&wrapped(&text, width), None));
            all.extend(lines.iter().map(|line| format!("made {seed} at {width}: {line}")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(tried > 80, "{tried}");
}

#[test]
fn broken_reports_keep_their_evidence_and_read_the_same_in_any_writing() {
    let traditional = Traditional::new();
    let mut texts: Vec<String> = (0..3 * SEEDS).map(|seed| broken(&made(seed), seed)).collect();
    for (i, text) in gold().iter().enumerate() {
        texts.extend((0..12).map(|seed| broken(text, 1000 * (i as u64 + 1) + seed)));
    }
    for (number, text) in texts.iter().enumerate() {
        let report = parse(text, None);
        evidence(text, &report);
        let name = format!("broken {number}\n{text}\n");
        holds(&name, "full-width", text, &full_width(text));
        holds(&name, "half-width", text, &half_width(text));
        holds(&name, "traditional", text, &traditional.of(text));
    }
}
