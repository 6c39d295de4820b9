//! Turns sections and passages about shortcomings and plans into single problems (不足) and commitments (安排).

mod list;
mod passage;

use crate::outline::{is_part_name, section_at, Role, Section};
use crate::span::{Span, Spans};
use crate::text::{is_blank, is_han, marker_at, sentences, undecorated, Layout, LineKind, MarkerKind, Source};
use serde::Serialize;

/// One problem that the report admits, or one thing that it plans.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Position in its list.
    pub id: usize,
    /// The section that it stands in.
    pub section: Option<usize>,
    /// From its marker, where it has one, to its end, without the mark that parts it from the next.
    pub span: Span,
    /// The words of `span`, blanks at the ends cut.
    pub text: String,
    pub topics: Vec<String>,
    /// Of a problem: the words that give its cause, where the text does.
    pub cause: Option<Span>,
}

impl Spans for Item {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
        self.cause.map_spans(map);
    }
}

/// The shortcomings that the report admits: those of its 不足 parts or, where it has none, of passages like 也存在一些不足. Empty where neither is found.
/// `year` is the year reported on.
pub fn problems(source: &Source, layout: &Layout, sections: &[Section], year: Option<u16>) -> Vec<Item> {
    Reader { source, layout, sections, role: Role::Problems, reported: year }.items()
}

/// What the report plans for the next year: the entries of its 安排 parts or, where it has none, of passages like 下一步,我们将….
/// `year` is the year reported on.
pub fn commitments(source: &Source, layout: &Layout, sections: &[Section], year: Option<u16>) -> Vec<Item> {
    Reader { source, layout, sections, role: Role::Plans, reported: year }.items()
}

/// What is known while the items of one role are read.
struct Reader<'a> {
    source: &'a Source<'a>,
    layout: &'a Layout,
    sections: &'a [Section],
    role: Role,
    reported: Option<u16>,
}

