//! Turns rates that stand beside what they rest on into divisions: `受理120件,办结114件,办结率95%`, `其中民营企业45件,占37.5%`.

use super::clause_before;
use super::sum::{figure, rounded, tidy, within, Findings};
use crate::extract::indicator::{Indicator, Kind, Qualifier, Recomputed};
use crate::report::earlier::Earlier;
use crate::report::model::CheckKind;
use crate::report::stage::stage;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, Source};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("not_due.tsv")));

static NOT_DUE: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&TABLE, "word"));

/// A rate further off rests on other figures than those beside it: silent.
const MOST_OFF: f64 = 15.0;
/// Words between a part and its share: `,占案件总数的`.
const SHARE: usize = 12;

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
        let base = share(source, all, id).or_else(|| share_of_named(source, all, id)).or_else(|| named(source, all, id));
        let Some(base) = base else { continue };
        let (Some(part), Some(whole)) = (all.get(base.numerator), all.get(base.denominator)) else { continue };
        let value = part.value / whole.value * 100.0;
        let off = (value - rate.value).abs();
        // A figure that was cut off instead of rounded still agrees.
        let agrees = off <= rate.last_digit() * 1.001;
        if !agrees && (!base.sure || off > MOST_OFF) {
            continue;
        }
        recomputed.push((id, Recomputed { value: rounded(value, 0.01), numerator: base.numerator, denominator: base.denominator }));
        say((rate, part, whole), value, agrees, found);
    }
    recomputed
}

struct Base {
    numerator: usize,
    denominator: usize,
    /// The words leave no doubt that the rate is this part of this whole.
    sure: bool,
}

/// `120件,其中45件,占37.5%`: the share of the part before in its total.
fn share(source: &Source, all: &[Indicator], id: usize) -> Option<Base> {
    let numerator = id.checked_sub(1)?;
    let (part, rate) = (all.get(numerator)?, all.get(id)?);
    let denominator = part.part_of?;
    let total = all.get(denominator)?;
    let between = source.folded(Span::new(part.span.end, rate.span.start));
    let words: Vec<char> = between.iter().copied().filter(|c| !matches!(c, ',' | '(' | ' ')).collect();
    // 占全市的 speaks of another whole than the total in the text.
    let own =
        words.first() == Some(&'占') && words.len() <= SHARE && !words.iter().any(|c| matches!(c, '市' | '省' | '县' | '区' | '国' | '增'));
    let exact = part.is_exact() && total.is_exact() && part.change.is_none() && total.value >= part.value && total.value > 0.0;
    (own && exact && part.sentence == rate.sentence).then_some(Base { numerator, denominator, sure: true })
}

