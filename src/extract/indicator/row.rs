//! Turns a quantity that stands in a row with others into the label of the row: 3次、96人次, 由18个减为11个, 甲、乙分别达到1和2, 占16%.

use super::change::{self, Change};
use super::clause::Clause;
use super::distribute::distributed;
use super::label::{Label, Reader};
use super::phrase;
use super::topic::short;
use super::words;
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{fold, is_han, Source};

/// No clause shares its words with more quantities than this.
pub(super) const LONGEST_ROW: usize = 40;
/// The words before the first value of 由…到… reach this far back from 由.
const SINCE: usize = 10;

/// The labels of quantity `i` and of those that share its words; `None` where it stands for itself.
pub(super) fn read(reader: &Reader, words: Span, i: usize) -> Option<Vec<Label>> {
    let quantity = reader.quantities.get(i)?;
    if let Some(several) = distributed(reader, words, i) {
        return Some(several);
    }
    if let Some(several) = from_to(reader, words, i) {
        return Some(several);
    }
    let clause = Span::new(words.start, quantity.span.start);
    if let Some(several) = shares(reader, clause, i) {
        return Some(several);
    }
    if let Some(label) = share(reader, clause, quantity) {
        return Some(vec![label]);
    }
    if let Some(both) = share_of_count(reader, clause, i) {
        return Some(both);
    }
    if let Some(label) = compared(reader, words, i) {
        return Some(vec![label]);
    }
    if let Some(label) = carried_out(reader, words, i) {
        return Some(vec![label]);
    }
    if let Some(label) = super::total::summed(reader, words, i) {
        return Some(vec![label]);
    }
    if let Some(label) = none_of(reader, words, quantity) {
        return Some(vec![label]);
    }
    continued(reader, i)
}

/// The label of an earlier quantity, for one that counts the same thing.
pub(super) fn same(found: &[Label], of: usize) -> Label {
    found.get(of).map_or_else(
        || Label::new(String::new(), Span::new(0, 0)),
        |before| Label { text: before.text.clone(), span: before.span, change: None, of: Some(before.of.unwrap_or(of)) },
    )
}

/// The positions before `end`, the nearest first, as far back as a clause may lean.
pub(super) fn lately(end: usize) -> impl Iterator<Item = usize> {
    (end.saturating_sub(LONGEST_ROW)..end).rev()
}

/// How many quantities from `first` on stand together with no word between them: 3次22场96人次, 31宗、2460亩.
pub(super) fn together(source: &Source, quantities: &[Quantity], first: usize) -> usize {
    1 + quantities
        .get(first..)
        .unwrap_or(&[])
        .windows(2)
        .take(LONGEST_ROW)
        .take_while(|pair| touch(source, &pair[0], &pair[1], false))
        .count()
}

fn touch(source: &Source, a: &Quantity, b: &Quantity, comma: bool) -> bool {
    let between = source.folded(Span::new(a.span.end, b.span.start.max(a.span.end)));
    let share = |kind: Kind| matches!(kind, Kind::Percent | Kind::PercentagePoint);
    between.len() <= 2
        && between.iter().all(|c| matches!(c, '、' | '和' | '及' | '与' | ' ' | '\n' | '共') || (comma && *c == ','))
        && share(a.kind) == share(b.kind)
}

/// 4期、650人次 count one thing, and so do the changes in 减少19批、46人次.
fn continued(reader: &Reader, i: usize) -> Option<Vec<Label>> {
    let (before, quantity) = (reader.quantities.get(i.checked_sub(1)?)?, reader.quantities.get(i)?);
    let (source, end) = (reader.source, quantity.span.end);
    // 是上年的1.6倍: how it stands to the level before.
    let times = quantity.kind == Kind::Ratio && source.before(quantity.span.start) == '的' && before.kind != Kind::Ratio;
    // Behind a comma only what ends its clause goes on with the row: …,46人参加考试 speaks of them.
    let closed = phrase::ends_clause(source.at(end)) || matches!(source.at(end), ')' | '、' | '\0');
    // 其余3项: of those before.
    let rest = before.unit == quantity.unit
        && words::ending(source.chars(), quantity.span.start).is_some_and(|(_, classes)| classes & words::REST != 0);
    // 6万农村居民和2万渔区居民: each is its own noun.
    // 26县和6个海岛县: so is a noun behind it that the one before does not have.
    let noun = || reader.noun_behind(i).filter(|noun| before.unit != quantity.unit && noun.span.start == end);
    let other = |noun: Span| reader.found.get(i - 1).is_some_and(|label| !label.text.contains(&source.words(noun)));
    let own = before.unit != quantity.unit
        && (crate::number::is_noun(&quantity.unit)
            || ((crate::number::is_noun_itself(&before.unit) || crate::number::is_noun(&before.unit))
                && noun().is_some_and(|noun| other(noun.span))));
    if own || !times && !rest && !touch(source, before, quantity, closed) {
        return None;
    }
    let change = reader.found.get(i - 1)?.change.filter(|_| !times);
    Some(vec![Label { change, ..same(&reader.found, i - 1) }])
}

