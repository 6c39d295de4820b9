//! Turns 分别 and 各 into labels for a whole row of quantities: as many subjects as values, in order.

use super::change::{self, Change};
use super::label::{Label, Reader};
use super::phrase;
use super::row::{lately, same, LONGEST_ROW};
use super::topic::{lend, part as part_of, short};
use super::wording::{clean, find};
use super::words::{self, AMOUNT, ATTR, BARE, BODY, GENERIC, HELD, LINK, NOMINAL, RATE, WHOLE, WHOM};
use super::Kind;
use crate::number::Quantity;
use crate::span::Span;
use crate::text::{folded, is_han, Source};

/// 甲、乙分别达到1和2: the labels of all the quantities in the row, where there are as many subjects as quantities.
pub(super) fn distributed(reader: &Reader, words: Span, first: usize) -> Option<Vec<Label>> {
    let (source, quantities) = (reader.source, reader.quantities);
    // What stands in front of a comparison (较2022年分别) has been cut from the words.
    let floor = reader.clause_start(first);
    let untrimmed = Span::new(words.start.min(quantities.get(first)?.span.start), quantities.get(first)?.span.start);
    let whole = Span::new(floor.min(untrimmed.start), untrimmed.end);
    let (at, mark) = ["分别", "依次"]
        .iter()
        .find_map(|mark| find(source, whole, mark).map(|at| (at, mark.chars().count())))
        .or_else(|| each(source, whole).map(|at| (at, 1)))
        .or_else(|| unmarked(source, quantities, first, untrimmed).map(|at| (at, 0)))?;
    let row = row_of(source, quantities, first);
    if row < 2 {
        return None;
    }
    let verb = change::direction_in(source, Span::new(at, untrimmed.end));
    let subjects = change::without_comparison(source, Span::new(untrimmed.start.min(at), at));
    let mut subjects = phrase::trim(source, subjects);
    let leading = change::opening_direction(source, subjects);
    if let Some((_, after)) = leading {
        subjects.start = after;
    } else if let Some(held) = phrase::tokens(source, subjects).iter().rfind(|t| {
        t.classes & HELD != 0 && t.classes & NOMINAL == 0 && subjects.end - t.end >= 4 && !matches!(source.at(t.end), '率' | '量' | '数')
    }) {
        if !(subjects.start..held.start).any(|at| source.at(at) == '、') {
            subjects.start = held.end;
        }
    }
    let change = verb.or(leading.map(|(change, _)| change));
    // 甲、乙产值占工业比重分别为…: the shares of each; 占全市比重分别为… those of what was counted before.
    let share =
        (subjects.start..subjects.end).find(|&at| super::row::opens_share(source, at)).filter(|_| phrase::ends_in(source, subjects, RATE));
    if let Some(at) = share {
        let suffix = source.words(Span::new(at, at + 1)) + "比";
        let whose = phrase::trim(source, Span::new(subjects.start, at));
        let of_before = || lately(first).take(row).collect::<Vec<usize>>();
        let labels = match split(source, whose) {
            parts if parts.len() == row => share_out(reader, &parts, change),
            _ if whose.is_empty() => of_before().into_iter().rev().map(|of| Label { change, ..same(&reader.found, of) }).collect(),
            _ => Vec::new(),
        };
        if labels.len() == row {
            return Some(labels.into_iter().map(|label| Label { text: label.text + &suffix, of: None, ..label }).collect());
        }
    }
    let mut parts = split(source, subjects);
    if parts.len() > row {
        // 软件和信息服务业、文化旅游业营收: names that hold 和 are parts of their own.
        let marks: [&[char]; 2] = [&['、', '及', '与'], &['、']];
        let fewer = marks.iter().map(|marks| split_at(source, subjects, marks)).find(|parts| parts.len() == row);
        if let Some(fewer) = fewer.filter(|_| row > 2 || split_at(source, subjects, &['和']).len() != row) {
            parts = fewer;
        }
    } else if subjects.is_empty() {
        // 事故起数和死亡人数大幅下降,又分别下降35%和30%: told in the clause before.
        let told = reader.clause_before(first).map_or(Vec::new(), |told| split(source, told));
        // 亩均产值、亩均税收均增长6%,分别达到14万元、3万元: or counted together before.
        let lately = |back: usize| first.checked_sub(back).and_then(|at| reader.found.get(at));
        let one = |label: &&Label| label.change.is_some() || lately(2).is_some_and(|other| other.span == label.span);
        let together = || lately(1).filter(one).map_or(Vec::new(), |label| split(source, label.span));
        let told = if told.len() == row { told } else { together() };
        if told.len() == row {
            let of = |(k, label): (usize, Label)| Label { change: direction_of(source, quantities, first, k, change), ..label };
            return Some(share_out(reader, &told, change).into_iter().enumerate().map(of).collect());
        }
    }
    let general = parts.iter().all(|&part| phrase::is_word(source, part, GENERIC));
    if general && (parts.is_empty() || parts.len() == row) {
        // 件数、金额同比分别下降, 较上年分别增加8处和1450平方米: of what was counted before.
        // 营收增长26%、税收增长15%,分别迈上…台阶: the levels of what changed before.
        let changed = || parts.is_empty().then(|| (first.checked_sub(row).unwrap_or(first)..first).collect::<Vec<usize>>());
        let of = levels(reader, first, row).or_else(changed).filter(|of| of.len() == row)?;
        let labels = of
            .iter()
            .enumerate()
            .map(|(k, &of)| Label { change: direction_of(source, quantities, first, k, change), ..same(&reader.found, of) });
        return Some(labels.collect());
    }
    if parts.len() == row {
        let mut labels = share_out(reader, &parts, change);
        // 交通、水利分别完成投资3亿元、2亿元: what both did.
        let did = phrase::trim(source, Span::new(at + mark, untrimmed.end));
        if verb.is_none() && phrase::is_word(source, did, BARE) && did.len() > 2 {
            labels.iter_mut().for_each(|label| label.text += &source.words(did));
        }
        return Some(labels);
    }
    /// 罚款, 涉案金额: longer words name something of their own.
    const LENT: usize = 4;
    if parts.len() == 1 && change.is_none() && subjects.len() <= LENT {
        // 安全生产案件12起、环境案件9起,罚款分别为31万元和18万元.
        let of = levels(reader, first, row)?;
        let what = clean(source, subjects);
        let label = |of: &usize| Label {
            text: short(object(&same(&reader.found, *of).text)).to_string() + &what,
            ..Label::new(String::new(), subjects)
        };
        return Some(of.iter().map(label).collect());
    }
    // Who the values go to can't be told apart; that they are changes of one thing still stands.
    let label = Label { change, ..Label::new(clean(source, subjects), subjects) };
    (change.is_some() && !subjects.is_empty()).then(|| vec![label; row])
}

