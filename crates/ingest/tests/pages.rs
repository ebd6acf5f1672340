//! Saved web pages: extraction and the mapping to their bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::fs;
use std::path::Path;

use annals_model::{Article, Diagnostic, DiagnosticKind, Encoding, PublishedBasis, SegmentKind};
use support::reader;

fn read(bytes: &[u8]) -> (Article, Vec<Diagnostic>) {
    let (article, diagnostics) = reader().read_article("mill.html", bytes);
    (article.unwrap_or_else(|| panic!("{diagnostics:?}")), diagnostics)
}

fn segments(article: &Article) -> Vec<String> {
    let line =
        |segment: &annals_model::Segment| format!("{:?}: {}", segment.kind, fold(article.words(segment)));
    article.segments.iter().map(line).collect()
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(bytes: &[u8], encoding: Encoding, declared: &'static encoding_rs::Encoding) -> String {
    let units = |from: fn([u8; 2]) -> u16| -> String {
        String::from_utf16(&bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect::<Vec<u16>>())
            .unwrap()
    };
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).unwrap(),
        Encoding::Utf16Le => units(u16::from_le_bytes),
        Encoding::Utf16Be => units(u16::from_be_bytes),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Windows1258 => encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::SingleByte | Encoding::DoubleByte => {
            let whole = declared.decode_without_bom_handling_and_without_replacement(bytes);
            whole.unwrap_or_else(|| panic!("half a character: {bytes:?}")).into_owned()
        }
    }
}

/// Returns the visible text of a part of a page.
fn shown(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let lower = rest.to_ascii_lowercase();
        let silent = ["script", "style", "noscript", "svg", "iframe"];
        let end = if rest.starts_with("<!--") {
            lower.find("-->").unwrap() + 3
        } else if let Some(name) = silent.iter().find(|name| lower[1..].starts_with(**name)) {
            let close = lower.find(&format!("</{name}")).unwrap();
            close + lower[close..].find('>').unwrap() + 1
        } else {
            lower.find('>').unwrap() + 1
        };
        if lower.starts_with("<br") {
            words.push(' ');
        }
        rest = &rest[end..];
    }
    words.push_str(rest);
    let is_seen = |c: &char| !"\u{ad}\u{200b}\u{feff}\u{2060}\0".contains(*c);
    fold(&htmlize::unescape(words).chars().filter(is_seen).collect::<String>())
}

/// How many stretches of words were looked up in the file.
fn assert_traceable(article: &Article, bytes: &[u8]) -> usize {
    assert_traceable_in(article, bytes, encoding_rs::ISO_8859_2)
}

fn assert_traceable_in(article: &Article, bytes: &[u8], declared: &'static encoding_rs::Encoding) -> usize {
    let whole: Vec<char> = decoded(bytes, article.encoding(), declared).chars().collect();
    let mut checked = 0;
    for segment in article.segments.iter().filter(|segment| segment.kind != SegmentKind::Table) {
        let words = article.words(segment);
        // The segment, each sentence or so of it, and each word.
        let mut ranges = vec![segment.range.clone()];
        for separator in [". ", " "] {
            let mut at = segment.range.start;
            for part in words.split_inclusive(separator) {
                ranges.push(at..at + part.trim_end().len());
                at += part.len();
            }
        }
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            let span = article.span(range.clone());
            let quote = fold(&article.text()[range.clone()]);
            let file = decoded(&bytes[span.byte_start..span.byte_end], article.encoding(), declared);
            assert_eq!(shown(&file), quote, "bytes {span:?} of {}", article.path);
            let points: String = whole[span.start..span.end].iter().collect();
            assert_eq!(points, file, "code points {span:?} of {}", article.path);
            assert_eq!(fold(&article.text()[article.range(span)]), quote, "{span:?} of {}", article.path);
            checked += 1;
        }
    }
    checked
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mill burns at Aldby | The Gull</title>
<meta property="og:site_name" content="The Gull"><link rel="canonical" href="https://gull.example/mill">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill burns","datePublished":"1931-05-03T06:00:00Z",
"author":{"name":"Ann Lee"}}</script></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>The Mill &amp; the Fire at&nbsp;Aldby</h1><div class="byline">By Ann Lee</div>
<figure><img src="m.jpg"><figcaption>The mill in caf&eacute; light<span class="credit"> (Photo: HRN)</span></figcaption></figure>
<p>ALDBY, May 2 (HRN) - The <b>old mill</b> at Ald&shy;by burned<!-- when? --> on Tuesday night, the water board said. Nobody
was&#32;hurt, but the miller&rsquo;s house<br>was lost with all that stood in it, and the road was shut for a day.</p>
<div><p>&ldquo;It was over in an hour&rdquo;, said <a href="/p">Ann Chu</a><sup>1</sup>, who keeps the bridge.</p></div>
<div class="related"><h3>Related</h3><ul><li><a href="/x">The flood of last year</a></li></ul></div>
<p>The mill was built in 1790 by Jan Brandt, and it had ground the corn of five villages since then without a pause.</p>
</article><div id="comments"><p>What a shame! I used to bring my own grain there as a boy, in the old days.</p></div></body></html>"#;

