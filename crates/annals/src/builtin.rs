//! The embedded copy of `knowledge/`.

use annals_knowledge::{Files, Knowledge, KnowledgeError};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Returns the files of `knowledge/` as embedded at build time.
#[must_use]
pub fn built_in_files() -> Files {
    EMBEDDED.iter().copied().collect()
}

/// Loads [`built_in_files`].
///
/// # Errors
/// An embedded file is invalid. A test of this crate checks that none is.
pub fn built_in_knowledge() -> Result<Knowledge, KnowledgeError> {
    Knowledge::load(&built_in_files())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_knowledge_loads() {
        assert!(!super::built_in_knowledge().unwrap().languages.is_empty());
    }
}
