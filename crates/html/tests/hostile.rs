//! Hostile pages: each is read or refused with a place, in linear time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
#![allow(clippy::disallowed_methods, reason = "one test measures time")]

use std::time::{Duration, Instant};

use annals_html::{Extent, Page, PageError, read};
use annals_knowledge::{Files, Pages};

const TEXT: &str =
    "The mill by the river burned in the night, and the water board said that nobody had been hurt.";

/// Reads a page on the stack size of worker threads.
fn read_on_small_stack(html: String) -> Result<Page, PageError> {
    let pages = Pages::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap();
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(move || read(&html, Extent::Page, &pages)).unwrap().join().unwrap()
}

fn page(body: &str) -> String {
    format!(
        "<html><head><title>A mill</title></head><body><h1>A mill burns</h1><p>{TEXT}</p>{body}<p>{TEXT}</p></body></html>"
    )
}

#[test]
fn elements_beyond_the_maximum_depth_are_refused_at_their_place() {
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "svg><g", "x-y"] {
        let html = page(&format!("<{tag}>").repeat(100_000));
        let error = read_on_small_stack(html.clone()).unwrap_err();
        assert!(matches!(error, PageError::TooDeep { .. }), "{tag}: {error}");
        assert!(html[error.at()..].starts_with(&format!("<{}", tag.split('>').next().unwrap())), "{tag}");
    }
}

#[test]
fn elements_up_to_the_maximum_depth_are_read() {
    for tag in ["div", "ul><li", "table><tr><td", "span", "b", "font"] {
        let html = page(&format!("{}{TEXT}", format!("<{tag}>").repeat(240)));
        let page = read_on_small_stack(html).unwrap();
        assert!(page.text.contains("burned in the night"), "{tag}");
    }
}

#[test]
fn elements_without_end_tags_are_read() {
    for tag in ["p", "li", "td", "option", "br", "img src=x", "dd", "/div", "/p", "!-- x --", "?php x ?"] {
        let page = read_on_small_stack(page(&format!("<{tag}>").repeat(50_000))).unwrap();
        assert!(page.text.contains("burned in the night"), "{tag}");
    }
}

#[test]
fn attributes_of_megabytes_are_ignored() {
    let long = "x".repeat(8 << 20);
    for body in [
        format!("<p class=\"{long}\">{TEXT}</p>"),
        format!("<div id='{long}' style='{long}'>"),
        format!("<img src=\"data:{long}\">"),
        format!("<{long}>"),
        format!("<div {}>", "a=b ".repeat(1 << 18)),
        format!("<div class=\"{}\">", "ad-x ".repeat(1 << 18)),
    ] {
        assert!(read_on_small_stack(page(&body)).unwrap().text.contains("burned in the night"));
    }
}

#[test]
fn declared_entities_are_not_expanded() {
    let doctype = "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let page = read_on_small_stack(format!("{doctype}{}", page("<p>&b;&b;&b;&b;</p>"))).unwrap();
    assert!(!page.text.contains("lollol"));
    let many = format!("<p>{}</p>", "&amp;&#0;&#xD800;&#x110000;&notanentity;&".repeat(20_000));
    assert!(read_on_small_stack(format!("<h1>A mill</h1>{many}")).unwrap().text.contains("&&"));
    let endless = format!("<p>&{}", "a".repeat(4 << 20));
    read_on_small_stack(endless).unwrap();
}

#[test]
fn control_and_private_use_characters_are_ignored() {
    let page = read_on_small_stack(page(
        "<p>The\0 old\u{1a} mill \u{f0001}\u{100001} \u{f0000}\u{100000}stood</p>\0",
    ))
    .unwrap();
    assert!(page.text.contains("The old"), "{}", page.text);
    for stretch in &page.stretches {
        assert!(page.text.get(stretch.text.clone()).is_some());
    }
}

#[test]
fn time_is_linear_in_the_length() {
    let time = |count: usize, unit: &str| {
        let html = page(&unit.repeat(count));
        let start = Instant::now();
        let _ = read_on_small_stack(html);
        start.elapsed()
    };
    for unit in [
        format!("<p>{TEXT}</p>"),
        format!("{TEXT} "),
        format!("<div class=related><a href=x>{TEXT}</a></div>"),
        format!("<b>{TEXT}</b><br>"),
        "<td>a".to_owned(),
        "<a href=x>a</a> ".to_owned(),
        "<![CDATA[".to_owned(),
        "<!--".to_owned(),
        "</b>".to_owned(),
        "<b></p>".to_owned(),
    ] {
        let (short, long) = (time(1_000, &unit), time(8_000, &unit));
        println!("{:30} {short:?} {long:?}", unit.get(..unit.len().min(30)).unwrap_or_default());
        assert!(long < short * 40 + Duration::from_millis(500), "{unit}: {short:?}, {long:?}");
    }
}
