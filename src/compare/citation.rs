//! Turns two lists of cited documents into those kept, renewed (same title, new year or number), new and dropped.

use super::model::{CitationPair, CitationStatus};
use crate::extract::citation::Citation;
use crate::report::Reading;
use crate::text::fold;
use std::collections::BTreeMap;

/// Each document once, where it is named in full or first; short names (《纲要》 for a document named before) are left out.
pub fn pair(before: &Reading, after: &Reading) -> Vec<CitationPair> {
    let (a, b) = (documents(&before.report.citations), documents(&after.report.citations));
    let mut of_b: Vec<Option<(usize, CitationStatus)>> = vec![None; b.len()];
    let mut taken = vec![false; a.len()];
    type Same = fn(&Document, &Document) -> bool;
    // The surest first: the very same, then the same title whatever its number, then the same but for the year in the title.
    let rounds: [(Same, CitationStatus); 3] = [
        (|x, y| x.title == y.title && (x.number == y.number || x.number.is_empty() || y.number.is_empty()), CitationStatus::Kept),
        (|x, y| x.title == y.title, CitationStatus::Renewed),
        (|x, y| x.key == y.key, CitationStatus::Renewed),
    ];
    let mut by_key: Vec<usize> = (0..a.len()).collect();
    crate::order::by(&mut by_key, |&x, &y| a[x].key.cmp(&a[y].key));
    for (same, status) in rounds {
        for (j, document) in b.iter().enumerate() {
            if of_b[j].is_some() {
                continue;
            }
            let near = by_key.iter().skip(by_key.partition_point(|&i| a[i].key < document.key));
            if let Some(&i) = near.take_while(|&&i| a[i].key == document.key).find(|&&i| !taken[i] && same(&a[i], document)) {
                taken[i] = true;
                of_b[j] = Some((i, status));
            }
        }
    }
    let mut found: Vec<CitationPair> = b
        .iter()
        .zip(&of_b)
        .map(|(document, partner)| match partner {
            Some((i, status)) => CitationPair { before: Some(a[*i].at), after: Some(document.at), status: *status },
            None => CitationPair { before: None, after: Some(document.at), status: CitationStatus::New },
        })
        .collect();
    found.extend(a.iter().zip(taken).filter(|(_, taken)| !taken).map(|(document, _)| CitationPair {
        before: Some(document.at),
        after: None,
        status: CitationStatus::Dropped,
    }));
    found
}

struct Document {
    at: usize,
    /// Folded, without blanks.
    title: String,
    /// The title without years, so that last year's 工作要点 meets this year's.
    key: String,
    number: String,
}

fn documents(citations: &[Citation]) -> Vec<Document> {
    let mut found: Vec<Document> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, citation) in citations.iter().enumerate().filter(|(_, c)| c.alias.is_none()) {
        let title = plain(&citation.title);
        let number = citation.number.as_ref().map_or(String::new(), |n| plain(&n.text));
        match seen.get(&title) {
            Some(&known) => {
                if found[known].number.is_empty() {
                    found[known].number = number;
                }
            }
            None => {
                seen.insert(title.clone(), found.len());
                found.push(Document { at, key: without_years(&title), title, number });
            }
        }
    }
    found
}

fn plain(words: &str) -> String {
    let shape = |c: char| match fold(c) {
        '[' | '﹝' | '【' | '(' => '〔',
        ']' | '﹞' | '】' | ')' => '〕',
        '〈' | '‹' => '《',
        '〉' | '›' => '》',
        c => c,
    };
    words.chars().map(shape).filter(|c| !c.is_whitespace()).collect()
}

/// Without years, be they 2022 or 二〇二二, and without 年, 年度: 2022年度工作要点 → 工作要点. Of a title that is nothing else, the title.
fn without_years(title: &str) -> String {
    let mut key = String::new();
    let chars: Vec<char> = title.replace("年度", "").chars().collect();
    let mut rest = chars.as_slice();
    while let Some((&c, after)) = rest.split_first() {
        let written = rest.iter().take_while(|c| "〇零一二三四五六七八九".contains(**c)).count();
        rest = if written == 4 { rest.get(written..).unwrap_or(&[]) } else { after };
        if written != 4 && !c.is_ascii_digit() && !matches!(c, '年' | '-' | '—' | '〔' | '〕') {
            key.push(c);
        }
    }
    if key.is_empty() {
        title.to_string()
    } else {
        key
    }
}
