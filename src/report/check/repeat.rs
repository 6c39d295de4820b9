//! Turns figures that a report gives twice for one fact into agreements and contradictions: `调解纠纷4951件` here, `调解纠纷4915件` there.
//!
//! One name is often counted of several bodies, times or places. So two figures are held against each other only where both clauses say the same, that
//! says of what they are, nothing in their sentences tells them apart (see [`super::same`]), and they are near enough to be meant as one.

use super::bound::is_share;
use super::name::{is_long, is_short, is_thing, name, without_openings, SHORTEST};
use super::same::{bodies, is_general, is_one_stage, tells_alike, Alike, Ground};
use super::sum::{figure, within, Findings};
use crate::extract::indicator::{period, Indicator, Kind, Period, Qualifier};
use crate::outline::{Role, Section};
use crate::report::earlier::Earlier;
use crate::report::model::{CheckKind, CheckSpan};
use crate::report::partition;
use crate::report::stage::basis;
use crate::rules::{Lexicon, Table};
use crate::span::Span;
use crate::text::{folded, is_han, Source};
use std::sync::LazyLock;

pub static METRIC_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("metric_fillers.tsv")));

static METRIC_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::all(&METRIC_TABLE, "word"));

/// The text, and what it is of.
pub(super) type Of<'a> = (&'a Source<'a>, &'a Ground);

/// From this confidence on a metric is a name.
const SURE: f64 = 0.85;
/// One figure is not more than so many times the other.
const NEAR: f64 = 1.4;
/// Smaller figures are often of one occasion each.
const LEAST_VALUE: f64 = 10.0;
/// As [`NEAR`] and [`LEAST_VALUE`], where both clauses say one name of so many characters.
const NEAR_OF_NAME: f64 = 1.6;
const LEAST_VALUE_OF_NAME: f64 = 3.0;
/// What one name says more is as long at least.
const LEAST_MORE: usize = 4;
/// A name in marks that is a body's or an activity's own has so many characters at least; “八五” has not.
const OWN_NAME: usize = 3;
/// An ending that more names have says nothing.
const MOST_PLACES: usize = 8;

pub fn check((source, ground): Of, all: &[Indicator], earlier: &[Option<Earlier>], sections: &[Section], found: &mut Findings) {
    // Where no part is known to plan, any part may: a planned figure would look like a second word on the same fact. What falls short often plans too.
    let ahead = |section: &&Section| matches!(section.role, Role::Plans | Role::Problems);
    let Some(plans) = sections.iter().find(ahead).map(|section| section.span.start) else { return };
    let planned = sections.iter().find(|section| section.role == Role::Plans).map_or(usize::MAX, |section| section.span.start);
    let mut named: Vec<(usize, String)> = Vec::new();
    let mut told: Vec<usize> = (0..all.len()).filter(|&id| is_told(all, id, earlier, sections, (plans, planned))).collect();
    for &id in &told {
        if let Some(name) = name((source, ground), all, id) {
            named.push((id, name));
        }
    }
    // Names with one ending come together by its fingerprint; three places or more with one name are a list of cases, not one fact.
    let key = |(id, name): &(usize, String)| fingerprint(name.chars().rev().take(SHORTEST).chain(all[*id].unit.chars()));
    let mut order: Vec<u64> = named.iter().enumerate().map(|(at, one)| (key(one) << 32) | at as u64).collect();
    crate::order::plain(&mut order);
    for places in order.chunk_by(|x, y| x >> 32 == y >> 32).filter(|places| places.len() <= MOST_PLACES) {
        let group: Vec<&(usize, String)> = places.iter().filter_map(|place| named.get((place & 0xffff_ffff) as usize)).collect();
        let same = |x: usize, y: usize| x != y && is_same(source, all, group[x], group[y]);
        let as_counted = |x: usize| all.get(group[x].0).is_some_and(plain);
        // What is rounded is no second word on a figure that is told twice to the unit.
        let fellows = |x: usize, exact: bool| (0..group.len()).filter(|&y| same(x, y) && (!exact || as_counted(y))).count();
        for x in 0..group.len() {
            for y in x + 1..group.len() {
                let exact = as_counted(x) && as_counted(y);
                if same(x, y) && fellows(x, exact) == 1 && fellows(y, exact) == 1 {
                    let (a, b) = (&all[group[x].0], &all[group[y].0]);
                    let (one, other) = (&group[x].1, &group[y].1);
                    let named = is_long(one) && one == other;
                    let general = one == other && is_general(&folded(one));
                    if general
                        || !ground.is_one(
                            source,
                            a,
                            b,
                            match (named, super::slip::turned(a.value, b.value)) {
                                (true, _) => Alike::LongNames,
                                (_, true) => Alike::Ends,
                                _ => Alike::Clauses,
                            },
                        )
                    {
                        continue;
                    }
                    if exact && named {
                        judge_named(a, b, found);
                    } else if exact {
                        judge(a, b, found);
                    } else if group[x].1 == group[y].1 {
                        judge_rounded(a, b, found);
                    }
                }
            }
        }
    }
    by_quoted_name((source, ground), all, &told, found);
    told.retain(|&id| all.get(id).is_some_and(plain));
    super::share::check((source, ground), all, &told, found);
    by_metric((source, ground), all, &told, found);
    super::slip::check((source, ground), all, &told, sections, found);
}