/// 内设机构由18个精简为11个, 满意率从一季度的88.9%升至95.4%: both count what stands before 由 or 从.
fn from_to(reader: &Reader, words: Span, i: usize) -> Option<Vec<Label>> {
    let (source, quantities) = (reader.source, reader.quantities);
    let clause = Span::new(words.start.saturating_sub(1), quantities.get(i)?.span.start);
    let since = since(source, clause)?;
    let row = together(source, quantities, i);
    let (last, next) = (quantities.get(i + row - 1)?, quantities.get(i + row)?);
    let leads = source.folded(Span::new(last.span.end, next.span.start.max(last.span.end)));
    let reach = leads.iter().any(|c| matches!(c, '到' | '至' | '为' | '成' | '达')) && leads.len() <= 14;
    if !reach || leads.iter().any(|c| matches!(c, ';' | '。')) || next.kind != last.kind {
        return None;
    }
    let mut subject = phrase::trim(source, Span::new(words.start.min(since), since));
    // 县财政将顾问经费由6万元提高到9万元.
    if let Some(object) = (subject.start..subject.end).find(|&at| {
        matches!(source.at(at), '将' | '把') && words::starting(source.chars(), at).is_none_or(|(len, _)| len == 1) && subject.end - at > 2
    }) {
        subject = phrase::trim(source, Span::new(object + 1, subject.end));
    }
    let parts = super::distribute::split(source, subject);
    let mut labels: Vec<Label> = if row > 1 && parts.len() == row {
        super::distribute::share_out(reader, &parts, None)
    } else {
        // 占世界经济比重从11%提高到15%: the share of what was counted before.
        let share = opens_share(source, subject.start);
        let label = if share && quantities.get(i)?.kind == Kind::Percent && !reader.found.is_empty() {
            let whose = level_before(reader)?;
            Label::new(share_of(source, &whose.text, subject.start), subject)
        } else if subject.len() >= 2 {
            Clause::of(source, subject, false).label(source, &mut reader.topic.clone(), false)?
        } else if let Some(topic) = &reader.topic {
            Label::new(topic.text.clone(), subject)
        } else {
            // 居民医保补助标准再次提高,由每人550元提高到580元.
            reader.subject_before(i)?
        };
        vec![label; row]
    };
    for k in 0..together(source, quantities, i + row).min(row) {
        let first = labels.get(k)?.clone();
        labels.push(Label { of: Some(i + k), ..first });
    }
    Some(labels)
}

/// Where 由 or 从 stands that opens a time or nothing before the quantity: 由, 从去年的, 由一季度的.
fn since(source: &Source, clause: Span) -> Option<usize> {
    let chars = source.chars();
    let floor = clause.start.max(clause.end.saturating_sub(SINCE));
    let at = (floor..clause.end)
        .rev()
        .find(|&at| matches!(source.at(at), '由' | '从') && words::ending(chars, at + 1).is_none_or(|(len, _)| len == 1))?;
    let rest = source.folded(Span::new(at + 1, clause.end));
    let rest = rest.iter().rev().skip_while(|c| matches!(c, '约' | '近' | ' ')).count();
    let last = source.at(at + rest);
    let each = rest <= 4 && source.at(at + 1) == '每';
    (rest == 0 || each || matches!(last, '的' | '年' | '初' | '末' | '前' | '月' | '期' | '均')).then_some(at)
}

