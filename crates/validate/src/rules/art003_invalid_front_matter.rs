use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART003",
    name: "invalid-front-matter",
    severity: Severity::Error,
    what: "An error in the lines between `---` at the top of a file: an unclosed fence, an unknown \
          key or an invalid date.",
    why: "Front matter dates and attributes everything in the article. An error in it could change \
          both without notice, so the article is left out until it is corrected.",
    remedy: "Correct the given line. The keys are `source`, `url`, `title`, `published`, `language`, \
          `author` and `translator`; `published` is a year, a month or a day such as `2001-05-13`.",
    examples: &[
        Example::fires("`publishd: 2001-05-13`, a misspelt key.", "fire.md", || {
            Case::default().diagnostic(
                DiagnosticKind::FrontMatter,
                "fire.md",
                "unknown key `publishd`: \
                 expected source, url, title, published, language, author or translator",
            )
        }),
        Example::passes("A file in an unsupported format: ART006 reports it.", || {
            Case::default().diagnostic(DiagnosticKind::UnknownFormat, "notes.xyz", "expected .txt or .md")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| matches!(kind, DiagnosticKind::FrontMatter))
}
