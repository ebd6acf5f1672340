//! `kinds.toml`: the controlled vocabulary of events.

use annals_model::{Extension, KindAxioms, KindId, Lifespan, Role};

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// Its identifier.
    pub id: KindId,
    /// What belongs to it, in one sentence.
    pub definition: String,
    /// Whether it is of one day.
    #[serde(default, rename = "one-day")]
    pub one_day: bool,
    /// What it is the beginning of.
    #[serde(default)]
    pub begins: Option<Lifespan>,
    /// What it is the end of.
    #[serde(default)]
    pub ends: Option<Lifespan>,
    /// What it is a part of.
    #[serde(default)]
    pub within: Option<Lifespan>,
    /// Whether those who take part act, and so are there.
    #[serde(default)]
    pub acts: bool,
    /// Whether such events come again and again among the same parties, so that those of two years
    /// are two: visits, meetings, anniversaries.
    #[serde(default)]
    pub recurs: bool,
    /// Whose only one of the kind it is, where each has but one: a birth, the independence of a country.
    #[serde(default)]
    pub once: Option<Once>,
    /// Whether it has two sides, either of which may be told instead of its name.
    #[serde(default)]
    pub sides: bool,
    /// Kinds whose words may tell of the same thing: of a victory as of the battle that it was won in.
    #[serde(default)]
    pub same_as: Vec<KindId>,
}

/// To whom an event of a kind happens once, so that two dates of it contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Once {
    /// The person or thing that it is told of.
    Subject,
    /// The country that it is told of.
    Country,
    /// Two parties, between them.
    Parties,
}

impl Kind {
    /// What is so of every event of the kind.
    #[must_use]
    pub fn facts(&self) -> KindAxioms {
        KindAxioms {
            extension: if self.one_day { Extension::Day } else { Extension::Period },
            begins: self.begins,
            ends: self.ends,
            within: self.within,
            role: if self.acts { Role::Actor } else { Role::Unsaid },
        }
    }

    /// Whether forces come or leave by it, or are there.
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
    for kind in &kinds {
        if let Some(unknown) = kind.same_as.iter().find(|same| !kinds.iter().any(|other| other.id == **same))
        {
            let byte = text.rfind(&format!("\"{unknown}\"")).unwrap_or(0);
            let message = format!("expected a kind of this file in `same-as`, not `{unknown}`");
            return Err(KnowledgeError::at_byte(path, text, byte, message));
        }
    }
    Ok(kinds)
}
