//! Turns the words before a number into the place where they say what was done: behind who did it, for whom, and by what means.

use super::phrase::{self, Token};
use super::words::{
    self, ACT, AGENT, AMOUNT, BARE, BODY, GENERIC, HELD, LEAD, LINK, MANNER, NOMINAL, PIVOT, PREP, RATE, STOP, TAUGHT, WHEN, WHOM,
};
use crate::span::Span;
use crate::text::Source;

/// Where the words say what was done: behind who did it (镇长办公会|会前学法), behind 向…, 对…, 通过… up to the verb. The start of the words
/// where they say neither. Also whether a verb is known to stand there.
pub(super) fn deed(source: &Source, words: Span, tokens: &[Token], event: bool) -> (usize, bool) {
    if phrase::ends_in(source, words, RATE) {
        // 向市政府报备率、及时率: to whom goes.
        let rate = tokens.iter().find(|t| t.classes & RATE != 0 && t.end - t.start > 2).filter(|_| source.before(words.start) == '向');
        return (rate.map_or(words.start, |t| t.start), false);
    }
    let acts = |t: &Token| t.classes & (HELD | ACT) != 0;
    let described = |t: &Token| source.at(t.end) == '的' || t.end > words.end;
    let start = words.start;
    // 向县人大常委会报告工作: the verb that the phrase leads to.
    let leads =
        |t: &Token| t.classes & PREP != 0 || (t.end == t.start + 1 && matches!(source.at(t.start), '向' | '对' | '将' | '把' | '为'));
    let prep = tokens.iter().rfind(|t| leads(t) && t.start > words.start && words.end.saturating_sub(t.end) >= 4);
    let led = match prep {
        Some(prep) => Some(prep.end),
        None => cut_off(source, words.start).iter().any(leads).then_some(words.start),
    };
    if let Some(led) = led {
        // 为合作社修改合同.
        let done =
            |t: &Token| acts(t) || (t.classes & BARE != 0 && t.classes & (GENERIC | NOMINAL) == 0 && words.end.saturating_sub(t.end) >= 2);
        if let Some(verb) = tokens.iter().find(|t| t.start >= led + 2 && done(t) && !described(t)) {
            return (verb.start, true);
        }
        // 给独居老人装烟感报警器: behind for whom it was, whatever the verb.
        let listed = |t: &&Token| matches!(source.at(t.end), '、' | '和' | '及' | '与' | '的' | '(') || words.end.saturating_sub(t.end) < 3;
        let whom = tokens.iter().rfind(|t| t.classes & WHOM != 0 && t.start >= led).filter(|t| !listed(t));
        if let Some(whom) = whom.filter(|_| matches!(source.before(led), '为' | '给' | '替' | '向')) {
            return (whom.end, true);
        }
    }
    // 用漫画解读文件: by what means goes.
    let means = source.at(start) == '用' && !matches!(source.at(start + 1), '好' | '足' | '活' | '于' | '以');
    if means && words::starting(source.chars(), start).is_none() {
        if let Some(verb) = tokens.iter().find(|t| t.start >= start + 3 && acts(t) && !described(t) && words.end.saturating_sub(t.end) >= 2)
        {
            return (verb.start, true);
        }
    }
    // 清理后现行有效, 审查中退回: what came of it.
    let came = |t: &&Token| {
        let alone = || words::starting(source.chars(), t.end).is_none_or(|(len, _)| len == 1);
        let led = source.at(t.end) == '后' || (source.at(t.end) == '中' && t.start == words.start);
        acts(t) && led && words.end.saturating_sub(t.end) >= 3 && alone()
    };
    if let Some(before) = tokens.iter().find(came) {
        return (before.end + 1, true);
    }
    // 强降雨期间转移群众: when it was goes.
    let when = tokens.windows(2).find(|pair| pair[0].classes & WHEN != 0 && pair[0].end == pair[1].start && acts(&pair[1]));
    if let Some(pair) = when.filter(|pair| words.end.saturating_sub(pair[1].end) >= 2) {
        return (pair[1].start, true);
    }
    // “老邻居”工作室全年调解纠纷, 局系统现有公职律师: what comes before 全年, 累计 or 现有 did or has it.
    let closes = tokens.last().is_some_and(|t| event && t.end == words.end && t.classes & (ACT | NOMINAL) != 0);
    let did = |t: &Token| acts(t) && words.end.saturating_sub(t.end) >= 2;
    for (i, t) in tokens.iter().enumerate() {
        let next = tokens.get(i + 1).filter(|n| n.start == t.end);
        let time = t.classes & (LEAD | LINK | MANNER | STOP) == LEAD | LINK | MANNER | STOP;
        let stock = t.classes & (LEAD | LINK) == LEAD | LINK && source.before(t.end) == '有' && words.end.saturating_sub(t.end) >= 2;
        let parts = stock || (time && (next.is_some_and(did) || (closes && i + 1 < tokens.len())));
        if parts && t.start >= words.start + 2 && t.end >= t.start + 2 {
            return (t.end, next.is_some_and(acts));
        }
    }
    // A verb that opens the words governs what follows: a body behind it is its object.
    let first = tokens.first().filter(|t| t.start == words.start && acts(t) && t.classes & AGENT == 0);
    // 邀请律师授课, 组织干部旁听庭审: unless it only brings them to do something.
    if first.is_some_and(|t| t.classes & PIVOT == 0) {
        return (start, false);
    }
    let mut led = (start, false);
    for (i, who) in tokens.iter().enumerate() {
        if who.classes & (AGENT | BODY) == 0 || who.classes & RATE != 0 {
            continue;
        }
        let mut next = who.end;
        let behind = tokens.get(i + 1..).unwrap_or(&[]);
        let verb = behind.iter().find(|t| {
            let adverb = t.start == next && t.classes & (MANNER | LEAD | STOP | LINK) != 0 && !acts(t);
            if adverb {
                next = t.end;
            }
            !adverb
        });
        let Some(verb) = verb.filter(|t| t.start == next && acts(t)) else { continue };
        let object = words.end.saturating_sub(verb.end);
        // 法制员培训 is for them; 12345热线转办 tells whose it is; 镇长办公会学法12次 counts what took place.
        let held = verb.classes & HELD != 0 && verb.classes & (ACT | BARE | NOMINAL) == 0;
        if object == 0 && (held || verb.classes & TAUGHT != 0 || (!event && who.classes & AGENT != 0)) {
            continue;
        }
        // 企业开办时间: how long or how dear is a name, nothing that the body did.
        if phrase::is_word(source, Span::new(verb.end, words.end), AMOUNT) {
            continue;
        }
        let sure = if who.classes & AGENT != 0 {
            verb.classes & NOMINAL == 0 || object != 1
        } else {
            verb.classes & NOMINAL == 0 && object >= 2 || event
        };
        if sure && !described(verb) {
            led = (who.end, true);
            // 局长主持局务会议研究议题: who was brought to do something did it.
            if verb.classes & PIVOT == 0 {
                break;
            }
        }
    }
    led
}

/// The words that were cut off in front of a phrase that starts at `start`, back to the last mark or digit.
fn cut_off(source: &Source, start: usize) -> Vec<Token> {
    let from = (start.saturating_sub(8)..start).rev().take_while(|&at| crate::text::is_han(source.at(at))).last().unwrap_or(start);
    phrase::tokens(source, Span::new(from, start))
}
