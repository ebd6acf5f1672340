//! Collections that mean harm: one message with its place for each, and the other members are read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what surprises it"
)]

use std::io::{self, Cursor, Read, Write};

use annals_containers::{Bounds, Container, Content, Fault, FaultKind, Member, Packing, open, pipe};
use annals_knowledge::{Fields, Files};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

const BOUNDS: Bounds = Bounds { spooled: 2_000_000, ..Bounds::of_members(1_000_000) };
const GOOD: &[u8] = b"{\"id\": \"good\", \"text\": \"The mill burnt down.\"}\n";

type Found = Vec<Result<Member, Fault>>;

fn fields() -> Fields {
    Fields::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap()
}

fn read(container: Container, packing: Packing, bytes: Vec<u8>) -> Found {
    open(container, packing, Cursor::new(bytes), &fields(), BOUNDS).collect()
}

/// Kinds of the faults, and how many members could be had.
fn told(found: &Found) -> (Vec<(usize, FaultKind)>, usize) {
    let faults = found.iter().filter_map(|member| member.as_ref().err());
    let faults: Vec<_> = faults.map(|fault| (fault.line, fault.kind)).collect();
    let count = found.len() - faults.len();
    (faults, count)
}

#[test]
fn a_line_of_a_gigabyte_is_passed_over_and_not_kept() {
    let line = io::repeat(b'x').take(1 << 30);
    let input = GOOD.chain(line).chain(&b"\n"[..]).chain(GOOD);
    let found: Found = pipe(input, &fields(), BOUNDS).collect();
    assert_eq!(told(&found), (vec![(2, FaultKind::TooLarge)], 2));
    assert_eq!(found[2].as_ref().unwrap().line, 3);
}

#[test]
fn lines_of_nothing_but_nul_and_halves_of_characters() {
    let half = b"{\"text\": \"half \\udc00\"}\n";
    let nul = [&[0; 100_000][..], b"\n"].concat();
    let found = read(Container::JsonLines, Packing::Plain, [GOOD, half, &nul, GOOD].concat());
    assert_eq!(told(&found), (vec![(2, FaultKind::Damaged), (3, FaultKind::Damaged)], 2));
    for container in [Container::Feed, Container::Warc, Container::Zip, Container::JsonLines] {
        let (faults, members) = told(&read(container, Packing::Plain, vec![0; 100_000]));
        assert_eq!((faults.len(), members), (1, 0), "{container:?}");
    }
}

#[test]
fn records_nested_without_end() {
    let deep = format!("{{\"text\": \"x\", \"a\": {}\n", "[".repeat(400_000));
    let found = read(Container::JsonLines, Packing::Plain, [deep.as_bytes(), GOOD].concat());
    assert_eq!(told(&found), (vec![(1, FaultKind::Damaged)], 1));
}