/// One label for each part of a list.
pub(super) fn share_out(reader: &Reader, parts: &[Span], change: Option<Change>) -> Vec<Label> {
    let source = reader.source;
    let tail = shared_tail(source, parts);
    let last = parts.len().saturating_sub(1);
    let lent = parts.iter().all(|&part| phrase::is_word(source, part, BARE | RATE));
    let verb = governing(source, parts);
    parts
        .iter()
        .enumerate()
        .map(|(i, &part)| {
            let part = phrase::trim_start(source, part);
            let mut text = clean(source, part);
            if let Some(topic) = reader.topic.as_ref().filter(|_| lent || phrase::is_word(source, part, BARE)) {
                text = lend(&topic.text, &text);
            }
            if let Some(verb) = verb.filter(|_| i > 0) {
                text.insert_str(0, &source.words(verb));
            }
            if i < last {
                text.push_str(&tail);
            }
            text = reader
                .topic
                .as_ref()
                .filter(|_| source.before(part.end) != '级')
                .and_then(|topic| part_of(&topic.text, &text))
                .unwrap_or(text);
            Label { change, ..Label::new(text, part) }
        })
        .collect()
}

/// The verb that opens a list and governs all of it: 审查 in 审查章程、预算.
fn governing(source: &Source, parts: &[Span]) -> Option<Span> {
    let opens = |part: &Span| {
        let (len, classes) = words::starting(source.folded(*part), 0)?;
        (classes & words::ACT != 0).then_some(Span::new(part.start, part.start + len))
    };
    let (first, others) = parts.split_first()?;
    let verb = opens(first).filter(|verb| first.end >= verb.end + 2)?;
    let named = parts.iter().any(|&part| phrase::ends_in(source, part, RATE | AMOUNT)) || others.iter().any(|part| opens(part).is_some());
    (!named).then_some(verb)
}

