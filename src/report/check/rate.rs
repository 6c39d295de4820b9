//! Turns rates that stand beside what they rest on into divisions: `受理120件,办结114件,办结率95%`, `其中民营企业45件,占37.5%`.

use super::sum::{figure, rounded, tidy, within, Findings};
use super::{clause_before, whole};
use crate::extract::indicator::{Indicator, Kind, Qualifier, Range, Recomputed};
use crate::report::earlier::Earlier;
use crate::report::model::CheckKind;
use crate::report::partition;
use crate::report::stage::stage;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("not_due.tsv")));

static NOT_DUE: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "word"));

/// 按期办结, 限时办结.
const IN_TIME: usize = 4;
/// So many characters name another thing.
const OTHER: usize = 2;
/// A rate further off rests on other figures than those beside it: silent.
const MOST_OFF: f64 = 15.0;
/// Rounded counts (5.87万件) and their rate say that they agree only where it lies as near, in points.
const NEARLY: f64 = 1.0;

/// Adds what it finds, and gives the rates that could be worked out again, by position.
pub fn check(source: &Source, all: &[Indicator], earlier: &[Option<Earlier>], found: &mut Findings) -> Vec<(usize, Recomputed)> {
    let mut recomputed = Vec::new();
    for (id, rate) in all.iter().enumerate() {
        if rate.kind != Kind::Percent || rate.change.is_some() || rate.upper.is_some() || rate.qualifier != Qualifier::Exact {
            continue;
        }
        // 可办率由87.2%升至94.6%: the first is of another year than the counts.
        if earlier.get(id).is_some_and(Option::is_some) {
            continue;
        }
        let base = whole::share(source, all, earlier, id).or_else(|| named(source, all, id));
        let Some(base) = base else { continue };
        let (Some(part), Some(whole)) = (all.get(base.numerator), all.get(base.denominator)) else { continue };
        let value = part.value / whole.value * 100.0;
        let off = (value - rate.value).abs();
        let agrees = fits(part, whole, rate);
        let near = if base.sure { rate.last_digit().max(NEARLY) } else { rate.last_digit() };
        if if agrees { off > near * 1.001 } else { !base.sure || off > MOST_OFF } {
            continue;
        }
        recomputed.push((id, Recomputed { value: rounded(value, 0.01), numerator: base.numerator, denominator: base.denominator }));
        say((rate, part, whole), value, agrees, found);
    }
    recomputed
}

/// What a rate rests on.
pub(super) struct Base {
    pub numerator: usize,
    pub denominator: usize,
    /// The words leave no doubt that the rate is this part of this whole.
    pub sure: bool,
}

/// May the rate be this part of this whole, as far as they are rounded? A rate that was cut off instead of rounded still agrees.
pub(super) fn fits(part: &Indicator, whole: &Indicator, rate: &Indicator) -> bool {
    let slack = rate.last_digit() * 1.001 / 100.0;
    let stated = Range::new(rate.value / 100.0 - slack, rate.value / 100.0 + slack);
    part.range().divide(whole.range()).is_some_and(|share| share.meets(stated, 0.0))
}

/// A count that stands for itself: neither 约 nor a change nor a range.
pub(super) fn counted(i: &Indicator) -> bool {
    i.kind == Kind::Count && i.qualifier == Qualifier::Exact && i.upper.is_none() && i.change.is_none()
}

/// Does a sentence follow another in its paragraph?
pub(super) fn follows(source: &Source, sentence: Span, before: Span) -> bool {
    let gap = Span::new(before.end.min(sentence.start), sentence.start);
    sentence.start >= before.end && gap.len() <= 1 && source.at(gap.start) != '\n'
}

/// Does a rate's sentence follow that of its part in one paragraph, or with one between?
fn near_by(source: &Source, part: &Indicator, rate: &Indicator) -> bool {
    const FAR: usize = 80;
    let words = source.folded(Span::new(part.span.end.min(rate.span.start), rate.span.start));
    words.len() <= FAR && !words.contains(&'\n') && words.iter().filter(|c| **c == '。').count() <= 2
}

