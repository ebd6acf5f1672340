//! The files of `knowledge/`, from a folder or from memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::KnowledgeError;

/// The `.toml` and `.csv` files by path relative to `knowledge/`, with `/` as separator.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, String>);

impl<'t> FromIterator<(&'t str, &'t str)> for Files {
    /// Collects pairs of path and text.
    fn from_iter<I: IntoIterator<Item = (&'t str, &'t str)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
    }
}

impl Files {
    /// Reads the files of a folder.
    ///
    /// # Errors
    /// A file or folder cannot be read, or a file is not UTF-8.
    pub fn read(folder: &Path) -> Result<Self, KnowledgeError> {
        let mut files = BTreeMap::new();
        collect(folder, "", &mut files)?;
        Ok(Self(files))
    }

    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Returns a file, or an error if it is missing.
    pub(crate) fn required(&self, path: &str) -> Result<&str, KnowledgeError> {
        self.optional(path).ok_or_else(|| KnowledgeError::missing(path))
    }

    /// Returns a file, if it exists.
    pub(crate) fn optional(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Returns the names of the direct subfolders of a folder, sorted.
    pub(crate) fn folders(&self, below: &str) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .0
            .keys()
            .filter_map(|path| path.strip_prefix(below)?.strip_prefix('/')?.split_once('/'))
            .map(|(name, _)| name)
            .collect();
        names.dedup();
        names
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), KnowledgeError> {
    let failed = |path: &Path, source| KnowledgeError::Unreadable { path: path.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml" || extension == "csv") {
            let text = fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
            files.insert(name, text);
        }
    }
    Ok(())
}
