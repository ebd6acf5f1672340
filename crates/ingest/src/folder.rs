//! A folder of files, each an article or a problem.

use std::collections::BTreeMap;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use annals_containers::Members;
use annals_model::{Article, Diagnostic, DiagnosticKind};
use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;

use crate::collection::{Collection, Found};
use crate::names::Kind;
use crate::reader::Reader;
use crate::steady::{self, steady};
use crate::twins::{self, Taken};
use crate::{article, collection, names};

/// What a folder holds: of each article what was made of it.
#[derive(Clone, Debug)]
pub struct Ingested<T = Article> {
    /// The articles, by id.
    pub articles: Vec<T>,
    /// Files left out and remarks, by path.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a folder can't be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}; expected a folder of articles", folder.display())]
pub struct IngestError {
    /// The folder.
    pub folder: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// The files of a folder that are to be read.
pub struct Files {
    candidates: Vec<Candidate>,
    /// Of what is not to be read.
    diagnostics: Vec<Diagnostic>,
}

/// A file to read.
struct Candidate {
    /// Relative, with `/`.
    path: String,
    /// Where it really is.
    file: PathBuf,
}

impl Files {
    /// Looks for files in a folder and the folders in it. Names that begin with a dot are passed
    /// over.
    ///
    /// # Errors
    /// The folder itself can't be read.
    pub fn of(folder: &Path) -> Result<Self, IngestError> {
        let failed = |source| IngestError { folder: folder.to_owned(), source };
        let root = fs::canonicalize(folder).map_err(failed)?;
        fs::read_dir(&root).map_err(failed)?;
        let mut diagnostics = Vec::new();
        let candidates = without_twins(candidates(folder, &root, &mut diagnostics), &mut diagnostics);
        Ok(Self { candidates, diagnostics })
    }

    /// How many are to be read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.candidates.len()
    }
}

impl Reader<'_> {
    /// Every article in a folder and the folders in it, whatever the other files are like.
    ///
    /// # Errors
    /// The folder itself can't be read.
    pub fn read_folder(&self, folder: &Path) -> Result<Ingested, IngestError> {
        Ok(self.read_files(Files::of(folder)?, |article| article))
    }

    /// Reads files on all threads, and makes of each article what is wanted of it as soon as it
    /// is read: its text need not stay in memory.
    pub fn read_files<T: Send>(&self, files: Files, make: impl Fn(Article) -> T + Sync) -> Ingested<T> {
        let Files { candidates, mut diagnostics } = files;
        let read: Vec<Vec<Made<T>>> =
            candidates.par_iter().map(|candidate| self.made(candidate, &make)).collect();
        let mut taken = Vec::with_capacity(read.len());
        for (article, found) in read.into_iter().flatten() {
            taken.extend(article);
            diagnostics.extend(found);
        }
        let articles = twins::told(taken, &mut diagnostics);
        diagnostics.sort();
        Ingested { articles, diagnostics }
    }

    /// The article in one file, wherever it is; its path is the one given. A collection is a problem, as it
    /// holds many.
    #[must_use]
    pub fn read_file(&self, file: &Path) -> (Option<Article>, Vec<Diagnostic>) {
        let path = file.to_string_lossy().replace('\\', "/");
        match fs::metadata(file) {
            Ok(metadata) if !metadata.is_file() => (None, vec![not_regular(&path, metadata.file_type())]),
            Err(error) => (None, vec![unreadable(&path, &error)]),
            Ok(_) => match names::kind(&path) {
                None => (None, vec![unknown_format(&path)]),
                Some(Kind::Collection(..)) => (None, vec![many(&path)]),
                Some(Kind::Article(_)) => self.candidate(&Candidate { path, file: file.to_owned() }),
            },
        }
    }

