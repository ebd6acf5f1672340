//! Reads ZIP archives of articles and other containers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::bounded_reader::{Chunk, PackedSize, RatioGuard};
use crate::container::{Bounds, Container};
use crate::error::{ContainerError, ContainerErrorKind};
use crate::member::{Content, Member, Members};
use crate::zip_directory;

/// Returns the files of an archive in the order of its central directory.
pub(crate) fn members<'f, F: Read + Seek + Send + 'f>(file: F, bounds: Bounds) -> Members<'f> {
    match open(file, bounds) {
        Ok((errors, entries)) => Box::new(errors.into_iter().map(Err).chain(entries)),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

struct Entries<F> {
    archive: ZipArchive<F>,
    indices: std::ops::Range<usize>,
    bounds: Bounds,
    /// Names that several entries have; none of these entries is read.
    duplicate_names: BTreeMap<Vec<u8>, usize>,
}

/// Opens an archive; also returns an error for each duplicate name.
fn open<F: Read + Seek>(
    file: F,
    bounds: Bounds,
) -> Result<(Vec<ContainerError>, Entries<F>), ContainerError> {
    let mut archive = ZipArchive::new(file).map_err(|error| archive_error(&error))?;
    if archive.has_overlapping_files().map_err(|error| archive_error(&error))? {
        let message = "its entries overlap or lie beyond the central directory, as in a decompression bomb; \
                       expected entries one after another; no entry was read";
        return Err(ContainerError::new(1, ContainerErrorKind::DecompressionBomb, message));
    }
    let mut duplicate_names = BTreeMap::new();
    if archive.has_duplicate_names() {
        let directory_start = archive.central_directory_start();
        let mut file = archive.into_inner();
        let found = zip_directory::duplicate_names(&mut file, directory_start);
        duplicate_names = found.map_err(|error| archive_error(&ZipError::Io(error)))?;
        archive = ZipArchive::new(file).map_err(|error| archive_error(&error))?;
    }
    let error = |(name, count): (&Vec<u8>, &usize)| {
        let message = format!("{count} entries have this name; expected one; none of them was read");
        ContainerError::new(1, ContainerErrorKind::Damaged, message)
            .with_member(String::from_utf8_lossy(name))
    };
    let errors = duplicate_names.iter().map(error).collect();
    let indices = 0..archive.len();
    Ok((errors, Entries { archive, indices, bounds, duplicate_names }))
}

impl<F: Read + Seek> Iterator for Entries<F> {
    type Item = Result<Member, ContainerError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let index = self.indices.next()?;
            let name = match self.archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => format!("file {}", index + 1),
            };
            if is_skipped(&name) {
                continue;
            }
            let entry = self.archive.by_index(index).map_err(|error| archive_error(&error));
            if entry.as_ref().is_ok_and(|file| self.duplicate_names.contains_key(file.name_raw())) {
                continue;
            }
            let member = entry.and_then(|mut file| member(&name, &mut file, self.bounds));
            return Some(member.map_err(|error| error.with_member(name)));
        }
    }
}

/// Whether an entry is a folder, a hidden file or metadata of macOS.
fn is_skipped(name: &str) -> bool {
    name.ends_with('/')
        || name
            .split('/')
            .any(|part| part == "__MACOSX" || (part.starts_with('.') && !part.starts_with("..")))
}

fn member<F: Read>(name: &str, file: &mut ZipFile<'_, F>, bounds: Bounds) -> Result<Member, ContainerError> {
    if let Some(defect) = unsafe_name(name) {
        let message = format!("its name {defect}; expected a path within the archive");
        return Err(ContainerError::new(1, ContainerErrorKind::UnsafeName, message));
    }
    if file.is_symlink() {
        return Err(unsupported("it is a symbolic link; expected a regular file"));
    }
    let is_stored = file.compression() == zip::CompressionMethod::Stored;
    let size = file.size();
    // An empty file has no place in the archive.
    let start = file.data_start().filter(|_| is_stored && size > 0);
    let packed = PackedSize::Known(file.compressed_size());
    let mut guard = RatioGuard::new(file, packed, bounds.ratio);
    let content = content(name, &mut guard, size, bounds)?;
    Ok(Member { name: name.to_owned(), line: 1, start, content })
}

/// Reads an entry of `size` unpacked bytes as stated by the central directory.
fn content(
    name: &str,
    entry: &mut RatioGuard<impl Read>,
    size: u64,
    bounds: Bounds,
) -> Result<Content, ContainerError> {
    match Container::from_name(name) {
        Some((Container::Zip, _)) => {
            Err(unsupported("it is a ZIP archive within a ZIP archive; expected its files"))
        }
        Some((container, packing)) => {
            let spooled = spool(entry, bounds.spooled).map_err(|error| entry_error(&error, bounds))?;
            let Some((file, length)) = spooled else {
                let message = format!(
                    "it exceeds {} bytes unpacked; expected a collection of this size as a separate file",
                    bounds.spooled
                );
                return Err(ContainerError::new(1, ContainerErrorKind::TooLarge, message));
            };
            check_length(length, size)?;
            Ok(Content::Container { container, packing, file })
        }
        None => match entry.read_all(bounds.member).map_err(|error| entry_error(&error, bounds))? {
            Chunk::Complete(bytes) => {
                check_length(bytes.len() as u64, size)?;
                Ok(Content::File(bytes))
            }
            _ => Err(ContainerError::too_large(1, bounds.member)),
        },
    }
}

/// Checks that an entry is complete. The checksum alone is not enough: that of no data is 0, which a directory can
/// state for a file that is missing.
fn check_length(length: u64, size: u64) -> Result<(), ContainerError> {
    if length == size {
        return Ok(());
    }
    let message = format!("it ends after {length} bytes; expected {size} bytes");
    Err(ContainerError::new(1, ContainerErrorKind::Damaged, message))
}

