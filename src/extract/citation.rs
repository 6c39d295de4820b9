//! Turns 《…》 and the 发文字号 that follows into cited documents.
//!
//! Found: `《甲县依法行政工作要点》(甲政发〔2022〕8号)`, `《条例》(国务院令第713号)`, `《〈纲要〉落实措施》`, `《纲要》` after `(以下简称《纲要》)`.
//! Not found: `〔2022〕8号` without a title, `“一件事”`, a `《` that is never closed in its paragraph.
//! The shape of numbers is that of GB/T 9704-2012, 7.2.5; brackets other than 〔〕 are read as well, since pages often lose them.

use crate::span::{Span, Spans};
use crate::text::{Layout, LineKind, Source};
use regex::Regex;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A document named in 《…》, once for each place where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// The title without its outer marks; nested marks stay as written, line breaks and the blanks around them go.
    pub title: String,
    /// The title with its marks, and the number where one follows.
    pub span: Span,
    /// Position of the document that this short name (以下简称《纲要》) stands for.
    pub alias: Option<usize>,
    pub number: Option<DocumentNumber>,
}

/// 发文字号: 机关代字 + 〔year〕 + serial + 号, or an order (令) with its number alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentNumber {
    /// As written.
    pub text: String,
    /// The letters of the issuing office (机关代字): 博法办发.
    pub issuer: String,
    pub year: Option<u16>,
    pub serial: Option<u32>,
}

impl Spans for Citation {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
    }
}

/// Longer than any title in use; what runs on past it is a mark that lost its partner.
const LONGEST_TITLE: usize = 160;
/// Room for bracket, office, year and serial.
const LONGEST_NUMBER: usize = 44;

/// The documents cited in body, tables and notes, in order. Empty text has none.
pub fn citations(source: &Source, layout: &Layout) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut short_names = BTreeMap::new();
    let mut read_to = 0;
    for line in layout.lines.iter().filter(|line| matches!(line.kind, LineKind::Body | LineKind::Table | LineKind::Note)) {
        let mut at = line.span.start.max(read_to);
        while at < line.span.end {
            let close = if source.at(at) == '《' { closing(source, at) } else { None };
            let titled = close.map(|close| (close, title_words(source, Span::new(at + 1, close))));
            let Some((close, title)) = titled.filter(|(_, title)| !title.is_empty()) else {
                at += 1;
                continue;
            };
            let number = number_after(source, close + 1);
            let end = number.as_ref().map_or(close + 1, |(_, end)| *end);
            let declared = declares_short_name(source, at);
            let alias = if declared { found.len().checked_sub(1) } else { short_names.get(&title).copied() };
            if let (true, Some(document)) = (declared, alias) {
                short_names.insert(title.clone(), document);
            }
            found.push(Citation { title, span: Span::new(at, end), alias, number: number.map(|(number, _)| number) });
            at = close + 1;
            read_to = at;
        }
    }
    found
}

/// Where the 》 stands that closes the 《 at `open`. A title may run over a line break of a damaged paste, never over a full stop.
fn closing(source: &Source, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut last = None;
    for at in open..source.len().min(open + LONGEST_TITLE) {
        match source.at(at) {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
                last = Some(at);
            }
            '。' => break,
            _ => {}
        }
    }
    // One closing mark was lost in 《甲《乙》: what was closed last is the best end there is.
    last
}

fn title_words(source: &Source, inner: Span) -> String {
    let words = source.words(source.trim(inner));
    if !words.contains(['\n', '\r']) {
        return words;
    }
    words.lines().map(str::trim).collect()
}

/// Does `以下简称` (or `简称`, `下称`) lead to the title that opens at `open`?
fn declares_short_name(source: &Source, open: usize) -> bool {
    let end = if source.before(open) == ':' { open - 1 } else { open };
    ["简称", "下称", "简称为"].iter().any(|words| source.ends_with(end, words))
}

/// `(甲政发〔2022〕8号`, `(国务院令第713号`, also without the round bracket and behind `(试行)` or `的通知`.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let office = r"[^\x00-\x7f。、《》〈〉“”〔〕﹝﹞【】]{1,18}";
    let digits = "[0-9〇零一二三四五六七八九]";
    Regex::new(&format!(
        r"^ *(?:\([^()0-9]{{1,8}}\) *)?(?:的?(?:通知|意见|决定|公告|文件|办法|方案|规定))? *[(\[【]? *(?:(?P<office>{office}) *[〔\[(【﹝] *(?P<year>{digits}{{4}})年? *[〕\])】﹞] *第? *(?P<serial>[0-9]{{1,5}}) *号|(?P<order>[^\x00-\x7f。、《》〈〉“”]{{0,14}}(?:令|公告)) *(?:(?P<of>{digits}{{4}})年 *)?第? *(?P<which>[0-9]{{1,5}}) *号)"
    ))
    .ok()
});

/// The number that follows a title which ends at `from`, and where it ends.
fn number_after(source: &Source, from: usize) -> Option<(DocumentNumber, usize)> {
    let window = source.folded(Span::new(from, from + LONGEST_NUMBER));
    // Whatever it is, it ends in 号: nothing else need be searched.
    let window: String = window.get(..=window.iter().rposition(|&c| c == '号')?)?.iter().collect();
    let found = NUMBER.as_ref()?.captures(&window)?;
    let (office, year, serial) = match found.name("office") {
        Some(office) => (office, found.name("year"), found.name("serial")),
        None => (found.name("order")?, found.name("of"), found.name("which")),
    };
    let whole = found.get(0)?;
    let char_of = |byte: usize| from + window[..byte].chars().count();
    let span = Span::new(char_of(office.start()), char_of(whole.end()));
    Some((
        DocumentNumber {
            text: source.words(span),
            issuer: office.as_str().trim().to_string(),
            year: year.and_then(|y| year_of(y.as_str())),
            serial: serial.and_then(|s| s.as_str().parse().ok()),
        },
        span.end,
    ))
}

/// A year in Arabic or Chinese digits (二〇二二).
fn year_of(digits: &str) -> Option<u16> {
    digits.chars().try_fold(0u16, |year, c| {
        let digit = match c {
            '0'..='9' => c as u16 - '0' as u16,
            '〇' | '零' => 0,
            _ => "一二三四五六七八九".chars().position(|d| d == c)? as u16 + 1,
        };
        year.checked_mul(10)?.checked_add(digit)
    })
}
