//! Hostile containers: each is reported once with its place, and the other members are read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may panic")]

use std::io::{self, Cursor, Read, Write};

use annals_containers::{
    Bounds, Container, ContainerError, ContainerErrorKind, Content, Member, Packing, open, pipe,
};
use annals_knowledge::{Fields, Files};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

const BOUNDS: Bounds = Bounds { spooled: 2_000_000, ..Bounds::for_members(1_000_000) };
const GOOD: &[u8] = b"{\"id\": \"good\", \"text\": \"The mill burnt down.\"}\n";

type Found = Vec<Result<Member, ContainerError>>;

fn fields() -> Fields {
    Fields::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap()
}

fn read(container: Container, packing: Packing, bytes: Vec<u8>) -> Found {
    open(container, packing, Cursor::new(bytes), &fields(), BOUNDS).collect()
}

/// Returns line and kind of each error, and the number of members.
fn summary(found: &Found) -> (Vec<(usize, ContainerErrorKind)>, usize) {
    let errors = found.iter().filter_map(|member| member.as_ref().err());
    let errors: Vec<_> = errors.map(|error| (error.line, error.kind)).collect();
    let count = found.len() - errors.len();
    (errors, count)
}

#[test]
fn a_line_of_a_gigabyte_is_skipped() {
    let line = io::repeat(b'x').take(1 << 30);
    let input = GOOD.chain(line).chain(&b"\n"[..]).chain(GOOD);
    let found: Found = pipe(input, &fields(), BOUNDS).collect();
    assert_eq!(summary(&found), (vec![(2, ContainerErrorKind::TooLarge)], 2));
    assert_eq!(found[2].as_ref().unwrap().line, 3);
}

#[test]
fn lines_of_nul_bytes_and_unpaired_surrogates_are_errors() {
    let half = b"{\"text\": \"half \\udc00\"}\n";
    let nul = [&[0; 100_000][..], b"\n"].concat();
    let found = read(Container::JsonLines, Packing::Plain, [GOOD, half, &nul, GOOD].concat());
    assert_eq!(
        summary(&found),
        (vec![(2, ContainerErrorKind::Damaged), (3, ContainerErrorKind::Damaged)], 2)
    );
    for container in [Container::Feed, Container::Warc, Container::Zip, Container::JsonLines] {
        let (errors, members) = summary(&read(container, Packing::Plain, vec![0; 100_000]));
        assert_eq!((errors.len(), members), (1, 0), "{container:?}");
    }
}

#[test]
fn deeply_nested_records_are_errors() {
    let deep = format!("{{\"text\": \"x\", \"a\": {}\n", "[".repeat(400_000));
    let found = read(Container::JsonLines, Packing::Plain, [deep.as_bytes(), GOOD].concat());
    assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::Damaged)], 1));
}

#[test]
fn reading_of_decompression_bombs_stops() {
    for container in [Container::JsonLines, Container::Warc, Container::Feed] {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(if container == Container::JsonLines { GOOD } else { b"" }).unwrap();
        io::copy(&mut io::repeat(b' ').take(100 << 20), &mut packed).unwrap();
        let (errors, members) = summary(&read(container, Packing::Gzip, packed.finish().unwrap()));
        let is_bound =
            matches!(errors[..], [(_, ContainerErrorKind::DecompressionBomb | ContainerErrorKind::TooLarge)]);
        assert!(is_bound && members <= 1, "{container:?}: {errors:?}");
    }
}

#[test]
fn a_feed_that_declares_entities_is_refused() {
    let mut feed = "<!DOCTYPE rss [<!ENTITY a \"ha\">".to_owned();
    for (name, inner) in ('b'..='z').zip('a'..='y') {
        feed += &format!("<!ENTITY {name} \"{}\">", format!("&{inner};").repeat(10));
    }
    feed += "]><rss><channel><item><title>Fair</title><description>&z;</description></item></channel></rss>";
    let found = read(Container::Feed, Packing::Plain, feed.into_bytes());
    assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::Damaged)], 0));
}

