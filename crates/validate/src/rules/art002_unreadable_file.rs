use annals_model::{ProblemKind, Severity};

use super::problems;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART002",
    name: "unreadable-file",
    severity: Severity::Error,
    what: "A file of raw/ that could not be read: the system refuses it, a symbolic link leads out of \
           the folder, it is too large for an article, it is no text in any known encoding, or it is a web \
           page that no browser could show.",
    why: "The article is missing from every dataset, and what it alone tells with it.",
    remedy: "Put a readable text in its place: a copy where a link was, UTF-8 where the encoding is \
             unknown, one article a file.",
    examples: &[
        Example::fires("A picture that was saved as scan.txt.", "scan.txt", || {
            Case::default().problem(ProblemKind::NotText, "scan.txt", "expected text, found bytes of no known encoding")
        }),
        Example::passes("A file in an old encoding: it was read all the same, with a remark.", || {
            Case::default().problem(ProblemKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    problems::of_kind(context, |kind| matches!(kind, ProblemKind::Unreadable | ProblemKind::OutsideLink | ProblemKind::TooLarge | ProblemKind::NotText | ProblemKind::Markup))
}
