use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART001",
    name: "article-without-publication-date",
    severity: Severity::Note,
    what: "An article without a publication date in its front matter, dateline or address.",
    why: "Expressions such as “this year”, and days without a year, are resolved against the \
          publication date. Without it they stay unresolved or depend on another date in the text. It \
          also cannot be checked whether an event reported as past was past.",
    remedy: "Find the date and add it to the front matter of a new version of the file: `published: \
          2001-05-13`, or `2001-05` or `2001` if no more is known.",
    examples: &[
        Example::fires("A text without front matter.", "has no publication date", || {
            Case::article("harbour-reopened")
        }),
        Example::passes("Front matter with `published: 2001`: a year is a date.", || {
            Case::article("harbour-reopened").published("2001")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let undated = context.input.release.articles.iter().filter(|article| article.published.is_none());
    undated
        .map(|article| {
            let id = &article.article_id;
            Draft::new(format!(
                "The article {id} has no publication date, so dates relative to it cannot be resolved."
            ))
            .article(id)
            .row(id.as_str())
        })
        .collect()
}
