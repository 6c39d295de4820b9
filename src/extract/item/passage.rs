//! Turns sentences into what they do in a passage: admit, announce, name a cause, promise, plan.

use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{clauses, sentences, undecorated, year_at, Source};
use std::sync::LazyLock;

struct Words {
    admission: Lexicon<()>,
    turn: Lexicon<()>,
    vague: Lexicon<()>,
    defect: Lexicon<()>,
    cause: Lexicon<()>,
    because: Lexicon<()>,
    resolve: Lexicon<()>,
    plan: Lexicon<()>,
    announce: Lexicon<()>,
    closing: Lexicon<()>,
    lead: Lexicon<()>,
    appeal: Lexicon<()>,
    close: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = table();
    let of = |sort: &str| Lexicon::some(&table, "words", "use", sort);
    Words {
        admission: of("admission"),
        turn: of("turn"),
        vague: of("vague"),
        defect: of("defect"),
        cause: of("cause"),
        because: of("because"),
        resolve: of("resolve"),
        plan: of("plan"),
        announce: of("announce"),
        closing: of("closing"),
        lead: of("lead"),
        appeal: of("appeal"),
        close: of("close"),
    }
});

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("passages.tsv"))
}

/// A sentence that announces shortcomings and the series of them in one.
const ANNOUNCED: usize = 1000;

/// A sentence is asked this far; longer ones are lists or lack their stop.
const REACH: usize = 400;

fn holds(source: &Source, words: &Lexicon<()>, span: Span) -> bool {
    let end = span.end.min(span.start + REACH);
    (span.start..end).any(|at| words.starting(source.chars(), at).is_some_and(|(n, ())| at + n <= span.end))
}

fn begins(source: &Source, words: &Lexicon<()>, span: Span) -> bool {
    words.starting(source.chars(), span.start).is_some()
}

/// The sentence without its closing mark.
fn bare(source: &Source, sentence: Span) -> Span {
    let mut end = sentence.end;
    while end > sentence.start && matches!(source.before(end), '。' | '!' | '?' | ';' | ':' | ',' | ' ' | '*') {
        end -= 1;
    }
    Span::new(sentence.start, end)
}

/// Does the sentence turn to those who listen (各位代表!让我们…)?
pub(super) fn appeals(source: &Source, said: Span) -> bool {
    begins(source, &WORDS.appeal, Span::new(undecorated(source, said), said.end))
}

/// Does the sentence hand over the report (特此报告, 以上报告,请予审议)? It names nothing.
pub(super) fn hands_over(source: &Source, said: Span) -> bool {
    begins(source, &WORDS.close, Span::new(undecorated(source, said), said.end))
}

/// Does a paragraph begin by announcing shortcomings (我们也清醒看到…的差距和挑战。), to list them?
pub(super) fn admits_first(source: &Source, part: Span) -> bool {
    sentences(source, part).first().is_some_and(|&first| {
        first.len() <= ANNOUNCED && admits(source, first) && (announces_problems(source, first) || !series(source, first).is_empty())
    })
}

/// Does the sentence admit that something is wanting? Its words must name a shortcoming, not only look back soberly.
pub(super) fn admits(source: &Source, sentence: Span) -> bool {
    holds(source, &WORDS.admission, sentence) && holds(source, &WORDS.vague, sentence)
}

/// Does it only announce shortcomings (…仍有不小差距。), without naming one?
pub(super) fn announces_problems(source: &Source, sentence: Span) -> bool {
    let bare = bare(source, sentence);
    if source.before(sentence.end) == ':' {
        return true;
    }
    let Some((n, ())) = WORDS.vague.ending(source.chars(), bare.end) else { return false };
    // …力量不足等问题 names them; 存在不少困难和问题 does not.
    let near = Span::new(bare.end.saturating_sub(n + 4).max(bare.start), bare.end - n);
    let before = clauses(source, bare);
    let defect = before.split_last().is_some_and(|(_, before)| before.iter().any(|&clause| holds(source, &WORDS.defect, clause)));
    let named = defect || source.folded(near).iter().any(|&c| matches!(c, '等' | '、'));
    !named && (holds(source, &WORDS.admission, bare) || holds(source, &WORDS.turn, bare))
}

