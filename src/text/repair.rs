//! Turns a text into the list of what the reading repaired or left out in it, for those who ask how it was read.

use super::lines::{Layout, LineKind};
use super::marker::{opening_marker, Marker, MarkerKind};
use super::paragraph::paragraphs;
use super::source::{is_han, Source};
use crate::span::Span;
use serde::Serialize;

/// What was read otherwise than it stands, of one kind: `furniture` (lines around the report, left out), `joined` (line breaks in the middle
/// of a sentence, with a few characters at both sides), `cut` (headings and paragraphs in the middle of a line), `bracket` (numberings of
/// headings without their opening bracket), `wide` (full-width digits and letters), `traditional` (Traditional characters).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    pub kind: &'static str,
    pub count: usize,
    /// The first places, at most [`MOST`], in the order of the text; UTF-16 code units.
    pub spans: Vec<Span>,
}

/// So many places of a kind are listed: who wants to see more looks into the text.
pub const MOST: usize = 200;

/// What the reading of a text repaired or left out, one entry for each kind that occurs. Empty for empty text.
pub fn repairs(text: &str) -> Vec<Repair> {
    /// So much of the words on both sides shows which line was joined to which.
    const AROUND: usize = 6;
    let mut source = Source::new(text);
    let (_, breaks) = paragraphs(&source);
    let around = |at: &Span| Span::new(at.start.saturating_sub(AROUND), (at.end + AROUND).min(source.len()));
    let wide = |raw: char| matches!(raw, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let traditional = |raw, folded| is_han(raw) && raw != folded;
    let mut folded = [
        ("joined", breaks.iter().map(around).collect()),
        ("wide", runs(&source, |raw, _| wide(raw), |raw| wide(raw) || matches!(raw, '．' | '％'))),
        ("traditional", runs(&source, traditional, is_han)),
    ];
    // The layout closes breaks, which moves positions: what was found so far is finished before.
    folded.iter_mut().for_each(|(_, spans)| source.finish(spans));

    let layout = Layout::new(&mut source);
    let (mut furniture, mut cut, mut bracket) = (Vec::new(), Vec::new(), Vec::new());
    for line in &layout.lines {
        if line.kind == LineKind::Furniture {
            furniture.push(line.span);
            continue;
        }
        let marker = opening_marker(&source, line.span);
        if (0..line.span.start).rev().map(|at| source.at(at)).find(|c| !matches!(c, ' ' | '\t')).is_some_and(|c| c != '\n') {
            cut.push(marker.map_or(line.span, |marker| marker.span));
        }
        let lost = |m: &Marker| m.kind == MarkerKind::HanBracket && is_han(source.at(m.span.start));
        bracket.extend(marker.filter(lost).map(|marker| marker.span));
    }
    let mut laid = [("furniture", furniture), ("cut", cut), ("bracket", bracket)];
    laid.iter_mut().for_each(|(_, spans)| source.finish(spans));
    let all = laid.into_iter().chain(folded).filter(|(_, spans)| !spans.is_empty());
    all.map(|(kind, mut spans)| {
        let count = spans.len();
        spans.truncate(MOST);
        Repair { kind, count, spans }
    })
    .collect()
}

/// Each run of characters that `begins` opens and `goes_on` continues; both are asked about the character as it stands.
fn runs(source: &Source, begins: impl Fn(char, char) -> bool, goes_on: impl Fn(char) -> bool) -> Vec<Span> {
    let (mut found, mut open) = (Vec::new(), None::<Span>);
    for (at, raw) in source.raw().chars().enumerate() {
        let here = begins(raw, source.at(at));
        open = match open {
            // Words that stand beside belong to the run up to its last character of the kind.
            Some(run) if goes_on(raw) => Some(if here { Span::new(run.start, at + 1) } else { run }),
            before => {
                found.extend(before);
                here.then(|| Span::new(at, at + 1))
            }
        };
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use super::repairs;

    fn told(text: &str) -> Vec<(&'static str, usize, String)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let words = |span: &crate::span::Span| String::from_utf16_lossy(&units[span.start..span.end]);
        repairs(text).iter().map(|r| (r.kind, r.count, r.spans.iter().map(words).collect::<Vec<_>>().join("|"))).collect()
    }

    #[test]
    fn what_was_folded_or_left_out_is_listed_with_its_place() {
        let plain = "松谷县2023年法治政府建设情况报告\n一、主要做法\n（一）护林。巡山12次。\n";
        assert_eq!(told(""), []);
        assert_eq!(told(plain), []);
        assert_eq!(told(&plain.replace("12", "１２．５").replace("谷", "𠮷")), [("wide", 1, "１２．５".into())]);
        assert_eq!(told(&plain.replace("（一）", "一）")), [("bracket", 1, "一）".into())]);
        assert_eq!(told(&plain.replace("巡山", "巡邏護林")), [("traditional", 1, "邏護".into())]);
        assert_eq!(
            told(&format!("首页 > 政务公开 > 法治政府建设\n{plain}打印本页\n关闭窗口\n")),
            [("furniture", 3, "首页 > 政务公开 > 法治政府建设|打印本页|关闭窗口".into())]
        );
        let paged = plain.replace("巡山12次。\n", "巡山12次。\n— 3 —\n巡河8次。\n第 4 页 共 9 页\n");
        assert_eq!(told(&paged), [("furniture", 2, "— 3 —|第 4 页 共 9 页".into())]);
        let body: Vec<char> = "全年组织护林员培训四期，参训人员覆盖全部林场和国有苗圃；巡护记录逐日登记，隐患当日报告并由包保干部核实。"
            .repeat(4)
            .chars()
            .collect();
        let lines: Vec<String> = body.chunks(30).map(|line| line.iter().collect()).collect();
        let found = told(&format!("{plain}{}\n", lines.join("\n")));
        assert_eq!(found.iter().map(|found| (found.0, found.1)).collect::<Vec<_>>(), [("joined", lines.len() - 1)]);
    }
}
