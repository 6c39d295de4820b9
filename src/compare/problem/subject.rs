//! Turns the words of an admitted shortcoming into what it is about (fields of work, by any of their names) and what is lacking (人手, 能力, 机制, …).
//!
//! A reworded problem keeps its subject and hardly a word: 基层执法人员力量薄弱 is 镇街一线执法队伍人手偏紧. Names of one subject count as one term; the words
//! that stand in no list count as rare pairs of characters. Two problems are one where both the field and what is lacking agree.

use crate::compare::terms::{Rarity, Vector};
use crate::rules::{Lexicon, Table};
use std::sync::LazyLock;

pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(crate::rules::vocabulary!("problem_subjects.tsv")));

/// A name of a subject: which one, and its kind.
struct Name {
    subject: u64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A field of work, with how much it tells.
    Field(f64),
    /// One that runs through all others (信息化, 协同).
    Across,
    /// What is lacking; with whether it is hands, money or equipment, or surely none of them.
    Aspect(Option<bool>),
    /// People, and words for too few of them: together, and where nothing else is said to lack, they mean that hands are lacking.
    People,
    Few,
}

static NAMES: LazyLock<Lexicon<Name>> = LazyLock::new(|| {
    let kind = |kind: &str| match kind {
        "field" => Kind::Field(FIELD),
        "across" => Kind::Across,
        "broad" => Kind::Field(BROAD),
        "place" => Kind::Field(PLACE),
        "people" => Kind::People,
        "few" => Kind::Few,
        "staff" | "means" => Kind::Aspect(Some(true)),
        "open" => Kind::Aspect(None),
        _ => Kind::Aspect(Some(false)),
    };
    let of = |(subject, row): (usize, crate::rules::Row<'static>)| {
        let name = move || Name { subject: subject as u64 + 1, kind: kind(row.get("kind")) };
        row.words("words").map(move |word| (word, name()))
    };
    Lexicon::new(TABLE.rows().enumerate().filter(|(_, row)| row.get("kind") != "lead").flat_map(of))
});

/// Words that end a clause which only says where a shortcoming showed (案卷评查发现,): what follows names it.
static LEADS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let rows = TABLE.rows().filter(|row| row.get("kind") == "lead");
    Lexicon::new(rows.flat_map(|row| row.words("words").map(|word| (word, ()))))
});

/// The subject of lacking hands.
static STAFF: LazyLock<u64> = LazyLock::new(|| TABLE.rows().take_while(|row| row.get("kind") != "staff").count() as u64 + 1);

/// What a field of work tells, 执法 (which half of all problems speak of), a place or a body; and a rare pair of characters that no list holds.
const FIELD: f64 = 1.0;
const BROAD: f64 = 0.45;
const PLACE: f64 = 0.1;
const OTHER: f64 = 0.03;
/// The first words name the problem; what follows are examples and consequences.
const LATER: f64 = 0.6;
/// Added to what is asked for: two short problems are alike by chance.
const CHANCE: f64 = 0.1;
/// How much of the score is the field's alone; the rest asks for the same lack as well.
const ALONE: f64 = 0.5;
/// Agreement of what is lacking where neither of the two names anything in particular (有待加强), and where one of them does.
const UNNAMED: f64 = 0.5;
const ONE_NAMED: f64 = 0.1;

/// Agreement of what is lacking where one lacks means and the other something else.
const MEANS: f64 = -0.35;

/// Subjects are numbered by row; pairs of characters are far larger numbers.
const TABLE_ROWS: u64 = 0xffff;
/// How much of the likeness is what the shorter one shares; the rest is what of both is shared.
const CONTAINED: f64 = 0.4;
/// What is left of likeness in words where the two are about different fields or lack different things.
const DOUBT: f64 = 0.35;
/// What is left of likeness in subject where the fields that both share run through all others: 社区矫正信息化 is not 政务服务信息化.
const ELSEWHERE: f64 = 0.65;

fn apart(a: &Vector, b: &Vector) -> bool {
    !a.is_empty() && !b.is_empty() && a.common(b) == 0.0
}

/// Subjects and pairs of characters with their weights.
type Terms = Vec<(u64, f64)>;

/// What one problem is about.
#[derive(Default)]
pub struct Subject {
    pub fields: Vector,
    /// The fields that name the problem, without the broad one, the places and the words of no list.
    named: Vector,
    /// Of these the ones that do not run through all others.
    own: Vector,
    aspects: Vector,
    /// Is all that is lacking hands, money and equipment, or none of it? `None` where both are said, or nothing.
    means: Option<bool>,
}

