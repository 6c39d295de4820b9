//! Turns names in the text into places of the official divisions (行政区划): where the report is from, and which places it names that are elsewhere.
//!
//! A passage copied from another place's report may keep its names. They are listed, not accused: a study trip, a partner, a cited ordinance name
//! other places too. Names count in full (安庆市, not 安庆), where they stand alone; what is mostly a common word (和平区) counts only behind the
//! name of its city.

use crate::extract::meta::Meta;
use crate::rules::{Lexicon, Table};
use crate::span::{Span, Spans};
use crate::text::{folded, is_han, Layout, Source};
use serde::Serialize;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceLevel {
    Province,
    City,
    County,
}

/// The place that a report is from, where the official divisions know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    pub name: String,
    pub level: PlaceLevel,
    pub province: String,
    /// The prefecture-level city above it, or itself.
    pub city: Option<String>,
}

/// A place elsewhere that the text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForeignPlace {
    pub name: String,
    pub level: PlaceLevel,
    /// `None` where several provinces have a place of that name.
    pub province: Option<String>,
    pub same_province: bool,
    pub spans: Vec<Span>,
}

impl Spans for ForeignPlace {
    fn map_spans(&mut self, map: &mut dyn FnMut(&mut Span)) {
        self.spans.map_spans(map);
    }
}

/// One division; `province` and `city` are positions in the list.
struct Division {
    name: String,
    level: PlaceLevel,
    province: usize,
    city: Option<usize>,
}

struct Divisions {
    all: Vec<Division>,
    names: Lexicon<usize>,
    before: Lexicon<()>,
    before_chars: Vec<char>,
    /// What may not follow a name, with its last character.
    after: Lexicon<()>,
    common: Vec<&'static str>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(Divisions::load);

fn table() -> Table {
    Table::new(crate::rules::vocabulary!("divisions.tsv"))
}
fn context_table() -> Table {
    Table::new(crate::rules::vocabulary!("place_context.tsv"))
}

impl Divisions {
    fn load() -> Self {
        let mut all: Vec<Division> = Vec::new();
        let mut province = 0;
        for row in table().rows() {
            let here = all.len();
            let (name, level) = (row.get("place"), row.get("level"));
            if level == "province" {
                province = here;
                all.push(Division { name: name.to_string(), level: PlaceLevel::Province, province, city: None });
            } else {
                let name = if level == "full" { name.to_string() } else { format!("{name}市") };
                all.push(Division { name, level: PlaceLevel::City, province, city: Some(here) });
            }
            let city = (level != "province").then_some(here);
            for (column, ending) in [("districts", "区"), ("cities", "市"), ("counties", "县"), ("others", "")] {
                let names = row.words(column).map(|name| format!("{name}{ending}"));
                all.extend(names.map(|name| Division { name, level: PlaceLevel::County, province, city }));
            }
        }
        let context = context_table();
        let of = |sort: &'static str| context.rows().filter(move |row| row.get("use") == sort).map(|row| row.get("words"));
        let names = Lexicon::new(all.iter().enumerate().map(|(id, division)| (division.name.as_str(), id)));
        Self {
            names,
            before: Lexicon::some(&context, "words", "use", "before"),
            before_chars: of("before").filter_map(|word| word.chars().next().filter(|_| word.chars().nth(1).is_none())).collect(),
            after: Lexicon::some(&context, "words", "use", "after"),
            common: of("common").collect(),
            all,
        }
    }

    fn get(&self, id: usize) -> Option<&Division> {
        self.all.get(id)
    }
    fn name(&self, id: usize) -> Option<String> {
        self.get(id).map(|division| division.name.clone())
    }

    /// May a name begin at `at`? At a mark, a blank, or behind a word that a name follows.
    fn opens(&self, chars: &[char], at: usize) -> bool {
        let Some(&before) = at.checked_sub(1).and_then(|i| chars.get(i)) else { return true };
        let word = at.checked_sub(2).is_some_and(|i| self.before.all_starting(chars, i).any(|(n, ())| n == 2));
        // 40|项城市路网: behind a number stands its measure word.
        (!is_han(before) && !before.is_ascii_digit()) || self.before_chars.contains(&before) || word
    }

    /// The names in a text, outermost first where one follows the other at once: positions of those that fit each other.
    fn names_in(&self, chars: &[char], from: usize, to: usize) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        let mut at = from;
        while at < to {
            let Some((next, n, _)) = self.names.longest_within(chars, at, to).next() else { break };
            at = next;
            if at + n > to {
                at += 1;
                continue;
            }
            let ids: Vec<usize> = self.names.all_starting(chars, at).filter(|&(m, _)| m == n).map(|(_, &id)| id).collect();
            // Right behind the name of what it belongs to there is no doubt.
            let above = found.last().filter(|last| last.span.end == at).map(|last| &last.ids);
            let within: Vec<usize> = above.map_or(Vec::new(), |above| ids.iter().copied().filter(|&id| self.belongs(id, above)).collect());
            let sure = !within.is_empty();
            let alone = n > 2 && self.opens(chars, at) && !self.is_common(chars, at, n);
            if (sure || alone) && !self.goes_on(chars, at + n) {
                found.push(Named { span: Span::new(at, at + n), ids: if sure { within } else { ids } });
                at += n;
            } else {
                at += 1;
            }
        }
        found
    }

