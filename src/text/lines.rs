//! Turns the text into lines told apart: page furniture, title, body, signature.

use super::day::{day_at, year_at};
use super::furniture::{chrome, is_rule, squeeze, Chrome};
use super::marker::{opening_marker, undecorated, Marker, MarkerKind};
use super::organ::signature;
use super::paragraph::{paragraphs, Paragraph};
use super::source::Source;
use super::title::{self, untagged, TITLE};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Navigation, date line, counters, print buttons, footer: around the report, not of it.
    Furniture,
    /// A line of the report's own title.
    Title,
    /// 主送机关, subtitle, salutation: of the report, but nothing is counted in it.
    Address,
    Body,
    /// Explains a word behind the report: nothing is counted in it.
    Note,
    /// A table row: cells parted by TAB or `|`.
    Table,
    /// Issuers and date under the report.
    Signature,
}

/// One paragraph that is not blank, without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub span: Span,
    pub kind: LineKind,
}

/// The lines of a text, in order. Empty for empty text.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub lines: Vec<Line>,
    /// The lines of the title, once, though it be printed twice. Empty where none was found.
    pub title: Vec<Span>,
    /// Position in `lines` behind the last one that the outline may use: there annexes, notes or the signature begin.
    pub outline_end: usize,
}

impl Layout {
    /// Tells the lines apart. Line breaks in the middle of sentences are taken out of `source` ([`Source::close`]), so that later stages read
    /// through them.
    pub fn new(source: &mut Source) -> Self {
        let (mut found, breaks) = paragraphs(source);
        let moved = source.close(&breaks);
        if !moved.is_empty() {
            let now = |at: usize| at - moved.partition_point(|&(start, _)| start < at).checked_sub(1).map_or(0, |i| moved[i].1);
            for paragraph in &mut found {
                paragraph.span = Span::new(now(paragraph.span.start), now(paragraph.span.end));
            }
        }
        Self::of(source, found)
    }

    fn of(source: &Source, paragraphs: Vec<Paragraph>) -> Self {
        let verdicts: Vec<Option<Chrome>> = paragraphs.iter().map(|p| chrome(source, p.span)).collect();
        let front = front_matter(source, &paragraphs);
        let start = body_start(source, &paragraphs, &verdicts, front);
        let mut sorter = Sorter { source, paragraphs: &paragraphs, verdicts: &verdicts, kinds: Vec::new() };
        sorter.kinds = paragraphs.iter().map(|p| if p.table { LineKind::Table } else { LineKind::Body }).collect();
        sorter.furniture(front, start);
        let title = sorter.title(front, start);
        let signed = sorter.signature(start);
        sorter.salutations();
        sorter.notes(start);
        let outline_end = sorter.outline_end(start, signed);
        let lines = paragraphs.iter().zip(&sorter.kinds).map(|(p, &kind)| Line { span: p.span, kind }).collect();
        Self { lines, title, outline_end }
    }
    /// Body lines and table rows: where findings come from.
    pub fn body(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.kind, LineKind::Body | LineKind::Table))
    }
    /// The first year that the title names, be it `2023` or `二〇二三`.
    pub fn year(&self, source: &Source) -> Option<u16> {
        self.title.iter().find_map(|line| (line.start..line.end).find_map(|at| year_at(source, at))).map(|(year, _)| year)
    }
}

/// Number of lines at the start that a front matter (`---` … `---`) takes; 0 where there is none.
fn front_matter(source: &Source, paragraphs: &[Paragraph]) -> usize {
    const MOST: usize = 30;
    let is_fence = |p: &Paragraph| matches!(source.folded(p.span), ['-', '-', '-']);
    if !paragraphs.first().is_some_and(is_fence) {
        return 0;
    }
    paragraphs.iter().take(MOST).skip(1).position(is_fence).map_or(0, |at| at + 2)
}

/// Where the report's text begins: its first sentence or its first heading.
fn body_start(source: &Source, paragraphs: &[Paragraph], verdicts: &[Option<Chrome>], front: usize) -> usize {
    let opens = |i: usize| {
        let (Some(p), Some(verdict)) = (paragraphs.get(i), verdicts.get(i)) else { return false };
        if p.table || matches!(verdict, Some(Chrome::Line | Chrome::Behind | Chrome::Index | Chrome::Path | Chrome::Tail)) {
            return false;
        }
        // 2023年,…现将有关情况报告如下: leads into the first heading.
        let words = source.folded(p.span);
        let sentence = p.span.len() >= 20 && (words.contains(&'。') || (words.last() == Some(&':') && words.contains(&',')));
        sentence || p.span.len() > TITLE || opening_marker(source, p.span).is_some_and(|m| m.kind.ranked())
    };
    (front..paragraphs.len()).find(|&i| opens(i)).unwrap_or(paragraphs.len())
}