/// The shortcomings that a sentence names one behind the other: 还存在不少问题:…;…;…, or without a colon, three and more of them parted by `;`.
/// Empty where it is not made so.
pub(super) fn series(source: &Source, sentence: Span) -> Vec<Span> {
    /// The words before the colon.
    const LEAD: usize = 120;
    /// Two parts without a colon may be one thought.
    const FEW: usize = 3;
    let stop = |at: &usize| matches!(source.at(*at), ':' | ';');
    let Some(first) = (sentence.start..sentence.end).find(stop) else { return Vec::new() };
    let lead = Span::new(sentence.start, first);
    // …清醒认识到:… or …问题仍然比较突出:….
    let admitted = || {
        let last = clauses(source, lead).last().copied().unwrap_or(lead);
        begins(source, &WORDS.lead, last)
            || WORDS.admission.ending(source.chars(), lead.end).is_some()
            || (holds(source, &WORDS.admission, lead) && holds(source, &WORDS.vague, last))
    };
    let announced = || announces_problems(source, lead) || admitted();
    let colon = source.at(first) == ':' && first < sentence.start + LEAD;
    if colon && !announced() {
        return Vec::new();
    }
    let from = if colon { first + 1 } else { behind_announcement(source, lead) };
    let parts = source.folded(Span::new(from, sentence.end)).split(|&c| c == ';');
    let mut start = from;
    let mut named: Vec<Span> = Vec::new();
    for part in parts {
        named.push(source.trim(Span::new(start, start + part.len())));
        start += part.len() + 1;
    }
    named.retain(|part| !part.is_empty());
    if named.len() >= if colon { 2 } else { FEW } {
        named
    } else {
        Vec::new()
    }
}

/// Where the first shortcoming begins in a clause group that may announce it: behind 也面临很多问题,特别是 the part that names one.
fn behind_announcement(source: &Source, lead: Span) -> usize {
    let said = clauses(source, lead);
    let opens = |clause: &&Span| WORDS.lead.starting(source.chars(), clause.start).is_some();
    match said.iter().skip(1).find(opens) {
        Some(clause) => clause.start,
        None => lead.start,
    }
}

/// Is a paragraph opened by a short sentence that says what it is about, with more behind it?
pub(super) fn leads(source: &Source, part: Span) -> bool {
    const LEAD: usize = 32;
    let said = sentences(source, part);
    said.len() > 1 && said.first().is_some_and(|first| first.len() <= LEAD)
}

/// Does it promise to mend, or speak about the shortcomings as a whole, rather than name one?
pub(super) fn resolves(source: &Source, sentence: Span) -> bool {
    begins(source, &WORDS.resolve, sentence) || plans(source, sentence, None)
}

/// Does it give the cause of shortcomings as a whole (究其原因,…)?
pub(super) fn explains(source: &Source, sentence: Span) -> bool {
    holds(source, &WORDS.cause, Span::new(sentence.start, sentence.end.min(sentence.start + 30)))
}

/// Does a passage about plans begin with this sentence: 下一步,… or, where `reported` is the year reported on, 次年,我们将…?
pub(super) fn plans(source: &Source, sentence: Span, reported: Option<u16>) -> bool {
    if begins(source, &WORDS.plan, sentence) {
        return true;
    }
    let (Some((year, end)), Some(reported)) = (year_at(source, sentence.start), reported) else { return false };
    if year != reported + 1 || source.at(end) != '年' {
        return false;
    }
    // 2025年:一是…, 2025年工作打算:…
    let colon = (end..sentence.end.min(end + 10)).any(|at| source.at(at) == ':');
    colon || source.folded(Span::new(end, sentence.end.min(end + 60))).contains(&'将')
}

/// Does a sentence about plans only announce them (重点抓好四个方面工作), set the tone, or close?
pub(super) fn announces_plans(source: &Source, sentence: Span, first: bool, last: bool) -> bool {
    if source.before(sentence.end) == ':' {
        return true;
    }
    let timed = year_at(source, sentence.start).is_some() || begins(source, &WORDS.plan, sentence) || source.reads(sentence.start, "我");
    ((first || timed) && holds(source, &WORDS.announce, sentence))
        || (last && WORDS.closing.ending(source.chars(), bare(source, sentence).end).is_some())
}

/// The words that give a cause inside an entry: from 原因是 to the end of its sentence, or the clause that 由于 opens.
pub(super) fn cause(source: &Source, entry: Span) -> Option<Span> {
    for sentence in sentences(source, entry) {
        for clause in clauses(source, sentence) {
            if holds(source, &WORDS.cause, clause) {
                return Some(bare(source, Span::new(clause.start, sentence.end)));
            }
            if begins(source, &WORDS.because, clause) {
                return Some(bare(source, clause));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
    }

    #[test]
    fn sentences_do_different_things() {
        let ask = |text: &str, f: &dyn Fn(&Source, Span) -> bool| {
            let source = Source::new(text);
            f(&source, source.span())
        };
        assert!(ask("但与上级要求相比还存在一些差距。", &announces_problems));
        assert!(!ask("窗口人员不足。", &announces_problems));
        assert!(!ask("还存在窗口人员偏少、培训不够等问题。", &announces_problems));
        assert!(ask("究其原因，主要是投入不够。", &explains));
        assert!(ask("下一步，我县将继续努力。", &|source, span| plans(source, span, None)));
        assert!(ask("2025年，我们将继续努力。", &|source, span| plans(source, span, Some(2024))));
        assert!(!ask("2025年，我们将继续努力。", &|source, span| plans(source, span, Some(2025))));
        let source = Source::new("案件积压，由于人手不足，办理较慢。");
        assert_eq!(cause(&source, source.span()).map(|span| source.slice(span)), Some("由于人手不足"));
    }
}
