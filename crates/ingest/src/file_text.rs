//! Decodes article files by their format.

use std::path::Path;

use crate::encoding::{self, DecodeError, Decoded};
use crate::file_names::{self, Format};
use crate::mapped_text::MappedText;
use crate::origin::sha256_hex;
use crate::{mhtml, stable_read};

/// The decoded text of a file.
pub(crate) struct FileText {
    pub(crate) text: MappedText<'static>,
    /// A remark on the decoding, at a byte of the text.
    pub(crate) remark: Option<(usize, String)>,
    /// The URL that the file states, for MHTML.
    pub(crate) url: Option<String>,
}

/// Decodes the bytes of a file; `charset` is the encoding that the container states.
pub(crate) fn decode(format: Format, bytes: &[u8], charset: Option<&str>) -> Result<FileText, DecodeError> {
    let of_file = |Decoded { text, encoding, remark }: Decoded| FileText {
        text: MappedText::of_file(text, encoding),
        remark,
        url: None,
    };
    match format {
        Format::Text => encoding::decode(bytes).map(of_file),
        Format::Page => encoding::decode_page(bytes, charset).map(of_file),
        Format::Mhtml => {
            let mhtml::SavedPage { page: text, remark, url } = mhtml::read(bytes)?;
            Ok(FileText { text, remark, url })
        }
    }
}

/// Returns the decoded text of the file that an article was read from.
///
/// Returns `None` if the file cannot be read, exceeds `max_bytes`, or no longer has the hash `sha256`.
#[must_use]
pub fn text_of(file: &Path, sha256: &str, max_bytes: u64) -> Option<String> {
    let bytes = stable_read::read_bytes(file, max_bytes).ok()??;
    if sha256_hex(&bytes) != sha256 {
        return None;
    }
    let format = file_names::format(&file.to_string_lossy()).unwrap_or(Format::Text);
    Some(decode(format, &bytes, None).ok()?.text.into_file())
}
