use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART003",
    name: "bad-front-matter",
    severity: Severity::Error,
    what: "A mistake in the lines between `---` at the top of a file: a fence that is never closed, an \
           unknown key, a date that is none.",
    why: "What an article says of itself dates and attributes all that is read in it. A misspelt key \
          would be lost in silence, so the article is left out until it is right.",
    remedy: "Correct the line named. The keys are `source`, `url`, `title`, `published`, `language`, \
             `author` and `translator`; `published` is a year, a month or a day such as `2001-05-13`.",
    examples: &[
        Example::fires("`publishd: 2001-05-13`, a misspelt key.", "fire.md", || {
            Case::default().diagnostic(DiagnosticKind::FrontMatter, "fire.md", "unknown key `publishd`: expected source, url, title, published, language, author or translator")
        }),
        Example::passes("A file of another kind beside the articles.", || {
            Case::default().diagnostic(DiagnosticKind::UnknownFormat, "notes.xyz", "expected .txt or .md")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| matches!(kind, DiagnosticKind::FrontMatter))
}
