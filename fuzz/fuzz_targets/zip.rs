//! Any bytes as a ZIP archive: its members come to an end, and their words stand where they say.

#![no_main]

#[path = "../members.rs"]
mod members;

use annals_containers::Container;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| members::check(Container::Zip, bytes));
