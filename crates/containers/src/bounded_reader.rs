//! Reads the bytes of a container within limits on size and compression ratio.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::container::{Bounds, Packing};

/// Unpacked bytes to which the compression ratio limit does not apply.
const RATIO_ALLOWANCE: u64 = 1 << 20;

/// Reads a container sequentially, decompressed.
pub(crate) struct BoundedReader<'f> {
    reader: Box<dyn BufRead + Send + 'f>,
    /// Unpacked bytes read so far.
    position: u64,
    packing: Packing,
    pub(crate) bounds: Bounds,
}

/// The result of reading a line or a block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    /// The end of the container.
    End,
    /// The complete line or block.
    Complete(Vec<u8>),
    /// The line or block exceeds its limit and was skipped.
    TooLarge,
}

impl<'f> BoundedReader<'f> {
    pub(crate) fn new(file: impl Read + Send + 'f, packing: Packing, bounds: Bounds) -> Self {
        let reader: Box<dyn BufRead + Send + 'f> = match packing {
            Packing::Plain => Box::new(BufReader::with_capacity(1 << 16, file)),
            Packing::Gzip => Box::new(BufReader::with_capacity(1 << 16, gunzip(file, bounds.ratio))),
        };
        Self { reader, position: 0, packing, bounds }
    }

    /// Returns the offset of the next byte in the file; `None` if the file is compressed.
    pub(crate) fn file_offset(&self) -> Option<u64> {
        (self.packing == Packing::Plain).then_some(self.position)
    }

    /// Reads the next line with its line break. A line beyond the limit is not kept in memory.
    pub(crate) fn line(&mut self, limit: u64) -> io::Result<Chunk> {
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
            if length <= limit {
                line.extend_from_slice(bytes.get(..used).unwrap_or(bytes));
            } else {
                line = Vec::new();
            }
            self.reader.consume(used);
            self.position += used as u64;
            if end.is_some() {
                break;
            }
        }
        Ok(match length {
            0 => Chunk::End,
            length if length > limit => Chunk::TooLarge,
            _ => Chunk::Complete(line),
        })
    }

    /// Reads `count` bytes, or fewer at the end of the file. A block beyond the member limit is skipped.
    pub(crate) fn block(&mut self, count: u64) -> io::Result<Chunk> {
        if count > self.bounds.member {
            let skipped = io::copy(&mut (&mut self.reader).take(count), &mut io::sink())?;
            self.position += skipped;
            return Ok(Chunk::TooLarge);
        }
        self.up_to(count).map(Chunk::Complete)
    }

    /// Reads the rest of the container, up to the member limit.
    pub(crate) fn rest(&mut self) -> io::Result<Chunk> {
        let limit = self.bounds.member;
        let bytes = self.up_to(limit.saturating_add(1))?;
        Ok(if bytes.len() as u64 > limit { Chunk::TooLarge } else { Chunk::Complete(bytes) })
    }

    fn up_to(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(count).read_to_end(&mut bytes)?;
        self.position += bytes.len() as u64;
        Ok(bytes)
    }
}

/// Decompresses gzip data; fails once the compression ratio exceeds the limit.
fn gunzip<'f>(file: impl Read + Send + 'f, ratio: u64) -> impl Read + Send + 'f {
    let count = Arc::new(AtomicU64::new(0));
    let counting = CountingReader { inner: file, count: Arc::clone(&count) };
    let decoder = MultiGzDecoder::new(BufReader::with_capacity(1 << 13, counting));
    RatioGuard::new(decoder, PackedSize::ReadSoFar(count), ratio)
}

/// Counts the bytes read.
struct CountingReader<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// The number of packed bytes that the unpacked size is compared with.
pub(crate) enum PackedSize {
    /// The size is known in advance.
    Known(u64),
    /// The bytes read so far count.
    ReadSoFar(Arc<AtomicU64>),
}

/// Fails with [`io::ErrorKind::FileTooLarge`] once the unpacked size exceeds the compression ratio limit.
pub(crate) struct RatioGuard<R> {
    inner: R,
    packed: PackedSize,
    unpacked: u64,
    ratio: u64,
}

impl<R: Read> RatioGuard<R> {
    pub(crate) fn new(inner: R, packed: PackedSize, ratio: u64) -> Self {
        Self { inner, packed, unpacked: 0, ratio }
    }

    /// Reads all bytes, up to the limit.
    pub(crate) fn read_all(&mut self, limit: u64) -> io::Result<Chunk> {
        let mut bytes = Vec::new();
        self.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(if bytes.len() as u64 > limit { Chunk::TooLarge } else { Chunk::Complete(bytes) })
    }
}

impl<R: Read> Read for RatioGuard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let packed = match &self.packed {
            PackedSize::Known(packed) => *packed,
            PackedSize::ReadSoFar(count) => count.load(Ordering::Relaxed),
        };
        if self.unpacked > RATIO_ALLOWANCE.saturating_add(packed.saturating_mul(self.ratio)) {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(count)
    }
}
