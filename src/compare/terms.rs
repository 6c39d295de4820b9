//! Turns words into weighted bigrams: what two passages share, rare pairs of characters counting more than common ones.
//!
//! No dictionary is needed: two neighbouring ideographs are a term. A term's weight is ln((N + 1) / (df + 0.5)) over the sentences of both reports.

use crate::report::Reading;
use crate::text::{is_han, sentences};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Identifies a pair of neighbouring ideographs.
type Term = u64;

/// Terms are looked up more often than anything else, and nobody gains by making them collide: one multiplication is hash enough.
#[derive(Default)]
pub struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }
    fn write_u64(&mut self, term: u64) {
        let mixed = (self.0 ^ term).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

type Terms<T> = HashMap<Term, T, BuildHasherDefault<TermHasher>>;

/// How rare each term is in the two reports. Only looked up, never listed, so its order plays no part.
pub struct Rarity {
    /// For each term in how many sentences it stands, and the last of them.
    seen: Terms<(u32, usize)>,
    /// The weight of a term by how many sentences have it.
    weights: Vec<f64>,
    unseen: f64,
}

/// Terms with their weights, sorted by term; the length is kept for the cosine.
#[derive(Clone, Debug, Default)]
pub struct Vector {
    terms: Vec<(Term, f64)>,
    length: f64,
}

fn terms_of(chars: &[char]) -> impl Iterator<Item = Term> + '_ {
    let pair = |w: &[char]| (is_word(w[0]) && is_word(w[1])).then(|| (u64::from(u32::from(w[0])) << 32) | u64::from(u32::from(w[1])));
    chars.windows(2).filter_map(pair)
}

/// Ideographs and letters (新媒体H5, 双随机A类): digits change from year to year and tell nothing.
fn is_word(c: char) -> bool {
    is_han(c) || c.is_ascii_alphabetic()
}

impl Rarity {
    pub fn of(readings: [&Reading; 2]) -> Self {
        let mut seen: Terms<(u32, usize)> = Terms::default();
        let mut count = 0usize;
        for reading in readings {
            for line in reading.layout.body() {
                for sentence in sentences(&reading.source, line.span) {
                    count += 1;
                    for term in terms_of(reading.source.folded(sentence)) {
                        let entry = seen.entry(term).or_insert((0, 0));
                        if entry.1 != count {
                            *entry = (entry.0 + 1, count);
                        }
                    }
                }
            }
        }
        let weight = |df: f64| libm::log((count as f64 + 1.0) / (df + 0.5)).max(0.05);
        let most = seen.values().map(|&(df, _)| df).max().unwrap_or(0);
        Self { seen, weights: (0..=most).map(|df| weight(f64::from(df))).collect(), unseen: weight(0.5) }
    }

    fn weight(&self, term: Term) -> f64 {
        self.seen.get(&term).and_then(|&(df, _)| self.weights.get(df as usize)).copied().unwrap_or(self.unseen)
    }

    /// How common two characters side by side are in the reports: 0 where they never stand so, about 2 from three sentences on.
    pub fn bond(&self, left: char, right: char) -> f64 {
        let pair = terms_of(&[left, right]).next();
        pair.map_or(0.0, |term| (self.unseen - self.weight(term)).max(0.0))
    }

    /// The vector of folded characters. Empty for less than two words.
    pub fn vector(&self, chars: &[char]) -> Vector {
        // Room at once: growing bit by bit costs more than the rest.
        let mut terms = Vec::with_capacity(chars.len());
        terms.extend(terms_of(chars));
        self.vector_of(terms)
    }

    /// The vector of a folded label: its last eight characters count twice, since the noun stands there.
    pub fn label(&self, chars: &[char]) -> Vector {
        let mut terms: Vec<Term> = Vec::with_capacity(chars.len() + 8);
        terms.extend(terms_of(chars));
        terms.extend(terms_of(&chars[chars.len().saturating_sub(8)..]));
        self.vector_of(terms)
    }

    fn vector_of(&self, mut terms: Vec<Term>) -> Vector {
        crate::order::plain(&mut terms);
        let mut vector = Vector { terms: Vec::with_capacity(terms.len()), length: 0.0 };
        for group in terms.chunk_by(|a, b| a == b) {
            // A term that stands twice says little more than one that stands once.
            let times = if group.len() == 1 { 1.0 } else { 1.0 + libm::log(group.len() as f64) };
            let weight = self.weight(group[0]) * times;
            vector.terms.push((group[0], weight));
        }
        vector.measure();
        vector
    }
}

impl Vector {
    fn measure(&mut self) {
        self.length = self.terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    }

    /// 0 where nothing is shared or one side is empty, 1 for the same terms in the same measure.
    pub fn cosine(&self, other: &Vector) -> f64 {
        if self.length == 0.0 || other.length == 0.0 {
            return 0.0;
        }
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.terms.get(i), other.terms.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        (sum / (self.length * other.length)).min(1.0)
    }