/// 行政处罚案卷 in 抽查行政处罚案卷.
fn object(label: &str) -> &str {
    let chars = folded(label);
    let verb =
        words::starting(&chars, 0).filter(|(len, classes)| classes & words::ACT != 0 && chars.len() >= len + 4).map_or(0, |(len, _)| len);
    label.char_indices().nth(verb).map_or(label, |(at, _)| &label[at..])
}

/// 各 right before the values, or before the verb that they share.
fn each(source: &Source, words: Span) -> Option<usize> {
    let at = (words.start..words.end).rev().take(6).find(|&at| source.at(at) == '各')?;
    let rest = source.folded(Span::new(at + 1, words.end));
    let verb =
        words::starting(rest, 0).is_some_and(|(len, classes)| len == rest.len() && classes & (words::UP | words::DOWN | words::LINK) != 0);
    (rest.is_empty() || verb).then_some(at)
}

/// 城镇和农村居民收入增长7.2%、8.7%, 煤炭、天然气产量达到8万吨、5亿立方米: as many subjects as values of one unit, or measures, though no 分别 says so. Where the subjects end.
fn unmarked(source: &Source, quantities: &[Quantity], first: usize, words: Span) -> Option<usize> {
    let quantity = quantities.get(first)?;
    let row = row_of(source, quantities, first);
    let alike = quantities
        .get(first..first + row)?
        .iter()
        .all(|other| other.kind == quantity.kind && (other.unit == quantity.unit || quantity.kind == Kind::Measure));
    if row < 2 || !alike {
        return None;
    }
    let mut at = words.end;
    while let Some((len, classes)) = words::ending(source.folded(words), at - words.start) {
        if classes & (words::LINK | words::UP | words::DOWN | words::COMPARE) == 0 || at < words.start + len {
            break;
        }
        at -= len;
    }
    let told = at < words.end || matches!(quantity.kind, Kind::Percent | Kind::Money);
    (told && split(source, phrase::trim(source, Span::new(words.start, at))).len() == row).then_some(at)
}

/// The quantities that `row` values speak of: the last ones of the same units, else the last ones that are no parts of a total.
fn levels(reader: &Reader, first: usize, row: usize) -> Option<Vec<usize>> {
    let level = |&of: &usize| reader.found.get(of).is_some_and(|label| label.change.is_none());
    let unit = |at: usize| reader.quantities.get(at).map(|quantity| quantity.unit.as_str());
    let mut by_unit = Vec::with_capacity(row);
    for k in 0..row {
        let floor = by_unit.last().map_or(0, |&of: &usize| of + 1);
        match lately(first).take_while(|&of| of >= floor).filter(level).find(|&of| unit(of) == unit(first + k)) {
            Some(of) => by_unit.push(of),
            _ => break,
        }
    }
    let same_units = (1..row).all(|k| unit(first + k) == unit(first));
    if by_unit.len() == row && !same_units {
        return Some(by_unit);
    }
    let parts = reader.parts.as_slice();
    let mut of: Vec<usize> = lately(first).filter(level).filter(|of| parts.binary_search(of).is_err()).take(row).collect();
    let nearest: Vec<usize> = lately(first).filter(level).take(row).collect();
    if of.len() < row || nearest.iter().all(|of| parts.binary_search(of).is_ok()) {
        of = nearest;
    }
    of.reverse();
    (of.len() == row).then_some(of)
}

/// 分别减少9.4%和增长2.1%: each value has its own verb.
fn direction_of(source: &Source, quantities: &[Quantity], first: usize, k: usize, shared: Option<Change>) -> Option<Change> {
    let pair = k.checked_sub(1).and_then(|before| Some((quantities.get(first + before)?, quantities.get(first + k)?)));
    pair.and_then(|(a, b)| change::direction_in(source, Span::new(a.span.end, b.span.start))).or(shared)
}

