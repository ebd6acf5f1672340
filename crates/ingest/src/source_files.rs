//! Finds the files of a folder that are to be read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use annals_model::{Diagnostic, DiagnosticKind};
use ignore::{DirEntry, WalkBuilder};

use crate::diagnostics::{at_start, not_regular, unknown_format, unreadable};
use crate::file_names::{self, FileKind};

/// The reason why a folder cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}; expected a folder of articles", folder.display())]
pub struct IngestError {
    /// The folder.
    pub folder: PathBuf,
    /// The error of the operating system.
    pub source: io::Error,
}

/// The files of a folder that are to be read.
pub struct Files {
    pub(crate) files: Vec<SourceFile>,
    /// Diagnostics of the files that are not to be read.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A file to be read.
pub(crate) struct SourceFile {
    /// The path relative to the folder, with `/` between its components.
    pub(crate) path: String,
    /// The location of the file, with symbolic links resolved.
    pub(crate) file: PathBuf,
}

impl Files {
    /// Finds the files of a folder and its subfolders. Names that begin with a dot are skipped.
    ///
    /// # Errors
    /// The folder itself cannot be read.
    pub fn of(folder: &Path) -> Result<Self, IngestError> {
        let failed = |source| IngestError { folder: folder.to_owned(), source };
        let root = fs::canonicalize(folder).map_err(failed)?;
        fs::read_dir(&root).map_err(failed)?;
        let mut diagnostics = Vec::new();
        let files = without_duplicate_ids(walk(folder, &root, &mut diagnostics), &mut diagnostics);
        Ok(Self { files, diagnostics })
    }

    /// Returns the number of files to be read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.len()
    }
}

fn walk(folder: &Path, root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceFile> {
    let is_visible =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).follow_links(false).filter_entry(is_visible);
    let mut files = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => match source_file(root, &entry) {
                Ok(found) => files.extend(found),
                Err(diagnostic) => diagnostics.push(diagnostic),
            },
            Err(error) => diagnostics.push(walk_diagnostic(folder, root, &error)),
        }
    }
    files
}

/// Returns the file at an entry of the walk; `None` for a folder.
fn source_file(root: &Path, entry: &DirEntry) -> Result<Option<SourceFile>, Diagnostic> {
    let path = relative(root, entry.path());
    if entry.path().to_str().is_none() {
        let message = "the file name is not Unicode; expected UTF-8, as the article's id is derived from it";
        return Err(at_start(&path, DiagnosticKind::Unreadable, message));
    }
    let mut file = entry.path().to_owned();
    let mut kind = entry.file_type().ok_or_else(|| unreadable(&path, &io::ErrorKind::Unsupported.into()))?;
    if kind.is_symlink() {
        file = fs::canonicalize(&file).map_err(|error| unreadable(&path, &error))?;
        if !file.starts_with(root) {
            let message = "the symbolic link leads out of the folder; expected the file itself";
            return Err(at_start(&path, DiagnosticKind::OutsideLink, message));
        }
        kind = fs::metadata(&file).map_err(|error| unreadable(&path, &error))?.file_type();
        if kind.is_dir() {
            let message = "the symbolic link leads to a folder, whose files are read at their own paths; expected \
                           a link to a file";
            return Err(at_start(&path, DiagnosticKind::Unreadable, message));
        }
    }
    if kind.is_dir() && file_names::kind(&path).is_none() {
        return Ok(None);
    }
    if !kind.is_file() {
        return Err(not_regular(&path, kind));
    }
    if file_names::kind(&path).is_none() {
        return Err(unknown_format(&path));
    }
    Ok(Some(SourceFile { path, file }))
}

/// Drops all article files whose names give the same identifier.
///
/// Of collections only the members have identifiers, which are compared once they are read.
fn without_duplicate_ids(files: Vec<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceFile> {
    let mut groups: BTreeMap<String, Vec<SourceFile>> = BTreeMap::new();
    let is_collection =
        |file: &SourceFile| matches!(file_names::kind(&file.path), Some(FileKind::Collection(..)));
    let (mut kept, articles): (Vec<_>, Vec<_>) = files.into_iter().partition(is_collection);
    for file in articles {
        groups.entry(file_names::normalized(file_names::stem(&file.path))).or_default().push(file);
    }
    for mut group in groups.into_values() {
        if group.len() == 1 {
            kept.append(&mut group);
            continue;
        }
        group.sort_by(|a, b| a.path.cmp(&b.path));
        diagnostics.extend(group.iter().map(|file| duplicate_id(file, &group)));
    }
    kept
}

fn duplicate_id(file: &SourceFile, group: &[SourceFile]) -> Diagnostic {
    const MAX_NAMED: usize = 3;
    let others = group.iter().map(|other| other.path.as_str()).filter(|path| *path != file.path);
    let mut named: Vec<String> = others.take(MAX_NAMED).map(|path| format!("`{path}`")).collect();
    if group.len() > MAX_NAMED + 1 {
        named.push(format!("{} more", group.len() - MAX_NAMED - 1));
    }
    let message = format!(
        "the file name gives the same article id as {}; expected names that differ in more than folder, extension, \
         case and Unicode form; none of them was read",
        named.join(", ")
    );
    at_start(&file.path, DiagnosticKind::DuplicateId, message)
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn walk_diagnostic(folder: &Path, root: &Path, error: &ignore::Error) -> Diagnostic {
    // The walker's message repeats the absolute path, so only the innermost error is shown.
    let mut inner = error;
    let mut path = String::new();
    while let ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } = inner {
        if let ignore::Error::WithPath { path: at, .. } = inner {
            path = relative(root, at);
        }
        inner = err;
    }
    if path.is_empty() {
        path = folder.to_string_lossy().into_owned();
    }
    let message = match inner.io_error() {
        Some(error) => format!("{error}; expected a readable folder"),
        None => format!("{inner}; expected a readable folder"),
    };
    at_start(&path, DiagnosticKind::Unreadable, message)
}