    /// Only the `most` weightiest terms, for texts whose length would make comparing slow.
    pub fn trimmed(mut self, most: usize) -> Self {
        if self.terms.len() > most {
            // The bits of positive numbers keep their order.
            let mut weights: Vec<u64> = self.terms.iter().map(|(_, weight)| weight.to_bits()).collect();
            crate::order::plain(&mut weights);
            let least = weights.get(weights.len() - most).copied().unwrap_or(0);
            let mut equal = weights.iter().rev().take(most).filter(|&&weight| weight == least).count();
            self.terms.retain(|(_, weight)| {
                let weight = weight.to_bits();
                let taken = weight > least || (weight == least && equal > 0);
                equal -= usize::from(taken && weight == least);
                taken
            });
            self.measure();
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms that `other` does not have: what stands around a name, without the name itself.
    pub fn without(&self, other: &Vector) -> Self {
        let mut rest = self.clone();
        rest.terms.retain(|(term, _)| other.terms.binary_search_by_key(term, |(known, _)| *known).is_err());
        rest.measure();
        rest
    }
}

/// Finds which of many vectors share a term with one, without looking at them all.
pub struct Index {
    holders: Terms<Vec<usize>>,
    most: usize,
}

impl Index {
    /// Terms that more than `most` vectors share are left out: they would bring everything together.
    pub fn new<'v>(vectors: impl Iterator<Item = &'v Vector>, most: usize) -> Self {
        let mut holders: Terms<Vec<usize>> = Terms::default();
        for (at, vector) in vectors.enumerate() {
            for (term, _) in &vector.terms {
                holders.entry(*term).or_default().push(at);
            }
        }
        Self { holders, most }
    }

    /// Positions of the vectors that share a term with `vector`, ascending, each once.
    pub fn near(&self, vector: &Vector) -> Vec<usize> {
        self.gather(vector, usize::MAX)
    }

    /// As [`near`](Self::near), but those that share its rarest terms alone once there are `enough`: the cost for one vector does not grow with the text.
    pub fn nearest(&self, vector: &Vector, enough: usize) -> Vec<usize> {
        self.gather(vector, enough)
    }

    fn gather(&self, vector: &Vector, enough: usize) -> Vec<usize> {
        let lists = vector.terms.iter().filter_map(|(term, _)| Some((self.holders.get(term)?, *term)));
        let mut lists: Vec<(&Vec<usize>, Term)> = lists.filter(|(list, _)| list.len() <= self.most).collect();
        crate::order::by_key(&mut lists, |(list, term)| (list.len(), *term));
        let mut near: Vec<usize> = Vec::new();
        for (list, _) in lists {
            if near.len() >= enough {
                break;
            }
            near.extend(list);
        }
        crate::order::plain(&mut near);
        near.dedup();
        near
    }
}

/// Two neighbouring characters as a key that can be sorted; `None` where one of them is no word's.
pub fn pair(left: char, right: char) -> Option<u64> {
    terms_of(&[left, right]).next()
}

impl Rarity {
    /// The weight of a [`pair`]; the largest for one that stands nowhere.
    pub fn of_pair(&self, pair: u64) -> f64 {
        self.weight(pair)
    }
    /// The weight of a pair that stands nowhere: what one rare pair counts at most.
    pub fn most(&self) -> f64 {
        self.unseen
    }
}

impl Vector {
    /// The terms with their weights, in ascending order.
    pub fn terms(&self) -> &[(u64, f64)] {
        &self.terms
    }
    /// The vector of several texts together; of a term that several hold, the largest weight counts.
    pub fn joined(mut vectors: Vec<Vector>) -> Vector {
        // Two by two, so that none is copied more often than the logarithm of their number says.
        while vectors.len() > 1 {
            vectors = vectors.chunks(2).map(|two| two[0].merged(two.get(1).unwrap_or(&Vector::default()))).collect();
        }
        let mut joined = vectors.pop().unwrap_or_default();
        joined.measure();
        joined
    }
    /// The terms of both, without the length.
    fn merged(&self, other: &Vector) -> Vector {
        let (mut left, mut right) = (self.terms.as_slice(), other.terms.as_slice());
        let mut terms = Vec::with_capacity(left.len() + right.len());
        while let ([a, of_a @ ..], [b, of_b @ ..]) = (left, right) {
            terms.push(if a.0 < b.0 || (a.0 == b.0 && a.1 >= b.1) { *a } else { *b });
            let order = a.0.cmp(&b.0);
            left = if order.is_le() { of_a } else { left };
            right = if order.is_ge() { of_b } else { right };
        }
        terms.extend_from_slice(left);
        terms.extend_from_slice(right);
        Vector { terms, length: 0.0 }
    }
    /// The vector of terms with weights above 0, in any order; of a term that stands twice, the largest weight counts.
    pub fn of_terms(mut terms: Vec<(u64, f64)>) -> Vector {
        crate::order::by(&mut terms, |a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        terms.dedup_by_key(|(term, _)| *term);
        let mut vector = Vector { terms, length: 0.0 };
        vector.measure();
        vector
    }
    /// The root of the sum of squared weights: what a sum of products is divided by for the cosine.
    pub fn length(&self) -> f64 {
        self.length
    }
    /// The sum of all weights.
    pub fn mass(&self) -> f64 {
        self.terms.iter().map(|(_, weight)| weight).sum()
    }
    /// The sum of the lesser weights of what both hold.
    pub fn common(&self, other: &Vector) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.terms.get(i), other.terms.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1.min(b.1);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        sum
    }
}
