//! ZIP archives of articles, pages and other collections.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::member::{Content, Fault, FaultKind, Member};
use crate::source::{Guarded, Packed, Piece, too_large};
use crate::{Bounds, Container, Members, directory};

/// The files in an archive, in its order.
pub(crate) fn members<'f, F: Read + Seek + Send + 'f>(file: F, bounds: Bounds) -> Members<'f> {
    match opened(file, bounds) {
        Ok((faults, zipped)) => Box::new(faults.into_iter().map(Err).chain(zipped)),
        Err(fault) => Box::new(std::iter::once(Err(fault))),
    }
}

struct Zipped<F> {
    archive: ZipArchive<F>,
    indices: std::ops::Range<usize>,
    bounds: Bounds,
    /// Names of several files, none of which is read.
    shared: BTreeMap<Vec<u8>, usize>,
}

/// An archive whose files stand apart, and what is wrong with it nevertheless.
fn opened<F: Read + Seek>(file: F, bounds: Bounds) -> Result<(Vec<Fault>, Zipped<F>), Fault> {
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    if archive.has_overlapping_files().map_err(|error| broken(&error))? {
        let message = "files in it stand in the same bytes or beyond its directory, as in a decompression bomb; \
                       expected an archive whose files stand one behind another; none of them was read";
        return Err(Fault::at(1, FaultKind::Bomb, message));
    }
    let mut shared = BTreeMap::new();
    if archive.has_duplicate_names() {
        let directory = archive.central_directory_start();
        let mut file = archive.into_inner();
        let found = directory::names_of_several(&mut file, directory);
        shared = found.map_err(|error| broken(&ZipError::Io(error)))?;
        archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    }
    let fault = |(name, count): (&Vec<u8>, &usize)| {
        let message =
            format!("{count} files in it have this name; expected one for each; none of them was read");
        Fault::at(1, FaultKind::Damaged, message).of(String::from_utf8_lossy(name))
    };
    let faults = shared.iter().map(fault).collect();
    let indices = 0..archive.len();
    Ok((faults, Zipped { archive, indices, bounds, shared }))
}

impl<F: Read + Seek> Iterator for Zipped<F> {
    type Item = Result<Member, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let index = self.indices.next()?;
            let name = match self.archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => format!("file {}", index + 1),
            };
            if is_passed_over(&name) {
                continue;
            }
            let read = self.archive.by_index(index).map_err(|error| broken(&error));
            if read.as_ref().is_ok_and(|file| self.shared.contains_key(file.name_raw())) {
                continue;
            }
            return Some(
                read.and_then(|mut file| member(&name, &mut file, self.bounds))
                    .map_err(|fault| fault.of(name)),
            );
        }
    }
}

/// Folders, and what systems leave beside files.
fn is_passed_over(name: &str) -> bool {
    name.ends_with('/')
        || name
            .split('/')
            .any(|part| part == "__MACOSX" || (part.starts_with('.') && !part.starts_with("..")))
}

fn member<F: Read>(name: &str, file: &mut ZipFile<'_, F>, bounds: Bounds) -> Result<Member, Fault> {
    if let Some(what) = danger(name) {
        let message = format!("its name {what}; expected a path within the archive");
        return Err(Fault::at(1, FaultKind::UnsafeName, message));
    }
    if file.is_symlink() {
        let message = "it is a symbolic link; expected the file itself";
        return Err(Fault::at(1, FaultKind::Unsupported, message));
    }
    let is_stored = file.compression() == zip::CompressionMethod::Stored;
    let size = file.size();
    // What has no bytes stands nowhere.
    let start = file.data_start().filter(|_| is_stored && size > 0);
    let packed = Packed::Known(file.compressed_size());
    let mut guarded = Guarded::new(file, packed, bounds.ratio);
    // Nothing at all has the checksum 0, which a directory may state of a file that isn't there.
    let whole = |length: u64| match length == size {
        true => Ok(()),
        false => {
            let message = format!("it breaks off after {length} bytes; expected {size}");
            Err(Fault::at(1, FaultKind::Damaged, message))
        }
    };
    let content = match Container::of_name(name) {
        Some((Container::Zip, _)) => {
            let message = "it is an archive in an archive; expected its files";
            return Err(Fault::at(1, FaultKind::Unsupported, message));
        }
        Some((container, packing)) => {
            let spooled = spool(&mut guarded, bounds.spooled).map_err(|error| unreadable(&error, bounds))?;
            let Some((spooled, length)) = spooled else {
                let message = format!(
                    "it unpacks to more than {} bytes; expected so large a collection as a file of its own",
                    bounds.spooled
                );
                return Err(Fault::at(1, FaultKind::TooLarge, message));
            };
            whole(length)?;
            Content::Collection(container, packing, spooled)
        }
        None => match guarded.member(bounds.member).map_err(|error| unreadable(&error, bounds))? {
            Piece::Whole(bytes) => {
                whole(bytes.len() as u64)?;
                Content::File(bytes)
            }
            _ => return Err(too_large(1, bounds.member)),
        },
    };
    Ok(Member { name: name.to_owned(), line: 1, start, content })
}