    fn made<T: Send>(&self, candidate: &Candidate, make: &(impl Fn(Article) -> T + Sync)) -> Vec<Made<T>> {
        let Candidate { path, file } = candidate;
        let Some(Kind::Collection(container, packing)) = names::kind(path) else {
            return vec![made(self.candidate(candidate), make)];
        };
        let read = || {
            let open = File::open(file)?;
            let file = open.try_clone()?;
            steady(&open, || {
                let bounds = collection::bounds(self);
                let members = annals_containers::open(container, packing, file, self.fields, bounds);
                Ok(self.members(Collection { path, stem: names::stem(path), file: path }, members, make))
            })
        };
        // Of a file that changed, not even what came before the change counts: it may be of another one.
        read().unwrap_or_else(|error| vec![(None, vec![unreadable(path, &error)])])
    }

    /// What is made of the members of a collection, in their order; few of them are in memory at once.
    fn members<T: Send>(
        &self,
        of: Collection<'_>,
        members: Members<'_>,
        make: &(impl Fn(Article) -> T + Sync),
    ) -> Vec<Made<T>> {
        let each = |(number, member)| match collection::read(self, of, member) {
            Found::Article(read) => (number, vec![made(*read, make)]),
            Found::Inner(path, stem, members) => {
                let inner = Collection { path: &path, stem: &stem, file: of.file };
                (number, self.members(inner, members, make))
            }
        };
        let mut read: Vec<(usize, Vec<Made<T>>)> = members.enumerate().par_bridge().map(each).collect();
        read.sort_by_key(|(number, _)| *number);
        read.into_iter().flat_map(|(_, made)| made).collect()
    }

    fn candidate(&self, candidate: &Candidate) -> (Option<Article>, Vec<Diagnostic>) {
        let Candidate { path, file } = candidate;
        match bytes(file, self.options.max_bytes) {
            Ok(Some(bytes)) => self.read_article(path, &bytes),
            Ok(None) => {
                let most = self.options.max_bytes;
                let message = format!("this file is too large; expected at most {most} bytes for an article");
                (None, vec![diagnostic(path, DiagnosticKind::TooLarge, message)])
            }
            Err(error) => (None, vec![unreadable(path, &error)]),
        }
    }
}

/// What was made of an article, and what its file or member is like.
type Made<T> = (Option<Taken<T>>, Vec<Diagnostic>);

fn made<T>((article, diagnostics): article::Read, make: impl Fn(Article) -> T) -> Made<T> {
    (article.map(|article| Taken::new(article, make)), diagnostics)
}

/// The text of the file that an article was read from, if it still is the same file.
#[must_use]
pub fn text_of(file: &Path, sha256: &str, max_bytes: u64) -> Option<String> {
    let bytes = bytes(file, max_bytes).ok()??;
    if article::digest(&bytes) != sha256 {
        return None;
    }
    let format = names::format(&file.to_string_lossy()).unwrap_or(names::Format::Text);
    Some(article::open(format, &bytes, None).ok()?.text.into_file())
}

/// A file's bytes, unless there are more than allowed. The bound holds for what is read, as a
/// file can grow.
fn bytes(file: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(file)?;
    let size = file.metadata()?.len();
    if size > most {
        return Ok(None);
    }
    steady(&file, || {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        (&file).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
        Ok(fits.then_some(bytes))
    })
}

fn candidates(folder: &Path, root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let is_visible =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).follow_links(false).filter_entry(is_visible);
    let mut candidates = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => match candidate(root, &entry) {
                Ok(found) => candidates.extend(found),
                Err(diagnostic) => diagnostics.push(diagnostic),
            },
            Err(error) => diagnostics.push(walk_problem(folder, root, &error)),
        }
    }
    candidates
}

