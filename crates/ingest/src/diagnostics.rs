//! Constructors of the diagnostics that concern a whole file.

use std::fs::FileType;
use std::io;

use annals_model::{Diagnostic, DiagnosticKind};

use crate::stable_read;

/// Creates a diagnostic at the beginning of a file.
pub(crate) fn at_start(path: &str, kind: DiagnosticKind, message: impl Into<String>) -> Diagnostic {
    Diagnostic { path: path.to_owned(), line: 1, column: 1, kind, message: message.into() }
}

pub(crate) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let expected = match stable_read::is_change(error) {
        true => "expected a file that does not change; nothing of it was read",
        false => "expected a readable file",
    };
    at_start(path, DiagnosticKind::Unreadable, format!("{error}; {expected}"))
}

pub(crate) fn too_large(path: &str, limit: u64) -> Diagnostic {
    let message = format!("the file is too large; expected at most {limit} bytes for an article");
    at_start(path, DiagnosticKind::TooLarge, message)
}

pub(crate) fn unknown_format(path: &str) -> Diagnostic {
    let message = "skipped, as the file format is unknown; expected plain text or Markdown (.txt, .text, .md, \
                   .markdown), a saved web page (.html, .htm, .xhtml, .mhtml, .mht) or a collection (.jsonl, \
                   .ndjson, .warc, .rss, .atom, .xml, any of them with .gz, or .zip)";
    at_start(path, DiagnosticKind::UnknownFormat, message)
}

pub(crate) fn not_regular(path: &str, file_type: FileType) -> Diagnostic {
    let message = format!("found {}; expected a regular file", description(file_type));
    at_start(path, DiagnosticKind::Unreadable, message)
}

pub(crate) fn collection(path: &str) -> Diagnostic {
    let message = "the file is a collection of articles; expected a single article: `annals pipeline` reads \
                   collections from a folder";
    at_start(path, DiagnosticKind::UnknownFormat, message)
}

pub(crate) fn empty(path: &str) -> Diagnostic {
    at_start(path, DiagnosticKind::Empty, "found no text; expected an article")
}

#[cfg(unix)]
fn description(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match file_type {
        file_type if file_type.is_dir() => "a folder",
        file_type if file_type.is_fifo() => "a pipe",
        file_type if file_type.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn description(file_type: FileType) -> &'static str {
    if file_type.is_dir() { "a folder" } else { "another kind of file" }
}
