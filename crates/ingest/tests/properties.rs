//! Properties that hold for any input.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use annals_model::{Article, Encoding, SegmentKind};
use proptest::prelude::*;
use support::reader;

/// Asserts that segments are in order without overlaps and cover all but white space and Markdown markup.
fn assert_whole(article: &Article) {
    let text = article.text();
    let is_left_out =
        |c: char| c.is_whitespace() || "\u{feff}\u{200b}\u{2060}#>-*+•‣▪●◦·.)0123456789".contains(c);
    let mut at = 0;
    for (index, segment) in article.segments.iter().enumerate() {
        assert!(at <= segment.range.start && segment.range.start < segment.range.end, "{segment:?}");
        let skipped = &text[at..segment.range.start];
        assert!(skipped.chars().all(is_left_out), "{skipped:?} before {segment:?} in {text:?}");
        let words = article.words(segment);
        assert_eq!(words.trim(), words);
        assert!(segment.repeats.is_none_or(|first| first < index));
        at = segment.range.end;
    }
    assert!(text[at..].chars().all(is_left_out), "{:?}", &text[at..]);
    assert!(article.segments.iter().skip(1).all(|segment| segment.kind != SegmentKind::FrontMatter));
}

/// Asserts that the bytes of each segment's span decode to its text.
fn assert_traceable(article: &Article, bytes: &[u8]) {
    for segment in &article.segments {
        let span = article.span(segment.range.clone());
        let words = article.words(segment);
        assert_eq!(decoded(&bytes[span.byte_start..span.byte_end], article.encoding()), words);
        let read: String = article.text().chars().skip(span.start).take(span.end - span.start).collect();
        assert_eq!(read, words);
    }
}

fn decoded(bytes: &[u8], encoding: Encoding) -> String {
    let units = |from: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).unwrap(),
        Encoding::Utf16Le => units(u16::from_le_bytes),
        Encoding::Utf16Be => units(u16::from_be_bytes),
        Encoding::Windows1252 | Encoding::SingleByte => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
        }
        Encoding::DoubleByte => panic!("only pages declare it"),
        Encoding::Windows1258 => encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn check(bytes: &[u8]) {
    let (article, diagnostics) = reader().read_article("x/mill.md", bytes);
    assert!(article.is_some() || !diagnostics.is_empty());
    assert_eq!(article.is_none(), diagnostics.iter().any(|diagnostic| diagnostic.kind.excludes()));
    if let Some(article) = article {
        assert_whole(&article);
        assert_traceable(&article, bytes);
    }
}

/// Generates lines of articles.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "---",
        "|",
        "| a | b |",
        "+--+",
        "tt.jpg",
        "leftcenterrightdel",
        "# The mill",
        "- ",
        "- a mill",
        "1. a mill",
        "> It rained.",
        "It rained.",
        "ROME, May 3 (HRN) - It rained./.",
        "(Photo: HRN)",
        "HRN",
        "The mill (left)",
        "The mill (Photo: HRN)",
        "Translated by Ann Lee",
        "By Ann Lee",
        "The mill",
        "source: a",
        "The mill burned. (HRN)",
        "the mill stood by the river, which had risen in the night and taken the bridge",
        "\u{a0}The café\u{a0}",
        "===",
        "Back to top",
        "[1]",
        "x |",
        "a\u{2028}b",
        "🌊",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[ -~]{0,90}", 1 => "\\PC{0,20}"]
}

/// Generates fragments of web pages.
fn tag() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<h1>",
        "</h1>",
        "<h2>Related</h2>",
        "<ul><li>",
        "</ul>",
        "<br>",
        "<br><br>",
        "<!-- x -->",
        "<!--",
        "<script>var a = '<p>';</script>",
        "<style>",
        "</style>",
        "<svg><title>",
        "</svg>",
        "<select><option>",
        "<template>",
        "<figure><figcaption>",
        "</figcaption></figure>",
        "<span hidden>",
        "</span>",
        "<p class=byline>By Ann Lee</p>",
        "<form>",
        "<article>",
        "</article>",
        "<title>The mill</title>",
        "<noscript>",
        "</noscript>",
        "<math><mi>",
        "<time>",
        "&amp;",
        "&nbsp;",
        "&eacute;",
        "&#x41;",
        "&ampx",
        "&",
        "<",
        ">",
        "\0",
        "\u{1a}",
        "\u{ad}",
        "\u{f0000}\u{100000}",
        "The mill by the river burned in the night, and the water board said that nobody was hurt. ",
        "It rained.",
        "<textarea>",
        "<plaintext>",
        "<base>",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<p/",
        "<p a='",
        "'>",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "[ -~]{0,20}", 1 => "\\PC{0,9}"]
}

fn check_page(path: &str, bytes: &[u8]) {
    let (article, diagnostics) = reader().read_article(path, bytes);
    assert!(article.is_some() || !diagnostics.is_empty());
    let Some(article) = article else { return };
    let mut at = 0;
    for segment in &article.segments {
        assert!(at <= segment.range.start && segment.range.start < segment.range.end, "{segment:?}");
        at = segment.range.end;
        let span = article.span(segment.range.clone());
        assert!(span.byte_start < span.byte_end && span.byte_end <= bytes.len(), "{span:?}");
        let range = article.range(span);
        assert!(
            range.start <= segment.range.start && segment.range.end <= range.end,
            "{range:?} {segment:?}"
        );
        if path.ends_with("html") && article.encoding() == Encoding::Utf8 {
            let raw = decoded_lossily(&bytes[span.byte_start..span.byte_end]);
            let first = article.words(segment).chars().next().unwrap();
            assert!(
                raw.starts_with(first) || raw.starts_with(['&', '\u{fffd}', '\u{1a}']),
                "{first:?} {raw:?}"
            );
        }
    }
}

fn decoded_lossily(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

proptest! {
    #[test]
    fn any_page_is_read_or_refused(tags in prop::collection::vec(tag(), 0..60)) {
        let page = tags.concat();
        check_page("mill.html", page.as_bytes());
        check_page("mill.html", &page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        check_page("mill.html", &encoding_rs::WINDOWS_1252.encode(&page).0);
        let quoted = page.replace('=', "=3D").replace("mill", "mi=\r\nll");
        let mail = format!("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}");
        check_page("mill.mhtml", mail.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_as_a_page_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check_page("mill.html", &bytes);
        check_page("mill.mhtml", &bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn any_text_is_covered_by_segments(text in "\\PC{0,20}[\\s\\S]{0,300}") {
        check(text.as_bytes());
    }

    #[test]
    fn any_lines_are_covered_by_segments(
        lines in prop::collection::vec(line(), 0..24),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        check(lines.join(end).as_bytes());
    }

    #[test]
    fn spans_map_to_the_bytes_of_each_encoding(lines in prop::collection::vec(line(), 1..12)) {
        let text = format!("\u{feff}{}", lines.join("\n"));
        check(text.as_bytes());
        check(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        check(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>());
        check(&encoding_rs::WINDOWS_1252.encode(&text).0);
        check(&encoding_rs::WINDOWS_1258.encode(&text).0);
    }
}