/// `执法人员386人,具有法律职业资格的58人,占执法人员总数的15%`: the share names its whole, which stands before it in the sentence.
fn share_of_named(source: &Source, all: &[Indicator], id: usize) -> Option<Base> {
    let numerator = id.checked_sub(1)?;
    let (part, rate) = (all.get(numerator)?, all.get(id)?);
    let words = source.folded(Span::new(part.span.end.min(rate.span.start), rate.span.start));
    let [',' | '(', '占', of @ ..] = words else { return None };
    let of =
        of.strip_suffix(&['达', '到']).or(of.strip_suffix(&['的'])).or(of.strip_suffix(&['达'])).or(of.strip_suffix(&['为'])).unwrap_or(of);
    let of = of.strip_suffix(&['数']).map_or(of, |of| of.strip_suffix(&['总']).unwrap_or(of));
    let of = of.strip_suffix(&['总', '量']).unwrap_or(of);
    if part.sentence != rate.sentence || !part.is_exact() || part.change.is_some() {
        return None;
    }
    let whole = |whole: &Indicator| {
        whole.unit == part.unit && whole.is_exact() && whole.change.is_none() && whole.value >= part.value && whole.value > 0.0
    };
    // 律师1680名。其中,专职律师1310名,占总数的78%: the whole is the last count of the sentence before.
    if matches!(of, [] | ['比']) {
        let denominator = numerator.checked_sub(1)?;
        let total = all.get(denominator).filter(|total| whole(total))?;
        // 调解员6240人,专职调解员1560人(占比25%): one count alone stands before, in a clause of its own.
        if total.sentence == part.sentence {
            let clause = source.folded(Span::new(total.span.end.min(part.span.start), part.span.start));
            let other = denominator.checked_sub(1).and_then(|at| all.get(at));
            let alone = other.is_none_or(|other| other.sentence != total.sentence || other.unit != total.unit);
            let own = total.value > part.value && matches!(clause.first(), Some(',')) && !clause.contains(&';');
            return (alone && own).then_some(Base { numerator, denominator, sure: true });
        }
        let next = part.sentence.start >= total.sentence.end && part.sentence.start - total.sentence.end <= 1;
        let lead = source.folded(Span::new(part.sentence.start.min(part.span.start), part.span.start));
        return (next && super::parts::among(lead)).then_some(Base { numerator, denominator, sure: true });
    }
    if of.len() < 2 {
        return None;
    }
    let before = all.get(..numerator)?.iter().rev().take_while(|whole| whole.sentence == rate.sentence);
    let mut wholes = before.filter(|total| whole(total) && folded(&total.label) == of);
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    Some(Base { numerator, denominator: whole.id, sure: true })
}

/// `受理120件,办结114件,办结率95%`: the rate's own word stands with one of the two counts before it.
fn named(source: &Source, all: &[Indicator], id: usize) -> Option<Base> {
    let rate = all.get(id)?;
    let label = folded(&rate.label);
    let stem = label.strip_suffix(&['率'])?;
    let numerator = id.checked_sub(1)?;
    let part = all.get(numerator)?;
    // 审结487件,结案率95.1%。其中纠错58件,纠错率11.9%: another rate may stand between, or how many people that was.
    let denominator = (0..numerator).rev().take(3).find(|&at| all.get(at).is_some_and(|i| i.kind == Kind::Count && i.unit == part.unit))?;
    let whole = all.get(denominator)?;
    let counted = |i: &Indicator| i.kind == Kind::Count && i.is_exact() && i.change.is_none();
    // 评查案卷120卷。其中合格114卷,合格率95%: the whole may stand in the sentence before.
    let next = part.sentence.start >= whole.sentence.end && part.sentence.start - whole.sentence.end <= 1;
    if part.sentence != rate.sentence
        || !(whole.sentence == rate.sentence || next)
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
    // 审结247件,结案率95%: the rate is called by another verb of that stage, and came to it by what was received.
    let settled = stage(stem).is_some_and(|of_rate| stage(clause) == Some(of_rate) && stage(lead) == Some("received"));
    if !(names(clause) || settled || due && names(lead)) {
        return None;
    }
    // Other counts of the sentence may be what the rate is of, alone or together; in-time rates rest on what fell due. Then only agreement tells anything.
    let alone = among || !rests_elsewhere(source, all, (part, rate), denominator);
    let tells_time = |words: &[char]| words.iter().any(|c| matches!(c, '时' | '期' | '及' | '限'));
    let timed = tells_time(stem);
    let near = source.folded(Span::new(part.span.end, rate.span.start));
    let next_clause = near.iter().filter(|c| matches!(c, ',' | ';' | ':')).count() <= 1;
    // What was carried over from the year before makes such a rate smaller, never larger.
    let larger = names(clause) || rate.value > part.value / whole.value * 100.0;
    // 按期办结3058件,按期办结率: the part says that it is in time, so nothing else falls due.
    let verb = source.folded(clause_before(source, part));
    let verb = verb.strip_prefix(&['其', '中']).unwrap_or(verb);
    let in_time = !timed || (tells_time(verb) && stem.ends_with(verb));
    Some(Base { numerator, denominator, sure: next_clause && (due || (alone && in_time && larger && rate.value < 100.0)) })
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