/// The file to read at an entry of the walk, if it is one.
fn candidate(root: &Path, entry: &DirEntry) -> Result<Option<Candidate>, Diagnostic> {
    let path = relative(root, entry.path());
    if entry.path().to_str().is_none() {
        let message = "its name is not Unicode; expected a name in UTF-8, as the article's id is made of it";
        return Err(diagnostic(&path, DiagnosticKind::Unreadable, message.to_owned()));
    }
    let mut file = entry.path().to_owned();
    let mut kind = entry.file_type().ok_or_else(|| unreadable(&path, &io::ErrorKind::Unsupported.into()))?;
    if kind.is_symlink() {
        file = fs::canonicalize(&file).map_err(|error| unreadable(&path, &error))?;
        if !file.starts_with(root) {
            let message = "this symbolic link leads out of the folder; expected the file itself".to_owned();
            return Err(diagnostic(&path, DiagnosticKind::OutsideLink, message));
        }
        kind = fs::metadata(&file).map_err(|error| unreadable(&path, &error))?.file_type();
        if kind.is_dir() {
            let message = "this symbolic link leads to a folder, whose files are read in their own place";
            return Err(diagnostic(&path, DiagnosticKind::Unreadable, message.to_owned()));
        }
    }
    if kind.is_dir() && names::kind(&path).is_none() {
        return Ok(None);
    }
    if !kind.is_file() {
        return Err(not_regular(&path, kind));
    }
    if names::kind(&path).is_none() {
        return Err(unknown_format(&path));
    }
    Ok(Some(Candidate { path, file }))
}

/// Leaves out the articles whose names give one id: none of them is picked in silence. Of collections
/// only the members have ids, which are compared once they are known.
fn without_twins(candidates: Vec<Candidate>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    const NAMED: usize = 3;
    let mut groups: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    let is_many = |candidate: &Candidate| matches!(names::kind(&candidate.path), Some(Kind::Collection(..)));
    let (mut single, articles): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_many);
    for candidate in articles {
        groups.entry(names::neutral(names::stem(&candidate.path))).or_default().push(candidate);
    }
    for mut group in groups.into_values() {
        if group.len() == 1 {
            single.append(&mut group);
            continue;
        }
        group.sort_by(|a, b| a.path.cmp(&b.path));
        for candidate in &group {
            let others = group.iter().map(|other| other.path.as_str()).filter(|path| *path != candidate.path);
            let mut named: Vec<String> = others.take(NAMED).map(|path| format!("`{path}`")).collect();
            if group.len() > NAMED + 1 {
                named.push(format!("{} more", group.len() - NAMED - 1));
            }
            let message = format!(
                "its name gives the same article id as {}; expected names that differ in more than folder, \
                 extension, case and Unicode form; none of them was read",
                named.join(", ")
            );
            diagnostics.push(diagnostic(&candidate.path, DiagnosticKind::DuplicateId, message));
        }
    }
    single
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn diagnostic(path: &str, kind: DiagnosticKind, message: String) -> Diagnostic {
    Diagnostic { path: path.to_owned(), line: 1, column: 1, kind, message }
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let expected = match steady::is_change(error) {
        true => "expected one that nobody writes to; nothing of it was read",
        false => "expected a file that can be read",
    };
    diagnostic(path, DiagnosticKind::Unreadable, format!("{error}; {expected}"))
}

pub(crate) fn unknown_format(path: &str) -> Diagnostic {
    let message = "passed over; expected plain text or Markdown (.txt, .text, .md, .markdown), a saved web page \
                   (.html, .htm, .xhtml, .mhtml, .mht) or a collection (.jsonl, .ndjson, .warc, .rss, .atom, \
                   .xml, any of them with .gz, or .zip)";
    diagnostic(path, DiagnosticKind::UnknownFormat, message.to_owned())
}

fn not_regular(path: &str, kind: FileType) -> Diagnostic {
    let message = format!("this is {}; expected a regular file", nature(kind));
    diagnostic(path, DiagnosticKind::Unreadable, message)
}

fn many(path: &str) -> Diagnostic {
    let message =
        "this holds many articles; expected one: `annals pipeline` reads them from a folder".to_owned();
    diagnostic(path, DiagnosticKind::UnknownFormat, message)
}

#[cfg(unix)]
fn nature(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_dir() => "a folder",
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn nature(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "no file" }
}

fn walk_problem(folder: &Path, root: &Path, error: &ignore::Error) -> Diagnostic {
    // The walker's message repeats the whole path; only what the system said is of use.
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
        Some(error) => format!("{error}; expected a folder that can be read"),
        None => format!("{inner}; expected a folder that can be read"),
    };
    diagnostic(&path, DiagnosticKind::Unreadable, message)
}
