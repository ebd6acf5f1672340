//! Bytes from a file, unpacked, within bounds.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::member::{Fault, FaultKind};
use crate::{Bounds, Packing};

/// What may be unpacked whatever its file is like.
const FREE: u64 = 1 << 20;

/// The bytes of a container, from first to last.
pub(crate) struct Source<'f> {
    reader: Box<dyn BufRead + Send + 'f>,
    /// Bytes given out.
    at: u64,
    packing: Packing,
    pub(crate) bounds: Bounds,
}

/// A line or a piece of a source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// There is nothing left.
    End,
    /// All of it.
    Whole(Vec<u8>),
    /// It was passed over, being larger than it may be.
    TooLarge,
}

impl<'f> Source<'f> {
    pub(crate) fn new(file: impl Read + Send + 'f, packing: Packing, bounds: Bounds) -> Self {
        let reader: Box<dyn BufRead + Send + 'f> = match packing {
            Packing::Plain => Box::new(BufReader::with_capacity(1 << 16, file)),
            Packing::Gzip => Box::new(BufReader::with_capacity(1 << 16, unpacked(file, bounds.ratio))),
        };
        Self { reader, at: 0, packing, bounds }
    }

    /// Where the next byte stands in the file, if it stands there as it is.
    pub(crate) fn place(&self) -> Option<u64> {
        (self.packing == Packing::Plain).then_some(self.at)
    }

    /// The next line with its end; the bytes of one that is too large are not kept.
    pub(crate) fn line(&mut self, most: u64) -> io::Result<Piece> {
        let mut line = Vec::new();
        let mut length = 0_u64;
        loop {
            let bytes = match self.reader.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', bytes);
            let used = end.map_or(bytes.len(), |end| end + 1);
            length += used as u64;
            if length <= most {
                line.extend_from_slice(bytes.get(..used).unwrap_or(bytes));
            } else {
                line = Vec::new();
            }
            self.reader.consume(used);
            self.at += used as u64;
            if end.is_some() {
                break;
            }
        }
        Ok(match length {
            0 => Piece::End,
            length if length > most => Piece::TooLarge,
            _ => Piece::Whole(line),
        })
    }

    /// So many bytes, or those that are left; of too many, none are kept.
    pub(crate) fn take(&mut self, count: u64) -> io::Result<Piece> {
        if count > self.bounds.member {
            let passed = io::copy(&mut (&mut self.reader).take(count), &mut io::sink())?;
            self.at += passed;
            return Ok(Piece::TooLarge);
        }
        self.up_to(count).map(Piece::Whole)
    }

    /// Everything that is left, unless it is more than a member may be.
    pub(crate) fn rest(&mut self) -> io::Result<Piece> {
        let most = self.bounds.member;
        let bytes = self.up_to(most.saturating_add(1))?;
        Ok(if bytes.len() as u64 > most { Piece::TooLarge } else { Piece::Whole(bytes) })
    }

    fn up_to(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(count).read_to_end(&mut bytes)?;
        self.at += bytes.len() as u64;
        Ok(bytes)
    }
}

/// Reads what gzip packed, and fails as soon as it is a bomb.
pub(crate) fn unpacked<'f>(file: impl Read + Send + 'f, ratio: u64) -> impl Read + Send + 'f {
    let read = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: file, read: Arc::clone(&read) };
    Guarded::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 13, counted)), Packed::Read(read), ratio)
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// How many bytes were packed.
pub(crate) enum Packed {
    /// So many.
    Known(u64),
    /// As many as have been read so far.
    Read(Arc<AtomicU64>),
}

/// Fails when much more has been unpacked than an honest file holds.
pub(crate) struct Guarded<R> {
    inner: R,
    packed: Packed,
    given: u64,
    ratio: u64,
}

impl<R: Read> Guarded<R> {
    pub(crate) fn new(inner: R, packed: Packed, ratio: u64) -> Self {
        Self { inner, packed, given: 0, ratio }
    }

    /// All of it, unless it is more than a member may be.
    pub(crate) fn member(&mut self, most: u64) -> io::Result<Piece> {
        let mut bytes = Vec::new();
        self.by_ref().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(if bytes.len() as u64 > most { Piece::TooLarge } else { Piece::Whole(bytes) })
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        let packed = match &self.packed {
            Packed::Known(packed) => *packed,
            Packed::Read(read) => read.load(Ordering::Relaxed),
        };
        if self.given > FREE.saturating_add(packed.saturating_mul(self.ratio)) {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(count)
    }
}

/// What an error of a source says.
pub(crate) fn fault(line: usize, error: &io::Error, ratio: u64) -> Fault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Fault::at(
            line,
            FaultKind::Bomb,
            format!("it unpacks to more than {ratio} times its size; expected an archive of articles"),
        ),
        io::ErrorKind::UnexpectedEof => Fault::at(
            line,
            FaultKind::Damaged,
            "the packed data ends too early; expected a file that was copied to its end",
        ),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Fault::at(line, FaultKind::Damaged, format!("{error}; expected data that gzip packed"))
        }
        _ => Fault::at(line, FaultKind::Unreadable, format!("{error}; expected a file that can be read")),
    }
}

pub(crate) fn too_large(line: usize, most: u64) -> Fault {
    let message = format!("this member is too large; expected at most {most} bytes for an article");
    Fault::at(line, FaultKind::TooLarge, message)
}
