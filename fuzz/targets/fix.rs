//! Any bytes at all, for the laws of `fix`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| polir_fuzz::laws::fix(bytes));
