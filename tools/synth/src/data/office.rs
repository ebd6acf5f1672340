//! Ranks and offices.

use serde::Deserialize;

use crate::choices::Choices;
use crate::data::mention::MentionData;

/// `data/offices.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeData {
    pub(crate) ranks: Vec<Rank>,
    pub(crate) office: Choices<Office>,
    pub(crate) mentions: MentionData,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rank {
    pub(crate) name: String,
    pub(crate) short: String,
    pub(crate) age: i16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Office {
    pub(crate) before: String,
    pub(crate) role: String,
    pub(crate) post: Calling,
    pub(crate) entry: Entry,
}

/// The profession of a person, and the one that an office requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Calling {
    Civil,
    Military,
}

/// How a person gets an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Entry {
    Elected,
    Appointed,
}