/// How many quantities from `first` on stand in one row, with nothing but 、 和 及 与, a comma or a verb of change between them.
pub(super) fn row_of(source: &Source, quantities: &[Quantity], first: usize) -> usize {
    let joined = |pair: &[Quantity]| {
        let between = Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end));
        let between = source.trim(between);
        // 分别增长4.8%和6.8%,10个项目…
        if (pair[0].kind == Kind::Percent) != (pair[1].kind == Kind::Percent) {
            return false;
        }
        let chars = source.folded(between);
        let marks = |chars: &[char]| {
            chars.len() <= 3 && chars.iter().all(|c| matches!(c, '、' | '和' | '及' | '与' | ',' | ' ' | '以' | '/' | '月' | '年' | '日'))
        };
        marks(chars)
            || chars.get(..1).is_some_and(|lead| marks(lead) && change::direction_in(source, between).is_some() && chars.len() == 3)
    };
    1 + quantities.get(first..).unwrap_or(&[]).windows(2).take(LONGEST_ROW).take_while(|pair| joined(pair)).count()
}

/// The parts of a list joined by 、 和 及 与, brackets and quotations kept whole.
pub(super) fn split(source: &Source, list: Span) -> Vec<Span> {
    split_at(source, list, &['、', '和', '及', '与'])
}