/// `受理120件,办结114件,办结率95%`: the rate's own word stands with one of the two counts before it.
fn named(source: &Source, all: &[Indicator], id: usize) -> Option<Base> {
    let rate = all.get(id)?;
    let label = folded(&rate.label);
    let stem = label.strip_suffix(&['率'])?;
    let last = stem.get(stem.len().saturating_sub(2)..).unwrap_or(stem);
    // 回复271件,采纳率100%,按期回复率94.8%: another rate may stand between.
    let mut before = (0..id).rev().take(4).filter(|&at| all.get(at).is_some_and(|i| !i.is_rate() || i.label == rate.label));
    let first = before.next()?;
    // 结案55件,罚没款218万元。结案率85.9%: so may a figure of another unit, where the verb leads to the count before it.
    let verb = |i: &Indicator| source.folded(clause_before(source, i)).windows(2).any(|pair| pair == last);
    let led = |at: &usize| all.get(*at).is_some_and(verb);
    let other =
        |at: &usize| all.get(*at).zip(all.get(at + 1..=first)).is_some_and(|(i, between)| between.iter().all(|other| other.unit != i.unit));
    let numerator = if led(&first) { first } else { before.find(led).filter(other).unwrap_or(first) };
    let part = all.get(numerator)?;
    // 审结487件,结案率95.1%。其中纠错58件,纠错率11.9%: another rate may stand between, or how many people that was.
    let denominator = (0..numerator).rev().take(3).find(|&at| all.get(at).is_some_and(|i| i.kind == Kind::Count && i.unit == part.unit))?;
    let whole = all.get(denominator)?;
    // 评查案卷120卷。其中合格114卷,合格率95%: the whole may stand in the sentence before.
    let next = follows(source, part.sentence, whole.sentence);
    // 隐患1286处,整改1174处。整改率95%: so may both, where the rate opens its sentence.
    let opens = || near_by(source, part, rate) && clause_before(source, rate).start == rate.sentence.start && !next;
    if !(part.sentence == rate.sentence || opens())
        || !(whole.sentence == part.sentence || next)
        || !counted(part)
        || !counted(whole)
        || part.value > whole.value
        || whole.value <= 0.0
    {
        return None;
    }
    let clause = source.folded(Span::new(whole.span.end.max(part.sentence.start), part.span.start));
    let among = part.part_of == Some(denominator) || (next && super::parts::among(clause));
    if next && !among {
        return None;
    }
    let names = |words: &[char]| {
        stem.len() >= 2 && words.windows(2).any(|pair| pair == &stem[stem.len() - 2..])
            || stem.len() >= 4 && words.windows(2).any(|pair| pair == &stem[stem.len() - 4..stem.len() - 2])
    };
    // 应出庭125件 is what fell due, whatever the rate is called.
    let lead = source.folded(clause_before(source, whole));
    let due = is_due(lead);
    let near = source.folded(Span::new(part.span.end, rate.span.start));
    // 1120人参加,1042人通过: the verb may follow its count.
    let behind = near.split(|c| matches!(c, ',' | ';' | '。')).next().unwrap_or(&[]);
    let named = names(clause) || names(behind);
    let strong = [clause, behind].iter().any(|words| words.windows(2).any(|pair| pair == last));
    // 审结247件,结案率95%: the rate is called by another verb of that stage, and came to it by what was received.
    let settled = stage(stem).is_some_and(|of_rate| stage(clause) == Some(of_rate) && matches!(stage(lead), Some("received" | "filed")));
    if !(named || settled || due && names(lead)) {
        return None;
    }
    // Other counts of the sentence may be what the rate is of, alone or together; in-time rates rest on what fell due. Then only agreement tells anything.
    let alone = among || !rests_elsewhere(source, all, (part, rate), denominator);
    let tells_time = |words: &[char]| words.iter().any(|c| matches!(c, '时' | '期' | '及' | '限'));
    let timed = tells_time(stem);
    let next_clause = near.iter().filter(|c| matches!(c, ',' | ';' | ':')).count() <= id - numerator;
    // 全市平均采纳率 is not that of the counts beside it.
    let own = near.rsplit(|c| *c == '。').next().unwrap_or(near);
    // 2024年结案率为92%, 结案率分别为92%、96%: it may be another year's, or one of two.
    let told = source.folded(clause_before(source, rate));
    let wider = told.iter().any(char::is_ascii_digit)
        || told.windows(2).any(|pair| pair == ['分', '别'])
        || own.iter().any(|c| matches!(c, '均' | '含'))
        || whole::wide(own).is_some()
        || partition::parts(own).iter().any(|part| part.group == "grade")
        || names_other(source, (part, rate), whole);
    // 受理826件,调解512件,调解率71.4%: how cases ended is told of those that did.
    let open = super::parts::OF_SETTLED.ending(stem, stem.len()).is_some() && matches!(stage(lead), Some("received" | "filed"));
    // What was carried over from the year before makes such a rate smaller, never larger.
    let larger = named || rate.value > part.value / whole.value * 100.0;
    // 按期办结3058件,按期办结率: the part says that it is in time, so nothing else falls due.
    let verb = source.folded(clause_before(source, part));
    let verb = verb.strip_prefix(&['其', '中']).unwrap_or(verb);
    let tail = stem.get(stem.len().saturating_sub(verb.len().min(IN_TIME))..).unwrap_or(stem);
    let in_time = !timed || (tells_time(verb) && verb.ends_with(tail));
    Some(Base {
        numerator,
        denominator,
        sure: next_clause && !wider && !open && (strong || settled || due) && (due || (alone && in_time && larger && rate.value < 100.0)),
    })
}