/// What [`check`] asks of a figure, before it asks for its name.
fn is_told(all: &[Indicator], id: usize, earlier: &[Option<Earlier>], sections: &[Section], plans: (usize, usize)) -> bool {
    let other = earlier.get(id).is_some_and(Option::is_some);
    let Some(indicator) = all.get(id) else { return false };
    !other && is_done(indicator, sections, plans) && indicator.part_of.is_none() && indicator.change.is_none() && may_be_held(indicator)
}

/// 行政复议收案186件 here, 受理行政复议案件168件 there: other names of one metric, where neither says more than the metric's own name, and no
/// sentence names a body, a place or a part of the year. `told`: the figures that [`is_told`] lets pass.
fn by_metric((source, ground): Of, all: &[Indicator], told: &[usize], found: &mut Findings) {
    let metric = |id: usize| all.get(id).filter(|i| i.metric_confidence >= Some(SURE)).and_then(|i| i.metric.as_deref());
    let mut named: Vec<(&str, usize)> = told.iter().filter_map(|&id| Some((metric(id)?, id))).collect();
    crate::order::by_key(&mut named, |&named| named);
    let governments = |i: &Indicator| bodies(source, Span::new(i.sentence.start.min(i.span.start), i.span.start), true);
    for group in named.chunk_by(|x, y| x.0 == y.0).filter(|group| (2..=MOST_PLACES).contains(&group.len())) {
        let Some(name) = group.first().and_then(|named| crate::report::metric::name(named.0)) else { continue };
        let own: Vec<&Indicator> =
            group.iter().filter_map(|&(_, id)| all.get(id)).filter(|i| is_whole((source, ground), i, name)).collect();
        // Where more than two figures go by the name, they are a list of cases, unless they are two values.
        let (Some(a), Some(b)) = (own.first(), own.iter().find(|i| own.first().is_some_and(|a| a.value != i.value))) else { continue };
        let two = own.iter().all(|i| i.value == a.value || i.value == b.value) && own.len() <= 3;
        if two
            && !known(a, b, found)
            && a.unit == b.unit
            && a.sentence != b.sentence
            && (several(a) == several(b) || super::slip::turned(a.value, b.value))
            && group.len() == own.len()
            && governments(a) == governments(b)
            && (if a.kind == Kind::Count { is_one_stage(source, a, b) } else { is_one_rate(a, b) })
            && ground.is_one(source, a, b, Alike::LongNames)
        {
            judge(a, b, found);
        }
    }
}

