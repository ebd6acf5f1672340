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
    let text = files.required(path)?;
    let kinds = table::toml::<KindsFile>(path, text)?.kind;
    for (number, kind) in kinds.iter().enumerate() {
        let id = kind.id.as_str();
        let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !plain || kinds.iter().take(number).any(|other| other.id == kind.id) {
            let byte = text.rfind(&format!("\"{id}\"")).unwrap_or(0);
            let message = format!(
                "expected an id of its own in small letters and hyphens, not `{}`",
                id.escape_debug()
            );
            return Err(KnowledgeError::at_byte(path, text, byte, message));
        }
    }
    Ok(kinds)
}
