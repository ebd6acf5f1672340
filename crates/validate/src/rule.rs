//! A rule: one kind of defect, its documentation, and the function that finds it.

use annals_model::{Finding, Release, Severity};
use serde_json::Value;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::schema::Table;

/// A rule: a kind of defect and how it is found.
///
/// Each rule is one file in `rules/`. It has a code, which never changes, and documentation with examples.
/// The examples are also its tests. Its check returns the findings without severity, status and identifier.
pub struct Rule {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
    /// The defect.
    pub(crate) what: &'static str,
    /// The consequences of the defect.
    pub(crate) why: &'static str,
    /// What to do about a finding.
    pub(crate) remedy: &'static str,
    pub(crate) examples: &'static [Example],
    pub(crate) check: Check,
}

/// The check of a rule, by what it checks.
pub(crate) enum Check {
    /// Checks the input: the statements of articles, and how files were read.
    Input(fn(&Context<'_>) -> Vec<Draft>),
    /// Checks the overrides against the findings of the other rules.
    Findings(fn(&Context<'_>, &[Finding]) -> Vec<Draft>),
    /// Checks the overrides against the list of rules.
    Rules(fn(&Context<'_>, &[&Rule]) -> Vec<Draft>),
    /// Checks the datasets of a release against each other.
    Release(fn(&Release) -> Vec<Draft>),
    /// Checks one record of a dataset at a time.
    Record(RecordCheck),
}

/// A check of one record: the dataset's table, the record's key, and the record as JSON.
pub(crate) type RecordCheck = fn(&Table<'_>, &str, &Value) -> Vec<Draft>;

/// An example of what a rule reports, or of what it does not report.
pub(crate) struct Example {
    /// The description of the case.
    pub(crate) text: &'static str,
    pub(crate) expected: Expected,
    pub(crate) case: fn() -> Case,
}

pub(crate) enum Expected {
    /// One finding whose message contains these words.
    Message(
        #[cfg_attr(not(test), expect(dead_code, reason = "the documentation shows the whole message"))]
        &'static str,
    ),
    NoFinding,
}

impl Example {
    pub(crate) const fn fires(text: &'static str, message: &'static str, case: fn() -> Case) -> Self {
        Self { text, expected: Expected::Message(message), case }
    }

    pub(crate) const fn passes(text: &'static str, case: fn() -> Case) -> Self {
        Self { text, expected: Expected::NoFinding, case }
    }
}

impl Rule {
    /// Returns the code, such as `DAT001`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the name in kebab case, such as `sources-disagree-on-date`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the severity of its findings, unless `knowledge/severities.csv` changes it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the description of the defect, in a sentence or two.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Returns whether its findings are errors of the program. `knowledge/` cannot waive these or change
    /// their severity.
    pub(crate) fn is_program_error(&self) -> bool {
        matches!(self.check, Check::Release(_) | Check::Record(_))
    }
}