/// 设立“云上合议”工作室28个 here, 依托23个“云上合议”工作室 there: one name of its own is one thing, where both clauses tell of all that there are.
fn by_quoted_name((source, ground): Of, all: &[Indicator], told: &[usize], found: &mut Findings) {
    // The marks stand in the name, or around it.
    let quoted = |i: &&Indicator| {
        let name = Span::new(i.label_span.start.saturating_sub(1), i.label_span.end + 1);
        i.kind == Kind::Count && source.folded(name).iter().filter(|c| matches!(c, '“' | '”')).count() == 2
    };
    // 依托“云上合议”工作室: the verb before the marks is no part of the name; 第一批“免罚清单” is another than the second.
    let own = |i: &Indicator| {
        let mut name = folded(&i.label);
        let verb = name.iter().position(|c| *c == '“').filter(|mark| without_openings(&name[..*mark]).is_empty());
        name.drain(..verb.unwrap_or(0));
        name.retain(|c| !matches!(c, '“' | '”'));
        name.push('/');
        name.extend(folded(&i.unit));
        name
    };
    let mut named: Vec<(Vec<char>, usize)> = told.iter().filter_map(|&id| all.get(id)).filter(quoted).map(|i| (own(i), i.id)).collect();
    crate::order::by(&mut named, |a, b| a.cmp(b));
    for group in named.chunk_by(|x, y| x.0 == y.0) {
        let [x, y] = group else { continue };
        let (Some(a), Some(b)) = (all.get(x.1), all.get(y.1)) else { continue };
        // What was added, held or trained there is another count than the thing itself.
        let of_all = |i: &Indicator| basis(source.folded(super::clause_before(source, i))) != Some("added") && is_thing(source, i);
        let one = a.sentence != b.sentence && own_period(source, a) == own_period(source, b) && ground.is_one(source, a, b, Alike::Ends);
        if one && of_all(a) && of_all(b) && !known(a, b, found) {
            if plain(a) && plain(b) {
                judge(a, b, found);
            } else {
                judge_rounded(a, b, found);
            }
        }
    }
}

/// The time that a figure's own clause names; 累计建成法治公园6处,依托23个“云上合议”工作室 says nothing of the second.
pub(super) fn own_period(source: &Source, indicator: &Indicator) -> Option<Period> {
    let clause = super::clause_before(source, indicator);
    period::of(source, clause, indicator, None).filter(|period| *period != Period::Year)
}

/// Were two figures held against each other already?
pub(super) fn known(a: &Indicator, b: &Indicator, found: &Findings) -> bool {
    let held = |spans: &[CheckSpan]| [a, b].iter().all(|i| spans.iter().any(|at| at.span == i.span));
    found.checks.iter().chain(&found.agreements).any(|check| held(&check.spans))
}

/// Does a figure tell the whole of its metric: does its name hold nothing but the metric's name and general words, and its sentence no body, place or
/// part of the year?
fn is_whole((source, ground): Of, indicator: &Indicator, metric: &str) -> bool {
    if METRIC_WORDS.left(&folded(&indicator.label)).iter().any(|c| !metric.contains(*c)) {
        return false;
    }
    let words = source.folded(indicator.sentence);
    // “老杨调解室”调处纠纷126件,成功率99.2%: what goes by a name of its own is not the whole.
    let start = indicator.sentence.start.min(indicator.span.start);
    let lead = Span::new(start, indicator.span.start);
    let named = super::same::marked(source, lead).iter().any(|name| name.iter().filter(|c| is_han(**c)).count() >= OWN_NAME);
    !named
        && bodies(source, lead, false).is_empty()
        && ground.places(source, indicator.sentence).is_empty()
        && !partition::parts(words).iter().any(|part| matches!(part.group, "half" | "quarter" | "grade"))
}

/// 调解成功率 and 人民调解成功率, 出庭率 and 出庭应诉率 are one rate; 好评率 and 满意率, 可网办率 and 全程网办率 are two, whatever metric they share.
fn is_one_rate(a: &Indicator, b: &Indicator) -> bool {
    let own = |i: &Indicator| METRIC_WORDS.left(&folded(&i.label));
    let (a, b) = (own(a), own(b));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let mut rest = long.iter();
    tells_alike(short, long) && short.iter().all(|c| rest.any(|other| other == c))
}

pub(super) fn judge(a: &Indicator, b: &Indicator, found: &mut Findings) {
    if a.value.min(b.value) < LEAST_VALUE {
        return;
    }
    if a.value == b.value {
        say(a, b, true, found);
    } else if a.value.max(b.value) <= NEAR * a.value.min(b.value) {
        say(a, b, false, found);
    }
}

/// As [`judge`], where both clauses say one long name: then small figures, too, and such as have their digits turned, are meant as one.
fn judge_named(a: &Indicator, b: &Indicator, found: &mut Findings) {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    if low != high && low >= LEAST_VALUE_OF_NAME && (high <= NEAR_OF_NAME * low || super::slip::turned(low, high)) {
        say(a, b, false, found);
    } else {
        judge(a, b, found);
    }
}