impl Reader<'_> {
    fn items(&self) -> Vec<Item> {
        let mut regions = self.parts();
        if regions.is_empty() {
            regions.extend(if self.role == Role::Problems { self.admissions() } else { self.outlooks() });
        }
        if self.role == Role::Problems && regions.is_empty() {
            regions.extend(self.admitted_in_plans());
        }
        let mut items: Vec<Item> = Vec::new();
        // Where one part numbers its items, the bare sentences of another are no items: an introduction, a closing appeal.
        let mut bare: Vec<Item> = Vec::new();
        for region in regions {
            let mut found = Vec::new();
            let numbered = self.collect(region, &mut found);
            if numbered { &mut items } else { &mut bare }.append(&mut found);
        }
        if items.is_empty() {
            items = bare;
        }
        for (id, item) in items.iter_mut().enumerate() {
            item.id = id;
        }
        items
    }

    /// The parts of this role, outermost sections first come, without what inside them speaks of something else.
    fn parts(&self) -> Vec<Span> {
        let mut regions = Vec::new();
        for section in self.sections.iter().filter(|s| s.role == self.role) {
            let above = section.parent.and_then(|parent| self.sections.get(parent));
            if above.is_none_or(|above| above.role != self.role) {
                let end =
                    if self.role == Role::Problems { self.outlook_in(section.span).unwrap_or(section.span.end) } else { section.span.end };
                regions.push(Span::new(section.span.start, end));
            }
        }
        regions
    }

    /// Body paragraphs inside a region, cut to it.
    fn paragraphs(&self, region: Span) -> impl Iterator<Item = Span> + '_ {
        let lines = &self.layout.lines;
        let from = lines.partition_point(|line| line.span.end <= region.start);
        lines
            .iter()
            .skip(from)
            .take_while(move |line| line.span.start < region.end)
            .filter(|line| line.kind == LineKind::Body)
            .map(move |line| Span::new(line.span.start.max(region.start), line.span.end.min(region.end)))
    }

    /// Where in a region about shortcomings a sentence, not its first one, turns to plans.
    fn outlook_in(&self, region: Span) -> Option<usize> {
        self.paragraphs(region).flat_map(|part| sentences(self.source, part)).skip(1).find(|&said| self.turns(said)).map(|said| said.start)
    }

    /// Does a sentence turn to plans, its marks of emphasis skipped?
    fn turns(&self, said: Span) -> bool {
        passage::plans(self.source, Span::new(undecorated(self.source, said), said.end), self.reported)
    }

    /// Passages that admit shortcomings without a heading of their own.
    fn admissions(&self) -> Vec<Span> {
        let upto = self.outline_end();
        for part in self.paragraphs(Span::new(0, upto)) {
            if self.section(part.start).is_some_and(|s| s.role == Role::Plans) {
                continue;
            }
            let said = sentences(self.source, part);
            let Some(first) = said.iter().position(|&sentence| passage::admits(self.source, sentence)) else { continue };
            let Some(sentence) = said.get(first) else { continue };
            // The list may follow in paragraphs of its own.
            let open = first + 1 == said.len() && passage::announces_problems(self.source, *sentence);
            let end = if open { self.next_part(part.end, upto) } else { part.end };
            let end = self.outlook_in(Span::new(sentence.start, end)).unwrap_or(end);
            return vec![Span::new(sentence.start, end)];
        }
        Vec::new()
    }

    /// A paragraph in the lead of a part about plans that admits shortcomings (我们也清醒看到,…) before it comes to what is planned.
    fn admitted_in_plans(&self) -> Option<Span> {
        let parts = self.sections.iter().filter(|s| s.level == 1 && s.role == Role::Plans);
        parts.into_iter().find_map(|part| {
            let inner = self.sections.get(part.id + 1).filter(|next| next.parent == Some(part.id)).map(|next| next.span.start);
            let lead = Span::new(self.after_title(part), inner.unwrap_or(part.span.end));
            self.paragraphs(lead).find_map(|part| {
                let said = sentences(self.source, part);
                let admitted = said.iter().find(|&&said| {
                    let named = || passage::announces_problems(self.source, said) || !passage::series(self.source, said).is_empty();
                    passage::admits(self.source, said) && named()
                })?;
                Some(Span::new(admitted.start, part.end))
            })
        })
    }

    /// Passages that announce next year's work without a heading of their own: the last paragraph that turns to it, and what follows.
    fn outlooks(&self) -> Vec<Span> {
        let upto = self.outline_end();
        // Behind shortcomings a sentence turns to plans, elsewhere a paragraph.
        let turning = |part: Span| {
            let problems = |said: &Vec<Span>| said.iter().any(|&said| passage::admits(self.source, said));
            let said = sentences(self.source, part);
            let within = if self.section(part.start).is_some_and(|section| section.role == Role::Problems) || problems(&said) {
                said.into_iter().find(|&said| self.turns(said))
            } else {
                None
            };
            within.or_else(|| Some(part).filter(|&part| self.turns(part))).map(|said| Span::new(said.start, part.end))
        };
        let Some(first) = self.paragraphs(Span::new(0, upto)).filter_map(turning).last() else { return Vec::new() };
        // In the first half of a report such words speak of the plan of a single task.
        if first.start * 2 < upto {
            return Vec::new();
        }
        vec![Span::new(first.start, self.next_part(first.end, upto))]
    }

    fn outline_end(&self) -> usize {
        let ends = self.layout.lines.get(self.layout.outline_end).map(|line| line.span.start);
        ends.unwrap_or(self.source.len())
    }

    /// Where the next outermost section begins behind `from`.
    fn next_part(&self, from: usize, upto: usize) -> usize {
        let next = self.sections.iter().find(|s| s.span.start >= from && s.level == 1 && self.ranked(s));
        next.map_or(upto, |s| s.span.start).min(upto)
    }

    fn ranked(&self, section: &Section) -> bool {
        marker_at(self.source, section.span.start).is_some_and(|marker| marker.kind.ranked())
    }

    fn section(&self, at: usize) -> Option<&Section> {
        section_at(self.sections, at).and_then(|id| self.sections.get(id))
    }

    /// Reads the items of one region: its innermost sections, or, where it has none, the list or the sentences of its paragraphs.
    /// Returns whether they are numbered.
    fn collect(&self, region: Span, items: &mut Vec<Item>) -> bool {
        let from = items.len();
        let inside = self.within(region);
        let root = inside.first().filter(|s| s.span.start == region.start);
        let inner = if root.is_some() { inside.get(1..).unwrap_or(&[]) } else { inside };
        let mixed = root.is_none_or(|root| root.role != self.role);
        let mut shared = None;
        let Some(first) = inner.first() else {
            let body = Span::new(root.map_or(region.start, |root| self.after_title(root)), region.end);
            let (cause, numbered) = self.read_body(body, true, items);
            self.share(cause, items, from);
            return numbered;
        };
        let own = Span::new(root.map_or(region.start, |root| self.after_title(root)), first.span.start);
        self.read_lead(own, first, items);
        for section in inner {
            let leaf = self.sections.get(section.id + 1).is_none_or(|next| next.parent != Some(section.id));
            // A region without heading has sections of any role.
            if !leaf || (section.role != self.role && !mixed) {
                continue;
            }
            let span = Span::new(section.span.start, section.span.end.min(region.end));
            if self.role == Role::Problems && passage::explains(self.source, section.title_span) {
                shared = Some(Span::new(self.after_title(section), span.end));
                continue;
            }
            let before = items.len();
            let title = Span::new(self.after_marker(section), section.title_span.end);
            let plain = is_part_name(self.source, title);
            let (cause, _) = self.read_body(Span::new(self.after_title(section), span.end), plain, items);
            shared = shared.or(cause);
            if items.len() == before {
                let own = self.without_closing(span);
                self.push(own, items);
                shared = shared.or_else(|| self.cause_behind(Span::new(own.end, span.end)));
            }
        }
        self.share(shared, items, from);
        true
    }

    /// The sections that begin inside a region, in order.
    fn within(&self, region: Span) -> &[Section] {
        let from = self.sections.partition_point(|s| s.span.start < region.start);
        let to = self.sections.partition_point(|s| s.span.start < region.end);
        self.sections.get(from..to).unwrap_or(&[])
    }

    /// The list of a body, or its sentences where nothing is numbered and `plain` allows it. Returns the cause given for all of them, and
    /// whether they were numbered.
    fn read_body(&self, body: Span, plain: bool, items: &mut Vec<Item>) -> (Option<Span>, bool) {
        let mut parts: Vec<Span> = self.paragraphs(body).filter(|&part| !part.is_empty() && !self.admitting(part)).collect();
        let leaves = |sentence: Span| self.leaves(sentence);
        let listed = list::entries(self.source, &parts, &leaves);
        parts.retain(|&part| !self.appealing(part) || listed.iter().any(|entry| part.start <= entry.start && entry.start < part.end));
        // Paragraphs that each open with a short sentence on what they are about are the items; one of them may hold a list.
        let leading = parts.iter().filter(|&&part| passage::leads(self.source, part) && !self.leaves(part)).count();
        let led = plain && leading >= 3 && leading * 3 >= parts.len() * 2;
        let holding = |part: &Span| listed.iter().filter(|entry| part.start <= entry.start && entry.start < part.end).count();
        if led && parts.iter().all(|part| holding(part) == 0 || holding(part) == listed.len()) {
            for part in parts {
                if holding(&part) > 0 {
                    listed.iter().for_each(|&entry| self.push(entry, items));
                } else if passage::leads(self.source, part) && !self.leaves(part) {
                    self.push(part, items);
                }
            }
            return (None, true);
        }
        if !listed.is_empty() {
            let end = listed.last().map_or(body.start, |entry| entry.end);
            listed.into_iter().for_each(|entry| self.push(entry, items));
            return (self.cause_behind(Span::new(end, body.end)), true);
        }
        let cause = if plain { self.read_sentences(&parts, items) } else { None };
        (cause, false)
    }

    /// Entries that stand in the lead of a list whose other entries are sections: …:一是…。 before the paragraphs 二是… and 三是….
    fn read_lead(&self, lead: Span, first: &Section, items: &mut Vec<Item>) {
        let Some(marker) = marker_at(self.source, first.span.start).filter(|m| m.kind != MarkerKind::Dash) else { return };
        for part in self.paragraphs(lead) {
            if let Some((at, number)) = list::last_number(self.source, part, marker.kind) {
                if number + 1 == marker.number {
                    self.push(self.source.trim(Span::new(at, part.end)), items);
                }
            }
        }
    }

    fn read_sentences(&self, parts: &[Span], items: &mut Vec<Item>) -> Option<Span> {
        let said = parts.iter().flat_map(|&part| sentences(self.source, part));
        let all: Vec<Span> = said.filter(|&sentence| !passage::hands_over(self.source, sentence)).collect();
        let mut cause = None;
        let mut kept = Vec::new();
        for (i, &sentence) in all.iter().enumerate() {
            let (first, last) = (i == 0, i + 1 == all.len());
            let named = if self.role == Role::Problems {
                if passage::explains(self.source, sentence) {
                    cause = cause.or(Some(sentence));
                    continue;
                }
                let series = passage::series(self.source, sentence);
                if !series.is_empty() {
                    kept.extend(series);
                    continue;
                }
                !passage::resolves(self.source, sentence) && !passage::announces_problems(self.source, sentence)
            } else {
                !passage::announces_plans(self.source, sentence, first, last)
            };
            if named {
                kept.push(sentence);
            }
        }
        if kept.is_empty() {
            // A single sentence may say all that is said.
            let problems = self.role == Role::Problems;
            kept.extend(all.iter().find(|&&sentence| !problems || passage::admits(self.source, sentence)));
        }
        kept.into_iter().for_each(|sentence| self.push(sentence, items));
        cause
    }

    /// Does a sentence end the list that it follows?
    fn leaves(&self, sentence: Span) -> bool {
        match self.role {
            _ if passage::hands_over(self.source, sentence) => true,
            Role::Problems => passage::explains(self.source, sentence) || passage::resolves(self.source, sentence),
            _ => passage::appeals(self.source, sentence),
        }
    }

    /// Does a paragraph hand over the report or, in a part about plans, turn to those who listen?
    fn appealing(&self, part: Span) -> bool {
        passage::hands_over(self.source, part) || (self.role == Role::Plans && passage::appeals(self.source, part))
    }

    /// Does a paragraph in a part about plans list what is wanting, before it comes to them?
    fn admitting(&self, part: Span) -> bool {
        self.role == Role::Plans && passage::admits_first(self.source, part)
    }

    /// The sentence behind the list that gives the cause of all its entries.
    fn cause_behind(&self, rest: Span) -> Option<Span> {
        if self.role != Role::Problems {
            return None;
        }
        self.paragraphs(rest).flat_map(|part| sentences(self.source, part)).find(|&sentence| passage::explains(self.source, sentence))
    }

    /// The last section of a region may end with sentences that belong to no entry.
    fn without_closing(&self, span: Span) -> Span {
        let leaving = self.paragraphs(span).skip(1).find(|&part| self.leaves(part));
        self.source.trim(Span::new(span.start, leaving.map_or(span.end, |part| part.start)))
    }

    fn after_title(&self, section: &Section) -> usize {
        let mut at = section.title_span.end;
        while at < section.span.end && matches!(self.source.at(at), '*' | '。' | ':' | ';' | ',' | ' ') {
            at += 1;
        }
        at
    }

    fn after_marker(&self, section: &Section) -> usize {
        marker_at(self.source, section.span.start).map_or(section.span.start, |marker| marker.words)
    }

    fn push(&self, span: Span, items: &mut Vec<Item>) {
        let mut span = self.source.trim(span);
        while span.start < span.end && (matches!(self.source.before(span.end), '*' | ';' | ',') || is_blank(self.source.before(span.end))) {
            span.end -= 1;
        }
        span.start = undecorated(self.source, span);
        if !self.source.folded(span).iter().any(|&c| is_han(c)) {
            return;
        }
        let cause = if self.role == Role::Problems { passage::cause(self.source, span) } else { None };
        items.push(Item {
            id: items.len(),
            section: section_at(self.sections, span.start),
            span,
            text: self.source.slice(span).to_string(),
            topics: Vec::new(),
            cause,
        });
    }

    /// A cause given for all goes to each that has none of its own.
    fn share(&self, cause: Option<Span>, items: &mut [Item], from: usize) {
        let cause = cause.map(|cause| self.source.trim(cause)).filter(|cause| !cause.is_empty());
        for item in items.iter_mut().skip(from) {
            item.cause = item.cause.or(cause);
        }
    }
}
