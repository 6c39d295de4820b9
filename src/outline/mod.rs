//! Turns lines into the tree of headings (层次序数), each with its role (成效, 不足, 履职, 安排).

mod role;
pub use role::{is_part_name, is_review};
mod tree;

use crate::given::named;
use crate::span::{Span, Spans};
use crate::text::{Layout, Source};
use serde::Serialize;

/// What a part of the report is for. The four required parts come from the 督察工作规定 (research note: article number 待核).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 主要举措和成效: what was done.
    Measures,
    /// 存在的不足和原因.
    Problems,
    /// 党政主要负责人履行第一责任人职责.
    Leadership,
    /// 下一年度主要安排.
    Plans,
    Other,
}

named!(Role { "measures" => Measures, "problems" => Problems, "leadership" => Leadership, "plans" => Plans, "other" => Other });

/// One heading with all that stands under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Position in the list of sections.
    pub id: usize,
    pub parent: Option<usize>,
    /// Depth in this document's own tree, 1 = outermost.
    pub level: u8,
    /// The numbering as written: `一、`, `(一)`, `一是`; empty where a heading has none.
    pub marker: String,
    /// The heading's words without marker and closing mark.
    pub title: String,
    pub role: Role,
    /// Ids of the fields of the official outline that it speaks of.
    pub topics: Vec<String>,
    /// From the marker to the end of the last section under it.
    pub span: Span,
    /// Marker and title.
    pub title_span: Span,
}

impl Spans for Section {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        map(&mut self.span);
        map(&mut self.title_span);
    }
}

/// The innermost section that holds `at`, where there is one. `sections` in document order.
pub fn section_at(sections: &[Section], at: usize) -> Option<usize> {
    let upto = sections.partition_point(|s| s.span.start <= at);
    let mut candidate = upto.checked_sub(1);
    while let Some(id) = candidate {
        if at < sections[id].span.end {
            return Some(id);
        }
        candidate = sections[id].parent;
    }
    None
}

/// The sections of a report, in document order. Empty where no line opens with a numbering. `topics` are left to the report's coverage.
/// `reported` is the year that the report is about, where it is known.
pub fn outline(source: &Source, layout: &Layout, reported: Option<u16>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (id, heading) in tree::headings(source, layout, reported).into_iter().enumerate() {
        let parent = heading.parent.and_then(|parent| sections.get(parent)).map(|parent| parent.role);
        let own = match parent {
            None => role::of_part(source, heading.title, reported),
            Some(part @ Role::Problems) => {
                let own = role::of_section_within(source, heading.title, part);
                own.or_else(|| role::of_second_half(source, heading.title, reported))
            }
            Some(part @ Role::Plans) => role::of_section_within(source, heading.title, part),
            Some(_) => role::of_section(source, heading.title),
        };
        let role = own.or(parent).unwrap_or_else(|| match following(&sections) {
            Role::Measures if id > 0 && role::looks_ahead(source, layout, heading.title, reported) => Role::Plans,
            role => role,
        });
        sections.push(Section {
            id,
            parent: heading.parent,
            level: heading.level,
            marker: source.words(heading.marker.span),
            title: source.words(heading.title).split_whitespace().collect::<Vec<_>>().join(" "),
            role,
            topics: Vec::new(),
            span: Span::new(heading.marker.span.start, heading.end),
            title_span: Span::new(heading.marker.span.start, heading.title.end),
        });
    }
    sections
}

/// What a part is for whose heading does not say: before the plans it tells what was done, behind them it goes on planning.
/// Behind the problems nothing can be said.
fn following(sections: &[Section]) -> Role {
    let last = sections.iter().rev().find(|section| section.level == 1).map(|section| section.role);
    match last {
        None | Some(Role::Measures | Role::Leadership) => Role::Measures,
        Some(Role::Plans) => Role::Plans,
        Some(Role::Problems | Role::Other) => Role::Other,
    }
}
