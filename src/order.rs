//! Turns lists into their order, with one sort for lists of every kind.
//!
//! The library's sort is compiled anew for each kind of item, 4 to 8 KB each time; together they were a tenth of the module. Lists on the hot path
//! that hold plain numbers call the library itself.

use std::cmp::Ordering;

/// Sorts by `compare`; items that are equal keep their order.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = ranked(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(items, places);
}

/// Sorts by a key of each item; items of one key keep their order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// For each place the item that belongs there.
fn ranked(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    places.sort_by(|&a, &b| compare(a as usize, b as usize));
    places
}

/// Brings the items to their places along the cycles of the permutation, each item once.
fn arrange<T>(items: &mut [T], mut places: Vec<u32>) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(place) = places.get_mut(at) {
            let from = std::mem::replace(place, at as u32) as usize;
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_equal_items_keep_their_order() {
        for count in [0, 1, 2, 3, 7, 100] {
            let mut items: Vec<(usize, String)> = (0..count).map(|i| ((i * 37 + 11) % 5, i.to_string())).collect();
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            by_key(&mut items, |item| item.0);
            assert_eq!(items, sorted);
            by(&mut items, |a, b| b.1.len().cmp(&a.1.len()).then(b.1.cmp(&a.1)));
            assert!(items.windows(2).all(|pair| pair[0].1.len() > pair[1].1.len() || pair[0].1 > pair[1].1));
        }
    }
}
