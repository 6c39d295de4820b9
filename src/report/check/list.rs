//! Turns a total with the counts behind it into the list of its parts, where no 其中 in its sentence says so: after 分别, a colon, 分为, a sentence's 其中.

use super::clause_before;
use super::parts::{among, behind, closes, may_be_part, others, said, whole, Told, BEFORE, BEHIND, LONGEST, REST};
use super::rate::follows;
use crate::extract::indicator::Indicator;
use crate::number::digit;
use crate::report::earlier::is_told;
use crate::report::stage::stage;
use crate::span::Span;
use crate::text::Source;

/// Between two parts of one list stand at most so many characters.
const BETWEEN: usize = 24;
/// Two parts of a known division are meant to be all where they are more than the total by no more than this.
const MOST_OVER_OF_TWO: f64 = 1.06;
/// A known division that nothing announces falls short by no more than this.
const LEAST_UNDER_UNTOLD: f64 = 0.95;
/// What 分别 gives out behind a total makes it up where it is off by no more than this: two parts, three, more.
const NEARLY: [f64; 3] = [0.02, 0.04, 0.06];

/// Lists that follow their total without 其中: two parts or more in a row, parted by 、 or 和, given out by 分别, or after a colon.
pub(super) fn listed(source: &Source, all: &[Indicator]) -> Vec<(usize, Vec<usize>, Told)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 2 < all.len() {
        let total = &all[at];
        // 甲、乙、丙三类分别为…: how many names there are is no part.
        let many = all.get(at + 1).filter(|many| many.sentence == total.sentence && many.unit != total.unit && gives_out(source, many));
        let start = at + 1 + usize::from(many.is_some());
        let told = Span::new(total.span.end, all.get(start).map_or(total.span.end, |next| next.span.start));
        let words = source.folded(told);
        let many = told_many(words);
        let mut end = start;
        while end < all.len().min(at + LONGEST) && all[end].sentence == total.sentence && may_be_part(total, &all[end]) {
            let first = end == start;
            let between = Span::new(if first { total } else { &all[end - 1] }.span.end, all[end].span.start);
            let chars = source.folded(between);
            let opens = first && chars.iter().any(|c| matches!(c, ',' | ':' | '(' | '—')) && between.len() <= 2 * BETWEEN && !closes(chars);
            let goes_on = !first
                && chars.first().is_some_and(|c| matches!(c, '、' | '和' | '及' | '与' | ','))
                && between.len() <= BETWEEN
                && !closes(chars);
            // 专利、商标两类分别为82件、146件,调解成功241件: there are no more than were told of.
            if !(opens || goes_on) || (many == Some(end - start) && chars.first() == Some(&',')) {
                break;
            }
            end += 1;
        }
        let behind = all.get(end - 1).map_or(&[][..], |last| behind(source, last));
        let told = said(&BEFORE, words).max(divides(words).then_some(Told::All)).max(BEHIND.starting(behind, 0).map(|(_, told)| *told));
        // 128件文件逐件研究意见:继续有效83件…: words may stand before the colon, none but the first name behind it.
        let colon = words.iter().rposition(|c| *c == ':').filter(|at| !words[*at..].contains(&','));
        let opened = colon.is_some() || words.first() == Some(&'(') || has(words, ['分', '别']);
        let told = told.filter(|told| *told != Told::Open || opened).or(opened.then_some(Told::Bare));
        // 68件(规范性文件21件、决策9件、合同38件), 甲、乙、丙共26场,分别为… and 样品96批次,甲和乙分别为…: the brackets, or as many names as parts, say that
        // the list is the total's own.
        let last = all.get(end - 1).map_or(total.span.end, |last| last.span.end);
        let count = end - start;
        let sum: f64 = all.iter().take(end).skip(start).map(|part| part.value).sum();
        // Names that only follow the total may begin a list of their own: that their sum is all but the total says that it is not.
        let close = NEARLY.get(count.saturating_sub(2)).or(NEARLY.last()).copied().unwrap_or_default();
        let nearly = || (sum - total.value).abs() <= close * total.value && names_behind(words) == count;
        let own = || {
            (words.first() == Some(&'(') && source.at(last) == ')')
                || (colon.is_some_and(|at| keeps(source, total, &words[..at])) && matches!(source.at(last), '。' | ';' | ','))
                || (many == Some(count) && !is_told(words))
                || (has(words, ['分', '别']) && (names(source, total) == count || nearly()))
        };
        let told = if told == Some(Told::Bare) && own() { Some(Told::Among) } else { told };
        // 文件76件,继续有效58件、修改7件、废止11件: where all of a known division stands there and adds up, nothing need announce it.
        let adds_up = || {
            let parts: Vec<&Indicator> = all.iter().take(end).skip(start).collect();
            let sum = parts.iter().map(|part| part.value).sum::<f64>();
            // Near enough it is meant to: more may be undecided, hardly so little.
            (whole(&parts).1 || others(&parts)) && sum <= total.value * MOST_OVER_OF_TWO && sum >= total.value * LEAST_UNDER_UNTOLD
        };
        let told = told.or_else(|| (count > 1 && adds_up()).then_some(Told::Bare));
        let admitted = || admitted(source, total, all.get(at + 1..).unwrap_or(&[]));
        let (told, end) = match told {
            Some(told) => (Some(told), end),
            None => admitted().map_or((None, end), |count| (Some(Told::Among), start + count)),
        };
        if let Some(told) = told.filter(|_| end - start > 1) {
            found.push((at, (start..end).collect(), told));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// `收到申请214件,受理189件,不予受理25件`: what was received was admitted or not, where the sentence tells of nothing else. How many parts that are.
fn admitted(source: &Source, total: &Indicator, next: &[Indicator]) -> Option<usize> {
    let clause = |i: &Indicator| source.folded(clause_before(source, i));
    let refused = |i: &Indicator| clause(i).ends_with(&['不', '予', '受', '理']);
    let own = |i: &&Indicator| i.sentence == total.sentence && may_be_part(total, i);
    let count = next.iter().take(LONGEST).take_while(own).count();
    let parts = next.get(..count)?;
    let last = parts.last()?;
    let closed = matches!(source.at(last.span.end), '。' | ';' | '\n');
    let known = stage(clause(total)) == Some("received")
        && parts.first().is_some_and(|first| clause(first).ends_with(&['受', '理']) && !refused(first))
        && parts.iter().any(refused)
        && parts.iter().skip(1).all(|part| !matches!(stage(clause(part)), Some("settled" | "fixed" | "filed")));
    (closed && known).then_some(count)
}

/// Do the words between a total and a colon speak of no other's matter (其他部门的办件量:) and of no other stage of it (移送线索去向:)?
fn keeps(source: &Source, total: &Indicator, words: &[char]) -> bool {
    let told = stage(words);
    REST.read(words).next().is_none() && (told.is_none() || told == stage(source.folded(clause_before(source, total))))
}

/// The number in 三类分别为, 三种类型分别有.
fn told_many(words: &[char]) -> Option<usize> {
    let end = words.windows(2).position(|pair| pair == ['分', '别'])?;
    words[..end].iter().rev().take(4).find_map(|c| digit(*c).map(usize::from).or(c.to_digit(10).map(|many| many as usize)))
}

/// Does 分别 follow a figure right away, or behind a noun (三类事项分别为)?
fn gives_out(source: &Source, many: &Indicator) -> bool {
    const NOUN: usize = 2;
    let words = source.folded(Span::new(many.span.end, (many.span.end + NOUN + 2).min(many.sentence.end).max(many.span.end)));
    has(words, ['分', '别'])
}

/// 按类型分, 从层级看: does a clause say by what the whole is parted?
fn divides(words: &[char]) -> bool {
    let clauses = words.split(|c| matches!(c, ',' | ':' | '('));
    clauses.into_iter().any(|clause| matches!(clause, ['按' | '从' | '以', .., '分' | '看']))
}

/// How many names parted by 、 and 和 stand in the clause that 共 ends before a total.
fn names(source: &Source, total: &Indicator) -> usize {
    let clause = source.folded(clause_before(source, total));
    match clause.split_last() {
        Some(('共', names)) => 1 + names.iter().filter(|c| matches!(c, '、' | '和' | '及')).count(),
        _ => 0,
    }
}

/// How many names parted by 、 and 和 stand in the clause between a total and its parts that 分别 ends.
fn names_behind(words: &[char]) -> usize {
    let clause = words.rsplit(|c| *c == ',').next().unwrap_or(&[]);
    match clause.windows(2).position(|pair| pair == ['分', '别']) {
        Some(end) if end > 0 => 1 + clause.iter().take(end).filter(|c| matches!(c, '、' | '和' | '及' | '与')).count(),
        _ => 0,
    }
}

fn has(chars: &[char], word: [char; 2]) -> bool {
    chars.windows(2).any(|pair| pair == word)
}

/// `办结642件。其中,食品类218件、药品类74件…`: a sentence that opens with 其中 parts the last count before it.
pub(super) fn next_sentence(source: &Source, all: &[Indicator]) -> Vec<(usize, Vec<usize>)> {
    let mut found = Vec::new();
    for (id, (before, first)) in all.iter().zip(all.iter().skip(1)).enumerate() {
        let lead = Span::new(first.sentence.start.min(first.span.start), first.span.start);
        if first.part_of.is_some() || !follows(source, first.sentence, before.sentence) || !among(source.folded(lead)) {
            continue;
        }
        let counts = all.get(..=id).unwrap_or(&[]).iter().rev().take(LONGEST).take_while(|total| total.sentence == before.sentence);
        let Some(total) = counts.filter(|total| total.part_of.is_none()).find(|total| total.unit == first.unit) else { continue };
        let mut end = first.span.start;
        let own = all.get(id + 1..).unwrap_or(&[]).iter().take(LONGEST).take_while(|part| {
            let words = source.folded(Span::new(end.min(part.span.start), part.span.start));
            let joined = matches!(words.first(), None | Some('、' | '和' | '及' | '与' | ',')) && words.len() <= BETWEEN && !closes(words);
            end = part.span.end;
            joined && part.sentence == first.sentence && may_be_part(total, part)
        });
        found.push((total.id, own.map(|part| part.id).collect()));
    }
    found
}
