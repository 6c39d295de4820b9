//! Turns bodies, title and first sentences into the place (行政区划) whose year it is.

use super::Title;
use crate::span::Span;
use crate::text::{organ_ending, places, undecorated, Layout, LineKind, Source};

/// The place that bodies, title, the congress spoken to or the first sentences give, in this order.
pub(super) fn region(source: &Source, layout: &Layout, bodies: &[Span], title: &Title) -> Option<Span> {
    // The State Council reports on the whole country.
    if bodies.iter().any(|body| source.reads(body.start, "国务院")) {
        return None;
    }
    let of = |body: &Span| of_body(source, *body);
    let named = bodies.iter().find_map(of).or_else(|| title.bodies.iter().find_map(of)).or(title.place);
    named.or_else(|| assembly(source, layout)).or_else(|| office(source, layout)).or_else(|| in_text(source, layout))
}

/// The innermost place that a body's name gives, party and government alike.
fn of_body(source: &Source, body: Span) -> Option<Span> {
    let party = [("中国共产党", 5), ("中共", 2)].iter().find(|(words, _)| source.reads(body.start, words)).map_or(0, |&(_, n)| n);
    let start = body.start + party;
    // 国家税务总局某县税务局: the place follows the name of the body above. 某市生态环境局某县分局: it follows it, too.
    let chain = |at: usize| places(source, Span::new(at, body.end));
    let above = (start..body.end).filter(|&at| at == start || organ_ending(source, at).is_some());
    let branch = source.ends_with(body.end, "分局");
    let inner = if branch { above.clone().skip(1).map(chain).find(|chain| !chain.is_empty()) } else { None };
    inner.or_else(|| above.map(chain).find(|chain| !chain.is_empty()))?.last().copied()
}

/// 在某市第七届人民代表大会: the subtitle of a speech names the place.
fn assembly(source: &Source, layout: &Layout) -> Option<Span> {
    layout.lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Address).find_map(|(i, line)| {
        let at = (line.span.start..line.span.end).find(|&at| source.at(at) == '在')? + 1;
        // The name of the congress may go on in the next line.
        let next = layout.lines.get(i + 1).filter(|next| next.kind == LineKind::Address);
        let end = next.map_or(line.span.end, |next| next.span.end);
        let held = (at..end).any(|i| source.reads(i, "大会") || source.reads(i, "会议"));
        places(source, Span::new(at, line.span.end)).last().copied().filter(|_| held)
    })
}

/// 某省省长 某某: the line that names the speaker gives the place.
fn office(source: &Source, layout: &Layout) -> Option<Span> {
    layout.lines.iter().filter(|line| line.kind == LineKind::Address).find_map(|line| {
        let start = undecorated(source, line.span);
        let place = places(source, Span::new(start, line.span.end)).last().copied()?;
        let held = (place.end..line.span.end).any(|at| source.at(at) == '长' || source.reads(at, "主席"));
        (held && source.before(line.span.end) != ':').then_some(place)
    })
}

/// A place that the first sentences name.
struct Candidate {
    place: Span,
    /// How often the whole text names it; counted up to a few.
    times: usize,
    /// The sentence speaks of it: 2024年,某街道…; 在某市委领导下.
    subject: bool,
}

/// The place that the first sentences speak of. A subject counts before a mere mention, a place that returns before one that does not.
fn in_text(source: &Source, layout: &Layout) -> Option<Span> {
    const LINES: usize = 4;
    /// Each candidate costs a pass over the text.
    const MOST: usize = 8;
    let mut candidates: Vec<Candidate> = Vec::new();
    for line in layout.body().take(LINES) {
        let end = line.span.end.min(line.span.start + 300);
        for at in line.span.start..end {
            if candidates.len() == MOST {
                break;
            }
            if let Some(subject) = opens(source, line.span.start, at) {
                candidates.extend(candidate(source, Span::new(at, end), subject));
            }
        }
    }
    let weight = |c: &Candidate| if c.subject { c.times + 2 } else { c.times };
    let most = candidates.iter().map(weight).max()?;
    // A province's document is cited everywhere; a county's in the county.
    let sure = |c: &Candidate| c.subject || c.times > 1 || (candidates.len() == 1 && source.before(c.place.end) != '省');
    candidates.iter().find(|c| weight(c) == most && sure(c)).map(|c| c.place)
}

/// May the name of a place begin at `at`? `true` where the sentence speaks of it.
fn opens(source: &Source, start: usize, at: usize) -> Option<bool> {
    match source.before(at) {
        _ if at == start => Some(true),
        ',' | '。' | ' ' | '在' | '由' | '共' => Some(true),
        '《' | '“' | ':' | '、' | '(' | '和' | '对' | '向' | '照' => Some(false),
        _ => None,
    }
}

/// The innermost place named at the start of a span, where the words behind it allow it to be one.
fn candidate(source: &Source, span: Span, subject: bool) -> Option<Candidate> {
    /// A name in running text; longer ones hold other words.
    const NAME: usize = 8;
    /// Names that return more often than this are all the same.
    const TIMES: usize = 4;
    let chain = places(source, span);
    let times = |place: Span| {
        let words = source.folded(place);
        source.chars().windows(words.len()).filter(|window| *window == words).take(TIMES).count()
    };
    // 三县两区 are several.
    let counted = |place: &Span| {
        matches!(
            source.before(place.end - 1),
            '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '几' | '多' | '0'..='9'
        )
    };
    let good = |place: &Span| (3..=NAME).contains(&place.len()) && !counted(place);
    let first = *chain.first().filter(|place| good(place))?;
    // 青岭县按照县委部署: what follows a place in a sentence is another only where it returns.
    let inner = chain.iter().skip(1).rev().find(|place| good(place) && times(**place) > 1);
    let place = inner.copied().unwrap_or(first);
    Some(Candidate { place, times: times(place), subject })
}
