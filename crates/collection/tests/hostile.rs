//! Collections that mean harm: one message with its place for each, and the other members are read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what surprises it"
)]

use std::io::{self, Cursor, Read, Write};

use annals_collection::{Bounds, Container, Content, Fault, FaultKind, Member, Packing, open, pipe};
use annals_knowledge::{Fields, Files};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

const BOUNDS: Bounds = Bounds { member: 1_000_000, ratio: Bounds::RATIO };
const GOOD: &[u8] = b"{\"id\": \"good\", \"text\": \"The mill burnt down.\"}\n";

type Found = Vec<Result<Member, Fault>>;

fn fields() -> Fields {
    Fields::load(&Files::embedded()).unwrap()
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
