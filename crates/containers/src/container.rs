//! The container formats, their compression, and the limits on reading them.

/// A file format that holds many articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Container {
    /// JSON Lines, one record per line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// RSS or Atom: `.rss`, `.atom`, `.xml`.
    Feed,
    /// A web archive, ISO 28500: `.warc`.
    Warc,
    /// A ZIP archive of articles and other containers: `.zip`.
    Zip,
}

/// The compression of a container file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// None.
    Plain,
    /// gzip, with one or several gzip members.
    Gzip,
}

impl Container {
    /// Returns the format and compression of a file by the extension of its name, in any case.
    ///
    /// # Examples
    ///
    /// ```
    /// use annals_containers::{Container, Packing};
    ///
    /// assert_eq!(Container::from_name("news/crawl.WARC.gz"), Some((Container::Warc, Packing::Gzip)));
    /// assert_eq!(Container::from_name("mill.md"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<(Self, Packing)> {
        let name = name.to_ascii_lowercase();
        let (name, packing) = match name.strip_suffix(".gz") {
            Some(inner) => (inner, Packing::Gzip),
            None => (name.as_str(), Packing::Plain),
        };
        let container = match name.rsplit_once('.')?.1 {
            "jsonl" | "ndjson" => Self::JsonLines,
            "rss" | "atom" | "xml" => Self::Feed,
            "warc" => Self::Warc,
            "zip" if packing == Packing::Plain => Self::Zip,
            _ => return None,
        };
        Some((container, packing))
    }
}

/// Limits on memory, decompression and temporary disk space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Maximum unpacked size of a member, in bytes.
    pub member: u64,
    /// Maximum ratio of unpacked to packed size, beyond the first mebibyte.
    pub ratio: u64,
    /// Maximum size in bytes of a container within an archive, which is unpacked to a temporary file.
    pub spooled: u64,
}

impl Bounds {
    /// The default ratio. Pages of mostly white space compress about 100 times, decompression bombs about 1,000 times.
    pub const RATIO: u64 = 200;

    /// The default limit on a container within an archive: 1 GiB.
    pub const SPOOLED: u64 = 1 << 30;

    /// Returns the default limits for members of at most `bytes` bytes.
    #[must_use]
    pub const fn for_members(bytes: u64) -> Self {
        Self { member: bytes, ratio: Self::RATIO, spooled: Self::SPOOLED }
    }
}

#[cfg(test)]
mod tests {
    use super::{Container, Packing};

    #[test]
    fn formats_follow_from_extensions() {
        assert_eq!(Container::from_name("a/b.WARC.gz"), Some((Container::Warc, Packing::Gzip)));
        assert_eq!(Container::from_name("b.ndjson"), Some((Container::JsonLines, Packing::Plain)));
        assert_eq!(Container::from_name("b.zip.gz"), None);
        assert_eq!(Container::from_name("warc"), None);
    }
}
