//! The input of the rules.

use annals_knowledge::{ListedEntity, Seniority};
use annals_model::{Axioms, ComparisonRow, Coverage, Diagnostic, Relations, Release};

/// The input of the rules: the datasets of a run, and what they were derived from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The relations between the statements of each article.
    pub relations: &'a [Relations],
    /// The language of each article, and the topics that were not extracted.
    pub coverage: &'a [Coverage],
    /// Errors and remarks from reading files.
    pub diagnostics: &'a [Diagnostic],
    /// The datasets. Rules ignore the findings among them.
    pub release: &'a Release,
    /// Conflicts between articles of one owner, in the form of `comparisons`, which has no such rows.
    pub within_owners: &'a [ComparisonRow],
    /// The people, organisations and places of the gazetteer.
    pub listed: &'a [ListedEntity],
    /// What holds of every event of a kind.
    pub axioms: &'a Axioms,
    /// The order of ranks, and the offices with one holder at a time.
    pub seniority: &'a Seniority,
}
