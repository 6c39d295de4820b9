//! Turns lists into their order, with one sort for lists of every kind.
//!
//! The library's sorts are compiled anew for each kind of item, 2 to 8 KB each time; together they were a tenth of the module.

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
    merge_sort(&mut places, |&a, &b| compare(a as usize, b as usize) == Ordering::Less);
    places
}

/// Sorts numbers, pairs of numbers and the like by themselves.
pub fn plain<T: Copy + Ord>(items: &mut [T]) {
    merge_sort(items, |a, b| a < b);
}

/// Sorts by the number before each item; items of one number keep their order. The numbers tell roughly where an item belongs: it goes to one of about half
/// as many stretches as there are items, and only those are sorted. Where the numbers crowd together, that costs no more than sorting them without.
#[inline(never)]
pub fn keyed(items: &mut [(u64, usize)]) {
    const FEW: usize = 32;
    let less = |a: &(u64, usize), b: &(u64, usize)| a.0 < b.0;
    let (least, most) = items.iter().fold((u64::MAX, 0), |(least, most), item| (item.0.min(least), item.0.max(most)));
    let Some(range) = most.checked_sub(least).filter(|&range| range > 0 && items.len() >= FEW) else {
        return merge_sort(items, less);
    };
    let stretches = items.len().next_power_of_two() / 2;
    let shift = range.ilog2().saturating_sub(stretches.ilog2() - 1);
    let stretch = |item: &(u64, usize)| ((item.0 - least) >> shift) as usize;
    // Where each stretch ends; while it is filled from its end, where it begins.
    let mut starts = vec![0u32; stretches + 1];
    items.iter().for_each(|item| starts[stretch(item)] += 1);
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut sorted = items.to_vec();
    for item in items.iter().rev() {
        let start = &mut starts[stretch(item)];
        *start -= 1;
        sorted[*start as usize] = *item;
    }
    for ends in starts.windows(2).filter(|ends| ends[1] > ends[0] + 1) {
        merge_sort(&mut sorted[ends[0] as usize..ends[1] as usize], less);
    }
    items.copy_from_slice(&sorted);
}

/// Runs sorted by insertion, then merged two by two into a second list and back. A tenth of the library's code, and as fast on lists of some thousands.
fn merge_sort<T: Copy>(items: &mut [T], less: impl Fn(&T, &T) -> bool) {
    const RUN: usize = 12;
    for run in items.chunks_mut(RUN) {
        for end in 1..run.len() {
            let (item, mut at) = (run[end], end);
            while at > 0 && less(&item, &run[at - 1]) {
                run[at] = run[at - 1];
                at -= 1;
            }
            run[at] = item;
        }
    }
    let mut width = RUN;
    let mut merged = if items.len() > width { items.to_vec() } else { Vec::new() };
    while width < items.len() {
        for (both, out) in items.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            merge(both, width.min(both.len()), out, &less);
        }
        items.copy_from_slice(&merged);
        width *= 2;
    }
}

/// Writes the two sorted halves of a list as one. Halves that follow each other, as in a list that came sorted, are only copied.
fn merge<T: Copy>(both: &[T], middle: usize, out: &mut [T], less: &impl Fn(&T, &T) -> bool) {
    let (mut left, mut right) = (0, middle);
    let follow = right == both.len() || !less(&both[right], &both[right - 1]);
    let mut filled = 0;
    while !follow && left < middle && right < both.len() {
        let (a, b) = (both[left], both[right]);
        let second = less(&b, &a);
        out[filled] = if second { b } else { a };
        left += usize::from(!second);
        right += usize::from(second);
        filled += 1;
    }
    // One of the two is through, unless they follow each other.
    let (left, right, out) = (&both[left..middle], &both[right..], &mut out[filled..]);
    out[..left.len()].copy_from_slice(left);
    out[left.len()..].copy_from_slice(right);
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
        for count in [0, 1, 2, 3, 7, 12, 13, 24, 25, 49, 100, 1000] {
            let mut items: Vec<(usize, String)> = (0..count).map(|i| ((i * 37 + 11) % 5, i.to_string())).collect();
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            by_key(&mut items, |item| item.0);
            assert_eq!(items, sorted);
            let mut numbers: Vec<usize> = (0..count).map(|i| (i * 7919 + 13) % 211).collect();
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            plain(&mut numbers);
            assert_eq!(numbers, sorted);
            for spread in [1, 1 << 20, u64::MAX / 211] {
                let number = |i: usize| if i.is_multiple_of(9) { u64::MAX } else { ((i * 7919 + 13) % 211 / 3) as u64 * spread };
                let mut items: Vec<(u64, usize)> = (0..count).map(|i| (number(i), i)).collect();
                let mut sorted = items.clone();
                sorted.sort_by_key(|item| item.0);
                keyed(&mut items);
                assert_eq!(items, sorted);
            }
            by(&mut items, |a, b| b.1.len().cmp(&a.1.len()).then(b.1.cmp(&a.1)));
            assert!(items.windows(2).all(|pair| pair[0].1.len() > pair[1].1.len() || pair[0].1 > pair[1].1));
        }
    }
}
