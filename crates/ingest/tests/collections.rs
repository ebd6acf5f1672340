//! Collections in a folder: each member is an article with its position in the file.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may panic")]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;

use annals_ingest::Ingested;
use annals_model::{Article, DiagnosticKind, SegmentKind};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(folder: &Path) -> Ingested {
    support::reader().read_folder(folder).unwrap()
}

fn ids(ingested: &Ingested) -> Vec<&str> {
    ingested.articles.iter().map(|article| article.id.as_str()).collect()
}

/// Returns the first paragraph and the member's bytes at its span.
fn paragraph(article: &Article, bytes: &[u8]) -> (String, String) {
    let segment = article.segments.iter().find(|segment| segment.kind == SegmentKind::Prose).unwrap();
    let span = article.span(segment.range.clone());
    let start = usize::try_from(article.member.as_ref().unwrap().start.unwrap()).unwrap();
    let piece = &bytes[start + span.byte_start..start + span.byte_end];
    (article.words(segment).to_owned(), String::from_utf8(piece.to_vec()).unwrap())
}

#[test]
fn records_are_articles_mapped_to_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let lines = concat!(
        r#"{"id": "mill-1", "headline": "The mill", "date": "2003-06-10T04:00:00Z", "url": "https://gull.example/a","#,
        r#" "text": "The mill in \u201cElmford\u201d burnt down.\nNobody was hurt."}"#,
        "\n",
        r#"{"html": "<p>The bridge at Port&nbsp;Hale <b>opened</b> again.</p>", "published": 1055217600}"#,
        "\n",
        r#"{"title": "Nothing"}"#,
    );
    fs::write(folder.path().join("news.jsonl"), lines).unwrap();
    let ingested = read(folder.path());
    assert_eq!(ingested.articles.len(), 2);
    let mill = ingested.articles.iter().find(|article| article.id.as_str() == "news.mill-1").unwrap();
    assert_eq!(mill.path, "news.jsonl");
    assert_eq!(mill.metadata.title.as_deref(), Some("The mill"));
    assert_eq!(mill.metadata.source.as_deref(), Some("gull"));
    assert_eq!(mill.metadata.published.as_ref().unwrap().date.to_string(), "2003-06-10");
    let (words, piece) = paragraph(mill, lines.as_bytes());
    assert_eq!(words, "The mill in “Elmford” burnt down.");
    assert_eq!(piece, r"The mill in \u201cElmford\u201d burnt down.");
    let bridge = ingested.articles.iter().find(|article| article.id != mill.id).unwrap();
    assert_eq!(bridge.metadata.published.as_ref().unwrap().date.to_string(), "2003-06-10");
    let (words, piece) = paragraph(bridge, lines.as_bytes());
    assert_eq!(words, "The bridge at Port Hale opened again.");
    assert_eq!(piece, "The bridge at Port&nbsp;Hale <b>opened</b> again.");
    let [diagnostic] = ingested.diagnostics.as_slice() else { panic!("{:?}", ingested.diagnostics) };
    assert_eq!(
        (diagnostic.path.as_str(), diagnostic.line, diagnostic.kind),
        ("news.jsonl", 3, DiagnosticKind::Member)
    );
}