/// 1.26万件 here, 13460件 there: two that share no value are off; what was cut off instead of rounded still agrees.
fn judge_rounded(a: &Indicator, b: &Indicator, found: &mut Findings) {
    let slack = |i: &Indicator| if i.qualifier == Qualifier::Exact && !i.is_exact() { i.last_digit() } else { i.round_step() / 2.0 };
    let apart = !a.range().meets(b.range(), slack(a).max(slack(b)));
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    if apart && low >= LEAST_VALUE && high <= NEAR * low {
        say(a, b, false, found);
    }
}

/// Do two figures name one fact? The names are the same, or one says more (法律服务团走访企业, 走访企业) that stands in the other's sentence.
fn is_same(source: &Source, all: &[Indicator], (i, one): &(usize, String), (j, other): &(usize, String)) -> bool {
    let (a, b) = (&all[*i], &all[*j]);
    // 累计 may be said of a year as well.
    let slip = super::slip::turned(a.value, b.value);
    if a.unit != b.unit || a.sentence == b.sentence || (several(a) != several(b) && !(slip && one == other)) {
        return false;
    }
    // Short names are held against each other by their ends (see [`super::slip`]).
    if is_short(one) || is_short(other) {
        return false;
    }
    let said = |sentence: Span, more: &str| {
        let words = source.folded(sentence);
        let more: Vec<char> = more.chars().collect();
        let last = &more[more.len().saturating_sub(LEAST_MORE)..];
        last.iter().filter(|c| is_han(**c)).count() + 1 >= LEAST_MORE && words.windows(last.len()).any(|w| w == last)
    };
    // A rate is of what its name says alone.
    // 归集联合检查事项清单 and 联合检查事项清单: so few characters before a long name are hardly more than a verb, where the digits are turned.
    let slip = |long: &str, short: &str| {
        let more = long.strip_suffix(short).map_or(usize::MAX, |more| more.chars().count());
        more < LEAST_MORE && is_long(short) && super::slip::turned(a.value, b.value)
    };
    one == other
        || (a.kind == Kind::Count
            && (slip(one, other)
                || slip(other, one)
                || one.strip_suffix(other.as_str()).is_some_and(|more| said(b.sentence, more))
                || other.strip_suffix(one.as_str()).is_some_and(|more| said(a.sentence, more))))
}

/// FNV-1a, folded to 32 bits.
fn fingerprint(name: impl Iterator<Item = char>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.fold(0xcbf2_9ce4_8422_2325, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step));
    (hash >> 32) ^ (hash & 0xffff_ffff)
}

/// Since a start further back, or at a date.
pub(super) fn several(indicator: &Indicator) -> Option<Period> {
    indicator.period.filter(|period| *period != Period::Year)
}

/// Does the figure surely report what was done? What is planned is no second word on it. Only a part whose heading says so is sure, or what opens a
/// report that has headings; behind the start of the `plans` come appendices that may plan as well.
fn is_done(indicator: &Indicator, sections: &[Section], (plans, planned): (usize, usize)) -> bool {
    let at = indicator.span.start;
    // What leaders did stands between what falls short and the plans in the order that the rules give.
    let place = match indicator.section.and_then(|id| sections.get(id)).map(|section| section.role) {
        Some(Role::Measures) => at < plans,
        Some(Role::Leadership) => at < plans.max(planned),
        Some(_) => false,
        None => at < plans && sections.first().is_some_and(|first| at < first.span.start),
    };
    place && indicator.period != Some(Period::Target)
}

/// A figure whose words allow some values and no others: 86件, 1.26万件, 320余万元.
fn may_be_held(indicator: &Indicator) -> bool {
    plain(indicator) || (indicator.upper.is_none() && matches!(indicator.kind, Kind::Count | Kind::Money))
}

fn plain(indicator: &Indicator) -> bool {
    let share = is_share(indicator) && indicator.qualifier == Qualifier::Exact;
    indicator.upper.is_none() && (share || (indicator.kind == Kind::Count && indicator.is_exact()))
}

pub(super) fn say(a: &Indicator, b: &Indicator, agrees: bool, found: &mut Findings) {
    let message = if agrees {
        format!("“{}”两处都写作{}。", a.label, a.raw)
    } else {
        format!("“{}”一处写作{}，一处写作{}，请核对。", a.label, a.raw, b.raw)
    };
    let arithmetic = format!("{} {} {}", figure(a.value), if agrees { "=" } else { "≠" }, figure(b.value));
    let check = within(CheckKind::RepeatedValue, message, arithmetic, [b.span, a.span], (b.value, a.value));
    found.tells(agrees, check);
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::METRIC_TABLE.fault(), None);
    }
}