#[test]
fn a_page_gives_segments_and_metadata() {
    let (article, diagnostics) = read(PAGE.as_bytes());
    assert_eq!(diagnostics, []);
    assert_eq!(
        segments(&article),
        [
            "Title: The Mill & the Fire at Aldby",
            "Byline: By Ann Lee",
            "Caption: The mill in café light",
            "Credit: (Photo: HRN)",
            "Dateline: ALDBY, May 2 (HRN) -",
            "Prose: The old mill at Aldby burned on Tuesday night, the water board said. Nobody was hurt, but \
             the miller’s house was lost with all that stood in it, and the road was shut for a day.",
            "Prose: “It was over in an hour”, said Ann Chu1, who keeps the bridge.",
            "Prose: The mill was built in 1790 by Jan Brandt, and it had ground the corn of five villages since \
             then without a pause.",
        ]
    );
    let metadata = &article.metadata;
    assert_eq!(metadata.source.as_deref(), Some("gull"));
    assert_eq!(metadata.url.as_deref(), Some("https://gull.example/mill"));
    assert_eq!(metadata.title.as_deref(), Some("The Mill & the Fire at Aldby"));
    assert_eq!(metadata.author.as_deref(), Some("Ann Lee"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.agencies, ["heron"]);
    let published = metadata.published.as_ref().unwrap();
    assert_eq!((published.date.to_string().as_str(), published.basis), ("1931-05-03", PublishedBasis::Page));
    let dateline = metadata.dateline.as_ref().unwrap();
    assert_eq!(dateline.date.as_ref().unwrap().to_string(), "1931-05-02");
}

#[test]
fn spans_map_to_the_bytes_in_every_encoding() {
    let utf16 =
        |to: fn(u16) -> [u8; 2]| format!("\u{feff}{PAGE}").encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let declared = |name: &str| PAGE.replace("utf-8", name).replace("Brandt", "Brändt");
    let files = [
        (PAGE.replace("Brandt", "Brändt🌊").into_bytes(), Encoding::Utf8),
        (format!("\u{feff}{PAGE}").into_bytes(), Encoding::Utf8),
        (utf16(u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(u16::to_be_bytes), Encoding::Utf16Be),
        (encoding_rs::WINDOWS_1252.encode(&declared("iso-8859-1")).0.into_owned(), Encoding::Windows1252),
        (encoding_rs::ISO_8859_2.encode(&declared("iso-8859-2")).0.into_owned(), Encoding::SingleByte),
        (PAGE.replace('\n', "\r\n").into_bytes(), Encoding::Utf8),
    ];
    for (bytes, encoding) in files {
        let (article, _) = read(&bytes);
        assert_eq!(article.encoding(), encoding);
        assert!(assert_traceable(&article, &bytes) > 80);
    }
}

/// Double-byte encodings with a label and a text.
const ASIAN: [(&encoding_rs::Encoding, &str, &str); 6] = [
    (encoding_rs::GBK, "gb2312", "阿尔德比的磨坊"),
    (encoding_rs::GB18030, "gb18030", "阿尔德比的磨坊"),
    (encoding_rs::BIG5, "big5", "河邊的磨坊"),
    (encoding_rs::SHIFT_JIS, "shift_jis", "川辺の水車ソ表"),
    (encoding_rs::EUC_JP, "euc-jp", "川辺の水車"),
    (encoding_rs::EUC_KR, "euc-kr", "강가의 방앗간"),
];

fn asian(encoding: &'static encoding_rs::Encoding, label: &str, words: &str) -> Vec<u8> {
    let page = PAGE.replace("utf-8", label).replace("Brandt", &format!("Brandt ({words})"));
    let page = page.replace("ALDBY,", &format!("ALDBY {words},"));
    let (bytes, _, lost) = encoding.encode(&page);
    assert!(!lost, "{label}");
    bytes.into_owned()
}

#[test]
fn spans_map_to_the_bytes_in_every_double_byte_encoding() {
    for (encoding, label, words) in ASIAN {
        let bytes = asian(encoding, label, words);
        let (article, diagnostics) = read(&bytes);
        assert_eq!(diagnostics, [], "{label}");
        assert_eq!(article.encoding(), Encoding::DoubleByte, "{label}");
        assert_eq!(article.text().matches(words).count(), 2, "{label}: {}", article.text());
        assert!(assert_traceable_in(&article, &bytes, encoding) > 80, "{label}");
        let stored = serde_json::to_string(&article).unwrap();
        assert_eq!(serde_json::from_str::<Article>(&stored).unwrap(), article);
    }
}

#[test]
fn an_encoding_that_cannot_be_mapped_is_refused() {
    let refused = |bytes: &[u8]| {
        let (article, diagnostics) = reader().read_article("mill.html", bytes);
        assert!(article.is_none());
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        (diagnostics[0].line, diagnostics[0].message.clone())
    };
    let mut broken = asian(encoding_rs::EUC_KR, "euc-kr", "강가의 방앗간");
    broken.truncate(broken.len() - 1);
    broken.push(0xFF);
    let (_, message) = refused(&broken);
    assert!(message.contains("declares EUC-KR"), "{message}");
    let page = PAGE.replace("utf-8", "iso-2022-jp").replace("Brandt", "Brandt \u{1b}$B?eo\u{1b}(B");
    let (line, message) = refused(page.as_bytes());
    assert!(message.contains("ISO-2022-JP"), "{message}");
    assert_eq!(line, 11);
}

#[test]
fn a_double_byte_page_in_mhtml_is_mapped_to_the_file() {
    let words = "川辺の水車";
    let bytes = asian(encoding_rs::SHIFT_JIS, "shift_jis", words);
    let quoted: String = bytes
        .iter()
        .map(|byte| match byte {
            b'\n' => "\r\n".to_owned(),
            b'=' | 0x80.. => format!("={byte:02X}"),
            byte => char::from(*byte).to_string(),
        })
        .collect();
    let mail = archive("quoted-printable", &quoted);
    let (article, diagnostics) = reader().read_article("mill.mhtml", mail.as_bytes());
    let article = article.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let at = article.text().find(words).unwrap();
    let span = article.span(at..at + words.len());
    let expected: String = encoding_rs::SHIFT_JIS
        .encode(words)
        .0
        .iter()
        .map(|byte| match byte {
            b'=' | 0x80.. => format!("={byte:02X}"),
            byte => char::from(*byte).to_string(),
        })
        .collect();
    assert_eq!(&mail[span.byte_start..span.byte_end], expected);
}

#[test]
fn every_layout_is_mapped_to_its_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../html/tests/layouts");
    let mut checked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let bytes = fs::read(&path).unwrap();
            checked += assert_traceable(&read(&bytes).0, &bytes);
        }
    }
    assert!(checked > 5_000, "{checked}");
}

