//! The tables of `golden/`.

use crate::program::repository;
use std::collections::BTreeMap;

/// A row, by column.
pub(crate) struct Row {
    cells: BTreeMap<String, String>,
    /// Line in its file.
    pub(crate) line: usize,
}

/// The rows of a table; lines that begin with `#` are comments.
pub(crate) fn rows(name: &str) -> Vec<Row> {
    let path = repository().join("tests/golden").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines =
        text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap().1.split('\t').collect();
    let row = |(number, line): (usize, &str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() <= header.len(), "{}:{}: too many cells", path.display(), number + 1);
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default().to_owned();
        let cells = header.iter().enumerate().map(|(i, name)| ((*name).to_owned(), cell(i))).collect();
        Row { cells, line: number + 1 }
    };
    lines.map(row).collect()
}

impl Row {
    /// The text of a cell; a missing cell is empty.
    pub(crate) fn get(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// The items of a list.
    pub(crate) fn list(&self, column: &str) -> Vec<&str> {
        self.get(column).split("; ").filter(|item| !item.is_empty()).collect()
    }

    /// Whether the note has this keyword.
    pub(crate) fn is(&self, keyword: &str) -> bool {
        self.keywords().any(|word| word == keyword)
    }

    /// Whether the row may be missing: its note says so, or no article states it outside another name.
    pub(crate) fn is_optional(&self) -> bool {
        self.is("optional") || self.cells.get("articles").is_some_and(String::is_empty)
    }

    /// The text of a cell and the alternatives in the note.
    pub(crate) fn either(&self, column: &str) -> Vec<&str> {
        let alternative = |word: &'_ str| {
            word.strip_prefix("alt-")
                .is_some_and(|rest| rest.split_once('=').is_some_and(|(name, _)| name == column))
        };
        let others = self.keywords().filter(|word| alternative(word));
        let others = others.filter_map(|word| word.split_once('=').map(|(_, value)| value));
        std::iter::once(self.get(column)).chain(others).collect()
    }

    /// The words of the note before its first `:` or `;`.
    fn keywords(&self) -> impl Iterator<Item = &str> {
        let head =
            self.cells.get("note").map_or("", String::as_str).split([':', ';']).next().unwrap_or_default();
        head.split(", ").map(str::trim)
    }
}
