//! Turns what a reader corrected by hand into changes of the reading; corrections win over what was read.

use crate::extract::indicator::Qualifier;
use crate::extract::meta::Meta;
use crate::outline::Role;
use crate::span::Span;
use serde::Deserialize;

/// Where a correction applies: a span (UTF-16 code units) and the words that stood there when it was made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Anchor {
    pub span: Span,
    pub raw: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RoleCorrection {
    /// The section's title span.
    pub at: Anchor,
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct IndicatorCorrection {
    pub at: Anchor,
    #[serde(default)]
    pub value: Option<f64>,
    /// Absent: left as read. Null: no range.
    #[serde(default, deserialize_with = "present")]
    pub upper: Option<Option<f64>>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub qualifier: Option<Qualifier>,
    #[serde(default)]
    pub wrong: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct AddedIndicator {
    pub at: Anchor,
    pub value: f64,
    pub unit: String,
    pub label: String,
}

/// What a reader corrected by hand in one report. Empty lists change nothing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Corrections {
    /// Fields that are absent stay as read; see `MetaCorrection`.
    pub meta: Option<MetaCorrection>,
    pub roles: Vec<RoleCorrection>,
    pub indicators: Vec<IndicatorCorrection>,
    pub added: Vec<AddedIndicator>,
}

/// Each field: absent = as read, null = the text does not say, value = the reader's.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct MetaCorrection {
    #[serde(deserialize_with = "present")]
    pub title: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    pub region: Option<Option<String>>,
    pub issuers: Option<Vec<String>>,
    #[serde(deserialize_with = "present")]
    pub year: Option<Option<u16>>,
    #[serde(deserialize_with = "present")]
    pub published: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    pub signed: Option<Option<String>>,
}

impl MetaCorrection {
    pub fn apply(&self, meta: &mut Meta) {
        fn set<T: Clone>(field: &mut Option<T>, by: &Option<Option<T>>) {
            if let Some(value) = by {
                *field = value.clone();
            }
        }
        set(&mut meta.title, &self.title);
        set(&mut meta.region, &self.region);
        set(&mut meta.year, &self.year);
        set(&mut meta.published, &self.published);
        set(&mut meta.signed, &self.signed);
        if let Some(issuers) = &self.issuers {
            meta.issuers = issuers.clone();
        }
    }
}

/// Tells an absent field (`None`, by `default`) from a null one (`Some(None)`).
fn present<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}
