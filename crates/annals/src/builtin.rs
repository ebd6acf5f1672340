//! The copy of `knowledge/` that the program was built with.

use annals_knowledge::{Files, Knowledge, KnowledgeError};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The files of `knowledge/` as they were when the program was built.
#[must_use]
pub fn built_in_files() -> Files {
    EMBEDDED.iter().copied().collect()
}

/// [`built_in_files`], compiled.
///
/// # Errors
/// The files of the build have a mistake; a test of this crate says that they have none.
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
