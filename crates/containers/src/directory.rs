//! What the directory of a ZIP archive says that a map of its files by name does not.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// How an entry of the directory begins.
const SIGNATURE: [u8; 4] = *b"PK\x01\x02";
/// Bytes of an entry before its name.
const HEAD: usize = 46;
/// Where the lengths of its name, of what follows that, and of its comment stand.
const LENGTHS: [usize; 3] = [28, 30, 32];

/// The names that several files of an archive have, as bytes, with their number.
pub(crate) fn names_of_several(
    file: &mut (impl Read + Seek),
    directory: u64,
) -> io::Result<BTreeMap<Vec<u8>, usize>> {
    file.seek(SeekFrom::Start(directory))?;
    let mut file = BufReader::new(file);
    let mut names: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut head = [0; HEAD];
    while fill(&mut file, &mut head)? && head.starts_with(&SIGNATURE) {
        let [name, more, comment] = LENGTHS.map(|at| length(&head, at));
        let mut bytes = vec![0; usize::from(name)];
        file.read_exact(&mut bytes)?;
        *names.entry(bytes).or_default() += 1;
        io::copy(&mut file.by_ref().take(u64::from(more) + u64::from(comment)), &mut io::sink())?;
    }
    names.retain(|_, count| *count > 1);
    Ok(names)
}

/// Whether there were enough bytes.
fn fill(file: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn length(head: &[u8], at: usize) -> u16 {
    match head.get(at..) {
        Some([low, high, ..]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}
