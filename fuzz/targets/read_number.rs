//! Turns any words into a number or none: nothing panics, and a number is one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some(value) = fazhi_lens::read_number(&fazhi_lens_fuzz::text(data)) {
        assert!(value.is_finite());
    }
});
