//! Turns a module into one whose functions stand beside those that they resemble.
//!
//! gzip finds what it saw in the last 32 KB. A compiler writes functions in the order of its own work, so that the many small ones that differ by a few
//! numbers stand far from each other. Side by side they weigh a twenty-fifth of the module less, and nothing else changes.

use crate::wasm::Module;
use std::collections::HashMap;

/// So far back gzip looks.
const WINDOW: usize = 32_000;
/// Pieces of so many bytes are compared.
const PIECE: usize = 5;
/// A piece that stands in more functions than this says nothing of a resemblance.
const COMMON: usize = 30;
/// Added to the length of each function: what a very short one has in common is chance.
const LEAST: u64 = 100;

/// The module with a custom section that names each function by its place, for a tool that sorts functions by their names. `None` where it can't be read.
pub fn named(wasm: &[u8]) -> Option<Vec<u8>> {
    let module = Module::read(wasm)?;
    let bodies: Vec<&[u8]> = module.functions.iter().map(|function| function.body).collect();
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = Vec::new();
    number(&mut names, places.len());
    for (function, place) in places.iter().enumerate() {
        number(&mut names, module.imported + function);
        let name = format!("{place:08}");
        number(&mut names, name.len());
        names.extend_from_slice(name.as_bytes());
    }
    let mut section = b"\x04name\x01".to_vec();
    number(&mut section, names.len());
    section.extend(names);
    let mut out = wasm.to_vec();
    out.push(0);
    number(&mut out, section.len());
    out.extend(section);
    Some(out)
}

/// LEB128, unsigned.
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Begins with the longest; then always the one of which the largest part stands in the window. Of equal ones the first.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces = pieces(bodies);
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); pieces.iter().flatten().max().map_or(0, |last| last + 1)];
    for (function, pieces) in pieces.iter().enumerate() {
        for &piece in pieces {
            holders[piece].push(function);
        }
    }
    let mut times = vec![0u32; holders.len()]; // that the window holds each piece
    let mut shared = vec![0u64; bodies.len()]; // pieces of each function that the window holds
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let (mut order, mut oldest, mut held) = (Vec::with_capacity(bodies.len()), 0, 0);
    let mut next = (0..bodies.len()).rev().max_by_key(|&function| bodies[function].len());
    while let Some(function) = next {
        left.retain(|&other| other != function);
        order.push(function);
        held += bodies[function].len();
        for &piece in &pieces[function] {
            times[piece] += 1;
            if times[piece] == 1 {
                holders[piece].iter().for_each(|&holder| shared[holder] += 1);
            }
        }
        while held > WINDOW && oldest + 1 < order.len() {
            let gone = order[oldest];
            oldest += 1;
            held -= bodies[gone].len();
            for &piece in &pieces[gone] {
                times[piece] -= 1;
                if times[piece] == 0 {
                    holders[piece].iter().for_each(|&holder| shared[holder] -= 1);
                }
            }
        }
        let share = |function: usize| (shared[function], bodies[function].len() as u64 + LEAST);
        next = left.iter().copied().reduce(|best, other| {
            let ((a, of_a), (b, of_b)) = (share(best), share(other));
            if b * of_a > a * of_b {
                other
            } else {
                best
            }
        });
    }
    order
}

/// The pieces of each function that stand in few others, each once, by number.
fn pieces(bodies: &[&[u8]]) -> Vec<Vec<usize>> {
    let mut numbers: HashMap<&[u8], usize> = HashMap::new();
    let mut all: Vec<Vec<usize>> = Vec::new();
    for body in bodies {
        let mut pieces: Vec<usize> = Vec::new();
        for piece in body.windows(PIECE) {
            let count = numbers.len();
            pieces.push(*numbers.entry(piece).or_insert(count));
        }
        pieces.sort_unstable();
        pieces.dedup();
        all.push(pieces);
    }
    let mut functions = vec![0; numbers.len()];
    all.iter().flatten().for_each(|&piece| functions[piece] += 1);
    for pieces in &mut all {
        pieces.retain(|&piece| (2..=COMMON).contains(&functions[piece]));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_stands_beside_like() {
        let family = |head: u8| (0..60u8).map(|i| if i == 30 { head } else { i }).collect::<Vec<u8>>();
        let others = |head: u8| (0..60u8).map(|i| if i == 30 { head } else { 200 - i }).collect::<Vec<u8>>();
        let bodies = [family(101), others(102), family(103), others(104), family(105)];
        let bodies: Vec<&[u8]> = bodies.iter().map(|body| body.as_slice()).collect();
        assert_eq!(order(&bodies), [0, 2, 4, 1, 3]);
        assert_eq!(order(&[]), [] as [usize; 0]);
    }

    #[test]
    fn every_function_is_named_once() {
        // Two functions without anything in them.
        let wasm = [b"\0asm\x01\0\0\0".as_slice(), &[1, 4, 1, 0x60, 0, 0], &[3, 3, 2, 0, 0], &[10, 7, 2, 2, 0, 0x0b, 2, 0, 0x0b]].concat();
        let out = named(&wasm).unwrap();
        let module = Module::read(&out).unwrap();
        assert_eq!(module.functions.iter().map(|function| function.name.as_str()).collect::<Vec<_>>(), ["00000000", "00000001"]);
        assert!(named(b"").is_none());
    }
}