#[test]
fn what_unpacks_without_end_is_left() {
    for container in [Container::JsonLines, Container::Warc, Container::Feed] {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(if container == Container::JsonLines { GOOD } else { b"" }).unwrap();
        io::copy(&mut io::repeat(b' ').take(100 << 20), &mut packed).unwrap();
        let (faults, members) = told(&read(container, Packing::Gzip, packed.finish().unwrap()));
        let is_bound = matches!(faults[..], [(_, FaultKind::Bomb | FaultKind::TooLarge)]);
        assert!(is_bound && members <= 1, "{container:?}: {faults:?}");
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
    assert_eq!(told(&found), (vec![(1, FaultKind::Damaged)], 0));
}

fn zip(files: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Changes bytes in the directory of an archive's first file.
fn directory(archive: &mut [u8], at: usize, value: &[u8]) {
    let begin = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    archive[begin + at..begin + at + value.len()].copy_from_slice(value);
}

#[test]
fn a_file_whose_size_lies_or_that_is_locked_costs_no_other() {
    let files = || ["a.md", "b.md"].into_iter().map(|name| (name.to_owned(), b"It rained. ".repeat(90)));
    let mut locked = zip(files());
    directory(&mut locked, 8, &[1, 0]);
    let (faults, members) = told(&read(Container::Zip, Packing::Plain, locked));
    assert_eq!((faults.len(), members), (1, 1), "{faults:?}");
    for size in [0_u32, 7, u32::MAX - 1] {
        let mut lying = zip(files());
        directory(&mut lying, 24, &size.to_le_bytes());
        let found = read(Container::Zip, Packing::Plain, lying);
        let second = found.last().unwrap().as_ref().unwrap();
        assert!(matches!(&second.content, Content::File(bytes) if bytes.len() == 990), "{size}");
    }
}

#[test]
fn an_archive_of_very_many_files() {
    let files = (0..100_000).map(|number| (format!("{number}.md"), b"Rain.".to_vec()));
    let (faults, members) = told(&read(Container::Zip, Packing::Plain, zip(files)));
    assert_eq!((faults.len(), members), (0, 100_000));
}

#[test]
fn a_file_without_a_byte_is_told() {
    for container in [Container::JsonLines, Container::Feed, Container::Warc, Container::Zip] {
        let found = read(container, Packing::Plain, Vec::new());
        assert_eq!(told(&found), (vec![(1, FaultKind::Damaged)], 0), "{container:?}");
        assert!(found[0].as_ref().unwrap_err().message.starts_with("this file is empty"));
    }
}

/// An archive with these entries, given by a name of two letters and what they hold.
fn archive(entries: &[([u8; 2], &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (_, bytes)) in entries.iter().enumerate() {
        zip.start_file(format!("?{number}.jsonl"), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    // The writer takes no name twice.
    for (number, (name, _)) in entries.iter().enumerate() {
        let written = format!("?{number}.jsonl").into_bytes();
        while let Some(at) = bytes.windows(written.len()).position(|window| window == written) {
            bytes[at..at + 2].copy_from_slice(name);
        }
    }
    bytes
}

#[test]
fn two_files_of_one_name_are_told_and_neither_is_picked() {
    let bytes = archive(&[(*b"aa", GOOD), (*b"bb", GOOD), (*b"aa", b"{}"), (*b"cc", GOOD)]);
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(told(&found), (vec![(1, FaultKind::Damaged)], 2));
    let fault = found[0].as_ref().unwrap_err();
    assert_eq!(fault.member.as_deref(), Some("aa.jsonl"));
    assert!(fault.message.starts_with("2 files in it have this name"), "{}", fault.message);
    let names: Vec<_> = found.iter().flatten().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["bb.jsonl", "cc.jsonl"]);
}

#[test]
fn files_in_the_same_bytes_are_told_once() {
    let mut bytes = archive(&[(*b"aa", &[b' '; 900_000]), (*b"bb", GOOD), (*b"cc", GOOD)]);
    // Every entry of the directory leads to the first file.
    let ends = (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect::<Vec<_>>();
    let first = bytes[ends[0]..ends[0] + 46].to_vec();
    for at in &ends {
        bytes[at + 16..at + 28].copy_from_slice(&first[16..28]);
        bytes[at + 42..at + 46].copy_from_slice(&first[42..46]);
    }
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(told(&found), (vec![(1, FaultKind::Bomb)], 0));
}

#[test]
fn a_collection_in_an_archive_is_bounded_on_the_disk() {
    // It does not pack well, so that the ratio says nothing.
    let mut state = 1_u32;
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b"0123456789abcdef"[usize::try_from(state >> 28).unwrap()]
    };
    let large: Vec<u8> = (0..2_000_001).map(|_| byte()).collect();
    let found = read(Container::Zip, Packing::Plain, archive(&[(*b"aa", &large), (*b"bb", GOOD)]));
    assert_eq!(told(&found), (vec![(1, FaultKind::TooLarge)], 1));
}

#[test]
fn a_file_that_is_not_there_is_not_taken_for_an_empty_one() {
    let whole = archive(&[(*b"aa", GOOD), (*b"bb", GOOD)]);
    let entry = whole.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    // The directory has it packed in no bytes, with the checksum of nothing.
    let mut bytes = whole.clone();
    bytes[entry + 10..entry + 12].copy_from_slice(&[0; 2]);
    bytes[entry + 16..entry + 24].copy_from_slice(&[0; 8]);
    assert_eq!(told(&read(Container::Zip, Packing::Plain, bytes)), (vec![(1, FaultKind::Damaged)], 1));
    // Nor is an empty one said to stand anywhere.
    bytes = whole.clone();
    bytes[entry + 10..entry + 12].copy_from_slice(&[0; 2]);
    bytes[entry + 16..entry + 28].copy_from_slice(&[0; 12]);
    let found = read(Container::Zip, Packing::Plain, bytes);
    assert_eq!(told(&found), (vec![], 2));
    assert_eq!(found[1].as_ref().unwrap().start, None);
    // It begins behind the end.
    bytes = whole;
    let header =
        usize::try_from(u32::from_le_bytes(bytes[entry + 42..entry + 46].try_into().unwrap())).unwrap();
    bytes[header + 28..header + 30].copy_from_slice(&[0xff; 2]);
    assert_eq!(told(&read(Container::Zip, Packing::Plain, bytes)), (vec![(1, FaultKind::Bomb)], 0));
}