/// 占16.8%, 占依申请事项的九成以上: a share of something, of what stands before 占 or of what was counted last.
fn share(reader: &Reader, clause: Span, quantity: &Quantity) -> Option<Label> {
    let source = reader.source;
    // 增长9%、占全部投资比重提高2个百分点: by how much the share became more.
    if quantity.kind == Kind::PercentagePoint {
        let changed = change::before_quantity(source, clause, quantity)?;
        let told = source.at(changed.subject.start) == '占' && phrase::ends_in(source, changed.subject, words::RATE);
        let whose = level_before(reader)
            .filter(|_| told && words::starting(source.chars(), changed.subject.start).is_none_or(|(len, _)| len == 1))?;
        let text = share_of(source, &whose.text, changed.subject.start);
        return Some(Label { change: Some(changed.direction), ..Label::new(text, changed.subject) });
    }
    if quantity.kind != Kind::Percent {
        return None;
    }
    let floor = clause.start.saturating_sub(1);
    let at = (floor..clause.end).rev().find(|&at| {
        source.at(at) == '占'
            && words::starting(source.chars(), at).is_none_or(|(len, _)| {
                len == 1 || source.at(at + 1) == '比' || source.reads(at + 1, "地区") || source.reads(at + 1, "地方")
            })
    })?;
    if source.at(at + 1) == '比' && at > clause.start {
        return None;
    }
    let subject = phrase::trim(source, Span::new(clause.start.min(at), at));
    let whose = if subject.len() >= 2 {
        Clause::of(source, subject, false).label(source, &mut reader.topic.clone(), false)?
    } else {
        level_before(reader)?
    };
    Some(Label::new(share_of(source, &whose.text, at), Span::new(at, at + 1)))
}

/// 渔村8个、牧村54个,占全省13%和39%: as many shares as were counted right before them.
fn shares(reader: &Reader, clause: Span, i: usize) -> Option<Vec<Label>> {
    let (source, quantities) = (reader.source, reader.quantities);
    let row = super::distribute::row_of(source, quantities, i);
    let of = i.checked_sub(row).filter(|_| row > 1)?;
    let label = share(reader, clause, quantities.get(i)?).filter(|_| clause.start > 0)?;
    let at = label.span.start;
    let idle = phrase::trim(source, Span::new(reader.clause_start(i).min(at), at)).len() < 2;
    let before = reader.found.get(of..i)?;
    let told = before.windows(2).all(|pair| pair[0].text != pair[1].text && pair[0].change == pair[1].change);
    let alike = quantities.get(of..i)?.windows(2).all(|pair| pair[0].kind == pair[1].kind);
    (idle && told && alike).then(|| before.iter().map(|whose| Label::new(share_of(source, &whose.text, at), label.span)).collect())
}

/// …增加值增长8.8%,占地区生产总值比重提高到41.9%: of what grew, where no level was told.
fn level_before(reader: &Reader) -> Option<Label> {
    let level = |of: &usize| reader.found.get(*of).is_some_and(|label| label.change.is_none());
    let last = reader.found.len().checked_sub(1)?;
    // 其中出口增长8.5%、占全国12%: growth of its own is spoken of, growth of a level before it is not.
    let own = reader.found.get(last).is_some_and(|label| label.change.is_some() && label.of.is_none());
    let of = lately(reader.found.len()).find(level).filter(|_| !own).unwrap_or(last);
    Some(Label { of: None, change: None, ..same(&reader.found, of) })
}

/// Does 占 stand there as a word of its own (not 占地)?
pub(super) fn opens_share(source: &Source, at: usize) -> bool {
    source.at(at) == '占' && words::starting(source.chars(), at).is_none_or(|(len, _)| len == 1)
}

/// 占全年立案212件的19.7%: the whole with its count, and the share of what was counted before.
fn share_of_count(reader: &Reader, clause: Span, i: usize) -> Option<Vec<Label>> {
    let (source, whole, next) = (reader.source, reader.quantities.get(i)?, reader.quantities.get(i + 1)?);
    let between = Span::new(whole.span.end, next.span.start.max(whole.span.end));
    let words = phrase::trim(source, clause);
    let opens = opens_share(source, words.start);
    if next.kind != Kind::Percent || source.folded(between) != ['的'] || !opens {
        return None;
    }
    let whose = level_before(reader)?;
    let share = Label::new(share_of(source, &whose.text, words.start), Span::new(words.start, words.start + 1));
    let named = phrase::trim(source, Span::new(words.start + 1, words.end.max(words.start + 1)));
    let all = if named.len() >= 2 { Clause::of(source, named, false).label(source, &mut reader.topic.clone(), false)? } else { whose };
    Some(vec![all, share])
}

/// 占比 of something, where `at` is 占.
fn share_of(source: &Source, whose: &str, at: usize) -> String {
    let share = source.words(Span::new(at, at + 1)) + "比";
    whose.strip_suffix(&share).unwrap_or(whose).to_string() + &share
}

