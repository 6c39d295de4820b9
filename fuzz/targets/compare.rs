//! Turns any two texts into a comparison: nothing panics, and ids name what there is.
#![no_main]

use fazhi_lens::{compare, parse, CompareOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first byte says where the earlier text ends; a third one of its own would rarely be like it, so the later is often the earlier with a change.
    let Some((cut, rest)) = data.split_first() else { return };
    let at = rest.len() * usize::from(*cut) / 256;
    let (before, after) = (fazhi_lens_fuzz::text(&rest[..at]), fazhi_lens_fuzz::text(&rest[at..]));
    let after = if cut % 3 == 0 { format!("{before}{after}") } else { after };
    let found = compare(&before, &after, &CompareOptions::default());
    let (earlier, later) = (parse(&before, None), parse(&after, None));
    for pair in &found.indicators {
        assert!(pair.before.is_none_or(|id| id < earlier.indicators.len()) && pair.after.is_none_or(|id| id < later.indicators.len()));
        assert!(pair.before.is_some() || pair.after.is_some());
    }
});
