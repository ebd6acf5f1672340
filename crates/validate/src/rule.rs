//! What a rule is made of.

use annals_model::{Finding, Release, Severity};

use crate::conform::RecordCheck;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;

/// A kind of defect, and how it is found.
pub struct Rule {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
    /// What it finds.
    pub(crate) what: &'static str,
    /// Why that is bad.
    pub(crate) why: &'static str,
    /// What to do about a finding.
    pub(crate) remedy: &'static str,
    pub(crate) examples: &'static [Example],
    pub(crate) check: Check,
}

/// How a rule finds its defect, by what it has to see.
pub(crate) enum Check {
    /// In what was read and linked.
    Subject(fn(&Context<'_>) -> Vec<Draft>),
    /// In datasets alone.
    Release(fn(&Release) -> Vec<Draft>),
    /// In one record at a time.
    Record(RecordCheck),
    /// In what the other rules found.
    Findings(fn(&Context<'_>, &[Finding]) -> Vec<Draft>),
}

/// A small case that a rule reports, or that it must not report.
pub(crate) struct Example {
    /// The case in words.
    pub(crate) text: &'static str,
    pub(crate) expected: Expected,
    pub(crate) case: fn() -> Case,
}

pub(crate) enum Expected {
    /// One finding, whose message has these words.
    Message(
        #[cfg_attr(not(test), expect(dead_code, reason = "people are shown the whole message"))] &'static str,
    ),
    Silence,
}

impl Example {
    pub(crate) const fn fires(text: &'static str, message: &'static str, case: fn() -> Case) -> Self {
        Self { text, expected: Expected::Message(message), case }
    }

    pub(crate) const fn passes(text: &'static str, case: fn() -> Case) -> Self {
        Self { text, expected: Expected::Silence, case }
    }
}

impl Rule {
    /// Its code, such as `DAT001`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The defect's name in kebab-case.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How bad its findings are where `knowledge/` does not say otherwise.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What it finds, in a sentence or two.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Whether its findings are mistakes of the program, which `knowledge/` cannot answer.
    pub(crate) fn is_of_the_program(&self) -> bool {
        matches!(self.check, Check::Release(_) | Check::Record(_))
    }
}
