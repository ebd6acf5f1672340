//! Any bytes as a saved web page: its segments are in its text, and their spans map back to them.

#![no_main]

#[path = "../pages.rs"]
mod pages;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| pages::check("folder/article.html", bytes));
