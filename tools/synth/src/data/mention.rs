//! The forms in which articles name people.

use serde::Deserialize;

use crate::choices::Choices;
use crate::template::{Slot, Template, read_named};

/// `[mentions]` of `data/offices.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MentionData {
    pub(crate) by_name: Mentions,
    pub(crate) by_office: Mentions,
    pub(crate) by_rank: Mentions,
    pub(crate) by_rank_and_office: Mentions,
    /// With an apposition between commas, for subjects only.
    pub(crate) apposed: Mentions,
    pub(crate) later: Mentions,
    pub(crate) later_by_office: Mentions,
    pub(crate) later_by_rank: Mentions,
}

pub(crate) type Mentions = Choices<Template<MentionSlot>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MentionSlot {
    Name,
    Short,
    Office,
    Role,
    Rank,
    RankShort,
    Demonym,
    Country,
    Mr,
}

impl Slot for MentionSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}