/// A collection in the archive as a file of its own, as it may be large, and its length; none if it is larger
/// than that.
fn spool(packed: &mut impl Read, most: u64) -> io::Result<Option<(std::fs::File, u64)>> {
    let mut file = tempfile::tempfile()?;
    let length = io::copy(&mut packed.take(most.saturating_add(1)), &mut file)?;
    if length > most {
        return Ok(None);
    }
    file.flush()?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Some((file, length)))
}

/// What is dangerous in a name that leads out of its archive, or into a device.
fn danger(name: &str) -> Option<&'static str> {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];
    if name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':') {
        return Some("is an absolute path");
    }
    if name.contains(|c: char| c.is_control()) {
        return Some("has control characters");
    }
    for part in name.split(['/', '\\']) {
        if part == ".." {
            return Some("leads out of the archive by `..`");
        }
        let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
        if DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit())) {
            return Some("is that of a device");
        }
    }
    None
}

fn unreadable(error: &io::Error, bounds: Bounds) -> Fault {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let message = format!(
            "it unpacks to more than {} times its size; expected an archive of articles",
            bounds.ratio
        );
        return Fault::at(1, FaultKind::Bomb, message);
    }
    Fault::at(1, FaultKind::Damaged, format!("{error}; expected a file that ZIP packed"))
}

fn broken(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => {
            Fault::at(1, FaultKind::Damaged, format!("{error}; expected a whole ZIP archive"))
        }
        ZipError::UnsupportedArchive(what) => {
            let message = format!("{what}; expected an archive without a password, stored or deflated");
            Fault::at(1, FaultKind::Unsupported, message)
        }
        error => Fault::at(1, FaultKind::Damaged, format!("{error}; expected a whole ZIP archive")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::write::{SimpleFileOptions, ZipWriter};
    use zip::{CompressionMethod, ZipArchive};

    use super::{danger, members};
    use crate::Bounds;
    use crate::member::{Content, FaultKind, Member};

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
    fn files_and_collections_are_members() {
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
            let Content::Collection(.., spooled) = &found[1].content else { panic!() };
            let mut inner = String::new();
            spooled.try_clone().unwrap().read_to_string(&mut inner).unwrap();
            assert_eq!(inner, "{}");
        }
    }

    #[test]
    fn what_means_harm_is_refused_and_the_rest_is_read() {
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
            found.iter().map(|member| member.as_ref().map_err(|fault| fault.kind).err()).collect();
        assert_eq!(
            kinds,
            [
                Some(FaultKind::UnsafeName),
                Some(FaultKind::Bomb),
                Some(FaultKind::TooLarge),
                Some(FaultKind::Unsupported),
                Some(FaultKind::UnsafeName),
                None
            ]
        );
        assert_eq!(found[1].as_ref().unwrap_err().member.as_deref(), Some("bomb.md"));
    }

    #[test]
    fn an_archive_that_is_none() {
        let found: Vec<_> = members(Cursor::new(b"no archive".to_vec()), BOUNDS).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap_err().kind, FaultKind::Damaged);
        let mut cut = archive(&[("a.md", b"One.")], CompressionMethod::Deflated);
        cut.truncate(cut.len() - 10);
        assert!(members(Cursor::new(cut), BOUNDS).all(|member| member.is_err()));
        assert!(ZipArchive::new(Cursor::new(archive(&[], CompressionMethod::Stored))).is_ok());
    }

    #[test]
    fn names() {
        assert_eq!(danger("a/nul.md"), Some("is that of a device"));
        assert_eq!(danger("a/null.md"), None);
        assert!(danger("a\\..\\b.md").is_some() && danger("a\u{0}b").is_some());
        assert_eq!(danger("a/..b/c.md"), None);
    }
}