fn zip(files: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Overwrites bytes of the first entry of the central directory.
fn patch_directory(archive: &mut [u8], at: usize, value: &[u8]) {
    let begin = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    archive[begin + at..begin + at + value.len()].copy_from_slice(value);
}

#[test]
fn encrypted_files_and_wrong_sizes_do_not_affect_others() {
    let files = || ["a.md", "b.md"].into_iter().map(|name| (name.to_owned(), b"It rained. ".repeat(90)));
    let mut locked = zip(files());
    patch_directory(&mut locked, 8, &[1, 0]);
    let (errors, members) = summary(&read(Container::Zip, Packing::Plain, locked));
    assert_eq!((errors.len(), members), (1, 1), "{errors:?}");
    for size in [0_u32, 7, u32::MAX - 1] {
        let mut lying = zip(files());
        patch_directory(&mut lying, 24, &size.to_le_bytes());
        let found = read(Container::Zip, Packing::Plain, lying);
        let second = found.last().unwrap().as_ref().unwrap();
        assert!(matches!(&second.content, Content::File(bytes) if bytes.len() == 990), "{size}");
    }
}

#[test]
fn an_archive_of_many_files_is_read() {
    let files = (0..100_000).map(|number| (format!("{number}.md"), b"Rain.".to_vec()));
    let (errors, members) = summary(&read(Container::Zip, Packing::Plain, zip(files)));
    assert_eq!((errors.len(), members), (0, 100_000));
}

#[test]
fn an_empty_file_is_an_error() {
    for container in [Container::JsonLines, Container::Feed, Container::Warc, Container::Zip] {
        let found = read(container, Packing::Plain, Vec::new());
        assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::Damaged)], 0), "{container:?}");
        assert!(found[0].as_ref().unwrap_err().message.starts_with("the file is empty"));
    }
}

/// Returns an archive of entries with a name of two letters and their bytes.
fn archive(entries: &[([u8; 2], &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (_, bytes)) in entries.iter().enumerate() {
        zip.start_file(format!("?{number}.jsonl"), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    // The writer refuses duplicate names.
    for (number, (name, _)) in entries.iter().enumerate() {
        let written = format!("?{number}.jsonl").into_bytes();
        while let Some(at) = bytes.windows(written.len()).position(|window| window == written) {
            bytes[at..at + 2].copy_from_slice(name);
        }
    }
    bytes
}

#[test]
fn entries_with_a_duplicate_name_are_not_read() {
    let bytes = archive(&[(*b"aa", GOOD), (*b"bb", GOOD), (*b"aa", b"{}"), (*b"cc", GOOD)]);
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::Damaged)], 2));
    let error = found[0].as_ref().unwrap_err();
    assert_eq!(error.member.as_deref(), Some("aa.jsonl"));
    assert!(error.message.starts_with("2 entries have this name"), "{}", error.message);
    let names: Vec<_> = found.iter().flatten().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["bb.jsonl", "cc.jsonl"]);
}

#[test]
fn overlapping_entries_are_one_error() {
    let mut bytes = archive(&[(*b"aa", &[b' '; 900_000]), (*b"bb", GOOD), (*b"cc", GOOD)]);
    // Every entry of the directory points to the first file.
    let ends = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect::<Vec<_>>();
    let first = bytes[ends[0]..ends[0] + 46].to_vec();
    for at in &ends {
        bytes[at + 16..at + 28].copy_from_slice(&first[16..28]);
        bytes[at + 42..at + 46].copy_from_slice(&first[42..46]);
    }
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::DecompressionBomb)], 0));
}

#[test]
fn a_container_in_an_archive_is_limited_on_disk() {
    // The data compresses badly, so the ratio limit does not apply.
    let mut state = 1_u32;
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b"0123456789abcdef"[usize::try_from(state >> 28).unwrap()]
    };
    let large: Vec<u8> = (0..2_000_001).map(|_| byte()).collect();
    let found = read(Container::Zip, Packing::Plain, archive(&[(*b"aa", &large), (*b"bb", GOOD)]));
    assert_eq!(summary(&found), (vec![(1, ContainerErrorKind::TooLarge)], 1));
}

#[test]
fn a_missing_file_is_not_an_empty_file() {
    let whole = archive(&[(*b"aa", GOOD), (*b"bb", GOOD)]);
    let entry = whole.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    // The directory states a packed size of 0 and the checksum of no data.
    let mut bytes = whole.clone();
    bytes[entry + 10..entry + 12].copy_from_slice(&[0; 2]);
    bytes[entry + 16..entry + 24].copy_from_slice(&[0; 8]);
    assert_eq!(
        summary(&read(Container::Zip, Packing::Plain, bytes)),
        (vec![(1, ContainerErrorKind::Damaged)], 1)
    );
    // An empty file has no offset.
    bytes = whole.clone();
    bytes[entry + 10..entry + 12].copy_from_slice(&[0; 2]);
    bytes[entry + 16..entry + 28].copy_from_slice(&[0; 12]);
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(summary(&found), (vec![], 2));
    assert_eq!(found[1].as_ref().unwrap().start, None);
    // The data begins after the end of the archive.
    bytes = whole;
    let header =
        usize::try_from(u32::from_le_bytes(bytes[entry + 42..entry + 46].try_into().unwrap())).unwrap();
    bytes[header + 28..header + 30].copy_from_slice(&[0xff; 2]);
    assert_eq!(
        summary(&read(Container::Zip, Packing::Plain, bytes)),
        (vec![(1, ContainerErrorKind::DecompressionBomb)], 0)
    );
}
