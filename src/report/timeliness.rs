//! Turns the dates of a report into in time or late, by the deadline that applied in its year.

use super::model::{InTime, Timeliness};
use crate::extract::meta::Meta;
use crate::rules::Table;

/// As it is, with the column `source`: people are shown where a deadline stands.
fn table() -> Table {
    Table::new(crate::rules::vocabulary!("deadlines.tsv"))
}

/// The dates against the deadline; `None` where the year is unknown or no deadline is known for it. A date before the year that is reported on
/// (a page's default, a wrong one) says nothing.
pub fn timeliness(meta: &Meta) -> Option<Timeliness> {
    let year = meta.year?;
    let table = table();
    let row = table.rows().find(|row| {
        let bound = |column| row.get(column).parse::<u16>().ok();
        bound("from").zip(bound("to")).is_some_and(|(from, to)| (from..=to).contains(&year))
    })?;
    let due = format!("{}-{}", year + 1, row.get("day"));
    let first = format!("{year}-01-01");
    let judge = |date: &Option<String>| {
        let date = date.as_deref().filter(|date| date.len() == due.len() && *date >= first.as_str())?;
        Some(if date <= due.as_str() { InTime::InTime } else { InTime::Late })
    };
    Some(Timeliness {
        signed: judge(&meta.signed),
        published: judge(&meta.published),
        rule: row.get("rule").to_string(),
        source: row.get("source").to_string(),
        confirmed: row.get("confirmed") == "yes",
        due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_keeps_the_rules() {
        assert_eq!(table().fault(), None);
        assert!(table().rows().all(|row| ["yes", "no"].contains(&row.get("confirmed")) && row.get("day").len() == 5));
    }

    #[test]
    fn a_page_that_gives_no_real_date_is_not_judged() {
        let of = |year, published: &str| {
            let meta = Meta { year, published: Some(published.into()), ..Meta::default() };
            timeliness(&meta).map(|t| (t.due, t.published))
        };
        assert_eq!(of(Some(2023), "1970-01-01"), Some(("2024-04-01".into(), None)));
        assert_eq!(of(Some(2023), "2024-04-01"), Some(("2024-04-01".into(), Some(InTime::InTime))));
        assert_eq!(of(None, "2024-04-01"), None);
    }
}
