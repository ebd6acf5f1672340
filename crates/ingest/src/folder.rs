//! Reads the files of a folder on all threads.

use std::fs::{self, File};
use std::path::Path;

use annals_containers::Members;
use annals_model::{Article, Diagnostic};
use rayon::prelude::*;

use crate::collection::{self, Collection, CollectionItem};
use crate::diagnostics;
use crate::exact_duplicates::{self, Candidate};
use crate::file_names::{self, FileKind};
use crate::reader::{ArticleWithDiagnostics, Reader};
use crate::source_files::{Files, IngestError, SourceFile};
use crate::stable_read::{read_bytes, read_stable};

/// The articles of a folder, each converted to a `T`.
#[derive(Clone, Debug)]
pub struct Ingested<T = Article> {
    /// The articles, sorted by identifier.
    pub articles: Vec<T>,
    /// Excluded files and remarks, sorted by path.
    pub diagnostics: Vec<Diagnostic>,
}

/// A converted article and the diagnostics of its file or member.
type Converted<T> = (Option<Candidate<T>>, Vec<Diagnostic>);

impl Reader<'_> {
    /// Reads every article of a folder and its subfolders.
    ///
    /// A file that cannot be read is a diagnostic and does not affect the others.
    ///
    /// # Errors
    /// The folder itself cannot be read.
    pub fn read_folder(&self, folder: &Path) -> Result<Ingested, IngestError> {
        Ok(self.read_files(Files::of(folder)?, |article| article))
    }

    /// Reads files on all threads and converts each article as soon as it is read, so that its text need not stay in
    /// memory.
    pub fn read_files<T: Send>(&self, files: Files, convert: impl Fn(Article) -> T + Sync) -> Ingested<T> {
        let Files { files, mut diagnostics } = files;
        let read: Vec<Vec<Converted<T>>> =
            files.par_iter().map(|file| self.read_source(file, &convert)).collect();
        let mut candidates = Vec::with_capacity(read.len());
        for (article, found) in read.into_iter().flatten() {
            candidates.extend(article);
            diagnostics.extend(found);
        }
        let articles = exact_duplicates::resolve(candidates, &mut diagnostics);
        diagnostics.sort();
        Ingested { articles, diagnostics }
    }

    /// Reads a single article from any file. Its path is the given one. A collection is a diagnostic.
    #[must_use]
    pub fn read_file(&self, file: &Path) -> ArticleWithDiagnostics {
        let path = file.to_string_lossy().replace('\\', "/");
        match fs::metadata(file) {
            Ok(metadata) if !metadata.is_file() => {
                (None, vec![diagnostics::not_regular(&path, metadata.file_type())])
            }
            Err(error) => (None, vec![diagnostics::unreadable(&path, &error)]),
            Ok(_) => match file_names::kind(&path) {
                None => (None, vec![diagnostics::unknown_format(&path)]),
                Some(FileKind::Collection(..)) => (None, vec![diagnostics::collection(&path)]),
                Some(FileKind::Article(_)) => {
                    self.read_article_file(&SourceFile { path, file: file.to_owned() })
                }
            },
        }
    }

    fn read_source<T: Send>(
        &self,
        source: &SourceFile,
        convert: &(impl Fn(Article) -> T + Sync),
    ) -> Vec<Converted<T>> {
        let SourceFile { path, file } = source;
        let Some(FileKind::Collection(container, packing)) = file_names::kind(path) else {
            return vec![converted(self.read_article_file(source), convert)];
        };
        let read = || {
            let open = File::open(file)?;
            let file = open.try_clone()?;
            read_stable(&open, || {
                let bounds = collection::bounds(self);
                let members = annals_containers::open(container, packing, file, self.fields, bounds);
                let collection = Collection { path, stem: file_names::stem(path), file: path };
                Ok(self.read_members(collection, members, convert))
            })
        };
        // If the file changes, the members read before the change are dropped as well.
        read().unwrap_or_else(|error| vec![(None, vec![diagnostics::unreadable(path, &error)])])
    }

    /// Reads the members of a collection in their order; only few of them are in memory at once.
    fn read_members<T: Send>(
        &self,
        collection: Collection<'_>,
        members: Members<'_>,
        convert: &(impl Fn(Article) -> T + Sync),
    ) -> Vec<Converted<T>> {
        let read = |(number, member)| match collection::read(self, collection, member) {
            CollectionItem::Article(read) => (number, vec![converted(*read, convert)]),
            CollectionItem::Nested { path, stem, members } => {
                let nested = Collection { path: &path, stem: &stem, file: collection.file };
                (number, self.read_members(nested, members, convert))
            }
        };
        let mut read: Vec<(usize, Vec<Converted<T>>)> = members.enumerate().par_bridge().map(read).collect();
        read.sort_by_key(|(number, _)| *number);
        read.into_iter().flat_map(|(_, converted)| converted).collect()
    }

    fn read_article_file(&self, source: &SourceFile) -> ArticleWithDiagnostics {
        let SourceFile { path, file } = source;
        match read_bytes(file, self.options.max_bytes) {
            Ok(Some(bytes)) => self.read_article(path, &bytes),
            Ok(None) => (None, vec![diagnostics::too_large(path, self.options.max_bytes)]),
            Err(error) => (None, vec![diagnostics::unreadable(path, &error)]),
        }
    }
}

fn converted<T>(
    (article, diagnostics): ArticleWithDiagnostics,
    convert: impl Fn(Article) -> T,
) -> Converted<T> {
    (article.map(|article| Candidate::new(article, convert)), diagnostics)
}
