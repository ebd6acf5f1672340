use annals_model::{ProblemKind, Severity};

use super::problems;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART014",
    name: "unseen-characters",
    severity: Severity::Note,
    what: "An article with characters that nobody sees where its script needs none: spaces without width within a word, \
           or marks that turn the direction of writing.",
    why: "They can make one name look like another, or hide it from a search. Quotes keep them, names are compared \
          without them.",
    remedy: "Look at the bytes at the place told. Keep the file as it was received.",
    examples: &[
        Example::fires("“Ada Moreau”, with a space of no width in the name.", "U+200B", || {
            let message = "U+200B stands here, which nobody sees; names are compared without it";
            Case::default().problem(ProblemKind::Unseen, "mill.txt", message)
        }),
        Example::passes("A file in an old encoding, which was read.", || {
            Case::default().problem(ProblemKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    problems::of_kind(context, |kind| kind == ProblemKind::Unseen)
}