    fn belongs(&self, id: usize, above: &[usize]) -> bool {
        self.get(id).is_some_and(|division| above.iter().any(|&up| up != id && (division.province == up || division.city == Some(up))))
    }
    fn is_common(&self, chars: &[char], at: usize, n: usize) -> bool {
        let word = chars.get(at..at + n).unwrap_or(&[]);
        self.common.iter().any(|common| common.chars().eq(word.iter().copied()))
    }
    /// Is the name's last character the first one of another word (长安|区域)?
    fn goes_on(&self, chars: &[char], end: usize) -> bool {
        end.checked_sub(1).is_some_and(|last| self.after.starting(chars, last).is_some())
    }
}

/// A name in the text and the divisions that have it.
struct Named {
    span: Span,
    ids: Vec<usize>,
}

/// Where the report is from: the innermost place that region, bodies and title name. Of several places with one name the one whose city or
/// province the text names too; `None` where that leaves none or several.
fn own(source: &Source, layout: &Layout, meta: &Meta, divisions: &Divisions) -> Option<usize> {
    let mut named: Vec<usize> = Vec::new();
    let mut ask = |chars: &[char]| {
        for name in divisions.names_in(chars, 0, chars.len()) {
            named.extend(name.ids);
        }
    };
    // The name of the region stands for itself, be it a common word or not.
    let region = folded(meta.region.as_deref().unwrap_or_default());
    let whole: Vec<usize> = divisions.names.all_starting(&region, 0).filter(|&(n, _)| n == region.len()).map(|(_, &id)| id).collect();
    meta.issuers.iter().for_each(|issuer| ask(&folded(issuer)));
    layout.title.iter().for_each(|&line| ask(source.folded(line)));
    let candidates = if whole.is_empty() { named.clone() } else { whole };
    let innermost = candidates.iter().filter_map(|&id| divisions.get(id)).map(|division| division.level).max()?;
    let mut of_level: Vec<usize> = Vec::new();
    for id in candidates {
        if divisions.get(id).is_some_and(|division| division.level == innermost) && !of_level.contains(&id) {
            of_level.push(id);
        }
    }
    let mut candidates = of_level;
    if candidates.len() > 1 {
        // The head and the first pages name the city above.
        let upto = source.len().min(HEAD);
        named.extend(divisions.names_in(source.chars(), 0, upto).into_iter().flat_map(|name| name.ids));
        candidates.retain(|&id| divisions.belongs(id, &named));
    }
    match *candidates.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// So many characters are asked for the city above.
const HEAD: usize = 3000;
/// So many places are listed; a text that names more is a list of places itself.
const MOST: usize = 60;

/// The report's own place, and the places elsewhere that its body names, in the order in which they first stand there. Without an own place nothing is
/// elsewhere.
pub fn places(source: &Source, layout: &Layout, meta: &Meta) -> (Option<Place>, Vec<ForeignPlace>) {
    let divisions = &*DIVISIONS;
    let Some((id, here)) = own(source, layout, meta, divisions).and_then(|id| Some((id, divisions.get(id)?))) else {
        return (None, Vec::new());
    };
    let place = Place {
        name: here.name.clone(),
        level: here.level,
        province: divisions.name(here.province).unwrap_or_default(),
        city: here.city.and_then(|city| divisions.name(city)),
    };
    // Its own: what it belongs to and what belongs to it. Neighbours in one city are no strangers either.
    let home = |other: usize| {
        other == id
            || divisions.get(other).is_some_and(|division| {
                let same_city = division.city.is_some() && division.city == here.city;
                let directly = here.city.is_none() && here.level == PlaceLevel::County && division.city.is_none();
                other == here.province
                    || same_city
                    || (division.province == here.province && (here.level == PlaceLevel::Province || directly))
            })
    };
    let mut foreign: Vec<ForeignPlace> = Vec::new();
    for line in layout.body() {
        for name in divisions.names_in(source.chars(), line.span.start, line.span.end) {
            if name.ids.iter().any(|&id| home(id)) {
                continue;
            }
            let Some(division) = name.ids.first().and_then(|&id| divisions.get(id)) else { continue };
            let one = name.ids.iter().filter_map(|&id| divisions.get(id)).all(|other| other.province == division.province);
            if let Some(known) = foreign.iter_mut().find(|known| known.name == division.name) {
                known.spans.push(name.span);
            } else if foreign.len() < MOST {
                foreign.push(ForeignPlace {
                    name: division.name.clone(),
                    level: division.level,
                    province: one.then(|| divisions.name(division.province)).flatten(),
                    same_province: one && division.province == here.province,
                    spans: vec![name.span],
                });
            }
        }
    }
    (Some(place), foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!((table().fault(), context_table().fault()), (None, None));
        for row in context_table().rows() {
            assert!(["before", "after", "common"].contains(&row.get("use")), "{}", row.get("words"));
        }
    }

    #[test]
    fn all_divisions_are_there() {
        let count = |level| DIVISIONS.all.iter().filter(|division| division.level == level).count();
        assert_eq!([PlaceLevel::Province, PlaceLevel::City, PlaceLevel::County].map(count), [34, 333, 2845]);
    }
}
