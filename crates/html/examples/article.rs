//! Prints the metadata and the blocks of saved web pages, one block per line after its kind.
//!
//! `cargo run -p annals-html --example article -- PAGE.html`

#![allow(clippy::disallowed_methods, reason = "a command reads its arguments")]

use std::error::Error;

use annals_knowledge::{Files, Pages};

fn main() -> Result<(), Box<dyn Error>> {
    let pages = Pages::load(&Files::read("../../knowledge".as_ref())?)?;
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let html = String::from_utf8(bytes).unwrap_or_else(|error| {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
        });
        let page = annals_html::read(&html, annals_html::Extent::of(&html), &pages)?;
        println!("{:#?}", page.metadata);
        for block in &page.blocks {
            let text = page.text.get(block.range.clone()).unwrap_or_default();
            println!("{:?}\t{}", block.kind, text.replace('\n', " "));
        }
    }
    Ok(())
}