#[test]
fn feeds_archives_and_nested_collections_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let feed = "<rss><channel><title>The Gull</title>\n<item><guid>7</guid><title>Fair</title>\
                <pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate>\
                <description>&lt;p&gt;The fair in Elmford began with songs.&lt;/p&gt;</description></item></channel></rss>";
    fs::write(folder.path().join("gull.rss"), feed).unwrap();
    let page = "<html><head><title>Dam</title></head><body><article><h1>Dam</h1><p>The dam above Port Hale \
                held through the night, the council said.</p></article></body></html>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://brook.example/dam\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    fs::write(folder.path().join("crawl.warc"), &record).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(record.replace("the night", "the storm").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut zip = ZipWriter::new(fs::File::create(folder.path().join("box.zip")).unwrap());
    for (name, bytes) in [
        ("a/well.md", "The well in Elmford ran dry.".as_bytes()),
        ("crawl.warc.gz", &packed),
        ("../evil.md", b"Evil."),
        ("scan.pdf", b"%PDF"),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();

    let ingested = read(folder.path());
    let of = |path: &str| ingested.articles.iter().filter(|article| article.path == path).collect::<Vec<_>>();
    let [fair] = of("gull.rss")[..] else { panic!("{:?}", ids(&ingested)) };
    assert_eq!((fair.id.as_str(), fair.metadata.source.as_deref()), ("gull.7", Some("gull")));
    assert_eq!(fair.metadata.published.as_ref().unwrap().date.to_string(), "2003-06-10");
    let (words, piece) = paragraph(fair, feed.as_bytes());
    assert_eq!((words.as_str(), piece), ("The fair in Elmford began with songs.", words.clone()));
    let [dam] = of("crawl.warc")[..] else { panic!("{:?}", ids(&ingested)) };
    assert_eq!(dam.metadata.url.as_deref(), Some("https://brook.example/dam"));
    let (words, piece) = paragraph(dam, record.as_bytes());
    assert!(words.starts_with("The dam above Port Hale") && piece == words, "{piece}");
    let members: Vec<_> = of("box.zip").iter().map(|article| article.member.clone().unwrap().name).collect();
    assert_eq!(members, ["crawl.warc.gz/https://brook.example/dam", "a/well.md"]);
    let kinds: Vec<_> =
        ingested.diagnostics.iter().map(|diagnostic| (diagnostic.path.as_str(), diagnostic.kind)).collect();
    assert_eq!(
        kinds,
        [("box.zip", DiagnosticKind::Member), ("box.zip/scan.pdf", DiagnosticKind::UnknownFormat)]
    );
}

#[test]
fn duplicates_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let words = "The lock at Elmford was closed for a year after the flood, the council said.";
    fs::write(folder.path().join("a.md"), words).unwrap();
    fs::write(folder.path().join("b.txt"), words).unwrap();
    fs::write(
        folder.path().join("c.html"),
        format!("<html><body><article><p>{words}</p></article></body></html>"),
    )
    .unwrap();
    let record = serde_json::json!({"id": "d", "text": words}).to_string();
    let other = serde_json::json!({"id": "d", "text": "Other words."}).to_string();
    fs::write(folder.path().join("once.jsonl"), format!("{record}\n{record}\n")).unwrap();
    fs::write(folder.path().join("both.jsonl"), format!("{record}\n{other}\n")).unwrap();
    let ingested = read(folder.path());
    assert_eq!(ids(&ingested), ["a", "b", "c", "once.d"]);
    let found: Vec<_> =
        ingested.diagnostics.iter().map(|diagnostic| (diagnostic.path.as_str(), diagnostic.kind)).collect();
    assert_eq!(
        found,
        [
            ("b.txt", DiagnosticKind::Duplicate),
            ("both.jsonl/d", DiagnosticKind::DuplicateId),
            ("both.jsonl/d", DiagnosticKind::DuplicateId),
            ("c.html", DiagnosticKind::Duplicate),
            ("once.jsonl/d", DiagnosticKind::Duplicate),
            ("once.jsonl/d", DiagnosticKind::Duplicate),
        ]
    );
}

#[test]
fn ids_that_differ_by_case_or_invisible_characters_are_duplicates() {
    let folder = tempfile::tempdir().unwrap();
    let line = serde_json::json!({"id": "Mill", "text": "The mill in Elmford burnt down."}).to_string();
    fs::write(folder.path().join("news.jsonl"), line).unwrap();
    fs::write(folder.path().join("NEWS.mill.md"), "The mill in Elmford was closed.").unwrap();
    fs::write(folder.path().join("well.md"), "The well ran dry.").unwrap();
    fs::write(folder.path().join("we\u{200b}ll.md"), "The well was dug.").unwrap();
    fs::write(folder.path().join("fair.md"), "The fair began.").unwrap();
    let ingested = read(folder.path());
    assert_eq!(ids(&ingested), ["fair"]);
    let kinds: Vec<_> = ingested.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(kinds, [DiagnosticKind::DuplicateId; 4]);
}

