//! Temporary folders with invented articles, in which the program runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Returns the command of the program.
pub(crate) fn annals() -> Command {
    Command::new(env!("CARGO_BIN_EXE_annals"))
}

/// A temporary folder.
pub(crate) struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    /// Creates an empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Creates a folder with two articles in `raw/`.
    pub(crate) fn with_articles() -> Self {
        let workspace = Self::empty();
        workspace.write("raw/tolls.md", TOLLS);
        workspace.write("raw/ferries/ferry.txt", FERRY);
        workspace
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Returns the command with these arguments in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = annals();
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Returns names and bytes of the files of a subfolder.
    pub(crate) fn files(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.path().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (PathBuf::from(path.file_name().unwrap()), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }
}

/// Returns the exit status. Fails if the program has panicked.
pub(crate) fn status(output: &Output) -> i32 {
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
    output.status.code().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const TOLLS: &str = "---
source: river-gazette
url: https://gazette.example/1961/07/tolls
title: An end to the tolls
published: 1961-07-21
language: en
---

# An end to the tolls

Ardania and Borland signed an agreement on river tolls on July 18, 1961. \
Gen. Ulric Tamm, commander of the river guard, said: \"We have waited for this day since 1948.\"

More than 4,000 guards left the fords in the spring of 1962.
";

const FERRY: &str = "---
source: coast-courier
url: https://courier.example/1986/ferry
title: Twenty-five years of ferries
published: 1986-07-19
language: en
---

Ardania and Borland signed the agreement on river tolls on 18 July 1961, and the first ferry crossed two days later.
";
