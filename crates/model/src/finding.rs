//! Findings: contradictions and errors that validation reports.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, FindingId};

/// A finding: one row of the dataset `findings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The fingerprint: equal as long as rule, evidence and quotes are equal.
    pub finding_id: FindingId,
    /// The code of the rule, such as `DAT001`.
    pub rule: String,
    /// The severity.
    pub severity: Severity,
    /// What is wrong, with the calculation or proof.
    pub message: String,
    /// The articles involved.
    pub articles: Vec<ArticleId>,
    /// Identifiers of the rows that support the finding.
    pub evidence: Vec<String>,
    /// The sentences that support the finding.
    pub quotes: Vec<String>,
    /// Whether the finding is open or waived.
    pub status: Status,
    /// The reason of the waiver.
    pub reason: Option<String>,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Information.
    Note,
    /// A probable error in an article.
    Warning,
    /// A certain error. The exit status of the run is 1.
    Error,
}

/// Whether a finding is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// No waiver covers the finding.
    Open,
    /// A row of `knowledge/waivers.csv` covers the finding.
    Waived,
}