#[test]
fn a_collection_that_changes_while_it_is_read_gives_no_article() {
    let place = tempfile::tempdir().unwrap();
    let record = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"The mill of {id} burned down.\"}}\n");
    let path = place.path().join("news.jsonl");
    fs::write(&path, record("one") + &record("two")).unwrap();
    fs::write(place.path().join("calm.jsonl"), record("three")).unwrap();
    let files = annals_ingest::Files::of(place.path()).unwrap();
    let reader = support::reader();
    let ingested = reader.read_files(files, |article| {
        if article.id.as_str() == "news.one" {
            fs::File::options()
                .append(true)
                .open(&path)
                .unwrap()
                .write_all(record("four").as_bytes())
                .unwrap();
        }
        article
    });
    assert_eq!(ids(&ingested), ["calm.three"]);
    let [diagnostic] = ingested.diagnostics.as_slice() else { panic!("{:?}", ingested.diagnostics) };
    assert_eq!((diagnostic.path.as_str(), diagnostic.kind), ("news.jsonl", DiagnosticKind::Unreadable));
    assert!(diagnostic.message.starts_with("the file changed while it was read"), "{}", diagnostic.message);
}

#[test]
fn files_that_are_removed_before_reading_are_reported() {
    let place = tempfile::tempdir().unwrap();
    for name in ["gone.jsonl", "went.md", "kept.md"] {
        fs::write(place.path().join(name), "---\nlanguage: en\n---\nThe mill burned down.\n").unwrap();
    }
    let files = annals_ingest::Files::of(place.path()).unwrap();
    for name in ["gone.jsonl", "went.md"] {
        fs::remove_file(place.path().join(name)).unwrap();
    }
    let ingested = support::reader().read_files(files, |article| article);
    assert_eq!(ids(&ingested), ["kept"]);
    let found: Vec<_> =
        ingested.diagnostics.iter().map(|diagnostic| (diagnostic.path.as_str(), diagnostic.kind)).collect();
    assert_eq!(found, [("gone.jsonl", DiagnosticKind::Unreadable), ("went.md", DiagnosticKind::Unreadable)]);
}

#[test]
fn collections_with_the_same_stem_lose_only_members_with_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let record = |id: &str, words: &str| format!("{{\"id\": \"{id}\", \"text\": \"{words}\"}}\n");
    let write = |name: &str, words: &str| fs::write(folder.path().join(name), words).unwrap();
    let mill = record("mill", "The mill in Elmford burnt down.");
    write("news.jsonl", &format!("{mill}{}", record("weir", "The weir at Elmford broke.")));
    let alone = read(folder.path());
    assert_eq!(ids(&alone), ["news.mill", "news.weir"]);

    write("news.md", "The bridge at Port Hale opened again.\n");
    write("news.ndjson", &format!("{}{mill}", record("weir", "The weir at Port Hale held.")));
    write("News.warc", "");
    ZipWriter::new(fs::File::create(folder.path().join("news.zip")).unwrap()).finish().unwrap();
    let ingested = read(folder.path());
    assert_eq!(ids(&ingested), ["news", "news.mill"]);
    let found: Vec<_> = ingested
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.kind == DiagnosticKind::DuplicateId)
        .collect();
    let [first, second] = found.as_slice() else { panic!("{:?}", ingested.diagnostics) };
    assert!(first.path.contains("news.jsonl") && first.message.contains("news.ndjson/"), "{first:?}");
    assert!(second.path.contains("news.ndjson") && second.message.contains("news.jsonl/"), "{second:?}");
    let twice =
        ingested.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::Duplicate).count();
    assert_eq!(twice, 1, "{:?}", ingested.diagnostics);
}

#[test]
fn a_response_is_decoded_by_its_content_type() {
    let words = "The mill at Elmford (川辺の水車) burnt down on Tuesday night, and the bridge was shut.";
    let page = encoding_rs::SHIFT_JIS
        .encode(&format!("<article><h1>The mill</h1><p>{words}</p></article>"))
        .0
        .into_owned();
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=Shift_JIS\r\n\r\n";
    let answer = [head.as_slice(), &page].concat();
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gull.example/mill\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    let file = [record.as_bytes(), &answer, b"\r\n\r\n"].concat();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("web.warc"), &file).unwrap();
    let ingested = read(folder.path());
    let [article] = ingested.articles.as_slice() else { panic!("{:?}", ingested.diagnostics) };
    let segment = article.segments.iter().find(|segment| segment.kind == SegmentKind::Prose).unwrap();
    assert_eq!(article.words(segment), words);
    let span = article.span(segment.range.clone());
    let start = usize::try_from(article.member.as_ref().unwrap().start.unwrap()).unwrap();
    let piece = &file[start + span.byte_start..start + span.byte_end];
    assert_eq!(encoding_rs::SHIFT_JIS.decode_without_bom_handling(piece).0, words);
}