/// Unpacks a container to a temporary file and returns it with its length; `None` beyond the limit.
fn spool(entry: &mut impl Read, limit: u64) -> io::Result<Option<(File, u64)>> {
    let mut file = tempfile::tempfile()?;
    let length = io::copy(&mut entry.take(limit.saturating_add(1)), &mut file)?;
    if length > limit {
        return Ok(None);
    }
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Some((file, length)))
}

/// Returns what makes a name unsafe: it points outside the archive, or to a device.
fn unsafe_name(name: &str) -> Option<&'static str> {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];
    if name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':') {
        return Some("is an absolute path");
    }
    if name.contains(|c: char| c.is_control()) {
        return Some("has control characters");
    }
    for part in name.split(['/', '\\']) {
        if part == ".." {
            return Some("contains `..`");
        }
        let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
        if DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit())) {
            return Some("is a device name");
        }
    }
    None
}

fn unsupported(message: &str) -> ContainerError {
    ContainerError::new(1, ContainerErrorKind::Unsupported, message)
}

fn entry_error(error: &io::Error, bounds: Bounds) -> ContainerError {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return ContainerError::decompression_bomb(1, bounds.ratio);
    }
    ContainerError::new(1, ContainerErrorKind::Damaged, format!("{error}; expected valid ZIP data"))
}

fn archive_error(error: &ZipError) -> ContainerError {
    let damaged = |error: &dyn std::fmt::Display| {
        let message = format!("{error}; expected a complete ZIP archive");
        ContainerError::new(1, ContainerErrorKind::Damaged, message)
    };
    match error {
        ZipError::Io(error) => damaged(error),
        ZipError::UnsupportedArchive(found) => {
            unsupported(&format!("{found}; expected an unencrypted archive, stored or deflated"))
        }
        error => damaged(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::write::{SimpleFileOptions, ZipWriter};
    use zip::{CompressionMethod, ZipArchive};

    use super::{members, unsafe_name};
    use crate::container::Bounds;
    use crate::error::ContainerErrorKind;
    use crate::member::{Content, Member};

    const BOUNDS: Bounds = Bounds { member: 3_000_000, ratio: 200, spooled: 5_000_000 };

    fn archive(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_and_containers_are_members() {
        let files: [(&str, &[u8]); 4] =
            [("a/one.md", b"One."), ("__MACOSX/a", b"x"), ("b.jsonl", b"{}"), ("two.html", b"<p>")];
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let bytes = archive(&files, method);
            let found: Vec<_> = members(Cursor::new(bytes.clone()), BOUNDS).map(Result::unwrap).collect();
            let names: Vec<_> = found.iter().map(|member| member.name.as_str()).collect();
            assert_eq!(names, ["a/one.md", "b.jsonl", "two.html"]);
            let Member { start, content: Content::File(one), .. } = &found[0] else { panic!() };
            assert_eq!(one, b"One.");
            assert_eq!(start.is_some(), method == CompressionMethod::Stored);
            if let Some(start) = start {
                assert!(bytes[usize::try_from(*start).unwrap()..].starts_with(b"One."));
            }
            let Content::Container { file: spooled, .. } = &found[1].content else { panic!() };
            let mut inner = String::new();
            spooled.try_clone().unwrap().read_to_string(&mut inner).unwrap();
            assert_eq!(inner, "{}");
        }
    }

    #[test]
    fn harmful_entries_are_refused_and_the_rest_is_read() {
        let bomb = vec![b' '; 2_500_000];
        let large: Vec<u8> =
            (0..1_000_000_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let files: [(&str, &[u8]); 6] = [
            ("../out.md", b"x"),
            ("bomb.md", &bomb),
            ("large.md", &large),
            ("in.zip", b"x"),
            ("C:/a.md", b"x"),
            ("good.md", b"Good."),
        ];
        let found: Vec<_> =
            members(Cursor::new(archive(&files, CompressionMethod::Deflated)), BOUNDS).collect();
        let kinds: Vec<_> =
            found.iter().map(|member| member.as_ref().map_err(|error| error.kind).err()).collect();
        assert_eq!(
            kinds,
            [
                Some(ContainerErrorKind::UnsafeName),
                Some(ContainerErrorKind::DecompressionBomb),
                Some(ContainerErrorKind::TooLarge),
                Some(ContainerErrorKind::Unsupported),
                Some(ContainerErrorKind::UnsafeName),
                None
            ]
        );
        assert_eq!(found[1].as_ref().unwrap_err().member.as_deref(), Some("bomb.md"));
    }

    #[test]
    fn damaged_archives_are_errors() {
        let found: Vec<_> = members(Cursor::new(b"no archive".to_vec()), BOUNDS).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap_err().kind, ContainerErrorKind::Damaged);
        let mut cut = archive(&[("a.md", b"One.")], CompressionMethod::Deflated);
        cut.truncate(cut.len() - 10);
        assert!(members(Cursor::new(cut), BOUNDS).all(|member| member.is_err()));
        assert!(ZipArchive::new(Cursor::new(archive(&[], CompressionMethod::Stored))).is_ok());
    }

    #[test]
    fn unsafe_names_are_found() {
        assert_eq!(unsafe_name("a/nul.md"), Some("is a device name"));
        assert_eq!(unsafe_name("a/null.md"), None);
        assert!(unsafe_name("a\\..\\b.md").is_some() && unsafe_name("a\u{0}b").is_some());
        assert_eq!(unsafe_name("a/..b/c.md"), None);
    }
}
