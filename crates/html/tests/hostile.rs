//! Pages that mean harm: each is read or refused, with a place, in time that grows with its length alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop at what surprises them")]
#![allow(clippy::disallowed_methods, reason = "one test is of the time that a page takes")]

use std::time::{Duration, Instant};

use annals_html::{Extent, Page, PageError, read};
use annals_knowledge::{Files, Pages};

const WORDS: &str =
    "The mill by the river burned in the night, and the water board said that nobody had been hurt.";

/// On a stack as small as those of worker threads.
fn read_small(html: String) -> Result<Page, PageError> {
    let pages = Pages::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap();
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(move || read(&html, Extent::Page, &pages)).unwrap().join().unwrap()
}

fn page(body: &str) -> String {
    format!(
        "<html><head><title>A mill</title></head><body><h1>A mill burns</h1><p>{WORDS}</p>{body}<p>{WORDS}</p></body></html>"
    )
}

#[test]
fn elements_nested_without_end_are_refused_where_they_are_too_deep() {
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "svg><g", "x-y"] {
        let html = page(&format!("<{tag}>").repeat(100_000));
        let error = read_small(html.clone()).unwrap_err();
        assert!(matches!(error, PageError::TooDeep { .. }), "{tag}: {error}");
        assert!(html[error.at()..].starts_with(&format!("<{}", tag.split('>').next().unwrap())), "{tag}");
    }
}

#[test]
fn elements_nested_as_deep_as_may_be_are_read() {
    for tag in ["div", "ul><li", "table><tr><td", "span", "b", "font"] {
        let html = page(&format!("{}{WORDS}", format!("<{tag}>").repeat(240)));
        let page = read_small(html).unwrap();
        assert!(page.text.contains("burned in the night"), "{tag}");
    }
}

#[test]
fn elements_without_end_tags_are_read() {
    for tag in ["p", "li", "td", "option", "br", "img src=x", "dd", "/div", "/p", "!-- x --", "?php x ?"] {
        let page = read_small(page(&format!("<{tag}>").repeat(50_000))).unwrap();
        assert!(page.text.contains("burned in the night"), "{tag}");
    }
}

#[test]
fn attributes_of_megabytes_are_passed_over() {
    let long = "x".repeat(8 << 20);
    for body in [
        format!("<p class=\"{long}\">{WORDS}</p>"),
        format!("<div id='{long}' style='{long}'>"),
        format!("<img src=\"data:{long}\">"),
        format!("<{long}>"),
        format!("<div {}>", "a=b ".repeat(1 << 18)),
        format!("<div class=\"{}\">", "ad-x ".repeat(1 << 18)),
    ] {
        assert!(read_small(page(&body)).unwrap().text.contains("burned in the night"));
    }
}

#[test]
fn entities_are_no_more_than_they_stand_for() {
    let doctype = "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let page = read_small(format!("{doctype}{}", page("<p>&b;&b;&b;&b;</p>"))).unwrap();
    assert!(!page.text.contains("lollol"));
    let many = format!("<p>{}</p>", "&amp;&#0;&#xD800;&#x110000;&notanentity;&".repeat(20_000));
    assert!(read_small(format!("<h1>A mill</h1>{many}")).unwrap().text.contains("&&"));
    let endless = format!("<p>&{}", "a".repeat(4 << 20));
    read_small(endless).unwrap();
}

#[test]
fn bytes_that_are_no_letters_change_nothing() {
    let page = read_small(page("<p>The\0 old\u{1a} mill \u{f0001}\u{100001} \u{f0000}\u{100000}stood</p>\0"))
        .unwrap();
    assert!(page.text.contains("The old"), "{}", page.text);
    for stretch in &page.stretches {
        assert!(page.text.get(stretch.text.clone()).is_some());
    }
}

#[test]
fn one_line_and_many_take_time_by_their_length() {
    let time = |count: usize, unit: &str| {
        let html = page(&unit.repeat(count));
        let start = Instant::now();
        let _ = read_small(html);
        start.elapsed()
    };
    for unit in [
        format!("<p>{WORDS}</p>"),
        format!("{WORDS} "),
        format!("<div class=related><a href=x>{WORDS}</a></div>"),
        format!("<b>{WORDS}</b><br>"),
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
