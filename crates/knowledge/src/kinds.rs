//! `kinds.toml`: the controlled vocabulary of events.

use annals_model::KindId;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its identifier.
    pub id: KindId,
    /// What belongs to it, in one sentence.
    pub definition: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kind: Vec<Kind>,
}

/// The kinds of `kinds.toml`, in its order.
///
/// # Errors
/// The file is missing or has a mistake.
pub(crate) fn load(files: &Files) -> Result<Vec<Kind>, KnowledgeError> {
    let path = "kinds.toml";
    Ok(table::toml::<KindsFile>(path, files.required(path)?)?.kind)
}