/// Gives each line its kind, one question after the other.
struct Sorter<'a> {
    source: &'a Source<'a>,
    paragraphs: &'a [Paragraph],
    verdicts: &'a [Option<Chrome>],
    kinds: Vec<LineKind>,
}

impl Sorter<'_> {
    fn span(&self, i: usize) -> Span {
        self.paragraphs.get(i).map_or(Span::default(), |p| p.span)
    }
    fn kind(&self, i: usize) -> LineKind {
        self.kinds.get(i).copied().unwrap_or(LineKind::Furniture)
    }
    fn set(&mut self, i: usize, kind: LineKind) {
        if let Some(slot) = self.kinds.get_mut(i) {
            *slot = kind;
        }
    }

    fn furniture(&mut self, front: usize, start: usize) {
        let count = self.kinds.len();
        let tail = (start..count).find(|&i| i > start && self.verdicts.get(i) == Some(&Some(Chrome::Tail))).unwrap_or(count);
        let tail = self.left(start, tail).unwrap_or(tail);
        // A path of links stands before the first sentence or behind the last one.
        let last =
            (0..tail).rev().find(|&i| self.verdicts.get(i) == Some(&None) && self.source.folded(self.span(i)).contains(&'。')).unwrap_or(0);
        for (i, verdict) in self.verdicts.iter().enumerate() {
            let outside = i < start || i > last;
            let rule = is_rule(self.source, self.span(i));
            let is = i < front || i >= tail || rule || (i < start && self.paragraphs.get(i).is_some_and(|p| p.table));
            if is
                || matches!(verdict, Some(Chrome::Line | Chrome::Behind))
                || (outside && matches!(verdict, Some(Chrome::Index | Chrome::Path)))
            {
                self.set(i, LineKind::Furniture);
            }
        }
    }

    /// Where the page goes on to what else it has: 上一篇, 责任编辑 or the like shortly behind the date of the signature, unless headings, tables or
    /// annexes follow.
    fn left(&self, start: usize, count: usize) -> Option<usize> {
        /// Names of annexes and buttons may stand between.
        const NEAR: usize = 8;
        let verdict = |i: usize| self.verdicts.get(i).copied().flatten();
        let dated = |i: usize| verdict(i).is_none() && signature(self.source, self.span(i)).is_some_and(|(_, day)| day.is_some());
        let from = (start..count).find(|&i| verdict(i) == Some(Chrome::Behind) && (i.saturating_sub(NEAR).max(start)..i).any(dated))?;
        let text = |i: usize| {
            self.paragraphs.get(i).is_some_and(|p| p.table)
                || matches!(verdict(i), Some(Chrome::After | Chrome::Notes))
                || opening_marker(self.source, self.span(i)).is_some_and(|m| m.kind.ranked())
        };
        (!(from..count).any(text)).then_some(from)
    }

    /// Marks the title's lines and what stands around them in the head; returns the title's lines once.
    fn title(&mut self, front: usize, start: usize) -> Vec<Span> {
        /// A cover letter may stand before the title; further down a line is no title.
        const COVER: usize = 40;
        /// What a title behind the first sentence must score: a year and a kind are not enough, headings have them too.
        const CERTAIN: u32 = 6;
        let plain = |sorter: &Self, from: usize, to: usize| -> Vec<usize> {
            (from..to).filter(|&i| sorter.kind(i) == LineKind::Body && sorter.span(i).len() <= TITLE).collect()
        };
        let spans =
            |sorter: &Self, lines: &[usize]| -> Vec<Span> { lines.iter().map(|&i| untagged(sorter.source, sorter.span(i))).collect() };
        let mut head = plain(self, front, start);
        let mut found = title::find(self.source, &spans(self, &head), 0);
        if found.is_empty() {
            head = plain(self, start, (start + COVER).min(self.kinds.len()));
            head.retain(|&i| opening_marker(self.source, self.span(i)).is_none());
            // The page of a resolution on a report names the resolution; the report's own title stands behind it.
            let resolved = self.front_title(front).last().is_some_and(|title| self.source.folded(*title).ends_with(&['决', '议']));
            found = title::find(self.source, &spans(self, &head), if resolved { 1 } else { CERTAIN });
        }
        let lines: Vec<usize> = found.iter().filter_map(|&at| head.get(at).copied()).collect();
        let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else {
            let title = self.front_title(front);
            if !title.is_empty() {
                plain(self, front, start).into_iter().for_each(|i| self.set(i, LineKind::Address));
            }
            return title;
        };
        let title = spans(self, &lines);
        let whole: Vec<char> = title.iter().flat_map(|&span| squeeze(self.source, span)).collect();
        let parts: Vec<Vec<char>> = title.iter().map(|&span| squeeze(self.source, span)).collect();
        for &i in &head {
            let line = squeeze(self.source, untagged(self.source, self.span(i)));
            if lines.contains(&i) || line == whole || parts.contains(&line) {
                self.set(i, LineKind::Title);
            } else if i < first && first < start {
                self.set(i, LineKind::Furniture);
            } else if i > last && i < start {
                self.set(i, LineKind::Address);
            }
        }
        title
    }

    /// `title: …` of a front matter, where the text itself has none.
    fn front_title(&mut self, front: usize) -> Vec<Span> {
        const NAME: &str = "title:";
        let line = (0..front).map(|i| self.span(i)).find(|span| self.source.reads(span.start, NAME));
        line.map(|span| self.source.trim(Span::new(span.start + NAME.len(), span.end)))
            .into_iter()
            .filter(|span| !span.is_empty())
            .collect()
    }

    /// Marks the lines of the signature and returns the first one's position.
    fn signature(&mut self, start: usize) -> Option<usize> {
        /// Names of bodies that stand on lines of their own above the date.
        const BODIES: usize = 6;
        /// A date alone counts when no more lines of the report than this follow it.
        const LAST: usize = 3;
        let lines: Vec<usize> = (start + 1..self.kinds.len()).filter(|&i| self.kind(i) == LineKind::Body).collect();
        let read = |sorter: &Self, i: usize| signature(sorter.source, sorter.span(i));
        let mut found = None;
        for (at, &i) in lines.iter().enumerate().rev() {
            let from_end = lines.len() - 1 - at;
            let above = at.checked_sub(1).and_then(|a| lines.get(a)).and_then(|&a| read(self, a));
            match read(self, i) {
                Some((bodies, Some(_))) if !bodies.is_empty() || above.is_some() || from_end < LAST => found = Some(at),
                Some((_, None)) if from_end == 0 => found = Some(at),
                _ => continue,
            }
            break;
        }
        let mut at = found?;
        self.set(*lines.get(at)?, LineKind::Signature);
        for _ in 0..BODIES {
            let Some(&above) = at.checked_sub(1).and_then(|a| lines.get(a)) else { break };
            if !matches!(read(self, above), Some((_, None))) {
                break;
            }
            self.set(above, LineKind::Signature);
            at -= 1;
        }
        lines.get(at).copied()
    }

    /// 各位代表: and the like, wherever they stand; ——2025年2月25日在…会议上.
    fn salutations(&mut self) {
        for i in 0..self.kinds.len() {
            let span = self.span(i);
            let at = undecorated(self.source, span);
            if self.kind(i) != LineKind::Body || span.len() > TITLE || self.source.folded(span).contains(&'。') {
                continue;
            }
            let held = |m: Marker| m.kind == MarkerKind::Dash && day_at(self.source, m.words).is_some();
            if opening_marker(self.source, span).is_some_and(held) || (span.len() <= 30 && self.source.reads(at, "各位")) {
                self.set(i, LineKind::Address);
            }
        }
    }

    /// Notes on words count nothing: `[7]封关运作:…` wherever it stands, and what follows 名词解释 up to an annex.
    fn notes(&mut self, start: usize) {
        /// The word that is explained.
        const WORD: usize = 30;
        let mut within = false;
        for i in start..self.kinds.len() {
            let (span, verdict) = (self.span(i), self.verdicts.get(i).copied().flatten());
            within = match verdict {
                Some(Chrome::Notes) => true,
                Some(Chrome::After) => false,
                _ => within && self.kind(i) != LineKind::Signature,
            };
            let at = undecorated(self.source, span);
            let bracketed = self.source.at(at) == '[' && self.source.at(at + 1).is_ascii_digit();
            let explains = (at..span.end.min(at + WORD)).any(|at| self.source.at(at) == ':');
            if self.kind(i) == LineKind::Body && (within || bracketed) && (explains || verdict == Some(Chrome::Notes)) {
                self.set(i, LineKind::Note);
            }
        }
    }

    /// The outline ends where, behind its first heading, annexes, notes or the signature begin.
    fn outline_end(&self, start: usize, signed: Option<usize>) -> usize {
        let count = self.kinds.len();
        let body = |i: &usize| self.kind(*i) == LineKind::Body;
        let ranked = |i: &usize| opening_marker(self.source, self.span(*i)).is_some_and(|m| m.kind <= MarkerKind::HanBracket);
        let Some(first) = (start..count).filter(body).find(ranked) else { return signed.unwrap_or(count) };
        let after = (first + 1..count)
            .find(|&i| matches!(self.verdicts.get(i), Some(Some(Chrome::After | Chrome::Notes))) && self.kind(i) != LineKind::Furniture)
            .unwrap_or(count);
        signed.filter(|&i| i > first).unwrap_or(count).min(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(LineKind, String)> {
        let mut source = Source::new(text);
        Layout::new(&mut source).lines.iter().map(|line| (line.kind, source.slice(line.span).to_string())).collect()
    }

    #[test]
    fn a_page_is_told_apart() {
        use LineKind::*;
        let text = "首页\n>政务公开>年度报告\n\n云岭县人民政府\n关于2023年度法治政府建设情况的报告\n\n发布时间：2024-03-01 来源：县司法局\n\n市人民政府：\n\n　　2023年，我县全面推进依法行政。现将情况报告如下：\n\n　　一、主要举措\n\n　　（一）强化领导。召开会议3次。\n\n名称\t数量\n\n　　云岭县人民政府\n　　2024年2月1日\n\n【打印本页】";
        let expected = [Furniture, Furniture, Title, Title, Furniture, Address, Body, Body, Body, Table, Signature, Signature, Furniture];
        assert_eq!(kinds(text).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_a_site_has_behind_a_report_is_no_part_of_it() {
        use LineKind::{Body, Furniture};
        let report = "云岭县2023年法治政府建设情况报告\n一、主要举措\n全县调解纠纷217件。\n云岭县人民政府\n2024年2月1日\n";
        let last = |more: &str| kinds(&format!("{report}{more}")).into_iter().skip(5).map(|(kind, _)| kind).collect::<Vec<_>>();
        assert_eq!(
            last("附件：重点任务清单.docx\n【打印本页】\n上一篇：公告\n热点\n全县培训130人，办结率98%。\n县财政局"),
            [Body, Furniture, Furniture, Furniture, Furniture, Furniture]
        );
        assert_eq!(last("（责任编辑：云小岭）\n网友说\n去年办了300多件，希望继续。"), [Furniture; 3]);
        // A second report, an annex or a table behind is text.
        for more in ["上一篇：公告\n二、附记\n培训130人。", "责任编辑：云小岭\n附件1\n培训130人。", "下一篇：公告\n镇\t件数\n东镇\t3件"]
        {
            assert!(last(more).iter().skip(1).any(|kind| *kind != Furniture), "{more}");
        }
        // Without a signature nothing tells where the report ends.
        let unsigned = "云岭县2023年法治政府建设情况报告\n一、主要举措\n全县调解纠纷217件。\n相关链接：公告\n培训130人。";
        assert_eq!(kinds(unsigned).last().map(|(kind, _)| *kind), Some(Body));
    }

    #[test]
    fn a_page_whose_line_breaks_were_lost_is_cut_before_headings() {
        let filler = "全县各级各部门认真落实法治建设责任，依法行政能力进一步增强，".repeat(8);
        let text = format!("云岭县2023年法治政府建设年度报告  {filler}成效明显。  一、主要举措  （一）强化领导  {filler}落实到位。  二、存在问题  {filler}仍有不足。 云岭县人民政府 2024年2月1日");
        let found = kinds(&text);
        let heads: Vec<String> = found.iter().map(|(_, words)| words.chars().take(6).collect()).collect();
        assert_eq!(
            heads,
            [
                "云岭县202",
                "全县各级各部",
                "一、主要举措",
                "（一）强化领",
                "全县各级各部",
                "二、存在问题",
                "全县各级各部",
                "云岭县人民政",
                "2024年2"
            ]
        );
        assert_eq!(found[0].0, LineKind::Title);
        assert_eq!(found[8].0, LineKind::Signature);
    }

    #[test]
    fn sentences_broken_across_lines_are_one_paragraph() {
        let found = kinds("一、总体情况\n全县认真落实责任，\n依法行政能力增强。\n印发《云岭县法治政府建设\n实施方案》等文件。");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn odd_text_gives_lines_or_none() {
        for text in ["", "\n\n", "一", "---", "---\ntitle: x\n---", "\u{0}\u{1}", "2024年1月1日", "| |", "附件", "————", "【】"]
        {
            kinds(text);
        }
    }
}
