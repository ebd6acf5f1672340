//! Something that a person should look at.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, FindingId};

/// One row of `findings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its fingerprint: the same as long as rule, evidence and quotes are the same.
    pub finding_id: FindingId,
    /// Code of the rule, such as `DAT001`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with the equation or chain of reasoning.
    pub message: String,
    /// Articles concerned.
    pub articles: Vec<ArticleId>,
    /// Identifiers of the rows it rests on.
    pub evidence: Vec<String>,
    /// The sentences it rests on.
    pub quotes: Vec<String>,
    /// Whether somebody has waived it.
    pub status: Status,
    /// The waiver's reason.
    pub reason: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong somewhere.
    Warning,
    /// Certainly wrong; the run's exit status is 1.
    Error,
}

/// Whether a finding still waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It does.
    Open,
    /// A row of `knowledge/waivers.csv` answers it.
    Waived,
}