#[test]
fn an_article_of_a_page_can_be_serialized() {
    let (article, _) = read(PAGE.as_bytes());
    let stored = serde_json::to_string(&article).unwrap();
    assert_eq!(serde_json::from_str::<Article>(&stored).unwrap(), article);
}

#[test]
fn text_of_separate_elements_is_not_joined() {
    let cells = "<table><tr><td>Mill</td><td>River</td></tr><tr><td>Bridge</td><td>Weir</td></tr></table>";
    let page = format!(
        "<html lang=en><body><article><h1>One</h1><p>It rained<p>all day.</p><div>The mill<div>burned</div>down.</div>\
         {cells}<ul><li>a tower<li>a gate</ul><dl><dt>Then</dt><dd>now</dd></dl>words<br>apart <span>to</span><em>gether</em>\
         </article></body></html>"
    );
    let (article, _) = read(page.as_bytes());
    let words: Vec<&str> = article.text().split_whitespace().collect();
    for word in ["rained", "all", "mill", "burned", "down.", "apart", "together"] {
        assert!(words.contains(&word), "{word}: {}", article.text());
    }
}

#[test]
fn hidden_text_is_not_extracted() {
    let page = PAGE.replace("Nobody\nwas&#32;hurt", "Nobody <span hidden>buy two mills</span> was hurt");
    let (article, _) = read(page.as_bytes());
    assert!(!article.text().contains("buy"));
    assert_traceable(&article, page.as_bytes());
}

#[test]
fn misplaced_text_keeps_its_position() {
    let page = PAGE.replace(
        "<div><p>&ldquo;",
        "<table><tr><td>Mills burned in the county</td></tr>The board of the river met at noon to hear of it and sat for an \
         hour.</table><div><p>&ldquo;",
    );
    let (article, _) = read(page.as_bytes());
    assert!(article.text().contains("The board of the river met"), "{}", article.text());
    assert_traceable(&article, page.as_bytes());
}

#[test]
fn a_wrong_encoding_declaration_is_reported() {
    let bytes = encoding_rs::WINDOWS_1252.encode(&PAGE.replace("Brandt", "Brändt")).0.into_owned();
    let (article, diagnostics) = read(&bytes);
    assert!(article.text().contains("Brändt"));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!((diagnostics[0].kind, diagnostics[0].line), (DiagnosticKind::Encoding, 11));
    assert!(diagnostics[0].message.contains("UTF-8"), "{}", diagnostics[0].message);
}

