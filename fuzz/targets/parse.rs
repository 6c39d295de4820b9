//! Turns any text into a report: nothing panics, and every span is evidence.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = fazhi_lens_fuzz::text(data);
    fazhi_lens_fuzz::check(&text, &fazhi_lens::parse(&text, None));
});