impl Subject {
    /// Of a problem's clauses in order.
    pub fn of<'c>(clauses: impl Iterator<Item = &'c [char]>, rarity: &Rarity) -> Self {
        let (mut fields, mut own, mut aspects) = (Terms::new(), Terms::new(), Terms::new());
        let mut means: Vec<Option<bool>> = Vec::new();
        let mut weight = 1.0;
        let mut clauses = clauses.peekable();
        while let Some(clause) = clauses.next() {
            if clauses.peek().is_some() && LEADS.ending(clause, clause.len()).is_some() {
                continue;
            }
            let mut rest = super::distinct(clause);
            let (mut at, mut end, mut people, mut few, said) = (0, 0, false, false, aspects.len());
            while at < clause.len() {
                // The longest words that begin here, unless they stand within one that began before: 尊法学法意识 holds 法学 and 学法.
                let longest = NAMES.starting(clause, at).map_or(0, |(length, _)| length);
                if at + longest > end {
                    end = at + longest;
                    for (_, name) in NAMES.all_starting(clause, at).take_while(|(length, _)| *length == longest) {
                        match name.kind {
                            Kind::Field(tells) => {
                                fields.push((name.subject, tells * weight));
                                own.push((name.subject, tells * weight));
                            }
                            Kind::Across => fields.push((name.subject, FIELD * weight)),
                            Kind::Aspect(of_means) => {
                                aspects.push((name.subject, weight));
                                means.push(of_means);
                            }
                            Kind::People => people = true,
                            Kind::Few => few |= people,
                        }
                    }
                    rest.iter_mut().skip(at).take(longest).for_each(|c| *c = ' ');
                }
                at += 1;
            }
            if few && aspects.len() == said {
                aspects.push((*STAFF, weight));
                means.push(None);
            }
            let others = rarity.vector(&rest);
            fields.extend(others.terms().iter().map(|&(term, rare)| (term, OTHER * weight * rare / rarity.most().max(1.0))));
            if !(fields.is_empty() && aspects.is_empty()) {
                weight = LATER;
            }
        }
        let named = fields.iter().copied().filter(|&(subject, weight)| subject <= TABLE_ROWS && weight >= LATER).collect();
        let own = own.into_iter().filter(|&(_, weight)| weight >= LATER).collect();
        Self {
            named: Vector::of_terms(named),
            own: Vector::of_terms(own),
            fields: Vector::of_terms(fields),
            aspects: Vector::of_terms(aspects),
            means: means.first().copied().flatten().filter(|&first| means.iter().all(|one| *one == Some(first))),
        }
    }

    /// What speaks against two problems being one however alike their words are: 统计执法力量不足 is not 消防执法力量不足.
    pub fn doubt(&self, other: &Subject) -> f64 {
        if apart(&self.aspects, &other.aspects) || apart(&self.own, &other.own) || apart(&self.named, &other.named) {
            DOUBT
        } else {
            1.0
        }
    }

    /// 0–1: how much two problems are about the same.
    pub fn likeness(&self, other: &Subject) -> f64 {
        let mix = |a: &Vector, b: &Vector| {
            let (common, of_a, of_b) = (a.common(b), a.mass(), b.mass());
            CONTAINED * common / (of_a.min(of_b) + CHANCE) + (1.0 - CONTAINED) * common / (of_a + of_b - common + CHANCE)
        };
        // Where no field but the broad one is shared, only the same lack makes them one: 执法车辆不足 is not 执法程序瑕疵多.
        let (unnamed, one_named, alone) = if self.named.common(&other.named) > 0.0 { (UNNAMED, ONE_NAMED, ALONE) } else { (0.0, 0.0, 0.0) };
        let means = self.means == Some(true) || other.means == Some(true);
        let lack = match (self.aspects.is_empty(), other.aspects.is_empty()) {
            (true, true) => unnamed,
            // 水行政执法装备落后 is not 水行政执法程序不规范.
            (false, false) if self.means.is_some() && other.means.is_some() && self.means != other.means => MEANS,
            // 司法所人员紧缺 is not 司法所用房不达标, but 普法形式单一 may be 普法实效不强.
            (false, false) if means && apart(&self.aspects, &other.aspects) => MEANS,
            (false, false) => mix(&self.aspects, &other.aspects),
            _ if means && one_named > 0.0 => MEANS,
            _ => one_named,
        };
        let elsewhere = if apart(&self.own, &other.own) { ELSEWHERE } else { 1.0 };
        mix(&self.fields, &other.fields) * (alone + (1.0 - alone) * lack) * elsewhere
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sound() {
        assert_eq!(super::TABLE.fault(), None);
        let kinds = ["field", "across", "broad", "place", "aspect", "staff", "means", "open", "people", "few"];
        assert!(super::TABLE.rows().all(|row| kinds.contains(&row.get("kind"))));
    }
}
