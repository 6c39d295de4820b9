//! Turns the pages of a wasm memory into blocks for the program: one list of free blocks for each size.
//!
//! Reading a report makes some thousands of short lists and strings. The standard allocator joins and splits blocks each time, which was a twentieth of the
//! reading time; here a block is taken from the list of its size or from the end of the memory, and goes back to that list. Blocks are never joined: what the
//! program holds is at most, for each size, the most that was ever in use at once, so reading ten thousand reports takes no more than reading the greatest.
//!
//! This is the only unsafe code of the project. It stands in a crate of its own so that the others can forbid it.
#![no_std]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;

/// Blocks of up to this size come in steps of [`STEP`], greater ones in four sizes for each doubling: at most a quarter is wasted.
const SMALL: usize = 128;
const STEP: usize = 16;
/// Four for each doubling from 128 bytes to 2 GB, behind the small ones.
const SIZES: usize = SMALL / STEP + 4 * 24;

/// The number of the list that holds blocks for `size` bytes (at least 1), and how large its blocks are.
#[inline(always)]
fn class(size: usize) -> (usize, usize) {
    if size <= SMALL {
        let number = size.div_ceil(STEP);
        return (number - 1, number * STEP);
    }
    great(size)
}

/// The same for more than [`SMALL`].
#[inline(never)]
fn great(size: usize) -> (usize, usize) {
    // 2^power < size <= 2^(power + 1); that stretch is cut into four.
    let power = (usize::BITS - 1 - (size - 1).leading_zeros()) as usize;
    let quarter = 1 << (power - 2);
    let steps = (size - (1 << power)).div_ceil(quarter);
    (SMALL / STEP + 4 * (power - 7) + steps - 1, (1 << power) + steps * quarter)
}

/// The allocator: put it behind `#[global_allocator]`.
pub struct Blocks(UnsafeCell<State>);

struct State {
    /// First free block of each size, 0 for none. A free block holds the address of the next one in its first word.
    free: [usize; SIZES],
    /// What was taken from the system and never given to the program.
    fresh: usize,
    end: usize,
}

// SAFETY: wasm without the atomics feature has one thread, so no two calls ever overlap; the module of this project is built for it alone.
#[cfg(not(target_feature = "atomics"))]
unsafe impl Sync for Blocks {}

impl Blocks {
    #[allow(clippy::new_without_default)] // A static needs a constant.
    pub const fn new() -> Self {
        Self(UnsafeCell::new(State { free: [0; SIZES], fresh: 0, end: 0 }))
    }
}

impl State {
    /// A block that was never in use; 0 where the system has no more.
    #[cold]
    #[inline(never)]
    fn take(&mut self, size: usize, pages: &mut dyn FnMut(usize) -> Option<(usize, usize)>) -> usize {
        if self.end - self.fresh < size {
            let Some((start, end)) = pages(size) else { return 0 };
            // What is new mostly lies behind what is left; else the rest stays unused.
            if start != self.end {
                self.fresh = start;
            }
            self.end = end;
        }
        let block = self.fresh;
        self.fresh += size;
        block
    }
}

/// Asks for at least `size` bytes more: where they start and end. They are aligned to pages.
#[cfg(target_arch = "wasm32")]
fn pages(size: usize) -> Option<(usize, usize)> {
    const PAGE: usize = 1 << 16;
    let count = size.div_ceil(PAGE);
    let before = core::arch::wasm32::memory_grow(0, count.max(4));
    (before != usize::MAX).then(|| (before * PAGE, (before + count.max(4)) * PAGE))
}
#[cfg(not(target_arch = "wasm32"))]
fn pages(_: usize) -> Option<(usize, usize)> {
    None
}

// SAFETY: a block is given out again only after `dealloc` has taken it back: it is either in use, in exactly one list, or behind `fresh`. `class` gives the
// same list for one layout every time, and blocks of that list are at least as large. Every block starts at a multiple of 16: pages do, and all sizes are
// multiples of 16. Greater alignments, which the program does not ask for, are refused. A free block is at least 16 bytes long and belongs to nobody, so
// the word in it is ours to write. No reference into the state outlives a call, and one thread makes no two calls at once.
unsafe impl GlobalAlloc for Blocks {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > STEP || layout.size() > isize::MAX as usize / 2 {
            return core::ptr::null_mut();
        }
        let (number, size) = class(layout.size().max(1));
        let state = &mut *self.0.get();
        let block = state.free[number];
        if block == 0 {
            return state.take(size, &mut pages) as *mut u8;
        }
        state.free[number] = *(block as *const usize);
        block as *mut u8
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let (number, _) = class(layout.size().max(1));
        let state = &mut *self.0.get();
        *(block as *mut usize) = state.free[number];
        state.free[number] = block as usize;
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let new = Layout::from_size_align_unchecked(size, layout.align());
        if class(layout.size().max(1)) == class(size.max(1)) {
            return block;
        }
        let moved = self.alloc(new);
        if !moved.is_null() {
            core::ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
            self.dealloc(block, layout);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_a_list_whose_blocks_hold_it() {
        let mut last = (0, 16);
        for size in (1..5000).chain((12..31).flat_map(|power| [(1usize << power) - 1, 1 << power, (1 << power) + 1])) {
            let (number, block) = class(size);
            assert!(block >= size && block - size <= 16.max(size / 4) && block % STEP == 0 && number < SIZES, "{size}");
            assert!((number, block) == last || (number > last.0 && block > last.1) || block < last.1, "{size}");
            // All sizes of one list have the same blocks.
            assert_eq!(class(block), (number, block), "{size}");
            last = (number, block);
        }
    }

    #[test]
    fn fresh_blocks_follow_each_other() {
        let mut state = State { free: [0; SIZES], fresh: 0, end: 0 };
        let mut pages = |size: usize| (size < 1000).then_some((4096, 4096 + 64));
        assert_eq!([state.take(48, &mut pages), state.take(16, &mut pages)], [4096, 4144]);
        let mut more = |_: usize| Some((4160, 8192));
        assert_eq!(state.take(32, &mut more), 4160);
        assert_eq!(state.take(usize::MAX / 4, &mut |_| None), 0);
    }
}
