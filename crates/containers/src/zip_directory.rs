//! Duplicate names in the central directory of a ZIP archive, which the `zip` crate does not report.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// The first bytes of an entry.
const SIGNATURE: [u8; 4] = *b"PK\x01\x02";
/// Size in bytes of the fixed part of an entry, which precedes the name.
const FIXED_SIZE: usize = 46;
/// Offsets of the lengths of the name, the extra field and the comment.
const LENGTH_OFFSETS: [usize; 3] = [28, 30, 32];

/// Returns the names that more than one entry has, as bytes, with the number of entries.
///
/// # Errors
/// The file cannot be read, or an entry is truncated.
pub(crate) fn duplicate_names(
    file: &mut (impl Read + Seek),
    directory_start: u64,
) -> io::Result<BTreeMap<Vec<u8>, usize>> {
    file.seek(SeekFrom::Start(directory_start))?;
    let mut file = BufReader::new(file);
    let mut names: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut fixed = [0; FIXED_SIZE];
    while fill(&mut file, &mut fixed)? && fixed.starts_with(&SIGNATURE) {
        let [name, extra, comment] = LENGTH_OFFSETS.map(|offset| length_at(&fixed, offset));
        let mut bytes = vec![0; usize::from(name)];
        file.read_exact(&mut bytes)?;
        *names.entry(bytes).or_default() += 1;
        io::copy(&mut file.by_ref().take(u64::from(extra) + u64::from(comment)), &mut io::sink())?;
    }
    names.retain(|_, count| *count > 1);
    Ok(names)
}

/// Fills a buffer; returns `false` at the end of the file.
fn fill(file: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn length_at(fixed: &[u8], offset: usize) -> u16 {
    match fixed.get(offset..) {
        Some([low, high, ..]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}
