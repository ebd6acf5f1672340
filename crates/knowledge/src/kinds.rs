//! `kinds.toml`: the kinds of events.

use annals_model::{Extension, KindAxioms, KindId, Lifespan, Role};

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

/// A kind of event, with its axioms.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// The identifier.
    pub id: KindId,
    /// The definition, in one sentence.
    pub definition: String,
    /// Whether the event lasts one day.
    #[serde(default, rename = "one-day")]
    pub one_day: bool,
    /// The lifespan that the event begins.
    #[serde(default)]
    pub begins: Option<Lifespan>,
    /// The lifespan that the event ends.
    #[serde(default)]
    pub ends: Option<Lifespan>,
    /// The lifespan within which the event takes place.
    #[serde(default)]
    pub within: Option<Lifespan>,
    /// Whether the participants act, and therefore exist at the time of the event.
    #[serde(default)]
    pub acts: bool,
    /// Whether such events recur between the same parties, so that those of two years are two events: visits, meetings,
    /// anniversaries.
    #[serde(default)]
    pub recurs: bool,
    /// To whom the event happens only once: a birth, the independence of a country.
    #[serde(default)]
    pub once: Option<Once>,
    /// Whether the event has two sides, either of which may identify it instead of a name.
    #[serde(default)]
    pub sides: bool,
    /// Kinds whose triggers may report the same event: a victory and the battle that was won.
    #[serde(default)]
    pub same_as: Vec<KindId>,
}

/// To whom an event of a kind happens once, so that two dates of it contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Once {
    /// The person or thing that is named.
    Subject,
    /// The country that is named.
    Country,
    /// Two parties together.
    Parties,
}

impl Kind {
    /// Returns the axioms of the kind.
    #[must_use]
    pub fn axioms(&self) -> KindAxioms {
        KindAxioms {
            extension: if self.one_day { Extension::Day } else { Extension::Period },
            begins: self.begins,
            ends: self.ends,
            within: self.within,
            role: if self.acts { Role::Actor } else { Role::Unsaid },
        }
    }

    /// Whether the event begins, ends or is within the presence of a force.
    #[must_use]
    pub fn moves_forces(&self) -> bool {
        [self.begins, self.ends, self.within].contains(&Some(Lifespan::Presence))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kind: Vec<Kind>,
}

/// Loads `kinds.toml`, in the order of the file.
///
/// # Errors
/// The file is missing or invalid.
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
                "found id `{}`, expected a unique id of lower-case letters and hyphens",
                id.escape_debug()
            );
            return Err(KnowledgeError::at_byte(path, text, byte, message));
        }
    }
    for kind in &kinds {
        if let Some(unknown) = kind.same_as.iter().find(|same| !kinds.iter().any(|other| other.id == **same))
        {
            let byte = text.rfind(&format!("\"{unknown}\"")).unwrap_or(0);
            let message =
                format!("found unknown kind `{unknown}` in `same-as`, expected a kind of this file");
            return Err(KnowledgeError::at_byte(path, text, byte, message));
        }
    }
    Ok(kinds)
}