fn split_at(source: &Source, list: Span, marks: &[char]) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut kept) = (list.start, 0usize, list.start);
    for at in list.start..list.end {
        if let Some((len, _)) = words::starting(source.chars(), at).filter(|(len, classes)| *len > 4 && classes & RATE != 0) {
            kept = kept.max(at + len);
        }
        match source.at(at) {
            '(' | '“' => depth += 1,
            ')' | '”' => depth = depth.saturating_sub(1),
            // 满意和基本满意率 is one rate.
            _ if at < kept => {}
            mark if marks.contains(&mark) && depth == 0 && at > start && !(source.at(at) == '及' && source.at(at + 1) == '时') => {
                parts.push(Span::new(start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < list.end {
        parts.push(Span::new(start, list.end));
    }
    parts
}

/// 行政许可、行政处罚、行政强制决定: what the last part has beyond the shape of the others belongs to all of them.
fn shared_tail(source: &Source, parts: &[Span]) -> String {
    let Some((&last, others)) = parts.split_last() else { return String::new() };
    let Some(len) = others.first().map(|part| part.len()) else { return String::new() };
    // 城镇和农村居民收入: words that only describe share the noun behind the last of them.
    let describes = words::starting(source.folded(last), 0).filter(|(word, classes)| {
        (classes & ATTR != 0 && (*word == len || others.iter().all(|&part| phrase::is_word(source, part, ATTR))))
            || (classes & AMOUNT != 0 && last.len() >= word + 2)
    });
    if let Some((word, _)) = describes.filter(|(word, _)| last.len() >= word + 2) {
        // 税收和农村居民收入: what is no such word names something of its own.
        // 货物进口、出口通关时间: so do two flows.
        let flow = |part: Span| phrase::ends_in(source, part, AMOUNT) && phrase::starts_with(source, last, AMOUNT);
        let all = others.iter().all(|&part| phrase::is_word(source, part, ATTR) || flow(part));
        return if all { source.words(Span::new(last.start + word, last.end)) } else { String::new() };
    }
    // 镇、街道养老机构覆盖率: so do kinds of places.
    let place = |span: Span| {
        (phrase::is_word(source, span, BODY) && !phrase::is_word(source, span, GENERIC))
            || (span.len() == 1 && matches!(source.at(span.start), '省' | '市' | '县' | '区' | '镇' | '乡'))
    };
    if others.iter().all(|&part| place(part)) {
        let head = words::starting(source.folded(last), 0).map_or(1, |(len, _)| len);
        if last.len() >= head + 2 && place(Span::new(last.start, last.start + head)) {
            return source.words(Span::new(last.start + head, last.end));
        }
    }
    // 接待游客、旅游收入: the people that were received have none.
    let received = |part: &&Span| {
        let verb = words::ending(source.chars(), part.start).is_some_and(|(len, c)| len > 1 && c & HELD != 0 && c & (LINK | BARE) == 0);
        verb && phrase::is_word(source, **part, WHOM)
    };
    if others.first().filter(received).is_some() {
        return String::new();
    }
    // 民事案件、刑事案件审理周期: what stands behind the word that all of them end in.
    let kind = others.first().map_or(Span::new(last.end, last.end), |part| Span::new(part.end.saturating_sub(2).max(part.start), part.end));
    let ends = kind.len() == 2 && others.iter().all(|part| source.folded(*part).ends_with(source.folded(kind)));
    let again = |at: &usize| source.folded(Span::new(*at, at + 2)) == source.folded(kind);
    if let Some(at) = if ends { (last.start + 1..last.end.saturating_sub(3)).find(again) } else { None } {
        return source.words(Span::new(at + 2, last.end));
    }
    // 高端装备、生物医药产值: how much of each.
    // 农业农村、文化旅游领域案件: the field of each.
    if let Some(field) = find(source, last, "领域").filter(|_| others.iter().all(|part| find(source, *part, "领域").is_none())) {
        return source.words(Span::new(field, last.end));
    }
    let named = |(word, classes): &(usize, words::Classes)| {
        classes & (AMOUNT | RATE) != 0 && classes & words::WHOLE == 0 && *word >= 2 && last.len() >= word + 2
    };
    // 用水量、能耗、碳排放量: a name that says how much has one of its own.
    let much = |part: &Span| {
        matches!(source.before(part.end), '量' | '率' | '额' | '值' | '数' | '耗' | '次' | '比') && !phrase::ends_in(source, *part, WHOLE)
    };
    // 行政处罚、行政检查案卷优秀率: names that open alike have one length.
    let head = |part: Span| source.folded(Span::new(part.start, part.start + 2));
    let shape = is_han(source.at(last.start)) && others.iter().all(|part| part.len() == len && len > 3 && head(*part) == head(last));
    let own = others.iter().any(|part| phrase::ends_in(source, *part, AMOUNT | RATE) || much(part));
    if let Some((word, _)) = words::ending(source.folded(last), last.len()).filter(named) {
        let ends_alike = |part: &Span| source.folded(*part).ends_with(source.folded(Span::new(last.end - 2, last.end)));
        let own = own || others.iter().any(|&part| phrase::is_word(source, part, GENERIC) || ends_alike(&part));
        let from = if shape { (last.start + len).min(last.end - word) } else { last.end - word };
        return if own { String::new() } else { source.words(Span::new(from, last.end)) };
    }
    // 商贸物流、金融服务等产业集群规模: what 等 leads to sums up all of them.
    if let Some(sum) = super::clause::last_of(source, last, '等').filter(|sum| sum - last.start >= 3) {
        return source.words(Span::new(sum, last.end));
    }
    let last_char = source.at(last.end.saturating_sub(1));
    let alike = others.iter().all(|part| part.len() == len && source.at(part.end.saturating_sub(1)) != last_char);
    if alike && !own && (len + 2..=len + if shape { 6 } else { 4 }).contains(&last.len()) {
        // 刑事、“两抢”警情: a quotation is not cut.
        let quoted = (last.start..last.start + len).any(|at| source.at(at) == '“');
        let close = (last.start + len..last.end).find(|&at| source.at(at) == '”').filter(|_| quoted);
        let from = close.map_or(last.start + len, |at| at + 1);
        // 二氧化硫、化学需氧量排放量: a name may end as the tail itself.
        let from = from + usize::from(source.at(from) == last_char && last.end - from > 2);
        // 棚户区、老旧小区改造; 民营企业贷款、制造业长期贷款增量: a longer name of the last part ends where the others do.
        let ends = |n: &usize| {
            let end = source.folded(Span::new(from, from + n));
            others.iter().all(|part| source.folded(*part).ends_with(end))
        };
        let longer = (1..=3usize).rev().filter(|n| from + n < last.end).find(ends).unwrap_or(0);
        source.words(Span::new(from + longer, last.end))
    } else {
        String::new()
    }
}
