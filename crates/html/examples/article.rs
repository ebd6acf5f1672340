//! Prints what is found in a saved web page: a block a line, its kind before it.
//!
//! `cargo run -p annals-page --example article -- PAGE.html`

#![allow(clippy::disallowed_methods, reason = "a command of its own, which takes its input from outside")]

use std::error::Error;

use annals_knowledge::{Files, Pages};

fn main() -> Result<(), Box<dyn Error>> {
    let pages = Pages::load(&Files::read("../../knowledge".as_ref()).unwrap())?;
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let html = String::from_utf8(bytes).unwrap_or_else(|error| {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
        });
        let page = annals_html::read(&html, annals_html::Extent::of(&html), &pages)?;
        println!("{:#?}", page.metadata);
        for block in &page.blocks {
            let words = page.text.get(block.range.clone()).unwrap_or_default();
            println!("{:?}\t{}", block.kind, words.replace('\n', " "));
        }
    }
    Ok(())
}