/// 清收资产5亿元,完成年度目标的126%: how far what was counted last was carried out.
fn carried_out(reader: &Reader, words: Span, i: usize) -> Option<Label> {
    let (source, quantity) = (reader.source, reader.quantities.get(i)?);
    let did = Span::new(words.start.saturating_sub(2), quantity.span.start);
    let done = super::wording::find(source, did, "完成").filter(|at| at + 4 <= words.end)?;
    let plan = Span::new(done, quantity.span.start.saturating_sub(1));
    let of = quantity.kind == Kind::Percent && source.before(quantity.span.start) == '的' && done <= words.start;
    let level = i.checked_sub(1).map_or(String::new(), |before| same(&reader.found, before).text);
    of.then(|| Label::new(level + &super::wording::clean(source, plan), plan))
}

/// 高于上年3.3个百分点, 比全市平均水平低2天: how far the level before it stands from another.
fn compared(reader: &Reader, words: Span, i: usize) -> Option<Label> {
    let (source, quantity) = (reader.source, reader.quantities.get(i)?);
    // 比去年预算低: with the words that say when.
    let said = (reader.clause_start(i)..words.start).find(|&at| matches!(source.at(at), '比' | '较')).unwrap_or(words.start);
    let chars = source.folded(Span::new(said, quantity.span.start));
    // 较2022年的2.45%: the level of an earlier time.
    let earlier = matches!(chars, ['比' | '较', .., '年' | '期', '的']);
    let level = match chars {
        _ if earlier => true,
        ['高' | '低' | '多' | '少' | '优' | '好' | '快' | '慢', '于' | '出', ..] => true,
        ['比' | '较', .., last] => matches!(last, '高' | '低' | '多' | '少' | '出' | '快' | '长' | '短'),
        _ => false,
    };
    // 增速高于全国0.9个百分点: of what stands before.
    let far = reader.quantities.get(i).is_some_and(|quantity| quantity.kind == Kind::PercentagePoint);
    let own = (words.start + 2..quantity.span.start)
        .find(|&at| far && matches!(source.at(at), '高' | '低' | '快' | '好' | '优' | '慢') && source.at(at + 1) == '于')
        .map(|at| phrase::trim(source, Span::new(words.start, at)));
    if let Some(own) = own.filter(|own| own.len() >= 2) {
        return Clause::of(source, own, false).label(source, &mut reader.topic.clone(), false);
    }
    if !level || change::before_quantity(source, words, quantity).is_some() {
        return None;
    }
    let of = lately(i).take(2).find(|&of| {
        let alike = |before: &Quantity| {
            // 比窗口办理多出一倍, 用时35分钟,比窗口办理少2小时.
            let scaled = matches!((quantity.kind, before.kind), (Kind::Ratio, _) | (Kind::Measure, Kind::Measure));
            let points = quantity.kind == Kind::PercentagePoint && before.kind == Kind::Percent;
            before.unit == quantity.unit || points || scaled
        };
        reader.quantities.get(of).is_some_and(alike)
    })?;
    // 高于上年 is a change.
    let change = match chars {
        ['高' | '多', '于' | '出', .., '年' | '期'] => Some(Change::Up),
        ['低' | '少', '于' | '出', .., '年' | '期'] => Some(Change::Down),
        _ => None,
    };
    let level = same(&reader.found, of);
    Some(Label { change, of: level.of.filter(|_| change.is_some()), ..level })
}

/// 行政诉讼1件,实现零败诉: of what there was none is the nearest thing counted that the word is akin to, else what the clause before is about.
fn none_of(reader: &Reader, words: Span, quantity: &Quantity) -> Option<Label> {
    let noun = quantity.unit.as_str();
    let idle = words.is_empty() || phrase::is_word(reader.source, words, words::BARE);
    if quantity.value != 0.0 || quantity.upper.is_some() || noun.chars().count() < 2 || !noun.chars().all(is_han) || !idle {
        return None;
    }
    let shares = |text: &str| text.chars().any(|c| noun.contains(fold(c)));
    let akin = |label: &Label| shares(&label.text);
    let of = lately(reader.found.len()).find(|&of| reader.found.get(of).is_some_and(akin));
    match (of, &reader.topic) {
        (_, Some(topic)) if shares(&topic.text) => Some(Label::new(topic.text.clone(), quantity.unit_span)),
        (Some(of), _) => Some(Label { of: None, ..same(&reader.found, of) }),
        (None, Some(topic)) => Some(Label::new(short(&topic.text).to_string(), quantity.unit_span)),
        _ => None,
    }
}
