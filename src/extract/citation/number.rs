//! Turns the characters behind a title into the parts of a document number: `(甲政发〔2022〕8号`, `(国务院令第713号`, also without the round bracket and
//! behind `(试行)` or `的通知`.
//!
//! The shape is a pattern with repetitions that give characters back where what follows does not fit. Each step here takes as much as it may, asks
//! the rest, and takes less where the rest says no; on a window of some dozens of characters that is quick and small.

use crate::span::Span;

/// Where the parts stand, counted from the start of the characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The letters of the office, or the name of the order.
    pub issuer: Span,
    pub year: Option<Span>,
    pub serial: Span,
    /// Behind 号.
    pub end: usize,
}

/// The number that the characters begin with.
pub(super) fn read(chars: &[char]) -> Option<Parts> {
    let text = Text(chars);
    text.blanks(0, &|at| {
        // (试行), 的通知
        let noted = |at: usize| {
            text.one(at, "(").and_then(|at| {
                text.many(at, 1, 8, &|c| !matches!(c, '(' | ')') && !c.is_ascii_digit(), &|at| {
                    text.one(at, ")").and_then(|at| text.blanks(at, &|at| kind(text, at)))
                })
            })
        };
        noted(at).or_else(|| kind(text, at))
    })
}

/// 的通知, or nothing; then the number in its bracket.
fn kind(text: Text, at: usize) -> Option<Parts> {
    const KINDS: [&str; 8] = ["通知", "意见", "决定", "公告", "文件", "办法", "方案", "规定"];
    let named = |at: usize| KINDS.iter().find_map(|kind| text.reads(at, kind)).and_then(|at| bracketed(text, at));
    text.one(at, "的").and_then(named).or_else(|| named(at)).or_else(|| bracketed(text, at))
}

fn bracketed(text: Text, at: usize) -> Option<Parts> {
    let inner = |at: usize| text.blanks(at, &|at| numbered(text, at).or_else(|| ordered(text, at)));
    text.blanks(at, &|at| text.one(at, "([【").and_then(inner).or_else(|| inner(at)))
}

/// 甲政发〔2022〕8号
fn numbered(text: Text, start: usize) -> Option<Parts> {
    let letter = |c: char| !c.is_ascii() && !"。、《》〈〉“”〔〕﹝﹞【】".contains(c);
    text.many(start, 1, 18, &letter, &|issued| {
        text.blanks(issued, &|at| {
            let year = text.one(at, "〔[(【﹝")?;
            text.blanks(year, &|year| {
                let end = text.year(year)?;
                let closed = |at: usize| {
                    text.blanks(at, &|at| {
                        let at = text.one(at, "〕])】﹞")?;
                        text.blanks(at, &|at| text.serial(at))
                    })
                };
                let (serial, end_of_all) = text.one(end, "年").and_then(closed).or_else(|| closed(end))?;
                Some(Parts { issuer: Span::new(start, issued), year: Some(Span::new(year, end)), serial, end: end_of_all })
            })
        })
    })
}

/// 国务院令第713号, 财政部公告2022年第3号
fn ordered(text: Text, start: usize) -> Option<Parts> {
    let letter = |c: char| !c.is_ascii() && !"。、《》〈〉“”".contains(c);
    text.many(start, 0, 14, &letter, &|at| {
        let of = |issued: usize| {
            text.blanks(issued, &|at| {
                let dated = text.year(at).and_then(|end| {
                    let after = text.one(end, "年")?;
                    let (serial, all) = text.blanks(after, &|at| text.serial(at))?;
                    Some((Some(Span::new(at, end)), serial, all))
                });
                let (year, serial, end) = dated.or_else(|| text.serial(at).map(|(serial, all)| (None, serial, all)))?;
                Some(Parts { issuer: Span::new(start, issued), year, serial, end })
            })
        };
        text.reads(at, "令").and_then(of).or_else(|| text.reads(at, "公告").and_then(of))
    })
}

#[derive(Clone, Copy)]
struct Text<'c>(&'c [char]);

impl Text<'_> {
    /// Behind one of these characters.
    fn one(self, at: usize, of: &str) -> Option<usize> {
        self.0.get(at).filter(|&&c| of.contains(c)).map(|_| at + 1)
    }
    /// Behind these words.
    fn reads(self, at: usize, words: &str) -> Option<usize> {
        let mut at = at;
        for c in words.chars() {
            if self.0.get(at) != Some(&c) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
    /// What `then` makes of the rest behind `least` to `most` characters of a kind, as many as it lets us take.
    fn many<T>(self, at: usize, least: usize, most: usize, of: &dyn Fn(char) -> bool, then: &dyn Fn(usize) -> Option<T>) -> Option<T> {
        let rest = self.0.get(at..).unwrap_or(&[]);
        let count = rest.iter().take(most).take_while(|&&c| of(c)).count();
        (least..=count).rev().find_map(|n| then(at + n))
    }
    fn blanks<T>(self, at: usize, then: &dyn Fn(usize) -> Option<T>) -> Option<T> {
        self.many(at, 0, usize::MAX, &|c| c == ' ', then)
    }
    /// Behind four digits, Arabic or Chinese.
    fn year(self, at: usize) -> Option<usize> {
        let digit = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九".contains(c);
        self.many(at, 4, 4, &digit, &Some)
    }
    /// 第8号: the digits, and where 号 ends.
    fn serial(self, at: usize) -> Option<(Span, usize)> {
        let counted = |at: usize| {
            self.blanks(at, &|from| {
                self.many(from, 1, 5, &|c| c.is_ascii_digit(), &|to| {
                    self.blanks(to, &|at| self.one(at, "号")).map(|end| (Span::new(from, to), end))
                })
            })
        };
        self.one(at, "第").and_then(counted).or_else(|| counted(at))
    }
}