/// Returns a page as a browser saves it in MHTML.
fn archive(encoding: &str, body: &str) -> String {
    format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gull.example/1931/mill\r\nSubject: Mill\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--x\"\r\n\r\n\r\n----x\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\
         Content-Location: https://gull.example/1931/mill\r\n\r\n{body}\r\n----x\r\nContent-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x--\r\n"
    )
}

fn quoted(html: &str) -> String {
    let mut quoted = String::new();
    let mut width = 0;
    for byte in html.bytes() {
        let next = match byte {
            b'\n' => {
                width = 0;
                "\r\n".to_owned()
            }
            b'=' | 0x80.. => format!("={byte:02X}"),
            byte => char::from(byte).to_string(),
        };
        if width + next.len() > 74 {
            quoted.push_str("=\r\n");
            width = 0;
        }
        width += next.len();
        quoted.push_str(&next);
    }
    quoted
}

#[test]
fn a_page_in_mhtml_is_mapped_to_the_file() {
    let page = PAGE
        .replace("Brandt", "Brändt")
        .replace("<link rel=\"canonical\" href=\"https://gull.example/mill\">", "");
    let bytes = archive("quoted-printable", &quoted(&page)).into_bytes();
    let (article, diagnostics) = reader().read_article("mill.mhtml", &bytes);
    let article = article.unwrap();
    assert_eq!(diagnostics, []);
    assert_eq!(article.metadata.url.as_deref(), Some("https://gull.example/1931/mill"));
    assert!(article.text().contains("The mill was built in 1790 by Jan Brändt"), "{}", article.text());
    let mut checked = 0;
    for segment in &article.segments {
        let mut at = segment.range.start;
        for part in article.words(segment).split_inclusive(' ') {
            let range = at..at + part.trim_end().len();
            at += part.len();
            let span = article.span(range.clone());
            let file = String::from_utf8(bytes[span.byte_start..span.byte_end].to_vec()).unwrap();
            let mut decoded = Vec::new();
            let mut rest = file.replace("=\r\n", "");
            while let Some(sign) = rest.find('=') {
                decoded.extend(rest[..sign].bytes());
                decoded.push(u8::from_str_radix(&rest[sign + 1..sign + 3], 16).unwrap());
                rest = rest[sign + 3..].to_owned();
            }
            decoded.extend(rest.bytes());
            assert_eq!(shown(&String::from_utf8(decoded).unwrap()), fold(&article.text()[range]), "{file:?}");
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}

#[test]
fn positions_in_base64_refer_to_the_decoded_page() {
    // "<h1>The mill</h1><p>It rained all day, and the river rose to the bridge by noon.</p>"
    let body = "PGgxPlRoZSBtaWxsPC9oMT48cD5JdCByYWluZWQgYWxsIGRheSwgYW5kIHRoZSByaXZlciByb3Nl\r\n\
                IHRvIHRoZSBicmlkZ2UgYnkgbm9vbi48L3A+";
    let bytes = archive("base64", body).into_bytes();
    let (article, diagnostics) = reader().read_article("mill.mht", &bytes);
    assert!(article.unwrap().text().contains("It rained all day"));
    assert_eq!(diagnostics.len(), 1);
    assert!(diagnostics[0].message.contains("decoded from the file"), "{}", diagnostics[0].message);
}

#[test]
fn a_hostile_page_does_not_affect_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("good.html", PAGE.as_bytes());
    write("deep.html", format!("<html>\n<p>It rained.\n{}", "<div>".repeat(100_000)).as_bytes());
    write("many.html", "<p>a".repeat(1_100_000).as_bytes());
    write("empty.html", b"");
    write("picture.html", &[0, 1, 2, 3, 200, 201].repeat(100));
    write("none.mhtml", b"Content-Type: text/plain\r\n\r\nIt rained.");
    write("nothing.html", b"<html><body><script>var a = 1;</script></body></html>");
    let read = reader().read_folder(folder.path()).unwrap();
    let found: Vec<(&str, DiagnosticKind, usize)> = read
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.path.as_str(), diagnostic.kind, diagnostic.line))
        .collect();
    assert_eq!(
        found,
        [
            ("deep.html", DiagnosticKind::Markup, 3),
            ("empty.html", DiagnosticKind::Empty, 1),
            ("many.html", DiagnosticKind::Markup, 1),
            ("none.mhtml", DiagnosticKind::NotText, 1),
            ("nothing.html", DiagnosticKind::Empty, 1),
            ("picture.html", DiagnosticKind::NotText, 1),
        ]
    );
    assert!(read.articles.iter().any(|article| article.id.as_str() == "good"));
}