/// Does the rate's clause name what the counts' sentence does not: 重大纠纷调解成功率 behind 受理纠纷, 调解成功?
fn names_other(source: &Source, (part, rate): (&Indicator, &Indicator), of: &Indicator) -> bool {
    let lead = whole::lead(source, of, part);
    let own = source.folded(clause_before(source, rate));
    let name = own.split(|c| *c == '率').next().unwrap_or(&[]);
    // Its verb is read elsewhere.
    let name = name.get(..name.len().saturating_sub(2)).unwrap_or(&[]);
    // In a sentence of its own the rate names nothing new: 农产品合格率, 首次执行案件执结率 are of other things.
    let (name, most) = if rate.sentence == part.sentence { (super::same::subject(name), OTHER) } else { (name.to_vec(), 1) };
    let told = |at: usize| name.get(at..at + 2).is_some_and(|pair| lead.windows(2).any(|two| two == pair));
    (0..name.len()).filter(|&at| !told(at) && !at.checked_sub(1).is_some_and(told)).count() >= most
}

/// May the rate be of another count that stands before its whole in the sentence, or of that and the whole together (结转12件, 受理120件)?
fn rests_elsewhere(source: &Source, all: &[Indicator], (part, rate): (&Indicator, &Indicator), denominator: usize) -> bool {
    let Some(whole) = all.get(denominator) else { return true };
    let fits = |of: f64| of > 0.0 && (part.value / of * 100.0 - rate.value).abs() <= rate.last_digit() * 1.001;
    let before = all.get(..denominator).unwrap_or(&[]).iter().rev().take(3);
    let before =
        before.take_while(|i| i.sentence == whole.sentence && !source.folded(Span::new(i.span.end, whole.span.start)).contains(&';'));
    let mut together = whole.value;
    before.filter(|i| i.kind == Kind::Count && i.unit == whole.unit && i.change.is_none()).any(|other| {
        together += other.value;
        // 余 and 近 before a count leave its rate open, unless it is far too large.
        (!other.is_exact() && other.value <= 2.0 * whole.value) || fits(other.value) || fits(together)
    })
}

/// 应出庭应诉125件, 应参评单位48家: do the words before the count say that so many had to?
fn is_due(words: &[char]) -> bool {
    let mut at = 0;
    while at < words.len() {
        match NOT_DUE.starting(words, at) {
            Some((len, ())) => at += len,
            None if words[at] == '应' => return true,
            None => at += 1,
        }
    }
    false
}

fn say((rate, part, whole): (&Indicator, &Indicator, &Indicator), value: f64, agrees: bool, found: &mut Findings) {
    let step = rate.last_digit();
    let shown = rounded(value, step);
    let exact = shown == rate.value;
    let sign = if exact { String::new() } else { format!(" {} {}%", if agrees { "≈" } else { "≠" }, figure(rate.value)) };
    let arithmetic = format!("{} ÷ {} = {}%{sign}", figure(part.value), figure(whole.value), figure(shown));
    let message = match (agrees, exact) {
        (true, true) => format!("“{}”{}与文中数值相符。", rate.label, rate.raw),
        (true, false) => format!("“{}”{}与文中数值相符，只差末位进位。", rate.label, rate.raw),
        (false, _) => format!("“{}”写作{}，按文中数值计算为{}%，两者不符，请核对。", rate.label, rate.raw, figure(shown)),
    };
    let check = within(CheckKind::RateOfParts, message, arithmetic, [rate.span, part.span, whole.span], (rate.value, tidy(shown)));
    found.tells(agrees, check);
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
        let due = |text: &str| super::is_due(&text.chars().collect::<Vec<_>>());
        assert!(due("行政机关负责人应出庭应诉") && due("应参评单位") && !due("行政应诉案件") && !due("应急救援响应"));
    }
}
