//! Turns title, page head and signature into the report's particulars.

use serde::{Deserialize, Serialize};

/// What the report is: all null or empty where the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Meta {
    /// The report's own title; line breaks inside become one space.
    pub title: Option<String>,
    /// The place whose year it is, as its name stands in the text.
    pub region: Option<String>,
    /// Who issues it, as signed or as the title says.
    pub issuers: Vec<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The page's date line (发布日期), ISO.
    pub published: Option<String>,
    /// The date under the signature (成文日期), ISO.
    pub signed: Option<String>,
}
