//! Any bytes as a web archive: reading its members ends, and their words are where their offsets say.

#![no_main]

#[path = "../members.rs"]
mod members;

use annals_containers::Container;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| members::check(Container::Warc, bytes));
